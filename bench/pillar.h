/* pillar - a synthetic compression test with known truth: toe, straight part, saturation, noise. */
#ifndef INSITU_PILLAR_H
#define INSITU_PILLAR_H

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

enum { PILLAR_ROWS = 1200 };

/* How a curve leaves its elastic line. */
enum pillar_kind {
	PILLAR_ROUNDED, /* smoothly in slope, then exponentially towards saturation */
	PILLAR_KINKED   /* with a kink, then hardening exponential in plastic strain */
};

/* The truth of one test; stress in GPa. */
struct pillar {
	const char *name;
	enum pillar_kind kind;
	double modulus_GPa, proportional_GPa, saturation_GPa;
	double toe_strain; /* strain that the rounded foot costs */
	double length_nm, strain_end, rate_per_s;
};

static const struct pillar pillars[] = {
	{"rounded", PILLAR_ROUNDED, 80, 2.4, 4.6, 0.003, 290, 0.16, 2e-3},
	{"kinked", PILLAR_KINKED, 125, 3.2, 4.5, 0.003, 290, 0.16, 2e-3},
};

/* Plastic strain scale of the kinked curve's hardening. */
#define PILLAR_PLASTIC_SCALE 0.015

/* The kinked curve's stress at STRAIN past its toe: plastic strain by bisection. */
static inline double pillar_kinked(const struct pillar *p, double strain)
{
	double lo = 0, hi = strain, room = p->saturation_GPa - p->proportional_GPa;

	for (int i = 0; i < 60; i++) {
		double plastic = (lo + hi) / 2;
		double flow =
			p->proportional_GPa + room * (1 - exp(-plastic / PILLAR_PLASTIC_SCALE));

		if (p->modulus_GPa * (strain - plastic) > flow)
			lo = plastic;
		else
			hi = plastic;
	}
	return p->modulus_GPa * (strain - lo);
}

/*
 * Stress at STRAIN: a parabola up to twice the toe strain, which meets the elastic line there
 * in value and slope; the line up to the proportional limit; then as the kind says.
 */
static inline double pillar_stress(const struct pillar *p, double strain)
{
	double elastic = strain - p->toe_strain, room = p->saturation_GPa - p->proportional_GPa;

	if (strain <= 0)
		return 0;
	if (strain < 2 * p->toe_strain)
		return p->modulus_GPa * strain * strain / (4 * p->toe_strain);
	if (p->modulus_GPa * elastic <= p->proportional_GPa)
		return p->modulus_GPa * elastic;
	if (p->kind == PILLAR_KINKED)
		return pillar_kinked(p, elastic);
	return p->proportional_GPa +
	       room * (1 - exp(-(p->modulus_GPa * elastic - p->proportional_GPa) / room));
}

/* The true offset yield, by bisection. */
static inline double pillar_yield(const struct pillar *p, double offset)
{
	double lo = 0, hi = 1;

	for (int i = 0; i < 100; i++) {
		double strain = (lo + hi) / 2;
		double line = p->modulus_GPa * (strain - p->toe_strain - offset);

		if (pillar_stress(p, strain) > line)
			lo = strain;
		else
			hi = strain;
	}
	return pillar_stress(p, lo);
}

/* One displacement-controlled test of PILLAR_ROWS rows, noise in both measured channels. */
static inline void pillar_test(const struct pillar *p, gsl_rng *random, double stress_sd_GPa,
	double displacement_sd_nm, double *strain, double *stress, double *time)
{
	for (int i = 0; i < PILLAR_ROWS; i++) {
		double truth = p->strain_end * i / (PILLAR_ROWS - 1);

		time[i] = truth / p->rate_per_s;
		strain[i] = truth + gsl_ran_gaussian(random, displacement_sd_nm / p->length_nm);
		stress[i] = pillar_stress(p, truth) + gsl_ran_gaussian(random, stress_sd_GPa);
	}
}

#endif
