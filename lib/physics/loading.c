/* loading - the rows of a record in which its specimen is first loaded. */
#include "physics/loading.h"

#include <math.h>

#include "physics/signal.h"

/* Loading has ended where stress falls by this share of its greatest, and so many times its noise.
 */
static const double FALL_SHARE = 0.1, FALL_NOISES = 8;
/* Strain has passed a limit for good where it is beyond by so many times its noise. */
static const double PASSED_NOISES = 4;

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

size_t ins_loading_rows(const struct ins_trace_rows *curve)
{
	double noise = ins_signal_noise(curve->stress, curve->n), top = 0, fall;
	double low = INFINITY, high = -INFINITY, rise = 0;
	size_t peak = 0;

	for (size_t i = 0; i + 2 < curve->n; i++)
		top = fmax(top, lowest(curve->stress + i));
	fall = fmax(FALL_SHARE * top, FALL_NOISES * noise);
	for (size_t i = 0; i + 2 < curve->n; i++) {
		double over = lowest(curve->stress + i);
		double under = highest(curve->stress + i);

		low = fmin(low, under);
		if (over > high) {
			high = over;
			rise = high - low;
			peak = i + 2;
		}
		if (high >= top / 2 && rise > fall && under < high - fall)
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
