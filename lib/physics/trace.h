/* trace - one stress-strain record as arrays, and its usable rows. */
#ifndef INSITU_TRACE_H
#define INSITU_TRACE_H

#include <stddef.h>

#include "base/err.h"

/*
 * A test of one specimen: stress in any one unit and engineering strain, both positive in the
 * test's own direction, and time in seconds or NULL. All lent, n rows each, in the order in
 * which they were taken. A NaN strain is a row without strain (the extensometer was off), a
 * NaN stress a row that counts for nothing.
 */
struct ins_trace {
	const double *strain, *stress, *time;
	size_t n;
};

/*
 * The rows of a record that hold both strain and stress. guide is an abscissa without noise:
 * time where it is finite and strictly increasing over these rows, else the row number. A record
 * that was sorted by its measured strain has lost it, and nothing here can tell.
 */
struct ins_trace_rows {
	double *strain, *stress, *guide; /* owned, n each */
	size_t *row;                     /* owned, n: where each stands in the record */
	size_t n;
	int guide_is_time;
};

/*
 * Copy rows [from, to) of RECORD that are finite in strain and stress into ROWS (zeroed before,
 * freed by ins_trace_rows_free). Fails only for want of memory; no row at all is n = 0.
 */
int ins_trace_rows_copy(const struct ins_trace *record, size_t from, size_t to,
	struct ins_trace_rows *rows, struct ins_err *err);
void ins_trace_rows_free(struct ins_trace_rows *rows);

/*
 * Means of BIN consecutive rows each of ROWS [from, to) into MEANS (zeroed before, freed by
 * ins_trace_rows_free); a short rest joins the last mean. row names the first row of each.
 */
int ins_trace_rows_average(const struct ins_trace_rows *rows, size_t from, size_t to, size_t bin,
	struct ins_trace_rows *means, struct ins_err *err);

/*
 * In displacement control strain grows evenly with time. Where nothing speaks against that over
 * rows [from, to), the straight line of strain over guide takes the place of the noisy strain;
 * *share is then the relative variance of that line's slope, else both stay as they are. Fails
 * only for want of memory.
 */
int ins_trace_rows_straighten(
	struct ins_trace_rows *rows, size_t from, size_t to, double *share, struct ins_err *err);

#endif
