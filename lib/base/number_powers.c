/*
 * number_powers - print number_powers.h: the leading 128 bits of 5^q for q = -342 ... 308.
 *
 * 10^q w is a normal or subnormal double for no other q when 0 < w < 2^64. Bits are cut off, save
 * that q = -27 ... -1 is rounded up, as D. Lemire's proof wants it (Number parsing at a gigabyte
 * per second, Software: Practice and Experience 51, 2021, section 5).
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LEAST = -342, MOST = 308, LIMBS = 26 }; /* 5^342 has 795 bits */

struct big {
	uint32_t limb[LIMBS]; /* least first */
};

static void times_five(struct big *a)
{
	uint64_t carry = 0;

	for (int i = 0; i < LIMBS; i++) {
		carry += (uint64_t)a->limb[i] * 5;
		a->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

static struct big power_of_five(int exponent)
{
	struct big power = {{1}};

	for (int i = 0; i < exponent; i++)
		times_five(&power);
	return power;
}

static bool bit(const struct big *a, int i)
{
	return i >= 0 && (a->limb[i / 32] >> (i % 32) & 1);
}

static int bit_length(const struct big *a)
{
	int length = 32 * LIMBS;

	while (length > 0 && !bit(a, length - 1))
		length--;
	return length;
}

static void double_it(struct big *a)
{
	for (int i = LIMBS - 1; i >= 0; i--)
		a->limb[i] = a->limb[i] << 1 | (i > 0 ? a->limb[i - 1] >> 31 : 0);
}

/* Take B from A if it is not larger. */
static bool take(struct big *a, const struct big *b)
{
	struct big difference;
	int64_t borrow = 0;

	for (int i = 0; i < LIMBS; i++) {
		borrow += (int64_t)a->limb[i] - b->limb[i];
		difference.limb[i] = (uint32_t)borrow;
		borrow = borrow < 0 ? -1 : 0;
	}
	if (borrow == 0)
		*a = difference;
	return borrow == 0;
}

static void push(uint64_t top[2], bool next)
{
	top[0] = top[0] << 1 | top[1] >> 63;
	top[1] = top[1] << 1 | next;
}

static void leading_bits(int q, uint64_t top[2])
{
	struct big power = power_of_five(q);
	int length = bit_length(&power);

	for (int i = 1; i <= 128; i++)
		push(top, bit(&power, length - i));
}

/* Long division of the least power of two above 5^-q by it. */
static void leading_bits_of_inverse(int q, uint64_t top[2])
{
	struct big power = power_of_five(-q), rest = {{0}};
	int length = bit_length(&power);

	rest.limb[length / 32] = UINT32_C(1) << (length % 32);
	for (int i = 0; i < 128; i++) {
		push(top, take(&rest, &power));
		double_it(&rest);
	}
	/* Of none of these powers are all low bits set. */
	if (q >= -27)
		top[1]++;
}

int main(void)
{
	printf("/* Leading 128 bits of 5^q, q = %d ... %d, two to a line; printed by "
	       "number_powers.c. */\n",
		LEAST, MOST);
	printf("enum { LEAST_POWER = %d, MOST_POWER = %d };\n\n", LEAST, MOST);
	printf("static const struct power {\n\tuint64_t high, low;\n} powers_of_five[] = {");
	for (int q = LEAST; q <= MOST; q++) {
		uint64_t top[2] = {0, 0};

		if (q < 0)
			leading_bits_of_inverse(q, top);
		else
			leading_bits(q, top);
		printf("%s{0x%016llx, 0x%016llx},", (q - LEAST) % 2 ? " " : "\n\t",
			(unsigned long long)top[0], (unsigned long long)top[1]);
	}
	printf("\n};\n");
	return ferror(stdout) || fclose(stdout) ? 1 : 0;
}
