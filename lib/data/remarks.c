/* remarks - notes on what of a block was assumed, and what was left out. */
#include "data/remarks.h"

#include <string.h>

#include "data/cells.h"
#include "data/field.h"

static const char *name_of(char sign)
{
	return sign == ',' ? "comma" : sign == '.' ? "point" : sign == ' ' ? "blank" : "apostrophe";
}

static int note_groups(struct ins_table *table, const struct ins_block *block, struct ins_err *err)
{
	const char *text = block->grouped_text + strspn(block->grouped_text, "+-");
	char sign = text[strspn(text, "0123456789")], decimal = block->layout.decimal;
	bool alone = false;
	double value = 0;

	ins_cells_grouped(block->grouped_text, decimal, &value, &alone);
	/* A no-break space is of two bytes or three, and so is the apostrophe of printers. */
	if (strstr(text, "\xc2\xa0") || strstr(text, "\xe2\x80\xaf"))
		sign = ' ';
	return ins_table_add_note(table, err, "assumed",
		"the %s parts thousands, in %zu number%s: '%s' at line %zu is %.10g%s%s",
		name_of(sign), block->grouped, block->grouped == 1 ? "" : "s", block->grouped_text,
		block->grouped_line, value, alone ? "; if not, say --format=decimal-" : "",
		alone ? name_of(sign) : "");
}

int ins_remarks_add(struct ins_table *table, const struct ins_block *block,
	const struct ins_block_group *group, const struct ins_block_setting *setting,
	struct ins_err *err)
{
	int status = INS_OK;

	if (group->name)
		status = ins_table_add_note(table, err, "specimen", "%s", group->name);
	if (!status)
		status =
			ins_field_notes(table, &block->header, setting->format, setting->path, err);
	for (enum ins_role role = 0; role < INS_ROLES && !status; role++)
		if (group->pick[role].assumed)
			status = ins_table_add_note(
				table, err, "assumed", "%s", group->pick[role].assumed);
	for (enum ins_role role = 0; role < INS_ROLES && !status; role++)
		if (group->pick[role].problem)
			status = ins_table_add_note(table, err, "omitted", "%s: %s",
				ins_role_name(role), group->pick[role].problem);
	if (!status && !block->header.names_line)
		status = ins_table_add_note(table, err, "omitted",
			"the columns have no names; say what they are with "
			"--channel=ROLE:NUMBER:UNIT");
	if (!status && block->header.glued)
		status = ins_table_add_note(table, err, "omitted",
			"the first row, which stands in the line of the names");
	if (!status && block->omitted)
		status = ins_table_add_note(table, err, "omitted",
			"%zu line%s of text between the rows, the first at line %zu: '%s'",
			block->omitted, block->omitted == 1 ? "" : "s", block->omitted_line,
			block->omitted_text);
	if (!status && block->header.near_row)
		status = ins_table_add_note(table, err, "omitted",
			"line %zu, above the first row, holds numbers and is no row",
			block->header.near_row);
	if (!status && block->near_row)
		status = ins_table_add_note(table, err, "omitted",
			"line %zu, behind a row, holds numbers and is no row", block->near_row);
	if (!status && block->words_passed)
		status = ins_table_add_note(table, err, "omitted",
			"words behind the numbers of %zu rows", block->words_passed);
	if (!status && block->decimal.assumed)
		status = ins_table_add_note(table, err, "assumed",
			"the %s is the decimal sign, though three digits follow each; "
			"--format=decimal-%s is sure of it",
			name_of(block->layout.decimal), name_of(block->layout.decimal));
	if (!status && block->grouped)
		status = note_groups(table, block, err);
	if (!status && block->rows.unfinished)
		status = ins_table_add_note(table, err, "assumed",
			"the last row, which has no line end, is whole; its last number may be "
			"cut");
	return status;
}
