/* Maps as a whole: known numbers, noise, and likeness of neighbours. */
#include "unit.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "physics/plasmon.h"
#include "physics/regions.h"

enum { SIDE = 40, PIXELS = SIDE * SIDE };

static struct ins_region summary(
	const double *energy_eV, const double *se_eV, size_t width, size_t height)
{
	struct ins_region_map map = {energy_eV, se_eV, width, height};
	struct ins_region region = {0};

	CU_ASSERT_EQUAL(ins_regions_summarise(&map, &region, NULL), INS_OK);
	return region;
}

static void five_numbers_have_their_summary(void)
{
	const double energy_eV[] = {17, 19, NAN, 16, 18, 17.5};
	const double se_eV[] = {0.02, 0.02, NAN, 0.02, 0.02, 0.02};
	struct ins_region region = summary(energy_eV, se_eV, 3, 2);

	CU_ASSERT_EQUAL(region.pixels, 6);
	CU_ASSERT_EQUAL(region.pixels_ok, 5);
	/* Algebra. */
	NEAR(region.mean_eV, 17.5, 1e-12, 0);
	NEAR(region.median_eV, 17.5, 1e-12, 0);
	NEAR(region.sd_eV, sqrt(5.0 / 4), 1e-12, 0);
	NEAR(region.p95_eV, 18.8, 1e-12, 0);
	NEAR(region.max_eV, 19, 1e-12, 0);
	/* The expected maximum of 5 normal numbers is 1.16296; the integral's step is 0.02. */
	NEAR(region.noise_max_eV, 17.5 + 0.02 * 1.16296, 0, 0.02 * 1e-4);
}

static void one_or_none_has_no_scatter(void)
{
	const double none[] = {NAN, NAN}, one[] = {NAN, 17}, se_eV[] = {0.02, 0.02};
	struct ins_region region = summary(none, se_eV, 2, 1);

	CU_ASSERT_EQUAL(region.pixels_ok, 0);
	CU_ASSERT(isnan(region.mean_eV) && isnan(region.max_eV) && isnan(region.noise_max_eV));
	region = summary(none, se_eV, 0, 0);
	CU_ASSERT(region.pixels == 0 && isnan(region.mean_eV));
	region = summary(one, se_eV, 2, 1);
	CU_ASSERT_EQUAL(region.pixels_ok, 1);
	NEAR(region.mean_eV, 17, 1e-12, 0);
	NEAR(region.p95_eV, 17, 1e-12, 0);
	CU_ASSERT(isnan(region.sd_eV) && isnan(region.mean_se_eV));
	/* The mean of one error is zero. */
	NEAR(region.noise_max_eV, 17, 0, 1e-6);
}

static void a_hundred_pixels_of_noise_reach_two_and_a_half_errors(void)
{
	double energy_eV[100], se_eV[100];

	for (int i = 0; i < 100; i++) {
		energy_eV[i] = 17;
		se_eV[i] = 0.04;
	}
	/* The expected maximum of 100 normal numbers is 2.50759. */
	NEAR(summary(energy_eV, se_eV, 10, 10).noise_max_eV, 17 + 0.04 * 2.50759, 0, 4e-5);
	/* One pixel that is far noisier than all decides alone: half of the time it is above. */
	se_eV[3] = 100;
	NEAR(summary(energy_eV, se_eV, 10, 10).noise_max_eV, 17 + 100 * 0.39894, 2e-3, 0);
}

static void smooth(const double *in, double *out, int radius)
{
	for (int i = 0; i < PIXELS; i++) {
		int y = i / SIDE, x = i % SIDE, n = 0;

		out[i] = 0;
		for (int v = y - radius; v <= y + radius; v++)
			for (int u = x - radius; u <= x + radius; u++, n++)
				out[i] += in[(v + SIDE) % SIDE * SIDE + (u + SIDE) % SIDE];
		out[i] /= n;
	}
}

static void neighbours_alike_widen_the_error_of_the_mean(void)
{
	enum { REPEATS = 300 };
	static double noise[PIXELS], energy_eV[PIXELS], se_eV[PIXELS];
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	for (int radius = 0; radius <= 2; radius += 2) {
		double square = 0, variance = 0;

		for (int i = 0; i < REPEATS; i++) {
			struct ins_region region;

			for (int k = 0; k < PIXELS; k++)
				noise[k] = gsl_ran_gaussian(rng, 0.5);
			smooth(noise, energy_eV, radius);
			region = summary(energy_eV, se_eV, SIDE, SIDE);
			square += region.mean_eV * region.mean_eV / REPEATS;
			variance += region.mean_se_eV * region.mean_se_eV / REPEATS;
		}
		/* sqrt(2/300) = 8 %, four times; likeness measured on the map itself reads 10 %
		 * low. */
		NEAR(variance, square, 0.33, 0);
		/* 25 pixels in one: a twenty-fifth of them is independent. */
		if (radius == 2)
			CU_ASSERT(variance > 0.6 * 0.25 / PIXELS);
	}
	gsl_rng_free(rng);
}

static void a_mean_that_follows_its_map_has_a_larger_error(void)
{
	const double energy_eV[] = {16, 16, 18, 18}, se_eV[] = {0.02, 0.02, 0.02, 0.02};
	struct ins_region region = summary(energy_eV, se_eV, 4, 1);
	double alike = 1 + 2 * 1 / (4 * 4.0 / 3);

	/* Algebra: one of three products of neighbours is left over, and those of the next are
	 * negative; the variance is 4/3, and 3 the number of differences. */
	NEAR(region.alike, alike, 1e-12, 0);
	NEAR(region.mean_se_eV, sqrt(4.0 / 3 * alike / 4 * 3 / (4 - alike)), 1e-12, 0);
}

/* A slope over all of a map is one structure; noise, on few pixels too, is none. */
static void a_structure_as_wide_as_the_map_is_said(void)
{
	enum { REPEATS = 300 };
	double energy_eV[144], se_eV[144];
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	struct ins_region region;
	int told = 0;

	for (int i = 0; i < REPEATS; i++) {
		for (int k = 0; k < 144; k++) {
			energy_eV[k] = 17 + gsl_ran_gaussian(rng, 0.05);
			se_eV[k] = 0.05;
		}
		region = summary(energy_eV, se_eV, 12, 12);
		CU_ASSERT(!ins_regions_is_wide(&region));
		region = summary(energy_eV, se_eV, 3, 3);
		told += ins_regions_is_wide(&region);
		for (int k = 0; k < 144; k++)
			energy_eV[k] += 0.1 * (k % 12) + 0.05 * k / 12.0;
		region = summary(energy_eV, se_eV, 12, 12);
		CU_ASSERT(ins_regions_is_wide(&region));
	}
	/* A hundredth would be 3, four of their errors more 10. */
	CU_ASSERT(told < 10);
	region.alike = NAN;
	CU_ASSERT(!ins_regions_is_wide(&region));
	gsl_rng_free(rng);
}

static void units_scale_and_flips_do_not_matter(void)
{
	static double energy_eV[PIXELS], scaled[PIXELS], flipped[PIXELS], se_eV[PIXELS];
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	struct ins_region a, b, c;

	for (int k = 0; k < PIXELS; k++) {
		energy_eV[k] = k % 7 == 2 ? NAN : 17 + gsl_ran_gaussian(rng, 0.5);
		scaled[k] = 1e-12 * energy_eV[k];
		flipped[PIXELS - 1 - k] = energy_eV[k];
	}
	a = summary(energy_eV, se_eV, SIDE, SIDE);
	b = summary(scaled, se_eV, SIDE, SIDE);
	c = summary(flipped, se_eV, SIDE, SIDE);
	NEAR(b.mean_eV, 1e-12 * a.mean_eV, 1e-12, 0);
	NEAR(b.mean_se_eV, 1e-12 * a.mean_se_eV, 1e-9, 0);
	NEAR(b.p95_eV, 1e-12 * a.p95_eV, 1e-12, 0);
	NEAR(c.mean_se_eV, a.mean_se_eV, 1e-9, 0);
	CU_ASSERT_EQUAL(c.max_eV, a.max_eV);
	gsl_rng_free(rng);
}

static double ratio_of(double energy_eV, double reference_eV, double mass_ratio)
{
	struct ins_region region = {.mean_eV = energy_eV}, reference = {.mean_eV = reference_eV};
	double se;

	return ins_regions_density_ratio(&region, &reference, mass_ratio, &se);
}

static void density_ratio_is_that_of_squares(void)
{
	struct ins_region region = {.mean_eV = 19, .mean_se_eV = 0.03};
	struct ins_region reference = {.mean_eV = 17, .mean_se_eV = 0.04};
	double se, ratio = ins_regions_density_ratio(&region, &reference, 0.6, &se);

	/* METHODS: (19/17)^2 = 1.249, and (19.2/16.9)^2 = 1.2907. */
	NEAR(ratio_of(19, 17, 1), 1.249, 0, 0.0005);
	NEAR(ratio_of(19.2, 16.9, 1), 1.2907, 0, 0.00005);
	NEAR(se, 2 * ratio * sqrt(0.03 * 0.03 / 361 + 0.04 * 0.04 / 289), 1e-12, 0);
	/* Algebra: that of the densities themselves. */
	NEAR(ratio, ins_plasmon_density_per_nm3(19, 0.9) / ins_plasmon_density_per_nm3(17, 1.5),
		1e-12, 0);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"five numbers have their summary", five_numbers_have_their_summary},
		{"one or none has no scatter", one_or_none_has_no_scatter},
		{"a hundred pixels of noise reach two and a half errors",
			a_hundred_pixels_of_noise_reach_two_and_a_half_errors},
		{"neighbours alike widen the error of the mean",
			neighbours_alike_widen_the_error_of_the_mean},
		{"a mean that follows its map has a larger error",
			a_mean_that_follows_its_map_has_a_larger_error},
		{"a structure as wide as the map is said", a_structure_as_wide_as_the_map_is_said},
		{"units' scale and flips do not matter", units_scale_and_flips_do_not_matter},
		{"density ratio is that of squares", density_ratio_is_that_of_squares},
		{NULL, NULL}};
	return unit_main("regions", tests);
}
