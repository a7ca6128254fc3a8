/* moments - three sums over the counts in a window, and the Gaussian that they point to. */
#include "moments.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

#define SQRT_2PI 2.5066282746310005

static double lane_sum(const ins_lanes *lanes)
{
	return ((*lanes)[0] + (*lanes)[1]) + ((*lanes)[2] + (*lanes)[3]);
}

INS_WIDE static void sum_counts(const double *y, size_t n, double *sum)
{
	double half = 0.5 * ((double)n - 1);
	ins_lanes t = {-half, 1 - half, 2 - half, 3 - half};
	ins_lanes total = {0}, first = {0}, second = {0};

	for (size_t k = 0; k < n; k += INS_LANES) {
		ins_lanes counts = {0};

		if (n - k >= INS_LANES)
			memcpy(&counts, y + k, sizeof counts);
		else
			memcpy(&counts, y + k, (n - k) * sizeof *y);
		total += counts;
		counts *= t;
		first += counts;
		counts *= t;
		second += counts;
		t += INS_LANES;
	}
	sum[0] = lane_sum(&total);
	sum[1] = lane_sum(&first);
	sum[2] = lane_sum(&second);
}

void ins_moments_sum(const double *counts, struct ins_site *site)
{
	sum_counts(counts + site->first, site->n, site->sum);
}

INS_INLINE void add_lanes(ins_lanes *sum, const double *y)
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

bool ins_moments_guess(struct ins_site *site)
{
	struct ins_gaussian *gaussian = &site->gaussian;
	double half = 0.5 * (double)site->n, electron = 1 / site->sum[0];
	double mean = site->sum[1] * electron;
	double variance = site->sum[2] * electron - mean * mean;
	double per_square = 1 / (half * half), cut = variance * per_square, wider;

	/* Flat counts reach to the window's ends, half a channel beyond the outer two's middles. */
	variance += 0.75 * cut * cut;
	cut = variance * per_square;
	if (!(site->sum[0] > 0 && cut > 0 && cut < 1.0 / 3))
		return false;
	wider = stretch(cut);
	gaussian->sigma = sqrt(variance * wider);
	gaussian->centre = half - 0.5 + mean * wider;
	gaussian->centre_var = NAN;
	gaussian->amplitude = site->sum[0] / (SQRT_2PI * gaussian->sigma);
	return gaussian->sigma < 2 * half;
}
