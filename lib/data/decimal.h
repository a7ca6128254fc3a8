/* decimal - which sign of a table's numbers parts their fraction, and which their thousands. */
#ifndef INSITU_DECIMAL_H
#define INSITU_DECIMAL_H

#include <stdbool.h>

#include "base/err.h"
#include "data/format.h"
#include "data/header.h"
#include "data/lines.h"
#include "data/sniff.h"

/* What the numbers of a table tell. */
struct ins_decimal {
	bool groups;          /* "1,500" is 1500 in this table, or "1.500" */
	bool assumed;         /* three digits follow each decimal sign: it could part thousands */
	struct ins_err doubt; /* a status other than INS_OK: nobody but the user can tell */
};

/*
 * Settle LAYOUT->decimal and DECIMAL by the rows that lie ahead in LINES. A number such as "0.5",
 * "12,25" or "1,500.5" tells the sign for the whole table. Where all are like "1.500", which is a
 * thousand and a half or one and a half, these count: FORMAT, if it names the sign; dimensions in
 * HEADER; names in German or French, and semicolons, which go with decimal commas; whole numbers
 * in the same column, which go with thousands. Where they contradict each other, DECIMAL->doubt
 * says with PATH and line which options decide. Faults: INS_ENOMEM.
 */
int ins_decimal_settle(struct ins_layout *layout, const struct ins_lines *lines,
	const struct ins_header *header, const struct ins_format *format, const char *path,
	struct ins_decimal *decimal, struct ins_err *err);

#endif
