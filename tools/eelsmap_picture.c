/* eelsmap --png: one column of a map as a picture. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "data/file.h"
#include "data/png.h"
#include "eelsmap.h"
#include "face/label.h"
#include "face/overwrite.h"

/* From pixel to pixel, as the first two rows that differ in x tell. */
static double pitch_of(const struct ins_table *table)
{
	const double *nm = ins_table_numbers(table, "x_nm"), *px = ins_table_numbers(table, "x_px");

	for (size_t i = 1; nm && i < table->rows; i++)
		if (px[i] != px[0])
			return fabs((nm[i] - nm[0]) / (px[i] - px[0]));
	return NAN;
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
		status = ins_overwrite_check_notes("png", settings->png, table, err);
	}
	if (status == INS_OK)
		status = write(png, settings->png, err);
	ins_text_free(&label);
	free(note);
	return status;
}

int eelsmap_picture(const struct ins_cli *cli, const struct ins_table *table,
	const struct settings *settings, struct ins_err *err)
{
	const double *column = ins_table_numbers(table, settings->quantity);
	struct ins_png png = {0};
	struct parts parts;
	struct part part;
	double *value = NULL;
	int status;

	if (!column)
		return ins_fail(err, INS_EUSAGE,
			"--quantity=%s: a map has no such column of numbers", settings->quantity);
	status = parts_begin(&parts, table, err);
	if (status == INS_OK)
		status = parts_next(&parts, &part, err);
	if (status == INS_OK && part.rows < table->rows)
		status = ins_fail(err, INS_EUSAGE, "--png draws one map; there are several");
	if (status == INS_OK) {
		value = part_spread(&parts, &part, column, err);
		status = value ? INS_OK : INS_ENOMEM;
	}
	if (status == INS_OK) {
		png = (struct ins_png){.value = value,
			.width = part.width,
			.height = part.height,
			.pitch_nm = pitch_of(table)};
		status = draw(cli, table, settings, &png, err);
	}
	free(value);
	parts_end(&parts);
	return status;
}
