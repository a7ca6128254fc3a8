/* aligned - words that stand below others, where blanks part them and some are missing. */
#ifndef INSITU_ALIGNED_H
#define INSITU_ALIGNED_H

#include <stdbool.h>

#include "base/err.h"
#include "data/cells.h"
#include "data/lines.h"

/*
 * Fill CELLS with one cell for each of the COUNT words of the line ABOVE: the word of BELOW that
 * overlaps it, or "". *FOUND is false, and CELLS are empty, where the words of ABOVE are not COUNT
 * or a word of BELOW overlaps not exactly one of them that no other does: then nobody can tell.
 */
int ins_aligned_cells(const struct ins_text_line *above, const struct ins_text_line *below,
	size_t count, struct ins_cells *cells, bool *found, struct ins_err *err);

#endif
