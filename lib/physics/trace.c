/* trace - one stress-strain record as arrays, its usable rows and its noise. */
#include "physics/trace.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/fit.h"

enum { DIFFERENCES_MAX = 30000, STRAIGHT_MEANS_MIN = 12, STRAIGHT_MEANS_MAX = 128 };

static int rows_alloc(struct ins_trace_rows *rows, size_t n, struct ins_err *err)
{
	if (n == 0)
		return INS_OK;
	rows->strain = malloc(n * sizeof *rows->strain);
	rows->stress = malloc(n * sizeof *rows->stress);
	rows->guide = malloc(n * sizeof *rows->guide);
	rows->row = malloc(n * sizeof *rows->row);
	if (!rows->strain || !rows->stress || !rows->guide || !rows->row) {
		ins_trace_rows_free(rows);
		return ins_fail_memory(err, "a record", n * sizeof(double));
	}
	return INS_OK;
}

static int is_usable(const struct ins_trace *record, size_t i)
{
	return isfinite(record->strain[i]) && isfinite(record->stress[i]);
}

/* Time as the guide, if a clock made it; else the row number. */
static void choose_guide(const struct ins_trace *record, struct ins_trace_rows *rows)
{
	rows->guide_is_time = record->time != NULL;
	for (size_t k = 0; k < rows->n && rows->guide_is_time; k++) {
		rows->guide[k] = record->time[rows->row[k]];
		if (!isfinite(rows->guide[k]) || (k > 0 && rows->guide[k] <= rows->guide[k - 1]))
			rows->guide_is_time = 0;
	}
	for (size_t k = 0; k < rows->n && !rows->guide_is_time; k++)
		rows->guide[k] = (double)rows->row[k];
}

int ins_trace_rows_copy(const struct ins_trace *record, size_t from, size_t to,
	struct ins_trace_rows *rows, struct ins_err *err)
{
	size_t n = 0;
	int status;

	for (size_t i = from; i < to; i++)
		n += (size_t)is_usable(record, i);
	status = rows_alloc(rows, n, err);
	if (status)
		return status;
	for (size_t i = from; i < to; i++)
		if (is_usable(record, i)) {
			rows->strain[rows->n] = record->strain[i];
			rows->stress[rows->n] = record->stress[i];
			rows->row[rows->n++] = i;
		}
	choose_guide(record, rows);
	return INS_OK;
}

void ins_trace_rows_free(struct ins_trace_rows *rows)
{
	free(rows->strain);
	free(rows->stress);
	free(rows->guide);
	free(rows->row);
	memset(rows, 0, sizeof *rows);
}

int ins_trace_rows_average(const struct ins_trace_rows *rows, size_t from, size_t to, size_t bin,
	struct ins_trace_rows *means, struct ins_err *err)
{
	size_t n = to > from ? (to - from < bin ? 1 : (to - from) / bin) : 0;
	int status = rows_alloc(means, n, err);

	if (status)
		return status;
	means->n = n;
	means->guide_is_time = rows->guide_is_time;
	for (size_t k = 0; k < n; k++) {
		size_t first = from + k * bin, end = k + 1 == n ? to : first + bin;
		double count = (double)(end - first);

		means->strain[k] = means->stress[k] = means->guide[k] = 0;
		means->row[k] = rows->row[first];
		for (size_t i = first; i < end; i++) {
			means->strain[k] += rows->strain[i] / count;
			means->stress[k] += rows->stress[i] / count;
			means->guide[k] += rows->guide[i] / count;
		}
	}
	return INS_OK;
}

double ins_trace_noise(const double *value, size_t n)
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

double ins_trace_step(const double *value, size_t n)
{
	double least = INFINITY;

	for (size_t i = 1; i < n; i++)
		if (value[i] != value[i - 1] && isfinite(value[i] - value[i - 1]))
			least = fmin(least, fabs(value[i] - value[i - 1]));
	return isfinite(least) ? least : 0;
}

double ins_trace_rounding(const double *value, size_t n)
{
	size_t equal = 0;

	for (size_t i = 1; i < n; i++)
		equal += value[i] == value[i - 1];
	return 2 * equal > n ? ins_trace_step(value, n) : 0;
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

int ins_trace_rests(const double *value, size_t n)
{
	/* Fewer steps of noise may stand still for so many rows by chance, at a flat top. */
	enum { RESTS_MIN = 10, STEPS_MIN = 2 };
	/* What a computer rounds in a curve without noise is no scatter. */
	static const double ROUNDING = 1e-9;
	double top = -INFINITY, noise;
	size_t from, run, rows;

	for (size_t i = 0; i < n; i++)
		top = fmax(top, value[i]);
	rows = part_at(value, n, top, &from, &run);
	if (run < RESTS_MIN)
		return 0;
	noise = ins_trace_noise(value + from, rows);
	return noise > ROUNDING * fabs(top) && noise > STEPS_MIN * ins_trace_step(value, n);
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

int ins_trace_stands_alone(const double *value, size_t n)
{
	static const double SHARE = 0.1, NOISES = 10;
	double top = -INFINITY, above;
	size_t at = 0;

	for (size_t i = 0; i < n; i++)
		if (value[i] > top) {
			top = value[i];
			at = i;
		}
	above = top - fmax(neighbour(value, n, at, -1), neighbour(value, n, at, 1));
	return above > SHARE * fabs(top) && above > NOISES * ins_trace_noise(value, n);
}

double ins_trace_widening(const double *residual, size_t n)
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

int ins_trace_rows_straighten(
	struct ins_trace_rows *rows, size_t from, size_t to, double *share, struct ins_err *err)
{
	size_t bin = (to - from + STRAIGHT_MEANS_MAX - 1) / STRAIGHT_MEANS_MAX;
	double noise = ins_trace_noise(rows->strain + from, to - from), chi2 = 0, freedom;
	struct ins_trace_rows means = {0};
	struct ins_line line;
	int status = ins_trace_rows_average(rows, from, to, bin, &means, err);

	if (status || means.n < STRAIGHT_MEANS_MIN ||
		ins_fit_line(means.guide, means.strain, means.n, &line, NULL))
		goto out;
	freedom = (double)means.n - 2;
	for (size_t i = 0; i < means.n; i++)
		chi2 += pow(means.strain[i] - ins_line_at(&line, means.guide[i]), 2);
	if (chi2 * (double)bin > noise * noise * (freedom + 3 * sqrt(2 * freedom)))
		goto out;
	for (size_t i = from; i < to; i++)
		rows->strain[i] = ins_line_at(&line, rows->guide[i]);
	*share = pow(line.slope_se / line.slope, 2);
out:
	ins_trace_rows_free(&means);
	return status;
}
