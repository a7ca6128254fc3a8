/* marks - what a test was found to be, laid beside its curve. */
#ifndef INSITU_MARKS_H
#define INSITU_MARKS_H

#include "base/err.h"
#include "data/table.h"

/*
 * Give CURVE (kind `curve`) the columns of TESTS (kind `tests`) that a figure marks: modulus, toe,
 * offset, yield and its bound, fracture; in the first row of each specimen and mode those of its
 * test, nan elsewhere. Columns that CURVE has of these names are written over there.
 */
int ins_marks_lay(struct ins_table *curve, const struct ins_table *tests, struct ins_err *err);

#endif
