/* A channel's numbers: its noise, its steps and its limits. */
#include "unit.h"

#include "noisy.h"

#include "physics/signal.h"

static void noise_is_told_from_a_bend_and_from_jumps(void)
{
	fill(1e-3, 0.01);
	/* the median of 10,000 differences that overlap has an sd of 1.4 % (400 trials): three */
	NEAR(ins_signal_noise(stress, N), 0.01, 0.05, 0);
	for (size_t i = N / 2; i < N; i++)
		stress[i] += 100;
	stress[17] = NAN;
	NEAR(ins_signal_noise(stress, N), 0.01, 0.05, 0);
	CU_ASSERT_EQUAL(ins_signal_noise(stress, 2), 0);
}

static void steps_of_rounding_are_found(void)
{
	fill(1e-3, 1e-3);
	CU_ASSERT_EQUAL(ins_signal_rounding(strain, N), 0);
	CU_ASSERT(ins_signal_step(strain, N) < 1e-5);
	for (size_t i = 0; i < N; i++)
		strain[i] = 0.05 * round(strain[i] / 0.05);
	strain[7] = NAN;
	/* differences of numbers that are rounded to double, up to 1 */
	NEAR(ins_signal_step(strain, N), 0.05, 0, 1e-15);
	NEAR(ins_signal_rounding(strain, N), 0.05, 0, 1e-15);
	CU_ASSERT_EQUAL(ins_signal_step(strain, 1), 0);
	CU_ASSERT_EQUAL(ins_signal_rounding(strain, 6), 0);
}

static void a_channel_at_its_limit_is_told(void)
{
	fill(1e-3, 1e-3);
	CU_ASSERT_FALSE(ins_signal_rests(strain, N));
	for (size_t i = 0; i < N; i++)
		strain[i] = fmin(strain[i], 0.9);
	strain[N - 5] = NAN;
	CU_ASSERT(ins_signal_rests(strain, N));
	/* it comes there about row 9000 */
	CU_ASSERT_FALSE(ins_signal_rests(strain, 8900));
	CU_ASSERT_FALSE(ins_signal_rests(strain, 0));
	/* it begins there, and falls */
	for (size_t i = 0; i < N; i++)
		stress[i] = fmin(1 + stress[i] - 1e-3 * seconds[i], 1);
	CU_ASSERT(ins_signal_rests(stress, N));
	/* steps that hide the noise, and a model without any, may rest at a flat top */
	for (size_t i = 0; i < N; i++) {
		stress[i] = 1e-3 * round(stress[i] / 1e-3);
		strain[i] = fmin(1e-4 * (double)i, 0.5);
	}
	CU_ASSERT_FALSE(ins_signal_rests(stress, N));
	CU_ASSERT_FALSE(ins_signal_rests(strain, N));
}

static void a_spike_stands_alone(void)
{
	fill(1e-3, 1e-3);
	CU_ASSERT_FALSE(ins_signal_stands_alone(strain, N));
	strain[500] = 1.5;
	strain[501] = NAN;
	CU_ASSERT(ins_signal_stands_alone(strain, N));
	/* two rows are no spike, nor is the last row before a break, nor one at an end */
	strain[499] = 1.49;
	CU_ASSERT_FALSE(ins_signal_stands_alone(strain, N));
	fill(1e-3, 1e-3);
	for (size_t i = 5000; i < N; i++)
		strain[i] = 0;
	CU_ASSERT_FALSE(ins_signal_stands_alone(strain, N));
	strain[N - 1] = 3;
	CU_ASSERT_FALSE(ins_signal_stands_alone(strain, N));
	CU_ASSERT_FALSE(ins_signal_stands_alone(strain, 0));
}

static void residuals_that_follow_each_other_widen(void)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	double slow = 0;

	fill(0, 1);
	CU_ASSERT_EQUAL(ins_signal_widening(strain, N), 1);
	for (size_t i = 0; i < N; i++)
		stress[i] = slow = 0.5 * slow + gsl_ran_gaussian(random, 1);
	/* (1 + 0.5)/(1 - 0.5); of r, sqrt((1 - r^2)/n) is 0.0087, and three of that 0.21 here */
	NEAR(ins_signal_widening(stress, N), 3, 0, 0.21);
	for (size_t i = 0; i < N; i++)
		stress[i] = sin(1e-3 * (double)i);
	/* one slow wave: the greatest there is, (1 + 0.95)/(1 - 0.95) */
	NEAR(ins_signal_widening(stress, N), 39, 1e-12, 0);
	gsl_rng_free(random);
}

int main(void)
{
	static const struct unit_test tests[] = {{"noise is told from a bend and from jumps",
							 noise_is_told_from_a_bend_and_from_jumps},
		{"steps of rounding are found", steps_of_rounding_are_found},
		{"a channel at its limit is told", a_channel_at_its_limit_is_told},
		{"a spike stands alone", a_spike_stands_alone},
		{"residuals that follow each other widen", residuals_that_follow_each_other_widen},
		{NULL, NULL}};

	return unit_main("signal", tests);
}
