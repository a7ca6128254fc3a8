/* Areas of loops, folded loops and their ranges. */
#include "unit.h"

#include <gsl/gsl_errno.h>

#include "physics/range.h"
#include "wave.h"

static void ranges_in_spite_of_noise(void)
{
	/* Half ranges of 0.5 and the closed form of eps0 for Kelvin-Voigt at tan d = 0.162. */
	double want = 0.5 * (1 - 2 * 0.162 / M_PI * log(2 / (1 + exp(-M_PI / 0.162))));
	struct wave_test test = {.damping = 0.162,
		.frequency_Hz = 5,
		.cycles = 10,
		.rows_per_cycle = 200,
		.load_noise = 0.01,
		.displacement_noise = 0.02};
	double sum = 0, squares = 0;

	for (test.seed = 0; test.seed < 20; test.seed++) {
		struct ins_viscoelastic result;
		struct ins_err err = {0};

		CU_ASSERT_EQUAL_FATAL(wave_analyse(&test, &wave_usual, &result, &err), INS_OK);
		sum += result.displacement_half / want - 1;
		squares += pow(result.displacement_half / want - 1, 2);
		ins_viscoelastic_free(&result);
	}
	/* The highest and the lowest of 1800 points would lie 3.4 sd out, 6.8 % too far. The ends
	 * of a polynomial of degree 7 over 900 points have 8/sqrt(900) of the noise, 0.5 %, each,
	 * and the corner that it rounds off adds a bias of that size. */
	CU_ASSERT(fabs(sum / 20) < 8e-3);
	CU_ASSERT(sqrt(squares / 20) < 10e-3);
}

/* A response that snaps from end to end has the range that it has, however sharp. */
static void ranges_of_a_response_that_snaps(void)
{
	struct wave_test test = {.solid = WAVE_SINE,
		.damping = 0.162,
		.frequency_Hz = 5,
		.cycles = 10,
		.rows_per_cycle = 200};
	struct wave wave = wave_make(&test);
	struct ins_record record = wave_record(&wave);
	struct ins_viscoelastic result;
	struct ins_err err = {0};

	for (size_t i = 0; i < wave.n; i++)
		wave.displacement[i] = 3 + 0.5 * tanh(40 * (wave.displacement[i] - 3.05));
	CU_ASSERT_EQUAL_FATAL(
		ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_OK);
	NEAR(result.displacement_half, 0.5, 1e-6, 0);
	ins_viscoelastic_free(&result);
	wave_free(&wave);
}

/* Cycles of a sinusoidal solid. */
static struct wave_test sine(double cycles, double rows_per_cycle)
{
	return (struct wave_test){.solid = WAVE_SINE,
		.damping = 0.1,
		.frequency_Hz = 5,
		.cycles = cycles,
		.rows_per_cycle = rows_per_cycle};
}

/* Rows at the same few phases in every cycle. */
static void ranges_of_few_rows_a_cycle(void)
{
	for (int rows = 3; rows < 20; rows++) {
		struct wave_test test = sine(20, rows);
		/* Half a cosine's cubic through four points or more, half a step behind the last
		 * of them, is 3.0 % low at most; under four, 1.2e-6 is that of the series. */
		double rtol = rows < 8 ? 2e-6 : 0.031;
		struct ins_viscoelastic result;
		struct ins_err err = {0};

		CU_ASSERT_EQUAL_FATAL(wave_analyse(&test, &wave_usual, &result, &err), INS_OK);
		NEAR(result.load_half, 0.5, rtol, 0);
		NEAR(result.displacement_half, 0.5, rtol, 0);
		ins_viscoelastic_free(&result);
		if (rows < 8)
			continue;
		/* The load is a triangle, which is two lines; phases are known to the 1e-7 to which
		 * the frequency settles. */
		test.solid = WAVE_KELVIN_VOIGT;
		CU_ASSERT_EQUAL_FATAL(wave_analyse(&test, &wave_usual, &result, &err), INS_OK);
		NEAR(result.load_half, 0.5, 1e-6, 0);
		ins_viscoelastic_free(&result);
	}
}

/* Six rows a cycle whose phases wander: by a tenth of their distance in all, which is hardly more
 * than six of them tell, by all of it, which is as good as many rows, and by half of it to and
 * fro, which is as good as thirteen. */
static void ranges_of_few_rows_at_other_phases(void)
{
	static const struct {
		double rows, rtol;
	} cases[] = {{6.005, 2e-6}, {6.3, 0.031}, {6.5, 0.031}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct wave_test test = sine(20, cases[i].rows);
		struct ins_viscoelastic result;
		struct ins_err err = {0};

		CU_ASSERT_EQUAL_FATAL(wave_analyse(&test, &wave_usual, &result, &err), INS_OK);
		/* As where the phases stay: of the series, and of a cubic. */
		NEAR(result.load_half, 0.5, cases[i].rtol, 0);
		NEAR(result.displacement_half, 0.5, cases[i].rtol, 0);
		ins_viscoelastic_free(&result);
	}
}

/* A triangle that rises for seven tenths of a cycle has a corner within a half: no polynomial meets
 * it, and of rows that are in step with it noise puts some of one phase into two bins. */
static void ranges_of_a_lopsided_triangle(void)
{
	for (int i = 0; i < 40; i++) {
		struct wave_test test = sine(12, i % 2 ? 20 : 80);
		struct ins_viscoelastic result;
		struct ins_err err = {0};
		struct ins_record record;
		struct wave wave;

		test.load_noise = test.displacement_noise = 0.002;
		test.seed = (unsigned long)i;
		wave = wave_make(&test);
		record = wave_record(&wave);
		for (size_t k = 0; k < wave.n; k++) {
			double phase = (double)k / test.rows_per_cycle;

			phase -= floor(phase);
			wave.load[k] += 0.5 * cos(2 * M_PI * phase) +
					(phase < 0.7 ? phase / 0.7 : (1 - phase) / 0.3) - 0.5;
		}
		CU_ASSERT_EQUAL_FATAL(
			ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_OK);
		/* A row of 20 is a sixth of the short flank, and a smooth corner loses half of it;
		 * rows stand at both corners, so that raw ones lose nothing but noise. */
		NEAR(result.load_half, 0.5, i % 2 ? 1.0 / 12 : 0.01, 0);
		ins_viscoelastic_free(&result);
		wave_free(&wave);
	}
}

static void a_loop_is_folded_about_the_load(void)
{
	struct wave_test test = {.solid = WAVE_SINE,
		.damping = 0.162,
		.frequency_Hz = 5,
		.cycles = 10,
		.rows_per_cycle = 200,
		.drift = 0.01};
	struct ins_viscoelastic result;
	struct ins_err err = {0};
	double off = 0;
	int full = 0;

	CU_ASSERT_EQUAL_FATAL(wave_analyse(&test, &wave_usual, &result, &err), INS_OK);
	CU_ASSERT_EQUAL(result.loop.bins, 200);
	for (size_t i = 0; i < result.loop.bins; i++) {
		const struct ins_loop_bin *bin = &result.loop.bin[i];
		double angle = 2 * M_PI * bin->phase;

		full += bin->n == 9;
		off = fmax(off, fabs(bin->load - 0.5 * cos(angle)));
		off = fmax(off, fabs(bin->displacement - 0.5 * cos(angle - atan(0.162))));
	}
	CU_ASSERT_EQUAL(full, 200);
	NEAR(off, 0, 0, 1e-8);
	ins_viscoelastic_free(&result);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"ranges in spite of noise", ranges_in_spite_of_noise},
		{"ranges of a response that snaps", ranges_of_a_response_that_snaps},
		{"ranges of few rows a cycle", ranges_of_few_rows_a_cycle},
		{"ranges of few rows at other phases", ranges_of_few_rows_at_other_phases},
		{"ranges of a lopsided triangle", ranges_of_a_lopsided_triangle},
		{"a loop is folded about the load", a_loop_is_folded_about_the_load}, {NULL, NULL}};
	gsl_set_error_handler_off();
	return unit_main("loop", tests);
}
