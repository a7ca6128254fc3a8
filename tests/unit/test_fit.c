/* Least squares: certified answers, exact data in any unit, noise in both channels. */
#include "unit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "physics/fit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* NIST StRD, data set Norris. */
static const double norris_y[] = {0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9,
	559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3,
	0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2};
static const double norris_x[] = {0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0,
	558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3,
	0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5};

static const double scales[] = {1e-12, 1e-6, 1, 1e6, 1e12};

static void line_agrees_with_norris(void)
{
	struct ins_err err = {0};
	struct ins_line line;

	CU_ASSERT_EQUAL(ins_fit_line(norris_x, norris_y, COUNT(norris_x), &line, &err), INS_OK);
	/* algebra on data of three digits: the certified digits within rounding */
	NEAR(line.slope, 1.00211681802045, 1e-12, 0);
	NEAR(line.intercept, -0.262323073774029, 1e-11, 0);
	NEAR(line.slope_se, 0.429796848199937E-03, 1e-11, 0);
	NEAR(line.intercept_se, 0.232818234301152, 1e-11, 0);
	NEAR(line.residual_sd, 0.884796396144373, 1e-11, 0);
	NEAR(ins_line_at(&line, 429.3), -0.262323073774029 + 1.00211681802045 * 429.3, 1e-12, 0);
	/* at the mean of x only the mean's own error is left */
	NEAR(ins_line_at_se(&line, 428.3416666666667), line.residual_sd / 6, 1e-3, 0);
}

static void two_points_tell_no_error(void)
{
	static const double x[] = {0, 1}, y[] = {1, 3};
	struct ins_line line;

	CU_ASSERT_EQUAL(ins_fit_line(x, y, 2, &line, NULL), INS_OK);
	NEAR(ins_line_at(&line, 0.5), 2, 1e-12, 0);
	CU_ASSERT(isnan(line.slope_se));
	CU_ASSERT(isnan(ins_line_at_se(&line, 0.5)));
}

static void line_agrees_with_norris_at_the_ends_of_its_range(void)
{
	static const double units[] = {1e-70, 1e70};
	double x[COUNT(norris_x)], y[COUNT(norris_x)];
	struct ins_line line;

	for (size_t k = 0; k < COUNT(units) * COUNT(units); k++) {
		double x_unit = units[k / COUNT(units)], y_unit = units[k % COUNT(units)];

		for (size_t i = 0; i < COUNT(norris_x); i++) {
			x[i] = norris_x[i] / 1000 * x_unit;
			y[i] = norris_y[i] / 1000 * y_unit;
		}
		CU_ASSERT_EQUAL(ins_fit_line(x, y, COUNT(norris_x), &line, NULL), INS_OK);
		/* algebra on data of three digits: the certified digits within rounding */
		NEAR(line.slope / y_unit * x_unit, 1.00211681802045, 1e-12, 0);
		NEAR(line.slope_se / y_unit * x_unit, 0.429796848199937E-03, 1e-11, 0);
		NEAR(line.intercept_se / y_unit, 0.232818234301152e-3, 1e-11, 0);
	}
}

static void linear_agrees_with_norris_in_any_unit(void)
{
	size_t n = COUNT(norris_x);
	double design[2 * COUNT(norris_x)], y[COUNT(norris_x)];
	double coefficient[2], covariance[4], chisq;

	for (size_t k = 0; k < COUNT(scales) * COUNT(scales); k++) {
		double x_unit = scales[k / COUNT(scales)], y_unit = scales[k % COUNT(scales)];

		for (size_t i = 0; i < n; i++) {
			design[2 * i] = 1;
			design[2 * i + 1] = norris_x[i] * x_unit;
			y[i] = norris_y[i] * y_unit;
		}
		CU_ASSERT_EQUAL(ins_fit_linear(design, y, NULL, n, 2, coefficient, covariance,
					&chisq, NULL),
			INS_OK);
		/* algebra of QR on a design of condition 1e3: ten digits remain */
		NEAR(coefficient[0] / y_unit, -0.262323073774029, 1e-10, 0);
		NEAR(coefficient[1] / y_unit * x_unit, 1.00211681802045, 1e-10, 0);
		NEAR(sqrt(covariance[0]) / y_unit, 0.232818234301152, 1e-10, 0);
		NEAR(sqrt(covariance[3]) / y_unit * x_unit, 0.429796848199937E-03, 1e-10, 0);
		NEAR(chisq / y_unit / y_unit, 26.6173985294224, 1e-10, 0);
	}
}

/* Weights of 1/variance on two means: the textbook weighted mean and its variance. */
static void linear_takes_weights_as_they_are(void)
{
	static const double ones[] = {1, 1, 1}, y[] = {2.5, 4, 7}, weight[] = {4, 2, 0};
	double mean, variance, chisq;

	CU_ASSERT_EQUAL(
		ins_fit_linear(ones, y, weight, 3, 1, &mean, &variance, &chisq, NULL), INS_OK);
	NEAR(mean, 3, 1e-12, 0);
	NEAR(variance, 1.0 / 6, 1e-12, 0);
	NEAR(chisq, 4 * 0.25 + 2 * 1, 1e-12, 0);
}

static void linear_takes_more_rows_than_a_block(void)
{
	enum { N = 5000 };
	static double design[3 * N], y[N];
	double coefficient[3], covariance[9], chisq;

	for (size_t i = 0; i < N; i++) {
		double t = (double)i / N;

		design[3 * i] = 1;
		design[3 * i + 1] = t;
		design[3 * i + 2] = sin(20 * t);
		y[i] = 3 - 2 * t + 0.5 * sin(20 * t);
	}
	CU_ASSERT_EQUAL(
		ins_fit_linear(design, y, NULL, N, 3, coefficient, covariance, &chisq, NULL),
		INS_OK);
	NEAR(coefficient[0], 3, 1e-12, 0);
	NEAR(coefficient[1], -2, 1e-12, 0);
	NEAR(coefficient[2], 0.5, 1e-12, 0);
}

static void linear_refuses(void)
{
	static const double design[] = {1, 2, 2, 4, 3, 6}, y[] = {1, 2, 4};
	static const double with_nan[] = {1, 2, NAN, 4, 3, 5}, bad_weight[] = {1, -1, 1};
	static const double empty[] = {1, 0, 2, 0, 3, 0}, none[] = {0, 0, 0};
	struct ins_err err = {0};
	double c[3];

	CU_ASSERT_EQUAL(ins_fit_linear(design, y, NULL, 3, 2, c, NULL, NULL, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_fit_linear(design, y, NULL, 0, 2, c, NULL, NULL, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_fit_linear(design, y, NULL, 2, 3, c, NULL, NULL, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_fit_linear(with_nan, y, NULL, 3, 2, c, NULL, NULL, NULL), INS_EFORMAT);
	CU_ASSERT_EQUAL(
		ins_fit_linear(design, y, bad_weight, 3, 1, c, NULL, NULL, NULL), INS_EFORMAT);
	CU_ASSERT_EQUAL(ins_fit_linear(empty, y, NULL, 3, 2, c, NULL, NULL, &err), INS_EANALYSIS);
	SAME(err.text, "fit: column 2 is all zero");
	CU_ASSERT_EQUAL(ins_fit_linear(y, y, none, 3, 1, c, NULL, NULL, &err), INS_EANALYSIS);
	SAME(err.text, "fit: all weights are zero");
}

static void linear_fits_nothing_by_nothing(void)
{
	static const double design[] = {1, 2, 1, 3, 1, 5}, none[] = {0, 0, 0};
	double c[2] = {7, 7}, chisq = 7;

	CU_ASSERT_EQUAL(ins_fit_linear(design, none, NULL, 3, 2, c, NULL, &chisq, NULL), INS_OK);
	NEAR(c[0], 0, 0, 1e-12);
	NEAR(c[1], 0, 0, 1e-12);
	NEAR(chisq, 0, 0, 1e-12);
}

static void line_refuses(void)
{
	static const double flat[] = {3.1, 3.1, 3.1}, y[] = {1, 2, 4}, bad[] = {1, INFINITY, 2};
	static const double guide[] = {1, 2, 3};
	struct ins_line line;

	CU_ASSERT_EQUAL(ins_fit_line(flat, y, 3, &line, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_fit_line(y, y, 1, &line, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_fit_line(y, bad, 3, &line, NULL), INS_EFORMAT);
	CU_ASSERT_EQUAL(ins_fit_line_guided(flat, y, y, 3, &line, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_fit_line_guided(guide, flat, y, 3, &line, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_fit_line_guided(bad, y, y, 3, &line, NULL), INS_EFORMAT);
}

/* One noisy line; returns 1 where the truth lies within one standard error. */
static int guided_run(gsl_rng *random, double *slope, double *plain_slope)
{
	enum { N = 200 };
	double guide[N], x[N], y[N];
	struct ins_line line, plain;

	for (size_t i = 0; i < N; i++) {
		double t = (double)i / N, truth = t + 0.3 * t * t;

		guide[i] = t;
		x[i] = truth + gsl_ran_gaussian(random, 0.3);
		y[i] = 2.5 * truth - 1 + gsl_ran_gaussian(random, 0.2);
	}
	CU_ASSERT_EQUAL(ins_fit_line_guided(guide, x, y, N, &line, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_fit_line(x, y, N, &plain, NULL), INS_OK);
	*slope += line.slope;
	*plain_slope += plain.slope;
	return fabs(line.slope - 2.5) < line.slope_se;
}

static void guided_line_is_unbiased_and_honest(void)
{
	enum { RUNS = 400 };
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	double slope = 0, plain_slope = 0;
	int inside = 0;

	gsl_rng_set(random, 20260);
	for (int k = 0; k < RUNS; k++)
		inside += guided_run(random, &slope, &plain_slope);
	gsl_rng_free(random);
	/* one run has se .145: the mean of 400 lies within 4 * .145 / 20 */
	NEAR(slope / RUNS, 2.5, 0, 0.029);
	/* plain least squares reads low by var(noise) / var(x), here near 35 % */
	CU_ASSERT(plain_slope / RUNS < 0.75 * 2.5);
	/* 68.3 % with a binomial sd of 2.3 % at 400 runs, 4 of them */
	NEAR((double)inside / RUNS, 0.683, 0, 0.094);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"line agrees with Norris", line_agrees_with_norris},
		{"line agrees with Norris at the ends of its range",
			line_agrees_with_norris_at_the_ends_of_its_range},
		{"two points tell no error", two_points_tell_no_error},
		{"linear agrees with Norris in any unit", linear_agrees_with_norris_in_any_unit},
		{"linear takes weights as they are", linear_takes_weights_as_they_are},
		{"linear takes more rows than a block", linear_takes_more_rows_than_a_block},
		{"linear refuses", linear_refuses},
		{"linear fits nothing by nothing", linear_fits_nothing_by_nothing},
		{"line refuses", line_refuses},
		{"guided line is unbiased and honest", guided_line_is_unbiased_and_honest},
		{NULL, NULL}};

	gsl_set_error_handler_off();
	return unit_main("fit", tests);
}
