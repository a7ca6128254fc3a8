/* join - tables of several specimens as one, told apart by a column. */
#include "data/join.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

static const char *const geometry[] = {
	"diameter_nm", "area_nm2", "length_nm", "width_nm", "thickness_nm", "frequency_Hz", NULL};

static bool is_own(const char *key)
{
	if (strcmp(key, "specimen") == 0 || strcmp(key, "block") == 0)
		return true;
	for (const char *const *name = geometry; *name; name++)
		if (strcmp(*name, key) == 0)
			return true;
	return false;
}

static int add_notes(struct ins_table *out, const struct ins_table *table, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < table->notes && !status; i++)
		if (!is_own(table->note[i].key))
			status = ins_table_add_note_once(
				out, err, table->note[i].key, table->note[i].value);
	return status;
}

static int add_columns(struct ins_table *out, const struct ins_table *table, struct ins_err *err)
{
	int status = INS_OK;

	for (const char *const *name = geometry; *name && !status; name++)
		if (ins_table_find_note(table, *name) && ins_table_find(out, *name) < 0)
			status = ins_table_add_number(out, *name, err);
	for (size_t c = 0; c < table->columns && !status; c++) {
		const struct ins_column *column = &table->column[c];
		int at = ins_table_find(out, column->name);

		if (at < 0)
			status = column->number ? ins_table_add_number(out, column->name, err)
						: ins_table_add_text(out, column->name, err);
		else if (!out->column[at].text != !column->text)
			status = ins_fail(err, INS_EFORMAT,
				"column '%s' holds numbers in one table and words in another",
				column->name);
	}
	return status;
}

static void fill_geometry(struct ins_table *out, size_t first, const struct ins_table *table)
{
	for (const char *const *name = geometry; *name; name++) {
		const char *note = ins_table_find_note(table, *name);
		double *numbers = ins_table_numbers(out, *name), value;

		if (!note || !numbers || ins_table_find(table, *name) >= 0 ||
			!ins_number_parse(note, note + strlen(note), '.', &value))
			continue;
		for (size_t i = first; i < out->rows; i++)
			numbers[i] = value;
	}
}

static int add_rows(
	struct ins_table *out, const struct ins_table *table, const char *name, struct ins_err *err)
{
	size_t first = out->rows;
	int status = ins_table_add_rows(out, table->rows, err);

	if (!status)
		status = ins_table_fill_words(out, "specimen", first, table->rows, name, err);
	for (size_t c = 0; c < table->columns && !status; c++) {
		const struct ins_column *column = &table->column[c];

		if (strcmp(column->name, "specimen") == 0)
			continue;
		if (column->number && table->rows)
			memcpy(ins_table_numbers(out, column->name) + first, column->number,
				table->rows * sizeof *column->number);
		else if (column->text)
			status = ins_table_copy_words(
				out, column->name, first, table->rows, column->text, err);
	}
	fill_geometry(out, first, table);
	return status;
}

int ins_join(struct ins_table *out, const struct ins_table *tables, const char *const *names,
	size_t count, struct ins_err *err)
{
	int status = ins_table_add_text(out, "specimen", err);

	if (!status && count && tables[0].kind)
		status = ins_table_set_kind(out, tables[0].kind, err);
	for (size_t i = 0; i < count && !status; i++)
		status = add_notes(out, &tables[i], err);
	for (size_t i = 0; i < count && !status; i++)
		status = add_columns(out, &tables[i], err);
	for (size_t i = 0; i < count && !status; i++)
		status = add_rows(out, &tables[i], names[i], err);
	return status;
}

/* Copy the rows ROW of one column; a size that is the same in all rows was a note before. */
static int take_column(struct ins_table *part, const struct ins_column *column, const size_t *row,
	struct ins_err *err)
{
	size_t at = part->columns;
	int status;

	if (column->number && is_own(column->name)) {
		if (isnan(column->number[row[0]]))
			return INS_OK;
		return ins_table_add_note(part, err, column->name, "%.10g", column->number[row[0]]);
	}
	status = column->number ? ins_table_add_number(part, column->name, err)
				: ins_table_add_text(part, column->name, err);
	for (size_t i = 0; i < part->rows && !status; i++) {
		if (column->number)
			part->column[at].number[i] = column->number[row[i]];
		else
			status = ins_table_put_word(part, at, i, column->text[row[i]],
				strlen(column->text[row[i]]), err);
	}
	return status;
}

/* The rows of the same specimen as FIRST into ROW; they are done. */
static size_t take_rows(const char **specimen, size_t rows, size_t first, char *done, size_t *row)
{
	size_t n = 0;

	for (size_t i = first; i < rows; i++)
		if (specimen[i] == specimen[first] || strcmp(specimen[i], specimen[first]) == 0) {
			row[n++] = i;
			done[i] = 1;
		}
	return n;
}

int ins_join_part(const struct ins_table *table, size_t first, char *done, struct ins_table *part,
	struct ins_err *err)
{
	const char **specimen = ins_table_words(table, "specimen");
	size_t *row = calloc(table->rows + 1, sizeof *row);
	int status = row ? ins_table_copy_notes(part, table, err)
			 : ins_fail_memory(err, "a specimen's rows", table->rows * sizeof *row);

	if (!status && table->kind)
		status = ins_table_set_kind(part, table->kind, err);
	if (!status)
		status = ins_table_add_rows(
			part, take_rows(specimen, table->rows, first, done, row), err);
	for (size_t i = 0; i < table->columns && !status; i++)
		if (strcmp(table->column[i].name, "specimen") != 0)
			status = take_column(part, &table->column[i], row, err);
	free(row);
	return status;
}
