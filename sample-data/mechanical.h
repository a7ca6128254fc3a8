/* mechanical - one mechanical test as a nanoindenter records it: material, run, noise. */
#ifndef INSITU_MECHANICAL_H
#define INSITU_MECHANICAL_H

#include "generate.h"

/* Elastic, then plastic flow that saturates; the strength is the flow stress at 5 %. */
struct material {
	double modulus_GPa, onset_GPa, strength_GPa, plastic_scale, hardening_GPa;
};

/* One test as the instrument runs it: displacement grows at a constant rate. */
struct test {
	const char *file, *specimen, *mode;
	double area_nm2, diameter_nm; /* nan for the one that is not measured */
	double length_nm, strain_rate_per_s;
	double fracture_GPa;     /* stress of brittle fracture, or nan */
	double fracture_plastic; /* plastic strain at fracture, or nan */
	double end_strain;       /* where unloading begins if nothing breaks */
	struct material material;
	double toe_nm, toe_uN;         /* slack that a load of toe_uN has taken up */
	double series_nm_per_uN;       /* compliance of base and tip */
	double spring_N_per_m;         /* of a push-to-pull device, else 0 */
	double approach_nm, offset_uN; /* travel before contact, load there */
	double hold_s;                 /* at contact, before loading */
	double sign;                   /* -1 where the instrument counts pulling as negative */
	int rows;                      /* of loading */
	unsigned long seed;
};

/*
 * Append a sample at TRAVEL_nm past contact, SECONDS after the last one, while the specimen bears
 * LOAD_uN: with the spring of the device, the load at rest, and the sign of the instrument. Without
 * load the specimen keeps the plastic strain that it had.
 */
void test_sample(struct record *record, const struct test *test, double travel_nm, double load_uN,
	double seconds);

/* Run TEST from approach to the end, into RECORD, without noise. */
void test_record(const struct test *test, struct record *record);

/* The lines of TEST in the table of truth. */
void test_tell(const struct test *test, const struct generate *generate);

/* Add the instrument's noise to RECORD, from the seed of TEST, and write it to its file. */
void test_write(struct record *record, const struct test *test, const struct generate *generate);

/* The line of TEST in TABLE: file specimen mode area_nm2 diameter_nm length_nm. */
void test_list(const struct test *test, FILE *table);

/* Run TEST, write its file, its truth, and its line in TABLE. */
void test_run(const struct test *test, const struct generate *generate, FILE *table);

#endif
