/* number_nearest - the double nearest to a whole number times a power of ten. */
#include "base/number_nearest.h"

#include "base/number_powers.h"
#include "base/number_product.h"

enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1023, EXPONENT_MOST = 2047 };

/* The leading bits of value x 5^exponent: the low word of the power joins where it may matter. */
static struct ins_product multiply_by_power(uint64_t value, int exponent)
{
	const struct power *power = &powers_of_five[exponent - LEAST_POWER];
	struct ins_product product = ins_number_product(value, power->high);

	if ((product.high & 0x1ff) == 0x1ff) {
		product.low += ins_number_product(value, power->low).high;
		if (product.low < ins_number_product(value, power->low).high)
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

uint64_t ins_number_nearest(uint64_t value, int64_t power)
{
	int shift, upper, exponent;
	uint64_t mantissa;
	struct ins_product product;

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
