/* rgeom: what the specimen is at rest: resistance, offset of the current, resistivity. */
#include <stdlib.h>
#include <string.h>

#include "rgeom.h"

/* Take over a row of kind `iv` where the settings do not say otherwise. */
static int take_fit(struct run *run, const struct ins_table *fits, size_t row)
{
	static const char *const columns[] = {
		"resistance_Mohm", "resistance_se_Mohm", "offset_current_nA"};
	struct settings *s = &run->settings;
	const char **ohmic = ins_table_words(fits, "ohmic");
	const double *offset_se_nA = ins_table_numbers(fits, "offset_current_se_nA");
	double value[3];

	for (int i = 0; i < 3; i++) {
		const double *numbers = ins_table_numbers(fits, columns[i]);

		if (!numbers)
			return ins_fail(run->err, INS_EFORMAT,
				"has no column %s; --iv takes a sweep, or what --fit-iv made of it",
				columns[i]);
		value[i] = numbers[row];
	}
	if (isnan(s->rest_Mohm) && isnan(value[0]))
		return ins_fail(run->err, INS_EANALYSIS,
			"the sweep is not ohmic and has no resistance at 0 V; give --rest");
	if (isnan(s->rest_Mohm)) {
		s->rest_Mohm = value[0];
		if (isnan(s->rest_error_Mohm))
			s->rest_error_Mohm = value[1];
	}
	if (isnan(s->offset_nA)) {
		s->offset_nA = value[2];
		s->offset_error_nA = offset_se_nA ? offset_se_nA[row] : NAN;
	}
	if (!ohmic || strcmp(ohmic[row], "no") != 0)
		return INS_OK;
	ins_cli_remark(run->cli,
		"%s: the sweep is not ohmic: its resistance at no voltage may not be that of the "
		"run",
		run->name);
	return rgeom_note(
		run, "assumed", "the sweep at rest is not ohmic; its slope at 0 V counts");
}

/* Fit the only sweep of PART, or take its row where it was fitted already. */
static int use_part(struct run *run, const struct part *part)
{
	static const enum ins_role of_current[] = {INS_CURRENT, INS_ROLES};
	struct ins_table fits = {0};
	struct run sweep = *run;
	int status;

	if (!ins_table_numbers(part->table, "current_nA")) {
		if ((status = rgeom_problem(part, of_current, run->err)))
			return status;
		if (part->n == 1)
			return take_fit(run, part->table, part->row[0]);
		return ins_fail(run->err, INS_EFORMAT, "has %zu rows for this specimen", part->n);
	}
	sweep.answer = &fits;
	sweep.settings.curve = 0;
	status = rgeom_fit_iv(&sweep, part);
	if (status == INS_OK && fits.rows != 1)
		status = ins_fail(run->err, INS_EFORMAT,
			"holds %zu sweeps; choose one, or fit them by --fit-iv and give --rest",
			fits.rows);
	if (status == INS_OK)
		status = take_fit(run, &fits, 0);
	for (size_t i = 0; i < fits.notes && status == INS_OK; i++)
		status = ins_table_add_note_once(
			run->answer, run->err, fits.note[i].key, fits.note[i].value);
	ins_table_free(&fits);
	return status;
}

static int read_sweep(struct run *run)
{
	static const struct ins_source_request request = {"export|iv", "voltage_V", 0};
	/* What the command line says of columns and tables is of the run. */
	struct ins_cli plain = *run->cli;
	struct ins_raw raw = {0};
	const char *path = run->settings.iv;
	struct part part = {.path = path};
	int status;

	plain.common.channels = 0;
	plain.common.block = 0;
	plain.common.format = NULL;
	status = ins_source_read(run->source, &plain, path, &request, &raw, run->err);
	if (status == INS_OK)
		status = rgeom_only(run, &raw, &part);
	if (status == INS_OK)
		status = use_part(run, &part);
	if (status == INS_OK)
		status = rgeom_notes_copy(run, part.table);
	if (status && !strstr(run->err->text, path))
		ins_err_prefix(run->err, path);
	free(part.row);
	ins_raw_free(&raw);
	return status;
}

int rgeom_rest(struct run *run)
{
	int status = run->settings.iv ? read_sweep(run) : INS_OK;

	if (run->settings.wires && !run->settings.iv)
		return ins_fail(run->err, INS_EUSAGE,
			"--wires tells of a sweep, which --fit-iv or --iv has");
	if (status == INS_OK && isnan(run->settings.rest_Mohm))
		return ins_fail(run->err, INS_EUSAGE,
			"the resistance at rest is not known, and no row tells it; give --rest or "
			"--iv");
	return status;
}

int rgeom_resistivity(struct run *run)
{
	const struct settings *s = &run->settings;
	const struct geometry *g = &s->geometry;
	const struct ins_specimen_section section = {
		g->diameter_nm, g->area_nm2, g->width_nm, g->thickness_nm};
	double own_Mohm = s->rest_Mohm - (isnan(s->series_Mohm) ? 0 : s->series_Mohm);
	double base_nm = isnan(s->base_diameter_nm) ? 0 : s->base_diameter_nm;
	double area_nm2, diameter_nm;
	int status;

	run->resistivity_ohm_m = NAN;
	run->spreading_Mohm = 0;
	if (isnan(g->length_nm) || (isnan(g->area_nm2) && isnan(g->diameter_nm) &&
					   isnan(g->width_nm) && isnan(g->thickness_nm))) {
		if (!(base_nm > 0))
			return INS_OK;
		return ins_fail(run->err, INS_EUSAGE,
			"--base-diameter needs the specimen's own length and section");
	}
	status = ins_specimen_size(&section, &area_nm2, &diameter_nm, run->err);
	if (status)
		return status;
	run->resistivity_ohm_m = ins_conduct_resistivity(own_Mohm, g->length_nm, area_nm2, base_nm);
	if (base_nm > 0)
		run->spreading_Mohm = ins_conduct_spreading(run->resistivity_ohm_m, base_nm);
	return rgeom_note(run, "resistivity", "%.4g ohm m at rest, if it is all the specimen's",
		run->resistivity_ohm_m);
}
