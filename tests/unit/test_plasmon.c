/* Plasmon energies: made and real spectra, and what must give no number. */
#include "counts.h"

#include <string.h>

#include "base/element.h"
#include "eels.h"

#include "physics/moments.h"

static const enum ins_plasmon_method methods[] = {INS_PLASMON_LS, INS_PLASMON_ML};

static void a_spectrum_without_noise_gives_what_it_was_made_of(void)
{
	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		struct ins_plasmon plasmon;
		double counts[CHANNELS];

		make_counts(&usual, NULL, counts);
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		CU_ASSERT(!plasmon.cut && !plasmon.overlap);
		/* A noiseless fit, 1e-8 of the width. */
		NEAR(plasmon.zero_loss_eV, usual.zero_eV, 0, 1e-8);
		NEAR(plasmon.energy_eV, usual.energy_eV, 0, 4e-8);
		NEAR(plasmon.peak_eV, usual.zero_eV + usual.energy_eV, 0, 4e-8);
		NEAR(plasmon.width_eV, usual.fwhm_eV, 1e-7, 0);
		NEAR(plasmon.quality, 0, 0, 1e-8);
	}
}

static void shapes_are_found_as_they_were_made(void)
{
	static const enum ins_lineshape kinds[] = {INS_LORENTZIAN, INS_DRUDE};

	for (int i = 0; i < 4; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i / 2]);
		struct ins_shape shape = {kinds[i % 2], 165, 16.9 / 0.05, 3.7 / 0.05, 0};
		struct model zero = usual;
		struct ins_plasmon plasmon;
		double counts[CHANNELS], from = 5.03 / 0.05;

		zero.height = 0;
		make_counts(&zero, NULL, counts);
		/* The tail is left out under the zero loss, which is a Gaussian alone. */
		for (int k = 140; k < CHANNELS; k++)
			counts[k] += ins_lineshape_at(&shape, k - from);
		setup.model = kinds[i % 2];
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		NEAR(plasmon.energy_eV, 16.9, 1e-8, 0);
		NEAR(plasmon.width_eV, 3.7, 1e-7, 0);
		/* A Drude peak is highest below its energy, by g^2/(8 E) to the second order. */
		NEAR(plasmon.peak_eV - plasmon.zero_loss_eV,
			i % 2 ? 16.9 - 3.7 * 3.7 / 8 / 16.9 : 16.9, 0, 0.002);
	}
}

static void noise_moves_energies_as_reported(void)
{
	enum { REPEATS = 2000 };
	gsl_rng *rng = seeded(3);

	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		double sum = 0, square = 0, variance = 0, within = 0;

		for (int i = 0; i < REPEATS; i++) {
			double counts[CHANNELS], error_eV;
			struct ins_plasmon plasmon;

			make_counts(&usual, rng, counts);
			for (int k = 0; k < CHANNELS; k++)
				counts[k] *= 3;
			setup.gain = 3;
			plasmon = plasmon_of(&setup, counts);
			error_eV = plasmon.energy_eV - usual.energy_eV;
			sum += error_eV / REPEATS;
			square += error_eV * error_eV / REPEATS;
			variance += plasmon.energy_se_eV * plasmon.energy_se_eV / REPEATS;
			within += (fabs(error_eV) < plasmon.energy_se_eV) / (double)REPEATS;
		}
		/* 4 standard errors of a mean, of a variance, and of a share. */
		NEAR(sum, 0, 0, 4 * sqrt(variance / REPEATS));
		NEAR(square, variance, 4 * sqrt(2.0 / REPEATS), 0);
		NEAR(within, 0.683, 0, 4 * sqrt(0.683 * 0.317 / REPEATS));
	}
	gsl_rng_free(rng);
}

/* A spectrum, spoilt, and what must come of it. */
struct spoilt {
	const char *what;
	enum ins_peak_status status;
	struct model model;
	void (*spoil)(double *counts);
};

static void leave(double *counts)
{
	(void)counts;
}

static void clear(double *counts)
{
	memset(counts, 0, CHANNELS * sizeof *counts);
}

static void negate(double *counts)
{
	for (int k = 0; k < CHANNELS; k++)
		counts[k] = -counts[k];
}

static void dip(double *counts)
{
	counts[104] = -3000;
}

static void fill(double *counts)
{
	for (int k = 0; k < CHANNELS; k++)
		counts[k] = fmin(20 * counts[k], 65535);
}

static void flatten(double *counts)
{
	for (int k = 0; k < CHANNELS; k++)
		counts[k] = fmin(counts[k], 3300);
}

/* Its top clipped where a zero loss of 0.2 eV is four channels wide. */
static void flatten_four(double *counts)
{
	for (int k = 0; k < CHANNELS; k++)
		counts[k] = fmin(counts[k], 22000);
}

static void kill_zero_loss_channel(double *counts)
{
	counts[104] = 0;
}

static void kill_plasmon_channel(double *counts)
{
	counts[440] = 0;
}

static void kill_zero_loss_row(double *counts)
{
	for (int k = 94; k < 99; k++)
		counts[k] = 0;
}

static void kill_plasmon_row(double *counts)
{
	for (int k = 405; k < 425; k++)
		counts[k] = 0;
}

static void strike_zero_loss(double *counts)
{
	counts[95] += 30000;
}

static void strike_plasmon(double *counts)
{
	counts[470] += 900;
}

static void strike_between(double *counts)
{
	counts[300] += 20000;
}

/* The last two channels of the plasmon's window. */
static void strike_its_end(double *counts)
{
	counts[498] += 500;
	counts[499] += 500;
}

static void strike_two_channels(double *counts)
{
	counts[420] += 800;
	counts[421] += 1100;
}

static void lose_number(double *counts)
{
	counts[450] = NAN;
}

static void overflow(double *counts)
{
	counts[700] = INFINITY;
}

static void level(double *counts)
{
	for (int k = 0; k < CHANNELS; k++)
		counts[k] += 100;
}

static void decay(double *counts)
{
	for (int k = 130; k < CHANNELS; k++)
		counts[k] += round(300 * pow((k - 100) / 30.0, -1.2));
}

static const struct spoilt spoilts[] = {
	{"nothing at all", INS_PEAK_LOW_COUNTS, {4000, 0, 0.9, 165, 17, 4}, clear},
	{"negative counts", INS_PEAK_LOW_COUNTS, {4000, 0, 0.9, 165, 17, 4}, negate},
	{"a channel below zero", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4}, dip},
	{"a full detector", INS_PEAK_SATURATED, {4000, 0, 0.9, 165, 17, 4}, fill},
	{"a flat top", INS_PEAK_SATURATED, {4000, 0, 0.9, 165, 17, 4}, flatten},
	{"a flat top of four channels", INS_PEAK_SATURATED, {40000, 0.025, 0.2, 165, 17, 4},
		flatten_four},
	{"a dead channel in the zero loss", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		kill_zero_loss_channel},
	{"a dead channel in the plasmon", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		kill_plasmon_channel},
	{"dead channels in a row in the zero loss", INS_PEAK_BAD_CHANNEL,
		{4000, 0, 0.9, 165, 17, 4}, kill_zero_loss_row},
	{"dead channels in a row in the plasmon", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		kill_plasmon_row},
	{"dead channels in a row in a faint plasmon", INS_PEAK_BAD_CHANNEL,
		{4000, 0, 0.9, 20, 17, 4}, kill_plasmon_row},
	{"a particle in the zero loss", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		strike_zero_loss},
	{"a particle in the plasmon", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		strike_plasmon},
	{"a particle beside the plasmon", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		strike_between},
	{"a particle over two channels", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		strike_two_channels},
	{"a particle at the end of the window", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4},
		strike_its_end},
	{"NaN", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4}, lose_number},
	{"Inf", INS_PEAK_BAD_CHANNEL, {4000, 0, 0.9, 165, 17, 4}, overflow},
	{"vacuum", INS_PEAK_NONE, {4000, 0, 0.9, 0, 17, 4}, leave},
	{"vacuum under stray light", INS_PEAK_NONE, {4000, 0, 0.9, 0, 17, 4}, level},
	{"a falling background only", INS_PEAK_NONE, {4000, 0, 0.9, 0, 17, 4}, decay},
	{"no zero loss", INS_PEAK_NONE, {0, 0, 0.9, 165, 17, 4}, leave},
	{"light only", INS_PEAK_NONE, {0, 0, 0.9, 0, 17, 4}, level},
	{"few counts", INS_PEAK_LOW_COUNTS, {0.2, 0, 0.9, 0.01, 17, 4}, leave},
	{"a plasmon at the end of the axis", INS_PEAK_EDGE, {4000, 0, 0.9, 165, 46, 4}, leave},
	{"a plasmon beyond the axis", INS_PEAK_EDGE, {4000, 0, 0.9, 165, 49, 9}, leave},
	{"a zero loss at the start", INS_PEAK_NONE, {4000, -4.8, 0.9, 165, 17, 4}, leave},
};

static bool has_no_number(const struct ins_plasmon *plasmon)
{
	return isnan(plasmon->energy_eV) && isnan(plasmon->energy_se_eV) &&
	       isnan(plasmon->zero_loss_eV) && isnan(plasmon->peak_eV) &&
	       isnan(plasmon->width_eV) && isnan(plasmon->quality) &&
	       isnan(plasmon->zero_loss.position) && isnan(plasmon->plasmon.position);
}

static void what_is_spoilt_gives_a_status_and_no_number(void)
{
	gsl_rng *rng = seeded(8);

	for (size_t i = 0; i < 2 * sizeof spoilts / sizeof *spoilts; i++) {
		const struct spoilt *spoilt = &spoilts[i / 2];
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		struct ins_plasmon plasmon;
		double counts[CHANNELS];
		bool right;

		setup.ceiling = 65535;
		make_counts(&spoilt->model, rng, counts);
		spoilt->spoil(counts);
		plasmon = plasmon_of(&setup, counts);
		right = plasmon.status == spoilt->status && has_no_number(&plasmon);
		if (!right)
			fprintf(stderr, "%s: %s, not %s; %g eV\n", spoilt->what,
				ins_peak_status_name(plasmon.status),
				ins_peak_status_name(spoilt->status), plasmon.energy_eV);
		CU_ASSERT(right);
	}
	gsl_rng_free(rng);
}

/* Under two channels at half its height; what else makes a bad channel is not that. */
static void a_narrow_zero_loss_is_said(void)
{
	static const struct {
		double fwhm_eV;
		void (*spoil)(double *counts);
		enum ins_peak_status status;
		bool narrow;
	} cases[] = {
		{0.08, leave, INS_PEAK_BAD_CHANNEL, true},
		{0.12, leave, INS_PEAK_OK, false},
		{0.9, kill_zero_loss_channel, INS_PEAK_BAD_CHANNEL, false},
		{0.9, lose_number, INS_PEAK_BAD_CHANNEL, false},
	};

	for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		struct model model = {4000, 0, cases[i / 2].fwhm_eV, 165, 17, 4};
		struct ins_plasmon plasmon;
		double counts[CHANNELS];

		make_counts(&model, NULL, counts);
		cases[i / 2].spoil(counts);
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, cases[i / 2].status);
		CU_ASSERT_EQUAL(plasmon.narrow, cases[i / 2].narrow);
	}
}

static void a_spike_far_from_both_peaks_does_no_harm(void)
{
	gsl_rng *rng = seeded(9);
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_ML);
	struct ins_plasmon without, with;
	double counts[CHANNELS];

	make_counts(&usual, rng, counts);
	without = plasmon_of(&setup, counts);
	counts[900] += 1500;
	with = plasmon_of(&setup, counts);
	CU_ASSERT_EQUAL(with.status, INS_PEAK_OK);
	CU_ASSERT_EQUAL(with.energy_eV, without.energy_eV);
	gsl_rng_free(rng);
}

static void counts_that_wrapped_round_are_no_answer(void)
{
	gsl_rng *rng = seeded(14);

	for (int i = 0; i < 200; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		struct ins_plasmon plasmon;
		double counts[CHANNELS];

		make_counts(&usual, rng, counts);
		for (int k = 0; k < CHANNELS; k++)
			counts[k] -= counts[k] > 2048 + 8 * i ? 4096 : 0;
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT(plasmon.status != INS_PEAK_OK && has_no_number(&plasmon));
	}
	gsl_rng_free(rng);
}

static void peaks_that_meet_are_parted_and_said(void)
{
	gsl_rng *rng = seeded(10);

	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		struct model model = {4000, 0, 0.9, 400, 4.6, 1.6};
		struct ins_plasmon plasmon;
		double counts[CHANNELS];

		setup.plasmon_lo_eV = 2;
		setup.zero_loss_half_eV = 2;
		make_counts(&model, rng, counts);
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		CU_ASSERT(plasmon.overlap);
		NEAR(plasmon.energy_eV, 4.6, 0, 4 * plasmon.energy_se_eV);
	}
	gsl_rng_free(rng);
}

static void a_window_cut_by_the_axis_is_said(void)
{
	gsl_rng *rng = seeded(11);

	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		struct model model = {4000, 0, 0.9, 165, 43.4, 4};
		struct ins_plasmon plasmon;
		double counts[CHANNELS];

		make_counts(&model, rng, counts);
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		CU_ASSERT(plasmon.cut);
		NEAR(plasmon.energy_eV, 43.4, 0, 4 * plasmon.energy_se_eV);
	}
	gsl_rng_free(rng);
}

static void pixels_do_not_depend_on_their_neighbours(void)
{
	enum { PIXELS = 37 };
	static double counts[PIXELS * CHANNELS];
	struct ins_plasmon together[PIXELS], alone;
	gsl_rng *rng = seeded(12);

	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		struct ins_plasmon_search search;

		CU_ASSERT_EQUAL(ins_plasmon_prepare(&setup, &search, NULL), INS_OK);
		for (int i = 0; i < PIXELS; i++) {
			struct model model = usual;

			model.height = i % 5 == 3 ? 0 : 100 + 5 * i;
			make_counts(&model, rng, counts + i * CHANNELS);
		}
		ins_plasmon_fit(&search, counts, PIXELS, together);
		for (int i = 0; i < PIXELS; i++) {
			ins_plasmon_fit(&search, counts + i * CHANNELS, 1, &alone);
			CU_ASSERT_EQUAL(alone.status, together[i].status);
			CU_ASSERT(memcmp(&alone.energy_eV, &together[i].energy_eV, 4 * 8) == 0);
		}
	}
	gsl_rng_free(rng);
}

/* Counts of electrons of which a share T^n/n! exp(-T) lost 10.7 eV n times; their mean without RNG.
 */
static void make_plural(double t, gsl_rng *rng, double *counts)
{
	double share = 2e5 * exp(-t);

	memset(counts, 0, CHANNELS * sizeof *counts);
	for (int n = 0; n < 16; n++, share *= t / n) {
		double fwhm_eV = sqrt(0.8 * 0.8 + n * 1.5 * 1.5);

		for (int k = 0; k < CHANNELS; k++)
			counts[k] +=
				share * 0.05 * bell(-5 + 0.05 * k, 10.7 * n, fwhm_eV) / fwhm_eV;
	}
	for (int k = 0; rng && k < CHANNELS; k++)
		counts[k] = gsl_ran_poisson(rng, counts[k]);
}

/* The plasmon is that of one loss, however high the others are. */
static void plural_losses_are_no_plasmon(void)
{
	static const double thin[] = {0.2, 1.5, 2}, thick[] = {3, 3.5, 4, 5};
	const size_t several = sizeof thick / sizeof *thick;
	gsl_rng *rng = seeded(15);

	for (size_t i = 0; i < several + sizeof thin / sizeof *thin; i++) {
		double counts[CHANNELS];

		make_plural(i < several ? thick[i] : thin[i - several], rng, counts);
		for (int m = 0; m < 2; m++) {
			struct ins_plasmon_setup setup = usual_setup(methods[m]);
			struct ins_plasmon plasmon = plasmon_of(&setup, counts);

			CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
			CU_ASSERT_EQUAL(plasmon.plural, i < several);
			NEAR(plasmon.energy_eV, 10.7, 0, 4 * plasmon.energy_se_eV);
			/* One loss is out of the range that is searched. */
			setup.plasmon_lo_eV = 15;
			plasmon = plasmon_of(&setup, counts);
			CU_ASSERT(!plasmon.plural && !(plasmon.energy_eV < 20));
		}
	}
	gsl_rng_free(rng);
}

/* The range holds the plasmon, and the window makes bins of up to 1.6 eV, of which the first three
 * would hold its top. */
static void a_plasmon_near_the_start_of_the_range_is_found(void)
{
	gsl_rng *rng = seeded(18);

	for (int i = 0; i < 2 * 9; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		double counts[CHANNELS];
		struct ins_plasmon plasmon;

		make_plural(0.5, rng, counts);
		setup.plasmon_lo_eV = 10.4 - 0.3 * (i / 2);
		setup.plasmon_hi_eV = 44;
		setup.plasmon_half_eV = i / 2 % 2 ? 2 : 3.5;
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		/* Losses beside it lean on a window so wide, by a hundredth of its width. */
		NEAR(plasmon.energy_eV, 10.7, 0, 4 * plasmon.energy_se_eV + 0.02);
	}
	gsl_rng_free(rng);
}

/* A peak that falls where the range begins is no plasmon, however high it is. */
static void a_peak_before_the_range_is_no_plasmon(void)
{
	gsl_rng *rng = seeded(19);

	for (int i = 0; i < 2 * 16; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		double counts[CHANNELS];

		make_plural(0.5, rng, counts);
		setup.plasmon_lo_eV = 11.5 + 0.3 * (i / 2);
		NEAR(plasmon_of(&setup, counts).energy_eV, 21.4, 0, 0.1);
		/* The tails of a zero loss, with noise and nothing else. */
		for (int k = 0; k < CHANNELS; k++)
			counts[k] = gsl_ran_poisson(rng, 4000 / (1 + pow((k - 100 - i) / 6.0, 2)));
		setup.plasmon_lo_eV = 2 + 0.2 * (i / 2);
		CU_ASSERT_EQUAL(plasmon_of(&setup, counts).status, INS_PEAK_NONE);
	}
	gsl_rng_free(rng);
}

/* Of a surface or a band, at half the energy of the plasmon of a thin specimen. */
static void a_peak_at_half_the_energy_is_no_plasmon(void)
{
	gsl_rng *rng = seeded(16);

	for (int i = 0; i < 40; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		struct model half = {0, 0, 1, 20 + 3 * i, usual.energy_eV / 2, 2};
		struct ins_plasmon plasmon;
		double counts[CHANNELS], more[CHANNELS];

		make_counts(&usual, rng, counts);
		make_counts(&half, rng, more);
		for (int k = 0; k < CHANNELS; k++)
			counts[k] += more[k];
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		CU_ASSERT(!plasmon.plural);
		NEAR(plasmon.energy_eV, usual.energy_eV, 0, 4 * plasmon.energy_se_eV);
	}
	gsl_rng_free(rng);
}

/* So many electrons below the peak that it is of several losses, but no peak among them. */
static void a_plasmon_that_is_lost_is_none(void)
{
	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		struct model model = {100, 0, 0.9, 165, 30, 4};
		struct ins_plasmon plasmon;
		double counts[CHANNELS];

		make_counts(&model, NULL, counts);
		for (int k = 100; k < CHANNELS; k++)
			counts[k] += 40 * (1 - bell(k, 100, 100));
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_NONE);
		CU_ASSERT(has_no_number(&plasmon));
	}
}

static void density_is_that_of_free_electrons(void)
{
	/* METHODS: silicon, 4 electrons an atom, 2.33 g/cm3, 28.0855 g/mol: 16.60 eV. */
	double per_nm3 = 4 * 2.33e-21 / (28.0855 / 6.02214076e23);

	NEAR(ins_plasmon_density_per_nm3(16.60, 1), per_nm3, 0.005 * 2 / 16.6, 0);
	NEAR(ins_plasmon_density_per_nm3(19, 1) / ins_plasmon_density_per_nm3(17, 1),
		19.0 * 19 / 17 / 17, 1e-12, 0);
	NEAR(ins_plasmon_density_per_nm3(17, 1.2) / ins_plasmon_density_per_nm3(17, 1), 1.2, 1e-12,
		0);
}

static void thickness_is_the_logarithm_of_a_ratio(void)
{
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	struct ins_plasmon_search search;
	struct ins_plasmon plasmon;
	double counts[CHANNELS], zero = 4000 * 0.9, loss = 165 * 4.0;

	make_counts(&usual, NULL, counts);
	CU_ASSERT_EQUAL(ins_plasmon_prepare(&setup, &search, NULL), INS_OK);
	plasmon = plasmon_of(&setup, counts);
	/* Gaussians' areas are height times width; what crosses the valley is 1e-5 of them. */
	NEAR(ins_plasmon_thickness(&search, counts, &plasmon), log((zero + loss) / zero), 1e-4, 0);
	plasmon.status = INS_PEAK_NONE;
	CU_ASSERT(isnan(ins_plasmon_thickness(&search, counts, &plasmon)));
}

/* What speaks against the answer of a fit; no level where there is no answer. */
struct doubt {
	double level, surplus, thickness, shortfall;
};

static struct doubt doubt_of(const struct ins_plasmon_setup *setup, const double *counts)
{
	struct doubt doubt = {.level = NAN, .surplus = NAN};
	struct ins_plasmon_search search;
	struct ins_plasmon plasmon = plasmon_of(setup, counts);

	CU_ASSERT_EQUAL_FATAL(ins_plasmon_prepare(setup, &search, NULL), INS_OK);
	doubt.thickness = ins_plasmon_thickness(&search, counts, &plasmon);
	doubt.shortfall = ins_plasmon_shortfall(&search, counts, &plasmon, doubt.thickness);
	if (plasmon.status == INS_PEAK_OK) {
		doubt.level = ins_plasmon_level(&search, counts, &plasmon);
		doubt.surplus = ins_plasmon_surplus(&search, counts, &plasmon, doubt.level);
	}
	return doubt;
}

static int has_level(const struct doubt *doubt)
{
	return doubt->level > 0;
}

static int has_level_below(const struct doubt *doubt)
{
	return doubt->level < 0;
}

static int has_shortfall(const struct doubt *doubt)
{
	return doubt->shortfall > 0.01 * doubt->thickness;
}

/* A detector's own noise, as often below zero as above it, makes few spectra doubtful. */
static void expect_few(
	const struct model *model, unsigned seed, int (*is_told)(const struct doubt *))
{
	enum { REPEATS = 500 };
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	gsl_rng *rng = seeded(seed);
	int told = 0;

	for (int i = 0; i < REPEATS; i++) {
		double counts[CHANNELS];
		struct doubt doubt;

		make_counts(model, rng, counts);
		for (int k = 0; k < CHANNELS; k++)
			counts[k] += gsl_ran_gaussian(rng, 3);
		doubt = doubt_of(&setup, counts);
		CU_ASSERT(!isnan(doubt.level));
		told += is_told(&doubt);
	}
	/* 2 standard deviations, 2.3 %, and four of its errors. */
	CU_ASSERT(told < (0.023 + 4 * sqrt(0.023 / REPEATS)) * REPEATS);
	gsl_rng_free(rng);
}

static void a_level_under_the_spectrum_is_told(void)
{
	const struct model model = {4000, 0.03, 0.5, 165, 17.2, 4};
	double zero = 4000 * 0.5, loss = 165 * 4.0, channels = 0.05 * CHANNELS;
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	double counts[CHANNELS], until;
	struct doubt doubt;

	make_counts(&model, NULL, counts);
	doubt = doubt_of(&setup, counts);
	CU_ASSERT_EQUAL(doubt.level, 0);
	CU_ASSERT_EQUAL(doubt.surplus, 0);
	for (int k = 0; k < CHANNELS; k++)
		counts[k] += 10;
	doubt = doubt_of(&setup, counts);
	NEAR(doubt.level, 10, 1e-9, 0);
	/* The zero loss ends in the middle of what is flat between the peaks. */
	until = log((zero + loss + 10 * channels) / (zero + 10 * 7)) - log((zero + loss) / zero);
	NEAR(doubt.surplus, until, 0, 10 * 3 / zero);
	/* Six widths before the zero loss are beyond the axis. */
	setup.offset_eV += 2.2;
	setup.channels -= 44;
	CU_ASSERT_EQUAL(doubt_of(&setup, counts + 44).level, 0);
}

static void a_level_that_was_taken_off_is_told(void)
{
	const struct model model = {4000, 0.03, 0.5, 165, 17.2, 4};
	double zero = 4000 * 0.5, loss = 165 * 4.0, channels = 0.05 * CHANNELS;
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	double counts[CHANNELS], until;
	struct doubt doubt;

	make_counts(&model, NULL, counts);
	for (int k = 0; k < CHANNELS; k++)
		counts[k] -= 5;
	doubt = doubt_of(&setup, counts);
	NEAR(doubt.level, -5, 1e-9, 0);
	/* As for a level above 0; the zero loss ends 3 eV to either side of there. */
	until = log((zero + loss - 5 * channels) / (zero - 5 * 7)) - log((zero + loss) / zero);
	NEAR(doubt.surplus, until, 0, 5 * 3 / zero);
	NEAR(doubt.thickness - doubt.surplus, log((zero + loss) / zero), 1e-3, 0);
	/* More than all losses: no thickness, and how much is missing is told all the same. */
	for (int k = 0; k < CHANNELS; k++)
		counts[k] -= 11;
	doubt = doubt_of(&setup, counts);
	NEAR(doubt.level, -16, 1e-9, 0);
	CU_ASSERT(isnan(doubt.thickness) && doubt.surplus < -log((zero + loss) / zero));
}

/* It falls with the square of the distance; on a long axis, whatever its slope, it ends. */
static void the_foot_of_a_zero_loss_is_no_level(void)
{
	const struct model model = {4000, 0.03, 0.3, 165, 17.2, 4};
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	double counts[CHANNELS];

	make_counts(&model, NULL, counts);
	for (int k = 0; k < CHANNELS; k++)
		counts[k] += 4000 / (1 + pow((k - 100.6) / 3, 2));
	CU_ASSERT_EQUAL(doubt_of(&setup, counts).level, 0);
	/* Nor can it be told from one that was taken off. */
	for (int k = 0; k < CHANNELS; k++)
		counts[k] -= 15;
	CU_ASSERT_EQUAL(doubt_of(&setup, counts).level, 0);
	make_counts(&model, NULL, counts);
	for (int k = 0; k < 100; k++)
		counts[k] += 10;
	NEAR(doubt_of(&setup, counts).level, 0, 0, 1e-9);
}

static void noise_is_no_level(void)
{
	const struct model model = {4000, 0.03, 0.5, 165, 17.2, 4};

	expect_few(&model, 31, has_level);
	expect_few(&model, 31, has_level_below);
}

static bool has_stray(const struct ins_plasmon_setup *setup, const double *counts)
{
	struct ins_plasmon plasmon = plasmon_of(setup, counts);
	struct ins_plasmon_search search;
	double thickness;

	CU_ASSERT_EQUAL_FATAL(ins_plasmon_prepare(setup, &search, NULL), INS_OK);
	CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
	thickness = ins_plasmon_thickness(&search, counts, &plasmon);
	CU_ASSERT(!ins_plasmon_has_stray(&search, counts, &plasmon, NAN, 0.01));
	return ins_plasmon_has_stray(&search, counts, &plasmon, thickness, 0.01);
}

/* Far from both windows, at the ends of the axis, and on the slope of the second loss. */
static void a_stray_channel_spoils_a_thickness(void)
{
	static const int where[] = {0, 1, 2, 40, 180, 510, 900, 1021, 1022, 1023};
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	double counts[CHANNELS];
	gsl_rng *rng = seeded(41);

	for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
		make_plural(0.5, rng, counts);
		CU_ASSERT(!has_stray(&setup, counts));
		/* Of 2e5 counts, under a hundredth of t/lambda 0.5, and over. */
		counts[where[i]] += 700;
		CU_ASSERT(!has_stray(&setup, counts));
		counts[where[i]] += 2300;
		CU_ASSERT(has_stray(&setup, counts));
	}
	CU_ASSERT(!ins_peak_has_stray(counts + 1017, 7, 3, 1, 0, 100));
	CU_ASSERT(ins_peak_has_stray(counts + 1016, 8, 3, 1, 0, 100));
	/* A detector of so much noise reads it now and then. */
	CU_ASSERT(!ins_peak_has_stray(counts + 1016, 8, 3, 1, 1e3, 100));
	gsl_rng_free(rng);
}

/* Nor are coarse channels, whose valley is sharp, or a detector's noise in faint spectra. */
static void noise_is_no_stray_channel(void)
{
	const struct model faint = {400, 0.03, 0.5, 16, 17.2, 4};
	gsl_rng *rng = seeded(42);

	for (int i = 0; i < 200; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		double counts[CHANNELS];

		make_counts(&faint, rng, counts);
		for (int k = 0; k < CHANNELS; k++)
			counts[k] += gsl_ran_gaussian(rng, 5);
		if (plasmon_of(&setup, counts).status == INS_PEAK_OK)
			CU_ASSERT(!has_stray(&setup, counts));
		setup.offset_eV = -15;
		setup.step_eV = 0.5;
		setup.channels = CHANNELS / 8;
		setup.zero_loss_half_eV = 1.5;
		setup.plasmon_lo_eV = 2.2;
		for (int k = 0; k < CHANNELS / 8; k++) {
			double x_eV = setup.offset_eV + setup.step_eV * k - i / 400.0;

			counts[k] = gsl_ran_poisson(
				rng, 5e4 * bell(x_eV, 0, 1.2) + 5e3 * bell(x_eV, 5, 2) + 1e-12);
		}
		CU_ASSERT(!has_stray(&setup, counts));
	}
	gsl_rng_free(rng);
}

/* An axis that ends 4.3 plasmon energies up misses those who lost 5 or more. */
static void losses_beyond_the_axis_are_missed(void)
{
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	double counts[CHANNELS];
	struct doubt doubt;

	make_plural(0.5, NULL, counts);
	doubt = doubt_of(&setup, counts);
	CU_ASSERT(doubt.shortfall < 0.01 * doubt.thickness);
	NEAR(doubt.thickness, 0.5, 0.002, 0);
	for (double truth = 2; truth < 4; truth += 0.5) {
		double missing;

		make_plural(truth, NULL, counts);
		doubt = doubt_of(&setup, counts);
		missing = truth - doubt.thickness;
		CU_ASSERT(missing > 0.01 && has_shortfall(&doubt));
		/* More than the truth, since the axis ends on the slope of the fourth. */
		CU_ASSERT(doubt.shortfall > 0.5 * missing && doubt.shortfall < 2 * missing);
	}
	/* One whose second plasmon is beyond, too. */
	setup.channels = 430;
	make_plural(1, NULL, counts);
	doubt = doubt_of(&setup, counts);
	CU_ASSERT(doubt.shortfall > 0.5 * (1 - doubt.thickness));
	CU_ASSERT(doubt.shortfall < 2 * (1 - doubt.thickness));
	CU_ASSERT(isnan(doubt_of(&setup, memset(counts, 0, sizeof counts)).shortfall));
}

/* A thin specimen's Drude plasmon, whose tail has no end. */
static void a_tail_beyond_the_axis_is_missed(void)
{
	struct ins_shape shape = {INS_DRUDE, 8, 16.7 / 0.05, 4 / 0.05, 0};

	for (int last_eV = 25; last_eV <= 45; last_eV += 5) {
		struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
		struct model zero = usual;
		double counts[CHANNELS], missing = 0, shortfall;

		zero.zero_eV = zero.height = 0;
		setup.channels = (size_t)(last_eV + 5) * 20;
		make_counts(&zero, NULL, counts);
		for (int k = 101; k < 100000; k++) {
			double loss = ins_lineshape_at(&shape, k - 100);

			if (k < CHANNELS)
				counts[k] += loss;
			missing += k < (int)setup.channels ? 0 : loss;
		}
		shortfall = doubt_of(&setup, counts).shortfall;
		/* Of single losses only, at t/lambda 0.01; the fifth power is for plural ones
		 * too, hence a half. */
		missing = log1p(missing / ins_moments_total(counts, setup.channels));
		CU_ASSERT(shortfall > 0.5 * missing && shortfall < 1.5 * missing);
	}
}

/* On an axis that holds all losses. */
static void noise_is_no_loss_beyond_the_axis(void)
{
	expect_few(&usual, 17, has_shortfall);
}

/* A Drude peak whose energy lies beyond the axis, and whose highest point does not. */
static void thickness_stays_on_the_axis(void)
{
	enum { N = 80 };
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	struct ins_shape shape = {INS_DRUDE, 1e6, 60, 90, 0};
	struct ins_plasmon_search search;
	struct ins_plasmon plasmon;
	double *counts = malloc(N * sizeof *counts);

	setup.offset_eV = -2;
	setup.step_eV = 0.1;
	setup.channels = N;
	setup.model = INS_DRUDE;
	setup.plasmon_lo_eV = 3;
	for (int k = 0; k < N; k++) {
		double channel = k - 20;

		counts[k] = 1e7 * exp(-channel * channel / 18) +
			    (channel > 0 ? ins_lineshape_at(&shape, channel) : 0);
	}
	CU_ASSERT_EQUAL_FATAL(ins_plasmon_prepare(&setup, &search, NULL), INS_OK);
	ins_plasmon_fit(&search, counts, 1, &plasmon);
	CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
	CU_ASSERT(plasmon.zero_loss.position + plasmon.plasmon.position > N);
	CU_ASSERT(isfinite(ins_plasmon_thickness(&search, counts, &plasmon)));
	free(counts);
}

static void curves_pass_through_the_counts(void)
{
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_ML);
	struct ins_plasmon_search search;
	struct ins_plasmon plasmon;
	double counts[CHANNELS];

	make_counts(&usual, NULL, counts);
	CU_ASSERT_EQUAL(ins_plasmon_prepare(&setup, &search, NULL), INS_OK);
	ins_plasmon_fit(&search, counts, 1, &plasmon);
	NEAR(ins_plasmon_zero_loss_at(&search, &plasmon, 0.25), counts[105], 1e-7, 0);
	NEAR(ins_plasmon_at(&search, &plasmon, 18.5), counts[470], 1e-7, 0);
}

static void refuses(struct ins_plasmon_setup setup, int status, const char *text)
{
	struct ins_plasmon_search search;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_plasmon_prepare(&setup, &search, &err), status);
	SAME(err.text, text);
}

static void what_cannot_be_searched_is_refused(void)
{
	struct ins_plasmon_setup good = usual_setup(INS_PLASMON_LS), setup = good;

	setup.offset_eV = 350;
	refuses(setup, INS_EANALYSIS, "no zero loss: the energy axis runs from 350 to 401.15 eV");
	setup.offset_eV = 0.1;
	refuses(setup, INS_EANALYSIS,
		"no zero loss: the energy axis runs from 0.1 to 51.25 eV; if it is only shifted, "
		"give --energy-offset");
	/* Channels that are counted from 1. */
	setup.offset_eV = 0.05;
	refuses(setup, INS_OK, "");
	setup = good;
	setup.channels = 180;
	refuses(setup, INS_EANALYSIS,
		"no plasmon: the energy axis runs from -5 to 3.95 eV, and the plasmon is searched "
		"from 5 eV");
	setup = good;
	setup.step_eV = -0.05;
	refuses(setup, INS_EFORMAT, "the energy axis does not rise: -5 eV in steps of -0.05 eV");
	setup.step_eV = NAN;
	refuses(setup, INS_EFORMAT, "the energy axis does not rise: -5 eV in steps of nan eV");
	setup = good;
	setup.plasmon_hi_eV = 4;
	refuses(setup, INS_EUSAGE, "the plasmon's range must rise from above 0 eV, not 5 to 4 eV");
	setup = good;
	setup.zero_loss_half_eV = 0.05;
	refuses(setup, INS_EUSAGE, "a window holds under 5 channels of 0.05 eV; widen it");
	setup.zero_loss_half_eV = 0;
	refuses(setup, INS_EUSAGE, "a window's half-width must be above 0 eV");
	setup = good;
	setup.gain = NAN;
	refuses(setup, INS_EUSAGE, "the gain must be above 0 counts an electron");
}

/* A dome on nothing: a Gaussian's window sees a peak, a shape with tails finds none. */
static void a_dome_has_no_tails(void)
{
	static const enum ins_lineshape kinds[] = {INS_GAUSSIAN, INS_LORENTZIAN, INS_DRUDE};

	for (int i = 0; i < 6; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i / 3]);
		struct model zero = usual;
		double counts[CHANNELS];

		zero.height = 0;
		make_counts(&zero, NULL, counts);
		for (int k = 0; k < CHANNELS; k++)
			counts[k] += fmax(165 - 3 * pow(-5 + 0.05 * k - 17, 2), 0);
		setup.model = kinds[i % 3];
		CU_ASSERT_EQUAL(
			plasmon_of(&setup, counts).status, i % 3 ? INS_PEAK_DIVERGED : INS_PEAK_OK);
	}
}

/* The zero loss lies so high that the axis ends before a plasmon may begin. */
static void an_axis_may_end_before_the_plasmon(void)
{
	struct ins_plasmon_setup setup = usual_setup(INS_PLASMON_LS);
	struct model high = usual;
	double counts[CHANNELS];

	high.zero_eV = 1.8;
	make_counts(&high, NULL, counts);
	setup.channels = 220;
	CU_ASSERT_EQUAL(plasmon_of(&setup, counts).status, INS_PEAK_EDGE);
	/* Or so soon behind its beginning that no rise can be seen. */
	setup.channels = 246;
	CU_ASSERT_EQUAL(plasmon_of(&setup, counts).status, INS_PEAK_NONE);
}

static void coarse_channels_are_found_too(void)
{
	/* 0.4 eV a channel: a zero loss of 2.3 channels, a plasmon of 10. */
	gsl_rng *rng = seeded(13);

	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		double counts[CHANNELS], coarse[CHANNELS / 8];
		struct ins_plasmon plasmon;

		make_counts(&usual, rng, counts);
		for (int k = 0; k < CHANNELS / 8; k++)
			coarse[k] = ins_moments_total(counts + 8 * k, 8);
		setup.offset_eV += 3.5 * 0.05;
		setup.step_eV *= 8;
		setup.channels /= 8;
		setup.zero_loss_half_eV = 1.2;
		plasmon = plasmon_of(&setup, coarse);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		NEAR(plasmon.energy_eV, usual.energy_eV, 0, 4 * plasmon.energy_se_eV);
	}
	gsl_rng_free(rng);
}

/* 0.5 eV a channel, and a plasmon so low that the windows nearly meet: the valley between them,
 * where counts rise on both sides, is no stray channel. */
static void a_valley_is_no_stray_channel(void)
{
	for (int i = 0; i < 80; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		double coarse[CHANNELS / 8], zero_eV = -0.5 + i / 80.0;

		setup.offset_eV = -15;
		setup.step_eV = 0.5;
		setup.channels = CHANNELS / 8;
		setup.zero_loss_half_eV = 1.5;
		setup.plasmon_lo_eV = 2.2;
		for (int k = 0; k < CHANNELS / 8; k++) {
			double x_eV = setup.offset_eV + setup.step_eV * k;

			coarse[k] = round(
				5e4 * bell(x_eV, zero_eV, 1.2) + 5e3 * bell(x_eV, zero_eV + 5, 2));
		}
		CU_ASSERT_EQUAL(plasmon_of(&setup, coarse).status, INS_PEAK_OK);
	}
}

/* Noise of a detector, as often below zero as above: a fit to seven channels of it goes astray in
 * every way, and a pixel without an answer has no number. */
static void noise_alone_ends_no_run(void)
{
	enum { COARSE = 200, REPEATS = 4000 };
	gsl_rng *rng = seeded(16);

	for (int i = 0; i < REPEATS; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		struct ins_plasmon plasmon;
		double counts[COARSE];

		setup.offset_eV = -9.5;
		setup.step_eV = 0.25;
		setup.channels = COARSE;
		setup.zero_loss_half_eV = 0.85;
		setup.plasmon_half_eV = 0.83;
		setup.plasmon_lo_eV = 1.95;
		for (int k = 0; k < COARSE; k++)
			counts[k] = 34000 * bell(k, 3, 16) + gsl_ran_gaussian(rng, 800);
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT(plasmon.status == INS_PEAK_OK ? plasmon.energy_se_eV > 0
							: has_no_number(&plasmon));
	}
	gsl_rng_free(rng);
}

/* Two electrons a channel at the tops, and many channels: chance leaves a few of them empty, and
 * all together tell the energy. */
static void few_electrons_a_channel_are_no_dead_channels(void)
{
	enum { FINE = 4000, REPEATS = 40 };
	static double counts[FINE];
	gsl_rng *rng = seeded(15);

	for (int i = 0; i < REPEATS; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		struct ins_plasmon plasmon;

		setup.step_eV = 0.01;
		setup.channels = FINE;
		for (int k = 0; k < FINE; k++) {
			double x_eV = setup.offset_eV + setup.step_eV * k;

			counts[k] = gsl_ran_poisson(
				rng, 2 * bell(x_eV, 0, 1) + 2 * bell(x_eV, 17, 4) + 1e-12);
		}
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		NEAR(plasmon.energy_eV, 17, 0, 4 * plasmon.energy_se_eV);
		/* A row of dead ones, a quarter of the plasmon's width, is found all the same. */
		for (int k = 2150; k < 2250; k++)
			counts[k] = 0;
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_BAD_CHANNEL);
	}
	gsl_rng_free(rng);
}

/* 0.4 eV a channel: seven of them around the zero loss. */
static void coarse_channels_are_looked_through(void)
{
	for (int i = 0; i < 6; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		double coarse[CHANNELS / 8];
		struct ins_plasmon plasmon;

		setup.step_eV *= 8;
		setup.channels /= 8;
		setup.zero_loss_half_eV = 1.4;
		setup.ceiling = 65535;
		for (int k = 0; k < CHANNELS / 8; k++) {
			double x_eV = setup.offset_eV + setup.step_eV * k;

			coarse[k] = 1e5 * bell(x_eV, 0.1, 1.4) + 1e3 * bell(x_eV, 17, 4);
		}
		/* Full, level below that, and dead next to its top. */
		for (int k = 0; k < CHANNELS / 8; k++)
			coarse[k] = fmin(coarse[k], i / 2 == 0 ? 65535 : i / 2 == 1 ? 2e4 : 6e4);
		if (i / 2 == 2)
			coarse[13] = 0;
		plasmon = plasmon_of(&setup, coarse);
		CU_ASSERT_EQUAL(
			plasmon.status, i / 2 == 2 ? INS_PEAK_BAD_CHANNEL : INS_PEAK_SATURATED);
		CU_ASSERT(has_no_number(&plasmon));
	}
}

/* Five channels at the very beginning of the axis, and two behind them: too few to be compared. */
static void few_channels_are_looked_at(void)
{
	static const double ceilings[] = {INFINITY, 65535};

	for (int i = 0; i < 4; i++) {
		struct ins_plasmon_setup setup = usual_setup(methods[i % 2]);
		struct ins_plasmon plasmon;
		double coarse[64];

		setup.offset_eV = -1;
		setup.step_eV = 0.5;
		setup.channels = 64;
		setup.zero_loss_half_eV = 1.25;
		setup.ceiling = ceilings[i / 2];
		for (int k = 0; k < 64; k++) {
			double x_eV = setup.offset_eV + setup.step_eV * k;

			coarse[k] = 1e5 * bell(x_eV, 0, 1.4) + 1e3 * bell(x_eV, 17, 4);
			coarse[k] = fmin(coarse[k], setup.ceiling);
		}
		plasmon = plasmon_of(&setup, coarse);
		CU_ASSERT_EQUAL(plasmon.status, i / 2 ? INS_PEAK_SATURATED : INS_PEAK_OK);
	}
}

/* A window as wide as the axis holds the zero loss too, whose weight points below the axis. */
static void a_window_as_wide_as_the_axis_has_no_valley(void)
{
	for (int m = 0; m < 2; m++) {
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		struct ins_plasmon plasmon;
		double counts[56];

		for (int k = 0; k < 56; k++)
			counts[k] = round(1000 * bell(k, 4, 3.5) + 308 * bell(k, 33, 7));
		setup.offset_eV = -4;
		setup.step_eV = 1;
		setup.channels = 56;
		setup.plasmon_lo_eV = 11;
		setup.zero_loss_half_eV = 3;
		setup.plasmon_half_eV = 32;
		plasmon = plasmon_of(&setup, counts);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_EDGE);
		CU_ASSERT(has_no_number(&plasmon));
	}
}

/* The images that lie beside the project. */

static void synth_gauss_mid_is_fitted_at_the_limit(void)
{
	const char *path = shared_file("synth_gauss_mid.rpl");
	struct ins_spectra spectra = {0};
	double *counts, truth_eV[CHANNELS];
	size_t n;
	FILE *file;

	if (!path)
		return;
	OPEN(&spectra, path);
	counts = all_counts(&spectra.item[0], &n);
	CU_ASSERT_PTR_NOT_NULL_FATAL(counts);
	file = fopen(shared_file("synth_truth.tsv"), "r");
	CU_ASSERT_EQUAL_FATAL(fscanf(file, "%*[^\n]"), 0);
	for (size_t i = 0; i < 1024; i++)
		CU_ASSERT_EQUAL(fscanf(file, "%*s %*s %lf %*s %*s %*s", &truth_eV[i]), 1);
	fclose(file);
	for (int m = 0; m < 2; m++) {
		/* The bound with windows of 40 and 120 channels; what each may be above it. */
		const double bound_eV = 19.08e-3, above[] = {1.10, 1.02};
		struct ins_plasmon_setup setup = usual_setup(methods[m]);
		double square = 0, sum = 0, within = 0, se_eV;

		for (size_t i = 0; i < 1024; i++) {
			struct ins_plasmon plasmon = plasmon_of(&setup, counts + 1024 * i);
			double error_eV = plasmon.energy_eV - truth_eV[i];

			square += error_eV * error_eV / 1024;
			sum += error_eV / 1024;
			within += (fabs(error_eV) < plasmon.energy_se_eV) / 1024.0;
		}
		fprintf(stderr, "%s: rms %.2f meV, bias %.2f meV, within one error %.3f\n",
			m ? "ml" : "ls", 1e3 * sqrt(square), 1e3 * sum, within);
		CU_ASSERT(sqrt(square) < above[m] * bound_eV);
		/* The mean of 1024 errors of 19 meV is itself only known to 0.6 meV. */
		se_eV = bound_eV / 32;
		NEAR(sum, 0, 0, 2 * se_eV);
		CU_ASSERT(within > 0.60 && within < 0.76);
	}
	free(counts);
	ins_spectra_free(&spectra);
}

static void aluminium_has_its_plasmon(void)
{
	const char *path = shared_file("AL-DFoffset0.00.dm3");
	struct ins_spectra spectra = {0};
	const struct ins_spectrum *spectrum;
	struct ins_plasmon_setup setup;
	double *counts;
	size_t n;

	if (!path)
		return;
	OPEN(&spectra, path);
	CU_ASSERT_EQUAL_FATAL(ins_spectra_choose(&spectra, 0, &spectrum, NULL), INS_OK);
	counts = all_counts(spectrum, &n);
	CU_ASSERT_PTR_NOT_NULL_FATAL(counts);
	ins_plasmon_defaults(&setup);
	setup.offset_eV = spectrum->energy.first;
	setup.step_eV = spectrum->energy.step;
	setup.channels = n;
	for (double half_eV = 0.5; half_eV < 1.6; half_eV += 0.25) {
		struct ins_plasmon plasmon;

		setup.zero_loss_half_eV = setup.plasmon_half_eV = half_eV;
		plasmon = plasmon_of(&setup, counts);
		fprintf(stderr, "+-%.2f eV: zero loss %.4f, plasmon %.4f +- %.2g eV\n", half_eV,
			plasmon.zero_loss_eV, plasmon.energy_eV, plasmon.energy_se_eV);
		CU_ASSERT_EQUAL(plasmon.status, INS_PEAK_OK);
		/* What two other programs find, with what windows move it by. */
		NEAR(plasmon.zero_loss_eV, -0.1346, 0, 0.0005);
		NEAR(plasmon.energy_eV, 15.045, 0, 0.002);
	}
	free(counts);
	ins_spectra_free(&spectra);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"a spectrum without noise gives what it was made of",
			a_spectrum_without_noise_gives_what_it_was_made_of},
		{"shapes are found as they were made", shapes_are_found_as_they_were_made},
		{"noise moves energies as reported", noise_moves_energies_as_reported},
		{"what is spoilt gives a status and no number",
			what_is_spoilt_gives_a_status_and_no_number},
		{"a narrow zero loss is said", a_narrow_zero_loss_is_said},
		{"a spike far from both peaks does no harm",
			a_spike_far_from_both_peaks_does_no_harm},
		{"counts that wrapped round are no answer",
			counts_that_wrapped_round_are_no_answer},
		{"peaks that meet are parted and said", peaks_that_meet_are_parted_and_said},
		{"a window cut by the axis is said", a_window_cut_by_the_axis_is_said},
		{"pixels do not depend on their neighbours",
			pixels_do_not_depend_on_their_neighbours},
		{"plural losses are no plasmon", plural_losses_are_no_plasmon},
		{"a plasmon near the start of the range is found",
			a_plasmon_near_the_start_of_the_range_is_found},
		{"a peak before the range is no plasmon", a_peak_before_the_range_is_no_plasmon},
		{"a peak at half the energy is no plasmon",
			a_peak_at_half_the_energy_is_no_plasmon},
		{"a plasmon that is lost is none", a_plasmon_that_is_lost_is_none},
		{"density is that of free electrons", density_is_that_of_free_electrons},
		{"thickness is the logarithm of a ratio", thickness_is_the_logarithm_of_a_ratio},
		{"a level under the spectrum is told", a_level_under_the_spectrum_is_told},
		{"a level that was taken off is told", a_level_that_was_taken_off_is_told},
		{"the foot of a zero loss is no level", the_foot_of_a_zero_loss_is_no_level},
		{"noise is no level", noise_is_no_level},
		{"a stray channel spoils a thickness", a_stray_channel_spoils_a_thickness},
		{"noise is no stray channel", noise_is_no_stray_channel},
		{"losses beyond the axis are missed", losses_beyond_the_axis_are_missed},
		{"a tail beyond the axis is missed", a_tail_beyond_the_axis_is_missed},
		{"noise is no loss beyond the axis", noise_is_no_loss_beyond_the_axis},
		{"thickness stays on the axis", thickness_stays_on_the_axis},
		{"curves pass through the counts", curves_pass_through_the_counts},
		{"what cannot be searched is refused", what_cannot_be_searched_is_refused},
		{"a dome has no tails", a_dome_has_no_tails},
		{"an axis may end before the plasmon", an_axis_may_end_before_the_plasmon},
		{"coarse channels are found too", coarse_channels_are_found_too},
		{"few electrons a channel are no dead channels",
			few_electrons_a_channel_are_no_dead_channels},
		{"noise alone ends no run", noise_alone_ends_no_run},
		{"a valley is no stray channel", a_valley_is_no_stray_channel},
		{"coarse channels are looked through", coarse_channels_are_looked_through},
		{"few channels are looked at", few_channels_are_looked_at},
		{"a window as wide as the axis has no valley",
			a_window_as_wide_as_the_axis_has_no_valley},
		{"synth_gauss_mid is fitted at the limit", synth_gauss_mid_is_fitted_at_the_limit},
		{"aluminium has its plasmon", aluminium_has_its_plasmon}, {NULL, NULL}};
	return unit_main("plasmon", tests);
}
