/* likely - Gaussians fitted to Poisson counts by maximum likelihood, many windows at once. */
#ifndef INSITU_LIKELY_H
#define INSITU_LIKELY_H

#include "physics/moments.h"

/*
 * The Gaussians that make Poisson counts of sites[n] most likely, each from the start that
 * site->gaussian holds, with the variance of its centre from the Fisher matrix, amplitude and
 * width being free. The three sums are sufficient: the likelihood asks only that the model's
 * own sums equal them. Newton in the natural parameters, where the likelihood is concave, with
 * the model's sums in closed form: moments of a Gaussian cut at the window's ends, and Euler
 * and Maclaurin's correction from the integral to the sum over channels (Abramowitz and Stegun
 * 7.1, 23.1.30). The centre is within 1e-8 widths of the maximum. site->fitted is false, and
 * the Gaussian no answer, where the maximum is no peak: wider than twice the site, or centred
 * outside it. A window's answer does not depend on the others.
 */
void ins_likely_fit(struct ins_site *sites, size_t n);

#endif
