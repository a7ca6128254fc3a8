/* eelsmap --regions: from maps to a row each, and the ratio of their densities. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/unit.h"
#include "eelsmap.h"
#include "physics/plasmon.h"
#include "physics/regions.h"

static const char region_columns[] =
	"region:t pixels pixels_ok mean_eV median_eV sd_eV p95_eV max_eV noise_max_eV "
	"density_per_nm3 density_ratio density_ratio_se mean_se_eV";

void eelsmap_part(
	const struct ins_table *maps, size_t first, size_t *end, size_t *width, size_t *height)
{
	const char **specimen = ins_table_words(maps, "specimen");
	const double *x = ins_table_numbers(maps, "x_px"), *y = ins_table_numbers(maps, "y_px");
	double right = 0, bottom = 0;
	size_t i = first;

	/* Rows of pixels go down the map; one that goes back up begins another. */
	for (; i < maps->rows; i++) {
		if (i > first && (strcmp(specimen[i], specimen[first]) != 0 || y[i] < y[i - 1]))
			break;
		right = x[i] > right ? x[i] : right;
		bottom = y[i] > bottom ? y[i] : bottom;
	}
	*end = i;
	*width = (size_t)right + 1;
	*height = (size_t)bottom + 1;
}

/* Energies and errors of the rows, each at its pixel; others and those not ok are NaN. */
static void spread(const struct ins_table *maps, size_t first, size_t end, size_t width,
	double *energy_eV, double *se_eV)
{
	const double *x = ins_table_numbers(maps, "x_px"), *y = ins_table_numbers(maps, "y_px");
	const double *energy = ins_table_numbers(maps, "plasmon_energy_eV");
	const double *se = ins_table_numbers(maps, "plasmon_energy_se_eV");
	const char **status = ins_table_words(maps, "status");

	for (size_t i = first; i < end; i++) {
		size_t pixel = (size_t)y[i] * width + (size_t)x[i];

		/* A filter may have dropped the column. */
		if (strcmp(status[i], "ok") != 0 && strcmp(status[i], "-") != 0)
			continue;
		energy_eV[pixel] = energy[i];
		se_eV[pixel] = se[i];
	}
}

static int is_pixel(double x)
{
	return x >= 0 && x < 1e6 && x == floor(x);
}

int eelsmap_pixels(const struct ins_table *maps, struct ins_err *err)
{
	const double *x = ins_table_numbers(maps, "x_px"), *y = ins_table_numbers(maps, "y_px");
	double right = 0, bottom = 0, rows = (double)maps->rows;

	for (size_t i = 0; i < maps->rows; i++) {
		if (!is_pixel(x[i]) || !is_pixel(y[i]))
			return ins_fail(err, INS_EFORMAT,
				"row %zu of the maps is no pixel: x_px %g, y_px %g", i + 1, x[i],
				y[i]);
		right = x[i] > right ? x[i] : right;
		bottom = y[i] > bottom ? y[i] : bottom;
	}
	/* A filter may leave few pixels, but a grid is laid over all between them. */
	if ((right + 1) * (bottom + 1) > 1e6 + 1000 * rows)
		return ins_fail(err, INS_EFORMAT,
			"the pixels of the maps lie too far apart: %zu rows, on %g x %g pixels",
			maps->rows, right + 1, bottom + 1);
	return INS_OK;
}

/* Sum up the map that begins at row FIRST; *END is the row after it. */
static int summarise(const struct ins_table *maps, size_t first, size_t *end,
	struct ins_region *region, struct ins_err *err)
{
	struct ins_region_map map = {0};
	double *energy_eV, *se_eV;
	size_t pixels;
	int status;

	eelsmap_part(maps, first, end, &map.width, &map.height);
	pixels = map.width * map.height;
	energy_eV = malloc(pixels * sizeof *energy_eV);
	se_eV = malloc(pixels * sizeof *se_eV);
	if (energy_eV && se_eV) {
		for (size_t i = 0; i < pixels; i++)
			energy_eV[i] = se_eV[i] = NAN;
		spread(maps, first, *end, map.width, energy_eV, se_eV);
		map.energy_eV = energy_eV;
		map.se_eV = se_eV;
		status = ins_regions_summarise(&map, region, err);
		region->pixels = *end - first;
	} else {
		status = ins_fail_memory(err, "a map", 2 * pixels * sizeof(double));
	}
	free(energy_eV);
	free(se_eV);
	return status;
}

/* TEXT of --reference as an energy; *FOUND is 0 where it is the name of a map. */
static int read_energy(const char *text, double *energy_eV, int *found, struct ins_err *err)
{
	int status = ins_unit_quantity(text, ins_unit_by_ending("eV"), "17eV", energy_eV, err);

	*found = 1;
	if (status == INS_OK && !(*energy_eV > 0))
		return ins_fail(err, INS_EUSAGE, "--reference: '%s' is no energy above 0 eV", text);
	if (status == INS_OK)
		return INS_OK;
	/* What begins like a number and is no file was meant as an energy. */
	if (text[0] >= '0' && text[0] <= '9' && access(text, F_OK) != 0) {
		ins_err_prefix(err, "--reference");
		return INS_EUSAGE;
	}
	*found = 0;
	*err = (struct ins_err){0};
	return INS_OK;
}

/* The energy that others are compared with, from --reference, whose notes go to REGIONS, or the
 * first map. */
static int find_reference(struct ins_cli *cli, const struct ins_table *maps,
	const struct settings *settings, struct ins_table *regions, struct ins_region *reference,
	struct ins_err *err)
{
	struct ins_table table = {0};
	struct ins_job job = {.path = (char *)settings->reference, .row = SIZE_MAX};
	size_t end;
	int status, found;

	if (!settings->reference)
		return summarise(maps, 0, &end, reference, err);
	*reference = (struct ins_region){0};
	status = read_energy(settings->reference, &reference->mean_eV, &found, err);
	if (status || found)
		return status;
	status = eelsmap_file(cli, &job, settings, &table, err);
	if (status == INS_OK)
		status = eelsmap_pixels(&table, err);
	if (status == INS_OK)
		status = summarise(&table, 0, &end, reference, err);
	if (status == INS_OK)
		status = ins_table_copy_notes(regions, &table, err);
	ins_table_free(&table);
	return status;
}

static int put_region(struct ins_table *regions, const char *name, const struct ins_region *region,
	const struct ins_region *reference, double effective_mass, struct ins_err *err)
{
	double se, ratio = ins_regions_density_ratio(region->mean_eV, region->mean_se_eV,
			   reference->mean_eV, reference->mean_se_eV, &se);
	const struct ins_entry row[] = {{"region", name, 0},
		{"pixels", NULL, (double)region->pixels},
		{"pixels_ok", NULL, (double)region->pixels_ok}, {"mean_eV", NULL, region->mean_eV},
		{"mean_se_eV", NULL, region->mean_se_eV}, {"median_eV", NULL, region->median_eV},
		{"sd_eV", NULL, region->sd_eV}, {"p95_eV", NULL, region->p95_eV},
		{"max_eV", NULL, region->max_eV}, {"noise_max_eV", NULL, region->noise_max_eV},
		{"density_per_nm3", NULL,
			ins_plasmon_density_per_nm3(region->mean_eV, effective_mass)},
		{"density_ratio", NULL, ratio}, {"density_ratio_se", NULL, se}};

	return ins_table_add_row(regions, row, sizeof row / sizeof *row, err);
}

int eelsmap_regions(struct ins_cli *cli, const struct ins_table *maps,
	const struct settings *settings, struct ins_table *regions, struct ins_err *err)
{
	const char **specimen = ins_table_words(maps, "specimen");
	struct ins_region reference, region;
	int status = eelsmap_pixels(maps, err);

	if (status == INS_OK)
		status = eelsmap_begin(regions, "regions", region_columns, err);
	if (status == INS_OK)
		status = ins_table_copy_notes(regions, maps, err);
	if (status == INS_OK)
		status = find_reference(cli, maps, settings, regions, &reference, err);
	for (size_t first = 0, end; first < maps->rows && status == INS_OK; first = end) {
		status = summarise(maps, first, &end, &region, err);
		if (status == INS_OK)
			status = put_region(regions, specimen[first], &region, &reference,
				settings->effective_mass, err);
		/* A map beside itself has the ratio 1, and no error of it. */
		if (status == INS_OK && first == 0 && !settings->reference)
			ins_table_set(regions, "density_ratio_se", 0, 0);
	}
	return status;
}
