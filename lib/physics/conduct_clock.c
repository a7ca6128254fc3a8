/* conduct_clock - two channels, each on its own clock. */
#include "physics/conduct.h"

#include <math.h>

#include "physics/fit_hinge.h"

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
				"the time runs backwards in row %zu, from %g s to %g s", i + 1,
				span->to_s, time_s[i]);
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
	/* A foot of the rise shortens the rest by less, and moves the line by little. */
	if (2 * hinge.row < hinge.split)
		return ins_fail(err, INS_EANALYSIS,
			"the channel drifts before it moves, so that its onset cannot be told");
	if (!(hinge.corner >= time_s[0] && hinge.corner <= time_s[rows - 1]))
		return ins_fail(err, INS_EANALYSIS,
			"the channel moves in steps, so that its onset cannot be told");
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
