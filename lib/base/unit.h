/* unit - unit words, the unit at the end of a column's name, and conversion between them. */
#ifndef INSITU_UNIT_WORDS_H
#define INSITU_UNIT_WORDS_H

#include <stddef.h>

#include "base/err.h"

/* One unit that a column's name can end in. */
struct ins_unit {
	const char *ending;  /* "uN": a name ends in "_uN" */
	const char *symbol;  /* "µN", for axes, in UTF-8 */
	const char *measure; /* "load": units of one measure convert into each other */
	double scale;        /* one of it, in the coherent SI unit of its measure */
};

/* The unit with that ENDING ("nm"), or NULL. */
const struct ins_unit *ins_unit_by_ending(const char *ending);

/* The unit that a column NAME ends in (longest ending wins: "rate_per_s" is per_s), or NULL where
 * it ends in none. With STEM not NULL: the length of the name before "_ending", or of the whole
 * name. */
const struct ins_unit *ins_unit_of_name(const char *name, size_t *stem);

/* Whether numbers of two units (NULL: none) turn into each other. */
int ins_unit_converts(const struct ins_unit *a, const struct ins_unit *b);

/*
 * How a value in the unit WORD, as people and instruments write it ("uN", "µN", "N/mm²", "mm^2",
 * "%", "lbf", "in", "Seconds"), turns into the unit TO: to = scale * value + offset. TO NULL means
 * a plain number: "%", "1", "-", "mm/mm". The common words come from a table; others from
 * UDUNITS-2, which is only then loaded. INS_EFORMAT for a word that is no unit or is one of another
 * measure.
 */
int ins_unit_convert(const char *word, const struct ins_unit *to, double *scale, double *offset,
	struct ins_err *err);

/* INS_OK, or why a unit that was asked of UDUNITS-2 since the last call could not be looked up, so
 * that answers that took it for no unit are wrong: INS_EFORMAT, its database is not there;
 * INS_ENOMEM. */
int ins_unit_fault(struct ins_err *err);

/* Whether WORD is a unit at all, of any measure; what ins_unit_convert knows. */
int ins_unit_is_word(const char *word);

/* The same for the words that the project has in its own table: UDUNITS-2 is not asked. */
int ins_unit_is_common(const char *word);

/* The project's own unit for a unit WORD: "lbf" -> uN, "in" -> nm, "°C" -> degC, "%" -> NULL with
 * *plain 1. NULL with *plain 0 where the word is no unit that the project has an ending for. */
const struct ins_unit *ins_unit_for_word(const char *word, int *plain);

/*
 * A quantity as a user types it, "145nm", "0.2 mm", "5%", into VALUE in the unit TO (NULL: a plain
 * number, where "5%" is 0.05 and "0.05" is itself). INS_EUSAGE, with EXAMPLE ("145nm") in the
 * sentence, for text without a unit where one is needed, of another measure, or that is no number.
 */
int ins_unit_quantity(const char *text, const struct ins_unit *to, const char *example,
	double *value, struct ins_err *err);

#endif
