/* rgeom --fit-iv: what each I-V sweep says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "face/names.h"
#include "rgeom.h"

/* The sweeps of one specimen, rows that hold both numbers: owned. */
struct sweeps {
	double *voltage_V, *current_nA;
	size_t n;
	size_t jumps; /* back to where a sweep began */
	double jump_V;
};

static int prepare(struct run *run)
{
	int status;

	if (run->answer->columns > 0)
		return INS_OK;
	status = ins_table_set_kind(run->answer, "iv", run->err);
	if (status)
		return status;
	if (run->settings.curve)
		return ins_table_add_columns(
			run->answer, "specimen:t voltage_V current_nA current_fit_nA", run->err);
	return ins_table_add_columns(run->answer,
		"specimen:t points resistance_Mohm resistance_se_Mohm offset_current_nA "
		"cubic_effect f_statistic p_value ohmic:t clipped hysteresis square_effect "
		"offset_current_se_nA",
		run->err);
}

static int take_sweeps(struct run *run, const struct part *part, struct sweeps *s)
{
	double low_V = INFINITY, high_V = -INFINITY;
	static const enum ins_role roles[] = {INS_VOLTAGE, INS_CURRENT, INS_ROLES};
	int status = rgeom_numbers(part, "voltage_V", &s->voltage_V, run->err);

	if (status == INS_OK)
		status = rgeom_numbers(part, "current_nA", &s->current_nA, run->err);
	if (status == INS_OK)
		status = rgeom_problem(part, roles, run->err);
	if (status)
		return status;
	if (!s->voltage_V || !s->current_nA)
		return ins_fail(run->err, INS_EFORMAT,
			"a sweep needs voltage and current, and this has no %s; --channel says "
			"which column it is",
			s->voltage_V ? "current" : "voltage");
	for (size_t i = 0; i < part->n; i++) {
		if (isnan(s->voltage_V[i]) || isnan(s->current_nA[i]))
			continue;
		s->voltage_V[s->n] = s->voltage_V[i];
		s->current_nA[s->n++] = s->current_nA[i];
		low_V = fmin(low_V, s->voltage_V[i]);
		high_V = fmax(high_V, s->voltage_V[i]);
	}
	s->jump_V = 0.6 * (high_V - low_V);
	for (size_t i = 1; i < s->n; i++)
		s->jumps += fabs(s->voltage_V[i] - s->voltage_V[i - 1]) > s->jump_V;
	/* Where voltages come in turns or at random, it is one sweep. */
	if (6 * s->jumps >= s->n)
		s->jumps = 0;
	return INS_OK;
}

static int put_points(struct run *run, const char *name, const double *voltage_V,
	const double *current_nA, size_t n, const struct ins_conduct_iv *iv)
{
	size_t row = run->answer->rows;
	int status = ins_table_add_rows(run->answer, n, run->err);

	for (size_t i = 0; i < n && status == INS_OK; i++, row++) {
		ins_table_set(run->answer, "voltage_V", row, voltage_V[i]);
		ins_table_set(run->answer, "current_nA", row, current_nA[i]);
		ins_table_set(
			run->answer, "current_fit_nA", row, ins_conduct_iv_at(iv, voltage_V[i]));
		status = ins_table_set_word(run->answer, "specimen", row, name, run->err);
	}
	return status;
}

static int put_fit(struct run *run, const char *name, const struct ins_conduct_iv *iv)
{
	const char *ohmic = iv->ohmic < 0 ? "unknown" : iv->ohmic ? "yes" : "no";
	const struct ins_entry row[] = {{"specimen", name, 0}, {"points", NULL, (double)iv->points},
		{"resistance_Mohm", NULL, iv->resistance_Mohm},
		{"resistance_se_Mohm", NULL, iv->resistance_se_Mohm},
		{"offset_current_nA", NULL, iv->offset_nA},
		{"offset_current_se_nA", NULL, iv->offset_se_nA},
		{"square_effect", NULL, iv->square_effect},
		{"cubic_effect", NULL, iv->cubic_effect}, {"f_statistic", NULL, iv->f_statistic},
		{"p_value", NULL, iv->p_value}, {"clipped", NULL, (double)iv->clipped},
		{"hysteresis", NULL, iv->hysteresis}, {"ohmic", ohmic, 0}};

	return ins_table_add_row(run->answer, row, sizeof row / sizeof *row, run->err);
}

static int fit_one(struct run *run, const char *name, const double *voltage_V,
	const double *current_nA, size_t n)
{
	struct ins_conduct_iv iv;
	int status = ins_conduct_fit_iv(voltage_V, current_nA, n, &iv, run->err);

	if (status) {
		if (strcmp(name, run->name) != 0)
			ins_err_prefix(run->err, name);
		return status;
	}
	if (iv.clipped > 0) {
		ins_cli_remark(run->cli,
			"%s: %zu of %zu rows stand at the compliance limit and "
			"are left out",
			name, iv.clipped, n);
		status = ins_table_add_note(run->answer, run->err, "omitted",
			"%s: %zu of %zu rows, at the compliance limit", name, iv.clipped, n);
	}
	if (status)
		return status;
	return run->settings.curve ? put_points(run, name, voltage_V, current_nA, n, &iv)
				   : put_fit(run, name, &iv);
}

static int note_wires(struct run *run)
{
	const char *wires = run->settings.wires;

	if (wires && strcmp(wires, "4") == 0)
		return rgeom_note(run, "wires", "4, without contacts and leads");
	return rgeom_note(run, wires ? "wires" : "assumed", "%s, contacts and leads are in it",
		wires ? "2" : "two wires");
}

/* What the COUNT-th sweep is called, owned. */
static char *name_sweep(const struct run *run, const struct sweeps *s, size_t count)
{
	struct ins_text name = {0};
	int status = s->jumps > 0 ? ins_text_format(&name, run->err, "%s:%zu", run->name, count)
				  : ins_text_format(&name, run->err, "%s", run->name);

	if (status)
		ins_text_free(&name);
	if (!run->settings.curve)
		return name.data;
	return ins_names_part(&run->source->names, run->answer, name.data, NULL, NAN);
}

int rgeom_fit_iv(struct run *run, const struct part *part)
{
	struct sweeps s = {0};
	size_t first = 0, count = 0;
	int status = take_sweeps(run, part, &s);

	if (status == INS_OK)
		status = prepare(run);
	if (status == INS_OK)
		status = note_wires(run);
	for (size_t i = 1; i <= s.n && status == INS_OK; i++) {
		char *name;

		if (i < s.n &&
			(s.jumps == 0 || fabs(s.voltage_V[i] - s.voltage_V[i - 1]) <= s.jump_V))
			continue;
		name = name_sweep(run, &s, ++count);
		status = name ? fit_one(run, name, s.voltage_V + first, s.current_nA + first,
					i - first)
			      : ins_fail_memory(run->err, "a name", 1);
		free(name);
		/* Of several sweeps each stands on its own. */
		if (status == INS_EANALYSIS && s.jumps > 0) {
			ins_cli_report(run->cli, run->err);
			*run->err = (struct ins_err){0};
			status = INS_OK;
		}
		first = i;
	}
	if (status == INS_OK && s.n == 0)
		status = ins_fail(run->err, INS_EANALYSIS, "no rows: no sweep");
	free(s.voltage_V);
	free(s.current_nA);
	return status;
}
