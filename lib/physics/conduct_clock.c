/* conduct_clock - two channels, each on its own clock. */
#include "physics/conduct.h"

#include <gsl/gsl_spline.h>
#include <math.h>
#include <stdlib.h>

#include "physics/fit_hinge.h"
#include "physics/signal.h"

/* The rows of a clock that have a time: how many, and from when to when. */
struct span {
	size_t rows;
	double from_s, to_s;
};

/* WHOLE: each row must have a time. */
static int measure(
	const double *time_s, size_t n, int whole, struct span *span, struct ins_err *err)
{
	*span = (struct span){0, NAN, NAN};
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(time_s[i])) {
			if (!whole)
				continue;
			return ins_fail(err, INS_EANALYSIS,
				"the time in row %zu is not a finite number", i + 1);
		}
		if (time_s[i] < span->to_s)
			return ins_fail(err, INS_EANALYSIS,
				"the time runs backwards in row %zu, from %.15g s to %.15g s",
				i + 1, span->to_s, time_s[i]);
		span->to_s = time_s[i];
		if (span->rows++ == 0)
			span->from_s = time_s[i];
	}
	return INS_OK;
}

/* The count of rows until 30 % of the farthest excursion from the first row is reached. */
static size_t first_rows(const double *value, size_t n)
{
	double far = 0;
	size_t i;

	for (i = 1; i < n; i++)
		far = fmax(far, fabs(value[i] - value[0]));
	for (i = 0; i < n && fabs(value[i] - value[0]) < 0.3 * far; i++)
		;
	return i;
}

/* Whether what shortened the rest is a slope all along it. The foot of a curved rise shortens it by
 * less than half, and leaves it flatter by more than the errors of its slope. */
static int drifts(const double *time_s, const double *value, const struct ins_hinge *hinge)
{
	struct ins_line all, rest;

	if (hinge->row == hinge->split)
		return 0;
	return 2 * hinge->row < hinge->split ||
	       ins_fit_line(time_s, value, hinge->split, &all, NULL) != INS_OK ||
	       ins_fit_line(time_s, value, hinge->row, &rest, NULL) != INS_OK ||
	       fabs(rest.slope - all.slope) <= 2 * rest.slope_se;
}

int ins_conduct_onset(const double *time_s, const double *value, size_t n,
	struct ins_conduct_onset *onset, struct ins_err *err)
{
	struct ins_hinge hinge;
	struct span span;
	size_t rows;
	int status = measure(time_s, n, 1, &span, err);

	*onset = (struct ins_conduct_onset){NAN, NAN};
	if (status)
		return status;
	rows = first_rows(value, n);
	status = ins_fit_hinge(time_s, value, rows, &hinge, err);
	if (status)
		return status;
	if (hinge.row == 0)
		return ins_fail(err, INS_EANALYSIS,
			"the channel does not rest before it moves, so that its onset cannot be "
			"told");
	if (!(hinge.corner >= time_s[0] && hinge.corner <= time_s[rows - 1]))
		return ins_fail(err, INS_EANALYSIS,
			"the channel moves in steps, so that its onset cannot be told");
	if (drifts(time_s, value, &hinge))
		return ins_fail(err, INS_EANALYSIS,
			"the channel drifts before it moves, so that its onset cannot be told");
	*onset = (struct ins_conduct_onset){hinge.corner, hinge.corner_se};
	return INS_OK;
}

/* The first row from FROM on that has a time, or n. */
static size_t next_timed(const double *time_s, size_t n, size_t from)
{
	while (from < n && !isfinite(time_s[from]))
		from++;
	return from;
}

/* The value at AT_S, between the rows HERE and NEXT: on one of them it needs no neighbour, which
 * may lack one. */
static double value_at(
	const double *clock_s, const double *value, size_t here, size_t next, double at_s)
{
	double step_s = clock_s[next] - clock_s[here];
	double part = step_s > 0 ? (at_s - clock_s[here]) / step_s : 0;

	return part == 0   ? value[here]
	       : part == 1 ? value[next]
			   : value[here] + (value[next] - value[here]) * part;
}

int ins_conduct_join(const double *clock_s, const double *value, size_t m, const double *time_s,
	size_t n, double lag_s, double *joined, size_t *first, size_t *last, struct ins_err *err)
{
	struct span clock, time;
	size_t here, next, after;
	int status = measure(clock_s, m, 0, &clock, err);

	*first = *last = 0;
	if (!status)
		status = measure(time_s, n, 0, &time, err);
	if (status)
		return status;
	if (clock.rows < 2 || time.rows == 0)
		return ins_fail(err, INS_EANALYSIS, "too few rows to join: %zu and %zu", clock.rows,
			time.rows);
	here = next_timed(clock_s, m, 0);
	next = next_timed(clock_s, m, here + 1);
	for (size_t i = 0; i < n; i++) {
		double at_s = time_s[i] - lag_s;

		joined[i] = NAN;
		if (!(at_s >= clock.from_s && at_s <= clock.to_s))
			continue;
		while (clock_s[next] < at_s && (after = next_timed(clock_s, m, next + 1)) < m) {
			here = next;
			next = after;
		}
		joined[i] = value_at(clock_s, value, here, next, at_s);
		if (*last == 0)
			*first = i;
		*last = i + 1;
	}
	return *last > 0 ? INS_OK
			 : ins_fail(err, INS_EANALYSIS,
				   "the clocks do not overlap: %g s to %g s, and %g s to %g s with "
				   "the lag of %g s",
				   clock.from_s, clock.to_s, time.from_s - lag_s, time.to_s - lag_s,
				   lag_s);
}

/* The knots of VALUE[m] over CLOCK_s: rows with both, a tenth of the mean step apart at least. */
static size_t choose_knots(
	const double *clock_s, const double *value, size_t m, double *x_s, double *y)
{
	double least_s = 0.1 * ins_signal_range(clock_s, m) / (double)m;
	size_t knots = 0;

	for (size_t i = 0; i < m; i++) {
		if (!isfinite(clock_s[i]) || !isfinite(value[i]))
			continue;
		if (knots > 0 && !(clock_s[i] - x_s[knots - 1] > least_s))
			continue;
		x_s[knots] = clock_s[i];
		y[knots++] = value[i];
	}
	return knots;
}

int ins_conduct_join_smooth(const double *clock_s, const double *value, size_t m,
	const double *time_s, size_t n, double lag_s, double *joined, struct ins_err *err)
{
	enum { KNOTS_MIN = 5 };
	gsl_interp *spline = NULL;
	gsl_interp_accel *near = gsl_interp_accel_alloc();
	double *x_s = malloc((2 * m + 1) * sizeof *x_s);
	size_t knots = 0, first, last;
	int status =
		ins_conduct_join(clock_s, value, m, time_s, n, lag_s, joined, &first, &last, err);

	if (status)
		goto out;
	if (x_s)
		knots = choose_knots(clock_s, value, m, x_s, x_s + m);
	if (knots >= KNOTS_MIN)
		spline = gsl_interp_alloc(gsl_interp_cspline, knots);
	if (!near || !x_s || (knots >= KNOTS_MIN && !spline) ||
		(spline && gsl_interp_init(spline, x_s, x_s + m, knots)))
		status = ins_fail_memory(err, "a spline", m * sizeof *x_s);
	/* What the straight lines left unknown stays so. */
	for (size_t i = first; i < last && spline && !status; i++) {
		double at_s = time_s[i] - lag_s;

		if (isfinite(joined[i]) && at_s >= x_s[0] && at_s <= x_s[knots - 1])
			joined[i] = gsl_interp_eval(spline, x_s, x_s + m, at_s, near);
	}
out:
	gsl_interp_free(spline);
	gsl_interp_accel_free(near);
	free(x_s);
	return status;
}
