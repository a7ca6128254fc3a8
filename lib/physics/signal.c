/* signal - what the numbers of a channel show of its noise, its steps and its limits. */
#include "physics/signal.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

enum { DIFFERENCES_MAX = 30000 };

double ins_signal_noise(const double *value, size_t n)
{
	/* A normal variate's median |deviation|, and the sum of squares of 1, -2, 1. */
	static const double MEDIAN_OF_NORMAL = 0.67448975019608171, DIFFERENCE_GAIN = 6;
	size_t step = n / DIFFERENCES_MAX + 1, found = 0;
	/* Of its greatest size at once: a lack of memory would pass for a lack of noise. */
	double difference[DIFFERENCES_MAX + 1], noise;

	if (n < 3)
		return 0;
	for (size_t i = 1; i + 1 < n; i += step) {
		double d = fabs(value[i - 1] - 2 * value[i] + value[i + 1]);

		if (isfinite(d))
			difference[found++] = d;
	}
	noise = found ? gsl_stats_median(difference, 1, found) : 0;
	return noise / MEDIAN_OF_NORMAL / sqrt(DIFFERENCE_GAIN);
}

double ins_signal_range(const double *value, size_t n)
{
	double lo = INFINITY, hi = -INFINITY;

	for (size_t i = 0; i < n; i++) {
		lo = fmin(lo, value[i]);
		hi = fmax(hi, value[i]);
	}
	return hi - lo;
}

/* The first row with the greatest of value[n]; 0 where there is none. */
static size_t greatest_row(const double *value, size_t n)
{
	size_t at = 0;

	for (size_t i = 1; i < n; i++)
		if (value[i] > value[at] || isnan(value[at]))
			at = i;
	return at;
}

double ins_signal_step(const double *value, size_t n)
{
	double least = INFINITY;

	for (size_t i = 1; i < n; i++)
		if (value[i] != value[i - 1] && isfinite(value[i] - value[i - 1]))
			least = fmin(least, fabs(value[i] - value[i - 1]));
	return isfinite(least) ? least : 0;
}

double ins_signal_rounding(const double *value, size_t n)
{
	size_t equal = 0;

	for (size_t i = 1; i < n; i++)
		equal += value[i] == value[i - 1];
	return 2 * equal > n ? ins_signal_step(value, n) : 0;
}

/* The longest stretch of value[n] without TOP begins at *FROM; returns its rows. Counts in *RUN
 * those of the longest stretch at TOP. NaNs belong to the stretch they stand in. */
static size_t part_at(const double *value, size_t n, double top, size_t *from, size_t *run)
{
	size_t here = 0, start = 0, rows = 0;

	*from = *run = 0;
	for (size_t i = 0; i < n; i++) {
		if (value[i] == top) {
			start = i + 1;
			here++;
		} else if (!isnan(value[i])) {
			here = 0;
		}
		*run = here > *run ? here : *run;
		if (i + 1 - start > rows) {
			rows = i + 1 - start;
			*from = start;
		}
	}
	return rows;
}

int ins_signal_rests(const double *value, size_t n)
{
	/* Fewer steps of noise may stand still for so many rows by chance, at a flat top. */
	enum { RESTS_MIN = 10, STEPS_MIN = 2 };
	/* What a computer rounds in a curve without noise is no scatter. */
	static const double ROUNDING = 1e-9;
	double top = n ? value[greatest_row(value, n)] : NAN, noise;
	size_t from, run, rows;

	rows = part_at(value, n, top, &from, &run);
	if (run < RESTS_MIN)
		return 0;
	noise = ins_signal_noise(value + from, rows);
	return noise > ROUNDING * fabs(top) && noise > STEPS_MIN * ins_signal_step(value, n);
}

/* The value next to row AT, a step of -1 or 1 on, NaNs passed over; infinite beyond an end. */
static double neighbour(const double *value, size_t n, size_t at, int step)
{
	for (size_t i = at; step < 0 ? i > 0 : i + 1 < n;) {
		i = step < 0 ? i - 1 : i + 1;
		if (!isnan(value[i]))
			return value[i];
	}
	return INFINITY;
}

int ins_signal_stands_alone(const double *value, size_t n)
{
	static const double SHARE = 0.1, NOISES = 10;
	size_t at = greatest_row(value, n);
	double beside = fmax(neighbour(value, n, at, -1), neighbour(value, n, at, 1));
	double above;

	if (n == 0)
		return 0;
	above = value[at] - beside;
	return above > SHARE * fabs(value[at]) && above > NOISES * ins_signal_noise(value, n);
}

double ins_signal_widening(const double *residual, size_t n)
{
	/* Beyond this the residuals are one slow wave, and no number of rows helps. */
	static const double CORRELATION_MAX = 0.95;
	double square = 0, lag = 0, correlation;

	for (size_t i = 0; i < n; i++) {
		square += residual[i] * residual[i];
		lag += i ? residual[i] * residual[i - 1] : 0;
	}
	correlation = square > 0 ? fmin(lag / square, CORRELATION_MAX) : 0;
	if (correlation < 2 / sqrt((double)n))
		return 1;
	return (1 + correlation) / (1 - correlation);
}
