/* eelsmap: an image of spectra, its axes in eV and nm, and how its plasmons are searched. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/unit.h"
#include "data/pixels.h"
#include "eelsmap.h"
#include "face/label.h"

int eelsmap_range(const char *text, const char *option, const char *ending, const char *example,
	double *lo, double *hi, struct ins_err *err)
{
	const struct ins_unit *unit = ending ? ins_unit_by_ending(ending) : NULL;
	size_t length = strcspn(text, ":");
	char first[64];

	if (length >= sizeof first || text[length] != ':')
		return ins_fail(err, INS_EUSAGE, "%s: '%s' is no range; write it like %s:%s",
			option, text, example, example);
	memcpy(first, text, length);
	first[length] = 0;
	if (ins_unit_quantity(first, unit, example, lo, err) ||
		ins_unit_quantity(text + length + 1, unit, example, hi, err)) {
		ins_err_prefix(err, option);
		return INS_EUSAGE;
	}
	if (!(*lo < *hi))
		return ins_fail(err, INS_EUSAGE, "%s: the range '%s' is empty", option, text);
	return INS_OK;
}

char *eelsmap_name(
	const struct ins_job *job, struct ins_names *names, const struct ins_table *table)
{
	const char *told = job->specimen ? job->specimen : job->name;
	struct ins_text name = {0};
	int status = told ? ins_text_format(&name, NULL, "%s", told)
			  : ins_label_file(&name, job->path, NULL);

	if (status)
		ins_text_free(&name);
	return names ? ins_names_part(names, table, name.data, NULL, NAN) : name.data;
}

int eelsmap_begin(struct ins_table *table, const char *kind, const char *names, struct ins_err *err)
{
	int status;

	if (table->columns > 0)
		return INS_OK;
	status = ins_table_set_kind(table, kind, err);
	return status ? status : ins_table_add_columns(table, names, err);
}

/* The energy axis, from the options where the file has none. */
static int set_energy(const struct image *image, const struct settings *settings,
	struct ins_plasmon_setup *setup, struct ins_err *err)
{
	const struct ins_axis *energy = &image->spectrum->energy;
	double eV = ins_axis_unit(energy, "eV");

	setup->channels = energy->size;
	setup->step_eV =
		isnan(settings->energy_step_eV) ? energy->step * eV : settings->energy_step_eV;
	setup->offset_eV =
		isnan(settings->energy_offset_eV) ? energy->first * eV : settings->energy_offset_eV;
	if (isnan(setup->step_eV) || isnan(setup->offset_eV))
		return ins_fail(err, INS_EFORMAT,
			"%s: the energy axis has no unit%s%s; give --energy-offset=-5eV and "
			"--energy-step=0.05eV",
			image->path, energy->units[0] ? " that is known: " : "", energy->units);
	return INS_OK;
}

/* A detector is full where its integers are, seen as calibrated counts. */
static double ceiling_of(const struct ins_spectrum *spectrum, const struct settings *settings)
{
	double stored = ins_element_ceiling(spectrum->element);

	if (!isnan(settings->ceiling))
		return settings->ceiling;
	return (stored - spectrum->value_first) * spectrum->value_step;
}

static int set_up(const struct image *image, const struct settings *settings,
	struct ins_plasmon_setup *setup, struct ins_err *err)
{
	int status;

	ins_plasmon_defaults(setup);
	status = eelsmap_range(settings->plasmon_range, "--plasmon-range", "eV", "20eV",
		&setup->plasmon_lo_eV, &setup->plasmon_hi_eV, err);
	if (status == INS_OK)
		status = set_energy(image, settings, setup, err);
	setup->method = strcmp(settings->method, "ml") == 0 ? INS_PLASMON_ML : INS_PLASMON_LS;
	setup->model = strcmp(settings->model, "drude") == 0        ? INS_DRUDE
		       : strcmp(settings->model, "lorentzian") == 0 ? INS_LORENTZIAN
								    : INS_GAUSSIAN;
	setup->zero_loss_half_eV = settings->zero_loss_window_eV;
	setup->plasmon_half_eV = settings->plasmon_window_eV;
	setup->gain = settings->gain;
	setup->ceiling = ceiling_of(image->spectrum, settings);
	return status;
}

static void set_place(const struct ins_axis *axis, double pitch_nm, double *first, double *step)
{
	double nm = ins_axis_unit(axis, "nm");

	*first = isnan(pitch_nm) ? axis->first * nm : 0;
	*step = isnan(pitch_nm) ? axis->step * nm : pitch_nm;
}

int image_open(
	struct image *image, const char *path, const struct settings *settings, struct ins_err *err)
{
	struct ins_plasmon_setup setup;
	int status;

	*image = (struct image){.path = path,
		.effective_mass = isnan(settings->effective_mass) ? 1 : settings->effective_mass};
	status = ins_spectra_open(&image->spectra, path, err);
	if (status == INS_OK)
		status = ins_spectra_choose(
			&image->spectra, (size_t)settings->image, &image->spectrum, err);
	if (status == INS_OK)
		status = set_up(image, settings, &setup, err);
	if (status)
		return status;
	status = ins_plasmon_prepare(&setup, &image->search, err);
	if (status)
		ins_err_prefix(err, path);
	set_place(&image->spectrum->x, settings->pitch_nm, &image->x_first_nm, &image->x_step_nm);
	set_place(&image->spectrum->y, settings->pitch_nm, &image->y_first_nm, &image->y_step_nm);
	return status;
}

void image_close(struct image *image)
{
	ins_spectra_free(&image->spectra);
}

int image_read(const struct image *image, size_t pixel, size_t n, void *raw, struct ins_err *err)
{
	const struct ins_spectrum *spectrum = image->spectrum;
	struct ins_pixels window = {.pixel = pixel, .pixels = n, .channels = spectrum->energy.size};

	return ins_pixels_read(spectrum, &window, raw, err);
}

void image_counts(
	const struct image *image, const void *raw, size_t pixel, size_t n, double *counts)
{
	const struct ins_spectrum *spectrum = image->spectrum;
	size_t channels = spectrum->energy.size;
	size_t skip = pixel * channels * ins_element_size(spectrum->element);

	ins_element_doubles(
		spectrum->element, (const unsigned char *)raw + skip, n * channels, counts);
	if (spectrum->value_first == 0 && spectrum->value_step == 1)
		return;
	for (size_t i = 0; i < n * channels; i++)
		counts[i] = (counts[i] - spectrum->value_first) * spectrum->value_step;
}
