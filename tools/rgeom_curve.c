/* rgeom: strain and stress of a mechanical record, signed, in each of its rows. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/signal.h"
#include "physics/specimen.h"
#include "rgeom.h"

/* The rows of a record, of which its curve leaves out some. */
struct rows {
	size_t n;
	double *time_s; /* owned; NULL where there is none */
	char *is_whole; /* owned: whether it has both load and displacement */
};

/* Fail for want of a strain, and of displacement or load. */
static int lack(const struct run *run, const struct part *part)
{
	static const enum ins_role roles[] = {INS_STRAIN, INS_DISPLACEMENT, INS_LOAD, INS_ROLES};
	int status = rgeom_problem(part, roles, run->err);

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

/* Keep in ROWS what the curve of CHANNELS will have lost, and number their rows instead. */
static int number_rows(struct channels *channels, struct rows *rows, struct ins_err *err)
{
	rows->n = channels->n;
	rows->time_s = channels->time_s;
	rows->is_whole = malloc(rows->n + 1);
	channels->time_s = malloc((rows->n + 1) * sizeof *channels->time_s);
	if (!rows->is_whole || !channels->time_s)
		return ins_fail_memory(err, "rows", rows->n * sizeof *channels->time_s);
	for (size_t i = 0; i < rows->n; i++) {
		rows->is_whole[i] =
			isfinite(channels->load_uN[i]) && isfinite(channels->displacement_nm[i]);
		channels->time_s[i] = (double)i;
	}
	return INS_OK;
}

/* Stress and strain from load and displacement, over the numbers of their rows. */
static int build(struct run *run, struct channels *channels, struct rows *rows,
	const struct mounting *mounting, struct mechanical *m)
{
	struct geometry geometry = run->settings.geometry;
	int status = number_rows(channels, rows, run->err);

	m->has_section = !isnan(geometry.diameter_nm) || !isnan(geometry.area_nm2) ||
			 !isnan(geometry.width_nm);
	/* Strain needs no section: for the load alone any will do. */
	if (!m->has_section)
		geometry.area_nm2 = 1;
	if (status == INS_OK)
		status = curve_build(&m->curve, channels, &geometry, mounting, NULL, NULL, NULL,
			run->answer, run->name, run->err);
	run->spikes += m->curve.spikes;
	return status;
}

/* Stress and strain as they are, or from load and displacement. */
static int make(struct run *run, const struct part *part, struct channels *channels,
	struct rows *rows, struct mechanical *m)
{
	struct mounting mounting = mounting_rigid();

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
		return lack(run, part);
	return build(run, channels, rows, &mounting, m);
}

/* Compression negative. A strain beside a mode counts in the test's own direction, as tcfit gives
 * it. */
static int give_sign(struct run *run, struct mechanical *m)
{
	struct curve *c = &m->curve;
	size_t far = rgeom_farthest(c->strain, NULL, c->n), let_go = 0;

	if (!m->mode && !m->is_signed)
		return ins_fail(run->err, INS_EUSAGE,
			"nothing says whether the specimen is pulled or pressed; give "
			"--mode=tension or --mode=compression");
	if (m->is_signed && m->mode && c->strain[far] < 0)
		return ins_fail(run->err, INS_EUSAGE,
			"the strain goes to %.4g although a mode is told, beside which it counts "
			"in the test's own direction; leave the mode out if its sign is right",
			c->strain[far]);
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

/* Give the curve all rows of its record. Before contact the specimen rests, whatever the
 * displacement does; what happened in a row that lacks a number is not known. */
static int spread(struct rows *rows, struct curve *c, struct ins_err *err)
{
	double *strain = malloc((rows->n + 1) * sizeof *strain);
	double *stress_GPa = malloc((rows->n + 1) * sizeof *stress_GPa);
	size_t next = 0;

	if (!strain || !stress_GPa) {
		free(strain);
		free(stress_GPa);
		return ins_fail_memory(err, "a record", rows->n * sizeof *strain);
	}
	for (size_t i = 0; i < rows->n; i++) {
		strain[i] = stress_GPa[i] = next == 0 && rows->is_whole[i] ? 0 : NAN;
		if (next == c->n || c->time_s[next] != (double)i)
			continue;
		strain[i] = c->strain[next];
		stress_GPa[i] = c->stress_GPa[next++];
	}
	curve_free(c);
	*c = (struct curve){
		.n = rows->n, .time_s = rows->time_s, .strain = strain, .stress_GPa = stress_GPa};
	rows->time_s = NULL;
	return INS_OK;
}

int rgeom_curve(struct run *run, const struct part *part, struct channels *channels, int in_order,
	struct mechanical *m)
{
	struct rows rows = {0};
	int status = make(run, part, channels, &rows, m);

	/* It is that of the record, not of what is read between its rows. */
	if (status == INS_OK && isnan(run->settings.strain_noise))
		run->settings.strain_noise =
			in_order ? ins_signal_noise_of_many(m->curve.strain, m->curve.n) : 0;
	if (status == INS_OK)
		status = give_sign(run, m);
	if (status == INS_OK && !m->is_signed)
		status = spread(&rows, &m->curve, run->err);
	free(rows.time_s);
	free(rows.is_whole);
	return status;
}
