/* harmonic_frequency - the frequency that a load repeats itself at, to within its noise. */
#include "physics/harmonic.h"

#include <math.h>

/* Steps to find it in; from within half a cycle over the record five are enough. */
#define STEPS 20
/* A step so small that nothing else notices, in cycles over the record. */
#define SETTLED 1e-7

/* What the fit of one step knows: the load's coefficients of the step before. */
struct step {
	struct ins_harmonic_basis basis;
	struct ins_survey survey;
	double coefficient[INS_HARMONIC_COLUMNS + 1];
	size_t end; /* of the rows in whole cycles */
};

/* How the load changes for one more cycle over the span, but for the time's factor. */
static double slope(const struct step *step, const struct ins_harmonic_row *row)
{
	double sum = 0;

	for (int k = 1; k <= step->basis.top; k += k > 2 ? 2 : 1) {
		int j = ins_harmonic_cosine(k);

		sum += k * (step->coefficient[j + 1] * row->column[j] -
				   step->coefficient[j] * row->column[j + 1]);
	}
	return 2 * M_PI * sum;
}

/* The time's factor is the stair's as well, so that harmonics above the highest one fitted do
 * not pass for a change of frequency. The column goes before that of drift. */
static void append(const struct step *step, struct ins_harmonic_row *row)
{
	int last = row->columns - 1;

	row->column[row->columns++] = row->column[last];
	row->column[last] = row->stair * slope(step, row);
}

static int improve(const struct ins_record *record, struct step *step, int first, double *change,
	double *variance, struct ins_err *err)
{
	struct ins_harmonic_sums sums = {0};
	struct ins_harmonic_solution solution;
	int columns = ins_harmonic_columns(step->basis.top, 1) + !first, status;
	double squares = 0;

	for (size_t i = 0; i < step->end; i++) {
		struct ins_harmonic_row row;
		double load = (record->load[i] - step->survey.load_centre) / step->survey.load_half;

		if (!ins_record_usable(record, i))
			continue;
		ins_harmonic_at(&step->basis, record->time_s[i], &row);
		if (!first) {
			/* Later steps fit what the step before left over. */
			append(step, &row);
			for (int j = 0; j < columns - 2; j++)
				load -= step->coefficient[j] * row.column[j];
			load -= step->coefficient[columns - 2] * row.column[columns - 1];
		}
		ins_harmonic_add(&sums, &row, load, 0);
		squares += load * load;
	}
	status = ins_harmonic_solve(&sums, columns, 1, &solution, err);
	if (status)
		return status;
	*change = first ? NAN : solution.coefficient[INS_LOAD][columns - 2];
	*variance = solution.inverse[columns - 2][columns - 2] * squares / (double)sums.n;
	for (int j = 0; j < columns; j++)
		if (first)
			step->coefficient[j] = solution.coefficient[INS_LOAD][j];
		else if (j != columns - 2)
			step->coefficient[j == columns - 1 ? j - 1 : j] +=
				solution.coefficient[INS_LOAD][j];
	return INS_OK;
}

int ins_harmonic_frequency(const struct ins_record *record, const struct ins_harmonic_basis *start,
	double *frequency_Hz, double *frequency_se_Hz, struct ins_err *err)
{
	struct step step = {.basis = *start};
	double whole, change = 0, variance = NAN;
	int status = ins_record_survey(record, &step.survey, err);

	if (status)
		return status;
	whole = floor((step.survey.end_s - step.survey.start_s + step.survey.step_s) *
			      start->frequency_Hz +
		      0.1);
	if (whole < 2)
		return ins_fail(err, INS_EANALYSIS,
			"%g cycle does not tell its frequency from a drift; give it", whole);
	step.basis.start_s = step.survey.start_s;
	step.basis.span_s = whole / start->frequency_Hz;
	step.basis.drift = 1;
	step.end = ins_record_row_at(
		record, step.basis.start_s + step.basis.span_s - step.survey.step_s / 4);
	for (int i = 0; i < STEPS; i++) {
		status = improve(record, &step, i == 0, &change, &variance, err);
		if (status)
			return status;
		if (i == 0)
			continue;
		step.basis.frequency_Hz += change / step.basis.span_s;
		if (!(fabs(step.basis.frequency_Hz - start->frequency_Hz) * step.basis.span_s <
			    0.5))
			break;
		if (fabs(change) < SETTLED) {
			*frequency_Hz = step.basis.frequency_Hz;
			*frequency_se_Hz = sqrt(variance) / step.basis.span_s;
			return INS_OK;
		}
	}
	return ins_fail(
		err, INS_EANALYSIS, "the load does not repeat at %.6g Hz", start->frequency_Hz);
}
