/* eelsmap --spectrum: one spectrum of an image, with what was fitted to it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "eelsmap.h"

static const char spectrum_columns[] = "specimen:t energy_eV counts zero_loss_fit plasmon_fit";

/* "X,Y" within the image, as the pixel's number. */
static int find_pixel(
	const struct image *image, const char *text, size_t *pixel, struct ins_err *err)
{
	size_t width = image->spectrum->x.size, height = image->spectrum->y.size;
	unsigned long long x, y;
	char rest;

	if (sscanf(text, "%9llu,%9llu%c", &x, &y, &rest) != 2)
		return ins_fail(err, INS_EUSAGE,
			"--spectrum: '%s' is no pixel; write it like 3,4 (column and row, from 0)",
			text);
	if (x >= width || y >= height)
		return ins_fail(err, INS_EUSAGE, "%s: --spectrum=%s: there are %zu x %zu pixels",
			image->path, text, width, height);
	*pixel = (size_t)y * width + (size_t)x;
	return INS_OK;
}

/* A fit stands where it was made: within its half-width around the peak. */
static void put_rows(struct ins_table *table, size_t row, const struct image *image,
	const double *counts, const struct ins_plasmon *plasmon)
{
	const struct ins_plasmon_setup *setup = &image->search.setup;

	for (size_t k = 0; k < setup->channels; k++) {
		double energy_eV = setup->offset_eV + (double)k * setup->step_eV;

		ins_table_set(table, "energy_eV", row + k, energy_eV);
		ins_table_set(table, "counts", row + k, counts[k]);
		if (fabs(energy_eV - plasmon->zero_loss_eV) <= setup->zero_loss_half_eV)
			ins_table_set(table, "zero_loss_fit", row + k,
				ins_plasmon_zero_loss_at(&image->search, plasmon, energy_eV));
		if (fabs(energy_eV - plasmon->peak_eV) <= setup->plasmon_half_eV)
			ins_table_set(table, "plasmon_fit", row + k,
				ins_plasmon_at(&image->search, plasmon, energy_eV));
	}
}

/* "eels-tension at 3,4: 16.912 +- 0.041 eV" */
static int note_answer(struct ins_table *table, const char *name, const char *pixel,
	const struct ins_plasmon *plasmon, double thickness, struct ins_err *err)
{
	if (plasmon->status != INS_PEAK_OK)
		return ins_table_add_note(table, err, "plasmon", "%s at %s: %s", name, pixel,
			ins_peak_status_name(plasmon->status));
	return ins_table_add_note(table, err, "plasmon",
		"%s at %s: zero loss at %.4f eV, plasmon energy %.4f +- %.4f eV, t/lambda %.3f",
		name, pixel, plasmon->zero_loss_eV, plasmon->energy_eV, plasmon->energy_se_eV,
		thickness);
}

/* A remark is for those who asked for the thickness. */
static int tell_answer(const struct image *image, const char *name, const char *pixel,
	const double *counts, const struct ins_plasmon *plasmon, struct ins_table *table,
	struct ins_err *err)
{
	const struct ins_plasmon_search *search = &image->search;
	struct doubts doubts = {0};
	double thickness = eelsmap_thickness(&doubts, search, counts, plasmon);
	int status = note_answer(table, name, pixel, plasmon, thickness, err);

	eelsmap_doubt(&doubts, search, counts, plasmon, &thickness);
	if (status == INS_OK)
		status = eelsmap_tell_doubts(NULL, image, name, &doubts, table, err);
	return status;
}

static int add_spectrum(const struct image *image, const char *name,
	const struct settings *settings, struct ins_table *table, struct ins_err *err)
{
	size_t channels = image->search.setup.channels, row = table->rows, pixel = 0;
	double *counts = malloc(2 * channels * sizeof *counts);
	struct ins_plasmon plasmon;
	int status = find_pixel(image, settings->spectrum, &pixel, err);

	if (status == INS_OK && !counts)
		status = ins_fail_memory(err, "a spectrum", 2 * channels * sizeof *counts);
	/* As stored it takes no more room than as doubles. */
	if (status == INS_OK)
		status = image_read(image, pixel, 1, counts + channels, err);
	if (status == INS_OK)
		status = ins_table_add_rows(table, channels, err);
	if (status == INS_OK) {
		image_counts(image, counts + channels, 0, 1, counts);
		ins_plasmon_fit(&image->search, counts, 1, &plasmon);
		put_rows(table, row, image, counts, &plasmon);
		status = tell_answer(image, name, settings->spectrum, counts, &plasmon, table, err);
	}
	if (status == INS_OK)
		status = ins_table_fill_words(table, "specimen", row, channels, name, err);
	free(counts);
	return status;
}

int eelsmap_spectrum(const struct ins_job *job, struct ins_names *names,
	const struct settings *settings, struct ins_table *table, struct ins_err *err)
{
	struct image image;
	char *name = eelsmap_name(job, names, table);
	int status = name ? image_open(&image, job->path, settings, err)
			  : ins_fail_memory(err, "a name", 1);

	if (status == INS_OK)
		status = eelsmap_begin(table, "spectrum", spectrum_columns, err);
	if (status == INS_OK)
		status = eelsmap_notes(table, &image, name, settings, err);
	if (status == INS_OK)
		status = add_spectrum(&image, name, settings, table, err);
	if (name)
		image_close(&image);
	free(name);
	return status;
}
