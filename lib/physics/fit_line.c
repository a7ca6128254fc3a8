/* fit_line - straight lines in closed form, with noise in one channel or in both. */
#include "physics/fit.h"

#include <float.h>
#include <math.h>

#include "physics/fit_common.h"

/* Sums about the means of a guide, x and y. */
struct moments {
	double guide_mean, x_mean, y_mean;
	double gg, gx, gy, xx, xy;
};

static struct moments moments_of(const double *guide, const double *x, const double *y, size_t n)
{
	struct moments m = {0};

	for (size_t i = 0; i < n; i++) {
		m.guide_mean += guide[i] / (double)n;
		m.x_mean += x[i] / (double)n;
		m.y_mean += y[i] / (double)n;
	}
	for (size_t i = 0; i < n; i++) {
		double dg = guide[i] - m.guide_mean, dx = x[i] - m.x_mean;
		double dy = y[i] - m.y_mean;

		m.gg += dg * dg;
		m.gx += dg * dx;
		m.gy += dg * dy;
		m.xx += dx * dx;
		m.xy += dx * dy;
	}
	return m;
}

/* Where a guide exists the slope's variance is s^2 gg/gx^2; without one the guide is x itself. */
static void finish_line(const struct moments *m, const double *x, const double *y, size_t n,
			struct ins_line *line)
{
	double variance, slope_variance, squares = 0;

	line->slope = m->gy / m->gx;
	line->intercept = m->y_mean - line->slope * m->x_mean;
	line->n = n;
	for (size_t i = 0; i < n; i++) {
		double residual = y[i] - m->y_mean - line->slope * (x[i] - m->x_mean);

		squares += residual * residual;
	}
	variance = n > 2 ? squares / (double)(n - 2) : NAN;
	slope_variance = variance / m->gx * (m->gg / m->gx);
	line->residual_sd = sqrt(variance);
	line->slope_se = sqrt(slope_variance);
	line->intercept_se = sqrt(variance / (double)n + m->x_mean * m->x_mean * slope_variance);
	line->covariance = -m->x_mean * slope_variance;
}

static int check_pairs(const double *x, const double *y, size_t n, struct ins_err *err)
{
	int status;

	if (n < 2)
		return ins_fail(err, INS_EANALYSIS, "a straight line needs 2 points, not %zu", n);
	status = ins_fit_check_finite(x, n, "abscissa", err);
	return status ? status : ins_fit_check_finite(y, n, "ordinate", err);
}

/* How far sums of squares of a constant may differ from zero by rounding alone. */
static int is_constant(double square_sum, double mean, size_t n)
{
	double rounding = 8 * mean * DBL_EPSILON;

	return square_sum <= (double)n * rounding * rounding;
}

int ins_fit_line(const double *x, const double *y, size_t n, struct ins_line *line,
		 struct ins_err *err)
{
	struct moments m;
	int status = check_pairs(x, y, n, err);

	if (status)
		return status;
	m = moments_of(x, x, y, n);
	if (is_constant(m.xx, m.x_mean, n))
		return ins_fail(err, INS_EANALYSIS, "no straight line: the abscissa is constant");
	finish_line(&m, x, y, n, line);
	return INS_OK;
}

int ins_fit_line_guided(const double *guide, const double *x, const double *y, size_t n,
			struct ins_line *line, struct ins_err *err)
{
	struct moments m;
	double correlation;
	int status = check_pairs(x, y, n, err);

	if (!status)
		status = ins_fit_check_finite(guide, n, "guide", err);
	if (status)
		return status;
	m = moments_of(guide, x, y, n);
	if (is_constant(m.xx, m.x_mean, n) || is_constant(m.gg, m.guide_mean, n))
		return ins_fail(err, INS_EANALYSIS, "no straight line: the abscissa is constant");
	correlation = m.gx / sqrt(m.gg) / sqrt(m.xx);
	if (n > 2 && fabs(correlation) < 5 / sqrt((double)n + 23))
		return ins_fail(err, INS_EANALYSIS,
				"no straight line: the abscissa does not follow its guide");
	finish_line(&m, x, y, n, line);
	return INS_OK;
}

double ins_line_at(const struct ins_line *line, double x)
{
	return line->intercept + line->slope * x;
}

double ins_line_at_se(const struct ins_line *line, double x)
{
	double variance = line->intercept_se * line->intercept_se +
			  2 * x * line->covariance + x * x * line->slope_se * line->slope_se;

	/* Rounding may leave it under 0; one that is not known stays so. */
	return sqrt(variance < 0 ? 0 : variance);
}
