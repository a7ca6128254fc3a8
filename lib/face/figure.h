/* figure - gnuplot as a child that may be missing, fail, or be killed. */
#ifndef INSITU_FIGURE_H
#define INSITU_FIGURE_H

#include "base/err.h"
#include "base/text.h"
#include "face/picture.h"
#include "face/series.h"
#include "face/template.h"

/* What a figure shall look like. */
struct ins_figure {
	enum ins_picture_type type;
	double width_mm, height_mm; /* 0: 84 mm by 63 mm, or 174 mm wide where there are panels */
	double letters, lines;      /* of a figure in characters */
	const char *title;          /* lent; NULL for none */
	const char *about; /* lent; lines that an SVG carries as its description, or NULL */
};

/*
 * Draw SERIES by TEMPLATE into PICTURE (zeroed, owned by the caller). gnuplot runs without a shell,
 * a start-up file or a temporary file that has a name, and gets words only as arguments that it
 * never runs. INS_EOUTPUT when it is not installed, fails (with what it says first), is killed, or
 * its picture is cut short.
 */
int ins_figure_draw(struct ins_text *picture, const struct ins_figure *figure,
	const struct ins_template *template, const struct ins_series *series, struct ins_err *err);

/* Read SIZE, "84mm:63mm" or only a width, into FIGURE. INS_EUSAGE for what is no length, and
 * outside of 20 mm to 1000 mm. */
int ins_figure_size(struct ins_figure *figure, const char *size, struct ins_err *err);
/* The letters and lines of the terminal on standard output; 79 by 24 without one, or $COLUMNS
 * less 1. */
void ins_figure_terminal(struct ins_figure *figure);

/* Read into TEMPLATE (zeroed) the installed template for KIND; where KIND is NULL, the one that
 * asks for most columns that TABLE has. INS_EUSAGE, with the kinds that there are, for an unknown
 * one, or where none fits. */
int ins_figure_template(struct ins_template *template, const char *kind,
	const struct ins_table *table, struct ins_err *err);

#endif
