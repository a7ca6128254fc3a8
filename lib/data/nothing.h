/* nothing - what a text holds in which no table of numbers was found. */
#ifndef INSITU_NOTHING_H
#define INSITU_NOTHING_H

#include "base/err.h"
#include "data/format.h"
#include "data/lines.h"

/* Fill ERR with what lies ahead in LINES, none of which is a table of numbers in the layout FORMAT
 * (may be NULL): blank lines, names without rows, rows of words, text. Returns INS_EFORMAT. */
int ins_nothing_fail(
	const struct ins_lines *lines, const struct ins_format *format, struct ins_err *err);

#endif
