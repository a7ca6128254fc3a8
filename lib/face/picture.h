/* picture - what gnuplot drew: whole to its last byte, the same from run to run, as large as it
 * says. */
#ifndef INSITU_PICTURE_H
#define INSITU_PICTURE_H

#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/text.h"

enum ins_picture_type {
	INS_PICTURE_SVG,
	INS_PICTURE_PDF,
	INS_PICTURE_PNG,
	INS_PICTURE_TEXT, /* drawn in characters */
	INS_PICTURE_NONE
};

/* The type that a NAME ("svg", or "fig1.SVG" by its ending) says; INS_PICTURE_NONE for another. */
enum ins_picture_type ins_picture_type_of(const char *name);
/* "svg", "pdf", "png", "text". */
const char *ins_picture_type_name(enum ins_picture_type type);

/*
 * Mend PICTURE in place. An SVG gets its size in mm, TITLE and the lines ABOUT as its own, and a
 * fallback for its font; a PDF loses the time it was made at; a PNG is told its 300 dots an inch;
 * text loses blanks at the ends of its lines. INS_EOUTPUT when the picture does not end as its type
 * must: gnuplot reports success on a full disk.
 */
struct ins_picture_frame {
	double width_mm, height_mm;
	const char *title, *about; /* lent; any text in UTF-8, or NULL */
};
int ins_picture_mend(struct ins_text *picture, enum ins_picture_type type,
	const struct ins_picture_frame *frame, struct ins_err *err);

#endif
