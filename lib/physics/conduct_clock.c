/* conduct_clock - two channels, each on its own clock. */
#include "physics/conduct.h"

#include <math.h>

#include "physics/fit_hinge.h"

static int check_clock(const double *time_s, size_t n, struct ins_err *err)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!isfinite(time_s[i]))
			return ins_fail(err, INS_EANALYSIS,
				"the time in row %zu is not a finite number", i + 1);
		if (i > 0 && time_s[i] < time_s[i - 1])
			return ins_fail(err, INS_EANALYSIS,
				"the time runs backwards in row %zu, from %g s to %g s", i + 1,
				time_s[i - 1], time_s[i]);
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
	int status = check_clock(time_s, n, err);

	*onset = (struct ins_conduct_onset){NAN, NAN};
	if (status)
		return status;
	status = ins_fit_hinge(time_s, value, first_rows(value, n), &hinge, err);
	if (status)
		return status;
	if (hinge.row == 0)
		return ins_fail(err, INS_EANALYSIS,
			"the channel does not rest before it moves, so that its onset cannot be "
			"told");
	*onset = (struct ins_conduct_onset){hinge.corner, hinge.corner_se};
	return INS_OK;
}

int ins_conduct_join(const double *clock_s, const double *value, size_t m, const double *time_s,
	size_t n, double lag_s, double *joined, size_t *first, size_t *last, struct ins_err *err)
{
	size_t i, k = 0;
	int status = check_clock(clock_s, m, err);

	*first = *last = 0;
	if (!status)
		status = check_clock(time_s, n, err);
	if (status)
		return status;
	for (i = 0; i < n; i++) {
		double at_s = time_s[i] - lag_s, step_s, part;

		joined[i] = NAN;
		if (m < 2 || !(at_s >= clock_s[0] && at_s <= clock_s[m - 1]))
			continue;
		while (k + 2 < m && clock_s[k + 1] < at_s)
			k++;
		step_s = clock_s[k + 1] - clock_s[k];
		part = step_s > 0 ? (at_s - clock_s[k]) / step_s : 0;
		/* A row of its own needs no neighbour, which may lack a value. */
		joined[i] = part == 0   ? value[k]
			    : part == 1 ? value[k + 1]
					: value[k] + (value[k + 1] - value[k]) * part;
		if (*last == 0)
			*first = i;
		*last = i + 1;
	}
	if (*last > 0)
		return INS_OK;
	if (m < 2 || n == 0)
		return ins_fail(err, INS_EANALYSIS, "too few rows to join: %zu and %zu", m, n);
	return ins_fail(err, INS_EANALYSIS,
		"the clocks do not overlap: %g s to %g s, and %g s to %g s with the lag of %g s",
		clock_s[0], clock_s[m - 1], time_s[0] - lag_s, time_s[n - 1] - lag_s, lag_s);
}
