/* loading - the rows of a record in which its specimen is first loaded. */
#include "physics/loading.h"

#include <math.h>

#include "physics/signal.h"

/* Loading has ended where stress falls by this share of its greatest, and so many times its noise.
 */
static const double FALL_SHARE = 0.1, FALL_NOISES = 8;
/* Under this share of the greatest stress nothing but contact has been made. */
static const double LOW_SHARE = 0.05;
/* What stays of strain is no lag of the instrument, nor noise, above this share and so many times
 * its noise. */
static const double LEFT_SHARE = 0.1, LEFT_NOISES = 4;
/* Strain has passed a limit for good where it is beyond by so many times its noise. */
static const double PASSED_NOISES = 4;

/* Strain has turned back where it is under its greatest by so many times its noise. */
static const double DETOUR_NOISES = 10;

/* Three rows in a row are no spike: what they all reach, and what they all stay under. */
static double lowest(const double *value)
{
	double low = value[0] < value[1] ? value[0] : value[1];

	return low < value[2] ? low : value[2];
}

static double highest(const double *value)
{
	double high = value[0] > value[1] ? value[0] : value[1];

	return high > value[2] ? high : value[2];
}

static double middle(const double *value)
{
	return value[0] + value[1] + value[2] - lowest(value) - highest(value);
}

/* Whether CURVE, unloaded at row I from its greatest strain HIGH, keeps some of its strain: it has
 * flowed, and what is loaded anew has another zero. STEP is the noise of strain. Row *BEFORE, of
 * the loading, is moved back to where stress was last under that of row I. */
static int has_flowed(
	const struct ins_trace_rows *curve, size_t i, size_t *before, double high, double step)
{
	const double *strain = curve->strain;
	double stress = middle(curve->stress + i), turned, left;

	while (*before > 0 && middle(curve->stress + *before) > stress)
		--*before;
	/* Where it is loaded anew, stress is more than it was there. */
	if (middle(curve->stress + *before + 1) <= stress)
		return 0;
	turned = high - middle(strain + i);
	left = middle(strain + i) - middle(strain + *before + 1);
	return turned > DETOUR_NOISES * step &&
	       left > fmax(LEFT_NOISES * step, LEFT_SHARE * (turned + left));
}

size_t ins_loading_rows(const struct ins_trace_rows *curve)
{
	double fall_least = FALL_NOISES * ins_signal_noise_or_step(curve->stress, curve->n);
	double step = ins_signal_noise_or_step(curve->strain, curve->n);
	double low = INFINITY, high = -INFINITY, far = -INFINITY, rise = 0, top = 0;
	size_t peak = 0, before = 0;

	for (size_t i = 0; i + 2 < curve->n; i++)
		top = fmax(top, lowest(curve->stress + i));
	for (size_t i = 0; i + 2 < curve->n; i++) {
		double over = lowest(curve->stress + i), fall;
		double under = highest(curve->stress + i);

		low = fmin(low, under);
		far = fmax(far, lowest(curve->strain + i));
		if (over > high) {
			high = over;
			rise = high - low;
			peak = i + 2;
			before = i;
		}
		fall = fmin(rise, high - under);
		if (high >= top / 2 && fall > fmax(FALL_SHARE * top, fall_least))
			return peak + 1;
		if (high >= LOW_SHARE * top && fall > fmax(FALL_SHARE * high, fall_least) &&
			has_flowed(curve, i, &before, far, step))
			return peak + 1;
	}
	return curve->n;
}

void ins_loading_passage(
	const struct ins_trace_rows *curve, double lo, double hi, size_t *from, size_t *to)
{
	const double *strain = curve->strain;
	double noise = ins_signal_noise(strain, curve->n), high = -INFINITY;

	*from = *to = 0;
	for (size_t i = 0; i + 2 < curve->n && !(high > hi + PASSED_NOISES * noise); i++)
		if (lowest(strain + i) > high) {
			high = lowest(strain + i);
			*to = i + 3;
		}
	for (size_t i = 0; i + 2 < *to; i++)
		if (highest(strain + i) < lo - PASSED_NOISES * noise)
			*from = i + 3;
	while (*from < *to && strain[*from] < lo)
		++*from;
	while (*to > *from && strain[*to - 1] > hi)
		--*to;
}

/* The lowest and the highest strain of three rows from row I on; of the last two, their own. */
static double lowest_from(const struct ins_trace_rows *curve, size_t i)
{
	return i + 2 < curve->n ? lowest(curve->strain + i) : curve->strain[i];
}

static double highest_from(const struct ins_trace_rows *curve, size_t i)
{
	return i + 2 < curve->n ? highest(curve->strain + i) : curve->strain[i];
}

/* Row FROM becomes row TO, its guide earlier by PAUSE. */
static void move_row(struct ins_trace_rows *curve, size_t from, size_t to, double pause)
{
	curve->strain[to] = curve->strain[from];
	curve->stress[to] = curve->stress[from];
	curve->guide[to] = curve->guide[from] - pause;
	curve->row[to] = curve->row[from];
}

/* By how much the guide of row I goes on too far behind the KEPT rows, whose mean step is due. */
static double pause_before(const struct ins_trace_rows *curve, size_t kept, size_t i)
{
	const double *guide = curve->guide;
	double step = kept > 1 ? (guide[kept - 1] - guide[0]) / (double)(kept - 1) : 0;

	return guide[i] - guide[kept - 1] - step;
}

void ins_loading_drop_detours(struct ins_trace_rows *curve)
{
	double least = DETOUR_NOISES * ins_signal_noise_or_step(curve->strain, curve->n);
	double high = -INFINITY, pause = 0;
	size_t kept = 0, turn = 0, i = 0;

	/* Rows move towards the front only, so that those ahead are as they were. */
	while (i < curve->n) {
		if (lowest_from(curve, i) > high) {
			high = lowest_from(curve, i);
			turn = kept;
		}
		if (highest_from(curve, i) < high - least) {
			kept = turn + 1;
			while (i < curve->n && lowest_from(curve, i) < high)
				i++;
			if (i < curve->n)
				pause = pause_before(curve, kept, i);
			continue;
		}
		move_row(curve, i++, kept++, pause);
	}
	curve->n = kept;
}
