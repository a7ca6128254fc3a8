/* lsq - least squares of a Gaussian on counts in a site, and how well a Gaussian fits them. */
#ifndef INSITU_LSQ_H
#define INSITU_LSQ_H

#include "physics/moments.h"

/*
 * The Gaussian with the least sum of squared differences from the counts in SITE, every
 * channel weighing the same, from the start that site->gaussian holds; counts are the whole
 * spectrum, lent. Gauss-Newton on the three normal equations; the Gaussian is carried from
 * channel to channel by multiplication. The variance of the centre is that of least squares on
 * Poisson counts of one electron each, (J'J)^-1 J'VJ (J'J)^-1 with V the fitted counts, since
 * the weights are not those of the noise. The centre is within 1e-7 widths of the minimum.
 * site->fitted is false, and the Gaussian no answer, where the search does not settle on a
 * peak above zero, of a sigma under the window's width and centred in it.
 */
void ins_lsq_fit(const double *counts, struct ins_site *site);

/*
 * Reduced chi-squared of the counts in SITE about its Gaussian, for GAIN counts to the
 * electron: 1 where the model holds. The variance of a channel is taken as that of the model's
 * counts, of one electron at least. NAN for fewer than 4 channels. Fills *worst with the
 * largest square of one channel. Counts are the whole spectrum, lent.
 */
double ins_lsq_quality(
	const double *counts, const struct ins_site *site, double gain, double *worst);

#endif
