/* choose - which tables of an export count. */
#include "data/choose.h"

#include <string.h>

#include "data/cells.h"

enum { CURVE_ROWS = 3 }; /* a table of fewer rows is no curve where another one is */

static size_t count_roles(const struct ins_raw_block *block)
{
	size_t roles = 0;

	for (size_t c = 0; c < block->channels; c++)
		roles += block->channel[c].role < INS_ROLES && block->channel[c].column;
	return roles;
}

/* What results of tests are called; a record has none of these beside its channels. */
static bool is_result(const char *name)
{
	static const char *const patterns[] = {"*maximum*", "*modul*", "* at break*", "*yield*",
		"*ultimate*", "uts", "*strength*", "rm", "rp0*", "hardness", "pmax", "hmax", "heff",
		"er", "hit", "eit*", "*festigkeit*", "*bruch*", "*rupture*", NULL};

	/* The moduli of a dynamic test are channels. */
	if (ins_cells_like(name, "*storage*") || ins_cells_like(name, "*loss*") ||
		ins_cells_like(name, "*complex*") || ins_cells_like(name, "*speicher*") ||
		ins_cells_like(name, "*verlust*"))
		return false;
	for (const char *const *pattern = patterns; *pattern; pattern++)
		if (ins_cells_like(name, *pattern))
			return true;
	return false;
}

/* A table of results: statistics below it, or results and no channel that plays a role. */
static bool holds_results(const struct ins_raw_block *block)
{
	size_t results = 0;

	if (block->why)
		return true;
	for (size_t c = 0; c < block->channels; c++)
		results += is_result(block->channel[c].name);
	return results >= 2 && count_roles(block) == 0;
}

/* INS_EFORMAT where all that the file holds are results, unless table NUMBER is asked for. */
static int refuse_results(struct ins_raw *raw, long number, const char *path, struct ins_err *err)
{
	size_t results = 0;

	for (size_t i = 0; i < raw->blocks; i++) {
		if (!holds_results(&raw->block[i]))
			continue;
		raw->block[i].why = "is a table of results";
		results++;
	}
	if (number > 0 || !results || results < raw->blocks)
		return INS_OK;
	return ins_fail(err, INS_EFORMAT,
		"%s: is a table of results, one row a test, and holds no "
		"curve; export the raw data of the tests instead; insitu-read --block=1 reads %s "
		"all the same",
		path, results == 1 ? "it" : "the first");
}

/* Where one table is a curve, those that are none are left out; a descriptor may say more. */
static void choose_blocks(struct ins_raw *raw, const struct ins_format *format)
{
	const char *use = ins_format_value(format, "table", "use");
	bool curve = false, rows = false;

	for (size_t i = 0; i < raw->blocks; i++) {
		rows = rows || raw->block[i].rows >= CURVE_ROWS;
		curve = curve ||
			(count_roles(&raw->block[i]) >= 2 && raw->block[i].rows >= CURVE_ROWS);
	}
	for (size_t i = 0; i < raw->blocks; i++) {
		struct ins_raw_block *block = &raw->block[i];

		if (block->why)
			continue;
		if (curve && !block->fault && count_roles(block) < 2)
			block->why =
				"is no curve: it has fewer than two channels that a test needs";
		else if (rows && !block->fault && block->rows < CURVE_ROWS)
			block->why = "is no curve: it has hardly any rows";
		else if (use && strcmp(use, "last") == 0 && i + 1 < raw->blocks)
			block->why = "comes before the test itself";
		else if (use && strcmp(use, "first") == 0 && i > 0)
			block->why = "comes behind the test itself";
	}
}

/* INS_EFORMAT where no table is left: nothing would be printed, in silence. */
static int refuse_nothing(const struct ins_raw *raw, const char *path, struct ins_err *err)
{
	size_t last = raw->blocks;

	for (size_t i = 0; i < raw->blocks; i++)
		if (!raw->block[i].why)
			return INS_OK;
	if (!last)
		return INS_OK;
	return ins_fail(err, INS_EFORMAT,
		"%s: none of its %zu tables counts: table %zu, at line %zu, %s; --block=%zu reads "
		"it all the same",
		path, last, last, raw->block[last - 1].line, raw->block[last - 1].why, last);
}

static int pick_block(struct ins_raw *raw, long number, const char *path, struct ins_err *err)
{
	if (number <= 0)
		return INS_OK;
	if ((size_t)number > raw->blocks)
		return ins_fail(err, INS_EUSAGE,
			"%s: holds %zu table%s, not %ld; see "
			"insitu-read --identify",
			path, raw->blocks, raw->blocks == 1 ? "" : "s", number);
	for (size_t i = 0; i < raw->blocks; i++)
		raw->block[i].why = i + 1 == (size_t)number ? NULL : "is not the one asked for";
	return INS_OK;
}

/* What counts says which tables beside it do not. */
static int note_left_out(struct ins_raw *raw, struct ins_err *err)
{
	size_t count = 0, first = 0;
	int status = INS_OK;

	for (size_t i = raw->blocks; i > 0; i--)
		if (raw->block[i - 1].why) {
			first = i - 1;
			count++;
		}
	for (size_t i = 0; i < raw->blocks && !status && count; i++) {
		if (raw->block[i].why)
			continue;
		if (count == 1)
			status = ins_table_add_note(&raw->block[i].table, err, "omitted",
				"table %zu, at line %zu, %s", first + 1, raw->block[first].line,
				raw->block[first].why);
		else
			status = ins_table_add_note(&raw->block[i].table, err, "omitted",
				"%zu tables; the first of them, table %zu at line %zu, %s", count,
				first + 1, raw->block[first].line, raw->block[first].why);
	}
	return status;
}

int ins_choose_blocks(struct ins_raw *raw, const struct ins_format *format, long number,
	const char *path, struct ins_err *err)
{
	int status = refuse_results(raw, number, path, err);

	if (status)
		return status;
	choose_blocks(raw, format);
	status = pick_block(raw, number, path, err);
	if (!status)
		status = refuse_nothing(raw, path, err);
	for (size_t i = 0; i < raw->blocks && !status; i++)
		if (!raw->block[i].why && raw->block[i].fault)
			return ins_fail(err, INS_EFORMAT, "%s", raw->block[i].fault);
	return status || number > 0 ? status : note_left_out(raw, err);
}
