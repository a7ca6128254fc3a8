/* ratio - how much stronger in tension than in compression, from groups of strengths. */
#ifndef INSITU_RATIO_H
#define INSITU_RATIO_H

#include <stddef.h>

#include "base/err.h"

/* One group of strengths, all in one unit, any unit. */
struct ins_ratio_sample {
	const double *value; /* lent */
	size_t n;
	int censored; /* at least one value is only a lower bound of the strength */
};

/* What a group shows; sd and log_sd are nan for n < 2, all of it nan for n = 0. */
struct ins_ratio_group {
	size_t n;
	double mean, sd;         /* in the unit of the values; sd with n - 1 */
	double log_mean, log_sd; /* of the natural logarithms */
};

/* A ratio of strengths, tension over compression, and where it lies. */
struct ins_ratio {
	double ratio;
	double lo, hi;      /* nan where there is no interval; hi inf, lo 0 where one-sided */
	double dof;         /* degrees of freedom of the interval, nan without one */
	const char *bound;  /* "=", ">=", "<=", "none" or "unbounded"; static */
	const char *method; /* "geometric-welch", "fieller" or "paired"; static */
};

/*
 * n, mean and standard deviation of SAMPLE and of its logarithms. Every value must be a
 * positive finite number, else INS_EANALYSIS names the first that is not.
 */
int ins_ratio_group(
	const struct ins_ratio_sample *sample, struct ins_ratio_group *group, struct ins_err *err);

/*
 * Ratio of the geometric means of TENSION and COMPRESSION, with Welch's t interval on the
 * logarithms (Welch 1947; degrees of freedom after Satterthwaite 1946).
 *
 * CONFIDENCE lies in (0,1). Where neither group is censored the bound is "=" and lo..hi is
 * the two-sided interval. Where tension is censored the bound is ">=", lo is the one-sided
 * lower bound at CONFIDENCE and hi is infinite; where compression is, "<=" and the reverse,
 * with lo 0; where both are, "none" and no interval. A group of n < 2 gives no interval, one
 * of n = 0 no ratio: nan, and still INS_OK. Fails with INS_EUSAGE for the confidence and as
 * ins_ratio_group for the values.
 */
int ins_ratio_geometric(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio *ratio,
	struct ins_err *err);

/*
 * Ratio of the arithmetic means, with Fieller's interval (Fieller 1954) for variances that
 * may differ. Arguments, bounds and failures as ins_ratio_geometric. Where the mean of
 * compression cannot be told from zero (g >= 1) the bound is "unbounded", lo is nan and hi
 * is infinite.
 */
int ins_ratio_fieller(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio *ratio,
	struct ins_err *err);

/*
 * Geometric mean of the ratios tension[i] / compression[i] of the same specimen i, with
 * Student's t interval on their logarithms. Both samples hold the same n, else INS_EUSAGE;
 * otherwise as ins_ratio_geometric.
 */
int ins_ratio_paired(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio *ratio,
	struct ins_err *err);

#endif
