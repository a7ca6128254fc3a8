/* rows_room - the arrays that rows are read into, as long as they need to be. */
#include "data/rows_room.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/*
 * The system hands out memory in pages of 4 kB, each at its first touch, which for long columns
 * takes a fifth of the whole reading: ask for large pages. A refusal does no harm.
 */
static void ask_large_pages(const double *column, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	const uintptr_t page = 4096;
	uintptr_t begin = (uintptr_t)column / page * page;

	/* All of it: the C library moves a block fast only if the system sees it as one. */
	if (bytes >= (size_t)4 << 20)
		(void)madvise((void *)begin, (uintptr_t)column + bytes - begin, MADV_HUGEPAGE);
#else
	(void)column;
	(void)bytes;
#endif
}

int ins_rows_grow(struct ins_rows *rows, struct ins_err *err)
{
	/* A file may hold thousands of columns, or of tables, of few rows each. */
	size_t capacity = rows->capacity ? 2 * rows->capacity : 16;

	for (size_t i = 0; i < rows->wanted_count; i++) {
		double *longer = capacity > SIZE_MAX / sizeof *longer
					 ? NULL
					 : realloc(rows->values[i], capacity * sizeof *longer);

		if (!longer)
			return ins_fail_memory(
				err, "a column of numbers", capacity * sizeof *longer);
		rows->values[i] = longer;
		ask_large_pages(longer, capacity * sizeof *longer);
	}
	rows->capacity = capacity;
	return INS_OK;
}

static int check_layout(const struct ins_rows *rows, struct ins_err *err)
{
	if (rows->decimal != '.' && rows->decimal != ',')
		return ins_fail(
			err, INS_EUSAGE, "the decimal sign is '.' or ',', not '%c'", rows->decimal);
	if (rows->separator == rows->decimal)
		return ins_fail(err, INS_EUSAGE, "'%c' cannot be both separator and decimal sign",
			rows->decimal);
	if (rows->separator == 0 || strchr("0123456789+-.eE\"\r\n", rows->separator))
		return ins_fail(err, INS_EUSAGE, "'%c' cannot separate numbers", rows->separator);
	if (rows->wanted_count == 0)
		return ins_fail(err, INS_EUSAGE, "no column is wanted");
	for (size_t i = 0; i < rows->wanted_count; i++)
		if (rows->wanted[i] >= rows->columns ||
			(i > 0 && rows->wanted[i] <= rows->wanted[i - 1]))
			return ins_fail(err, INS_EUSAGE, "column %zu of %zu cannot be read here",
				rows->wanted[i] + 1, rows->columns);
	return INS_OK;
}

int ins_rows_start(struct ins_rows *rows, struct ins_err *err)
{
	int status = check_layout(rows, err);

	if (status != INS_OK)
		return status;
	if (rows->line == 0)
		rows->line = 1;
	rows->values = calloc(rows->wanted_count, sizeof *rows->values);
	if (!rows->values)
		return ins_fail_memory(err, "columns", rows->wanted_count * sizeof *rows->values);
	return INS_OK;
}

int ins_rows_append(struct ins_rows *rows, const double *row, struct ins_err *err)
{
	int status = rows->count == rows->capacity ? ins_rows_grow(rows, err) : INS_OK;

	if (status != INS_OK)
		return status;
	for (size_t i = 0; i < rows->wanted_count; i++)
		rows->values[i][rows->count] = row[i];
	rows->count++;
	return INS_OK;
}

void ins_rows_free(struct ins_rows *rows)
{
	for (size_t i = 0; rows->values && i < rows->wanted_count; i++)
		free(rows->values[i]);
	free(rows->values);
	rows->values = NULL;
	rows->count = rows->capacity = 0;
}
