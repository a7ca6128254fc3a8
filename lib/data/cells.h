/* cells - a line of text cut at its separators, quotes undone. */
#ifndef INSITU_CELLS_H
#define INSITU_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

/* Zero it before use. */
struct ins_cells {
	char **cell; /* owned array of strings that `store` owns; blanks around them are gone */
	size_t count, capacity;
	struct ins_text store;
};

/*
 * Cut the line [BEGIN, END) at SEPARATOR; ' ' means any run of blanks and tabs. Quotes are undone
 * by libcsv, with a doubled '"' in them for one. INS_EFORMAT, without a sentence, for a
 * '"' that stands alone: only the caller knows the place.
 */
int ins_cells_split(struct ins_cells *cells, const char *begin, const char *end, char separator,
	struct ins_err *err);
/* The same for text that may hold a '"' that means itself: where the quotes do not pair, they stay.
 */
int ins_cells_split_text(struct ins_cells *cells, const char *begin, const char *end,
	char separator, struct ins_err *err);
/* The cells without the empty ones at the end. */
size_t ins_cells_filled(const struct ins_cells *cells);
void ins_cells_free(struct ins_cells *cells);

/* Whether the whole CELL is a number with that DECIMAL sign, its minus as in ASCII or as in
 * typesetting (U+2212), or a word that stands for a missing one. */
bool ins_cells_number(const char *cell, char decimal, double *value);

/*
 * Whether the whole CELL is a number whose thousands are parted: "1,500.5" and "1'500" with the
 * DECIMAL '.', "1.500,5" with ','. Between groups of three digits stands always the same: the sign
 * that is not DECIMAL, an apostrophe or a blank. *ALONE: nothing but one group of three stands
 * behind a comma or a point, which may be a fraction after all.
 */
bool ins_cells_grouped(const char *cell, char decimal, double *value, bool *alone);

/* Words that stand for a missing number, ended by NULL. */
extern const char *const ins_cells_missing[];

/* Whether TEXT, whole, fits PATTERN, in which '*' is any text and '?' any one byte, whatever the
 * case. */
bool ins_cells_like(const char *text, const char *pattern);

#endif
