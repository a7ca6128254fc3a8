/* spectra - any bytes as a file with spectra, of whatever format. */
#ifndef INSITU_FUZZ_SPECTRA_H
#define INSITU_FUZZ_SPECTRA_H

#include "fuzz.h"

#include <string.h>

#include "base/text.h"
#include "data/pixels.h"
#include "data/spectrum.h"

/* The counts of the first and last pixels, and of all where they are few. */
static inline void fuzz_counts(const struct ins_spectrum *item)
{
	size_t pixels = item->x.size * item->y.size, n = item->energy.size;
	struct ins_pixels window = {.pixels = 1, .channels = n};
	struct ins_err err = {0};
	double *counts;

	FUZZ_CHECK(item->refusal[0] || (pixels > 0 && n > 0 && n <= SIZE_MAX / 8));
	if (item->refusal[0] || n > 1 << 16)
		return;
	if (pixels <= (1 << 16) / n)
		window.pixels = pixels;
	counts = malloc(window.pixels * n * sizeof *counts);
	FUZZ_CHECK(counts);
	FUZZ_CHECK(ins_pixels_read_doubles(item, &window, counts, &err) == INS_OK);
	window.pixel = pixels - 1;
	window.pixels = 1;
	FUZZ_CHECK(ins_pixels_read_doubles(item, &window, counts, &err) == INS_OK);
	free(counts);
}

/* What LIST makes of the SIZE bytes at DATA, called NAME. */
static inline void fuzz_spectra(int (*list)(struct ins_spectra *spectra, struct ins_err *err),
	const char *name, const uint8_t *data, size_t size)
{
	struct ins_spectra spectra = {0};
	const struct ins_spectrum *chosen;
	struct ins_text text = {0};
	struct ins_err err = {0};
	int status;

	FUZZ_CHECK(ins_spectra_begin(&spectra, "a format", &err) == INS_OK);
	FUZZ_CHECK(ins_bytes_hold(spectra.bytes, name, data, size, &err) == INS_OK);
	status = list(&spectra, &err);
	FUZZ_CHECK_STATUS(status, &err);
	FUZZ_CHECK(status || spectra.n > 0);
	for (size_t i = 0; i < spectra.n && !status; i++)
		fuzz_counts(&spectra.item[i]);
	if (!status) {
		FUZZ_CHECK(ins_spectra_describe(&spectra, &text, &err) == INS_OK);
		FUZZ_CHECK(text.size > 0);
		status = ins_spectra_choose(&spectra, size % 3, &chosen, &err);
		FUZZ_CHECK_STATUS(status, &err);
	}
	ins_text_free(&text);
	ins_spectra_free(&spectra);
}

#endif
