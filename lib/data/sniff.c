/* sniff - where the next table of numbers begins in a text, and how its lines are laid out. */
#include "data/sniff.h"

#include <string.h>

#include "data/shape.h"

enum {
	HEAD_MAX = 1 << 20, /* bytes in which a table must begin */
	LOOK = 1 << 15,     /* bytes first looked at behind a line */
	PROBE = 8,          /* rows that are looked at */
	ENOUGH = 3,         /* rows that make a table without a row of names */
	STRANGE = 16        /* lines of words, behind which no row of this table is looked for */
};

/* In order of preference, where two make as many numbers of a line. */
static const struct ins_layout layouts[] = {{'\t', '.', 0, false}, {'\t', ',', 0, false},
	{';', '.', 0, false}, {';', ',', 0, false}, {',', '.', 0, false}, {'|', '.', 0, false},
	{'|', ',', 0, false}, {' ', '.', 0, false}, {' ', ',', 0, false}, {',', ',', 0, false}};

/* Lines that follow each other as rows of one layout. */
struct run {
	size_t rows, numbers, words, cells; /* a stamp counts as a word */
	size_t groups;
	bool names, point;
};

/* The line that is tried, and the lines of text above it, nearest first. */
struct place {
	struct ins_lines *lines;
	size_t offset;
	size_t above[3];
	size_t aboves;
	struct ins_cells cells;
};

const char *ins_sniff_separator_name(char separator)
{
	switch (separator) {
	case '\t':
		return "tab";
	case ';':
		return "semicolon";
	case ',':
		return "comma";
	case '|':
		return "bar";
	default:
		return "blanks";
	}
}

static bool has_digit(const struct ins_text_line *line)
{
	for (const char *p = line->begin; p < line->end; p++)
		if (*p >= '0' && *p <= '9')
			return true;
	return false;
}

/* Names above a row: as many as its cells, and none of them a number. */
static int names_fit(struct place *place, const struct ins_layout *layout,
	const struct ins_shape *row, bool *fit, struct ins_err *err)
{
	*fit = false;
	for (size_t i = 0; i < place->aboves && !*fit; i++) {
		struct ins_text_line line;
		struct ins_shape shape = {0};
		int status = INS_OK;

		if (ins_lines_at(place->lines, place->above[i], &line))
			status = ins_shape_of(&place->cells, &line, layout, &shape, err);
		if (status)
			return status;
		*fit = shape.numbers == 0 && !shape.stamps &&
		       shape.words >= row->filled - (row->filled > 2) && shape.words > 0 &&
		       shape.filled <= row->count + 1;
	}
	return INS_OK;
}

/* One row more. */
static void add_row(struct run *run, const struct ins_shape *shape)
{
	run->rows++;
	run->numbers += shape->numbers;
	run->groups += shape->groups;
	run->words += shape->words + shape->stamps;
	run->point = run->point || shape->point;
	run->cells = shape->filled > run->cells ? shape->filled : run->cells;
}

/* Follow the rows from the place on, under LAYOUT; run->rows is 0 where they make no table. */
static int follow(
	struct place *place, const struct ins_layout *layout, struct run *run, struct ins_err *err)
{
	struct ins_text_line line;
	struct ins_shape first, shape;
	size_t offset = place->offset;
	bool ended = false;
	int status;

	memset(run, 0, sizeof *run);
	/* A table cannot begin with a line that may be cut. */
	if (!ins_lines_at(place->lines, offset, &line) || !line.closed)
		return INS_OK;
	status = ins_shape_of(&place->cells, &line, layout, &first, err);
	if (status || !ins_shape_may_be_row(&first, layout))
		return status;
	for (shape = first; run->rows < PROBE;) {
		if (!ins_lines_is_blank(&line)) {
			status = ins_shape_of(&place->cells, &line, layout, &shape, err);
			/* The last line may be cut. */
			if (!line.closed && run->rows && shape.count < first.count)
				shape = first;
			if (status || shape.count != first.count ||
				!ins_shape_may_be_row(&shape, layout))
				break;
			add_row(run, &shape);
		}
		offset += line.size;
		if (!ins_lines_at(place->lines, offset, &line)) {
			ended = true;
			break;
		}
	}
	if (!status)
		status = names_fit(place, layout, &first, &run->names, err);
	if (run->words ? !run->names || run->rows < ENOUGH
		       : !run->names && run->rows < ENOUGH && !ended)
		run->rows = 0;
	return status;
}

static bool is_better(const struct run *a, const struct run *b)
{
	/* Whether a comma parts two cells or one number is settled later. */
	if (a->rows && b->rows && (a->cells == 1) != (b->cells == 1))
		return a->cells > b->cells;
	if (a->rows != b->rows)
		return a->rows > b->rows;
	if (a->names != b->names)
		return a->names;
	if (a->numbers * b->rows != b->numbers * a->rows)
		return a->numbers * b->rows > b->numbers * a->rows;
	if (a->words * b->rows != b->words * a->rows)
		return a->words * b->rows < b->words * a->rows;
	return a->groups * b->rows < b->groups * a->rows;
}

static bool allowed(const struct ins_layout *layout, const struct ins_layout *fixed)
{
	return (!fixed->separator || fixed->separator == layout->separator) &&
	       (!fixed->decimal || fixed->decimal == layout->decimal);
}

static int ambiguous(const struct place *place, const char *what, struct ins_err *err)
{
	size_t line = place->lines->line;
	struct ins_text_line at;

	for (size_t offset = 0; offset < place->offset && ins_lines_at(place->lines, offset, &at);
		offset += at.size)
		line++;
	return ins_fail(err, INS_EFORMAT,
		"%s:%zu: %s; say which with --format=decimal-comma or "
		"--format=decimal-point",
		place->lines->input->name, line, what);
}

/* How many names stand above when cut at commas; 0 where there are none. */
static int count_names(struct place *place, size_t *names, struct ins_err *err)
{
	static const struct ins_layout comma = {',', '.', 0, false};
	struct ins_text_line line;
	struct ins_shape shape = {0};

	*names = 0;
	for (size_t i = 0; i < place->aboves && !*names; i++) {
		int status = INS_OK;

		if (ins_lines_at(place->lines, place->above[i], &line))
			status = ins_shape_of(&place->cells, &line, &comma, &shape, err);
		if (status)
			return status;
		if (!shape.numbers)
			*names = shape.filled;
	}
	return INS_OK;
}

/* "1,5" is one number or two: only the names above can tell. */
static int settle_commas(struct place *place, const struct ins_layout *fixed, struct run *best,
	struct ins_layout *layout, struct ins_err *err)
{
	static const struct ins_layout one = {'\t', ',', 0, false};
	struct run run;
	size_t names;
	int status;

	if (fixed->separator || fixed->decimal || layout->separator != ',' || best->point)
		return INS_OK;
	status = count_names(place, &names, err);
	if (!status)
		status = follow(place, &one, &run, err);
	if (status || names == best->cells)
		return status;
	if (names && best->cells == 2 * names && names > 1)
		return ambiguous(
			place, "the comma parts the cells and is their decimal sign too", err);
	if (!run.rows || best->cells != 2)
		return INS_OK;
	if (names != 1)
		return ambiguous(place, "the comma may part two cells or be a decimal sign", err);
	*best = run;
	*layout = one;
	return INS_OK;
}

/* "-----  -----": a rule below the names, not what is written for a missing number. */
static bool is_rule(const struct ins_text_line *line)
{
	const char *p = line->begin;

	while (p < line->end && strchr("-=_ \t,;|", *p))
		p++;
	return p == line->end;
}

/* A line right above that is most of a row holds a fault, not a header: let the reader meet it. */
static int step_back(struct place *place, struct ins_sniff *sniff, struct ins_err *err)
{
	struct ins_text_line line;
	struct ins_shape shape;

	for (size_t i = 0; i < place->aboves; i++) {
		int status;

		if (!ins_lines_at(place->lines, place->above[i], &line) ||
			place->above[i] + line.size != sniff->offset || is_rule(&line))
			return INS_OK;
		status = ins_shape_of(&place->cells, &line, &sniff->layout, &shape, err);
		if (status || shape.count < sniff->layout.cells ||
			shape.numbers * 2 < shape.filled || !shape.numbers)
			return status;
		sniff->offset = place->above[i];
	}
	return INS_OK;
}

/* Whole numbers do not tell the decimal sign: look for a row farther down that does. */
static int settle_decimal(struct place *place, const struct ins_layout *fixed,
	struct ins_layout *layout, struct ins_err *err)
{
	size_t offset = place->offset, strange = 0;
	struct ins_text_line line;
	int status = INS_OK;

	if (fixed->decimal || layout->separator == ',')
		return INS_OK;
	for (; !status && strange < STRANGE && ins_lines_at(place->lines, offset, &line);
		offset += line.size) {
		bool comma = memchr(line.begin, ',', line.size);
		bool point = memchr(line.begin, '.', line.size);
		struct ins_layout other = *layout;
		struct run run;
		struct ins_shape shape;

		strange += !has_digit(&line) && !ins_lines_is_blank(&line);
		if (comma == point)
			continue;
		other.decimal = comma ? ',' : '.';
		status = ins_shape_of(&place->cells, &line, &other, &shape, err);
		if (status || shape.count < layout->cells || !ins_shape_may_be_row(&shape, layout))
			break;
		status = follow(place, &other, &run, err);
		if (!status && run.rows)
			layout->decimal = other.decimal;
		break;
	}
	return status;
}

static int try_here(struct place *place, const struct ins_layout *fixed, struct ins_sniff *sniff,
	struct ins_err *err)
{
	struct run best = {0}, run;
	struct ins_layout layout = {0};
	int status = INS_OK;

	for (size_t i = 0; i < sizeof layouts / sizeof *layouts && !status; i++) {
		struct ins_layout tried = layouts[i];

		if (!allowed(&tried, fixed))
			continue;
		tried.mixed = fixed->mixed;
		status = follow(place, &tried, &run, err);
		if (!status && run.rows && (!best.rows || is_better(&run, &best))) {
			best = run;
			layout = tried;
		}
	}
	if (status || !best.rows)
		return status;
	status = settle_commas(place, fixed, &best, &layout, err);
	sniff->found = true;
	sniff->layout = layout;
	sniff->layout.cells = best.cells;
	sniff->offset = place->offset;
	if (!status)
		status = settle_decimal(place, fixed, &sniff->layout, err);
	return status ? status : step_back(place, sniff, err);
}

/* Have the line at OFFSET and what stands behind it; 0 where the text, or patience, ends. */
static int have(struct ins_lines *lines, size_t offset, struct ins_text_line *line, bool *there,
	struct ins_err *err)
{
	int status = ins_lines_more(lines, offset + LOOK, err);

	for (size_t more = 2 * LOOK; !status; more *= 2) {
		*there = ins_lines_at(lines, offset, line);
		if (*there || lines->ended || offset + more > HEAD_MAX)
			break;
		status = ins_lines_more(lines, offset + more, err);
	}
	return status;
}

int ins_sniff_begin(struct ins_lines *lines, const struct ins_format *format, size_t *from,
	bool *found, struct ins_err *err)
{
	struct ins_text_line line;
	bool there;
	int status = INS_OK;

	*from = 0;
	*found = !ins_format_value(format, "table", "begin");
	while (!*found && !(status = have(lines, *from, &line, &there, err)) && there &&
		*from < HEAD_MAX) {
		*from += line.size;
		*found = ins_format_fits_line(format, "table", "begin", &line);
	}
	return status;
}

static void keep_above(struct place *place)
{
	memmove(place->above + 1, place->above, 2 * sizeof *place->above);
	place->above[0] = place->offset;
	place->aboves += place->aboves < 3;
}

int ins_sniff(struct ins_lines *lines, const struct ins_layout *fixed, size_t from,
	struct ins_sniff *sniff, struct ins_err *err)
{
	struct place place = {.lines = lines};
	struct ins_text_line line;
	bool there;
	int status;

	memset(sniff, 0, sizeof *sniff);
	while (!(status = have(lines, place.offset, &line, &there, err)) && there &&
		place.offset < HEAD_MAX) {
		if (has_digit(&line) && place.offset >= from)
			status = try_here(&place, fixed, sniff, err);
		if (status || sniff->found)
			break;
		if (!ins_lines_is_blank(&line))
			keep_above(&place);
		place.offset += line.size;
	}
	ins_cells_free(&place.cells);
	return status;
}
