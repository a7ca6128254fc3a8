/* stretch - where, roughly, a curve is at its steepest. */
#include "physics/stretch.h"

#include <math.h>
#include <stdlib.h>

#include "physics/signal.h"

enum { MEANS_MIN = 200, MEANS_MAX = 4000, CHORD_POINTS_MIN = 4 };

/* Means are long enough that noise is under this share of the greatest stress. */
static const double NOISE_SHARE = 0.02;
static const double CHORD_ERROR_MAX = 0.05;
static const double SHARE_BEFORE = 0.6, SHARE_BEHIND = 0.5;

/* A chord from one mean on to the first that lies by the rise above it. */
struct chord {
	size_t from, to; /* both inside */
	double slope, slope_se;
};

/* What the search works on; arrays owned. */
struct search {
	struct ins_trace_rows means;
	double *highest_after;             /* greatest stress from each mean on */
	double stress_noise, strain_noise; /* of a mean */
	double stress_range;
	size_t bin; /* rows a mean; the last one has the rest, too */
};

static size_t rows_a_mean(
	const struct ins_trace_rows *curve, double stress_noise, double stress_range)
{
	double bin = ceil(pow(stress_noise / (NOISE_SHARE * stress_range), 2));
	double most = floor((double)curve->n / MEANS_MIN);
	double least = ceil((double)curve->n / MEANS_MAX);

	return (size_t)fmax(fmax(fmin(bin, most), least), 1);
}

static int search_start(
	const struct ins_trace_rows *curve, struct search *search, struct ins_err *err)
{
	double noise = ins_signal_noise(curve->stress, curve->n);
	size_t bin = rows_a_mean(curve, noise, ins_signal_range(curve->stress, curve->n));
	int status = ins_trace_rows_average(curve, 0, curve->n, bin, &search->means, err);
	size_t n = search->means.n;

	if (status)
		return status;
	search->highest_after = malloc(n * sizeof *search->highest_after);
	if (!search->highest_after)
		return ins_fail_memory(err, "the stretch", n * sizeof(double));
	for (size_t i = n; i-- > 0;) {
		double after = i + 1 < n ? search->highest_after[i + 1] : -INFINITY;

		search->highest_after[i] = fmax(after, search->means.stress[i]);
	}
	search->bin = bin;
	search->stress_noise = noise / sqrt((double)bin);
	search->strain_noise = ins_signal_noise(curve->strain, curve->n) / sqrt((double)bin);
	search->stress_range = ins_signal_range(search->means.stress, n);
	return INS_OK;
}

static void search_free(struct search *search)
{
	ins_trace_rows_free(&search->means);
	free(search->highest_after);
}

/* Slope of the chord's points with the guide for both channels. */
static void measure(const struct search *search, struct chord *chord)
{
	const struct ins_trace_rows *means = &search->means;
	double n = (double)(chord->to - chord->from + 1), g = 0, x = 0, y = 0;
	double gg = 0, gx = 0, gy = 0;

	for (size_t i = chord->from; i <= chord->to; i++) {
		g += means->guide[i] / n;
		x += means->strain[i] / n;
		y += means->stress[i] / n;
	}
	for (size_t i = chord->from; i <= chord->to; i++) {
		double dg = means->guide[i] - g;

		gg += dg * dg;
		gx += dg * (means->strain[i] - x);
		gy += dg * (means->stress[i] - y);
	}
	chord->slope = gy / gx;
	chord->slope_se = sqrt(gg) / fabs(gx) *
			  hypot(search->stress_noise, chord->slope * search->strain_noise);
	if (!(gx > 0) || !isfinite(chord->slope_se))
		chord->slope = chord->slope_se = NAN;
}

/* The chord that rises by RISE from mean FROM on; returns 0 where none does. */
static int lay_chord(const struct search *search, size_t from, double rise, struct chord *chord)
{
	double target = search->means.stress[from] + rise;
	size_t to = from + 1;

	if (search->highest_after[from] < target)
		return 0;
	while (search->means.stress[to] < target)
		to++;
	if (to - from + 1 < CHORD_POINTS_MIN)
		to = from + CHORD_POINTS_MIN - 1;
	if (to >= search->means.n)
		return 0;
	chord->from = from;
	chord->to = to;
	measure(search, chord);
	return 1;
}

static int steepest(const struct search *search, double rise, struct chord *best)
{
	struct chord chord;
	double best_bound = 0;
	int found = 0;

	for (size_t i = 0; i + 1 < search->means.n; i++) {
		if (!lay_chord(search, i, rise, &chord))
			continue;
		if (chord.slope - 2 * chord.slope_se > best_bound) {
			best_bound = chord.slope - 2 * chord.slope_se;
			*best = chord;
			found = 1;
		}
	}
	return found;
}

static size_t grow_before(const struct search *search, double rise, const struct chord *best)
{
	struct chord chord;
	size_t i;

	for (i = best->from; i > 0; i--)
		if (!lay_chord(search, i - 1, rise, &chord) ||
			!(chord.slope > SHARE_BEFORE * best->slope))
			break;
	return i;
}

/* Above the last full chord: on to the top if the curve goes straight there, else no further. */
static size_t grow_to_top(const struct search *search, size_t from, const struct chord *best)
{
	struct chord chord = {.from = from, .to = from};

	while (search->means.stress[chord.to] < search->highest_after[from])
		chord.to++;
	if (chord.to - from + 1 < CHORD_POINTS_MIN)
		return chord.to;
	measure(search, &chord);
	return chord.slope > SHARE_BEHIND * best->slope ? chord.to : from;
}

static size_t grow_behind(const struct search *search, double rise, const struct chord *best)
{
	struct chord chord;
	size_t i, last;

	for (i = best->from + 1; i + 1 < search->means.n; i++)
		if (!lay_chord(search, i, rise, &chord) ||
			!(chord.slope > SHARE_BEHIND * best->slope))
			break;
	/* A chord takes several means, so that the last of them has none. */
	if (lay_chord(search, i, rise, &chord))
		last = (chord.from + chord.to) / 2;
	else
		last = grow_to_top(search, i, best);
	return last > best->to ? last : best->to;
}

int ins_stretch_find(
	const struct ins_trace_rows *curve, size_t *from, size_t *to, struct ins_err *err)
{
	static const double shares[] = {0.2, 0.3, 0.4, 0.6, 0.8};
	struct search search = {0};
	struct chord best = {0};
	size_t first, last;
	int status = search_start(curve, &search, err);

	*from = 0;
	*to = curve->n;
	for (size_t k = 0; !status && k < sizeof shares / sizeof *shares; k++) {
		double rise = shares[k] * search.stress_range;

		if (!steepest(&search, rise, &best) || best.slope_se > CHORD_ERROR_MAX * best.slope)
			continue;
		first = grow_before(&search, rise, &best);
		last = grow_behind(&search, rise, &best);
		*from = first * search.bin;
		*to = last + 1 < search.means.n ? (last + 1) * search.bin : curve->n;
		break;
	}
	search_free(&search);
	return status;
}
