/* scatter - the cycles of a run one by one, and what their scatter says of the noise. */
#ifndef INSITU_SCATTER_H
#define INSITU_SCATTER_H

#include <complex.h>

#include "physics/loop.h"

/* One cycle. Amplitudes are those of its fundamental; NaN where its rows are too few. */
struct ins_cycle {
	double start_s;
	size_t rows;
	double load_amplitude, displacement_amplitude;
	double storage, loss, damping;
	double loop_energy;        /* of its rows, closed by a chord, drift taken out */
	double mean[INS_CHANNELS]; /* at the middle of the cycle, drift included */
};

/* What the residuals of a fit show. */
struct ins_scatter {
	double residual[INS_CHANNELS][INS_CHANNELS]; /* variances and covariance */
	/* Density of the noise of load - ratio * displacement at the fundamental, over its mean
	 * over all frequencies: 1 for white noise; NaN with fewer than two cycles or no noise. */
	double noise_ratio;
};

/* What the residuals of a channel repeat in every cycle. */
struct ins_repeat {
	double variance; /* 0 where chance explains it */
	double within;   /* variance of what is not repeated */
	double phases;   /* that it is known at */
	double freedom;  /* of these about the harmonics; of few, variance tells nothing */
};

/* The ratio of the fundamentals, load over displacement, as a complex number. */
double complex ins_scatter_ratio(const double load[2], const double displacement[2]);

/*
 * Go through the cycles of a record that fit describes, from the start of its basis on:
 * each gets its own mean and fundamental; drift and the other harmonics are those
 * of the record. Fills cycle[cycles] (lent) and the scatter. Fails with INS_EANALYSIS where fewer
 * rows than columns are left.
 */
int ins_scatter_cycles(const struct ins_record *record, const struct ins_harmonic_fit *fit,
	size_t cycles, struct ins_cycle *cycle, struct ins_scatter *scatter, struct ins_err *err);

/* What a channel's residuals repeat in every cycle: the variance of the points of a fine mean loop
 * about the harmonics, less the share of the scatter within them (analysis of variance). Under
 * three standard deviations above that share it is chance. */
struct ins_repeat ins_scatter_repeat(const struct ins_scatter *scatter,
	const struct ins_harmonic_fit *fit, const struct ins_loop *fine, int channel);

#endif
