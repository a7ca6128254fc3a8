/* eelsmap: the maps in a table, whatever order a filter has put their rows in. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "eelsmap.h"

static int is_pixel(double x)
{
	return x >= 0 && x < 1e6 && x == floor(x);
}

static int check_pixels(const struct ins_table *maps, struct ins_err *err)
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

int parts_begin(struct parts *parts, const struct ins_table *maps, struct ins_err *err)
{
	int status = check_pixels(maps, err);

	*parts = (struct parts){.table = maps};
	if (status)
		return status;
	parts->row = malloc((maps->rows + 1) * sizeof *parts->row);
	if (!parts->row)
		return ins_fail_memory(err, "maps", maps->rows * sizeof *parts->row);
	for (size_t i = 0; i < maps->rows; i++)
		parts->row[i] = i;
	return INS_OK;
}

void parts_end(struct parts *parts)
{
	free(parts->row);
	*parts = (struct parts){0};
}

/* Move the rows of the first specimen that is left to the front, all in the order they have; how
 * many they are. */
static int gather(struct parts *parts, size_t *rows, struct ins_err *err)
{
	const char **specimen = ins_table_words(parts->table, "specimen");
	size_t *left = parts->row + parts->done, n = parts->table->rows - parts->done, others = 0;
	size_t *other = malloc((n + 1) * sizeof *other);
	const char *name = specimen[left[0]];

	*rows = 0;
	if (!other)
		return ins_fail_memory(err, "maps", n * sizeof *other);
	for (size_t i = 0; i < n; i++) {
		size_t row = left[i];

		if (strcmp(specimen[row], name) == 0)
			left[(*rows)++] = row;
		else
			other[others++] = row;
	}
	memcpy(left + *rows, other, others * sizeof *other);
	free(other);
	return INS_OK;
}

static void measure(const struct ins_table *maps, struct part *part)
{
	const double *x = ins_table_numbers(maps, "x_px"), *y = ins_table_numbers(maps, "y_px");
	double right = 0, bottom = 0;

	for (size_t i = 0; i < part->rows; i++) {
		right = fmax(right, x[part->row[i]]);
		bottom = fmax(bottom, y[part->row[i]]);
	}
	part->width = (size_t)right + 1;
	part->height = (size_t)bottom + 1;
}

static size_t pixel_of(const struct ins_table *maps, const struct part *part, size_t i)
{
	const double *x = ins_table_numbers(maps, "x_px"), *y = ins_table_numbers(maps, "y_px");

	return (size_t)y[part->row[i]] * part->width + (size_t)x[part->row[i]];
}

/* Maps of one name stand behind each other: where a pixel comes twice, one ends where pixels no
 * longer go on along a row and down the map. */
static int end_before_twice(const struct ins_table *maps, struct part *part, struct ins_err *err)
{
	char *seen = calloc(part->width * part->height, 1);
	size_t i = 0;

	if (!seen)
		return ins_fail_memory(err, "a map", part->width * part->height);
	while (i < part->rows && !seen[pixel_of(maps, part, i)])
		seen[pixel_of(maps, part, i++)] = 1;
	free(seen);
	if (i == part->rows)
		return INS_OK;
	for (i = 1; pixel_of(maps, part, i) > pixel_of(maps, part, i - 1);)
		i++;
	part->rows = i;
	measure(maps, part);
	return INS_OK;
}

int parts_next(struct parts *parts, struct part *part, struct ins_err *err)
{
	int status;

	*part = (struct part){.row = parts->row + parts->done};
	if (parts->done == parts->table->rows)
		return INS_OK;
	status = gather(parts, &part->rows, err);
	if (status)
		return status;
	measure(parts->table, part);
	status = end_before_twice(parts->table, part, err);
	parts->done += part->rows;
	return status;
}

double *part_spread(const struct parts *parts, const struct part *part, const double *column,
	struct ins_err *err)
{
	const char **status = ins_table_words(parts->table, "status");
	size_t pixels = part->width * part->height;
	double *value = malloc(pixels * sizeof *value);

	if (!value) {
		ins_fail_memory(err, "a map", pixels * sizeof *value);
		return NULL;
	}
	for (size_t i = 0; i < pixels; i++)
		value[i] = NAN;
	for (size_t i = 0; i < part->rows; i++) {
		const char *word = status[part->row[i]];

		/* A filter may have dropped the column. */
		if (strcmp(word, "ok") == 0 || strcmp(word, "-") == 0)
			value[pixel_of(parts->table, part, i)] = column[part->row[i]];
	}
	return value;
}
