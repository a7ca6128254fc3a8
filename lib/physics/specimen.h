/* specimen - from load and displacement of an instrument to stress and strain of a specimen. */
#ifndef INSITU_SPECIMEN_H
#define INSITU_SPECIMEN_H

#include <stddef.h>

#include "base/err.h"

/* Young's modulus and Poisson's ratio of a diamond punch. */
#define INS_SPECIMEN_DIAMOND_GPa 1143.0
#define INS_SPECIMEN_DIAMOND_POISSON 0.07

/* What is known of a section; nan for what is not given. */
struct ins_specimen_section {
	double diameter_nm; /* of a round section; of a pillar at half height */
	double area_nm2;
	double width_nm, thickness_nm; /* of a rectangular section */
};

/*
 * Area of SECTION and its effective size d. A diameter is a circle's, so the area is
 * pi d^2/4; where there is none, d = sqrt(area), the paper's effective size in tension
 * (Methods). Where more than is needed is given the area counts first, then width times
 * thickness, and all must agree within 1 % in length; a diameter beside an area may be either
 * the circle's or sqrt(area). Fails with INS_EUSAGE where nothing is given, where a width
 * lacks its thickness or the reverse, where a size is not positive, and for a contradiction.
 */
int ins_specimen_size(const struct ins_specimen_section *section, double *area_nm2,
	double *diameter_nm, struct ins_err *err);

/* Area pi r_t r_b that gives a tapered pillar the stiffness E A/h of a straight one. */
double ins_specimen_taper_area(double top_diameter_nm, double bottom_diameter_nm);

/* What ins_specimen_orient turned round, so that it can be told. */
struct ins_specimen_sign {
	int load_reversed, displacement_reversed;
};

/*
 * Make the test's own direction positive, in place: LOAD[n] is reversed where its farthest
 * excursion from the first row is downwards, DISPLACEMENT[n] where it has gone down at that
 * row. Fails with INS_EANALYSIS for n < 2, a load or displacement that never changes, and a
 * value that is not finite.
 */
int ins_specimen_orient(double *load_uN, double *displacement_nm, size_t n,
	struct ins_specimen_sign *sign, struct ins_err *err);

/* Where the load begins to rise, and what the channels read there. */
struct ins_specimen_contact {
	size_t row;                     /* first row of contact, 0 without an approach */
	int found;                      /* the record begins at constant load */
	int held;                       /* displacement all but stood there, under a load */
	double zero_load_uN;            /* mean load of the approach, 0 without one */
	double zero_load_se_uN;         /* its standard error, nan without one */
	double zero_displacement_nm;    /* displacement at the row of contact */
	double zero_displacement_se_nm; /* its noise, and its way while load rises by its own */
	double begin_share;             /* of the greatest load, at which the record begins; or 0 */
};

/*
 * Contact point of a record of rising load: where ins_fit_hinge parts a constant load from a
 * straight rise, in the rows up to 30 % of the highest load; none where displacement, rounded to
 * steps, moves by fewer than four of them before. It is held where that load is above 1 % of the
 * highest and displacement, within two of its errors, goes at less than half its later pace a row,
 * either way, in the whole of it and in each third: a specimen under a preload does so, and so does
 * the reading of a cell that was not tared before a machine is started; the record does not tell
 * which. Where there is neither hold nor approach, the record begins at the load of its first row
 * if that is above 1 % of the highest, 5 times its noise, and the rise of three rows. The shares
 * are this project's choice. Arrays are lent, as ins_specimen_orient leaves them. Fails as that
 * does.
 */
int ins_specimen_contact(const double *load_uN, const double *displacement_nm, size_t n,
	struct ins_specimen_contact *contact, struct ins_err *err);

/* Subtract ZERO_LOAD_uN and ZERO_DISPLACEMENT_nm from the channels, in place. */
void ins_specimen_shift(double *load_uN, double *displacement_nm, size_t n, double zero_load_uN,
	double zero_displacement_nm);

/*
 * Where the specimen is let go: strain[n] is behind the contact, below zero, and stress[n] does not
 * pull it there, by more than 5 % of its greatest and 6 times its noise, where rows tell that.
 * Nothing is strained there, and what the share of a spring leaves of the load is none of the
 * specimen's: both become 0, in place. A real reversal, under load, stays, and so does a row whose
 * strain or stress is not known. Signs are the test's own, stress in any unit. Returns how many
 * rows that were. The 5 % are this project's choice.
 */
size_t ins_specimen_let_go(double *strain, double *stress, size_t n);

/* A push-to-pull device: the spring that shares the load with a tensile specimen. */
struct ins_specimen_device {
	double stiffness_N_per_m, stiffness_se_N_per_m; /* the error nan: it was given */
	double rest_nm;      /* displacement at which the spring bears nothing */
	double rest_se_nm;   /* nan: where the rest is, is not known but taken for granted */
	size_t points;       /* rows of the fit */
	double centre_nm;    /* displacement at which its load is known best */
	double centre_se_uN; /* standard error of the load there */
};

/* Standard error in uN of the load that DEVICE bears at DISPLACEMENT_nm; 0 for numbers that were
 * given. */
double ins_specimen_device_se(const struct ins_specimen_device *device, double displacement_nm);

/*
 * Spring of a device from a run without a specimen: the line k (d - d0) through the rows after
 * contact, above the load of the approach where there is one. A device is pushed and not held, so
 * rows behind d0, where it has been let go, are none of the line; they are found with it, by turns.
 * rest_nm counts from that run's own origin of displacement. Arrays are lent. Fails with
 * INS_EANALYSIS for fewer than 10 rows, a stiffness that is not positive, and a branch so short
 * that its standard error is above 10 % of the stiffness.
 */
int ins_specimen_device_empty(const double *load_uN, const double *displacement_nm, size_t n,
	struct ins_specimen_device *device, struct ins_err *err);

/*
 * As ins_specimen_device_empty, from the record of a specimen that has broken, its zero load
 * subtracted: FIRST_ROW is the first row after the fall of the load, when only the spring is left.
 */
int ins_specimen_device_after_fracture(const double *load_uN, const double *displacement_nm,
	size_t n, size_t first_row, struct ins_specimen_device *device, struct ins_err *err);

/*
 * Load of the specimen alone, in place: F - k (d - d0), and F itself behind a d0 that is known,
 * where the device is not touched. Fails with INS_EUSAGE where k is not positive or d0 is not
 * finite.
 */
int ins_specimen_device_subtract(double *load_uN, const double *displacement_nm, size_t n,
	const struct ins_specimen_device *device, struct ins_err *err);

/* What gives way in series with the specimen; 0 for each part that is rigid. */
struct ins_specimen_support {
	double frame_stiffness_N_per_m;
	double base_diameter_nm;             /* of the pillar where it meets its base */
	double poisson;                      /* of the base */
	double tip_diameter_nm;              /* of the pillar where it meets the punch */
	double tip_modulus_GPa, tip_poisson; /* of the punch */
	double taper_per_nm;                 /* of a pillar on a base: h (1/A_taper - 1/A) */
};

/*
 * Compliance of SUPPORT in nm/uN, the base having MODULUS_GPa (not looked at without a base):
 * 1/k_frame + (1 - nu^2)/(E d_bottom) + (1 - nu_i^2)/(E_i d_top), a flat round contact on a
 * half space each (Sneddon 1965), and with a base taper/E, what a tapered pillar of the base's
 * modulus gives way beyond a straight one. Fails with INS_EUSAGE for a negative size or stiffness,
 * a modulus that is needed and not positive, and a Poisson's ratio outside (-1, 0.5].
 */
int ins_specimen_support_compliance(const struct ins_specimen_support *support, double modulus_GPa,
	double *compliance_nm_per_uN, struct ins_err *err);

/*
 * Engineering stress F/area and strain (d - C F)/length of each of n rows, C the compliance in
 * series. LOAD and DISPLACEMENT are lent, STRAIN and STRESS filled; STRESS may be LOAD itself
 * and STRAIN DISPLACEMENT itself. Fails with INS_EUSAGE where area or length is not positive.
 */
int ins_specimen_curve(const double *load_uN, const double *displacement_nm, size_t n,
	double area_nm2, double length_nm, double compliance_nm_per_uN, double *strain,
	double *stress_GPa, struct ins_err *err);

/* Estimate the modulus of a curve; returns an ins_status. CONTEXT is the caller's own. */
typedef int ins_specimen_modulus(const double *strain, const double *stress_GPa, size_t n,
	double *modulus_GPa, void *context, struct ins_err *err);

/* How ins_specimen_iterate ended. */
struct ins_specimen_iteration {
	double modulus_GPa;
	double mismatch; /* relative, between the modulus of the base and that of the curve */
	int rounds;      /* that it took */
};

/*
 * Stress and strain of a pillar on a base of its own material, whose compliance needs the
 * modulus that the corrected curve then shows: MODULUS is called on the curve until both agree
 * to 1e-9, by secants in 1/E, which end in two rounds where the response is linear. An
 * estimator that jumps between windows may never agree so well: after 20 rounds the best is
 * taken where it agrees to 1e-3, else INS_EANALYSIS. Without a base there is one round.
 * STRAIN[n] and STRESS_GPa[n] are filled with the corrected curve and must not overlap LOAD
 * and DISPLACEMENT, which are lent. Fails as ins_specimen_curve, ins_specimen_support_compliance
 * and MODULUS do.
 */
int ins_specimen_iterate(const double *load_uN, const double *displacement_nm, size_t n,
	double area_nm2, double length_nm, const struct ins_specimen_support *support,
	ins_specimen_modulus *modulus, void *context, double *strain, double *stress_GPa,
	struct ins_specimen_iteration *iteration, struct ins_err *err);

#endif
