/* hinge - the straight part of a curve with a toe below and a knee above it. */
#ifndef INSITU_HINGE_H
#define INSITU_HINGE_H

#include "physics/elastic.h"

/*
 * The elastic line of CURVE (before fracture), unbiased by noise in either channel.
 *
 * Model, over a stretch [lo, hi] of the record:
 *     stress = m strain + b + a max(t1 - t, 0)^2 + c max(t - t2, 0)^2 + noise,
 * t being the guide, time or row number. The toe term a and the knee term c let the curve bend
 * outside [t1, t2] without pulling m. Both channels are regressed on the same functions of t and
 * m is the ratio of their slopes (instrumental variables), so noise of strain does not lower m.
 * Where strain is straight in t within its noise, as under displacement control, that line takes
 * its place first; over the whole record if it is straight there, else over the stretch.
 *
 * Knots t1 and t2 are not chosen: m and b are means over a grid of them, each pair weighted by
 * its likelihood exp(-chi2/2), less a charge for each term (Akaike weights; Burnham and Anderson,
 * Model Selection and Multimodel Inference, 2002). So a single best fit to noise does not decide.
 * Standard errors are of that mean: noise at fixed knots, plus the scatter over knots, widened
 * where residuals follow each other.
 *
 * The stretch: chords that rise by a share q of the greatest stress are laid from every point; the
 * smallest q out of .2 ... .8 that gives a chord slope good to 5 % is taken; from the steepest
 * chord (less two standard errors) the stretch grows until chords are under .6 of it before, or
 * under .5 of it behind. The model is fitted to at most 128 means of consecutive rows.
 *
 * The window in ELASTIC is that between the likeliest knots; checks are noise and range as E3076
 * has them; method is auto-time or auto-row, after the guide. Fails with INS_EANALYSIS for fewer
 * than 4 rows, under 2 of them in the window, or a curve that does not rise.
 */
int ins_hinge_find(
	const struct ins_trace_rows *curve, struct ins_elastic *elastic, struct ins_err *err);

#endif
