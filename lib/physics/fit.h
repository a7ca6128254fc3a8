/* fit - least squares on data scaled to order one; the only caller of GSL's fitters. */
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
 * Least squares of y[n] on x[n], errors in y only. Fails with INS_EANALYSIS for n < 2 or
 * x all equal, with INS_EFORMAT for a number that is not finite. Arrays are lent.
 */
int ins_fit_line(const double *x, const double *y, size_t n, struct ins_line *line,
		 struct ins_err *err);

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
int ins_fit_linear(const double *design, const double *y, const double *weight, size_t n,
		   size_t p, double *coefficient, double *covariance, double *chisq,
		   struct ins_err *err);

/* What ins_fit_nonlinear is to fit: n values that a model of p parameters should meet. */
struct ins_fit_problem {
	/* Fill value[n] with the model at parameter[p]; NaN marks forbidden parameters. */
	void (*model)(const double *parameter, const void *data, double *value);
	/* Fill slope[n * p] (row-major) with d value / d parameter; NULL: by differences. */
	void (*derivative)(const double *parameter, const void *data, double *slope);
	const void *data;     /* lent; handed to both */
	const double *y;      /* lent, n */
	const double *weight; /* lent, n: 1/variance of each y; NULL: equal */
	const double *scale;  /* lent, p: the size of a change that matters, positive */
	size_t n, p;
};

/*
 * Nonlinear least squares (Levenberg-Marquardt). parameter[p] holds the start and receives the
 * answer; covariance[p * p] and *chisq are as in ins_fit_linear and may be NULL. Parameters are
 * scaled by problem->scale and y by its own spread before GSL sees them, since its tests for
 * convergence are absolute. Converged means: a step under 1e-9 of |parameter| + scale in every
 * parameter, or no better step and residuals at right angles to all derivatives. Fails with
 * INS_EANALYSIS for n < p, no convergence in 200 steps, or a model that is NaN at the start;
 * parameter[] then holds the last point reached.
 */
int ins_fit_nonlinear(const struct ins_fit_problem *problem, double *parameter,
		      double *covariance, double *chisq, struct ins_err *err);

#endif
