/* near - lines that are almost rows: they are taken for text, but not in silence. */
#ifndef INSITU_NEAR_H
#define INSITU_NEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/lines.h"
#include "data/sniff.h"

/* How many there are, and the number of the first. */
struct ins_near {
	size_t count, line;
};

void ins_near_add(struct ins_near *near, size_t line);
/* Whether CELL begins as a number does, in quotes or not, and is no date or time of the day. */
bool ins_near_begins(const char *cell);

/*
 * Count the lines ahead, above the table that SNIFF found, that are almost rows. Behind line TOP
 * (from 1) of them, the last of names and units, or 0, one cell that is a number tells, or a first
 * one that begins as a number does, where NAMED says that the columns have names; else, as in lines
 * above the names, half a row of numbers.
 */
int ins_near_above(struct ins_near *near, const struct ins_lines *lines,
	const struct ins_sniff *sniff, size_t top, bool named, struct ins_err *err);

/* The same for the first SIZE bytes ahead, with what stands between rows of a table in LAYOUT. */
int ins_near_between(struct ins_near *near, const struct ins_lines *lines,
	const struct ins_layout *layout, size_t size, struct ins_err *err);

#endif
