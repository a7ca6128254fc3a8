/* eels - what the tests of files with spectra share: where the files are, all counts of one. */
#ifndef INSITU_TEST_EELS_H
#define INSITU_TEST_EELS_H

#include "unit.h"

#include "data/spectra.h"
#include "data/pixels.h"

/* The path of a file that comes with the tests, or that of one which lies beside the project; lent
 * until the next call. */
static inline const char *own_file(const char *name)
{
	static char path[512];
	const char *top = getenv("top_srcdir");

	snprintf(path, sizeof path, "%s/tests/data/eels/%s", top ? top : ".", name);
	return path;
}

static inline const char *shared_file(const char *name)
{
	static char path[512];
	const char *shared = getenv("INSITU_SHARED");
	FILE *file;

	snprintf(path, sizeof path, "%s/data/eels/%s", shared ? shared : "../shared", name);
	file = fopen(path, "rb");
	if (!file) {
		fprintf(stderr, "%s is not here: skipped\n", path);
		return NULL;
	}
	fclose(file);
	return path;
}

/* All counts of a spectrum, which the caller frees; NULL where they cannot be read. */
static inline double *all_counts(const struct ins_spectrum *spectrum, size_t *n)
{
	struct ins_pixels window = {
		.pixels = spectrum->x.size * spectrum->y.size, .channels = spectrum->energy.size};
	struct ins_err err = {0};
	double *counts;

	*n = window.pixels * window.channels;
	counts = malloc(*n * sizeof *counts + 1);
	if (ins_pixels_read_doubles(spectrum, &window, counts, &err)) {
		fprintf(stderr, "%s\n", err.text);
		free(counts);
		return NULL;
	}
	return counts;
}

/* Whether counts are FIRST, FIRST + 1, ... */
static inline int counts_run(const struct ins_spectrum *spectrum, double first)
{
	size_t n, i = 0;
	double *counts = all_counts(spectrum, &n);

	while (counts && i < n && counts[i] == first + (double)i)
		i++;
	free(counts);
	return counts && i == n;
}

static inline double sum_of(const struct ins_spectrum *spectrum)
{
	size_t n;
	double *counts = all_counts(spectrum, &n), sum = 0;

	for (size_t i = 0; counts && i < n; i++)
		sum += counts[i];
	free(counts);
	return sum;
}

#define OPEN(spectra, path)                                                         \
	do {                                                                        \
		struct ins_err open_err_ = {0};                                     \
		int open_status_ = ins_spectra_open((spectra), (path), &open_err_); \
		if (open_status_)                                                   \
			fprintf(stderr, "%s\n", open_err_.text);                    \
		CU_ASSERT_EQUAL_FATAL(open_status_, INS_OK);                        \
	} while (0)

#endif
