/* npy_table - tables as structured NumPy arrays. */
#include "data/npy.h"

#include <stdlib.h>
#include <string.h>

/* NumPy reads no header of more than 10000 letters; rows are read and written in pieces. */
enum { HEADER = 9000, PIECE = 1 << 16, WORD = 4 * INS_NPY_LETTERS };

int ins_npy_is_table(const unsigned char *bytes, size_t n)
{
	static const char structured[] = "'descr': [";

	if (!ins_npy_is(bytes, n))
		return 0;
	for (size_t i = 0; i + sizeof structured - 1 <= n; i++)
		if (!memcmp(bytes + i, structured, sizeof structured - 1))
			return 1;
	return 0;
}

/* The code point of the letter at *P, which moves behind it; U+FFFD for what is no UTF-8. */
static uint32_t take_letter(const unsigned char **p)
{
	static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
	unsigned char first = *(*p)++;
	int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
	uint32_t letter = more ? first & (0x3fU >> more) : first;

	if (first >= 0xf8 || (first >= 0x80 && !more))
		return 0xfffd;
	for (int i = 0; i < more; i++) {
		if ((**p & 0xc0) != 0x80)
			return 0xfffd;
		letter = letter << 6 | (*(*p)++ & 0x3f);
	}
	return letter < least[more] ? 0xfffd : letter;
}

static size_t put_letter(uint32_t letter, char *to)
{
	if (letter > 0x10ffff || (letter >= 0xd800 && letter < 0xe000))
		letter = 0xfffd;
	if (letter < 0x80) {
		to[0] = (char)letter;
		return 1;
	}
	if (letter < 0x800) {
		to[0] = (char)(0xc0 | letter >> 6);
		to[1] = (char)(0x80 | (letter & 0x3f));
		return 2;
	}
	if (letter < 0x10000) {
		to[0] = (char)(0xe0 | letter >> 12);
		to[1] = (char)(0x80 | (letter >> 6 & 0x3f));
		to[2] = (char)(0x80 | (letter & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | letter >> 18);
	to[1] = (char)(0x80 | (letter >> 12 & 0x3f));
	to[2] = (char)(0x80 | (letter >> 6 & 0x3f));
	to[3] = (char)(0x80 | (letter & 0x3f));
	return 4;
}

/* Letters of the longest word, at least one: NumPy knows no text of none. */
static size_t longest(const struct ins_column *column, size_t rows)
{
	size_t most = 1;

	for (size_t i = 0; i < rows; i++) {
		const unsigned char *p = (const unsigned char *)column->text[i];
		size_t n = 0;

		while (*p) {
			take_letter(&p);
			n++;
		}
		most = n > most ? n : most;
	}
	return most;
}

static int put_dictionary(const struct ins_table *table, const size_t *letters,
	struct ins_text *text, struct ins_err *err)
{
	int status = ins_text_format(text, err, "{'descr': [");

	for (size_t i = 0; !status && i < table->columns; i++)
		if (table->column[i].number)
			status = ins_text_format(
				text, err, "('%s', '<f8'), ", table->column[i].name);
		else
			status = ins_text_format(
				text, err, "('%s', '<U%zu'), ", table->column[i].name, letters[i]);
	if (!status)
		status = ins_text_format(
			text, err, "], 'fortran_order': False, 'shape': (%zu,), }", table->rows);
	return status;
}

/* "# key<TAB>value", a line each, while there is room for them. */
static int put_comments(const struct ins_table *table, struct ins_text *text, struct ins_err *err)
{
	int status = INS_OK;

	if (table->kind)
		status = ins_text_format(text, err, " # kind\t%s\n", table->kind);
	for (size_t i = 0; !status && i < table->notes; i++) {
		const struct ins_note *note = &table->note[i];

		if (text->size + strlen(note->key) + strlen(note->value) + 4 < HEADER)
			status = ins_text_format(text, err, "%s# %s\t%s\n",
				table->kind || i ? "" : " ", note->key, note->value);
	}
	return status;
}

/* Version 1 where the text is ASCII, else 3, which is UTF-8; padded so that rows begin at 64. */
static int put_header(
	const struct ins_table *table, const size_t *letters, FILE *file, struct ins_err *err)
{
	struct ins_text text = {0};
	int status = put_dictionary(table, letters, &text, err), version = 1;
	size_t padded = 0;

	if (!status)
		status = put_comments(table, &text, err);
	for (size_t i = 0; i < text.size; i++)
		if ((unsigned char)text.data[i] >= 0x80)
			version = 3;
	if (text.size > 65000)
		version = 3;
	if (!status) {
		size_t prefix = version == 1 ? 10 : 12;

		padded = (prefix + text.size + 1 + 63) / 64 * 64 - prefix;
		fprintf(file, "\x93NUMPY%c%c%c%c", version, 0, (int)(padded & 0xff),
			(int)(padded >> 8 & 0xff));
		if (version == 3)
			fprintf(file, "%c%c", (int)(padded >> 16 & 0xff), (int)(padded >> 24));
		fprintf(file, "%s%*s\n", text.data, (int)(padded - text.size - 1), "");
	}
	ins_text_free(&text);
	return status;
}

static unsigned char *put_little(unsigned char *to, const void *values, size_t size, size_t n)
{
	memcpy(to, values, size * n);
	if (!ins_bytes_little_endian())
		ins_bytes_swap(to, size, n);
	return to + size * n;
}

static unsigned char *put_word(unsigned char *to, const char *word, size_t letters)
{
	const unsigned char *p = (const unsigned char *)word;

	for (size_t i = 0; i < letters; i++) {
		uint32_t letter = *p ? take_letter(&p) : 0;

		to = put_little(to, &letter, sizeof letter, 1);
	}
	return to;
}

static int put_rows(
	const struct ins_table *table, const size_t *letters, FILE *file, struct ins_err *err)
{
	size_t row = 0, size = 0;
	unsigned char *piece, *to;

	for (size_t i = 0; i < table->columns; i++)
		row += table->column[i].number ? sizeof(double) : 4 * letters[i];
	size = row > PIECE ? row : PIECE / (row ? row : 1) * row;
	piece = malloc(size ? size : 1);
	if (!piece)
		return ins_fail_memory(err, "rows of a table", size);
	to = piece;
	for (size_t r = 0; r < table->rows; r++) {
		for (size_t i = 0; i < table->columns; i++)
			if (table->column[i].number)
				to = put_little(to, &table->column[i].number[r], sizeof(double), 1);
			else
				to = put_word(to, table->column[i].text[r], letters[i]);
		if ((size_t)(to - piece) == size || r + 1 == table->rows) {
			fwrite(piece, 1, (size_t)(to - piece), file);
			to = piece;
		}
	}
	free(piece);
	return INS_OK;
}

int ins_npy_write(const struct ins_table *table, FILE *file, struct ins_err *err)
{
	size_t *letters = calloc(table->columns + 1, sizeof *letters);
	int status;

	if (!letters)
		return ins_fail_memory(err, "columns", table->columns * sizeof *letters);
	for (size_t i = 0; i < table->columns; i++)
		if (!table->column[i].number)
			letters[i] = longest(&table->column[i], table->rows);
	status = put_header(table, letters, file, err);
	if (!status)
		status = put_rows(table, letters, file, err);
	free(letters);
	return status;
}

/* All of N bytes, or a message. */
static int take(struct ins_input *input, void *to, size_t n, struct ins_err *err)
{
	size_t got;
	unsigned long long at = input->taken;
	int status = ins_input_read(input, to, n, &got, err);

	if (!status && got < n)
		return ins_fail(err, INS_EFORMAT, "%s: offset %llu: ends here, %zu bytes too early",
			input->name, at + got, n - got);
	return status;
}

static int take_text(struct ins_input *input, char **text, size_t *begin, struct ins_err *err)
{
	unsigned char prefix[INS_NPY_PREFIX];
	size_t size, ahead;
	int status = take(input, prefix, sizeof prefix, err);

	if (!status)
		status = ins_npy_measure(prefix, input->name, begin, &size, err);
	if (status)
		return status;
	ahead = sizeof prefix - *begin;
	if (size < ahead)
		return ins_fail(err, INS_EFORMAT, "%s: offset 8: no header", input->name);
	*text = malloc(size + 1);
	if (!*text)
		return ins_fail_memory(err, "a header", size + 1);
	memcpy(*text, prefix + *begin, ahead);
	status = take(input, *text + ahead, size - ahead, err);
	(*text)[status ? 0 : size] = 0;
	return status;
}

static int is_bare(const char *name)
{
	if (*name < 'a' || *name > 'z')
		return 0;
	return name[strspn(name,
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] == 0;
}

static int add_columns(struct ins_table *table, const struct ins_npy_header *header,
	const char *name, size_t *row, struct ins_err *err)
{
	int status = INS_OK;

	if (!header->structured || header->dimensions != 1)
		return ins_fail(err, INS_EFORMAT, "%s: no structured array of one dimension", name);
	*row = 0;
	for (size_t i = 0; !status && i < header->fields; i++) {
		const struct ins_npy_field *field = &header->field[i];
		enum ins_element element;
		int is_text = field->type.kind == 'S' || field->type.kind == 'U';

		if (!is_bare(field->name) || ins_table_find(table, field->name) >= 0)
			return ins_fail(err, INS_EFORMAT,
				"%s: field '%s' is no bare name of its own", name, field->name);
		if (!is_text && !ins_npy_element(&field->type, &element))
			return ins_fail(err, INS_EFORMAT,
				"%s: field '%s' is of type '%c' and %zu "
				"bytes, neither number nor text",
				name, field->name, field->type.kind, field->type.size);
		if (is_text && field->type.size > WORD)
			return ins_fail(err, INS_EFORMAT, "%s: field '%s' has %zu bytes of text",
				name, field->name, field->type.size);
		*row += field->type.size;
		status = is_text ? ins_table_add_text(table, field->name, err)
				 : ins_table_add_number(table, field->name, err);
	}
	return status;
}

static int take_comments(struct ins_table *table, char *comments, struct ins_err *err)
{
	int status = INS_OK;
	char *rest = comments;

	for (char *line = strtok_r(comments, "\n", &rest); line && !status;
		line = strtok_r(NULL, "\n", &rest)) {
		char *tab = strchr(line, '\t');

		if (strncmp(line, "# ", 2) != 0 || !tab)
			continue;
		*tab = 0;
		if (!strcmp(line + 2, "kind"))
			status = ins_table_set_kind(table, tab + 1, err);
		else
			status = ins_table_add_note(table, err, line + 2, "%s", tab + 1);
	}
	return status;
}

/* The word in a cell, up to the NULs that fill it; "-" for an empty one. */
static void cell_word(const struct ins_npy_type *type, const unsigned char *cell, char *word)
{
	size_t n = 0;

	if (type->kind == 'S') {
		while (n < type->size && cell[n]) {
			word[n] = (char)cell[n];
			n++;
		}
	} else {
		for (size_t i = 0; i < type->size; i += 4) {
			uint32_t letter;

			memcpy(&letter, cell + i, 4);
			if (type->swapped)
				ins_bytes_swap(&letter, 4, 1);
			if (!letter)
				break;
			n += put_letter(letter, word + n);
		}
	}
	if (n == 0)
		word[n++] = '-';
	word[n] = 0;
}

static int take_cell(struct ins_table *table, const struct ins_npy_field *field, size_t column,
	size_t row, unsigned char *cell, struct ins_err *err)
{
	char word[WORD + 2];
	enum ins_element element;

	if (!table->column[column].number) {
		cell_word(&field->type, cell, word);
		return ins_table_set_word(table, field->name, row, word, err);
	}
	ins_npy_element(&field->type, &element);
	if (field->type.swapped)
		ins_bytes_swap(cell, field->type.size, 1);
	ins_element_doubles(element, cell, 1, &table->column[column].number[row]);
	return INS_OK;
}

/* Rows are added as they arrive, so that a header that promises too many costs no memory. */
static int take_rows(struct ins_table *table, const struct ins_npy_header *header, size_t row,
	struct ins_input *input, struct ins_err *err)
{
	unsigned char *bytes = malloc(row ? row : 1), beyond;
	size_t got;
	int status = bytes ? INS_OK : ins_fail_memory(err, "a row", row);

	for (uint64_t r = 0; !status && r < header->size[0]; r++) {
		unsigned char *cell = bytes;

		status = take(input, bytes, row, err);
		if (!status)
			status = ins_table_add_rows(table, 1, err);
		for (size_t i = 0; !status && i < header->fields; i++) {
			status = take_cell(table, &header->field[i], i, r, cell, err);
			cell += header->field[i].type.size;
		}
	}
	free(bytes);
	if (!status)
		status = ins_input_read(input, &beyond, 1, &got, err);
	if (!status && got)
		return ins_fail(err, INS_EFORMAT, "%s: offset %llu: goes on behind its last row",
			input->name, input->taken - 1);
	return status;
}

int ins_npy_read(struct ins_table *table, struct ins_input *input, struct ins_err *err)
{
	struct ins_npy_header header = {0};
	char *text = NULL;
	size_t begin, row = 0;
	int status = take_text(input, &text, &begin, err);

	if (!status)
		status = ins_npy_parse(&header, input->name, begin, text, err);
	if (!status)
		status = add_columns(table, &header, input->name, &row, err);
	if (!status)
		status = take_comments(table, text + (header.comments - text), err);
	if (!status && row == 0)
		status = ins_fail(err, INS_EFORMAT, "%s: has no columns", input->name);
	if (!status)
		status = take_rows(table, &header, row, input, err);
	ins_npy_header_free(&header);
	free(text);
	return status;
}
