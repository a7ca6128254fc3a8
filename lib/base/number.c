/* number - decimal text to the nearest double: exact, whatever the locale, and fast. */
#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number_nearest.h"
#include "base/number_quick.h"

enum {
	EXACT_DIGITS = 19, /* 10^19 - 1 < 2^64 */
	LONGEST_TIE = 800  /* no double and no middle between two has more than 767 digits */
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

/* Eight bytes as ins_number_digits gives them; those past the end are no digits. */
static inline uint64_t digits_before(const char *p, const char *end)
{
	char bytes[8] = {0};

	if (end - p >= 8)
		return ins_number_digits(p);
	memcpy(bytes, p, (size_t)(end - p));
	return ins_number_digits(bytes);
}

static inline const char *read_digits(const char *p, const char *end, uint64_t *value)
{
	int n;

	do {
		uint64_t digits = digits_before(p, end);

		n = ins_number_count(digits);
		if (n == 0)
			break;
		*value = *value * ins_number_powers[n] + ins_number_join(digits, n);
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

static double double_of(uint64_t bits)
{
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
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

/* Any number; NULL where none stands. */
__attribute__((noinline)) static const char *parse_any(
	const char *p, const char *end, char decimal, double *value)
{
	struct parts parts;
	uint64_t negative;

	p = take_apart(p, end, decimal, &parts);
	if (!p)
		return NULL;
	negative = parts.negative;
	if (parts.count > EXACT_DIGITS && significant_digits(&parts) > EXACT_DIGITS)
		*value = negative ? -read_many(&parts) : read_many(&parts);
	else if (ins_number_is_exact(parts.value, parts.exponent))
		*value = ins_number_scale(parts.value, parts.exponent, negative);
	else
		*value =
			double_of(ins_number_nearest(parts.value, parts.exponent) | negative << 63);
	return p;
}

/* Up to 15 digits more behind the eight in NUMBER; NULL where that is too much. */
static inline const char *append_digits(const char *p, uint64_t *number)
{
	uint64_t digits = ins_number_digits(p);
	int n = ins_number_count(digits);

	if (n == 8) {
		*number = *number * 100000000 + ins_number_join(digits, 8);
		p += 8;
		digits = ins_number_digits(p);
		n = ins_number_count(digits);
	}
	if (n == 0)
		return p;
	if (n == 8 || __builtin_mul_overflow(*number, ins_number_powers[n], number) ||
		__builtin_add_overflow(*number, ins_number_join(digits, n), number))
		return NULL;
	return p + n;
}

/* In a function of its own, so that ins_number_parse need not save registers for a call. */
__attribute__((noinline)) static const char *finish_nearest(
	const char *p, uint64_t number, int64_t exponent, uint64_t negative, double *value)
{
	*value = double_of(ins_number_nearest(number, exponent) | negative << 63);
	return p;
}

/* Most numbers fit 64 bits and have at most seven digits before their decimal sign. */
const char *ins_number_parse(const char *begin, const char *end, char decimal, double *value)
{
	const char *p = begin, *fraction;
	uint64_t negative, digits, number;
	int64_t exponent;
	int n;

	if (end - p < INS_NUMBER_QUICK)
		return parse_any(begin, end, decimal, value);
	negative = *p == '-';
	p += negative;
	if (!ins_number_begin(&p, decimal, &digits, &n, &fraction))
		return parse_any(begin, end, decimal, value);
	number = ins_number_join(digits, n);
	if (n == 8 && !(p = append_digits(p, &number)))
		return parse_any(begin, end, decimal, value);
	exponent = fraction - p;
	if ((*p == 'e' || *p == 'E') && !(p = ins_number_exponent(p, &exponent)))
		return parse_any(begin, end, decimal, value);
	if (!ins_number_is_exact(number, exponent))
		return finish_nearest(p, number, exponent, negative, value);
	*value = ins_number_scale(number, exponent, negative);
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
