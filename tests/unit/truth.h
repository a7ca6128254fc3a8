/* truth - columns of the published records under INSITU_SHARED, for tests that may go without. */
#ifndef INSITU_TRUTH_H
#define INSITU_TRUTH_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRUTH_COLUMNS = 4 };

struct truth {
	double *column[TRUTH_COLUMNS]; /* owned; NaN for an empty or foreign cell */
	size_t n;
};

static inline void truth_free(struct truth *truth)
{
	for (int k = 0; k < TRUTH_COLUMNS; k++)
		free(truth->column[k]);
	memset(truth, 0, sizeof *truth);
}

/* Cells of LINE that SEPARATOR parts, a decimal comma allowed for; returns 0 for no number. */
static inline int truth_cells(char *line, char separator, double *cell)
{
	int numbers = 0;

	for (int k = 0; k < TRUTH_COLUMNS; k++) {
		char *next = NULL, *end;

		while (line && separator == ' ' && *line == ' ')
			line++;
		next = line ? strchr(line, separator) : NULL;
		if (next)
			*next++ = 0;
		if (line && separator == ';' && strchr(line, ','))
			*strchr(line, ',') = '.';
		cell[k] = line ? strtod(line, &end) : 0;
		if (!line || end == line)
			cell[k] = NAN;
		numbers += !isnan(cell[k]);
		line = next;
	}
	return numbers;
}

/* Load data/truth/NAME; returns 0, having said so, where it is not there. */
static inline int truth_load(struct truth *truth, const char *name, char separator)
{
	const char *shared = getenv("INSITU_SHARED");
	char path[1024], line[512];
	double cell[TRUTH_COLUMNS];
	size_t room = 0;
	FILE *file;

	memset(truth, 0, sizeof *truth);
	snprintf(path, sizeof path, "%s/data/truth/%s", shared ? shared : ".", name);
	file = fopen(path, "r");
	if (!file) {
		fprintf(stderr, "skipped: %s is not there\n", path);
		return 0;
	}
	while (fgets(line, sizeof line, file)) {
		if (!truth_cells(line, separator, cell))
			continue;
		if (truth->n == room) {
			room = room ? 2 * room : 1024;
			for (int k = 0; k < TRUTH_COLUMNS; k++) {
				truth->column[k] = realloc(truth->column[k], room * sizeof(double));
				if (!truth->column[k])
					abort();
			}
		}
		for (int k = 0; k < TRUTH_COLUMNS; k++)
			truth->column[k][truth->n] = cell[k];
		truth->n++;
	}
	fclose(file);
	return 1;
}

#endif
