/* plasmon - the plasmon energy of one spectrum, and the electron density that it means. */
#include "plasmon.h"

#include <math.h>

#include "physics/likely.h"
#include "physics/lsq.h"
#include "physics/moments.h"

#define PLACEMENTS 2
#define BLOCK 16
#define SUSPECT 5.0 /* deviations of a channel from the fit */
#define UNEVEN 2.0  /* reduced chi-squared of the fit */
#define VALLEY 8    /* channels between windows */
#define MOST_LOSSES 5
#define BESIDE 0.15 /* how far from its share of several losses that of one may be */

/*
 * Pixels are taken together, since a processor does several of one kind at once. Windows and
 * what became of them are those of the zero loss and the plasmon of each pixel by turns.
 */
struct block {
	const struct ins_plasmon_search *search;
	const double *counts;
	size_t sites;
	struct ins_site site[2 * BLOCK];
	enum ins_peak_status status[2 * BLOCK];
	double centre[2 * BLOCK]; /* where the peak is, in channels of the spectrum */
	double laid[2 * BLOCK];   /* where it was thought to be when the window was laid */
};

static const double *spectrum(const struct block *block, size_t w)
{
	return block->counts + w / 2 * block->search->setup.channels;
}

static bool is_plasmon(size_t w)
{
	return w % 2 == 1;
}

static size_t wanted(const struct block *block, size_t w)
{
	return is_plasmon(w) ? block->search->plasmon_n : block->search->zero_loss_n;
}

/* Find a peak from channel lo to end - 1 that rises beyond the window of a zero loss at ZERO. */
static enum ins_peak_status find_beyond(const struct ins_plasmon_search *search,
	const double *counts, size_t zero, size_t lo, size_t end, size_t *at)
{
	struct ins_peak_range range = {zero + search->zero_loss_n / 2, lo, end};
	struct ins_peak peak;
	enum ins_peak_status status =
		ins_peak_find_in(counts, &range, search->plasmon_bin, search->setup.gain, &peak);

	*at = peak.at;
	return status;
}

/* Find the plasmon in a spectrum whose zero loss is near channel ZERO. */
static enum ins_peak_status find_plasmon(
	const struct ins_plasmon_search *search, const double *counts, size_t zero, size_t *at)
{
	size_t lo = zero + search->plasmon_lo, hi = zero + search->plasmon_hi;
	size_t end = hi < search->setup.channels ? hi : search->setup.channels;
	enum ins_peak_status status = find_beyond(search, counts, zero, lo, end, at);

	/* A pixel with a zero loss has counts enough; it is the plasmon that is missing. */
	return status == INS_PEAK_LOW_COUNTS ? INS_PEAK_NONE : status;
}

/* Channels about one LOSS from the zero loss, half of it to either side, from lo to end - 1. */
struct about {
	double loss;
	size_t lo, end;
};

static struct about about(const struct ins_plasmon_search *search, size_t zero, double loss)
{
	size_t end = zero + (size_t)(1.5 * loss);

	return (struct about){.loss = loss,
		.lo = zero + (size_t)(0.5 * loss),
		.end = end < search->setup.channels ? end : search->setup.channels};
}

/* Whether a peak stands out about where that of one loss must be; *at then says where. */
static bool stands_there(const struct ins_plasmon_search *search, const double *counts, size_t zero,
	const struct about *about, size_t *at)
{
	size_t lo = zero + search->plasmon_lo, there;

	lo = lo > about->lo ? lo : about->lo;
	if (find_beyond(search, counts, zero, lo, about->end, &there) != INS_PEAK_OK ||
		fabs((double)(there - zero) - about->loss) >
			BESIDE * about->loss + (double)search->plasmon_bin)
		return false;
	*at = there;
	return true;
}

/* Go down from a peak *at that is of several losses to that of one, beside a zero loss of ZEROS
 * counts; *plural says whether there was cause. */
static enum ins_peak_status find_first(const struct ins_plasmon_search *search,
	const double *counts, size_t zero, double zeros, size_t *at, bool *plural)
{
	double least = (double)search->plasmon_lo;
	bool lost = false;

	for (int n = 2; n <= MOST_LOSSES && (double)(*at - zero) >= n * least; n++) {
		struct about one = about(search, zero, (double)(*at - zero) / n);

		if (!(ins_moments_total(counts + one.lo, one.end - one.lo) > n * zeros))
			continue;
		lost = !stands_there(search, counts, zero, &one, at);
		/* What was found may be of several losses itself. */
		if (!lost) {
			*plural = true;
			n = 1;
		}
	}
	return lost ? INS_PEAK_NONE : INS_PEAK_OK;
}

/* Find both peaks of the spectrum of windows w and w + 1. */
static void find(struct block *block, size_t w, struct ins_plasmon *plasmon)
{
	const struct ins_plasmon_search *search = block->search;
	const double *counts = spectrum(block, w), gain = search->setup.gain;
	enum ins_peak_status status;
	struct ins_peak zero;
	size_t at = 0;

	status = ins_peak_find(counts, search->zero_loss_end, search->zero_loss_bin, gain, &zero);
	if (status == INS_PEAK_LOW_COUNTS && plasmon->counts >= INS_PEAK_FEWEST * gain)
		status = INS_PEAK_NONE;
	block->status[w] = status;
	if (status == INS_PEAK_OK)
		status = find_plasmon(search, counts, zero.at, &at);
	/* Two losses outgrow one only beside both zero loss and twice as many of one. */
	if (status == INS_PEAK_OK && plasmon->counts > 3 * zero.counts)
		status = find_first(search, counts, zero.at, zero.counts, &at, &plasmon->plural);
	block->status[w + 1] = status;
	block->centre[w] = (double)zero.at;
	block->centre[w + 1] = (double)at;
}

/* Lay window w within lo ... hi - 1 and sum over it. */
static void place(struct block *block, size_t w, size_t lo, size_t hi)
{
	struct ins_site *site = &block->site[w];

	block->laid[w] = block->centre[w];
	if (!ins_site_lay(block->centre[w], wanted(block, w), lo, hi, site)) {
		block->status[w] = INS_PEAK_EDGE;
		return;
	}
	ins_moments_sum(spectrum(block, w), site);
	if (!(site->sum[0] >= INS_PEAK_FEWEST * block->search->setup.gain))
		block->status[w] = INS_PEAK_LOW_COUNTS;
}

static void guess(struct block *block, size_t w)
{
	if (!ins_moments_guess(&block->site[w]))
		block->status[w] = INS_PEAK_DIVERGED;
	block->centre[w] = ins_site_centre(&block->site[w]);
}

/* Windows of one pixel that meet are cut in the valley between the peaks. */
static bool part(struct block *block, size_t w)
{
	const struct ins_site *zero = &block->site[w], *plasmon = &block->site[w + 1];
	size_t between, channels = block->search->setup.channels;

	if (block->status[w] != INS_PEAK_OK || block->status[w + 1] != INS_PEAK_OK ||
		zero->first + zero->n <= plasmon->first)
		return false;
	/* A window so wide that it holds both peaks may point to a place beyond the axis. */
	if (!(block->centre[w] >= 0 && block->centre[w] < block->centre[w + 1] &&
		    block->centre[w + 1] <= (double)channels - 1)) {
		block->status[w + 1] = INS_PEAK_EDGE;
		return false;
	}
	between = ins_site_valley(
		spectrum(block, w), (size_t)block->centre[w] + 1, (size_t)block->centre[w + 1]);
	place(block, w, 0, between);
	guess(block, w);
	place(block, w + 1, between, channels);
	guess(block, w + 1);
	return true;
}

/* Lay windows where the peaks are, and then where the windows say that they are. */
static void settle(struct block *block)
{
	for (int i = 0; i < PLACEMENTS; i++) {
		for (size_t w = 0; w < block->sites; w++)
			if (block->status[w] == INS_PEAK_OK)
				place(block, w, 0, block->search->setup.channels);
		for (size_t w = 0; w < block->sites; w++)
			if (block->status[w] == INS_PEAK_OK)
				guess(block, w);
	}
}

static void fit(struct block *block)
{
	if (block->search->setup.method == INS_PLASMON_ML) {
		ins_likely_fit(block->site, block->sites);
		return;
	}
	for (size_t w = 0; w < block->sites; w++)
		if (block->status[w] == INS_PEAK_OK)
			ins_lsq_fit(spectrum(block, w), &block->site[w]);
}

/* The Gaussian of WINDOW, its position counted from channel ORIGIN of the spectrum. */
static struct ins_shape shape_of(const struct ins_site *site, double origin)
{
	return (struct ins_shape){
		.kind = INS_GAUSSIAN,
		.amplitude = site->gaussian.amplitude,
		.position = ins_site_centre(site) - origin,
		.width = INS_SIGMAS_WIDE * site->gaussian.sigma,
		.position_var = site->gaussian.centre_var,
	};
}

/* Replace the Gaussian plasmon by the model asked for. */
static bool reshape(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_site *site, struct ins_plasmon *plasmon)
{
	const struct ins_plasmon_setup *setup = &search->setup;
	const double *y = counts + site->first;
	double first = (double)site->first - plasmon->zero_loss.position;

	plasmon->plasmon.kind = setup->model;
	if (!ins_lineshape_fit(
		    y, site->n, first, setup->method == INS_PLASMON_ML, &plasmon->plasmon))
		return false;
	plasmon->quality = ins_lineshape_quality(y, site->n, first, &plasmon->plasmon, setup->gain);
	return true;
}

/* Whether the fit is an answer, and of the peak that the window was laid around. */
static bool is_settled(const struct block *block, size_t w)
{
	const struct ins_site *site = &block->site[w];

	return site->fitted &&
	       fabs(ins_site_centre(site) - block->laid[w]) < 0.25 * (double)site->n;
}

static enum ins_peak_status check(const struct block *block, size_t w)
{
	const struct ins_plasmon_setup *setup = &block->search->setup;
	const struct ins_site *site = &block->site[w], *zero = &block->site[w - w % 2];
	size_t end = site->first + site->n, lo = 0, hi = setup->channels;
	enum ins_peak_status status;

	/* The valley between near windows is no fault. */
	if (is_plasmon(w))
		lo = site->first < zero->first + zero->n + VALLEY ? site->first : lo;
	else if (block->status[w + 1] == INS_PEAK_OK)
		hi = block->site[w + 1].first < end + VALLEY ? end : hi;
	status = ins_peak_check(spectrum(block, w), site, lo, hi, setup->gain, setup->ceiling);
	return status == INS_PEAK_OK && !is_settled(block, w) ? INS_PEAK_DIVERGED : status;
}

/* As check, for the plasmon: a stray channel stands out of the fit too, or holds it up; dead ones
 * within 2 sigma, where the Gaussian is exp(-2) of its height, do not where it is faint. */
static enum ins_peak_status check_plasmon(
	const struct block *block, size_t w, struct ins_plasmon *plasmon)
{
	const struct ins_plasmon_setup *setup = &block->search->setup;
	const struct ins_site *site = &block->site[w];
	double worst, faint = SUSPECT * SUSPECT * exp(2) * setup->gain;

	/* A fit that went astray has no Gaussian to hold the counts against. */
	if (!is_settled(block, w))
		return check(block, w);
	plasmon->quality = ins_lsq_quality(spectrum(block, w), site, setup->gain, &worst);
	if (worst < SUSPECT * SUSPECT && plasmon->quality < UNEVEN &&
		site->gaussian.amplitude < 0.5 * setup->ceiling &&
		(site->gaussian.amplitude > faint || !ins_peak_has_empty(spectrum(block, w), site)))
		return INS_PEAK_OK;
	return check(block, w);
}

/* What the windows w and w + 1 of a pixel say, but for energies. */
static enum ins_peak_status conclude(
	const struct block *block, size_t w, struct ins_plasmon *plasmon)
{
	const struct ins_site *zero = &block->site[w], *peak = &block->site[w + 1];
	enum ins_peak_status status = block->status[w];

	if (status == INS_PEAK_OK) {
		status = check(block, w);
		plasmon->narrow = status == INS_PEAK_BAD_CHANNEL && ins_peak_is_narrow(zero);
	}
	/* A full detector may show no plasmon either; it is the cause that is told. */
	if (status == INS_PEAK_OK || status == INS_PEAK_DIVERGED)
		status = block->status[w + 1] != INS_PEAK_OK ? block->status[w + 1] : status;
	if (status == INS_PEAK_OK)
		status = check_plasmon(block, w + 1, plasmon);
	if (status != INS_PEAK_OK)
		return status;
	plasmon->cut = (zero->cut || peak->cut) && !plasmon->overlap;
	plasmon->zero_loss = shape_of(zero, 0);
	plasmon->plasmon = shape_of(peak, plasmon->zero_loss.position);
	if (block->search->setup.model != INS_GAUSSIAN &&
		!reshape(block->search, spectrum(block, w), peak, plasmon))
		return INS_PEAK_DIVERGED;
	return INS_PEAK_OK;
}

/* From channels to energies; NaN where there are none. */
static void calibrate(const struct ins_plasmon_setup *setup, struct ins_plasmon *plasmon)
{
	const struct ins_shape *shape = &plasmon->plasmon;
	double step_eV = setup->step_eV;

	plasmon->zero_loss_eV = setup->offset_eV + plasmon->zero_loss.position * step_eV;
	plasmon->peak_eV = plasmon->zero_loss_eV + ins_lineshape_apex(shape) * step_eV;
	plasmon->energy_eV = shape->position * step_eV;
	plasmon->energy_se_eV =
		step_eV *
		sqrt(setup->gain * (plasmon->zero_loss.position_var + shape->position_var));
	plasmon->width_eV = shape->width * step_eV;
}

static void fit_block(struct block *block, struct ins_plasmon *plasmon)
{
	const struct ins_shape none = {
		.amplitude = NAN, .position = NAN, .width = NAN, .position_var = NAN};

	for (size_t w = 0; w < block->sites; w += 2) {
		double total = ins_moments_total(spectrum(block, w), block->search->setup.channels);

		plasmon[w / 2] = (struct ins_plasmon){.counts = total};
		find(block, w, &plasmon[w / 2]);
	}
	settle(block);
	for (size_t w = 0; w < block->sites; w += 2)
		plasmon[w / 2].overlap = part(block, w);
	fit(block);
	for (size_t w = 0; w < block->sites; w += 2) {
		struct ins_plasmon *one = &plasmon[w / 2];

		one->status = conclude(block, w, one);
		if (one->status != INS_PEAK_OK) {
			one->zero_loss = one->plasmon = none;
			one->quality = NAN;
		}
		calibrate(&block->search->setup, one);
	}
}

void ins_plasmon_fit(const struct ins_plasmon_search *search, const double *counts, size_t pixels,
	struct ins_plasmon *plasmon)
{
	for (size_t i = 0; i < pixels; i += BLOCK) {
		struct block block = {
			.search = search,
			.counts = counts + i * search->setup.channels,
			.sites = 2 * (pixels - i < BLOCK ? pixels - i : BLOCK),
		};

		fit_block(&block, plasmon + i);
	}
}

double ins_plasmon_zero_loss_at(const struct ins_plasmon_search *search,
	const struct ins_plasmon *plasmon, double energy_eV)
{
	double channel = (energy_eV - search->setup.offset_eV) / search->setup.step_eV;

	return ins_lineshape_at(&plasmon->zero_loss, channel);
}

double ins_plasmon_at(const struct ins_plasmon_search *search, const struct ins_plasmon *plasmon,
	double energy_eV)
{
	double from_zero = (energy_eV - plasmon->zero_loss_eV) / search->setup.step_eV;

	return ins_lineshape_at(&plasmon->plasmon, from_zero);
}

double ins_plasmon_density_per_nm3(double energy_eV, double effective_mass)
{
	/* CODATA 2018 */
	const double electron_mass_kg = 9.1093837015e-31;
	const double vacuum_F_per_m = 8.8541878128e-12;
	const double hbar_J_s = 1.054571817e-34;
	double per_m3 = energy_eV * energy_eV * effective_mass * electron_mass_kg * vacuum_F_per_m /
			(hbar_J_s * hbar_J_s);

	return per_m3 * 1e-27;
}
