/* columns - what the columns of a block hold, and which of them are kept. */
#ifndef INSITU_COLUMNS_H
#define INSITU_COLUMNS_H

#include "data/block.h"

/*
 * Look at the first rows, which lie ahead in LINES. A column is one of numbers when most of its
 * cells are: a word in it is then a fault, met when its row is read. A column of a dimension that
 * has one number, in its first row, becomes a field of the header. INS_EFORMAT, for the file at
 * PATH, where numbers have signs between their thousands.
 */
int ins_columns_sample(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_format *format, const char *path, struct ins_err *err);

/* Choose the cells to keep: of numbers, and with a role among WANTED unless that is 0. */
int ins_columns_choose(struct ins_block *block, unsigned wanted, struct ins_err *err);

#endif
