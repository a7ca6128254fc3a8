/* fit_nonlinear - nonlinear least squares with a test for convergence that knows no unit. */
#include "physics/fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>
#include <stdlib.h>

#include "physics/fit_common.h"

enum { STEPS_MAX = 200 };

static const double STEP_TOLERANCE = 1e-9;
static const double GRADIENT_TOLERANCE = 1e-6;

/* A problem in scaled parameters u = parameter/scale and residuals (model - y)/y_scale. */
struct scaled {
	const struct ins_fit_problem *problem; /* lent */
	double y_scale;
	double *parameter; /* owned, p */
	double *value;     /* owned, n */
	double *slope;     /* owned, n by p; NULL without a derivative */
	double *weight;    /* owned, n, largest one; NULL for equal weights */
	double weight_scale;
};

static void unscale(const struct scaled *fit, const gsl_vector *u)
{
	for (size_t j = 0; j < fit->problem->p; j++)
		fit->parameter[j] = gsl_vector_get(u, j) * fit->problem->scale[j];
}

static int residuals(const gsl_vector *u, void *data, gsl_vector *residual)
{
	/* Forbidden parameters look so far off that the step is taken back. */
	static const double FAR_OFF = 1e100;
	struct scaled *fit = data;

	unscale(fit, u);
	fit->problem->model(fit->parameter, fit->problem->data, fit->value);
	for (size_t i = 0; i < fit->problem->n; i++) {
		double r = (fit->value[i] - fit->problem->y[i]) / fit->y_scale;

		gsl_vector_set(residual, i, isfinite(r) ? r : FAR_OFF);
	}
	return GSL_SUCCESS;
}

static int residual_slopes(const gsl_vector *u, void *data, gsl_matrix *jacobian)
{
	struct scaled *fit = data;
	size_t p = fit->problem->p;

	unscale(fit, u);
	fit->problem->derivative(fit->parameter, fit->problem->data, fit->slope);
	for (size_t i = 0; i < fit->problem->n; i++)
		for (size_t j = 0; j < p; j++)
			gsl_matrix_set(jacobian, i, j,
				       fit->slope[i * p + j] * fit->problem->scale[j] /
					       fit->y_scale);
	return GSL_SUCCESS;
}

static double spread(const double *y, size_t n)
{
	double mean = 0, squares = 0;

	for (size_t i = 0; i < n; i++)
		mean += y[i] / (double)n;
	for (size_t i = 0; i < n; i++)
		squares += (y[i] - mean) * (y[i] - mean) / (double)n;
	return squares > 0 ? sqrt(squares) : 1;
}

static int nonlinear_check(const struct ins_fit_problem *problem, const double *parameter,
			   struct ins_err *err)
{
	int status;

	if (problem->p == 0 || problem->n < problem->p)
		return ins_fail(err, INS_EANALYSIS, "a fit of %zu parameters to %zu points",
				problem->p, problem->n);
	status = ins_fit_check_finite(problem->y, problem->n, "value", err);
	if (!status)
		status = ins_fit_check_finite(parameter, problem->p, "start", err);
	if (!status && problem->weight)
		status = ins_fit_check_finite(problem->weight, problem->n, "weight", err);
	for (size_t j = 0; !status && j < problem->p; j++)
		if (!(problem->scale[j] > 0))
			status = ins_fail(err, INS_EUSAGE, "fit: scale %zu is not positive", j + 1);
	return status;
}

static int scaled_alloc(struct scaled *fit, struct ins_err *err)
{
	const struct ins_fit_problem *problem = fit->problem;
	size_t n = problem->n, p = problem->p;

	fit->parameter = malloc(p * sizeof *fit->parameter);
	fit->value = malloc(n * sizeof *fit->value);
	fit->slope = problem->derivative ? malloc(n * p * sizeof *fit->slope) : NULL;
	fit->weight = problem->weight ? malloc(n * sizeof *fit->weight) : NULL;
	if (!fit->parameter || !fit->value || (problem->derivative && !fit->slope) ||
	    (problem->weight && !fit->weight))
		return ins_fail_memory(err, "a fit", n * p * sizeof(double));
	return INS_OK;
}

static void scaled_free(struct scaled *fit)
{
	free(fit->parameter);
	free(fit->value);
	free(fit->slope);
	free(fit->weight);
}

static int scaled_weight(struct scaled *fit, struct ins_err *err)
{
	fit->weight_scale = 1;
	if (!fit->weight)
		return INS_OK;
	fit->weight_scale = ins_fit_largest(fit->problem->weight, fit->problem->n, 1);
	if (fit->weight_scale <= 0)
		return ins_fail(err, INS_EANALYSIS, "fit: all weights are zero");
	for (size_t i = 0; i < fit->problem->n; i++) {
		if (fit->problem->weight[i] < 0)
			return ins_fail(err, INS_EFORMAT, "fit: weight %zu is negative", i + 1);
		fit->weight[i] = fit->problem->weight[i] / fit->weight_scale;
	}
	return INS_OK;
}

static int step_is_small(const gsl_multifit_nlinear_workspace *workspace)
{
	for (size_t j = 0; j < workspace->x->size; j++)
		if (!(fabs(gsl_vector_get(workspace->dx, j)) <=
		      STEP_TOLERANCE * (fabs(gsl_vector_get(workspace->x, j)) + 1)))
			return 0;
	return 1;
}

/* The residuals stand at right angles to every column, as nearly as differences show it, or
 * are nothing but rounding. */
static int gradient_is_small(const gsl_multifit_nlinear_workspace *workspace)
{
	const gsl_matrix *jacobian = gsl_multifit_nlinear_jac(workspace);
	double residual = gsl_blas_dnrm2(gsl_multifit_nlinear_residual(workspace));

	if (residual < 1e-12 * sqrt((double)jacobian->size1))
		return 1;
	for (size_t j = 0; j < jacobian->size2; j++) {
		gsl_vector_const_view column = gsl_matrix_const_column(jacobian, j);
		double length = gsl_blas_dnrm2(&column.vector);

		if (fabs(gsl_vector_get(workspace->g, j)) > GRADIENT_TOLERANCE * length * residual)
			return 0;
	}
	return 1;
}

static int iterate(gsl_multifit_nlinear_workspace *workspace, struct ins_err *err)
{
	for (int step = 0; step < STEPS_MAX; step++) {
		int gsl_status = gsl_multifit_nlinear_iterate(workspace);

		if (gsl_status && gsl_status != GSL_ENOPROG)
			return ins_fit_fail_gsl(err, gsl_status);
		if (gsl_status)
			return gradient_is_small(workspace) ? INS_OK
				: ins_fail(err, INS_EANALYSIS, "the fit makes no progress");
		if (step_is_small(workspace))
			return INS_OK;
	}
	return ins_fail(err, INS_EANALYSIS, "the fit does not settle in %d steps", STEPS_MAX);
}

/* Nothing in a NaN covariance misleads; a singular Jacobian has no other. */
static int nonlinear_covariance(const struct scaled *fit,
				const gsl_multifit_nlinear_workspace *workspace, double chisq,
				double *covariance, struct ins_err *err)
{
	size_t n = fit->problem->n, p = fit->problem->p;
	gsl_matrix *scaled = gsl_matrix_alloc(p, p);
	double factor = 1 / (fit->weight_scale * fit->y_scale * fit->y_scale);
	int gsl_status;

	if (!scaled)
		return ins_fail_memory(err, "a covariance", p * p * sizeof(double));
	gsl_status = gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(workspace), 0, scaled);
	if (!fit->weight)
		factor = n > p ? chisq / (double)(n - p) : NAN;
	for (size_t i = 0; i < p; i++)
		for (size_t j = 0; j < p; j++) {
			double here = gsl_matrix_get(scaled, i, j) * factor *
				      fit->problem->scale[i] * fit->problem->scale[j];

			covariance[i * p + j] = gsl_matrix_get(scaled, i, i) > 0 ? here : NAN;
		}
	gsl_matrix_free(scaled);
	return gsl_status ? ins_fit_fail_gsl(err, gsl_status) : INS_OK;
}

static int nonlinear_start(struct scaled *fit, const double *parameter,
			   gsl_multifit_nlinear_fdf *function, gsl_vector *start,
			   gsl_multifit_nlinear_workspace *workspace, struct ins_err *err)
{
	gsl_vector_view weight;
	int gsl_status;

	for (size_t j = 0; j < fit->problem->p; j++)
		gsl_vector_set(start, j, parameter[j] / fit->problem->scale[j]);
	unscale(fit, start);
	fit->problem->model(fit->parameter, fit->problem->data, fit->value);
	for (size_t i = 0; i < fit->problem->n; i++)
		if (!isfinite(fit->value[i]))
			return ins_fail(err, INS_EANALYSIS, "the fit's start has no model value");
	if (fit->weight) {
		weight = gsl_vector_view_array(fit->weight, fit->problem->n);
		gsl_status = gsl_multifit_nlinear_winit(start, &weight.vector, function, workspace);
	} else {
		gsl_status = gsl_multifit_nlinear_init(start, function, workspace);
	}
	return gsl_status ? ins_fit_fail_gsl(err, gsl_status) : INS_OK;
}

static int nonlinear_run(struct scaled *fit, double *parameter, double *covariance,
			 double *chisq, struct ins_err *err)
{
	size_t n = fit->problem->n, p = fit->problem->p;
	gsl_multifit_nlinear_fdf function = {
		.f = residuals,
		.df = fit->slope ? residual_slopes : NULL,
		.n = n,
		.p = p,
		.params = fit};
	gsl_multifit_nlinear_parameters settings = gsl_multifit_nlinear_default_parameters();
	gsl_multifit_nlinear_workspace *workspace =
		gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &settings, n, p);
	gsl_vector *start = gsl_vector_alloc(p);
	double squares, norm;
	int status;

	if (!workspace || !start)
		status = ins_fail_memory(err, "a fit", n * p * sizeof(double));
	else
		status = nonlinear_start(fit, parameter, &function, start, workspace, err);
	if (status)
		goto out;
	status = iterate(workspace, err);
	unscale(fit, gsl_multifit_nlinear_position(workspace));
	for (size_t j = 0; j < p; j++)
		parameter[j] = fit->parameter[j];
	norm = gsl_blas_dnrm2(gsl_multifit_nlinear_residual(workspace));
	squares = norm * norm * fit->weight_scale * fit->y_scale * fit->y_scale;
	if (chisq)
		*chisq = squares;
	if (!status && covariance)
		status = nonlinear_covariance(fit, workspace, norm * norm, covariance, err);
out:
	gsl_vector_free(start);
	gsl_multifit_nlinear_free(workspace);
	return status;
}

int ins_fit_nonlinear(const struct ins_fit_problem *problem, double *parameter,
		      double *covariance, double *chisq, struct ins_err *err)
{
	struct scaled fit = {.problem = problem};
	int status = nonlinear_check(problem, parameter, err);

	if (status)
		return status;
	fit.y_scale = spread(problem->y, problem->n);
	status = scaled_alloc(&fit, err);
	if (!status)
		status = scaled_weight(&fit, err);
	if (!status)
		status = nonlinear_run(&fit, parameter, covariance, chisq, err);
	scaled_free(&fit);
	return status;
}
