/* header - the names and units of a table's columns, and what else stands above it. */
#include "data/header.h"

#include <stdlib.h>
#include <string.h>

#include "data/aligned.h"
#include "data/cells.h"
#include "data/field.h"

enum { NEAR = 4 }; /* lines of text above a table that may be its names or units */

/* The header while it is read. */
struct reading {
	const struct ins_lines *lines;
	const struct ins_sniff *sniff;
	const struct ins_format *format;
	struct ins_text_line *line; /* owned: the lines before the table */
	size_t count, capacity;
	size_t names, units, group; /* index of the line + 1, or 0 */
	struct ins_cells cells, other;
	bool glued; /* the first row stands in the line of the names */
};

void ins_header_free(struct ins_header *header)
{
	for (size_t i = 0; i < header->channels; i++) {
		free(header->channel[i].name);
		free(header->channel[i].unit);
		if (header->group)
			free(header->group[i]);
	}
	for (size_t i = 0; i < header->fields; i++) {
		free(header->field[i].key);
		free(header->field[i].value);
		free(header->field[i].unit);
	}
	free(header->channel);
	free(header->group);
	free(header->field);
	memset(header, 0, sizeof *header);
}

static int gather(struct reading *reading, struct ins_err *err)
{
	size_t offset = 0;
	struct ins_text_line line;

	while (offset < reading->sniff->offset && ins_lines_at(reading->lines, offset, &line)) {
		int status = ins_text_grow(
			&reading->line, &reading->capacity, reading->count + 1, sizeof line, err);

		if (status)
			return status;
		reading->line[reading->count++] = line;
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

/* Cut a line into as many cells as the table has, by its own separator or another. */
static int split_names(struct reading *reading, const struct ins_text_line *line,
	struct ins_cells *cells, struct ins_err *err)
{
	const struct ins_layout *layout = &reading->sniff->layout;
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

static bool are_names(const struct reading *reading, const struct ins_cells *cells)
{
	size_t filled = 0, letters = 0, wanted = reading->sniff->layout.cells;
	bool blanks = reading->sniff->layout.separator == ' ';
	double value;

	for (size_t i = 0; i < cells->count; i++) {
		if (!*cells->cell[i])
			continue;
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

/* Where a number begins at the end of NAME, "Voltage (V)0.065": behind a closing bracket; or NULL.
 */
static char *glued_number(char *name)
{
	char *close = strrchr(name, ')');
	double value;

	return close && close[1] && ins_cells_number(close + 1, '.', &value) ? close + 1 : NULL;
}

/* Some exports lack the line end between the names and the first row. */
static bool are_glued(const struct reading *reading, const struct ins_cells *cells)
{
	size_t wanted = reading->sniff->layout.cells, numbers = 0;
	double value;

	if (wanted < 2 || cells->count != 2 * wanted - 1 || !glued_number(cells->cell[wanted - 1]))
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
static size_t told(const struct reading *reading, const char *key)
{
	for (size_t i = reading->count; i > 0; i--)
		if (ins_format_fits_line(reading->format, "table", key, &reading->line[i - 1]))
			return i;
	return 0;
}

/* The nearest line above INDEX (counted from 1) that is not blank, or 0. */
static size_t above(const struct reading *reading, size_t index)
{
	while (index > 1 && ins_lines_is_blank(&reading->line[index - 2]))
		index--;
	return index > 1 ? index - 1 : 0;
}

static int find_names(struct reading *reading, struct ins_err *err)
{
	size_t at = reading->count + 1;
	int status = INS_OK;

	reading->names = told(reading, "names");
	reading->units = told(reading, "units");
	for (int i = 0; i < NEAR && !reading->names && !status && (at = above(reading, at)); i++) {
		size_t over = above(reading, at);

		status = split_names(reading, &reading->line[at - 1], &reading->cells, err);
		if (status)
			return status;
		reading->glued = are_glued(reading, &reading->cells);
		if (!reading->glued && !are_names(reading, &reading->cells))
			continue;
		if (over && !reading->units && are_units(&reading->cells)) {
			status = split_names(
				reading, &reading->line[over - 1], &reading->other, err);
			if (status)
				return status;
			if (are_names(reading, &reading->other) && !are_units(&reading->other)) {
				reading->units = at;
				reading->glued = false;
				at = over;
			}
		}
		reading->names = at;
	}
	reading->group = reading->names ? above(reading, reading->names) : 0;
	return status;
}

/* Names that stand each on a line of its own: "Sig2<TAB>Temperature (°C)". */
static int read_listed(struct ins_header *header, struct reading *reading, struct ins_err *err)
{
	size_t found = 0;
	int status = INS_OK;

	if (!ins_format_value(reading->format, "table", "column"))
		return INS_OK;
	for (size_t i = 0; i < reading->count && found < header->channels && !status; i++) {
		struct ins_channel *channel = &header->channel[found];

		status = ins_cells_split_text(
			&reading->cells, reading->line[i].begin, reading->line[i].end, '\t', err);
		if (status || reading->cells.count < 2 ||
			!ins_format_fits(
				reading->format, "table", "column", reading->cells.cell[0], NULL))
			continue;
		free(channel->name);
		free(channel->unit);
		status = ins_name_cut(reading->cells.cell[1], channel, err);
		header->names_line = reading->lines->line + i;
		header->names = ++found;
	}
	return status;
}

/* Remarks have a name, but no cell in most rows. */
static bool is_remark(const char *name)
{
	static const char *const patterns[] = {
		"*comment*", "*remark*", "*note*", "*kommentar*", "*bemerkung*", NULL};

	for (const char *const *pattern = patterns; *pattern; pattern++)
		if (ins_cells_like(name, *pattern))
			return true;
	return false;
}

/* A separator too many or too few among the names moves those behind it. */
static bool are_shifted(const struct ins_cells *names, size_t count)
{
	size_t filled = ins_cells_filled(names);

	return names->count < count ||
	       (filled > count && (filled > count + 1 || !is_remark(names->cell[count])));
}

static int read_channels(struct ins_header *header, struct reading *reading, struct ins_err *err)
{
	size_t count = reading->sniff->layout.cells;
	int status = INS_OK;

	if (reading->names)
		status = split_names(
			reading, &reading->line[reading->names - 1], &reading->cells, err);
	if (status)
		return status;
	header->channel = calloc(count ? count : 1, sizeof *header->channel);
	header->group = calloc(count ? count : 1, sizeof *header->group);
	if (!header->channel || !header->group)
		return ins_fail_memory(err, "a header", count * sizeof *header->channel);
	header->channels = count;
	header->names = reading->names ? ins_cells_filled(&reading->cells) : 0;
	header->glued = reading->glued;
	if (reading->names && are_shifted(&reading->cells, count))
		header->shifted = reading->cells.count;
	if (reading->glued) {
		header->names = count;
		*glued_number(reading->cells.cell[count - 1]) = 0;
	}
	for (size_t i = 0; i < count && !status; i++)
		status = ins_name_cut(
			reading->names && i < reading->cells.count ? reading->cells.cell[i] : "",
			&header->channel[i], err);
	return status;
}

/* "V vs. Ref." is V. */
static void cut_reference(char *unit)
{
	char *at = unit ? strstr(unit, " vs") : NULL;

	if (at && at > unit)
		*at = 0;
}

/* There are units, but nobody can tell whose. */
static int lose_units(
	struct ins_header *header, const struct ins_text_line *line, struct ins_err *err)
{
	const char *begin = line->begin, *end = line->end;

	ins_text_trim(&begin, &end);
	for (size_t i = 0; i < header->channels; i++) {
		struct ins_channel *channel = &header->channel[i];

		if (channel->unit)
			continue;
		channel->unit = ins_text_copy_n(begin, (size_t)(end - begin));
		channel->torn = true;
		if (!channel->unit)
			return ins_fail_memory(err, "a unit", (size_t)(end - begin));
	}
	return INS_OK;
}

/* Where blanks part the units and some columns have none, their places tell whose they are. */
static int split_units(struct ins_header *header, struct reading *reading, struct ins_err *err)
{
	const struct ins_text_line *units = &reading->line[reading->units - 1];
	int status = split_names(reading, units, &reading->cells, err);
	bool found;

	if (status || !reading->names || reading->sniff->layout.separator != ' ' ||
		ins_cells_filled(&reading->cells) >= header->names)
		return status;
	status = ins_aligned_cells(&reading->line[reading->names - 1], units, header->channels,
		&reading->cells, &found, err);
	return status || found ? status : lose_units(header, units, err);
}

static int read_units(struct ins_header *header, struct reading *reading, struct ins_err *err)
{
	int status;

	if (!reading->units)
		return INS_OK;
	status = split_units(header, reading, err);
	for (size_t i = 0; i < header->channels && i < reading->cells.count && !status; i++) {
		struct ins_channel *channel = &header->channel[i];
		bool bracketed = false;
		char *unit = ins_name_bare_unit(reading->cells.cell[i]);

		if (!unit)
			return ins_fail_memory(err, "a unit", 1);
		cut_reference(unit);
		if (!*unit || strcmp(unit, "#") == 0 ||
			(!ins_name_is_unit(unit, &bracketed) &&
				strcmp(unit, reading->cells.cell[i]) == 0 && strlen(unit) > 8)) {
			free(unit);
			continue;
		}
		free(channel->unit);
		channel->unit = unit;
		channel->torn = strstr(unit, "\xef\xbf\xbd") != NULL;
	}
	return status;
}

/* What the descriptor says of the columns whose unit the file does not name. */
static int read_told_units(
	struct ins_header *header, const struct reading *reading, struct ins_err *err)
{
	const struct ins_format *format = reading->format;

	for (size_t i = 0; format && i < header->channels * format->rules; i++) {
		struct ins_channel *channel = &header->channel[i / format->rules];
		const char *key = format->rule[i % format->rules].key;

		if (channel->unit ||
			strcmp(format->rule[i % format->rules].section, "units") != 0 ||
			!ins_format_fits(format, "units", key, channel->name, NULL))
			continue;
		channel->unit = ins_text_copy(key);
		if (!channel->unit)
			return ins_fail_memory(err, "a unit", strlen(key));
	}
	return INS_OK;
}

/* Names of specimens that stand side by side: fewer cells than names, none a number. */
static int read_group(struct ins_header *header, struct reading *reading, struct ins_err *err)
{
	struct ins_cells *cells = &reading->cells;
	size_t filled = 0;
	int status;

	if (!reading->group)
		return INS_OK;
	status = ins_cells_split_text(cells, reading->line[reading->group - 1].begin,
		reading->line[reading->group - 1].end, reading->sniff->layout.separator, err);
	if (status)
		return status;
	for (size_t i = 0; i < cells->count; i++)
		filled += *cells->cell[i] != 0;
	if (filled < 2 || filled * 2 > header->channels || cells->count < header->channels / 2)
		return INS_OK;
	for (size_t i = 0; i < header->channels && i < cells->count; i++) {
		if (!*cells->cell[i])
			continue;
		header->group[i] = ins_text_copy(cells->cell[i]);
		if (!header->group[i])
			return ins_fail_memory(err, "a specimen's name", strlen(cells->cell[i]));
	}
	return INS_OK;
}

static int read_fields(struct ins_header *header, struct reading *reading, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < reading->count && !status; i++)
		if (i + 1 != reading->names && i + 1 != reading->units)
			status = ins_field_read(
				header, &reading->line[i], reading->lines->line + i, err);
	return status;
}

static void find_names_above(struct ins_header *header, const struct reading *reading)
{
	const struct ins_text_line *names = &reading->line[reading->names - 1];
	size_t length = (size_t)(names->end - names->begin);

	for (size_t i = 0; i + 1 < reading->names && !header->names_above; i++)
		if ((size_t)(reading->line[i].end - reading->line[i].begin) == length &&
			memcmp(reading->line[i].begin, names->begin, length) == 0)
			header->names_above = reading->lines->line + i;
}

int ins_header_read(struct ins_header *header, const struct ins_lines *lines,
	const struct ins_sniff *sniff, const struct ins_format *format, struct ins_err *err)
{
	struct reading reading = {.lines = lines, .sniff = sniff, .format = format};
	int status = gather(&reading, err);

	if (!status)
		status = find_names(&reading, err);
	if (!status)
		status = read_channels(header, &reading, err);
	if (!status)
		status = read_listed(header, &reading, err);
	if (!status)
		status = read_units(header, &reading, err);
	if (!status)
		status = read_told_units(header, &reading, err);
	if (!status)
		status = read_group(header, &reading, err);
	if (!status)
		status = read_fields(header, &reading, err);
	if (!status)
		status = ins_near_above(&header->near, lines, sniff,
			reading.names > reading.units ? reading.names : reading.units,
			header->names_line > 0, err);
	if (!status && reading.names)
		find_names_above(header, &reading);
	if (reading.names)
		header->names_line = lines->line + reading.names - 1;
	free(reading.line);
	ins_cells_free(&reading.cells);
	ins_cells_free(&reading.other);
	return status;
}
