/* conduct_break - where what conducts is broken. */
#include "physics/conduct.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "physics/fracture.h"

/* Rows that a collapse among N takes, and more. */
#define SPAN(n) ((n) / 100 + 10)

/* The median of value[n], NaNs passed over, by way of SPACE[n]. */
static double median(const double *value, size_t n, double *space)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(value[i]))
			space[kept++] = value[i];
	return gsl_stats_median(space, 1, kept);
}

/* The greatest of value[n] behind row LAST and the rows of its collapse, which falls on from there.
 */
static double left_behind(const double *value, size_t n, size_t last)
{
	double before = value[last], most = 0;
	size_t i = last + 1;

	for (; i < n && i <= last + SPAN(n) && !(value[i] >= before); i++)
		before = isnan(value[i]) ? before : value[i];
	for (; i < n; i++)
		most = fmax(most, value[i]);
	return fmax(most, before);
}

int ins_conduct_intact(const double *conductance, const double *rest, size_t n, size_t *intact,
	struct ins_err *err)
{
	enum { ROWS_MIN = 10 };
	static const double LEFT_MAX = 0.05;
	double *space = malloc((n + 1) * sizeof *space);
	int status = space ? INS_OK : ins_fail_memory(err, "a conductance", n * sizeof *space);

	*intact = n;
	/* A first collapse may leave a part that breaks later. */
	for (size_t from = 0; status == INS_OK && from < n && *intact == n;) {
		size_t last, rows, row = n - 1;
		double whole;

		status = ins_fracture_collapse(conductance + from, n - from, &last, err);
		last += from;
		from = rows = last + 1;
		if (status || last >= n || rows < ROWS_MIN)
			continue;
		/* Pressed, it may have conducted far better than at rest, in most rows too. */
		whole = fmin(conductance[last], median(conductance, rows, space));
		whole = fmin(whole, rest[last]);
		if (left_behind(conductance, n, last) <= LEFT_MAX * whole)
			*intact = rows;
		/* What comes back to so much keeps every earlier collapse, from less still, from
		 * being one for good. */
		while (row > last && !(conductance[row] > LEFT_MAX * conductance[last]))
			row--;
		if (row > from + SPAN(n))
			from = row - SPAN(n);
	}
	free(space);
	return status;
}
