/* choose - which tables of an export count. */
#ifndef INSITU_CHOOSE_H
#define INSITU_CHOOSE_H

#include "base/err.h"
#include "data/format.h"
#include "data/raw.h"

/*
 * Say in `why` of each block of RAW, the file at PATH, that does not count why not: tables of
 * results; where one table is a curve, those that are none; those that FORMAT (may be NULL) takes
 * for a preparation; with NUMBER, all but that one. INS_EFORMAT where all are results and none is
 * asked for, and for the fault of one that counts; INS_EUSAGE for a number that is not there.
 */
int ins_choose_blocks(struct ins_raw *raw, const struct ins_format *format, long number,
	const char *path, struct ins_err *err);

#endif
