/* stream - the text table that flows between programs; insitu-stream(5). */
#ifndef INSITU_STREAM_H
#define INSITU_STREAM_H

#include <stdio.h>

#include "base/err.h"
#include "data/file.h"
#include "data/table.h"

/* What the bytes that an input begins with are. */
enum ins_stream_form {
	INS_STREAM_NONE,  /* no stream: a raw export, or something else */
	INS_STREAM_WHOLE, /* "#insitu ..." stands on top */
	INS_STREAM_BARE /* a header row of bare names parted by TABs, as a filter leaves a stream; a
			 * raw export can look so too: whoever reads records tries that first */
};
enum ins_stream_form ins_stream_form(const unsigned char *bytes, size_t n);

/* Read a whole stream from INPUT into TABLE (zeroed). A column is numbers where every cell is one
 * or "nan", else words. INS_EFORMAT with line and column: an unknown version, a second "#insitu"
 * (two streams put together), rows of unequal length, a name that is no name or stands twice, a row
 * cut short. */
int ins_stream_read(struct ins_table *table, struct ins_input *input, struct ins_err *err);

/* Write TABLE to FILE. INS_EOUTPUT, with the reason alone, where a write failed; whether the last
 * bytes were written is known to ins_output_commit. */
int ins_stream_write(const struct ins_table *table, FILE *file, struct ins_err *err);

/* Whether [p, end) is a bare name: [a-z][A-Za-z0-9_]*. */
int ins_stream_is_name(const char *p, const char *end);

/* A bare name made of any text: "Load (µN)" -> "load_un" without its unit; always matches
 * [a-z][A-Za-z0-9_]*. Owned. */
char *ins_stream_name(const char *text);

#endif
