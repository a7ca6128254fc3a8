/* signal - what the numbers of a channel show of its noise, its steps and its limits. */
#include "physics/signal.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

enum { DIFFERENCES_MAX = 30000 };

/* A normal variate's median |deviation|, and the sum of squares of 1, -2, 1. */
static const double MEDIAN_OF_NORMAL = 0.67448975019608171, DIFFERENCE_GAIN = 6;

double ins_signal_noise(const double *value, size_t n)
{
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

double ins_signal_noise_of_many(const double *value, size_t n)
{
	enum { ROWS_MIN = 30 };

	return n < ROWS_MIN ? 0 : ins_signal_noise(value, n);
}

/* Standard deviation of the noise of value[n] about a curve that bends evenly over 2 LAG rows. */
static double noise_over(const double *value, size_t n, size_t lag)
{
	size_t step = n / DIFFERENCES_MAX + 1, found = 0;
	double difference[DIFFERENCES_MAX + 1], bend;

	for (size_t i = lag; i + lag < n; i += step) {
		double d = value[i - lag] - 2 * value[i] + value[i + lag];

		if (isfinite(d))
			difference[found++] = d;
	}
	bend = found ? gsl_stats_median(difference, 1, found) : 0;
	for (size_t i = 0; i < found; i++)
		difference[i] = fabs(difference[i] - bend);
	return found ? gsl_stats_median(difference, 1, found) / MEDIAN_OF_NORMAL /
			       sqrt(DIFFERENCE_GAIN)
		     : 0;
}

double ins_signal_slow_noise(const double *value, size_t n)
{
	enum { LAG_MAX = 32, LAGS_A_RECORD = 8 };
	/* A random walk grows by the root of two where the lag doubles, a bend by four; by chance a
	 * white noise grows by less than so many times 1/sqrt(n). */
	static const double GROWTH_MAX = 2, CHANCE = 4;
	double quick = noise_over(value, n, 1), wide = quick;
	double growth_min = 1 + CHANCE / sqrt((double)n);

	for (size_t lag = 2; lag <= LAG_MAX && lag * LAGS_A_RECORD <= n; lag *= 2) {
		double next = noise_over(value, n, lag);

		if (next > GROWTH_MAX * wide || !(next > growth_min * wide))
			break;
		wide = next;
	}
	return sqrt(wide * wide - quick * quick);
}

double ins_signal_range(const double *value, size_t n)
{
	double lo = INFINITY, hi = -INFINITY;

	/* Comparisons, which NaNs lose, are faster than calls of fmin and fmax. */
	for (size_t i = 0; i < n; i++) {
		if (value[i] < lo)
			lo = value[i];
		if (value[i] > hi)
			hi = value[i];
	}
	return hi - lo;
}

void ins_signal_turn(double *value, size_t n)
{
	for (size_t i = 0; i < n; i++)
		value[i] = -value[i];
}

size_t ins_signal_first_fall(const double *value, size_t n)
{
	double last = NAN;

	for (size_t i = 0; i < n; i++) {
		if (value[i] < last)
			return i;
		if (!isnan(value[i]))
			last = value[i];
	}
	return n;
}

size_t ins_signal_greatest_row(const double *value, size_t n)
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

/* Whether neighbours among n sorted values are whole numbers of steps apart. Those many times the
 * least distance apart do not count: of a step with few digits they hold many errors. */
static int is_grid(const double *sorted, size_t n, double step, double least)
{
	for (size_t i = 1; i < n; i++) {
		double apart = sorted[i] - sorted[i - 1], steps = apart / step;

		if (apart < 16 * least && fabs(steps - round(steps)) > 0.05)
			return 0;
	}
	return 1;
}

double ins_signal_grain(const double *value, size_t n)
{
	enum { PARTS = 1000 };
	/* Of its greatest size at once, as that of ins_signal_noise. */
	double sorted[DIFFERENCES_MAX + 1];
	double least;
	size_t found = 0;
	int parts = 1;

	for (size_t i = 0; i < n; i += n / DIFFERENCES_MAX + 1)
		if (isfinite(value[i]))
			sorted[found++] = value[i];
	gsl_sort(sorted, 1, found);
	least = ins_signal_step(sorted, found);
	while (parts < PARTS && !is_grid(sorted, found, least / parts, least))
		parts++;
	return least / parts;
}

double ins_signal_rounding(const double *value, size_t n)
{
	size_t equal = 0;

	for (size_t i = 1; i < n; i++)
		equal += value[i] == value[i - 1];
	return 2 * equal > n ? ins_signal_step(value, n) : 0;
}

double ins_signal_noise_or_step(const double *value, size_t n)
{
	return fmax(ins_signal_noise(value, n), ins_signal_rounding(value, n));
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
	double top = n ? value[ins_signal_greatest_row(value, n)] : NAN, noise;
	size_t from, run, rows;

	rows = part_at(value, n, top, &from, &run);
	if (run < RESTS_MIN)
		return 0;
	noise = ins_signal_noise(value + from, rows);
	return noise > ROUNDING * fabs(top) && noise > STEPS_MIN * ins_signal_step(value, n);
}

int ins_signal_repeats(const double *value, size_t n)
{
	static const double SHARE = 1.0 / 3, STEPS_MIN = 10, LENGTHS_MAX = 3;
	double step = ins_signal_grain(value, n), way = 0;
	size_t changes = 0, equal = 0, run = 0, longest = 0;

	for (size_t i = 1; i < n; i++) {
		if (value[i] == value[i - 1]) {
			equal++;
			run++;
		} else {
			run = 0;
			changes++;
			way += isfinite(value[i] - value[i - 1]) ? fabs(value[i] - value[i - 1])
								 : 0;
		}
		longest = run > longest ? run : longest;
	}
	return changes > 0 && (double)equal >= SHARE * (double)n &&
	       way / (double)changes > STEPS_MIN * step &&
	       (double)longest <= LENGTHS_MAX * (double)n / (double)changes;
}

/* The first row behind FROM that holds a number; n where there is none. */
static size_t next_number(const double *value, size_t n, size_t from)
{
	do
		from++;
	while (from < n && isnan(value[from]));
	return from;
}

/* Whether a value is farther than LEAST from the one before. In most records none is. */
static int leaps(const double *value, size_t n, double least)
{
	double last = NAN;

	for (size_t i = 0; i < n; i++) {
		if (fabs(value[i] - last) > least)
			return 1;
		if (!isnan(value[i]))
			last = value[i];
	}
	return 0;
}

/* By how much the middle of the five rows ROW lies farther from START than those on its two sides
 * lead to; 0 where these differ by more than half of that, as on the two sides of a break. */
static double stands_out(const double *value, const size_t *row, double start)
{
	static const double ALIKE = 0.5;
	double sign = value[row[2]] < start ? -1 : 1, distance[5], before, after, out;

	for (size_t i = 0; i < 5; i++)
		distance[i] = sign * (value[row[i]] - start);
	before = fmax(distance[1], 2 * distance[1] - distance[0]);
	after = fmax(distance[3], 2 * distance[3] - distance[4]);
	out = distance[2] - fmax(before, after);
	return fabs(distance[1] - distance[3]) > ALIKE * out ? 0 : out;
}

/* Drop what stands out of value[n] by more than LEAST; returns how many rows. */
static size_t drop_beyond(double *value, size_t n, double least, size_t *first)
{
	size_t row[5], dropped = 0;
	double start;

	row[0] = n && isnan(value[0]) ? next_number(value, n, 0) : 0;
	for (size_t i = 1; i < 5; i++)
		row[i] = row[i - 1] < n ? next_number(value, n, row[i - 1]) : n;
	if (row[4] >= n)
		return 0;
	start = value[row[0]];
	while (row[4] < n) {
		size_t stays = 0;

		if (stands_out(value, row, start) > least) {
			value[row[2]] = NAN;
			*first = row[2] < *first ? row[2] : *first;
			dropped++;
			stays = 2;
		}
		for (size_t i = stays; i < 4; i++)
			row[i] = row[i + 1];
		row[4] = next_number(value, n, row[4]);
	}
	return dropped;
}

size_t ins_signal_drop_spikes(double *value, size_t n, size_t *first)
{
	static const double SHARE = 0.1, NOISES = 10;
	size_t dropped = 0, before;

	*first = n;
	/* One that is much greater than all others hides them. */
	do {
		double share = SHARE * ins_signal_range(value, n), noise;

		before = dropped;
		if (!leaps(value, n, share))
			break;
		noise = ins_signal_noise_or_step(value, n);
		dropped += drop_beyond(value, n, fmax(share, NOISES * noise), first);
	} while (dropped > before);
	return dropped;
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
