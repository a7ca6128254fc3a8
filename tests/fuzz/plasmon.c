/* Any counts as spectra, and any setup, for the plasmon: an answer is a number with its error, or
 * none, and is the same whatever spectra stand beside. */
#include "fuzz.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "physics/plasmon.h"

enum { HEAD = 10, PIXELS = 5 };

/* A byte between two ends, by steps of a factor. */
static double between(double lo, double hi, uint8_t byte)
{
	return lo * pow(hi / lo, byte / 255.0);
}

/* The first bytes choose the axis, the windows and the detector. */
static void choose(const uint8_t *head, size_t channels, struct ins_plasmon_setup *setup)
{
	double span_eV;

	ins_plasmon_defaults(setup);
	setup->channels = channels;
	setup->step_eV = between(1e-3, 10, head[0]);
	span_eV = setup->step_eV * (double)channels;
	setup->offset_eV = -span_eV * head[1] / 255;
	setup->method = head[2] % 2 ? INS_PLASMON_ML : INS_PLASMON_LS;
	setup->model =
		(enum ins_lineshape[]){INS_GAUSSIAN, INS_LORENTZIAN, INS_DRUDE}[head[2] / 2 % 3];
	setup->plasmon_lo_eV = span_eV * head[3] / 255;
	setup->plasmon_hi_eV = setup->plasmon_lo_eV + span_eV * head[4] / 255;
	setup->zero_loss_half_eV = between(setup->step_eV, 2 * span_eV, head[5]);
	setup->plasmon_half_eV = between(setup->step_eV, 2 * span_eV, head[6]);
	setup->gain = between(1e-12, 1e12, head[7]);
	setup->ceiling = head[8] % 2 ? 65535 * setup->gain : INFINITY;
}

/* 16 bits a channel, least first; where SPECIAL their ends are what no detector gives. */
static void fill(double *counts, size_t n, const uint8_t *data, double gain, bool special)
{
	for (size_t i = 0; i < n; i++) {
		int value = data[2 * i] | data[2 * i + 1] << 8;

		counts[i] = gain * value;
		if (special && value >= 0xfff0)
			counts[i] = value == 0xffff ? NAN : value == 0xfffe ? INFINITY : -1e300;
		else if (special && value >= 0x8000)
			counts[i] = gain * (value - 0x10000);
	}
}

static void check(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon)
{
	double thickness = ins_plasmon_thickness(search, counts, plasmon);
	double shortfall = ins_plasmon_shortfall(search, counts, plasmon, thickness);

	if (plasmon->status != INS_PEAK_OK) {
		FUZZ_CHECK(isnan(plasmon->energy_eV) && isnan(plasmon->energy_se_eV));
		FUZZ_CHECK(isnan(plasmon->zero_loss_eV) && isnan(plasmon->peak_eV));
		FUZZ_CHECK(isnan(plasmon->width_eV) && isnan(thickness));
		return;
	}
	FUZZ_CHECK(isfinite(plasmon->energy_eV) && isfinite(plasmon->zero_loss_eV));
	FUZZ_CHECK(plasmon->energy_eV > 0 && plasmon->width_eV > 0);
	FUZZ_CHECK(isfinite(plasmon->energy_se_eV) && plasmon->energy_se_eV > 0);
	FUZZ_CHECK(!isinf(thickness));
	FUZZ_CHECK(isnan(shortfall) || shortfall >= 0);
	FUZZ_CHECK(isfinite(ins_plasmon_at(search, plasmon, plasmon->peak_eV)));
	FUZZ_CHECK(isfinite(ins_plasmon_zero_loss_at(search, plasmon, plasmon->zero_loss_eV)));
}

static int same(double a, double b)
{
	return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

void fuzz_try(const uint8_t *data, size_t size)
{
	struct ins_plasmon together[PIXELS], alone;
	struct ins_plasmon_search search;
	struct ins_plasmon_setup setup;
	struct ins_err err = {0};
	size_t pixels, channels;
	double *counts;
	int status;

	if (size < HEAD)
		return;
	pixels = data[9] % PIXELS + 1;
	channels = (size - HEAD) / 2 / pixels;
	choose(data, channels, &setup);
	status = ins_plasmon_prepare(&setup, &search, &err);
	FUZZ_CHECK(status == err.status && !status == !*err.text);
	if (status)
		return;
	counts = malloc((pixels * channels + 1) * sizeof *counts);
	FUZZ_CHECK(counts);
	fill(counts, pixels * channels, data + HEAD, setup.gain, data[8] / 2 % 2);
	ins_plasmon_fit(&search, counts, pixels, together);
	for (size_t i = 0; i < pixels; i++) {
		check(&search, counts + i * channels, &together[i]);
		ins_plasmon_fit(&search, counts + i * channels, 1, &alone);
		FUZZ_CHECK(alone.status == together[i].status);
		FUZZ_CHECK(same(alone.energy_eV, together[i].energy_eV));
		FUZZ_CHECK(same(alone.energy_se_eV, together[i].energy_se_eV));
	}
	free(counts);
}
