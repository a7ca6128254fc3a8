/* fit_hinge - where a channel that rests begins to move. */
#ifndef INSITU_FIT_HINGE_H
#define INSITU_FIT_HINGE_H

#include <stddef.h>

#include "base/err.h"
#include "physics/fit.h"

/* A constant, then a straight line. */
struct ins_hinge {
	size_t row;             /* rows at rest, 0 where there is no rest */
	size_t split;           /* rows before the best split: at rest, or drifting */
	double level, level_se; /* of the rest, nan without one */
	struct ins_line line;   /* through the rows after the split */
	double corner;          /* x where the line meets the level, nan without a rest */
	double corner_se;
};

/*
 * Part y[n] over x[n] into a rest at a constant and a straight line, by least squares over every
 * split. It is a rest only if the split is better than one straight line by more than noise makes
 * it, and if its rows show no slope of their own beyond 3 standard errors, for which it is
 * shortened as far as need be, down to 8 rows: the onset of a curved rise is no rest. The level is
 * the mean of its first two thirds. Takes time proportional to n. Arrays are lent. Fails as
 * ins_fit_line does for the rows of the line.
 */
int ins_fit_hinge(
	const double *x, const double *y, size_t n, struct ins_hinge *hinge, struct ins_err *err);

#endif
