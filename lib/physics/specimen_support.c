/* specimen_support - what gives way in series with a pillar, and the modulus that corrects it. */
#include "physics/specimen.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 20 };

static int check_support(const struct ins_specimen_support *support, struct ins_err *err)
{
	if (!(support->frame_stiffness_N_per_m >= 0))
		return ins_fail(err, INS_EUSAGE,
			"the stiffness of the frame must be positive, not %g N/m",
			support->frame_stiffness_N_per_m);
	if (!(support->base_diameter_nm >= 0) || !(support->tip_diameter_nm >= 0))
		return ins_fail(err, INS_EUSAGE,
			"a diameter of contact must be positive, not %g nm",
			support->base_diameter_nm >= 0 ? support->tip_diameter_nm
						       : support->base_diameter_nm);
	if (support->base_diameter_nm > 0 && isnan(support->poisson))
		return ins_fail(err, INS_EUSAGE,
			"Poisson's ratio of the base is not known; give --poisson");
	if (support->base_diameter_nm > 0 && !(support->poisson > -1 && support->poisson <= 0.5))
		return ins_fail(err, INS_EUSAGE,
			"a Poisson's ratio of %g for the base lies outside (-1, 0.5]",
			support->poisson);
	if (!(support->tip_diameter_nm > 0))
		return INS_OK;
	if (!(support->tip_poisson > -1 && support->tip_poisson <= 0.5))
		return ins_fail(err, INS_EUSAGE,
			"a Poisson's ratio of %g for the tip lies outside (-1, 0.5]",
			support->tip_poisson);
	if (!(support->tip_modulus_GPa > 0))
		return ins_fail(err, INS_EUSAGE,
			"the modulus of the tip must be positive, not %g GPa",
			support->tip_modulus_GPa);
	return INS_OK;
}

/* Of a flat round contact; 1 GPa nm = 1 N/m, and 1 uN/(N/m) = 1e3 nm. */
static double sneddon(double diameter_nm, double modulus_GPa, double poisson)
{
	return 1e3 * (1 - poisson * poisson) / (modulus_GPa * diameter_nm);
}

int ins_specimen_support_compliance(const struct ins_specimen_support *support, double modulus_GPa,
	double *compliance_nm_per_uN, struct ins_err *err)
{
	int status = check_support(support, err);

	*compliance_nm_per_uN = 0;
	if (status)
		return status;
	if (support->base_diameter_nm > 0 && !(modulus_GPa > 0))
		return ins_fail(err, INS_EUSAGE, "the base needs a positive modulus, not %g GPa",
			modulus_GPa);
	if (support->frame_stiffness_N_per_m > 0)
		*compliance_nm_per_uN += 1e3 / support->frame_stiffness_N_per_m;
	if (support->base_diameter_nm > 0)
		*compliance_nm_per_uN +=
			sneddon(support->base_diameter_nm, modulus_GPa, support->poisson) +
			1e3 * support->taper_per_nm / modulus_GPa;
	if (support->tip_diameter_nm > 0)
		*compliance_nm_per_uN += sneddon(
			support->tip_diameter_nm, support->tip_modulus_GPa, support->tip_poisson);
	return INS_OK;
}

/* One pillar and its estimator, lent for the time of an iteration. */
struct pillar {
	const double *load_uN, *displacement_nm;
	size_t n;
	double area_nm2, length_nm;
	const struct ins_specimen_support *support;
	ins_specimen_modulus *modulus;
	void *context;
	double *strain, *stress_GPa;
};

/* The curve with the base at BASE_MODULUS_GPa, and the modulus it shows. */
static int correct(const struct pillar *pillar, double base_modulus_GPa, double *modulus_GPa,
	struct ins_err *err)
{
	double compliance_nm_per_uN;
	int status = ins_specimen_support_compliance(
		pillar->support, base_modulus_GPa, &compliance_nm_per_uN, err);

	if (!status)
		status = ins_specimen_curve(pillar->load_uN, pillar->displacement_nm, pillar->n,
			pillar->area_nm2, pillar->length_nm, compliance_nm_per_uN, pillar->strain,
			pillar->stress_GPa, err);
	if (!status)
		status = pillar->modulus(pillar->strain, pillar->stress_GPa, pillar->n, modulus_GPa,
			pillar->context, err);
	if (!status && !(*modulus_GPa > 0 && isfinite(*modulus_GPa)))
		return ins_fail(err, INS_EANALYSIS,
			"a modulus of %g GPa cannot be that of the base", *modulus_GPa);
	return status;
}

/*
 * Secants in 1/E of the base, from the rigid base. A straight response makes 1/E of the curve
 * fall by A (1 - nu^2)/(d_bottom h) + A/A_taper - 1 of it, so that already the first step meets the
 * modulus of such a curve; plain substitution would swing and, for a pillar shorter than 0.8 d, run
 * away.
 */
static int seek(
	const struct pillar *pillar, struct ins_specimen_iteration *iteration, struct ins_err *err)
{
	double poisson = pillar->support->poisson, softness = 0, off = 1 / iteration->modulus_GPa;
	double give_per_nm = (1 - poisson * poisson) / pillar->support->base_diameter_nm +
			     pillar->support->taper_per_nm;
	double next = off / (1 + give_per_nm * pillar->area_nm2 / pillar->length_nm);
	double modulus_GPa, next_off, step;
	int status;

	iteration->mismatch = INFINITY;
	while (iteration->rounds < ROUNDS && iteration->mismatch > 1e-9) {
		if ((status = correct(pillar, 1 / next, &modulus_GPa, err)))
			return status;
		iteration->rounds++;
		next_off = 1 / modulus_GPa - next;
		if (fabs(next_off) / next < iteration->mismatch) {
			iteration->mismatch = fabs(next_off) / next;
			iteration->modulus_GPa = 1 / next;
		}
		if (next_off == off)
			break;
		step = next_off * (next - softness) / (next_off - off);
		softness = next;
		off = next_off;
		/* Never past zero, where the base would pull. */
		next = fmax(next - step, next / 2);
	}
	return INS_OK;
}

int ins_specimen_iterate(const double *load_uN, const double *displacement_nm, size_t n,
	double area_nm2, double length_nm, const struct ins_specimen_support *support,
	ins_specimen_modulus *modulus, void *context, double *strain, double *stress_GPa,
	struct ins_specimen_iteration *iteration, struct ins_err *err)
{
	struct ins_specimen_support rigid_base = *support;
	struct pillar pillar = {load_uN, displacement_nm, n, area_nm2, length_nm, &rigid_base,
		modulus, context, strain, stress_GPa};
	int status = check_support(support, err);

	*iteration = (struct ins_specimen_iteration){NAN, 0, 1};
	rigid_base.base_diameter_nm = 0;
	if (!status)
		status = correct(&pillar, NAN, &iteration->modulus_GPa, err);
	if (status || !(support->base_diameter_nm > 0))
		return status;
	pillar.support = support;
	if ((status = seek(&pillar, iteration, err)))
		return status;
	if (!(iteration->mismatch <= 1e-3))
		return ins_fail(err, INS_EANALYSIS,
			"no modulus corrects the base and comes out of the corrected curve: "
			"the best, %g GPa, is %.2g %% off",
			iteration->modulus_GPa, 100 * iteration->mismatch);
	/* The best round need not be the last. */
	return correct(&pillar, iteration->modulus_GPa, &(double){0}, err);
}
