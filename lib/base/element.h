/* element - numbers as files hold them: integers and reals of either byte order, as doubles. */
#ifndef INSITU_ELEMENT_H
#define INSITU_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>

enum ins_element {
	INS_ELEMENT_U8,
	INS_ELEMENT_I8,
	INS_ELEMENT_U16,
	INS_ELEMENT_I16,
	INS_ELEMENT_U32,
	INS_ELEMENT_I32,
	INS_ELEMENT_U64,
	INS_ELEMENT_I64,
	INS_ELEMENT_F32,
	INS_ELEMENT_F64
};

/* Bytes of one number of this type. */
size_t ins_element_size(enum ins_element type);

/*
 * The largest number that an integer type of 8 or 16 bits can hold, which is where a detector's
 * counts stop; INFINITY for every other type, that no detector fills.
 */
double ins_element_ceiling(enum ins_element type);

/*
 * Numbers raw[n] of this type, at any alignment, as doubles out[n]; with SWAPPED they are in
 * the byte order that is not this machine's. Exact, but for 64-bit integers beyond 2^53, which
 * are rounded. Both arrays are lent and must not overlap.
 */
void ins_element_widen(const void *raw, enum ins_element type, bool swapped, size_t n,
		       double *out);

#endif
