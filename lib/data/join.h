/* join - tables of several specimens as one, told apart by a column. */
#ifndef INSITU_JOIN_H
#define INSITU_JOIN_H

#include <stddef.h>

#include "base/err.h"
#include "data/table.h"

/*
 * Put COUNT tables (lent) one below the other into OUT (zeroed). Its first column, `specimen`,
 * holds NAMES; a column that a table lacks is NaN, or "-", in its rows. What differs from one to
 * another cannot stay a note: the geometry and the frequency become columns. The kind is that of
 * the first table. INS_EFORMAT where a column holds numbers in one table and words in another.
 */
int ins_join(struct ins_table *out, const struct ins_table *tables, const char *const *names,
	size_t count, struct ins_err *err);

/*
 * The inverse: the rows of TABLE (lent), which has a column `specimen`, that name the same specimen
 * as the row FIRST, the first of them, into PART (zeroed), with all notes; geometry and frequency
 * are notes again. They are marked in DONE, which has a byte for each row.
 */
int ins_join_part(const struct ins_table *table, size_t first, char *done, struct ins_table *part,
	struct ins_err *err);

#endif
