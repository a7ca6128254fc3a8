/* One record as arrays: its usable rows, means, noise, and a strain that follows the clock. */
#include "unit.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "physics/trace.h"

enum { N = 10000 };

static double strain[N], stress[N], seconds[N];
static const struct ins_trace record = {strain, stress, seconds, N};

/* Noise of SD on a strain of RATE a second, and on a stress that bends. */
static void fill(double rate, double sd)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

	gsl_rng_set(random, 20);
	for (size_t i = 0; i < N; i++) {
		seconds[i] = 0.1 * (double)i;
		strain[i] = rate * seconds[i] + gsl_ran_gaussian(random, sd);
		stress[i] = sin(1e-3 * seconds[i]) + gsl_ran_gaussian(random, sd);
	}
	gsl_rng_free(random);
}

static struct ins_trace_rows copy(size_t from, size_t to)
{
	struct ins_trace_rows rows = {0};

	CU_ASSERT_EQUAL(ins_trace_rows_copy(&record, from, to, &rows, NULL), INS_OK);
	return rows;
}

static void rows_without_a_number_are_left_out(void)
{
	struct ins_trace_rows rows;

	fill(1e-3, 1e-5);
	strain[3] = NAN;
	stress[5] = INFINITY;
	rows = copy(2, 8);
	CU_ASSERT_EQUAL_FATAL(rows.n, 4);
	CU_ASSERT_EQUAL(rows.row[0], 2);
	CU_ASSERT_EQUAL(rows.row[1], 4);
	CU_ASSERT_EQUAL(rows.row[2], 6);
	CU_ASSERT_EQUAL(rows.row[3], 7);
	CU_ASSERT(rows.guide_is_time);
	CU_ASSERT_EQUAL(rows.guide[1], seconds[4]);
	ins_trace_rows_free(&rows);
	rows = copy(3, 4);
	CU_ASSERT_EQUAL(rows.n, 0);
	ins_trace_rows_free(&rows);
}

static void a_clock_that_stands_is_no_guide(void)
{
	struct ins_trace_rows rows;

	fill(1e-3, 1e-5);
	seconds[6] = seconds[5];
	rows = copy(0, 6);
	CU_ASSERT(rows.guide_is_time);
	ins_trace_rows_free(&rows);
	rows = copy(4, 8);
	CU_ASSERT_FALSE(rows.guide_is_time);
	CU_ASSERT_EQUAL(rows.guide[3], 7);
	ins_trace_rows_free(&rows);
}

static void a_short_rest_joins_the_last_mean(void)
{
	struct ins_trace_rows rows, means = {0};

	for (size_t i = 0; i < 11; i++)
		strain[i] = stress[i] = seconds[i] = (double)i;
	rows = copy(0, 11);
	CU_ASSERT_EQUAL(ins_trace_rows_average(&rows, 1, 11, 4, &means, NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(means.n, 2);
	/* of 1 to 4, and of 5 to 10 */
	NEAR(means.strain[0], 2.5, 1e-15, 0);
	NEAR(means.strain[1], 7.5, 1e-15, 0);
	CU_ASSERT_EQUAL(means.row[1], 5);
	ins_trace_rows_free(&means);
	ins_trace_rows_free(&rows);
}

static void noise_is_told_from_a_bend_and_from_jumps(void)
{
	fill(1e-3, 0.01);
	/* the median of 10,000 differences that overlap has an sd of 1.4 % (400 trials): three */
	NEAR(ins_trace_noise(stress, N), 0.01, 0.05, 0);
	for (size_t i = N / 2; i < N; i++)
		stress[i] += 100;
	stress[17] = NAN;
	NEAR(ins_trace_noise(stress, N), 0.01, 0.05, 0);
	CU_ASSERT_EQUAL(ins_trace_noise(stress, 2), 0);
}

static void steps_of_rounding_are_found(void)
{
	fill(1e-3, 1e-3);
	CU_ASSERT_EQUAL(ins_trace_rounding(strain, N), 0);
	CU_ASSERT(ins_trace_step(strain, N) < 1e-5);
	for (size_t i = 0; i < N; i++)
		strain[i] = 0.05 * round(strain[i] / 0.05);
	strain[7] = NAN;
	/* differences of numbers that are rounded to double, up to 1 */
	NEAR(ins_trace_step(strain, N), 0.05, 0, 1e-15);
	NEAR(ins_trace_rounding(strain, N), 0.05, 0, 1e-15);
	CU_ASSERT_EQUAL(ins_trace_step(strain, 1), 0);
	CU_ASSERT_EQUAL(ins_trace_rounding(strain, 6), 0);
}

static void a_channel_at_its_limit_is_told(void)
{
	fill(1e-3, 1e-3);
	CU_ASSERT_FALSE(ins_trace_rests(strain, N));
	for (size_t i = 0; i < N; i++)
		strain[i] = fmin(strain[i], 0.9);
	strain[N - 5] = NAN;
	CU_ASSERT(ins_trace_rests(strain, N));
	/* it comes there about row 9000 */
	CU_ASSERT_FALSE(ins_trace_rests(strain, 8900));
	CU_ASSERT_FALSE(ins_trace_rests(strain, 0));
	/* it begins there, and falls */
	for (size_t i = 0; i < N; i++)
		stress[i] = fmin(1 + stress[i] - 1e-3 * seconds[i], 1);
	CU_ASSERT(ins_trace_rests(stress, N));
	/* steps that hide the noise, and a model without any, may rest at a flat top */
	for (size_t i = 0; i < N; i++) {
		stress[i] = 1e-3 * round(stress[i] / 1e-3);
		strain[i] = fmin(1e-4 * (double)i, 0.5);
	}
	CU_ASSERT_FALSE(ins_trace_rests(stress, N));
	CU_ASSERT_FALSE(ins_trace_rests(strain, N));
}

static void a_spike_stands_alone(void)
{
	fill(1e-3, 1e-3);
	CU_ASSERT_FALSE(ins_trace_stands_alone(strain, N));
	strain[500] = 1.5;
	strain[501] = NAN;
	CU_ASSERT(ins_trace_stands_alone(strain, N));
	/* two rows are no spike, nor is the last row before a break, nor one at an end */
	strain[499] = 1.49;
	CU_ASSERT_FALSE(ins_trace_stands_alone(strain, N));
	fill(1e-3, 1e-3);
	for (size_t i = 5000; i < N; i++)
		strain[i] = 0;
	CU_ASSERT_FALSE(ins_trace_stands_alone(strain, N));
	strain[N - 1] = 3;
	CU_ASSERT_FALSE(ins_trace_stands_alone(strain, N));
	CU_ASSERT_FALSE(ins_trace_stands_alone(strain, 0));
}

static void residuals_that_follow_each_other_widen(void)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	double slow = 0;

	fill(0, 1);
	CU_ASSERT_EQUAL(ins_trace_widening(strain, N), 1);
	for (size_t i = 0; i < N; i++)
		stress[i] = slow = 0.5 * slow + gsl_ran_gaussian(random, 1);
	/* (1 + 0.5)/(1 - 0.5); of r, sqrt((1 - r^2)/n) is 0.0087, and three of that 0.21 here */
	NEAR(ins_trace_widening(stress, N), 3, 0, 0.21);
	for (size_t i = 0; i < N; i++)
		stress[i] = sin(1e-3 * (double)i);
	/* one slow wave: the greatest there is, (1 + 0.95)/(1 - 0.95) */
	NEAR(ins_trace_widening(stress, N), 39, 1e-12, 0);
	gsl_rng_free(random);
}

static void even_strain_is_read_off_the_clock(void)
{
	struct ins_trace_rows rows;
	double share = 0;

	fill(1e-3, 1e-4);
	rows = copy(0, N);
	CU_ASSERT_EQUAL(ins_trace_rows_straighten(&rows, 0, N, &share, NULL), INS_OK);
	/* five sd of the line at its ends, each 2/sqrt(n) of a row's */
	for (size_t i = 0; i < N; i += 100)
		NEAR(rows.strain[i], 1e-3 * seconds[i], 0, 1e-5);
	/* (sd sqrt(12/n)/rise)^2 of the slope; from 125 means known to 0.13, and three of that */
	NEAR(share, 1e-8 * 12 / N / (0.9999 * 0.9999), 0.4, 0);
	ins_trace_rows_free(&rows);
}

static void strain_that_bends_stays_as_it_is(void)
{
	struct ins_trace_rows rows;
	double share = 0;

	fill(1e-3, 1e-4);
	for (size_t i = 0; i < N; i++)
		strain[i] += 1e-9 * seconds[i] * seconds[i];
	rows = copy(0, N);
	CU_ASSERT_EQUAL(ins_trace_rows_straighten(&rows, 0, N, &share, NULL), INS_OK);
	CU_ASSERT_EQUAL(memcmp(rows.strain, strain, sizeof strain), 0);
	CU_ASSERT_EQUAL(share, 0);
	/* a part too short to judge */
	CU_ASSERT_EQUAL(ins_trace_rows_straighten(&rows, 0, 11, &share, NULL), INS_OK);
	CU_ASSERT_EQUAL(memcmp(rows.strain, strain, sizeof strain), 0);
	CU_ASSERT_EQUAL(share, 0);
	ins_trace_rows_free(&rows);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"rows without a number are left out", rows_without_a_number_are_left_out},
		{"a clock that stands is no guide", a_clock_that_stands_is_no_guide},
		{"a short rest joins the last mean", a_short_rest_joins_the_last_mean},
		{"noise is told from a bend and from jumps",
			noise_is_told_from_a_bend_and_from_jumps},
		{"steps of rounding are found", steps_of_rounding_are_found},
		{"a channel at its limit is told", a_channel_at_its_limit_is_told},
		{"a spike stands alone", a_spike_stands_alone},
		{"residuals that follow each other widen", residuals_that_follow_each_other_widen},
		{"even strain is read off the clock", even_strain_is_read_off_the_clock},
		{"strain that bends stays as it is", strain_that_bends_stays_as_it_is},
		{NULL, NULL}};

	return unit_main("trace", tests);
}
