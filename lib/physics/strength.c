/* strength - the whole analysis of one tension or compression record, in its order. */
#include "physics/strength.h"

#include <math.h>

#include "physics/signal.h"

static struct ins_elastic no_elastic(void)
{
	struct ins_elastic none = {.method = "none"};

	none.modulus = none.modulus_se = none.toe_strain = none.toe_strain_se = NAN;
	none.window_lo = none.window_hi = NAN;
	none.line.slope = none.line.intercept = none.line.slope_se = none.line.intercept_se = NAN;
	return none;
}

/* Faults of the record leave the rest of the analysis possible; the user's do not. */
static int find_elastic(const struct ins_trace *record,
	const struct ins_strength_settings *settings, struct ins_strength *result,
	struct ins_err *err)
{
	int status = ins_elastic_find(
		record, result->end, &settings->elastic, &result->elastic, &result->elastic_err);

	result->elastic_status = status;
	if (status == INS_OK)
		return INS_OK;
	result->elastic = no_elastic();
	return status == INS_EANALYSIS ? INS_OK
				       : ins_fail(err, status, "%s", result->elastic_err.text);
}

static void set_extremes(const struct ins_trace *record, struct ins_strength *result)
{
	size_t row = result->fracture.last, top = ins_flow_maximum(record, result->end);
	int broke = result->fracture.ending == INS_ENDING_FRACTURE;

	result->maximum = top < result->end ? record->stress[top] : NAN;
	result->maximum_strain = top < result->end ? record->strain[top] : NAN;
	result->rests = ins_signal_rests(record->stress, result->end);
	result->fracture_stress = broke ? record->stress[row] : NAN;
	result->fracture_strain = broke ? record->strain[row] : NAN;
}

/* What has fallen under half of its greatest stress has flowed in a neck: its last stress bounds no
 * strength. */
static int broke_under_load(const struct ins_strength *result)
{
	return result->fracture.ending == INS_ENDING_FRACTURE &&
	       result->fracture_stress >= result->maximum / 2;
}

static int find_yield(const struct ins_trace *record, const struct ins_strength_settings *settings,
	struct ins_strength *result, struct ins_err *err)
{
	struct ins_yield yield = {.stress = NAN, .strain = NAN, .stress_se = NAN};
	size_t before = result->end;
	int found = 0, status = INS_OK;

	if (result->elastic_status == INS_OK)
		status = ins_yield_find(record, result->end, &result->elastic, settings->offset,
			&yield, &found, err);
	result->yield = yield.stress;
	result->yield_se = yield.stress_se;
	result->yield_strain = yield.strain;
	result->bound = found ? INS_BOUND_EQUAL : INS_BOUND_NONE;
	if (found)
		before = ins_fracture_fall_before(record, result->end, yield.row, yield.stress);
	if (before < result->end) {
		result->falls = 1;
		result->yield = record->stress[before];
		result->yield_se = NAN;
		result->yield_strain = record->strain[before];
		result->bound = INS_BOUND_AT_LEAST;
	}
	/* Without its line, or its strain, up to the break it may have yielded unseen. */
	if (!found && result->elastic_status == INS_OK && isfinite(result->fracture_strain) &&
		broke_under_load(result)) {
		result->yield = result->fracture_stress;
		result->yield_strain = result->fracture_strain;
		result->bound = INS_BOUND_AT_LEAST;
	}
	return status;
}

/* A break takes its work, too: up to the row where stress has stopped falling. */
static size_t end_of_fall(const struct ins_trace *record, const struct ins_strength *result)
{
	size_t end = result->end;

	if (result->fracture.ending != INS_ENDING_FRACTURE)
		return end;
	while (end < record->n && record->stress[end] < record->stress[end - 1])
		end++;
	return end;
}

/* Hardening, where it is asked for: TOP is the row of the greatest stress. */
static int find_hardening(const struct ins_trace *record,
	const struct ins_strength_settings *settings, size_t top, struct ins_strength *result,
	struct ins_err *err)
{
	struct ins_err *why = &result->hollomon_err;

	result->hollomon = (struct ins_hollomon){NAN, NAN, NAN, NAN, 0};
	result->hollomon_status = INS_EANALYSIS;
	if (result->elastic_status || !(settings->hollomon_hi > 0))
		return INS_OK;
	/* Necking ends what the true curve of a tension test stands for. */
	result->hollomon_status = ins_flow_hollomon(record,
		settings->mode == INS_MODE_TENSION ? top + 1 : result->end, settings->mode,
		result->elastic.modulus, result->elastic.toe_strain, settings->hollomon_lo,
		settings->hollomon_hi, &result->hollomon, why);
	if (result->hollomon_status == INS_OK || result->hollomon_status == INS_EANALYSIS)
		return INS_OK;
	return ins_fail(err, result->hollomon_status, "%s", why->text);
}

static int find_rest(const struct ins_trace *record, const struct ins_strength_settings *settings,
	struct ins_strength *result, struct ins_err *err)
{
	size_t top = ins_flow_maximum(record, result->end), at;
	int found;

	at = ins_flow_upper_yield(record,
		result->elastic_status == INS_OK ? result->elastic.last_row : 0, result->end,
		&found);
	result->upper_yield = found ? record->stress[at] : NAN;
	result->work = ins_flow_work(record, end_of_fall(record, result));
	result->strain_rate = ins_flow_strain_rate(record, result->end);
	return find_hardening(record, settings, top, result, err);
}

int ins_strength_find(const struct ins_trace *record, const struct ins_strength_settings *settings,
	struct ins_strength *result, struct ins_err *err)
{
	int status;

	*result = (struct ins_strength){0};
	if (!(settings->offset > 0) || !isfinite(settings->offset))
		return ins_fail(err, INS_EUSAGE, "an offset of %g cannot be", settings->offset);
	status = ins_fracture_find(record, settings->mode, &result->fracture, err);
	if (status)
		return status;
	result->end = result->fracture.last + 1;
	status = find_elastic(record, settings, result, err);
	if (status)
		return status;
	set_extremes(record, result);
	status = find_yield(record, settings, result, err);
	return status ? status : find_rest(record, settings, result, err);
}

const char *ins_strength_bound_text(enum ins_bound bound)
{
	static const char *const texts[] = {"=", ">=", "none"};

	return texts[bound];
}
