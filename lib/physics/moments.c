/* moments - the likeliest Gaussian of counts in a window, from three sums over it. */
#include "moments.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

/* z is (channel - centre)/sigma. Beyond REACH a Gaussian adds nothing that a double can show. */
#define REACH 9.0
#define MOST_STEPS 60

static double lane_sum(const ins_lanes *lanes)
{
	return ((*lanes)[0] + (*lanes)[1]) + ((*lanes)[2] + (*lanes)[3]);
}

INS_WIDE static void sum_counts(const double *y, size_t n, struct ins_moments *moments)
{
	double half = 0.5 * ((double)n - 1);
	ins_lanes t = {-half, 1 - half, 2 - half, 3 - half};
	ins_lanes total = {0}, first = {0}, second = {0};

	for (size_t k = 0; k < n; k += INS_LANES) {
		size_t left = n - k < INS_LANES ? n - k : INS_LANES;
		ins_lanes counts = {0};

		if (left == INS_LANES)
			memcpy(&counts, y + k, sizeof counts);
		else
			memcpy(&counts, y + k, left * sizeof *y);
		total += counts;
		counts *= t;
		first += counts;
		counts *= t;
		second += counts;
		t += INS_LANES;
	}
	moments->n = n;
	moments->total = lane_sum(&total);
	moments->first = lane_sum(&first);
	moments->second = lane_sum(&second);
}

void ins_moments_sum(const double *y, size_t n, struct ins_moments *moments)
{
	sum_counts(y, n, moments);
}

static inline void add_lanes(ins_lanes *sum, const double *y)
{
	ins_lanes counts;

	memcpy(&counts, y, sizeof counts);
	*sum += counts;
}

INS_WIDE static double total_counts(const double *y, size_t n)
{
	/* Four sums, since each addition waits for the one before. */
	ins_lanes a = {0}, b = {0}, c = {0}, d = {0};
	double rest = 0;
	size_t k = 0;

	for (; k + 4 * INS_LANES <= n; k += 4 * INS_LANES) {
		add_lanes(&a, y + k);
		add_lanes(&b, y + k + INS_LANES);
		add_lanes(&c, y + k + 2 * INS_LANES);
		add_lanes(&d, y + k + 3 * INS_LANES);
	}
	for (; k < n; k++)
		rest += y[k];
	a = (a + b) + (c + d);
	return lane_sum(&a) + rest;
}

double ins_moments_total(const double *y, size_t n)
{
	return total_counts(y, n);
}

/*
 * How much wider a Gaussian is, in sigma^2, than what a window centred on it leaves, whose
 * variance is CUT half windows squared. Exact in the limits of a narrow peak, 1, and of a flat
 * one, 2/(15 (1 - 3 cut)); the polynomial is fitted between them, and within 0.12 %.
 */
static double stretch(double cut)
{
	double x = 6 * cut - 1;
	double between =
		1.719046 + x * (0.7939695 + x * (-0.03165881 + x * (-0.04234276 + x * 0.06384832)));

	return 1 / ((1 - 3 * cut) * between);
}

bool ins_moments_guess(const struct ins_moments *moments, struct ins_gaussian *gaussian)
{
	double half = 0.5 * (double)moments->n, electron = 1 / moments->total;
	double mean = moments->first * electron;
	double variance = moments->second * electron - mean * mean;
	double cut = variance / (half * half), wider;

	/* Flat counts reach to the window's ends, half a channel beyond the outer two's middles. */
	variance += 0.75 * cut * cut;
	cut = variance / (half * half);
	if (!(moments->total > 0 && cut > 0 && cut < 1.0 / 3))
		return false;
	wider = stretch(cut);
	gaussian->sigma = sqrt(variance * wider);
	gaussian->centre = half - 0.5 + mean * wider;
	gaussian->centre_var = NAN;
	/* sqrt(2 pi) */
	gaussian->amplitude = moments->total / (2.5066282746310005 * gaussian->sigma);
	return true;
}

/* Sums over n channels, D apart and starting at Z, of D z^j exp(-z^2/2), j = 0 ... 4. */
static void sum_channels(double z, double d, size_t n, double *sum)
{
	memset(sum, 0, 5 * sizeof *sum);
	for (size_t k = 0; k < n; k++) {
		double at = z + (double)k * d;
		double term = fabs(at) < REACH ? d * exp(-0.5 * at * at) : 0;

		for (int j = 0; j < 5; j++, term *= at)
			sum[j] += term;
	}
}

/*
 * Add SIGN times what the end Z of a window gives to the closed form of sum_channels. With
 * f = z^j exp(-z^2/2), the sum over midpoints is the integral of f - d^2/24 f' + 7 d^4/5760 f'''.
 */
static void add_end(double z, double d, double sign, double *sum)
{
	double e = sign * exp(-0.5 * z * z);
	double d2 = d * d, z2 = z * z, z3 = z2 * z, z4 = z2 * z2;
	double slope = -d2 / 24 * e, third = 7 * d2 * d2 / 5760 * e;

	sum[0] += slope * -z + third * (3 * z - z3);
	sum[1] += -e + slope * (1 - z2) + third * (-3 + 6 * z2 - z4);
	sum[2] += -z * e + slope * (2 * z - z3) + third * z * (-12 + 9 * z2 - z4);
	sum[3] += -(z2 + 2) * e + slope * (3 * z2 - z4) +
		  third * (6 + z2 * (-27 + z2 * (12 - z2)));
	sum[4] += -(z2 + 3) * z * e + slope * (4 * z3 - z4 * z) +
		  third * z * (24 + z2 * (-48 + z2 * (15 - z2)));
}

/* As sum_channels, in closed form where the channels are fine enough for it. */
static void model_sums(double z, double d, size_t n, double *sum)
{
	double lo = z - 0.5 * d, hi = z + ((double)n - 0.5) * d;
	double area;

	if (d > 0.3) {
		sum_channels(z, d, n, sum);
		return;
	}
	/* sqrt(pi/2) and sqrt(1/2) */
	area = 1.2533141373155003 * (erf(0.7071067811865476 * hi) - erf(0.7071067811865476 * lo));
	sum[0] = area;
	sum[1] = 0;
	sum[2] = area;
	sum[3] = 0;
	sum[4] = 3 * area;
	add_end(hi, d, 1, sum);
	add_end(lo, d, -1, sum);
}

/*
 * One Newton step: the model is multiplied by exp(alpha z + beta z^2), which leaves it a
 * Gaussian. Returns the size of the step in widths, or NAN where there is no way to go.
 */
static double step(const struct ins_moments *moments, struct ins_gaussian *gaussian)
{
	double sigma = gaussian->sigma, d = 1 / sigma;
	double offset = (0.5 * ((double)moments->n - 1) - gaussian->centre) * d;
	double each = d / moments->total;
	double mean = moments->first * each, square = moments->second * each * d;
	double sum[5], whole, m1, m2, c11, c12, c22, determinant, inverse;
	double r1, r2, alpha, beta, narrower;

	model_sums(-gaussian->centre * d, d, moments->n, sum);
	whole = 1 / sum[0];
	m1 = sum[1] * whole;
	m2 = sum[2] * whole;
	c11 = m2 - m1 * m1;
	c12 = sum[3] * whole - m1 * m2;
	c22 = sum[4] * whole - m2 * m2;
	determinant = c11 * c22 - c12 * c12;
	if (!(determinant > 0))
		return NAN;
	inverse = 1 / determinant;
	r1 = mean + offset - m1;
	r2 = square + 2 * mean * offset + offset * offset - m2;
	alpha = (c22 * r1 - c12 * r2) * inverse;
	beta = (c11 * r2 - c12 * r1) * inverse;
	/* Far from the answer a step may not widen the peak without bound, nor throw it out. */
	beta = beta > 0.375 ? 0.375 : beta;
	alpha = alpha > 2 ? 2 : alpha < -2 ? -2 : alpha;
	narrower = 1 / (1 - 2 * beta);
	gaussian->centre += sigma * alpha * narrower;
	gaussian->sigma = sigma * sqrt(narrower);
	/* The model's total stays that of the counts, to the first order of the step. */
	gaussian->amplitude = moments->total * whole * d * (1 - alpha * m1 - beta * m2);
	gaussian->centre_var = sigma * sigma * c22 * inverse / moments->total;
	return fabs(alpha) + fabs(beta);
}

bool ins_moments_fit(const struct ins_moments *moments, struct ins_gaussian *gaussian)
{
	struct ins_gaussian at = *gaussian;
	double n = (double)moments->n;
	double size = INFINITY;

	/* The error left is the square of the last step. */
	for (int i = 0; i < MOST_STEPS && size > 1e-4; i++) {
		size = step(moments, &at);
		if (!(at.sigma < 2 * n && at.sigma > 0.05))
			return false;
	}
	if (!(size <= 1e-4) || !(at.centre >= 0 && at.centre <= n - 1))
		return false;
	*gaussian = at;
	return true;
}
