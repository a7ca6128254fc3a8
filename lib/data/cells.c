/* cells - a line of text cut at its separators, quotes undone. */
#include "data/cells.h"

#include <csv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

enum { PLAIN = 64 }; /* bytes of a number retyped */

/* The minus sign of typesetting (U+2212), which some languages' settings write. */
static const char MINUS[] = "\xe2\x88\x92";

const char *const ins_cells_missing[] = {
	"nan", "n/a", "na", "#n/a", "--", "---", "----", "-----", "1.#qnan", "-1.#ind", NULL};

void ins_cells_free(struct ins_cells *cells)
{
	free(cells->cell);
	ins_text_free(&cells->store);
	memset(cells, 0, sizeof *cells);
}

/* The store moves while it grows: the cells are found in it once all of a line are there. */
static int put(struct ins_cells *cells, const char *begin, const char *end, struct ins_err *err)
{
	int status = ins_text_grow(
		&cells->cell, &cells->capacity, cells->count + 1, sizeof *cells->cell, err);

	if (status)
		return status;
	ins_text_trim(&begin, &end);
	cells->count++;
	status = ins_text_put(&cells->store, begin, strnlen(begin, (size_t)(end - begin)), err);
	return status ? status : ins_text_put(&cells->store, "", 1, err);
}

static void settle(struct ins_cells *cells)
{
	char *next = cells->store.data;

	for (size_t i = 0; i < cells->count; i++) {
		cells->cell[i] = next;
		next += strlen(next) + 1;
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static int split_plain(struct ins_cells *cells, const char *p, const char *end, char separator,
	struct ins_err *err)
{
	int status = INS_OK;

	if (separator == ' ')
		ins_text_trim(&p, &end);
	while (!status) {
		const char *stop = p;

		while (stop < end && (separator == ' ' ? !is_blank(*stop) : *stop != separator))
			stop++;
		status = put(cells, p, stop, err);
		if (stop == end)
			break;
		for (p = stop + 1; separator == ' ' && is_blank(*p);)
			p++;
	}
	return status;
}

struct quoted {
	struct ins_cells *cells;
	struct ins_err *err;
	char separator;
	int status;
};

static void take_field(void *field, size_t size, void *data)
{
	struct quoted *quoted = data;

	if (quoted->separator == ' ' && !size)
		return;
	if (!quoted->status)
		quoted->status = put(quoted->cells, field, (const char *)field + size, quoted->err);
}

static int is_csv_space(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static int split_quoted(struct ins_cells *cells, const char *p, const char *end, char separator,
	struct ins_err *err)
{
	struct quoted quoted = {cells, err, separator, INS_OK};
	struct csv_parser parser;
	bool broken;
	int fault;

	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&parser, (unsigned char)separator);
	csv_set_space_func(&parser, is_csv_space);
	broken = csv_parse(&parser, p, (size_t)(end - p), take_field, NULL, &quoted) <
			 (size_t)(end - p) ||
		 csv_fini(&parser, take_field, NULL, &quoted) != 0;
	fault = csv_error(&parser);
	csv_free(&parser);
	if (broken && fault == CSV_ENOMEM)
		return ins_fail_memory(err, "quoted cells", (size_t)(end - p));
	if (quoted.status)
		return quoted.status;
	return broken ? INS_EFORMAT : INS_OK;
}

static void clear(struct ins_cells *cells)
{
	cells->count = 0;
	cells->store.size = 0;
}

int ins_cells_split(struct ins_cells *cells, const char *begin, const char *end, char separator,
	struct ins_err *err)
{
	int status;

	clear(cells);
	if (memchr(begin, '"', (size_t)(end - begin)))
		status = split_quoted(cells, begin, end, separator, err);
	else
		status = split_plain(cells, begin, end, separator, err);
	if (status != INS_ENOMEM)
		settle(cells);
	return status;
}

int ins_cells_split_text(struct ins_cells *cells, const char *begin, const char *end,
	char separator, struct ins_err *err)
{
	int status = ins_cells_split(cells, begin, end, separator, err);

	if (status == INS_EFORMAT) {
		clear(cells);
		status = split_plain(cells, begin, end, separator, err);
		if (!status)
			settle(cells);
	}
	return status;
}

size_t ins_cells_filled(const struct ins_cells *cells)
{
	size_t n = cells->count;

	while (n && !*cells->cell[n - 1])
		n--;
	return n;
}

/* Copy CELL with '-' for each MINUS; false where there is none. */
static bool retype_minus(const char *cell, char plain[PLAIN])
{
	const char *sign = strstr(cell, MINUS);
	size_t n = 0;

	if (!sign || strlen(cell) >= PLAIN)
		return false;
	for (; sign; cell = sign + strlen(MINUS), sign = strstr(cell, MINUS)) {
		memcpy(plain + n, cell, (size_t)(sign - cell));
		n += (size_t)(sign - cell);
		plain[n++] = '-';
	}
	memcpy(plain + n, cell, strlen(cell) + 1);
	return true;
}

bool ins_cells_number(const char *cell, char decimal, double *value)
{
	char plain[PLAIN];
	const char *end = cell + strlen(cell), *stop = ins_number_parse(cell, end, decimal, value);

	if (stop == end && *cell)
		return true;
	for (const char *const *word = ins_cells_missing; *word; word++)
		if (ins_text_same_word(cell, *word)) {
			*value = NAN;
			return true;
		}
	if (*cell && ins_number_parse_word(cell, end, value) == end)
		return true;
	return retype_minus(cell, plain) && ins_cells_number(plain, decimal, value);
}

/* How many bytes at P part thousands: a sign other than DECIMAL, an apostrophe, a blank. */
static size_t parting_at(const char *p, char decimal)
{
	static const char *const signs[] = {
		",", ".", "'", "\xe2\x80\x99", " ", "\xc2\xa0", "\xe2\x80\xaf", NULL};

	for (const char *const *sign = signs; *sign; sign++)
		if (**sign != decimal && strncmp(p, *sign, strlen(*sign)) == 0)
			return strlen(*sign);
	return 0;
}

bool ins_cells_grouped(const char *cell, char decimal, double *value, bool *alone)
{
	const char *p = cell + strspn(cell, "+-"), *parting;
	size_t digits = strspn(p, "0123456789"), n, length, groups = 0;
	char plain[PLAIN];

	if (retype_minus(cell, plain))
		return ins_cells_grouped(plain, decimal, value, alone);
	parting = p + digits;
	if (p - cell > 1 || !digits || digits > 3 || *p == '0' || strlen(cell) >= sizeof plain)
		return false;
	n = (size_t)(parting - cell);
	memcpy(plain, cell, n);
	length = parting_at(parting, decimal);
	for (p = parting; length && strncmp(p, parting, length) == 0; p += length + 3, n += 3) {
		if (strspn(p + length, "0123456789") < 3)
			return false;
		memcpy(plain + n, p + length, 3);
		groups++;
	}
	*alone = groups == 1 && !*p && (*parting == ',' || *parting == '.');
	memcpy(plain + n, p, strlen(p) + 1);
	if (!groups || (*p && *p != decimal) ||
		strspn(p + (*p != 0), "0123456789") != strlen(p + (*p != 0)))
		return false;
	return ins_number_parse(plain, plain + strlen(plain), decimal, value) ==
	       plain + strlen(plain);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool ins_cells_like(const char *text, const char *pattern)
{
	const char *star = NULL, *from = NULL;

	while (*text) {
		if (*pattern == '*') {
			star = ++pattern;
			from = text;
		} else if (*pattern == '?' || (*pattern && lower(*pattern) == lower(*text))) {
			pattern++;
			text++;
		} else if (star) {
			pattern = star;
			text = ++from;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}
