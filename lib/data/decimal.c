/* decimal - which sign of a table's numbers parts their fraction, and which their thousands. */
#include "data/decimal.h"

#include <stdlib.h>
#include <string.h>

#include "data/cells.h"
#include "data/name.h"

enum {
	POINT,
	COMMA,
	SIGNS,
	SAMPLE = 64,  /* rows that are looked at in any case */
	PATIENCE = 2, /* lines that are no rows, before the table is taken to end */
	STRANGE = 16, /* all of these: a file of many small tables is not read anew for each */
	SHOWN = 32
};

static const char signs[SIGNS] = {'.', ','};

/* What numbers say of each sign: that it surely is the decimal sign, or that it may be either. */
struct votes {
	size_t sure[SIGNS], either[SIGNS];
	char text[SHOWN]; /* the first that may be either */
	size_t line;
	size_t *whole;         /* owned: of each column, whole numbers but zero */
	size_t *fraction;      /* owned: numbers with a fraction, and no thousands */
	size_t *groups[SIGNS]; /* owned: of each column, numbers that may be either */
};

/* What one cell says. */
enum word { NOTHING, WHOLE, SURE, EITHER };

static enum word ask(const char *cell, int *sign)
{
	const char *point = strchr(cell, '.'), *comma = strchr(cell, ',');
	double value;
	bool alone;

	for (*sign = 0; *sign < SIGNS; ++*sign) {
		char other = signs[!*sign];

		/* "1,500" is a group under the point: it says nothing of the comma for sure. */
		if (ins_cells_grouped(cell, signs[*sign], &value, &alone) && strchr(cell, other)) {
			*sign = alone ? !*sign : *sign;
			return alone ? EITHER : SURE;
		}
	}
	if (!strpbrk(cell, "0123456789") || (point && comma))
		return NOTHING;
	*sign = comma ? COMMA : POINT;
	if (!ins_cells_number(cell, signs[*sign], &value))
		return NOTHING;
	if (point || comma)
		return SURE;
	return value != 0 && strspn(cell, "+-0123456789") == strlen(cell) ? WHOLE : NOTHING;
}

static void vote(struct votes *votes, const struct ins_cells *row, size_t cells, size_t line)
{
	for (size_t i = 0; i < cells && i < row->count; i++) {
		int sign;
		enum word word = ask(row->cell[i], &sign);

		votes->whole[i] += word == WHOLE;
		if (word == SURE) {
			votes->sure[sign]++;
			votes->fraction[i] += !strchr(row->cell[i], signs[!sign]);
		}
		if (word != EITHER)
			continue;
		votes->groups[sign][i]++;
		votes->either[sign]++;
		if (!votes->line) {
			strncpy(votes->text, row->cell[i], SHOWN - 1);
			votes->line = line;
		}
	}
}

static bool is_row(const struct ins_cells *row, size_t cells)
{
	int sign;

	for (size_t i = 0; i < row->count && row->count >= cells; i++)
		if (ask(row->cell[i], &sign) != NOTHING || strcmp(row->cell[i], "0") == 0)
			return true;
	return false;
}

/* Ask the rows ahead until one is sure; at least some, and at most what lies there. */
static int poll(struct votes *votes, const struct ins_layout *layout, const struct ins_lines *lines,
	struct ins_err *err)
{
	size_t offset = 0, number = lines->line, rows = 0, strange = 0, all_strange = 0;
	struct ins_cells row = {0};
	struct ins_text_line line;
	int status = INS_OK;

	for (; ins_lines_at(lines, offset, &line); offset += line.size, number++) {
		if (ins_lines_is_blank(&line))
			continue;
		if (rows >= SAMPLE && (votes->sure[POINT] || votes->sure[COMMA]))
			break;
		status = ins_cells_split_text(&row, line.begin, line.end, layout->separator, err);
		if (status)
			break;
		if (!is_row(&row, layout->cells)) {
			if (++strange > PATIENCE || ++all_strange > STRANGE)
				break;
			continue;
		}
		strange = 0;
		rows++;
		vote(votes, &row, layout->cells, number);
	}
	ins_cells_free(&row);
	return status;
}

/* What dimensions in the header say: SIGNS for nothing, or for both. */
static int ask_header(const struct ins_header *header)
{
	bool sure[SIGNS] = {false, false};
	int sign;

	for (size_t i = 0; i < header->fields; i++)
		if (header->field[i].scope != INS_FIELD_OF_SEVERAL && header->field[i].unit &&
			ask(header->field[i].value, &sign) == SURE)
			sure[sign] = true;
	return sure[POINT] == sure[COMMA] ? SIGNS : sure[COMMA] ? COMMA : POINT;
}

/* Ends of words of languages that write a decimal comma, as ins_name_words makes them. */
static bool is_foreign(const char *words)
{
	static const char *const ends[] = {"zeit", "kraft", "weg", "dehnung", "spannung", "strom",
		"widerstand", "tiefe", "druck", "temperatur", "stauchung", "verlangerung", "messer",
		"lange", "breite", "dicke", "flache", "querschnitt", "probe", "belastung", "temps",
		"effort", "deplacement", "contrainte", "allongement", "courant", "duree",
		"longueur", "largeur", "epaisseur", "diametre", "eprouvette", NULL};

	for (; *words; words += *words == ' ') {
		size_t length = strcspn(words, " ");

		for (const char *const *end = ends; *end; end++)
			if (length >= strlen(*end) &&
				memcmp(words + length - strlen(*end), *end, strlen(*end)) == 0)
				return true;
		words += length;
	}
	return false;
}

static int speaks_foreign(const struct ins_header *header, bool *foreign, struct ins_err *err)
{
	*foreign = false;
	for (size_t i = 0; i < header->channels + header->fields && !*foreign; i++) {
		char *words = ins_name_words(i < header->channels
						     ? header->channel[i].name
						     : header->field[i - header->channels].key);

		if (!words)
			return ins_fail_memory(err, "a column's name", 1);
		*foreign = is_foreign(words);
		free(words);
	}
	return INS_OK;
}

/* Whether a column holds whole numbers beside those with SIGN: few would write "850" and "1.500"
 * where that is a fraction. */
static bool has_thousands(const struct votes *votes, size_t cells, int sign)
{
	for (size_t i = 0; i < cells; i++)
		if (votes->whole[i] && votes->groups[sign][i])
			return true;
	return false;
}

/* Whether what may be thousands is: not where the same column has fractions without any. */
static bool are_thousands(const struct votes *votes, size_t cells, int sign)
{
	for (size_t i = 0; i < cells; i++)
		if (votes->groups[sign][i] && votes->fraction[i])
			return false;
	return votes->either[sign] > 0;
}

static void doubt(struct ins_decimal *decimal, const struct votes *votes, const char *path)
{
	double fraction = 0, thousand = 0;
	int sign = strchr(votes->text, ',') ? COMMA : POINT;
	bool alone;

	ins_cells_number(votes->text, signs[sign], &fraction);
	ins_cells_grouped(votes->text, signs[!sign], &thousand, &alone);
	ins_fail(&decimal->doubt, INS_EFORMAT,
		"%s:%zu: '%s' may be %.10g or %.10g; say what its %s is with "
		"--format=decimal-point or --format=decimal-comma",
		path, votes->line, votes->text, fraction, thousand,
		sign == COMMA ? "comma" : "point");
}

/* All numbers with a sign may be either: weigh what else is known. */
static int weigh(struct ins_layout *layout, const struct votes *votes,
	const struct ins_header *header, const char *path, struct ins_decimal *decimal,
	struct ins_err *err)
{
	int sign = votes->either[COMMA] ? COMMA : POINT, told = ask_header(header);
	bool thousands = has_thousands(votes, layout->cells, sign), foreign;
	bool semicolon = layout->separator == ';';
	int status = speaks_foreign(header, &foreign, err);

	layout->decimal = signs[sign];
	if (status || told == sign)
		return status;
	if (told != SIGNS || (votes->either[POINT] && votes->either[COMMA])) {
		doubt(decimal, votes, path);
		return INS_OK;
	}
	if (sign == POINT && layout->separator == ',')
		return INS_OK;
	if (sign == POINT ? foreign || (semicolon && thousands)
			  : layout->separator == ',' || (thousands && !foreign && !semicolon))
		doubt(decimal, votes, path);
	decimal->assumed = sign == POINT ? semicolon || thousands : !foreign;
	return INS_OK;
}

static int settle(struct ins_layout *layout, const struct votes *votes,
	const struct ins_header *header, bool fixed, const char *path, struct ins_decimal *decimal,
	struct ins_err *err)
{
	bool point = votes->sure[POINT], comma = votes->sure[COMMA];

	/* Both: columns of one table differ, and the majority has won already. */
	if (!fixed && point && comma)
		return INS_OK;
	if (!fixed && (point || comma))
		layout->decimal = comma ? ',' : '.';
	if (fixed || point || comma) {
		decimal->groups =
			are_thousands(votes, layout->cells, layout->decimal == '.' ? COMMA : POINT);
		return INS_OK;
	}
	if (!votes->either[POINT] && !votes->either[COMMA])
		return INS_OK;
	return weigh(layout, votes, header, path, decimal, err);
}

int ins_decimal_settle(struct ins_layout *layout, const struct ins_lines *lines,
	const struct ins_header *header, const struct ins_format *format, const char *path,
	struct ins_decimal *decimal, struct ins_err *err)
{
	size_t *counts = calloc(4 * layout->cells + 1, sizeof *counts);
	struct votes votes = {.whole = counts,
		.groups = {counts + layout->cells, counts + 2 * layout->cells},
		.fraction = counts + 3 * layout->cells};
	bool fixed = ins_format_value(format, "text", "decimal") != NULL;
	int status;

	memset(decimal, 0, sizeof *decimal);
	if (!counts)
		return ins_fail_memory(err, "a table's columns", layout->cells);
	status = poll(&votes, layout, lines, err);
	if (!status)
		status = settle(layout, &votes, header, fixed, path, decimal, err);
	free(counts);
	return status;
}
