/* counts - what the tests of plasmon fits share: spectra of two Gaussians, with Poisson noise. */
#ifndef INSITU_TEST_COUNTS_H
#define INSITU_TEST_COUNTS_H

#include "unit.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "physics/plasmon.h"

enum { CHANNELS = 1024 };

/* A spectrum as those of synth_gauss_mid: 0.05 eV a channel from -5 eV. */
struct model {
	double zero_height, zero_eV, zero_fwhm_eV;
	double height, energy_eV, fwhm_eV;
};

static const struct model usual = {4000, 0.03, 0.9, 165, 17.2, 4.0};

static inline struct ins_plasmon_setup usual_setup(enum ins_plasmon_method method)
{
	struct ins_plasmon_setup setup;

	ins_plasmon_defaults(&setup);
	setup.offset_eV = -5;
	setup.step_eV = 0.05;
	setup.channels = CHANNELS;
	setup.method = method;
	return setup;
}

static inline double bell(double x, double centre, double fwhm)
{
	double u = (x - centre) / fwhm;

	return exp(-4 * M_LN2 * u * u);
}

/* Counts without noise; with RNG, Poisson counts of them. */
static inline void make_counts(const struct model *model, gsl_rng *rng, double *counts)
{
	for (int k = 0; k < CHANNELS; k++) {
		double x_eV = -5 + 0.05 * k;
		double mean = model->zero_height * bell(x_eV, model->zero_eV, model->zero_fwhm_eV) +
			      model->height *
				      bell(x_eV, model->zero_eV + model->energy_eV, model->fwhm_eV);

		counts[k] = rng ? gsl_ran_poisson(rng, mean + 1e-12) : mean;
	}
}

static inline gsl_rng *seeded(unsigned long seed)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	gsl_rng_set(rng, seed);
	return rng;
}

/* The plasmon of one spectrum. */
static inline struct ins_plasmon plasmon_of(
	const struct ins_plasmon_setup *setup, const double *counts)
{
	struct ins_plasmon_search search;
	struct ins_plasmon plasmon = {.status = INS_PEAK_DIVERGED, .energy_eV = NAN};
	struct ins_err err = {0};

	CU_ASSERT_EQUAL_FATAL(ins_plasmon_prepare(setup, &search, &err), INS_OK);
	ins_plasmon_fit(&search, counts, 1, &plasmon);
	return plasmon;
}

#endif
