/* doubt - numbers of a table that cannot be meant as they stand. */
#ifndef INSITU_DOUBT_H
#define INSITU_DOUBT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/block.h"
#include "data/table.h"

/* Each but the last looks at ROWS numbers of the column called NAME, or at all columns, and adds a
 * note to TABLE where there is something to tell; BLOCK tells the lines. Faults: INS_ENOMEM. */

/* Make NaN of what meters write where they measured nothing: SCPI-1999, 7.2.1.4 and 7.2.1.5. */
int ins_doubt_overflows(struct ins_table *table, double *numbers, size_t rows, const char *name,
	struct ins_err *err);
/* Make NaN of what is infinite: a word, or a number beyond all doubles. It tells that the range was
 * left, and nothing that was measured is infinite. */
int ins_doubt_infinite(struct ins_table *table, const struct ins_block *block, double *numbers,
	size_t rows, const char *name, struct ins_err *err);
/* One number in a column of many rows is more likely one that has lost its place. */
int ins_doubt_lone(struct ins_table *table, const struct ins_block *block, const double *numbers,
	size_t rows, const char *name, struct ins_err *err);
/* A specimen beside others whose rows end ragged: what stands there may be another's. */
int ins_doubt_ragged(
	struct ins_table *table, const struct ins_block *block, size_t rows, struct ins_err *err);

/* Whether TABLE, the ROWS rows of GROUP, is a table of results, as statistics below it tell: not
 * where they stand below the time of a curve. */
bool ins_doubt_results(const struct ins_block *block, const struct ins_block_group *group,
	const struct ins_table *table, size_t rows);

/* ROWS times as they stand in the column of CELL of the file at PATH: INS_EFORMAT where they fall,
 * or are times of the day that cannot all be told. */
int ins_doubt_time(const struct ins_block *block, const char *path, const double *time_s,
	size_t rows, size_t cell, struct ins_err *err);

#endif
