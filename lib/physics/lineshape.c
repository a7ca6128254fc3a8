/* lineshape - Lorentzian and Drude plasmon peaks, by least squares or maximum likelihood. */
#include "lineshape.h"

#include <math.h>
#include <string.h>

#define PARAMETERS 3 /* amplitude, position, width */
#define MOST_STEPS 200

/* 4 ln 2 */
#define SHARPNESS 2.772588722239781

/* Counts at x = first, first + 1, ... and what is made as small as it goes. */
struct problem {
	const double *y;
	size_t n;
	double first;
	bool likely;
};

/* The normal equations: curvature * change = pull, and the noise that the pull carries. */
struct normal {
	double curvature[PARAMETERS][PARAMETERS], noise[PARAMETERS][PARAMETERS];
	double pull[PARAMETERS];
	double cost;
};

static double gaussian(const struct ins_shape *shape, double x, double *slope)
{
	double u = (x - shape->position) / shape->width;
	double e = exp(-SHARPNESS * u * u), f = shape->amplitude * e;

	slope[0] = e;
	slope[1] = f * 2 * SHARPNESS * u / shape->width;
	slope[2] = slope[1] * u;
	return f;
}

static double lorentzian(const struct ins_shape *shape, double x, double *slope)
{
	double u = 2 * (x - shape->position) / shape->width;
	double e = 1 / (1 + u * u), f = shape->amplitude * e;

	slope[0] = e;
	slope[1] = 4 * f * e * u / shape->width;
	slope[2] = 2 * f * e * u * u / shape->width;
	return f;
}

static double drude(const struct ins_shape *shape, double x, double *slope)
{
	double p = shape->position, g = shape->width;
	double apart = (x - p) * (x + p);
	double below = 1 / (apart * apart + x * x * g * g);
	double e = x * p * g * g * below, f = shape->amplitude * e;

	slope[0] = e;
	slope[1] = f * (1 / p + 4 * p * apart * below);
	slope[2] = f * (2 / g - 2 * x * x * g * below);
	return f;
}

static double value(const struct ins_shape *shape, double x, double *slope)
{
	switch (shape->kind) {
	case INS_LORENTZIAN:
		return lorentzian(shape, x, slope);
	case INS_DRUDE:
		return drude(shape, x, slope);
	case INS_GAUSSIAN:
		break;
	}
	return gaussian(shape, x, slope);
}

double ins_lineshape_at(const struct ins_shape *shape, double x)
{
	double slope[PARAMETERS];

	return value(shape, x, slope);
}

double ins_lineshape_apex(const struct ins_shape *shape)
{
	double p2 = shape->position * shape->position;
	double a = 2 * p2 - shape->width * shape->width;

	if (shape->kind != INS_DRUDE)
		return shape->position;
	/* d/dx Im(-1/eps) = 0: 3 x^4 - (2 p^2 - g^2) x^2 - p^4 = 0 */
	return sqrt((a + sqrt(a * a + 12 * p2 * p2)) / 6);
}

static bool is_peak(const struct ins_shape *shape)
{
	return shape->amplitude > 0 && shape->position > 0 && shape->width > 0;
}

static void gather(
	const struct problem *problem, const struct ins_shape *shape, struct normal *normal)
{
	memset(normal, 0, sizeof *normal);
	for (size_t k = 0; k < problem->n; k++) {
		double slope[PARAMETERS];
		double y = problem->y[k];
		double model = value(shape, problem->first + (double)k, slope);
		double weight = problem->likely ? 1 / model : 1;
		double rest = y - model;

		normal->cost += problem->likely ? model - y * log(model) : rest * rest;
		for (int i = 0; i < PARAMETERS; i++) {
			normal->pull[i] += weight * rest * slope[i];
			for (int j = 0; j <= i; j++) {
				double both = weight * slope[i] * slope[j];

				normal->curvature[i][j] += both;
				normal->noise[i][j] += both * weight * model;
			}
		}
	}
	for (int i = 0; i < PARAMETERS; i++) {
		for (int j = 0; j < i; j++) {
			normal->curvature[j][i] = normal->curvature[i][j];
			normal->noise[j][i] = normal->noise[i][j];
		}
	}
}

/* x = m^-1 b by Cholesky, with the diagonal raised by DAMPING of itself. */
static bool solve(double m[PARAMETERS][PARAMETERS], const double *b, double damping, double *x)
{
	double l[PARAMETERS][PARAMETERS];

	for (int i = 0; i < PARAMETERS; i++) {
		for (int j = 0; j <= i; j++) {
			double sum = m[i][j] * (i == j ? 1 + damping : 1);

			for (int k = 0; k < j; k++)
				sum -= l[i][k] * l[j][k];
			if (i == j && !(sum > 0))
				return false;
			l[i][j] = i == j ? sqrt(sum) : sum / l[j][j];
		}
	}
	for (int i = 0; i < PARAMETERS; i++) {
		x[i] = b[i];
		for (int k = 0; k < i; k++)
			x[i] -= l[i][k] * x[k];
		x[i] /= l[i][i];
	}
	for (int i = PARAMETERS - 1; i >= 0; i--) {
		for (int k = i + 1; k < PARAMETERS; k++)
			x[i] -= l[k][i] * x[k];
		x[i] /= l[i][i];
	}
	return true;
}

/* Variance of the position: the noise of the pull carried through the inverse curvature. */
static double position_variance(struct normal *normal)
{
	const double unit[PARAMETERS] = {0, 1, 0};
	double row[PARAMETERS], variance = 0;

	if (!solve(normal->curvature, unit, 0, row))
		return NAN;
	for (int i = 0; i < PARAMETERS; i++)
		for (int j = 0; j < PARAMETERS; j++)
			variance += row[i] * normal->noise[i][j] * row[j];
	return variance;
}

/* Go down from AT, whose normal equations are in NORMAL; true once a step is of no account. */
static bool descend(const struct problem *problem, struct ins_shape *at, struct normal *normal)
{
	double damping = 1e-3, change[PARAMETERS];

	for (int i = 0; i < MOST_STEPS; i++) {
		struct ins_shape next = *at;
		struct normal there;
		double size;

		if (!solve(normal->curvature, normal->pull, damping, change))
			return false;
		next.amplitude += change[0];
		next.position += change[1];
		next.width += change[2];
		size = (fabs(change[1]) + fabs(change[2])) / at->width;
		/* A step that is small only because it was held back proves nothing. */
		if (size < 1e-9)
			return damping < 1;
		if (is_peak(&next))
			gather(problem, &next, &there);
		/* Near the minimum the cost is flat to the last bits. */
		if (is_peak(&next) && there.cost <= normal->cost + 1e-13 * fabs(normal->cost)) {
			*at = next;
			*normal = there;
			damping *= 0.1;
		} else {
			damping *= 10;
		}
	}
	return false;
}

bool ins_lineshape_fit(
	const double *y, size_t n, double first, bool likely, struct ins_shape *shape)
{
	struct problem problem = {y, n, first, likely};
	struct ins_shape at = *shape;
	struct normal normal;
	double apex;

	if (n < PARAMETERS || !is_peak(&at) || !(first > 0))
		return false;
	gather(&problem, &at, &normal);
	if (!descend(&problem, &at, &normal))
		return false;
	apex = ins_lineshape_apex(&at);
	if (!(at.width < 2 * (double)n && apex >= first && apex <= first + (double)n - 1))
		return false;
	at.position_var = position_variance(&normal);
	*shape = at;
	return true;
}

double ins_lineshape_quality(
	const double *y, size_t n, double first, const struct ins_shape *shape, double gain)
{
	double sum = 0;

	if (n <= PARAMETERS)
		return NAN;
	for (size_t k = 0; k < n; k++) {
		double model = ins_lineshape_at(shape, first + (double)k);

		sum += (y[k] - model) * (y[k] - model) / fmax(model, gain);
	}
	return sum / gain / (double)(n - PARAMETERS);
}
