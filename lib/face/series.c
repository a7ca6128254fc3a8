/* series - what a figure draws: the rows of tables put in groups, as numbers and labels. */
#include "face/series.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A line on paper shows no more: each of so many pieces keeps its ends and its extremes. */
enum { PIECES = 3000 };

double ins_series_value(const struct ins_series *series, size_t column, size_t source, size_t row)
{
	const struct ins_series_column *about = &series->column[column];
	const struct ins_column *cells;

	if (about->index[source] == INS_SERIES_ROW)
		return (double)row + 1;
	if (about->index[source] < 0)
		return NAN;
	cells = &series->source[source].table->column[about->index[source]];
	if (cells->number)
		return cells->number[row] * about->scale[source];
	return about->words ? (double)ins_template_code(about->words, cells->text[row]) : NAN;
}

int ins_series_collect(struct ins_series *series, const struct ins_template *template,
	const struct ins_series_source *source, size_t sources, const struct ins_series_wish *wish,
	struct ins_err *err)
{
	int status;

	series->source = source;
	series->sources = sources;
	series->thin = ins_template_find(template, "thin") != NULL;
	series->abreast = ins_template_find(template, "abreast") != NULL;
	status = ins_series_columns(series, template, wish, err);
	for (size_t i = 0; i < sources && status == INS_OK; i++) {
		if (wish->panels && ins_series_find(source[i].table, wish->panels) < 0 &&
			strcmp(wish->panels, "each") != 0)
			return ins_fail(err, INS_EFORMAT, "%s: no column '%s' to make panels by",
				source[i].name, wish->panels);
		status = ins_series_check(series, i, err);
	}
	if (status == INS_OK)
		status = ins_series_group(series, template, wish->panels, err);
	if (status == INS_OK)
		status = ins_series_label(series, err);
	return status ? status : ins_series_lay_grid(series, template, err);
}

void ins_series_free(struct ins_series *series)
{
	for (size_t i = 0; i < series->columns; i++) {
		ins_text_free(&series->column[i].label);
		free(series->column[i].index);
		free(series->column[i].scale);
	}
	for (size_t i = 0; i < series->groups; i++) {
		ins_text_free(&series->group[i].label);
		free(series->group[i].row);
		free(series->group[i].grid.row);
	}
	for (size_t i = 0; series->panel && i < series->panels; i++)
		ins_text_free(&series->panel[i]);
	for (size_t i = 0; i < series->keys; i++)
		free(series->key[i].index);
	free(series->column);
	free(series->group);
	free(series->panel);
	ins_text_free(&series->left_out);
	memset(series, 0, sizeof *series);
}

static void write_value(size_t column, double value, FILE *file)
{
	if (column)
		putc('\t', file);
	if (isfinite(value))
		/* Ten digits of a clock that counts from 1970 end at the second. */
		fprintf(file, "%.15g", value);
	else
		fputs("nan", file);
}

static void write_row(const struct ins_series *series, const struct ins_series_group *group,
	size_t at, FILE *file)
{
	for (size_t i = 0; i < series->columns; i++)
		write_value(i, ins_series_value(series, i, group->source, group->row[at]), file);
	putc('\n', file);
}

/* A place without a pixel has its coordinates only. */
static void write_place(const struct ins_series *series, const struct ins_series_group *group,
	size_t at, FILE *file)
{
	const struct ins_series_grid *grid = &group->grid;
	size_t column = at % grid->width, row = at / grid->width;

	for (size_t i = 0; i < series->columns; i++) {
		double value = NAN;

		if (grid->row[at] != SIZE_MAX)
			value = ins_series_value(series, i, group->source, grid->row[at]);
		else if ((int)i == series->grid_x)
			value = grid->x + (double)column * grid->x_step;
		else if ((int)i == series->grid_y)
			value = grid->y + (double)row * grid->y_step;
		write_value(i, value, file);
	}
	putc('\n', file);
}

static int is_earlier(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return x < y ? -1 : x > y;
}

/* Of the rows [BEGIN, END), the first, the last, and those with the least and the most of the first
 * two columns. */
static void write_piece(const struct ins_series *series, const struct ins_series_group *group,
	size_t begin, size_t end, FILE *file)
{
	size_t keep[6] = {begin, begin, begin, begin, begin, end - 1};

	for (size_t at = begin; at < end; at++)
		for (size_t axis = 0; axis < 2; axis++) {
			double value =
				ins_series_value(series, axis, group->source, group->row[at]);
			size_t *least = &keep[2 * axis], *most = &keep[2 * axis + 1];

			if (!isfinite(value))
				continue;
			if (!(value >= ins_series_value(
					       series, axis, group->source, group->row[*least])))
				*least = at;
			if (!(value <= ins_series_value(
					       series, axis, group->source, group->row[*most])))
				*most = at;
		}
	qsort(keep, 6, sizeof *keep, is_earlier);
	for (size_t i = 0; i < 6; i++)
		if (i == 0 || keep[i] != keep[i - 1])
			write_row(series, group, keep[i], file);
}

static void write_group(
	const struct ins_series *series, const struct ins_series_group *group, FILE *file)
{
	size_t places = group->grid.width * group->grid.height;
	size_t pieces = series->thin && series->columns > 1 && group->rows > 6 * PIECES && !places
				? PIECES
				: 0;

	for (size_t i = 0; i < series->columns; i++)
		fprintf(file, "%s%s", i ? "\t" : "", series->column[i].name);
	putc('\n', file);
	for (size_t i = 0; i < pieces; i++)
		write_piece(series, group, i * group->rows / pieces, (i + 1) * group->rows / pieces,
			file);
	for (size_t at = 0; at < group->rows && !pieces && !places; at++)
		write_row(series, group, at, file);
	for (size_t at = 0; at < places; at++)
		write_place(series, group, at, file);
}

void ins_series_write(const struct ins_series *series, FILE *file)
{
	for (size_t i = 0; i < series->groups; i++) {
		if (i)
			fputs("\n\n", file);
		write_group(series, &series->group[i], file);
	}
}
