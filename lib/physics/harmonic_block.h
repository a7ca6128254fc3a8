/* harmonic_block - the columns of a harmonic fit, and their products, many rows at a time. */
#ifndef INSITU_HARMONIC_BLOCK_H
#define INSITU_HARMONIC_BLOCK_H

#include "physics/harmonic.h"

/* Rows of a block: few enough for its columns to stay in the processor's first cache. */
#define INS_HARMONIC_ROWS 128

/* Rows of both channels, and the basis at their times. n and the first three arrays are the
 * caller's to fill; the last column is drift where there is one. */
struct ins_harmonic_block {
	size_t n;
	double time_s[INS_HARMONIC_ROWS];
	double channel[INS_CHANNELS][INS_HARMONIC_ROWS];
	int columns, drift;
	double column[INS_HARMONIC_COLUMNS + 1][INS_HARMONIC_ROWS];
	double stair[INS_HARMONIC_ROWS]; /* drift at the middle of the cycle that the row is in */
};

/* Normal equations, summed block by block. Zero it before use. */
struct ins_harmonic_sums {
	double gram[INS_HARMONIC_COLUMNS + 1][INS_HARMONIC_COLUMNS + 1];
	double right[INS_CHANNELS][INS_HARMONIC_COLUMNS + 1];
	double square[INS_CHANNELS][INS_CHANNELS];
	size_t n;
};

/* What solving them gives. */
struct ins_harmonic_solution {
	double coefficient[INS_CHANNELS][INS_HARMONIC_COLUMNS + 1];
	double inverse[INS_HARMONIC_COLUMNS + 1][INS_HARMONIC_COLUMNS + 1];
};

/*
 * Fill a block with usable rows of a record from *row on, but none of or after end_s; *row is
 * moved to the first row that is left. Returns the number of rows.
 */
size_t ins_harmonic_load(const struct ins_record *record, size_t *row, double end_s,
	struct ins_harmonic_block *block);

/* Fill the columns of a block. Rows beyond n, up to a multiple of four, become 0. */
void ins_harmonic_columns_of(
	const struct ins_harmonic_basis *basis, struct ins_harmonic_block *block);

/*
 * Add the rows of a block to the sums. The equation for the drift is weighted by its stair: with
 * whole cycles that is at right angles to everything periodic, so that harmonics above the
 * highest one fitted do not pass for drift, nor drift for a fundamental (instrumental variables;
 * plain least squares is off by 5e-6 rad for a triangle of 10 cycles fitted up to order 5).
 */
void ins_harmonic_add(struct ins_harmonic_sums *sums, const struct ins_harmonic_block *block);

/* Subtract a linear combination of the columns first ... end - 1 from a channel of a block. */
void ins_harmonic_subtract(struct ins_harmonic_block *block, int channel, const double *coefficient,
	int first, int end);

/*
 * Solve the leading columns of the sums; drift says whether the last of them is one.
 * Fails with INS_EANALYSIS where the rows cannot tell the columns apart.
 */
int ins_harmonic_solve(const struct ins_harmonic_sums *sums, int columns, int drift,
	struct ins_harmonic_solution *solution, struct ins_err *err);

#endif
