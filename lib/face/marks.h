/* marks - what a test was found to be, laid beside its curve. */
#ifndef INSITU_MARKS_H
#define INSITU_MARKS_H

#include "base/err.h"
#include "base/text.h"
#include "data/table.h"

/*
 * Give those of TABLES that are not of kind `tests`, curves, the columns of those that are which a
 * figure marks: modulus, toe, offset, yield and its bound, fracture; in the first row of each
 * specimen and mode those of its test, nan elsewhere. Columns of these names, in whatever unit, are
 * written over there. Where the curves of a name are not as many as its tests, none of them is
 * marked, and UNMARKED (zeroed) gets a sentence that says so. INS_ENOMEM.
 */
int ins_marks_lay(
	struct ins_table *table, size_t tables, struct ins_text *unmarked, struct ins_err *err);

#endif
