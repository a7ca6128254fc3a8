/* fit - straight lines in closed form, linear least squares on data scaled to order one. */
#ifndef INSITU_FIT_H
#define INSITU_FIT_H

#include <stddef.h>

#include "base/err.h"

/* A straight line y = slope x + intercept, with what is known of its uncertainty. */
struct ins_line {
	double slope, intercept;
	double slope_se, intercept_se; /* standard errors, NaN with two points */
	double covariance;             /* of slope and intercept */
	double residual_sd;            /* of y about the line */
	size_t n;
};

/*
 * Least squares of y[n] on x[n], errors in y only. Sums are taken of the numbers as they are, so
 * that their spread must lie between 1e-70 and 1e70. Fails with INS_EANALYSIS for n < 2 or x all
 * equal, with INS_EFORMAT for a number that is not finite. Arrays are lent.
 */
int ins_fit_line(
	const double *x, const double *y, size_t n, struct ins_line *line, struct ins_err *err);

/*
 * Straight line of y[n] on x[n] where BOTH carry noise, guided by an abscissa guide[n] that
 * carries none (time, or the row number): slope = cov(guide, y) / cov(guide, x), the ratio of
 * the two regressions on it. Noise of x does not pull the slope down, as it does in
 * ins_fit_line, and x need not be linear in the guide, only follow it. Standard errors are
 * those of instrumental variables (Wald 1940; Durbin 1954). Fails as ins_fit_line does, and
 * with INS_EANALYSIS where x does not follow the guide (correlation under 5 of its own
 * standard errors). Arrays are lent.
 */
int ins_fit_line_guided(const double *guide, const double *x, const double *y, size_t n,
	struct ins_line *line, struct ins_err *err);

/* The line's value at x, and the standard error of that value. */
double ins_line_at(const struct ins_line *line, double x);
double ins_line_at_se(const struct ins_line *line, double x);

/*
 * Linear least squares of y[n] on the columns of design[n * p] (row-major), through blockwise
 * QR, so that a million rows are no burden. weight[n] is 1/variance of each y, or NULL for
 * equal weights. Fills coefficient[p]; covariance[p * p] and *chisq (weighted sum of squared
 * residuals) where they are not NULL. Without weights the covariance is scaled by
 * chisq/(n - p), NaN for n = p; with weights it is taken from them as they are. All arrays are
 * lent. Fails with INS_EANALYSIS for n < p or columns that depend on each other, with
 * INS_EFORMAT for a number that is not finite or a weight that is negative.
 */
int ins_fit_linear(const double *design, const double *y, const double *weight, size_t n, size_t p,
	double *coefficient, double *covariance, double *chisq, struct ins_err *err);

#endif
