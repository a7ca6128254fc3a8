/* harmonic - drift and harmonics of one frequency, by least squares on load and displacement. */
#include "physics/harmonic_block.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

int ins_harmonic_columns(int top, int drift)
{
	return (top < 3 ? 1 + 2 * top : 4 + top) + (drift != 0);
}

int ins_harmonic_cosine(int order)
{
	return order < 3 ? 2 * order - 1 : order + 2;
}

int ins_harmonic_order(int top, double rows_per_cycle, size_t rows)
{
	int order = top > 2 && top % 2 == 0 ? top - 1 : top;

	/* An order at half the sampling rate has a sine of 0 in every row. */
	while (order > 1 &&
		(2.1 * order > rows_per_cycle || 2 * (size_t)ins_harmonic_columns(order, 1) > rows))
		order -= order > 3 ? 2 : 1;
	return order;
}

/* Largest sum of magnitudes over a row. */
static double norm(const double *cell, int columns)
{
	double largest = 0;

	for (int i = 0; i < columns; i++) {
		double sum = 0;

		for (int j = 0; j < columns; j++)
			sum += fabs(cell[i * columns + j]);
		largest = fmax(largest, sum);
	}
	return largest;
}

/* Invert a matrix of columns that are of order one; fails where that loses all digits. GSL's LU
 * decomposition would crash where it lacks memory; QR needs none. */
static int invert(double *cell, double *inverse, int columns)
{
	size_t p = (size_t)columns;
	double size = norm(cell, columns), turn[INS_HARMONIC_COLUMNS + 1];
	gsl_matrix_view matrix = gsl_matrix_view_array(cell, p, p);
	gsl_matrix_view result = gsl_matrix_view_array(inverse, p, p);
	gsl_vector_view tau = gsl_vector_view_array(turn, p);
	int status = gsl_linalg_QR_decomp(&matrix.matrix, &tau.vector);

	for (int i = 0; !status && i < columns; i++)
		if (!(fabs(cell[i * columns + i]) > 0))
			status = GSL_ESING;
	gsl_matrix_set_identity(&result.matrix);
	for (size_t i = 0; !status && i < p; i++) {
		gsl_vector_view column = gsl_matrix_column(&result.matrix, i);

		status = gsl_linalg_QR_svx(&matrix.matrix, &tau.vector, &column.vector);
	}
	if (!status && !(size * norm(inverse, columns) < 1e10))
		status = GSL_ESING;
	return status;
}

int ins_harmonic_solve(const struct ins_harmonic_sums *sums, int columns, int drift,
	struct ins_harmonic_solution *solution, struct ins_err *err)
{
	enum { MOST = INS_HARMONIC_COLUMNS + 1 };
	double cell[MOST * MOST], inverse[MOST * MOST];
	int last = columns - 1;

	for (int i = 0; i < columns; i++)
		for (int j = 0; j < columns; j++)
			cell[i * columns + j] = j <= i || (drift && j == last) ? sums->gram[i][j]
									       : sums->gram[j][i];
	if (sums->n < (size_t)columns || invert(cell, inverse, columns))
		return ins_fail(err, INS_EANALYSIS, "%zu rows cannot tell %sharmonics apart",
			sums->n, drift ? "drift and " : "");
	for (int i = 0; i < columns; i++)
		for (int c = 0; c < INS_CHANNELS; c++) {
			solution->coefficient[c][i] = 0;
			for (int j = 0; j < columns; j++)
				solution->coefficient[c][i] +=
					inverse[i * columns + j] * sums->right[c][j];
		}
	for (int i = 0; i < columns; i++)
		for (int j = 0; j < columns; j++)
			solution->inverse[i][j] = inverse[i * columns + j];
	return INS_OK;
}

double ins_harmonic_slope(const struct ins_harmonic_fit *fit, int channel)
{
	return fit->basis.drift ? fit->coefficient[channel][fit->columns - 1] / fit->basis.span_s
				: 0;
}

double ins_harmonic_drift(const struct ins_harmonic_fit *fit, int channel, double time_s)
{
	return fit->coefficient[channel][0] +
	       ins_harmonic_slope(fit, channel) *
		       (time_s - fit->basis.start_s - fit->basis.span_s / 2);
}

double ins_harmonic_value(const struct ins_harmonic_fit *fit, int channel, double phase)
{
	const double *coefficient = fit->coefficient[channel];
	double value = 0;

	for (int k = 1; k <= fit->basis.top; k += k > 2 ? 2 : 1) {
		int j = ins_harmonic_cosine(k);
		double angle = 2 * M_PI * k * phase;

		value += coefficient[j] * cos(angle) + coefficient[j + 1] * sin(angle);
	}
	return value;
}

double ins_harmonic_half(const struct ins_harmonic_fit *fit, int channel)
{
	/* The peak of order k lies within half a step, which takes k^2 1.2e-6 off it at most. */
	enum { STEPS = 2048 };
	double low = INFINITY, high = -INFINITY;

	for (int i = 0; i < STEPS; i++) {
		double value = ins_harmonic_value(fit, channel, (double)i / STEPS);

		low = fmin(low, value);
		high = fmax(high, value);
	}
	return (high - low) / 2;
}

double ins_harmonic_ratio(const struct ins_harmonic_fit *fit, int channel, int order)
{
	const double *coefficient = fit->coefficient[channel];
	int j = ins_harmonic_cosine(order);

	if (order > fit->basis.top || (order > 2 && order % 2 == 0))
		return NAN;
	return hypot(coefficient[j], coefficient[j + 1]) / hypot(coefficient[1], coefficient[2]);
}
