/* png - a map as a picture with its colour bar and scale bar. */
#ifndef INSITU_PNG_H
#define INSITU_PNG_H

#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "data/colormap.h"

/* A tEXt (or, where it is not ASCII, an iTXt) chunk; a KEY that PNG cannot take becomes "note". */
struct ins_png_note {
	const char *key, *text;
};

/* A map to draw; all pointers are lent. */
struct ins_png {
	const double *value; /* height rows of width, the first on top; NaN: no answer */
	size_t width, height;
	double low, high; /* values of the first and last colour; those beyond have these too */
	enum ins_colormap colormap;
	const char *label;               /* over the picture: "plasmon energy (eV)" */
	double pitch_nm;                 /* from pixel to pixel; NaN draws no scale bar */
	const struct ins_png_note *note; /* parameters, checksum of the input */
	size_t notes;
};

/* The least and the greatest of N values that are numbers; 0 and 1 where none is. */
void ins_png_range(const double *value, size_t n, double *low, double *high);

/*
 * Draw PNG into FILE, row by row, so that memory is one row: pixels enlarged alike, without blur,
 * to at least 480 dots; a colour bar with ticks at round numbers; a scale bar of a round length;
 * and, where a pixel has no answer, what its colour means. The same map gives the same bytes with
 * the same libpng and zlib. INS_EOUTPUT where libpng fails; whether all was written is known to
 * ins_output_commit. INS_EANALYSIS: a map without pixels, or too large for a picture.
 */
int ins_png_write(const struct ins_png *png, FILE *file, struct ins_err *err);

#endif
