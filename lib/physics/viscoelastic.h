/* viscoelastic - what a cyclic test stores and loses: complex stiffness, damping, loop area. */
#ifndef INSITU_VISCOELASTIC_H
#define INSITU_VISCOELASTIC_H

#include "physics/cycle.h"
#include "physics/instrument.h"
#include "physics/loop.h"
#include "physics/scatter.h"

/* What a reader of the numbers should know, as bits. */
enum {
	INS_CHECK_FEW_SAMPLES = 1 << 0,         /* under 20 rows a cycle */
	INS_CHECK_FEW_CYCLES = 1 << 1,          /* under 3: no scatter from cycle to cycle */
	INS_CHECK_INCOMPLETE_CYCLE = 1 << 2,    /* part of a cycle at an end was left out */
	INS_CHECK_FREQUENCY_UNCERTAIN = 1 << 3, /* unknown to, or off by, 1/50 cycle over all */
	INS_CHECK_NONUNIFORM_TIME = 1 << 4,     /* steps scatter by over 5 % */
	INS_CHECK_DRIFT = 1 << 5,               /* over 1 % of the range a cycle */
	INS_CHECK_PLATEAU = 1 << 6,             /* a channel rests at an end of its range */
	INS_CHECK_CORRELATED_NOISE = 1 << 7,    /* noise at the frequency is above its mean */
	INS_CHECK_NO_LOOP = 1 << 8,             /* damping is under 3 standard errors */
	INS_CHECK_DELAY_SUSPECTED = 1 << 9,     /* damping is negative by over 3 of them */
	INS_CHECK_NEGATIVE_STORAGE = 1 << 10,   /* load and displacement run against each other */
	INS_CHECK_OTHER_CYCLES = 1 << 11,       /* 3 or more cycles of the load were left out */
	INS_CHECK_JUMP = 1 << 12,               /* a mean moves by 1/10 range between two cycles */
	INS_CHECK_SPIKE = 1 << 13,              /* set by who left rows out before: they were hit */
	INS_CHECK_HELD = 1 << 14                /* ins_signal_repeats of one channel */
};

struct ins_viscoelastic_options {
	double frequency_Hz; /* NaN: find it in the load */
	size_t skip;         /* cycles to leave out at the start */
	int harmonics;       /* highest order, 1 to INS_HARMONIC_TOP */
	size_t bins;         /* the most bins of the mean loop */
	/* NULL, or lent: what the same rows were found to be before the instrument was taken from
	 * their load, of which little may be left. Their part and frequency are taken over, and
	 * the checks of those and of the channels. */
	const struct ins_viscoelastic *known;
};

/* A run analysed. Units follow from the channels': stiffness is load over displacement (a
 * modulus, for stress and strain), energy load times displacement. Zero it before use. */
struct ins_viscoelastic {
	double frequency_Hz, frequency_se_Hz; /* used; its standard error, 0 where it was given */
	double own_frequency_Hz;              /* what the load itself shows */
	struct ins_cycle_part part;           /* in which whole cycles were cut */
	size_t first_row, rows;               /* of the record: those used */
	double start_s;
	size_t cycles;
	double rows_per_cycle;

	struct ins_stiffness stiffness; /* the fundamental's, over all cycles */
	double damping, damping_se;
	double noise_ratio; /* noise density at the frequency over its mean */
	double delay_s;     /* damping / w; displacement trails load by atan(damping) / w, which
			     * is the same for a small one */
	double damping_cycle_mean, damping_cycle_sd;

	double load_half, displacement_half; /* half of the peak-to-peak range */
	double load_mean, displacement_mean;
	double fundamental[INS_CHANNELS]; /* amplitudes */
	double loop_energy;               /* a cycle */
	double damping_area;     /* energy / (pi x halves): low by 19-33 % for a triangle */
	double damping_capacity; /* energy / (half the product of the halves) */
	double rate_per_s;       /* of displacement: 2 f peak-to-peak */
	double drift_per_cycle;  /* of displacement, as a share of its peak-to-peak range */
	double harmonic2[INS_CHANNELS], harmonic3[INS_CHANNELS]; /* over the fundamental */

	struct ins_cycle *cycle; /* owned, one a cycle */
	struct ins_loop loop;    /* owned: the mean loop */
	unsigned checks;
};

/*
 * Analyse one run. Storage and loss are those of the fundamental: load over displacement,
 * which is exact for any waveform and any linear specimen, from one least squares of both
 * channels on drift and harmonics over whole cycles.
 *
 * Standard errors: their shape is that of the least squares for noise of one variance a
 * channel; their size is taken from the scatter of single cycles about the fit (from four
 * cycles on), so that noise may be correlated within a cycle but not from one to the next, and
 * must be stationary. With fewer cycles white noise is assumed, and what the harmonics do not
 * describe counts as noise. What rounding to steps repeats in every cycle, which no such scatter
 * shows, is added, as far as noise does not dither it and a fine mean loop shows it.
 *
 * Fails with INS_EUSAGE for options out of range, with INS_EANALYSIS where skipping leaves no
 * cycle and where a channel does not move at the frequency beyond its noise, and as
 * ins_cycle_find, ins_harmonic_free and ins_loop_energy do.
 */
int ins_viscoelastic_analyse(const struct ins_record *record,
	const struct ins_viscoelastic_options *options, struct ins_viscoelastic *result,
	struct ins_err *err);
void ins_viscoelastic_free(struct ins_viscoelastic *result);

/* Damping, delay and their checks anew from result->stiffness, mean and scatter of the damping from
 * result->cycle: for what was corrected. */
void ins_viscoelastic_judge(struct ins_viscoelastic *result);

/* Write the checks' names, joined by commas, or "ok", to text[size] (lent). */
void ins_viscoelastic_checks(unsigned checks, char *text, size_t size);

#endif
