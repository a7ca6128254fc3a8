/* columns - what the columns of a block hold, and which of them are kept. */
#include "data/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/cells.h"
#include "data/field.h"

enum { SAMPLE = 64 }; /* rows that tell numbers from words */

/* What the first rows hold. */
struct sample {
	size_t *numbers, *words; /* of each cell, how many */
	size_t *clocks;          /* of those words, times of the day */
	char (*word)[32];        /* of each cell, the last word, cut */
	size_t *line;            /* of that word */
	size_t rows;
	struct ins_cells first, row;
};

static int sample_rows(const struct ins_block *block, const struct ins_lines *lines,
	struct sample *sample, struct ins_err *err)
{
	size_t cells = block->layout.cells, offset = 0;
	struct ins_text_line line;
	int status = INS_OK;

	for (int i = 0; i < SAMPLE && !status && ins_lines_at(lines, offset, &line); i++) {
		struct ins_cells *row = sample->rows ? &sample->row : &sample->first;
		size_t numbers = 0;
		double value;
		bool grouped;

		offset += line.size;
		status = ins_cells_split_text(
			row, line.begin, line.end, block->layout.separator, err);
		for (size_t c = 0; c < cells && c < row->count && !status; c++)
			numbers += ins_block_number(block, row->cell[c], &value, &grouped);
		/* A line of text between the rows says nothing of them. */
		if (status || !numbers || row->count < cells)
			continue;
		sample->rows++;
		for (size_t c = 0; c < cells; c++) {
			if (!*row->cell[c])
				continue;
			if (ins_block_number(block, row->cell[c], &value, &grouped)) {
				sample->numbers[c]++;
			} else {
				struct ins_clock_time time;

				sample->words[c]++;
				sample->clocks[c] += ins_clock_parse(row->cell[c], &time);
				sample->line[c] = lines->line + (size_t)i;
				snprintf(sample->word[c], sizeof sample->word[c], "%s",
					row->cell[c]);
			}
		}
	}
	return status;
}

/* A column of a specimen's dimension has one number, in its first row: a field of the header. */
static int take_single(struct ins_block *block, const struct sample *sample, size_t cell,
	const struct ins_format *format, struct ins_err *err)
{
	const struct ins_channel *channel = &block->header.channel[cell];
	int status;

	if (sample->rows < 3 || sample->numbers[cell] != 1 || sample->words[cell] ||
		!*sample->first.cell[cell] || !ins_field_is_geometry(format, channel->name))
		return INS_OK;
	block->single[cell] = true;
	status = ins_field_add(&block->header, channel->name, sample->first.cell[cell],
		channel->unit, block->first_line, err);
	if (!status)
		block->header.field[block->header.fields - 1].cell = cell + 1;
	return status;
}

/* "1,234.50": a number that no reader should guess at. */
static bool has_thousands(const char *cell)
{
	return strspn(cell, "+-0123456789.,'") == strlen(cell) && strchr(cell, ',') &&
	       strchr(cell, '.');
}

static int check_thousands(const struct ins_block *block, const struct sample *sample, size_t cell,
	const char *path, struct ins_err *err)
{
	const struct ins_channel *channel = &block->header.channel[cell];

	if (!sample->words[cell] || !has_thousands(sample->word[cell]))
		return INS_OK;
	return ins_fail(err, INS_EFORMAT,
		"%s:%zu: '%s' in column '%s' parts thousands; export the numbers without", path,
		sample->line[cell], sample->word[cell], channel->name);
}

int ins_columns_sample(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_format *format, const char *path, struct ins_err *err)
{
	size_t cells = block->layout.cells;
	struct sample seen = {.numbers = calloc(cells + 1, sizeof(size_t)),
		.words = calloc(cells + 1, sizeof(size_t)),
		.clocks = calloc(cells + 1, sizeof(size_t)),
		.word = calloc(cells + 1, sizeof *seen.word),
		.line = calloc(cells + 1, sizeof(size_t))};
	int status = INS_OK;

	block->numeric = calloc(cells + 1, sizeof *block->numeric);
	block->empty = calloc(cells + 1, sizeof *block->empty);
	block->single = calloc(cells + 1, sizeof *block->single);
	block->clocked = calloc(cells + 1, sizeof *block->clocked);
	if (!seen.clocks || !block->clocked || !seen.numbers || !seen.words || !seen.word ||
		!seen.line || !block->numeric || !block->empty || !block->single)
		status = ins_fail_memory(err, "a table's columns", cells);
	else
		status = sample_rows(block, lines, &seen, err);
	for (size_t c = 0; c < cells && !status; c++) {
		block->numeric[c] = seen.numbers[c] >= seen.words[c];
		block->empty[c] = !seen.numbers[c] && !seen.words[c];
		block->clocked[c] =
			seen.clocks[c] && seen.clocks[c] * 2 >= seen.words[c] && !block->numeric[c];
		status = check_thousands(block, &seen, c, path, err);
		if (!status && seen.rows)
			status = take_single(block, &seen, c, format, err);
	}
	free(seen.numbers);
	free(seen.words);
	free(seen.clocks);
	free(seen.word);
	free(seen.line);
	ins_cells_free(&seen.first);
	ins_cells_free(&seen.row);
	return status;
}

static bool plays(const struct ins_block *block, size_t cell, unsigned wanted)
{
	for (size_t g = 0; g < block->groups; g++)
		for (enum ins_role role = 0; role < INS_ROLES; role++) {
			const struct ins_role_pick *pick = &block->group[g].pick[role];

			if (!(wanted >> role & 1) || !pick->found || cell < block->group[g].from ||
				cell >= block->group[g].to)
				continue;
			if (pick->cell == cell ||
				(pick->twins && ins_role_same_name(&block->header.channel[cell],
							&block->header.channel[pick->cell])))
				return true;
		}
	return false;
}

static bool is_wanted(const struct ins_block *block, size_t cell, unsigned wanted)
{
	if (cell + 1 == block->clock_cell)
		return !wanted || (wanted >> INS_TIME & 1);
	if (!block->numeric[cell] || block->single[cell])
		return false;
	if (block->empty[cell] && !block->header.channel[cell].unit)
		return false;
	return !wanted || plays(block, cell, wanted);
}

int ins_columns_choose(struct ins_block *block, unsigned wanted, struct ins_err *err)
{
	size_t cells = block->layout.cells;

	block->wanted = malloc(cells * sizeof *block->wanted);
	if (!block->wanted)
		return ins_fail_memory(err, "a table's columns", cells * sizeof *block->wanted);
	for (size_t cell = 0; cell < cells; cell++)
		if (is_wanted(block, cell, wanted))
			block->wanted[block->wanted_count++] = cell;
	/* A table without any such column is read all the same, so that it can be told of. */
	for (size_t cell = 0; cell < cells && block->wanted_count == 0; cell++)
		if (block->numeric[cell] && !block->empty[cell])
			block->wanted[block->wanted_count++] = cell;
	return INS_OK;
}
