/* pairs - which test is that of which curve, by what both are called. */
#ifndef INSITU_PAIRS_H
#define INSITU_PAIRS_H

#include "base/err.h"
#include "base/text.h"

/* A curve or a test: where it is, and what it is called. */
struct ins_pair_entry {
	size_t stream, row;
	const char *specimen, *mode; /* lent; NULL where that is not told */
};

/* Zero it before use; free the array. */
struct ins_pair_entries {
	struct ins_pair_entry *entry; /* owned */
	size_t n, capacity;
};

int ins_pairs_add(
	struct ins_pair_entries *entries, struct ins_pair_entry entry, struct ins_err *err);

/* Sort CURVES by stream, specimen and mode, and leave the first row of each. */
void ins_pairs_unite(struct ins_pair_entries *curves);

/*
 * Into TEST (owned, for each of CURVES) the index of its test among TESTS, or SIZE_MAX. It is
 * called as the curve is. Where none is called "P1:2", that of this curve is the second called P1;
 * so where a name has more or fewer tests in a mode than curves in all streams, as many as their
 * numbers tell where a filter took some away, none of these has a test, and UNPAIRED (zeroed) says
 * so in a line. What curves or tests do not tell does not part them. INS_ENOMEM.
 */
int ins_pairs_find(const struct ins_pair_entries *curves, const struct ins_pair_entries *tests,
	size_t **test, struct ins_text *unpaired, struct ins_err *err);

#endif
