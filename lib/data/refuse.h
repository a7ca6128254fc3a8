/* refuse - files that are no text table at all, told by what they are. */
#ifndef INSITU_REFUSE_H
#define INSITU_REFUSE_H

#include <stddef.h>

#include "base/err.h"

/* INS_EFORMAT, `NAME: is a ZIP archive...; hint`, where the first N BYTES of a file say that it
 * holds no text, or text of a kind that is known to hold no table; INS_OK for all else. */
int ins_refuse(const char *name, const unsigned char *bytes, size_t n, struct ins_err *err);

#endif
