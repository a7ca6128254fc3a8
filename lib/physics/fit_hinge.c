/* fit_hinge - where a channel that rests begins to move. */
#include "physics/fit_hinge.h"

#include <math.h>
#include <stdlib.h>

enum { REST_ROWS = 8 };

/* Means and sums of squares about them of the rows taken so far. */
struct sums {
	double n, x, y, xx, xy, yy;
};

static void take(struct sums *s, double x, double y)
{
	double dx = x - s->x, dy = y - s->y;

	s->n++;
	s->x += dx / s->n;
	s->y += dy / s->n;
	s->xx += dx * (x - s->x);
	s->xy += dx * (y - s->y);
	s->yy += dy * (y - s->y);
}

/*
 * The count of first rows at a constant that leaves the least squares in all; 0 where that is no
 * better than one straight line by more than noise makes it, whose best split of many reaches 10
 * or so of the variances compared here with 30.
 */
static size_t split(const double *x, const double *y, size_t n, double *tail)
{
	struct sums head = {0}, rest = {0};
	size_t i, best = 0;
	double least = INFINITY;

	for (i = n; i-- > 0;) {
		take(&rest, x[i], y[i]);
		tail[i] = rest.yy - (rest.xx > 0 ? rest.xy * rest.xy / rest.xx : 0);
	}
	for (i = 0; i + 3 < n; i++) {
		if (head.yy + tail[i] < least) {
			least = head.yy + tail[i];
			best = i;
		}
		take(&head, 0, y[i]);
	}
	return n > 4 && tail[0] - least > 30 * least / (double)(n - 4) ? best : 0;
}

static size_t flat_rows(const double *x, const double *y, size_t rows)
{
	struct ins_line line;

	for (; rows >= REST_ROWS; rows -= rows / 10 + 1)
		if (ins_fit_line(x, y, rows, &line, NULL) != INS_OK ||
			fabs(line.slope) <= 3 * line.slope_se)
			return rows;
	return 0;
}

int ins_fit_hinge(
	const double *x, const double *y, size_t n, struct ins_hinge *hinge, struct ins_err *err)
{
	struct sums rest = {0};
	double *tail = malloc((n + 1) * sizeof *tail);
	size_t i;
	int status;

	*hinge = (struct ins_hinge){.level = NAN, .level_se = NAN, .corner = NAN, .corner_se = NAN};
	if (!tail)
		return ins_fail_memory(err, "the search for an onset", (n + 1) * sizeof *tail);
	hinge->split = split(x, y, n, tail);
	hinge->row = flat_rows(x, y, hinge->split);
	free(tail);
	status = ins_fit_line(
		x + hinge->split, y + hinge->split, n - hinge->split, &hinge->line, err);
	if (status || hinge->row == 0)
		return status;
	/* The last third may hold the foot of a curved rise, which noise hides. */
	for (i = 0; i < hinge->row - hinge->row / 3; i++)
		take(&rest, 0, y[i]);
	hinge->level = rest.y;
	hinge->level_se = sqrt(rest.yy / (rest.n - 1) / rest.n);
	hinge->corner = (hinge->level - hinge->line.intercept) / hinge->line.slope;
	hinge->corner_se = hypot(hinge->level_se, ins_line_at_se(&hinge->line, hinge->corner)) /
			   fabs(hinge->line.slope);
	return INS_OK;
}
