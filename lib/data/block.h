/* block - one table of an export while it is read: its columns, its rows, its end. */
#ifndef INSITU_BLOCK_H
#define INSITU_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/clock.h"
#include "data/decimal.h"
#include "data/format.h"
#include "data/header.h"
#include "data/lines.h"
#include "data/raw.h"
#include "data/role.h"
#include "data/rows.h"
#include "data/sniff.h"
#include "data/tidy.h"

/* What holds for all tables of a file; everything is lent. */
struct ins_block_setting {
	const char *path;
	const struct ins_format *format; /* NULL: none */
	const struct ins_role_given *given;
	size_t givens;
	unsigned wanted; /* roles, as in ins_raw_request */
};

/* The columns of one specimen. */
struct ins_block_group {
	size_t from, to; /* cells */
	char *name;      /* owned, or NULL */
	struct ins_role_pick pick[INS_ROLES];
	char *fault; /* owned: what is wrong with its columns, or NULL */
};

/* The row ROW stands on the line LINE, those after it on the lines after that. */
struct ins_block_place {
	size_t row, line;
};

/* Zero it before use. */
struct ins_block {
	bool open;
	struct ins_layout layout;
	struct ins_header header;
	struct ins_rows rows;
	/* Owned, one a cell: of numbers; of nothing so far; a field of the header. */
	bool *numeric, *empty, *single;
	bool *clocked;          /* owned, one a cell: holds times of the day */
	size_t clock_cell;      /* the cell, from 1, whose clock is the time; 0 for none */
	struct ins_clock clock; /* its rows so far */
	size_t *wanted;         /* owned: the cells that are kept */
	size_t wanted_count;
	struct ins_block_group *group; /* owned */
	size_t groups;
	struct ins_tidy label;         /* which specimen its rows are of */
	size_t first_line;             /* of its first row */
	struct ins_block_place *place; /* owned: where rows and lines part company */
	size_t places, places_capacity;
	size_t since_header;   /* rows since the last names */
	size_t rows_before;    /* rows when what is being read began */
	size_t unpaired;       /* names that are not those of pairs, as most are */
	size_t statistic_cell; /* from 1, where "Mean" or the like stands below; 0: nowhere */
	struct ins_decimal decimal;
	size_t grouped; /* cells with their thousands parted */
	size_t grouped_line;
	char grouped_text[32];
	size_t words_passed; /* rows with words behind their last number */
	size_t omitted;      /* lines of text between its rows */
	size_t omitted_line;
	char omitted_text[64];
	struct ins_near near; /* lines behind a row that hold numbers and are no rows */
	size_t apart; /* its first line, where it would be joined to the table above but for that */
};

/* Begin a block with the table that SNIFF found and its HEADER, which BLOCK takes over. */
int ins_block_begin(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_sniff *sniff, struct ins_header *header,
	const struct ins_block_setting *setting, struct ins_err *err);
/* Read rows until a line of text, or the end; the line of text stays ahead. */
int ins_block_read(struct ins_block *block, struct ins_lines *lines,
	const struct ins_block_setting *setting, struct ins_err *err);
/* Whether the table that SNIFF found behind HEADER goes on with BLOCK: nothing but stray words
 * stand between them, or the same names once more, behind a single row or where FORMAT joins such;
 * and no time restarts. */
int ins_block_goes_on(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_sniff *sniff, const struct ins_header *header,
	const struct ins_format *format, bool *goes_on, struct ins_err *err);
/* Turn what was read into the specimens of RAW, and empty BLOCK. */
int ins_block_finish(struct ins_block *block, const struct ins_block_setting *setting,
	struct ins_raw *raw, struct ins_err *err);
void ins_block_free(struct ins_block *block);
/* The line on which ROW of BLOCK stands. */
size_t ins_block_line(const struct ins_block *block, size_t row);
/* Whether CELL is a number of BLOCK; *GROUPED: its thousands are parted. */
bool ins_block_number(
	const struct ins_block *block, const char *cell, double *value, bool *grouped);
/* Whether CELL is what a row of statistics begins with: "Mean", "Standard deviation". */
bool ins_block_is_statistic(const char *cell);

#endif
