/* rows - numeric lines into arrays of doubles, at the speed of the disk, with line and column. */
#include "data/rows.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/number.h"
#include "base/number_quick.h"
#include "data/rows_room.h"

/* What the scanner looks at on every byte. */
struct scan {
	const char *begin, *end;
	char separator, other; /* the same twice, or blank and tab */
	char decimal;
	bool blanks; /* a run of separators is one */
	size_t run; /* of wanted columns side by side, from the first on, without the last column */
};

static struct scan make_scan(const struct ins_rows *rows, const char *begin, const char *end)
{
	struct scan scan = {
		.begin = begin, .end = end, .separator = rows->separator, .decimal = rows->decimal};

	scan.blanks = rows->separator == ' ';
	scan.other = scan.blanks ? '\t' : rows->separator;
	while (!scan.blanks && scan.run < rows->wanted_count &&
		rows->wanted[scan.run] == rows->wanted[0] + scan.run &&
		rows->wanted[scan.run] + 1 < rows->columns)
		scan.run++;
	return scan;
}

static inline bool is_separator(struct scan scan, char c)
{
	return c == scan.separator || c == scan.other;
}

static inline bool is_blank(struct scan scan, char c)
{
	return c == ' ' || (c == '\t' && scan.separator != '\t');
}

/* A CR counts only before LF, or as the last byte of all. */
static inline bool ends_line(struct scan scan, const char *p)
{
	return p == scan.end || *p == '\n' || (*p == '\r' && (p + 1 == scan.end || p[1] == '\n'));
}

static inline bool ends_cell(struct scan scan, const char *p)
{
	return p == scan.end || is_separator(scan, *p) || ends_line(scan, p);
}

static inline const char *skip_blanks(struct scan scan, const char *p)
{
	while (p < scan.end && is_blank(scan, *p))
		p++;
	return p;
}

/* Bytes of WORD that equal C get their high bit set; the lowest one set is always right. */
static inline uint64_t find_byte(uint64_t word, char c)
{
	const uint64_t ones = 0x0101010101010101;

	word ^= ones * (unsigned char)c;
	return (word - ones) & ~word & (ones << 7);
}

/* The first separator, line feed or quote from P on, eight bytes at a time. */
static inline const char *skip_cell(struct scan scan, const char *p)
{
	for (; scan.end - p >= 8; p += 8) {
		uint64_t word = ins_number_load(p);
		uint64_t found = find_byte(word, scan.separator) | find_byte(word, scan.other) |
				 find_byte(word, '\n') | find_byte(word, '"');

		if (found)
			return p + (__builtin_ctzll(found) >> 3);
	}
	while (p < scan.end && !is_separator(scan, *p) && *p != '\n' && *p != '"')
		p++;
	return p;
}

/* The cell after the one that ends at P, or NULL at the end of the line. */
static inline const char *next_cell(struct scan scan, const char *p)
{
	if (p == scan.end || !is_separator(scan, *p))
		return NULL;
	if (!scan.blanks)
		return p + 1;
	p = skip_blanks(scan, p);
	return ends_line(scan, p) ? NULL : p;
}

static const char *trim_end(struct scan scan, const char *begin, const char *end)
{
	while (end > begin && is_blank(scan, end[-1]))
		end--;
	return end;
}

static const char *end_of_cell(struct scan scan, const char *p)
{
	while (!ends_cell(scan, p))
		p++;
	return p;
}

static bool is_missing(const char *const *words, const char *text, size_t length)
{
	for (; words && *words; words++)
		if (strlen(*words) == length && memcmp(*words, text, length) == 0)
			return true;
	return length == 0;
}

/* A cell that is more or less than a number; NULL where it is neither that nor missing. */
static const char *read_odd_cell(
	const struct ins_rows *rows, struct scan scan, const char *p, double *value)
{
	const char *begin = skip_blanks(scan, p), *end = end_of_cell(scan, begin);
	const char *last = trim_end(scan, begin, end);

	if (is_missing(rows->missing, begin, (size_t)(last - begin))) {
		*value = NAN;
		return end;
	}
	return ins_number_parse(begin, last, scan.decimal, value) == last ? end : NULL;
}

static size_t count_characters(const char *p, const char *end)
{
	size_t count = 0;

	for (; p < end; p++)
		count += (*p & 0xc0) != 0x80;
	return count;
}

/* Whether the line from P on holds separators and blanks only. */
static bool is_blank_line(struct scan scan, const char *p)
{
	while (!ends_line(scan, p) && (is_blank(scan, *p) || is_separator(scan, *p)))
		p++;
	return ends_line(scan, p);
}

static bool has_quote(struct scan scan, const char *p)
{
	const char *line_feed = memchr(p, '\n', (size_t)(scan.end - p));

	return memchr(p, '"', (size_t)((line_feed ? line_feed : scan.end) - p)) != NULL;
}

/* Describe the cell at P in the line from START; what the whole line is goes before STOP. */
static const char *halt_at(struct scan scan, const char *start, const char *p, size_t cell,
	enum ins_rows_stop stop, struct ins_rows_halt *halt)
{
	const char *begin, *end;

	/* A cell that was skipped may have taken the CR of the line end along. */
	if (p > start && ends_line(scan, p - 1))
		p--;
	begin = skip_blanks(scan, p);
	end = end_of_cell(scan, begin);
	if (is_blank_line(scan, start))
		stop = INS_ROWS_BLANK;
	else if (has_quote(scan, start))
		stop = INS_ROWS_QUOTE;
	halt->stop = stop;
	halt->cell = cell;
	halt->column = count_characters(start, begin) + 1;
	halt->text = begin;
	halt->length = (size_t)(trim_end(scan, begin, end) - begin);
	return NULL;
}

/* The end of the line whose last cell ends at P; empty cells may follow. */
static const char *finish_line(struct scan scan, const char *start, const char *p, size_t columns,
	struct ins_rows_halt *halt)
{
	const char *next = next_cell(scan, p);

	if (next && !is_blank_line(scan, next))
		return halt_at(scan, start, next, columns, INS_ROWS_LONG, halt);
	while (!ends_line(scan, p))
		p++;
	return p;
}

/* The index of the first C among sixteen bytes, or 16. */
static inline int find_in_sixteen(const char *p, char c)
{
#ifdef __SSE2__
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
	unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));

	return found ? __builtin_ctz(found) : 16;
#else
	uint64_t found = find_byte(ins_number_load(p), c);

	if (found)
		return __builtin_ctzll(found) >> 3;
	found = find_byte(ins_number_load(p + 8), c);
	return found ? 8 + (__builtin_ctzll(found) >> 3) : 16;
#endif
}

/*
 * The end of the number at P, or NULL for none. Where the cell ends, by the first STOP, is found
 * apart from what it holds, so that the processor can begin with the next one meanwhile.
 */
static inline const char *read_number(struct scan scan, const char *p, char stop, double *value)
{
	bool inside = p - scan.begin >= INS_NUMBER_QUICK && scan.end - p >= INS_NUMBER_QUICK;
	int length = inside ? find_in_sixteen(p, stop) : 16;

	if (length < 16 && ins_number_quick(p, p + length, scan.decimal, value))
		return p + length;
	return ins_number_parse(p, scan.end, scan.decimal, value);
}

/*
 * Read the run of wanted cells as long as each holds a number with a separator behind, as most do;
 * *COUNT is how many were so, and the place behind them is returned.
 */
static const char *read_run(
	struct scan scan, const char *p, double *const *column, size_t row, size_t *count)
{
	size_t i;

	for (i = 0; i < scan.run; i++) {
		const char *after = read_number(scan, p, scan.separator, column[i] + row);

		if (!after || after == scan.end || *after != scan.separator)
			break;
		p = after + 1;
	}
	*count = i;
	return p;
}

static inline const char *read_cell(
	const struct ins_rows *rows, struct scan scan, const char *p, char stop, double *value)
{
	const char *after = read_number(scan, p, stop, value);

	return after && ends_cell(scan, after) ? after : read_odd_cell(rows, scan, p, value);
}

/* Read the line at START into the row after the last; its end, or NULL with HALT filled. */
static const char *read_line(const struct ins_rows *rows, struct scan scan, const char *start,
	struct ins_rows_halt *halt)
{
	const char *p = scan.blanks ? skip_blanks(scan, start) : start, *next = p;
	size_t cell, kept = 0;

	for (cell = 0; cell < rows->columns; cell++) {
		bool keep = kept < rows->wanted_count && cell == rows->wanted[kept];
		char stop;

		if (next && keep && kept == 0 && scan.run > 0) {
			next = read_run(scan, next, rows->values, rows->count, &kept);
			cell += kept;
			keep = kept < rows->wanted_count && cell == rows->wanted[kept];
		}
		/* With no line end behind it, an empty cell is more likely cut than empty. */
		if (!next || (next == scan.end && cell > 0))
			return halt_at(scan, start, next ? next : p, cell, INS_ROWS_SHORT, halt);
		stop = cell + 1 < rows->columns ? scan.separator : '\n';
		p = keep ? read_cell(rows, scan, next, stop, rows->values[kept] + rows->count)
			 : skip_cell(scan, next);
		if (!p || (keep && kept == 0 && isnan(rows->values[0][rows->count]) &&
				  is_blank_line(scan, start)))
			return halt_at(scan, start, next, cell, INS_ROWS_CELL, halt);
		if (p < scan.end && *p == '"')
			return halt_at(scan, start, p, cell, INS_ROWS_QUOTE, halt);
		kept += keep;
		next = next_cell(scan, p);
	}
	return finish_line(scan, start, p, rows->columns, halt);
}

/* The end of the last complete line in N bytes. */
static const char *complete(const char *bytes, size_t n)
{
	while (n > 0 && bytes[n - 1] != '\n')
		n--;
	return bytes + n;
}

int ins_rows_read(struct ins_rows *rows, const char *bytes, size_t size, bool last, size_t *used,
	struct ins_rows_halt *halt, struct ins_err *err)
{
	const char *p = bytes, *end;
	struct scan scan = make_scan(rows, bytes, last ? bytes + size : complete(bytes, size));
	int status = INS_OK;

	*halt = (struct ins_rows_halt){0};
	assert(bytes || !size);
	while (p < scan.end) {
		if (rows->count == rows->capacity && (status = ins_rows_grow(rows, err)) != INS_OK)
			break;
		end = read_line(rows, scan, p, halt);
		if (!end)
			break;
		rows->count++;
		rows->line++;
		if (end < scan.end && *end == '\r')
			end++;
		rows->unfinished = end == scan.end;
		p = rows->unfinished ? end : end + 1;
	}
	halt->line = rows->line;
	*used = (size_t)(p - bytes);
	return status;
}

size_t ins_rows_skip(struct ins_rows *rows, const char *bytes, size_t size)
{
	const char *line_feed = memchr(bytes, '\n', size);

	rows->line++;
	return line_feed ? (size_t)(line_feed - bytes) + 1 : size;
}

int ins_rows_fail(const struct ins_rows_halt *halt, const char *name, const char *column_name,
	struct ins_err *err)
{
	int shown = halt->length < 40 ? (int)halt->length : 40;
	const char *what = halt->stop == INS_ROWS_LONG    ? "more cells than columns"
			   : halt->stop == INS_ROWS_QUOTE ? "a quote among numbers"
							  : "not a number";

	if (halt->stop == INS_ROWS_SHORT)
		return ins_fail(err, INS_EFORMAT, "%s:%zu:%zu: the line ends before cell %zu", name,
			halt->line, halt->column, halt->cell + 1);
	if (halt->stop == INS_ROWS_BLANK)
		return ins_fail(err, INS_EFORMAT, "%s:%zu:1: an empty line", name, halt->line);
	if (column_name)
		return ins_fail(err, INS_EFORMAT, "%s:%zu:%zu: %s in column '%s': '%.*s'", name,
			halt->line, halt->column, what, column_name, shown, halt->text);
	return ins_fail(err, INS_EFORMAT, "%s:%zu:%zu: %s: '%.*s'", name, halt->line, halt->column,
		what, shown, halt->text);
}
