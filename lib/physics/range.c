/* range - peak-to-peak ranges of a mean loop, and rests at its ends, in spite of noise. */
#include "physics/range.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "physics/signal.h"

#define DEGREE_TOP 11
/* Half a cosine is odd about its middle: a parabola sees but a line in it, whose ends lie a quarter
 * too far out. */
#define CUBIC 3
/* Rows a cycle from which on half a cycle has the four points of a cubic; fewer do, too, that come
 * at other phases in each cycle. */
#define ROWS_MIN 7.5
#define IDLE 3
#define F_TEST 4
#define POINTS (INS_LOOP_BINS + 2)

/* One half cycle of one channel; the two ends are points of weight 0. */
struct half {
	double x[POINTS], y[POINTS], weight[POINTS], smooth[POINTS];
	size_t n;
	int rough; /* no polynomial meets the points to within their noise */
};

static double channel(const struct ins_loop_bin *bin, int c)
{
	return c == INS_OF_LOAD ? bin->load : bin->displacement;
}

/* x runs from -1 to 1 over the half. */
static void take(const struct ins_loop *loop, int c, int second, struct half *half)
{
	half->n = 2;
	half->x[0] = -1;
	half->x[1] = 1;
	half->y[0] = half->y[1] = half->weight[0] = half->weight[1] = 0;
	for (size_t i = 0; i < loop->bins; i++) {
		const struct ins_loop_bin *bin = &loop->bin[i];

		if (bin->n == 0 || (bin->phase >= 0.5) != second)
			continue;
		half->x[half->n] = 4 * bin->phase - (second ? 3 : 1);
		half->y[half->n] = channel(bin, c);
		half->weight[half->n++] = (double)bin->n;
	}
}

static double product(const struct half *half, const double *a, const double *b)
{
	double sum = 0;

	for (size_t i = 2; i < half->n; i++)
		sum += half->weight[i] * a[i] * b[i];
	return sum;
}

/* Add the part of the rest that lies along a polynomial; returns the squares it explains. */
static double explain(struct half *half, double *rest, const double *polynomial, double norm)
{
	double coefficient = product(half, rest, polynomial) / norm;

	for (size_t i = 0; i < half->n; i++) {
		rest[i] -= coefficient * polynomial[i];
		half->smooth[i] += coefficient * polynomial[i];
	}
	return coefficient * coefficient * norm;
}

/* The next orthogonal polynomial in place of the one before. */
static double advance(
	const struct half *half, double *before, double *now, double norm, double norm_before)
{
	double with_x = 0, alpha, beta;

	for (size_t i = 2; i < half->n; i++)
		with_x += half->weight[i] * half->x[i] * now[i] * now[i];
	alpha = with_x / norm;
	beta = norm_before > 0 ? norm / norm_before : 0;
	for (size_t i = 0; i < half->n; i++) {
		double next = (half->x[i] - alpha) * now[i] - beta * before[i];

		before[i] = now[i];
		now[i] = next;
	}
	return product(half, now, now);
}

/* A cubic takes what there is; beyond it there are two points for each degree. */
static int has_room(size_t points, int degree)
{
	return degree <= DEGREE_TOP && (degree <= CUBIC || 2 * (size_t)degree < points);
}

/* Whether SQUARES, what a polynomial leaves of a half of that RANGE, is a corner's: more than noise
 * leaves, which second differences tell, and than the bend of a sine of a few points does. */
static int has_corner(const struct half *half, double squares, double rows, double range)
{
	static const double LEFT_MIN = 0.012, NOISES = 2;
	double left = sqrt(squares / rows);

	return left > LEFT_MIN * range &&
	       left > NOISES * ins_signal_noise(half->y + 2, half->n - 2);
}

/* Degrees are added until three in a row explain no more than noise does. */
static void smooth(struct half *half, double range)
{
	double before[POINTS] = {0}, now[POINTS], rest[POINTS];
	double rows = 0, norm = 0, norm_before = 0, squares, total;
	size_t points = half->n - 2;
	int idle = 0, degree;

	for (size_t i = 0; i < half->n; i++) {
		now[i] = 1;
		rest[i] = half->y[i];
		half->smooth[i] = 0;
		rows += half->weight[i];
	}
	norm = rows;
	total = squares = product(half, rest, rest);
	for (degree = 0; has_room(points, degree) && idle < IDLE; degree++) {
		double gain = explain(half, rest, now, norm), next;

		squares = product(half, rest, rest);
		if (squares <= total * DBL_EPSILON * DBL_EPSILON * (double)points)
			break;
		idle = gain * (double)(points - (size_t)degree - 1) < F_TEST * squares ? idle + 1
										       : 0;
		next = advance(half, before, now, norm, norm_before);
		norm_before = norm;
		norm = next;
	}
	half->rough = has_corner(half, squares, rows, range) ||
		      (degree > DEGREE_TOP && squares > 1e-12 * range * range * rows);
}

static double raw_half(const struct ins_loop *loop, int c)
{
	double low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < loop->bins; i++)
		if (loop->bin[i].n) {
			low = fmin(low, channel(&loop->bin[i], c));
			high = fmax(high, channel(&loop->bin[i], c));
		}
	return (high - low) / 2;
}

/* The longest part of a cycle without a row. */
static double widest_gap(const struct ins_loop *loop)
{
	double first = NAN, last = NAN, widest = 0;

	for (size_t i = 0; i < loop->bins; i++) {
		if (loop->bin[i].n == 0)
			continue;
		if (isnan(first))
			first = loop->bin[i].phase;
		else
			widest = fmax(widest, loop->bin[i].phase - last);
		last = loop->bin[i].phase;
	}
	return fmax(widest, first + 1 - last);
}

/* Whether half a cycle has too few points, or places where they crowd, for a cubic. */
static int is_sparse(const struct ins_loop *loop, const struct ins_harmonic_fit *fit)
{
	double cycles = fit->basis.span_s * fit->basis.frequency_Hz;
	size_t points[2] = {0};

	for (size_t i = 0; i < loop->bins; i++)
		if (loop->bin[i].n)
			points[loop->bin[i].phase >= 0.5]++;
	return points[0] <= CUBIC || points[1] <= CUBIC ||
	       ((double)fit->n < ROWS_MIN * cycles && widest_gap(loop) > 1 / ROWS_MIN);
}

/* The ends of the halves meet: their mean is the better value there. */
static double smooth_half(const struct ins_loop *loop, int c)
{
	struct half half[2];
	double low, high, raw = raw_half(loop, c), ends[2];

	for (int h = 0; h < 2; h++) {
		take(loop, c, h, &half[h]);
		smooth(&half[h], 2 * raw);
		if (half[h].rough)
			return raw;
	}
	ends[0] = (half[0].smooth[0] + half[1].smooth[1]) / 2;
	ends[1] = (half[0].smooth[1] + half[1].smooth[0]) / 2;
	low = fmin(ends[0], ends[1]);
	high = fmax(ends[0], ends[1]);
	for (int h = 0; h < 2; h++)
		for (size_t i = 2; i < half[h].n; i++) {
			low = fmin(low, half[h].smooth[i]);
			high = fmax(high, half[h].smooth[i]);
		}
	return (high - low) / 2;
}

void ins_range_halves(
	const struct ins_loop *loop, const struct ins_harmonic_fit *fit, double half[INS_CHANNELS])
{
	int sparse = is_sparse(loop, fit);

	for (int c = 0; c < INS_CHANNELS; c++)
		half[c] = sparse ? ins_harmonic_half(fit, c) : smooth_half(loop, c);
}

/* The share of rows within a share of the range from the top (sign 1) or the bottom (-1). */
static double near_end(const struct ins_loop *loop, int c, int sign, double share)
{
	double end = -INFINITY, rows = 0, near = 0, range = 2 * raw_half(loop, c);

	for (size_t i = 0; i < loop->bins; i++)
		if (loop->bin[i].n)
			end = fmax(end, sign * channel(&loop->bin[i], c));
	for (size_t i = 0; i < loop->bins; i++) {
		if (loop->bin[i].n == 0)
			continue;
		rows += (double)loop->bin[i].n;
		if (sign * channel(&loop->bin[i], c) >= end - share * range)
			near += (double)loop->bin[i].n;
	}
	return near / rows;
}

double ins_range_plateau(const struct ins_loop *loop)
{
	double longest = 0;

	for (int c = 0; c < INS_CHANNELS; c++)
		for (int sign = -1; sign < 2; sign += 2)
			longest = fmax(longest,
				2 * near_end(loop, c, sign, 0.01) - near_end(loop, c, sign, 0.04));
	return longest;
}
