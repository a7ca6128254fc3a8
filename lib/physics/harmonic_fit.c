/* harmonic_fit - harmonics and frequency of a record, in one pass a step. */
#include "physics/harmonic_block.h"

#include <math.h>
#include <string.h>

/* Steps to find a frequency in; from within half a cycle over the span five are enough. */
#define STEPS 20
/* A step of this share of the frequency changes nothing else. */
#define SETTLED 1e-7
/* Rows at the border of two cycles hop over it, and with them the stair: a frequency that goes back
 * and forth by less than this share of its standard error is as good as one that rests. */
#define HOPS 0.25

/* How the load changes for one more cycle over the span, but for the time's factor. That is
 * the stair, so that harmonics above the highest one fitted do not pass for a change of
 * frequency. The column goes before that of drift. */
static void append_slope(struct ins_harmonic_block *block, const double *slope)
{
	int last = block->columns - 1;
	double *column = block->column[last];

	memcpy(block->column[block->columns++], column, sizeof block->column[last]);
	for (size_t k = 0; k < INS_HARMONIC_ROWS; k++)
		column[k] = 0;
	for (int j = 1; j < last; j++)
		for (size_t k = 0; k < INS_HARMONIC_ROWS; k++)
			column[k] += slope[j] * block->column[j][k];
	for (size_t k = 0; k < INS_HARMONIC_ROWS; k++)
		column[k] *= block->stair[k];
}

/* d load / d phase, by the columns of the basis. */
static void differentiate(const struct ins_harmonic_fit *fit, double unit, double *slope)
{
	const double *load = fit->coefficient[INS_OF_LOAD];

	for (int k = 1; k <= fit->basis.top; k += k > 2 ? 2 : 1) {
		int j = ins_harmonic_cosine(k);

		slope[j] = 2 * M_PI * k * load[j + 1] / unit;
		slope[j + 1] = -2 * M_PI * k * load[j] / unit;
	}
}

/* Sums over the record, its channels brought to order one. */
static void gather(const struct ins_record *record, const struct ins_harmonic_basis *basis,
	const struct ins_survey *scale, const double *slope, struct ins_harmonic_sums *sums)
{
	struct ins_harmonic_block block = {0};
	double per_load = 1 / scale->load_half, per_displacement = 1 / scale->displacement_half;
	size_t row = 0;

	while (ins_harmonic_load(record, &row, INFINITY, &block)) {
		for (size_t k = 0; k < block.n; k++) {
			double *load = &block.channel[INS_OF_LOAD][k];
			double *displacement = &block.channel[INS_OF_DISPLACEMENT][k];

			*load = (*load - scale->load_centre) * per_load;
			*displacement =
				(*displacement - scale->displacement_centre) * per_displacement;
		}
		ins_harmonic_columns_of(basis, &block);
		if (slope)
			append_slope(&block, slope);
		ins_harmonic_add(sums, &block);
	}
}

/* Take a solution over, in the units of the channels and without the column of the slope. */
static void take(const struct ins_harmonic_solution *solution, const struct ins_survey *scale,
	int slope, struct ins_harmonic_fit *fit)
{
	for (int i = 0; i < fit->columns; i++) {
		int from = slope && i == fit->columns - 1 ? i + 1 : i;

		fit->coefficient[INS_OF_LOAD][i] =
			scale->load_half * solution->coefficient[INS_OF_LOAD][from];
		fit->coefficient[INS_OF_DISPLACEMENT][i] =
			scale->displacement_half * solution->coefficient[INS_OF_DISPLACEMENT][from];
		for (int j = 0; j < fit->columns; j++)
			fit->inverse[i][j] =
				solution->inverse[from][slope && j == fit->columns - 1 ? j + 1 : j];
	}
	fit->coefficient[INS_OF_LOAD][0] += scale->load_centre;
	fit->coefficient[INS_OF_DISPLACEMENT][0] += scale->displacement_centre;
}

/* The change of frequency, in cycles over the span, and its variance. */
static void take_frequency(const struct ins_harmonic_sums *sums,
	const struct ins_harmonic_solution *solution, int column, struct ins_harmonic_fit *fit)
{
	double left = sums->square[INS_OF_LOAD][INS_OF_LOAD];

	for (int i = 0; i <= fit->columns; i++)
		left -= solution->coefficient[INS_OF_LOAD][i] * sums->right[INS_OF_LOAD][i];
	fit->frequency_Hz += solution->coefficient[INS_OF_LOAD][column] / fit->basis.span_s;
	fit->frequency_se_Hz = sqrt(fmax(left, 0) / ((double)sums->n - fit->columns - 1) *
				       solution->inverse[column][column]) /
			       fit->basis.span_s;
}

int ins_harmonic_fit(const struct ins_record *record, const struct ins_harmonic_basis *basis,
	const struct ins_harmonic_fit *near, struct ins_harmonic_fit *fit, struct ins_err *err)
{
	struct ins_harmonic_sums sums = {0};
	struct ins_harmonic_solution solution;
	struct ins_survey survey;
	double slope[INS_HARMONIC_COLUMNS + 1] = {0};
	int columns = ins_harmonic_columns(basis->top, basis->drift);
	int status = ins_record_survey(record, &survey, err);

	if (status)
		return status;
	if (near)
		differentiate(near, survey.load_half, slope);
	gather(record, basis, &survey, near ? slope : NULL, &sums);
	status = ins_harmonic_solve(&sums, columns + (near != NULL), basis->drift, &solution, err);
	if (status)
		return status;
	*fit = (struct ins_harmonic_fit){.basis = *basis,
		.columns = columns,
		.n = sums.n,
		.frequency_Hz = basis->frequency_Hz};
	take(&solution, &survey, near != NULL, fit);
	if (near)
		take_frequency(&sums, &solution, columns - 1, fit);
	return INS_OK;
}

int ins_harmonic_free(const struct ins_record *record, const struct ins_harmonic_basis *start,
	const struct ins_harmonic_fit *near, struct ins_harmonic_fit *fit, struct ins_err *err)
{
	struct ins_harmonic_basis basis = *start;
	struct ins_harmonic_fit last;
	int status;

	if (!basis.drift)
		return ins_fail(err, INS_EANALYSIS,
			"one cycle does not tell its frequency from a drift; give it");
	status = near ? INS_OK : ins_harmonic_fit(record, &basis, NULL, fit, err);
	if (!status)
		last = near ? *near : *fit;
	for (int i = 0; !status && i < STEPS; i++) {
		double step_Hz;

		status = ins_harmonic_fit(record, &basis, &last, fit, err);
		if (status)
			return status;
		step_Hz = fabs(fit->frequency_Hz - basis.frequency_Hz);
		basis.frequency_Hz = fit->frequency_Hz;
		if (!(fabs(basis.frequency_Hz - start->frequency_Hz) * basis.span_s < 0.5))
			break;
		if (step_Hz < SETTLED * fit->basis.frequency_Hz)
			return INS_OK;
		if (i + 1 == STEPS && step_Hz < HOPS * fit->frequency_se_Hz) {
			fit->frequency_Hz = fit->basis.frequency_Hz;
			return INS_OK;
		}
		last = *fit;
	}
	return status ? status
		      : ins_fail(err, INS_EANALYSIS, "the load does not repeat at %.6g Hz",
				start->frequency_Hz);
}
