/* Offset yield, the end of loading, and what else a curve tells, on curves in closed form. */
#include "unit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "physics/flow.h"
#include "physics/fracture.h"
#include "physics/yield.h"

enum { N = 1000 };

static double strain[N], stress[N], seconds[N];
static const struct ins_trace record = {strain, stress, seconds, N};

/* Bilinear: modulus 100 with its zero at strain 0.001, hardening 5 from stress 2 on. */
static void fill_bilinear(void)
{
	for (size_t i = 0; i < N; i++) {
		double e = 0.1 * (double)i / (N - 1), elastic = e - 0.001;

		seconds[i] = 20 * e;
		strain[i] = e;
		stress[i] = elastic < 0.02 ? 100 * elastic : 2 + 5 * (elastic - 0.02);
	}
}

static const struct ins_elastic line = {.modulus = 100,
	.line = {.slope = 100, .intercept = -0.1, .n = 100},
	.first_row = 50,
	.last_row = 150};

static void crossing_of_a_bilinear_curve_is_exact(void)
{
	struct ins_yield yield;
	int found;

	fill_bilinear();
	CU_ASSERT_EQUAL(ins_yield_find(&record, N, &line, 0.03, &yield, &found, NULL), INS_OK);
	CU_ASSERT_EQUAL(found, 1);
	/* 100 (x - .03) = 2 + 5 (x - .02) with x = strain - .001: x = 4.9/95 */
	NEAR(yield.strain, 0.001 + 4.9 / 95, 1e-8, 0);
	NEAR(yield.stress, 100 * (4.9 / 95 - 0.03), 1e-8, 0);
	CU_ASSERT(strain[yield.row] <= yield.strain && yield.strain <= strain[yield.row + 1]);
}

static void the_line_s_error_reaches_the_yield(void)
{
	struct ins_elastic uncertain = line;
	struct ins_yield yield;
	double x = 4.9 / 95 + 0.001 - 0.03;
	int found;

	fill_bilinear();
	uncertain.line.slope_se = 2;
	uncertain.line.covariance = -0.04;
	uncertain.line.intercept_se = 0.03;
	CU_ASSERT_EQUAL(ins_yield_find(&record, N, &uncertain, 0.03, &yield, &found, NULL), INS_OK);
	/* the curve's slope over that of curve less line, times the line's error there */
	NEAR(yield.stress_se, 5.0 / 95 * sqrt(4 * x * x - 2 * 0.04 * x + 9e-4), 1e-6, 0);
}

static void no_crossing_before_the_end_is_no_yield(void)
{
	struct ins_yield yield;
	int found;

	fill_bilinear();
	/* the crossing lies at row 525 */
	CU_ASSERT_EQUAL(ins_yield_find(&record, 520, &line, 0.03, &yield, &found, NULL), INS_OK);
	CU_ASSERT_EQUAL(found, 0);
	CU_ASSERT(isnan(yield.stress) && isnan(yield.stress_se));
	CU_ASSERT_EQUAL(ins_yield_find(&record, 530, &line, 0.03, &yield, &found, NULL), INS_OK);
	CU_ASSERT_EQUAL(found, 1);
	CU_ASSERT_EQUAL(ins_yield_find(&record, 0, &line, 0.03, &yield, &found, NULL), INS_OK);
	CU_ASSERT_EQUAL(found, 0);
	CU_ASSERT_EQUAL(ins_yield_find(&record, N, &line, NAN, &yield, &found, NULL), INS_EUSAGE);
}

/* A clock that jumps by ages where the curve crosses: all rows stand at one of two times. */
static void a_clock_that_jumps_hides_the_crossing(void)
{
	struct ins_yield yield;
	int found;

	fill_bilinear();
	for (size_t i = 0; i < N; i++) {
		seconds[i] += i < 525 ? 0 : 1e12;
		stress[i] += i % 2 ? 0.05 : -0.05;
	}
	CU_ASSERT_EQUAL(ins_yield_find(&record, N, &line, 0.03, &yield, &found, NULL), INS_OK);
	CU_ASSERT_EQUAL(found, 0);
	CU_ASSERT(isnan(yield.stress) && isnan(yield.stress_se));
}

static void yield_s_error_is_honest(void)
{
	enum { SEEDS = 200 };
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	double truth = 100 * (4.9 / 95 - 0.03), sum = 0, se = 0;
	int inside = 0;

	for (unsigned long seed = 1; seed <= SEEDS; seed++) {
		struct ins_yield yield;
		int found;

		gsl_rng_set(random, seed);
		fill_bilinear();
		for (size_t i = 0; i < N; i++) {
			strain[i] += gsl_ran_gaussian(random, 0.0005);
			stress[i] += gsl_ran_gaussian(random, 0.03);
		}
		CU_ASSERT_EQUAL(
			ins_yield_find(&record, N, &line, 0.03, &yield, &found, NULL), INS_OK);
		CU_ASSERT_EQUAL(found, 1);
		sum += yield.stress / SEEDS;
		se += yield.stress_se / SEEDS;
		inside += fabs(yield.stress - truth) <= yield.stress_se;
	}
	gsl_rng_free(random);
	/* 4 standard errors of the mean */
	NEAR(sum, truth, 0, 4 * se / sqrt(SEEDS));
	/* 68.3 % with a binomial sd of 3.3 %, 3 of them */
	NEAR((double)inside / SEEDS, 0.683, 0, 0.1);
}

/* Noise of the load of which nine tenths stay from row to row. */
static void slow_noise_is_in_the_yield_s_error(void)
{
	enum { SEEDS = 200 };
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	double squares = 0;

	for (unsigned long seed = 1; seed <= SEEDS; seed++) {
		double slow = 0;
		struct ins_yield yield;
		int found;

		gsl_rng_set(random, seed);
		fill_bilinear();
		for (size_t i = 0; i < N; i++) {
			slow = 0.9 * slow + gsl_ran_gaussian(random, 0.03 * sqrt(0.19));
			stress[i] += slow;
		}
		CU_ASSERT_EQUAL(
			ins_yield_find(&record, N, &line, 0.03, &yield, &found, NULL), INS_OK);
		CU_ASSERT_EQUAL_FATAL(found, 1);
		squares += pow((yield.stress - 100 * (4.9 / 95 - 0.03)) / yield.stress_se, 2);
	}
	gsl_rng_free(random);
	/* Its rows average the noise, by a third at most, and no less is told than there is: 200
	 * squares have a mean of 1 with an sd of 0.1, whose root has one of 5 %. */
	NEAR(sqrt(squares / SEEDS), 0.85, 0, 0.15 + 3 * 0.05);
}

static struct ins_fracture ending(size_t n, enum ins_mode mode)
{
	const struct ins_trace part = {strain, stress, seconds, n};
	struct ins_fracture result = {0};

	CU_ASSERT_EQUAL(ins_fracture_find(&part, mode, &result, NULL), INS_OK);
	return result;
}

/* The yield of a bilinear curve of which VALUE is rounded to steps that begin at SHIFT. */
static struct ins_yield yield_in_steps(double *value, double step, double shift)
{
	struct ins_yield yield;
	int found;

	fill_bilinear();
	for (size_t i = 0; i < N; i++)
		value[i] = step * round((value[i] + shift) / step) - shift;
	CU_ASSERT_EQUAL(ins_yield_find(&record, N, &line, 0.03, &yield, &found, NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(found, 1);
	return yield;
}

/* Over the phases of the steps the errors of rounding have a uniform distribution. */
static void rounding_is_in_the_yield_s_error(void)
{
	enum { PHASES = 20 };
	const double step = 0.2;
	double squares = 0;

	for (int k = 0; k < PHASES; k++) {
		struct ins_yield yield = yield_in_steps(stress, step, step * k / PHASES);

		squares += pow((yield.stress - 100 * (4.9 / 95 - 0.03)) / yield.stress_se, 2);
	}
	/* 1 where the error is right; 20 phases have a variance of 1 -+ 1/20^2 of what lies between
	 */
	NEAR(sqrt(squares / PHASES), 1, 1.0 / (PHASES * PHASES), 0);
}

/* A strain in steps of ten rows each: no error is larger than told, wherever the steps begin. */
static void steps_of_strain_are_in_the_yield_s_error(void)
{
	enum { PHASES = 20 };
	const double step = 1e-3;

	for (int k = 0; k < PHASES; k++) {
		struct ins_yield yield = yield_in_steps(strain, step, step * k / PHASES);

		/* the error of what is rounded ends at sqrt(3) of its sd */
		NEAR(yield.stress, 100 * (4.9 / 95 - 0.03), 0, sqrt(3) * yield.stress_se);
		/* 5 of stress a unit of strain, not the 100 of one step; to which a fit over some
		 * steps adds less than a third */
		NEAR(yield.stress_se, 5.0 / 95 * 100 * step / sqrt(12), 0.3, 0);
	}
}

/* Unloading from row AT by DEPTH of strain and loading back, in the rows behind, as many as fit. */
static void unload(size_t at, size_t rows, double depth)
{
	for (size_t i = N - 1; i >= at + rows; i--) {
		strain[i] = strain[i - rows];
		stress[i] = stress[i - rows];
	}
	for (size_t i = 0; i < rows; i++) {
		double away = depth * (1 - fabs(2 * (double)(i + 1) / (double)(rows + 1) - 1));

		strain[at + i] = strain[at - 1] - away;
		stress[at + i] = stress[at - 1] - 100 * away;
	}
}

/* Wherever it is unloaded before it crosses the line, and behind, and within. */
static void an_unloading_moves_no_yield(void)
{
	static const size_t at[] = {300, 480, 500, 515, 518, 525, 560};

	for (size_t k = 0; k < sizeof at / sizeof *at; k++) {
		struct ins_yield yield;
		int found;

		fill_bilinear();
		unload(at[k], 60, 0.015);
		strain[at[k] - 20] += 0.0002;
		CU_ASSERT_EQUAL(
			ins_yield_find(&record, N, &line, 0.03, &yield, &found, NULL), INS_OK);
		CU_ASSERT_EQUAL(found, 1);
		/* a row is 1e-4 of strain, 5e-4 of stress; a row that was moved, one of some ten */
		NEAR(yield.stress, 100 * (4.9 / 95 - 0.03), 0, 5e-4);
	}
}

/* What is under load on the wrong side of zero has not yielded. */
static void no_yield_is_negative(void)
{
	struct ins_yield yield;
	int found;

	fill_bilinear();
	for (size_t i = 200; i < N; i++)
		stress[i] = -5;
	CU_ASSERT_EQUAL(ins_yield_find(&record, N, &line, 0.03, &yield, &found, NULL), INS_OK);
	CU_ASSERT_EQUAL(found, 0);
}

/* Straight to 4 at row 410, down to 0.2 within a row, and up again to LEVEL at the end. */
static void what_is_met_behind_a_fall_is_no_strength(void)
{
	static const struct {
		double level;
		size_t row;
		double yield;
		int falls;
	} cases[] = {{2, 700, 1.2, 1}, {6, 600, 3, 0}, {6, 412, 0.2, 1}, {6, 412, 3.8, 1}};

	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		size_t before;

		fill_bilinear();
		for (size_t i = 0; i < N; i++)
			stress[i] = i <= 410 ? 100 * (strain[i] - 0.001)
					     : 0.2 + cases[k].level * (double)(i - 411) / (N - 411);
		before = ins_fracture_fall_before(&record, N, cases[k].row, cases[k].yield);
		CU_ASSERT_EQUAL(before, cases[k].falls ? 410 : N);
	}
	fill_bilinear();
	CU_ASSERT_EQUAL(ins_fracture_fall_before(&record, N, 517, 2.2), N);
}

static void a_collapse_is_a_fracture(void)
{
	for (int mode = INS_MODE_TENSION; mode <= INS_MODE_COMPRESSION; mode++) {
		struct ins_fracture result;

		fill_bilinear();
		for (size_t i = 700; i < N; i++)
			stress[i] = i == 700 ? 1 : 0.01;
		result = ending(N, (enum ins_mode)mode);
		CU_ASSERT_EQUAL(result.ending, INS_ENDING_FRACTURE);
		CU_ASSERT_EQUAL(result.last, 699);
		CU_ASSERT_FALSE(result.assumed);
	}
}

/* Modulus 100 up to 7, and down to nothing within ROWS rows, while strain goes on. */
static void a_slow_break_is_a_fracture(void)
{
	static const size_t rows[] = {10, 30, 60, 120, 240};

	for (int mode = INS_MODE_TENSION; mode <= INS_MODE_COMPRESSION; mode++)
		for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
			struct ins_fracture result;

			for (size_t i = 0; i < N; i++) {
				double down = (double)(i < 700 ? 0 : i - 700) / (double)rows[k];

				strain[i] = 1e-4 * (double)i;
				stress[i] = i <= 700 ? 0.01 * (double)i : 7 * fmax(1 - down, 0);
			}
			result = ending(N, (enum ins_mode)mode);
			CU_ASSERT_EQUAL(result.ending, INS_ENDING_FRACTURE);
			/* a step of less than 2 % of the greatest stress is not steep */
			NEAR(stress[result.last], 7, 0.02, 0);
		}
}

/* Modulus 100 up to 7, then two falls with 100 rows between them, and rows in which nothing falls.
 */
static void a_break_is_over_behind_its_last_step(void)
{
	for (size_t i = 0; i < N; i++) {
		strain[i] = 1e-4 * (double)i;
		stress[i] = i < 700 ? 0.01 * (double)i : i < 800 ? 3 : 1;
	}
	CU_ASSERT_EQUAL(ins_fracture_over(&record, 699), 800);
	/* the last step may take more than one row */
	stress[801] = 0.99;
	for (size_t i = 802; i < N; i++)
		stress[i] = 0.98;
	CU_ASSERT_EQUAL(ins_fracture_over(&record, 699), 802);
	/* what falls where the specimen is unloaded is no step */
	for (size_t i = 790; i < N; i++)
		strain[i] = strain[789] - 1e-3 * (double)(i - 789);
	CU_ASSERT_EQUAL(ins_fracture_over(&record, 699), 700);
	stress[750] = NAN;
	CU_ASSERT_EQUAL(ins_fracture_over(&record, 699), 700);
	CU_ASSERT_EQUAL(ins_fracture_over(&record, N - 1), N);
}

/* Of two falls that leave more than half, 0.3 and 0.8 of 7, the largest; none is an unloading, nor
 * under 2 % or in the noise. */
static void the_largest_fall_leaves_what_it_will(void)
{
	for (size_t i = 0; i < N; i++) {
		strain[i] = 1e-4 * (double)i;
		stress[i] = 0.01 * (double)i - (i > 400 ? 0.3 : 0) - (i > 700 ? 0.8 : 0);
	}
	CU_ASSERT_EQUAL(ins_fracture_largest_fall(&record), 700);
	for (size_t i = 701; i < N; i++)
		strain[i] = 0.07 - 1e-3 * (double)(i - 700);
	CU_ASSERT_EQUAL(ins_fracture_largest_fall(&record), 400);
	for (size_t i = 401; i < N; i++)
		stress[i] += 0.2;
	CU_ASSERT_EQUAL(ins_fracture_largest_fall(&record), N);
	CU_ASSERT_EQUAL(ins_fracture_largest_fall(&(struct ins_trace){strain, stress, NULL, 0}), 0);
}

/* Stress falls as slowly, but strain goes on by many times the elastic one of 0.002. */
static void a_neck_is_no_break(void)
{
	struct ins_fracture result;

	for (size_t i = 0; i < N; i++) {
		strain[i] = 1e-4 * (double)i;
		stress[i] = fmin(1000 * strain[i], 2) * (i < 800 ? 1 : 1 - (double)(i - 800) / 210);
	}
	result = ending(N, INS_MODE_TENSION);
	CU_ASSERT_EQUAL(result.ending, INS_ENDING_FRACTURE);
	CU_ASSERT_EQUAL(result.last, N - 1);
	CU_ASSERT_EQUAL(ending(N, INS_MODE_COMPRESSION).ending, INS_ENDING_OPEN);
}

static void bursts_and_serrations_are_no_fracture(void)
{
	struct ins_fracture result;

	fill_bilinear();
	for (size_t i = 400; i < 420; i++)
		stress[i] *= 0.4;
	for (size_t i = 600; i < N; i += 7)
		stress[i] *= 0.8;
	result = ending(N, INS_MODE_COMPRESSION);
	CU_ASSERT_EQUAL(result.ending, INS_ENDING_OPEN);
	CU_ASSERT_EQUAL(result.last, N - 1);
}

static void unloading_is_no_fracture(void)
{
	struct ins_fracture result;

	fill_bilinear();
	for (size_t i = 800; i < N; i++) {
		strain[i] = strain[799] - 0.0001 * (double)(i - 799);
		stress[i] = fmax(stress[799] - 100 * (strain[799] - strain[i]), 0);
	}
	result = ending(N, INS_MODE_COMPRESSION);
	CU_ASSERT_EQUAL(result.ending, INS_ENDING_UNLOADED);
	CU_ASSERT_EQUAL(result.last, 799);
	result = ending(N, INS_MODE_TENSION);
	CU_ASSERT_EQUAL(result.ending, INS_ENDING_UNLOADED);
	/* a tip that is withdrawn within three rows */
	for (size_t i = 800; i < N; i++) {
		stress[i] = i < 803 ? stress[799] * (double)(803 - i) / 4 : 0;
		strain[i] = strain[799] - (stress[799] - stress[i]) / 100;
	}
	result = ending(N, INS_MODE_COMPRESSION);
	CU_ASSERT_EQUAL(result.ending, INS_ENDING_UNLOADED);
	CU_ASSERT_EQUAL(result.last, 799);
}

/* Whether or not it begins under load, 5 GPa along 100 and back within four rows is an unloading.
 */
static void a_preload_hides_no_unloading(void)
{
	static const double first[] = {0, 0.6};

	for (size_t k = 0; k < sizeof first / sizeof *first; k++) {
		struct ins_fracture result;

		for (size_t i = 0; i < N; i++) {
			double share = fmax(1 - (double)(i - 799) / 4, 0);

			if (i < 800)
				share = first[k] + (1 - first[k]) * (double)i / 799;
			strain[i] = 0.05 * share;
			stress[i] = 5 * share;
		}
		result = ending(N, INS_MODE_COMPRESSION);
		CU_ASSERT_EQUAL(result.ending, INS_ENDING_UNLOADED);
		CU_ASSERT_EQUAL(result.last, 799);
	}
}

static void a_tension_record_that_ends_has_broken(void)
{
	struct ins_fracture result;

	fill_bilinear();
	result = ending(600, INS_MODE_TENSION);
	CU_ASSERT_EQUAL(result.ending, INS_ENDING_FRACTURE);
	CU_ASSERT_EQUAL(result.last, 599);
	CU_ASSERT(result.assumed);
	/* The last row tells that it falls. */
	stress[599] = 0.9 * stress[598];
	result = ending(600, INS_MODE_TENSION);
	CU_ASSERT_EQUAL(result.last, 598);
	CU_ASSERT_FALSE(result.assumed);
	fill_bilinear();
	result = ending(600, INS_MODE_COMPRESSION);
	CU_ASSERT_FALSE(result.assumed);
	CU_ASSERT_EQUAL(result.ending, INS_ENDING_OPEN);
	CU_ASSERT_EQUAL(result.last, 599);
}

static void upper_yield_comes_before_the_first_fall(void)
{
	int found;

	for (size_t i = 0; i < N; i++) {
		double e = 0.1 * (double)i / (N - 1);

		strain[i] = e;
		stress[i] = e < 0.02 ? 100 * e : 1.95 + 20 * (e - 0.02);
	}
	CU_ASSERT_EQUAL(ins_flow_upper_yield(&record, 0, N, &found), 199);
	CU_ASSERT_EQUAL(found, 1);
	CU_ASSERT_EQUAL(ins_flow_maximum(&record, N), N - 1);
	CU_ASSERT_EQUAL(ins_flow_maximum(&record, 210), 199);
	CU_ASSERT_EQUAL(ins_flow_maximum(&record, 0), 0);
	fill_bilinear();
	ins_flow_upper_yield(&record, 0, N, &found);
	CU_ASSERT_EQUAL(found, 0);
}

/* A drop from 2 to 1.7 that is the greatest stress of all, and the fall from 2 into a neck. */
static void upper_yield_may_be_the_maximum(void)
{
	int found;

	for (int shape = 0; shape < 3; shape++) {
		for (size_t i = 0; i < N; i++) {
			double e = 0.1 * (double)i / (N - 1), past = fmax(e - 0.02, 0) / 0.08;

			strain[i] = e;
			stress[i] = 100 * e;
			if (e >= 0.02)
				stress[i] = shape == 0   ? 1.7 + 0.06 * past
					    : shape == 1 ? 1.7
							 : 2 - 0.5 * past * past;
		}
		/* In the first row of the neck stress has not yet fallen. */
		CU_ASSERT_EQUAL(ins_flow_upper_yield(&record, 0, N, &found),
			(size_t)(shape < 2 ? 199 : 200));
		CU_ASSERT_EQUAL(found, shape < 2);
	}
}

/* Stress relaxes from row AT by a tenth in 60 rows, in which strain stands. */
static void hold(size_t at)
{
	for (size_t i = N - 1; i >= at + 60; i--) {
		strain[i] = strain[i - 60];
		stress[i] = stress[i - 60];
	}
	for (size_t i = at; i < at + 60; i++) {
		strain[i] = strain[at - 1];
		stress[i] = stress[at - 1] * (1 - 0.1 * log((double)(i - at + 2)) / log(61));
	}
}

/* Neither where it is unloaded nor where it is held, though a yield point behind counts. */
static void upper_yield_is_not_where_strain_is_held(void)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

	for (int k = 0; k < 3; k++) {
		int found;

		fill_bilinear();
		if (k == 0)
			unload(400, 60, 0.015);
		else
			hold(400);
		for (size_t i = 0; i < N; i++) {
			strain[i] += gsl_ran_gaussian(random, 1e-5);
			stress[i] -= k == 2 && i >= 700 ? 0.2 : 0;
		}
		/* As where the extensometer is put on late. */
		strain[0] = NAN;
		CU_ASSERT(ins_flow_upper_yield(&record, 220, N, &found) == 699 || k < 2);
		CU_ASSERT_EQUAL(found, k == 2);
	}
	gsl_rng_free(random);
}

static void a_step_of_rounding_is_no_upper_yield(void)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	int found;

	fill_bilinear();
	for (size_t i = 0; i < N; i++)
		stress[i] = 0.05 * round((stress[i] + gsl_ran_gaussian(random, 0.003)) / 0.05);
	gsl_rng_free(random);
	ins_flow_upper_yield(&record, 220, N, &found);
	CU_ASSERT_EQUAL(found, 0);
}

static void work_and_rate_are_integral_and_slope(void)
{
	fill_bilinear();
	/* trapezoids are exact on lines, but for the corner within one row of 1e-4 */
	NEAR(ins_flow_work(&record, N),
		-0.1 * 0.001 / 2 + 2 * 0.02 / 2 + 2 * 0.079 + 5 * 0.079 * 0.079 / 2, 0, 1e-6);
	NEAR(ins_flow_strain_rate(&record, N), 1.0 / 20, 1e-12, 0);
	CU_ASSERT(isnan(ins_flow_work(&record, 1)));
	CU_ASSERT(isnan(ins_flow_strain_rate(&(struct ins_trace){strain, stress, NULL, N}, N)));
}

static void true_curve_keeps_volume(void)
{
	NEAR(ins_flow_true_strain(0.25, INS_MODE_TENSION), log(1.25), 1e-12, 0);
	NEAR(ins_flow_true_stress(0.25, 3, INS_MODE_TENSION), 3.75, 1e-12, 0);
	NEAR(ins_flow_true_strain(0.25, INS_MODE_COMPRESSION), -log(0.75), 1e-12, 0);
	NEAR(ins_flow_true_stress(0.25, 3, INS_MODE_COMPRESSION), 2.25, 1e-12, 0);
	CU_ASSERT(isnan(ins_flow_true_strain(1.5, INS_MODE_COMPRESSION)));
	CU_ASSERT(isnan(ins_flow_true_stress(-2, 3, INS_MODE_TENSION)));
}

/* A curve made of K and n, in either direction, gives them back. */
static void hollomon_gives_back_what_went_in(void)
{
	for (int mode = INS_MODE_TENSION; mode <= INS_MODE_COMPRESSION; mode++) {
		double sign = mode == INS_MODE_TENSION ? 1 : -1;
		struct ins_hollomon result;

		for (size_t i = 0; i < N; i++) {
			double plastic = 0.15 * (double)(i + 1) / N;
			double true_stress = 0.9 * pow(plastic, 0.21);
			double length = exp(sign * (plastic + true_stress / 80));

			strain[i] = sign * (length - 1) + 0.002;
			stress[i] = true_stress / length;
		}
		CU_ASSERT_EQUAL(ins_flow_hollomon(&record, N, (enum ins_mode)mode, 80, 0.002, 0.02,
					0.1, &result, NULL),
			INS_OK);
		/* a noiseless fit */
		NEAR(result.exponent, 0.21, 1e-8, 0);
		NEAR(result.coefficient, 0.9, 1e-8, 0);
		CU_ASSERT_EQUAL(result.points, 533);
		CU_ASSERT_EQUAL(ins_flow_hollomon(&record, N, (enum ins_mode)mode, 80, 0, 0.4, 0.5,
					&result, NULL),
			INS_EANALYSIS);
		CU_ASSERT_EQUAL(ins_flow_hollomon(&record, N, (enum ins_mode)mode, 80, 0, 0.1, 0.1,
					&result, NULL),
			INS_EUSAGE);
	}
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"crossing of a bilinear curve is exact", crossing_of_a_bilinear_curve_is_exact},
		{"the line's error reaches the yield", the_line_s_error_reaches_the_yield},
		{"no crossing before the end is no yield", no_crossing_before_the_end_is_no_yield},
		{"a clock that jumps hides the crossing", a_clock_that_jumps_hides_the_crossing},
		{"yield's error is honest", yield_s_error_is_honest},
		{"slow noise is in the yield's error", slow_noise_is_in_the_yield_s_error},
		{"steps of strain are in the yield's error",
			steps_of_strain_are_in_the_yield_s_error},
		{"rounding is in the yield's error", rounding_is_in_the_yield_s_error},
		{"an unloading moves no yield", an_unloading_moves_no_yield},
		{"no yield is negative", no_yield_is_negative},
		{"what is met behind a fall is no strength",
			what_is_met_behind_a_fall_is_no_strength},
		{"a collapse is a fracture", a_collapse_is_a_fracture},
		{"a slow break is a fracture", a_slow_break_is_a_fracture},
		{"a break is over behind its last step", a_break_is_over_behind_its_last_step},
		{"the largest fall leaves what it will", the_largest_fall_leaves_what_it_will},
		{"a neck is no break", a_neck_is_no_break},
		{"bursts and serrations are no fracture", bursts_and_serrations_are_no_fracture},
		{"unloading is no fracture", unloading_is_no_fracture},
		{"a preload hides no unloading", a_preload_hides_no_unloading},
		{"a tension record that ends has broken", a_tension_record_that_ends_has_broken},
		{"upper yield comes before the first fall",
			upper_yield_comes_before_the_first_fall},
		{"upper yield may be the maximum", upper_yield_may_be_the_maximum},
		{"upper yield is not where strain is held",
			upper_yield_is_not_where_strain_is_held},
		{"a step of rounding is no upper yield", a_step_of_rounding_is_no_upper_yield},
		{"work and rate are integral and slope", work_and_rate_are_integral_and_slope},
		{"true curve keeps volume", true_curve_keeps_volume},
		{"Hollomon gives back what went in", hollomon_gives_back_what_went_in},
		{NULL, NULL}};

	gsl_set_error_handler_off();
	return unit_main("yield", tests);
}
