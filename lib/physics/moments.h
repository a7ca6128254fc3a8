/* moments - three sums over the counts in a window, and the Gaussian that they point to. */
#ifndef INSITU_MOMENTS_H
#define INSITU_MOMENTS_H

#include "physics/site.h"

/* Fill site->sum from counts, a whole spectrum, lent. For integers it is exact. */
void ins_moments_sum(const double *counts, struct ins_site *site);

/* The sum of y[n] alone, lent: all counts of a spectrum. */
double ins_moments_total(const double *y, size_t n);

/*
 * Fill site->gaussian with one near the likeliest: the centre and width of the counts,
 * corrected for what the window cuts off, and their amplitude; the variance is NaN. False where
 * the counts are not positive, or lie flat (sigma above the window's width) or hollow in it.
 */
bool ins_moments_guess(struct ins_site *site);

#endif
