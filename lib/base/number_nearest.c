/* number_nearest - the double nearest to a whole number times a power of ten. */
#include "base/number_nearest.h"

#include "base/number_powers.h"

enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1023, EXPONENT_MOST = 2047 };

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

uint64_t ins_number_nearest(uint64_t value, int64_t power)
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
