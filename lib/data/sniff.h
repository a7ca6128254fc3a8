/* sniff - where the next table of numbers begins in a text, and how its lines are laid out. */
#ifndef INSITU_SNIFF_H
#define INSITU_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/format.h"
#include "data/lines.h"
#include "data/shape.h"

struct ins_sniff {
	bool found;
	struct ins_layout layout;
	size_t offset; /* bytes ahead to the first row */
};

/*
 * Look ahead in LINES for a table: a line of numbers that the lines after it resemble, under the
 * layout that makes numbers of most of its cells. A row may hold words when a row of names fits
 * above it and most of it is numbers; a table of one or two rows needs such names too, or the end
 * of the text. FIXED holds what is known beforehand; no row stands nearer than FROM bytes ahead.
 * INS_EFORMAT, with the option that decides in the sentence, where a comma can be separator and
 * decimal sign. Without a table: all that lies ahead, up to a mebibyte, was looked at.
 */
int ins_sniff(struct ins_lines *lines, const struct ins_layout *fixed, size_t from,
	struct ins_sniff *sniff, struct ins_err *err);

/* How many bytes lie ahead up to behind the next line that is like a pattern of `begin` in [table]
 * of FORMAT: *FOUND is false where there is none, and 0 bytes where FORMAT has no pattern. */
int ins_sniff_begin(struct ins_lines *lines, const struct ins_format *format, size_t *from,
	bool *found, struct ins_err *err);

/* "tab", "semicolon", "comma", "blanks", "bar". */
const char *ins_sniff_separator_name(char separator);

#endif
