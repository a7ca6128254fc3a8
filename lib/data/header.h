/* header - the names and units of a table's columns, and what else stands above it. */
#ifndef INSITU_HEADER_H
#define INSITU_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/field_key.h"
#include "data/format.h"
#include "data/lines.h"
#include "data/name.h"
#include "data/near.h"
#include "data/sniff.h"

/* In which tables a field counts, by the specimens that stand side by side there. */
enum ins_field_scope { INS_FIELD_OF_ANY, INS_FIELD_OF_ONE, INS_FIELD_OF_SEVERAL };

/* One thing that a line above the table says: `Area,33.93,mm^2`. */
struct ins_field {
	char *key, *value, *unit; /* owned; unit may be NULL */
	size_t line;
	enum ins_field_scope scope;
	/* Of several specimens it counts for the one above whose columns it stands, with this cell,
	 * from 1; SIZE_MAX: above none that is known; 0: for all of them. */
	size_t cell;
	enum ins_field_role role; /* where scope is INS_FIELD_OF_SEVERAL */
	size_t specimen;  /* which that is, from 1, as group finds them; 0: nobody can tell */
	size_t inherited; /* from the header of how many tables above; 0: it is its own */
};

/* Zero it before use. */
struct ins_header {
	struct ins_channel *channel; /* owned */
	size_t channels;
	size_t names;   /* how many names stand there, at times more than a row has cells */
	size_t shifted; /* cells of the line of names, where one too many or too few stands; or 0 */
	bool glued;     /* the first row stood in the line of the names, and is lost */
	size_t names_line;  /* 0: the table has no names */
	size_t passed_line; /* the line of comments below that of the units, or 0 */
	size_t names_above; /* the line of the same names once more, with no row under them; or 0 */
	struct ins_near near; /* lines above the first row that are almost rows */
	char **group; /* owned: what stands above the names, one a channel, NULL for nothing */
	struct ins_field *field; /* owned */
	size_t fields, fields_capacity;
};

/*
 * Read what stands in LINES before the first row of the table that SNIFF found. FORMAT (may be
 * NULL) can say which lines hold names and units. Makes at least sniff->layout.cells channels.
 */
int ins_header_read(struct ins_header *header, const struct ins_lines *lines,
	const struct ins_sniff *sniff, const struct ins_format *format, struct ins_err *err);
void ins_header_free(struct ins_header *header);

#endif
