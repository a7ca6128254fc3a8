/* number_format - a double as decimal text of ten digits: exact, whatever the locale, and fast. */
#include "base/number_format.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number_powers.h"
#include "base/number_product.h"

enum {
	DIGITS = 10,
	MANTISSA_BITS = 52,
	EXPONENT_BIAS = 1075, /* of a mantissa that is a whole number */
	LEAST_FIXED = -4,     /* smaller exponents are written out */
	MOST_EXACT = 27,      /* 5^27 < 2^64 */
	BUFFER = 64
};

static const uint64_t ten_digits = UINT64_C(10000000000);

/* d x 10^(exponent - 9), where d has ten digits. */
struct decimal {
	uint64_t digits;
	int exponent;
};

/* 2^exponent times a mantissa whose highest bit is set. */
struct binary {
	uint64_t mantissa;
	int exponent;
};

static struct binary take_apart(uint64_t bits)
{
	uint64_t mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
	int exponent = (int)(bits >> MANTISSA_BITS), shift;

	if (exponent == 0)
		exponent = 1;
	else
		mantissa |= UINT64_C(1) << MANTISSA_BITS;
	shift = __builtin_clzll(mantissa);
	return (struct binary){mantissa << shift, exponent - EXPONENT_BIAS - shift};
}

/*
 * VALUE x 10^POWER, between 2^29 and 2^35, rounded to a whole number, ties to even. False where it
 * lies too near to a tie for the leading 64 bits of 5^POWER, which give the exact product for
 * powers 0 to 27 only. For others the exact product is less than one 64-bit word larger than the
 * one here, or (powers are rounded up for -27 to -1) smaller by less than its last bit.
 */
static bool scale(struct binary value, int power, uint64_t *whole)
{
	struct ins_product product =
		ins_number_product(value.mantissa, powers_of_five[power - LEAST_POWER].high);
	/* 217706 / 2^16 is log2(10) closely enough for every power in the table. */
	int shift = -1 - value.exponent - ((217706 * power) >> 16);
	uint64_t half = UINT64_C(1) << (shift - 1), rest = product.high & (2 * half - 1);

	*whole = product.high >> shift;
	if (power >= 0 && power <= MOST_EXACT) {
		*whole += rest > half || (rest == half && (product.low || (*whole & 1)));
		return true;
	}
	*whole += rest >= half;
	return rest - (half - 1) > 1;
}

/* False where the power of ten is not in the table or the product not good enough. */
static bool round_quickly(uint64_t bits, struct decimal *decimal)
{
	struct binary value = take_apart(bits);
	/* 315653 / 2^20 is log10(2): never above the exponent, at most one below it. */
	int exponent = (315653 * (value.exponent + 63)) >> 20, power = DIGITS - 1 - exponent;

	if (power > MOST_POWER || !scale(value, power, &decimal->digits))
		return false;
	/* 9999999999.6 has eleven digits when it is rounded. */
	if (decimal->digits >= ten_digits) {
		exponent++;
		if (!scale(value, power - 1, &decimal->digits))
			return false;
	}
	decimal->exponent = exponent;
	return true;
}

/* Only digits are taken, so that no locale can change what they mean. */
static struct decimal round_by_printf(double magnitude)
{
	char text[BUFFER];
	const char *e;

	snprintf(text, sizeof text, "%.9e", magnitude);
	e = strchr(text, 'e');
	return (struct decimal){
		(uint64_t)(*text - '0') * (ten_digits / 10) + strtoull(e - (DIGITS - 1), NULL, 10),
		atoi(e + 1)};
}

/* Eight digits, one a byte, the first lowest: halved to fours, twos and ones. */
static uint64_t split_digits(uint32_t number)
{
	uint64_t fours = number / 10000 | (uint64_t)(number % 10000) << 32;
	/* 10486 / 2^20 is 1/100, and 103 / 2^10 is 1/10, closely enough. */
	uint64_t hundreds = (fours * 10486 >> 20) & 0x0000007f0000007f;
	uint64_t twos = hundreds | (fours - hundreds * 100) << 16;
	uint64_t tens = (twos * 103 >> 10) & 0x000f000f000f000f;

	return tens | (twos - tens * 10) << 8;
}

static void store_digits(char *p, uint64_t digits)
{
	digits |= 0x3030303030303030;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	digits = __builtin_bswap64(digits);
#endif
	memcpy(p, &digits, sizeof digits);
}

/* The ten digits as text; how many of them stand before the zeros at the end. */
static int print_digits(uint64_t number, char digits[2 * DIGITS])
{
	uint64_t first = number / 100000000, others = split_digits((uint32_t)(number % 100000000));

	digits[0] = (char)('0' + first / 10);
	digits[1] = (char)('0' + first % 10);
	store_digits(digits + 2, others);
	if (others)
		return DIGITS - __builtin_clzll(others) / 8;
	return first % 10 ? 2 : 1;
}

/* Copies are of fixed size, since that is one move; what stands behind the end is cut off. */
static char *print_fixed(char *p, const char *digits, int significant, int exponent)
{
	int whole = exponent + 1;

	if (exponent < 0) {
		memcpy(p, "0.000", 5);
		memcpy(p + 1 - exponent, digits, DIGITS);
		return p + 1 - exponent + significant;
	}
	memcpy(p, digits, DIGITS);
	if (significant <= whole)
		return p + whole;
	p[whole] = '.';
	memcpy(p + whole + 1, digits + whole, DIGITS);
	return p + significant + 1;
}

static char *print_exponent(char *p, const char *digits, int significant, int exponent)
{
	int magnitude = abs(exponent);

	p[0] = digits[0];
	p[1] = '.';
	memcpy(p + 2, digits + 1, DIGITS - 1);
	p += significant == 1 ? 1 : significant + 1;
	*p++ = 'e';
	*p++ = exponent < 0 ? '-' : '+';
	if (magnitude >= 100)
		*p++ = (char)('0' + magnitude / 100);
	*p++ = (char)('0' + magnitude / 10 % 10);
	*p++ = (char)('0' + magnitude % 10);
	return p;
}

static size_t print_word(const char *word, char *text)
{
	size_t length = strlen(word);

	memcpy(text, word, length + 1);
	return length;
}

size_t ins_number_format(double value, char text[INS_NUMBER_TEXT])
{
	char digits[2 * DIGITS], *p = text;
	struct decimal decimal;
	uint64_t bits;
	int significant;

	if (isnan(value))
		return print_word("nan", text);
	if (isinf(value))
		return print_word(value < 0 ? "-inf" : "inf", text);
	if (value == 0)
		return print_word("0", text);
	if (value < 0)
		*p++ = '-';
	value = fabs(value);
	memcpy(&bits, &value, sizeof bits);
	if (!round_quickly(bits, &decimal))
		decimal = round_by_printf(value);
	significant = print_digits(decimal.digits, digits);
	if (decimal.exponent < LEAST_FIXED || decimal.exponent >= DIGITS)
		p = print_exponent(p, digits, significant, decimal.exponent);
	else
		p = print_fixed(p, digits, significant, decimal.exponent);
	*p = 0;
	return (size_t)(p - text);
}
