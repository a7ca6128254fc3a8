/* source - any FILE of the command line, raw export or stream, as tables. */
#include "face/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/stream.h"

/* How many bytes show whether a file is a stream. */
enum { BEGINNING = 64 };

static int read_stream(
	struct ins_input *input, const char *kind, struct ins_raw *raw, struct ins_err *err)
{
	struct ins_table *table;
	int status;

	raw->block = calloc(1, sizeof *raw->block);
	if (!raw->block)
		return ins_fail_memory(err, "a table", sizeof *raw->block);
	raw->blocks = raw->capacity = 1;
	table = &raw->block->table;
	status = ins_stream_read(table, input, err);
	if (status == INS_OK && table->kind && strcmp(table->kind, kind) != 0)
		status = ins_fail(err, INS_EFORMAT,
			"%s: is a stream of kind %s, where one of kind %s belongs", input->name,
			table->kind, kind);
	raw->block->rows = table->rows;
	return status;
}

static int read_raw(struct ins_source *source, const struct ins_cli *cli, struct ins_input *input,
	unsigned wanted, struct ins_raw *raw, struct ins_err *err)
{
	struct ins_raw_request request = {.formats = &source->formats,
		.channel = cli->common.channel,
		.channels = cli->common.channels,
		.block = cli->common.block,
		.wanted = wanted};
	int status = INS_OK;

	if (!source->loaded)
		status = ins_formats_load(&source->formats, err);
	source->loaded = 1;
	if (status == INS_OK && cli->common.format)
		status = ins_formats_choose(
			&source->formats, cli->common.format, &request.format, err);
	if (status == INS_OK)
		status = ins_raw_read(raw, input, &request, err);
	return status;
}

int ins_source_read(struct ins_source *source, const struct ins_cli *cli, const char *path,
	const char *kind, unsigned wanted, struct ins_raw *raw, struct ins_err *err)
{
	struct ins_input input = {0};
	const unsigned char *bytes;
	size_t got;
	int status = ins_input_open(&input, path, err);

	if (status == INS_OK)
		status = ins_input_peek(&input, BEGINNING, &bytes, &got, err);
	if (status == INS_OK && ins_stream_form(bytes, got) == INS_STREAM_WHOLE)
		status = read_stream(&input, kind, raw, err);
	else if (status == INS_OK)
		status = read_raw(source, cli, &input, wanted, raw, err);
	ins_input_close(&input);
	return status;
}

void ins_source_free(struct ins_source *source)
{
	ins_formats_free(&source->formats);
	memset(source, 0, sizeof *source);
}
