/* peak - find a peak in the counts of a spectrum, and see whether its channels can be trusted. */
#include "peak.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/lanes.h"

#define RISE_DEVIATIONS 6.0
#define STRAY_DEVIATIONS 8.0
#define UNDER 0.9
#define SHORTEST 8
#define NARROWEST 0.8 /* sigma in channels: under two at half height */
#define FLAT_ELECTRONS 2000.0
#define MISSING_ELECTRONS 30.0

const char *ins_peak_status_name(enum ins_peak_status status)
{
	static const char *const names[] = {
		[INS_PEAK_OK] = "ok",
		[INS_PEAK_NONE] = "no-peak",
		[INS_PEAK_SATURATED] = "saturated",
		[INS_PEAK_LOW_COUNTS] = "low-counts",
		[INS_PEAK_EDGE] = "edge",
		[INS_PEAK_DIVERGED] = "diverged",
		[INS_PEAK_BAD_CHANNEL] = "bad-channel",
	};

	return names[status];
}

static double bin_sum(const double *y, size_t bin)
{
	double lane[INS_LANES] = {0}, rest = 0;
	size_t k = 0;

	for (; k + INS_LANES <= bin; k += INS_LANES)
		for (size_t l = 0; l < INS_LANES; l++)
			lane[l] += y[k + l];
	for (; k < bin; k++)
		rest += y[k];
	return rest + ((lane[0] + lane[1]) + (lane[2] + lane[3]));
}

INS_INLINE void add_lanes(ins_lanes *sum, const double *y)
{
	ins_lanes counts;

	memcpy(&counts, y, sizeof counts);
	*sum += counts;
}

/* Sums of BINS bins, one after the other; four together where they are whole lanes. */
INS_WIDE static void sum_bins(const double *y, size_t bins, size_t bin, double *sum)
{
	size_t j = 0;

#if INS_SHUFFLES
	for (; bin % INS_LANES == 0 && j + 4 <= bins; j += 4) {
		const double *from = y + j * bin;
		ins_lanes a = {0}, b = {0}, c = {0}, d = {0}, low, high;

		for (size_t k = 0; k < bin; k += INS_LANES) {
			add_lanes(&a, from + k);
			add_lanes(&b, from + bin + k);
			add_lanes(&c, from + 2 * bin + k);
			add_lanes(&d, from + 3 * bin + k);
		}
		/* The lanes of each, added as bin_sum adds them. */
		low = __builtin_shufflevector(a, b, 0, 4, 2, 6) +
		      __builtin_shufflevector(a, b, 1, 5, 3, 7);
		high = __builtin_shufflevector(c, d, 0, 4, 2, 6) +
		       __builtin_shufflevector(c, d, 1, 5, 3, 7);
		low = __builtin_shufflevector(low, high, 0, 1, 4, 5) +
		      __builtin_shufflevector(low, high, 2, 3, 6, 7);
		memcpy(sum + j, &low, sizeof low);
	}
#endif
	for (; j < bins; j++)
		sum[j] = bin_sum(y + j * bin, bin);
}

static bool stands_out(double top, double bottom, double gain)
{
	return top - bottom > RISE_DEVIATIONS * sqrt(gain * (fabs(top) + fabs(bottom)));
}

/* The largest rise met so far, in sums of three bins. */
struct rise {
	double before, middle, total; /* the last two bins, and all from first on */
	double valley, height;
	double top, bottom, after; /* where it ends, where it began, and the lowest since */
	size_t first, best;        /* the bin that may be the middle of a top, and that is */
};

static void follow(struct rise *rise, size_t j, double next)
{
	double three = rise->before + rise->middle + next;

	rise->before = rise->middle;
	rise->middle = next;
	rise->total += j < rise->first ? 0 : next;
	if (j < 2)
		return;
	rise->valley = three < rise->valley ? three : rise->valley;
	rise->after = three < rise->after ? three : rise->after;
	if (three - rise->valley > rise->height && j > rise->first) {
		rise->height = three - rise->valley;
		rise->top = three;
		rise->bottom = rise->valley;
		rise->after = three;
		rise->best = j - 1;
	}
}

/* As ins_peak_find, with no top before bin FIRST. */
static enum ins_peak_status find(
	const double *y, size_t n, size_t bin, size_t first, double gain, struct ins_peak *peak)
{
	struct rise rise = {
		.valley = INFINITY, .height = -INFINITY, .after = INFINITY, .first = first};
	double sum[64];
	size_t room = sizeof sum / sizeof *sum;

	for (size_t j = 0; j < n / bin; j += room) {
		size_t bins = n / bin - j < room ? n / bin - j : room;

		sum_bins(y + j * bin, bins, bin, sum);
		for (size_t i = 0; i < bins; i++)
			follow(&rise, j + i, sum[i]);
	}
	*peak = (struct ins_peak){.counts = rise.total};
	if (!isfinite(rise.total))
		return INS_PEAK_BAD_CHANNEL;
	if (rise.total < INS_PEAK_FEWEST * gain)
		return INS_PEAK_LOW_COUNTS;
	if (!stands_out(rise.top, rise.bottom, gain))
		return INS_PEAK_NONE;
	if (!stands_out(rise.top, rise.after, gain))
		return INS_PEAK_EDGE;
	peak->at = rise.best * bin + bin / 2;
	return INS_PEAK_OK;
}

enum ins_peak_status ins_peak_find(
	const double *y, size_t n, size_t bin, double gain, struct ins_peak *peak)
{
	return find(y, n, bin, 0, gain, peak);
}

/* Bins down to the valley from which counts rise at the first channel of RANGE; 0 where they fall.
 * What stands out above the lowest is the far side, the tail of the zero loss say. */
static size_t bins_down(
	const double *y, const struct ins_peak_range *range, size_t bin, double gain)
{
	size_t bins = 0;
	double lowest, next;

	if (range->end - range->lo < bin)
		return 0;
	lowest = bin_sum(y + range->lo, bin);
	for (; range->from + (bins + 1) * bin <= range->lo; bins++) {
		next = bin_sum(y + range->lo - (bins + 1) * bin, bin);
		if (bins == 0 ? !(next < lowest) : stands_out(next, lowest, gain))
			break;
		lowest = fmin(next, lowest);
	}
	return bins;
}

enum ins_peak_status ins_peak_find_in(const double *y, const struct ins_peak_range *range,
	size_t bin, double gain, struct ins_peak *peak)
{
	size_t before, begin;
	enum ins_peak_status status;

	*peak = (struct ins_peak){0};
	if (bin == 0 || range->lo >= range->end)
		return INS_PEAK_EDGE;
	before = bins_down(y, range, bin, gain);
	begin = range->lo - before * bin;
	status = find(y + begin, range->end - begin, bin, before, gain, peak);
	peak->at += begin;
	return status;
}

/* How far channels may leave what their neighbours two away say. */
struct limits {
	double curved; /* above this times a neighbour, or under UNDER times it, */
	double noise;  /* by a square of this times it */
	double floor;  /* and of this, where it is small */
	double lowest, ceiling, level;
};

/* Whether any channel 2 ... n - 3 did, or might be on a level with others; n >= SHORTEST. */
struct faults {
	bool stray, full, level;
};

INS_WIDE static void look_through(
	const double *y, size_t n, const struct limits *limits, struct faults *faults)
{
	typedef long long mask __attribute__((vector_size(sizeof(ins_lanes))));
	const mask positive = {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX};
	mask stray = {0}, full = {0}, level = {0};
	size_t last = n - 2 - INS_LANES;

	for (size_t k = 2; k + 2 < n; k += INS_LANES) {
		/* The last group starts early enough to end in the window. */
		const double *from = y + (k < last ? k : last);
		ins_lanes left, next, here, right, above, beside, noise, spread;

		memcpy(&left, from - 2, sizeof left);
		memcpy(&next, from - 1, sizeof next);
		memcpy(&here, from, sizeof here);
		memcpy(&right, from + 2, sizeof right);
		noise = limits->noise * (ins_lanes)((mask)left & positive) + limits->floor;
		spread = limits->noise * (ins_lanes)((mask)right & positive) + limits->floor;
		full |= here >= limits->ceiling;
		level |= (here > limits->level) & (here == left) & (here == next);
		stray |= here < limits->lowest;
		/* x |x| > s says that x is positive and its square larger than s. */
		above = here - left * limits->curved;
		beside = here - right * limits->curved;
		above *= (ins_lanes)((mask)above & positive);
		beside *= (ins_lanes)((mask)beside & positive);
		stray |= (above > noise) & (beside > spread);
		above = UNDER * left - here;
		beside = UNDER * right - here;
		above *= (ins_lanes)((mask)above & positive);
		beside *= (ins_lanes)((mask)beside & positive);
		stray |= (above > noise) & (beside > spread);
	}
	faults->level = (level[0] | level[1] | level[2] | level[3]) != 0;
	faults->stray = (stray[0] | stray[1] | stray[2] | stray[3]) != 0;
	faults->full = (full[0] | full[1] | full[2] | full[3]) != 0;
}

/* As look_through, for channels too few to be compared with their neighbours. */
static void look_at_few(
	const double *y, size_t n, const struct limits *limits, struct faults *faults)
{
	*faults = (struct faults){.level = true};
	for (size_t k = 0; k < n; k++) {
		faults->full |= y[k] >= limits->ceiling;
		faults->stray |= y[k] < limits->lowest;
	}
}

/* Four equal counts in a row above LEAST: chance does that to thousands once in 1e7. */
static bool is_flat(const double *y, size_t n, double least)
{
	size_t run = 1;

	for (size_t k = 1; k < n && run < 4; k++)
		run = y[k] > least && y[k] == y[k - 1] ? run + 1 : 1;
	return run == 4;
}

INS_WIDE static bool has_empty(const double *y, size_t n)
{
	size_t empty = 0;

	for (size_t k = 0; k < n; k++)
		empty += y[k] == 0;
	return empty > 0;
}

bool ins_peak_has_empty(const double *counts, const struct ins_site *site)
{
	return has_empty(counts + site->first, site->n);
}

/* Electrons that the Gaussian puts into channel k of SITE, within 2 sigma of its centre. */
static double electrons_at(const struct ins_site *site, size_t k, double gain)
{
	const struct ins_gaussian *gaussian = &site->gaussian;
	double z = ((double)k - gaussian->centre) / gaussian->sigma;

	return fabs(z) < 2 ? gaussian->amplitude / gain * exp(-0.5 * z * z) : 0;
}

/* A row of dead channels has no neighbours that would tell; what is missing in them does. */
static bool is_dead(const double *y, const struct ins_site *site, double gain)
{
	double missing = 0, row = 0, longest_row = 0, variance = 0;

	if (!has_empty(y, site->n))
		return false;
	for (size_t k = 0; k < site->n; k++) {
		double electrons = y[k] == 0 ? electrons_at(site, k, gain) : 0;

		missing += electrons;
		row = y[k] == 0 ? row + electrons : 0;
		longest_row = fmax(longest_row, row);
	}
	/* Chance leaves out so many in a row once in 1e13. */
	if (longest_row > MISSING_ELECTRONS)
		return true;
	if (!(missing > MISSING_ELECTRONS))
		return false;
	for (size_t k = 0; k < site->n; k++) {
		double electrons = electrons_at(site, k, gain), empty = exp(-electrons);

		missing -= electrons * empty;
		variance += electrons * electrons * empty * (1 - empty);
	}
	return missing > MISSING_ELECTRONS + STRAY_DEVIATIONS * sqrt(variance);
}

bool ins_peak_is_narrow(const struct ins_site *site)
{
	return site->gaussian.sigma < NARROWEST;
}

static size_t at_most(size_t n, size_t most)
{
	return n < most ? n : most;
}

/* How much more than its neighbours two away a channel of a peak of SIGMA channels may hold. */
static double curved(double sigma)
{
	/* A Gaussian's top stands exp(x) above them; 1/(1 - x) is above that. */
	double x = 2 / (sigma * sigma);

	return (x < 0.5 ? 1 / (1 - x) : exp(x)) + 1 - UNDER;
}

enum ins_peak_status ins_peak_check(const double *counts, const struct ins_site *site, size_t lo,
	size_t hi, double gain, double ceiling)
{
	const double *y = counts + site->first;
	double noise = STRAY_DEVIATIONS * STRAY_DEVIATIONS * gain;
	struct limits limits = {
		.curved = curved(site->gaussian.sigma),
		.noise = noise,
		.floor = noise * gain,
		.lowest = -sqrt(noise * (fabs(site->sum[0]) / (double)site->n + gain)),
		.ceiling = ceiling,
		.level = FLAT_ELECTRONS * gain,
	};
	struct faults faults;
	/* The outer channels have their neighbours beyond the window. */
	size_t before = at_most(site->first - lo, 2),
	       after = at_most(hi - site->first - site->n, 2);
	size_t n = before + site->n + after;

	if (n < SHORTEST)
		look_at_few(y, site->n, &limits, &faults);
	else
		look_through(y - before, n, &limits, &faults);
	if (faults.full || (faults.level && is_flat(y, site->n, limits.level)))
		return INS_PEAK_SATURATED;
	if (faults.stray || ins_peak_is_narrow(site) || is_dead(y, site, gain))
		return INS_PEAK_BAD_CHANNEL;
	return INS_PEAK_OK;
}

/* Whether a channel at an end stands above BESIDE, two away on the only side it has. */
static bool stands_above(double here, double beside, const struct limits *limits)
{
	double above = here - fmax(beside, 0) * limits->curved;

	return above > 0 && above * above > limits->noise * fmax(beside, 0) + limits->floor;
}

bool ins_peak_has_stray(
	const double *y, size_t n, double sigma, double gain, double noise, double least)
{
	double counted = STRAY_DEVIATIONS * STRAY_DEVIATIONS * gain;
	double own = fmax(STRAY_DEVIATIONS * noise, least);
	struct limits limits = {
		.curved = curved(sigma),
		.noise = counted,
		.floor = counted * gain + own * own,
		.lowest = -INFINITY,
		.ceiling = INFINITY,
		.level = INFINITY,
	};
	struct faults faults;

	if (n < SHORTEST)
		return false;
	look_through(y, n, &limits, &faults);
	return faults.stray || stands_above(y[0], y[2], &limits) ||
	       stands_above(y[1], y[3], &limits) || stands_above(y[n - 2], y[n - 4], &limits) ||
	       stands_above(y[n - 1], y[n - 3], &limits);
}
