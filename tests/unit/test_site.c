/* Gaussians in windows: known answers, GSL's answers to the same problems, and no answers. */
#include "unit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "physics/likely.h"
#include "physics/lsq.h"

enum { MOST = 400 };

/* A Gaussian sampled on n channels. */
struct sample {
	size_t n;
	double amplitude, centre, sigma;
};

static const struct sample samples[] = {
	{40, 4000, 19.3, 7.65},
	{120, 170, 61.2, 34},
	{120, 170, 48.4, 34},
	{400, 33, 211.7, 61},
	{41, 900, 20.2, 2.2},
	{60, 5000, 29.6, 1.3},
	{9, 700, 3.9, 2.5},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

static double value(const struct sample *sample, double k)
{
	double z = (k - sample->centre) / sample->sigma;

	return sample->amplitude * exp(-0.5 * z * z);
}

static struct ins_site make_site(const struct sample *sample, double scale, gsl_rng *rng, double *y)
{
	struct ins_site site = {.n = sample->n};

	for (size_t k = 0; k < sample->n; k++) {
		y[k] = scale * value(sample, (double)k);
		if (rng)
			y[k] = gsl_ran_poisson(rng, y[k]);
	}
	ins_moments_sum(y, &site);
	CU_ASSERT(ins_moments_guess(&site));
	return site;
}

/* A window of 40 may hang over an end by as much as leaves a quarter of it. */
static void lies_within_the_axis(void)
{
	struct ins_site site;

	CU_ASSERT(ins_site_lay(50, 40, 0, 100, &site));
	CU_ASSERT_EQUAL(site.n, 40);
	CU_ASSERT_FALSE(site.cut);
	CU_ASSERT(ins_site_lay(10, 40, 0, 100, &site));
	CU_ASSERT_EQUAL(site.first, 0);
	CU_ASSERT(site.cut);
	CU_ASSERT_FALSE(ins_site_lay(9.5, 40, 0, 100, &site));
	CU_ASSERT_FALSE(ins_site_lay(89.5, 40, 0, 100, &site));
	CU_ASSERT_FALSE(ins_site_lay(NAN, 40, 0, 100, &site));
}

static void sums_are_exact_for_integers(void)
{
	double y[MOST], total = 0, first = 0, second = 0;
	struct ins_site site = {.first = 3, .n = 77};

	for (size_t k = 0; k < MOST; k++)
		y[k] = (double)(k * k % 1013);
	for (size_t k = 0; k < site.n; k++) {
		double t = (double)k - 38;

		total += y[k + 3];
		first += y[k + 3] * t;
		second += y[k + 3] * t * t;
	}
	ins_moments_sum(y, &site);
	CU_ASSERT_EQUAL(site.sum[0], total);
	CU_ASSERT_EQUAL(site.sum[1], first);
	CU_ASSERT_EQUAL(site.sum[2], second);
	CU_ASSERT_EQUAL(ins_moments_total(y + 3, 77), total);
	CU_ASSERT_EQUAL(ins_moments_total(y, 0), 0);
}

/* Whether SITE holds the sample: a noiseless fit, 1e-8 of the width. */
static void holds(const struct ins_site *site, const struct sample *sample, double scale)
{
	CU_ASSERT(site->fitted);
	NEAR(site->gaussian.centre, sample->centre, 0, 1e-8 * sample->sigma);
	NEAR(site->gaussian.sigma, sample->sigma, 1e-8, 0);
	NEAR(site->gaussian.amplitude, scale * sample->amplitude, 1e-8, 0);
}

static void both_find_what_was_sampled(void)
{
	for (double scale = 1e-12; scale < 1e13; scale *= 1e6)
		for (size_t i = 0; i < SAMPLES; i++) {
			double y[MOST];
			struct ins_site ml = make_site(&samples[i], scale, NULL, y), ls = ml;

			ins_likely_fit(&ml, 1);
			holds(&ml, &samples[i], scale);
			ins_lsq_fit(y, &ls);
			holds(&ls, &samples[i], scale);
		}
}

static void the_guess_is_near(void)
{
	/* Centred windows: the fitted polynomial's 0.12 % in sigma^2; the worse ones a few %. */
	for (size_t i = 0; i < SAMPLES; i++) {
		double y[MOST];
		struct ins_site site = make_site(&samples[i], 1, NULL, y);

		NEAR(site.gaussian.sigma, samples[i].sigma, 0.06, 0);
		NEAR(site.gaussian.centre, samples[i].centre, 0, 0.06 * samples[i].sigma);
	}
}

/* The likelihood in GSL's hands: parameters ln amplitude, centre, ln sigma. */
struct poisson {
	const double *y;
	size_t n;
};

static double deviance(const gsl_vector *p, void *data)
{
	const struct poisson *poisson = data;
	struct sample sample = {poisson->n, exp(gsl_vector_get(p, 0)), gsl_vector_get(p, 1),
		exp(gsl_vector_get(p, 2))};
	double sum = 0;

	for (size_t k = 0; k < poisson->n; k++) {
		double z = ((double)k - sample.centre) / sample.sigma;
		double mean = value(&sample, (double)k);

		sum += mean - poisson->y[k] * (gsl_vector_get(p, 0) - 0.5 * z * z);
	}
	return sum;
}

static void deviance_slope(const gsl_vector *p, void *data, gsl_vector *slope)
{
	const struct poisson *poisson = data;
	struct sample sample = {poisson->n, exp(gsl_vector_get(p, 0)), gsl_vector_get(p, 1),
		exp(gsl_vector_get(p, 2))};
	double sum[3] = {0};

	for (size_t k = 0; k < poisson->n; k++) {
		double z = ((double)k - sample.centre) / sample.sigma;
		double more = value(&sample, (double)k) - poisson->y[k];

		sum[0] += more;
		sum[1] += more * z / sample.sigma;
		sum[2] += more * z * z;
	}
	for (size_t i = 0; i < 3; i++)
		gsl_vector_set(slope, i, sum[i]);
}

static void deviance_both(const gsl_vector *p, void *data, double *f, gsl_vector *slope)
{
	*f = deviance(p, data);
	deviance_slope(p, data, slope);
}

static double likely_by_gsl(const double *y, size_t n, const struct ins_gaussian *start)
{
	struct poisson poisson = {y, n};
	gsl_multimin_function_fdf problem = {deviance, deviance_slope, deviance_both, 3, &poisson};
	double at[3] = {log(start->amplitude), start->centre, log(start->sigma)};
	gsl_vector_view view = gsl_vector_view_array(at, 3);
	gsl_multimin_fdfminimizer *search =
		gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, 3);
	double centre;

	gsl_multimin_fdfminimizer_set(search, &problem, &view.vector, 0.01, 0.01);
	for (int i = 0; i < 500; i++)
		if (gsl_multimin_fdfminimizer_iterate(search))
			break;
	centre = gsl_vector_get(search->x, 1);
	gsl_multimin_fdfminimizer_free(search);
	return centre;
}

static int residuals(const gsl_vector *p, void *data, gsl_vector *out)
{
	const struct poisson *counts = data;
	struct sample sample = {
		counts->n, gsl_vector_get(p, 0), gsl_vector_get(p, 1), gsl_vector_get(p, 2)};

	for (size_t k = 0; k < counts->n; k++)
		gsl_vector_set(out, k, value(&sample, (double)k) - counts->y[k]);
	return GSL_SUCCESS;
}

static double squares_by_gsl(const double *y, size_t n, const struct ins_gaussian *start)
{
	struct poisson counts = {y, n};
	gsl_multifit_nlinear_fdf problem = {.f = residuals, .n = n, .p = 3, .params = &counts};
	gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
	gsl_multifit_nlinear_workspace *search;
	double at[3] = {start->amplitude, start->centre, start->sigma}, centre;
	gsl_vector_view view = gsl_vector_view_array(at, 3);
	int info;

	search = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, n, 3);
	gsl_multifit_nlinear_init(&view.vector, &problem, search);
	gsl_multifit_nlinear_driver(200, 1e-12, 1e-12, 0, NULL, NULL, &info, search);
	centre = gsl_vector_get(gsl_multifit_nlinear_position(search), 1);
	gsl_multifit_nlinear_free(search);
	return centre;
}

/* 1e-4 meV at 0.05 eV a channel. */
#define CLOSE 2e-6

static void both_agree_with_gsl_on_noisy_counts(void)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	for (size_t i = 0; i < SAMPLES; i++)
		for (int j = 0; j < 10; j++) {
			double y[MOST];
			struct ins_site ml = make_site(&samples[i], 1, rng, y), ls = ml;

			ins_likely_fit(&ml, 1);
			ins_lsq_fit(y, &ls);
			CU_ASSERT(ml.fitted && ls.fitted);
			NEAR(ls.gaussian.centre, squares_by_gsl(y, ls.n, &ls.gaussian), 0, CLOSE);
			NEAR(ml.gaussian.centre, likely_by_gsl(y, ml.n, &ml.gaussian), 0, CLOSE);
		}
	gsl_rng_free(rng);
}

static void reported_errors_are_those_of_repeats(void)
{
	enum { REPEATS = 3000 };
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	for (size_t i = 0; i < 4; i++) {
		double square[2] = {0}, variance[2] = {0}, y[MOST];

		for (int j = 0; j < REPEATS; j++) {
			struct ins_site ml = make_site(&samples[i], 1, rng, y), ls = ml;

			ins_likely_fit(&ml, 1);
			ins_lsq_fit(y, &ls);
			square[0] += pow(ml.gaussian.centre - samples[i].centre, 2) / REPEATS;
			square[1] += pow(ls.gaussian.centre - samples[i].centre, 2) / REPEATS;
			variance[0] += ml.gaussian.centre_var / REPEATS;
			variance[1] += ls.gaussian.centre_var / REPEATS;
		}
		/* A variance from N repeats is known to sqrt(2/N); 4 of that. */
		NEAR(square[0], variance[0], 4 * sqrt(2.0 / REPEATS), 0);
		NEAR(square[1], variance[1], 4 * sqrt(2.0 / REPEATS), 0);
		CU_ASSERT(variance[0] < variance[1]);
	}
	gsl_rng_free(rng);
}

static void a_window_does_not_depend_on_the_others(void)
{
	double y[MOST];
	struct ins_site alone[SAMPLES], together[SAMPLES + 1] = {{0}};

	for (size_t i = 0; i < SAMPLES; i++) {
		alone[i] = make_site(&samples[i], 1, NULL, y);
		together[SAMPLES - i] = alone[i];
		ins_likely_fit(&alone[i], 1);
	}
	ins_likely_fit(together, SAMPLES + 1);
	CU_ASSERT(!together[0].fitted);
	for (size_t i = 0; i < SAMPLES; i++)
		CU_ASSERT(memcmp(&alone[i].gaussian, &together[SAMPLES - i].gaussian,
				  sizeof alone[i].gaussian) == 0);
}

static void reversed_counts_have_the_mirrored_centre(void)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	double y[MOST], back[MOST];
	struct ins_site site = make_site(&samples[1], 1, rng, y), mirrored = {.n = site.n};
	struct ins_site ls = site, mirrored_ls;

	for (size_t k = 0; k < site.n; k++)
		back[k] = y[site.n - 1 - k];
	ins_moments_sum(back, &mirrored);
	CU_ASSERT(ins_moments_guess(&mirrored));
	mirrored_ls = mirrored;
	ins_likely_fit(&site, 1);
	ins_likely_fit(&mirrored, 1);
	/* Both searches end within 1e-8 and 1e-7 widths. */
	NEAR(site.gaussian.centre + mirrored.gaussian.centre, 119, 0, 1e-6);
	ins_lsq_fit(y, &ls);
	ins_lsq_fit(back, &mirrored_ls);
	NEAR(ls.gaussian.centre + mirrored_ls.gaussian.centre, 119, 0, 1e-5);
	gsl_rng_free(rng);
}

static void no_peak_is_no_answer(void)
{
	double flat[60], hollow[60], none[60] = {0}, bad[60];
	double *const all[] = {flat, hollow, none, bad};

	for (size_t k = 0; k < 60; k++) {
		flat[k] = 7;
		hollow[k] = ((double)k - 30) * ((double)k - 30);
		bad[k] = k == 20 ? NAN : 5;
	}
	for (size_t i = 0; i < 4; i++) {
		struct ins_site site = {.n = 60};

		ins_moments_sum(all[i], &site);
		CU_ASSERT(!ins_moments_guess(&site));
		site.gaussian = (struct ins_gaussian){10, 30, 10, NAN};
		ins_likely_fit(&site, 1);
		CU_ASSERT(!site.fitted);
		site.gaussian = (struct ins_gaussian){10, 30, 10, NAN};
		ins_lsq_fit(all[i], &site);
		CU_ASSERT(!site.fitted);
	}
}

static void quality_is_one_for_poisson_counts(void)
{
	enum { REPEATS = 400 };
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	double y[MOST], sum = 0, worst, gain = 2.5;

	for (int j = 0; j < REPEATS; j++) {
		struct ins_site site = make_site(&samples[1], 1, rng, y);

		ins_likely_fit(&site, 1);
		for (size_t k = 0; k < site.n; k++)
			y[k] *= gain;
		site.gaussian.amplitude *= gain;
		sum += ins_lsq_quality(y, &site, gain, &worst) / REPEATS;
		/* The largest of 120 squares of a normal number: 1 in 1e7 above 40. */
		CU_ASSERT(worst > 1 && worst < 40);
	}
	/* sd of one is sqrt(2/117). */
	NEAR(sum, 1, 0, 4 * sqrt(2.0 / 117 / REPEATS));
	gsl_rng_free(rng);
}

int main(void)
{
	static const struct unit_test tests[] = {{"lies within the axis", lies_within_the_axis},
		{"sums are exact for integers", sums_are_exact_for_integers},
		{"both find what was sampled", both_find_what_was_sampled},
		{"the guess is near", the_guess_is_near},
		{"both agree with GSL on noisy counts", both_agree_with_gsl_on_noisy_counts},
		{"reported errors are those of repeats", reported_errors_are_those_of_repeats},
		{"a window does not depend on the others", a_window_does_not_depend_on_the_others},
		{"reversed counts have the mirrored centre",
			reversed_counts_have_the_mirrored_centre},
		{"no peak is no answer", no_peak_is_no_answer},
		{"quality is one for Poisson counts", quality_is_one_for_poisson_counts},
		{NULL, NULL}};

	gsl_set_error_handler_off();
	return unit_main("site", tests);
}
