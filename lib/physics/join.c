/* join - a channel read at the times of another clock, where rows may lack a time. */
#include "physics/join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/conduct.h"

/* A row without a time repeats the one before, or the first that has one: no time passes between
 * the two, and rows keep the numbers that a fault names. */
static void fill(double *time_s, double *value, size_t n)
{
	size_t timed = 0;

	while (timed < n && !isfinite(time_s[timed]))
		timed++;
	for (size_t i = 0; i < n && timed < n; i++) {
		if (isfinite(time_s[i]))
			timed = i;
		time_s[i] = time_s[timed];
		value[i] = value[timed];
	}
}

int ins_join_clocks(const double *clock_s, const double *value, size_t m, const double *time_s,
	size_t n, double lag_s, double *read, struct ins_err *err)
{
	size_t size = (2 * m + n + 1) * sizeof *value, first, last;
	double *clock = malloc(size), *channel, *own;
	int status;

	if (!clock)
		return ins_fail_memory(err, "two clocks", size);
	channel = clock + m;
	own = channel + m;
	memcpy(clock, clock_s, m * sizeof *clock);
	memcpy(channel, value, m * sizeof *channel);
	memcpy(own, time_s, n * sizeof *own);
	fill(clock, channel, m);
	fill(own, own, n);
	status = ins_conduct_join(clock, channel, m, own, n, lag_s, read, &first, &last, err);
	for (size_t i = 0; i < n; i++)
		if (!isfinite(time_s[i]))
			read[i] = NAN;
	free(clock);
	return status;
}
