/* regions - what a map of plasmon energies says as a whole, and one beside another. */
#ifndef INSITU_REGIONS_H
#define INSITU_REGIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* A map; pointers are lent. energy_eV and se_eV hold height rows of width; NaN: no answer. */
struct ins_region_map {
	const double *energy_eV, *se_eV;
	size_t width, height;
};

struct ins_region {
	size_t pixels, pixels_ok;
	double mean_eV, median_eV, sd_eV, p95_eV, max_eV;
	double mean_se_eV;   /* standard error of the mean, neighbours' likeness counted */
	double alike;        /* pixels to each independent one */
	double noise_max_eV; /* the maximum to expect from noise alone about the mean */
};

/*
 * Fill REGION from MAP. Only pixels with an answer count; where none has, every energy is NaN, and
 * from one pixel alone sd and error are NaN. p95 is interpolated between ranks (Hyndman and Fan
 * 1996, type 7). noise_max is the mean plus the expected maximum of independent normal errors, each
 * with its own pixel's standard error; NaN where one of these is missing. The error of the mean
 * counts how much alike pixels are that lie near each other: sd^2/n times the sum of the
 * autocorrelation over distances, cut at the first distance where it is not positive (Geyer 1992,
 * for chains); so neither a smooth structure nor a beam wider than a pixel passes for many
 * independent pixels. Differences are from the map's own mean, which follows a wide structure: the
 * variance is (n - 1)/(n - alike) times that, where alike is under half of n. It is more than that
 * where a structure is as wide as the map, since the sum is cut: see ins_regions_is_wide. Fails
 * only for want of memory.
 */
int ins_regions_summarise(
	const struct ins_region_map *map, struct ins_region *region, struct ins_err *err);

/* Whether structures are so wide that the error of the mean is a lower bound: under 8 independent
 * pixels, more than 2 to each. Both are this project's choice. */
bool ins_regions_is_wide(const struct ins_region *region);

/*
 * The ratio of electron densities (Egerton, Electron Energy-Loss Spectroscopy, 3.3.1: n goes as
 * m E^2), mass_ratio (mean/mean of the reference)^2, and its standard error *se from those of both
 * means, which are taken as independent. MASS_RATIO: of the effective masses. NaN where a mean is.
 */
double ins_regions_density_ratio(const struct ins_region *region,
	const struct ins_region *reference, double mass_ratio, double *se);

#endif
