/* generate - what every generator of sample data shares: records, files, truth. */
#ifndef INSITU_GENERATE_H
#define INSITU_GENERATE_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdio.h>

/* Where the files go, and the open table of what went into them. */
struct generate {
	const char *folder;
	FILE *truth;
};

/* One sample of an instrument's channels. */
struct row {
	double time_s, depth_nm, load_uN;
	int starts_segment;
	double elastic, plastic; /* strain of the specimen itself, which no instrument shows */
};

/* A record as it grows; zero it before use, free it after. */
struct record {
	struct row *row; /* owned */
	size_t n, space;
};

/* Say on stderr what failed and end the program with exit code 4. */
void generate_fail(const char *what, const char *name);

/* A new generator of random numbers (Mersenne twister), owned by the caller. */
gsl_rng *generate_rng(unsigned long seed);

/* VALUE rounded to a multiple of STEP, so that the truth is a short number. */
double generate_round(double value, double step);

/* Open NAME in the folder for writing bytes; close it with a check for a full disk. */
FILE *generate_open(const struct generate *generate, const char *name);
void generate_close(FILE *file, const char *name);

void record_add(struct record *record, double time_s, double depth_nm, double load_uN);

/* The row that is added next begins a segment: the instrument leaves a blank line before it. */
void record_segment(struct record *record);

/* Gaussian noise on depth and load, independent in both. */
void record_noise(struct record *record, gsl_rng *rng, double depth_nm, double load_uN);
void record_free(struct record *record);

/*
 * Write RECORD in the layout of Hysitron TriboScan's text export: Latin-1, line feeds, the
 * date, a blank line, the number of points, column names, rows of six decimals, a blank line
 * between segments. The seed and the word SYNTHETIC stand behind the date.
 */
void record_write(const struct record *record, const struct generate *generate, const char *name,
	unsigned long seed);

/* One line of truth.tsv: QUANTITY of file NAME, its unit at the end of its name. */
void truth(const struct generate *generate, const char *name, const char *quantity, double value);

/* The generators, one a file: each writes its files and their truth. */
void generate_maps(const struct generate *generate);
void generate_coupled(const struct generate *generate);
void generate_tests(const struct generate *generate);
void generate_dma(const struct generate *generate);

#endif
