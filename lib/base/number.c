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

#include "base/number_powers.h"

enum {
	EXACT_DIGITS = 19,  /* 10^19 - 1 < 2^64 */
	EXACT_POWER = 22,   /* 10^22 is the last power of ten that is a double */
	QUICK_BYTES = 26,   /* sign, decimal sign, three times 8 bytes */
	LONGEST_TIE = 800,  /* no double and no middle between two has more than 767 digits */
	MANTISSA_BITS = 52, /* those stored */
	EXPONENT_BIAS = 1023,
	EXPONENT_MOST = 2047
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

/* How many of the eight bytes are digits before the first that is none; DIGITS is each ^ '0'. */
static inline int leading_digits(uint64_t digits)
{
	uint64_t others = (digits | (digits + 0x0606060606060606)) & 0xf0f0f0f0f0f0f0f0;

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

struct product {
	uint64_t high, low;
};

static inline struct product multiply(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;

	return (struct product){(uint64_t)(product >> 64), (uint64_t)product};
#else
	uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
	uint64_t middle = a1 * b0 + (a0 * b0 >> 32), other = a0 * b1 + (uint32_t)middle;

	return (struct product){a1 * b1 + (middle >> 32) + (other >> 32), a * b};
#endif
}

/* The leading bits of value x 5^exponent: the low word of the power joins where it may matter. */
static struct product multiply_by_power(uint64_t value, int exponent)
{
	const struct power *power = &powers_of_five[exponent - LEAST_POWER];
	struct product product = multiply(value, power->high);

	if ((product.high & 0x1ff) == 0x1ff) {
		product.low += multiply(value, power->low).high;
		if (product.low < multiply(value, power->low).high)
			product.high++;
	}
	return product;
}

static uint64_t round_subnormal(uint64_t mantissa, int exponent)
{
	if (1 - exponent >= 64)
		return 0;
	mantissa >>= 1 - exponent;
	/* Rounding up to 2^52 sets the lowest bit of the exponent: the least normal number. */
	return (mantissa + (mantissa & 1)) >> 1;
}

/* The bits of the double nearest to value x 10^exponent (Eisel and Lemire). */
static uint64_t nearest_bits(uint64_t value, int64_t power)
{
	int shift, upper, exponent;
	uint64_t mantissa;
	struct product product;

	if (value == 0 || power < LEAST_POWER)
		return 0;
	if (power > MOST_POWER)
		return (uint64_t)EXPONENT_MOST << MANTISSA_BITS;
	shift = __builtin_clzll(value);
	product = multiply_by_power(value << shift, (int)power);
	upper = (int)(product.high >> 63);
	mantissa = product.high >> (upper + 64 - MANTISSA_BITS - 3);
	/* 217706 / 2^16 is log2(10) closely enough for every power in the table. */
	exponent = (int)((217706 * power) >> 16) + 63 + upper - shift + EXPONENT_BIAS;
	if (exponent <= 0)
		return round_subnormal(mantissa, exponent);
	/* A tie, which only these powers can have, goes to the even neighbour. */
	if (product.low <= 1 && power >= -4 && power <= 23 && (mantissa & 3) == 1 &&
		mantissa << (upper + 64 - MANTISSA_BITS - 3) == product.high)
		mantissa &= ~UINT64_C(1);
	mantissa = (mantissa + (mantissa & 1)) >> 1;
	if (mantissa >> (MANTISSA_BITS + 1)) {
		mantissa >>= 1;
		exponent++;
	}
	if (exponent >= EXPONENT_MOST)
		return (uint64_t)EXPONENT_MOST << MANTISSA_BITS;
	mantissa &= (UINT64_C(1) << MANTISSA_BITS) - 1;
	return (uint64_t)exponent << MANTISSA_BITS | mantissa;
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

/* number x 10^exponent, rounded once. */
static inline double scale(uint64_t number, int64_t exponent)
{
	if (FLT_EVAL_METHOD != 0 || number >> (MANTISSA_BITS + 1) || exponent < -EXACT_POWER ||
		exponent > EXACT_POWER)
		return double_of(nearest_bits(number, exponent));
	return exponent < 0 ? (double)(int64_t)number / exact_power[-exponent]
			    : (double)(int64_t)number * exact_power[exponent];
}

/* Any number; NULL where none stands. */
static const char *parse_any(const char *p, const char *end, char decimal, double *value)
{
	struct parts parts;

	p = take_apart(p, end, decimal, &parts);
	if (!p)
		return NULL;
	if (parts.count > EXACT_DIGITS && significant_digits(&parts) > EXACT_DIGITS)
		*value = read_many(&parts);
	else
		*value = scale(parts.value, parts.exponent);
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

/*
 * A number as most are: an optional '-', a decimal sign among the first eight bytes, digits whose
 * number fits 64 bits, no exponent. Closing the gap at the decimal sign makes one word of the
 * digits on both sides, so that only the length of the whole is left for the processor to guess:
 * guessing each sign would cost as much as all the rest. Looks at QUICK_BYTES from P on; NULL
 * where the number is another one.
 */
static inline const char *parse_quick(const char *p, char decimal, double *value)
{
	uint64_t negative = *p == '-', digits, whole, number;
	const char *begin = p += negative;
	int n, more;

	digits = load(p) ^ zeros;
	n = leading_digits(digits);
	if (n == 8 || p[n] != decimal)
		return NULL;
	whole = (UINT64_C(1) << 8 * n) - 1;
	digits = (digits & whole) | ((load(p + 1) ^ zeros) & ~whole);
	more = leading_digits(digits);
	if (more == 0)
		return NULL;
	number = join_first(digits, more);
	p += more + 1;
	if (more == 8) {
		digits = load(p) ^ zeros;
		if (leading_digits(digits) == 8) {
			number = number * 100000000 + join(digits);
			p += 8;
		}
		more = append_digits(p, &number);
		if (more < 0)
			return NULL;
		p += more;
	}
	if (*p == 'e' || *p == 'E')
		return NULL;
	*value = double_of(bits_of(scale(number, begin + n + 1 - p)) | negative << 63);
	return p;
}

const char *ins_number_parse(const char *p, const char *end, char decimal, double *value)
{
	const char *after = end - p >= QUICK_BYTES ? parse_quick(p, decimal, value) : NULL;

	return after ? after : parse_any(p, end, decimal, value);
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
