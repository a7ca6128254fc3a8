/* Raw exports: one table in all encodings and layouts, records cut after every byte, and mutated.
 */
#include "records.h"

#include <dirent.h>
#include <iconv.h>

#include "base/text.h"

enum { ROWS = 6 };

/* One way to write the table. */
struct way {
	const char *charset;
	int mark;            /* with a byte order mark */
	const char *ends[2]; /* of lines, in turn */
	char separator, decimal;
	int units; /* 0 in parentheses, 1 brackets, 2 a row of their own, 3 none */
};

static const double truth[ROWS][3] = {{0.5, 0.25, -1.5}, {1.5, 3.75, 2.5}, {2.5, 7.25, 8.125},
	{3.5, 11.5, 12.5}, {4.5, 15.25, 16.75}, {5.5, 19.125, 20.25}};

static void put_line(struct ins_text *text, const char *line, const struct way *way, int number)
{
	const char *end = way->ends[number % 2];

	ins_text_put(text, line, strlen(line), NULL);
	ins_text_put(text, end, strlen(end), NULL);
}

static void put_names(struct ins_text *text, const struct way *way)
{
	static const char *const names[] = {"Time", "Load", "Depth"};
	static const char *const units[] = {"s", "µN", "nm"};
	static const char *const shapes[] = {"%s (%s)", "%s [%s]", "%s", "%s"};
	char line[256] = "", cell[64];

	for (int i = 0; i < 3; i++) {
		snprintf(cell, sizeof cell, shapes[way->units], names[i], units[i]);
		snprintf(line + strlen(line), sizeof line - strlen(line), "%s%.*s", cell, i < 2,
			&way->separator);
	}
	put_line(text, line, way, 0);
	if (way->units != 2)
		return;
	snprintf(line, sizeof line, "%s%c%s%c%s", units[0], way->separator, units[1],
		way->separator, units[2]);
	put_line(text, line, way, 1);
}

/* The table in UTF-8. */
static void write_table(struct ins_text *text, const struct way *way)
{
	if (way->mark)
		ins_text_put(text, "\xef\xbb\xbf", 3, NULL);
	put_names(text, way);
	for (int i = 0; i < ROWS; i++) {
		char line[128];

		snprintf(line, sizeof line, "%.1f%c%.3f%c%.3f", truth[i][0], way->separator,
			truth[i][1], way->separator, truth[i][2]);
		for (char *p = line; *p && way->decimal == ','; p++)
			if (*p == '.')
				*p = ',';
		put_line(text, line, way, i);
	}
}

static size_t encode(const struct ins_text *text, const char *charset, char *out, size_t room)
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	char *in = text->data, *to = out;
	size_t left = text->size, free_room = room;

	CU_ASSERT_FATAL(cd != (iconv_t)-1);
	CU_ASSERT_EQUAL(iconv(cd, &in, &left, &to, &free_room), 0);
	iconv_close(cd);
	return room - free_room;
}

static void check_way(const struct way *way)
{
	static const char *const channels[] = {"time:Time:s", "load:Load:uN", "displacement:3:nm"};
	static const char *const columns[] = {"time_s", "load_uN", "displacement_nm"};
	struct ins_raw_request request = {0};
	struct ins_text text = {0};
	struct ins_raw raw;
	struct ins_err err;
	char bytes[4096];
	size_t size;
	int status, good = 1;

	if (way->units == 3) {
		request.channel = channels;
		request.channels = 3;
	}
	write_table(&text, way);
	size = encode(&text, way->charset, bytes, sizeof bytes);
	status = read_bytes(bytes, size, &request, &raw, &err);
	if (way->separator == ',' && way->decimal == ',') {
		good = status == INS_EFORMAT && strstr(err.text, "--format=decimal-comma");
	} else {
		good = status == INS_OK && raw.blocks == 1 && raw.block[0].rows == ROWS;
		for (int c = 0; c < 3 && good; c++) {
			const double *numbers = ins_table_numbers(&raw.block[0].table, columns[c]);

			for (int i = 0; i < ROWS && good; i++)
				good = numbers && numbers[i] == truth[i][c];
		}
	}
	if (!good)
		fprintf(stderr, "%s%s, separator '%c', decimal '%c', units %d: %s\n", way->charset,
			way->mark ? " with mark" : "", way->separator, way->decimal, way->units,
			err.text);
	CU_ASSERT(good);
	ins_raw_free(&raw);
	ins_text_free(&text);
}

static void reads_every_way_of_writing_a_table(void)
{
	static const struct way encodings[] = {{.charset = "UTF-8"},
		{.charset = "UTF-8", .mark = 1}, {.charset = "UTF-16LE"},
		{.charset = "UTF-16LE", .mark = 1}, {.charset = "UTF-16BE"},
		{.charset = "UTF-16BE", .mark = 1}, {.charset = "ISO-8859-1"}};
	static const char *const ends[][2] = {{"\n", "\n"}, {"\r\n", "\r\n"}, {"\n", "\r\n"}};
	static const char separators[] = "\t,; ", decimals[] = ".,";

	for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++)
		for (size_t n = 0; n < 3; n++)
			for (const char *s = separators; *s; s++)
				for (const char *d = decimals; *d; d++)
					for (int units = 0; units < 4; units++) {
						struct way way = encodings[e];

						way.ends[0] = ends[n][0];
						way.ends[1] = ends[n][1];
						way.separator = *s;
						way.decimal = *d;
						way.units = units;
						check_way(&way);
					}
}

/* Whether the block CUT holds only rows of WHOLE; the last number of an open last line may differ.
 */
static int is_beginning(const struct ins_raw_block *cut, const struct ins_raw_block *whole)
{
	if (cut->rows > whole->rows)
		return 0;
	for (size_t c = 0; c < cut->table.columns; c++) {
		const struct ins_column *column = &cut->table.column[c];
		const double *numbers = ins_table_numbers(&whole->table, column->name);

		for (size_t i = 0; i + 1 < cut->rows && numbers; i++)
			if (column->number[i] != numbers[i] &&
				!(isnan(column->number[i]) && isnan(numbers[i])))
				return 0;
	}
	return 1;
}

static size_t count_lines(const char *bytes, size_t size)
{
	size_t lines = 0;

	for (size_t i = 0; i < size; i++)
		lines += bytes[i] == '\n';
	return lines;
}

/* Cut the file after every byte: it is read up to there, or refused, and nothing is made up. */
static void cut_everywhere(
	const char *name, char *bytes, size_t size, const struct ins_raw_request *request)
{
	struct ins_raw whole, cut;
	struct ins_err err;
	size_t wrong = 0;

	if (read_bytes(bytes, size, request, &whole, &err) == INS_OK)
		for (size_t n = 0; n < size; n++) {
			int status = read_bytes(bytes, n, request, &cut, &err);
			size_t rows = 0;

			if (status != INS_OK && status != INS_EFORMAT)
				wrong++;
			for (size_t b = 0; b < cut.blocks && status == INS_OK; b++) {
				if (b < whole.blocks &&
					!is_beginning(&cut.block[b], &whole.block[b]))
					wrong++;
				rows = cut.block[b].rows > rows ? cut.block[b].rows : rows;
			}
			/* One row may stand in the open last line. */
			if (status == INS_OK && rows > count_lines(bytes, n) + 1)
				wrong++;
			if (wrong && !whole.title)
				fprintf(stderr, "%s cut after %zu bytes\n", name, n);
			ins_raw_free(&cut);
			if (wrong)
				break;
		}
	if (wrong)
		fprintf(stderr, "%s: cut wrongly\n", name);
	CU_ASSERT_EQUAL(wrong, 0);
	ins_raw_free(&whole);
}

/* Change a few bytes: whatever comes of it, it is no crash. */
static void mutate(char *bytes, size_t size, const struct ins_raw_request *request)
{
	static const char odd[] = "\0\t\n\r \",;.-+eE019NaN[(%#\xff\xc3\xef";
	unsigned long long state = 88172645463325252ull + size;

	for (int round = 0; round < 60; round++) {
		char copy[4096];
		struct ins_raw raw;
		struct ins_err err;

		memcpy(copy, bytes, size);
		for (int i = 0; i < 4; i++) {
			/* Marsaglia's xorshift: the same changes in every run. */
			state ^= state << 13;
			state ^= state >> 7;
			state ^= state << 17;
			copy[state % size] = odd[(state >> 32) % (sizeof odd - 1)];
		}
		read_bytes(copy, size, request, &raw, &err);
		CU_ASSERT(err.status == INS_OK || err.status == INS_EFORMAT);
		ins_raw_free(&raw);
	}
}

static void each_layout(void (*check)(const char *, char *, size_t, const struct ins_raw_request *))
{
	const char *top = getenv("top_srcdir");
	struct ins_formats formats = {0};
	struct ins_raw_request request = {.formats = &formats};
	struct dirent *entry;
	char path[512];
	size_t files = 0;
	DIR *dir;

	CU_ASSERT_EQUAL(ins_formats_load(&formats, NULL), INS_OK);
	snprintf(path, sizeof path, "%s/tests/data/layouts", top ? top : ".");
	dir = opendir(path);
	CU_ASSERT_PTR_NOT_NULL_FATAL(dir);
	while ((entry = readdir(dir))) {
		char *bytes, full[1024];
		size_t size;

		snprintf(full, sizeof full, "%s/%s", path, entry->d_name);
		if (*entry->d_name == '.' || ins_input_slurp(full, &bytes, &size, NULL))
			continue;
		check(entry->d_name, bytes, size, &request);
		free(bytes);
		files++;
	}
	closedir(dir);
	CU_ASSERT(files > 20);
	ins_formats_free(&formats);
}

static void reads_what_is_left_of_a_cut_file(void)
{
	each_layout(cut_everywhere);
}

static void mutate_file(
	const char *name, char *bytes, size_t size, const struct ins_raw_request *request)
{
	(void)name;
	mutate(bytes, size, request);
}

static void survives_changed_bytes(void)
{
	each_layout(mutate_file);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"reads every way of writing a table", reads_every_way_of_writing_a_table},
		{"reads what is left of a cut file", reads_what_is_left_of_a_cut_file},
		{"survives changed bytes", survives_changed_bytes}, {NULL, NULL}};
	return unit_main("raw layouts", tests);
}
