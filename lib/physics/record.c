/* record - load and displacement against time, as every analysis of cycles takes them. */
#include "physics/record.h"

#include <math.h>

struct extremes {
	double low, high;
};

static void widen(struct extremes *extremes, double value)
{
	if (value < extremes->low)
		extremes->low = value;
	if (value > extremes->high)
		extremes->high = value;
}

/* The middle and the half are formed so that numbers near the largest do not overflow. */
static void centre(const struct extremes *extremes, double *middle, double *half)
{
	*middle = extremes->low / 2 + extremes->high / 2;
	*half = extremes->high / 2 - extremes->low / 2;
}

static int judge(const struct ins_survey *survey, struct ins_err *err)
{
	if (survey->rows < 4)
		return ins_fail(err, INS_EANALYSIS, "%zu usable row%s too few to hold a cycle",
			survey->rows, survey->rows == 1 ? " is" : "s are");
	if (!(survey->end_s > survey->start_s))
		return ins_fail(err, INS_EANALYSIS, "no time passes in this record");
	if (!(survey->load_half > 0))
		return ins_fail(err, INS_EANALYSIS, "the load never changes, so there is no cycle");
	if (!(survey->displacement_half > 0))
		return ins_fail(err, INS_EANALYSIS,
			"the displacement never changes, so there is no response");
	return INS_OK;
}

int ins_record_survey(
	const struct ins_record *record, struct ins_survey *survey, struct ins_err *err)
{
	struct extremes load = {INFINITY, -INFINITY}, displacement = {INFINITY, -INFINITY};
	double squares_s2 = 0;
	size_t steps = 0;
	int status;

	*survey = (struct ins_survey){.start_s = NAN, .end_s = NAN};
	for (size_t i = 0; i < record->n; i++) {
		double time_s = record->time_s[i], step_s = time_s - survey->end_s;

		if (!ins_record_usable(record, i))
			continue;
		if (survey->rows++ == 0)
			survey->start_s = time_s;
		else if (step_s < 0)
			return ins_fail(err, INS_EFORMAT,
				"time runs backwards in row %zu: %.15g s after %.15g s", i + 1,
				time_s, survey->end_s);
		else if (step_s > 0) {
			squares_s2 += step_s * step_s;
			steps++;
		}
		survey->end_s = time_s;
		widen(&load, record->load[i]);
		widen(&displacement, record->displacement[i]);
	}
	centre(&load, &survey->load_centre, &survey->load_half);
	centre(&displacement, &survey->displacement_centre, &survey->displacement_half);
	status = judge(survey, err);
	if (status)
		return status;
	survey->step_s = (survey->end_s - survey->start_s) / (double)steps;
	squares_s2 /= (double)steps;
	survey->step_sd_s = sqrt(fmax(0, squares_s2 - survey->step_s * survey->step_s));
	return INS_OK;
}

/* Rows without a time are stepped over towards later ones. */
size_t ins_record_row_at(const struct ins_record *record, double time_s)
{
	size_t low = 0, high = record->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2, probe = middle;

		while (probe < high && !ins_record_usable(record, probe))
			probe++;
		if (probe == high || record->time_s[probe] >= time_s)
			high = middle;
		else
			low = probe + 1;
	}
	while (low < record->n && !ins_record_usable(record, low))
		low++;
	return low;
}

struct ins_record ins_record_part(const struct ins_record *record, size_t first, size_t n)
{
	return (struct ins_record){.time_s = record->time_s + first,
		.load = record->load + first,
		.displacement = record->displacement + first,
		.n = n};
}
