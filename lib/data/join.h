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
 * The inverse: rows [FIRST, *END) of TABLE (lent), those of one specimen from FIRST on, into PART
 * (zeroed), with all notes; geometry and frequency are notes again. *NAME (lent) is its specimen.
 */
int ins_join_part(const struct ins_table *table, size_t first, size_t *end, struct ins_table *part,
	const char **name, struct ins_err *err);

#endif
