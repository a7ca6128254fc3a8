/* field_beside - what a header says of specimens that stand side by side, each above its columns.
 */
#include "data/field.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data/cells.h"
#include "data/field_key.h"
#include "data/near.h"
#include "data/statement.h"

/* A line while it is read. */
struct reading {
	struct ins_header *header;
	const struct ins_format *format;
	struct ins_cells cells;
	size_t number;
	bool placed; /* its cells stand above the columns that they are counted by */
};

/* Where the key of `key: value` or `key = value` ends in CELL, or all of it without a colon. */
static size_t key_length(const char *cell)
{
	const char *colon = strstr(cell, ": "), *equals = strchr(cell, '=');
	size_t length = strlen(cell);

	if (colon && (!equals || colon < equals))
		return (size_t)(colon - cell);
	if (equals)
		return (size_t)(equals - cell);
	return length && cell[length - 1] == ':' ? length - 1 : length;
}

/* The role of the key that CELL is or begins with, INS_FIELD_ROLES for none. */
static int find_role(const struct ins_format *format, const char *cell, enum ins_field_role *role,
	struct ins_err *err)
{
	struct ins_channel channel = {0};
	size_t length = key_length(cell);
	char *key = ins_text_copy_n(cell, length);
	int status = key ? ins_name_cut(key, &channel, err) : ins_fail_memory(err, "a key", length);

	*role = INS_FIELD_ROLES;
	if (!status)
		for (*role = 0; *role < INS_FIELD_ROLES; ++*role)
			if (ins_field_plays(format, *role, channel.name))
				break;
	free(key);
	free(channel.name);
	free(channel.unit);
	return status;
}

int ins_field_begins(
	const struct ins_format *format, const char *cell, bool *begins, struct ins_err *err)
{
	enum ins_field_role role = INS_FIELD_ROLES;
	int status = INS_OK;

	if (*cell && !ins_statement_is_specimen(cell) && !ins_near_begins(cell))
		status = find_role(format, cell, &role, err);
	*begins = role < INS_FIELD_ROLES;
	return status;
}

/* Take back the fields of HEADER from number FIRST on. */
static void drop(struct ins_header *header, size_t first)
{
	while (header->fields > first) {
		struct ins_field *field = &header->field[--header->fields];

		free(field->key);
		free(field->value);
		free(field->unit);
	}
}

/* The fields from number FIRST on are of ROLE, and stand in CELL. */
static void place(struct reading *reading, size_t first, enum ins_field_role role, size_t cell)
{
	for (size_t f = first; f < reading->header->fields; f++) {
		struct ins_field *field = &reading->header->field[f];

		field->scope = INS_FIELD_OF_SEVERAL;
		field->role = role;
		field->cell = reading->placed ? cell + 1 : SIZE_MAX;
	}
}

/* Whether CELL, which is not empty, is the value of a key of ROLE, or its unit. */
static int goes_on(const struct reading *reading, const char *cell, bool *yes, struct ins_err *err)
{
	bool begins;
	int status = ins_field_begins(reading->format, cell, &begins, err);

	*yes = !begins && !ins_statement_is_specimen(cell);
	return status;
}

/* The unit that stands behind the value in CELL (lent), or NULL. */
static int find_unit(
	const struct reading *reading, size_t cell, const char **unit, struct ins_err *err)
{
	const char *next = cell + 1 < reading->cells.count ? reading->cells.cell[cell + 1] : "";
	bool yes = false;
	int status = INS_OK;

	if (*next && !ins_near_begins(next))
		status = goes_on(reading, next, &yes, err);
	*unit = yes ? next : NULL;
	return status;
}

/* The values behind the key of ROLE in cell KEY, as far as the next key, which *CELL becomes: one
 * stands where its key does, several stand each in a place of its own. */
static int read_values(struct reading *reading, enum ins_field_role role, size_t key, size_t *cell,
	struct ins_err *err)
{
	struct ins_header *header = reading->header;
	size_t first = header->fields;
	bool yes = true;
	int status = INS_OK;

	for (; *cell < reading->cells.count && !status; ++*cell) {
		char *value = reading->cells.cell[*cell];
		const char *unit = NULL;
		size_t before = header->fields;

		if (*value)
			status = goes_on(reading, value, &yes, err);
		if (status || !yes)
			break;
		if (!*value || (role != INS_FIELD_SPECIMEN && !ins_near_begins(value)))
			continue;
		if (role != INS_FIELD_SPECIMEN)
			status = find_unit(reading, *cell, &unit, err);
		if (!status)
			status = ins_statement_add(header, reading->format,
				reading->cells.cell[key], value, unit, reading->number, err);
		if (!status)
			place(reading, before, role, *cell);
	}
	/* Behind a name may stand more about it, where each specimen has its own key. */
	if (!status && role == INS_FIELD_SPECIMEN && (!yes || key > 0))
		drop(header, first + 1);
	if (!status && header->fields == first + 1 && *reading->cells.cell[key + 1])
		place(reading, first, role, key);
	return status;
}

/* What begins in *CELL, which becomes the next that may begin something. */
static int read_statement(struct reading *reading, size_t *cell, struct ins_err *err)
{
	struct ins_header *header = reading->header;
	char *text = reading->cells.cell[*cell];
	size_t key = (*cell)++, first = header->fields;
	enum ins_field_role role = INS_FIELD_SPECIMEN;
	bool whole = text[key_length(text)] && text[key_length(text) + 1];
	int status = INS_OK;

	if (!*text || ins_near_begins(text))
		return INS_OK;
	if (!ins_statement_is_specimen(text))
		status = find_role(reading->format, text, &role, err);
	else
		whole = true;
	if (status || role == INS_FIELD_ROLES)
		return status;
	if (!whole)
		return read_values(reading, role, key, cell, err);
	status = ins_statement_read(header, reading->format, text, reading->number, err);
	if (!status)
		place(reading, first, role, key);
	return status;
}

/* Whether more stands in the line than one thing: `key: value`, or a key, a value and a unit. */
static bool says_more(const struct ins_cells *cells)
{
	const char *first = cells->cell[0];
	bool whole = strstr(first, ": ") || strchr(first, '=') || ins_statement_is_specimen(first);
	size_t cell = !*first || whole ? 1 : 3;

	if (cell == 3 && cells->count > 2 && ins_near_begins(cells->cell[2]))
		return true;
	while (cell < cells->count && !*cells->cell[cell])
		cell++;
	return cell < cells->count;
}

/* By what LINE is parted: SEPARATOR, or another than that of the table; 0 where it is not. */
static char parted_by(const struct ins_text_line *line, char separator)
{
	const char others[] = {separator == ' ' ? '\t' : separator, '\t', ';', ',', 0};
	size_t size = (size_t)(line->end - line->begin);

	for (const char *other = others; *other; other++)
		if (memchr(line->begin, *other, size) &&
			(*other != ',' || !ins_statement_is_line(line->begin, line->end)))
			return *other;
	return 0;
}

int ins_field_beside(struct ins_header *header, const struct ins_format *format,
	const struct ins_text_line *line, size_t number, char separator, size_t first,
	struct ins_err *err)
{
	struct reading reading = {.header = header, .format = format, .number = number};
	char parted = parted_by(line, separator);
	size_t cell = 0, last = header->fields;
	int status;

	if (!parted)
		return INS_OK;
	reading.placed = parted == separator;
	status = ins_cells_split_text(&reading.cells, line->begin, line->end, parted, err);
	if (!status && reading.cells.count && says_more(&reading.cells)) {
		for (size_t f = first; f < last; f++)
			header->field[f].scope = INS_FIELD_OF_ONE;
		while (cell < reading.cells.count && !status)
			status = read_statement(&reading, &cell, err);
	}
	ins_cells_free(&reading.cells);
	return status;
}
