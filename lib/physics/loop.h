/* loop - the area of hysteresis loops, and the mean loop of many cycles. */
#ifndef INSITU_LOOP_H
#define INSITU_LOOP_H

#include "physics/harmonic.h"

/* The most bins that a loop is folded into. */
#define INS_LOOP_BINS 2048

/* One phase bin of a folded loop: means over the rows in it. */
struct ins_loop_bin {
	double phase; /* mean phase, 0 to 1; NaN where the bin is empty */
	double load, displacement;
	size_t n;
};

/* A mean loop: the cycles laid over each other, drift taken out. Zero it before use. */
struct ins_loop {
	struct ins_loop_bin *bin; /* owned */
	size_t bins;
};

/*
 * Work lost a cycle, over exactly `cycles` periods of fit from start_s on: the open integral
 * of load by displacement with interpolated ends, after the drift of both channels in fit and
 * the mean load have been subtracted, so that drift does not count as loss. A record that ends
 * up to two rows early is closed with its first point. Units: load times displacement.
 * Fails with INS_EANALYSIS where the record does not cover the periods.
 */
int ins_loop_energy(const struct ins_record *record, const struct ins_harmonic_fit *fit,
	double start_s, size_t cycles, double *energy, struct ins_err *err);

/*
 * Fold a record at the frequency of fit into a mean loop of so many bins (1 to INS_LOOP_BINS),
 * its drift taken out. Phase 0 is the maximum of the load's fundamental. Rows of one phase that
 * stands on the border of two bins are all in one of them. loop owns the result (ins_loop_free).
 * INS_ENOMEM.
 */
int ins_loop_fold(const struct ins_record *record, const struct ins_harmonic_fit *fit, size_t bins,
	struct ins_loop *loop, struct ins_err *err);
void ins_loop_free(struct ins_loop *loop);

/* Put `share` neighbouring bins of a loop into one each. loop owns the result. */
int ins_loop_coarsen(
	const struct ins_loop *fine, size_t share, struct ins_loop *loop, struct ins_err *err);

#endif
