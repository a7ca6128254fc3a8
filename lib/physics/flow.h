/* flow - what else a curve tells: upper yield, maximum, work, true curve, hardening, rate. */
#ifndef INSITU_FLOW_H
#define INSITU_FLOW_H

#include "physics/fracture.h"

/*
 * Row of the upper yield point ReH (ISO 6892-1): of the highest stress before the first fall by
 * 0.5 % of it (and by 10 times the noise, and 2 steps of rounding) after row FROM and before row
 * END. A fall in which strain turns back or stands, at under a quarter of its pace before, is the
 * operator's, and does not count. *found is 0 where stress never falls so, and where it falls on:
 * it neither rises again by as much, nor is half of its fall over within a quarter of the rows that
 * are left. Then it is the maximum before a neck. The quarter is this project's choice.
 */
size_t ins_flow_upper_yield(const struct ins_trace *record, size_t from, size_t end, int *found);

/* Row of the greatest stress before row END, strain or no strain; END where there is none. */
size_t ins_flow_maximum(const struct ins_trace *record, size_t end);

/* Work a volume (unit of stress) spent up to row END: trapezoids over rows with strain; NaN for
 * fewer than two of them, and where the last stress has no strain, so that a part is unknown. */
double ins_flow_work(const struct ins_trace *record, size_t end);

/*
 * True strain ln(1 + e) and true stress s (1 + e) at engineering strain e and stress s, given and
 * returned positive in the test's direction; in compression e is a shortening, so they are
 * -ln(1 - e) and s (1 - e). Constant volume and uniform flow are assumed, so in tension it holds to
 * the maximum only. NaN for strain that leaves no length.
 */
double ins_flow_true_strain(double strain, enum ins_mode mode);
double ins_flow_true_stress(double strain, double stress, enum ins_mode mode);

/* Hardening by Hollomon: true stress = K (true plastic strain)^n, ISO 10275. */
struct ins_hollomon {
	double exponent, exponent_se;       /* n */
	double coefficient, coefficient_se; /* K, unit of stress */
	size_t points;
};

/*
 * Hollomon's n and K by least squares of ln(true stress) on ln(true plastic strain) over rows
 * before END whose true plastic strain, ln(1 + strain - TOE_STRAIN) - true stress / MODULUS, lies
 * in [lo, hi]; in compression with signs as above, all positive. Fails with INS_EANALYSIS for under
 * 3 rows there, INS_EUSAGE for a range that is empty or not positive.
 */
int ins_flow_hollomon(const struct ins_trace *record, size_t end, enum ins_mode mode,
	double modulus, double toe_strain, double lo, double hi, struct ins_hollomon *result,
	struct ins_err *err);

/* Mean strain rate before row END: slope of strain with time; NaN without a time. */
double ins_flow_strain_rate(const struct ins_trace *record, size_t end);

#endif
