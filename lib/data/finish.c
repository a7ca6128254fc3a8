/* finish - what was read of a block as tables of the project's names and units. */
#include "data/block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/header.h"
#include "data/cells.h"
#include "data/doubt.h"
#include "data/field.h"
#include "data/naming.h"
#include "data/remarks.h"

/* One specimen while it is finished. */
struct finishing {
	struct ins_block *block;
	struct ins_block_group *group;
	const struct ins_block_setting *setting;
	struct ins_raw_block *out;
	size_t rows;
};

static enum ins_role role_of(const struct finishing *at, size_t cell)
{
	enum ins_role role = 0;

	while (role < INS_ROLES &&
		!(at->group->pick[role].found && at->group->pick[role].cell == cell))
		role++;
	return role;
}

/* The numbers of CELL (lent), or NULL where they were not kept. */
static double **numbers_of(const struct ins_block *block, size_t cell)
{
	for (size_t i = 0; i < block->wanted_count; i++)
		if (block->wanted[i] == cell)
			return &block->rows.values[i];
	return NULL;
}

static bool is_empty(const double *numbers, size_t rows)
{
	for (size_t i = 0; i < rows; i++)
		if (!isnan(numbers[i]))
			return false;
	return true;
}

/* Rows up to the last that holds a number of the specimen. */
static size_t count_rows(const struct finishing *at)
{
	size_t last = 0;

	if (at->block->groups == 1)
		return at->block->rows.count;
	for (size_t cell = at->group->from; cell < at->group->to; cell++) {
		double **numbers = numbers_of(at->block, cell);
		size_t rows = at->block->rows.count;

		while (numbers && *numbers && rows > last && isnan((*numbers)[rows - 1]))
			rows--;
		if (numbers && *numbers && rows > last)
			last = rows;
	}
	return last;
}

/* How a column without a role is called, and how its unit becomes one of the project's. */
static int plain_column(struct finishing *at, size_t cell, char **name, double *scale,
	double *offset, struct ins_err *err)
{
	const struct ins_channel *channel = &at->block->header.channel[cell];
	const struct ins_unit *unit = NULL;
	bool kept;
	int status = ins_naming_unit(channel, &unit, scale, offset, &kept, err);

	if (!status)
		status = ins_naming_name(
			&at->out->table, channel, unit, cell - at->group->from + 1, name, err);
	if (!status && kept)
		status = ins_table_add_note(
			&at->out->table, err, "unit", "%s: %s", *name, channel->unit);
	return status;
}

/* Move NUMBERS into the table as its column NAME. */
static int give(struct finishing *at, const char *name, double **numbers, double scale,
	double offset, struct ins_err *err)
{
	struct ins_table *table = &at->out->table;
	int status = ins_table_add_number(table, name, err);
	double *exact;

	if (status)
		return status;
	/* A file may hold thousands of tables of few rows each. */
	exact = realloc(*numbers, (at->rows ? at->rows : 1) * sizeof *exact);
	*numbers = exact ? exact : *numbers;
	free(table->column[table->columns - 1].number);
	table->column[table->columns - 1].number = *numbers;
	if (scale != 1 || offset != 0)
		for (size_t i = 0; i < at->rows; i++)
			(*numbers)[i] = (*numbers)[i] * scale + offset;
	*numbers = NULL;
	return INS_OK;
}

static bool is_reversed(const struct finishing *at, size_t cell)
{
	return ins_format_fits(at->setting->format, "reversed", "column",
		at->block->header.channel[cell].name, NULL);
}

/* Keep the fault, unless there is one already. */
static int keep_fault(struct ins_raw_block *out, const struct ins_err *fault, struct ins_err *err)
{
	if (out->fault)
		return INS_OK;
	out->fault = ins_text_copy(fault->text);
	return out->fault ? INS_OK : ins_fail_memory(err, "a fault", strlen(fault->text));
}

static bool same_numbers(const double *a, const double *b, size_t rows)
{
	for (size_t i = 0; i < rows; i++)
		if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i])))
			return false;
	return true;
}

/* Columns of one name are one channel where their numbers are the same; where they are not, none
 * of them has the role. */
static int compare_twins(struct finishing *at, enum ins_role role, struct ins_err *err)
{
	struct ins_role_pick *pick = &at->group->pick[role];
	const struct ins_channel *channel = at->block->header.channel;
	double **numbers = numbers_of(at->block, pick->cell);

	for (size_t cell = pick->cell + 1; cell < at->group->to && numbers && *numbers; cell++) {
		double **others = numbers_of(at->block, cell);
		struct ins_text text = {0};
		int status;

		if (!others || !*others ||
			!ins_role_same_name(&channel[cell], &channel[pick->cell]))
			continue;
		if (same_numbers(*numbers, *others, at->rows)) {
			free(*others);
			*others = NULL;
			continue;
		}
		pick->found = false;
		status = ins_text_format(&text, err,
			"columns %zu and %zu are both called '%s' and differ; say which with "
			"--channel=%s:%zu",
			pick->cell - at->group->from + 1, cell - at->group->from + 1,
			channel[cell].name, ins_role_name(role), pick->cell - at->group->from + 1);
		free(pick->problem);
		pick->problem = text.data;
		return status;
	}
	return INS_OK;
}

/* The time of rows that come at a fixed step, which a field of the header tells. */
static int give_steps(struct finishing *at, struct ins_err *err)
{
	const struct ins_header *header = &at->block->header;
	const struct ins_field *field = ins_field_told(header, at->setting->format, "step");
	const char *said = ins_format_value(at->setting->format, "table", "step");
	double step = 0, *time;
	int status;

	if (!said || ins_table_find(&at->out->table, "time_s") >= 0 ||
		(at->setting->wanted && !(at->setting->wanted >> INS_TIME & 1)))
		return INS_OK;
	if (field && !ins_cells_number(field->value, '.', &step))
		ins_cells_number(field->value, ',', &step);
	if (!field || !(step > 0) || isinf(step))
		return ins_table_add_note(&at->out->table, err, "omitted",
			"time: no '%s' in the header tells the step from row to row", said);
	time = malloc((at->rows + 1) * sizeof *time);
	if (!time)
		return ins_fail_memory(err, "the time", at->rows * sizeof *time);
	for (size_t i = 0; i < at->rows; i++)
		time[i] = (double)i * step;
	status = give(at, ins_role_column(INS_TIME), &time, 1, 0, err);
	free(time);
	return status ? status
		      : ins_table_add_note(&at->out->table, err, "assumed",
				"the time is the row's number times '%s', %.10g s", field->key,
				step);
}

/* Why there are no NUMBERS to give of a cell; NULL where there are. */
static const char *why_left_out(const struct finishing *at, size_t cell, double *const *numbers)
{
	if (numbers && *numbers)
		return is_empty(*numbers, at->rows) && at->rows ? "is empty" : NULL;
	return !at->block->numeric[cell] ? "holds words"
	       : numbers                 ? "is another column's twin"
	       : at->block->single[cell] ? "is a field of the header"
	       : at->block->empty[cell]  ? "is empty"
					 : "was not asked for";
}

/* What the column of a cell is called, and what turns its numbers into the unit of that name. */
static int name_column(struct finishing *at, size_t cell, struct ins_raw_channel *channel,
	double *scale, double *offset, struct ins_err *err)
{
	int status = INS_OK;

	if (channel->role < INS_ROLES) {
		*scale = at->group->pick[channel->role].scale;
		*offset = at->group->pick[channel->role].offset;
		channel->column = ins_text_copy(ins_role_column(channel->role));
		if (!channel->column)
			return ins_fail_memory(err, "a column's name", 1);
	} else {
		status = plain_column(at, cell, &channel->column, scale, offset, err);
	}
	if (status || !is_reversed(at, cell))
		return status;
	*scale = -*scale;
	*offset = -*offset;
	return ins_table_add_note(&at->out->table, err, "assumed",
		"'%s' is written with its sign reversed", channel->name);
}

static int give_cell(
	struct finishing *at, size_t cell, struct ins_raw_channel *channel, struct ins_err *err)
{
	double **numbers = numbers_of(at->block, cell), scale = 1, offset = 0;
	struct ins_table *table = &at->out->table;
	struct ins_err fault = {0};
	double *given;
	int status = INS_OK;

	channel->why = cell + 1 == at->block->label.cell && ins_tidy_tells(at->block)
			       ? "tells the specimens apart"
			       : why_left_out(at, cell, numbers);
	if (channel->why)
		return INS_OK;
	if (channel->role == INS_TIME &&
		ins_doubt_time(at->block, at->setting->path, *numbers, at->rows, cell, &fault))
		status = keep_fault(at->out, &fault, err);
	if (!status && channel->role < INS_ROLES && channel->role >= INS_VOLTAGE)
		status = ins_doubt_overflows(table, *numbers, at->rows, channel->name, err);
	if (!status)
		status = name_column(at, cell, channel, &scale, &offset, err);
	if (!status)
		status = give(at, channel->column, numbers, scale, offset, err);
	if (status)
		return status;
	given = table->column[table->columns - 1].number;
	status = ins_doubt_infinite(table, at->block, given, at->rows, channel->name, err);
	return status ? status
		      : ins_doubt_lone(table, at->block, given, at->rows, channel->name, err);
}

static int describe(
	struct finishing *at, size_t cell, struct ins_raw_channel *channel, struct ins_err *err)
{
	const struct ins_channel *from = &at->block->header.channel[cell];

	channel->role = role_of(at, cell);
	channel->name = ins_text_copy(from->name);
	channel->unit = from->unit ? ins_text_copy(from->unit) : NULL;
	if (!channel->name || (from->unit && !channel->unit))
		return ins_fail_memory(err, "a column's name", strlen(from->name));
	return INS_OK;
}

/* The columns of the group, a channel each. */
static int give_cells(struct finishing *at, struct ins_err *err)
{
	struct ins_raw_block *out = at->out;
	size_t from = at->group->from, count = at->group->to - from;
	int status = INS_OK;

	out->channel = calloc(count, sizeof *out->channel);
	if (!out->channel)
		return ins_fail_memory(err, "a table's columns", count * sizeof *out->channel);
	out->channels = count;
	for (enum ins_role role = 0; role < INS_ROLES && !status; role++)
		if (at->group->pick[role].found && at->group->pick[role].twins)
			status = compare_twins(at, role, err);
	if (!status)
		status = ins_remarks_add(&out->table, at->block, at->group, at->setting, err);
	for (size_t i = 0; i < count && !status; i++) {
		status = describe(at, from + i, &out->channel[i], err);
		if (!status)
			status = give_cell(at, from + i, &out->channel[i], err);
	}
	return status;
}

/* What the group knows of roles that were not found, and the specimen's name. */
static int give_rest(struct finishing *at, struct ins_err *err)
{
	struct ins_raw_block *out = at->out;
	const char *name = ins_table_find_note(&out->table, "specimen");

	for (enum ins_role role = 0; role < INS_ROLES; role++) {
		out->problem[role] = at->group->pick[role].problem;
		at->group->pick[role].problem = NULL;
	}
	out->name = name ? ins_text_copy(name) : NULL;
	return name && !out->name ? ins_fail_memory(err, "a specimen's name", 1) : INS_OK;
}

static int finish_group(struct finishing *at, struct ins_err *err)
{
	struct ins_raw_block *out = at->out;
	int status = ins_table_set_kind(&out->table, "export", err);

	at->rows = count_rows(at);
	out->rows = at->rows;
	out->line = at->block->first_line;
	out->fault = at->group->fault;
	at->group->fault = NULL;
	if (!status && at->block->decimal.doubt.status)
		status = keep_fault(out, &at->block->decimal.doubt, err);
	if (!status)
		status = give_cells(at, err);
	if (!status)
		status = ins_doubt_ragged(&out->table, at->block, at->rows, err);
	if (!status)
		status = give_steps(at, err);
	out->table.rows = out->table.rows_capacity = at->rows;
	return status ? status : give_rest(at, err);
}

/* A last line without a line end whose last cell is empty, unlike those before it, was cut. */
static int check_end(const struct ins_block *block, const char *path, struct ins_err *err)
{
	const struct ins_rows *rows = &block->rows;
	size_t last = block->wanted_count - 1;

	if (!block->open || !rows->unfinished || rows->count < 2 || !block->wanted_count ||
		block->wanted[last] + 1 < block->layout.cells ||
		!isnan(rows->values[last][rows->count - 1]) ||
		isnan(rows->values[last][rows->count - 2]))
		return INS_OK;
	return ins_fail(err, INS_EFORMAT,
		"%s:%zu: the file ends in the middle of a row: it was cut, "
		"or not written to its end",
		path, ins_block_line(block, rows->count - 1));
}

int ins_block_finish(struct ins_block *block, const struct ins_block_setting *setting,
	struct ins_raw *raw, struct ins_err *err)
{
	int status = check_end(block, setting->path, err);

	if (!status && block->open)
		status = ins_tidy_name(block, err);
	for (size_t g = 0; g < block->groups && !status && block->open; g++) {
		struct finishing at = {
			.block = block, .group = &block->group[g], .setting = setting};

		status = ins_text_grow(
			&raw->block, &raw->capacity, raw->blocks + 1, sizeof *raw->block, err);
		if (status)
			break;
		at.out = &raw->block[raw->blocks++];
		memset(at.out, 0, sizeof *at.out);
		status = finish_group(&at, err);
		/* The specimens before it, of the same table, are results, too. */
		if (!status && ins_doubt_results(block, at.group, &at.out->table, at.out->rows))
			for (size_t i = 0; i <= block->label.follows; i++)
				raw->block[raw->blocks - 1 - i].why = "is a table of results";
	}
	if (!status && !raw->separator && block->open) {
		raw->separator = block->layout.separator;
		raw->decimal = block->layout.decimal;
	}
	ins_block_free(block);
	return status;
}
