/* plasmon - the plasmon energy of one spectrum, and the electron density that it means. */
#include "plasmon.h"

#include <math.h>

#include "physics/lsq.h"
#include "physics/moments.h"

#define FEWEST_CHANNELS 5
#define FEWEST_ELECTRONS 30.0
#define PLACEMENTS 2
#define SUSPECT 5.0 /* deviations of a channel from the fit */

/* Full width at half maximum of a Gaussian in its sigmas: 2 sqrt(2 ln 2). */
#define SIGMAS_WIDE 2.3548200450309493

void ins_plasmon_defaults(struct ins_plasmon_setup *setup)
{
	*setup = (struct ins_plasmon_setup){
		.method = INS_PLASMON_LS,
		.model = INS_GAUSSIAN,
		.plasmon_lo_eV = 5,
		.plasmon_hi_eV = 50,
		.zero_loss_half_eV = 1,
		.plasmon_half_eV = 3,
		.gain = 1,
		.ceiling = INFINITY,
	};
}

static bool is_positive(double x)
{
	return x > 0 && isfinite(x);
}

static int check_options(const struct ins_plasmon_setup *setup, struct ins_err *err)
{
	if (!is_positive(setup->zero_loss_half_eV) || !is_positive(setup->plasmon_half_eV))
		return ins_fail(err, INS_EUSAGE, "a window's half-width must be above 0 eV");
	if (!is_positive(setup->plasmon_lo_eV) || !isfinite(setup->plasmon_hi_eV) ||
	    !(setup->plasmon_lo_eV < setup->plasmon_hi_eV))
		return ins_fail(err, INS_EUSAGE,
				"the plasmon's range must rise from above 0 eV, not %g to %g eV",
				setup->plasmon_lo_eV, setup->plasmon_hi_eV);
	if (!is_positive(setup->gain))
		return ins_fail(err, INS_EUSAGE, "the gain must be above 0 counts an electron");
	return INS_OK;
}

static int check_axis(const struct ins_plasmon_setup *setup, struct ins_err *err)
{
	double first = setup->offset_eV;
	double last = first + setup->step_eV * ((double)setup->channels - 1);

	if (!isfinite(first) || !is_positive(setup->step_eV))
		return ins_fail(err, INS_EFORMAT,
				"the energy axis does not rise: %g eV in steps of %g eV", first,
				setup->step_eV);
	if (!(first < setup->plasmon_lo_eV))
		return ins_fail(err, INS_EANALYSIS,
				"no zero loss: the energy axis runs from %g to %g eV", first, last);
	if (!(last > setup->plasmon_lo_eV))
		return ins_fail(err, INS_EANALYSIS,
				"no plasmon: the energy axis runs from %g to %g eV, and the "
				"plasmon is searched from %g eV",
				first, last, setup->plasmon_lo_eV);
	return INS_OK;
}

/* Channels in WIDTH, no more than there are, rounded to the nearest. */
static size_t channels_in(const struct ins_plasmon_setup *setup, double width_eV)
{
	return (size_t)fmin(round(width_eV / setup->step_eV), (double)setup->channels);
}

/* Three bins are searched at once; they take up to three quarters of a window. */
static size_t bin_for(size_t window)
{
	size_t bin = 1;

	while (bin * 8 <= window)
		bin *= 2;
	return bin;
}

int ins_plasmon_prepare(const struct ins_plasmon_setup *setup,
			struct ins_plasmon_search *search, struct ins_err *err)
{
	int status = check_options(setup, err);

	if (status == INS_OK)
		status = check_axis(setup, err);
	if (status != INS_OK)
		return status;
	*search = (struct ins_plasmon_search){
		.setup = *setup,
		.zero_loss_end = channels_in(setup, setup->plasmon_lo_eV - setup->offset_eV),
		.plasmon_lo = channels_in(setup, setup->plasmon_lo_eV),
		.plasmon_hi = channels_in(setup, setup->plasmon_hi_eV),
		.zero_loss_n = channels_in(setup, 2 * setup->zero_loss_half_eV),
		.plasmon_n = channels_in(setup, 2 * setup->plasmon_half_eV),
	};
	if (search->zero_loss_n < FEWEST_CHANNELS || search->plasmon_n < FEWEST_CHANNELS)
		return ins_fail(err, INS_EUSAGE,
				"a window holds under %d channels of %g eV; widen it",
				FEWEST_CHANNELS, setup->step_eV);
	search->zero_loss_bin = bin_for(search->zero_loss_n);
	search->plasmon_bin = bin_for(search->plasmon_n);
	return INS_OK;
}

/* A peak in the making: its window, the sums over it, and a Gaussian near it. */
struct site {
	struct ins_window window;
	struct ins_moments moments;
	struct ins_gaussian gaussian; /* in channels of the window */
};

/* Lay N channels around CENTRE, within lo ... hi - 1; false where half a side is missing. */
static bool lay(double centre, size_t n, size_t lo, size_t hi, struct ins_window *window)
{
	double least = 0.25 * ((double)n - 1);
	size_t first, end;

	if (!(centre - (double)lo >= least && (double)hi - 1 - centre >= least))
		return false;
	/* Ends are counted from n channels before the axis, where none is below zero. */
	first = (size_t)(centre + 0.5 * (double)n + 1);
	end = first + n;
	window->first = first < lo + n ? lo : first - n;
	window->n = (end > hi + n ? hi : end - n) - window->first;
	window->cut = window->n < n;
	return true;
}

static double site_centre(const struct site *site)
{
	return (double)site->window.first + site->gaussian.centre;
}

/* Lay the window of SITE around the channel AT, and around what it then holds. */
static enum ins_peak_status settle(const struct ins_plasmon_search *search, const double *counts,
				   size_t at, size_t n, struct site *site)
{
	double centre = (double)at;
	size_t first = 0;

	for (int i = 0; i < PLACEMENTS; i++) {
		if (!lay(centre, n, 0, search->setup.channels, &site->window))
			return INS_PEAK_EDGE;
		if (i > 0 && site->window.first == first)
			break;
		first = site->window.first;
		ins_moments_sum(counts + first, site->window.n, &site->moments);
		if (!(site->moments.total >= FEWEST_ELECTRONS * search->setup.gain))
			return INS_PEAK_LOW_COUNTS;
		if (!ins_moments_guess(&site->moments, &site->gaussian))
			return INS_PEAK_DIVERGED;
		centre = site_centre(site);
	}
	return INS_PEAK_OK;
}

static enum ins_peak_status find_zero_loss(const struct ins_plasmon_search *search,
					   const double *counts, struct site *site)
{
	size_t at;
	enum ins_peak_status status =
		ins_peak_find(counts, search->zero_loss_end, search->zero_loss_bin,
			      search->setup.gain, &at);

	if (status != INS_PEAK_OK)
		return status;
	return settle(search, counts, at, search->zero_loss_n, site);
}

static enum ins_peak_status find_plasmon(const struct ins_plasmon_search *search,
					 const double *counts, size_t zero, struct site *site)
{
	size_t lo = zero + search->plasmon_lo, hi = zero + search->plasmon_hi, at;
	size_t end = hi < search->setup.channels ? hi : search->setup.channels;
	enum ins_peak_status status;

	if (lo >= end)
		return INS_PEAK_EDGE;
	status = ins_peak_find(counts + lo, end - lo, search->plasmon_bin, search->setup.gain,
			       &at);
	/* A pixel with a zero loss has counts enough; it is the plasmon that is missing. */
	if (status == INS_PEAK_LOW_COUNTS)
		return INS_PEAK_NONE;
	if (status != INS_PEAK_OK)
		return status;
	return settle(search, counts, lo + at, search->plasmon_n, site);
}

/* The channel with the fewest counts, its neighbours taken with it, of lo ... hi - 1. */
static size_t valley(const double *counts, size_t lo, size_t hi)
{
	size_t at = lo;
	double least = INFINITY;

	for (size_t k = lo; k < hi; k++) {
		double three = counts[k - 1] + counts[k] + counts[k + 1];

		if (three < least) {
			least = three;
			at = k;
		}
	}
	return at;
}

/* Lay the window of SITE again, within lo ... hi - 1. */
static bool cut(const double *counts, size_t n, size_t lo, size_t hi, struct site *site)
{
	if (!lay(site_centre(site), n, lo, hi, &site->window))
		return false;
	ins_moments_sum(counts + site->window.first, site->window.n, &site->moments);
	return ins_moments_guess(&site->moments, &site->gaussian);
}

/* Windows that meet are cut in the valley between the peaks. */
static bool part(const struct ins_plasmon_search *search, const double *counts,
		 struct site *zero, struct site *plasmon, bool *overlap)
{
	size_t between;

	*overlap = zero->window.first + zero->window.n > plasmon->window.first;
	if (!*overlap)
		return true;
	between = valley(counts, (size_t)site_centre(zero) + 1, (size_t)site_centre(plasmon));
	return cut(counts, search->zero_loss_n, 0, between, zero) &&
	       cut(counts, search->plasmon_n, between, search->setup.channels, plasmon);
}

static bool fit_gaussian(const struct ins_plasmon_search *search, const double *counts,
			 struct site *site)
{
	if (search->setup.method == INS_PLASMON_ML)
		return ins_moments_fit(&site->moments, &site->gaussian);
	return ins_lsq_fit(counts + site->window.first, site->window.n, &site->gaussian);
}

static enum ins_peak_status check(const struct ins_plasmon_search *search, const double *counts,
				  const struct site *site)
{
	return ins_peak_check(counts + site->window.first, site->window.n,
			      site->gaussian.amplitude, site->gaussian.sigma, search->setup.gain,
			      search->setup.ceiling);
}

/* The Gaussian of SITE, its position counted from channel ORIGIN. */
static struct ins_shape shape_of(const struct site *site, double origin)
{
	return (struct ins_shape){
		.kind = INS_GAUSSIAN,
		.amplitude = site->gaussian.amplitude,
		.position = site_centre(site) - origin,
		.width = SIGMAS_WIDE * site->gaussian.sigma,
		.position_var = site->gaussian.centre_var,
	};
}

/* Fit the zero loss; its shape is counted in channels of the axis. */
static enum ins_peak_status fit_zero_loss(const struct ins_plasmon_search *search,
					  const double *counts, struct site *site,
					  struct ins_plasmon *plasmon)
{
	bool done = fit_gaussian(search, counts, site);
	enum ins_peak_status status = check(search, counts, site);

	plasmon->zero_loss = shape_of(site, 0);
	return status == INS_PEAK_OK && !done ? INS_PEAK_DIVERGED : status;
}

/* A channel that its neighbours would give away stands out of the fit as well, or holds it up. */
static bool is_suspect(const struct ins_plasmon_search *search, const struct site *site,
		       bool done, double worst)
{
	return !done || worst > SUSPECT * SUSPECT ||
	       site->gaussian.amplitude > 0.5 * search->setup.ceiling;
}

/* Fit the plasmon; its shape is counted in channels from the zero loss at channel ZERO. */
static enum ins_peak_status fit_plasmon(const struct ins_plasmon_search *search,
					const double *counts, double zero, struct site *site,
					struct ins_plasmon *plasmon)
{
	const struct ins_plasmon_setup *setup = &search->setup;
	const double *y = counts + site->window.first;
	double first = (double)site->window.first - zero, worst;
	bool done = fit_gaussian(search, counts, site);
	enum ins_peak_status status = INS_PEAK_OK;

	plasmon->quality = ins_lsq_quality(y, site->window.n, &site->gaussian, setup->gain, &worst);
	if (is_suspect(search, site, done, worst))
		status = check(search, counts, site);
	if (status != INS_PEAK_OK)
		return status;
	plasmon->plasmon = shape_of(site, zero);
	if (setup->model == INS_GAUSSIAN)
		return done ? INS_PEAK_OK : INS_PEAK_DIVERGED;
	plasmon->plasmon.kind = setup->model;
	if (!ins_lineshape_fit(y, site->window.n, first, setup->method == INS_PLASMON_ML,
			       &plasmon->plasmon))
		return INS_PEAK_DIVERGED;
	plasmon->quality = ins_lineshape_quality(y, site->window.n, first, &plasmon->plasmon,
						 setup->gain);
	return INS_PEAK_OK;
}

/* From channels to energies. */
static void calibrate(const struct ins_plasmon_setup *setup, struct ins_plasmon *plasmon)
{
	const struct ins_shape *shape = &plasmon->plasmon;
	double step_eV = setup->step_eV;

	plasmon->zero_loss_eV = setup->offset_eV + plasmon->zero_loss.position * step_eV;
	plasmon->peak_eV = plasmon->zero_loss_eV + ins_lineshape_apex(shape) * step_eV;
	plasmon->energy_eV = shape->position * step_eV;
	plasmon->energy_se_eV = step_eV * sqrt(setup->gain * (plasmon->zero_loss.position_var +
							      shape->position_var));
	plasmon->width_eV = shape->width * step_eV;
}

static enum ins_peak_status analyse(const struct ins_plasmon_search *search,
				    const double *counts, struct ins_plasmon *plasmon)
{
	struct site zero, peak;
	enum ins_peak_status status = find_zero_loss(search, counts, &zero);

	if (status != INS_PEAK_OK)
		return status;
	status = find_plasmon(search, counts, (size_t)(site_centre(&zero) + 0.5), &peak);
	/* A full detector shows no plasmon either; it is the cause that is told. */
	if (status != INS_PEAK_OK)
		return check(search, counts, &zero) == INS_PEAK_SATURATED ? INS_PEAK_SATURATED :
									    status;
	if (!part(search, counts, &zero, &peak, &plasmon->overlap))
		return INS_PEAK_EDGE;
	plasmon->zero_loss_window = zero.window;
	plasmon->plasmon_window = peak.window;
	status = fit_zero_loss(search, counts, &zero, plasmon);
	if (status != INS_PEAK_OK)
		return status;
	return fit_plasmon(search, counts, site_centre(&zero), &peak, plasmon);
}

void ins_plasmon_fit(const struct ins_plasmon_search *search, const double *counts,
		     struct ins_plasmon *plasmon)
{
	double total = ins_moments_total(counts, search->setup.channels);
	enum ins_peak_status status;

	*plasmon = (struct ins_plasmon){.counts = total};
	status = analyse(search, counts, plasmon);
	if (status == INS_PEAK_OK) {
		calibrate(&search->setup, plasmon);
		return;
	}
	*plasmon = (struct ins_plasmon){
		.status = status,
		.zero_loss_eV = NAN,
		.peak_eV = NAN,
		.energy_eV = NAN,
		.energy_se_eV = NAN,
		.width_eV = NAN,
		.counts = total,
		.quality = NAN,
		.zero_loss = {.amplitude = NAN},
		.plasmon = {.amplitude = NAN},
	};
}

double ins_plasmon_zero_loss_at(const struct ins_plasmon_search *search,
				const struct ins_plasmon *plasmon, double energy_eV)
{
	double channel = (energy_eV - search->setup.offset_eV) / search->setup.step_eV;

	return ins_lineshape_at(&plasmon->zero_loss, channel);
}

double ins_plasmon_at(const struct ins_plasmon_search *search,
		      const struct ins_plasmon *plasmon, double energy_eV)
{
	double from_zero = (energy_eV - plasmon->zero_loss_eV) / search->setup.step_eV;

	return ins_lineshape_at(&plasmon->plasmon, from_zero);
}

double ins_plasmon_thickness(const double *counts, const struct ins_plasmon *plasmon)
{
	double zero = plasmon->zero_loss.position;
	size_t end;

	if (plasmon->status != INS_PEAK_OK)
		return NAN;
	end = valley(counts, (size_t)zero + 1, (size_t)(zero + plasmon->plasmon.position));
	return log(plasmon->counts / ins_moments_total(counts, end));
}

double ins_plasmon_density_per_nm3(double energy_eV, double effective_mass)
{
	/* CODATA 2018 */
	const double electron_mass_kg = 9.1093837015e-31;
	const double vacuum_F_per_m = 8.8541878128e-12;
	const double hbar_J_s = 1.054571817e-34;
	double per_m3 = energy_eV * energy_eV * effective_mass * electron_mass_kg *
			vacuum_F_per_m / (hbar_J_s * hbar_J_s);

	return per_m3 * 1e-27;
}
