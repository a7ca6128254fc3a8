/* element - numbers as files hold them: integers and reals of either byte order, as doubles. */
#include "element.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "lanes.h"

size_t ins_element_size(enum ins_element type)
{
	switch (type) {
	case INS_ELEMENT_U8:
	case INS_ELEMENT_I8:
		return 1;
	case INS_ELEMENT_U16:
	case INS_ELEMENT_I16:
		return 2;
	case INS_ELEMENT_U32:
	case INS_ELEMENT_I32:
	case INS_ELEMENT_F32:
		return 4;
	case INS_ELEMENT_U64:
	case INS_ELEMENT_I64:
	case INS_ELEMENT_F64:
		break;
	}
	return 8;
}

double ins_element_ceiling(enum ins_element type)
{
	switch (type) {
	case INS_ELEMENT_U8:
		return UINT8_MAX;
	case INS_ELEMENT_I8:
		return INT8_MAX;
	case INS_ELEMENT_U16:
		return UINT16_MAX;
	case INS_ELEMENT_I16:
		return INT16_MAX;
	case INS_ELEMENT_U32:
	case INS_ELEMENT_I32:
	case INS_ELEMENT_U64:
	case INS_ELEMENT_I64:
	case INS_ELEMENT_F32:
	case INS_ELEMENT_F64:
		break;
	}
	return INFINITY;
}

/* The bits of each type, turned to this machine's order and read as what they are. */

static inline double as_u8(uint8_t bits) { return bits; }
static inline double as_i8(uint8_t bits) { return (int8_t)bits; }
static inline double as_u16(uint16_t bits) { return bits; }
static inline double as_i16(uint16_t bits) { return (int16_t)bits; }
static inline double as_u32(uint32_t bits) { return bits; }
static inline double as_i32(uint32_t bits) { return (int32_t)bits; }
static inline double as_u64(uint64_t bits) { return (double)bits; }
static inline double as_i64(uint64_t bits) { return (double)(int64_t)bits; }

static inline double as_f32(uint32_t bits)
{
	float real;

	memcpy(&real, &bits, sizeof real);
	return (double)real;
}

static inline double as_f64(uint64_t bits)
{
	double real;

	memcpy(&real, &bits, sizeof real);
	return real;
}

static inline uint8_t kept(uint8_t bits) { return bits; }
static inline uint16_t kept16(uint16_t bits) { return bits; }
static inline uint32_t kept32(uint32_t bits) { return bits; }
static inline uint64_t kept64(uint64_t bits) { return bits; }

static inline uint16_t turned16(uint16_t bits)
{
	return (uint16_t)(bits >> 8 | bits << 8);
}

static inline uint32_t turned32(uint32_t bits)
{
	return bits >> 24 | (bits >> 8 & 0xff00) | (bits << 8 & 0xff0000) | bits << 24;
}

static inline uint64_t turned64(uint64_t bits)
{
	return (uint64_t)turned32((uint32_t)bits) << 32 | turned32((uint32_t)(bits >> 32));
}

#define WIDEN(name, bits_type, order, meaning)                                             \
	INS_WIDE static void name(const unsigned char *restrict raw, size_t n,             \
				  double *restrict out)                                    \
	{                                                                                  \
		for (size_t i = 0; i < n; i++) {                                           \
			bits_type bits;                                                    \
                                                                                           \
			memcpy(&bits, raw + i * sizeof bits, sizeof bits);                 \
			out[i] = meaning(order(bits));                                     \
		}                                                                          \
	}

WIDEN(widen_u8, uint8_t, kept, as_u8)
WIDEN(widen_i8, uint8_t, kept, as_i8)
WIDEN(widen_u16, uint16_t, kept16, as_u16)
WIDEN(widen_i16, uint16_t, kept16, as_i16)
WIDEN(widen_u32, uint32_t, kept32, as_u32)
WIDEN(widen_i32, uint32_t, kept32, as_i32)
WIDEN(widen_u64, uint64_t, kept64, as_u64)
WIDEN(widen_i64, uint64_t, kept64, as_i64)
WIDEN(widen_f32, uint32_t, kept32, as_f32)
WIDEN(widen_f64, uint64_t, kept64, as_f64)
WIDEN(widen_u16_turned, uint16_t, turned16, as_u16)
WIDEN(widen_i16_turned, uint16_t, turned16, as_i16)
WIDEN(widen_u32_turned, uint32_t, turned32, as_u32)
WIDEN(widen_i32_turned, uint32_t, turned32, as_i32)
WIDEN(widen_u64_turned, uint64_t, turned64, as_u64)
WIDEN(widen_i64_turned, uint64_t, turned64, as_i64)
WIDEN(widen_f32_turned, uint32_t, turned32, as_f32)
WIDEN(widen_f64_turned, uint64_t, turned64, as_f64)

void ins_element_widen(const void *raw, enum ins_element type, bool swapped, size_t n,
		       double *out)
{
	static void (*const widen[][2])(const unsigned char *, size_t, double *) = {
		[INS_ELEMENT_U8] = {widen_u8, widen_u8},
		[INS_ELEMENT_I8] = {widen_i8, widen_i8},
		[INS_ELEMENT_U16] = {widen_u16, widen_u16_turned},
		[INS_ELEMENT_I16] = {widen_i16, widen_i16_turned},
		[INS_ELEMENT_U32] = {widen_u32, widen_u32_turned},
		[INS_ELEMENT_I32] = {widen_i32, widen_i32_turned},
		[INS_ELEMENT_U64] = {widen_u64, widen_u64_turned},
		[INS_ELEMENT_I64] = {widen_i64, widen_i64_turned},
		[INS_ELEMENT_F32] = {widen_f32, widen_f32_turned},
		[INS_ELEMENT_F64] = {widen_f64, widen_f64_turned},
	};

	widen[type][swapped](raw, n, out);
}
