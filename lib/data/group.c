/* group - the specimens that stand side by side in one table. */
#include "data/group.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void ins_groups_free(struct ins_block_group *group, size_t groups)
{
	for (size_t i = 0; i < groups; i++) {
		free(group[i].name);
		free(group[i].fault);
		ins_role_pick_free(group[i].pick);
	}
	free(group);
}

/* How many columns it takes until the same names come again, or all of them. A column without a
 * name may part them, and is lacking behind the last. */
static size_t period(const struct ins_header *header, size_t cells)
{
	for (size_t p = 2; p * 2 <= cells + 1; p++) {
		bool parted = p > 2 && !*header->channel[p - 1].name;
		size_t i = p;

		if ((cells + parted) % p != 0)
			continue;
		while (i < cells && (*header->channel[i].name || (parted && i % p == p - 1)) &&
			strcmp(header->channel[i].name, header->channel[i - p].name) == 0)
			i++;
		if (i == cells && *header->channel[0].name)
			return p;
	}
	return cells;
}

/* "X_a_time", "Y_a_load", "X_b_time", "Y_b_load": how many names are those of pairs of columns. */
static size_t count_paired(const struct ins_header *header, size_t cells)
{
	size_t paired = 0;

	for (size_t i = 0; i < cells; i++)
		paired += strncmp(header->channel[i].name, i % 2 ? "Y_" : "X_", 2) == 0;
	return cells < 4 || cells % 2 != 0 ? 0 : paired;
}

static size_t common(const char *a, const char *b)
{
	size_t n = 0, last = 0;

	for (; a[n] && a[n] == b[n]; n++)
		if (a[n] == '_')
			last = n + 1;
	return last;
}

/* Take the specimen's name out of both names of a pair. */
static int name_pair(struct ins_header *header, struct ins_block_group *group, struct ins_err *err)
{
	struct ins_channel *x = &header->channel[group->from], *y = x + 1;
	size_t n = common(x->name + 2, y->name + 2);

	if (n) {
		group->name = ins_text_copy_n(x->name + 2, n - 1);
		if (!group->name)
			return ins_fail_memory(err, "a specimen's name", n);
	}
	memmove(x->name, x->name + 2 + n, strlen(x->name + 2 + n) + 1);
	memmove(y->name, y->name + 2 + n, strlen(y->name + 2 + n) + 1);
	return INS_OK;
}

static size_t starts(const struct ins_block *block, const struct ins_format *format, bool *start)
{
	size_t count = 0;

	for (size_t i = 0; i < block->layout.cells; i++) {
		start[i] = ins_format_fits(
			format, "table", "specimen", block->header.channel[i].name, NULL);
		count += start[i];
	}
	return count;
}

/* Mark the cells with which a specimen begins; how many there are. */
static size_t mark(
	struct ins_block *block, const struct ins_format *format, bool *start, bool *pairs)
{
	size_t cells = block->layout.cells, step, count = starts(block, format, start);
	size_t paired = count_paired(&block->header, cells);

	assert(cells > 0);
	*pairs = false;
	if (count > 1)
		return count;
	*pairs = paired && paired == cells;
	block->unpaired = paired * 2 > cells ? cells - paired : 0;
	step = *pairs ? 2 : period(&block->header, cells);
	for (size_t i = 0; i < cells; i++)
		start[i] = i % step == 0;
	return (cells + step - 1) / step;
}

static int set_group(struct ins_block *block, struct ins_block_group *group, bool pairs,
	const struct ins_block_setting *setting, struct ins_err *err)
{
	struct ins_role_table table = {&block->header, setting->format, block->numeric, group->from,
		group->to, setting->given, setting->givens, setting->path,
		block->header.names_line ? block->header.names_line : block->first_line,
		block->groups == 1 ? block->clocked : NULL};
	const char *name = block->header.group[group->from];
	struct ins_err fault = {0};
	int status = pairs ? name_pair(&block->header, group, &fault) : INS_OK;

	if (!status && name && block->groups > 1) {
		group->name = ins_text_copy(name);
		if (!group->name)
			return ins_fail_memory(err, "a specimen's name", strlen(name));
	}
	if (!status)
		status = ins_role_pick(&table, group->pick, &fault);
	if (status != INS_EFORMAT)
		return status ? ins_fail(err, status, "%s", fault.text) : INS_OK;
	/* Whether it is one depends on whether the table counts. */
	ins_role_pick_free(group->pick);
	group->fault = ins_text_copy(fault.text);
	return group->fault ? INS_OK : ins_fail_memory(err, "a fault", strlen(fault.text));
}

/* The specimen, from 1, above whose columns CELL (from 1) stands, and how far behind its first; 0
 * for none. */
static size_t specimen_at(const struct ins_block *block, size_t cell, size_t *behind)
{
	size_t low = 0, high = block->groups;

	*behind = SIZE_MAX;
	if (!cell || cell > block->layout.cells)
		return 0;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (block->group[middle].from < cell)
			low = middle;
		else
			high = middle;
	}
	*behind = cell - 1 - block->group[low].from;
	return low + 1;
}

/* Tell the fields of one line, those from FIRST to END, apart by the columns above which they
 * stand. Where two of a kind do not stand in the same place above theirs, they follow no columns,
 * as in "Diameter;6;8;10". */
static void settle_line(struct ins_block *block, size_t first, size_t end)
{
	size_t place[INS_FIELD_ROLES], behind;
	bool seen[INS_FIELD_ROLES] = {false}, clear[INS_FIELD_ROLES];

	for (size_t f = first; f < end; f++) {
		struct ins_field *field = &block->header.field[f];

		field->specimen = specimen_at(block, field->cell, &behind);
		if (field->scope != INS_FIELD_OF_SEVERAL)
			continue;
		if (!seen[field->role]) {
			seen[field->role] = clear[field->role] = true;
			place[field->role] = behind;
		}
		clear[field->role] = clear[field->role] && behind == place[field->role];
	}
	for (size_t f = first; f < end; f++) {
		struct ins_field *field = &block->header.field[f];

		if (field->scope == INS_FIELD_OF_SEVERAL && !clear[field->role])
			field->specimen = 0;
	}
}

static void settle_fields(struct ins_block *block)
{
	const struct ins_header *header = &block->header;
	size_t end;

	for (size_t first = 0; first < header->fields; first = end) {
		end = first + 1;
		while (end < header->fields && header->field[end].line == header->field[first].line)
			end++;
		settle_line(block, first, end);
	}
}

int ins_groups_find(
	struct ins_block *block, const struct ins_block_setting *setting, struct ins_err *err)
{
	size_t cells = block->layout.cells, count, g = 0;
	bool *start = calloc(cells + 1, sizeof *start), pairs;
	int status = INS_OK;

	if (!start)
		return ins_fail_memory(err, "a table's columns", cells);
	count = mark(block, setting->format, start, &pairs);
	assert(count > 0);
	block->group = calloc(count, sizeof *block->group);
	if (!block->group) {
		free(start);
		return ins_fail_memory(err, "a table's specimens", count * sizeof *block->group);
	}
	block->groups = count;
	/* What stands before the first start goes with it. */
	for (size_t cell = 0, seen = 0; cell < cells; cell++) {
		seen += start[cell];
		if (start[cell] && seen > 1)
			block->group[++g].from = cell;
		block->group[g].to = cell + 1;
	}
	for (g = 0; g < count && !status; g++)
		status = set_group(block, &block->group[g], pairs, setting, err);
	settle_fields(block);
	if (!status && block->group[0].pick[INS_TIME].clock)
		block->clock_cell = block->group[0].pick[INS_TIME].cell + 1;
	free(start);
	return status;
}
