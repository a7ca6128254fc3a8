/* identify - what an export is, as a person reads it. */
#ifndef INSITU_IDENTIFY_H
#define INSITU_IDENTIFY_H

#include <stdio.h>

#include "data/raw.h"

/* Write to FILE what was recognised in RAW, read from PATH: format, encoding, separator, decimal
 * sign, tables, channels with units and roles, rows, what was assumed and what left out; control
 * characters as '?'. Whether all was written is known to ins_output_commit. INS_ENOMEM. */
int ins_identify(const struct ins_raw *raw, const char *path, FILE *file, struct ins_err *err);

#endif
