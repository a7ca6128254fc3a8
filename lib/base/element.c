/* element - numbers as files hold them, integers and reals, as doubles. */
#include "element.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "lanes.h"

#define WIDEN(name, type)                                                          \
	INS_WIDE static void name(                                                 \
		const unsigned char *restrict from, size_t n, double *restrict to) \
	{                                                                          \
		for (size_t i = 0; i < n; i++) {                                   \
			type v;                                                    \
			memcpy(&v, from + i * sizeof v, sizeof v);                 \
			to[i] = (double)v;                                         \
		}                                                                  \
	}
WIDEN(widen_int8, int8_t)
WIDEN(widen_uint8, uint8_t)
WIDEN(widen_int16, int16_t)
WIDEN(widen_uint16, uint16_t)
WIDEN(widen_int32, int32_t)
WIDEN(widen_uint32, uint32_t)
WIDEN(widen_int64, int64_t)
WIDEN(widen_uint64, uint64_t)
WIDEN(widen_float32, float)
WIDEN(widen_float64, double)

static const struct {
	size_t size;
	double ceiling;
	const char *name;
	void (*widen)(const unsigned char *from, size_t n, double *to);
} elements[] = {
	[INS_INT8] = {1, INT8_MAX, "8-bit integers", widen_int8},
	[INS_UINT8] = {1, UINT8_MAX, "8-bit unsigned integers", widen_uint8},
	[INS_INT16] = {2, INT16_MAX, "16-bit integers", widen_int16},
	[INS_UINT16] = {2, UINT16_MAX, "16-bit unsigned integers", widen_uint16},
	[INS_INT32] = {4, INFINITY, "32-bit integers", widen_int32},
	[INS_UINT32] = {4, INFINITY, "32-bit unsigned integers", widen_uint32},
	[INS_INT64] = {8, INFINITY, "64-bit integers", widen_int64},
	[INS_UINT64] = {8, INFINITY, "64-bit unsigned integers", widen_uint64},
	[INS_FLOAT32] = {4, INFINITY, "32-bit floating-point numbers", widen_float32},
	[INS_FLOAT64] = {8, INFINITY, "64-bit floating-point numbers", widen_float64},
};

size_t ins_element_size(enum ins_element element)
{
	return elements[element].size;
}

const char *ins_element_name(enum ins_element element)
{
	return elements[element].name;
}

double ins_element_ceiling(enum ins_element element)
{
	return elements[element].ceiling;
}

void ins_element_doubles(enum ins_element element, const void *from, size_t n, double *to)
{
	elements[element].widen(from, n, to);
}
