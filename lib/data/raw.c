/* raw - any raw text export to tables with the project's names and units. */
#include "data/raw.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/unit.h"
#include "data/block.h"
#include "data/choose.h"
#include "data/field.h"
#include "data/nothing.h"
#include "data/recognise.h"
#include "data/sniff.h"

/* The file while it is read. */
struct reading {
	struct ins_raw *raw;
	const struct ins_raw_request *request;
	struct ins_block_setting setting;
	struct ins_role_given *given; /* owned */
	struct ins_lines lines;
	struct ins_layout fixed; /* what is known of the layout beforehand */
	struct ins_block block;
};

void ins_raw_free(struct ins_raw *raw)
{
	for (size_t i = 0; i < raw->blocks; i++) {
		struct ins_raw_block *block = &raw->block[i];

		for (size_t c = 0; c < block->channels; c++) {
			free(block->channel[c].name);
			free(block->channel[c].unit);
			free(block->channel[c].column);
		}
		for (int role = 0; role < INS_ROLES; role++)
			free(block->problem[role]);
		free(block->channel);
		free(block->name);
		free(block->fault);
		ins_table_free(&block->table);
	}
	free(raw->block);
	free(raw->format);
	free(raw->title);
	memset(raw, 0, sizeof *raw);
}

static int parse_channels(struct reading *reading, struct ins_err *err)
{
	const struct ins_raw_request *request = reading->request;
	int status = INS_OK;

	reading->given = calloc(request->channels + 1, sizeof *reading->given);
	if (!reading->given)
		return ins_fail_memory(err, "channels", request->channels);
	reading->setting.given = reading->given;
	for (size_t i = 0; i < request->channels && !status; i++) {
		status = ins_role_parse(request->channel[i], &reading->given[i], err);
		reading->setting.givens += !status;
	}
	return status;
}

static int name_format(struct reading *reading, enum ins_encoding encoding, struct ins_err *err)
{
	const struct ins_format *format = reading->setting.format;
	const char *title = ins_format_value(format, "format", "title");

	reading->raw->encoding = ins_text_encoding_name(encoding);
	reading->raw->format = ins_text_copy(format ? format->name : "generic");
	reading->raw->title = title ? ins_text_copy(title) : NULL;
	if (!reading->raw->format || (title && !reading->raw->title))
		return ins_fail_memory(err, "a format's name", 1);
	return INS_OK;
}

/* Note what stands between the rows of a block that goes on. */
static void note_omitted(struct reading *reading, const struct ins_sniff *sniff)
{
	struct ins_block *block = &reading->block;
	size_t offset = 0, number = reading->lines.line;
	struct ins_text_line line;

	for (; offset < sniff->offset && ins_lines_at(&reading->lines, offset, &line);
		offset += line.size, number++) {
		const char *begin = line.begin, *end = line.end;
		size_t length;

		ins_text_trim(&begin, &end);
		if (begin == end || block->omitted++)
			continue;
		block->omitted_line = number;
		length = (size_t)(end - begin);
		if (length >= sizeof block->omitted_text)
			length = sizeof block->omitted_text - 1;
		memcpy(block->omitted_text, begin, length);
		block->omitted_text[length] = 0;
	}
}

/* What the header of the table before says; its names and units too, for one without its own. */
static int inherit(struct reading *reading, struct ins_header *header,
	const struct ins_sniff *sniff, struct ins_err *err)
{
	const struct ins_header *old = &reading->block.header;
	int status = reading->block.open
			     ? ins_field_inherit(header, old, reading->block.groups > 1, err)
			     : INS_OK;

	if (status || !reading->block.open || header->names_line || !old->names_line ||
		sniff->layout.cells != reading->block.layout.cells)
		return status;
	for (size_t i = 0; i < header->channels && i < old->channels; i++) {
		struct ins_channel *channel = &header->channel[i];

		free(channel->name);
		free(channel->unit);
		*channel = old->channel[i];
		channel->name = ins_text_copy(old->channel[i].name);
		channel->unit = old->channel[i].unit ? ins_text_copy(old->channel[i].unit) : NULL;
		if (!channel->name || (old->channel[i].unit && !channel->unit))
			return ins_fail_memory(err, "a column's name", 1);
	}
	header->names = old->names;
	header->names_line = old->names_line;
	return INS_OK;
}

/* What looked like a row and is none would be found again for ever. */
static int read_rows(struct reading *reading, struct ins_err *err)
{
	size_t rows = reading->block.rows.count;
	int status = ins_block_read(&reading->block, &reading->lines, &reading->setting, err);

	if (!status && reading->block.rows.count == rows)
		return ins_fail(err, INS_EFORMAT,
			"%s:%zu: looks like a row of a table, but its cells cannot be read",
			reading->setting.path, reading->lines.line);
	return status;
}

/* Whether the same names once more do not begin another specimen. */
static bool joins(const struct ins_format *format)
{
	const char *repeat = ins_format_value(format, "table", "repeat");

	return repeat && strcmp(repeat, "join") == 0;
}

/* The block goes on behind HEADER, or lines of no meaning, which are noted. */
static int go_on(struct reading *reading, const struct ins_sniff *sniff,
	const struct ins_header *header, struct ins_err *err)
{
	struct ins_block *block = &reading->block;

	if (header->names_above)
		block->header.names_above = header->names_above;
	if (!header->names_line) {
		note_omitted(reading, sniff);
		return INS_OK;
	}
	block->since_header = 0;
	return ins_near_between(&block->near, &reading->lines, &block->layout, sniff->offset, err);
}

/* Whether the table that SNIFF found looks like more of the one before it, though it is none. */
static bool stands_apart(const struct reading *reading, const struct ins_sniff *sniff,
	const struct ins_header *header)
{
	const struct ins_block *block = &reading->block;

	return block->open && sniff->layout.cells == block->layout.cells &&
	       (joins(reading->setting.format) || !header->names_line || block->since_header == 1);
}

/* Finish the block before, and begin the one that SNIFF found. */
static int begin_block(struct reading *reading, const struct ins_sniff *sniff,
	struct ins_header *header, struct ins_err *err)
{
	const struct ins_tidy before = reading->block.label;
	bool apart = !before.changed && stands_apart(reading, sniff, header);
	int status = inherit(reading, header, sniff, err);

	if (!status)
		status = ins_block_finish(&reading->block, &reading->setting, reading->raw, err);
	if (status)
		return status;
	ins_lines_take(&reading->lines, sniff->offset);
	status = ins_block_begin(
		&reading->block, &reading->lines, sniff, header, &reading->setting, err);
	if (!status)
		status = ins_tidy_begin(&reading->block, &reading->lines, &before, err);
	if (!status && apart)
		reading->block.apart = reading->block.first_line;
	return status;
}

/* The table that SNIFF found: more rows of the block before it, or a block of its own. */
static int read_table(struct reading *reading, const struct ins_sniff *sniff, struct ins_err *err)
{
	struct ins_header header = {0};
	bool goes_on = false;
	int status = ins_header_read(&header, &reading->lines, sniff, reading->setting.format, err);

	if (!status)
		status = ins_block_goes_on(&reading->block, &reading->lines, sniff, &header,
			reading->setting.format, &goes_on, err);
	if (!status && goes_on) {
		status = go_on(reading, sniff, &header, err);
		ins_lines_take(&reading->lines, sniff->offset);
	} else if (!status) {
		status = begin_block(reading, sniff, &header, err);
	}
	ins_header_free(&header);
	return status ? status : read_rows(reading, err);
}

/* Behind a table, what goes on in its layout is not looked at anew, unless another table comes
 * first. */
static int find_next(
	struct reading *reading, size_t from, struct ins_sniff *sniff, struct ins_err *err)
{
	const struct ins_layout *layout = &reading->block.layout;
	struct ins_sniff same;
	struct ins_err fault = {0};
	int status = ins_sniff(&reading->lines, layout, from, &same, err);

	if (status)
		return status;
	status = ins_sniff(&reading->lines, &reading->fixed, from, sniff, &fault);
	if (same.found && same.layout.cells == layout->cells &&
		(status == INS_EFORMAT || !sniff->found || sniff->offset >= same.offset)) {
		*sniff = same;
		return INS_OK;
	}
	return status ? ins_fail(err, status, "%s", fault.text) : INS_OK;
}

static int find_table(struct reading *reading, struct ins_sniff *sniff, struct ins_err *err)
{
	size_t from;
	bool begins;
	int status;

	memset(sniff, 0, sizeof *sniff);
	if (reading->block.label.changed) {
		sniff->found = true;
		sniff->layout = reading->block.layout;
		return INS_OK;
	}
	status = ins_sniff_begin(&reading->lines, reading->setting.format, &from, &begins, err);
	if (status || !begins)
		return status;
	if (!reading->block.open)
		return ins_sniff(&reading->lines, &reading->fixed, from, sniff, err);
	return find_next(reading, from, sniff, err);
}

/* Text behind the last table is no fault, but is not passed over in silence either. */
static int note_tail(struct reading *reading, struct ins_err *err)
{
	struct ins_raw *raw = reading->raw;
	size_t offset = 0, count = 0;
	struct ins_text_line line;

	for (; raw->blocks && ins_lines_at(&reading->lines, offset, &line); offset += line.size)
		count += !ins_lines_is_blank(&line);
	if (!count)
		return INS_OK;
	return ins_table_add_note(&raw->block[raw->blocks - 1].table, err, "omitted",
		"%zu line%s of text behind the table%s", count, count == 1 ? "" : "s",
		reading->lines.ended ? "" : ", and all that follows");
}

static int read_tables(struct reading *reading, struct ins_err *err)
{
	struct ins_sniff sniff;
	int status;

	while (!(status = find_table(reading, &sniff, err)) && sniff.found) {
		status = read_table(reading, &sniff, err);
		if (status)
			return status;
	}
	if (!status)
		status = ins_block_finish(&reading->block, &reading->setting, reading->raw, err);
	return status ? status : note_tail(reading, err);
}

static int add_notes(struct ins_raw *raw, struct ins_input *input, struct ins_err *err)
{
	char hex[65];
	int status = ins_input_digest(input, hex, err);

	for (size_t i = 0; i < raw->blocks && !status; i++) {
		struct ins_table *table = &raw->block[i].table;

		status = ins_table_add_note(table, err, "input", "%s sha256:%s", input->name, hex);
		if (!status)
			status = ins_table_add_note(table, err, "format", "%s", raw->format);
		if (!status)
			status = ins_table_add_note(table, err, "encoding", "%s", raw->encoding);
		if (!status && raw->blocks > 1)
			status = ins_table_add_note(
				table, err, "block", "%zu of %zu", i + 1, raw->blocks);
	}
	return status;
}

static int read_all(struct reading *reading, struct ins_input *input, struct ins_err *err)
{
	struct ins_recognised found = {.format = reading->request->format};
	int status = ins_recognise(input, reading->request->formats, &found, err);

	reading->setting.format = found.format;
	reading->fixed = found.layout;
	if (!status)
		status = parse_channels(reading, err);
	if (!status)
		status = name_format(reading, found.encoding, err);
	if (!status)
		status = ins_lines_open(&reading->lines, input, found.encoding, err);
	if (!status)
		status = read_tables(reading, err);
	if (!status && !reading->raw->blocks)
		status = ins_nothing_fail(&reading->lines, reading->setting.format, err);
	return status;
}

int ins_raw_read(struct ins_raw *raw, struct ins_input *input,
	const struct ins_raw_request *request, struct ins_err *err)
{
	struct reading reading = {.raw = raw, .request = request};
	int status, fault;

	reading.setting.path = input->name;
	reading.setting.wanted = request->wanted;
	status = read_all(&reading, input, err);
	fault = ins_unit_fault(status == INS_ENOMEM ? NULL : err);
	if (fault && status != INS_ENOMEM)
		status = fault;
	if (!status)
		status = ins_choose_blocks(
			raw, reading.setting.format, request->block, input->name, err);
	if (!status)
		status = add_notes(raw, input, err);
	ins_block_free(&reading.block);
	ins_lines_close(&reading.lines);
	for (size_t i = 0; i < reading.setting.givens; i++)
		ins_role_given_free(&reading.given[i]);
	free(reading.given);
	return status;
}

int ins_raw_lacks(const struct ins_raw_block *block, const char *path, enum ins_role role,
	struct ins_err *err)
{
	const char *name = ins_role_name(role), *problem = block->problem[role];

	if (problem)
		return ins_fail(
			err, INS_EFORMAT, "%s:%zu: no %s: %s", path, block->line, name, problem);
	return ins_fail(err, INS_EFORMAT,
		"%s:%zu: no column is a %s; say which with "
		"--channel=%s:COLUMN:UNIT (insitu-read --identify lists them)",
		path, block->line, name, name);
}
