/* series_columns - which column of each table stands for which name of the template. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "face/label.h"
#include "face/series.h"

int ins_series_find(const struct ins_table *table, const char *name)
{
	size_t length = strlen(name), stem;
	int exact = ins_table_find(table, name);

	if (exact >= 0)
		return exact;
	for (size_t i = 0; i < table->columns; i++)
		if (ins_unit_of_name(table->column[i].name, &stem) && stem == length &&
			strncmp(table->column[i].name, name, stem) == 0)
			return (int)i;
	return INS_SERIES_NONE;
}

/* The column of TABLE that belongs to BASE: "yield_GPa" and "se" give that of "yield_se"; with
 * BEFORE, "strain" and "true" that of "true_strain". */
static int find_companion(
	const struct ins_table *table, int base, const char *word, size_t length, int before)
{
	struct ins_text name = {0};
	const char *of;
	size_t stem;
	int status, found = INS_SERIES_NONE;

	if (base < 0)
		return INS_SERIES_NONE;
	of = table->column[base].name;
	ins_unit_of_name(of, &stem);
	status =
		before ? ins_text_format(&name, NULL, "%.*s_%.*s", (int)length, word, (int)stem, of)
		       : ins_text_format(
				 &name, NULL, "%.*s_%.*s", (int)stem, of, (int)length, word);
	if (status == INS_OK)
		found = ins_series_find(table, name.data);
	ins_text_free(&name);
	return found;
}

/* The column that CHOICE ("y:se", "true:y") goes along with, among those that are known; -1 where
 * it goes with none. */
static int find_base(const struct ins_series *series, const char *choice)
{
	const char *colon = strchr(choice, ':');

	for (size_t i = 0; colon && i < series->columns; i++) {
		const char *name = series->column[i].name;
		size_t length = (size_t)(colon - choice);

		if ((strlen(name) == length && strncmp(name, choice, length) == 0) ||
			strcmp(name, colon + 1) == 0)
			return (int)i;
	}
	return -1;
}

/* The column that CHOICE ("stress", "y:se", "true:y", "row") names in a source, whose earlier
 * columns are known. */
static int find_choice(const struct ins_series *series, size_t source, const char *choice)
{
	const struct ins_table *table = series->source[source].table;
	const char *colon = strchr(choice, ':');
	const struct ins_series_column *base;
	int at = find_base(series, choice);

	if (strcmp(choice, "row") == 0)
		return INS_SERIES_ROW;
	if (!colon)
		return ins_series_find(table, choice);
	if (at < 0)
		return INS_SERIES_NONE;
	base = &series->column[at];
	if (strcmp(base->name, colon + 1) == 0)
		return find_companion(
			table, base->index[source], choice, (size_t)(colon - choice), 1);
	return find_companion(table, base->index[source], colon + 1, strlen(colon + 1), 0);
}

static int holds_something(const struct ins_table *table, int index)
{
	if (index == INS_SERIES_ROW)
		return table->rows > 0;
	if (index == INS_SERIES_NONE)
		return 0;
	if (!table->column[index].number)
		return 1;
	for (size_t row = 0; row < table->rows; row++)
		if (isfinite(table->column[index].number[row]))
			return 1;
	return 0;
}

/* How the words of a column become numbers; NULL where they do not. */
static const struct ins_template_line *words_of(
	const struct ins_template *template, const char *column)
{
	for (size_t i = 0; i < template->lines; i++) {
		const struct ins_template_line *line = &template->line[i];

		if ((strcmp(line->key, "words") == 0 || strcmp(line->key, "kind") == 0) &&
			strcmp(line->word[0], column) == 0)
			return line;
	}
	return NULL;
}

/* The first choice that holds a number, or words that become numbers, else the first there is. */
static int choose(const struct ins_series *series, const struct ins_template *template,
	const struct ins_template_line *line, size_t source)
{
	const struct ins_table *table = series->source[source].table;
	int first = INS_SERIES_NONE;

	for (size_t i = 1; i < line->words; i++) {
		int index = find_choice(series, source, line->word[i]);

		if (index >= 0 && !table->column[index].number &&
			!words_of(template, table->column[index].name))
			continue;
		if (holds_something(table, index))
			return index;
		if (first == INS_SERIES_NONE)
			first = index;
	}
	return first;
}

static int fail_missing(const struct ins_series_source *source,
	const struct ins_template_line *line, struct ins_err *err)
{
	struct ins_text wanted = {0}, there = {0};
	int status = INS_OK;

	for (size_t i = 1; i < line->words && status == INS_OK; i++)
		status =
			ins_text_format(&wanted, err, "%s'%s'", i > 1 ? " or " : "", line->word[i]);
	for (size_t i = 0; i < source->table->columns && status == INS_OK; i++)
		status = ins_text_format(&there, err, " %s", source->table->column[i].name);
	if (status == INS_OK)
		status = ins_fail(err, INS_EFORMAT,
			"%s: no column of numbers %s; its columns are%s; choose other ones with "
			"-x and -y",
			source->name, wanted.data, there.data ? there.data : " none");
	ins_text_free(&wanted);
	ins_text_free(&there);
	return status;
}

/* What a source draws as COLUMN: a column's name, "row", or NULL for nothing. */
static const char *name_drawn(
	const struct ins_series *series, const struct ins_series_column *column, size_t source)
{
	int index = column->index[source];

	if (index >= 0)
		return series->source[source].table->column[index].name;
	return index == INS_SERIES_ROW ? "row" : NULL;
}

/* The column on whose axis the one of LINE is drawn too, as the template says or as the error of a
 * column goes with it; -1 where it has its own. */
static int find_axis(const struct ins_series *series, const struct ins_template *template,
	const struct ins_template_line *line)
{
	for (size_t i = 1; i < line->words; i++)
		if (find_base(series, line->word[i]) >= 0)
			return find_base(series, line->word[i]);
	for (size_t i = 0; i < template->lines; i++)
		if (strcmp(template->line[i].key, "axis") == 0 &&
			ins_template_code(&template->line[i], line->word[0]) > 0)
			return ins_series_drawn(series, template->line[i].word[0]);
	return -1;
}

static int same_stem(const char *a, const char *b)
{
	size_t length, other;

	ins_unit_of_name(a, &length);
	ins_unit_of_name(b, &other);
	return length == other && strncmp(a, b, length) == 0;
}

/* The factor that turns the column of a source into the unit of its AXIS (-1: its own), or else of
 * the first source that has it. An axis shows one quantity: a frequency is no strain rate, though
 * both are in 1/s. */
static int match_unit(const struct ins_series *series, struct ins_series_column *column,
	size_t source, int axis, struct ins_err *err)
{
	const char *name = name_drawn(series, column, source), *first = NULL;
	const struct ins_unit *from;
	size_t at = 0;

	column->scale[source] = 1;
	if (!name)
		return INS_OK;
	while (at < source && !(first = name_drawn(series, column, at)))
		at++;
	from = ins_unit_of_name(name, NULL);
	if (!first)
		column->unit = axis >= 0 && ins_unit_converts(from, series->column[axis].unit)
				       ? series->column[axis].unit
				       : from;
	else if (!ins_unit_converts(from, column->unit) ||
		 (column->needed && !same_stem(name, first)))
		return ins_fail(err, INS_EFORMAT,
			"%s: column '%s' cannot share an axis with '%s' of %s",
			series->source[source].name, name, first, series->source[at].name);
	if (from)
		column->scale[source] = from->scale / column->unit->scale;
	return INS_OK;
}

/* The label tells the unit that is drawn. */
static int label_column(
	const struct ins_series *series, struct ins_series_column *column, struct ins_err *err)
{
	const char *name = NULL;
	struct ins_text drawn = {0};
	size_t stem;
	int status;

	for (size_t i = 0; i < series->sources && !name; i++)
		if (column->index[i] >= 0)
			name = name_drawn(series, column, i);
	if (!name)
		return ins_text_put(&column->label, "row", 3, err);
	ins_unit_of_name(name, &stem);
	status = ins_text_put(&drawn, name, stem, err);
	if (status == INS_OK && column->unit)
		status = ins_text_format(&drawn, err, "_%s", column->unit->ending);
	if (status == INS_OK)
		status = ins_label_column(&column->label, drawn.data, err);
	ins_text_free(&drawn);
	return status;
}

static int add_column(struct ins_series *series, const struct ins_template *template,
	const struct ins_template_line *line, struct ins_err *err)
{
	struct ins_series_column *column;
	int axis = find_axis(series, template, line);
	int status = ins_text_grow(&series->column, &series->columns_capacity, series->columns + 1,
		sizeof *series->column, err);

	if (status)
		return status;
	column = &series->column[series->columns];
	memset(column, 0, sizeof *column);
	column->name = line->word[0];
	column->needed = strcmp(line->key, "need") == 0;
	column->index = calloc(series->sources, sizeof *column->index);
	column->scale = calloc(series->sources, sizeof *column->scale);
	series->columns++;
	if (!column->index || !column->scale)
		return ins_fail_memory(err, "a column", series->sources * sizeof *column->scale);
	for (size_t i = 0; i < series->sources && status == INS_OK; i++) {
		column->index[i] = choose(series, template, line, i);
		if (column->index[i] >= 0)
			column->words = words_of(
				template, series->source[i].table->column[column->index[i]].name);
		if (column->needed && column->index[i] == INS_SERIES_NONE)
			return fail_missing(&series->source[i], line, err);
		column->found |= holds_something(series->source[i].table, column->index[i]);
		status = match_unit(series, column, i, axis, err);
	}
	return status ? status : label_column(series, column, err);
}

/* LINE with the column that the user wants in place of the template's choices. */
static struct ins_template_line as_wished(
	const struct ins_template_line *line, const struct ins_series_wish *wish)
{
	struct ins_template_line wished = *line;
	const char *name = line->word[0];
	const char *column = strcmp(name, "x") == 0 ? wish->x : NULL;

	if (strcmp(name, "y") == 0)
		column = wish->y;
	if (strcmp(name, "z") == 0)
		column = wish->z;
	if (column) {
		wished.word[1] = column;
		wished.words = 2;
	}
	return wished;
}

int ins_series_columns(struct ins_series *series, const struct ins_template *template,
	const struct ins_series_wish *wish, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < template->lines && status == INS_OK; i++) {
		const struct ins_template_line *line = &template->line[i];
		struct ins_template_line wished;

		if (strcmp(line->key, "need") != 0 && strcmp(line->key, "also") != 0)
			continue;
		wished = as_wished(line, wish);
		status = add_column(series, template, &wished, err);
	}
	return status;
}

int ins_series_drawn(const struct ins_series *series, const char *name)
{
	for (size_t i = 0; i < series->columns; i++)
		if (strcmp(series->column[i].name, name) == 0)
			return (int)i;
	return -1;
}

size_t ins_series_fit(const struct ins_template *template, const struct ins_table *table)
{
	struct ins_series_source source = {"", table};
	struct ins_series series = {0};
	struct ins_series_wish wish = {NULL, NULL, NULL, NULL};
	const struct ins_template_line *group = ins_template_find(template, "group");
	size_t found = 0;

	series.source = &source;
	series.sources = 1;
	if (ins_series_columns(&series, template, &wish, NULL) == INS_OK) {
		for (size_t i = 0; i < series.columns; i++)
			found += series.column[i].index[0] >= 0;
		for (size_t i = 0; group && i < group->words; i++)
			found += ins_series_find(table, group->word[i]) >= 0;
	}
	ins_series_free(&series);
	return found;
}
