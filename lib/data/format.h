/* format - descriptors: what a layout says of itself, as data; insitu-formats(5). */
#ifndef INSITU_FORMAT_H
#define INSITU_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/lines.h"

/* One line of a descriptor. */
struct ins_format_rule {
	char *section, *key, *value; /* owned */
};

/* A descriptor. Zero it before use. */
struct ins_format {
	char *name;                   /* owned: of its file, without ".fmt" */
	char *path;                   /* owned */
	struct ins_format_rule *rule; /* owned, in the order of the file */
	size_t rules, capacity;
};

/* Read the descriptor in PATH. INS_EFORMAT, with the line, for what insitu-formats(5) does not
 * name. */
int ins_format_load(struct ins_format *format, const char *path, struct ins_err *err);
void ins_format_free(struct ins_format *format);

/* The next value of KEY in SECTION behind the rule *AT (start with 0), or NULL. */
const char *ins_format_next(
	const struct ins_format *format, const char *section, const char *key, size_t *at);
/* The first value of KEY in SECTION, or NULL; a NULL FORMAT has none. */
const char *ins_format_value(const struct ins_format *format, const char *section, const char *key);
/* Whether TEXT is like one of the patterns of KEY in SECTION, which '|' parts; *RANK (may be NULL)
 * is the number of those before it. */
bool ins_format_fits(const struct ins_format *format, const char *section, const char *key,
	const char *text, size_t *rank);
/* The same for a line, whatever blanks surround it. */
bool ins_format_fits_line(const struct ins_format *format, const char *section, const char *key,
	const struct ins_text_line *line);
/* Whether the beginning of a file, N bytes of UTF-8, has every line that the descriptor asks for.
 */
bool ins_format_recognises(const struct ins_format *format, const char *text, size_t n);

#endif
