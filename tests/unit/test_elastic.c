/* Elastic slope: the standard's worked record, lines of any unit, noise in both channels. */
#include "unit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "truth.h"

#include "physics/e3076.h"
#include "physics/elastic.h"
#include "physics/hinge.h"

enum { N = 600 };

static double strain[N], stress[N], seconds[N];

/* Modulus 70, toe strain 0.004, straight to 0.03, then a parabola that levels off at 0.05. */
static double model(double e)
{
	if (e <= 0.008)
		return e > 0 ? 70 * e * e / 0.016 : 0;
	if (e <= 0.03)
		return 70 * (e - 0.004);
	if (e <= 0.05)
		return 70 * (e - 0.004) - 70 * (e - 0.03) * (e - 0.03) / 0.04;
	return 70 * 0.046 - 70 * 0.01;
}

static void fill(double stress_unit, double stress_sd, double strain_sd, gsl_rng *random)
{
	for (size_t i = 0; i < N; i++) {
		double e = 0.08 * (double)i / (N - 1);

		seconds[i] = 1.5 * (double)i;
		strain[i] = e + (strain_sd > 0 ? gsl_ran_gaussian(random, strain_sd) : 0);
		stress[i] = stress_unit *
			    (model(e) + (stress_sd > 0 ? gsl_ran_gaussian(random, stress_sd) : 0));
	}
}

static void e3076_agrees_with_the_worked_record(void)
{
	struct truth truth;
	struct ins_trace record = {0};
	struct ins_trace_rows curve = {0};
	struct ins_e3076 result;
	const struct ins_elastic *elastic = &result.elastic;

	if (!truth_load(&truth, "e3076/al6060_readme.txt", ' '))
		return;
	record.strain = truth.column[0];
	record.stress = truth.column[1];
	record.n = truth.n;
	CU_ASSERT_EQUAL(ins_trace_rows_copy(&record, 0, record.n, &curve, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_e3076_find(&curve, INS_E3076_POINTS_MAX, &result, NULL), INS_OK);
	/* the same sums in another order: nine digits of those published */
	NEAR(elastic->line.slope, 68995.0585161614, 1e-9, 0);
	NEAR(elastic->line.intercept, 10.002547500777, 1e-9, 0);
	NEAR(record.stress[elastic->first_row], 24.8291015625, 1e-12, 0);
	NEAR(record.stress[elastic->last_row], 82.7682495117188, 1e-12, 0);
	NEAR(result.first_quarter, .00200695921876536, 1e-9, 0);
	NEAR(result.last_quarter, -.00712826619905767, 1e-9, 0);
	CU_ASSERT_EQUAL(result.first_quarter_points, 44);
	CU_ASSERT_EQUAL(result.last_quarter_points, 44);
	NEAR(result.stress_range, .817634510547523, 1e-9, 0);
	NEAR(result.noise, .0572451173412188, 1e-9, 0);
	NEAR(result.resolution, 1.0 / 3, 1e-12, 0);
	CU_ASSERT_EQUAL(elastic->checks, 0);
	ins_trace_rows_free(&curve);
	truth_free(&truth);
}

static int find(enum ins_elastic_choice choice, const double *time, struct ins_elastic *result)
{
	const struct ins_trace record = {strain, stress, time, N};
	const struct ins_elastic_settings settings = {
		.choice = choice, .window_lo = 0.01, .window_hi = 0.025, .modulus = 68};

	return ins_elastic_find(&record, N, &settings, result, NULL);
}

static void every_choice_agrees_on_an_exact_curve(void)
{
	static const enum ins_elastic_choice choices[] = {
		INS_ELASTIC_AUTO, INS_ELASTIC_E3076, INS_ELASTIC_WINDOW};
	static const double units[] = {1e-12, 1e-3, 1, 1e3, 1e12};
	struct ins_elastic result;

	for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
		fill(units[u], 0, 0, NULL);
		for (size_t k = 0; k < sizeof choices / sizeof *choices; k++) {
			CU_ASSERT_EQUAL(find(choices[k], seconds, &result), INS_OK);
			/* a noiseless fit */
			NEAR(result.modulus / units[u], 70, 1e-8, 0);
			NEAR(result.toe_strain, 0.004, 1e-8, 0);
			CU_ASSERT(strain[result.first_row] > 0.0079);
			CU_ASSERT(strain[result.last_row] < 0.0301);
		}
	}
}

static void a_given_modulus_keeps_its_toe(void)
{
	struct ins_elastic result;
	double middle;

	fill(1, 0, 0, NULL);
	CU_ASSERT_EQUAL(find(INS_ELASTIC_GIVEN, NULL, &result), INS_OK);
	NEAR(result.modulus, 68, 1e-12, 0);
	CU_ASSERT(isnan(result.modulus_se));
	SAME(result.method, "given");
	/* a line through the middle of the window, where the curve is 70 (e - 0.004) */
	middle = (strain[result.first_row] + strain[result.last_row]) / 2;
	NEAR(result.toe_strain, middle - 70.0 / 68 * (middle - 0.004), 1e-8, 0);
}

/* Mean and honesty over seeds, for noise that lowers least squares by a fifth and more. */
static void auto_is_unbiased_by_noise_in_both_channels(const double *time)
{
	enum { SEEDS = 100 };
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	struct ins_elastic result;
	struct ins_line plain;
	double sum = 0, se = 0, least_squares = 0;
	int inside = 0;

	for (unsigned long seed = 1; seed <= SEEDS; seed++) {
		gsl_rng_set(random, seed);
		fill(1, 0.04, 0.003, random);
		CU_ASSERT_EQUAL(find(INS_ELASTIC_AUTO, time, &result), INS_OK);
		sum += result.modulus;
		se += result.modulus_se;
		inside += fabs(result.modulus - 70) < result.modulus_se;
		CU_ASSERT_EQUAL(ins_fit_line(strain + 60, stress + 60, 165, &plain, NULL), INS_OK);
		least_squares += plain.slope;
	}
	gsl_rng_free(random);
	/* 4 standard errors of the mean of 100, and 0.5 % for a model fitted over its knots */
	NEAR(sum / SEEDS, 70, 0.005, 4 * se / SEEDS / 10);
	/* 68.3 % with a binomial sd of 4.7 %, 3 of them */
	NEAR((double)inside / SEEDS, 0.683, 0, 0.14);
	CU_ASSERT(least_squares / SEEDS < 0.9 * 70);
}

static void auto_is_unbiased_with_time(void)
{
	struct ins_elastic result;

	auto_is_unbiased_by_noise_in_both_channels(seconds);
	CU_ASSERT_EQUAL(find(INS_ELASTIC_AUTO, seconds, &result), INS_OK);
	SAME(result.method, "auto-time");
}

static void auto_is_unbiased_without_time(void)
{
	struct ins_elastic result;

	auto_is_unbiased_by_noise_in_both_channels(NULL);
	/* a clock that stands still is no clock */
	seconds[N / 2] = seconds[N / 2 - 1];
	CU_ASSERT_EQUAL(find(INS_ELASTIC_AUTO, seconds, &result), INS_OK);
	SAME(result.method, "auto-row");
}

/* Strain that creeps and hurries with time is no straight line of it, yet follows it. */
static void hinge_takes_strain_that_is_uneven_in_time(void)
{
	enum { SEEDS = 60 };
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	const struct ins_trace record = {strain, stress, seconds, N};
	struct ins_elastic result;
	double sum = 0, se = 0;

	for (unsigned long seed = 1; seed <= SEEDS; seed++) {
		struct ins_trace_rows curve = {0};

		gsl_rng_set(random, seed);
		for (size_t i = 0; i < N; i++) {
			double t = (double)i / (N - 1), e = 0.04 * (t + t * t);

			seconds[i] = t;
			strain[i] = e + gsl_ran_gaussian(random, 0.001);
			stress[i] = model(e) + gsl_ran_gaussian(random, 0.04);
		}
		CU_ASSERT_EQUAL(ins_trace_rows_copy(&record, 0, N, &curve, NULL), INS_OK);
		CU_ASSERT_EQUAL(ins_hinge_find(&curve, &result, NULL), INS_OK);
		sum += result.line.slope;
		se += result.line.slope_se;
		ins_trace_rows_free(&curve);
	}
	gsl_rng_free(random);
	/* 4 standard errors of the mean of 60, and 0.5 % for a model fitted over its knots */
	NEAR(sum / SEEDS, 70, 0.005, 4 * se / SEEDS / sqrt(SEEDS));
}

static void a_straight_record_to_its_end_has_a_modulus(void)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	const struct ins_trace record = {strain, stress, NULL, N};
	struct ins_elastic_settings settings = {.choice = INS_ELASTIC_AUTO};
	struct ins_elastic result;

	gsl_rng_set(random, 7);
	for (size_t i = 0; i < N; i++) {
		strain[i] = 0.05 * (double)i / (N - 1);
		stress[i] = 130 * strain[i];
	}
	CU_ASSERT_EQUAL(ins_elastic_find(&record, N, &settings, &result, NULL), INS_OK);
	/* a noiseless fit */
	NEAR(result.modulus, 130, 1e-8, 0);
	NEAR(result.toe_strain, 0, 0, 1e-8);
	settings.choice = INS_ELASTIC_E3076;
	CU_ASSERT_EQUAL(ins_elastic_find(&record, N, &settings, &result, NULL), INS_EANALYSIS);
	settings.choice = INS_ELASTIC_AUTO;
	for (size_t i = 0; i < N; i++)
		stress[i] += gsl_ran_gaussian(random, 0.05);
	CU_ASSERT_EQUAL(ins_elastic_find(&record, N, &settings, &result, NULL), INS_OK);
	NEAR(result.modulus, 130, 0, 4 * result.modulus_se);
	CU_ASSERT(result.modulus_se < 0.01 * 130);
	gsl_rng_free(random);
}

/* Loading along 50, unloading along 80 from strain 0.04 and stress 2. */
static void unloading_is_read_from_the_unloading(void)
{
	const struct ins_trace record = {strain, stress, NULL, N};
	struct ins_elastic_settings settings = {.choice = INS_ELASTIC_UNLOADING};
	struct ins_elastic result;
	struct ins_err err = {0};

	for (size_t i = 0; i < N; i++) {
		strain[i] = i < 400 ? 1e-4 * (double)i : 0.0399 - 1e-4 * (double)(i - 399);
		stress[i] = i < 400 ? 50 * strain[i] : 50 * 0.0399 + 80 * (strain[i] - 0.0399);
	}
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 400, &settings, &result, NULL), INS_OK);
	/* a noiseless fit */
	NEAR(result.modulus, 80, 1e-8, 0);
	SAME(result.method, "unloading");
	/* from 95 to 50 % of the stress of 1.995: rows of 0.008 each */
	CU_ASSERT_EQUAL(result.points, 112);
	/* the window is that of the toe, in loading */
	CU_ASSERT(result.last_row < 400);
	CU_ASSERT_EQUAL(ins_elastic_find(&record, N, &settings, &result, NULL), INS_EANALYSIS);
	/* It creeps on while it is unloaded. */
	for (size_t i = 400; i < N; i++)
		strain[i] = 1e-4 * (double)i;
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 400, &settings, &result, &err), INS_EANALYSIS);
	SAME(err.text, "no modulus: stress falls in its window");
}

/*
 * Strain goes from 0 to each of TURNS (ended by 0) in steps of 4e-4, stress along model() where
 * strain has not been before, with HARDENING past 0.05, elsewhere along a line of 70: as steep as
 * the first, with its zero elsewhere. Returns the rows.
 */
static size_t go_to_and_fro(const double *turns, double hardening, gsl_rng *random)
{
	double e = 0, top = 0;
	size_t n = 0;

	for (; *turns > 0; turns++)
		for (double sign = *turns > e ? 1 : -1; sign * (*turns - e) > 0 && n < N; n++) {
			e += sign * 4e-4;
			top = fmax(top, e);
			seconds[n] = (double)n;
			strain[n] = e + gsl_ran_gaussian(random, 1e-4);
			stress[n] = model(top) + hardening * sqrt(fmax(top - 0.05, 0)) -
				    70 * (top - e) + gsl_ran_gaussian(random, 0.01);
		}
	CU_ASSERT_FATAL(n < N);
	return n;
}

/* The automatic modulus of what goes to and fro, which is that of the first loading. */
static struct ins_elastic first_loading(const double *turns, double hardening, gsl_rng *random)
{
	const struct ins_elastic_settings settings = {.choice = INS_ELASTIC_AUTO};
	size_t n = go_to_and_fro(turns, hardening, random);
	const struct ins_trace record = {strain, stress, seconds, n};
	struct ins_elastic result;

	CU_ASSERT_EQUAL(ins_elastic_find(&record, n, &settings, &result, NULL), INS_OK);
	NEAR(result.modulus, 70, 0, 4 * result.modulus_se);
	CU_ASSERT(result.modulus_se < 0.02 * 70);
	NEAR(result.toe_strain, 0.004, 0, 4 * result.toe_strain_se);
	return result;
}

static void what_is_loaded_anew_tells_no_zero(void)
{
	static const double turns[][4] = {
		{0.045, 0.03, 0.09}, {0.05, 0.02, 0.09}, {0.06, 0.04, 0.09}, {0.07, 0.04, 0.08}};
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

	for (size_t k = 0; k < sizeof turns / sizeof *turns; k++) {
		struct ins_elastic result = first_loading(turns[k], 0, random);

		CU_ASSERT((double)result.last_row < turns[k][0] / 4e-4);
	}
	gsl_rng_free(random);
}

/* Unloaded at 2.3 of 6.3, under half; and at 1.1, where nothing has flowed, so that what is loaded
 * anew is as good and the straight part ends at 0.03. */
static void an_early_unloading_counts_where_it_has_flowed(void)
{
	static const double turns[][4] = {{0.04, 0.0075, 0.15}, {0.02, 0.012, 0.15}};
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

	for (size_t k = 0; k < sizeof turns / sizeof *turns; k++) {
		struct ins_elastic result = first_loading(turns[k], 12, random);

		CU_ASSERT_EQUAL((double)result.last_row > turns[k][0] / 4e-4, k == 1);
	}
	gsl_rng_free(random);
}

/* Smaller cycles stand before it: the window is passed by the rows that first leave it for good. */
static void a_window_is_that_of_the_first_passage(void)
{
	static const double turns[] = {0.012, 0.008, 0.018, 0.008, 0.029, 0.008, 0.05, 0.008, 0};
	const struct ins_elastic_settings settings = {
		.choice = INS_ELASTIC_WINDOW, .window_lo = 0.01, .window_hi = 0.025};
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	const struct ins_trace record = {strain, stress, seconds, go_to_and_fro(turns, 0, random)};
	struct ins_elastic result;

	CU_ASSERT_EQUAL(ins_elastic_find(&record, record.n, &settings, &result, NULL), INS_OK);
	NEAR(result.modulus, 70, 0, 4 * result.modulus_se);
	CU_ASSERT(result.modulus_se < 0.02 * 70);
	/* 0.015 in steps of 4e-4; noise may move an end by one */
	NEAR((double)result.points, 37.5, 0, 2);
	CU_ASSERT_EQUAL(result.last_row + 1 - result.first_row, result.points);
	gsl_rng_free(random);
}

static void awkward_records_are_refused(void)
{
	static const double few[] = {1, 2, 3}, none[] = {NAN, NAN, NAN}, flat[] = {2, 2, 2};
	const struct ins_elastic_settings settings = {.choice = INS_ELASTIC_AUTO};
	const struct ins_elastic_settings upside_down = {
		.choice = INS_ELASTIC_WINDOW, .window_lo = 2, .window_hi = 1};
	const struct ins_elastic_settings window = {
		.choice = INS_ELASTIC_WINDOW, .window_lo = 1, .window_hi = 2};
	struct ins_trace record = {few, few, NULL, 3};
	const struct ins_elastic_settings given = {.choice = INS_ELASTIC_GIVEN, .modulus = 100};
	struct ins_elastic result;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_elastic_find(&record, 3, &settings, &result, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 3, &upside_down, &result, NULL), INS_EUSAGE);
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 0, &settings, &result, NULL), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 0, &window, &result, NULL), INS_EANALYSIS);
	record.strain = none;
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 3, &given, &result, &err), INS_EANALYSIS);
	SAME(err.text, "no elastic line: no rows with strain");
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 3, &settings, &result, NULL), INS_EANALYSIS);
	record.strain = flat;
	CU_ASSERT_EQUAL(ins_elastic_find(&record, 3, &settings, &result, NULL), INS_EANALYSIS);
	for (size_t i = 0; i < N; i++) {
		strain[i] = (double)i;
		stress[i] = 5;
	}
	record = (struct ins_trace){strain, stress, NULL, N};
	CU_ASSERT_EQUAL(ins_elastic_find(&record, N, &settings, &result, NULL), INS_EANALYSIS);
	for (size_t i = 0; i < N; i++)
		stress[i] = 5 - (double)i;
	CU_ASSERT_EQUAL(ins_elastic_find(&record, N, &settings, &result, NULL), INS_EANALYSIS);
}

/* Too few rows for a toe and a knee, and a step far above their noise: least squares of all. */
static void a_few_rows_with_a_step_have_an_error(void)
{
	for (size_t n = 4; n < 12; n++) {
		const struct ins_trace record = {strain, stress, NULL, n};
		const struct ins_elastic_settings settings = {.choice = INS_ELASTIC_AUTO};
		struct ins_elastic result;
		struct ins_line plain;

		for (size_t i = 0; i < n; i++) {
			strain[i] = 0.001 * (double)i;
			stress[i] =
				100 * strain[i] + (i < n / 2 ? 0 : 0.03) + (i % 2 ? 1e-5 : -1e-5);
		}
		CU_ASSERT_EQUAL(ins_fit_line(strain, stress, n, &plain, NULL), INS_OK);
		CU_ASSERT_EQUAL(ins_elastic_find(&record, n, &settings, &result, NULL), INS_OK);
		/* the same sums in another order */
		NEAR(result.modulus, plain.slope, 1e-9, 0);
		/* that error, or a greater one where residuals follow each other */
		CU_ASSERT(result.modulus_se >= plain.slope_se * (1 - 1e-9));
		CU_ASSERT(result.modulus_se < plain.slope);
	}
}

/* That the first rows hold no answer either is not why there is none. */
static void the_reason_is_that_of_the_whole_record(void)
{
	const struct ins_trace record = {strain, stress, NULL, 20};
	const struct ins_elastic_settings settings = {.choice = INS_ELASTIC_AUTO};
	struct ins_elastic result;
	struct ins_err err = {0};

	for (size_t i = 0; i < record.n; i++) {
		strain[i] = 0.001 * (double)i;
		stress[i] = 5 - (double)i;
	}
	CU_ASSERT_EQUAL(
		ins_elastic_find(&record, record.n, &settings, &result, &err), INS_EANALYSIS);
	SAME(err.text, "no elastic line: stress does not rise");
}

/* The straight part lies in a gap of the record: its rows are of the toe and of the knee. */
static void hinge_refuses_a_straight_part_without_rows(void)
{
	enum { SIDE = 40 };
	const struct ins_trace record = {strain, stress, seconds, 2 * SIDE};
	struct ins_trace_rows curve = {0};
	struct ins_elastic result;
	struct ins_err err = {0};

	for (size_t i = 0; i < record.n; i++) {
		double u = 0.2 * (double)i / SIDE + (i < SIDE ? 0 : 0.6);
		double below = fmax(0.25 - u, 0), above = fmax(u - 0.75, 0);

		seconds[i] = 100 * u;
		strain[i] = 0.01 * u;
		stress[i] = u + below * below - above * above;
	}
	CU_ASSERT_EQUAL(ins_trace_rows_copy(&record, 0, record.n, &curve, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_hinge_find(&curve, &result, &err), INS_EANALYSIS);
	SAME(err.text, "no elastic line: only 0 rows in its straight part");
	ins_trace_rows_free(&curve);
}

static void checks_have_names(void)
{
	char text[64], small[6];

	ins_elastic_checks_text(0, text, sizeof text);
	SAME(text, "ok");
	ins_elastic_checks_text(
		INS_CHECK_NOISE | INS_CHECK_RANGE | INS_CHECK_TOE, text, sizeof text);
	SAME(text, "noise,range,toe");
	ins_elastic_checks_text(INS_CHECK_FIRST_QUARTER | INS_CHECK_END, small, sizeof small);
	SAME(small, "first");
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"E3076 agrees with the worked record", e3076_agrees_with_the_worked_record},
		{"every choice agrees on an exact curve", every_choice_agrees_on_an_exact_curve},
		{"a given modulus keeps its toe", a_given_modulus_keeps_its_toe},
		{"auto is unbiased with time", auto_is_unbiased_with_time},
		{"auto is unbiased without time", auto_is_unbiased_without_time},
		{"hinge takes strain that is uneven in time",
			hinge_takes_strain_that_is_uneven_in_time},
		{"a straight record to its end has a modulus",
			a_straight_record_to_its_end_has_a_modulus},
		{"unloading is read from the unloading", unloading_is_read_from_the_unloading},
		{"what is loaded anew tells no zero", what_is_loaded_anew_tells_no_zero},
		{"an early unloading counts where it has flowed",
			an_early_unloading_counts_where_it_has_flowed},
		{"a window is that of the first passage", a_window_is_that_of_the_first_passage},
		{"awkward records are refused", awkward_records_are_refused},
		{"a few rows with a step have an error", a_few_rows_with_a_step_have_an_error},
		{"the reason is that of the whole record", the_reason_is_that_of_the_whole_record},
		{"hinge refuses a straight part without rows",
			hinge_refuses_a_straight_part_without_rows},
		{"checks have names", checks_have_names}, {NULL, NULL}};

	gsl_set_error_handler_off();
	return unit_main("elastic", tests);
}
