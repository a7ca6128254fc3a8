/* plasmon_thickness - how thick the specimen is, and whether the axis is long enough to say. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "physics/moments.h"
#include "physics/plasmon.h"

#define FEWEST_LAST 8 /* channels at the end of the axis that say what is beyond */

double ins_plasmon_thickness(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon)
{
	const struct ins_plasmon_setup *setup = &search->setup;
	double zero = plasmon->zero_loss.position, top, share;
	size_t end;

	if (plasmon->status != INS_PEAK_OK)
		return NAN;
	/* Up to the highest point: the energy of a wide Drude peak may lie beyond the axis. */
	top = fmin((plasmon->peak_eV - setup->offset_eV) / setup->step_eV,
		(double)setup->channels - 1);
	end = ins_site_valley(counts, (size_t)zero + 1, (size_t)top);
	share = plasmon->counts / ins_moments_total(counts, end);
	/* What no detector counts, infinity say, may stand beyond the windows. */
	return share > 0 && isfinite(share) ? log(share) : NAN;
}

/* Counts beyond an axis that goes RANGE channels up from the zero loss, as its last channels say:
 * what falls with the fifth power sums to a quarter of its last value times the range. */
static double beyond(const double *counts, size_t channels, double range)
{
	size_t n = (size_t)(range / 20) + FEWEST_LAST;
	double mean, square = 0;

	n = n < channels ? n : channels;
	mean = ins_moments_total(counts + channels - n, n) / (double)n;
	for (size_t k = channels - n; k < channels; k++)
		square += (counts[k] - mean) * (counts[k] - mean);
	return fmax(mean - 2 * sqrt(square) / (double)n, 0) * range / 4;
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
