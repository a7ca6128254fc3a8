/* number_product - all 128 bits of a product. */
#ifndef INSITU_NUMBER_PRODUCT_H
#define INSITU_NUMBER_PRODUCT_H

#include <stdint.h>

struct ins_product {
	uint64_t high, low;
};

static inline struct ins_product ins_number_product(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;

	return (struct ins_product){(uint64_t)(product >> 64), (uint64_t)product};
#else
	uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
	uint64_t middle = a1 * b0 + (a0 * b0 >> 32), other = a0 * b1 + (uint32_t)middle;

	return (struct ins_product){a1 * b1 + (middle >> 32) + (other >> 32), a * b};
#endif
}

#endif
