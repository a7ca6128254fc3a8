/* shape - what a line looks like when it is cut and read as a row of a layout. */
#ifndef INSITU_SHAPE_H
#define INSITU_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/cells.h"
#include "data/lines.h"

/* How the lines of a table are laid out; 0 where it is not known. */
struct ins_layout {
	char separator; /* ' ' means any run of blanks and tabs */
	char decimal;
	size_t cells; /* in a row, without those that are always empty at its end */
	bool mixed;   /* a row may hold more words than numbers */
};

/* How many of a line's cells are what. */
struct ins_shape {
	size_t count, filled; /* cells; those up to the last that is not empty */
	size_t numbers;       /* groups among them */
	size_t groups;        /* numbers with their thousands parted */
	size_t stamps;        /* dates and times of the day */
	size_t words;
	bool point; /* a cell holds a decimal point */
};

/* The shape of LINE under LAYOUT; CELLS is room for its cells. A line whose quotes do not pair has
 * none: count 0. INS_ENOMEM. */
int ins_shape_of(struct ins_cells *cells, const struct ins_text_line *line,
	const struct ins_layout *layout, struct ins_shape *shape, struct ins_err *err);

/* Whether it holds numbers, and words, if at all, beside more of them, unless LAYOUT is mixed. */
bool ins_shape_may_be_row(const struct ins_shape *shape, const struct ins_layout *layout);

#endif
