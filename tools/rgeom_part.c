/* rgeom: a file's tables, parted into specimens. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rgeom.h"

int rgeom_numbers(const struct part *part, const char *column, double **to, struct ins_err *err)
{
	const double *from = ins_table_numbers(part->table, column);

	*to = NULL;
	if (!from)
		return INS_OK;
	*to = malloc((part->n + 1) * sizeof **to);
	if (!*to)
		return ins_fail_memory(err, column, part->n * sizeof **to);
	for (size_t i = 0; i < part->n; i++)
		(*to)[i] = from[part->row[i]];
	return INS_OK;
}

char *rgeom_path(const struct run *run, const char *option, const char *path)
{
	const char *table = run->cli->common.specimens, *slash = table ? strrchr(table, '/') : NULL;
	struct ins_text text = {0};

	if (!slash || *path == '/' || run->job->row == SIZE_MAX ||
		ins_cli_was_given(run->cli, option))
		return ins_text_copy(path);
	if (ins_text_format(&text, NULL, "%.*s/%s", (int)(slash - table), table, path))
		return NULL;
	return text.data;
}

/* The specimen's name: from the table of specimens, the export itself, or the file's name. */
static int put_name(struct ins_text *name, const struct ins_job *job, const struct ins_raw *raw,
	size_t block, struct ins_err *err)
{
	const char *slash = strrchr(job->path, '/'), *base = slash ? slash + 1 : job->path;
	const char *dot = strrchr(base, '.'), *own = raw->block[block].name;
	int status, named = own && *own;

	if (job->specimen || named)
		status = ins_text_format(name, err, "%s", job->specimen ? job->specimen : own);
	else
		status = ins_text_format(name, err, "%.*s",
			dot && dot > base ? (int)(dot - base) : (int)strlen(base), base);
	/* Of several tables in a file, those without a name of their own are numbered. */
	if (status == INS_OK && raw->blocks > 1 && (job->specimen || !named))
		status = ins_text_format(name, err, ":%zu", block + 1);
	return status;
}

/* Whether a sentence says of whom it speaks: "NAME: ..." or "FILE: NAME: ...". */
static int names_it(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	return at && (at == text || at[-1] == ' ') && strncmp(at + strlen(name), ": ", 2) == 0;
}

static void do_part(const struct run *model, const struct part *part, const char *name,
	int (*work)(struct run *, const struct part *))
{
	struct run run = *model;
	struct ins_err err = {0};

	run.name = name;
	run.err = &err;
	if (work(&run, part)) {
		if (!names_it(err.text, name))
			ins_err_prefix(&err, name);
		ins_cli_report(run.cli, &err);
	}
	rgeom_free(&run);
}

/* Each specimen that a column names, in the order of its first row. */
static void do_named(const struct run *model, struct part *part, const char **names,
	int (*work)(struct run *, const struct part *))
{
	const struct ins_table *table = part->table;
	char *done = calloc(table->rows + 1, 1);

	if (!done) {
		ins_fail_memory(model->err, "a table", table->rows);
		ins_cli_report(model->cli, model->err);
		return;
	}
	for (size_t first = 0; first < table->rows; first++) {
		if (done[first])
			continue;
		part->n = 0;
		for (size_t row = first; row < table->rows; row++)
			if (strcmp(names[row], names[first]) == 0) {
				part->row[part->n++] = row;
				done[row] = 1;
			}
		do_part(model, part, names[first], work);
	}
	free(done);
}

static int do_block(struct run *run, const struct ins_raw *raw, size_t block,
	int (*work)(struct run *, const struct part *))
{
	const struct ins_table *table = &raw->block[block].table;
	struct part part = {table, malloc((table->rows + 1) * sizeof(size_t)), table->rows};
	const char **names = ins_table_words(table, "specimen");
	struct ins_text name = {0};
	int status = INS_OK;

	if (!part.row)
		return ins_fail_memory(run->err, "a table", table->rows * sizeof(size_t));
	for (size_t row = 0; row < table->rows; row++)
		part.row[row] = row;
	if (names && table->rows > 0)
		do_named(run, &part, names, work);
	else if ((status = put_name(&name, run->job, raw, block, run->err)) == INS_OK)
		do_part(run, &part, name.data, work);
	ins_text_free(&name);
	free(part.row);
	return status;
}

void rgeom_each(
	struct run *run, const struct ins_raw *raw, int (*work)(struct run *, const struct part *))
{
	for (size_t block = 0; block < raw->blocks; block++)
		if (!raw->block[block].why && do_block(run, raw, block, work))
			ins_cli_report(run->cli, run->err);
}

int rgeom_only(const struct run *run, const struct ins_raw *raw, struct part *part)
{
	const char **names;
	size_t usable = 0, others = 0;

	for (size_t i = 0; i < raw->blocks; i++)
		if (!raw->block[i].why) {
			part->table = &raw->block[i].table;
			usable++;
		}
	if (usable != 1)
		return ins_fail(run->err, INS_EFORMAT,
			"has %zu tables; insitu-read --block=N picks one", usable);
	names = ins_table_words(part->table, "specimen");
	part->row = malloc((part->table->rows + 1) * sizeof *part->row);
	if (!part->row)
		return ins_fail_memory(run->err, "a table", part->table->rows * sizeof(size_t));
	for (size_t row = 0; names && row < part->table->rows; row++)
		others += strcmp(names[row], names[0]) != 0;
	for (size_t row = 0; row < part->table->rows; row++)
		if (others == 0 || strcmp(names[row], run->name) == 0)
			part->row[part->n++] = row;
	if (part->n > 0)
		return INS_OK;
	return ins_fail(run->err, INS_EFORMAT, "has no row of this specimen");
}
