/*
 * Any bytes as numeric lines: the same rows and halts as a slow reader gives that takes a line at
 * a time, whether the bytes come at once or in pieces. The first four bytes choose the layout.
 */
#include "fuzz.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/number.h"
#include "data/rows.h"

enum { COLUMNS = 8, HEAD = 4 };

static const char *const missing[] = {"nan", "--", NULL};

/* What a reading gave: rows one after the other, and each halt. */
struct result {
	double *values;
	struct ins_rows_halt *halts;
	size_t values_n, halts_n;
	bool unfinished;
};

static void *grown(void *items, size_t n, size_t size)
{
	/* Room doubles at each power of two. */
	if ((n & (n - 1)) == 0) {
		items = realloc(items, (n ? 2 * n : 1) * size);
		FUZZ_CHECK(items);
	}
	return items;
}

static void put_value(struct result *result, double value)
{
	result->values = grown(result->values, result->values_n, sizeof value);
	result->values[result->values_n++] = value;
}

static void put_halt(struct result *result, struct ins_rows_halt halt)
{
	result->halts = grown(result->halts, result->halts_n, sizeof halt);
	result->halts[result->halts_n++] = halt;
}

struct cell {
	const char *begin, *end;
};

static bool is_blank(const struct ins_rows *rows, char c)
{
	return c == ' ' || (c == '\t' && rows->separator != '\t');
}

static bool is_separator(const struct ins_rows *rows, char c)
{
	return c == rows->separator || (c == '\t' && rows->separator == ' ');
}

static bool only_blanks(const struct ins_rows *rows, struct cell line)
{
	for (; line.begin < line.end; line.begin++)
		if (!is_blank(rows, *line.begin) && !is_separator(rows, *line.begin))
			return false;
	return true;
}

static struct cell trimmed(const struct ins_rows *rows, struct cell cell)
{
	while (cell.begin < cell.end && is_blank(rows, *cell.begin))
		cell.begin++;
	while (cell.end > cell.begin && is_blank(rows, cell.end[-1]))
		cell.end--;
	return cell;
}

/* The first cells of a line, at most one more than there can be columns; their number. */
static size_t split(const struct ins_rows *rows, struct cell line, struct cell *cells)
{
	bool words = rows->separator == ' ';
	const char *p = line.begin;
	size_t n = 0;

	while (n <= COLUMNS) {
		while (words && p < line.end && is_blank(rows, *p))
			p++;
		if (words && p == line.end)
			break;
		cells[n].begin = p;
		while (p < line.end && !is_separator(rows, *p))
			p++;
		cells[n++].end = p;
		if (!words && p++ == line.end)
			break;
	}
	return n;
}

static void halt_slowly(struct result *result, const struct ins_rows *rows, enum ins_rows_stop stop,
	size_t index, struct cell line, struct cell cell)
{
	struct ins_rows_halt halt = {.stop = stop, .line = rows->line, .cell = index, .column = 1};

	cell = trimmed(rows, cell);
	for (const char *p = line.begin; p < cell.begin; p++)
		halt.column += ((unsigned char)*p & 0xc0) != 0x80;
	halt.text = cell.begin;
	halt.length = (size_t)(cell.end - cell.begin);
	put_halt(result, halt);
}

/* A wanted cell as a number; false where it is none. */
static bool value_of(const struct ins_rows *rows, struct cell cell, double *value)
{
	size_t length;

	cell = trimmed(rows, cell);
	length = (size_t)(cell.end - cell.begin);
	*value = NAN;
	if (length == 0)
		return true;
	for (const char *const *word = missing; *word; word++)
		if (strlen(*word) == length && memcmp(*word, cell.begin, length) == 0)
			return true;
	return ins_number_parse(cell.begin, cell.end, rows->decimal, value) == cell.end;
}

/* CUT says that neither a line end nor anything else follows the line. */
static void read_line_slowly(
	const struct ins_rows *rows, struct cell line, bool cut, struct result *result)
{
	struct cell cells[COLUMNS + 1], end = {line.end, line.end};
	size_t n = split(rows, line, cells), kept = 0;
	double row[COLUMNS];

	if (only_blanks(rows, line)) {
		halt_slowly(result, rows, INS_ROWS_BLANK, 0, line, line);
		return;
	}
	if (memchr(line.begin, '"', (size_t)(line.end - line.begin))) {
		halt_slowly(result, rows, INS_ROWS_QUOTE, 0, line, line);
		return;
	}
	for (size_t i = 0; i < rows->columns; i++) {
		if (i >= n || (cut && i > 0 && cells[i].begin == line.end)) {
			halt_slowly(result, rows, INS_ROWS_SHORT, i, line, end);
			return;
		}
		if (kept == rows->wanted_count || rows->wanted[kept] != i)
			continue;
		if (!value_of(rows, cells[i], &row[kept++])) {
			halt_slowly(result, rows, INS_ROWS_CELL, i, line, cells[i]);
			return;
		}
	}
	end.begin = cells[rows->columns].begin;
	if (n > rows->columns && !only_blanks(rows, end)) {
		halt_slowly(result, rows, INS_ROWS_LONG, rows->columns, line, cells[rows->columns]);
		return;
	}
	for (size_t i = 0; i < kept; i++)
		put_value(result, row[i]);
}

static void read_slowly(struct ins_rows rows, const char *text, size_t n, struct result *result)
{
	const char *end = text + n, *line_feed;

	for (rows.line = 1; text < end; text = line_feed + 1, rows.line++) {
		struct cell line = {text, end};

		line_feed = memchr(text, '\n', (size_t)(end - text));
		if (line_feed)
			line.end = line_feed;
		if (line.end > text && line.end[-1] == '\r')
			line.end--;
		read_line_slowly(&rows, line, line.end == end, result);
		if (!line_feed)
			return;
	}
}

/* Read what the window [text, text + n) holds, from memory of its own size; what was taken. */
static size_t read_window(
	struct ins_rows *rows, const char *text, size_t n, bool last, struct result *result)
{
	char *exact = malloc(n ? n : 1);
	struct ins_rows_halt halt;
	size_t used;

	FUZZ_CHECK(exact);
	memcpy(exact, text, n);
	FUZZ_CHECK(ins_rows_read(rows, exact, n, last, &used, &halt, NULL) == INS_OK);
	if (halt.stop != INS_ROWS_END) {
		halt.text = text + (halt.text - exact);
		put_halt(result, halt);
		used += ins_rows_skip(rows, exact + used, n - used);
	}
	free(exact);
	return used;
}

static void read_in_pieces(
	struct ins_rows rows, const char *text, size_t n, size_t piece, struct result *result)
{
	size_t begin = 0, end = 0;

	FUZZ_CHECK(ins_rows_start(&rows, NULL) == INS_OK);
	while (begin < n) {
		size_t used;

		end = n - end > piece ? end + piece : n;
		do {
			used = read_window(&rows, text + begin, end - begin, end == n, result);
			begin += used;
		} while (used > 0 && begin < end);
	}
	for (size_t i = 0; i < rows.count; i++)
		for (size_t j = 0; j < rows.wanted_count; j++)
			put_value(result, rows.values[j][i]);
	result->unfinished = rows.unfinished;
	ins_rows_free(&rows);
}

static void compare_halts(const struct ins_rows_halt *got, const struct ins_rows_halt *want)
{
	FUZZ_CHECK(got->stop == want->stop);
	FUZZ_CHECK(got->line == want->line);
	/* Such a line is a case as a whole. */
	if (want->stop == INS_ROWS_BLANK || want->stop == INS_ROWS_QUOTE)
		return;
	FUZZ_CHECK(got->column == want->column);
	FUZZ_CHECK(got->cell == want->cell);
	FUZZ_CHECK(got->text == want->text);
	FUZZ_CHECK(got->length == want->length);
}

static void compare(const struct result *got, const struct result *want)
{
	FUZZ_CHECK(got->values_n == want->values_n);
	for (size_t i = 0; i < want->values_n; i++)
		FUZZ_CHECK(isnan(want->values[i]) ? isnan(got->values[i])
						  : memcmp(&got->values[i], &want->values[i],
							    sizeof(double)) == 0);
	FUZZ_CHECK(got->halts_n == want->halts_n);
	for (size_t i = 0; i < want->halts_n; i++)
		compare_halts(&got->halts[i], &want->halts[i]);
}

static void free_result(struct result *result)
{
	free(result->values);
	free(result->halts);
}

/* The layout that four bytes choose; false where it wants no column. */
static bool choose(const uint8_t *head, struct ins_rows *rows, size_t *wanted)
{
	rows->separator = "\t,; "[head[0] % 4];
	rows->decimal = head[0] & 4 && rows->separator != ',' ? ',' : '.';
	rows->columns = 1 + head[1] % COLUMNS;
	rows->wanted = wanted;
	rows->missing = missing;
	for (size_t i = 0; i < rows->columns; i++)
		if (head[2] >> i & 1)
			wanted[rows->wanted_count++] = i;
	return rows->wanted_count > 0;
}

void fuzz_try(const uint8_t *data, size_t size)
{
	struct result slow = {0}, whole = {0}, pieces = {0};
	struct ins_rows rows = {0};
	size_t wanted[COLUMNS], n;
	const char *text;

	if (size <= HEAD || size > 4096 || !choose(data, &rows, wanted))
		return;
	text = (const char *)data + HEAD;
	n = size - HEAD;
	read_slowly(rows, text, n, &slow);
	read_in_pieces(rows, text, n, n, &whole);
	read_in_pieces(rows, text, n, 1 + data[3], &pieces);
	compare(&whole, &slow);
	compare(&pieces, &slow);
	FUZZ_CHECK(whole.unfinished == pieces.unfinished);
	free_result(&slow);
	free_result(&whole);
	free_result(&pieces);
}
