/* rgeom: the resistance of each row, of a whole specimen. */
#include <math.h>
#include <stdlib.h>

#include "physics/signal.h"
#include "rgeom.h"

/* Fail for want of a resistance, or of the voltage beside a current. */
static int lack(const struct run *run, const struct part *part, int has_current)
{
	static const enum ins_role either[] = {INS_RESISTANCE, INS_CURRENT, INS_ROLES};
	static const enum ins_role beside[] = {INS_VOLTAGE, INS_ROLES};
	int status = rgeom_problem(part, has_current ? beside : either, run->err);

	if (status)
		return status;
	return ins_fail(run->err, has_current ? INS_EUSAGE : INS_EFORMAT,
		has_current ? "has a current and no voltage; give --voltage"
			    : "has neither a resistance nor a current");
}

/* The voltage and the offset of the current as they are told. */
static int take_settings(struct run *run, struct rgeom_electrical *e)
{
	double told_V = run->settings.voltage_V;

	if (!e->voltage_V && !(e->voltage_V = malloc((run->n + 1) * sizeof *e->voltage_V)))
		return ins_fail_memory(run->err, "a voltage", run->n * sizeof *e->voltage_V);
	for (size_t i = 0; !isnan(told_V) && i < run->n; i++)
		e->voltage_V[i] = told_V;
	if (!isnan(run->settings.offset_nA))
		return INS_OK;
	run->settings.offset_nA = 0;
	return rgeom_note(run, "assumed", "no offset in the current");
}

/* Fill the resistance, where it is a column of its own, or current and voltage. */
static int read_columns(struct run *run, const struct part *part, struct rgeom_electrical *e)
{
	int told = !isnan(run->settings.voltage_V);
	int status = rgeom_numbers(part, "current_nA", &e->current_nA, run->err);

	if (status == INS_OK)
		status = rgeom_numbers(part, "voltage_V", &e->voltage_V, run->err);
	if (status == INS_OK && (!e->current_nA || !told))
		status = rgeom_numbers(part, "resistance_Mohm", &run->resistance_Mohm, run->err);
	if (status)
		return status;
	if (!run->resistance_Mohm)
		return !e->current_nA || (!e->voltage_V && !told)
			       ? lack(run, part, e->current_nA != NULL)
			       : take_settings(run, e);
	if (told)
		return ins_fail(run->err, INS_EUSAGE,
			"--voltage is for a current, and this has a resistance and none");
	if (ins_cli_was_given(run->cli, "offset-current"))
		return ins_fail(run->err, INS_EUSAGE,
			"--offset-current is of a current, and this has a resistance");
	free(e->current_nA);
	e->current_nA = NULL;
	return INS_OK;
}

static int find_conductance(const struct run *run, struct rgeom_electrical *e)
{
	e->per_Mohm = malloc((run->n + 1) * sizeof *e->per_Mohm);
	if (!e->per_Mohm)
		return ins_fail_memory(run->err, "a conductance", run->n * sizeof *e->per_Mohm);
	/* 1 nA/V is 1e-3 per Mohm. */
	for (size_t i = 0; i < run->n; i++)
		e->per_Mohm[i] = e->current_nA ? (e->current_nA[i] - run->settings.offset_nA) /
							 (1e3 * e->voltage_V[i])
					       : 1 / run->resistance_Mohm[i];
	return INS_OK;
}

static int drop_spikes(struct run *run, struct rgeom_electrical *e)
{
	double *measured = e->current_nA ? e->current_nA : run->resistance_Mohm;
	int status = channels_drop_spikes(
		e->per_Mohm, run->n, "conductance", run->name, run->answer, &run->spikes, run->err);

	for (size_t i = 0; i < run->n; i++)
		if (isnan(e->per_Mohm[i])) {
			measured[i] = NAN;
			if (e->voltage_V)
				e->voltage_V[i] = NAN;
		}
	return status;
}

struct limits {
	double low, high;
};

static struct limits limits_of(const double *value, size_t n)
{
	struct limits limits = {INFINITY, -INFINITY};

	for (size_t i = 0; i < n; i++) {
		limits.low = fmin(limits.low, value[i]);
		limits.high = fmax(limits.high, value[i]);
	}
	return limits;
}

static int are_steady(struct limits limits)
{
	return limits.high - limits.low <= 0.2 * fmin(fabs(limits.low), fabs(limits.high));
}

/* Whether the current of rows whose voltage is greater is greater, too. */
static int follows(const struct rgeom_electrical *e, size_t n)
{
	double rows = 0, mean_V = 0, mean_nA = 0, products = 0;

	for (size_t i = 0; i < n; i++) {
		double off_V = e->voltage_V[i] - mean_V;

		if (isnan(e->voltage_V[i]) || isnan(e->current_nA[i]))
			continue;
		rows++;
		mean_V += off_V / rows;
		mean_nA += (e->current_nA[i] - mean_nA) / rows;
		products += off_V * (e->current_nA[i] - mean_nA);
	}
	return products > 0;
}

/* A voltage that is swept gives a wild V/I near zero: that is for a fit. At a steady current it is
 * the resistance that changes it, as where a resistor in series takes what the specimen leaves. */
static int check_sweep(const struct run *run, const struct rgeom_electrical *e, size_t n)
{
	struct limits volts = limits_of(e->voltage_V, n);

	if (are_steady(volts) || are_steady(limits_of(e->current_nA, n)) ||
		(volts.low * volts.high > 0 && !follows(e, n)))
		return INS_OK;
	return ins_fail(run->err, INS_EFORMAT,
		"the voltage goes from %g V to %g V, and the current with it: this is no run at "
		"one voltage or current; a sweep is for --fit-iv or --iv",
		volts.low, volts.high);
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

/* What the error of the offset makes of each resistance. */
static void find_offset_error(struct run *run, const double *current_nA)
{
	struct settings *s = &run->settings;
	struct ins_conduct_offset error = ins_conduct_offset_error(
		run->resistance_Mohm, current_nA, run->n, s->offset_nA, s->offset_error_nA);

	s->offset_error_per_Mohm = error.per_Mohm > 0 ? error.per_Mohm : NAN;
	s->offset_error_share = error.share > 0 ? error.share : NAN;
}

static int from_current(struct run *run, const struct rgeom_electrical *e)
{
	int status = note_limit(run, e->current_nA);

	run->resistance_Mohm = malloc((run->n + 1) * sizeof *run->resistance_Mohm);
	if (status == INS_OK && !run->resistance_Mohm)
		status = ins_fail_memory(run->err, "a resistance", run->n * sizeof(double));
	if (status == INS_OK)
		status = ins_conduct_from_current(e->voltage_V, e->current_nA, run->n,
			run->settings.offset_nA, run->resistance_Mohm, run->err);
	if (status == INS_OK)
		find_offset_error(run, e->current_nA);
	return status;
}

int rgeom_resistance(struct run *run, const struct part *part)
{
	struct rgeom_electrical e = {0};
	size_t intact = run->n;
	int in_order = rgeom_in_order(run->time_s, run->n);
	int status = read_columns(run, part, &e);

	if (status == INS_OK)
		status = find_conductance(run, &e);
	if (status == INS_OK && in_order)
		status = drop_spikes(run, &e);
	/* Where a column tells the states, none is told by its place. */
	if (status == INS_OK && in_order && !ins_table_words(part->table, "state"))
		status = rgeom_intact(run, &e, &intact);
	if (status == INS_OK && e.current_nA)
		status = check_sweep(run, &e, intact);
	if (status == INS_OK)
		status = rgeom_cut(run, intact);
	if (status == INS_OK && e.current_nA)
		status = from_current(run, &e);
	/* A filter behind may not leave the noise of the conductance to be seen. */
	if (status == INS_OK && isnan(run->settings.noise_per_Mohm))
		run->settings.noise_per_Mohm = rgeom_noise(e.per_Mohm, run->time_s, run->n);
	free(e.current_nA);
	free(e.voltage_V);
	free(e.per_Mohm);
	return status;
}
