/* doubt - numbers of a table that cannot be meant as they stand. */
#include "data/doubt.h"

#include <math.h>

enum { MANY = 8 }; /* rows, of which a column does not hold one number only */

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
				 "%zu values of '%s' that say overflow or no number (9.9E37)",
				 dropped, name)
		       : INS_OK;
}
