/* loading - the rows of a record in which its specimen is first loaded. */
#ifndef INSITU_LOADING_H
#define INSITU_LOADING_H

#include "physics/trace.h"

/*
 * How many rows of CURVE there are until stress has risen to half of its greatest or above and
 * falls for good, by a tenth of that and by 8 times its noise; all where it does not. What is
 * loaded anew behind is as straight, but its strain has its zero elsewhere.
 */
size_t ins_loading_rows(const struct ins_trace_rows *curve);

/*
 * Rows [*FROM, *TO) of CURVE in which strain first passes from LO to HI: *TO is where it first
 * stands above HI by 4 times its noise, or behind its highest where it does not, *FROM where it was
 * last as far under LO before that. Three rows on end count, so that a spike does not.
 */
void ins_loading_passage(
	const struct ins_trace_rows *curve, double lo, double hi, size_t *from, size_t *to);

#endif
