/* block_next - what stands between a table and the next one, and whether they are one. */
#include "data/block.h"

#include <string.h>

#include "data/cells.h"

static bool same_names(const struct ins_header *a, const struct ins_header *b)
{
	if (!a->names_line || !b->names_line || a->channels != b->channels)
		return false;
	for (size_t i = 0; i < a->channels; i++) {
		const char *one = a->channel[i].unit, *other = b->channel[i].unit;

		if (strcmp(a->channel[i].name, b->channel[i].name) != 0 ||
			strcmp(one ? one : "", other ? other : "") != 0)
			return false;
	}
	return true;
}

/* Whether the row OFFSET ahead has a time before that of the last row. */
static int time_restarts(const struct ins_block *block, const struct ins_lines *lines,
	size_t offset, bool *restarts, struct ins_err *err)
{
	const struct ins_role_pick *time = &block->group[0].pick[INS_TIME];
	struct ins_cells cells = {0};
	struct ins_text_line line;
	double value;
	bool grouped;
	int status;

	*restarts = false;
	if (!time->found || !block->rows.count || !ins_lines_at(lines, offset, &line))
		return INS_OK;
	status = ins_cells_split_text(&cells, line.begin, line.end, block->layout.separator, err);
	for (size_t i = 0; i < block->wanted_count && !status; i++)
		if (block->wanted[i] == time->cell && time->cell < cells.count &&
			ins_block_number(block, cells.cell[time->cell], &value, &grouped))
			*restarts = value < block->rows.values[i][block->rows.count - 1];
	ins_cells_free(&cells);
	return status;
}

int ins_block_goes_on(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_sniff *sniff, const struct ins_header *header,
	const struct ins_format *format, bool *goes_on, struct ins_err *err)
{
	const char *repeat = ins_format_value(format, "table", "repeat");
	bool restarts,
		changes = false,
		again = same_names(&block->header, header) &&
			(block->since_header == 1 || (repeat && strcmp(repeat, "join") == 0));
	int status;

	*goes_on = false;
	if (!block->open || sniff->layout.separator != block->layout.separator ||
		sniff->layout.decimal != block->layout.decimal ||
		sniff->layout.cells > block->layout.cells || (header->names_line && !again))
		return INS_OK;
	status = time_restarts(block, lines, sniff->offset, &restarts, err);
	if (!status)
		status = ins_tidy_changes(block, lines, sniff->offset, &changes, err);
	*goes_on = !restarts && !changes;
	return status;
}
