/* alias - what columns are called in English, German and French. */
#ifndef INSITU_ALIAS_H
#define INSITU_ALIAS_H

#include <stdbool.h>

#include "data/role.h"

enum {
	INS_ALIAS_INEXACT =
		10000, /* from this rank on the name only holds an alias among other words */
	INS_ALIAS_NONE = 1000000
};

/*
 * The rank of a column called WORDS (as ins_name_words makes them) as a candidate for ROLE, the
 * less the better; INS_ALIAS_NONE where it is none. A name that holds an alias among other words
 * ranks behind exact names, raw and absolute channels and true stresses and strains behind others;
 * one of an extensometer ("video extensometer strain") ranks before the crosshead all the same, and
 * one that is rid of a fault ("drift corrected depth") before the same without that word. One with
 * a word that changes its meaning ("amplitude", "rate", "modulus", "commanded"), and a strain or
 * length across the axis ("width strain"), is none.
 */
int ins_alias_rank(enum ins_role role, const char *words);

/* Whether WORDS are those of a true stress or strain, which counts from the section or the length
 * of the moment: "true stress", "wahre dehnung". */
bool ins_alias_is_momentary(const char *words);

#endif
