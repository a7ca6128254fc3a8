/* stretch - where, roughly, a curve is at its steepest. */
#ifndef INSITU_STRETCH_H
#define INSITU_STRETCH_H

#include "physics/trace.h"

/*
 * Find the stretch [*from, *to) of CURVE that holds the elastic part with what bends at its
 * ends; ins_hinge_find tells how. The whole record where no part of it is clearly steeper.
 */
int ins_stretch_find(
	const struct ins_trace_rows *curve, size_t *from, size_t *to, struct ins_err *err);

#endif
