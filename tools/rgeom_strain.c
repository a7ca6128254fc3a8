/* rgeom: strain and stress of a mechanical record, signed, with the rest before contact. */
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/signal.h"
#include "physics/specimen.h"
#include "rgeom.h"

double rgeom_farthest(const double *values, size_t n)
{
	double far = 0;

	for (size_t i = 0; i < n; i++)
		if (fabs(values[i]) > fabs(far))
			far = values[i];
	return far;
}

/* Compression negative. A strain beside a mode counts in the test's own direction, as tcfit gives
 * it. */
static int give_sign(struct run *run, struct mechanical *m)
{
	struct curve *c = &m->curve;
	double far = rgeom_farthest(c->strain, c->n);
	size_t let_go = 0;

	if (!m->mode && !m->is_signed)
		return ins_fail(run->err, INS_EUSAGE,
			"nothing says whether the specimen is pulled or pressed; give "
			"--mode=tension or --mode=compression");
	if (m->is_signed && m->mode && far < 0)
		return ins_fail(run->err, INS_EUSAGE,
			"the strain goes to %.4g although a mode is told, beside which it counts "
			"in the test's own direction; leave the mode out if its sign is right",
			far);
	if (!m->is_signed)
		let_go = ins_specimen_let_go(c->strain, c->stress_GPa, c->n);
	if (m->mode && strcmp(m->mode, "compression") == 0) {
		ins_signal_turn(c->strain, c->n);
		if (c->stress_GPa)
			ins_signal_turn(c->stress_GPa, c->n);
	}
	return let_go == 0 ? INS_OK
			   : rgeom_note(run, "assumed",
				     "%zu row%s behind the contact, without a load that pulls "
				     "back: not strained",
				     let_go, let_go == 1 ? "" : "s");
}

/* The mode of all rows of a part, NULL where there is no such column. */
static int find_mode(const struct run *run, const struct part *part, const char **mode)
{
	const char **words = ins_table_words(part->table, "mode");

	*mode = run->settings.mode;
	if (words && part->n > 0) {
		int status = mode_check(words[part->row[0]], part->row[0], run->err);

		if (status)
			return status;
		*mode = words[part->row[0]];
	}
	for (size_t i = 0; words && i < part->n; i++)
		if (strcmp(words[part->row[i]], *mode) != 0)
			return ins_fail(run->err, INS_EFORMAT,
				"rows in %s and in %s are one specimen", *mode,
				words[part->row[i]]);
	return INS_OK;
}

/* Where one record has everything, its row numbers are the clock, whatever time says. */
static int set_clock(
	const struct part *part, struct channels *channels, int own, struct ins_err *err)
{
	int status = own || channels->time_s ? INS_OK : rgeom_problem(part, INS_TIME, err);

	if (status)
		return status;
	if (!own && !channels->time_s)
		return ins_fail(err, INS_EFORMAT, "has no time to join it by");
	if (!own)
		return INS_OK;
	free(channels->time_s);
	channels->time_s = malloc((channels->n + 1) * sizeof *channels->time_s);
	if (!channels->time_s)
		return ins_fail_memory(err, "time", channels->n * sizeof(double));
	for (size_t i = 0; i < channels->n; i++)
		channels->time_s[i] = (double)i;
	return INS_OK;
}

/* Before contact the specimen rests, whatever the displacement does: two rows that say so from the
 * time when the record began. */
static int lead_in(struct curve *c, double begin_s, struct ins_err *err)
{
	double **arrays[] = {&c->time_s, &c->strain, &c->stress_GPa};

	if (c->n == 0 || !(c->time_s[0] > begin_s))
		return INS_OK;
	for (size_t k = 0; k < 3; k++) {
		double *longer = realloc(*arrays[k], (c->n + 2) * sizeof *longer);

		if (!longer)
			return ins_fail_memory(err, "a record", c->n * sizeof *longer);
		memmove(longer + 2, longer, c->n * sizeof *longer);
		longer[0] = longer[1] = 0;
		*arrays[k] = longer;
	}
	c->time_s[0] = begin_s;
	c->time_s[1] = c->time_s[2];
	c->n += 2;
	return INS_OK;
}

/* Fail for want of a strain, and of displacement or load. */
static int lack(const struct run *run, const struct part *part, const struct channels *channels)
{
	int status = rgeom_problem(part, INS_STRAIN, run->err);

	if (status == INS_OK && !channels->displacement_nm)
		status = rgeom_problem(part, INS_DISPLACEMENT, run->err);
	if (status == INS_OK && !channels->load_uN)
		status = rgeom_problem(part, INS_LOAD, run->err);
	if (status)
		return status;
	return ins_fail(run->err, INS_EFORMAT,
		"has no strain, nor the displacement and load to make one; "
		"--mechanical names another record");
}

/* Stress and strain as they are. */
static void take_strain(struct channels *channels, struct mechanical *m)
{
	m->is_signed = 1;
	m->has_section = channels->stress_GPa != NULL;
	m->curve = (struct curve){.n = channels->n,
		.time_s = channels->time_s,
		.strain = channels->strain,
		.stress_GPa = channels->stress_GPa};
	channels->time_s = channels->strain = channels->stress_GPa = NULL;
}

/* Stress and strain from load and displacement, or as they are. */
static int build(
	struct run *run, const struct part *part, struct channels *channels, struct mechanical *m)
{
	struct geometry geometry = run->settings.geometry;
	struct mounting mounting = mounting_rigid();
	double begin_s = channels->n > 0 ? channels->time_s[0] : NAN;
	int status;

	mounting.device_stiffness_N_per_m = run->settings.device_stiffness_N_per_m;
	mounting.frame_stiffness_N_per_m = run->settings.frame_stiffness_N_per_m;
	/* Strain counts from the rest state of the resistance, whatever load holds it. */
	mounting.contact = "tare";
	if (channels->strain && !mounting_is_rigid(&mounting))
		return ins_fail(run->err, INS_EUSAGE,
			"device and frame are corrected on load and displacement, and this record "
			"has a strain of its own");
	if (channels->strain) {
		take_strain(channels, m);
		return INS_OK;
	}
	if (!channels->displacement_nm || !channels->load_uN)
		return lack(run, part, channels);
	m->has_section = !isnan(geometry.diameter_nm) || !isnan(geometry.area_nm2) ||
			 !isnan(geometry.width_nm);
	/* Strain needs no section: for the load alone any will do. */
	if (!m->has_section)
		geometry.area_nm2 = 1;
	status = curve_build(&m->curve, channels, &geometry, &mounting, NULL, NULL, NULL,
		run->answer, run->name, run->err);
	if (status)
		return status;
	run->spikes += m->curve.spikes;
	return lead_in(&m->curve, begin_s, run->err);
}

/* When the load begins to rise, or what else there is of load and strain. */
static int find_onset(const struct channels *c, struct mechanical *m)
{
	const double *value = c->load_uN      ? c->load_uN
			      : c->stress_GPa ? c->stress_GPa
			      : c->strain     ? c->strain
					      : c->displacement_nm;

	if (!value)
		return INS_OK;
	return rgeom_onset(c->time_s, value, c->n, &m->onset, &m->onset_err);
}

static int copy_channels(const struct part *part, struct channels *c, struct ins_err *err)
{
	const struct {
		const char *column;
		double **to;
	} columns[] = {{"time_s", &c->time_s}, {"strain", &c->strain},
		{"stress_GPa", &c->stress_GPa}, {"displacement_nm", &c->displacement_nm},
		{"load_uN", &c->load_uN}};
	int status = INS_OK;

	c->n = part->n;
	for (size_t i = 0; i < sizeof columns / sizeof *columns && status == INS_OK; i++)
		status = rgeom_numbers(part, columns[i].column, columns[i].to, err);
	return status;
}

/* Leave out rows that are hit. In another record than the resistance's they are taken out, so that
 * strain is read across them, but not across what that record lacks. */
static int drop_hits(struct run *run, struct channels *c, int own)
{
	const struct {
		const char *name;
		double *value;
	} channels[] = {{"load", c->load_uN}, {"displacement", c->displacement_nm},
		{"strain", c->strain}, {"stress", c->stress_GPa}};
	/* NaN for a hit, 1 for a number that was not there. */
	double *mark = calloc(c->n + 1, sizeof *mark);
	int status = mark ? INS_OK : ins_fail_memory(run->err, "rows", c->n * sizeof *mark);

	for (size_t k = 0; k < sizeof channels / sizeof *channels && status == INS_OK; k++) {
		double *value = channels[k].value;

		for (size_t i = 0; value && i < c->n; i++)
			if (!isnan(mark[i]))
				mark[i] = isnan(value[i]);
		status = channels_drop_spikes(value, c->n, channels[k].name, run->name, run->answer,
			&run->spikes, run->err);
		for (size_t i = 0; value && i < c->n; i++)
			if (isnan(value[i]) && mark[i] == 0)
				mark[i] = NAN;
	}
	if (status == INS_OK && !own)
		channels_keep_whole(c, &mark, 1);
	free(mark);
	return status;
}

int rgeom_in_order(const double *time_s, size_t n)
{
	return time_s && ins_signal_first_fall(time_s, n) == n;
}

double rgeom_noise(const double *value, const double *time_s, size_t n)
{
	return rgeom_in_order(time_s, n) ? ins_signal_noise_of_many(value, n) : 0;
}

int rgeom_mechanical(struct run *run, const struct part *part, int own, struct mechanical *m)
{
	struct channels channels = {0};
	int status = copy_channels(part, &channels, run->err);

	/* Behind a break no row is of the specimen. */
	if (own)
		channels.n = run->n;
	/* Rows that are not in order tell no hits. */
	if (status == INS_OK && rgeom_in_order(own ? run->time_s : channels.time_s, channels.n))
		status = drop_hits(run, &channels, own);
	if (status == INS_OK)
		status = find_mode(run, part, &m->mode);
	if (status == INS_OK)
		status = set_clock(part, &channels, own, run->err);
	if (status == INS_OK && !own && isnan(run->settings.lag_s))
		m->onset_status = find_onset(&channels, m);
	if (status == INS_OK)
		status = build(run, part, &channels, m);
	/* It is that of the record, not of what is read between its rows. */
	if (status == INS_OK && isnan(run->settings.strain_noise))
		run->settings.strain_noise = rgeom_noise(m->curve.strain,
			own ? run->time_s : m->curve.time_s, GSL_MIN(run->n, m->curve.n));
	channels_free(&channels);
	return status ? status : give_sign(run, m);
}
