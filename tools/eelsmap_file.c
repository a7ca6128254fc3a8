/* eelsmap: any file of the command line, image or map, to the rows of a map. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "data/npy.h"
#include "data/ripple.h"
#include "data/stream.h"
#include "eelsmap.h"

static const char map_columns[] =
	"specimen:t x_px y_px x_nm y_nm zero_loss_eV peak_eV plasmon_energy_eV "
	"plasmon_energy_se_eV width_eV counts fit_quality density_per_nm3 status:t";

enum { BEGINNING = 4096 }; /* bytes that show what a file is */

/* A checksum under way beside other work. */
struct checksum {
	const char *path;
	pthread_t thread;
	int beside, status;
	char hex[65];
	struct ins_err err;
};

static void *digest(void *place)
{
	struct checksum *checksum = place;
	struct ins_input input;

	checksum->status = ins_input_open(&input, checksum->path, &checksum->err);
	if (checksum->status == INS_OK) {
		checksum->status = ins_input_digest(&input, checksum->hex, &checksum->err);
		ins_input_close(&input);
	}
	return NULL;
}

static void begin_checksum(struct checksum *checksum, const char *path)
{
	*checksum = (struct checksum){.path = path};
	checksum->beside = pthread_create(&checksum->thread, NULL, digest, checksum) == 0;
	if (!checksum->beside)
		digest(checksum);
}

static int end_checksum(struct checksum *checksum, struct ins_table *table, struct ins_err *err)
{
	if (checksum->beside)
		pthread_join(checksum->thread, NULL);
	if (checksum->status) {
		*err = checksum->err;
		return err->status;
	}
	return ins_table_add_note(
		table, err, "input", "%s sha256:%s", checksum->path, checksum->hex);
}

/* How the energies came about. */
static int note_fit(struct ins_table *table, const struct image *image, const char *name,
	const struct settings *settings, struct ins_err *err)
{
	const struct ins_plasmon_setup *setup = &image->search.setup;
	int status = ins_table_add_note(table, err, "fit",
		"%s: %s, %s; windows of +-%.6g eV around the zero loss and +-%.6g eV around the "
		"plasmon, searched from %.6g to %.6g eV; %.6g counts an electron; effective "
		"mass %.6g",
		name, settings->method, settings->model, setup->zero_loss_half_eV,
		setup->plasmon_half_eV, setup->plasmon_lo_eV, setup->plasmon_hi_eV, setup->gain,
		image->effective_mass);

	if (status == INS_OK && image->spectrum->remark[0])
		status = ins_table_add_note(
			table, err, "assumed", "%s: %s", name, image->spectrum->remark);
	return status;
}

/* The checksums of an image: one of its file, or two where header and counts are files of their
 * own, whichever was named. */
struct checksums {
	struct checksum of[2];
	size_t files;
	char *header; /* owned */
};

static int begin_checksums(
	struct checksums *checksums, const struct image *image, struct ins_err *err)
{
	const char *counts = image->spectra.bytes->name, *header;
	int status;

	*checksums = (struct checksums){0};
	status = ins_ripple_beside(image->path, &checksums->header, err);
	if (status)
		return status;
	header = checksums->header ? checksums->header : image->path;
	if (strcmp(header, counts) != 0)
		begin_checksum(&checksums->of[checksums->files++], header);
	begin_checksum(&checksums->of[checksums->files++], counts);
	return INS_OK;
}

/* Every one is waited for, whatever came before with STATUS. */
static int end_checksums(
	struct checksums *checksums, struct ins_table *table, int status, struct ins_err *err)
{
	for (size_t i = 0; i < checksums->files; i++) {
		struct ins_err fault = {0};

		if (end_checksum(&checksums->of[i], table, &fault) && status == INS_OK) {
			*err = fault;
			status = fault.status;
		}
	}
	free(checksums->header);
	return status;
}

int eelsmap_notes(struct ins_table *table, const struct image *image, const char *name,
	const struct settings *settings, struct ins_err *err)
{
	struct checksums checksums;
	int status = begin_checksums(&checksums, image, err);

	if (status == INS_OK)
		status = note_fit(table, image, name, settings, err);
	return end_checksums(&checksums, table, status, err);
}

/* Fit an image; the checksums of its files are made meanwhile. */
static int fit_image(struct ins_cli *cli, const struct image *image, const char *name,
	const struct settings *settings, struct ins_table *table, struct ins_err *err)
{
	struct checksums checksums;
	int status = begin_checksums(&checksums, image, err);

	if (status == INS_OK)
		status = note_fit(table, image, name, settings, err);
	if (status == INS_OK)
		status = eelsmap_fit(cli, image, name, settings, table, err);
	return end_checksums(&checksums, table, status, err);
}

static int begin_map(struct ins_table *table, int thickness, struct ins_err *err)
{
	int status = eelsmap_begin(table, "map", map_columns, err);

	if (status == INS_OK && thickness && !ins_table_numbers(table, "t_over_lambda"))
		status = ins_table_add_number(table, "t_over_lambda", err);
	return status;
}

static int map_image(struct ins_cli *cli, const struct ins_job *job, struct ins_names *names,
	const struct settings *settings, struct ins_table *table, struct ins_err *err)
{
	struct image image;
	char *name = eelsmap_name(job, names, table);
	size_t rows = table->rows;
	int status = name ? image_open(&image, job->path, settings, err)
			  : ins_fail_memory(err, "a name", 1);

	if (status == INS_OK)
		status = begin_map(table, settings->thickness, err);
	if (status == INS_OK)
		status = fit_image(cli, &image, name, settings, table, err);
	/* A map that could not be read to its end is none. */
	if (status && status != INS_EANALYSIS)
		table->rows = rows;
	if (name)
		image_close(&image);
	free(name);
	return status;
}

/* For regions an effective mass changes the densities of a map that was made before. */
static void set_densities(struct ins_table *table, size_t row, const struct settings *settings)
{
	const double *energy_eV = ins_table_numbers(table, "plasmon_energy_eV");
	double *density = ins_table_numbers(table, "density_per_nm3");

	if (!settings->regions || isnan(settings->effective_mass))
		return;
	for (; row < table->rows; row++)
		density[row] =
			ins_plasmon_density_per_nm3(energy_eV[row], settings->effective_mass);
}

/* Append the rows of a map that was made before. */
static int append(const struct ins_table *from, const char *path, struct ins_table *table,
	struct ins_err *err)
{
	size_t row = table->rows;
	int status;

	if (from->kind && strcmp(from->kind, "map") != 0)
		return ins_fail(err, INS_EFORMAT, "%s: a stream of kind %s; a map is wanted", path,
			from->kind);
	if (!ins_table_numbers(from, "plasmon_energy_eV") || !ins_table_numbers(from, "x_px") ||
		!ins_table_numbers(from, "y_px"))
		return ins_fail(err, INS_EFORMAT,
			"%s: no map; it lacks one of x_px, y_px and plasmon_energy_eV", path);
	if (from->rows == 0)
		return ins_fail(err, INS_EFORMAT, "%s: has no rows", path);
	status = ins_table_copy_notes(table, from, err);
	if (status == INS_OK)
		status = ins_table_add_rows(table, from->rows, err);
	for (size_t i = 0; i < table->columns && status == INS_OK; i++) {
		const struct ins_column *column = &table->column[i];
		const double *numbers = ins_table_numbers(from, column->name);
		const char **words = ins_table_words(from, column->name);

		if (words && !column->number)
			status = ins_table_copy_words(
				table, column->name, row, from->rows, words, err);
		else if (numbers && column->number)
			memcpy(column->number + row, numbers, from->rows * sizeof *numbers);
	}
	return status;
}

/* A map was fitted before: options of fits do not change it. */
static void doubt_options(
	const struct ins_cli *cli, const struct settings *settings, const char *path)
{
	static const char *const of_fits[] = {"method", "model", "plasmon-range", "plasmon-window",
		"zero-loss-window", "gain", "ceiling", "image", "energy-offset", "energy-step",
		"pitch", "thickness", NULL};
	static const char *const of_density[] = {"effective-mass", NULL};
	struct ins_err err = {0};
	int status = ins_cli_refuse(cli, of_fits, "does not change it", &err);

	if (status == INS_OK && !settings->regions)
		status = ins_cli_refuse(cli, of_density, "does not change it", &err);
	if (status)
		ins_cli_remark(cli, "%s: is a map already; %s", path, err.text);
}

static int map_table(struct ins_input *input, int is_npy, const struct settings *settings,
	struct ins_table *table, struct ins_err *err)
{
	struct ins_table from = {0};
	int status = is_npy ? ins_npy_read(&from, input, err) : ins_stream_read(&from, input, err);

	if (status == INS_OK)
		status = begin_map(table, ins_table_numbers(&from, "t_over_lambda") != NULL, err);
	if (status == INS_OK)
		status = append(&from, input->name, table, err);
	if (status == INS_OK)
		set_densities(table, table->rows - from.rows, settings);
	ins_table_free(&from);
	return status;
}

int eelsmap_file(struct ins_cli *cli, const struct ins_job *job, struct ins_names *names,
	const struct settings *settings, struct ins_table *table, struct ins_err *err)
{
	const unsigned char *bytes;
	struct ins_input input;
	size_t got;
	int is_npy, is_table = 0, status = ins_input_open(&input, job->path, err);

	if (status)
		return status;
	status = ins_input_peek(&input, BEGINNING, &bytes, &got, err);
	if (status == INS_OK) {
		is_npy = ins_npy_is_table(bytes, got);
		is_table = is_npy || (!ins_spectra_is(bytes, got) &&
					     ins_stream_form(bytes, got) != INS_STREAM_NONE);
		if (is_table)
			status = map_table(&input, is_npy, settings, table, err);
		if (is_table && status == INS_OK)
			doubt_options(cli, settings, input.name);
	}
	ins_input_close(&input);
	if (status || is_table)
		return status;
	if (strcmp(job->path, "-") == 0)
		return ins_fail(err, INS_EFORMAT,
			"standard input: no map; spectra are read in any order, so name their "
			"file");
	return map_image(cli, job, names, settings, table, err);
}
