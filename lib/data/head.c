/* head - the lines above a table, and which of them hold its names and units. */
#include "data/head.h"

#include <stdlib.h>
#include <string.h>

#include "data/alias.h"
#include "data/name.h"

enum { NEAR = 4 }; /* lines of text above a table that may be its names or units */

static int gather(struct ins_head *head, struct ins_err *err)
{
	size_t offset = 0;
	struct ins_text_line line;

	while (offset < head->sniff->offset && ins_lines_at(head->lines, offset, &line)) {
		int status = ins_text_grow(
			&head->line, &head->capacity, head->count + 1, sizeof line, err);

		if (status)
			return status;
		head->line[head->count++] = line;
		offset += line.size;
	}
	return INS_OK;
}

/* Past a comment sign, which some writers put before the names. */
static const char *past_comment(const char *begin, const char *end)
{
	const char *p = begin;

	while (p < end && *p == ' ')
		p++;
	if (end - p >= 2 && p[0] == '/' && p[1] == '/')
		return p + 2;
	if (p == end || (*p != '#' && *p != '%'))
		return begin;
	while (p < end && (*p == '#' || *p == '%'))
		p++;
	return p;
}

/* Names parted by two or more blanks, or whose units in brackets stand apart: "Load (uN) Time (s)".
 */
static int split_wide(struct ins_cells *cells, const char *begin, const char *end, bool brackets,
	struct ins_err *err)
{
	struct ins_text text = {0};
	int status = INS_OK;

	ins_text_trim(&begin, &end);
	for (const char *p = begin; p < end && !status; p++) {
		bool blank = *p == ' ' || *p == '\t';
		bool next = p + 1 < end && (p[1] == ' ' || p[1] == '\t');
		bool opens = p + 1 < end && (p[1] == '(' || p[1] == '[');

		if (!blank)
			status = ins_text_put(&text, p, 1, err);
		else if (brackets ? !opens : next || p[-1] == ' ' || p[-1] == '\t')
			status = ins_text_put(&text, "\t", 1, err);
		else
			status = ins_text_put(&text, " ", 1, err);
		while (blank && p + 1 < end && (p[1] == ' ' || p[1] == '\t'))
			p++;
	}
	if (!status)
		status = ins_cells_split_text(cells, text.data ? text.data : "",
			(text.data ? text.data : "") + text.size, '\t', err);
	ins_text_free(&text);
	return status;
}

int ins_head_split(struct ins_head *head, const struct ins_text_line *line, struct ins_cells *cells,
	struct ins_err *err)
{
	const struct ins_layout *layout = &head->sniff->layout;
	const char *begin = past_comment(line->begin, line->end);
	static const char others[] = "\t;,| ";
	int status = ins_cells_split_text(cells, begin, line->end, layout->separator, err);

	if (status || ins_cells_filled(cells) == layout->cells || cells->count == layout->cells)
		return status;
	for (const char *other = others; *other && !status; other++) {
		if (layout->cells == 1 || (*other == ' ' && layout->separator != ' '))
			continue;
		status = ins_cells_split_text(cells, begin, line->end, *other, err);
		if (status || ins_cells_filled(cells) == layout->cells)
			return status;
	}
	for (int brackets = 0; brackets < 2 && layout->separator == ' ' && !status; brackets++) {
		status = split_wide(cells, begin, line->end, brackets, err);
		if (status || ins_cells_filled(cells) == layout->cells)
			return status;
	}
	return status ? status
		      : ins_cells_split_text(cells, begin, line->end, layout->separator, err);
}

static bool has_letter(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80 || (*text >= 'A' && *text <= 'Z') ||
			(*text >= 'a' && *text <= 'z'))
			return true;
	return false;
}

/* A quote on one side only: a line end within the quotes has cut the names in two. */
static bool is_torn(const char *cell)
{
	size_t length = strlen(cell);

	return length > 1 && (*cell == '"') != (cell[length - 1] == '"');
}

static bool are_names(const struct ins_head *head, const struct ins_cells *cells)
{
	size_t filled = 0, letters = 0, wanted = head->sniff->layout.cells;
	bool blanks = head->sniff->layout.separator == ' ';
	double value;

	for (size_t i = 0; i < cells->count; i++) {
		if (!*cells->cell[i])
			continue;
		if (is_torn(cells->cell[i]))
			return false;
		/* "type: matrix" */
		if (blanks && cells->cell[i][strlen(cells->cell[i]) - 1] == ':')
			return false;
		if (ins_cells_number(cells->cell[i], '.', &value) ||
			ins_cells_number(cells->cell[i], ',', &value))
			return false;
		filled++;
		letters += has_letter(cells->cell[i]);
	}
	return letters * 2 >= filled && filled && filled * 2 > wanted &&
	       ins_cells_filled(cells) <= wanted + !blanks;
}

char *ins_head_glued(char *name)
{
	char *close = strrchr(name, ')');
	double value;

	return close && close[1] && ins_cells_number(close + 1, '.', &value) ? close + 1 : NULL;
}

/* Some exports lack the line end between the names and the first row. */
static bool are_glued(const struct ins_head *head, const struct ins_cells *cells)
{
	size_t wanted = head->sniff->layout.cells, numbers = 0;
	double value;

	if (wanted < 2 || cells->count != 2 * wanted - 1 ||
		!ins_head_glued(cells->cell[wanted - 1]))
		return false;
	for (size_t i = 0; i < cells->count; i++)
		numbers += ins_cells_number(cells->cell[i], '.', &value);
	return numbers == wanted - 1;
}

/* A row of units: every cell in brackets, or most of them units. */
static bool are_units(const struct ins_cells *cells)
{
	size_t filled = 0, units = 0, brackets = 0;

	for (size_t i = 0; i < cells->count; i++) {
		bool bracketed = false;

		if (!*cells->cell[i])
			continue;
		filled++;
		units += ins_name_is_unit(cells->cell[i], &bracketed);
		brackets += bracketed;
	}
	return filled && (brackets == filled || (units * 2 > filled && units));
}

/* The line that DESCRIPTOR's KEY in [table] is like, the last before the table. */
static size_t told(const struct ins_head *head, const char *key)
{
	for (size_t i = head->count; i > 0; i--)
		if (ins_format_fits_line(head->format, "table", key, &head->line[i - 1]))
			return i;
	return 0;
}

/* The nearest line above INDEX (counted from 1) that is not blank, or 0. */
static size_t above(const struct ins_head *head, size_t index)
{
	while (index > 1 && ins_lines_is_blank(&head->line[index - 2]))
		index--;
	return index > 1 ? index - 1 : 0;
}

/* Where line AT, which is cut into head->cells, is a row of units: *OVER, the line of names above
 * it; else 0. */
static int find_over(struct ins_head *head, size_t at, size_t *over, struct ins_err *err)
{
	int status;

	*over = are_units(&head->cells) ? above(head, at) : 0;
	if (!*over)
		return INS_OK;
	status = ins_head_split(head, &head->line[*over - 1], &head->other, err);
	if (!status && (!are_names(head, &head->other) || are_units(&head->other)))
		*over = 0;
	return status;
}

/* Whether CELL may be a comment on its column: no number, no name with a unit, and not what a role
 * is called. */
static int may_comment(const char *cell, bool *may, struct ins_err *err)
{
	struct ins_channel channel = {0};
	char words[INS_NAME_WORDS] = "";
	double value;
	int status = ins_name_cut(cell, &channel, err);

	ins_name_few_words(cell, words);
	*may = !status && !channel.unit && !ins_cells_number(cell, '.', &value) &&
	       !ins_cells_number(cell, ',', &value);
	for (enum ins_role role = 0; role < INS_ROLES; role++)
		*may = *may && ins_alias_rank(role, words) >= INS_ALIAS_INEXACT;
	free(channel.name);
	free(channel.unit);
	return status;
}

/* Names that have no units may be comments, types or the like below a row of units, LEFT lines up
 * at most, above which every column has its name. */
static int pass_comments(struct ins_head *head, size_t left, struct ins_err *err)
{
	size_t at = head->names, over = 0;
	bool may = head->sniff->layout.separator != ' ';
	int status = INS_OK;

	for (; left && at && may && !over && !status; left--) {
		for (size_t i = 0; i < head->cells.count && may && !status; i++)
			if (*head->cells.cell[i])
				status = may_comment(head->cells.cell[i], &may, err);
		at = may ? above(head, at) : 0;
		if (at && !status)
			status = ins_head_split(head, &head->line[at - 1], &head->cells, err);
		if (at && !status)
			status = find_over(head, at, &over, err);
	}
	if (status || !over || ins_cells_filled(&head->other) < head->sniff->layout.cells)
		return status;
	head->passed = head->names;
	head->names = over;
	head->units = at;
	return INS_OK;
}

static int find_names(struct ins_head *head, struct ins_err *err)
{
	size_t at = head->count + 1, left = NEAR, over = 0;
	int status = INS_OK;

	head->names = told(head, "names");
	head->units = told(head, "units");
	for (; left && !head->names && !status && (at = above(head, at)); left--) {
		status = ins_head_split(head, &head->line[at - 1], &head->cells, err);
		if (status)
			return status;
		head->glued = are_glued(head, &head->cells);
		if (!head->glued && !are_names(head, &head->cells))
			continue;
		head->names = at;
		if (!head->units)
			status = find_over(head, at, &over, err);
		if (over) {
			head->names = over;
			head->units = at;
			head->glued = false;
		} else if (!status && !head->units && !head->glued) {
			status = pass_comments(head, left - 1, err);
		}
	}
	head->group = head->names ? above(head, head->names) : 0;
	return status;
}

int ins_head_read(struct ins_head *head, struct ins_err *err)
{
	int status = gather(head, err);

	return status ? status : find_names(head, err);
}

void ins_head_free(struct ins_head *head)
{
	free(head->line);
	ins_cells_free(&head->cells);
	ins_cells_free(&head->other);
}
