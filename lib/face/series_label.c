/* series_label - the words under which groups and panels stand in a figure. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "face/label.h"
#include "face/series.h"

/* Letters of a word and of a file's name; of a label under an axis, in a key, and in that of one of
 * three panels; entries of a key. */
enum {
	LETTERS = 28,
	FILE_LETTERS = 24,
	ABREAST_LETTERS = 21,
	KEY_LETTERS = 38,
	NARROW_LETTERS = 20,
	MANY = 6
};
/* In place of a key: the file. */
enum { FILE_KEY = -1 };

/* What is missing tells nothing. */
static int is_missing(struct ins_cell cell)
{
	return !cell.column || (cell.word ? strcmp(cell.word, "-") == 0 : isnan(cell.number));
}

static int put_cell(struct ins_text *text, struct ins_cell cell, struct ins_err *err)
{
	const struct ins_unit *unit;

	if (is_missing(cell))
		return ins_text_put(text, "", 0, err);
	if (cell.word)
		return ins_label_inert(text, cell.word, 0, err);
	unit = ins_unit_of_name(cell.column, NULL);
	if (unit)
		return ins_text_format(text, err, "%.4g %s", cell.number, unit->symbol);
	return ins_text_format(text, err, "%s %.4g", cell.column, cell.number);
}

/* Append PART behind a blank, where it tells anything. */
static int put_part(struct ins_text *text, const struct ins_text *part, struct ins_err *err)
{
	int status = ins_text_put(text, " ", text->size && part->size, err);

	return status ? status : ins_text_put(text, part->data, part->size, err);
}

int ins_series_name(const struct ins_series *series, const struct ins_series_group *group,
	struct ins_text *name, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t k = 0; k < series->keys && status == INS_OK; k++) {
		struct ins_text part = {0};

		status = put_cell(&part, ins_series_cell(series, group, k), err);
		if (status == INS_OK)
			status = ins_label_names(&part, 1, LETTERS, err);
		if (status == INS_OK)
			status = put_part(name, &part, err);
		ins_text_free(&part);
	}
	return status;
}

static void free_parts(const struct ins_series *series, struct ins_text *part)
{
	for (size_t i = 0; part && i < series->groups; i++)
		ins_text_free(&part[i]);
	free(part);
}

/* What each group's label tells of KEY, as an owned array: cut so that what differs stays so. */
static struct ins_text *make_parts(const struct ins_series *series, int key, struct ins_err *err)
{
	struct ins_text *part = calloc(series->groups + 1, sizeof *part);
	int status = part ? INS_OK : ins_fail_memory(err, "labels", series->groups * sizeof *part);

	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		const struct ins_series_group *group = &series->group[i];

		status = key == FILE_KEY
				 ? ins_label_file(&part[i], series->source[group->source].name, err)
				 : put_cell(&part[i], ins_series_cell(series, group, (size_t)key),
					   err);
	}
	if (status == INS_OK)
		status = ins_label_names(
			part, series->groups, key == FILE_KEY ? FILE_LETTERS : LETTERS, err);
	if (status == INS_OK)
		return part;
	free_parts(series, part);
	return NULL;
}

/* Append to the label of each group what it tells of KEY. */
static int label_by(struct ins_series *series, int key, struct ins_err *err)
{
	struct ins_text *part = make_parts(series, key, err);
	int status = part ? INS_OK : INS_ENOMEM;

	for (size_t i = 0; i < series->groups && status == INS_OK; i++)
		status = put_part(&series->group[i].label, &part[i], err);
	free_parts(series, part);
	return status;
}

/* A label of several words may need more room than there is. Where each group has a panel, its
 * label is the title of that. */
static int cut_labels(struct ins_series *series, struct ins_err *err)
{
	size_t letters = KEY_LETTERS;
	struct ins_text *label = calloc(series->groups + 1, sizeof *label);
	int status =
		label ? INS_OK : ins_fail_memory(err, "labels", series->groups * sizeof *label);

	if (series->abreast)
		letters = ABREAST_LETTERS;
	else if (series->panels > 2)
		letters = series->panels == series->groups ? LETTERS : NARROW_LETTERS;
	for (size_t i = 0; label && i < series->groups; i++)
		label[i] = series->group[i].label;
	if (status == INS_OK)
		status = ins_label_names(label, series->groups, letters, err);
	for (size_t i = 0; label && i < series->groups; i++)
		series->group[i].label = label[i];
	free(label);
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
	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		series->group[i].label.size = 0;
		status = ins_text_put(&series->group[i].label, "", 0, err);
	}
	if (status == INS_OK && with_file)
		status = label_by(series, FILE_KEY, err);
	for (size_t k = 0; k < series->keys && status == INS_OK; k++) {
		told |= tells[k];
		if (tells[k])
			status = label_by(series, (int)k, err);
	}
	/* Of several streams the file tells more. */
	for (size_t i = 0; told && series->sources == 1 && i < series->groups; i++)
		if (status == INS_OK && !series->group[i].label.size)
			status = ins_text_put(&series->group[i].label, "-", 1, err);
	if (status == INS_OK)
		status = cut_labels(series, err);
	return status;
}

/* Whether a reader would look for one label of A and B in one place; the title of a panel for each
 * is its group's label. */
static int stand_together(const struct ins_series *series, const struct ins_series_group *a,
	const struct ins_series_group *b)
{
	return a->panel == b->panel || series->panel_key < 0;
}

/* How many groups before the I-th have its label. */
static size_t count_before(const struct ins_series *series, size_t i)
{
	const struct ins_series_group *group = &series->group[i];
	size_t count = 0;

	for (size_t k = 0; k < i; k++)
		count += stand_together(series, group, &series->group[k]) &&
			 strcmp(group->label.data, series->group[k].label.data) == 0;
	return count;
}

/* Whether two groups that stand together have one label, or one of them none. */
static int labels_fail(const struct ins_series *series)
{
	for (size_t i = 1; i < series->groups; i++)
		for (size_t k = 0; k < i; k++) {
			const struct ins_series_group *a = &series->group[i],
						      *b = &series->group[k];

			if (stand_together(series, a, b) &&
				(!a->label.size || !b->label.size ||
					strcmp(a->label.data, b->label.data) == 0))
				return 1;
		}
	return 0;
}

/* What no label can tell apart, files of one name or frequencies nearly the same, is numbered. */
static int number_labels(struct ins_series *series, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = series->groups; i-- > 1 && status == INS_OK;) {
		size_t before = series->group[i].label.size ? count_before(series, i) : 0;

		if (before)
			status = ins_text_format(&series->group[i].label, err, ":%zu", before + 1);
	}
	return status;
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
	struct ins_text *part = NULL;
	int status = INS_OK;

	series->panel = calloc(series->panels, sizeof *series->panel);
	if (series->panels && !series->panel)
		return ins_fail_memory(err, "panels", series->panels * sizeof *series->panel);
	if (series->panel_key >= 0 && !(part = make_parts(series, series->panel_key, err)))
		return INS_ENOMEM;
	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		const struct ins_series_group *group = &series->group[i];
		struct ins_text *label = &series->panel[group->panel];

		if (label->data)
			continue;
		status = ins_text_put(label, "", 0, err);
		if (status == INS_OK && part)
			status = put_part(label, &part[i], err);
		else if (status == INS_OK && series->panels == series->groups)
			status = put_part(label, &group->label, err);
	}
	free_parts(series, part);
	return status;
}

int ins_series_label(struct ins_series *series, struct ins_err *err)
{
	int status = label_groups(series, 0, err);

	if (status == INS_OK && series->sources > 1 && labels_fail(series))
		status = label_groups(series, 1, err);
	if (status == INS_OK)
		status = number_labels(series, err);
	if (status == INS_OK)
		status = label_panels(series, err);
	return status ? status : thin_labels(series, err);
}
