/* e3076 - the elastic slope by ASTM E3076-18, step by step. */
#include "physics/e3076.h"

#include <math.h>
#include <stdlib.h>

enum { RAISES_MAX = 17, WINDOW_POINTS_MIN = 10, QUARTER_POINTS_MIN = 5, BINS = 4096 };

/* A test record in the standard's own coordinates; all arrays owned. */
struct trial {
	double *x, *y;           /* from the first point on; later divided by the tangency point */
	double *part_x, *part_y; /* the part below the tangency point, normalised */
	size_t *part_row;        /* the row that each point came from, the first of a mean */
	double *sum;             /* prefix sums of the part: x, y, xx, xy, yy, each part_n + 1 */
	unsigned *bins;          /* of second differences, BINS + 1 */
	size_t n, part_n, bin, points_max;
	double y_max, x_unit, y_unit;
};

/* A window [from, to) of the part and how badly a line fits it: SSres/SStot. */
struct window {
	size_t from, to;
	double misfit;
};

static void trial_free(struct trial *trial)
{
	free(trial->x);
	free(trial->y);
	free(trial->part_x);
	free(trial->part_y);
	free(trial->part_row);
	free(trial->sum);
	free(trial->bins);
}

static int trial_alloc(struct trial *trial, size_t n, struct ins_err *err)
{
	trial->x = malloc(n * sizeof *trial->x);
	trial->y = malloc(n * sizeof *trial->y);
	trial->part_x = malloc(n * sizeof *trial->part_x);
	trial->part_y = malloc(n * sizeof *trial->part_y);
	trial->part_row = malloc(n * sizeof *trial->part_row);
	trial->sum = malloc(5 * (n + 1) * sizeof *trial->sum);
	trial->bins = calloc(BINS + 1, sizeof *trial->bins);
	if (!trial->x || !trial->y || !trial->part_x || !trial->part_y || !trial->part_row ||
		!trial->sum || !trial->bins)
		return ins_fail_memory(err, "the elastic slope", 10 * n * sizeof(double));
	return INS_OK;
}

/* Step 1. */
static void load_points(const struct ins_trace_rows *curve, struct trial *trial)
{
	trial->n = curve->n;
	trial->y_max = 0;
	for (size_t i = 0; i < trial->n; i++) {
		trial->x[i] = curve->strain[i] - curve->strain[0];
		trial->y[i] = curve->stress[i] - curve->stress[0];
		trial->y_max = fmax(trial->y_max, trial->y[i]);
	}
}

/* Steps 2 and 3: the point where the steepest line from O touches the curve. */
static int find_tangency(struct trial *trial, int raise, size_t *tangency)
{
	size_t p = 0, above = 0, *seen = trial->part_row;
	double *slope = trial->part_x, best[2] = {-INFINITY, -INFINITY};
	double x_O, y_O;
	size_t at[2] = {0, 0};

	while (p < trial->n && !(trial->y[p] > 0.05 * trial->y_max))
		p++;
	if (p == trial->n)
		return 0;
	x_O = trial->x[p];
	y_O = trial->y[p] + (0.15 + 0.05 * raise) * trial->y_max;
	for (size_t i = p + 1; i < trial->n; i++)
		if (trial->y[i] > y_O && trial->x[i] > fmax(x_O, 0)) {
			slope[above] = (trial->y[i] - y_O) / (trial->x[i] - x_O);
			seen[above++] = i;
		}
	for (size_t i = 1; i + 1 < above; i++) {
		int peak = slope[i] > slope[i - 1] && slope[i] > slope[i + 1];
		int broad = peak && i > 1 && i + 2 < above && slope[i - 1] > slope[i - 2] &&
			    slope[i + 1] > slope[i + 2];

		for (int kind = 0; kind < 2; kind++)
			if ((kind ? peak : broad) && slope[i] > best[kind]) {
				best[kind] = slope[i];
				at[kind] = seen[i];
			}
	}
	*tangency = best[0] > 0 ? at[0] : at[1];
	return best[0] > 0 || best[1] > 0;
}

/* Averages BIN consecutive points of the part into one. */
static void average_part(struct trial *trial, size_t bin)
{
	size_t n = 0;

	for (size_t from = 0; from < trial->part_n; from += bin, n++) {
		size_t to = from + bin < trial->part_n ? from + bin : trial->part_n;
		double x = 0, y = 0;

		for (size_t i = from; i < to; i++) {
			x += trial->part_x[i] / (double)(to - from);
			y += trial->part_y[i] / (double)(to - from);
		}
		trial->part_x[n] = x;
		trial->part_y[n] = y;
		trial->part_row[n] = trial->part_row[from];
	}
	trial->part_n = n;
}

/* Step 4, and means in place of too many points. */
static void cut_at_tangency(struct trial *trial, size_t tangency)
{
	double x_t = trial->x[tangency], y_t = trial->y[tangency];

	trial->part_n = 0;
	for (size_t i = 0; i < trial->n; i++)
		if (trial->x[i] <= x_t && trial->y[i] <= y_t) {
			trial->part_x[trial->part_n] = trial->x[i] / x_t;
			trial->part_y[trial->part_n] = trial->y[i] / y_t;
			trial->part_row[trial->part_n++] = i;
		}
	trial->x_unit = x_t;
	trial->y_unit = y_t;
	trial->bin = (trial->part_n + trial->points_max - 1) / trial->points_max;
	if (trial->bin > 1)
		average_part(trial, trial->bin);
}

/* Step 5, noise: sd of first differences about their mean. */
static double noise_metric(const double *y, size_t n)
{
	double mean = (y[n - 1] - y[0]) / (double)(n - 1), squares = 0;

	for (size_t i = 1; i < n; i++)
		squares += pow(y[i] - y[i - 1] - mean, 2);
	return sqrt(squares / (double)(n - 2)) / 0.005;
}

/* Step 5, resolution: second differences in bins of 2^-12; *passes tells the second chance. */
static double resolution_metric(struct trial *trial, int *passes)
{
	size_t fullest = 1, n = trial->part_n;
	const double *y = trial->part_y;

	for (size_t i = 0; i <= BINS; i++)
		trial->bins[i] = 0;
	for (size_t i = 1; i + 1 < n; i++) {
		double bin = round(fabs(y[i - 1] - 2 * y[i] + y[i + 1]) * BINS);

		trial->bins[bin < BINS ? (size_t)bin : BINS]++;
	}
	for (size_t i = 2; i <= BINS; i++)
		if (trial->bins[i] > trial->bins[fullest])
			fullest = i;
	*passes = fullest <= 3 || (trial->bins[fullest] <= 0.25 * (double)(n - 2) &&
					  trial->bins[0] <= 0.25 * (double)(n - 2));
	return (double)fullest / 3;
}

static void sum_up(struct trial *trial)
{
	double *s = trial->sum;

	for (int k = 0; k < 5; k++)
		s[k] = 0;
	for (size_t i = 0; i < trial->part_n; i++, s += 5) {
		double x = trial->part_x[i], y = trial->part_y[i];

		s[5] = s[0] + x;
		s[6] = s[1] + y;
		s[7] = s[2] + x * x;
		s[8] = s[3] + x * y;
		s[9] = s[4] + y * y;
	}
}

static double misfit(const double *from, const double *to, size_t count)
{
	double n = (double)count;
	double x = to[0] - from[0], y = to[1] - from[1];
	double sxx = to[2] - from[2] - x * x / n;
	double sxy = to[3] - from[3] - x * y / n;
	double syy = to[4] - from[4] - y * y / n;

	return sxx > 0 && syy > 0 ? 1 - sxy / sxx * (sxy / syy) : INFINITY;
}

/* Step 6: the window that a line fits best. */
static struct window best_window(struct trial *trial)
{
	struct window best = {0, 0, INFINITY};
	size_t least = (size_t)(0.2 * (double)trial->part_n);

	if (least < WINDOW_POINTS_MIN)
		least = WINDOW_POINTS_MIN;
	sum_up(trial);
	for (size_t from = 0; from + least <= trial->part_n; from++)
		for (size_t to = from + least; to <= trial->part_n; to++) {
			double here = misfit(trial->sum + 5 * from, trial->sum + 5 * to, to - from);

			if (here < best.misfit)
				best = (struct window){from, to, here};
		}
	return best;
}

/* Step 8: slope of the residuals over the part of the window from X_LO to X_HI, over 5 %. */
static double quarter_slope(const struct trial *trial, struct window window, double slope,
	double x_lo, double x_hi, size_t *points)
{
	double n = 0, x = 0, y = 0, xx = 0, xy = 0;

	for (size_t i = window.from; i < window.to; i++) {
		double here = trial->part_x[i];

		if (here < x_lo || here > x_hi)
			continue;
		n += 1;
		x += here;
		y += trial->part_y[i];
		xx += here * here;
		xy += here * trial->part_y[i];
	}
	*points = (size_t)n;
	return ((xy - x * y / n) / (xx - x * x / n) - slope) / (0.05 * slope);
}

static void check_fit(
	const struct trial *trial, struct window window, double slope, struct ins_e3076 *result)
{
	double x_lo = INFINITY, x_hi = -INFINITY, y_lo = INFINITY, y_hi = -INFINITY;
	unsigned *checks = &result->elastic.checks;

	for (size_t i = window.from; i < window.to; i++) {
		x_lo = fmin(x_lo, trial->part_x[i]);
		x_hi = fmax(x_hi, trial->part_x[i]);
		y_lo = fmin(y_lo, trial->part_y[i]);
		y_hi = fmax(y_hi, trial->part_y[i]);
	}
	result->first_quarter = quarter_slope(trial, window, slope, x_lo,
		x_lo + 0.25 * (x_hi - x_lo), &result->first_quarter_points);
	result->last_quarter = quarter_slope(trial, window, slope, x_hi - 0.25 * (x_hi - x_lo),
		x_hi, &result->last_quarter_points);
	result->stress_range = 0.4 / (y_hi - y_lo);
	if (!(fabs(result->first_quarter) <= 1) ||
		result->first_quarter_points < QUARTER_POINTS_MIN)
		*checks |= INS_CHECK_FIRST_QUARTER;
	if (!(fabs(result->last_quarter) <= 1) || result->last_quarter_points < QUARTER_POINTS_MIN)
		*checks |= INS_CHECK_LAST_QUARTER;
	if (!(result->stress_range <= 1))
		*checks |= INS_CHECK_RANGE;
}

static void check_data(struct trial *trial, struct ins_e3076 *result)
{
	int passes;

	result->noise = noise_metric(trial->part_y, trial->part_n);
	result->resolution = resolution_metric(trial, &passes);
	if (!(result->noise <= 1))
		result->elastic.checks |= INS_CHECK_NOISE;
	if (!passes)
		result->elastic.checks |= INS_CHECK_RESOLUTION;
}

/* Step 9: the line in the record's own units, fitted to the window's points afresh. */
static int finish(const struct trial *trial, struct window window,
	const struct ins_trace_rows *curve, struct ins_e3076 *result, struct ins_err *err)
{
	struct ins_elastic *elastic = &result->elastic;
	size_t first = trial->part_row[window.from], last = trial->part_row[window.to - 1];
	double *x = trial->part_x, *y = trial->part_y;
	int status;

	/* The part is done with; its room takes the window in the record's units. */
	for (size_t i = window.from; i < window.to; i++) {
		x[i] = x[i] * trial->x_unit + curve->strain[0];
		y[i] = y[i] * trial->y_unit + curve->stress[0];
	}
	elastic->points = window.to - window.from;
	status = ins_fit_line(
		x + window.from, y + window.from, elastic->points, &elastic->line, err);
	elastic->first_row = curve->row[first];
	elastic->last_row = curve->row[last];
	elastic->window_lo = x[window.from];
	elastic->window_hi = x[window.to - 1];
	elastic->method = "e3076";
	return status;
}

static int run(struct trial *trial, const struct ins_trace_rows *curve, struct ins_e3076 *result,
	struct ins_err *err)
{
	struct window window = {0};
	struct ins_line line;
	size_t tangency;
	int status;

	for (int raise = 0; raise <= RAISES_MAX; raise++) {
		if (!find_tangency(trial, raise, &tangency))
			return ins_fail(err, INS_EANALYSIS,
				"E3076 gives no modulus: no point of tangency, the record "
				"is straight to its end");
		cut_at_tangency(trial, tangency);
		if (trial->part_n < WINDOW_POINTS_MIN)
			return ins_fail(err, INS_EANALYSIS,
				"E3076 gives no modulus: only %zu points below tangency",
				trial->part_n);
		window = best_window(trial);
		if (window.to < trial->part_n)
			break;
	}
	result->elastic.checks = (trial->bin > 1 ? INS_CHECK_BINNED : 0u) |
				 (window.to == trial->part_n ? INS_CHECK_END : 0u);
	check_data(trial, result);
	status = ins_fit_line(trial->part_x + window.from, trial->part_y + window.from,
		window.to - window.from, &line, err);
	if (!status && !(line.slope > 0))
		status = ins_fail(err, INS_EANALYSIS,
			"E3076 gives no modulus: stress falls in the straightest window");
	if (status)
		return status;
	check_fit(trial, window, line.slope, result);
	return finish(trial, window, curve, result, err);
}

int ins_e3076_find(const struct ins_trace_rows *curve, size_t points_max, struct ins_e3076 *result,
	struct ins_err *err)
{
	struct trial trial = {.points_max = points_max};
	int status;

	*result = (struct ins_e3076){0};
	if (curve->n < WINDOW_POINTS_MIN)
		return ins_fail(
			err, INS_EANALYSIS, "E3076 gives no modulus: only %zu points", curve->n);
	status = trial_alloc(&trial, curve->n, err);
	if (!status) {
		load_points(curve, &trial);
		status = run(&trial, curve, result, err);
	}
	trial_free(&trial);
	return status;
}
