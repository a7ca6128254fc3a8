/* lsq - least squares of a Gaussian on counts in a site, and how well a Gaussian fits them. */
#include "lsq.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

/* z is (channel - centre)/sigma. Beyond REACH the Gaussian is nothing beside its own top. */
#define REACH 12.0
#define MOST_STEPS 100
#define SMALL_STEP 1e-7 /* in widths */

/* exp(-z^2/2) for INS_LANES channels at once, carried on by INS_LANES channels without exp. */
struct walk {
	size_t first, end; /* channels of the window within REACH */
	double z, d;       /* z of the first of them, and from one to the next */
	double e[INS_LANES], ratio[INS_LANES], ratio_ratio;
};

/* Sums over channels of e^2 z^i, i = 0 ... 4, and of e y z^i, i = 0 ... 2. */
struct sums {
	double square[5], counts[3];
};

static double held(double x, double lo, double hi)
{
	return x < lo ? lo : x > hi ? hi : x;
}

static void set_out(struct walk *walk, const struct ins_gaussian *gaussian, size_t n)
{
	double sigma = gaussian->sigma;
	double first = gaussian->centre - REACH * sigma + 1;
	double end = gaussian->centre + REACH * sigma + 1;
	double d = 1 / sigma, ratio, shrink, shrink4;

	walk->first = (size_t)held(first, 0, (double)n);
	walk->end = (size_t)held(end, 0, (double)n);
	walk->z = ((double)walk->first - gaussian->centre) * d;
	walk->d = d;
	/* From one channel to the next e falls by RATIO, and RATIO by SHRINK. */
	ratio = exp(-d * (walk->z + 0.5 * d));
	shrink = exp(-d * d);
	shrink4 = (shrink * shrink) * (shrink * shrink);
	walk->e[0] = exp(-0.5 * walk->z * walk->z);
	/* Over four channels: ratio^4 shrink^(3 + 2 + 1), falling by shrink^4 a channel. */
	walk->ratio[0] = (ratio * ratio) * (ratio * ratio) * shrink4 * shrink * shrink;
	for (int l = 1; l < INS_LANES; l++, ratio *= shrink) {
		walk->e[l] = walk->e[l - 1] * ratio;
		walk->ratio[l] = walk->ratio[l - 1] * shrink4;
	}
	walk->ratio_ratio = (shrink4 * shrink4) * (shrink4 * shrink4);
}

static double lane_sum(const ins_lanes *lanes)
{
	return ((*lanes)[0] + (*lanes)[1]) + ((*lanes)[2] + (*lanes)[3]);
}

/* Take the last LEFT channels of a window, under four; those past its end weigh 0 in the model
 * E. */
static void take_rest(const double *y, size_t left, ins_lanes *counts, ins_lanes *e)
{
	memcpy(counts, y, left * sizeof *y);
	for (size_t l = left; l < INS_LANES; l++)
		(*e)[l] = 0;
}

INS_WIDE static void sum_squares(const struct walk *walk, const double *y, struct sums *sums)
{
	ins_lanes e, ratio, s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, s4 = {0};
	ins_lanes c0 = {0}, c1 = {0}, c2 = {0};
	ins_lanes z = {walk->z, walk->z + walk->d, walk->z + 2 * walk->d, walk->z + 3 * walk->d};

	memcpy(&e, walk->e, sizeof e);
	memcpy(&ratio, walk->ratio, sizeof ratio);
	for (size_t k = walk->first; k < walk->end; k += INS_LANES) {
		size_t left = walk->end - k;
		ins_lanes counts = {0}, square;

		if (left >= INS_LANES)
			memcpy(&counts, y + k, sizeof counts);
		else
			take_rest(y + k, left, &counts, &e);
		counts *= e;
		square = e * e;
		c0 += counts;
		s0 += square;
		counts *= z;
		square *= z;
		c1 += counts;
		s1 += square;
		c2 += counts * z;
		square *= z;
		s2 += square;
		square *= z;
		s3 += square;
		s4 += square * z;
		e *= ratio;
		ratio *= walk->ratio_ratio;
		z += INS_LANES * walk->d;
	}
	*sums = (struct sums){
		{lane_sum(&s0), lane_sum(&s1), lane_sum(&s2), lane_sum(&s3), lane_sum(&s4)},
		{lane_sum(&c0), lane_sum(&c1), lane_sum(&c2)}};
}

/* Inverse of the symmetric matrix of square[i + j], i and j = 0 ... 2; false where singular. */
static bool invert(const double *square, double inverse[3][3])
{
	double a = square[0], b = square[1], c = square[2], d = square[3], e = square[4];
	double determinant;

	inverse[0][0] = c * e - d * d;
	inverse[0][1] = c * d - b * e;
	inverse[0][2] = b * d - c * c;
	inverse[1][1] = a * e - c * c;
	inverse[1][2] = b * c - a * d;
	inverse[2][2] = a * c - b * b;
	determinant = a * inverse[0][0] + b * inverse[0][1] + c * inverse[0][2];
	if (!(determinant > 0))
		return false;
	for (int i = 0; i < 3; i++)
		for (int j = i; j < 3; j++)
			inverse[j][i] = inverse[i][j] /= determinant;
	return true;
}

/* One Gauss-Newton step; returns its size in widths, NAN where there is no way to go. */
static double step(const double *y, size_t n, struct ins_gaussian *gaussian)
{
	struct walk walk;
	struct sums sums;
	double inverse[3][3], rest[3], change[3] = {0};
	double amplitude, shift, widen;

	set_out(&walk, gaussian, n);
	sum_squares(&walk, y, &sums);
	/* The amplitude that is best at this centre and width; the other two then move it. */
	amplitude = sums.counts[0] / sums.square[0];
	if (!(amplitude > 0) || !invert(sums.square, inverse))
		return NAN;
	for (int i = 0; i < 3; i++)
		rest[i] = sums.counts[i] - amplitude * sums.square[i];
	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++)
			change[i] += inverse[i][j] * rest[j];
	shift = held(change[1] / amplitude, -0.5, 0.5);
	widen = held(change[2] / amplitude, -0.3, 0.5);
	gaussian->amplitude = amplitude + change[0];
	gaussian->centre += gaussian->sigma * shift;
	gaussian->sigma *= 1 + widen;
	return fabs(shift) + fabs(widen);
}

/* The noise of the counts carried through the normal equations, for var(y) = fitted y. */
static double centre_variance(const double *y, size_t n, const struct ins_gaussian *gaussian)
{
	/* e^3 is the square of a Gaussian that is narrower by sqrt(2/3). */
	struct ins_gaussian cube = *gaussian;
	struct walk walk;
	struct sums sums, noise;
	double inverse[3][3], scale = sqrt(1.5), variance = 0, unit = 1;

	set_out(&walk, gaussian, n);
	sum_squares(&walk, y, &sums);
	cube.sigma /= scale;
	set_out(&walk, &cube, n);
	sum_squares(&walk, y, &noise);
	if (!invert(sums.square, inverse))
		return NAN;
	for (int i = 0; i < 5; i++, unit *= scale)
		noise.square[i] /= unit;
	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++)
			variance += inverse[1][i] * noise.square[i + j] * inverse[j][1];
	return variance * gaussian->sigma * gaussian->sigma / gaussian->amplitude;
}

void ins_lsq_fit(const double *counts, struct ins_site *site)
{
	const double *y = counts + site->first;
	struct ins_gaussian *at = &site->gaussian;
	double n = (double)site->n, size = INFINITY;

	/* Steps shrink by a steady factor, a tenth or less for counts worth fitting. */
	for (int i = 0; i < MOST_STEPS && size > SMALL_STEP; i++) {
		size = step(y, site->n, at);
		if (!(at->sigma < n && at->sigma > 0.05))
			size = NAN;
	}
	site->fitted =
		size <= SMALL_STEP && at->amplitude > 0 && at->centre >= 0 && at->centre <= n - 1;
	if (site->fitted)
		at->centre_var = centre_variance(y, site->n, at);
}

/* Squared differences of channels from the model, in units of its variance. */
struct misfit {
	double sum, worst;
};

INS_WIDE static void sum_misfit(const struct walk *walk, const double *y, double amplitude,
	double gain, struct misfit *misfit)
{
	typedef long long mask __attribute__((vector_size(sizeof(ins_lanes))));
	ins_lanes model, ratio, sum = {0}, worst = {0};

	memcpy(&model, walk->e, sizeof model);
	memcpy(&ratio, walk->ratio, sizeof ratio);
	model *= amplitude;
	for (size_t k = walk->first; k < walk->end; k += INS_LANES) {
		size_t left = walk->end - k;
		ins_lanes counts = {0}, variance;
		mask above;

		if (left >= INS_LANES)
			memcpy(&counts, y + k, sizeof counts);
		else
			take_rest(y + k, left, &counts, &model);
		above = model > gain;
		variance = (ins_lanes)((above & (mask)model) | (~above & (mask)(gain + 0 * model)));
		counts -= model;
		counts *= counts;
		counts /= variance;
		sum += counts;
		above = counts > worst;
		worst = (ins_lanes)((above & (mask)counts) | (~above & (mask)worst));
		model *= ratio;
		ratio *= walk->ratio_ratio;
	}
	misfit->sum = lane_sum(&sum);
	misfit->worst = 0;
	for (int l = 0; l < INS_LANES; l++)
		misfit->worst = worst[l] > misfit->worst ? worst[l] : misfit->worst;
}

/* Channels beyond the reach of the Gaussian, where the model is nothing. */
static void add_far(const double *y, size_t from, size_t to, double gain, struct misfit *misfit)
{
	for (size_t k = from; k < to; k++) {
		double square = y[k] * y[k] / gain;

		misfit->sum += square;
		misfit->worst = square > misfit->worst ? square : misfit->worst;
	}
}

double ins_lsq_quality(
	const double *counts, const struct ins_site *site, double gain, double *worst)
{
	const double *y = counts + site->first;
	struct walk walk;
	struct misfit misfit;

	set_out(&walk, &site->gaussian, site->n);
	sum_misfit(&walk, y, site->gaussian.amplitude, gain, &misfit);
	add_far(y, 0, walk.first, gain, &misfit);
	add_far(y, walk.end, site->n, gain, &misfit);
	*worst = misfit.worst / gain;
	return site->n > 3 ? misfit.sum / gain / ((double)site->n - 3) : NAN;
}
