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

/* Rows in turn, 0, 10, 1, 11 ... 4, 14 steps of 0.05, are many apart, and neighbours in size. */
static void a_step_between_rows_far_apart(void)
{
	for (size_t i = 0; i < N; i++)
		strain[i] = 0.05 * (double)(i % 2 * 10 + i / 2 % 5);
	strain[7] = NAN;
	NEAR(ins_signal_step(strain, N), 0.45, 0, 1e-15);
	NEAR(ins_signal_grain(strain, N), 0.05, 0, 1e-15);
	/* Few values, none one step from another; written with few digits; and not rounded at all,
	 * for which a thousandth of the least difference stands. */
	for (size_t i = 0; i < N; i++)
		strain[i] = 0.05 * (double)(int[]){0, 9, 15, 35}[i % 4];
	NEAR(ins_signal_grain(strain, N), 0.05, 0, 1e-15);
	for (size_t i = 0; i < N; i++)
		strain[i] = round(1e4 * 0.030517 * (double)(i % 97)) / 1e4;
	NEAR(ins_signal_grain(strain, N), 0.030517, 0, 1e-4);
	for (size_t i = 0; i < N; i++)
		strain[i] = sqrt((double)(i % 8));
	NEAR(ins_signal_grain(strain, N), 1e-3 * (sqrt(7) - sqrt(6)), 0, 1e-15);
	fill(1e-3, 1e-3);
	CU_ASSERT(ins_signal_grain(strain, N) < 1e-5);
	CU_ASSERT_EQUAL(ins_signal_grain(strain, 1), 0);
	CU_ASSERT_EQUAL(ins_signal_grain(strain, 0), 0);
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

/* How many rows of strain[n] are dropped; *first of them. */
static size_t spikes(size_t n, size_t *first)
{
	return ins_signal_drop_spikes(strain, n, first);
}

static void spikes_are_dropped(void)
{
	size_t first;

	fill(1e-3, 1e-3);
	CU_ASSERT_EQUAL(spikes(N, &first), 0);
	CU_ASSERT_EQUAL(first, N);
	/* one that hides the next, one against the first row's side, one beside a gap */
	strain[7000] = 1000;
	strain[6998] = 2;
	strain[500] = -1;
	strain[502] = NAN;
	CU_ASSERT_EQUAL(spikes(N, &first), 3);
	CU_ASSERT_EQUAL(first, 500);
	CU_ASSERT(isnan(strain[7000]) && isnan(strain[6998]) && isnan(strain[500]));
	/* the rows beside them stay */
	CU_ASSERT(!isnan(strain[6999]) && !isnan(strain[7001]) && !isnan(strain[501]));
}

static void what_is_no_spike_stays(void)
{
	static const double apex[] = {0, 1, 2, 3, 2, 1, 0}, broke[] = {0, 1, 2, 3, 6, 0, 0, 0};
	size_t first;

	/* two rows; the last before a break; at an end; a dip towards the first row */
	fill(1e-3, 1e-3);
	strain[499] = strain[500] = 1.5;
	strain[4999] = 0.7;
	for (size_t i = 5000; i < N; i++)
		strain[i] = 0;
	strain[1] = strain[N - 1] = 3;
	strain[3000] = 0.1;
	CU_ASSERT_EQUAL(spikes(N, &first), 0);
	/* the rows of a coarse record lead to its top, or it broke there */
	memcpy(strain, apex, sizeof apex);
	CU_ASSERT_EQUAL(spikes(sizeof apex / sizeof *apex, &first), 0);
	memcpy(strain, broke, sizeof broke);
	CU_ASSERT_EQUAL(spikes(sizeof broke / sizeof *broke, &first), 0);
	/* steps of rounding that come and go */
	for (size_t i = 0; i < N; i++)
		strain[i] = i % 50 == 7;
	CU_ASSERT_EQUAL(spikes(N, &first), 0);
	CU_ASSERT_EQUAL(spikes(4, &first), 0);
	CU_ASSERT_EQUAL(spikes(0, &first), 0);
	strain[0] = NAN;
	CU_ASSERT_EQUAL(spikes(1, &first), 0);
}

/* A sine and a triangle of 2 to 40 rows a cycle, begun anywhere in it. */
static void coarse_cycles_are_no_spikes(void)
{
	enum { ROWS = 200, PHASES = 16 };
	size_t first, dropped = 0;

	for (int rows = 2; rows <= 40; rows++)
		for (int phase = 0; phase < PHASES; phase++) {
			for (int i = 0; i < ROWS; i++) {
				double turn = (double)i / rows + (double)phase / PHASES;

				strain[i] = sin(2 * M_PI * turn);
				stress[i] = fabs(turn - floor(turn) - 0.5);
			}
			dropped += ins_signal_drop_spikes(strain, ROWS, &first);
			dropped += ins_signal_drop_spikes(stress, ROWS, &first);
		}
	CU_ASSERT_EQUAL(dropped, 0);
}

/* Two or five rows a number are held; rounded ones, a rest, and a channel at its limit are not. */
static void a_held_channel_repeats(void)
{
	for (int rows = 1; rows <= 5; rows += 2) {
		fill(1e-3, 1e-3);
		for (int i = 0; i < N; i++)
			stress[i] = stress[i - i % (rows + 1)];
		CU_ASSERT(ins_signal_repeats(stress, N));
	}
	/* Along a straight flank all changes are about the same. */
	fill(1e-3, 1e-5);
	for (size_t i = 0; i < N; i++)
		stress[i] = strain[i - i % 3];
	CU_ASSERT(ins_signal_repeats(stress, N));
	fill(1e-3, 1e-3);
	CU_ASSERT_FALSE(ins_signal_repeats(stress, N));
	for (size_t i = 0; i < N; i++)
		stress[i] = 0.002 * round(stress[i] / 0.002);
	CU_ASSERT_FALSE(ins_signal_repeats(stress, N));
	for (size_t i = 0; i < N; i++) {
		strain[i] = fmin(strain[i], 0.5);
		stress[i] = fmax(0, sin(0.1 * (double)i));
	}
	CU_ASSERT_FALSE(ins_signal_repeats(strain, N));
	CU_ASSERT_FALSE(ins_signal_repeats(stress, N));
	strain[0] = strain[1] = 0;
	CU_ASSERT_FALSE(ins_signal_repeats(strain, 2));
	CU_ASSERT_FALSE(ins_signal_repeats(strain, 0));
}

static void slow_noise_is_told_from_a_white_one_and_from_a_bend(void)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	double slow = 0;

	fill(1e-3, 0.01);
	CU_ASSERT_EQUAL(ins_signal_slow_noise(strain, N), 0);
	CU_ASSERT_EQUAL(ins_signal_slow_noise(stress, N), 0);
	CU_ASSERT_EQUAL(ins_signal_slow_noise(stress, 0), 0);
	for (size_t i = 0; i < N; i++) {
		slow = 0.9 * slow + gsl_ran_gaussian(random, sqrt(1 - 0.9 * 0.9));
		stress[i] += slow;
	}
	stress[17] = NAN;
	/* of 1, differences over 32 rows show 0.955 in square, those over one 0.070 with the white
	 * one; of rows that belong together by the twenty, three errors of 5 % */
	NEAR(ins_signal_slow_noise(stress, N), sqrt(0.955 - 0.070), 0.15, 0);
	gsl_rng_free(random);
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
		{"a step between rows far apart", a_step_between_rows_far_apart},
		{"a channel at its limit is told", a_channel_at_its_limit_is_told},
		{"spikes are dropped", spikes_are_dropped},
		{"what is no spike stays", what_is_no_spike_stays},
		{"coarse cycles are no spikes", coarse_cycles_are_no_spikes},
		{"a held channel repeats", a_held_channel_repeats},
		{"slow noise is told from a white one and from a bend",
			slow_noise_is_told_from_a_white_one_and_from_a_bend},
		{"residuals that follow each other widen", residuals_that_follow_each_other_widen},
		{NULL, NULL}};

	return unit_main("signal", tests);
}
