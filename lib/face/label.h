/* label - words made fit to stand in a figure. */
#ifndef INSITU_LABEL_H
#define INSITU_LABEL_H

#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

/* Append TEXT to OUT as at most LETTERS letters (0: all) that mean nothing to gnuplot, SVG or a
 * terminal: control letters and what is no UTF-8 become '?', blanks of all kinds a blank, what is
 * cut "…". */
int ins_label_inert(struct ins_text *out, const char *text, size_t letters, struct ins_err *err);

/* As ins_label_inert, but what is cut is the middle: names of one series differ at their ends. */
int ins_label_name(struct ins_text *out, const char *text, size_t letters, struct ins_err *err);

/* Cut each of N inert NAMES, in place, as ins_label_name does, but so that those that differed
 * still do: where the middle is what tells them apart, what all share at their ends is cut first,
 * and then less is cut. Empty ones stay so. */
int ins_label_names(struct ins_text *name, size_t n, size_t letters, struct ins_err *err);

/* As ins_label_inert, in at most three lines of LETTERS letters, broken at blanks. */
int ins_label_lines(struct ins_text *out, const char *text, size_t letters, struct ins_err *err);

/* Append the label of an axis that shows the column NAME: "stress_GPa" gives "stress (GPa)". */
int ins_label_column(struct ins_text *out, const char *name, struct ins_err *err);

/* Append a file's name without folder and ending. */
int ins_label_file(struct ins_text *out, const char *path, struct ins_err *err);

#endif
