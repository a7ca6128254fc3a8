/* lineshape - Lorentzian and Drude plasmon peaks, by least squares or maximum likelihood. */
#ifndef INSITU_LINESHAPE_H
#define INSITU_LINESHAPE_H

#include <stdbool.h>
#include <stddef.h>

/* Full width at half maximum of a Gaussian in its sigmas: 2 sqrt(2 ln 2). */
#define INS_SIGMAS_WIDE 2.3548200450309493

enum ins_lineshape {
	INS_GAUSSIAN,   /* amplitude exp(-4 ln2 ((x - position)/width)^2) */
	INS_LORENTZIAN, /* amplitude / (1 + (2 (x - position)/width)^2) */
	/*
	 * The loss function Im(-1/eps) of free electrons damped by the width, scaled to the
	 * amplitude at x = position, x counted from the zero loss:
	 * amplitude x position width^2 / ((x^2 - position^2)^2 + (x width)^2).
	 */
	INS_DRUDE
};

/* A peak of one of these shapes. Position and width share the unit of x. */
struct ins_shape {
	enum ins_lineshape kind;
	double amplitude, position, width; /* width: full, at half maximum */
	double position_var;               /* for counts of one electron each */
};

/* The value of SHAPE at x. */
double ins_lineshape_at(const struct ins_shape *shape, double x);

/*
 * Where SHAPE is highest. A Drude peak is highest below its plasmon energy, by about
 * width^2/(8 position); the others at their position.
 */
double ins_lineshape_apex(const struct ins_shape *shape);

/*
 * Fit y[n] (lent) at x = first, first + 1, ... from the start that SHAPE holds: Levenberg and
 * Marquardt on squared differences, or with LIKELY on the Poisson likelihood with Fisher's
 * weights. The variance of the position is that of Poisson counts, as ins_lsq_fit and
 * ins_moments_fit give it. False, with SHAPE untouched, where the search does not settle on a
 * peak above zero, at most twice as wide as the window and highest in it. For Gaussians the
 * two others are faster.
 */
bool ins_lineshape_fit(
	const double *y, size_t n, double first, bool likely, struct ins_shape *shape);

/* As ins_lsq_quality, for y[n] at x = first, first + 1, ... about SHAPE. */
double ins_lineshape_quality(
	const double *y, size_t n, double first, const struct ins_shape *shape, double gain);

#endif
