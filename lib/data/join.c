/* join - tables of several specimens as one, told apart by a column. */
#include "data/join.h"

#include <math.h>
#include <stdbool.h>
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

static bool has_note(const struct ins_table *table, const struct ins_note *note)
{
	for (size_t i = 0; i < table->notes; i++)
		if (strcmp(table->note[i].key, note->key) == 0 &&
			strcmp(table->note[i].value, note->value) == 0)
			return true;
	return false;
}

static int add_notes(struct ins_table *out, const struct ins_table *table, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < table->notes && !status; i++)
		if (!is_own(table->note[i].key) && !has_note(out, &table->note[i]))
			status = ins_table_add_note(
				out, err, table->note[i].key, "%s", table->note[i].value);
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

static int copy_words(struct ins_table *out, size_t first, const struct ins_column *column,
	size_t rows, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < rows && !status; i++)
		status = ins_table_set_word(out, column->name, first + i, column->text[i], err);
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

	for (size_t i = first; i < out->rows && !status; i++)
		status = ins_table_set_word(out, "specimen", i, name, err);
	for (size_t c = 0; c < table->columns && !status; c++) {
		const struct ins_column *column = &table->column[c];

		if (strcmp(column->name, "specimen") == 0)
			continue;
		if (column->number && table->rows)
			memcpy(ins_table_numbers(out, column->name) + first, column->number,
				table->rows * sizeof *column->number);
		else if (column->text)
			status = copy_words(out, first, column, table->rows, err);
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
