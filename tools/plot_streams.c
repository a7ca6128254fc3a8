/* plot_streams - the streams that a figure shows, and what only marks them. */
#include <stdlib.h>
#include <string.h>

#include "data/file.h"
#include "data/npy.h"
#include "data/refuse.h"
#include "data/spectra.h"
#include "data/stream.h"
#include "face/label.h"
#include "face/marks.h"
#include "plot.h"

/* What a file is that holds no stream, and what makes one of it. */
static int refuse(const char *name, const char *path, const unsigned char *bytes, size_t n,
	struct ins_err *err)
{
	int status;

	if (n == 0)
		return ins_fail(
			err, INS_EFORMAT, "%s: is empty; did the program before it fail?", name);
	status = ins_refuse(name, bytes, n, err);
	return status ? status
		      : ins_fail(err, INS_EFORMAT, "%s: is no stream; try '%s %s | insitu-plot'",
				name, ins_spectra_is(bytes, n) ? "eelsmap" : "insitu-read", path);
}

static int read_stream(
	struct ins_table *table, const char **name, const char *path, struct ins_err *err)
{
	struct ins_input input = {0};
	const unsigned char *bytes;
	size_t got;
	int is_npy, status = ins_input_open(&input, path, err);

	if (status)
		return status;
	*name = input.name;
	status = ins_input_peek(&input, 4096, &bytes, &got, err);
	is_npy = status == INS_OK && ins_npy_is_table(bytes, got);
	if (status == INS_OK && !is_npy && ins_stream_form(bytes, got) == INS_STREAM_NONE)
		status = refuse(*name, path, bytes, got, err);
	if (status == INS_OK)
		status = is_npy ? ins_npy_read(table, &input, err)
				: ins_stream_read(table, &input, err);
	ins_input_close(&input);
	return status;
}

static int is_kind(const struct ins_table *table, const char *kind)
{
	return table->kind && strcmp(table->kind, kind) == 0;
}

static int mark(const struct ins_cli *cli, struct plot_streams *streams, struct ins_err *err)
{
	struct ins_text unmarked = {0};
	int status = ins_marks_lay(streams->table, streams->count, &unmarked, err);

	if (status == INS_OK && unmarked.data)
		ins_cli_remark(cli, "%s", unmarked.data);
	ins_text_free(&unmarked);
	return status;
}

/* Sort out what is drawn: streams of one kind, or curves, which tests only mark. */
static int sort_streams(
	const struct ins_cli *cli, struct plot_streams *streams, struct ins_err *err)
{
	int curves = 0;

	streams->sources = 0;
	for (size_t i = 0; i < streams->count; i++)
		curves |= is_kind(&streams->table[i], "curve");
	for (size_t i = 0; i < streams->count; i++)
		if (!curves || !is_kind(&streams->table[i], "tests"))
			streams->source[streams->sources++] =
				(struct ins_series_source){streams->name[i], &streams->table[i]};
	for (size_t i = 1; i < streams->sources; i++) {
		const char *kind = streams->source[i].table->kind;
		const char *first = streams->source[0].table->kind;

		if (kind && first && strcmp(kind, first) != 0)
			return ins_fail(err, INS_EUSAGE,
				"%s: its kind is '%s', that of %s '%s'; a figure shows one kind",
				streams->source[i].name, kind, streams->source[0].name, first);
	}
	return streams->sources < streams->count ? mark(cli, streams, err) : INS_OK;
}

void plot_streams_read(struct ins_cli *cli, struct plot_streams *streams)
{
	struct ins_err err = {0};

	streams->table = calloc(cli->jobs, sizeof *streams->table);
	streams->name = calloc(cli->jobs, sizeof *streams->name);
	streams->source = calloc(cli->jobs, sizeof *streams->source);
	if (!streams->table || !streams->name || !streams->source) {
		ins_fail_memory(&err, "streams", cli->jobs * sizeof *streams->table);
		ins_cli_report(cli, &err);
		return;
	}
	for (; streams->count < cli->jobs; streams->count++)
		if (read_stream(&streams->table[streams->count], &streams->name[streams->count],
			    cli->job[streams->count].path, &err))
			ins_cli_report(cli, &err);
		else
			ins_cli_tell(cli, &streams->table[streams->count]);
	if (cli->status == INS_OK && sort_streams(cli, streams, &err))
		ins_cli_report(cli, &err);
}

static int add_line(struct ins_text *about, const char *key, const char *value, struct ins_err *err)
{
	struct ins_text line = {0};
	int status = ins_text_format(&line, err, "%s: ", key);

	if (status == INS_OK)
		status = ins_label_inert(&line, value, 0, err);
	if (status == INS_OK)
		status = ins_text_put(&line, "\n", 1, err);
	/* Streams of one origin share their first notes. */
	if (status == INS_OK && !(about->data && strstr(about->data, line.data)))
		status = ins_text_put(about, line.data, line.size, err);
	ins_text_free(&line);
	return status;
}

int plot_streams_describe(const struct ins_cli *cli, const struct plot_streams *streams,
	struct ins_text *about, struct ins_err *err)
{
	struct ins_text command = {0};
	int status = ins_text_format(&command, err, "%s %s", cli->program->name, PACKAGE_VERSION);

	for (size_t i = 0; i < streams->count; i++)
		for (size_t k = 0; k < streams->table[i].notes && status == INS_OK; k++) {
			const struct ins_note *note = &streams->table[i].note[k];

			if (strcmp(note->key, "tool") == 0 || strcmp(note->key, "input") == 0)
				status = add_line(about, note->key, note->value, err);
		}
	for (size_t i = 0; i < cli->givens && status == INS_OK; i++)
		if (strcmp(cli->given[i].option->name, "type") != 0)
			status = ins_text_format(&command, err, " --%s=%s",
				cli->given[i].option->name, cli->given[i].argument);
	if (status == INS_OK)
		status = add_line(about, "tool", command.data, err);
	ins_text_free(&command);
	return status;
}

void plot_streams_free(struct plot_streams *streams)
{
	for (size_t i = 0; i < streams->count; i++)
		ins_table_free(&streams->table[i]);
	free(streams->table);
	free(streams->name);
	free(streams->source);
	memset(streams, 0, sizeof *streams);
}
