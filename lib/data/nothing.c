/* nothing - what a text holds in which no table of numbers was found. */
#include "data/nothing.h"

#include <stdbool.h>
#include <string.h>

#include "data/cells.h"
#include "data/sniff.h"

enum { SHOWN = 40 }; /* bytes of a line or a word in a sentence */

/* Lines one below the other that have as many cells, as most words or numbers of tables stand. */
struct run {
	char separator;
	size_t cells, line, rows;
	size_t numbers, words;
	char word[SHOWN + 1]; /* the first behind the first row, which may hold names */
};

static void keep(char *shown, const char *begin, const char *end)
{
	size_t length;

	ins_text_trim(&begin, &end);
	length = (size_t)(end - begin) < SHOWN ? (size_t)(end - begin) : SHOWN;
	/* No letter of UTF-8 is cut. */
	while (length && begin + length < end && ((unsigned char)begin[length] & 0xc0) == 0x80)
		length--;
	memcpy(shown, begin, length);
	shown[length] = 0;
}

static void count(struct run *run, const struct ins_cells *cells)
{
	double value;

	run->rows++;
	for (size_t i = 0; i < cells->count; i++) {
		const char *cell = cells->cell[i];

		if (!*cell)
			continue;
		if (ins_cells_number(cell, '.', &value) || ins_cells_number(cell, ',', &value)) {
			run->numbers++;
			continue;
		}
		if (!run->words++ || (run->rows > 1 && run->words <= cells->count + 1))
			keep(run->word, cell, cell + strlen(cell));
	}
}

/* The longest run of lines with as many cells between SEPARATOR. */
static int find_run(
	const struct ins_lines *lines, char separator, struct run *best, struct ins_err *err)
{
	struct run run = {.separator = separator};
	struct ins_cells cells = {0};
	struct ins_text_line line;
	size_t offset = 0, number = lines->line;
	int status = INS_OK;

	for (; !status && ins_lines_at(lines, offset, &line); offset += line.size, number++) {
		if (ins_lines_is_blank(&line))
			continue;
		status = ins_cells_split_text(&cells, line.begin, line.end, separator, err);
		if (status)
			break;
		if (cells.count != run.cells)
			run = (struct run){separator, .cells = cells.count, .line = number};
		count(&run, &cells);
		if (run.cells > 1 && run.rows > best->rows)
			*best = run;
	}
	ins_cells_free(&cells);
	return status;
}

/* How many lines are not blank; the first of them as it is shown. */
static size_t count_lines(const struct ins_lines *lines, char *first)
{
	size_t offset = 0, count = 0;
	struct ins_text_line line;

	for (*first = 0; ins_lines_at(lines, offset, &line); offset += line.size)
		if (!ins_lines_is_blank(&line) && !count++)
			keep(first, line.begin, line.end);
	return count;
}

int ins_nothing_fail(
	const struct ins_lines *lines, const struct ins_format *format, struct ins_err *err)
{
	static const char separators[] = "\t;,|";
	const char *name = lines->input->name, *within = lines->ended ? "" : " in its first MiB";
	const char *as = format ? " in the layout " : "", *layout = format ? format->name : "";
	struct run run = {0};
	char first[SHOWN + 1];
	size_t count = count_lines(lines, first);
	int status = INS_OK;

	if (!count)
		return ins_fail(err, INS_EFORMAT, "%s: holds blank lines only", name);
	for (const char *separator = separators; *separator && !status; separator++)
		status = find_run(lines, *separator, &run, err);
	if (status)
		return status;
	if (run.rows == count && run.rows == 1 && !run.numbers)
		return ins_fail(err, INS_EFORMAT,
			"%s: holds no table of numbers%s%s, but names of columns ('%s') and no row",
			name, as, layout, first);
	if (run.rows > 1)
		return ins_fail(err, INS_EFORMAT,
			"%s: holds no table of numbers%s%s%s; the %zu lines of %zu cells (%s) from "
			"line %zu on hold %zu words, such as '%s', and %zu numbers",
			name, as, layout, within, run.rows, run.cells,
			ins_sniff_separator_name(run.separator), run.line, run.words, run.word,
			run.numbers);
	return ins_fail(err, INS_EFORMAT,
		"%s: holds no table of numbers%s%s%s, but %zu line%s of text, the first: '%s'",
		name, as, layout, within, count, count == 1 ? "" : "s", first);
}
