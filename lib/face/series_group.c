/* series_group - which rows are drawn as one, in which panel and which colour. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "face/series.h"

/* Of more nothing could be seen. */
enum { MANY_PANELS = 100 };

static struct ins_cell cell_at(
	const struct ins_series *series, size_t source, size_t row, size_t key)
{
	const struct ins_table *table = series->source[source].table;
	int index = series->key[key].index[source];
	struct ins_cell cell = {NULL, NAN, NULL};

	if (index < 0)
		return cell;
	cell.column = table->column[index].name;
	if (table->column[index].number)
		cell.number = table->column[index].number[row];
	else
		cell.word = table->column[index].text[row];
	return cell;
}

struct ins_cell ins_series_cell(
	const struct ins_series *series, const struct ins_series_group *group, size_t key)
{
	return cell_at(series, group->source, group->row[0], key);
}

int ins_cell_same(struct ins_cell a, struct ins_cell b)
{
	if (!a.word != !b.word)
		return 0;
	if (a.word)
		return strcmp(a.word, b.word) == 0;
	return a.number == b.number || (isnan(a.number) && isnan(b.number));
}

int ins_cell_alike(double a, double b)
{
	return fabs(a - b) <= 1e-3 * fmax(fabs(a), fabs(b));
}

/* Group by the column NAME too; *AT is its place among the keys. */
static int add_key(struct ins_series *series, const char *name, int *at, struct ins_err *err)
{
	struct ins_series_key *key;
	size_t i = 0;

	while (i < series->keys && strcmp(series->key[i].name, name) != 0)
		i++;
	*at = (int)i;
	if (i < series->keys)
		return INS_OK;
	key = &series->key[series->keys++];
	key->name = name;
	key->index = malloc(series->sources * sizeof *key->index);
	if (!key->index)
		return ins_fail_memory(err, "a key", series->sources * sizeof *key->index);
	for (i = 0; i < series->sources; i++)
		key->index[i] = ins_series_find(series->source[i].table, name);
	return INS_OK;
}

/* PANELS is NULL without panels, and "each" for one a group. */
static int find_keys(struct ins_series *series, const struct ins_template *template,
	const char *panels, struct ins_err *err)
{
	const struct ins_template_line *group = ins_template_find(template, "group");
	int status = INS_OK, at;

	series->kind = ins_template_find(template, "kind");
	series->panel_key = series->kind_key = -1;
	for (size_t i = 0; group && i < group->words && status == INS_OK; i++)
		status = add_key(series, group->word[i], &at, err);
	if (status == INS_OK && series->kind)
		status = add_key(series, series->kind->word[0], &series->kind_key, err);
	if (status == INS_OK && panels && strcmp(panels, "each") != 0)
		status = add_key(series, panels, &series->panel_key, err);
	return status;
}

static int belongs(const struct ins_series *series, const struct ins_series_group *group,
	size_t source, size_t row)
{
	if (group->source != source)
		return 0;
	for (size_t i = 0; i < series->keys; i++)
		if (!ins_cell_same(
			    cell_at(series, source, row, i), ins_series_cell(series, group, i)))
			return 0;
	return 1;
}

static int add_row(struct ins_series_group *group, size_t row, struct ins_err *err)
{
	int status =
		ins_text_grow(&group->row, &group->rows_capacity, group->rows + 1, sizeof row, err);

	if (status == INS_OK)
		group->row[group->rows++] = row;
	return status;
}

static int add_group(struct ins_series *series, size_t source, size_t row, struct ins_err *err)
{
	struct ins_series_group *group;
	struct ins_cell cell;
	int status = ins_text_grow(
		&series->group, &series->groups_capacity, series->groups + 1, sizeof *group, err);

	if (status)
		return status;
	group = &series->group[series->groups++];
	memset(group, 0, sizeof *group);
	group->source = source;
	group->value = NAN;
	for (size_t i = 0; i < series->keys; i++) {
		cell = cell_at(series, source, row, i);
		if (cell.column && !cell.word &&
			((int)i != series->panel_key || isnan(group->value)))
			group->value = cell.number;
		else if (cell.word && (int)i == series->kind_key)
			group->kind = ins_template_code(series->kind, cell.word);
	}
	return add_row(group, row, err);
}

/* Rows of one group mostly follow each other, so the last group is asked first. */
static int sort_rows(struct ins_series *series, size_t source, struct ins_err *err)
{
	const struct ins_table *table = series->source[source].table;
	int status = INS_OK;

	for (size_t row = 0; row < table->rows && status == INS_OK; row++) {
		size_t i = series->groups;

		while (i > 0 && !belongs(series, &series->group[i - 1], source, row))
			i--;
		status = i > 0 ? add_row(&series->group[i - 1], row, err)
			       : add_group(series, source, row, err);
	}
	return status;
}

/* Five runs at five frequencies are one line, though each is a specimen of its own. */
static int join_single_rows(struct ins_series *series, struct ins_err *err)
{
	size_t kept = 0;
	int status = INS_OK;

	for (size_t i = 0; i < series->groups; i++)
		if (series->group[i].rows > 1 || series->group[i].kind)
			return INS_OK;
	for (size_t i = 0; i < series->groups; i++) {
		struct ins_series_group *group = &series->group[i];

		if (kept && series->group[kept - 1].source == group->source) {
			if (status == INS_OK)
				status = add_row(&series->group[kept - 1], group->row[0], err);
			free(group->row);
		} else {
			series->group[kept++] = *group;
		}
	}
	series->groups = kept;
	return status;
}

/* Whether A belongs behind B: by the number of their panels, where it is one, else by their own. */
static int is_behind(const struct ins_series *series, const struct ins_series_group *a,
	const struct ins_series_group *b)
{
	if (series->panel_key >= 0) {
		double x = ins_series_cell(series, a, (size_t)series->panel_key).number;
		double y = ins_series_cell(series, b, (size_t)series->panel_key).number;

		if (isfinite(x) && isfinite(y) && !ins_cell_alike(x, y))
			return x > y;
	}
	return a->value > b->value && !ins_cell_alike(a->value, b->value);
}

/* Groups that a number tells apart, frequency say, stand in its order; others, and those whose
 * numbers look alike, stay as they came. */
static void sort_groups(struct ins_series *series)
{
	for (size_t i = 0; i < series->groups; i++)
		if (isnan(series->group[i].value))
			return;
	for (size_t i = 1; i < series->groups; i++) {
		struct ins_series_group group = series->group[i];
		size_t k = i;

		for (; k > 0 && is_behind(series, &series->group[k - 1], &group); k--)
			series->group[k] = series->group[k - 1];
		series->group[k] = group;
	}
}

/* The panel of each group: all in the first, or by what stands in a column, or with EACH one a
 * group. */
static void find_panels(struct ins_series *series, int each)
{
	series->panels = 0;
	for (size_t i = 0; i < series->groups; i++) {
		struct ins_series_group *group = &series->group[i];
		size_t k = each ? i : 0;

		while (series->panel_key >= 0 && k < i &&
			!ins_cell_same(ins_series_cell(series, group, (size_t)series->panel_key),
				ins_series_cell(
					series, &series->group[k], (size_t)series->panel_key)))
			k++;
		group->panel = k < i ? series->group[k].panel : series->panels++;
	}
}

static void find_ranks(struct ins_series *series)
{
	for (size_t i = 0; i < series->groups; i++)
		for (size_t k = 0; k < i; k++)
			series->group[i].rank += series->group[k].kind == series->group[i].kind &&
						 series->group[k].panel == series->group[i].panel;
}

/* Whether a specimen, its mode and the file are the same, whatever the frequency. */
static int same_words(const struct ins_series *series, const struct ins_series_group *a,
	const struct ins_series_group *b)
{
	for (size_t i = 0; i < series->keys; i++) {
		struct ins_cell x = ins_series_cell(series, a, i);

		if (x.word && !ins_cell_same(x, ins_series_cell(series, b, i)))
			return 0;
	}
	return a->source == b->source;
}

/* Groups whose numbers look alike, at 5 Hz say, are of one level. */
static void find_levels(struct ins_series *series)
{
	size_t levels = 0;

	for (size_t i = 0; i < series->groups; i++) {
		size_t k = 0;

		while (k < i && !ins_cell_alike(series->group[i].value, series->group[k].value))
			k++;
		series->group[i].level = k < i ? series->group[k].level : levels++;
	}
	for (size_t i = 0; i < series->groups && levels == 1; i++)
		series->group[i].level = i;
}

static void find_sets(struct ins_series *series)
{
	size_t sets = 0;
	int shared = 0;

	for (size_t i = 0; i < series->groups; i++)
		for (size_t k = 0; k < i; k++)
			shared |= series->group[i].level == series->group[k].level &&
				  series->group[i].panel == series->group[k].panel;
	for (size_t i = 0; i < series->groups && shared; i++) {
		size_t k = 0;

		while (k < i && !same_words(series, &series->group[i], &series->group[k]))
			k++;
		series->group[i].set = k < i ? series->group[k].set : sets++;
	}
}

int ins_series_group(struct ins_series *series, const struct ins_template *template,
	const char *panels, struct ins_err *err)
{
	const struct ins_template_line *line = ins_template_find(template, "panel");
	int status, each;

	if (!panels && line)
		panels = line->word[0];
	each = panels && strcmp(panels, "each") == 0;
	status = find_keys(series, template, panels, err);
	for (size_t i = 0; i < series->sources && status == INS_OK; i++)
		status = sort_rows(series, i, err);
	if (status == INS_OK && !panels && ins_template_find(template, "join"))
		status = join_single_rows(series, err);
	if (status == INS_OK && ins_template_find(template, "sort"))
		status = ins_series_sort(series, err);
	/* Where memory ran out a group may have no row. */
	if (status)
		return status;
	sort_groups(series);
	find_panels(series, each);
	if (series->panels > MANY_PANELS)
		return ins_fail(err, INS_EUSAGE,
			"too many panels: %zu by '%s'; a figure shows up to %d", series->panels,
			panels, MANY_PANELS);
	status = ins_series_drop(series, err);
	if (status)
		return status;
	find_panels(series, each);
	find_ranks(series);
	find_levels(series);
	find_sets(series);
	return INS_OK;
}
