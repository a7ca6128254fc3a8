/* tidy - the column that says of each row of a long table which specimen it is of. */
#include "data/tidy.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "data/block.h"
#include "data/cells.h"

enum { RUN = 3 }; /* rows of one specimen: a table of results has a row each, or two */

/* Whether a column is called what specimens are told apart by: "Specimen", "Sample ID". */
static bool is_label(const struct ins_channel *channel)
{
	static const char *const names[] = {"specimen", "sample", "test", "pillar", "probe",
		"prufling", "prufkorper", "eprouvette", "echantillon", "essai", "specimenid",
		"sampleid", "testid", "probennummer", "probenname", NULL};
	static const char *const endings[] = {
		"id", "no", "nr", "number", "name", "label", "nummer", NULL};
	char words[INS_NAME_WORDS] = "";

	ins_name_few_words(channel->name, words);
	for (const char *const *name = names; *name && !(channel->unit && *channel->unit); name++) {
		size_t length = strlen(*name);

		if (strncmp(words, *name, length) != 0)
			continue;
		if (!words[length])
			return true;
		for (const char *const *ending = endings; *ending; ending++)
			if (words[length] == ' ' && strcmp(words + length + 1, *ending) == 0)
				return true;
	}
	return false;
}

static bool is_whole(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

/* The label of the line in CELLS, a word or a whole number; NULL where it is no row or has none.
 * The word of a statistic among numbers is for the reader of rows. */
static const char *label_of(
	const struct ins_block *block, const struct ins_cells *cells, size_t cell)
{
	const char *label = cell <= cells->count ? cells->cell[cell - 1] : "";
	size_t numbers = 0;
	double value;
	bool grouped;

	if (cells->count < block->layout.cells || !*label ||
		(!is_whole(label) && ins_block_number(block, label, &value, &grouped)) ||
		(block->numeric[cell - 1] && ins_block_is_statistic(label)))
		return NULL;
	for (size_t i = 0; i < block->layout.cells; i++)
		numbers += i + 1 != cell && block->numeric[i] &&
			   ins_block_number(block, cells->cell[i], &value, &grouped);
	return numbers ? label : NULL;
}

/* Move OFFSET, in the bytes ahead, past up to ROWS rows with the label TEXT (64 bytes), or with
 * that of the first where it is empty, and the lines between them; *SEEN: how many rows these are.
 */
static int follow(const struct ins_block *block, const struct ins_lines *lines, size_t cell,
	char *text, size_t rows, size_t *offset, size_t *seen, struct ins_err *err)
{
	struct ins_cells cells = {0};
	struct ins_text_line line;
	int status = INS_OK;

	*seen = 0;
	while (!status && *seen < rows && ins_lines_at(lines, *offset, &line)) {
		const char *label;

		status = ins_cells_split_text(
			&cells, line.begin, line.end, block->layout.separator, err);
		label = status ? NULL : label_of(block, &cells, cell);
		if (label && !*text)
			snprintf(text, sizeof block->label.text, "%s", label);
		if (label && strncmp(label, text, sizeof block->label.text - 1) != 0)
			break;
		*seen += label != NULL;
		*offset += line.size;
	}
	ins_cells_free(&cells);
	return status;
}

/* Whether a column of BLOCK, a table of its own, may be its label. */
static bool may_tell(const struct ins_block *block, size_t i)
{
	size_t roles = 0;

	for (enum ins_role role = 0; role < INS_ROLES; role++)
		roles += block->group[0].pick[role].found;
	return roles >= 2 && block->groups == 1 && is_label(&block->header.channel[i]);
}

int ins_tidy_begin(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_tidy *before, struct ins_err *err)
{
	struct ins_tidy *label = &block->label;
	size_t same = before->changed ? before->cell : 0, rows = same ? 1 : RUN;
	int status = INS_OK;

	label->follows = same ? before->follows + 1 : 0;
	for (size_t i = 0; i < block->layout.cells && !status && !label->cell; i++) {
		size_t offset = 0, seen = 0;

		if (same ? i + 1 != same : !may_tell(block, i))
			continue;
		*label->text = 0;
		status = follow(block, lines, i + 1, label->text, rows, &offset, &seen, err);
		label->cell = seen == rows ? i + 1 : 0;
	}
	return status;
}

int ins_tidy_run(
	struct ins_block *block, const struct ins_lines *lines, size_t *size, struct ins_err *err)
{
	struct ins_tidy *label = &block->label;
	size_t seen;
	struct ins_text_line line;
	int status = INS_OK;

	if (!label->cell)
		return INS_OK;
	if (!label->known)
		status = follow(
			block, lines, label->cell, label->text, *size, &label->known, &seen, err);
	/* A line that is not whole yet tells nothing. */
	label->changed = !label->known && ins_lines_at(lines, 0, &line);
	if (label->known || label->changed)
		*size = label->known;
	return status;
}

void ins_tidy_move(struct ins_tidy *label, size_t size)
{
	label->known -= size < label->known ? size : label->known;
}

int ins_tidy_changes(struct ins_block *block, const struct ins_lines *lines, size_t offset,
	bool *changes, struct ins_err *err)
{
	size_t seen = 1;
	struct ins_text_line line;
	int status = INS_OK;

	if (block->label.cell && ins_lines_at(lines, offset, &line))
		status = follow(
			block, lines, block->label.cell, block->label.text, 1, &offset, &seen, err);
	*changes = !seen;
	block->label.changed = block->label.changed || *changes;
	return status;
}

bool ins_tidy_tells(const struct ins_block *block)
{
	return block->label.cell && (block->label.changed || block->label.follows);
}

int ins_tidy_name(struct ins_block *block, struct ins_err *err)
{
	struct ins_text name = {0};
	int status;

	if (!ins_tidy_tells(block))
		return INS_OK;
	/* A number alone would make numbers of a column of names. */
	status = ins_text_format(&name, err, "%s%s%s",
		is_whole(block->label.text) ? block->header.channel[block->label.cell - 1].name
					    : "",
		is_whole(block->label.text) ? " " : "", block->label.text);
	block->group[0].name = name.data;
	return status;
}
