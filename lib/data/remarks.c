/* remarks - notes on what of a block was assumed, and what was left out. */
#include "data/remarks.h"

#include <string.h>

#include "data/alias.h"
#include "data/cells.h"
#include "data/field.h"

static const char *name_of(char sign)
{
	return sign == ',' ? "comma" : sign == '.' ? "point" : sign == ' ' ? "blank" : "apostrophe";
}

static int note_groups(struct ins_table *table, const struct ins_block *block, struct ins_err *err)
{
	const char *text = block->grouped_text + strcspn(block->grouped_text, "0123456789");
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

/* Lines that are almost rows, WHERE they stand. */
static int note_near(struct ins_table *table, const struct ins_near *near, const char *where,
	struct ins_err *err)
{
	if (near->count == 1)
		return ins_table_add_note(table, err, "omitted",
			"line %zu, %s, holds numbers and is no row", near->line, where);
	return ins_table_add_note(table, err, "omitted",
		"%zu lines %s hold numbers and are no rows, the first: line %zu", near->count,
		where, near->line);
}

/* Lines that were left out. */
static int note_lines(struct ins_table *table, const struct ins_block *block, struct ins_err *err)
{
	int status = INS_OK;

	if (block->header.glued)
		status = ins_table_add_note(table, err, "omitted",
			"the first row, which stands in the line of the names");
	if (!status && block->omitted)
		status = ins_table_add_note(table, err, "omitted",
			"%zu line%s of text between the rows, the first at line %zu: '%s'",
			block->omitted, block->omitted == 1 ? "" : "s", block->omitted_line,
			block->omitted_text);
	if (!status && block->header.passed_line)
		status = ins_table_add_note(table, err, "omitted",
			"line %zu, between the units and the first row, holds no names of columns",
			block->header.passed_line);
	if (!status && block->header.names_above)
		status = ins_table_add_note(table, err, "omitted",
			"the names stand at line %zu too, with no row under them",
			block->header.names_above);
	if (!status && block->header.near.count)
		status = note_near(table, &block->header.near, "above the first row", err);
	if (!status && block->near.count)
		status = note_near(table, &block->near, "behind a row", err);
	return status;
}

/* Names that may be damaged. */
static int note_names(struct ins_table *table, const struct ins_block *block, struct ins_err *err)
{
	int status = INS_OK;

	if (ins_tidy_tells(block))
		status = ins_table_add_note(table, err, "assumed",
			"column '%s' tells which specimen each row is of",
			block->header.channel[block->label.cell - 1].name);
	if (!status && block->apart)
		status = ins_table_add_note(table, err, "assumed",
			"a test of its own begins at line %zu: its time starts anew, or its names "
			"are not those of the table above",
			block->apart);
	if (!status && block->unpaired)
		status = ins_table_add_note(table, err, "assumed",
			"the columns are of one test: the names of %zu are not those of a pair X_ "
			"and Y_, as the others are",
			block->unpaired);
	if (!status && block->header.shifted)
		status = ins_table_add_note(table, err, "assumed",
			"the names may stand above the wrong columns: there are %zu, and %zu "
			"columns",
			block->header.shifted, block->layout.cells);
	return status;
}

/* A true stress or strain has its role where no other has; whoever chose it is told what it is. */
static int note_momentary(struct ins_table *table, const struct ins_block *block,
	const struct ins_role_pick *pick, struct ins_err *err)
{
	int status = INS_OK;

	for (enum ins_role role = INS_STRESS; role <= INS_STRAIN && !status; role++) {
		const char *name = block->header.channel[pick[role].cell].name;
		char words[INS_NAME_WORDS];

		ins_name_few_words(name, words);
		if (pick[role].found && ins_alias_is_momentary(words))
			status = ins_table_add_note(table, err, "assumed",
				"'%s' is taken as the engineering %s, from which it departs as the "
				"strain grows",
				name, ins_role_name(role));
	}
	return status;
}

/* What the columns were taken for, and which roles no column has. */
static int note_roles(struct ins_table *table, const struct ins_block *block,
	const struct ins_role_pick *pick, struct ins_err *err)
{
	int status = INS_OK;

	for (enum ins_role role = 0; role < INS_ROLES && !status; role++)
		if (pick[role].assumed)
			status =
				ins_table_add_note(table, err, "assumed", "%s", pick[role].assumed);
	if (!status)
		status = note_momentary(table, block, pick, err);
	for (enum ins_role role = 0; role < INS_ROLES && !status; role++)
		if (pick[role].problem)
			status = ins_table_add_note(table, err, "omitted", "%s: %s",
				ins_role_name(role), pick[role].problem);
	return status;
}

static bool has_role(const struct ins_block_group *group, size_t cell)
{
	for (enum ins_role role = 0; role < INS_ROLES; role++)
		if (group->pick[role].found && group->pick[role].cell == cell)
			return true;
	return false;
}

/* Columns without a role whose name and row of units contradict each other. */
static int note_disputed(struct ins_table *table, const struct ins_block *block,
	const struct ins_block_group *group, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t cell = group->from; cell < group->to && !status; cell++) {
		const struct ins_channel *channel = &block->header.channel[cell];

		if (channel->fault == INS_UNIT_DISPUTED && !has_role(group, cell))
			status = ins_table_add_note(table, err, "omitted",
				"the unit of '%s', which is %s", channel->name, channel->unit);
	}
	return status;
}

/* How cells were read. */
static int note_cells(struct ins_table *table, const struct ins_block *block, struct ins_err *err)
{
	int status = INS_OK;

	if (block->words_passed)
		status = ins_table_add_note(table, err, "omitted",
			"words behind the numbers of %zu row%s", block->words_passed,
			block->words_passed == 1 ? "" : "s");
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

/* Whether --channel said of every column what it is. */
static bool all_have_roles(const struct ins_block_group *group)
{
	for (size_t cell = group->from; cell < group->to; cell++)
		if (!has_role(group, cell))
			return false;
	return true;
}

int ins_remarks_add(struct ins_table *table, const struct ins_block *block,
	const struct ins_block_group *group, const struct ins_block_setting *setting,
	struct ins_err *err)
{
	int status = INS_OK;

	if (group->name)
		status = ins_table_add_note(table, err, "specimen", "%s", group->name);
	if (!status)
		status = ins_field_notes(table, &block->header,
			block->groups > 1 ? (size_t)(group - block->group) + 1 : 0, setting->format,
			err);
	if (!status)
		status = note_roles(table, block, group->pick, err);
	if (!status && block->clock.midnights)
		status = ins_table_add_note(table, err, "assumed",
			"where the clock falls by more than half a day, midnight has passed "
			"(%zu time%s)",
			block->clock.midnights, block->clock.midnights == 1 ? "" : "s");
	if (!status && !block->header.names_line && !all_have_roles(group))
		status = ins_table_add_note(table, err, "omitted",
			"the columns have no names; say what they are with "
			"--channel=ROLE:NUMBER:UNIT");
	if (!status)
		status = note_names(table, block, err);
	if (!status)
		status = note_disputed(table, block, group, err);
	if (!status)
		status = note_lines(table, block, err);
	if (!status)
		status = note_cells(table, block, err);
	return status;
}
