/* Specimens: sections, signs, contact, the spring of a device, supports that give way. */
#include "unit.h"

#include "physics/fit.h"
#include "physics/signal.h"
#include "physics/specimen.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

enum { ROWS = 400 };

static double area_of(double diameter, double area, double width, double thickness,
	double *diameter_nm, int *status, struct ins_err *err)
{
	struct ins_specimen_section section = {diameter, area, width, thickness};
	double area_nm2 = NAN;

	*status = ins_specimen_size(&section, &area_nm2, diameter_nm, err);
	return area_nm2;
}

static void knows_sections(void)
{
	double d;
	int status;

	NEAR(area_of(145, NAN, NAN, NAN, &d, &status, NULL), M_PI * 145 * 145 / 4, 1e-12, 0);
	NEAR(d, 145, 1e-12, 0);
	NEAR(area_of(NAN, 21025, NAN, NAN, &d, &status, NULL), 21025, 1e-12, 0);
	NEAR(d, 145, 1e-12, 0);
	NEAR(area_of(NAN, NAN, 160, 90, &d, &status, NULL), 14400, 1e-12, 0);
	NEAR(d, 120, 1e-12, 0);
	/* A diameter beside an area: the circle's, or the effective size. */
	NEAR(area_of(145, 21025, NAN, NAN, &d, &status, NULL), 21025, 1e-12, 0);
	NEAR(d, 145, 1e-12, 0);
	NEAR(area_of(145, 16513, NAN, NAN, &d, &status, NULL), 16513, 1e-12, 0);
	NEAR(ins_specimen_taper_area(100, 121), M_PI * 110 * 110 / 4, 1e-12, 0);
}

static void refuses_sections(void)
{
	struct ins_err err = {0};
	double d;
	int status;

	area_of(145, 25000, NAN, NAN, &d, &status, &err);
	CU_ASSERT_EQUAL(status, INS_EUSAGE);
	SAME(err.text, "a diameter of 145 nm, which makes 16513 nm2, contradicts an area of 25000 "
		       "nm2");
	area_of(NAN, 15000, 160, 90, &d, &status, &err);
	SAME(err.text, "an area of 15000 nm2 contradicts a width of 160 nm and a thickness of 90 "
		       "nm, which make 14400 nm2");
	area_of(NAN, NAN, NAN, NAN, &d, &status, &err);
	SAME(err.text, "no size of the section: a diameter, an area, or a width and a thickness is "
		       "needed");
	area_of(NAN, NAN, 160, NAN, &d, &status, &err);
	SAME(err.text, "a width needs a thickness, and the reverse");
	area_of(-145, NAN, NAN, NAN, &d, &status, &err);
	SAME(err.text, "the diameter of a specimen must be positive, not -145 nm");
	area_of(NAN, 0, NAN, NAN, &d, &status, &err);
	SAME(err.text, "the area of a specimen must be positive, not 0 nm2");
	area_of(NAN, INFINITY, NAN, NAN, &d, &status, &err);
	CU_ASSERT_EQUAL(status, INS_EUSAGE);
}

/* 136.6625 uN on (145 nm)^2 is 6.5 GPa. */
static void makes_stress_and_strain(void)
{
	double load[] = {0, 136.6625}, displacement[] = {0, 15}, strain[2], stress[2];

	CU_ASSERT_EQUAL(
		ins_specimen_curve(load, displacement, 2, 21025, 300, 0, strain, stress, NULL),
		INS_OK);
	NEAR(stress[1], 6.5, 1e-12, 0);
	NEAR(strain[1], 0.05, 1e-12, 0);
	/* A frame of 1e5 N/m gives way by 1e-2 nm/uN; in place. */
	CU_ASSERT_EQUAL(ins_specimen_curve(
				load, displacement, 2, 21025, 300, 1e-2, displacement, load, NULL),
		INS_OK);
	NEAR(load[1], 6.5, 1e-12, 0);
	NEAR(displacement[1], (15 - 1.366625) / 300, 1e-12, 0);
	CU_ASSERT_EQUAL(
		ins_specimen_curve(load, displacement, 2, 21025, NAN, 0, strain, stress, NULL),
		INS_EUSAGE);
	CU_ASSERT_EQUAL(ins_specimen_curve(load, displacement, 2, 0, 300, 0, strain, stress, NULL),
		INS_EUSAGE);
}

static void turns_to_the_direction_of_the_test(void)
{
	const double scales[] = {1e-12, 1, 1e12};
	struct ins_specimen_sign sign;
	double load[4], displacement[4];
	int l, d;
	size_t s;

	for (s = 0; s < 3; s++)
		for (l = -1; l <= 1; l += 2)
			for (d = -1; d <= 1; d += 2) {
				const double f[] = {0.3, 10.0, 40.0, -0.1}, x[] = {5, 6, 9, 4};
				size_t i;

				for (i = 0; i < 4; i++) {
					load[i] = l * f[i] * scales[s];
					displacement[i] = d * x[i] * scales[s];
				}
				CU_ASSERT_EQUAL(
					ins_specimen_orient(load, displacement, 4, &sign, NULL),
					INS_OK);
				CU_ASSERT_EQUAL(sign.load_reversed, l < 0);
				CU_ASSERT_EQUAL(sign.displacement_reversed, d < 0);
				NEAR(load[2], 40 * scales[s], 1e-12, 0);
				NEAR(displacement[2], 9 * scales[s], 1e-12, 0);
			}
}

static void refuses_what_is_no_test(void)
{
	double flat[] = {3, 3, 3}, rise[] = {1, 2, 4}, odd[] = {1, NAN, 3};
	struct ins_specimen_contact contact;
	struct ins_specimen_sign sign;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_specimen_orient(flat, rise, 3, &sign, &err), INS_EANALYSIS);
	SAME(err.text, "the load never changes: this is no test");
	CU_ASSERT_EQUAL(ins_specimen_orient(rise, flat, 3, &sign, &err), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_specimen_orient(rise, rise, 1, &sign, &err), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_specimen_orient(rise, rise, 0, &sign, &err), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_specimen_orient(rise, odd, 3, &sign, &err), INS_EANALYSIS);
	SAME(err.text, "load or displacement is not a finite number in row 2 of the record");
	CU_ASSERT_EQUAL(ins_specimen_contact(odd, rise, 3, &contact, &err), INS_EANALYSIS);
	/* A load that only falls has not been turned; there is no rise to look for. */
	CU_ASSERT_EQUAL(ins_specimen_contact((double[]){4, 2, 1}, rise, 3, &contact, &err), INS_OK);
	CU_ASSERT(!contact.found);
}

/* A load of 1.7 until row CONTACT, then a toe of TOE nm, then 5 uN/nm; noise of 0.5 and 0.2. */
static void approach(
	double *load, double *displacement, size_t contact, double toe, unsigned long seed)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	size_t i;

	gsl_rng_set(rng, seed);
	for (i = 0; i < ROWS; i++) {
		double x = 0.1 * ((double)i - (double)contact);
		double depth = x <= 0 ? 0 : x < toe ? x * x / (2 * toe) : x - toe / 2;

		load[i] = 1.7 + 5 * depth + (seed ? gsl_ran_gaussian(rng, 0.5) : 0);
		displacement[i] = 40 + x + (seed ? gsl_ran_gaussian(rng, 0.2) : 0);
	}
	gsl_rng_free(rng);
}

static void finds_contact_without_noise(void)
{
	const double scales[] = {1e-12, 1, 1e12};
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_contact contact;
	size_t i, s;

	for (s = 0; s < 3; s++) {
		approach(load, displacement, 120, 0, 0);
		for (i = 0; i < ROWS; i++) {
			load[i] *= scales[s];
			displacement[i] *= scales[s];
		}
		CU_ASSERT_EQUAL(
			ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
		CU_ASSERT(contact.found);
		/* Rows 119 to 121 part the corner equally well: 120 lies on both lines. */
		NEAR((double)contact.row, 120, 0, 1);
		NEAR(contact.zero_load_uN, 1.7 * scales[s], 1e-12, 0);
		NEAR(contact.zero_displacement_nm, 40 * scales[s], 0, 0.11 * scales[s]);
	}
}

/* Over 50 seeds: never a zero load off by more than 4 of its errors and the toe's share. */
static void finds_contact_in_noise(void)
{
	double load[ROWS], displacement[ROWS], worst = 0;
	struct ins_specimen_contact contact;
	unsigned long seed;

	for (seed = 1; seed <= 50; seed++) {
		approach(load, displacement, 120, 3, seed);
		CU_ASSERT_EQUAL(
			ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
		CU_ASSERT(contact.found);
		CU_ASSERT(contact.row > 100 && contact.row < 145);
		worst = fmax(worst, fabs(contact.zero_load_uN - 1.7) / contact.zero_load_se_uN);
	}
	fprintf(stderr, "zero load: at worst %.2g standard errors off in 50 records\n", worst);
	CU_ASSERT(worst < 4);
}

/* While displacement stands in two steps of 5 nm, load rises by 35 uN and is level to none. */
static void steps_of_displacement_are_no_approach(void)
{
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_contact contact;

	approach(load, displacement, 0, 0, 3);
	for (size_t i = 0; i < ROWS; i++)
		displacement[i] = 5 * round(displacement[i] / 5);
	CU_ASSERT_EQUAL(ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
	CU_ASSERT(!contact.found);
	/* an approach over several steps is one */
	approach(load, displacement, 250, 0, 3);
	for (size_t i = 0; i < ROWS; i++)
		displacement[i] = 5 * round(displacement[i] / 5);
	CU_ASSERT_EQUAL(ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
	CU_ASSERT(contact.found);
	NEAR(contact.zero_load_uN, 1.7, 0, 4 * contact.zero_load_se_uN);
}

/* REST rows under LEVEL, in all but the LAST of which displacement goes at SHARE of its later pace,
 * of 0.5 uN a row. */
static int holds_but(size_t rest, size_t last, double level, double share, unsigned long seed)
{
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_contact contact;

	approach(load, displacement, rest, 0, seed);
	for (size_t i = 0; i < ROWS; i++) {
		load[i] += level - 1.7;
		displacement[i] +=
			i + last < rest ? 0.1 * (1 - share) * (double)(rest - last - i) : 0;
	}
	CU_ASSERT_EQUAL(ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
	CU_ASSERT(contact.found);
	NEAR(contact.zero_load_uN, level, 0, 4 * contact.zero_load_se_uN);
	return contact.held;
}

static int holds(size_t rest, double level, double share, unsigned long seed)
{
	return holds_but(rest, 0, level, share, seed);
}

/* At rest or adrift under 4.8 % of the greatest load there is a hold, under 0.7 % nothing that
 * would matter; an approach goes about as fast as what follows. */
static void parts_a_hold_from_an_approach(void)
{
	for (unsigned long seed = 1; seed <= 10; seed++) {
		CU_ASSERT(holds(120, 7, 0, seed) && holds(120, 7, 0.3, seed) &&
			  holds(120, 7, -0.3, seed));
		CU_ASSERT(!holds(120, 7, 1, seed) && !holds(120, 7, 0.7, seed) &&
			  !holds(120, 7, -1, seed));
		/* of few rows, noise hides what a drift is */
		CU_ASSERT(holds(30, 7, 0.45, seed));
		CU_ASSERT(!holds(120, 1, 0, seed) && !holds(120, -7, 0, seed));
		/* what waits and then approaches has not touched yet */
		CU_ASSERT(!holds_but(120, 30, 7, 0, seed));
	}
}

/* Displacement that stands under a load is one point of it, as finely as it may be written. */
static void finds_a_hold_that_stands_still(void)
{
	static const double steps[] = {1e-9, 0.5};

	for (int i = 0; i < 4; i++) {
		double load[ROWS], displacement[ROWS], step = steps[i % 2], level = i < 2 ? 7 : 0.7;
		struct ins_specimen_contact contact;

		approach(load, displacement, 0, 0, 4);
		memmove(load + 120, load, (ROWS - 120) * sizeof *load);
		for (size_t k = 0; k < ROWS; k++) {
			load[k] = k < 120 ? level + 0.1 * sin((double)(k * k))
					  : load[k] + level - 1.7;
			displacement[k] =
				step * round((k < 120 ? 0 : 0.1 * (double)(k - 120)) / step);
		}
		CU_ASSERT_EQUAL(
			ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
		CU_ASSERT_EQUAL(contact.found, level > 1);
		CU_ASSERT_EQUAL(contact.held, level > 1);
		if (level < 1)
			continue;
		/* Where both lines meet, to within the noise of 0.5 uN at 0.5 uN a row. */
		NEAR((double)contact.row, 120, 0, 4);
		NEAR(contact.zero_load_uN, level, 0, 4 * contact.zero_load_se_uN);
		NEAR(contact.zero_displacement_nm, 0, 0, 0.5);
	}
}

/* In contact from the first row on, with and without a toe: no zero load is invented. */
static void invents_no_approach(void)
{
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_contact contact;
	unsigned long seed;

	for (seed = 0; seed <= 50; seed++) {
		approach(load, displacement, 0, 0, seed);
		CU_ASSERT_EQUAL(
			ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
		CU_ASSERT(!contact.found && contact.row == 0);
		NEAR(contact.zero_load_uN, 0, 0, 0);
		CU_ASSERT(isnan(contact.zero_load_se_uN));
		/* 1.7 uN and four of the noise, of 200 uN. */
		CU_ASSERT(contact.begin_share < 0.0185);
		/* 20 uN at once are more than the first rows and their noise make. */
		for (size_t i = 0; i < ROWS; i++)
			load[i] += 20;
		CU_ASSERT_EQUAL(
			ins_specimen_contact(load, displacement, ROWS, &contact, NULL), INS_OK);
		NEAR(contact.begin_share, load[0] / load[ins_signal_greatest_row(load, ROWS)],
			1e-15, 0);
	}
}

/* A spring of 250 N/m that rests at -30 nm: 0.25 (d + 30) uN. */
static void fits_the_spring(void)
{
	double load[ROWS], displacement[ROWS], noisy[ROWS];
	struct ins_specimen_device device;
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	size_t i;

	gsl_rng_set(rng, 20);
	for (i = 0; i < ROWS; i++) {
		displacement[i] = (double)i - 30;
		load[i] = 0.25 * (double)i;
		noisy[i] = load[i] + gsl_ran_gaussian(rng, 0.5);
	}
	gsl_rng_free(rng);
	/* Noiseless fit. */
	CU_ASSERT_EQUAL(ins_specimen_device_empty(load, displacement, ROWS, &device, NULL), INS_OK);
	NEAR(device.stiffness_N_per_m, 250, 1e-8, 0);
	NEAR(device.rest_nm, -30, 1e-8, 0);
	CU_ASSERT_EQUAL(
		ins_specimen_device_after_fracture(noisy, displacement, ROWS, 250, &device, NULL),
		INS_OK);
	CU_ASSERT_EQUAL(device.points, 150);
	/* Seeded noise: 4 of the reported errors, which follow from 0.5 uN and 150 rows. */
	NEAR(device.stiffness_N_per_m, 250, 0, 4 * device.stiffness_se_N_per_m);
	NEAR(device.rest_nm, -30, 0, 4 * device.rest_se_nm);
	NEAR(device.stiffness_se_N_per_m, 1e3 * 0.5 / sqrt(150.0 * 149 * 151 / 12), 0.2, 0);
	CU_ASSERT_EQUAL(
		ins_specimen_device_subtract(load, displacement, ROWS, &device, NULL), INS_OK);
	NEAR(load[ROWS - 1], 0, 0,
		1e-3 * 4 * device.stiffness_se_N_per_m * displacement[ROWS - 1] + 1);
}

/* A load of 2 uN that the transducer shows at rest is none of the spring's. */
static void rests_at_contact(void)
{
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_device device;
	size_t i;

	for (i = 0; i < ROWS; i++) {
		displacement[i] = (double)i;
		load[i] = 2 + 0.25 * fmax((double)i - 60, 0);
	}
	CU_ASSERT_EQUAL(ins_specimen_device_empty(load, displacement, ROWS, &device, NULL), INS_OK);
	/* Noiseless fit. */
	NEAR(device.stiffness_N_per_m, 250, 1e-8, 0);
	NEAR(device.rest_nm, 60, 1e-8, 0);
}

/* A device that is pushed by 200 nm, drawn back, and let go at 60 nm: nothing bears behind that,
 * neither in the fit of the spring nor where it is taken away. */
static void is_let_go_behind_its_rest(void)
{
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_device device;

	for (size_t i = 0; i < ROWS; i++) {
		displacement[i] = i < 200 ? 60 + (double)i : 459 - (double)i;
		load[i] = 0.25 * fmax(displacement[i] - 60, 0);
	}
	for (int after = 0; after < 2; after++) {
		CU_ASSERT_EQUAL(
			after ? ins_specimen_device_after_fracture(
					load, displacement, ROWS, 100, &device, NULL)
			      : ins_specimen_device_empty(load, displacement, ROWS, &device, NULL),
			INS_OK);
		/* Noiseless fit. */
		NEAR(device.stiffness_N_per_m, 250, 1e-8, 0);
		NEAR(device.rest_nm, 60, 1e-8, 0);
	}
	CU_ASSERT_EQUAL(
		ins_specimen_device_subtract(load, displacement, ROWS, &device, NULL), INS_OK);
	for (size_t i = 0; i < ROWS; i++)
		NEAR(load[i], 0, 0, 1e-7);
	/* A rest that is only taken for granted cuts nothing. */
	device.rest_se_nm = NAN;
	CU_ASSERT_EQUAL(
		ins_specimen_device_subtract(load, displacement, ROWS, &device, NULL), INS_OK);
	for (size_t i = 0; i < ROWS; i++)
		NEAR(load[i], -0.25 * (displacement[i] - 60), 0, 1e-6);
}

/* The error of the spring's load is that of the line, wherever it is; of a number that was told, 0.
 */
static void the_error_of_a_spring_is_its_line_s(void)
{
	const double at[] = {-100, 0, 199.5, 300, 1000};
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_device device = {250, NAN, 0, NAN, 0, NAN, NAN};
	struct ins_line line;

	CU_ASSERT_EQUAL(ins_specimen_device_se(&device, 100), 0);
	for (size_t i = 0; i < ROWS; i++) {
		displacement[i] = (double)i;
		load[i] = 0.25 * (double)i + (i % 3 ? 5.1 : 4.8);
	}
	CU_ASSERT_EQUAL(
		ins_specimen_device_after_fracture(load, displacement, ROWS, 0, &device, NULL),
		INS_OK);
	CU_ASSERT_EQUAL(ins_fit_line(displacement, load, ROWS, &line, NULL), INS_OK);
	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		NEAR(ins_specimen_device_se(&device, at[i]), ins_line_at_se(&line, at[i]), 1e-9, 0);
	NEAR(device.centre_nm, (ROWS - 1) / 2.0, 1e-9, 0);
}

static void refuses_what_is_no_spring(void)
{
	double load[ROWS], displacement[ROWS];
	struct ins_specimen_device device = {-3, NAN, 0, NAN, 0, 0, 0};
	struct ins_err err = {0};
	size_t i;

	for (i = 0; i < ROWS; i++) {
		displacement[i] = (double)i;
		load[i] = -0.25 * (double)i;
	}
	CU_ASSERT_EQUAL(
		ins_specimen_device_subtract(load, displacement, ROWS, &device, &err), INS_EUSAGE);
	SAME(err.text, "the stiffness of a device must be positive, not -3 N/m");
	CU_ASSERT_EQUAL(
		ins_specimen_device_after_fracture(load, displacement, ROWS, 100, &device, &err),
		INS_EANALYSIS);
	SAME(err.text,
		"the branch after fracture has a stiffness of -250 N/m, which no spring has");
	CU_ASSERT_EQUAL(ins_specimen_device_after_fracture(
				load, displacement, ROWS, ROWS - 9, &device, &err),
		INS_EANALYSIS);
	SAME(err.text, "the branch after fracture has 9 rows: too few for the stiffness of the "
		       "device");
	CU_ASSERT_EQUAL(ins_specimen_device_after_fracture(
				load, displacement, ROWS, ROWS + 5, &device, &err),
		INS_EANALYSIS);
	for (i = 0; i < ROWS; i++)
		load[i] = 0.25 * fmax((double)i - (ROWS - 9), 0);
	CU_ASSERT_EQUAL(
		ins_specimen_device_after_fracture(load, displacement, ROWS, 100, &device, &err),
		INS_EANALYSIS);
	SAME(err.text, "the branch after fracture has 9 rows: too few for the stiffness of the "
		       "device");
	for (i = 0; i < ROWS; i++)
		load[i] = 1e-3 * (double)i + (i % 2 ? 5 : -5);
	CU_ASSERT_EQUAL(
		ins_specimen_device_after_fracture(load, displacement, ROWS, 380, &device, &err),
		INS_EANALYSIS);
	CU_ASSERT(strstr(err.text, "too short") != NULL);
	for (i = 0; i < ROWS; i++)
		displacement[i] = 7;
	CU_ASSERT_EQUAL(
		ins_specimen_device_after_fracture(load, displacement, ROWS, 380, &device, &err),
		INS_EANALYSIS);
	SAME(err.text, "no straight line: the abscissa is constant");
	displacement[3] = NAN;
	CU_ASSERT_EQUAL(
		ins_specimen_device_empty(load, displacement, ROWS, &device, &err), INS_EANALYSIS);
	device = (struct ins_specimen_device){250, 1, NAN, NAN, 20, 0, 0};
	CU_ASSERT_EQUAL(
		ins_specimen_device_subtract(load, displacement, ROWS, &device, &err), INS_EUSAGE);
	SAME(err.text, "the rest position of the device is not known");
}

static const struct ins_specimen_support soft = {
	2e5, 150, 0.22, 140, INS_SPECIMEN_DIAMOND_GPa, INS_SPECIMEN_DIAMOND_POISSON, 0};

static void adds_compliances(void)
{
	struct ins_specimen_support support = soft;
	struct ins_err err = {0};
	double c;

	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&support, 120, &c, NULL), INS_OK);
	/* In SI: m/N is 1e3 nm/uN. */
	NEAR(c,
		1e3 * (1 / 2e5 + (1 - 0.22 * 0.22) / (120e9 * 150e-9) +
			      (1 - 0.07 * 0.07) / (1143e9 * 140e-9)),
		1e-12, 0);
	support = (struct ins_specimen_support){0};
	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&support, NAN, &c, NULL), INS_OK);
	NEAR(c, 0, 0, 0);
	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&soft, NAN, &c, &err), INS_EUSAGE);
	SAME(err.text, "the base needs a positive modulus, not nan GPa");
	support = soft;
	support.poisson = 0.6;
	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&support, 120, &c, &err), INS_EUSAGE);
	SAME(err.text, "a Poisson's ratio of 0.6 for the base lies outside (-1, 0.5]");
	support = soft;
	support.frame_stiffness_N_per_m = -1;
	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&support, 120, &c, &err), INS_EUSAGE);
	support = soft;
	support.tip_diameter_nm = -1;
	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&support, 120, &c, &err), INS_EUSAGE);
	SAME(err.text, "a diameter of contact must be positive, not -1 nm");
	support = soft;
	support.tip_poisson = -1;
	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&support, 120, &c, &err), INS_EUSAGE);
	SAME(err.text, "a Poisson's ratio of -1 for the tip lies outside (-1, 0.5]");
	support = soft;
	support.tip_modulus_GPa = 0;
	CU_ASSERT_EQUAL(ins_specimen_support_compliance(&support, 120, &c, &err), INS_EUSAGE);
	SAME(err.text, "the modulus of the tip must be positive, not 0 GPa");
}

/* A cone gives way as its slices do, one upon the other. */
static void adds_what_a_cone_gives_way(void)
{
	enum { SLICES = 100000 };
	const double top_nm = 120, base_nm = 180, length_nm = 290, area_nm2 = M_PI / 4 * 150 * 150;
	struct ins_specimen_support cone = soft;
	double straight, tapered, slices = 0;

	cone.taper_per_nm =
		length_nm * (1 / ins_specimen_taper_area(top_nm, base_nm) - 1 / area_nm2);
	ins_specimen_support_compliance(&soft, 120, &straight, NULL);
	ins_specimen_support_compliance(&cone, 120, &tapered, NULL);
	for (size_t i = 0; i < SLICES; i++) {
		double d_nm = top_nm + (base_nm - top_nm) * ((double)i + 0.5) / SLICES;

		slices += 1e3 * length_nm / SLICES / (120 * M_PI / 4 * d_nm * d_nm);
	}
	/* The midpoint rule is off by about 1 / SLICES^2. */
	NEAR(1e3 * length_nm / (120 * area_nm2) + tapered - straight, slices, 1e-9, 0);
}

/* The slope between the first rows and a tenth of the record. */
static int first_slope(const double *strain, const double *stress, size_t n, double *modulus_GPa,
	void *context, struct ins_err *err)
{
	int *calls = context;

	(void)err;
	++*calls;
	*modulus_GPa = (stress[n / 10] - stress[0]) / (strain[n / 10] - strain[0]);
	return INS_OK;
}

/* A pillar of 120 GPa and aspect ratio LENGTH/150 on SUPPORT, linear, then saturating. */
static void squeeze(double length_nm, const struct ins_specimen_support *support, double *load,
	double *displacement, double *strain)
{
	double area_nm2 = M_PI / 4 * 150 * 150, c;
	size_t i;

	ins_specimen_support_compliance(support, 120, &c, NULL);
	for (i = 0; i < ROWS; i++) {
		double stress = (double)i / 60;

		strain[i] = stress / 120 + (i > 100 ? 1e-6 * pow((double)i - 100, 2) : 0);
		load[i] = 1e-3 * stress * area_nm2;
		displacement[i] = strain[i] * length_nm + c * load[i];
	}
}

/* Short pillars too, where plain substitution runs away; stiff to soft, the same answer. */
static void finds_the_modulus_of_the_base(void)
{
	struct ins_specimen_support cone = soft;
	const double lengths_nm[] = {600, 290, 150, 60, 20};
	double load[ROWS], displacement[ROWS], strain[ROWS], got[ROWS], stress[ROWS];
	struct ins_specimen_iteration iteration;
	size_t k;
	int calls;

	for (k = 0; k < 5; k++) {
		calls = 0;
		cone.taper_per_nm = k % 2 ? lengths_nm[k] * 0.04 / (M_PI / 4 * 150 * 150) : 0;
		squeeze(lengths_nm[k], &cone, load, displacement, strain);
		CU_ASSERT_EQUAL(ins_specimen_iterate(load, displacement, ROWS, M_PI / 4 * 150 * 150,
					lengths_nm[k], &cone, first_slope, &calls, got, stress,
					&iteration, NULL),
			INS_OK);
		/* Noiseless, and self-consistent to 1e-9. */
		NEAR(iteration.modulus_GPa, 120, 1e-8, 0);
		CU_ASSERT(iteration.mismatch <= 1e-9);
		CU_ASSERT(iteration.rounds <= 3);
		/* One more, to leave the best curve behind. */
		CU_ASSERT_EQUAL(calls, iteration.rounds + 1);
		NEAR(got[ROWS - 1], strain[ROWS - 1], 1e-8, 0);
		NEAR(stress[ROWS - 1], (ROWS - 1) / 60.0, 1e-12, 0);
	}
}

static void one_round_without_a_base(void)
{
	struct ins_specimen_support support = soft;
	double load[ROWS], displacement[ROWS], strain[ROWS], got[ROWS], stress[ROWS];
	struct ins_specimen_iteration iteration;
	int calls = 0;

	support.base_diameter_nm = 0;
	squeeze(290, &support, load, displacement, strain);
	CU_ASSERT_EQUAL(ins_specimen_iterate(load, displacement, ROWS, M_PI / 4 * 150 * 150, 290,
				&support, first_slope, &calls, got, stress, &iteration, NULL),
		INS_OK);
	NEAR(iteration.modulus_GPa, 120, 1e-8, 0);
	CU_ASSERT_EQUAL(calls, 1);
}

/* An estimator that never agrees with the base it is given. */
static int contrary(const double *strain, const double *stress, size_t n, double *modulus_GPa,
	void *context, struct ins_err *err)
{
	int *calls = context;

	(void)strain, (void)stress, (void)n, (void)err;
	*modulus_GPa = ++*calls % 2 ? 100 : 150;
	return INS_OK;
}

static int unwilling(const double *strain, const double *stress, size_t n, double *modulus_GPa,
	void *context, struct ins_err *err)
{
	(void)strain, (void)stress, (void)n, (void)modulus_GPa, (void)context;
	return ins_fail(err, INS_EANALYSIS, "no elastic part");
}

/* An estimator that takes a falling curve for a modulus. */
static int falling(const double *strain, const double *stress, size_t n, double *modulus_GPa,
	void *context, struct ins_err *err)
{
	(void)strain, (void)stress, (void)n, (void)context, (void)err;
	*modulus_GPa = -5;
	return INS_OK;
}

/* An estimator that no base can move. */
static int stubborn(const double *strain, const double *stress, size_t n, double *modulus_GPa,
	void *context, struct ins_err *err)
{
	(void)strain, (void)stress, (void)n, (void)context, (void)err;
	*modulus_GPa = 100;
	return INS_OK;
}

static void gives_up_without_agreement(void)
{
	struct ins_specimen_support needle = soft;
	double load[ROWS], displacement[ROWS], strain[ROWS], got[ROWS], stress[ROWS];
	struct ins_specimen_iteration iteration;
	struct ins_err err = {0};
	int calls = 0;

	squeeze(290, &soft, load, displacement, strain);
	CU_ASSERT_EQUAL(ins_specimen_iterate(load, displacement, ROWS, 17671, 290, &soft, contrary,
				&calls, got, stress, &iteration, &err),
		INS_EANALYSIS);
	CU_ASSERT(strstr(err.text, "no modulus corrects the base") != NULL);
	CU_ASSERT_EQUAL(ins_specimen_iterate(load, displacement, ROWS, 17671, 290, &soft, unwilling,
				NULL, got, stress, &iteration, &err),
		INS_EANALYSIS);
	SAME(err.text, "no elastic part");
	CU_ASSERT_EQUAL(ins_specimen_iterate(load, displacement, ROWS, 17671, 290, &soft, falling,
				NULL, got, stress, &iteration, &err),
		INS_EANALYSIS);
	SAME(err.text, "a modulus of -5 GPa cannot be that of the base");
	/* A base so thin that next to it the pillar has no compliance. */
	needle.base_diameter_nm = 1e-20;
	CU_ASSERT_EQUAL(ins_specimen_iterate(load, displacement, ROWS, 17671, 290, &needle,
				stubborn, NULL, got, stress, &iteration, &err),
		INS_EANALYSIS);
	CU_ASSERT(strstr(err.text, "no modulus corrects the base") != NULL);
	CU_ASSERT_EQUAL(ins_specimen_iterate(load, displacement, ROWS, 17671, 0, &soft, first_slope,
				&calls, got, stress, &iteration, &err),
		INS_EUSAGE);
}

/* Behind the contact nothing is strained, unless a load of more than 5 % pulls it there. */
static void lets_go_behind_contact(void)
{
	static const double strain_was[] = {0, 0.01, 0.02, -0.001, -0.002, -0.003, NAN, -0.004};
	static const double stress_was[] = {0, -1, 2, 0.5, -0.1, -0.2, 1, NAN};
	double strain[8], stress[8];

	for (size_t i = 0; i < 8; i++) {
		strain[i] = strain_was[i];
		stress[i] = stress_was[i];
	}
	CU_ASSERT_EQUAL(ins_specimen_let_go(strain, stress, 8), 2);
	for (size_t i = 0; i < 6; i++) {
		int gone = i == 3 || i == 4;

		CU_ASSERT_EQUAL(strain[i], gone ? 0 : strain_was[i]);
		CU_ASSERT_EQUAL(stress[i], gone ? 0 : stress_was[i]);
	}
	CU_ASSERT(isnan(strain[6]) && stress[6] == 1);
	/* a load that is not known lets nothing go */
	CU_ASSERT(strain[7] == -0.004 && isnan(stress[7]));
	CU_ASSERT_EQUAL(ins_specimen_let_go(strain, stress, 0), 0);
}

int main(void)
{
	static const struct unit_test tests[] = {{"knows sections", knows_sections},
		{"refuses sections", refuses_sections},
		{"makes stress and strain", makes_stress_and_strain},
		{"turns to the direction of the test", turns_to_the_direction_of_the_test},
		{"refuses what is no test", refuses_what_is_no_test},
		{"finds contact without noise", finds_contact_without_noise},
		{"finds contact in noise", finds_contact_in_noise},
		{"finds a hold that stands still", finds_a_hold_that_stands_still},
		{"invents no approach", invents_no_approach},
		{"steps of displacement are no approach", steps_of_displacement_are_no_approach},
		{"parts a hold from an approach", parts_a_hold_from_an_approach},
		{"fits the spring", fits_the_spring}, {"rests at contact", rests_at_contact},
		{"is let go behind its rest", is_let_go_behind_its_rest},
		{"the error of a spring is its line's", the_error_of_a_spring_is_its_line_s},
		{"refuses what is no spring", refuses_what_is_no_spring},
		{"adds compliances", adds_compliances},
		{"adds what a cone gives way", adds_what_a_cone_gives_way},
		{"finds the modulus of the base", finds_the_modulus_of_the_base},
		{"one round without a base", one_round_without_a_base},
		{"gives up without agreement", gives_up_without_agreement},
		{"lets go behind contact", lets_go_behind_contact}, {NULL, NULL}};
	gsl_set_error_handler_off();
	return unit_main("specimen", tests);
}
