/* series_grid - the pixels of a map in their places, whatever order they come in and whichever are
 * missing. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "face/series.h"

/* So many places of all maps may be empty, beside three for each pixel. */
static const double EMPTY_PLACES = 5e5;

/* Where pixels stand along one axis. */
struct axis {
	const char *name; /* lent */
	int place, pixel; /* columns; pixel -1 without one */
	double first, step;
	double places; /* whole, but maybe too many to count */
};

static double value_at(
	const struct ins_series *series, const struct ins_series_group *group, int column, size_t i)
{
	return ins_series_value(series, (size_t)column, group->source, group->row[i]);
}

static void find_ends(const struct ins_series *series, const struct ins_series_group *group,
	int column, double *low, double *high)
{
	*low = INFINITY;
	*high = -INFINITY;
	for (size_t i = 0; i < group->rows; i++) {
		double value = value_at(series, group, column, i);

		if (isfinite(value)) {
			*low = fmin(*low, value);
			*high = fmax(*high, value);
		}
	}
}

/* The largest step that leads from FIRST to every other place: Euclid's, with numbers that were
 * rounded to ten digits. */
static double common_step(const struct ins_series *series, const struct ins_series_group *group,
	const struct axis *axis, double last)
{
	double close = 1e-5 * (last - axis->first) + 1e-9 * fmax(fabs(axis->first), fabs(last));
	double step = last - axis->first;

	for (size_t i = 0; i < group->rows; i++) {
		double rest = value_at(series, group, axis->place, i) - axis->first;

		while (isfinite(rest) && (rest = fabs(rest - round(rest / step) * step)) > close) {
			double other = step;

			step = rest;
			rest = other;
		}
	}
	return step;
}

/* The numbers of pixels tell how many places there are, since filters leave gaps. */
static void find_axis(
	const struct ins_series *series, const struct ins_series_group *group, struct axis *axis)
{
	double last, pixel = 0, last_pixel = 0;

	find_ends(series, group, axis->place, &axis->first, &last);
	axis->places = last >= axis->first;
	axis->step = 0;
	if (!(last > axis->first))
		return;
	/* Numbers as far apart as these have no step between them. */
	if (!isfinite(last - axis->first)) {
		axis->places = INFINITY;
		return;
	}
	if (axis->pixel >= 0)
		find_ends(series, group, axis->pixel, &pixel, &last_pixel);
	axis->places +=
		last_pixel > pixel
			? round(last_pixel - pixel)
			: round((last - axis->first) / common_step(series, group, axis, last));
	axis->step = (last - axis->first) / (axis->places - 1);
}

/* Which place along the axis VALUE is; -1 between two. */
static double place_of(const struct axis *axis, double value)
{
	double place = axis->step > 0 ? (value - axis->first) / axis->step : 0;

	return fabs(place - round(place)) < 0.25 ? round(place) : -1;
}

static int lay(const struct ins_series *series, struct ins_series_group *group,
	const struct axis axis[2], struct ins_err *err)
{
	struct ins_series_grid *grid = &group->grid;
	const char *name = series->source[group->source].name;

	for (size_t i = 0; i < group->rows; i++) {
		double x = value_at(series, group, axis[0].place, i);
		double y = value_at(series, group, axis[1].place, i);
		double column = place_of(&axis[0], x), row = place_of(&axis[1], y);
		size_t at;

		if (!isfinite(x) || !isfinite(y))
			continue;
		if (column < 0 || row < 0)
			return ins_fail(err, INS_EFORMAT,
				"%s: no map: its pixels stand on no even grid along %s", name,
				axis[column < 0 ? 0 : 1].name);
		at = (size_t)row * grid->width + (size_t)column;
		if (grid->row[at] != SIZE_MAX)
			return ins_fail(err, INS_EFORMAT,
				"%s: two pixels of one map stand at %s %.10g, %s %.10g", name,
				axis[0].name, x, axis[1].name, y);
		grid->row[at] = group->row[i];
	}
	return INS_OK;
}

/* ROOM: how many places may still be empty. */
static int make_grid(const struct ins_series *series, struct ins_series_group *group,
	struct axis axis[2], double *room, struct ins_err *err)
{
	struct ins_series_grid *grid = &group->grid;
	double places;

	for (int i = 0; i < 2; i++)
		find_axis(series, group, &axis[i]);
	places = axis[0].places * axis[1].places;
	if (axis[0].places == 0 || axis[1].places == 0)
		return INS_OK;
	*room -= fmax(places - 4 * (double)group->rows, 0);
	if (*room < 0)
		return ins_fail(err, INS_EFORMAT,
			"%s: no map: its pixels stand on no even grid along %s",
			series->source[group->source].name,
			axis[axis[0].places > axis[1].places ? 0 : 1].name);
	grid->width = (size_t)axis[0].places;
	grid->height = (size_t)axis[1].places;
	grid->x = axis[0].first;
	grid->y = axis[1].first;
	grid->x_step = axis[0].step;
	grid->y_step = axis[1].step;
	grid->row = malloc((size_t)places * sizeof *grid->row);
	if (!grid->row)
		return ins_fail_memory(err, "a map", (size_t)places * sizeof *grid->row);
	for (size_t i = 0; i < (size_t)places; i++)
		grid->row[i] = SIZE_MAX;
	return lay(series, group, axis, err);
}

int ins_series_lay_grid(
	struct ins_series *series, const struct ins_template *template, struct ins_err *err)
{
	const struct ins_template_line *line = ins_template_find(template, "grid");
	double room = EMPTY_PLACES;
	int status = INS_OK;

	series->grid_x = line ? ins_series_drawn(series, line->word[0]) : -1;
	series->grid_y = line ? ins_series_drawn(series, line->word[1]) : -1;
	if (series->grid_x < 0 || series->grid_y < 0)
		return INS_OK;
	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		struct axis axis[2] = {
			{series->column[series->grid_x].label.data, series->grid_x, -1, 0, 0, 0},
			{series->column[series->grid_y].label.data, series->grid_y, -1, 0, 0, 0},
		};

		if (line->words > 3) {
			axis[0].pixel = ins_series_drawn(series, line->word[2]);
			axis[1].pixel = ins_series_drawn(series, line->word[3]);
		}
		status = make_grid(series, &series->group[i], axis, &room, err);
	}
	return status;
}
