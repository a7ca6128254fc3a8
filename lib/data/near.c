/* near - lines that are almost rows: they are taken for text, but not in silence. */
#include "data/near.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/cells.h"

enum { LABEL = 32 }; /* bytes of a word that are compared */

void ins_near_add(struct ins_near *near, size_t line)
{
	if (!near->count++)
		near->line = line;
}

/* A line cut into cells, and how many of them are numbers. */
struct view {
	struct ins_cells cells;
	size_t filled, numbers, first; /* the first cell that is not empty */
};

static int look(struct view *view, const struct ins_text_line *line,
	const struct ins_layout *layout, struct ins_err *err)
{
	int status =
		ins_cells_split_text(&view->cells, line->begin, line->end, layout->separator, err);

	view->filled = view->numbers = view->first = 0;
	if (status)
		return status;
	view->filled = ins_cells_filled(&view->cells);
	while (view->first + 1 < view->filled && !*view->cells.cell[view->first])
		view->first++;
	for (size_t i = 0; i < view->filled; i++) {
		double value;

		view->numbers += ins_cells_number(view->cells.cell[i], layout->decimal, &value) &&
				 !isnan(value);
	}
	return INS_OK;
}

bool ins_near_begins(const char *cell)
{
	size_t digits;

	cell += strspn(cell, "\"'+-");
	cell += *cell == '.' || *cell == ',';
	digits = strspn(cell, "0123456789");
	return digits && (!cell[digits] || !strchr(":/-", cell[digits]));
}

static bool is_half_row(const struct view *view, size_t cells)
{
	return view->numbers > 1 && view->numbers * 2 >= view->filled &&
	       view->numbers * 2 >= cells && view->filled <= cells;
}

/* What the rows of the table begin with, where that is a word. */
static int find_label(char label[LABEL], const struct ins_lines *lines,
	const struct ins_sniff *sniff, struct view *view, struct ins_err *err)
{
	struct ins_text_line line;
	int status = INS_OK;

	*label = 0;
	if (ins_lines_at(lines, sniff->offset, &line))
		status = look(view, &line, &sniff->layout, err);
	if (!status && view->filled && !ins_near_begins(view->cells.cell[view->first]))
		snprintf(label, LABEL, "%s", view->cells.cell[view->first]);
	return status;
}

/* Half a row that begins with a number, or any line that begins as the rows do; a heading has
 * numbers behind other words. */
static bool is_row(const struct view *view, size_t cells, const char *label)
{
	const char *first;

	if (!view->filled || view->filled > cells || !view->numbers)
		return false;
	first = view->cells.cell[view->first];
	return (*label && strncmp(first, label, LABEL - 1) == 0) ||
	       (is_half_row(view, cells) && ins_near_begins(first));
}

/* A cell that is nothing but digits and signs: no name, and no unit. */
static bool is_figure(const char *cell)
{
	return ins_near_begins(cell) && strspn(cell, "\"0123456789.,+-eE ") == strlen(cell);
}

/* Whether a row stands in the line of the names or units. */
static bool is_joined(const struct view *view)
{
	for (size_t i = 0; i < view->filled; i++)
		if (is_figure(view->cells.cell[i]))
			return true;
	return false;
}

/* The same right above the rows, where less will do. */
static bool is_near(
	const struct view *view, const struct ins_layout *layout, bool has_names, bool named)
{
	bool begins;

	if (!view->filled)
		return false;
	begins = ins_near_begins(view->cells.cell[view->first]);
	for (size_t i = 0; i < view->filled && has_names; i++)
		begins = begins || ins_near_begins(view->cells.cell[i]);
	if (has_names)
		return view->numbers || begins;
	if (named)
		return view->numbers && begins;
	return (view->numbers && view->numbers * 2 >= layout->cells) ||
	       (begins && layout->separator != ' ' && view->filled <= layout->cells &&
		       view->filled * 2 > layout->cells);
}

int ins_near_above(struct ins_near *near, const struct ins_lines *lines,
	const struct ins_sniff *sniff, size_t top, bool named, struct ins_err *err)
{
	size_t offset = 0;
	struct ins_text_line line;
	struct view view = {0};
	char label[LABEL];
	int status = find_label(label, lines, sniff, &view, err);

	for (size_t i = 1; !status && offset < sniff->offset && ins_lines_at(lines, offset, &line);
		offset += line.size, i++) {
		status = look(&view, &line, &sniff->layout, err);
		if (!status && (is_row(&view, sniff->layout.cells, label) ||
				       (i == top && is_joined(&view)) ||
				       (i > top && is_near(&view, &sniff->layout, top > 0, named))))
			ins_near_add(near, lines->line + i - 1);
	}
	ins_cells_free(&view.cells);
	return status;
}

int ins_near_between(struct ins_near *near, const struct ins_lines *lines,
	const struct ins_layout *layout, size_t size, struct ins_err *err)
{
	size_t offset = 0, number = lines->line;
	struct ins_text_line line;
	struct view view = {0};
	int status = INS_OK;

	for (; offset < size && ins_lines_at(lines, offset, &line); offset += line.size, number++) {
		status = look(&view, &line, layout, err);
		if (status)
			break;
		if (view.filled > 1 && (view.numbers * 2 >= layout->cells ||
					       (view.numbers && view.filled <= layout->cells)))
			ins_near_add(near, number);
	}
	ins_cells_free(&view.cells);
	return status;
}
