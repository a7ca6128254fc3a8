/* loading - the rows of a record in which its specimen is first loaded. */
#ifndef INSITU_LOADING_H
#define INSITU_LOADING_H

#include "physics/trace.h"

/*
 * How many rows of CURVE there are until stress has risen to half of its greatest or above and
 * falls for good, by a tenth of that and by 8 times its noise; or, from a twentieth of its greatest
 * on, falls by a tenth of what it was while strain turns back and does not come back all the way:
 * the specimen has flowed. All where neither is. What is loaded anew behind is as straight, but its
 * strain has its zero elsewhere; where it has not flowed, the zero is the same. Stress in any unit.
 * The shares are this project's choice.
 */
size_t ins_loading_rows(const struct ins_trace_rows *curve);

/*
 * Rows [*FROM, *TO) of CURVE from the first at strain LO to the last at HI, both as strains, of its
 * first passage: behind where strain was last under LO by 4 times its noise, and before it stands
 * above HI by as much or, where it never does, is at its highest. Three rows on end count, so that
 * a spike does not. *FROM is *TO where no row lies between.
 */
void ins_loading_passage(
	const struct ins_trace_rows *curve, double lo, double hi, size_t *from, size_t *to);

/*
 * Drop the rows of every detour of CURVE: from where strain turns back, to fall by ten times its
 * noise or step of rounding, until it is there again. That is an unloading with the reloading
 * behind it, in which nothing flows. Three rows on end count, so that a spike does not. The guide
 * goes on as if there had been none.
 */
void ins_loading_drop_detours(struct ins_trace_rows *curve);

#endif
