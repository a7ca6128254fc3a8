/* likely - Gaussians fitted to Poisson counts by maximum likelihood, many windows at once. */
#include "likely.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

#define MOST_STEPS 60
#define SMALL_STEP 1e-4 /* in widths; the error left is its square */

#define SQRT_2PI 2.5066282746310005
#define SQRT_HALF_PI 1.2533141373155003
#define SQRT_HALF 0.7071067811865476

/* z is (channel - centre)/sigma. Beyond REACH a Gaussian adds nothing that a double can show. */
#define REACH 9.0

/* Channels wider than this, in sigmas, are summed one by one. */
#define COARSE 0.3

typedef long long lane_mask __attribute__((vector_size(sizeof(ins_lanes))));

/* A lane for each of four windows: what was counted, and where the search stands. */
struct four {
	double n[INS_LANES], total[INS_LANES];
	double mean[INS_LANES], square[INS_LANES]; /* of t and t^2 over the counts */
	double centre[INS_LANES], sigma[INS_LANES];
	double amplitude[INS_LANES], centre_var[INS_LANES];
	double size[INS_LANES]; /* of the last step, in widths */
};

/* Sums over a window's channels, d apart in z, of d z^j exp(-z^2/2). */
struct powers {
	ins_lanes of0, of1, of2, of3, of4;
};

/* WHERE ? a : b */
INS_INLINE void choose(
	const lane_mask *where, const ins_lanes *a, const ins_lanes *b, ins_lanes *out)
{
	*out = (ins_lanes)((*where & (lane_mask)*a) | (~*where & (lane_mask)*b));
}

/*
 * exp(-x), x >= 0: a power of two times the exponential of a rest within ln(2)/2, by its
 * series. Written out, since a library's may round otherwise on another machine.
 */
INS_INLINE void fall(const ins_lanes *x, ins_lanes *out)
{
	const double magic = 6755399441055744.0; /* 1.5 2^52: adding it rounds to an integer */
	const ins_lanes far = {700, 700, 700, 700};
	const lane_mask bias = {1023, 1023, 1023, 1023};
	lane_mask near = *x < far;
	ins_lanes y, power, sum;

	choose(&near, x, &far, &y);
	power = magic - y * 1.4426950408889634; /* 1/ln 2 */
	/* ln 2 in two parts, the first of 32 bits */
	y = -y - (power - magic) * 0.6931471803691238;
	y -= (power - magic) * 1.9082149292705877e-10;
	sum = y * (1.0 / 479001600) + 1.0 / 39916800;
	sum = sum * y + 1.0 / 3628800;
	sum = sum * y + 1.0 / 362880;
	sum = sum * y + 1.0 / 40320;
	sum = sum * y + 1.0 / 5040;
	sum = sum * y + 1.0 / 720;
	sum = sum * y + 1.0 / 120;
	sum = sum * y + 1.0 / 24;
	sum = sum * y + 1.0 / 6;
	sum = sum * y + 0.5;
	sum = sum * y + 1;
	sum = sum * y + 1;
	*out = sum * (ins_lanes)(((lane_mask)power + bias) << 52);
}

/*
 * The integral of exp(-t^2/2) from z to infinity, E being exp(-z^2/2), within 1e-11. Cody's
 * rational approximation of erfc (Math. Comp. 23, 631, 1969), that for 0.46875 to 4, which
 * holds to 5e-12 on all of the axis once the exponential bounds it.
 */
INS_INLINE void tail(const ins_lanes *z, const ins_lanes *e, ins_lanes *out)
{
	lane_mask right = *z >= 0;
	ins_lanes other = -*z, x, above, below, rest;

	choose(&right, z, &other, &x);
	x *= SQRT_HALF;
	above = 2.15311535474403846e-8 * x + 5.64188496988670089e-1;
	above = above * x + 8.88314979438837594;
	above = above * x + 6.61191906371416295e1;
	above = above * x + 2.98635138197400131e2;
	above = above * x + 8.81952221241769090e2;
	above = above * x + 1.71204761263407058e3;
	above = above * x + 2.05107837782607147e3;
	above = above * x + 1.23033935479799725e3;
	below = x + 1.57449261107098347e1;
	below = below * x + 1.17693950891312499e2;
	below = below * x + 5.37181101862009858e2;
	below = below * x + 1.62138957456669019e3;
	below = below * x + 3.29079923573345963e3;
	below = below * x + 4.36261909014324716e3;
	below = below * x + 3.43936767414372164e3;
	below = below * x + 1.23033935480374942e3;
	rest = SQRT_HALF_PI * *e * above / below;
	other = SQRT_2PI - rest;
	choose(&right, &rest, &other, out);
}

/*
 * Add what the end z of a window gives to the closed form of the sums; E is exp(-z^2/2) there,
 * negative for the lower end. With f = z^j exp(-z^2/2) the sum over midpoints is the integral
 * of f, less d^2/24 f', plus 7 d^4/5760 f'''.
 */
INS_INLINE void add_end(
	const ins_lanes *at, const ins_lanes *e, const ins_lanes *d, struct powers *sum)
{
	ins_lanes z = *at, z2 = z * z, z3 = z2 * z, z4 = z2 * z2;
	ins_lanes d2 = *d * *d;
	ins_lanes slope = d2 * *e * (-1.0 / 24), third = d2 * d2 * *e * (7.0 / 5760);

	sum->of0 += third * (3 * z - z3) - slope * z;
	sum->of1 += slope * (1 - z2) + third * (6 * z2 - z4 - 3) - *e;
	sum->of2 += slope * (2 * z - z3) + third * z * (9 * z2 - z4 - 12) - z * *e;
	sum->of3 +=
		slope * (3 * z2 - z4) + third * (6 + z2 * (z2 * (12 - z2) - 27)) - (z2 + 2) * *e;
	sum->of4 += slope * (4 * z3 - z4 * z) + third * z * (24 + z2 * (z2 * (15 - z2) - 48)) -
		    (z2 + 3) * z * *e;
}

/* The sums of one lane, its channels being too coarse for the closed form. */
static void sum_coarse(double z, double d, size_t n, int lane, struct powers *sum)
{
	double of[5] = {0};

	for (size_t k = 0; k < n; k++) {
		double at = z + (double)k * d;
		double term = fabs(at) < REACH ? d * exp(-0.5 * at * at) : 0;

		for (int j = 0; j < 5; j++, term *= at)
			of[j] += term;
	}
	sum->of0[lane] = of[0];
	sum->of1[lane] = of[1];
	sum->of2[lane] = of[2];
	sum->of3[lane] = of[3];
	sum->of4[lane] = of[4];
}

/* The sums of windows of n channels d apart, the first of them at z. */
INS_INLINE void model_sums(
	const ins_lanes *z, const ins_lanes *d, const ins_lanes *n, struct powers *sum)
{
	ins_lanes lo = *z - 0.5 * *d, hi = *z + (*n - 0.5) * *d;
	ins_lanes e_lo = 0.5 * lo * lo, e_hi = 0.5 * hi * hi, beyond;

	fall(&e_lo, &e_lo);
	fall(&e_hi, &e_hi);
	tail(&lo, &e_lo, &sum->of0);
	tail(&hi, &e_hi, &beyond);
	sum->of0 -= beyond;
	sum->of1 = 0 * beyond;
	sum->of2 = sum->of0;
	sum->of3 = sum->of1;
	sum->of4 = 3 * sum->of0;
	e_lo = -e_lo;
	add_end(&hi, &e_hi, d, sum);
	add_end(&lo, &e_lo, d, sum);
	for (int l = 0; l < INS_LANES; l++)
		if ((*d)[l] > COARSE)
			sum_coarse((*z)[l], (*d)[l], (size_t)(*n)[l], l, sum);
}

/* Far from the answer a step may not widen a peak without bound, nor throw it out. */
INS_INLINE void hold(double lo, double hi, ins_lanes *x)
{
	ins_lanes limit = lo + 0 * *x;
	lane_mask inside = *x > lo;

	choose(&inside, x, &limit, x);
	limit = hi + 0 * *x;
	inside = *x < hi;
	choose(&inside, x, &limit, x);
}

/* A Newton step: the model is multiplied by exp(alpha z + beta z^2), which leaves it a Gaussian. */
struct newton {
	ins_lanes each, m1, m2, c22; /* of the model: one over its sum, moments of z, var(z^2) */
	ins_lanes inverse; /* one over the determinant, not positive where there is no way */
	ins_lanes alpha, beta;
};

/* Lane l goes it, unless it has arrived. Its size is NaN where there is no way. */
static void go(struct four *four, int l, const struct newton *way)
{
	double alpha = way->alpha[l], beta = way->beta[l], narrower = 1 / (1 - 2 * beta);
	double sigma = four->sigma[l], d = 1 / sigma, total = four->total[l];

	if (!(four->size[l] > SMALL_STEP))
		return;
	four->size[l] = way->inverse[l] > 0 ? fabs(alpha) + fabs(beta) : NAN;
	four->centre[l] += sigma * alpha * narrower;
	four->sigma[l] *= sqrt(narrower);
	/* The model's total stays that of the counts, to the first order of the step. */
	four->amplitude[l] =
		total * way->each[l] * d * (1 - alpha * way->m1[l] - beta * way->m2[l]);
	four->centre_var[l] = sigma * sigma * way->c22[l] * way->inverse[l] / total;
}

/* One Newton step for the lanes that have not arrived. */
INS_WIDE static void step(struct four *four)
{
	ins_lanes n, mean, square, centre, sigma, d, z, c11, c12;
	struct newton way;
	struct powers sum;

	memcpy(&n, four->n, sizeof n);
	memcpy(&mean, four->mean, sizeof n);
	memcpy(&square, four->square, sizeof n);
	memcpy(&centre, four->centre, sizeof n);
	memcpy(&sigma, four->sigma, sizeof n);
	d = 1 / sigma;
	z = -centre * d;
	model_sums(&z, &d, &n, &sum);
	way.each = 1 / sum.of0;
	way.m1 = sum.of1 * way.each;
	way.m2 = sum.of2 * way.each;
	c11 = way.m2 - way.m1 * way.m1;
	c12 = sum.of3 * way.each - way.m1 * way.m2;
	way.c22 = sum.of4 * way.each - way.m2 * way.m2;
	way.inverse = 1 / (c11 * way.c22 - c12 * c12);
	/* What the counts' own moments of z are above the model's; t is from the middle. */
	z += 0.5 * (n - 1) * d;
	square = (square * d + 2 * mean * z) * d + z * z - way.m2;
	mean = mean * d + z - way.m1;
	way.alpha = (way.c22 * mean - c12 * square) * way.inverse;
	way.beta = (c11 * square - c12 * mean) * way.inverse;
	hold(-2, 2, &way.alpha);
	hold(-9, 0.375, &way.beta);
	for (int l = 0; l < INS_LANES; l++)
		go(four, l, &way);
}

/* Lane l takes up SITE. */
static void take_up(const struct ins_site *site, int l, struct four *four)
{
	four->n[l] = (double)site->n;
	four->total[l] = site->sum[0];
	four->mean[l] = site->sum[1] / site->sum[0];
	four->square[l] = site->sum[2] / site->sum[0];
	four->centre[l] = site->gaussian.centre;
	four->sigma[l] = site->gaussian.sigma;
	four->size[l] = INFINITY;
}

static void lay_down(const struct four *four, int l, struct ins_site *site)
{
	site->gaussian = (struct ins_gaussian){
		.amplitude = four->amplitude[l],
		.centre = four->centre[l],
		.sigma = four->sigma[l],
		.centre_var = four->centre_var[l],
	};
	site->fitted = four->size[l] <= SMALL_STEP && four->centre[l] >= 0 &&
		       four->centre[l] <= four->n[l] - 1;
}

/* Whether any lane has still to go; one whose peak is lost is given up. */
static bool is_going(struct four *four)
{
	bool going = false;

	for (int l = 0; l < INS_LANES; l++) {
		if (!(four->sigma[l] < four->n[l] && four->sigma[l] > 0.05))
			four->size[l] = NAN;
		going |= four->size[l] > SMALL_STEP;
	}
	return going;
}

void ins_likely_fit(struct ins_site *sites, size_t n)
{
	for (size_t i = 0; i < n; i += INS_LANES) {
		struct four four;

		/* Lanes to spare repeat the last window. */
		for (int l = 0; l < INS_LANES; l++)
			take_up(&sites[i + (size_t)l < n ? i + (size_t)l : n - 1], l, &four);
		for (int steps = 0; steps < MOST_STEPS && is_going(&four); steps++)
			step(&four);
		for (size_t l = 0; l < INS_LANES && i + l < n; l++)
			lay_down(&four, (int)l, &sites[i + l]);
	}
}
