/* pixels - the counts of a part of a spectrum image, whatever the order of its axes. */
#ifndef INSITU_PIXELS_H
#define INSITU_PIXELS_H

#include <stddef.h>

#include "base/err.h"
#include "data/spectrum.h"

/*
 * A part of a spectrum image: the pixels in rows from the first y, each row from the first x
 * (pixel number y x.size + x), and of each the channels from the first energy.
 */
struct ins_pixels {
	size_t pixel, pixels;
	size_t channel, channels;
};
/*
 * The counts of WINDOW, channels of a pixel side by side, pixel after pixel, in the stored type and
 * this machine's byte order, into COUNTS (pixels x channels elements). What is read and allocated
 * grows with the window only, which is read fastest in pieces of a few MB. Several threads may read
 * one spectrum. INS_EFORMAT: the file became shorter, cannot be read, or the spectrum is one that
 * is refused.
 */
int ins_pixels_read(const struct ins_spectrum *spectrum, const struct ins_pixels *window,
	void *counts, struct ins_err *err);
/* The same as doubles; a 64-bit integer beyond 2^53 is rounded. */
int ins_pixels_read_doubles(const struct ins_spectrum *spectrum, const struct ins_pixels *window,
	double *counts, struct ins_err *err);

#endif
