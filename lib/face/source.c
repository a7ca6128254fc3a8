/* source - any FILE of the command line, raw export or stream, as tables. */
#include "face/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/join.h"
#include "data/npy.h"
#include "data/stream.h"
#include "face/progress.h"

/* How many bytes show whether a file is a stream. */
enum { BEGINNING = 4096 };

/* Whether WORD is one of those in LIST, which PARTS part. */
static int is_among(const char *word, const char *list, size_t length, const char *parts)
{
	const char *end = list + length;

	while (list < end) {
		size_t n = strcspn(list, parts);

		if (strlen(word) == n && memcmp(word, list, n) == 0)
			return 1;
		list += n + 1;
	}
	return 0;
}

/* Whether a stream without notes has COLUMN in its header row. */
static int has_column(const unsigned char *bytes, size_t n, const char *column)
{
	const char *p = (const char *)bytes, *end = p + n, *line;

	while ((line = memchr(p, '\n', (size_t)(end - p))) && *p == '#')
		p = line + 1;
	return line && is_among(column, p, (size_t)(line - p), "\t\r\n");
}

/* One more table of RAW: rows of one specimen, or a copy of nothing yet. */
static struct ins_raw_block *add_block(struct ins_raw *raw, struct ins_err *err)
{
	if (ins_text_grow(&raw->block, &raw->capacity, raw->blocks + 1, sizeof *raw->block, err))
		return NULL;
	memset(&raw->block[raw->blocks], 0, sizeof *raw->block);
	return &raw->block[raw->blocks++];
}

/* An export's stream that holds several specimens, as tables of their own. */
static int part_specimens(const struct ins_table *table, struct ins_raw *raw, struct ins_err *err)
{
	const char **names = ins_table_words(table, "specimen");
	char *done = calloc(table->rows + 1, 1);
	int status = done ? INS_OK : ins_fail_memory(err, "a table", table->rows);

	for (size_t first = 0; first < table->rows && !status; first++) {
		struct ins_raw_block *block;

		if (done[first])
			continue;
		block = add_block(raw, err);
		if (!block) {
			status = INS_ENOMEM;
			break;
		}
		status = ins_join_part(table, first, done, &block->table, err);
		block->rows = block->table.rows;
		block->name = ins_text_copy(names[first]);
		if (!status && !block->name)
			status = ins_fail_memory(err, "a name", 1);
	}
	free(done);
	return status;
}

/* What the header row of an export of several specimens has, one of each pair: only results have a
 * mode, too. */
static const char *const of_record[][2] = {
	{"specimen", "specimen"}, {"load_uN", "stress_GPa"}, {"displacement_nm", "strain"}};
enum { OF_RECORD = sizeof of_record / sizeof *of_record };

/* Whether a header row is that of an export of several specimens. */
static int begins_record(const unsigned char *bytes, size_t n)
{
	int found = !has_column(bytes, n, "mode");

	for (size_t i = 0; i < OF_RECORD; i++)
		found = found && (has_column(bytes, n, of_record[i][0]) ||
					 has_column(bytes, n, of_record[i][1]));
	return found;
}

/* The same of a whole table, which lost the note of its kind. */
static int is_record(const struct ins_table *table)
{
	int found = ins_table_words(table, "specimen") && ins_table_find(table, "mode") < 0;

	for (size_t i = 0; i < OF_RECORD; i++)
		found = found && (ins_table_find(table, of_record[i][0]) >= 0 ||
					 ins_table_find(table, of_record[i][1]) >= 0);
	return found;
}

/* Let TABLE be the export that it is by its columns, with the file that it came from. */
static int call_export(struct ins_table *table, struct ins_input *input, struct ins_err *err)
{
	char hex[65];
	int status = ins_table_set_kind(table, "export", err);

	if (status || ins_table_find_note(table, "input"))
		return status;
	status = ins_input_digest(input, hex, err);
	return status ? status
		      : ins_table_add_note(table, err, "input", "%s sha256:%s", input->name, hex);
}

static int read_stream(struct ins_input *input, int is_npy,
	const struct ins_source_request *request, struct ins_raw *raw, struct ins_err *err)
{
	const char *kinds = request->kinds;
	struct ins_table table = {0};
	struct ins_raw_block *block;
	int status =
		is_npy ? ins_npy_read(&table, input, err) : ins_stream_read(&table, input, err);

	if (status == INS_OK && table.kind && kinds &&
		!is_among(table.kind, kinds, strlen(kinds), "|"))
		status = ins_fail(err, INS_EFORMAT,
			"%s: is a stream of kind %s, where one of kind %s belongs", input->name,
			table.kind, kinds);
	if (status == INS_OK && !table.kind && is_record(&table) &&
		!(request->column && ins_table_find(&table, request->column) >= 0))
		status = call_export(&table, input, err);
	if (status == INS_OK && table.kind && strcmp(table.kind, "export") == 0 && table.rows > 0 &&
		ins_table_words(&table, "specimen")) {
		status = part_specimens(&table, raw, err);
	} else if (status == INS_OK) {
		block = add_block(raw, err);
		if (block) {
			block->table = table;
			block->rows = table.rows;
			return INS_OK;
		}
		status = INS_ENOMEM;
	}
	ins_table_free(&table);
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

/* Whether to read a stream, not a raw export, whose words and units only its reader knows. */
static int is_stream(const struct ins_cli *cli, const struct ins_source_request *request,
	const unsigned char *bytes, size_t n)
{
	enum ins_stream_form form = ins_stream_form(bytes, n);

	if (form != INS_STREAM_BARE)
		return form == INS_STREAM_WHOLE;
	if (request->column && has_column(bytes, n, request->column))
		return 1;
	/* These tell how to read an export. */
	return !cli->common.format && !cli->common.channels && begins_record(bytes, n);
}

int ins_source_read(struct ins_source *source, const struct ins_cli *cli, const char *path,
	const struct ins_source_request *request, struct ins_raw *raw, struct ins_err *err)
{
	struct ins_input input = {0};
	const unsigned char *bytes;
	size_t got;
	int is_npy = 0, is_table = 0, status = ins_input_open(&input, path, err);

	if (status == INS_OK)
		status = ins_input_peek(&input, BEGINNING, &bytes, &got, err);
	if (status == INS_OK) {
		is_npy = ins_npy_is_table(bytes, got);
		is_table = is_npy || is_stream(cli, request, bytes, got);
	}
	if (status == INS_OK && is_table)
		status = read_stream(&input, is_npy, request, raw, err);
	else if (status == INS_OK)
		status = read_raw(source, cli, &input, request->wanted, raw, err);
	ins_input_close(&input);
	return status;
}

void ins_source_free(struct ins_source *source)
{
	ins_formats_free(&source->formats);
	ins_names_free(&source->names);
	memset(source, 0, sizeof *source);
}

/* The name of the file whose stream came by standard input, as its note has it: into *END. */
static const char *file_behind(const struct ins_table *table, const char **end)
{
	const char *path = ins_table_find_note(table, "input"), *slash, *dot;

	if (!path || strncmp(path, "standard input", 14) == 0)
		return NULL;
	slash = strrchr(path, '/');
	path = slash ? slash + 1 : path;
	*end = ins_table_input_end(path);
	*end = *end ? *end : path + strlen(path);
	for (dot = *end; dot > path && *dot != '.';)
		dot--;
	*end = dot > path ? dot : *end;
	return path;
}

char *ins_source_name(const struct ins_job *job, const struct ins_raw *raw, size_t block)
{
	const char *own = raw->block[block].name, *end, *file = NULL;
	int is_named = job->specimen || (own && *own), status;
	struct ins_text name = {0};

	if (strcmp(job->path, "-") == 0)
		file = file_behind(&raw->block[block].table, &end);
	if (is_named)
		status = ins_text_format(&name, NULL, "%s", job->specimen ? job->specimen : own);
	else if (file)
		status = ins_text_put(&name, file, (size_t)(end - file), NULL);
	else
		status = ins_text_format(&name, NULL, "%s", job->name);
	/* Of several tables in a file, those without a name of their own are numbered. */
	if (status == INS_OK && raw->blocks > 1 && (job->specimen || !is_named))
		status = ins_text_format(&name, NULL, ":%zu", block + 1);
	if (status)
		ins_text_free(&name);
	return name.data;
}

int ins_source_notes(struct ins_table *table, const struct ins_table *block, const char *name,
	struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < block->notes && status == INS_OK; i++) {
		const struct ins_note *note = &block->note[i];

		if (strcmp(note->key, "assumed") == 0 || strcmp(note->key, "omitted") == 0)
			status = ins_table_add_note(
				table, err, note->key, "%s: %s", name, note->value);
		else if (strcmp(note->key, "input") == 0 || strcmp(note->key, "tool") == 0)
			status = ins_table_add_note_once(table, err, note->key, note->value);
	}
	return status;
}

void ins_source_each(struct ins_cli *cli, ins_source_work *work, struct ins_table *table)
{
	struct ins_source source = {0};
	struct ins_progress progress = {0};
	void *settings = malloc(cli->program->settings_size);

	for (size_t i = 0; i < cli->jobs; i++) {
		struct ins_err err = {0};
		int status =
			settings ? ins_cli_settings(cli, &cli->job[i], settings, &err)
				 : ins_fail_memory(&err, "settings", cli->program->settings_size);

		ins_progress_show(&progress, cli->program->name, i, cli->jobs);
		if (status == INS_OK)
			status = work(cli, &source, &cli->job[i], settings, table, &err);
		if (status)
			ins_cli_report(cli, &err);
	}
	ins_progress_show(&progress, cli->program->name, cli->jobs, cli->jobs);
	free(settings);
	ins_source_free(&source);
}
