/* conduct - what a resistance owes to geometry and to resistivity, and what an I-V sweep says. */
#ifndef INSITU_CONDUCT_H
#define INSITU_CONDUCT_H

#include <stddef.h>

#include "base/err.h"

/*
 * Resistance at STRAIN of a bar that had REST, in any unit, if its resistivity does not change:
 * REST (1+x)^(1+2 nu), its length growing by 1+x and its area following by POISSON's ratio nu at
 * every step; at 1/2, where the volume is kept, the square (paper, supplement, eq. S4). Strain is
 * engineering strain, negative in compression; nan at or below -1.
 */
double ins_conduct_geometric_poisson(double rest, double strain, double poisson);

/*
 * The same where ELASTIC_STRAIN (stress over modulus, or what unloading gives back) is the part
 * of STRAIN that follows POISSON and the rest is plastic and keeps the volume: REST lp^2
 * le^(1+2 nu), with 1 + strain = lp le.
 */
double ins_conduct_geometric_split(
	double rest, double strain, double elastic_strain, double poisson);

/*
 * Resistivity in ohm m of a bar of RESISTANCE_Mohm, and of a pillar that stands on a base of its
 * own material where BASE_DIAMETER_nm is positive: R = rho (L/S + 1/(2 d)), the second the
 * spreading resistance of a round contact (Holm 1967). nan where a size is not positive.
 */
double ins_conduct_resistivity(
	double resistance_Mohm, double length_nm, double area_nm2, double base_diameter_nm);

/* Spreading resistance rho/(2 d) in Mohm of a contact of DIAMETER_nm. */
double ins_conduct_spreading(double resistivity_ohm_m, double diameter_nm);

/* A strained specimen and the standard errors of what is known of it, 0 for what is exact. */
struct ins_conduct_state {
	double rest_Mohm, rest_se_Mohm;
	double resistance_Mohm, resistance_se_Mohm;
	/* Of the offset current I0 in resistance = V/(I - I0): the relative error of a resistance
	 * is its share and what is per Mohm, as ins_conduct_offset_error tells them; not within
	 * resistance_se_Mohm. */
	double offset_se_per_Mohm, offset_se_share;
	double correlation; /* of the errors of both, in [-1, 1]; 1 for one gain error */
	double strain, strain_se;
	double elastic_strain, elastic_strain_se; /* nan: no split, all strain follows poisson */
	double poisson, poisson_se;
	double series_Mohm, series_se_Mohm; /* contacts, leads and base, in both resistances */
};

struct ins_conduct_change {
	double geometric_Mohm;  /* what geometry alone makes of the rest value */
	double ratio, ratio_se; /* resistivity over that at rest; its error nan without any other */
	double gauge_factor;    /* (R - R0)/R0 / strain, the part in series taken off; nan without
				   strain */
};

/*
 * Part STATE into geometry and resistivity: the specimen's own resistance, without the series part,
 * over what its geometry makes of that at rest. The error is propagated to first order through
 * every input, with the correlation of both resistances. Fails with INS_EANALYSIS, naming the
 * value, for a strain at or below -100 %, a resistance that is not positive or not above the
 * series part, a Poisson's ratio outside (-1, 0.5], a correlation outside [-1, 1], and a negative
 * standard error.
 */
int ins_conduct_change(const struct ins_conduct_state *state, struct ins_conduct_change *change,
	struct ins_err *err);

/*
 * Resistance in Mohm from VOLTAGE_V[n] and CURRENT_nA[n] less OFFSET_nA: V/(I - I0); nan where
 * either is. Arrays are lent; RESISTANCE may be one of them. Fails with INS_EANALYSIS naming the
 * row whose current leaves no positive resistance.
 */
int ins_conduct_from_current(const double *voltage_V, const double *current_nA, size_t n,
	double offset_nA, double *resistance_Mohm, struct ins_err *err);

/* The relative error of a resistance R in Mohm: per_Mohm R + share. */
struct ins_conduct_offset {
	double per_Mohm, share;
};

/*
 * What OFFSET_SE_nA, the standard error of I0, makes of RESISTANCE_Mohm[n] = V/(I - I0): the
 * relative error OFFSET_SE_nA/|I - I0|, of CURRENT_nA[n] less OFFSET_nA. Over R it is a straight
 * line, through zero for a source of voltage, level for one of current, and with both parts beside
 * a resistor in series; neither part is negative, and one under a hundredth of the error is none.
 * Rows with a NaN are passed over; nan without any. Arrays are lent.
 */
struct ins_conduct_offset ins_conduct_offset_error(const double *resistance_Mohm,
	const double *current_nA, size_t n, double offset_nA, double offset_se_nA);

/*
 * How many of the n rows of CONDUCTANCE, or of the size of a current, in any unit, are of a whole
 * specimen: those up to a collapse (ins_fracture_collapse) behind which it stays under a twentieth
 * of what it was, there and in most rows before, and of REST[n], what it would be there at rest; n
 * where there is none, or fewer than ten rows before it, as where a current settles. What comes
 * back was a contact that opened. NaNs are passed over, and a REST that is NaN says nothing. The
 * twentieth and the ten are this project's choice. Fails only for want of memory.
 */
int ins_conduct_intact(const double *conductance, const double *rest, size_t n, size_t *intact,
	struct ins_err *err);

/* What an I-V sweep says. */
struct ins_conduct_iv {
	size_t points;          /* that were used */
	size_t clipped;         /* that were left out at the compliance limit */
	double resistance_Mohm; /* nan where no resistance describes the sweep */
	double resistance_se_Mohm;
	double offset_nA, offset_se_nA; /* current at zero voltage */
	double square_effect;           /* c2 V R at the highest voltage: rectification */
	double cubic_effect;         /* c3 V^2 R there: curvature that is even in both directions */
	double f_statistic, p_value; /* of both together; nan for fewer than 6 points */
	int ohmic;                   /* 1 yes, 0 no, -1 not to be told from fewer than 6 points */
	double coefficient_nA[4];    /* of the fit, by powers of V */
	double hysteresis; /* rms of up less down over the range of current; nan for one way */
};

/*
 * Fit I = I0 + V/R + c2 V^2 + c3 V^3 to a sweep of n rows in any order of voltage. It is not ohmic
 * if the F test rejects the straight line at 0.01 AND the square or the cubic term makes more than
 * 2 % of the current at the highest voltage: noise alone fails the first, a slight curvature the
 * second. Ohmic: R, I0 and their errors are those of the straight line. Not ohmic: R is that at
 * zero voltage, from the cubic, or nan if it is not 3 standard errors above zero.
 *
 * Rows at the compliance limit are left out: 3 or more at either end of the currents, within 1 %
 * of the range of each other and a fifth of the greatest away from zero, over twice as many as
 * within 1.5 % before them, while the rest of the sweep rises over their voltages by more than 5 %
 * of the range and 4 times its noise; and then those at either end of the voltages likewise, over
 * their currents, which a source of current meets. Fails with INS_EANALYSIS for fewer than 3 rows,
 * a voltage or a current that never changes, a value that is not finite, a current that stays at
 * two levels with under 3 rows between, and a sweep whose straight line does not rise by 3
 * standard errors, unless it is the cubic that describes it.
 */
int ins_conduct_fit_iv(const double *voltage_V, const double *current_nA, size_t n,
	struct ins_conduct_iv *iv, struct ins_err *err);

/* Current of the fit at VOLTAGE_V: of the straight line, or of the cubic where it is not ohmic. */
double ins_conduct_iv_at(const struct ins_conduct_iv *iv, double voltage_V);

/* When a channel that rests begins to move. */
struct ins_conduct_onset {
	double time_s, time_se_s;
};

/*
 * Onset of VALUE[n] over TIME_s: where the line through its first 30 % of change meets its rest
 * (ins_fit_hinge). The change may go up or down. Fails with INS_EANALYSIS where there is no rest to
 * begin with, or one that drifts, no change, or one in steps that put the onset outside, and for a
 * time that runs backwards.
 */
int ins_conduct_onset(const double *time_s, const double *value, size_t n,
	struct ins_conduct_onset *onset, struct ins_err *err);

/*
 * Values of another clock at the n times of this one: VALUE[m] over CLOCK_s[m], read at TIME_s[n]
 * - LAG_s by straight lines between its rows, in JOINED[n]. Rows first <= i < last lie inside both;
 * the others are nan. A row without a time, on either side, is left out as if it were not there;
 * one without a value leaves nan from the row before it to the row after it, since what happened
 * there is not known. Arrays are lent. Fails with INS_EANALYSIS where the clocks do not overlap,
 * and for a time that runs backwards, naming its row.
 */
int ins_conduct_join(const double *clock_s, const double *value, size_t m, const double *time_s,
	size_t n, double lag_s, double *joined, size_t *first, size_t *last, struct ins_err *err);

/*
 * ins_conduct_join for a channel that swings, by cubic splines (gsl_interp_cspline): straight lines
 * between N rows a cycle would make its amplitude smaller by (pi/N)^2/3. Of rows closer than a
 * tenth of the mean step the first counts, since the slope between them would be noise; under 5 of
 * them are joined by straight lines. Fails as ins_conduct_join does, and for want of memory.
 */
int ins_conduct_join_smooth(const double *clock_s, const double *value, size_t m,
	const double *time_s, size_t n, double lag_s, double *joined, struct ins_err *err);

#endif
