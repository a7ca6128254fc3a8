/* draw - doubles of any kind, the same in every run. */
#ifndef INSITU_DRAW_H
#define INSITU_DRAW_H

#include <stdint.h>
#include <string.h>

static uint64_t draw_state;

/* G. Steele, D. Lea, C. Flood: splitmix64. */
static inline uint64_t draw(void)
{
	uint64_t z = draw_state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static inline int draw_below(int n)
{
	return (int)(draw() % (uint64_t)n);
}

static inline uint64_t bits_of(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static inline double double_of(uint64_t bits)
{
	double x;

	memcpy(&x, &bits, sizeof x);
	return x;
}

/* Any finite double, as likely as any other. */
static inline double draw_double(void)
{
	uint64_t bits;

	do
		bits = draw();
	while ((bits >> 52 & 2047) == 2047);
	return double_of(bits);
}

#endif
