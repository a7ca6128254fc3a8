/* head - the lines above a table, and which of them hold its names and units. */
#ifndef INSITU_HEAD_H
#define INSITU_HEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/cells.h"
#include "data/format.h"
#include "data/lines.h"
#include "data/sniff.h"

/* Set the first part and zero the rest. */
struct ins_head {
	const struct ins_lines *lines; /* lent, like the next two */
	const struct ins_sniff *sniff;
	const struct ins_format *format; /* may be NULL */

	struct ins_text_line *line; /* owned: the lines before the table */
	size_t count, capacity;
	size_t names, units, group;    /* index of the line + 1, or 0 */
	size_t passed;                 /* the same: comments that are no names, below the units */
	bool glued;                    /* the first row stands in the line of the names */
	struct ins_cells cells, other; /* the lines cut last */
};

/* Find the lines of names and units among those ahead, before the table that SNIFF found. */
int ins_head_read(struct ins_head *head, struct ins_err *err);
/* Cut LINE into as many CELLS as the table has, by its own separator or another. */
int ins_head_split(struct ins_head *head, const struct ins_text_line *line, struct ins_cells *cells,
	struct ins_err *err);
/* Where a number begins at the end of NAME, "Voltage (V)0.065": behind a closing bracket; or NULL.
 */
char *ins_head_glued(char *name);
void ins_head_free(struct ins_head *head);

#endif
