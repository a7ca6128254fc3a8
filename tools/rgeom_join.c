/* rgeom: strain and stress on the clock of the resistance. */
#include <stdlib.h>
#include <string.h>

#include "rgeom.h"

int rgeom_onset(const double *time_s, const double *value, size_t n,
	struct ins_conduct_onset *found, struct ins_err *err)
{
	double *t = malloc((n + 1) * sizeof *t), *v = malloc((n + 1) * sizeof *v);
	size_t kept = 0;
	int status;

	if (!t || !v) {
		free(t);
		free(v);
		return ins_fail_memory(err, "an onset", n * sizeof *t);
	}
	for (size_t i = 0; i < n; i++)
		if (!isnan(value[i])) {
			t[kept] = time_s[i];
			v[kept++] = value[i];
		}
	status = ins_conduct_onset(t, v, kept, found, err);
	free(t);
	free(v);
	return status;
}

/* The lag, as told, or from the onsets of load (or strain) and resistance; the latter's error makes
 * one of strain, at the mean rate of loading. */
static int find_lag(struct run *run, const struct mechanical *m)
{
	const struct curve *c = &m->curve;
	const struct ins_conduct_onset *load = &m->onset;
	struct ins_conduct_onset current;
	size_t top = rgeom_farthest(c->strain, NULL, c->n);
	double error, extra;
	int status;

	if (!isnan(run->settings.lag_s))
		return INS_OK;
	if (m->onset_status)
		*run->err = m->onset_err;
	status = m->onset_status ? m->onset_status
				 : rgeom_onset(run->time_s, run->resistance_Mohm, run->n, &current,
					   run->err);
	if (status) {
		ins_err_prefix(run->err, "no lag of the clocks from the onsets; give --lag");
		return status;
	}
	run->settings.lag_s = current.time_s - load->time_s;
	error = hypot(current.time_se_s, load->time_se_s);
	extra = fabs(c->strain[top]) * error / (c->time_s[top] - load->time_s);
	if (c->time_s[top] > load->time_s)
		run->settings.strain_error = hypot(
			isnan(run->settings.strain_error) ? 0 : run->settings.strain_error, extra);
	return rgeom_note(run, "lag",
		"%.4f s +- %.2g s behind %s, from the onsets of both; as an error of strain %.2g",
		run->settings.lag_s, error, run->settings.mechanical, extra);
}

/* Keep the rows FIRST <= i < LAST. */
static int cut(struct run *run, size_t first, size_t last)
{
	double *arrays[] = {run->time_s, run->strain, run->stress_GPa, run->elastic_strain,
		run->resistance_Mohm};
	size_t n = last - first, left = run->n - n;

	if (left == 0)
		return INS_OK;
	for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
		if (arrays[k])
			memmove(arrays[k], arrays[k] + first, n * sizeof(double));
	if (run->state)
		memmove(run->state, run->state + first, n * sizeof *run->state);
	run->n = n;
	return rgeom_note(run, "omitted", "%zu row%s outside the mechanical record", left,
		left == 1 ? "" : "s");
}

static int join(struct run *run, const struct mechanical *m)
{
	const struct curve *c = &m->curve;
	double lag_s = run->settings.lag_s;
	size_t first, last;
	int status;

	run->strain = malloc((run->n + 1) * sizeof *run->strain);
	if (m->has_section)
		run->stress_GPa = malloc((run->n + 1) * sizeof *run->stress_GPa);
	if (!run->strain || (m->has_section && !run->stress_GPa))
		return ins_fail_memory(run->err, "strain", run->n * sizeof *run->strain);
	status = ins_conduct_join(c->time_s, c->strain, c->n, run->time_s, run->n, lag_s,
		run->strain, &first, &last, run->err);
	if (status == INS_OK && m->has_section)
		status = ins_conduct_join(c->time_s, c->stress_GPa, c->n, run->time_s, run->n,
			lag_s, run->stress_GPa, &first, &last, run->err);
	return status ? status : cut(run, first, last);
}

/* Strain and stress of the record that has the resistance, too: row by row, whatever time says. */
static int join_own(struct run *run, const struct part *part, struct mechanical *m)
{
	int status = rgeom_mechanical(run, part, 1, m);

	if (status)
		return status;
	run->strain = m->curve.strain;
	m->curve.strain = NULL;
	if (!m->has_section)
		return INS_OK;
	run->stress_GPa = m->curve.stress_GPa;
	m->curve.stress_GPa = NULL;
	return INS_OK;
}

static int join_other(struct run *run, const char *path, struct mechanical *m, struct ins_raw *raw)
{
	static const struct ins_source_request request = {"export|curve", "strain", 0};
	/* What the command line says of columns and tables is of the electrical file. */
	struct ins_cli plain = *run->cli;
	struct part part = {.path = path};
	int status;

	plain.common.channels = 0;
	plain.common.block = 0;
	plain.common.format = NULL;
	status = ins_source_read(run->source, &plain, path, &request, raw, run->err);
	if (status == INS_OK)
		status = rgeom_only(run, raw, &part);
	if (status == INS_OK)
		status = rgeom_notes_copy(run, part.table);
	if (status == INS_OK) {
		rgeom_notes_read(run, part.table);
		status = rgeom_mechanical(run, &part, 0, m);
	}
	if (status == INS_OK)
		status = find_lag(run, m);
	if (status == INS_OK)
		status = join(run, m);
	free(part.row);
	return status;
}

static int check_time(const struct run *run, const struct part *part, const char *path)
{
	static const enum ins_role of_time[] = {INS_TIME, INS_ROLES};
	int status = rgeom_problem(part, of_time, run->err);

	if (status || run->time_s)
		return status;
	return ins_fail(run->err, INS_EFORMAT, "has no time to join %s by", path);
}

int rgeom_join(struct run *run, const struct part *part)
{
	const char *path = run->settings.mechanical;
	struct mechanical m = {0};
	struct ins_raw raw = {0};
	int status;

	if (!path && !isnan(run->settings.lag_s))
		status = ins_fail(run->err, INS_EUSAGE, "--lag belongs to --mechanical");
	else if (!path)
		status = join_own(run, part, &m);
	else if ((status = check_time(run, part, path)))
		return status;
	else if ((status = join_other(run, path, &m, &raw)) && !strstr(run->err->text, path))
		ins_err_prefix(run->err, path);
	if (status == INS_OK)
		channels_doubt_strain(run->cli, run->name, run->strain, run->n,
			!m.is_signed ? NULL
			: path       ? "insitu-read --channel"
				     : "--channel");
	curve_free(&m.curve);
	ins_raw_free(&raw);
	return status;
}
