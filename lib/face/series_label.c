/* series_label - the words under which groups and panels stand in a figure. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "face/label.h"
#include "face/series.h"

enum { LETTERS = 28, MANY = 6 };

/* What is missing tells nothing. */
static int is_missing(struct ins_cell cell)
{
	return !cell.column || (cell.word ? strcmp(cell.word, "-") == 0 : isnan(cell.number));
}

static int put_cell(struct ins_text *text, struct ins_cell cell, struct ins_err *err)
{
	const struct ins_unit *unit;
	int status = INS_OK;

	if (is_missing(cell))
		return INS_OK;
	if (text->size)
		status = ins_text_put(text, " ", 1, err);
	if (status)
		return status;
	if (cell.word)
		return ins_label_name(text, cell.word, LETTERS, err);
	unit = ins_unit_of_name(cell.column, NULL);
	if (unit)
		return ins_text_format(text, err, "%.4g %s", cell.number, unit->symbol);
	return ins_text_format(text, err, "%s %.4g", cell.column, cell.number);
}

int ins_series_name(const struct ins_series *series, const struct ins_series_group *group,
	struct ins_text *name, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t k = 0; k < series->keys && status == INS_OK; k++)
		status = put_cell(name, ins_series_cell(series, group, k), err);
	return status;
}

/* Whether groups differ in a key; where they do not, it tells nothing. */
static int varies(const struct ins_series *series, size_t key)
{
	struct ins_cell first = ins_series_cell(series, &series->group[0], key);

	for (size_t i = 1; i < series->groups; i++)
		if (!ins_cell_same(first, ins_series_cell(series, &series->group[i], key)))
			return 1;
	return 0;
}

/* Whether a number alone, frequency say, tells all groups of a panel apart. */
static int tells_all(const struct ins_series *series, size_t key)
{
	for (size_t i = 0; i < series->groups; i++) {
		struct ins_cell cell = ins_series_cell(series, &series->group[i], key);

		if (!cell.column || cell.word)
			return 0;
		for (size_t k = 0; k < i; k++)
			if (series->group[k].panel == series->group[i].panel &&
				ins_cell_alike(cell.number,
					ins_series_cell(series, &series->group[k], key).number))
				return 0;
	}
	return series->groups > 1;
}

/* TELLS of each key whether it belongs in a label. */
static void find_telling(const struct ins_series *series, int *tells)
{
	for (size_t k = 0; k < series->keys && series->groups; k++)
		tells[k] = (int)k != series->panel_key && varies(series, k);
	for (size_t k = 0; k < series->keys; k++)
		if (tells[k] && tells_all(series, k)) {
			memset(tells, 0, series->keys * sizeof *tells);
			tells[k] = 1;
			return;
		}
}

/* Label each group by what tells it from the others; its file comes first where WITH_FILE. */
static int label_groups(struct ins_series *series, int with_file, struct ins_err *err)
{
	int status = INS_OK, told = 0, tells[INS_TEMPLATE_WORDS + 2] = {0};

	find_telling(series, tells);
	for (size_t k = 0; k < series->keys; k++)
		told |= tells[k];
	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		struct ins_series_group *group = &series->group[i];

		group->label.size = 0;
		status = with_file ? ins_label_file(
					     &group->label, series->source[group->source].name, err)
				   : ins_text_put(&group->label, "", 0, err);
		for (size_t k = 0; k < series->keys && status == INS_OK; k++)
			if (tells[k])
				status = put_cell(
					&group->label, ins_series_cell(series, group, k), err);
		/* Of several streams the file tells more. */
		if (status == INS_OK && !group->label.size && told && series->sources == 1)
			status = ins_text_put(&group->label, "-", 1, err);
	}
	return status;
}

/* Whether two groups of a panel have one label, or one of them none. */
static int labels_fail(const struct ins_series *series)
{
	for (size_t i = 1; i < series->groups; i++)
		for (size_t k = 0; k < i; k++) {
			const struct ins_series_group *a = &series->group[i],
						      *b = &series->group[k];

			if (a->panel == b->panel &&
				(!a->label.size || !b->label.size ||
					strcmp(a->label.data, b->label.data) == 0))
				return 1;
		}
	return 0;
}

/* How many groups like this one its panel holds. */
static size_t count_like(const struct ins_series *series, const struct ins_series_group *group)
{
	size_t count = 0;

	for (size_t i = 0; i < series->groups; i++)
		count += series->group[i].kind == group->kind &&
			 series->group[i].panel == group->panel;
	return count;
}

/* Too many labels would fill the figure: then one entry a kind, or the first few and how many more.
 */
static int thin_labels(struct ins_series *series, struct ins_err *err)
{
	int status = INS_OK;

	if (series->abreast || series->groups <= MANY * series->panels)
		return INS_OK;
	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		struct ins_series_group *group = &series->group[i];
		size_t like = count_like(series, group);

		if (!group->kind && group->rank + 1 < MANY)
			continue;
		group->label.size = 0;
		status = ins_text_put(&group->label, "", 0, err);
		if (status == INS_OK && group->kind && group->rank == 0)
			/* Where the panel's title is the kind, the number is all that is left to
			 * tell. */
			status = series->panel_key == series->kind_key
					 ? ins_text_format(&group->label, err, "n = %zu", like)
					 : ins_text_format(&group->label, err, "%s (%zu)",
						   series->kind->word[group->kind], like);
		else if (status == INS_OK && !group->kind && group->rank + 1 == MANY)
			status = ins_text_format(
				&group->label, err, "and %zu more", like - group->rank);
	}
	return status;
}

/* A panel that goes by a column is titled by what stands there, else by its only group. */
static int label_panels(struct ins_series *series, struct ins_err *err)
{
	int status = INS_OK;

	series->panel = calloc(series->panels, sizeof *series->panel);
	if (series->panels && !series->panel)
		return ins_fail_memory(err, "panels", series->panels * sizeof *series->panel);
	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		const struct ins_series_group *group = &series->group[i];
		struct ins_text *label = &series->panel[group->panel];

		if (label->data)
			continue;
		status = ins_text_put(label, "", 0, err);
		if (status == INS_OK && series->panel_key >= 0)
			status = put_cell(label,
				ins_series_cell(series, group, (size_t)series->panel_key), err);
		else if (status == INS_OK && series->panels == series->groups)
			status = ins_text_put(label, group->label.data, group->label.size, err);
	}
	return status;
}

int ins_series_label(struct ins_series *series, struct ins_err *err)
{
	int status = label_groups(series, 0, err);

	if (status == INS_OK && series->sources > 1 && labels_fail(series))
		status = label_groups(series, 1, err);
	if (status == INS_OK)
		status = label_panels(series, err);
	return status ? status : thin_labels(series, err);
}
