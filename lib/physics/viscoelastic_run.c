/* viscoelastic_run - a run under way: its frequency, and its whole cycles. */
#include "physics/viscoelastic_run.h"

#include <math.h>

/* Cycles of a long record. */
#define LONG 100.0
/* An approach and an end turn the load about, too. */
enum { OTHERS_MIN = 3 };

int ins_viscoelastic_is_given(const struct ins_viscoelastic_run *run)
{
	return run->options->known || !isnan(run->options->frequency_Hz);
}

static int add_maxima(
	const struct ins_record *record, double threshold, size_t *maxima, struct ins_err *err)
{
	struct ins_turns turns;
	int status = ins_cycle_turns(record, threshold, &turns, err);

	if (!status)
		*maxima += (turns.n + (size_t)turns.maximum_first) / 2;
	ins_turns_free(&turns);
	return status;
}

/* Other cycles than those found. */
static int look_around(const struct ins_record *record, const struct ins_viscoelastic_run *run,
	struct ins_viscoelastic *result, struct ins_err *err)
{
	size_t end = run->part.first + run->part.n, maxima = 0;
	struct ins_record before = ins_record_part(record, 0, run->part.first);
	struct ins_record after = ins_record_part(record, end, record->n - end);
	int status = add_maxima(&before, run->survey.load_half, &maxima, err);

	if (!status)
		status = add_maxima(&after, run->survey.load_half, &maxima, err);
	if (maxima >= OTHERS_MIN)
		result->checks |= INS_CHECK_OTHER_CYCLES;
	return status;
}

/* The time that n rows stand for is one step longer than from the first to the last. */
static double length_s(const struct ins_survey *survey)
{
	return survey->end_s - survey->start_s + survey->step_s;
}

struct ins_harmonic_basis ins_viscoelastic_basis(
	const struct ins_viscoelastic_run *run, double frequency_Hz, double start_s, double cycles)
{
	const struct ins_survey *survey = &run->survey;

	return (struct ins_harmonic_basis){.frequency_Hz = frequency_Hz,
		.start_s = start_s - survey->step_s / 4,
		.span_s = cycles / frequency_Hz,
		.top = ins_harmonic_order(
			run->options->harmonics, 1 / (frequency_Hz * survey->step_s), survey->rows),
		.drift = cycles > 1};
}

/* The rows that a basis spans. */
static struct ins_record rows_of(
	const struct ins_record *record, const struct ins_harmonic_basis *basis, size_t *first)
{
	size_t end = ins_record_row_at(record, basis->start_s + basis->span_s);

	*first = ins_record_row_at(record, basis->start_s);
	return ins_record_part(record, *first, end - *first);
}

/*
 * The load's own frequency, from the cycles that are not skipped where they are two or more. Of
 * a long record a first part is enough, from which eight times as many cycles are but one step
 * away, and so on, until the final fit is.
 */
static int own_frequency(
	struct ins_viscoelastic_run *run, struct ins_viscoelastic *result, struct ins_err *err)
{
	const struct ins_cycle_part *part = &run->part;
	double frequency_Hz =
		isnan(part->own_frequency_Hz) ? part->frequency_Hz : part->own_frequency_Hz;
	double found = length_s(&run->survey) * frequency_Hz, skip = (double)run->options->skip;
	double whole, cycles, start_s;
	int status, known = 0;

	if (found - skip < 1.9)
		skip = 0;
	whole = floor(found - skip + 0.1);
	start_s = run->survey.start_s + skip / frequency_Hz;
	for (cycles = fmin(whole, LONG);; cycles *= 8) {
		struct ins_harmonic_basis basis =
			ins_viscoelastic_basis(run, frequency_Hz, start_s, cycles);
		struct ins_harmonic_fit near = run->fit;
		struct ins_record record;
		size_t first;

		record = rows_of(&run->record, &basis, &first);
		status = ins_harmonic_free(&record, &basis, known ? &near : NULL, &run->fit, err);
		if (status || 8 * cycles >= whole)
			break;
		frequency_Hz = run->fit.frequency_Hz;
		known = 1;
	}
	result->own_frequency_Hz = status ? NAN : run->fit.frequency_Hz;
	return status;
}

/* A frequency that was given is used as it is, and compared with the load's own. */
static int settle(
	struct ins_viscoelastic_run *run, struct ins_viscoelastic *result, struct ins_err *err)
{
	double slip, over_s = length_s(&run->survey);
	int status = own_frequency(run, result, ins_viscoelastic_is_given(run) ? NULL : err);

	if (!ins_viscoelastic_is_given(run)) {
		result->frequency_Hz = result->own_frequency_Hz;
		return status;
	}
	result->frequency_Hz = run->options->frequency_Hz;
	slip = fabs(result->frequency_Hz - result->own_frequency_Hz) * over_s;
	if (slip > 0.5)
		return ins_fail(err, INS_EANALYSIS,
			"the load repeats at %.6g Hz; %.6g Hz would miss it by %.2g cycles in all",
			result->own_frequency_Hz, result->frequency_Hz, slip);
	if (slip > 0.02 && slip > 4 * run->fit.frequency_se_Hz * over_s)
		result->checks |= INS_CHECK_FREQUENCY_UNCERTAIN;
	return INS_OK;
}

static void take_over(struct ins_viscoelastic_run *run, struct ins_viscoelastic *result)
{
	const struct ins_viscoelastic *known = run->options->known;

	run->part = known->part;
	result->frequency_Hz = known->frequency_Hz;
	result->frequency_se_Hz = known->frequency_se_Hz;
	result->own_frequency_Hz = known->own_frequency_Hz;
	/* A channel that repeats or rests no longer does with a share of the other one in it. */
	result->checks |= known->checks & (INS_CHECK_FREQUENCY_UNCERTAIN | INS_CHECK_OTHER_CYCLES |
						  INS_CHECK_HELD | INS_CHECK_PLATEAU);
}

int ins_viscoelastic_find(const struct ins_record *record, struct ins_viscoelastic_run *run,
	struct ins_viscoelastic *result, struct ins_err *err)
{
	int known = run->options->known != NULL, status = INS_OK;

	if (known)
		take_over(run, result);
	else
		status = ins_cycle_find(record, run->options->frequency_Hz, &run->part, err);
	if (status)
		return status;
	result->part = run->part;
	run->record = ins_record_part(record, run->part.first, run->part.n);
	status = ins_record_survey(&run->record, &run->survey, err);
	if (!status && !known)
		status = look_around(record, run, result, err);
	if (!status && !known)
		status = settle(run, result, err);
	return status;
}

int ins_viscoelastic_cut(
	struct ins_viscoelastic_run *run, struct ins_viscoelastic *result, struct ins_err *err)
{
	double step_s = run->survey.step_s, skip = (double)run->options->skip;
	double found = length_s(&run->survey) * result->frequency_Hz, left, whole;
	double per_cycle = 1 / (result->frequency_Hz * step_s);
	struct ins_harmonic_basis basis;
	size_t first;

	left = found - skip;
	whole = floor(left + fmin(0.5 / per_cycle, 0.1));
	if (!(whole >= 1))
		return ins_fail(err, INS_EANALYSIS,
			"%.3g cycles were found, which leaves none when %zu %s skipped", found,
			run->options->skip, run->options->skip == 1 ? "is" : "are");
	if (left - whole > fmax(0.1, 2 / per_cycle))
		result->checks |= INS_CHECK_INCOMPLETE_CYCLE;
	result->cycles = (size_t)whole;
	result->start_s = run->survey.start_s + skip / result->frequency_Hz;
	basis = ins_viscoelastic_basis(run, result->frequency_Hz, result->start_s, whole);
	run->record = rows_of(&run->record, &basis, &first);
	result->first_row = run->part.first + first;
	return ins_record_survey(&run->record, &run->survey, err);
}
