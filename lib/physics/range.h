/* range - peak-to-peak ranges of a mean loop, and rests at its ends, in spite of noise. */
#ifndef INSITU_RANGE_H
#define INSITU_RANGE_H

#include "physics/loop.h"

/*
 * Half of the peak-to-peak range of load and displacement of a mean loop. Extremes of noisy
 * points lie outside, so each half cycle between the extremes of the load's fundamental is
 * smoothed by a polynomial first, of the degree that the noise allows (F tests; orthogonal
 * polynomials of Forsythe 1957). Where even the highest degree leaves a misfit that is more
 * than noise, the extremes of the bins are taken as they are. Fewer than eight rows a cycle, at the
 * same phases in each, tell no waveform: the half range is then that of the harmonics of FIT, right
 * for a sine and low by up to a third for a triangle.
 */
void ins_range_halves(
	const struct ins_loop *loop, const struct ins_harmonic_fit *fit, double half[INS_CHANNELS]);

/*
 * The share of a cycle for which load or displacement (whichever is longer) rests at its
 * maximum or minimum: near 0 for a triangle and for a sine, whose time within a share x of
 * the top grows as x and as its square root.
 */
double ins_range_plateau(const struct ins_loop *loop);

#endif
