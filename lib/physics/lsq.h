/* lsq - least squares of a Gaussian on counts in a window, and how well a Gaussian fits them. */
#ifndef INSITU_LSQ_H
#define INSITU_LSQ_H

#include "physics/moments.h"

/*
 * The Gaussian with the least sum of squared differences from y[n] (lent), every channel
 * weighing the same, from the start that GAUSSIAN holds. Gauss-Newton on the three normal
 * equations; the Gaussian is carried from channel to channel by multiplication. The variance of
 * the centre is that of least squares on Poisson counts of one electron each, (J'J)^-1 J'VJ
 * (J'J)^-1 with V the fitted counts, since the weights are not those of the noise. The centre
 * is within 1e-7 widths of the minimum. False, with GAUSSIAN untouched, where the search does
 * not settle on a peak above zero, at most twice as wide as the window and centred in it.
 */
bool ins_lsq_fit(const double *y, size_t n, struct ins_gaussian *gaussian);

/*
 * Reduced chi-squared of y[n] (lent) about GAUSSIAN, for counts of GAIN to the electron: 1
 * where the model holds. The variance of a channel is taken as that of the model's counts, of
 * one electron at least. NAN for n < 4. Fills *worst with the largest square of one channel.
 */
double ins_lsq_quality(const double *y, size_t n, const struct ins_gaussian *gaussian,
		       double gain, double *worst);

#endif
