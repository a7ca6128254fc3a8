/* Conduction: Table S1 cell by cell, propagated errors against Monte Carlo, sweeps, clocks. */
#include "unit.h"

#include "physics/conduct.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

/* A specimen that keeps its volume, known exactly but for its strain. */
static struct ins_conduct_state state_of(double rest, double resistance, double strain)
{
	struct ins_conduct_state state = {
		.rest_Mohm = rest, .resistance_Mohm = resistance, .strain = strain, .poisson = 0.5};

	state.elastic_strain = NAN;
	return state;
}

static double change_percent(
	double rest, double resistance, double strain, double strain_se, double *se_percent)
{
	struct ins_conduct_state state = state_of(rest, resistance, strain);
	struct ins_conduct_change change;

	state.strain_se = strain_se;
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, NULL), INS_OK);
	*se_percent = 100 * change.ratio_se;
	return 100 * (change.ratio - 1);
}

/* Half the last digit printed, but for 0.308, which the paper cut from 0.30866. */
static void computes_table_s1(void)
{
	double tension = sqrt(0.166 / 0.152) - 1, se;

	NEAR(ins_conduct_geometric_poisson(0.342, -0.148, 0.5), 0.24826, 0, 5e-6);
	NEAR(ins_conduct_geometric_poisson(0.342, -0.05, 0.5), 0.30866, 0, 5e-6);
	NEAR(100 * tension, 4.50, 0, 5e-3);
	NEAR(change_percent(0.342, 0.186, -0.148, 0.005, &se), -25.1, 0, 0.05);
	NEAR(se, 0.9, 0, 0.05);
	NEAR(change_percent(0.342, 0.253, -0.05, 0.005, &se), -18.0, 0, 0.05);
	NEAR(se, 0.9, 0, 0.05);
	NEAR(change_percent(0.152, 0.164, tension, 0, &se), -1.2, 0, 0.05);
	NEAR(change_percent(0.152, 0.155, 0, 0, &se), 2.0, 0, 0.05);
	/* No error went in: that of the ratio is not known. */
	CU_ASSERT(isnan(se));
}

/* The pillar is round; the tensile specimen of size 188 nm round or square. */
static void knows_the_resistivity_at_rest(void)
{
	double pillar = ins_conduct_resistivity(0.342, 310, M_PI / 4 * 200 * 200, 0);
	double round = ins_conduct_resistivity(0.152, 3800, M_PI / 4 * 188 * 188, 0);
	double square = ins_conduct_resistivity(0.152, 3800, 188 * 188, 0);
	double spread;

	NEAR(pillar, 3.47e-2, 0, 5e-5);
	NEAR(round, 1.1e-3, 0, 5e-5);
	NEAR(square, 1.4e-3, 0, 5e-5);
	NEAR(pillar / square, 24, 0, 0.6);
	NEAR(pillar / round, 31, 0, 0.5);
	/* With a base: both parts make up the whole again. */
	pillar = ins_conduct_resistivity(0.342, 310, M_PI / 4 * 200 * 200, 200);
	spread = ins_conduct_spreading(pillar, 200);
	NEAR(spread + 1e3 * pillar * 310 / (M_PI / 4 * 200 * 200), 0.342, 1e-12, 0);
	CU_ASSERT(isnan(ins_conduct_resistivity(0.342, 0, 1, 0)));
	CU_ASSERT(isnan(ins_conduct_spreading(1, 0)));
}

static void follows_poisson(void)
{
	NEAR(ins_conduct_geometric_poisson(3, -0.148, 0.5), 3 * 0.852 * 0.852, 1e-12, 0);
	NEAR(ins_conduct_geometric_poisson(3, 0.04, 0.22), 3 * pow(1.04, 1.44), 1e-12, 0);
	/* All plastic, all elastic, and half of the stretch each. */
	NEAR(ins_conduct_geometric_split(3, 0.1, 0, 0.2), 3 * 1.21, 1e-12, 0);
	NEAR(ins_conduct_geometric_split(3, 0.1, 0.1, 0.2), 3 * pow(1.1, 1.4), 1e-12, 0);
	NEAR(ins_conduct_geometric_split(3, 0.21, 0.1, 0.2), 3 * pow(1.1, 3.4), 1e-12, 0);
	/* Two steps of strain in a row are one. */
	NEAR(ins_conduct_geometric_poisson(ins_conduct_geometric_poisson(3, -0.1, 0.3), -0.05, 0.3),
		ins_conduct_geometric_poisson(3, 0.9 * 0.95 - 1, 0.3), 1e-12, 0);
	CU_ASSERT(isnan(ins_conduct_geometric_poisson(3, -1, 0.5)));
	CU_ASSERT(isnan(ins_conduct_geometric_split(3, 0.1, -1.5, 0.3)));
}

static void takes_out_what_is_in_series(void)
{
	struct ins_conduct_state state = state_of(0.392, 0.236, -0.148);
	struct ins_conduct_change change;

	state.series_Mohm = 0.05;
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, NULL), INS_OK);
	NEAR(change.ratio, 0.186 / (0.342 * 0.852 * 0.852), 1e-12, 0);
	NEAR(change.geometric_Mohm, 0.05 + 0.342 * 0.852 * 0.852, 1e-12, 0);
	NEAR(change.gauge_factor, (0.186 / 0.342 - 1) / -0.148, 1e-12, 0);
}

/* The scale of resistance is no matter. */
static void does_not_see_the_unit(void)
{
	struct ins_conduct_state state = state_of(0.342e-12, 0.186e-12, -0.148);
	struct ins_conduct_change small, large;

	state.rest_se_Mohm = state.resistance_se_Mohm = 1e-15;
	ins_conduct_change(&state, &small, NULL);
	state.rest_Mohm *= 1e24;
	state.resistance_Mohm *= 1e24;
	state.rest_se_Mohm *= 1e24;
	state.resistance_se_Mohm *= 1e24;
	ins_conduct_change(&state, &large, NULL);
	NEAR(small.ratio, large.ratio, 1e-12, 0);
	NEAR(small.ratio_se, large.ratio_se, 1e-12, 0);
}

/* One draw of every input about STATE; both resistances share CORRELATION of their errors. */
static struct ins_conduct_state draw(const struct ins_conduct_state *state, gsl_rng *rng)
{
	struct ins_conduct_state s = *state;
	double shared = gsl_ran_ugaussian(rng), own = gsl_ran_ugaussian(rng);

	s.rest_Mohm += s.rest_se_Mohm * shared;
	s.resistance_Mohm +=
		s.resistance_se_Mohm *
		(s.correlation * shared + sqrt(1 - s.correlation * s.correlation) * own);
	s.strain += gsl_ran_gaussian(rng, s.strain_se);
	s.elastic_strain += gsl_ran_gaussian(rng, s.elastic_strain_se);
	s.poisson += gsl_ran_gaussian(rng, s.poisson_se);
	s.series_Mohm += gsl_ran_gaussian(rng, s.series_se_Mohm);
	/* R = V/(I - I0): 1/R falls by what I0 is too large, over V */
	s.resistance_Mohm =
		1 / (1 / s.resistance_Mohm -
			    gsl_ran_gaussian(rng,
				    s.offset_se_per_Mohm + s.offset_se_share / s.resistance_Mohm));
	return s;
}

static void agrees_with_monte_carlo(const struct ins_conduct_state *state)
{
	const int draws = 40000;
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	struct ins_conduct_change change;
	double mean = 0, squares = 0;
	int i;

	gsl_rng_set(rng, 4);
	for (i = 1; i <= draws; i++) {
		struct ins_conduct_state s = draw(state, rng);
		double off;

		CU_ASSERT_EQUAL_FATAL(ins_conduct_change(&s, &change, NULL), INS_OK);
		off = change.ratio - mean;
		mean += off / i;
		squares += off * (change.ratio - mean);
	}
	gsl_rng_free(rng);
	CU_ASSERT_EQUAL(ins_conduct_change(state, &change, NULL), INS_OK);
	/* 40000 draws know the deviation to 0.35 %; the rest is what first order leaves out. */
	NEAR(change.ratio_se, sqrt(squares / (draws - 1)), 0.02, 0);
}

static void propagates_errors(void)
{
	struct ins_conduct_state state = {0.342, 0.003, 0.186, 0.002, 0, 0, 0.8, -0.148, 0.005, NAN,
		0, 0.3, 0.03, 0.05, 0.004};

	agrees_with_monte_carlo(&state);
	/* 2 % of 0.186 Mohm, as much as all the rest */
	state.offset_se_per_Mohm = 0.1;
	agrees_with_monte_carlo(&state);
	/* half of it so, and half whatever the resistance */
	state.offset_se_per_Mohm = 0.05;
	state.offset_se_share = 0.01;
	agrees_with_monte_carlo(&state);
	state.correlation = -0.5;
	agrees_with_monte_carlo(&state);
	state.elastic_strain = -0.04;
	state.elastic_strain_se = 0.006;
	state.poisson = 0.22;
	agrees_with_monte_carlo(&state);
}

/* What is refused, and the sentence. */
static void refuses_states(void)
{
	struct ins_conduct_state state = state_of(0.342, 0.186, -1);
	struct ins_conduct_change change;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	SAME(err.text, "a strain of -100 % leaves nothing of the specimen");
	CU_ASSERT(isnan(change.ratio));
	state = state_of(0.342, -0.186, -0.1);
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	SAME(err.text, "a resistance of -0.186 Mohm, 0.342 Mohm at rest, is no positive number");
	state = state_of(0.342, 0.186, -0.1);
	state.series_Mohm = 0.2;
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	SAME(err.text, "a resistance of 0.186 Mohm, 0.342 Mohm at rest, is not above the 0.2 Mohm "
		       "in series");
	state = state_of(NAN, 0.186, -0.1);
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	state = state_of(0.342, 0.186, NAN);
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	state = state_of(0.342, 0.186, -0.1);
	state.poisson = 0.51;
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	SAME(err.text, "a Poisson's ratio of 0.51 lies outside (-1, 0.5]");
	state = state_of(0.342, 0.186, -0.1);
	state.correlation = 2;
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	state = state_of(0.342, 0.186, -0.1);
	state.strain_se = -1;
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	state = state_of(0.342, 0.186, -0.1);
	state.series_Mohm = -0.1;
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_EANALYSIS);
	SAME(err.text, "a series resistance must not be negative: -0.1 Mohm");
	state = state_of(0.342, 0.186, 0);
	CU_ASSERT_EQUAL(ins_conduct_change(&state, &change, &err), INS_OK);
	CU_ASSERT(isnan(change.gauge_factor));
}

/* 0.1 V and 0.342 Mohm drive 292.4 nA. */
static void divides_by_the_current(void)
{
	const double voltage[] = {0.1, 0.1, 0.1};
	double current[] = {0.1 / 0.342e6 * 1e9 + 3, 503, NAN};
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_conduct_from_current(voltage, current, 3, 3, current, NULL), INS_OK);
	NEAR(current[0], 0.342, 1e-12, 0);
	NEAR(current[1], 0.2, 1e-12, 0);
	CU_ASSERT(isnan(current[2]));
	current[0] = 5;
	current[1] = 3;
	CU_ASSERT_EQUAL(
		ins_conduct_from_current(voltage, current, 2, 3, current, &err), INS_EANALYSIS);
	SAME(err.text, "row 2: a current of 3 nA, 0 nA less its offset, is no positive resistance "
		       "at 0.1 V");
	current[0] = INFINITY;
	CU_ASSERT_EQUAL(
		ins_conduct_from_current(voltage, current, 1, 3, current, &err), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_conduct_from_current(NULL, NULL, 0, 3, NULL, NULL), INS_OK);
}

/* The relative error in every row, 2 nA over the current: 0.1 V, or 100 nA, over 0.5 to 5 Mohm, and
 * 1 V over them and 2 Mohm in series. Algebra. */
static void knows_what_an_offset_does(void)
{
	enum { ROWS = 10 };
	double resistance[ROWS], current[ROWS];

	for (int source = 0; source < 3; source++) {
		struct ins_conduct_offset error;

		for (int i = 0; i < ROWS; i++) {
			resistance[i] = 0.5 * (i + 1);
			current[i] = 3 + (source == 0          ? 100 / resistance[i]
						 : source == 1 ? 100
							       : 1e3 / (resistance[i] + 2));
		}
		current[3] = NAN;
		resistance[7] = NAN;
		error = ins_conduct_offset_error(resistance, current, ROWS, 3, 2);
		for (int i = 0; i < ROWS; i++)
			if (i != 3 && i != 7)
				NEAR(error.per_Mohm * resistance[i] + error.share,
					2 / (current[i] - 3), 1e-12, 0);
		CU_ASSERT(error.share > 0 || source == 0);
		CU_ASSERT(error.per_Mohm > 0 || source == 1);
		/* The same of one row, or against the voltage. */
		current[0] = 6 - current[0];
		error = ins_conduct_offset_error(resistance, current, 1, 3, 2);
		NEAR(error.per_Mohm * 0.5 + error.share, 2 / (3 - current[0]), 1e-12, 0);
	}
	/* A current that drifts upwards with the resistance: no error below none. */
	for (int i = 0; i < 2; i++) {
		resistance[i] = i + 1;
		current[i] = 103 + i;
	}
	CU_ASSERT_EQUAL(ins_conduct_offset_error(resistance, current, 2, 3, 2).per_Mohm, 0);
	NEAR(ins_conduct_offset_error(resistance, current, 2, 3, 2).share, 0.0199, 0.001, 0);
	CU_ASSERT(isnan(ins_conduct_offset_error(resistance, current, 0, 3, 2).share));
}

enum { SWEEP = 41 };

/* Voltages from -TOP to TOP and the current of a 0.1 Mohm resistor with 5 nA of offset. */
static void resistor(double *voltage, double *current, double top, double noise, unsigned seed)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	size_t i;

	gsl_rng_set(rng, seed);
	for (i = 0; i < SWEEP; i++) {
		voltage[i] = top * ((double)i - SWEEP / 2) / (SWEEP / 2);
		current[i] = 5 + 1e4 * voltage[i] + gsl_ran_gaussian(rng, noise);
	}
	gsl_rng_free(rng);
}

/* Honest over 200 sweeps: the truth inside one error in two thirds. */
static void a_resistor_is_ohmic(void)
{
	double voltage[SWEEP], current[SWEEP];
	struct ins_conduct_iv iv;
	int inside = 0, ohmic = 0;
	unsigned seed;

	for (seed = 1; seed <= 200; seed++) {
		resistor(voltage, current, 0.1, 4, seed);
		CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
		CU_ASSERT_EQUAL(iv.clipped, 0);
		CU_ASSERT_EQUAL(iv.points, SWEEP);
		CU_ASSERT(fabs(iv.resistance_Mohm - 0.1) < 5 * iv.resistance_se_Mohm);
		CU_ASSERT(isnan(iv.hysteresis));
		inside += fabs(iv.resistance_Mohm - 0.1) < iv.resistance_se_Mohm;
		ohmic += iv.ohmic == 1;
	}
	fprintf(stderr, "resistor: %d of 200 inside one error, %d ohmic\n", inside, ohmic);
	/* Binomial: 136 +- 6.6 inside; 198 +- 1.4 pass the F test, and more the effect size. */
	CU_ASSERT(inside > 116 && inside < 156);
	CU_ASSERT(ohmic >= 194);
}

/* Algebra but for the fit: noiseless, 1e-8; the scale of either channel is no matter. */
static void sees_neither_scale_nor_order(void)
{
	const double scales[] = {1e-12, 1, 1e12};
	double voltage[SWEEP], current[SWEEP], v[SWEEP], c[SWEEP];
	struct ins_conduct_iv iv;
	size_t i, s;

	resistor(voltage, current, 0.1, 0, 1);
	for (s = 0; s < 3; s++) {
		for (i = 0; i < SWEEP; i++) {
			v[SWEEP - 1 - i] = voltage[i] / scales[s];
			c[SWEEP - 1 - i] = current[i] * scales[s];
		}
		CU_ASSERT_EQUAL(ins_conduct_fit_iv(v, c, SWEEP, &iv, NULL), INS_OK);
		NEAR(iv.resistance_Mohm, 0.1 / scales[s] / scales[s], 1e-8, 0);
		NEAR(iv.offset_nA, 5 * scales[s], 1e-8, 0);
		CU_ASSERT_EQUAL(iv.ohmic, 1);
		NEAR(ins_conduct_iv_at(&iv, 0.07 / scales[s]), 705 * scales[s], 1e-8, 0);
	}
}

/* Shockley's, of 10 nA and 26 mV, from -0.1 to 0.1 V; a pair of them back to back. */
static void a_diode_is_not_ohmic(void)
{
	double voltage[SWEEP], current[SWEEP];
	struct ins_conduct_iv iv;
	size_t i;

	resistor(voltage, current, 0.1, 0, 1);
	for (i = 0; i < SWEEP; i++)
		current[i] = 10 * (exp(voltage[i] / 0.026) - 1);
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
	CU_ASSERT_EQUAL(iv.ohmic, 0);
	CU_ASSERT_EQUAL(iv.clipped, 0);
	CU_ASSERT(iv.p_value < 1e-6 && fabs(iv.square_effect) > 0.1);
	CU_ASSERT(isnan(iv.resistance_Mohm) || iv.resistance_Mohm > 0);
	for (i = 0; i < SWEEP; i++)
		current[i] = 10 * sinh(voltage[i] / 0.026);
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
	CU_ASSERT_EQUAL(iv.ohmic, 0);
	CU_ASSERT(iv.cubic_effect > 0.1);
}

/* A known cubic comes back: the resistance at zero voltage, offset and effects. */
static void fits_the_cubic(void)
{
	double voltage[SWEEP], current[SWEEP];
	struct ins_conduct_iv iv;
	size_t i;

	resistor(voltage, current, 0.1, 0, 1);
	for (i = 0; i < SWEEP; i++)
		current[i] += 5e5 * pow(voltage[i], 3) + 2e4 * pow(voltage[i], 2);
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
	CU_ASSERT_EQUAL(iv.ohmic, 0);
	/* Noiseless fit. */
	NEAR(iv.resistance_Mohm, 0.1, 1e-8, 0);
	NEAR(iv.offset_nA, 5, 1e-8, 0);
	NEAR(ins_conduct_iv_at(&iv, 0.08), 5 + 800 + 256 + 128, 1e-8, 0);
}

/* 10 rows up to 1 V on 11.7 kohm, the last 4 at the limit; then both ends of a sweep. */
static void leaves_out_what_compliance_clipped(void)
{
	double voltage[SWEEP], current[SWEEP];
	struct ins_conduct_iv iv;
	size_t i;

	for (i = 0; i < 10; i++) {
		voltage[i] = 0.1 * (double)(i + 1);
		current[i] = fmin(1e3 * voltage[i] / 0.0117, 1e3 * 0.65 / 0.0117);
	}
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, 10, &iv, NULL), INS_OK);
	CU_ASSERT_EQUAL(iv.clipped, 4);
	CU_ASSERT_EQUAL(iv.points, 6);
	NEAR(iv.resistance_Mohm, 0.0117, 1e-8, 0);
	resistor(voltage, current, 0.1, 1, 3);
	for (i = 0; i < SWEEP; i++)
		current[i] = fmax(fmin(current[i], 600), -600);
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
	CU_ASSERT(iv.clipped >= 16 && iv.clipped <= 18);
	NEAR(iv.resistance_Mohm, 0.1, 0, 4 * iv.resistance_se_Mohm);
	CU_ASSERT_EQUAL(iv.ohmic, 1);
}

/* A source of current on 1.5 Mohm that holds 1.2 V: 0 to 1000 nA, the last 5 of 21 rows at the
 * limit; then both ways, 4 of 41 at each end. A meter's noise of 0.1 mV. */
static void leaves_out_what_the_voltage_clipped(void)
{
	double voltage[SWEEP], current[SWEEP];
	struct ins_conduct_iv iv;
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	size_t i;

	gsl_rng_set(rng, 2);
	for (i = 0; i < 21; i++) {
		current[i] = 50 * (double)i;
		voltage[i] = fmin(1.5e-3 * current[i], 1.2) + gsl_ran_gaussian(rng, 1e-4);
	}
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, 21, &iv, NULL), INS_OK);
	/* the row that just reaches the limit, too */
	CU_ASSERT_EQUAL(iv.clipped, 5);
	NEAR(iv.resistance_Mohm, 1.5, 0, 4 * iv.resistance_se_Mohm);
	for (i = 0; i < SWEEP; i++) {
		current[i] = 50 * ((double)i - SWEEP / 2);
		voltage[i] =
			fmax(fmin(1.5e-3 * current[i], 1.29), -1.29) + gsl_ran_gaussian(rng, 1e-4);
	}
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
	CU_ASSERT_EQUAL(iv.clipped, 8);
	CU_ASSERT_EQUAL(iv.ohmic, 1);
	NEAR(iv.resistance_Mohm, 1.5, 0, 4 * iv.resistance_se_Mohm);
	gsl_rng_free(rng);
}

/* Neither many noisy readings at each voltage, nor a pair of diodes back to back over which a
 * source of current sweeps, are at a limit: there, too, the voltage hardly changes at its ends. */
static void a_steady_voltage_is_no_limit(void)
{
	enum { READINGS = 100, STEPS = 5 };
	double voltage[READINGS * STEPS], current[READINGS * STEPS];
	struct ins_conduct_iv iv;
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	size_t i;

	for (unsigned seed = 1; seed <= 20; seed++) {
		gsl_rng_set(rng, seed);
		for (i = 0; i < READINGS * STEPS; i++) {
			voltage[i] = 0.1 * (double)(1 + i / READINGS);
			current[i] = 1e3 * voltage[i] + gsl_ran_gaussian(rng, 40);
		}
		CU_ASSERT_EQUAL(
			ins_conduct_fit_iv(voltage, current, READINGS * STEPS, &iv, NULL), INS_OK);
		CU_ASSERT_EQUAL(iv.clipped, 0);
	}
	gsl_rng_free(rng);
	for (i = 0; i < SWEEP; i++) {
		current[i] = 50 * ((double)i - SWEEP / 2);
		voltage[i] = 0.026 * asinh(current[i] / 10);
	}
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
	CU_ASSERT_EQUAL(iv.clipped, 0);
	CU_ASSERT_EQUAL(iv.ohmic, 0);
}

/* Up and down 8 nA apart, of 2000 nA. */
static void measures_hysteresis(void)
{
	double voltage[2 * SWEEP], current[2 * SWEEP];
	struct ins_conduct_iv iv;
	size_t i;

	resistor(voltage, current, 0.1, 0, 1);
	for (i = 0; i < SWEEP; i++) {
		voltage[2 * SWEEP - 1 - i] = voltage[i];
		current[2 * SWEEP - 1 - i] = current[i] + 8;
	}
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, 2 * SWEEP, &iv, NULL), INS_OK);
	NEAR(iv.hysteresis, 8 / 2008.0, 1e-8, 0);
	CU_ASSERT_EQUAL(iv.ohmic, 1);
}

/* 0.342 Mohm through zero, 5 % noise: V/I near zero is wild, the fit is not. */
static void sweeps_through_zero(void)
{
	double voltage[SWEEP], current[SWEEP];
	struct ins_conduct_iv iv;
	unsigned seed;

	for (seed = 1; seed <= 50; seed++) {
		resistor(voltage, current, 0.1, 50, seed);
		CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, SWEEP, &iv, NULL), INS_OK);
		NEAR(iv.resistance_Mohm, 0.1, 0, 5 * iv.resistance_se_Mohm);
		CU_ASSERT_EQUAL(iv.clipped, 0);
	}
}

static void refuses_sweeps(void)
{
	double voltage[] = {0.1, 0.1, 0.1, 0.1}, current[] = {1, 2, 3, 4}, rise[] = {1, 2, 3, 4};
	double fall[] = {4, 3, 2, 1}, flat[] = {7, 7, 7, 7};
	double steep[9], limit[9];
	struct ins_conduct_iv iv;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, 4, &iv, &err), INS_EANALYSIS);
	SAME(err.text, "the voltage never changes: this is no I-V sweep");
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(rise, flat, 4, &iv, &err), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(rise, current, 2, &iv, &err), INS_EANALYSIS);
	SAME(err.text, "too few rows for a sweep: 2");
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(rise, fall, 4, &iv, &err), INS_EANALYSIS);
	SAME(err.text,
		"the current does not rise with the voltage beyond its noise: no resistance");
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(rise, current, 4, &iv, &err), INS_OK);
	CU_ASSERT_EQUAL(iv.ohmic, -1);
	CU_ASSERT(isnan(iv.p_value) && isnan(iv.cubic_effect));
	/* All of a steep contact at the limits of 5 nA. */
	for (int i = 0; i < 9; i++) {
		steep[i] = i - 4;
		limit[i] = i < 4 ? -5 : i > 4 ? 5 : 0.5;
	}
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(steep, limit, 9, &iv, &err), INS_EANALYSIS);
	SAME(err.text, "the current jumps from -5 nA to 5 nA with under three rows between: all is "
		       "clipped, or it switches");
	current[2] = NAN;
	CU_ASSERT_EQUAL(ins_conduct_fit_iv(rise, current, 4, &iv, &err), INS_EANALYSIS);
	SAME(err.text, "row 3 of the sweep is not a finite number");
}

/* Rest until 7.3 s, then up or down at 4 a second, noise 0.2: 0.1 s a row. */
static void finds_the_onset(void)
{
	double time[300], value[300];
	struct ins_conduct_onset onset;
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	int i, sign, inside = 0;
	unsigned long seed;

	for (seed = 1; seed <= 100; seed++) {
		gsl_rng_set(rng, seed);
		sign = seed % 2 ? 1 : -1;
		for (i = 0; i < 300; i++) {
			time[i] = 0.1 * i;
			value[i] =
				50 + sign * 4 * fmax(time[i] - 7.3, 0) + gsl_ran_gaussian(rng, 0.2);
		}
		CU_ASSERT_EQUAL(ins_conduct_onset(time, value, 300, &onset, NULL), INS_OK);
		NEAR(onset.time_s, 7.3, 0, 4 * onset.time_se_s);
		inside += fabs(onset.time_s - 7.3) < onset.time_se_s;
	}
	gsl_rng_free(rng);
	fprintf(stderr, "onset: %d of 100 inside one error of %.2g s\n", inside, onset.time_se_s);
	/* Binomial: 68 +- 4.7. */
	CU_ASSERT(inside > 54 && inside < 82);
	CU_ASSERT_EQUAL(ins_conduct_onset(time + 80, value + 80, 220, &onset, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_conduct_onset(time, value, 1, &onset, NULL), INS_EANALYSIS);
}

/* As above, with a rest that drifts by 11 times its noise, and in steps of 20 without noise. */
static void a_drift_or_a_step_is_no_onset(void)
{
	double time[300], value[300];
	struct ins_conduct_onset onset;
	struct ins_err err = {0};
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	double worst = 0;
	int refused = 0;

	for (int i = 0; i < 300; i++) {
		time[i] = 0.1 * i;
		value[i] = 50 + 4 * fmax(time[i] - 7.3, 0) + 0.3 * time[i] +
			   gsl_ran_gaussian(rng, 0.2);
	}
	CU_ASSERT_EQUAL(ins_conduct_onset(time, value, 300, &onset, &err), INS_EANALYSIS);
	SAME(err.text, "the channel drifts before it moves, so that its onset cannot be told");
	/* a seventh of that is mostly seen, binomial +- 4; where noise hides it, the level is off
	 * by 3 errors of the drift at most, which are 2 more of the onset than noise's own 4 */
	for (int seed = 1; seed <= 100; seed++) {
		gsl_rng_set(rng, (unsigned long)seed);
		for (int i = 0; i < 300; i++)
			value[i] = 50 + 4 * fmax(time[i] - 7.3, 0) + 0.045 * time[i] +
				   gsl_ran_gaussian(rng, 0.2);
		if (ins_conduct_onset(time, value, 300, &onset, NULL) == INS_OK)
			worst = fmax(worst, fabs(onset.time_s - 7.3) / onset.time_se_s);
		else
			refused++;
	}
	gsl_rng_free(rng);
	fprintf(stderr, "drift: %d of 100 refused, the others within %.2g errors\n", refused,
		worst);
	CU_ASSERT(refused > 60);
	CU_ASSERT(worst < 6);
	for (int i = 0; i < 300; i++)
		value[i] = 20 * round(value[i] / 20);
	CU_ASSERT_EQUAL(ins_conduct_onset(time, value, 300, &onset, &err), INS_EANALYSIS);
	SAME(err.text, "the channel moves in steps, so that its onset cannot be told");
}

/* What one row lacks is missing there, and between it and its neighbours, and nowhere else. */
static void joins_around_a_gap(void)
{
	const double clock[] = {0, 1, 2, 3, 4}, value[] = {10, 11, NAN, 13, 14};
	const double time[] = {0, 1, 1.5, 2, 2.5, 3, 4};
	const double want[] = {10, 11, NAN, NAN, NAN, 13, 14};
	double joined[7];
	size_t first, last;

	CU_ASSERT_EQUAL(
		ins_conduct_join(clock, value, 5, time, 7, 0, joined, &first, &last, NULL), INS_OK);
	for (size_t i = 0; i < 7; i++)
		CU_ASSERT(isnan(want[i]) ? isnan(joined[i]) : joined[i] == want[i]);
}

/* A sine of 8 rows a cycle, one of them told twice at nearly one time, and a gap. */
static void joins_what_swings_without_loss(void)
{
	enum { ROWS = 97, TIMES = 1000 };
	double clock[ROWS], value[ROWS], time[TIMES], joined[TIMES], worst = 0;
	size_t missing = 0, outside = 0;

	for (int i = 0; i < ROWS; i++) {
		clock[i] = i < 50 ? i : i - 1 + 1e-9;
		value[i] = sin(2 * M_PI * clock[i] / 8) + (i == 50 ? 0.1 : 0);
	}
	value[70] = NAN;
	for (int i = 0; i < TIMES; i++)
		time[i] = 0.1 * i;
	CU_ASSERT_EQUAL(
		ins_conduct_join_smooth(clock, value, ROWS, time, TIMES, 1, joined, NULL), INS_OK);
	for (int i = 0; i < TIMES; i++) {
		double at = time[i] - 1;

		outside += isnan(joined[i]) && (at < 0 || at > clock[ROWS - 1]);
		missing += isnan(joined[i]) && at > 0 && at < clock[ROWS - 1];
		/* the ends have no curvature, and each row from them takes off 2 + sqrt(3) of that
		 */
		if (at > 12 && at < 65)
			worst = fmax(worst, fabs(joined[i] - sin(2 * M_PI * at / 8)));
	}
	/* from row 68 to row 70 of the clock, in tenths, and before it and behind it */
	CU_ASSERT_EQUAL(missing, 20);
	CU_ASSERT_EQUAL(outside, 10 + 39);
	/* 5/384 h^4 of the fourth derivative (Hall and Meyer, J. Approx. Theory 16, 105) */
	CU_ASSERT(worst < 5.0 / 384 * gsl_pow_4(2 * M_PI / 8));
	CU_ASSERT_EQUAL(
		ins_conduct_join_smooth(clock, value, ROWS, time, TIMES, 1000, joined, NULL),
		INS_EANALYSIS);
	/* too few rows for a spline are joined by straight lines */
	CU_ASSERT_EQUAL(
		ins_conduct_join_smooth(clock, value, 3, time, 16, 0, joined, NULL), INS_OK);
	NEAR(joined[5], 0.5 * value[1], 1e-12, 0);
}

static void joins_two_clocks(void)
{
	const double clock[] = {0, 1, 1, 3, 4}, value[] = {0, 10, 20, 40, 50};
	const double time[] = {9.5, 10.5, 12, 14, 14.5};
	const double back[] = {0, 2, 1}, gap[] = {0, NAN, 1};
	struct ins_conduct_onset onset;
	double joined[5];
	struct ins_err err = {0};
	size_t first, last;

	CU_ASSERT_EQUAL(ins_conduct_join(clock, value, 5, time, 5, 10, joined, &first, &last, NULL),
		INS_OK);
	CU_ASSERT_EQUAL(first, 1);
	CU_ASSERT_EQUAL(last, 4);
	CU_ASSERT(isnan(joined[0]) && isnan(joined[4]));
	NEAR(joined[1], 5, 1e-12, 0);
	NEAR(joined[2], 30, 1e-12, 0);
	NEAR(joined[3], 50, 1e-12, 0);
	CU_ASSERT_EQUAL(ins_conduct_join(clock, value, 5, time, 5, 0, joined, &first, &last, &err),
		INS_EANALYSIS);
	SAME(err.text, "the clocks do not overlap: 0 s to 4 s, and 9.5 s to 14.5 s with the lag of "
		       "0 s");
	CU_ASSERT_EQUAL(ins_conduct_join(clock, value, 5, back, 3, 0, joined, &first, &last, &err),
		INS_EANALYSIS);
	SAME(err.text, "the time runs backwards in row 3, from 2 s to 1 s");
	CU_ASSERT_EQUAL(ins_conduct_onset(gap, value, 3, &onset, &err), INS_EANALYSIS);
	SAME(err.text, "the time in row 2 is not a finite number");
	CU_ASSERT(isnan(onset.time_s));
	CU_ASSERT_EQUAL(ins_conduct_join(clock, value, 0, time, 5, 10, joined, &first, &last, &err),
		INS_EANALYSIS);
	CU_ASSERT_EQUAL(
		ins_conduct_join(clock, value, 5, time, 5, NAN, joined, &first, &last, &err),
		INS_EANALYSIS);
}

int main(void)
{
	static const struct unit_test tests[] = {{"computes Table S1", computes_table_s1},
		{"knows the resistivity at rest", knows_the_resistivity_at_rest},
		{"follows Poisson", follows_poisson},
		{"takes out what is in series", takes_out_what_is_in_series},
		{"does not see the unit", does_not_see_the_unit},
		{"propagates errors", propagates_errors}, {"refuses states", refuses_states},
		{"divides by the current", divides_by_the_current},
		{"knows what an offset does", knows_what_an_offset_does},
		{"a resistor is ohmic", a_resistor_is_ohmic},
		{"sees neither scale nor order", sees_neither_scale_nor_order},
		{"a diode is not ohmic", a_diode_is_not_ohmic}, {"fits the cubic", fits_the_cubic},
		{"leaves out what compliance clipped", leaves_out_what_compliance_clipped},
		{"leaves out what the voltage clipped", leaves_out_what_the_voltage_clipped},
		{"a steady voltage is no limit", a_steady_voltage_is_no_limit},
		{"measures hysteresis", measures_hysteresis},
		{"sweeps through zero", sweeps_through_zero}, {"refuses sweeps", refuses_sweeps},
		{"finds the onset", finds_the_onset},
		{"a drift or a step is no onset", a_drift_or_a_step_is_no_onset},
		{"joins two clocks", joins_two_clocks}, {"joins around a gap", joins_around_a_gap},
		{"joins what swings without loss", joins_what_swings_without_loss}, {NULL, NULL}};
	gsl_set_error_handler_off();
	return unit_main("conduct", tests);
}
