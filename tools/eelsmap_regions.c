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

#define LIKE 1e-4 /* masses, since a filter may round the numbers they are taken from */

/* A map as a whole, or an energy to compare maps with. */
struct summary {
	struct ins_region region;
	double effective_mass; /* NaN of an energy, and of a map without an answer */
};

/* The effective mass that the densities of a map were made with; 1 where a filter dropped them. Of
 * all pixels together, since a printed number is rounded. */
static double mass_of(const struct parts *parts, const struct part *part)
{
	const double *energy_eV = ins_table_numbers(parts->table, "plasmon_energy_eV");
	const double *density = ins_table_numbers(parts->table, "density_per_nm3");
	double made = 0, of_one = 0;

	for (size_t i = 0; i < part->rows; i++) {
		size_t row = part->row[i];

		if (isfinite(density[row]) && isfinite(energy_eV[row])) {
			made += density[row];
			of_one += ins_plasmon_density_per_nm3(energy_eV[row], 1);
		}
	}
	return of_one > 0 ? made / of_one : 1;
}

static int summarise_part(const struct parts *parts, const struct part *part,
	struct summary *summary, struct ins_err *err)
{
	double *energy_eV =
		part_spread(parts, part, ins_table_numbers(parts->table, "plasmon_energy_eV"), err);
	double *se_eV = part_spread(
		parts, part, ins_table_numbers(parts->table, "plasmon_energy_se_eV"), err);
	const struct ins_region_map map = {.width = part->width,
		.height = part->height,
		.energy_eV = energy_eV,
		.se_eV = se_eV};
	int status = INS_ENOMEM;

	if (energy_eV && se_eV)
		status = ins_regions_summarise(&map, &summary->region, err);
	summary->region.pixels = part->rows;
	summary->effective_mass =
		status || summary->region.pixels_ok == 0 ? NAN : mass_of(parts, part);
	free(energy_eV);
	free(se_eV);
	return status;
}

/* Sum up the first map of a table. */
static int summarise_first(
	const struct ins_table *maps, struct summary *summary, struct ins_err *err)
{
	struct parts parts;
	struct part part;
	int status = parts_begin(&parts, maps, err);

	if (status == INS_OK)
		status = parts_next(&parts, &part, err);
	if (status == INS_OK)
		status = summarise_part(&parts, &part, summary, err);
	parts_end(&parts);
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
	const struct settings *settings, struct ins_table *regions, struct summary *reference,
	struct ins_err *err)
{
	struct ins_table table = {0};
	struct ins_job job = {.path = (char *)settings->reference, .row = SIZE_MAX};
	int status, found;

	if (!settings->reference)
		return summarise_first(maps, reference, err);
	*reference = (struct summary){.effective_mass = NAN};
	status = read_energy(settings->reference, &reference->region.mean_eV, &found, err);
	if (status || found)
		return status;
	status = eelsmap_file(cli, &job, NULL, settings, &table, err);
	if (status == INS_OK)
		status = summarise_first(&table, reference, err);
	if (status == INS_OK)
		status = ins_table_copy_notes(regions, &table, err);
	ins_table_free(&table);
	return status;
}

/* Over that of REFERENCE; an energy is taken as one of the same mass. */
static double mass_ratio(double effective_mass, double reference)
{
	double ratio = effective_mass / reference;

	return isnan(ratio) || fabs(ratio - 1) < LIKE ? 1 : ratio;
}

static int put_region(struct ins_table *regions, const char *name, const struct summary *summary,
	const struct summary *reference, struct ins_err *err)
{
	const struct ins_region *region = &summary->region;
	double mass = summary->effective_mass;
	double se, ratio = ins_regions_density_ratio(region, &reference->region,
			   mass_ratio(mass, reference->effective_mass), &se);
	const struct ins_entry row[] = {{"region", name, 0},
		{"pixels", NULL, (double)region->pixels},
		{"pixels_ok", NULL, (double)region->pixels_ok}, {"mean_eV", NULL, region->mean_eV},
		{"mean_se_eV", NULL, region->mean_se_eV}, {"median_eV", NULL, region->median_eV},
		{"sd_eV", NULL, region->sd_eV}, {"p95_eV", NULL, region->p95_eV},
		{"max_eV", NULL, region->max_eV}, {"noise_max_eV", NULL, region->noise_max_eV},
		{"density_per_nm3", NULL, ins_plasmon_density_per_nm3(region->mean_eV, mass)},
		{"density_ratio", NULL, ratio}, {"density_ratio_se", NULL, se}};

	return ins_table_add_row(regions, row, sizeof row / sizeof *row, err);
}

static int tell_masses(const struct ins_cli *cli, double one, double other,
	struct ins_table *regions, struct ins_err *err)
{
	ins_cli_remark(cli,
		"maps of unlike effective masses are compared: %.6g, and %.6g; --effective-mass "
		"tells one for all",
		one, other);
	return ins_table_add_note(regions, err, "assumed",
		"densities of unlike effective masses can be compared: %.6g, and %.6g", one, other);
}

/* How many independent pixels there are, where these are so few that they tell no error. */
static int tell_wide(const struct ins_cli *cli, const char *name, const struct ins_region *region,
	struct ins_table *regions, struct ins_err *err)
{
	static const char words[] = "%s: mean_se_eV is a lower bound: structures are about as wide "
				    "as the map, whose %zu pixels count as %.2g";
	double independent = (double)region->pixels_ok / region->alike;

	if (!ins_regions_is_wide(region))
		return INS_OK;
	ins_cli_remark(cli, words, name, region->pixels_ok, independent);
	return ins_table_add_note(
		regions, err, "assumed", words, name, region->pixels_ok, independent);
}

/* A row for each map, all beside REFERENCE. */
static int put_regions(const struct ins_cli *cli, struct parts *parts,
	const struct settings *settings, const struct summary *reference, struct ins_table *regions,
	struct ins_err *err)
{
	const char **specimen = ins_table_words(parts->table, "specimen");
	double first_mass = reference->effective_mass;
	struct summary summary = {0};
	struct part part;
	int status, told = 0;

	while (!(status = parts_next(parts, &part, err)) && part.rows > 0) {
		status = summarise_part(parts, &part, &summary, err);
		if (status == INS_OK)
			status = put_region(
				regions, specimen[part.row[0]], &summary, reference, err);
		if (status == INS_OK)
			status = tell_wide(
				cli, specimen[part.row[0]], &summary.region, regions, err);
		if (isnan(first_mass))
			first_mass = summary.effective_mass;
		if (status == INS_OK && !told &&
			mass_ratio(summary.effective_mass, first_mass) != 1) {
			told = 1;
			status = tell_masses(cli, first_mass, summary.effective_mass, regions, err);
		}
		if (status)
			break;
		/* A map beside itself has the ratio 1, and no error of it. */
		if (regions->rows == 1 && !settings->reference && summary.region.pixels_ok > 0)
			ins_table_set(regions, "density_ratio_se", 0, 0);
	}
	return status;
}

/* A note on a fit, "NAME: ls, gaussian; windows ..., searched from 5 to 50 eV; ...", as
 * eelsmap_file.c writes it: method, model, windows and range, *LENGTH bytes of it. NULL for another
 * note. */
static const char *fit_of(const struct ins_note *note, size_t *length)
{
	const char *fit = note->value, *next, *end;

	if (strcmp(note->key, "fit") != 0)
		return NULL;
	while ((next = strstr(fit, ": ")))
		fit = next + strlen(": ");
	end = strstr(fit, " eV; ");
	*length = end ? (size_t)(end - fit) + strlen(" eV") : strlen(fit);
	return fit;
}

/* Energies of unlike models, windows or ranges may differ in what they are. */
static int tell_unlike(const struct ins_cli *cli, struct ins_table *regions, struct ins_err *err)
{
	const char *first = NULL;
	size_t first_length = 0;

	for (size_t i = 0; i < regions->notes; i++) {
		size_t length;
		const char *fit = fit_of(&regions->note[i], &length);

		if (!fit)
			continue;
		if (!first) {
			first = fit;
			first_length = length;
		}
		if (length == first_length && memcmp(fit, first, length) == 0)
			continue;
		ins_cli_remark(cli,
			"maps that were fitted in unlike ways are compared: %.*s, and %.*s",
			(int)first_length, first, (int)length, fit);
		return ins_table_add_note(regions, err, "assumed",
			"energies of unlike fits can be compared: %.*s, and %.*s",
			(int)first_length, first, (int)length, fit);
	}
	return INS_OK;
}

int eelsmap_regions(struct ins_cli *cli, const struct ins_table *maps,
	const struct settings *settings, struct ins_table *regions, struct ins_err *err)
{
	struct summary reference;
	struct parts parts;
	int status = parts_begin(&parts, maps, err);

	if (status == INS_OK)
		status = eelsmap_begin(regions, "regions", region_columns, err);
	if (status == INS_OK)
		status = ins_table_copy_notes(regions, maps, err);
	if (status == INS_OK)
		status = find_reference(cli, maps, settings, regions, &reference, err);
	if (status == INS_OK)
		status = put_regions(cli, &parts, settings, &reference, regions, err);
	if (status == INS_OK)
		status = tell_unlike(cli, regions, err);
	parts_end(&parts);
	return status;
}
