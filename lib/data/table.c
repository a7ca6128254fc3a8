/* table - named columns of numbers or words, with notes on top. */
#include "data/table.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const char missing_word[] = "-";

void ins_table_free(struct ins_table *table)
{
	for (size_t i = 0; i < table->notes; i++) {
		free(table->note[i].key);
		free(table->note[i].value);
	}
	for (size_t i = 0; i < table->columns; i++) {
		free(table->column[i].name);
		free(table->column[i].number);
		free(table->column[i].text);
	}
	for (size_t i = 0; i < table->words; i++)
		free(table->word[i]);
	free(table->kind);
	free(table->note);
	free(table->column);
	free(table->word);
	memset(table, 0, sizeof *table);
}

static int replace_text(char **place, const char *text, struct ins_err *err)
{
	char *copy = ins_text_copy(text);

	if (!copy)
		return ins_fail_memory(err, "a name", strlen(text) + 1);
	free(*place);
	*place = copy;
	return INS_OK;
}

/* Line ends and TABs would begin another note, or another cell. */
static void put_on_one_line(char *text)
{
	for (; *text; text++)
		if (*text == '\n' || *text == '\r' || *text == '\t')
			*text = ' ';
}

int ins_table_set_kind(struct ins_table *table, const char *kind, struct ins_err *err)
{
	int status = replace_text(&table->kind, kind, err);

	if (status == INS_OK && table->kind)
		put_on_one_line(table->kind);
	return status;
}

/* Append a note; VALUE is owned by the table from here on, also on failure. */
static int append_note(struct ins_table *table, const char *key, char *value, struct ins_err *err)
{
	char *copy = ins_text_copy(key);
	int status = copy && value ? INS_OK : ins_fail_memory(err, "a note", strlen(key));

	if (status == INS_OK)
		status = ins_text_grow(&table->note, &table->notes_capacity, table->notes + 1,
			sizeof *table->note, err);
	if (status) {
		free(copy);
		free(value);
		return status;
	}
	put_on_one_line(copy);
	put_on_one_line(value);
	table->note[table->notes].key = copy;
	table->note[table->notes++].value = value;
	return INS_OK;
}

int ins_table_add_note(
	struct ins_table *table, struct ins_err *err, const char *key, const char *format, ...)
{
	va_list args;
	char *value = NULL;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length >= 0)
		value = malloc((size_t)length + 1);
	if (value) {
		va_start(args, format);
		vsnprintf(value, (size_t)length + 1, format, args);
		va_end(args);
	}
	return append_note(table, key, value, err);
}

const char *ins_table_find_note(const struct ins_table *table, const char *key)
{
	for (size_t i = table->notes; i-- > 0;)
		if (strcmp(table->note[i].key, key) == 0)
			return table->note[i].value;
	return NULL;
}

const char *ins_table_input_end(const char *value)
{
	return strstr(value, " sha256:");
}

int ins_table_add_note_once(
	struct ins_table *table, struct ins_err *err, const char *key, const char *value)
{
	for (size_t i = 0; i < table->notes; i++)
		if (strcmp(table->note[i].key, key) == 0 &&
			strcmp(table->note[i].value, value) == 0)
			return INS_OK;
	return append_note(table, key, ins_text_copy(value), err);
}

int ins_table_copy_notes(struct ins_table *table, const struct ins_table *from, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < from->notes && status == INS_OK; i++)
		status =
			ins_table_add_note_once(table, err, from->note[i].key, from->note[i].value);
	return status;
}

static int allocate_cells(struct ins_column *column, size_t capacity, int text, struct ins_err *err)
{
	size_t size = text ? sizeof *column->text : sizeof *column->number;
	void *cells;

	if (capacity == 0)
		capacity = 1;
	cells = realloc(text ? (void *)column->text : (void *)column->number, capacity * size);
	if (!cells)
		return ins_fail_memory(err, "a column", capacity * size);
	if (text)
		column->text = cells;
	else
		column->number = cells;
	return INS_OK;
}

static void fill_cells(struct ins_column *column, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++) {
		if (column->text)
			column->text[i] = missing_word;
		else
			column->number[i] = NAN;
	}
}

static int add_column(
	struct ins_table *table, const char *name, size_t length, int text, struct ins_err *err)
{
	struct ins_column column = {0};
	int status = ins_text_grow(&table->column, &table->columns_capacity, table->columns + 1,
		sizeof *table->column, err);

	if (status)
		return status;
	column.name = ins_text_copy_n(name, length);
	if (!column.name)
		return ins_fail_memory(err, "a column's name", length + 1);
	status = allocate_cells(&column, table->rows_capacity, text, err);
	if (status) {
		free(column.name);
		return status;
	}
	fill_cells(&column, 0, table->rows);
	table->column[table->columns++] = column;
	return INS_OK;
}

int ins_table_add_number(struct ins_table *table, const char *name, struct ins_err *err)
{
	return add_column(table, name, strlen(name), 0, err);
}

int ins_table_add_text(struct ins_table *table, const char *name, struct ins_err *err)
{
	return add_column(table, name, strlen(name), 1, err);
}

int ins_table_add_columns(struct ins_table *table, const char *names, struct ins_err *err)
{
	while (*(names += strspn(names, " "))) {
		size_t length = strcspn(names, " "), bare = length;
		int text = length > 2 && memcmp(names + length - 2, ":t", 2) == 0, status;

		if (text)
			bare -= 2;
		status = add_column(table, names, bare, text, err);
		if (status)
			return status;
		names += length;
	}
	return INS_OK;
}

int ins_table_find(const struct ins_table *table, const char *name)
{
	for (size_t i = 0; i < table->columns; i++)
		if (strcmp(table->column[i].name, name) == 0)
			return (int)i;
	return -1;
}

double *ins_table_numbers(const struct ins_table *table, const char *name)
{
	int i = ins_table_find(table, name);

	return i < 0 ? NULL : table->column[i].number;
}

const char **ins_table_words(const struct ins_table *table, const char *name)
{
	int i = ins_table_find(table, name);

	return i < 0 ? NULL : table->column[i].text;
}

int ins_table_add_rows(struct ins_table *table, size_t n, struct ins_err *err)
{
	size_t rows = table->rows + n;

	if (rows > table->rows_capacity) {
		size_t capacity = table->rows_capacity + table->rows_capacity / 2 + 16;

		if (capacity < rows)
			capacity = rows;
		for (size_t i = 0; i < table->columns; i++) {
			int status = allocate_cells(
				&table->column[i], capacity, table->column[i].text != NULL, err);

			if (status)
				return status;
		}
		table->rows_capacity = capacity;
	}
	for (size_t i = 0; i < table->columns; i++)
		fill_cells(&table->column[i], table->rows, rows);
	table->rows = rows;
	return INS_OK;
}

void ins_table_set(struct ins_table *table, const char *column, size_t row, double value)
{
	double *number = ins_table_numbers(table, column);

	assert(number && row < table->rows);
	number[row] = value;
}

static int is_word(const char *kept, const char *word, size_t n)
{
	return strlen(kept) == n && memcmp(kept, word, n) == 0;
}

/* The last word is kept in mind, since a column such as `specimen` repeats one for thousands of
 * rows. */
static int keep_word(
	struct ins_table *table, const char *word, size_t n, const char **kept, struct ins_err *err)
{
	char *copy;
	int status;

	if (table->words && is_word(table->word[table->words - 1], word, n)) {
		*kept = table->word[table->words - 1];
		return INS_OK;
	}
	status = ins_text_grow(
		&table->word, &table->words_capacity, table->words + 1, sizeof *table->word, err);
	if (status)
		return status;
	copy = ins_text_copy_n(word, n);
	if (!copy)
		return ins_fail_memory(err, "a word", n + 1);
	table->word[table->words++] = copy;
	*kept = copy;
	return INS_OK;
}

int ins_table_put_word(struct ins_table *table, size_t column, size_t row, const char *word,
	size_t n, struct ins_err *err)
{
	const char **text = table->column[column].text;

	assert(text && row < table->rows);
	/* The same word as in the row above is shared. */
	if (row > 0 && is_word(text[row - 1], word, n)) {
		text[row] = text[row - 1];
		return INS_OK;
	}
	return keep_word(table, word, n, &text[row], err);
}

int ins_table_set_word(struct ins_table *table, const char *column, size_t row, const char *word,
	struct ins_err *err)
{
	int i = ins_table_find(table, column);

	assert(i >= 0);
	return ins_table_put_word(table, (size_t)i, row, word, strlen(word), err);
}

int ins_table_add_row(
	struct ins_table *table, const struct ins_entry *entry, size_t n, struct ins_err *err)
{
	size_t row = table->rows;
	int status = ins_table_add_rows(table, 1, err);

	for (size_t i = 0; i < n && status == INS_OK; i++) {
		if (entry[i].word)
			status =
				ins_table_set_word(table, entry[i].column, row, entry[i].word, err);
		else
			ins_table_set(table, entry[i].column, row, entry[i].number);
	}
	return status;
}

int ins_table_fill_words(struct ins_table *table, const char *column, size_t first, size_t n,
	const char *word, struct ins_err *err)
{
	const char **text = ins_table_words(table, column);
	int status = n ? ins_table_set_word(table, column, first, word, err) : INS_OK;

	for (size_t i = 1; i < n && status == INS_OK; i++)
		text[first + i] = text[first];
	return status;
}

int ins_table_copy_words(struct ins_table *table, const char *column, size_t first, size_t n,
	const char *const *words, struct ins_err *err)
{
	int i = ins_table_find(table, column), status = INS_OK;

	assert(i >= 0);
	for (size_t row = 0; row < n && status == INS_OK; row++)
		status = ins_table_put_word(
			table, (size_t)i, first + row, words[row], strlen(words[row]), err);
	return status;
}

int ins_table_make_text(struct ins_table *table, size_t column, struct ins_err *err)
{
	struct ins_column *made = &table->column[column], words = {.name = made->name};
	int status = allocate_cells(&words, table->rows_capacity, 1, err);

	if (status)
		return status;
	fill_cells(&words, 0, table->rows);
	free(made->number);
	*made = words;
	return INS_OK;
}
