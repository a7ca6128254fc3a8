/* curve - a record's channels and a specimen's size, turned into stress and strain. */
#include "curve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "physics/signal.h"
#include "spring.h"

/* 1 uN/nm2 is 1e-6 N / 1e-18 m2, that is 1000 GPa. */
#define GPa_nm2_PER_uN 1e3

void curve_free(struct curve *curve)
{
	free(curve->time_s);
	free(curve->strain);
	free(curve->stress_GPa);
	memset(curve, 0, sizeof *curve);
}

/* What curve_build works on. */
struct work {
	struct curve *curve;
	struct channels *channels;
	const struct mounting *mounting;
	struct ins_table *notes;
	const char *name;
	struct ins_err *err;
	double zero_load_se_uN, zero_displacement_se_nm;
};

static int assume(struct work *w, const char *what)
{
	return ins_table_add_note(w->notes, w->err, "assumed", "%s: %s", w->name, what);
}

/* Make the test's own direction positive; LOAD and DISPLACEMENT may be stress and strain. */
static int orient(struct work *w, double *load, double *displacement, const char *load_name,
	const char *displacement_name)
{
	struct ins_specimen_sign sign;
	char text[128];
	int status = ins_specimen_orient(load, displacement, w->channels->n, &sign, w->err);

	if (status == INS_OK && sign.load_reversed) {
		snprintf(text, sizeof text, "%s counts downwards; its sign was turned", load_name);
		status = assume(w, text);
	}
	if (status == INS_OK && sign.displacement_reversed) {
		snprintf(text, sizeof text, "%s counts downwards; its sign was turned",
			displacement_name);
		status = assume(w, text);
	}
	return status;
}

/* Forget the rows before the contact: they are no test. */
static void drop_approach(struct channels *c, size_t rows)
{
	double *all[] = {c->time_s, c->load_uN, c->displacement_nm};

	c->n -= rows;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i])
			memmove(all[i], all[i] + rows, c->n * sizeof *all[i]);
}

/* Whether a spring, too, counts from the contact; one that the record itself shows does not. */
static int spring_counts_from_contact(const struct mounting *mounting)
{
	const char *device = mounting->device;

	return device ? strcmp(device, "after-fracture") != 0
		      : !isnan(mounting->device_stiffness_N_per_m);
}

static int note_preload(struct work *w, const struct ins_specimen_contact *contact)
{
	double load_uN = contact->zero_load_uN;
	char text[160];

	w->curve->preload_uN = load_uN;
	w->curve->preload_share = contact->begin_share;
	w->curve->preload_shared = spring_counts_from_contact(w->mounting);
	snprintf(text, sizeof text, "test from row %zu, under a preload of %.4g uN +- %.2g uN",
		contact->row + 1, load_uN, contact->zero_load_se_uN);
	return assume(w, text);
}

static int find_contact(struct work *w)
{
	struct channels *c = w->channels;
	struct ins_specimen_contact contact;
	char text[160];
	int status, preload;

	if (strcmp(w->mounting->contact, "none") == 0)
		return INS_OK;
	status = ins_specimen_contact(c->load_uN, c->displacement_nm, c->n, &contact, w->err);
	if (status)
		return status;
	preload = contact.held && strcmp(w->mounting->contact, "tare") != 0;
	ins_specimen_shift(c->load_uN, c->displacement_nm, c->n, preload ? 0 : contact.zero_load_uN,
		contact.zero_displacement_nm);
	w->curve->begin_share = contact.found ? 0 : contact.begin_share;
	if (!contact.found)
		return INS_OK;
	drop_approach(c, contact.row);
	w->zero_displacement_se_nm = contact.zero_displacement_se_nm;
	if (preload)
		return note_preload(w, &contact);
	w->zero_load_se_uN = contact.zero_load_se_uN;
	snprintf(text, sizeof text, "contact at row %zu, zero load %.4g uN +- %.2g uN",
		contact.row + 1, contact.zero_load_uN, contact.zero_load_se_uN);
	return assume(w, text);
}

int mounting_spring(struct channels *empty, struct ins_specimen_device *spring, struct ins_err *err)
{
	struct mounting rigid = mounting_rigid();
	struct ins_table unused = {0};
	struct curve none = {0};
	struct work w = {&none, empty, &rigid, &unused, "empty run", err, 0, 0};
	int status = INS_OK;

	/* Where a spring begins to be pushed is where the test's own counts from, too. */
	rigid.contact = "tare";
	if (!empty->load_uN || !empty->displacement_nm)
		return ins_fail(err, INS_EFORMAT, "an empty run needs load and displacement");
	channels_keep_whole(empty, (double *const[]){empty->load_uN, empty->displacement_nm}, 2);
	status = orient(&w, empty->load_uN, empty->displacement_nm, "load", "displacement");
	if (status == INS_OK)
		status = find_contact(&w);
	if (status == INS_OK)
		status = ins_specimen_device_empty(
			empty->load_uN, empty->displacement_nm, empty->n, spring, err);
	if (status == INS_OK)
		spring->centre_se_uN = hypot(spring->centre_se_uN,
			1e-3 * spring->stiffness_N_per_m * w.zero_displacement_se_nm);
	ins_table_free(&unused);
	return status;
}

/* Whether anything is told of the section. */
static int has_section(const struct geometry *g)
{
	return !isnan(g->diameter_nm) || !isnan(g->area_nm2) || !isnan(g->width_nm) ||
	       !isnan(g->thickness_nm);
}

static int measure_section(struct work *w, const struct geometry *geometry)
{
	const struct ins_specimen_section section = {geometry->diameter_nm, geometry->area_nm2,
		geometry->width_nm, geometry->thickness_nm};

	w->curve->diameter_nm = w->curve->area_nm2 = NAN;
	w->curve->length_nm = geometry->length_nm;
	if (!has_section(geometry))
		return INS_OK;
	return ins_specimen_size(&section, &w->curve->area_nm2, &w->curve->diameter_nm, w->err);
}

/* Stress from load and section where both are known, else the record's own. */
static int make_stress(struct work *w)
{
	struct channels *c = w->channels;

	if (c->load_uN && !isnan(w->curve->area_nm2)) {
		for (size_t i = 0; i < c->n; i++)
			c->load_uN[i] *= GPa_nm2_PER_uN / w->curve->area_nm2;
		free(c->stress_GPa);
		c->stress_GPa = c->load_uN;
		c->load_uN = NULL;
	}
	if (c->stress_GPa)
		return INS_OK;
	if (c->load_uN)
		return ins_fail(w->err, INS_EUSAGE,
			"the section is not known; give --diameter, --area, or --width and "
			"--thickness");
	return ins_fail(w->err, INS_EFORMAT, "neither load nor stress");
}

/* A copy of the rows where both A and B are numbers, to see signs by. */
static int finite_pairs(const double *a, const double *b, size_t n, double **x, double **y,
	size_t *count, struct ins_err *err)
{
	*count = 0;
	*x = malloc((n + 1) * sizeof **x);
	*y = malloc((n + 1) * sizeof **y);
	if (!*x || !*y)
		return ins_fail_memory(err, "a record", n * sizeof **x);
	for (size_t i = 0; i < n; i++)
		if (isfinite(a[i]) && isfinite(b[i])) {
			(*x)[*count] = a[i];
			(*y)[(*count)++] = b[i];
		}
	return INS_OK;
}

/* Signs of a record that has stress and strain; the strain may have gaps, where an extensometer was
 * off. */
static int orient_with_gaps(struct work *w)
{
	struct channels *c = w->channels;
	struct channels pairs = {0};
	struct ins_specimen_sign sign = {0};
	int status = finite_pairs(
		c->stress_GPa, c->strain, c->n, &pairs.stress_GPa, &pairs.strain, &pairs.n, w->err);

	if (status == INS_OK)
		status =
			ins_specimen_orient(pairs.stress_GPa, pairs.strain, pairs.n, &sign, w->err);
	if (status == INS_OK && sign.load_reversed) {
		ins_signal_turn(c->stress_GPa, c->n);
		status = assume(w, "stress counts downwards; its sign was turned");
	}
	if (status == INS_OK && sign.displacement_reversed) {
		ins_signal_turn(c->strain, c->n);
		status = assume(w, "strain counts downwards; its sign was turned");
	}
	channels_free(&pairs);
	return status;
}

/* Hand the channels' arrays over to the curve. */
static void hand_over(struct work *w)
{
	struct channels *c = w->channels;

	w->curve->n = c->n;
	w->curve->time_s = c->time_s;
	w->curve->strain = c->strain;
	w->curve->stress_GPa = c->stress_GPa;
	c->time_s = c->strain = c->stress_GPa = NULL;
}

/* Stress and strain where at most a frame gives way, which takes no modulus to know. */
static int beside_frame(struct work *w, const struct ins_specimen_support *support)
{
	const struct channels *c = w->channels;
	double compliance_nm_per_uN;
	size_t top;
	int status = ins_specimen_support_compliance(support, NAN, &compliance_nm_per_uN, w->err);

	if (status == INS_OK)
		status = ins_specimen_curve(c->load_uN, c->displacement_nm, c->n,
			w->curve->area_nm2, w->curve->length_nm, compliance_nm_per_uN, c->strain,
			c->stress_GPa, w->err);
	if (status || !(support->frame_stiffness_N_per_m > 0) || c->n == 0)
		return status;
	top = ins_signal_greatest_row(c->load_uN, c->n);
	if (!(c->strain[top] > 0))
		return ins_fail(w->err, INS_EANALYSIS,
			"under %.4g uN a frame of %.4g N/m alone would give way by %.4g nm, and "
			"%.4g nm are all there is",
			c->load_uN[top], support->frame_stiffness_N_per_m,
			compliance_nm_per_uN * c->load_uN[top], c->displacement_nm[top]);
	return ins_table_add_note(w->notes, w->err, "support",
		"%s: corrected for a frame of %.6g N/m", w->name, support->frame_stiffness_N_per_m);
}

/* The error of the spring's load because the contact has one. */
static double zero_of_spring_se(const struct work *w)
{
	if (!spring_counts_from_contact(w->mounting))
		return 0;
	return 1e-3 * w->curve->spring.stiffness_N_per_m * w->zero_displacement_se_nm;
}

double curve_stress_se(const struct curve *curve, double strain)
{
	double spring_uN;

	if (isnan(curve->spring.stiffness_N_per_m))
		return curve->zero_stress_se_GPa;
	spring_uN = ins_specimen_device_se(&curve->spring, strain * curve->length_nm);
	return hypot(curve->zero_stress_se_GPa, spring_uN * GPa_nm2_PER_uN / curve->area_nm2);
}

double curve_modulus_se(const struct curve *curve)
{
	double stiffness_se_N_per_m = curve->spring.stiffness_se_N_per_m;

	if (isnan(stiffness_se_N_per_m))
		return 0;
	/* 1 N/m is 1e-3 uN/nm. */
	return 1e-3 * stiffness_se_N_per_m * GPa_nm2_PER_uN * curve->length_nm / curve->area_nm2;
}

/* Stress and strain from load and displacement. */
static int from_displacement(struct work *w, const struct ins_specimen_device *empty,
	ins_specimen_modulus *modulus, void *context)
{
	struct channels *c = w->channels;
	struct ins_specimen_support support = mounting_support(
		w->mounting, w->curve->diameter_nm, w->curve->area_nm2, w->curve->length_nm);
	struct ins_specimen_iteration iteration;
	int status;

	channels_keep_whole(c, (double *const[]){c->load_uN, c->displacement_nm}, 2);
	status = orient(w, c->load_uN, c->displacement_nm, "load", "displacement");
	if (status == INS_OK)
		status = find_contact(w);
	if (status == INS_OK)
		status = spring_subtract(
			c, w->mounting, empty, &w->curve->spring, w->notes, w->name, w->err);
	if (status)
		return status;
	w->curve->zero_stress_se_GPa = hypot(w->zero_load_se_uN, zero_of_spring_se(w)) *
				       GPa_nm2_PER_uN / w->curve->area_nm2;
	free(c->strain);
	free(c->stress_GPa);
	c->strain = malloc((c->n + 1) * sizeof *c->strain);
	c->stress_GPa = malloc((c->n + 1) * sizeof *c->stress_GPa);
	if (!c->strain || !c->stress_GPa)
		return ins_fail_memory(w->err, "a record", c->n * sizeof *c->strain);
	if (!w->mounting->sneddon)
		return beside_frame(w, &support);
	status = ins_specimen_iterate(c->load_uN, c->displacement_nm, c->n, w->curve->area_nm2,
		w->curve->length_nm, &support, modulus, context, c->strain, c->stress_GPa,
		&iteration, w->err);
	if (status == INS_OK)
		status = ins_table_add_note(w->notes, w->err, "support",
			"%s: corrected for a modulus of %.6g GPa, in %d rounds", w->name,
			iteration.modulus_GPa, iteration.rounds);
	return status;
}

/* Stress and strain as the record has them, or stress alone. */
static int from_strain(struct work *w)
{
	struct channels *c = w->channels;
	int status;

	if (!mounting_is_rigid(w->mounting))
		return ins_fail(w->err, INS_EUSAGE,
			"device, frame and base are corrected on load and displacement, and "
			"this record has %s",
			c->strain ? "a strain of its own" : "no displacement");
	status = make_stress(w);
	if (status == INS_OK)
		channels_keep_whole(c, (double *const[]){c->stress_GPa}, 1);
	if (status == INS_OK && c->strain)
		status = orient_with_gaps(w);
	return status;
}

static int choose_way(struct work *w, const struct ins_specimen_device *empty,
	ins_specimen_modulus *modulus, void *context)
{
	struct channels *c = w->channels;

	if (c->strain || !c->displacement_nm || !c->load_uN)
		return from_strain(w);
	if (isnan(w->curve->area_nm2) && isnan(w->curve->length_nm))
		return ins_fail(w->err, INS_EUSAGE,
			"section and length are not known; give --diameter (or --area, or --width "
			"and --thickness) and --length");
	if (isnan(w->curve->area_nm2))
		return make_stress(w);
	if (isnan(w->curve->length_nm))
		return ins_fail(w->err, INS_EUSAGE, "the length is not known; give --length");
	return from_displacement(w, empty, modulus, context);
}

static int leave_out_spikes(struct work *w)
{
	struct channels *c = w->channels;
	double *force = c->load_uN ? c->load_uN : c->stress_GPa;
	double *way = c->strain ? c->strain : c->displacement_nm;
	int status = channels_drop_spikes(force, c->n, c->load_uN ? "load" : "stress", w->name,
		w->notes, &w->curve->spikes, w->err);

	if (status)
		return status;
	return channels_drop_spikes(way, c->n, c->strain ? "strain" : "displacement", w->name,
		w->notes, &w->curve->spikes, w->err);
}

int curve_build(struct curve *curve, struct channels *channels, const struct geometry *geometry,
	const struct mounting *mounting, const struct ins_specimen_device *spring,
	ins_specimen_modulus *modulus, void *context, struct ins_table *notes, const char *name,
	struct ins_err *err)
{
	struct work w = {curve, channels, mounting, notes, name, err, 0, 0};
	int status;

	memset(curve, 0, sizeof *curve);
	curve->spring.stiffness_N_per_m = curve->spring.stiffness_se_N_per_m = NAN;
	status = measure_section(&w, geometry);
	if (status == INS_OK)
		status = leave_out_spikes(&w);
	if (status == INS_OK)
		status = choose_way(&w, spring, modulus, context);
	if (status == INS_OK)
		hand_over(&w);
	return status;
}
