/* tidy - the column that says of each row of a long table which specimen it is of. */
#ifndef INSITU_TIDY_H
#define INSITU_TIDY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/lines.h"

struct ins_block;

/* Zero it before use. */
struct ins_tidy {
	size_t cell;    /* from 1; 0: no column tells */
	char text[64];  /* what stands there in the rows of this specimen, cut */
	size_t known;   /* bytes ahead that are looked through, and of this specimen */
	bool changed;   /* rows of another specimen come next */
	size_t follows; /* as many other specimens of the same table came before */
};

/*
 * Find the label of BLOCK, whose first row lies ahead in LINES: a column called specimen, sample,
 * test or the like, in which the first three rows have the same word or whole number, beside two
 * roles at least. Or take that of the rows BEFORE, where it has changed. INS_ENOMEM.
 */
int ins_tidy_begin(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_tidy *before, struct ins_err *err);

/* Cut *SIZE, of the bytes ahead, to the rows of this specimen; none are left where the label has
 * changed. INS_ENOMEM. */
int ins_tidy_run(
	struct ins_block *block, const struct ins_lines *lines, size_t *size, struct ins_err *err);

/* The reader has moved past SIZE bytes. */
void ins_tidy_move(struct ins_tidy *label, size_t size);

/* Whether the row OFFSET ahead is of another specimen; the label has changed then. INS_ENOMEM. */
int ins_tidy_changes(struct ins_block *block, const struct ins_lines *lines, size_t offset,
	bool *changes, struct ins_err *err);

/* Whether the label of BLOCK tells several specimens apart. */
bool ins_tidy_tells(const struct ins_block *block);

/* Let the label be the specimen's name, a number behind that of its column. INS_ENOMEM. */
int ins_tidy_name(struct ins_block *block, struct ins_err *err);

#endif
