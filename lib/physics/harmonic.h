/* harmonic - drift and harmonics of one frequency, by least squares on load and displacement. */
#ifndef INSITU_HARMONIC_H
#define INSITU_HARMONIC_H

#include "physics/record.h"

/* The highest order that a fit takes, and the columns that it then has. */
#define INS_HARMONIC_TOP 15
#define INS_HARMONIC_COLUMNS 20

enum { INS_OF_LOAD, INS_OF_DISPLACEMENT, INS_CHANNELS };

/* The columns of a fit: 1, cosine and sine of the orders 1, 2, 3, 5, 7 ... top, drift. */
struct ins_harmonic_basis {
	double frequency_Hz;
	double start_s; /* where the first cycle starts, and phase is 0 */
	double span_s;  /* drift is (time - middle of the span) / span_s */
	int top;        /* the highest order: 1, 2 or an odd one up to INS_HARMONIC_TOP */
	int drift;      /* whether there is a column of drift */
};

/* A fit. Coefficients are in the units of the channels. */
struct ins_harmonic_fit {
	struct ins_harmonic_basis basis;
	int columns;
	size_t n; /* rows used */
	double coefficient[INS_CHANNELS][INS_HARMONIC_COLUMNS + 1];
	double inverse[INS_HARMONIC_COLUMNS + 1][INS_HARMONIC_COLUMNS + 1];
	/* The load's own frequency, where it was fitted, and its standard error for white noise;
	 * else that of the basis, and 0. */
	double frequency_Hz, frequency_se_Hz;
};

/* How many columns a basis has, and which one is an order's cosine; its sine follows. */
int ins_harmonic_columns(int top, int drift);
int ins_harmonic_cosine(int order);

/* The highest order, up to top, that this many rows a cycle and in all can tell apart. */
int ins_harmonic_order(int top, double rows_per_cycle, size_t rows);

/*
 * Fit load and displacement by the basis over all rows of a record, in one pass and without a
 * matrix of n rows. Where `near` is a fit of about the same frequency and phase, the load's own
 * frequency is fitted with them, to first order: one step of Gauss and Newton. Fails with
 * INS_EANALYSIS for too few rows or for columns that the rows cannot tell apart, and as
 * ins_record_survey does.
 */
int ins_harmonic_fit(const struct ins_record *record, const struct ins_harmonic_basis *basis,
	const struct ins_harmonic_fit *near, struct ins_harmonic_fit *fit, struct ins_err *err);

/*
 * The same with the frequency of the load, which is near basis->frequency_Hz: the
 * four-parameter sine fit of IEEE 1057, with drift and harmonics beside the sine. The basis of
 * the fit is within 1e-7 of the frequency that it tells. Where that goes back and forth by less
 * than a quarter of its standard error for ever, one of its places is told. near is as above, or
 * NULL. Fails with INS_EANALYSIS where it leaves the neighbourhood of its start, which is half a
 * cycle over the span, where it does not settle, and without a column of drift, since one cycle
 * does not tell both.
 */
int ins_harmonic_free(const struct ins_record *record, const struct ins_harmonic_basis *basis,
	const struct ins_harmonic_fit *near, struct ins_harmonic_fit *fit, struct ins_err *err);

/* Drift of a channel, in its unit a second; 0 where it was not fitted. */
double ins_harmonic_slope(const struct ins_harmonic_fit *fit, int channel);

/* The value of a channel's fit of constant and drift at a time. */
double ins_harmonic_drift(const struct ins_harmonic_fit *fit, int channel, double time_s);

/* What the harmonics of a channel add to its constant and drift at a phase, in cycles. */
double ins_harmonic_value(const struct ins_harmonic_fit *fit, int channel, double phase);

/* Half of the peak-to-peak range of a channel's harmonics together. */
double ins_harmonic_half(const struct ins_harmonic_fit *fit, int channel);

/* Amplitude of an order of a channel over that of its fundamental; NaN if it was not fitted. */
double ins_harmonic_ratio(const struct ins_harmonic_fit *fit, int channel, int order);

#endif
