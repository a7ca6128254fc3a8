/* eelsmap --png: one column of a map as a picture. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "data/file.h"
#include "data/png.h"
#include "eelsmap.h"
#include "face/label.h"

/* The map's values at their pixels, NaN where there is no answer; owned. */
static double *spread(const struct ins_table *table, const double *column, size_t width,
	size_t height, struct ins_err *err)
{
	const double *x = ins_table_numbers(table, "x_px"), *y = ins_table_numbers(table, "y_px");
	const char **status = ins_table_words(table, "status");
	double *value = malloc(width * height * sizeof *value);

	if (!value) {
		ins_fail_memory(err, "a picture", width * height * sizeof *value);
		return NULL;
	}
	for (size_t i = 0; i < width * height; i++)
		value[i] = NAN;
	for (size_t i = 0; i < table->rows; i++)
		if (strcmp(status[i], "ok") == 0 || strcmp(status[i], "-") == 0)
			value[(size_t)y[i] * width + (size_t)x[i]] = column[i];
	return value;
}

/* From pixel to pixel, where it is the same along x and y. */
static double pitch_of(const struct ins_table *table, size_t width)
{
	const double *x = ins_table_numbers(table, "x_nm");

	return width > 1 && table->rows > 1 ? fabs(x[1] - x[0]) : NAN;
}

/* The colours' range, as told or as the values have it. */
static int set_range(struct ins_png *png, const struct settings *settings, struct ins_err *err)
{
	const struct ins_unit *unit = ins_unit_of_name(settings->quantity, NULL);
	const char *example = unit ? "17eV" : "17";

	if (!settings->range) {
		ins_png_range(png->value, png->width * png->height, &png->low, &png->high);
		return INS_OK;
	}
	return eelsmap_range(settings->range, "--range", unit ? unit->ending : NULL, example,
		&png->low, &png->high, err);
}

static int write(const struct ins_png *png, const char *path, struct ins_err *err)
{
	struct ins_output output = {0};
	int status = ins_output_open(&output, path, err);

	if (status == INS_OK)
		status = ins_png_write(png, output.file, err);
	if (status == INS_OK)
		status = ins_output_commit(&output, err);
	if (status)
		ins_output_abandon(&output);
	return status;
}

/* The notes of TABLE and of this run, to stand in the picture; owned array, its words lent. */
static struct ins_png_note *notes_of(
	const struct ins_table *table, const char *command, struct ins_err *err)
{
	struct ins_png_note *note = calloc(table->notes + 1, sizeof *note);

	if (!note) {
		ins_fail_memory(err, "notes", (table->notes + 1) * sizeof *note);
		return NULL;
	}
	for (size_t i = 0; i < table->notes; i++)
		note[i] = (struct ins_png_note){table->note[i].key, table->note[i].value};
	note[table->notes] = (struct ins_png_note){"tool", command};
	return note;
}

static int draw(const struct ins_cli *cli, const struct ins_table *table,
	const struct settings *settings, struct ins_png *png, struct ins_err *err)
{
	struct ins_png_note *note = notes_of(table, cli->command, err);
	struct ins_text label = {0};
	int status = note ? ins_label_column(&label, settings->quantity, err) : INS_ENOMEM;

	if (status == INS_OK)
		status = set_range(png, settings, err);
	if (status == INS_OK) {
		png->label = label.data;
		png->note = note;
		png->notes = table->notes + 1;
		ins_colormap_by_name(settings->colormap, &png->colormap);
		status = write(png, settings->png, err);
	}
	ins_text_free(&label);
	free(note);
	return status;
}

int eelsmap_picture(const struct ins_cli *cli, const struct ins_table *table,
	const struct settings *settings, struct ins_err *err)
{
	const double *column = ins_table_numbers(table, settings->quantity);
	struct ins_png png = {0};
	double *value;
	size_t end;
	int status;

	if (!column)
		return ins_fail(err, INS_EUSAGE,
			"--quantity=%s: a map has no such column of numbers", settings->quantity);
	status = eelsmap_pixels(table, err);
	if (status)
		return status;
	eelsmap_part(table, 0, &end, &png.width, &png.height);
	if (end < table->rows)
		return ins_fail(err, INS_EUSAGE, "--png draws one map; there are several");
	value = spread(table, column, png.width, png.height, err);
	if (!value)
		return INS_ENOMEM;
	png.value = value;
	png.pitch_nm = pitch_of(table, png.width);
	status = draw(cli, table, settings, &png, err);
	free(value);
	return status;
}
