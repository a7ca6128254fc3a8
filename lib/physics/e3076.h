/* e3076 - the elastic slope by ASTM E3076-18, step by step. */
#ifndef INSITU_E3076_H
#define INSITU_E3076_H

#include "physics/elastic.h"

/* As many points as the search through all windows takes well under a second for. */
enum { INS_E3076_POINTS_MAX = 4000 };

/* What the standard asks to be reported beside the slope. */
struct ins_e3076 {
	struct ins_elastic elastic;
	double noise;         /* sd of first differences / 0.005; passes up to 1 */
	double resolution;    /* fullest bin of second differences / 3; passes up to 1 */
	double first_quarter; /* residual slope there / (0.05 slope); passes within +-1 */
	double last_quarter;
	size_t first_quarter_points, last_quarter_points; /* at least 5 each */
	double stress_range; /* 0.4 / the window's share of the stress at tangency; up to 1 */
};

/*
 * ASTM E3076-18, "Standard practice for determination of the slope in the linear region of a
 * test record", on CURVE (before fracture). Ordinary least squares of stress on strain: noise in
 * either channel biases it low, as the standard's own check for noise warns. Every contiguous
 * window of at least a fifth of the points (and 10) is tried, through prefix sums, which is
 * O(N^2); where more than POINTS_MAX rows lie below the tangency point, means of
 * consecutive rows take their place, INS_CHECK_BINNED is set and an index names the first row
 * of its mean.
 * Failed checks are set in elastic.checks and do not withhold the answer. Fails with
 * INS_EANALYSIS where the standard gives none: no tangency point, under 10 points below it.
 */
int ins_e3076_find(const struct ins_trace_rows *curve, size_t points_max, struct ins_e3076 *result,
	struct ins_err *err);

#endif
