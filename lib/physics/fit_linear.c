/* fit_linear - linear least squares by blocks of rows. */
#include "physics/fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_multilarge.h>
#include <math.h>
#include <stdlib.h>

#include "physics/fit_common.h"

enum { BLOCK_ROWS = 1024 };

/* Below this reciprocal condition number of R, columns scaled to one, no digit is left. */
static const double DEPENDENT_RCOND = 1e-13;

struct linear {
	const double *design, *y, *weight; /* lent */
	size_t n, p, block;
	double *column_scale; /* owned, p */
	double y_scale, weight_scale;
	gsl_matrix *rows;       /* owned, block by p */
	gsl_vector *right_side; /* owned, block */
	gsl_vector *solution;   /* owned, p */
	gsl_matrix *inverse;    /* owned, p by p */
	gsl_multilarge_linear_workspace *workspace; /* owned */
};

static int linear_alloc(struct linear *fit, struct ins_err *err)
{
	fit->block = fit->p > BLOCK_ROWS ? fit->p : BLOCK_ROWS;
	if (fit->block > fit->n)
		fit->block = fit->n;
	fit->column_scale = malloc(fit->p * sizeof *fit->column_scale);
	fit->rows = gsl_matrix_alloc(fit->block, fit->p);
	fit->right_side = gsl_vector_alloc(fit->block);
	fit->solution = gsl_vector_alloc(fit->p);
	fit->inverse = gsl_matrix_alloc(fit->p, fit->p);
	fit->workspace = gsl_multilarge_linear_alloc(gsl_multilarge_linear_tsqr, fit->p);
	if (!fit->column_scale || !fit->rows || !fit->right_side || !fit->solution ||
	    !fit->inverse || !fit->workspace)
		return ins_fail_memory(err, "a fit", fit->block * fit->p * sizeof(double));
	return INS_OK;
}

static void linear_free(struct linear *fit)
{
	free(fit->column_scale);
	gsl_matrix_free(fit->rows);
	gsl_vector_free(fit->right_side);
	gsl_vector_free(fit->solution);
	gsl_matrix_free(fit->inverse);
	gsl_multilarge_linear_free(fit->workspace);
}

static int linear_check(const struct linear *fit, struct ins_err *err)
{
	int status;

	if (fit->p == 0 || fit->n < fit->p)
		return ins_fail(err, INS_EANALYSIS, "a fit of %zu coefficients to %zu points",
				fit->p, fit->n);
	status = ins_fit_check_finite(fit->design, fit->n * fit->p, "design", err);
	if (!status)
		status = ins_fit_check_finite(fit->y, fit->n, "value", err);
	if (!status && fit->weight)
		status = ins_fit_check_finite(fit->weight, fit->n, "weight", err);
	for (size_t i = 0; !status && fit->weight && i < fit->n; i++)
		if (fit->weight[i] < 0)
			status = ins_fail(err, INS_EFORMAT, "fit: weight %zu is negative", i + 1);
	return status;
}

static int linear_scale(struct linear *fit, struct ins_err *err)
{
	for (size_t j = 0; j < fit->p; j++) {
		fit->column_scale[j] = ins_fit_largest(fit->design + j, fit->n, fit->p);
		if (fit->column_scale[j] <= 0)
			return ins_fail(err, INS_EANALYSIS, "fit: column %zu is all zero", j + 1);
	}
	fit->y_scale = ins_fit_largest(fit->y, fit->n, 1);
	if (fit->y_scale <= 0)
		fit->y_scale = 1;
	fit->weight_scale = fit->weight ? ins_fit_largest(fit->weight, fit->n, 1) : 1;
	if (fit->weight_scale <= 0)
		return ins_fail(err, INS_EANALYSIS, "fit: all weights are zero");
	return INS_OK;
}

static int linear_accumulate(struct linear *fit, size_t from, size_t rows)
{
	gsl_matrix_view block = gsl_matrix_submatrix(fit->rows, 0, 0, rows, fit->p);
	gsl_vector_view right = gsl_vector_subvector(fit->right_side, 0, rows);

	for (size_t i = 0; i < rows; i++) {
		double root = fit->weight ? sqrt(fit->weight[from + i] / fit->weight_scale) : 1;
		const double *row = fit->design + (from + i) * fit->p;

		for (size_t j = 0; j < fit->p; j++)
			gsl_matrix_set(&block.matrix, i, j, root * row[j] / fit->column_scale[j]);
		gsl_vector_set(&right.vector, i, root * fit->y[from + i] / fit->y_scale);
	}
	return gsl_multilarge_linear_accumulate(&block.matrix, &right.vector, fit->workspace);
}

static int linear_solve(struct linear *fit, double *chisq, struct ins_err *err)
{
	double residual_norm, solution_norm, rcond = 0;
	size_t from = 0;
	int gsl_status = GSL_SUCCESS;

	/* GSL's first block needs p rows; a short last block does not. */
	while (!gsl_status && from < fit->n) {
		size_t rows = fit->n - from < fit->block ? fit->n - from : fit->block;

		gsl_status = linear_accumulate(fit, from, rows);
		from += rows;
	}
	if (!gsl_status)
		gsl_status = gsl_multilarge_linear_rcond(&rcond, fit->workspace);
	if (gsl_status)
		return ins_fit_fail_gsl(err, gsl_status);
	if (!(rcond > DEPENDENT_RCOND))
		return ins_fail(err, INS_EANALYSIS, "fit: its columns depend on each other");
	gsl_status = gsl_multilarge_linear_solve(0, fit->solution, &residual_norm, &solution_norm,
						 fit->workspace);
	if (gsl_status)
		return ins_fit_fail_gsl(err, gsl_status);
	*chisq = residual_norm * residual_norm;
	return INS_OK;
}

/* (R^T R)^-1 from the triangle R that the rows were reduced to. */
static int linear_invert(struct linear *fit, struct ins_err *err)
{
	const gsl_matrix *triangle = gsl_multilarge_linear_matrix_ptr(fit->workspace);
	int gsl_status;

	gsl_matrix_set_identity(fit->inverse);
	gsl_status = gsl_blas_dtrsm(CblasLeft, CblasUpper, CblasTrans, CblasNonUnit, 1, triangle,
				    fit->inverse);
	if (!gsl_status)
		gsl_status = gsl_blas_dtrsm(CblasLeft, CblasUpper, CblasNoTrans, CblasNonUnit, 1,
					    triangle, fit->inverse);
	return gsl_status ? ins_fit_fail_gsl(err, gsl_status) : INS_OK;
}

static void linear_covariance(const struct linear *fit, double chisq, double *covariance)
{
	double freedom = (double)(fit->n - fit->p);
	double factor = 1 / fit->weight_scale;

	if (!fit->weight)
		factor = fit->n > fit->p ? chisq / freedom * fit->y_scale * fit->y_scale : NAN;
	for (size_t i = 0; i < fit->p; i++)
		for (size_t j = 0; j < fit->p; j++)
			covariance[i * fit->p + j] = factor * gsl_matrix_get(fit->inverse, i, j) /
						     fit->column_scale[i] / fit->column_scale[j];
}

int ins_fit_linear(const double *design, const double *y, const double *weight, size_t n,
		   size_t p, double *coefficient, double *covariance, double *chisq,
		   struct ins_err *err)
{
	struct linear fit = {.design = design, .y = y, .weight = weight, .n = n, .p = p};
	double scaled_chisq = 0;
	int status = linear_check(&fit, err);

	if (status)
		return status;
	status = linear_alloc(&fit, err);
	if (!status)
		status = linear_scale(&fit, err);
	if (!status)
		status = linear_solve(&fit, &scaled_chisq, err);
	if (!status && covariance)
		status = linear_invert(&fit, err);
	if (status)
		goto out;
	for (size_t j = 0; j < p; j++)
		coefficient[j] = gsl_vector_get(fit.solution, j) * fit.y_scale /
				 fit.column_scale[j];
	if (covariance)
		linear_covariance(&fit, scaled_chisq, covariance);
	if (chisq)
		*chisq = scaled_chisq * fit.weight_scale * fit.y_scale * fit.y_scale;
out:
	linear_free(&fit);
	return status;
}
