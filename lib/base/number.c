/* number - decimal text to the nearest double: exact, whatever the locale, and fast. */
#include "base/number.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number_nearest.h"

enum {
	EXACT_DIGITS = 19,  /* 10^19 - 1 < 2^64 */
	EXACT_POWER = 22,   /* 10^22 is the last power of ten that is a double */
	QUICK_BYTES = 36,   /* sign, decimal sign, 3 x 8 bytes, e, sign, 8 bytes */
	LONGEST_TIE = 800,  /* no double and no middle between two has more than 767 digits */
	MANTISSA_BITS = 52, /* those stored */
};

/* Enough to overflow or vanish under any number of digits that fits in memory, and in a sum. */
static const int64_t huge_exponent = INT64_C(1) << 60;

/* A number taken apart: value x 10^exponent, where value is whole if it has at most 19 digits. */
struct parts {
	uint64_t value;
	int64_t exponent;
	const char *digits, *stop; /* where digits begin and end, the decimal sign among them */
	int64_t count;             /* of digits, zeros in front included */
	bool negative;
};

static const uint64_t zeros = 0x3030303030303030;
static const uint32_t power_of_ten[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
static const double exact_power[EXACT_POWER + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8,
	1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Eight bytes, the first one lowest. */
static inline uint64_t load(const char *p)
{
	uint64_t bytes;

	memcpy(&bytes, p, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	bytes = __builtin_bswap64(bytes);
#endif
	return bytes;
}

/* The same, with zeros for the bytes past the end. */
static inline uint64_t load_before(const char *p, const char *end)
{
	char bytes[8] = {0};

	if (end - p >= 8)
		return load(p);
	memcpy(bytes, p, (size_t)(end - p));
	return load(bytes);
}

/* High bits in each of the eight bytes that is no digit; DIGITS is each ^ '0'. */
static inline uint64_t other_bytes(uint64_t digits)
{
	return (digits | (digits + 0x0606060606060606)) & 0xf0f0f0f0f0f0f0f0;
}

/* How many of the eight bytes are digits before the first that is none. */
static inline int leading_digits(uint64_t digits)
{
	uint64_t others = other_bytes(digits);

	return others ? __builtin_ctzll(others) >> 3 : 8;
}

/* Eight decimal digits as a number, two, four and eight at a time. */
static inline uint64_t join(uint64_t digits)
{
	const uint64_t pair = 0x000000ff000000ff;

	digits = digits * 10 + (digits >> 8);
	digits = (digits & pair) * 0x000f424000000064 + (digits >> 16 & pair) * 0x0000271000000001;
	return digits >> 32;
}

/* The first N (1 ... 8) of eight digits as a number. */
static inline uint64_t join_first(uint64_t digits, int n)
{
	return join(digits << (64 - 8 * n));
}

static inline const char *read_digits(const char *p, const char *end, uint64_t *value)
{
	int n;

	do {
		uint64_t digits = load_before(p, end) ^ zeros;

		n = leading_digits(digits);
		if (n == 0)
			break;
		*value = *value * power_of_ten[n] + join_first(digits, n);
		p += n;
	} while (n == 8);
	return p;
}

/* Digits, any decimal sign, digits: however many. */
static const char *read_mantissa(const char *p, const char *end, char decimal, struct parts *parts)
{
	const char *begin = p, *fraction;

	p = read_digits(p, end, &parts->value);
	parts->count = p - begin;
	if (p < end && *p == decimal) {
		fraction = ++p;
		p = read_digits(p, end, &parts->value);
		parts->exponent = fraction - p;
		parts->count += p - fraction;
	}
	return p;
}

static const char *read_exponent(const char *p, const char *end, int64_t *exponent)
{
	const char *q = p + 1;
	int64_t value = 0;
	bool negative = q < end && *q == '-';

	if (q < end && (*q == '-' || *q == '+'))
		q++;
	if (q == end || *q < '0' || *q > '9')
		return p;
	for (; q < end && *q >= '0' && *q <= '9'; q++)
		if (value < huge_exponent / 16)
			value = value * 10 + (*q - '0');
	*exponent += negative ? -value : value;
	return q;
}

static inline const char *take_apart(
	const char *p, const char *end, char decimal, struct parts *parts)
{
	char sign = p < end ? *p : 0;

	parts->value = 0;
	parts->exponent = 0;
	parts->negative = sign == '-';
	p += (sign == '-') | (sign == '+');
	parts->digits = p;
	p = read_mantissa(p, end, decimal, parts);
	parts->stop = p;
	if (parts->count == 0)
		return NULL;
	if (p < end && (*p == 'e' || *p == 'E'))
		p = read_exponent(p, end, &parts->exponent);
	return p;
}

static int64_t significant_digits(const struct parts *parts)
{
	int64_t leading = 0;

	for (const char *p = parts->digits; p < parts->stop; p++) {
		if (*p >= '1' && *p <= '9')
			break;
		leading += *p == '0';
	}
	return parts->count - leading;
}

static inline double double_of(uint64_t bits)
{
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

static inline uint64_t bits_of(double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	return bits;
}

/*
 * Many digits: strtod is given the first ones, and a last 1 for any that are not zero behind them.
 * That text holds no decimal sign, so that no locale can change what it means.
 */
static double read_many(const struct parts *parts)
{
	char text[LONGEST_TIE + sizeof "1e-9223372036854775808"];
	size_t n = 0;
	int64_t exponent = parts->exponent;
	bool more = false;
	int saved_errno = errno;
	double value;

	for (const char *p = parts->digits; p < parts->stop; p++) {
		if (*p < '0' || *p > '9' || (n == 0 && *p == '0'))
			continue;
		if (n < LONGEST_TIE) {
			text[n++] = *p;
		} else {
			more |= *p != '0';
			exponent++;
		}
	}
	if (more) {
		text[n++] = '1';
		exponent--;
	}
	snprintf(text + n, sizeof text - n, "e%lld", (long long)exponent);
	value = strtod(text, NULL);
	errno = saved_errno;
	return value;
}

/* Whether number x 10^exponent is one operation on two exact doubles. */
static inline bool is_exact(uint64_t number, int64_t exponent)
{
	return FLT_EVAL_METHOD == 0 && number >> (MANTISSA_BITS + 1) == 0 &&
	       exponent >= -EXACT_POWER && exponent <= EXACT_POWER;
}

static inline double scale(uint64_t number, int64_t exponent)
{
	return exponent < 0 ? (double)(int64_t)number / exact_power[-exponent]
			    : (double)(int64_t)number * exact_power[exponent];
}

/* Any number; NULL where none stands. */
__attribute__((noinline)) static const char *parse_any(
	const char *p, const char *end, char decimal, double *value)
{
	struct parts parts;

	p = take_apart(p, end, decimal, &parts);
	if (!p)
		return NULL;
	if (parts.count > EXACT_DIGITS && significant_digits(&parts) > EXACT_DIGITS)
		*value = read_many(&parts);
	else if (is_exact(parts.value, parts.exponent))
		*value = scale(parts.value, parts.exponent);
	else
		*value = double_of(ins_number_nearest(parts.value, parts.exponent));
	if (parts.negative)
		*value = -*value;
	return p;
}

/* Put the digits at P, at most seven, behind NUMBER; their count, or -1 where that is too much. */
static inline int append_digits(const char *p, uint64_t *number)
{
	uint64_t digits = load(p) ^ zeros;
	int n = leading_digits(digits);

	if (n == 0)
		return 0;
	if (n == 8 || __builtin_mul_overflow(*number, power_of_ten[n], number) ||
		__builtin_add_overflow(*number, join_first(digits, n), number))
		return -1;
	return n;
}

/* Up to 15 digits more behind the eight in NUMBER; NULL where that is too much. */
static inline const char *append_many(const char *p, uint64_t *number)
{
	uint64_t digits = load(p) ^ zeros;
	int n;

	if (leading_digits(digits) == 8) {
		*number = *number * 100000000 + join(digits);
		p += 8;
	}
	n = append_digits(p, number);
	return n < 0 ? NULL : p + n;
}

/* Add the exponent whose letter stands at P; NULL where it has no digits, or too many. */
static inline const char *add_exponent(const char *p, int64_t *exponent)
{
	int64_t negative = p[1] == '-';
	uint64_t value = 0;
	int n;

	p += 1 + (negative | (p[1] == '+'));
	n = append_digits(p, &value);
	*exponent += ((int64_t)value ^ -negative) + negative;
	return n > 0 ? p + n : NULL;
}

__attribute__((noinline)) static const char *finish_nearest(
	const char *p, uint64_t number, int64_t exponent, uint64_t negative, double *value)
{
	*value = double_of(ins_number_nearest(number, exponent) | negative << 63);
	return p;
}

/*
 * Most numbers are an optional '-', at most seven digits, perhaps a decimal sign and more of them,
 * all together a number of 64 bits, perhaps an exponent: those are read here, looking at
 * QUICK_BYTES. The sign and the place of the decimal sign are not asked for by jumps, which the
 * processor would guess wrong too often: closing the gap at the decimal sign makes one word of the
 * digits on both sides.
 */
const char *ins_number_parse(const char *begin, const char *end, char decimal, double *value)
{
	const char *p = begin, *fraction;
	uint64_t negative, digits, others, whole, number;
	int64_t exponent;
	int n;

	if (end - p < QUICK_BYTES)
		return parse_any(begin, end, decimal, value);
	negative = *p == '-';
	p += negative;
	digits = load(p) ^ zeros;
	others = other_bytes(digits);
	if (others == 0)
		return parse_any(begin, end, decimal, value);
	fraction = p + (__builtin_ctzll(others) >> 3);
	if (*fraction == decimal) {
		/* The lowest bit of `others` is the fifth of the decimal sign. */
		whole = ((others & -others) >> 4) - 1;
		digits = (digits & whole) | ((load(p + 1) ^ zeros) & ~whole);
		p++;
		fraction++;
	}
	n = leading_digits(digits);
	p += n;
	if (n == 0)
		return parse_any(begin, end, decimal, value);
	number = join_first(digits, n);
	if (n == 8 && !(p = append_many(p, &number)))
		return parse_any(begin, end, decimal, value);
	exponent = fraction - p;
	if ((*p == 'e' || *p == 'E') && !(p = add_exponent(p, &exponent)))
		return parse_any(begin, end, decimal, value);
	if (!is_exact(number, exponent))
		return finish_nearest(p, number, exponent, negative, value);
	*value = double_of(bits_of(scale(number, exponent)) | negative << 63);
	return p;
}

/* The byte after WORD (in small letters) if P begins with it, else NULL. */
static const char *after_word(const char *p, const char *end, const char *word)
{
	for (; *word; p++, word++)
		if (p == end || (*p | 0x20) != *word)
			return NULL;
	return p;
}

const char *ins_number_parse_word(const char *p, const char *end, double *value)
{
	bool negative = p < end && *p == '-';
	const char *after, *longer;

	if (p < end && (*p == '-' || *p == '+'))
		p++;
	after = after_word(p, end, "nan");
	if (after) {
		*value = NAN;
		return after;
	}
	after = after_word(p, end, "inf");
	if (!after)
		return NULL;
	*value = negative ? -INFINITY : INFINITY;
	longer = after_word(after, end, "inity");
	return longer ? longer : after;
}
