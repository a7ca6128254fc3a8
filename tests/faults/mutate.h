/* mutate - the readers of files, each with what it read in one shape. */
#ifndef INSITU_MUTATE_H
#define INSITU_MUTATE_H

#include <stddef.h>

#include "base/err.h"

enum { MUTATE_TABLES = 16, MUTATE_COLUMNS = 32, MUTATE_WARNINGS = 64 };

/* What a reader made of a file: all its numbers, row after row of table after table; a word counts
 * as one. */
struct answer {
	int status;
	size_t rows, columns; /* of all tables that count */
	struct {
		size_t rows, columns, first;
		double name[MUTATE_COLUMNS]; /* of its columns, as words count */
	} table[MUTATE_TABLES];
	size_t tables;
	double layout;                   /* the descriptor's name, as a word counts */
	double warning[MUTATE_WARNINGS]; /* notes, remarks and refusals, as words count */
	size_t warnings;
	double *value; /* owned */
	size_t n, capacity;
	char said[512]; /* with a fault */
};

typedef void mutate_reader(const char *path, struct answer *answer);

mutate_reader mutate_read_raw, mutate_read_stream, mutate_read_spectra, mutate_read_npy,
	mutate_read_format;

/* Load the descriptors in FOLDER, and the library of units; not 0: it failed. */
int mutate_begin(const char *folder);
void mutate_end(void);

#endif
