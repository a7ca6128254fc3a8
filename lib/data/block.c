/* block - one table of an export while it is read: its columns, its rows, its end. */
#include "data/block.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/cells.h"
#include "data/columns.h"
#include "data/group.h"

enum {
	CHUNK = 1 << 18, /* bytes read at a time */
	LOOK = 1 << 15,  /* bytes that must lie ahead to judge a line */
	SAMPLE = 64      /* rows that tell numbers from words */
};

void ins_block_free(struct ins_block *block)
{
	ins_header_free(&block->header);
	ins_rows_free(&block->rows);
	ins_groups_free(block->group, block->groups);
	free(block->numeric);
	free(block->empty);
	free(block->single);
	free(block->clocked);
	free(block->wanted);
	free(block->place);
	memset(block, 0, sizeof *block);
}

int ins_block_begin(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_sniff *sniff, struct ins_header *header,
	const struct ins_block_setting *setting, struct ins_err *err)
{
	int status;

	memset(block, 0, sizeof *block);
	block->open = true;
	block->layout = sniff->layout;
	block->header = *header;
	memset(header, 0, sizeof *header);
	block->first_line = lines->line;
	status = ins_decimal_settle(&block->layout, lines, &block->header, setting->format,
		setting->path, &block->decimal, err);
	if (!status)
		status = ins_columns_sample(block, lines, setting->format, setting->path, err);
	if (!status)
		status = ins_groups_find(block, setting, err);
	if (!status)
		status = ins_columns_choose(block, setting->wanted, err);
	if (status)
		return status;
	block->rows.separator = block->layout.separator;
	/* Where the comma is both, every number stands in quotes, and none is read by rows. */
	block->rows.decimal = block->layout.separator == ',' ? '.' : block->layout.decimal;
	block->rows.columns = block->layout.cells;
	block->rows.wanted = block->wanted;
	block->rows.wanted_count = block->wanted_count;
	block->rows.missing = ins_cells_missing;
	return ins_rows_start(&block->rows, err);
}

size_t ins_block_line(const struct ins_block *block, size_t row)
{
	size_t i = block->places;

	while (i > 1 && block->place[i - 1].row > row)
		i--;
	return i ? block->place[i - 1].line + (row - block->place[i - 1].row) : 0;
}

bool ins_block_number(const struct ins_block *block, const char *cell, double *value, bool *grouped)
{
	bool alone;

	*grouped = false;
	if (ins_cells_number(cell, block->layout.decimal, value))
		return true;
	*grouped = ins_cells_grouped(cell, block->layout.decimal, value, &alone) &&
		   (!alone || block->decimal.groups);
	return *grouped;
}

/* What a line that is no plain row may be. */
enum verdict { ROW, PASS, TEXT, FAULT };

/* A line cut into cells, and what they hold as a row of the block. */
struct line_view {
	struct ins_cells cells;
	double *value; /* owned: of the wanted cells */
	size_t numbers, words, first_word;
	size_t groups, first_group; /* cells with their thousands parted */
	struct ins_clock_time time; /* of the cell with the clock */
	double *clock;              /* lent: where its value goes; NULL where it has none */
};

static int view(struct ins_block *block, const struct ins_text_line *line, struct line_view *seen,
	struct ins_err *err)
{
	int status =
		ins_cells_split(&seen->cells, line->begin, line->end, block->layout.separator, err);

	seen->numbers = seen->words = seen->groups = 0;
	seen->clock = NULL;
	for (size_t i = 0; i < block->wanted_count && !status; i++) {
		size_t cell = block->wanted[i];
		const char *text = cell < seen->cells.count ? seen->cells.cell[cell] : "";
		bool grouped;

		seen->value[i] = NAN;
		if (!*text)
			continue;
		if (cell + 1 == block->clock_cell) {
			if (ins_clock_parse(text, &seen->time)) {
				seen->clock = &seen->value[i];
				seen->value[i] = seen->time.second;
				seen->numbers++;
			} else if (!seen->words++) {
				seen->first_word = cell;
			}
			continue;
		}
		if (ins_block_number(block, text, &seen->value[i], &grouped))
			seen->numbers++;
		else if (!seen->words++)
			seen->first_word = cell;
		if (grouped && !seen->groups++)
			seen->first_group = cell;
	}
	return status;
}

/* Whether the next line that is not blank, OFFSET ahead, is a row; or nothing follows. */
static int row_follows(struct ins_block *block, const struct ins_lines *lines, size_t offset,
	struct line_view *seen, bool *row, struct ins_err *err)
{
	struct ins_text_line line;

	*row = true;
	while (ins_lines_at(lines, offset, &line)) {
		int status = view(block, &line, seen, err);

		if (status && status != INS_EFORMAT)
			return status;
		offset += line.size;
		if (!status && seen->cells.count <= 1 && !ins_cells_filled(&seen->cells))
			continue;
		*row = !status && seen->numbers && !seen->words &&
		       seen->cells.count >= block->layout.cells;
		return INS_OK;
	}
	return INS_OK;
}

static int is_fault(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_text_line *line, struct line_view *seen, enum verdict *verdict,
	struct ins_err *err)
{
	bool full = seen->cells.count >= block->layout.cells, row;
	bool like_row =
		full ? seen->numbers * 2 >= block->wanted_count : seen->numbers > seen->words;
	int status;

	*verdict = TEXT;
	if (seen->numbers && !like_row &&
		((full && block->layout.separator != ' ') ||
			(seen->cells.count > 1 && ins_near_begins(seen->cells.cell[0]))))
		ins_near_add(&block->near, lines->line);
	if (!seen->numbers || !like_row)
		return INS_OK;
	/* What looked like the first row is one. */
	if (!line->closed || block->rows.count == block->rows_before) {
		*verdict = FAULT;
		return INS_OK;
	}
	status = row_follows(block, lines, line->size, seen, &row, err);
	if (row)
		*verdict = FAULT;
	else
		ins_near_add(&block->near, lines->line);
	return status;
}

bool ins_block_is_statistic(const char *cell)
{
	static const char *const statistics[] = {"mean", "average", "median", "standard deviation",
		"std dev", "minimum", "maximum", "range", "coefficient of variation", "count",
		"mittelwert", "standardabweichung", "median", "moyenne", "ecart type", "ecart-type",
		NULL};
	char words[INS_NAME_WORDS] = "";
	bool yes = false;

	ins_name_few_words(cell, words);
	for (const char *const *name = statistics; *name; name++)
		yes = yes || strcmp(*name, words) == 0;
	return yes;
}

/* The cell, from 1, where the word of a statistic begins the line; 0 for none. */
static size_t find_statistic(const struct ins_cells *cells)
{
	size_t i = 0;

	while (i + 1 < cells->count && !*cells->cell[i])
		i++;
	return cells->count && ins_block_is_statistic(cells->cell[i]) ? i + 1 : 0;
}

static int judge(struct ins_block *block, const struct ins_lines *lines,
	const struct ins_text_line *line, const struct ins_block_setting *setting,
	struct line_view *seen, enum verdict *verdict, struct ins_err *err)
{
	size_t statistic;
	int status;

	*verdict = PASS;
	if (ins_format_fits_line(setting->format, "text", "skip", line))
		return INS_OK;
	status = view(block, line, seen, err);
	if (status == INS_EFORMAT)
		return ins_fail(err, INS_EFORMAT,
			"%s:%zu: a '\"' stands alone, so that the cells of "
			"the line cannot be told apart",
			setting->path, lines->line);
	if (status)
		return status;
	statistic = seen->words ? find_statistic(&seen->cells) : 0;
	if (statistic) {
		block->statistic_cell = statistic;
		if (seen->numbers)
			ins_near_add(&block->near, lines->line);
		*verdict = TEXT;
		return INS_OK;
	}
	if (!seen->words && seen->numbers && seen->cells.count >= block->layout.cells &&
		(ins_cells_filled(&seen->cells) <= block->layout.cells ||
			ins_cells_filled(&seen->cells) <= block->header.names)) {
		block->words_passed += ins_cells_filled(&seen->cells) > block->layout.cells;
		*verdict = ROW;
		return INS_OK;
	}
	return is_fault(block, lines, line, seen, verdict, err);
}

static int fault(const struct ins_block *block, const struct ins_lines *lines,
	const struct ins_text_line *line, const struct ins_rows_halt *halt,
	const struct ins_block_setting *setting, struct ins_err *err)
{
	const char *name =
		halt->cell < block->header.channels ? block->header.channel[halt->cell].name : NULL;

	if (!line->closed && halt->stop == INS_ROWS_SHORT)
		return ins_fail(err, INS_EFORMAT,
			"%s:%zu: the file ends in the middle of a row: it was "
			"cut, or not written to its end",
			setting->path, lines->line);
	return ins_rows_fail(halt, setting->path, name && *name ? name : NULL, err);
}

/* Keep count of the cells of a row whose thousands are parted, and the first of them. */
static void keep_groups(struct ins_block *block, const struct line_view *seen, size_t line)
{
	if (!block->grouped && seen->groups) {
		snprintf(block->grouped_text, sizeof block->grouped_text, "%s",
			seen->cells.cell[seen->first_group]);
		block->grouped_line = line;
	}
	block->grouped += seen->groups;
}

/* Go on behind SIZE bytes, to line LINE. */
static void move_on(struct ins_block *block, struct ins_lines *lines, size_t size, size_t line)
{
	ins_lines_move(lines, size, line);
	ins_tidy_move(&block->label, size);
}

/* A line that rows could not take: make a row of it, pass over it, or end the block before it. */
static int take_line(struct ins_block *block, struct ins_lines *lines,
	const struct ins_rows_halt *halt, const struct ins_block_setting *setting, bool *ended,
	struct ins_err *err)
{
	struct line_view seen = {.value = malloc((block->wanted_count + 1) * sizeof(double))};
	enum verdict verdict = TEXT;
	struct ins_text_line line;
	int status = INS_OK;

	if (!seen.value)
		return ins_fail_memory(err, "a row", block->wanted_count * sizeof(double));
	if (!ins_lines_at(lines, 0, &line))
		*ended = true;
	else
		status = judge(block, lines, &line, setting, &seen, &verdict, err);
	if (!status && verdict == FAULT)
		status = fault(block, lines, &line, halt, setting, err);
	if (!status && verdict == ROW) {
		status = view(block, &line, &seen, err);
		if (!status && seen.clock)
			*seen.clock = ins_clock_next(&block->clock, &seen.time);
		if (!status)
			status = ins_rows_append(&block->rows, seen.value, err);
		block->rows.unfinished = !line.closed;
		keep_groups(block, &seen, lines->line);
	}
	if (!status && (verdict == ROW || verdict == PASS))
		move_on(block, lines, line.size, lines->line + 1);
	*ended = *ended || verdict == TEXT;
	ins_cells_free(&seen.cells);
	free(seen.value);
	return status;
}

/* Keep where the next row stands, unless it stands where the last place says. */
static int keep_place(struct ins_block *block, size_t line, struct ins_err *err)
{
	const struct ins_block_place *last =
		block->places ? &block->place[block->places - 1] : NULL;
	int status;

	if (last && line - last->line == block->rows.count - last->row)
		return INS_OK;
	status = ins_text_grow(&block->place, &block->places_capacity, block->places + 1,
		sizeof *block->place, err);
	if (!status)
		block->place[block->places++] = (struct ins_block_place){block->rows.count, line};
	return status;
}

/* Decode rows that lie ahead, up to a line that needs a closer look. *WANT: how many bytes the next
 * turn must have. */
static int read_ahead(struct ins_block *block, struct ins_lines *lines,
	const struct ins_block_setting *setting, size_t *want, bool *ended, struct ins_err *err)
{
	size_t size, used;
	const char *bytes = ins_lines_ahead(lines, &size);
	size_t own = size; /* those of this specimen */
	struct ins_rows_halt halt;
	int status = ins_tidy_run(block, lines, &own, err);

	*ended = own == 0;
	if (*ended || status)
		return status;
	block->rows.line = lines->line;
	status = keep_place(block, lines->line, err);
	if (!status)
		status = ins_rows_read(
			&block->rows, bytes, own, lines->ended && own == size, &used, &halt, err);
	if (status)
		return status;
	move_on(block, lines, used, block->rows.line);
	*want = CHUNK;
	if (halt.stop == INS_ROWS_END) {
		/* A line longer than all that was decoded. */
		if (used == 0)
			*want += size;
		*ended = lines->ended && own == size;
		return INS_OK;
	}
	/* The line and the one after it must lie ahead whole: read on, halt again. */
	if (size - used < LOOK && !lines->ended)
		return INS_OK;
	if (halt.stop != INS_ROWS_BLANK)
		return take_line(block, lines, &halt, setting, ended, err);
	bytes = ins_lines_ahead(lines, &size);
	used = ins_rows_skip(&block->rows, bytes, size);
	move_on(block, lines, used, block->rows.line);
	return INS_OK;
}

int ins_block_read(struct ins_block *block, struct ins_lines *lines,
	const struct ins_block_setting *setting, struct ins_err *err)
{
	size_t want = CHUNK;
	bool ended = false;
	int status = INS_OK;

	block->rows_before = block->rows.count;
	block->label.known = 0;
	while (!ended && !status) {
		status = ins_lines_more(lines, want, err);
		if (!status)
			status = read_ahead(block, lines, setting, &want, &ended, err);
	}
	block->since_header += block->rows.count - block->rows_before;
	return status;
}
