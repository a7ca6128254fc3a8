/* header - the names and units of a table's columns, and what else stands above it. */
#include "data/header.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/unit.h"
#include "data/aligned.h"
#include "data/cells.h"
#include "data/field.h"
#include "data/head.h"

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

/* Names that stand each on a line of its own: "Sig2<TAB>Temperature (°C)". */
static int read_listed(struct ins_header *header, struct ins_head *head, struct ins_err *err)
{
	size_t found = 0;
	int status = INS_OK;

	if (!ins_format_value(head->format, "table", "column"))
		return INS_OK;
	for (size_t i = 0; i < head->count && found < header->channels && !status; i++) {
		struct ins_channel *channel = &header->channel[found];

		status = ins_cells_split_text(
			&head->cells, head->line[i].begin, head->line[i].end, '\t', err);
		if (status || head->cells.count < 2 ||
			!ins_format_fits(
				head->format, "table", "column", head->cells.cell[0], NULL))
			continue;
		free(channel->name);
		free(channel->unit);
		status = ins_name_cut(head->cells.cell[1], channel, err);
		header->names_line = head->lines->line + i;
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

/* Where the number begins that pandas and R put behind a name that stood before: "Load (N).1". */
static char *find_number(const struct ins_cells *names, size_t cell)
{
	char *dot = strrchr(names->cell[cell], '.');
	size_t length = dot ? (size_t)(dot - names->cell[cell]) : 0;

	if (!length || !dot[1] || dot[1 + strspn(dot + 1, "0123456789")])
		return NULL;
	for (size_t i = 0; i < cell; i++)
		if (strncmp(names->cell[i], names->cell[cell], length) == 0 &&
			!names->cell[i][length])
			return dot;
	return NULL;
}

/* Two such columns or more are another specimen beside the first: call them as they were. */
static void undo_numbers(struct ins_cells *names)
{
	size_t numbered = 0;

	for (size_t i = 0; i < names->count; i++)
		numbered += find_number(names, i) != NULL;
	for (size_t i = names->count; numbered > 1 && i-- > 0;) {
		char *number = find_number(names, i);

		if (number)
			*number = 0;
	}
}

static int read_channels(struct ins_header *header, struct ins_head *head, struct ins_err *err)
{
	size_t count = head->sniff->layout.cells;
	int status = INS_OK;

	if (head->names)
		status = ins_head_split(head, &head->line[head->names - 1], &head->cells, err);
	if (status)
		return status;
	header->channel = calloc(count ? count : 1, sizeof *header->channel);
	header->group = calloc(count ? count : 1, sizeof *header->group);
	if (!header->channel || !header->group)
		return ins_fail_memory(err, "a header", count * sizeof *header->channel);
	header->channels = count;
	header->names = head->names ? ins_cells_filled(&head->cells) : 0;
	header->glued = head->glued;
	if (head->names && are_shifted(&head->cells, count))
		header->shifted = head->cells.count;
	if (head->glued) {
		header->names = count;
		*ins_head_glued(head->cells.cell[count - 1]) = 0;
	}
	if (head->names)
		undo_numbers(&head->cells);
	for (size_t i = 0; i < count && !status; i++)
		status = ins_name_cut(
			head->names && i < head->cells.count ? head->cells.cell[i] : "",
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
		channel->fault = INS_UNIT_LOST;
		if (!channel->unit)
			return ins_fail_memory(err, "a unit", (size_t)(end - begin));
	}
	return INS_OK;
}

/* Where blanks part the units and some columns have none, their places tell whose they are. */
static int split_units(struct ins_header *header, struct ins_head *head, struct ins_err *err)
{
	const struct ins_text_line *units = &head->line[head->units - 1];
	int status = ins_head_split(head, units, &head->cells, err);
	bool found;

	if (status || !head->names || head->sniff->layout.separator != ' ' ||
		ins_cells_filled(&head->cells) >= header->names)
		return status;
	status = ins_aligned_cells(
		&head->line[head->names - 1], units, header->channels, &head->cells, &found, err);
	return status || found ? status : lose_units(header, units, err);
}

static bool differ(double a, double b)
{
	return fabs(a - b) > 1e-9 * fabs(a);
}

/* Whether OTHER, from the row of units, cannot be meant where the name of CHANNEL ends in a unit
 * of its own. What is only joined to a name, "Disp_A", may be none. */
static bool contradicts(const struct ins_channel *channel, const char *other)
{
	int plain = 0, other_plain = 0;
	const struct ins_unit *own, *its;
	double scale, offset, its_scale, its_offset;

	if (!channel->unit || strcmp(channel->unit, other) == 0)
		return false;
	own = ins_unit_for_word(channel->unit, &plain);
	its = ins_unit_for_word(other, &other_plain);
	if ((!own && !plain) || (!its && !other_plain))
		return false;
	if (own != its)
		return channel->bracketed;
	return ins_unit_convert(channel->unit, own, &scale, &offset, NULL) ||
	       ins_unit_convert(other, own, &its_scale, &its_offset, NULL) ||
	       differ(scale, its_scale) || differ(offset, its_offset);
}

/* Give CHANNEL the UNIT (owned) that stands below its name. */
static int take_unit(struct ins_channel *channel, char *unit, struct ins_err *err)
{
	struct ins_text both = {0};
	int status = INS_OK;

	channel->fault = INS_UNIT_SOUND;
	if (contradicts(channel, unit)) {
		channel->fault = INS_UNIT_DISPUTED;
		status = ins_text_format(&both, err, "%s in the name and %s in the row of units",
			channel->unit, unit);
		free(unit);
		unit = both.data;
	} else if (strstr(unit, "\xef\xbf\xbd")) {
		channel->fault = INS_UNIT_LOST;
	}
	free(channel->unit);
	channel->unit = unit;
	channel->doubtful = false;
	return status;
}

static int read_units(struct ins_header *header, struct ins_head *head, struct ins_err *err)
{
	int status;

	if (!head->units)
		return INS_OK;
	status = split_units(header, head, err);
	for (size_t i = 0; i < header->channels && i < head->cells.count && !status; i++) {
		struct ins_channel *channel = &header->channel[i];
		bool bracketed = false;
		char *unit = ins_name_bare_unit(head->cells.cell[i]);

		if (!unit)
			return ins_fail_memory(err, "a unit", 1);
		cut_reference(unit);
		if (!*unit || strcmp(unit, "#") == 0 ||
			(!ins_name_is_unit(unit, &bracketed) &&
				strcmp(unit, head->cells.cell[i]) == 0 && strlen(unit) > 8)) {
			free(unit);
			continue;
		}
		status = take_unit(channel, unit, err);
	}
	return status;
}

/* What the descriptor says of the columns whose unit the file does not name. */
static int read_told_units(
	struct ins_header *header, const struct ins_head *head, struct ins_err *err)
{
	const struct ins_format *format = head->format;

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

/* Whether several specimens may stand side by side: the first name comes again, or names X and Y,
 * or those of a table above may count, or the descriptor says where one begins. */
static bool may_hold_several(const struct ins_header *header, const struct ins_format *format)
{
	const char *first = header->channels ? header->channel[0].name : "";

	if (header->channels < 4)
		return false;
	for (size_t i = 1; i < header->channels; i++)
		if (strcmp(header->channel[i].name, first) == 0)
			return true;
	return strncmp(first, "X_", 2) == 0 || ins_format_value(format, "table", "specimen");
}

/* *FIELD: whether CELL is a number, or a key that is known or has a value, and no specimen. */
static int is_field(
	const struct ins_format *format, const char *cell, bool *field, struct ins_err *err)
{
	double number;

	*field = ins_cells_number(cell, '.', &number) || ins_cells_number(cell, ',', &number) ||
		 strstr(cell, ": ");
	return *field || !*cell ? INS_OK : ins_field_begins(format, cell, field, err);
}

/* Names of specimens that stand side by side: fewer cells than names, none a field's. */
static int read_group(struct ins_header *header, struct ins_head *head, struct ins_err *err)
{
	struct ins_cells *cells = &head->cells;
	size_t filled = 0;
	bool fields = false;
	int status;

	if (!head->group || !may_hold_several(header, head->format))
		return INS_OK;
	status = ins_cells_split_text(cells, head->line[head->group - 1].begin,
		head->line[head->group - 1].end, head->sniff->layout.separator, err);
	for (size_t i = 0; i < cells->count && !status && !fields; i++) {
		filled += *cells->cell[i] != 0;
		status = is_field(head->format, cells->cell[i], &fields, err);
	}
	if (status || fields || filled < 2 || filled * 2 > header->channels ||
		cells->count < header->channels / 2)
		return status;
	for (size_t i = 0; i < header->channels && i < cells->count; i++) {
		if (!*cells->cell[i])
			continue;
		header->group[i] = ins_text_copy(cells->cell[i]);
		if (!header->group[i])
			return ins_fail_memory(err, "a specimen's name", strlen(cells->cell[i]));
	}
	return INS_OK;
}

static int read_fields(struct ins_header *header, struct ins_head *head, struct ins_err *err)
{
	char beside = may_hold_several(header, head->format) ? head->sniff->layout.separator : 0;
	int status = INS_OK;

	for (size_t i = 0; i < head->count && !status; i++)
		if (i + 1 != head->names && i + 1 != head->units)
			status = ins_field_read(header, head->format, &head->line[i],
				head->lines->line + i, beside, err);
	return status;
}

static void find_names_above(struct ins_header *header, const struct ins_head *head)
{
	const struct ins_text_line *names = &head->line[head->names - 1];
	size_t length = (size_t)(names->end - names->begin);

	for (size_t i = 0; i + 1 < head->names && !header->names_above; i++)
		if ((size_t)(head->line[i].end - head->line[i].begin) == length &&
			memcmp(head->line[i].begin, names->begin, length) == 0)
			header->names_above = head->lines->line + i;
}

int ins_header_read(struct ins_header *header, const struct ins_lines *lines,
	const struct ins_sniff *sniff, const struct ins_format *format, struct ins_err *err)
{
	struct ins_head head = {.lines = lines, .sniff = sniff, .format = format};
	int status = ins_head_read(&head, err);

	if (!status)
		status = read_channels(header, &head, err);
	if (!status)
		status = read_listed(header, &head, err);
	if (!status)
		status = read_units(header, &head, err);
	if (!status)
		status = read_told_units(header, &head, err);
	if (!status)
		status = read_group(header, &head, err);
	if (!status)
		status = read_fields(header, &head, err);
	if (!status)
		status = ins_near_above(&header->near, lines, sniff,
			head.names > head.units ? head.names : head.units, header->names_line > 0,
			err);
	if (!status && head.names)
		find_names_above(header, &head);
	if (head.names)
		header->names_line = lines->line + head.names - 1;
	if (head.passed)
		header->passed_line = lines->line + head.passed - 1;
	ins_head_free(&head);
	return status;
}
