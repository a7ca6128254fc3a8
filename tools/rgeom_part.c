/* rgeom: a file's tables, parted into specimens. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/file.h"
#include "face/names.h"
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

int rgeom_problem(const struct part *part, const enum ins_role *roles, struct ins_err *err)
{
	struct ins_err fault = {0};

	while (*roles != INS_ROLES && !part->block->problem[*roles])
		roles++;
	if (*roles == INS_ROLES)
		return INS_OK;
	ins_raw_lacks(part->block, part->path, *roles, &fault);
	return ins_fail(err, fault.status, "%s%s", fault.text,
		part->is_other ? "; for this file --channel is an option of insitu-read" : "");
}

/* A fault of a column begins with its file and line. */
static int tells_line(const struct ins_err *err, const char *path)
{
	size_t length = strlen(path);

	return strncmp(err->text, path, length) == 0 && err->text[length] == ':' &&
	       err->text[length + 1] != ' ';
}

static void do_part(const struct run *model, const struct part *part, const char *name,
	int is_one_of_many, int (*work)(struct run *, const struct part *))
{
	struct run run = *model;
	struct ins_err err = {0};
	int has_one_row = run.settings.fit_iv && !run.settings.curve;
	char *own = ins_text_copy(name);

	if (!has_one_row)
		own = ins_names_part(&model->source->names, model->answer, own, NULL, NAN);
	run.specimen = name;
	run.name = own;
	run.err = &err;
	if (own ? work(&run, part) : ins_fail_memory(&err, "a name", 1)) {
		if (!tells_line(&err, part->path)) {
			if (is_one_of_many)
				ins_err_prefix(&err, name);
			ins_err_prefix(&err, part->path);
		}
		ins_cli_report(run.cli, &err);
	}
	rgeom_free(&run);
	free(own);
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
		do_part(model, part, names[first], part->n < table->rows, work);
	}
	free(done);
}

static int do_block(struct run *run, const struct ins_raw *raw, size_t block,
	int (*work)(struct run *, const struct part *))
{
	const struct ins_table *table = &raw->block[block].table;
	const char *path = run->job->path;
	struct part part = {.block = &raw->block[block],
		.table = table,
		.path = ins_input_shown(path),
		.row = malloc((table->rows + 1) * sizeof(size_t)),
		.n = table->rows};
	const char **names = ins_table_words(table, "specimen");
	char *name = ins_source_name(run->job, raw, block);

	for (size_t row = 0; part.row && row < table->rows; row++)
		part.row[row] = row;
	if (part.row && name && names && table->rows > 0)
		do_named(run, &part, names, work);
	else if (part.row && name)
		do_part(run, &part, name, raw->blocks > 1, work);
	else
		ins_fail_memory(run->err, "a table", table->rows * sizeof(size_t));
	free(name);
	free(part.row);
	return run->err->status;
}

void rgeom_each(
	struct run *run, const struct ins_raw *raw, int (*work)(struct run *, const struct part *))
{
	for (size_t block = 0; block < raw->blocks; block++)
		if (!raw->block[block].why && do_block(run, raw, block, work))
			ins_cli_report(run->cli, run->err);
}

/* The block of the only table of a file, or of the one called NAME. */
static const struct ins_raw_block *find_block(const struct ins_raw *raw, const char *name)
{
	const struct ins_raw_block *only = NULL;
	size_t usable = 0;

	for (size_t i = 0; i < raw->blocks; i++) {
		const struct ins_raw_block *block = &raw->block[i];

		if (block->why)
			continue;
		if (block->name && strcmp(block->name, name) == 0)
			return block;
		only = block;
		usable++;
	}
	return usable == 1 ? only : NULL;
}

int rgeom_only(const struct run *run, const struct ins_raw *raw, struct part *part)
{
	const char **names;
	size_t others = 0;

	part->is_other = 1;
	part->block = find_block(raw, run->specimen);
	if (!part->block)
		return ins_fail(run->err, INS_EFORMAT,
			"has several tables or none, and none called %s; insitu-read --block=N "
			"picks one",
			run->specimen);
	part->table = &part->block->table;
	names = ins_table_words(part->table, "specimen");
	part->row = malloc((part->table->rows + 1) * sizeof *part->row);
	if (!part->row)
		return ins_fail_memory(run->err, "a table", part->table->rows * sizeof(size_t));
	for (size_t row = 0; names && row < part->table->rows; row++)
		others += strcmp(names[row], names[0]) != 0;
	for (size_t row = 0; row < part->table->rows; row++)
		if (others == 0 || strcmp(names[row], run->specimen) == 0)
			part->row[part->n++] = row;
	if (part->n > 0)
		return INS_OK;
	return ins_fail(run->err, INS_EFORMAT, "has no row of %s", run->specimen);
}
