/* rows - numeric lines into arrays of doubles, at the speed of the disk, with line and column. */
#ifndef INSITU_ROWS_H
#define INSITU_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Why a reading stopped. */
enum ins_rows_stop {
	INS_ROWS_END = 0, /* every line that is complete has become a row */
	INS_ROWS_CELL,    /* a wanted cell is neither a number nor a word for a missing one */
	INS_ROWS_SHORT,   /* a line with fewer cells than columns, or cut before its last cell */
	INS_ROWS_LONG,    /* a line with text past its last column */
	INS_ROWS_BLANK,   /* a line of nothing but blanks and separators */
	INS_ROWS_QUOTE    /* a line with a '"' in it: a case for libcsv */
};

/*
 * How the lines are laid out, the place that the reader has reached, and the rows so far.
 * Zero it, set the first part, call ins_rows_start, then ins_rows_read as often as there are bytes.
 * The text is UTF-8 or any encoding that keeps ASCII; lines end in LF or CR LF.
 */
struct ins_rows {
	char separator;       /* '\t' ',' ';' ...; ' ' means any run of blanks and tabs */
	char decimal;         /* '.' or ',' */
	size_t columns;       /* cells in a line */
	const size_t *wanted; /* lent: indices of the columns to keep, from 0, ascending */
	size_t wanted_count;
	const char *const *missing; /* lent: words read as NaN ("nan", "--"), NULL-ended */

	size_t line;     /* the number of the line that comes next; 0 is taken as 1 */
	bool unfinished; /* the last row came from a line without a line end */
	double **values; /* owned: wanted_count arrays of `count` numbers; take, leave NULL */
	size_t count;
	size_t capacity;
};

/* Where and why a reading stopped; the text is lent from the bytes that were given. */
struct ins_rows_halt {
	enum ins_rows_stop stop;
	size_t line;      /* from 1 */
	size_t column;    /* the character in the line, from 1 */
	size_t cell;      /* the cell in the line, from 0 */
	const char *text; /* that cell without the blanks around it, not ended by a 0 */
	size_t length;
};

/*
 * Check the layout and make room. Fails with INS_EUSAGE where separator, decimal sign and columns
 * contradict each other, and with INS_ENOMEM.
 */
int ins_rows_start(struct ins_rows *rows, struct ins_err *err);

/*
 * Append a row for each line of BYTES (SIZE of them, lent), up to the first line that is no row.
 * The last line, if it has no line end, is left alone unless LAST says that no byte follows.
 * *USED is the number of bytes that were taken: what follows must come again, at the head of the
 * next call. Where HALT->stop is not INS_ROWS_END, *USED is the start of the line in question and
 * no row was made of it: the caller makes a row by ins_rows_append or not, moves over it by
 * ins_rows_skip, and goes on or ends. An empty cell and a missing word are NaN; what else a wanted
 * cell holds must be one decimal number with nothing but blanks around it. Empty cells past the
 * last column pass. Returns INS_OK or INS_ENOMEM.
 */
int ins_rows_read(struct ins_rows *rows, const char *bytes, size_t size, bool last, size_t *used,
	struct ins_rows_halt *halt, struct ins_err *err);

/* The size of the line that BYTES begin with, its line end included; counts it in rows->line. */
size_t ins_rows_skip(struct ins_rows *rows, const char *bytes, size_t size);

/* Append one row of wanted_count numbers (lent), for a line that the caller read himself. */
int ins_rows_append(struct ins_rows *rows, const double *row, struct ins_err *err);

/*
 * Fill ERR with `NAME:LINE:COLUMN: what is wrong` for a HALT that the caller takes as a fault; NAME
 * is that of the file, COLUMN_NAME (may be NULL) that of the cell's column. Returns INS_EFORMAT.
 */
int ins_rows_fail(const struct ins_rows_halt *halt, const char *name, const char *column_name,
	struct ins_err *err);

/* Free what ROWS owns and zero its arrays; a zeroed struct is fine. */
void ins_rows_free(struct ins_rows *rows);

#endif
