/* lines - a text input as UTF-8 lines, with as much of it ahead as is asked for. */
#ifndef INSITU_LINES_H
#define INSITU_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"
#include "data/file.h"

/* What was decoded and not yet taken stands in text.data from `begin` on. */
struct ins_lines {
	struct ins_input *input; /* lent */
	struct ins_decoder decoder;
	struct ins_text text; /* owned */
	size_t begin;
	size_t line;          /* the number of the line that begins there, from 1 */
	int ended;            /* nothing follows what was decoded */
	int started, bare_cr; /* lines end in a lone CR, as on an old Macintosh */
};

/* One line, without its end; lent until the next ins_lines_more or ins_lines_take. */
struct ins_text_line {
	const char *begin, *end;
	size_t size; /* with its line end */
	int closed;  /* a line end was there */
};

int ins_lines_open(struct ins_lines *lines, struct ins_input *input, enum ins_encoding encoding,
	struct ins_err *err);
/* Decode until SIZE bytes lie ahead or the input ends. */
int ins_lines_more(struct ins_lines *lines, size_t size, struct ins_err *err);
/* What lies ahead (lent), *SIZE bytes of it, a NUL behind. */
const char *ins_lines_ahead(const struct ins_lines *lines, size_t *size);
/* The line that begins OFFSET bytes ahead into LINE; 0 where nothing lies there. A line cut by the
 * end of what was decoded counts only when the input has ended. */
int ins_lines_at(const struct ins_lines *lines, size_t offset, struct ins_text_line *line);
/* Whether a line holds nothing but blanks. */
bool ins_lines_is_blank(const struct ins_text_line *line);
/* Move past SIZE bytes, counting the line ends among them. */
void ins_lines_take(struct ins_lines *lines, size_t size);
/* The same where the caller knows the number of the line that then comes. */
void ins_lines_move(struct ins_lines *lines, size_t size, size_t line);
void ins_lines_close(struct ins_lines *lines);

#endif
