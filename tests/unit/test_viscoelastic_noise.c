/* 200 seeds of noise: no bias, errors as large as reported, drift and correlation included. */
#include "unit.h"

#include <gsl/gsl_errno.h>

#include "wave.h"

enum { SEEDS = 200 };

struct study {
	double mean, sd;         /* of the damping found */
	double reported;         /* mean standard error */
	double inside;           /* share of seeds within one standard error */
	double storage;          /* rms of the storage's error, in its standard errors */
	double correlated, loop; /* share of seeds flagged as correlated, and not as no-loop */
};

/* What rounding does depends on where in a step rows meet the response: its damping is that of test
 * and up to 0.1 more, then. */
static struct study run(struct wave_test test, size_t skip)
{
	struct ins_viscoelastic_options options = wave_usual;
	struct study study = {0};
	double squares = 0, damping = test.damping;

	options.skip = skip;
	for (test.seed = 0; test.seed < SEEDS; test.seed++) {
		struct ins_viscoelastic result;
		struct ins_err err = {0};
		struct ins_record record;
		struct wave wave;
		double off, storage;

		if (test.step > 0)
			test.damping = damping + 0.1 * (double)test.seed / SEEDS;
		wave = wave_make(&test);
		record = wave_record(&wave);
		storage = cos(atan(test.damping)) / wave.size;
		CU_ASSERT_EQUAL_FATAL(
			ins_viscoelastic_analyse(&record, &options, &result, &err), INS_OK);
		wave_free(&wave);
		storage -= creal(result.stiffness.value);
		study.storage += storage * storage / result.stiffness.storage_variance / SEEDS;
		off = result.damping - test.damping;
		study.mean += off / SEEDS;
		squares += off * off / SEEDS;
		study.reported += result.damping_se / SEEDS;
		study.inside += (fabs(off) < result.damping_se) / (double)SEEDS;
		study.correlated += !!(result.checks & INS_CHECK_CORRELATED_NOISE) / (double)SEEDS;
		study.loop += !(result.checks & INS_CHECK_NO_LOOP) / (double)SEEDS;
		ins_viscoelastic_free(&result);
	}
	study.sd = sqrt(squares - study.mean * study.mean);
	study.mean += damping;
	study.storage = sqrt(study.storage);
	return study;
}

/* 10 cycles of 200 points; noise 3 % of the load's and 6 % of the displacement's half range. */
static struct wave_test noisy(enum wave_solid solid, double damping)
{
	return (struct wave_test){.solid = solid,
		.damping = damping,
		.strength = 0.5,
		.frequency_Hz = 5,
		.cycles = 10,
		.rows_per_cycle = 200,
		.load_noise = 0.03,
		.displacement_noise = 0.06};
}

static void check_honest(const struct study *study, double damping)
{
	/* 4 sigma of the mean of 200 */
	NEAR(study->mean, damping, 0, 4 * study->sd / sqrt(SEEDS));
	/* 68 % (67 % for 16 degrees of freedom), give or take 2.5 sigma of 200 draws */
	CU_ASSERT(study->inside > 0.60 && study->inside < 0.76);
	/* The sd of 200 draws is known to 5 %, so 4 sigma of it is 20 %. */
	NEAR(study->reported, study->sd, 0.2, 0);
}

/*
 * Cramer-Rao: each fundamental amplitude A of n points has the phase error sqrt(2/n) sd/A; half
 * ranges of 1 make A = 1 for a sine, 8/pi^2 for a triangle. tan d then has (1 + tan^2) times
 * both together: 1.4 % of 0.162 for a sine, 1.7 % for a triangle, from 10 cycles.
 */
static void errors_meet_the_bound(void)
{
	struct study sine = run(noisy(WAVE_SINE, 0.162), 0);
	struct study triangle = run(noisy(WAVE_STANDARD_LINEAR, 0.162), 0);
	double bound = sqrt(2.0 / 2000) * hypot(0.03, 0.06) * (1 + 0.162 * 0.162);

	check_honest(&sine, 0.162);
	check_honest(&triangle, 0.162);
	CU_ASSERT(sine.sd < 0.015 * 0.162);
	/* 15 % is 3 sigma of an sd from 200 draws */
	NEAR(sine.sd, bound, 0.15, 0);
	/* The fundamental of a triangle is lower; that of the solid, by its own half range of
	 * 0.87, lower again. */
	NEAR(triangle.sd, bound * M_PI * M_PI / 8, 0.15, 0.06 * 0.0023);
}

static void the_smallest_damping_has_no_bias(void)
{
	struct study study = run(noisy(WAVE_KELVIN_VOIGT, 0.009), 1);

	check_honest(&study, 0.009);
}

/* No loop: within its error of zero, and said so; 3 standard errors of 16 degrees of freedom
 * are passed by 0.8 % of seeds. */
static void a_linear_solid_has_no_loop(void)
{
	struct wave_test test = noisy(WAVE_SINE, 0);
	struct study study = run(test, 1);

	check_honest(&study, 0);
	CU_ASSERT(study.loop <= 0.03);
}

/* Without a drift term this drift alone would make a damping of 0.008. */
static void drift_is_no_damping(void)
{
	struct wave_test test = noisy(WAVE_KELVIN_VOIGT, 0.009);
	struct study still = run(test, 1), drifting;

	test.drift = 0.01;
	drifting = run(test, 1);
	/* Same seeds, so that the noise is the same: what is left is the drift's. */
	NEAR(drifting.mean, still.mean, 0, 0.02 * 0.009);
	check_honest(&drifting, 0.009);
}

/* Noise that hangs together over some rows is larger at the low frequency of the test than its
 * mean over all: white errors would be too small by this factor. */
static void correlated_noise_is_seen_and_counted(void)
{
	struct wave_test test = noisy(WAVE_KELVIN_VOIGT, 0.162);
	struct study study;

	test.correlation = 0.8;
	study = run(test, 1);
	check_honest(&study, 0.162);
	CU_ASSERT(study.correlated > 0.9);
	/* Density of an AR(1) noise at low frequency: (1 + r)/(1 - r) = 9 times its mean. */
	NEAR(study.sd / run(noisy(WAVE_KELVIN_VOIGT, 0.162), 1).sd, 3, 0.2, 0);
}

/* Rounding that repeats in every cycle is no less in the mean of many, unless noise dithers it; and
 * where there is more noise than rounding, errors are those of noise. Of few rows a cycle the
 * harmonics leave little of it to be seen. */
static void rounding_that_repeats_is_counted(void)
{
	static const double noises[] = {0, 0.1, 0.5}, rows[] = {8, 12, 20, 30, 100};
	struct wave_test test = noisy(WAVE_SINE, 0.1);

	test.cycles = 20;
	test.load_noise = 0.0002;
	test.step = 0.05;
	for (int i = 0; i < 15; i++) {
		struct study study;

		test.rows_per_cycle = rows[i / 3];
		test.displacement_noise = noises[i % 3] * test.step;
		study = run(test, 1);
		check_honest(&study, 0.1);
		/* 4 sigma of an rms of 200 */
		NEAR(study.storage, 1, 0.2, 0);
	}
}

/* Of 10 rows the mean is off by a third of the noise, which is more than a tenth of the range. */
static void noise_is_no_jump(void)
{
	struct wave_test test = noisy(WAVE_SINE, 0.1);

	test.rows_per_cycle = 10;
	test.cycles = 20;
	test.load_noise = test.displacement_noise = 0.3;
	for (test.seed = 0; test.seed < SEEDS; test.seed++) {
		struct ins_viscoelastic_options options = wave_usual;
		struct ins_viscoelastic result;
		struct ins_err err = {0};

		CU_ASSERT_EQUAL_FATAL(wave_analyse(&test, &options, &result, &err), INS_OK);
		CU_ASSERT_FALSE(result.checks & INS_CHECK_JUMP);
		ins_viscoelastic_free(&result);
	}
}

/* Rows that hop over the border of two cycles by turns keep the frequency from settling, in one run
 * of a hundred: in seeds 49 and 130 here. */
static void rows_that_hop_refuse_no_run(void)
{
	static const unsigned long seeds[] = {49, 130};
	struct wave_test test = {.damping = 0.1,
		.strength = 0.5,
		.frequency_Hz = 1,
		.cycles = 4,
		.rows_per_cycle = 100,
		.load_noise = 0.05,
		.displacement_noise = 0.05};
	struct study study = run(test, 1);

	check_honest(&study, 0.1);
	for (int i = 0; i < 2; i++) {
		struct ins_viscoelastic result;
		struct ins_err err = {0};

		test.seed = seeds[i];
		CU_ASSERT_EQUAL_FATAL(wave_analyse(&test, &wave_usual, &result, &err), INS_OK);
		CU_ASSERT(result.frequency_se_Hz > 0);
		NEAR(result.frequency_Hz, 1, 0, 4 * result.frequency_se_Hz);
		ins_viscoelastic_free(&result);
	}
}

int main(void)
{
	static const struct unit_test tests[] = {{"errors meet the bound", errors_meet_the_bound},
		{"the smallest damping has no bias", the_smallest_damping_has_no_bias},
		{"a linear solid has no loop", a_linear_solid_has_no_loop},
		{"drift is no damping", drift_is_no_damping},
		{"correlated noise is seen and counted", correlated_noise_is_seen_and_counted},
		{"rounding that repeats is counted", rounding_that_repeats_is_counted},
		{"noise is no jump", noise_is_no_jump},
		{"rows that hop refuse no run", rows_that_hop_refuse_no_run}, {NULL, NULL}};
	gsl_set_error_handler_off();
	return unit_main("viscoelastic_noise", tests);
}
