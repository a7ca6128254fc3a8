/* elastic - Young's modulus, its error and the toe of a stress-strain record. */
#ifndef INSITU_ELASTIC_H
#define INSITU_ELASTIC_H

#include <stddef.h>

#include "base/err.h"
#include "physics/fit.h"
#include "physics/trace.h"

/* How the modulus is found. */
enum ins_elastic_choice {
	INS_ELASTIC_AUTO,      /* E3076's window on quiet records, a hinged line on others */
	INS_ELASTIC_E3076,     /* strict ASTM E3076-18; see e3076.h */
	INS_ELASTIC_WINDOW,    /* a window of strain */
	INS_ELASTIC_UNLOADING, /* the last unloading of a pillar */
	INS_ELASTIC_GIVEN      /* a value; only the toe is found from the record */
};

struct ins_elastic_settings {
	enum ins_elastic_choice choice;
	double window_lo, window_hi; /* strain, for INS_ELASTIC_WINDOW */
	double modulus;              /* for INS_ELASTIC_GIVEN, unit of stress */
};

/* Checks that a record failed, as bits; ins_elastic_checks_text gives their names. */
enum ins_elastic_check {
	INS_CHECK_NOISE = 1 << 0,         /* noise: E3076's noise metric is above 1 */
	INS_CHECK_RESOLUTION = 1 << 1,    /* resolution: too few digits in the stress */
	INS_CHECK_FIRST_QUARTER = 1 << 2, /* first_quarter: the window's foot is bent */
	INS_CHECK_LAST_QUARTER = 1 << 3,  /* last_quarter: the window's end is bent */
	INS_CHECK_RANGE = 1 << 4,         /* range: the window spans too little stress */
	INS_CHECK_END = 1 << 5,           /* end: the fit runs to the last usable row */
	INS_CHECK_BINNED = 1 << 6,        /* binned: rows were averaged, there were too many */
	INS_CHECK_TOE = 1 << 7,           /* toe: no straight part found, strain zero kept */
	INS_CHECK_STEEPER = 1 << 8        /* steeper: the rows under the window are steeper */
};

/* What is known of the elastic part. */
struct ins_elastic {
	double modulus, modulus_se; /* unit of stress; se is NaN for a given modulus */
	struct ins_line line;       /* the elastic line: its slope is modulus */
	double toe_strain;          /* where the line meets zero stress: -intercept / slope */
	double toe_strain_se;
	size_t first_row, last_row;  /* of the record: the window's ends, both inside; where loading
				      * gave no slope, those of the window that gave the toe */
	size_t points;               /* rows that gave the slope, 0 for a given one */
	double window_lo, window_hi; /* strains at the window's ends */
	unsigned checks;             /* failed ones, enum ins_elastic_check */
	const char *method;          /* lent, static: e3076, auto-time, auto-row, ... */
};

/*
 * The elastic part of rows [0, end) of RECORD (end: first row after fracture or loading; rows
 * beyond it are used by unloading only). Fills RESULT. Methods:
 *   auto       auto-e3076: the window of E3076, where it has one that does not run to the end
 *              and residuals are under 0.2 % of the greatest stress; the slope is that of
 *              ins_fit_line_guided, its error widened by what the middle half differs. Else
 *              auto-time or auto-row: see hinge.h. Only rows of the first loading count: see
 *              loading.h.
 *   e3076      see e3076.h
 *   window     straight line over the rows from the first at window_lo to the last at
 *              window_hi of the first passage, noise of strain allowed for
 *              (ins_fit_line_guided)
 *   unloading  the same over the rows after the greatest strain, from 95 to 50 % of the stress
 *              there; toe as with given
 *   given      settings->modulus; toe from the mean of the window that auto finds
 * Fails with INS_EANALYSIS where there is no answer (too few rows, not rising), INS_EUSAGE for
 * a window or modulus that cannot be.
 */
int ins_elastic_find(const struct ins_trace *record, size_t end,
	const struct ins_elastic_settings *settings, struct ins_elastic *result,
	struct ins_err *err);

/*
 * Names of the bits in CHECKS joined by commas, "ok" for none, into text[size], whole or cut.
 */
void ins_elastic_checks_text(unsigned checks, char *text, size_t size);

#endif
