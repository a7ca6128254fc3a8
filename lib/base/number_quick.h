/*
 * number_quick - most numbers, read within the caller's own loop.
 *
 * Eight digits at a time, as bytes of one word. Neither the sign nor the place of the decimal sign
 * is asked for by a jump: the processor would guess every second one wrong, which costs as much as
 * all the rest.
 */
#ifndef INSITU_NUMBER_QUICK_H
#define INSITU_NUMBER_QUICK_H

#include <float.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bytes that are looked at from the start of a number on: signs, decimal sign, e, 4 x 8 digits. */
enum { INS_NUMBER_QUICK = 36 };

/* The last power of ten that is a double. */
enum { INS_NUMBER_EXACT_POWER = 22 };

static const double ins_number_exact_powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static const uint32_t ins_number_powers[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

/* Eight bytes, the first one lowest. */
static inline uint64_t ins_number_load(const char *p)
{
	uint64_t bytes;

	memcpy(&bytes, p, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	bytes = __builtin_bswap64(bytes);
#endif
	return bytes;
}

/* Eight bytes of text as what they are apart from '0': digits become 0 ... 9. */
static inline uint64_t ins_number_digits(const char *p)
{
	return ins_number_load(p) ^ 0x3030303030303030;
}

/* Bits among the upper four of each byte that is no digit. */
static inline uint64_t ins_number_others(uint64_t digits)
{
	return (digits | (digits + 0x0606060606060606)) & 0xf0f0f0f0f0f0f0f0;
}

/* How many of the eight bytes are digits before the first that is none. */
static inline int ins_number_count(uint64_t digits)
{
	uint64_t others = ins_number_others(digits);

	return others ? __builtin_ctzll(others) >> 3 : 8;
}

/* The first N (1 ... 8) of eight digits as a number: joined to twos, fours and eight. */
static inline uint64_t ins_number_join(uint64_t digits, int n)
{
	const uint64_t pair = 0x000000ff000000ff;

	digits <<= 64 - 8 * n;
	digits = digits * 10 + (digits >> 8);
	digits = (digits & pair) * 0x000f424000000064 + (digits >> 16 & pair) * 0x0000271000000001;
	return digits >> 32;
}

/*
 * The first digits of the number at *P, after its sign: up to eight as one word, those on both
 * sides of a decimal sign put together. *N is their count and *P goes past them; *FRACTION is where
 * digits behind the decimal sign begin, or the end of a whole number. False for none, or for eight
 * and more before the decimal sign.
 */
static inline bool ins_number_begin(
	const char **p, char decimal, uint64_t *digits, int *n, const char **fraction)
{
	uint64_t others, whole;

	*digits = ins_number_digits(*p);
	others = ins_number_others(*digits);
	if (others == 0)
		return false;
	*fraction = *p + (__builtin_ctzll(others) >> 3);
	if (**fraction == decimal) {
		/* The lowest bit of `others` is then the fifth of the decimal sign. */
		whole = ((others & -others) >> 4) - 1;
		++*p;
		*digits = (*digits & whole) | (ins_number_digits(*p) & ~whole);
		++*fraction;
	}
	*n = ins_number_count(*digits);
	*p += *n;
	return *n > 0;
}

/* Add the exponent whose letter stands at P; NULL where it has no digits, or eight and more. */
static inline const char *ins_number_exponent(const char *p, int64_t *exponent)
{
	bool negative = p[1] == '-';
	uint64_t digits;
	int64_t value;
	int n;

	p += 1 + (negative | (p[1] == '+'));
	digits = ins_number_digits(p);
	n = ins_number_count(digits);
	if (n == 0 || n == 8)
		return NULL;
	value = (int64_t)ins_number_join(digits, n);
	*exponent += negative ? -value : value;
	return p + n;
}

/* Whether number x 10^exponent is one operation on two exact doubles, hence rounded once. */
static inline bool ins_number_is_exact(uint64_t number, int64_t exponent)
{
	return FLT_EVAL_METHOD == 0 && number >> DBL_MANT_DIG == 0 &&
	       exponent >= -INS_NUMBER_EXACT_POWER && exponent <= INS_NUMBER_EXACT_POWER;
}

/* That operation, and the sign. */
static inline double ins_number_scale(uint64_t number, int64_t exponent, uint64_t negative)
{
	double value = exponent < 0 ? (double)(int64_t)number / ins_number_exact_powers[-exponent]
				    : (double)(int64_t)number * ins_number_exact_powers[exponent];
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	bits |= negative << 63;
	memcpy(&value, &bits, sizeof value);
	return value;
}

#ifdef __SSE2__

/* All bits of sixteen bytes, and none of the next sixteen. */
static const _Alignas(64) uint8_t ins_number_window[32] = {
	255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

/* A negative number is divided by a negative power, which makes -0 of its zero, too. */
static const double ins_number_signed_powers[2][16] = {
	{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15},
	{-1e0, -1e1, -1e2, -1e3, -1e4, -1e5, -1e6, -1e7, -1e8, -1e9, -1e10, -1e11, -1e12, -1e13,
		-1e14, -1e15}};

/* Sixteen digits, of which the first is 0, as a number: joined to twos, fours and eights. */
static inline __m128d ins_number_join_sixteen(__m128i digits)
{
	__m128d eights;

	/* The upper byte of each product is ten times the first digit and the second. */
	digits = _mm_srli_epi16(_mm_mullo_epi16(digits, _mm_set1_epi16(0x0a01)), 8);
	digits = _mm_madd_epi16(digits, _mm_set1_epi32(0x00010064));
	digits = _mm_packs_epi32(digits, digits);
	digits = _mm_madd_epi16(digits, _mm_set1_epi32(0x00012710));
	eights = _mm_mul_pd(_mm_cvtepi32_pd(digits), _mm_setr_pd(1e8, 1));
	return _mm_add_sd(eights, _mm_unpackhi_pd(eights, eights));
}

static inline __m128i ins_number_load_sixteen(const void *p)
{
	return _mm_loadu_si128((const __m128i *)p);
}

/*
 * Whether the text from P up to AFTER is a number of at most fifteen digits without an exponent, as
 * ins_number_parse would read it; *VALUE is then that number. False says nothing: ask
 * ins_number_parse. Bytes before P and behind AFTER are looked at, INS_NUMBER_QUICK of
 * them each at most.
 *
 * The bytes that end at AFTER are taken whole, those before the number as zeros and those before
 * the decimal sign moved up by one, so that no jump depends on how many digits there are.
 */
static inline bool ins_number_quick(const char *p, const char *after, char decimal, double *value)
{
	size_t negative = *p == '-', length = (size_t)(after - p) - negative;
	int behind = 0;
	unsigned signs;
	__m128i digits, front, moved;
	__m128d number;

	if (length - 1 > 15)
		return false;
	digits = _mm_xor_si128(ins_number_load_sixteen(after - 16), _mm_set1_epi8('0'));
	digits = _mm_andnot_si128(ins_number_load_sixteen(ins_number_window + length), digits);
	signs = (unsigned)_mm_movemask_epi8(
		_mm_cmpeq_epi8(digits, _mm_set1_epi8((char)(decimal ^ '0'))));
	if (signs) {
		behind = 15 - __builtin_ctz(signs);
		front = ins_number_load_sixteen(ins_number_window + behind);
		moved = _mm_xor_si128(_mm_slli_si128(digits, 1), digits);
		digits = _mm_xor_si128(_mm_and_si128(moved, front), digits);
	}
	if (length - (signs != 0) - 1 > 14 ||
		_mm_movemask_epi8(_mm_adds_epu8(digits, _mm_set1_epi8(0x76))) != 0)
		return false;
	number = _mm_div_sd(ins_number_join_sixteen(digits),
		_mm_load_sd(&ins_number_signed_powers[negative][behind]));
	_mm_store_sd(value, number);
	return true;
}

#else

/* The same for at most fifteen digits and any exponent, without vectors. */
static inline bool ins_number_quick(const char *p, const char *after, char decimal, double *value)
{
	uint64_t negative = *p == '-', digits, number;
	const char *fraction;
	int64_t exponent;
	int n;

	p += negative;
	if (!ins_number_begin(&p, decimal, &digits, &n, &fraction))
		return false;
	number = ins_number_join(digits, n);
	if (n == 8) {
		digits = ins_number_digits(p);
		n = ins_number_count(digits);
		if (n == 8)
			return false;
		if (n > 0)
			number = number * ins_number_powers[n] + ins_number_join(digits, n);
		p += n;
	}
	exponent = fraction - p;
	if (p != after && ((*p != 'e' && *p != 'E') || !(p = ins_number_exponent(p, &exponent))))
		return false;
	if (p != after || !ins_number_is_exact(number, exponent))
		return false;
	*value = ins_number_scale(number, exponent, negative);
	return true;
}

#endif

#endif
