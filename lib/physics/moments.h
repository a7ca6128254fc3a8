/* moments - the likeliest Gaussian of counts in a window, from three sums over it. */
#ifndef INSITU_MOMENTS_H
#define INSITU_MOMENTS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * amplitude * exp(-(k - centre)^2 / (2 sigma^2)) at channel k = 0, 1, ... of a window;
 * centre_var is the variance of the centre, in channels squared, for counts of one electron each.
 */
struct ins_gaussian {
	double amplitude, centre, sigma;
	double centre_var;
};

/* Sums over a window of n channels: of y, of y t and of y t^2, with t = k - (n - 1)/2. */
struct ins_moments {
	size_t n;
	double total, first, second;
};

/* Fill MOMENTS from y[n], lent; n may be 0. Exact, whatever the order, for integers. */
void ins_moments_sum(const double *y, size_t n, struct ins_moments *moments);

/* The sum of y[n] alone, lent: all counts of a spectrum. */
double ins_moments_total(const double *y, size_t n);

/*
 * A Gaussian near the likeliest one: the centre and width of the counts,
 * corrected for what the window cuts off. False, with GAUSSIAN untouched, where the counts are
 * not positive or lie flat or hollow in the window.
 */
bool ins_moments_guess(const struct ins_moments *moments, struct ins_gaussian *gaussian);

/*
 * The Gaussian that makes Poisson counts of these sums most likely, from the start that
 * GAUSSIAN holds, with the variance of its centre from the Fisher matrix (amplitude and width
 * being free). The three sums are sufficient: the likelihood asks only that the model's own sums
 * equal them. Newton in the natural parameters, where the likelihood is concave, with the model's
 * sums in closed form: moments of a Gaussian cut at the window's ends, and Euler and Maclaurin's
 * correction from the integral to the sum over channels (Abramowitz and Stegun 23.1.30, 7.1). The
 * centre is within 1e-8 widths of the maximum. False, with GAUSSIAN untouched, where the maximum is
 * no peak: wider than twice the window, or centred outside it.
 */
bool ins_moments_fit(const struct ins_moments *moments, struct ins_gaussian *gaussian);

#endif
