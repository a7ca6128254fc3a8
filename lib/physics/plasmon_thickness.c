/* plasmon_thickness - how thick the specimen is, and whether the axis is long enough to say. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "physics/moments.h"
#include "physics/plasmon.h"

#define FEWEST_TOLD 8 /* channels that say what stands in them, or beyond */
/* Channels over FOOT widths before the zero loss hold none of its peak. LEVEL widths of them tell
 * its foot from a level: where that falls with the square of the distance, their nearer half holds
 * 1.5 times as much as the farther one. */
#define FOOT 4.0
#define LEVEL 2.0
#define STEEPEST 1.3

/* The channel at which the zero loss ends: the lowest one up to the plasmon's highest point, as the
 * energy of a wide Drude peak may lie beyond the axis. */
static size_t zero_loss_end(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon)
{
	const struct ins_plasmon_setup *setup = &search->setup;
	double top = (plasmon->peak_eV - setup->offset_eV) / setup->step_eV;

	return ins_site_valley(counts, (size_t)plasmon->zero_loss.position + 1,
		(size_t)fmin(top, (double)setup->channels - 1));
}

/* Thickness of counts from which LEVEL is taken in each channel. */
static double thickness_above(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double level)
{
	size_t end;
	double share;

	if (plasmon->status != INS_PEAK_OK)
		return NAN;
	end = zero_loss_end(search, counts, plasmon);
	share = (plasmon->counts - level * (double)search->setup.channels) /
		(ins_moments_total(counts, end) - level * (double)end);
	/* What no detector counts, infinity say, may stand beyond the windows. */
	return share > 0 && isfinite(share) ? log(share) : NAN;
}

double ins_plasmon_thickness(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon)
{
	double thickness = thickness_above(search, counts, plasmon, 0);

	/* Losses that sum to none or less are no thickness. */
	return thickness > 0 ? thickness : NAN;
}

double ins_plasmon_surplus(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double level)
{
	return thickness_above(search, counts, plasmon, 0) -
	       thickness_above(search, counts, plasmon, level);
}

/* The mean of y[n], and twice its standard error as they scatter. */
static double mean_of(const double *y, size_t n, double *doubt)
{
	double mean = ins_moments_total(y, n) / (double)n, square = 0;

	for (size_t k = 0; k < n; k++)
		square += (y[k] - mean) * (y[k] - mean);
	*doubt = 2 * sqrt(square) / (double)n;
	return mean;
}

/* Channels in the last twentieth of an axis that goes RANGE channels up from the zero loss. */
static size_t last_of(size_t channels, double range)
{
	size_t n = (size_t)(range / 20) + FEWEST_TOLD;

	return n < channels ? n : channels;
}

/* The mean of those channels, and twice its standard error. */
static double mean_of_last(const double *counts, size_t channels, double range, double *doubt)
{
	size_t n = last_of(channels, range);

	return mean_of(counts + channels - n, n, doubt);
}

double ins_plasmon_level(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon)
{
	size_t channels = search->setup.channels, half;
	double zero = plasmon->zero_loss.position, width = plasmon->zero_loss.width;
	double before = fmin(zero - FOOT * width, (double)channels), far, near, doubt, level;

	if (!(before >= fmax(LEVEL * width, FEWEST_TOLD)))
		return 0;
	half = (size_t)before / 2;
	far = ins_moments_total(counts, half);
	near = ins_moments_total(counts + half, half);
	/* Sums are quick; most spectra have no counts here. */
	if (far + near == 0 || near > (far > 0 ? STEEPEST * far : far / STEEPEST))
		return 0;
	level = mean_of(counts, 2 * half, &doubt);
	if (!(fabs(level) > doubt))
		return 0;
	/* No foot of a peak is below zero, but losses may lift the end of the axis above it. */
	if (level < 0)
		return level;
	level = fmin(level, mean_of_last(counts, channels, (double)channels - zero, &doubt));
	return fmax(level, 0);
}

/* Counts beyond an axis that goes RANGE channels up from the zero loss, as its last channels say:
 * what falls with the fifth power sums to a quarter of its last value times the range. */
static double beyond(const double *counts, size_t channels, double range)
{
	double doubt, mean = mean_of_last(counts, channels, range, &doubt);

	return fmax(mean - doubt, 0) * range / 4;
}

double ins_plasmon_shortfall(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double thickness)
{
	size_t channels = search->setup.channels;
	double range = (double)channels - plasmon->zero_loss.position;
	double losses = fmin(range / plasmon->plasmon.position, (double)channels), tail;

	if (!(thickness > 0) || !(losses >= 0))
		return NAN;
	tail = log1p(beyond(counts, channels, range) / plasmon->counts);
	return fmax(tail, -log(gsl_cdf_poisson_P((unsigned int)losses, thickness)));
}

/* Standard deviation of y[n] about a slope: neighbours two away differ by 2/sqrt(pi) of it in the
 * mean, which one stray channel moves little. */
static double scatter_of(const double *y, size_t n)
{
	double sum = 0;

	for (size_t k = 2; k < n; k++)
		sum += fabs(y[k] - y[k - 2]);
	return sum / (double)(n - 2) * sqrt(M_PI) / 2;
}

bool ins_plasmon_has_stray(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double thickness, double share)
{
	size_t channels = search->setup.channels, end, last;
	double sigma = plasmon->zero_loss.width / INS_SIGMAS_WIDE, gain = search->setup.gain, noise;

	if (!(thickness > 0))
		return false;
	end = zero_loss_end(search, counts, plasmon);
	last = last_of(channels, (double)channels - plasmon->zero_loss.position);
	noise = scatter_of(counts + channels - last, last);
	/* Counts rise on both sides of the valley between the peaks, which is no dead channel. What
	 * is counted to the zero loss changes a thin specimen's t/lambda by about its share. */
	return ins_peak_has_stray(counts, end, sigma, gain, noise,
		       share * ins_moments_total(counts, end)) ||
	       ins_peak_has_stray(counts + end, channels - end, sigma, gain, noise,
		       share * thickness * plasmon->counts);
}
