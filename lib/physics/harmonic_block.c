/* harmonic_block - the columns of a harmonic fit, and their products, many rows at a time. */
#include "physics/harmonic_block.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

/* Added and subtracted, it rounds to the nearest whole number. */
#define ROUNDER 6755399441055744.0

size_t ins_harmonic_load(const struct ins_record *record, size_t *row, double end_s,
	struct ins_harmonic_block *block)
{
	size_t i = *row, n = 0;

	for (; i < record->n && n < INS_HARMONIC_ROWS; i++) {
		if (!ins_record_usable(record, i))
			continue;
		if (record->time_s[i] >= end_s)
			break;
		block->time_s[n] = record->time_s[i];
		block->channel[INS_OF_LOAD][n] = record->load[i];
		block->channel[INS_OF_DISPLACEMENT][n++] = record->displacement[i];
	}
	*row = i;
	return block->n = n;
}

static size_t padded(const struct ins_harmonic_block *block)
{
	return (block->n + INS_LANES - 1) / INS_LANES * INS_LANES;
}

/*
 * Cosine and sine of 2 pi times a phase of at most half a cycle: Taylor series of a quarter of
 * the angle, to 1e-17 there, doubled twice.
 */
INS_INLINE void cosine_and_sine(double phase, double *cosine, double *sine)
{
	double y = M_PI_2 * phase, q = y * y, c, s, t;

	s = 1 - q * (1. / 210) * (1 - q * (1. / 272));
	s = 1 - q * (1. / 72) * (1 - q * (1. / 110) * (1 - q * (1. / 156) * s));
	s = y * (1 - q * (1. / 6) * (1 - q * (1. / 20) * (1 - q * (1. / 42) * s)));
	c = 1 - q * (1. / 182) * (1 - q * (1. / 240));
	c = 1 - q * (1. / 56) * (1 - q * (1. / 90) * (1 - q * (1. / 132) * c));
	c = 1 - q * 0.5 * (1 - q * (1. / 12) * (1 - q * (1. / 30) * c));
	t = 2 * s * c;
	c = 1 - 2 * s * s;
	*sine = 2 * t * c;
	*cosine = 1 - 2 * t * t;
}

INS_WIDE static void fundamental(
	const struct ins_harmonic_basis *basis, struct ins_harmonic_block *block, size_t n)
{
	double start_s = basis->start_s, frequency_Hz = basis->frequency_Hz;
	double per_cycle = 1 / (frequency_Hz * basis->span_s), per_s = 1 / basis->span_s;
	double *restrict drift = block->column[ins_harmonic_columns(basis->top, 0)];
	double *restrict cosine = block->column[1], *restrict sine = block->column[2];

	for (size_t k = 0; k < n; k++) {
		double since_s = block->time_s[k] - start_s;
		double cycles = since_s * frequency_Hz, near = cycles + ROUNDER - ROUNDER;
		double phase = cycles - near, whole = phase < 0 ? near - 1 : near;

		cosine_and_sine(phase, &cosine[k], &sine[k]);
		drift[k] = since_s * per_s - 0.5;
		block->stair[k] = (whole + 0.5) * per_cycle - 0.5;
	}
}

/* cos (k + 2)a = 2 cos 2a cos ka - cos (k - 2)a, and so the sine. */
INS_WIDE static void harmonics(int top, struct ins_harmonic_block *block, size_t n)
{
	double(*column)[INS_HARMONIC_ROWS] = block->column;

	for (size_t k = 0; top > 1 && k < n; k++) {
		column[3][k] = column[1][k] * column[1][k] - column[2][k] * column[2][k];
		column[4][k] = 2 * column[1][k] * column[2][k];
	}
	for (size_t k = 0; top > 2 && k < n; k++) {
		column[5][k] = (2 * column[3][k] - 1) * column[1][k];
		column[6][k] = (2 * column[3][k] + 1) * column[2][k];
	}
	for (int order = 5, j = 7; order <= top; order += 2, j += 2) {
		int before = ins_harmonic_cosine(order - 4);

		for (size_t k = 0; k < n; k++) {
			column[j][k] = 2 * column[3][k] * column[j - 2][k] - column[before][k];
			column[j + 1][k] =
				2 * column[3][k] * column[j - 1][k] - column[before + 1][k];
		}
	}
}

void ins_harmonic_columns_of(
	const struct ins_harmonic_basis *basis, struct ins_harmonic_block *block)
{
	size_t n = padded(block);

	block->columns = ins_harmonic_columns(basis->top, basis->drift);
	block->drift = basis->drift;
	for (size_t k = 0; k < n; k++)
		block->column[0][k] = 1;
	for (size_t k = block->n; k < n; k++)
		block->time_s[k] = basis->start_s;
	fundamental(basis, block, n);
	harmonics(basis->top, block, n);
	for (size_t k = block->n; k < n; k++) {
		for (int j = 0; j < block->columns; j++)
			block->column[j][k] = 0;
		block->stair[k] = 0;
		block->channel[INS_OF_LOAD][k] = block->channel[INS_OF_DISPLACEMENT][k] = 0;
	}
}

INS_INLINE double lane_sum(const ins_lanes *lanes)
{
	return ((*lanes)[0] + (*lanes)[1]) + ((*lanes)[2] + (*lanes)[3]);
}

INS_INLINE void add_product(ins_lanes *sum, const ins_lanes *x, const double *y)
{
	ins_lanes other;

	memcpy(&other, y, sizeof other);
	*sum += *x * other;
}

/* Four products of one vector, so that it is read once and no addition waits for the last. */
INS_INLINE void four_products(const double *x, const double *const *y, size_t n, double *const *sum)
{
	ins_lanes a = {0}, b = {0}, c = {0}, d = {0}, factor;

	for (size_t k = 0; k < n; k += INS_LANES) {
		memcpy(&factor, x + k, sizeof factor);
		add_product(&a, &factor, y[0] + k);
		add_product(&b, &factor, y[1] + k);
		add_product(&c, &factor, y[2] + k);
		add_product(&d, &factor, y[3] + k);
	}
	*sum[0] += lane_sum(&a);
	*sum[1] += lane_sum(&b);
	*sum[2] += lane_sum(&c);
	*sum[3] += lane_sum(&d);
}

INS_WIDE static void products(
	const double *x, const double *const *y, size_t count, size_t n, double *const *sum)
{
	for (size_t i = 0; i < count; i += 4)
		four_products(x, y + i, n, sum + i);
}

/* What one row of the equations is multiplied with, filled up to a multiple of four. */
struct partners {
	const double *vector[INS_HARMONIC_COLUMNS + 8];
	double *sum[INS_HARMONIC_COLUMNS + 8], unused;
	size_t n;
};

static void partner(struct partners *partners, const double *vector, double *sum)
{
	partners->vector[partners->n] = vector;
	partners->sum[partners->n++] = sum;
}

static void multiply(struct partners *partners, const double *x, size_t n)
{
	while (partners->n % 4)
		partner(partners, x, &partners->unused);
	products(x, partners->vector, partners->n, n, partners->sum);
}

void ins_harmonic_add(struct ins_harmonic_sums *sums, const struct ins_harmonic_block *block)
{
	int last = block->columns - 1;
	size_t n = padded(block);

	/* The lower half, and the full last row and column where they differ. */
	for (int i = 0; i <= last; i++) {
		const double *x = block->drift && i == last ? block->stair : block->column[i];
		struct partners partners = {.n = 0};

		for (int j = 0; j <= i; j++)
			partner(&partners, block->column[j], &sums->gram[i][j]);
		if (block->drift && i < last)
			partner(&partners, block->column[last], &sums->gram[i][last]);
		for (int c = 0; c < INS_CHANNELS; c++)
			partner(&partners, block->channel[c], &sums->right[c][i]);
		multiply(&partners, x, n);
	}
	for (int c = 0; c < INS_CHANNELS; c++) {
		struct partners partners = {.n = 0};

		for (int d = c; d < INS_CHANNELS; d++)
			partner(&partners, block->channel[d], &sums->square[c][d]);
		multiply(&partners, block->channel[c], n);
	}
	sums->n += block->n;
}

INS_WIDE static void subtract(
	double *restrict from, const double *restrict column, double factor, size_t n)
{
	for (size_t k = 0; k < n; k++)
		from[k] -= factor * column[k];
}

void ins_harmonic_subtract(struct ins_harmonic_block *block, int channel, const double *coefficient,
	int first, int end)
{
	for (int j = first; j < end; j++)
		subtract(block->channel[channel], block->column[j], coefficient[j], padded(block));
}
