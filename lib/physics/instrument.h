/* instrument - take the instrument's share out of a complex stiffness. */
#ifndef INSITU_INSTRUMENT_H
#define INSITU_INSTRUMENT_H

#include <complex.h>
#include <stddef.h>

#include "base/err.h"

/* A complex stiffness or modulus K' + i K'' (load over displacement, time running as
 * exp(+i w t)) with the variances of its parts and their covariance. */
struct ins_stiffness {
	double complex value;
	double storage_variance, loss_variance, covariance;
};

/* The stiffness of an instrument without a specimen, at one frequency. */
struct ins_empty_run {
	double frequency_Hz;
	struct ins_stiffness stiffness;
};

/* Damping K''/K' and its standard error, to first order. */
void ins_instrument_damping(
	const struct ins_stiffness *stiffness, double *damping, double *damping_se);

/* Stiffness of a driven oscillator, k - m w^2 + i w c: N/m, kg and N s/m give N/m. */
double complex ins_instrument_oscillator(
	double stiffness, double mass, double damping, double frequency_Hz);

/* A known stiffness in parallel (push-to-pull device, oscillator) taken off. */
struct ins_stiffness ins_instrument_parallel(struct ins_stiffness total, double complex known);

/* A measured stiffness in parallel taken off, its uncertainty added. */
struct ins_stiffness ins_instrument_without(
	struct ins_stiffness total, struct ins_stiffness device);

/*
 * The empty instrument's stiffness at a frequency, between its runs[n] (lent, in any order; runs
 * at one frequency are averaged) as an oscillator's k - m w^2 + i w c goes: the storage part is
 * linear in the square of the frequency, the loss part in the frequency. Fails with
 * INS_EANALYSIS outside their frequencies, which 1 % is allowed to miss, and for n = 0.
 */
int ins_instrument_empty(const struct ins_empty_run *runs, size_t n, double frequency_Hz,
	struct ins_stiffness *stiffness, struct ins_err *err);

/* A frame's compliance in series taken out: 1/K = 1/K_total - compliance. */
struct ins_stiffness ins_instrument_series(struct ins_stiffness total, double compliance);

/* A load channel that is late by delay_s (early: negative) put right: K exp(i w delay). */
struct ins_stiffness ins_instrument_delay(
	struct ins_stiffness measured, double frequency_Hz, double delay_s);

/* Stiffness times a real number: length over area makes a modulus of it. */
struct ins_stiffness ins_instrument_scale(struct ins_stiffness stiffness, double factor);

#endif
