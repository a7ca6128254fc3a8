/* names - what a specimen is called that only its file's name tells, or that another is called too.
 */
#ifndef INSITU_NAMES_H
#define INSITU_NAMES_H

#include "face/cli.h"

/*
 * Name each job of CLI that has no specimen: its file's name without folder and ending. Where two
 * would be called the same, as much of the folders as tells them apart, or the ending, belongs to
 * the name; a file that is named twice is numbered. INS_ENOMEM.
 */
int ins_names_give(struct ins_cli *cli, struct ins_err *err);

/* NAME (owned), numbered as in "P1:2" where one of N names is TAKEN by another: headers often name
 * their specimen alike. Owned; NULL without memory. */
char *ins_names_number(const char *const *taken, size_t n, char *name);

/* How many letters of NAME stand before its number, as in "P1:2"; all where it has none. */
size_t ins_names_base(const char *name);

/* The tests in a table, as far as its rows have been looked at. Zero it before use. */
struct ins_names {
	struct ins_named {
		const char *specimen, *mode; /* lent by the table; no mode: NULL */
		double frequency_Hz;         /* NaN without one */
	} * named;                           /* owned */
	size_t n, capacity, rows;
};

/*
 * As ins_names_number for a test that is to have several rows in TABLE, which would run into those
 * of another of that name, MODE (NULL: any) and FREQUENCY_HZ (NaN: any). Where a test has one row,
 * its name stays, since it tells that two tests are of one specimen. NAMES are those of TABLE,
 * which only grows.
 */
char *ins_names_part(struct ins_names *names, const struct ins_table *table, char *name,
	const char *mode, double frequency_Hz);
void ins_names_free(struct ins_names *names);

#endif
