/* role_part - what the files share that pick the column for each role. */
#ifndef INSITU_ROLE_PART_H
#define INSITU_ROLE_PART_H

#include "data/header.h"
#include "data/role.h"

/* Replace *SENTENCE (owned, or NULL). INS_ENOMEM. */
int ins_role_say(char **sentence, struct ins_err *err, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The name of CHANNEL as a sentence shows it. Lent. */
const char *ins_role_shown(const struct ins_channel *channel);

/* The rank of CELL's name for ROLE, as ins_alias_rank and the descriptor tell; a letter alone whose
 * unit does not fit is none. INS_ENOMEM. */
int ins_role_rank(const struct ins_role_table *table, size_t cell, enum ins_role role,
	struct ins_err *err, int *rank);

/* Let the clock in CELL be the time. INS_ENOMEM. */
int ins_role_take_clock(const struct ins_role_table *table, size_t cell, struct ins_role_pick *pick,
	struct ins_err *err);

/* Let the clock with the best name be the time, or the only one; of several no better one, PICK's
 * problem tells. INS_ENOMEM. */
int ins_role_pick_clock(
	const struct ins_role_table *table, struct ins_role_pick *pick, struct ins_err *err);

#endif
