/* unit_words - the tables of units, and the words for them; the inner half of unit. */
#ifndef INSITU_UNIT_TABLES_H
#define INSITU_UNIT_TABLES_H

#include "base/unit.h"

/* A measure: its coherent SI unit in the words of UDUNITS-2 (NULL where that has none), and the
 * unit that the project writes it in. */
struct ins_measure {
	const char *name, *si, *own;
};

/* All measures, ended by a NULL name. */
const struct ins_measure *ins_unit_measures(void);
/* The measure of UNIT. */
const struct ins_measure *ins_unit_measure(const struct ins_unit *unit);

enum { INS_UNIT_WORD = 64 };

/* WORD without blanks around it and with one letter for each meaning; empty where it is too long
 * for a unit. */
void ins_unit_tidy(const char *word, char out[INS_UNIT_WORD]);

/* The unit that a tidied WORD names in the project's own tables, or NULL. */
const struct ins_unit *ins_unit_lookup(const char *word);

/* Whether a tidied WORD stands for a plain number, and what one of it is. */
int ins_unit_is_plain(const char *word, double *scale);

#endif
