/* rgeom: a record's columns as strain, stress and resistance, row by row. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/signal.h"
#include "rgeom.h"

void rgeom_free(struct run *run)
{
	free(run->time_s);
	free(run->strain);
	free(run->stress_GPa);
	free(run->elastic_strain);
	free(run->resistance_Mohm);
	free(run->state);
	run->time_s = run->strain = run->stress_GPa = run->elastic_strain = NULL;
	run->resistance_Mohm = NULL;
	run->state = NULL;
}

/* A voltage that is swept gives a wild V/I near zero: that is for a fit. */
static int check_voltage(const struct run *run, const double *voltage_V)
{
	double low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < run->n; i++) {
		low = fmin(low, voltage_V[i]);
		high = fmax(high, voltage_V[i]);
	}
	if (high - low <= 0.2 * fmin(fabs(low), fabs(high)))
		return INS_OK;
	return ins_fail(run->err, INS_EFORMAT,
		"the voltage goes from %g V to %g V: this is no run at one voltage; a sweep is for "
		"--fit-iv or --iv",
		low, high);
}

/* At its limit a source holds the current, and voltage over current is no resistance. */
static int note_limit(struct run *run, const double *current_nA)
{
	double *size_nA = malloc((run->n + 1) * sizeof *size_nA);
	int rests;

	if (!size_nA)
		return ins_fail_memory(run->err, "a current", run->n * sizeof *size_nA);
	for (size_t i = 0; i < run->n; i++)
		size_nA[i] = fabs(current_nA[i]);
	rests = ins_signal_rests(size_nA, run->n);
	free(size_nA);
	if (!rests)
		return INS_OK;
	ins_cli_remark(run->cli,
		"%s: the greatest current stands still, as at the limit of a source", run->name);
	return rgeom_note(run, "assumed",
		"all rows are of a resistance, though the greatest current stands in ten of them "
		"or more, to the last digit, as at the limit of a source");
}

/* The offset's error over the one voltage of a run; 1 V/nA is 1e3 Mohm. */
static double offset_error_per_Mohm(const struct run *run, const double *voltage_V)
{
	double sum_V = 0, rows = 0;

	for (size_t i = 0; i < run->n; i++)
		if (!isnan(voltage_V[i])) {
			sum_V += fabs(voltage_V[i]);
			rows++;
		}
	return run->settings.offset_error_nA / (1e3 * sum_V / rows);
}

static int from_current(struct run *run, const double *current_nA, double *voltage_V)
{
	double offset_nA = run->settings.offset_nA;
	int status = INS_OK;

	if (!isnan(run->settings.voltage_V))
		for (size_t i = 0; i < run->n; i++)
			voltage_V[i] = run->settings.voltage_V;
	else
		status = check_voltage(run, voltage_V);
	if (status == INS_OK && isnan(offset_nA)) {
		offset_nA = 0;
		status = rgeom_note(run, "assumed", "no offset in the current");
	}
	if (status == INS_OK)
		status = note_limit(run, current_nA);
	if (status == INS_OK)
		status = ins_conduct_from_current(
			voltage_V, current_nA, run->n, offset_nA, run->resistance_Mohm, run->err);
	run->settings.offset_error_per_Mohm = offset_error_per_Mohm(run, voltage_V);
	return status;
}

/* Fail for want of a resistance, or of the voltage beside a current. */
static int lack(const struct run *run, const struct part *part, int has_current)
{
	static const enum ins_role roles[] = {INS_RESISTANCE, INS_CURRENT};
	int status = has_current ? rgeom_problem(part, INS_VOLTAGE, run->err) : INS_OK;

	for (size_t i = 0; !has_current && i < 2 && status == INS_OK; i++)
		status = rgeom_problem(part, roles[i], run->err);
	if (status)
		return status;
	return ins_fail(run->err, has_current ? INS_EUSAGE : INS_EFORMAT,
		has_current ? "has a current and no voltage; give --voltage"
			    : "has neither a resistance nor a current");
}

/* The resistance of each row: its own column, or voltage over current. */
static int find_resistance(struct run *run, const struct part *part)
{
	const struct settings *settings = &run->settings;
	double *current_nA = NULL, *voltage_V = NULL, **to = &run->resistance_Mohm;
	int status = rgeom_numbers(part, "current_nA", &current_nA, run->err);

	if (status == INS_OK)
		status = rgeom_numbers(part, "voltage_V", &voltage_V, run->err);
	if (status == INS_OK && (!current_nA || isnan(settings->voltage_V)))
		status = rgeom_numbers(part, "resistance_Mohm", to, run->err);
	if (status == INS_OK && *to && !isnan(settings->voltage_V))
		status = ins_fail(run->err, INS_EUSAGE,
			"--voltage is for a current, and this has a resistance and none");
	if (status == INS_OK && *to && ins_cli_was_given(run->cli, "offset-current"))
		status = ins_fail(run->err, INS_EUSAGE,
			"--offset-current is of a current, and this has a resistance");
	if (status || *to)
		goto out;
	if (!current_nA || (!voltage_V && isnan(settings->voltage_V))) {
		status = lack(run, part, current_nA != NULL);
		goto out;
	}
	*to = malloc((run->n + 1) * sizeof **to);
	if (!*to || (!voltage_V && !(voltage_V = calloc(run->n + 1, sizeof *voltage_V))))
		status = ins_fail_memory(run->err, "a resistance", run->n * sizeof **to);
	else
		status = from_current(run, current_nA, voltage_V);
out:
	free(current_nA);
	free(voltage_V);
	return status;
}

static int find_states(struct run *run, const struct part *part)
{
	const char **words = ins_table_words(part->table, "state");

	if (!words)
		return INS_OK;
	run->state = malloc((run->n + 1) * sizeof *run->state);
	if (!run->state)
		return ins_fail_memory(run->err, "states", run->n * sizeof *run->state);
	for (size_t i = 0; i < run->n; i++)
		run->state[i] = words[part->row[i]];
	return INS_OK;
}

/* Columns of an earlier run of this program are computed anew, and that is said. */
static int replace(struct run *run, const struct ins_table *table)
{
	static const char names[] = "geometric_Mohm, resistivity_ratio and resistivity_ratio_se";

	if (ins_table_find(table, "geometric_Mohm") < 0 &&
		ins_table_find(table, "resistivity_ratio") < 0)
		return INS_OK;
	ins_cli_remark(run->cli, "%s: %s are there already; they are computed anew and replaced",
		run->name, names);
	return rgeom_note(run, "replaced", "%s, computed anew", names);
}

/* The noise of the conductance, which a filter behind may not leave to be seen. */
static int find_noise(struct run *run)
{
	double *per_Mohm;

	if (!isnan(run->settings.noise_per_Mohm))
		return INS_OK;
	per_Mohm = malloc((run->n + 1) * sizeof *per_Mohm);
	if (!per_Mohm)
		return ins_fail_memory(run->err, "a conductance", run->n * sizeof *per_Mohm);
	for (size_t i = 0; i < run->n; i++)
		per_Mohm[i] = 1 / run->resistance_Mohm[i];
	run->settings.noise_per_Mohm = rgeom_noise(per_Mohm, run->time_s, run->n);
	free(per_Mohm);
	return INS_OK;
}

int rgeom_channels(struct run *run, const struct part *part)
{
	int status = replace(run, part->table);

	run->n = part->n;
	if (status == INS_OK && part->n == 0)
		return ins_fail(run->err, INS_EFORMAT, "has no rows");
	if (status == INS_OK)
		status = rgeom_numbers(part, "time_s", &run->time_s, run->err);
	if (status == INS_OK)
		status = find_resistance(run, part);
	if (status == INS_OK)
		status = find_noise(run);
	if (status == INS_OK)
		status = find_states(run, part);
	if (status == INS_OK)
		status = rgeom_numbers(part, "elastic_strain", &run->elastic_strain, run->err);
	if (status == INS_OK)
		status = rgeom_join(run, part);
	return status ? status : rgeom_elastic(run);
}
