/* mutate_read - the readers of files, each with what it read in one shape. */
#include <dirent.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "data/npy.h"
#include "data/pixels.h"
#include "data/raw.h"
#include "data/spectra.h"
#include "data/stream.h"
#include "mutate.h"

static struct ins_formats formats;

int mutate_begin(const char *folder)
{
	struct ins_err err = {0};
	double scale, offset;

	/* The user's own descriptors are not wanted. */
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	setenv("INSITU_DATA", folder, 1);
	ins_unit_convert("lbf", ins_unit_by_ending("uN"), &scale, &offset, &err);
	return err.status ? err.status : ins_formats_load(&formats, &err);
}

void mutate_end(void)
{
	ins_formats_free(&formats);
}

static void put(struct answer *answer, double value)
{
	if (ins_text_grow(&answer->value, &answer->capacity, answer->n + 1, sizeof value, NULL) ==
		INS_OK)
		answer->value[answer->n++] = value;
}

static double number_of(const char *word)
{
	uint32_t hash = 2166136261u;

	for (; *word; word++)
		hash = (hash ^ (unsigned char)*word) * 16777619u;
	return hash;
}

static void warn(struct answer *answer, const char *text)
{
	if (answer->warnings < MUTATE_WARNINGS)
		answer->warning[answer->warnings++] = number_of(text);
}

static void begin_table(struct answer *answer, size_t rows, size_t columns)
{
	answer->rows += rows;
	answer->columns += columns;
	if (answer->tables == MUTATE_TABLES)
		return;
	answer->table[answer->tables].rows = rows;
	answer->table[answer->tables].columns = columns;
	for (size_t i = 0; i < columns && i < MUTATE_COLUMNS; i++)
		answer->table[answer->tables].name[i] = (double)i;
	answer->table[answer->tables++].first = answer->n;
}

static void put_table(struct answer *answer, const struct ins_table *table)
{
	begin_table(answer, table->rows, table->columns);
	for (size_t i = 0; i < table->notes; i++)
		if (strcmp(table->note[i].key, "omitted") == 0 ||
			strcmp(table->note[i].key, "assumed") == 0)
			warn(answer, table->note[i].value);
	for (size_t i = 0; i < table->columns && i < MUTATE_COLUMNS; i++)
		answer->table[answer->tables - 1].name[i] = number_of(table->column[i].name);
	for (size_t row = 0; row < table->rows; row++)
		for (size_t i = 0; i < table->columns; i++)
			put(answer, table->column[i].text ? number_of(table->column[i].text[row])
							  : table->column[i].number[row]);
}

static void finish(struct answer *answer, int status, const struct ins_err *err)
{
	answer->status = status;
	if (status)
		snprintf(answer->said, sizeof answer->said, "%.500s", err->text);
}

void mutate_read_raw(const char *path, struct answer *answer)
{
	struct ins_raw_request request = {.formats = &formats};
	struct ins_input input = {0};
	struct ins_raw raw = {0};
	struct ins_err err = {0};
	int status = ins_input_open(&input, path, &err);

	if (!status)
		status = ins_raw_read(&raw, &input, &request, &err);
	if (!status)
		answer->layout = number_of(raw.format);
	for (size_t i = 0; i < raw.blocks && !status; i++) {
		size_t rows = answer->rows, columns = answer->columns;

		put_table(answer, &raw.block[i].table);
		if (!raw.block[i].why)
			continue;
		/* What is left out counts only as the beginning of something. */
		warn(answer, raw.block[i].why);
		answer->rows = rows;
		answer->columns = columns;
	}
	finish(answer, status, &err);
	ins_raw_free(&raw);
	ins_input_close(&input);
}

void mutate_read_stream(const char *path, struct answer *answer)
{
	struct ins_input input = {0};
	struct ins_table table = {0};
	struct ins_err err = {0};
	int status = ins_input_open(&input, path, &err);

	if (!status)
		status = ins_stream_read(&table, &input, &err);
	if (!status)
		put_table(answer, &table);
	finish(answer, status, &err);
	ins_table_free(&table);
	ins_input_close(&input);
}

static int put_counts(
	struct answer *answer, const struct ins_spectrum *spectrum, struct ins_err *err)
{
	size_t pixels = spectrum->x.size * spectrum->y.size, channels = spectrum->energy.size;
	struct ins_pixels all = {0, pixels, 0, channels};
	double *counts = malloc((pixels * channels + 1) * sizeof *counts);
	int status;

	if (!counts)
		return ins_fail_memory(err, "counts", pixels * channels * sizeof *counts);
	begin_table(answer, pixels, channels);
	status = ins_pixels_read_doubles(spectrum, &all, counts, err);
	for (size_t i = 0; i < pixels * channels && !status; i++)
		put(answer, counts[i]);
	free(counts);
	return status;
}

static void read_spectra(const char *path, struct answer *answer)
{
	struct ins_spectra spectra = {0};
	struct ins_err err = {0};
	struct ins_text text = {0};
	int status = ins_spectra_open(&spectra, path, &err);

	for (size_t i = 0; i < spectra.n && !status; i++) {
		const struct ins_spectrum *spectrum = &spectra.item[i];

		if (*spectrum->remark)
			warn(answer, spectrum->remark);
		if (*spectrum->refusal)
			warn(answer, spectrum->refusal);
		if (!*spectrum->refusal)
			status = put_counts(answer, spectrum, &err);
	}
	if (!status)
		status = ins_spectra_describe(&spectra, &text, &err);
	finish(answer, status, &err);
	ins_text_free(&text);
	ins_spectra_free(&spectra);
}

/* A raw is read by the rpl beside it. */
void mutate_read_spectra(const char *path, struct answer *answer)
{
	read_spectra(path, answer);
}

void mutate_read_npy(const char *path, struct answer *answer)
{
	struct ins_input input = {0};
	struct ins_table table = {0};
	struct ins_err err = {0};
	const unsigned char *bytes = NULL;
	size_t got = 0;
	int status = ins_input_open(&input, path, &err);

	if (!status)
		status = ins_input_peek(&input, 512, &bytes, &got, &err);
	if (!status && ins_npy_is_table(bytes, got)) {
		status = ins_npy_read(&table, &input, &err);
		if (!status)
			put_table(answer, &table);
		finish(answer, status, &err);
	} else {
		read_spectra(path, answer);
	}
	ins_table_free(&table);
	ins_input_close(&input);
}

/* Of descriptors, which hold no numbers, only signals and silence count. */
void mutate_read_format(const char *path, struct answer *answer)
{
	struct ins_format format = {0};
	struct ins_err err = {0};
	int status = ins_format_load(&format, path, &err);

	if (!status)
		ins_format_recognises(&format, "Depth (nm)\tLoad (uN)\n1\t2\n", 25);
	finish(answer, status, &err);
	ins_format_free(&format);
}
