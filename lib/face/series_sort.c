/* series_sort - rows of a group in the order of what is drawn as x. */
#include <math.h>
#include <stdlib.h>

#include "face/series.h"

struct place {
	double x;
	size_t row;
};

/* Rows of one place stay as they came, and those of none stand last. */
static int compare(const void *a, const void *b)
{
	const struct place *one = a, *other = b;

	if (isnan(one->x) != isnan(other->x))
		return isnan(one->x) ? 1 : -1;
	if (one->x < other->x || one->x > other->x)
		return one->x < other->x ? -1 : 1;
	return one->row < other->row ? -1 : one->row > other->row;
}

static int sort_group(const struct ins_series *series, struct ins_series_group *group,
	size_t column, struct ins_err *err)
{
	struct place *place = malloc(group->rows * sizeof *place);

	if (!place)
		return ins_fail_memory(err, "rows", group->rows * sizeof *place);
	for (size_t i = 0; i < group->rows; i++) {
		place[i].row = group->row[i];
		place[i].x = ins_series_value(series, column, group->source, group->row[i]);
	}
	qsort(place, group->rows, sizeof *place, compare);
	for (size_t i = 0; i < group->rows; i++)
		group->row[i] = place[i].row;
	free(place);
	return INS_OK;
}

int ins_series_sort(struct ins_series *series, struct ins_err *err)
{
	int x = ins_series_drawn(series, "x"), status = INS_OK;

	for (size_t i = 0; i < series->groups && x >= 0 && status == INS_OK; i++)
		status = sort_group(series, &series->group[i], (size_t)x, err);
	return status;
}
