/* template - what the head of a gnuplot template says of the columns that it draws. */
#ifndef INSITU_TEMPLATE_H
#define INSITU_TEMPLATE_H

#include <stddef.h>

#include "base/err.h"

enum { INS_TEMPLATE_WORDS = 16 };

/* A line "#@ KEY WORD..." of the head. */
struct ins_template_line {
	const char *key;                      /* lent by the template's text */
	const char *word[INS_TEMPLATE_WORDS]; /* lent likewise */
	size_t words;
};

/*
 * A template: gnuplot commands under a head of lines that a program reads.
 *
 *     #@ need NAME COLUMN...   a column that must be there: the first of these that is, called NAME
 * when drawn
 *     #@ also NAME COLUMN...   one that may be there
 *     #@ axis NAME NAME...     those drawn by the other names stand on the axis of the first, and
 * are turned into its unit
 *     #@ group COLUMN...       rows with one value in all of these are drawn as one
 *     #@ kind COLUMN WORD...   which of them chooses the colour: 1 for the first word, 2 for the
 * second, else 0
 *     #@ words COLUMN WORD...  a column of words, drawn as the place of its word here, else 0
 *     #@ panel COLUMN          a panel for each value of this column; "each" for one a group
 *     #@ join                  groups of one row each, of no kind, are drawn as one
 *     #@ sort                  rows of a group go by the column drawn as x
 *     #@ grid NAME NAME NAME NAME   rows are the pixels of a map: the columns drawn as x and y, and
 * (may be left out) those that number the pixels along these; every place of the grid is drawn
 *     #@ thin                  groups are lines; long ones may be thinned where no eye would see it
 *     #@ abreast               groups stand side by side: each keeps its name, however many
 *
 * COLUMN is a column's name with or without its unit; "row" is the row's number. In place of a
 * column, "NAME:se", "NAME:lo" and "NAME:hi" after `also` stand for the error and the bounds of the
 * column drawn as NAME, and so for any other ending, in its unit;
 * "true:NAME" for the column of the same name behind "true_", and so for any other beginning.
 */
struct ins_template {
	char *path;                     /* owned, absolute */
	char *text;                     /* owned */
	struct ins_template_line *line; /* owned */
	size_t lines, lines_capacity;
};

/* Read the head of PATH into TEMPLATE (zeroed). INS_EUSAGE: it is not there, or its head says what
 * no head can. */
int ins_template_read(struct ins_template *template, const char *path, struct ins_err *err);
void ins_template_free(struct ins_template *template);

/* The first line of that KEY, or NULL. */
const struct ins_template_line *ins_template_find(
	const struct ins_template *template, const char *key);

/* The place from 1 of WORD among those of a `words` or `kind` line after its column, 0 where it is
 * none of them. */
int ins_template_code(const struct ins_template_line *line, const char *word);

#endif
