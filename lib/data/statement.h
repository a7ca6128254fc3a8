/* statement - one thing that a header says, a key and a value, in one cell or several. */
#ifndef INSITU_STATEMENT_H
#define INSITU_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/format.h"
#include "data/header.h"

/* Append KEY and VALUE, which are cut for it, to the fields of HEADER: "145 nm" is 145 and nm; UNIT
 * (may be NULL or ""), or one in the key's own brackets or joined to it, serves too. The name of a
 * specimen, for which FORMAT (may be NULL) knows more keys, is kept whole. Nothing where the key or
 * the value is empty. */
int ins_statement_add(struct ins_header *header, const struct ins_format *format, const char *key,
	char *value, const char *unit, size_t line, struct ins_err *err);

/* The same for TEXT, which is cut, where it is `key: value unit`, `key = value unit` or the name of
 * a specimen; nothing where it is not. */
int ins_statement_read(struct ins_header *header, const struct ins_format *format, char *text,
	size_t line, struct ins_err *err);

/* "Specimen 3", "Probe A7": the name of a specimen without a key. */
bool ins_statement_is_specimen(const char *text);

/* "Dicke: 1,5 mm": a line with a colon and a number before any comma, which is no separator. */
bool ins_statement_is_line(const char *begin, const char *end);

#endif
