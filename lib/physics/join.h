/* join - a channel read at the times of another clock, where rows may lack a time. */
#ifndef INSITU_JOIN_H
#define INSITU_JOIN_H

#include <stddef.h>

#include "base/err.h"

/*
 * value[m] over clock_s[m], read at time_s[n] - lag_s by straight lines between its rows, in
 * read[n]. A row without a time is left out, as if it were not there; one without a value leaves
 * NaN from the row before it to the row after it, since what happened there is not known. NaN
 * outside the clock, and where time_s is not finite. Arrays are lent. Fails as
 * ins_conduct_join does, and with INS_ENOMEM.
 */
int ins_join_clocks(const double *clock_s, const double *value, size_t m, const double *time_s,
	size_t n, double lag_s, double *read, struct ins_err *err);

#endif
