/* field - what a header says line by line: `Area,33.93,mm^2`, `Diameter: 145 nm`. */
#include "data/field.h"

#include <string.h>

#include "data/cells.h"
#include "data/statement.h"

int ins_field_add(struct ins_header *header, const char *key, const char *value, const char *unit,
	size_t line, struct ins_err *err)
{
	struct ins_field *field;
	int status = ins_text_grow(
		&header->field, &header->fields_capacity, header->fields + 1, sizeof *field, err);

	if (status)
		return status;
	field = &header->field[header->fields++];
	*field = (struct ins_field){.line = line};
	field->key = ins_text_copy(key);
	field->value = ins_text_copy(value);
	field->unit = unit && *unit ? ins_text_copy(unit) : NULL;
	if (!field->key || !field->value || (unit && *unit && !field->unit))
		return ins_fail_memory(err, "a header", strlen(value));
	return INS_OK;
}

/* What LINE says as a whole, or first. */
static int read_first(struct ins_header *header, const struct ins_format *format,
	const struct ins_text_line *line, size_t number, struct ins_err *err)
{
	const char *separators = ins_statement_is_line(line->begin, line->end) ? "\t" : "\t;,";
	struct ins_cells cells = {0};
	int status = INS_OK;

	for (const char *separator = separators; *separator && !status; separator++) {
		status = ins_cells_split_text(&cells, line->begin, line->end, *separator, err);
		if (status || cells.count < 2 || !*cells.cell[0] || !*cells.cell[1])
			continue;
		status = ins_statement_add(header, format, cells.cell[0], cells.cell[1],
			cells.count > 2 ? cells.cell[2] : NULL, number, err);
		ins_cells_free(&cells);
		return status;
	}
	if (!status)
		status = ins_cells_split_text(&cells, line->begin, line->end, '\t', err);
	if (!status && cells.count)
		status = ins_statement_read(header, format, cells.cell[0], number, err);
	ins_cells_free(&cells);
	return status;
}

int ins_field_read(struct ins_header *header, const struct ins_format *format,
	const struct ins_text_line *line, size_t number, char beside, struct ins_err *err)
{
	struct ins_text_line bare = *line;
	size_t before = header->fields;
	int status;

	/* "Specimen 3,,,", as spreadsheets write it. */
	while (bare.end > bare.begin && strchr("\t;, ", bare.end[-1]))
		bare.end--;
	status = read_first(header, format, &bare, number, err);
	return status || !beside
		       ? status
		       : ins_field_beside(header, format, &bare, number, beside, before, err);
}

const struct ins_field *ins_field_told(
	const struct ins_header *header, const struct ins_format *format, const char *key)
{
	for (size_t f = 0; f < header->fields; f++)
		if (header->field[f].scope != INS_FIELD_OF_SEVERAL &&
			ins_format_fits(format, "table", key, header->field[f].key, NULL))
			return &header->field[f];
	return NULL;
}

int ins_field_inherit(
	struct ins_header *to, const struct ins_header *from, bool several, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t f = 0; f < from->fields && !status; f++) {
		const struct ins_field *field = &from->field[f];

		/* Nobody knows which of its specimens went on below. */
		if (several ? field->cell || field->scope : field->scope == INS_FIELD_OF_SEVERAL)
			continue;
		status = ins_field_add(to, field->key, field->value, field->unit, field->line, err);
		if (!status) {
			to->field[to->fields - 1].inherited = field->inherited + 1;
			to->field[to->fields - 1].scope = field->scope;
		}
	}
	return status;
}
