/* doubt - numbers of a table that cannot be meant as they stand. */
#include "data/doubt.h"

#include <math.h>

enum {
	MANY = 8, /* rows, of which a column does not hold one number only */
	CURVE = 3 /* rows at least that rise with time */
};

int ins_doubt_infinite(struct ins_table *table, const struct ins_block *block, double *numbers,
	size_t rows, const char *name, struct ins_err *err)
{
	size_t count = 0, first = 0;

	for (size_t i = 0; i < rows; i++) {
		if (!isinf(numbers[i]))
			continue;
		first = count++ ? first : i;
		numbers[i] = NAN;
	}
	if (!count)
		return INS_OK;
	return ins_table_add_note(table, err, "omitted",
		"%zu number%s of column '%s', the first at line %zu: infinite, or too large to be "
		"held",
		count, count == 1 ? "" : "s", name, ins_block_line(block, first));
}

int ins_doubt_lone(struct ins_table *table, const struct ins_block *block, const double *numbers,
	size_t rows, const char *name, struct ins_err *err)
{
	size_t count = 0, row = 0;

	for (size_t i = 0; i < rows && count < 2; i++)
		if (!isnan(numbers[i])) {
			row = i;
			count++;
		}
	/* In the first row stand fields, one in a column with a name. */
	if (count != 1 || rows < MANY || (!row && *name))
		return INS_OK;
	return ins_table_add_note(table, err, "assumed",
		"the only number of column '%s', at line %zu, stands where it belongs",
		*name ? name : "(no name)", ins_block_line(block, row));
}

/* How many numbers ROW of a table holds. */
static size_t count_numbers(const struct ins_table *table, size_t row)
{
	size_t numbers = 0;

	for (size_t c = 0; c < table->columns; c++)
		if (!isnan(table->column[c].number[row]))
			numbers++;
	return numbers;
}

int ins_doubt_ragged(
	struct ins_table *table, const struct ins_block *block, size_t rows, struct ins_err *err)
{
	size_t gaps = 0, first = 0, before = rows ? count_numbers(table, 0) : 0;

	for (size_t row = 1; row < rows && block->groups > 1; row++) {
		size_t numbers = count_numbers(table, row);

		if ((!numbers || (row + 1 == rows && numbers < before)) && !gaps++)
			first = row;
		before = numbers ? numbers : before;
	}
	if (!gaps)
		return INS_OK;
	return ins_table_add_note(table, err, "assumed",
		"%zu row%s of this specimen, the first at line %zu, lack%s numbers that stand "
		"beside or behind",
		gaps, gaps == 1 ? "" : "s", ins_block_line(block, first), gaps == 1 ? "s" : "");
}

int ins_doubt_overflows(struct ins_table *table, double *numbers, size_t rows, const char *name,
	struct ins_err *err)
{
	size_t dropped = 0;

	for (size_t i = 0; i < rows; i++)
		if (fabs(numbers[i]) == 9.9e37 || numbers[i] == 9.91e37) {
			numbers[i] = NAN;
			dropped++;
		}
	return dropped ? ins_table_add_note(table, err, "omitted",
				 "%zu value%s of '%s' that say%s overflow or no number (9.9E37)",
				 dropped, dropped == 1 ? "" : "s", name, dropped == 1 ? "s" : "")
		       : INS_OK;
}

/* Whether times rise from row to row, or stay. */
static bool rise(const double *time_s, size_t rows)
{
	double first_s = NAN, last_s = NAN;
	size_t count = 0;

	for (size_t i = 0; i < rows; i++) {
		if (isnan(time_s[i]))
			continue;
		if (count++ && time_s[i] < last_s)
			return false;
		first_s = count == 1 ? time_s[i] : first_s;
		last_s = time_s[i];
	}
	return count >= CURVE && last_s > first_s;
}

/* In the first column of results stand names or numbers of specimens; where tests have their time
 * of the day, it rises, too. */
static bool stand_below_time(const struct ins_block *block)
{
	for (size_t g = 0; g < block->groups; g++) {
		const struct ins_role_pick *time = &block->group[g].pick[INS_TIME];

		if (time->found && !time->clock && time->cell + 1 == block->statistic_cell)
			return true;
	}
	return false;
}

bool ins_doubt_results(const struct ins_block *block, const struct ins_block_group *group,
	const struct ins_table *table, size_t rows)
{
	int time = ins_table_find(table, ins_role_column(INS_TIME));
	size_t roles = 0;

	for (enum ins_role role = 0; role < INS_ROLES; role++)
		roles += group->pick[role].found;
	return block->statistic_cell && !(stand_below_time(block) && roles >= 2 && time >= 0 &&
						rise(table->column[time].number, rows));
}

/* Times of the day that are not all told: a number among them, or a date that jumps. */
static int check_clock(const struct ins_block *block, const char *path, const double *time_s,
	size_t rows, size_t cell, struct ins_err *err)
{
	size_t count = 0;

	for (size_t i = 0; i < rows; i++)
		if (!isnan(time_s[i]))
			count++;
	if (block->clock_cell != cell + 1 || (count == block->clock.rows && !block->clock.lost))
		return INS_OK;
	return ins_fail(err, INS_EFORMAT,
		"%s:%zu:%zu: the times of the day in column '%s' cannot be told: %s", path,
		block->first_line, cell + 1, block->header.channel[cell].name,
		block->clock.lost ? "days that are not known lie between two of its dates"
				  : "some are plain numbers");
}

int ins_doubt_time(const struct ins_block *block, const char *path, const double *time_s,
	size_t rows, size_t cell, struct ins_err *err)
{
	double last_s = -INFINITY;
	int status = check_clock(block, path, time_s, rows, cell, err);

	if (status)
		return status;
	for (size_t i = 0; i < rows; i++) {
		if (isinf(time_s[i]))
			continue;
		if (time_s[i] < last_s)
			return ins_fail(err, INS_EFORMAT,
				"%s:%zu:%zu: time runs backwards: %.15g after "
				"%.15g in column '%s'; are these several tests in one table?",
				path, ins_block_line(block, i), cell + 1, time_s[i], last_s,
				block->header.channel[cell].name);
		if (!isnan(time_s[i]))
			last_s = time_s[i];
	}
	return INS_OK;
}
