/* identify - what an export is, as a person reads it. */
#include "data/identify.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/sniff.h"

static void print_channel(const struct ins_raw_channel *channel, size_t number, FILE *file)
{
	fprintf(file, "  %3zu  %s", number, *channel->name ? channel->name : "(no name)");
	if (channel->unit && *channel->unit)
		fprintf(file, " [%s]", channel->unit);
	if (channel->column)
		fprintf(file, " -> %s", channel->column);
	else
		fprintf(file, ": left out, %s", channel->why);
	if (channel->role < INS_ROLES)
		fprintf(file, " (%s)", ins_role_name(channel->role));
	fputc('\n', file);
}

/* The notes of a table that are not the same for all tables of the file. */
static void print_notes(const struct ins_table *table, FILE *file)
{
	static const char *const common[] = {"input", "format", "encoding", "block", "specimen"};

	for (size_t i = 0; i < table->notes; i++) {
		bool own = true;

		for (size_t c = 0; c < sizeof common / sizeof *common; c++)
			own = own && strcmp(table->note[i].key, common[c]) != 0;
		if (own)
			fprintf(file, "  %s: %s\n", table->note[i].key, table->note[i].value);
	}
}

static void print_block(const struct ins_raw_block *block, size_t number, FILE *file)
{
	fprintf(file, "table %zu", number);
	if (block->name)
		fprintf(file, " '%s'", block->name);
	fprintf(file, ": %zu row%s from line %zu", block->rows, block->rows == 1 ? "" : "s",
		block->line);
	if (block->why)
		fprintf(file, "; left out: %s", block->why);
	fputc('\n', file);
	for (size_t c = 0; c < block->channels; c++)
		print_channel(&block->channel[c], c + 1, file);
	if (block->fault)
		fprintf(file, "  fault: %s\n", block->fault);
	print_notes(&block->table, file);
}

static void print_stream(const struct ins_table *table, FILE *file)
{
	fprintf(file, "format: stream of kind %s\n", table->kind ? table->kind : "unknown");
	fprintf(file, "table 1: %zu row%s\n", table->rows, table->rows == 1 ? "" : "s");
	for (size_t c = 0; c < table->columns; c++)
		fprintf(file, "  %3zu  %s%s\n", c + 1, table->column[c].name,
			table->column[c].text ? ": words" : "");
	for (size_t i = 0; i < table->notes; i++)
		fprintf(file, "  %s: %s\n", table->note[i].key, table->note[i].value);
}

static void describe(const struct ins_raw *raw, const char *path, FILE *file)
{
	const char *name = strrchr(path, '/');

	fprintf(file, "file: %s\n", name ? name + 1 : path);
	if (!raw->format) {
		if (raw->blocks)
			print_stream(&raw->block[0].table, file);
		return;
	}
	fprintf(file, "format: %s%s%s%s\n", raw->format, raw->title ? " (" : "",
		raw->title ? raw->title : "", raw->title ? ")" : "");
	fprintf(file, "encoding: %s\n", raw->encoding);
	fprintf(file, "separator: %s\n", ins_sniff_separator_name(raw->separator));
	fprintf(file, "decimal sign: %s\n", raw->decimal == ',' ? "comma" : "point");
	for (size_t i = 0; i < raw->blocks; i++)
		print_block(&raw->block[i], i + 1, file);
}

int ins_identify(const struct ins_raw *raw, const char *path, FILE *file, struct ins_err *err)
{
	char *text = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&text, &size);
	int failed = !memory;

	if (memory) {
		describe(raw, path, memory);
		failed = ferror(memory) != 0;
		failed = fclose(memory) != 0 || failed || !text;
	}
	if (!failed) {
		ins_text_defuse(text, "\n");
		fwrite(text, 1, size, file);
	}
	free(text);
	if (failed)
		return ins_fail(err, ins_status_of_errno(INS_EOUTPUT),
			"the description cannot be put together: %s", strerror(errno));
	return INS_OK;
}
