/* stream - the text table that flows between programs; insitu-stream(5). */
#include "data/stream.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

static const char magic[] = "#insitu ";

/* Columns that hold words even where every word looks like a number (a specimen named 7). */
static int holds_words(const char *name)
{
	static const char *const names[] = {"specimen", "mode", "modulus_method", "yield_bound",
		"ratio_bound", "checks", "method", "state", "ohmic", "clipped", "hysteresis",
		"region", "status"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return 1;
	return 0;
}

/* One cell of a line: [begin, end), parted from the next by a TAB. */
struct cell {
	const char *begin, *end;
};

/* The next cell of the line [*p, end) into CELL; 0 when the line is used up. */
static int next_cell(const char **p, const char *end, struct cell *cell)
{
	const char *tab;

	if (!*p)
		return 0;
	tab = memchr(*p, '\t', (size_t)(end - *p));
	cell->begin = *p;
	cell->end = tab ? tab : end;
	*p = tab ? tab + 1 : NULL;
	return 1;
}

static const char *line_end(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline : end;
}

/* A line's end without the CR that some editors leave. */
static const char *without_cr(const char *begin, const char *end)
{
	return end > begin && end[-1] == '\r' ? end - 1 : end;
}

static size_t count_names(const char *line, const char *end)
{
	struct cell cell;
	size_t n = 0;

	while (next_cell(&line, end, &cell)) {
		if (!ins_stream_is_name(cell.begin, cell.end))
			return 0;
		n++;
	}
	return n;
}

static size_t count_cells(const char *line, const char *end)
{
	struct cell cell;
	size_t n = 0;

	while (next_cell(&line, end, &cell))
		n++;
	return n;
}

/* Spreadsheets put a byte order mark on top. */
static const char *after_mark(const char *p, const char *end)
{
	return end - p >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? p + 3 : p;
}

enum ins_stream_form ins_stream_form(const unsigned char *bytes, size_t n)
{
	const char *end = (const char *)bytes + n, *p = after_mark((const char *)bytes, end);
	const char *first, *second;
	size_t names;

	if ((size_t)(end - p) >= sizeof magic - 1 && memcmp(p, magic, sizeof magic - 1) == 0)
		return INS_STREAM_WHOLE;
	while (p < end && *p == '#')
		p = line_end(p, end) < end ? line_end(p, end) + 1 : end;
	first = line_end(p, end);
	names = count_names(p, without_cr(p, first));
	if (names == 0 || first == end)
		return names && n ? INS_STREAM_BARE : INS_STREAM_NONE;
	second = line_end(first + 1, end);
	if (first + 1 == end || second == end)
		return INS_STREAM_BARE;
	return count_cells(first + 1, without_cr(first + 1, second)) == names ? INS_STREAM_BARE
									      : INS_STREAM_NONE;
}

/* Where the reader stands. */
struct reader {
	const char *name; /* of the input */
	const char *p, *end;
	const char *body; /* what stands below the header row */
	size_t line;
	struct ins_text word; /* owned: the last one decoded */
	struct ins_table *table;
	struct ins_err *err;
};

static int hex_value(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

/* Undo %XX in [begin, end) into OUT. */
static int decode(struct cell cell, struct ins_text *out, struct ins_err *err)
{
	out->size = 0;
	for (const char *p = cell.begin; p < cell.end; p++) {
		char c = *p;
		int status;

		if (c == '%' && cell.end - p > 2 && hex_value(p[1]) >= 0 && hex_value(p[2]) >= 0) {
			c = (char)(hex_value(p[1]) * 16 + hex_value(p[2]));
			p += 2;
		}
		/* A NUL would cut the word. */
		status = ins_text_put(out, c ? &c : "?", 1, err);
		if (status)
			return status;
	}
	return ins_text_put(out, "", 0, err);
}

/* A comment line: a note `#@ key<TAB>value`, or words of somebody else, passed over. */
static int read_comment(struct reader *r, const char *end)
{
	const char *key = r->p + 2, *tab;
	struct ins_text name = {0};
	struct ins_text value = {0};
	int status;

	if (end - r->p >= (ptrdiff_t)sizeof magic - 1 &&
		memcmp(r->p, magic, sizeof magic - 1) == 0) {
		if (r->line > 1)
			return ins_fail(r->err, INS_EFORMAT,
				"%s:%zu:1: a second stream begins here; "
				"give streams as separate files, not put together",
				r->name, r->line);
		if (end - r->p != sizeof magic || r->p[sizeof magic - 1] != '1')
			return ins_fail(r->err, INS_EFORMAT,
				"%s:1:9: stream version '%.*s' is not known; "
				"this program reads version 1",
				r->name, (int)(end - r->p - 8), r->p + 8);
		return INS_OK;
	}
	if (end - r->p < 3 || r->p[1] != '@')
		return INS_OK;
	while (key < end && *key == ' ')
		key++;
	tab = memchr(key, '\t', (size_t)(end - key));
	if (!tab)
		return ins_fail(r->err, INS_EFORMAT,
			"%s:%zu:1: a note without a TAB between key and value", r->name, r->line);
	status = decode((struct cell){key, tab}, &name, r->err);
	if (status == INS_OK)
		status = decode((struct cell){tab + 1, end}, &value, r->err);
	if (status == INS_OK && strcmp(name.data, "kind") == 0)
		status = ins_table_set_kind(r->table, value.data, r->err);
	else if (status == INS_OK)
		status = ins_table_add_note(r->table, r->err, name.data, "%s", value.data);
	ins_text_free(&name);
	ins_text_free(&value);
	return status;
}

static int read_header(struct reader *r, const char *end)
{
	const char *p = r->p;
	struct cell cell;

	while (next_cell(&p, end, &cell)) {
		char *name;
		int status;

		if (!ins_stream_is_name(cell.begin, cell.end))
			return ins_fail(r->err, INS_EFORMAT,
				"%s:%zu:%zu: not a column name: '%.*s'; names are "
				"letters, digits and _, beginning with a small letter",
				r->name, r->line, (size_t)(cell.begin - r->p) + 1,
				cell.end - cell.begin > 40 ? 40 : (int)(cell.end - cell.begin),
				cell.begin);
		name = ins_text_copy_n(cell.begin, (size_t)(cell.end - cell.begin));
		if (!name)
			return ins_fail_memory(r->err, "a name", (size_t)(cell.end - cell.begin));
		if (ins_table_find(r->table, name) >= 0)
			status = ins_fail(r->err, INS_EFORMAT,
				"%s:%zu:%zu: column '%s' stands twice", r->name, r->line,
				(size_t)(cell.begin - r->p) + 1, name);
		else
			status = holds_words(name) ? ins_table_add_text(r->table, name, r->err)
						   : ins_table_add_number(r->table, name, r->err);
		free(name);
		if (status)
			return status;
	}
	return INS_OK;
}

/* What ends a cell ends a number too, so the reader of numbers may look as far as END, which it
 * does faster. */
static int is_number(struct cell cell, const char *end, double *value)
{
	size_t length = (size_t)(cell.end - cell.begin);
	const char *p = cell.begin;
	int minus = length && *p == '-';

	if (ins_number_parse(cell.begin, end, '.', value) == cell.end && length)
		return 1;
	p += minus;
	length -= (size_t)minus;
	if (length == 3 && (memcmp(p, "nan", 3) == 0 || memcmp(p, "NaN", 3) == 0 ||
				   memcmp(p, "inf", 3) == 0 || memcmp(p, "Inf", 3) == 0)) {
		*value = (*p | 0x20) == 'n' ? (double)NAN
			 : minus            ? -(double)INFINITY
					    : (double)INFINITY;
		return 1;
	}
	/* R writes a missing number so. */
	*value = NAN;
	return length == 2 && !minus && memcmp(p, "NA", 2) == 0;
}

/* Set a cell of the column of words I. */
static int set_word(struct reader *r, size_t i, size_t row, struct cell cell)
{
	size_t length = (size_t)(cell.end - cell.begin);
	int status;

	if (!memchr(cell.begin, '%', length) && !memchr(cell.begin, 0, length))
		return ins_table_put_word(r->table, i, row, cell.begin, length, r->err);
	status = decode(cell, &r->word, r->err);
	return status ? status
		      : ins_table_put_word(r->table, i, row, r->word.data, r->word.size, r->err);
}

/* Column I was taken for numbers until its first word came: its cells above are read as words. */
static int turn_into_words(struct reader *r, size_t i, size_t rows)
{
	const char *line = r->body;
	int status = ins_table_make_text(r->table, i, r->err);

	for (size_t row = 0; row < rows && status == INS_OK; line = line_end(line, r->end) + 1) {
		const char *p = line, *end = without_cr(line, line_end(line, r->end));
		struct cell cell;

		if (*line == '#')
			continue;
		for (size_t column = 0; column <= i; column++)
			next_cell(&p, end, &cell);
		status = set_word(r, i, row++, cell);
	}
	return status;
}

static int read_cell(struct reader *r, size_t i, struct cell cell)
{
	const struct ins_column *column = &r->table->column[i];
	size_t row = r->table->rows - 1;
	int status;

	if (cell.begin == cell.end)
		return ins_fail(r->err, INS_EFORMAT,
			"%s:%zu:%zu: an empty cell in column '%s'; write nan, or - for a word",
			r->name, r->line, (size_t)(cell.begin - r->p) + 1, column->name);
	if (column->number) {
		if (is_number(cell, r->end, &column->number[row]))
			return INS_OK;
		status = turn_into_words(r, i, row);
		if (status)
			return status;
	}
	return set_word(r, i, row, cell);
}

static int read_row(struct reader *r, const char *end)
{
	const char *p = r->p;
	struct cell cell;
	size_t i = 0;
	int status = ins_table_add_rows(r->table, 1, r->err);

	for (; status == INS_OK && next_cell(&p, end, &cell); i++)
		if (i < r->table->columns)
			status = read_cell(r, i, cell);
	if (status == INS_OK && i != r->table->columns)
		status = ins_fail(r->err, INS_EFORMAT,
			"%s:%zu: %zu cells where the header has %zu; is the row cut?", r->name,
			r->line, i, r->table->columns);
	return status;
}

static int read_lines(struct reader *r)
{
	int status = INS_OK, header = 0;

	for (r->line = 1; r->p < r->end && status == INS_OK; r->line++) {
		const char *newline = line_end(r->p, r->end), *end = without_cr(r->p, newline);

		if (*r->p == '#') {
			status = read_comment(r, end);
		} else if (end == r->p && header) {
			status = ins_fail(r->err, INS_EFORMAT,
				"%s:%zu:1: a blank line inside the table", r->name, r->line);
		} else if (!header) {
			status = read_header(r, end);
			r->body = newline < r->end ? newline + 1 : r->end;
			header = 1;
		} else if (newline == r->end) {
			status = ins_fail(r->err, INS_EFORMAT,
				"%s:%zu: the last row has no line end; the stream was cut", r->name,
				r->line);
		} else {
			status = read_row(r, end);
		}
		r->p = newline < r->end ? newline + 1 : r->end;
	}
	if (status == INS_OK && r->table->columns == 0)
		status = ins_fail(r->err, INS_EFORMAT, "%s: empty: no header row", r->name);
	return status;
}

int ins_stream_read(struct ins_table *table, struct ins_input *input, struct ins_err *err)
{
	struct ins_text text = {0};
	struct reader r = {.name = input->name, .table = table, .err = err};
	size_t got = 1;
	int status = INS_OK;

	while (got && status == INS_OK) {
		status = ins_text_grow(&text.data, &text.capacity, text.size + 65536, 1, err);
		if (status == INS_OK)
			status = ins_input_read(
				input, text.data + text.size, text.capacity - text.size, &got, err);
		text.size += status == INS_OK ? got : 0;
	}
	if (status == INS_OK) {
		r.end = text.data + text.size;
		r.p = after_mark(text.data, r.end);
		status = read_lines(&r);
	}
	ins_text_free(&r.word);
	ins_text_free(&text);
	return status;
}
