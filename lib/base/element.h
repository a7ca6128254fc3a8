/* element - numbers as files hold them, integers and reals, as doubles. */
#ifndef INSITU_ELEMENT_H
#define INSITU_ELEMENT_H

#include <stddef.h>

/* How one number is stored. */
enum ins_element {
	INS_INT8,
	INS_UINT8,
	INS_INT16,
	INS_UINT16,
	INS_INT32,
	INS_UINT32,
	INS_INT64,
	INS_UINT64,
	INS_FLOAT32,
	INS_FLOAT64
};

/* Bytes of one element. */
size_t ins_element_size(enum ins_element element);

/* "16-bit unsigned integers" */
const char *ins_element_name(enum ins_element element);

/*
 * The largest number that integers of 8 or 16 bits can hold, which is where the counts of a
 * detector stop; INFINITY for all others, which no detector fills.
 */
double ins_element_ceiling(enum ins_element element);

/*
 * N elements in this machine's byte order, which may begin at any address, as doubles; a 64-bit
 * integer beyond 2^53 is rounded. FROM and TO must not overlap.
 */
void ins_element_doubles(enum ins_element element, const void *from, size_t n, double *to);

#endif
