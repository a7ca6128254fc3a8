/* regions - what a map of plasmon energies says as a whole, and one beside another. */
#include "regions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOISE_STEPS 400
#define LIKE_GROUPS 1024 /* of pixels with nearly one standard error */
#define FEWEST 8         /* independent pixels */
#define FARTHEST 32      /* pixels over which neighbours are compared */

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The quantile of ascending VALUE[n] between its two nearest ranks. */
static double quantile(const double *value, size_t n, double share)
{
	double rank = share * ((double)n - 1);
	size_t below = (size_t)rank, above = below + 1 < n ? below + 1 : below;

	return value[below] + (rank - (double)below) * (value[above] - value[below]);
}

static int has_answer(const struct ins_region_map *map, size_t i)
{
	return isfinite(map->energy_eV[i]);
}

/* The values of pixels that have an answer, those that are numbers, ascending; how many. */
static size_t pick(const double *value, const struct ins_region_map *map, double *sorted)
{
	size_t n = 0;

	for (size_t i = 0; i < map->width * map->height; i++)
		if (has_answer(map, i) && isfinite(value[i]))
			sorted[n++] = value[i];
	qsort(sorted, n, sizeof *sorted, ascending);
	return n;
}

/* Mean and scatter in two passes, since energies differ little from their mean. */
static void average(const struct ins_region_map *map, struct ins_region *region)
{
	double sum = 0, square = 0, n = (double)region->pixels_ok;

	for (size_t i = 0; i < region->pixels; i++)
		if (has_answer(map, i))
			sum += map->energy_eV[i];
	region->mean_eV = sum / n;
	for (size_t i = 0; i < region->pixels; i++)
		if (has_answer(map, i))
			square += pow(map->energy_eV[i] - region->mean_eV, 2);
	region->sd_eV = n > 1 ? sqrt(square / (n - 1)) : NAN;
}

/* The logarithm of the chance that no error is above x, for ascending errors se[n]. */
static double log_chance_below(const double *se, size_t n, double x)
{
	size_t together = n / LIKE_GROUPS + 1;
	double sum = 0;

	for (size_t i = 0; i < n; i += together) {
		size_t count = n - i < together ? n - i : together;

		sum += (double)count * log1p(-0.5 * erfc(x / se[i + count / 2] * M_SQRT1_2));
	}
	return sum;
}

/* The expected maximum of the errors: the integral of 1 - P above zero, less that of P below. */
static double expected_maximum(const double *se, size_t n)
{
	double step = n > 0 ? 9 * se[n - 1] / NOISE_STEPS : 0, sum = 0;

	for (int i = 0; i < NOISE_STEPS; i++) {
		double x = (i + 0.5) * step;

		sum += 1 - exp(log_chance_below(se, n, x)) - exp(log_chance_below(se, n, -x));
	}
	return sum * step;
}

/* Products of differences from the mean, of all pairs DX and DY apart, and how many there are. */
static void add_pairs(const struct ins_region_map *map, double mean_eV, size_t dx, size_t dy,
	double *sum, double *pairs)
{
	for (size_t y = 0; y + dy < map->height; y++) {
		const double *here = map->energy_eV + y * map->width;
		const double *there = map->energy_eV + (y + dy) * map->width;

		for (size_t x = 0; x + dx < map->width; x++) {
			double right = (here[x] - mean_eV) * (there[x + dx] - mean_eV);
			double left = (here[x + dx] - mean_eV) * (there[x] - mean_eV);

			if (isfinite(right)) {
				*sum += right;
				*pairs += 1;
			}
			if (dx > 0 && dy > 0 && isfinite(left)) {
				*sum += left;
				*pairs += 1;
			}
		}
	}
}

/*
 * How many pixels there are for each independent one: the sum of the autocorrelation over all
 * pairs, as far as it is positive in rings of growing distance.
 */
static double pixels_alike(const struct ins_region_map *map, const struct ins_region *region)
{
	double variance = region->sd_eV * region->sd_eV, n = (double)region->pixels_ok;
	size_t far = map->width > map->height ? map->width / 2 : map->height / 2;
	double alike = 1;

	if (!(variance > 0))
		return 1;
	for (size_t ring = 1; ring <= far && ring <= FARTHEST; ring++) {
		double sum = 0, pairs = 0;

		for (size_t dy = 0; dy <= ring; dy++)
			for (size_t dx = 0; dx <= ring; dx++)
				if (lround(sqrt((double)(dx * dx + dy * dy))) == (long)ring)
					add_pairs(map, region->mean_eV, dx, dy, &sum, &pairs);
		if (!(pairs > 0 && sum > 0))
			break;
		alike += 2 * sum / (n * variance);
	}
	return alike;
}

/* The standard error of the mean of n/alike independent pixels. The mean takes one of these from
 * the scatter about it, for which the sd allows one of n only. Of less than two it tells nothing.
 */
static double mean_error(const struct ins_region *region)
{
	double n = (double)region->pixels_ok;

	return region->sd_eV *
	       sqrt(region->alike / n * (n - 1) / fmax(n - region->alike, region->alike));
}

static void clear(struct ins_region *region)
{
	region->mean_eV = region->median_eV = region->sd_eV = NAN;
	region->p95_eV = region->max_eV = region->mean_se_eV = region->noise_max_eV = NAN;
	region->alike = NAN;
}

int ins_regions_summarise(
	const struct ins_region_map *map, struct ins_region *region, struct ins_err *err)
{
	size_t pixels = map->width * map->height, n, errors;
	double *sorted = malloc((pixels + 1) * sizeof *sorted);

	if (!sorted)
		return ins_fail_memory(err, "a map", pixels * sizeof *sorted);
	n = pick(map->energy_eV, map, sorted);
	*region = (struct ins_region){.pixels = pixels, .pixels_ok = n};
	clear(region);
	if (n > 0) {
		average(map, region);
		region->median_eV = quantile(sorted, n, 0.5);
		region->p95_eV = quantile(sorted, n, 0.95);
		region->max_eV = sorted[n - 1];
		region->alike = pixels_alike(map, region);
		region->mean_se_eV = mean_error(region);
		errors = pick(map->se_eV, map, sorted);
		region->noise_max_eV =
			errors == n ? region->mean_eV + expected_maximum(sorted, n) : NAN;
	}
	free(sorted);
	return INS_OK;
}

bool ins_regions_is_wide(const struct ins_region *region)
{
	return region->alike > 2 && (double)region->pixels_ok < FEWEST * region->alike;
}

double ins_regions_density_ratio(const struct ins_region *region,
	const struct ins_region *reference, double mass_ratio, double *se)
{
	double energy_eV = region->mean_eV, reference_eV = reference->mean_eV;
	double ratio = mass_ratio * (energy_eV * energy_eV / (reference_eV * reference_eV));

	*se = 2 * ratio *
	      hypot(region->mean_se_eV / energy_eV, reference->mean_se_eV / reference_eV);
	return ratio;
}
