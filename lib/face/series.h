/* series - what a figure draws: the rows of tables put in groups, as numbers and labels. */
#ifndef INSITU_SERIES_H
#define INSITU_SERIES_H

#include <stdio.h>

#include "base/err.h"
#include "base/text.h"
#include "base/unit.h"
#include "data/table.h"
#include "face/template.h"

/* One stream to draw. */
struct ins_series_source {
	const char *name;              /* lent: its file, for messages and labels */
	const struct ins_table *table; /* lent */
};

/* In place of a column's index: there is none, or the rows are counted. */
enum { INS_SERIES_NONE = -1, INS_SERIES_ROW = -2 };

/* A column as the template names it. */
struct ins_series_column {
	const char *name;                      /* lent by the template */
	const struct ins_template_line *words; /* lent; how words become numbers, or NULL */
	struct ins_text label;                 /* "stress (GPa)" */
	int *index;                  /* owned; of the column in each source, or one of the above */
	double *scale;               /* owned; to the unit that is drawn, for each */
	const struct ins_unit *unit; /* lent, static; that of its axis, else of the first source */
	int needed, found;
};

/* Rows as the pixels of a map: width places along x in each of height rows along y. */
struct ins_series_grid {
	size_t width, height;        /* 0 where rows are no pixels */
	double x, y, x_step, y_step; /* of the first place, and from one to the next; 0 of one */
	size_t *row;                 /* owned; SIZE_MAX where no row of the table stands */
};

/* Rows that are drawn as one. */
struct ins_series_group {
	size_t source, panel, rank; /* rank: how many of its kind come before it in its panel */
	int kind;                   /* ins_template_code of the `kind` column */
	double value; /* of the numeric column that it was grouped by, rather than that of panels;
		       * NaN without one */
	size_t level; /* how many other values come before; its own where these are all one */
	size_t set;   /* groups of one set differ in numbers only; 0 where their levels tell */
	struct ins_text label; /* empty: no entry in the key */
	size_t *row;           /* owned */
	size_t rows, rows_capacity;
	struct ins_series_grid grid;
};

/* A column that rows are grouped by. */
struct ins_series_key {
	const char *name; /* lent by the template */
	int *index;       /* owned; of the column in each source, or -1 */
};

struct ins_series {
	const struct ins_series_source *source; /* lent */
	size_t sources;
	struct ins_series_column *column; /* owned */
	size_t columns, columns_capacity;
	struct ins_series_group *group; /* owned */
	size_t groups, groups_capacity;
	struct ins_text *panel; /* owned array; the labels of the panels */
	size_t panels;
	struct ins_series_key key[INS_TEMPLATE_WORDS + 2];
	size_t keys;
	int panel_key, kind_key; /* the key that panels, or colours, go by; -1 without one */
	const struct ins_template_line *kind; /* lent; the words that choose a colour */
	int grid_x, grid_y;       /* the columns by which rows are the pixels of a map, or -1 */
	int thin, abreast;        /* as the template's head says */
	struct ins_text left_out; /* lines that tell what is not drawn, and why */
};

/* What the user wants otherwise than the template; NULL: as the template says. Columns with or
 * without a unit. */
struct ins_series_wish {
	const char *x, *y, *z, *panels;
};

/*
 * Find the columns that TEMPLATE asks for in each SOURCE and put the rows in groups, into SERIES
 * (zeroed), which lends from both. INS_EFORMAT, naming file and column: a needed column is missing,
 * or nothing in it is a number, or its unit does not convert to that of the first source, or
 * what shall be the pixels of a map do not stand on a grid. A group that shows nothing is left out;
 * INS_EANALYSIS where a source has no other, single points in place of lines say.
 */
int ins_series_collect(struct ins_series *series, const struct ins_template *template,
	const struct ins_series_source *source, size_t sources, const struct ins_series_wish *wish,
	struct ins_err *err);
void ins_series_free(struct ins_series *series);

/* The number in a cell, or the code of its word; NaN without one. */
double ins_series_value(const struct ins_series *series, size_t column, size_t source, size_t row);

/* Write the blocks of numbers that gnuplot reads: one a group, under a row of names, two empty
 * lines between. A map has every place of its grid there, row by row. */
void ins_series_write(const struct ins_series *series, FILE *file);

/* How many of the columns that TEMPLATE draws or groups by TABLE has; 0 where a needed one is
 * missing. */
size_t ins_series_fit(const struct ins_template *template, const struct ins_table *table);

/* Index of the column NAME, with or without its unit, in TABLE; -1 without one. */
int ins_series_find(const struct ins_table *table, const char *name);

/* Index of the column that the template calls NAME among those that are drawn; -1 without one. */
int ins_series_drawn(const struct ins_series *series, const char *name);

/* The parts of ins_series_collect: the columns, the groups, the labels of these, their rows in
 * the order of x, and where the pixels of each stand; whether a source has a row in which every
 * needed column is a number; the groups without those that show nothing. */
int ins_series_columns(struct ins_series *series, const struct ins_template *template,
	const struct ins_series_wish *wish, struct ins_err *err);
int ins_series_group(struct ins_series *series, const struct ins_template *template,
	const char *panels, struct ins_err *err);
int ins_series_label(struct ins_series *series, struct ins_err *err);
int ins_series_sort(struct ins_series *series, struct ins_err *err);
int ins_series_check(const struct ins_series *series, size_t source, struct ins_err *err);
int ins_series_drop(struct ins_series *series, struct ins_err *err);
int ins_series_lay_grid(
	struct ins_series *series, const struct ins_template *template, struct ins_err *err);

/* What stands in a key's column: a word or a number; neither, and no column, where the table has
 * none. */
struct ins_cell {
	const char *word;
	double number;
	const char *column;
};
struct ins_cell ins_series_cell(
	const struct ins_series *series, const struct ins_series_group *group, size_t key);
/* Append to NAME all that a group goes by. */
int ins_series_name(const struct ins_series *series, const struct ins_series_group *group,
	struct ins_text *name, struct ins_err *err);
int ins_cell_same(struct ins_cell a, struct ins_cell b);
/* Whether a label shows two numbers as one: a measured 0.49998 Hz and 0.5 Hz. */
int ins_cell_alike(double a, double b);

#endif
