/* specimens - the table of files, specimens and settings that --specimens names. */
#include "face/specimens.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/unit.h"
#include "data/file.h"
#include "data/stream.h"
#include "face/options.h"

/* Whether a column's STEM (base_diameter) names the option (base-diameter). */
static int same_name(const char *stem, size_t length, const char *option)
{
	if (strlen(option) != length)
		return 0;
	for (size_t i = 0; i < length; i++)
		if (stem[i] != option[i] && !(stem[i] == '_' && option[i] == '-'))
			return 0;
	return 1;
}

/* The option that the column NAME stands for, and the unit that its name ends in. */
static const struct ins_option *option_of(
	const struct ins_cli *cli, const char *name, const struct ins_unit **unit)
{
	size_t stem;

	*unit = ins_unit_of_name(name, &stem);
	for (const struct ins_option *p = cli->program->options; p->name; p++)
		if (same_name(name, stem, p->name))
			return p;
	return NULL;
}

/* No other column may say what COLUMN does. */
static int check_only(const struct ins_cli *cli, size_t column, struct ins_err *err)
{
	const char *name = cli->specimens.column[column].name;
	const struct ins_unit *unit;
	const struct ins_option *option = option_of(cli, name, &unit);

	for (size_t i = 0; i < column && option; i++) {
		const char *other = cli->specimens.column[i].name;

		if (option_of(cli, other, &unit) == option)
			return ins_fail(err, INS_EFORMAT,
				"%s: columns '%s' and '%s' both say %s; keep one",
				cli->common.specimens, other, name, option->name);
	}
	return INS_OK;
}

static int check_column(const struct ins_cli *cli, const char *name, struct ins_err *err)
{
	const struct ins_unit *unit;
	const struct ins_option *option;
	double scale, offset;
	int takes_unit;

	if (strcmp(name, "file") == 0 || strcmp(name, "specimen") == 0)
		return INS_OK;
	option = option_of(cli, name, &unit);
	if (!option)
		return ins_fail(err, INS_EFORMAT,
			"%s: column '%s' is no option of %s; a column is file, specimen, or "
			"an option with its unit, such as diameter_nm",
			cli->common.specimens, name, cli->program->name);
	takes_unit = option->kind == INS_QUANTITY && option->unit;
	if (!takes_unit && !unit)
		return INS_OK;
	if (takes_unit != (unit != NULL))
		return ins_fail(err, INS_EFORMAT, "%s: column '%s' %s; write %s%s%s%s",
			cli->common.specimens, name,
			unit ? "has a unit where there is none" : "has no unit", option->name,
			takes_unit ? "_" : "", takes_unit ? option->unit : "",
			option->kind == INS_WORD ? ", and the unit in each cell" : "");
	if (ins_unit_convert(
		    unit->ending, ins_unit_by_ending(option->unit), &scale, &offset, err)) {
		ins_err_prefix(err, name);
		ins_err_prefix(err, cli->common.specimens);
		return INS_EFORMAT;
	}
	return INS_OK;
}

/* The path of a FILE that the specimens file names, relative to it; owned. */
static char *path_of(const struct ins_cli *cli, const char *file)
{
	const char *specimens = cli->common.specimens, *slash;
	struct ins_text path = {0};

	assert(specimens);
	slash = strrchr(specimens, '/');
	if (*file == '/' || !slash)
		return ins_text_copy(file);
	if (ins_text_format(&path, NULL, "%.*s/%s", (int)(slash - specimens), specimens, file))
		return NULL;
	return path.data;
}

static char *path_of_row(const struct ins_cli *cli, size_t row)
{
	return path_of(cli, ins_table_words(&cli->specimens, "file")[row]);
}

/* Other columns that name files are relative to the specimens file, too. */
static int make_paths(struct ins_cli *cli, size_t column, struct ins_err *err)
{
	const struct ins_column *files = &cli->specimens.column[column];
	const struct ins_unit *unit;
	const struct ins_option *option = option_of(cli, files->name, &unit);
	int status = INS_OK;

	if (!option || option->kind != INS_INPUT || !files->text)
		return INS_OK;
	for (size_t row = 0; row < cli->specimens.rows && status == INS_OK; row++) {
		const char *file = files->text[row];
		char *path;

		if (strcmp(file, "-") == 0 || ins_options_is_choice(option, file))
			continue;
		path = path_of(cli, file);
		status = path ? ins_table_put_word(
					&cli->specimens, column, row, path, strlen(path), err)
			      : ins_fail_memory(err, "a path", 1);
		free(path);
	}
	return status;
}

static int read_table(struct ins_cli *cli, struct ins_err *err)
{
	struct ins_input input = {0};
	int status = ins_input_open(&input, cli->common.specimens, err);

	if (status == INS_OK)
		status = ins_stream_read(&cli->specimens, &input, err);
	if (status == INS_OK)
		status = ins_input_digest(&input, cli->specimens_hex, err);
	ins_input_close(&input);
	for (size_t i = 0; i < cli->specimens.columns && status == INS_OK; i++)
		status = check_column(cli, cli->specimens.column[i].name, err);
	for (size_t i = 0; i < cli->specimens.columns && status == INS_OK; i++)
		status = check_only(cli, i, err);
	for (size_t i = 0; i < cli->specimens.columns && status == INS_OK; i++)
		status = make_paths(cli, i, err);
	if (status == INS_OK && cli->specimens.rows == 0)
		return ins_fail(err, INS_EFORMAT, "%s: no rows; each names one export",
			cli->common.specimens);
	if (status == INS_OK && !ins_table_words(&cli->specimens, "file"))
		status = ins_fail(err, INS_EFORMAT,
			"%s: no column 'file'; each row names one export", cli->common.specimens);
	return status;
}

/* Add a job; PATH is owned by it from here on. */
static int add_job(struct ins_cli *cli, char *path, size_t row, struct ins_err *err)
{
	const char **names = ins_table_words(&cli->specimens, "specimen");
	struct ins_job job = {.path = path, .row = row};
	int status = path ? INS_OK : ins_fail_memory(err, "a path", 1);

	if (status == INS_OK)
		status = ins_text_grow(
			&cli->job, &cli->jobs_capacity, cli->jobs + 1, sizeof *cli->job, err);
	if (status) {
		free(path);
		return status;
	}
	if (names && row != SIZE_MAX && strcmp(names[row], "-") != 0)
		job.specimen = names[row];
	cli->job[cli->jobs++] = job;
	return INS_OK;
}

/* A job for the named FILE, with its row. */
static int add_named(struct ins_cli *cli, const char *file, struct ins_err *err)
{
	for (size_t row = 0; row < cli->specimens.rows; row++) {
		char *path = path_of_row(cli, row);
		int same = path && ins_file_same(path, file);

		free(path);
		if (!path)
			return ins_fail_memory(err, "a path", 1);
		if (same)
			return add_job(cli, ins_text_copy(file), row, err);
	}
	if (cli->common.specimens)
		return ins_fail(
			err, INS_EUSAGE, "%s: has no row in %s", file, cli->common.specimens);
	return add_job(cli, ins_text_copy(file), SIZE_MAX, err);
}

int ins_specimens_jobs(struct ins_cli *cli, char **files, size_t n, struct ins_err *err)
{
	int status = cli->common.specimens ? read_table(cli, err) : INS_OK;

	for (size_t i = 0; i < n && status == INS_OK; i++)
		status = add_named(cli, files[i], err);
	if (n > 0 || status)
		return status;
	if (!cli->common.specimens)
		return add_job(cli, ins_text_copy("-"), SIZE_MAX, err);
	for (size_t row = 0; row < cli->specimens.rows && status == INS_OK; row++)
		status = add_job(cli, path_of_row(cli, row), row, err);
	return status;
}

/* The number of a cell; a dash in another row makes words of a column's numbers. */
static double cell_number(const struct ins_column *column, size_t row)
{
	const char *word = column->text ? column->text[row] : NULL, *end;
	double value = NAN;

	if (!word)
		return column->number[row];
	end = ins_number_parse(word, word + strlen(word), '.', &value);
	return end && !*end ? value : NAN;
}

/* A cell as the text that the option would have been given on the command line; NULL where it is
 * left open. */
static const char *cell_text(const struct ins_column *column, size_t row,
	const struct ins_unit *unit, char *out, size_t size)
{
	const char *word = column->text ? column->text[row] : "-";
	double value = unit || !column->text ? cell_number(column, row) : NAN;

	if (isnan(value))
		return strcmp(word, "-") == 0 || strcmp(word, "nan") == 0 ? NULL : word;
	snprintf(out, size, "%.17g%s", value, unit ? unit->ending : "");
	return out;
}

static int apply_cell(const struct ins_cli *cli, const struct ins_column *column, size_t row,
	void *settings, struct ins_err *err)
{
	const struct ins_unit *unit;
	const struct ins_option *option = option_of(cli, column->name, &unit);
	char text[64], where[64];
	const char *argument = cell_text(column, row, unit, text, sizeof text);
	int status;

	if (!option || !argument)
		return INS_OK;
	/* A flag's cell is 1 or 0. */
	if (option->kind == INS_FLAG && strcmp(argument, "0") == 0)
		return INS_OK;
	/* A number in a column of words would live only as long as TEXT. */
	if (argument == text && ins_options_holds_word(option))
		return ins_fail(err, INS_EFORMAT, "%s: column '%s': %s is no word for --%s",
			cli->common.specimens, column->name, text, option->name);
	status = ins_options_set(option, argument, settings, err);
	if (status) {
		snprintf(where, sizeof where, "row %zu", row + 1);
		ins_err_prefix(err, where);
		ins_err_prefix(err, cli->common.specimens);
		err->status = INS_EFORMAT;
	}
	return status ? INS_EFORMAT : INS_OK;
}

int ins_specimens_apply(const struct ins_cli *cli, size_t row, void *settings, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < cli->specimens.columns && status == INS_OK; i++)
		status = apply_cell(cli, &cli->specimens.column[i], row, settings, err);
	return status;
}
