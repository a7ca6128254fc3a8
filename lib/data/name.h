/* name - what the name of a column says: a unit, and bare words to compare. */
#ifndef INSITU_NAME_H
#define INSITU_NAME_H

#include <stdbool.h>

#include "base/err.h"

/* What is wrong with the unit of a column. */
enum ins_unit_fault {
	INS_UNIT_SOUND,
	INS_UNIT_LOST,    /* a letter before the file came here, or whose it is */
	INS_UNIT_DISPUTED /* the row of units says another one: unit tells both */
};

/* A column as its header has it. */
struct ins_channel {
	char *name; /* owned; "" where the header names none */
	char *unit; /* owned; NULL where the header gives none */
	enum ins_unit_fault fault;
	bool bracketed; /* the unit stands in brackets behind the name */
	bool doubtful;  /* the unit may lack a prefix: ins_name_find_joint */
};

/* Cut TEXT, the name of a column as people write it, into NAME and UNIT (owned; UNIT NULL where it
 * has none): "Load (uN)", "Load [uN]", "load_uN", "Load/uN", "Load in uN", "Load, uN",
 * "load_micro_N". */
int ins_name_cut(const char *text, struct ins_channel *channel, struct ins_err *err);

/* Whether NAME ends in brackets that may hold a unit, though none that is known: "Strain (ue)". */
bool ins_name_may_hide_unit(const char *name);

/* Whether NAME holds a factor, so that its unit may not be that of its numbers: "Load x10 (N)". */
bool ins_name_has_factor(const char *name);

/* Whether CELL is a unit, "-" or "#", with or without brackets; a lost letter (U+FFFD) passes. */
bool ins_name_is_unit(const char *cell, bool *bracketed);
/* The unit that stands in CELL, without its brackets. Owned; NULL when memory is out. */
char *ins_name_bare_unit(const char *cell);

/* TEXT as bare lower-case words parted by single blanks, accents gone: what aliases compare.
 * Owned; NULL when memory is out. */
char *ins_name_words(const char *text);

/* The same of up to 200 bytes, without memory of its own; nothing of a text that is longer, and so
 * the name of nothing. */
enum { INS_NAME_WORDS = 808 };
void ins_name_few_words(const char *text, char words[INS_NAME_WORDS]);

/* TEXT with accents gone and Greek letters spelt: "µF" is "uF". Owned; NULL when memory is out. */
char *ins_name_plain(const char *text);

#endif
