/* Numeric lines: rows read, and where and why the reader stops. */
#include "unit.h"

#include "data/rows.h"

static const size_t all[] = {0, 1, 2, 3, 4, 5, 6, 7};

/* Three columns parted by TABs, all wanted. */
static struct ins_rows three_columns(void)
{
	static const char *const missing[] = {"nan", "NaN", "--", NULL};

	return (struct ins_rows){.separator = '\t',
		.decimal = '.',
		.columns = 3,
		.wanted = all,
		.wanted_count = 3,
		.missing = missing};
}

/* Start and read the whole of TEXT from memory of its own size; what was taken of it. */
static size_t read_text(struct ins_rows *rows, const char *text, struct ins_rows_halt *halt)
{
	size_t n = strlen(text), used = 0;
	char *exact = malloc(n + 1);

	CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
	/* The last byte is the end of the block, so that a checker sees one read too many. */
	memcpy(exact + 1, text, n);
	CU_ASSERT_EQUAL(ins_rows_start(rows, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_rows_read(rows, exact + 1, n, true, &used, halt, NULL), INS_OK);
	halt->text = halt->text ? text + (halt->text - (exact + 1)) : NULL;
	free(exact);
	return used;
}

static int has(const struct ins_rows *rows, size_t row, double a, double b, double c)
{
	const double want[] = {a, b, c};

	for (size_t i = 0; i < rows->wanted_count; i++) {
		double got = rows->values[i][row];

		if (isnan(want[i]) ? !isnan(got) : got != want[i])
			return 0;
	}
	return row < rows->count;
}

/* 1.5 -2 0.003 and 4 5e2 -0.5, however they are written. */
static void reads_as(const char *text, char separator, char decimal)
{
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;

	rows.separator = separator;
	rows.decimal = decimal;
	CU_ASSERT_EQUAL(read_text(&rows, text, &halt), strlen(text));
	CU_ASSERT_EQUAL(halt.stop, INS_ROWS_END);
	CU_ASSERT_EQUAL_FATAL(rows.count, 2);
	CU_ASSERT(has(&rows, 0, 1.5, -2, 0.003) && has(&rows, 1, 4, 500, -0.5));
	CU_ASSERT_EQUAL(rows.line, 3);
	ins_rows_free(&rows);
}

static void reads_every_writing(void)
{
	reads_as("1.5\t-2\t.003\n4\t5e2\t-.5\n", '\t', '.');
	reads_as("1.5\t-2\t.003\r\n4\t5e2\t-.5\r\n", '\t', '.');
	reads_as("1.5,-2,3e-003\r\n4.,5e2,-0.5\n", ',', '.');
	reads_as("1,5;-2;0,003\n4;5e2;-0,5", ';', ',');
	reads_as("1,5;-2;0,003;\r\n4;5e2;-0,5;;\r\n", ';', ',');
	reads_as(" 1.5 , -2\t,3e-3 \n4,+5e2 ,  -.5\r", ',', '.');
	reads_as("  1.5 -2 \t 3e-3\n\t4\t\t5e2  -.5 \t\r\n", ' ', '.');
	reads_as("1,5  -2  0,003  \n4  5e2  -0,5  \n", ' ', ',');
	reads_as(" 1.5\t -2\t .003\t\n 4 \t500.00000000000000000000 \t-.5\t \n", '\t', '.');
}

static void reads_missing_numbers(void)
{
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;

	read_text(&rows, "1\t\t3\nnan\t--\t NaN \n\t2\t\n1\t2\t\r\n", &halt);
	CU_ASSERT_EQUAL(halt.stop, INS_ROWS_END);
	CU_ASSERT_EQUAL_FATAL(rows.count, 4);
	CU_ASSERT(has(&rows, 0, 1, NAN, 3) && has(&rows, 1, NAN, NAN, NAN));
	CU_ASSERT(has(&rows, 2, NAN, 2, NAN) && has(&rows, 3, 1, 2, NAN));
	ins_rows_free(&rows);
}

static void keeps_wanted_columns_only(void)
{
	static const size_t wanted[] = {1, 4};
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;

	rows.separator = ';';
	rows.columns = 6;
	rows.wanted = wanted;
	rows.wanted_count = 2;
	read_text(&rows,
		"a word that is long;1;;12:30:05.5;2;kN\nb;3;'x';\xc2\xb5m;4;\n"
		";5;;;6;the end",
		&halt);
	CU_ASSERT_EQUAL(halt.stop, INS_ROWS_END);
	CU_ASSERT_EQUAL_FATAL(rows.count, 3);
	CU_ASSERT(has(&rows, 0, 1, 2, 0) && has(&rows, 1, 3, 4, 0) && has(&rows, 2, 5, 6, 0));
	CU_ASSERT(rows.unfinished);
	ins_rows_free(&rows);
}

/* Where the reading of TEXT stops after one good row, and the sentence about it. */
/* The first wanted column lies behind the end of the line. */
static void stops_before_the_first_wanted_column(void)
{
	static const size_t last[] = {1, 2};
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;

	rows.wanted = last;
	rows.wanted_count = 2;
	CU_ASSERT_EQUAL(read_text(&rows, "a\t1\t2\nb\n", &halt), 6);
	CU_ASSERT_EQUAL(halt.stop, INS_ROWS_SHORT);
	CU_ASSERT_EQUAL(rows.count, 1);
	ins_rows_free(&rows);
}

static void stops_at(const char *text, enum ins_rows_stop stop, const char *sentence)
{
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;
	struct ins_err err = {0};

	rows.line = 11;
	CU_ASSERT_EQUAL(read_text(&rows, text, &halt), 6);
	CU_ASSERT_EQUAL(halt.stop, stop);
	CU_ASSERT_EQUAL(rows.count, 1);
	CU_ASSERT_EQUAL(rows.line, 12);
	CU_ASSERT_EQUAL(ins_rows_fail(&halt, "p.txt", NULL, &err), INS_EFORMAT);
	SAME(err.text, sentence);
	ins_rows_free(&rows);
}

static void says_where_and_why_it_stops(void)
{
	stops_at("1\t2\t3\n1\t2,5\t3\n", INS_ROWS_CELL, "p.txt:12:3: not a number: '2,5'");
	stops_at("1\t2\t3\n1\t 2 5 \t3\n", INS_ROWS_CELL, "p.txt:12:4: not a number: '2 5'");
	stops_at("1\t2\t3\nBad\t1\t1\n", INS_ROWS_CELL, "p.txt:12:1: not a number: 'Bad'");
	stops_at("1\t2\t3\n\xc2\xb5\xc2\xb5\t2\t3", INS_ROWS_CELL,
		"p.txt:12:1: not a number: '\xc2\xb5\xc2\xb5'");
	stops_at("1\t2\t3\n1\t2\t\xe2\x88\x92\x33\n", INS_ROWS_CELL,
		"p.txt:12:5: not a number: '\xe2\x88\x92\x33'");
	stops_at("1\t2\t3\n1\r\t2\t3\n", INS_ROWS_CELL, "p.txt:12:1: not a number: '1?'");
	stops_at("1\t2\t3\n1\t2\n", INS_ROWS_SHORT, "p.txt:12:4: the line ends before cell 3");
	stops_at("1\t2\t3\n1", INS_ROWS_SHORT, "p.txt:12:2: the line ends before cell 2");
	stops_at("1\t2\t3\n1\t2\t", INS_ROWS_SHORT, "p.txt:12:5: the line ends before cell 3");
	stops_at(
		"1\t2\t3\n1\t2\t3\t4\n", INS_ROWS_LONG, "p.txt:12:7: more cells than columns: '4'");
	stops_at("1\t2\t3\n\n1\t2\t3\n", INS_ROWS_BLANK, "p.txt:12:1: an empty line");
	stops_at("1\t2\t3\n \t\t\t\r\n1\t2\t3\n", INS_ROWS_BLANK, "p.txt:12:1: an empty line");
	stops_at("1\t2\t3\n1\t\"2\"\tx\n", INS_ROWS_QUOTE,
		"p.txt:12:3: a quote among numbers: '\"2\"'");
	stops_at(
		"1\t2\t3\n1\tx\t3\t\"\n", INS_ROWS_QUOTE, "p.txt:12:3: a quote among numbers: 'x'");
}

static void counts_characters_not_bytes(void)
{
	static const size_t wanted[] = {1};
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;
	struct ins_err err = {0};

	rows.wanted = wanted;
	rows.wanted_count = 1;
	read_text(&rows, "\xc2\xb5m/\xe2\x84\xab\tabc\t1\n", &halt);
	CU_ASSERT_EQUAL(halt.column, 6);
	CU_ASSERT_EQUAL(halt.cell, 1);
	ins_rows_fail(&halt, "p.txt", "Load (uN)", &err);
	SAME(err.text, "p.txt:1:6: not a number in column 'Load (uN)': 'abc'");
	ins_rows_free(&rows);
}

static void sees_a_quote_in_any_column(void)
{
	static const size_t wanted[] = {0};
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;

	rows.wanted = wanted;
	rows.wanted_count = 1;
	CU_ASSERT_EQUAL(read_text(&rows, "1\t2\tplain\n2\tlong words, 5\" pipe\t3\n", &halt), 10);
	CU_ASSERT_EQUAL(halt.stop, INS_ROWS_QUOTE);
	CU_ASSERT_EQUAL(halt.cell, 1);
	ins_rows_free(&rows);
}

static void stops_where_a_line_ends_before_the_first_wanted_cell(void)
{
	static const size_t wanted[] = {1};
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;

	rows.wanted = wanted;
	rows.wanted_count = 1;
	CU_ASSERT_EQUAL(read_text(&rows, "1\t2\t3\n1\n", &halt), 6);
	CU_ASSERT_EQUAL(halt.stop, INS_ROWS_SHORT);
	CU_ASSERT_EQUAL(halt.cell, 1);
	ins_rows_free(&rows);
}

static void goes_on_where_the_caller_decides(void)
{
	static const char text[] = "1\t2\t3\nEND_SEGMENT\n\n4\t5\t6\n\"7\"\t8\t9\n1\t1\t1\n";
	static const double quoted[] = {7, 8, 9};
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;
	size_t n = sizeof text - 1, at = 0, used, halts = 0;

	CU_ASSERT_EQUAL(ins_rows_start(&rows, NULL), INS_OK);
	for (; at < n; at += used) {
		CU_ASSERT_EQUAL(
			ins_rows_read(&rows, text + at, n - at, true, &used, &halt, NULL), INS_OK);
		if (halt.stop == INS_ROWS_END)
			continue;
		if (halt.stop == INS_ROWS_QUOTE)
			CU_ASSERT_EQUAL(ins_rows_append(&rows, quoted, NULL), INS_OK);
		used += ins_rows_skip(&rows, text + at + used, n - at - used);
		CU_ASSERT_EQUAL(halt.line, 2 + (halts > 0) + 2 * (halts > 1));
		halts++;
	}
	CU_ASSERT_EQUAL(halts, 3);
	CU_ASSERT_EQUAL(rows.line, 7);
	CU_ASSERT_EQUAL_FATAL(rows.count, 4);
	CU_ASSERT(has(&rows, 1, 4, 5, 6) && has(&rows, 2, 7, 8, 9) && has(&rows, 3, 1, 1, 1));
	ins_rows_free(&rows);
}

/* Cells among many others, long enough for every shortcut: bit by bit what strtod says. */
static void reads_what_strtod_reads(void)
{
	static const char *const cell[] = {"0", "-0", "-0.0", "5.", ".5", "-.25", "7", "-12345678",
		"0.1", "123456789012345", "1234567890123456", "9007199254740993",
		"12345678.1234567", "-12345678.1234567", "0.00000000000001", "-1234567.12345678",
		"1e5", "1.5E-3", "+2.5", "99999999.9999999", "3.14159265358979", "123456789012.345",
		"1e-320"};
	enum { CELLS = sizeof cell / sizeof *cell };
	char text[3 * CELLS * 32 * 8] = "", *p = text;
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;

	for (size_t i = 0; i < 8 * CELLS; i++)
		p += sprintf(p, "%s\t%s\t%s\n", cell[i % CELLS], cell[(i + 5) % CELLS],
			cell[(i + 11) % CELLS]);
	CU_ASSERT_EQUAL(read_text(&rows, text, &halt), (size_t)(p - text));
	CU_ASSERT_EQUAL_FATAL(rows.count, 8 * CELLS);
	for (size_t i = 0; i < rows.count; i++) {
		double want[] = {strtod(cell[i % CELLS], NULL), strtod(cell[(i + 5) % CELLS], NULL),
			strtod(cell[(i + 11) % CELLS], NULL)};

		for (size_t j = 0; j < 3; j++)
			CU_ASSERT(memcmp(&want[j], &rows.values[j][i], sizeof *want) == 0);
	}
	ins_rows_free(&rows);
}

/* A sign alone, two decimal signs or none of the digits are no number among many others either. */
static void refuses_what_is_no_number_among_many(void)
{
	static const char *const wrong[] = {
		".", "-", "-.", "1.2.3", "--1", "1-", "1..", "1:2", "1/"};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct ins_rows rows = three_columns();
		struct ins_rows_halt halt;
		char text[400];
		int n = sprintf(text, "%060d\t2\t3\n4\t%s\t6\n%060d\t8\t9\n", 1, wrong[i], 7);

		CU_ASSERT(n > 0 && read_text(&rows, text, &halt) == 65);
		CU_ASSERT_EQUAL(halt.stop, INS_ROWS_CELL);
		ins_rows_free(&rows);
	}
}

/* Whatever the pieces, the rows are the same; the bytes not taken come again. */
static void reads_in_pieces_of_any_size(void)
{
	static const char text[] = "1.25\t-2\t3e-5\r\n4\t\t6\n"
				   "7.123456789012345678\t8\t9\r\n1\t2\t3";
	size_t n = sizeof text - 1;

	for (size_t piece = 1; piece <= n; piece++) {
		struct ins_rows rows = three_columns();
		struct ins_rows_halt halt;
		size_t begin = 0, end = 0, used;

		CU_ASSERT_EQUAL(ins_rows_start(&rows, NULL), INS_OK);
		while (begin < n) {
			end = end + piece < n ? end + piece : n;
			CU_ASSERT_EQUAL(ins_rows_read(&rows, text + begin, end - begin, end == n,
						&used, &halt, NULL),
				INS_OK);
			CU_ASSERT_EQUAL(halt.stop, INS_ROWS_END);
			begin += used;
		}
		CU_ASSERT_EQUAL_FATAL(rows.count, 4);
		CU_ASSERT(has(&rows, 0, 1.25, -2, 3e-5) && has(&rows, 1, 4, NAN, 6));
		CU_ASSERT(has(&rows, 2, 7.123456789012345678, 8, 9) && has(&rows, 3, 1, 2, 3));
		CU_ASSERT(rows.unfinished);
		ins_rows_free(&rows);
	}
}

/* A cut file gives the rows that are complete, and a last one only with the flag up. */
static void makes_no_row_of_a_cut_line(void)
{
	static const char text[] = "1.5\t2.5\t3.5\n4.5\t5.5\t6.5\n";

	for (size_t n = 0; n < sizeof text; n++) {
		struct ins_rows rows = three_columns();
		struct ins_rows_halt halt;
		char cut[sizeof text] = "";

		memcpy(cut, text, n);
		read_text(&rows, cut, &halt);
		CU_ASSERT_EQUAL(rows.count, (size_t)(n > 8) + (n > 20));
		CU_ASSERT_EQUAL(rows.unfinished, (n > 8 && n < 12) || (n > 20 && n < 24));
		ins_rows_free(&rows);
	}
}

static void grows(void)
{
	enum { LINES = 5000 };
	struct ins_rows rows = three_columns();
	struct ins_rows_halt halt;
	char *text = malloc(LINES * 32), *p = text;
	int wrong = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	for (int i = 0; i < LINES; i++)
		p += sprintf(p, "%d\t%d.5\t-%d\n", i, i, i);
	read_text(&rows, text, &halt);
	CU_ASSERT_EQUAL_FATAL(rows.count, LINES);
	for (size_t i = 0; i < LINES; i++)
		wrong += !has(&rows, i, (double)i, (double)i + 0.5, -(double)i);
	CU_ASSERT_EQUAL(wrong, 0);
	ins_rows_free(&rows);
	free(text);
}

static void refuses(struct ins_rows rows, const char *sentence)
{
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_rows_start(&rows, &err), INS_EUSAGE);
	SAME(err.text, sentence);
	ins_rows_free(&rows);
}

static void refuses_a_layout_that_contradicts_itself(void)
{
	static const size_t descending[] = {1, 1};
	struct ins_rows rows = three_columns();

	rows.decimal = ';';
	refuses(rows, "the decimal sign is '.' or ',', not ';'");
	rows.decimal = rows.separator = ',';
	refuses(rows, "',' cannot be both separator and decimal sign");
	rows.separator = 'e';
	refuses(rows, "'e' cannot separate numbers");
	rows = three_columns();
	rows.wanted_count = 0;
	refuses(rows, "no column is wanted");
	rows.wanted_count = 4;
	refuses(rows, "column 4 of 3 cannot be read here");
	rows.wanted = descending;
	rows.wanted_count = 2;
	refuses(rows, "column 2 of 3 cannot be read here");
}

int main(void)
{
	static const struct unit_test tests[] = {{"reads every writing", reads_every_writing},
		{"reads missing numbers", reads_missing_numbers},
		{"keeps wanted columns only", keeps_wanted_columns_only},
		{"stops before the first wanted column", stops_before_the_first_wanted_column},
		{"says where and why it stops", says_where_and_why_it_stops},
		{"counts characters, not bytes", counts_characters_not_bytes},
		{"sees a quote in any column", sees_a_quote_in_any_column},
		{"stops where a line ends before the first wanted cell",
			stops_where_a_line_ends_before_the_first_wanted_cell},
		{"goes on where the caller decides", goes_on_where_the_caller_decides},
		{"reads what strtod reads", reads_what_strtod_reads},
		{"refuses what is no number among many", refuses_what_is_no_number_among_many},
		{"reads in pieces of any size", reads_in_pieces_of_any_size},
		{"makes no row of a cut line", makes_no_row_of_a_cut_line}, {"grows", grows},
		{"refuses a layout that contradicts itself",
			refuses_a_layout_that_contradicts_itself},
		{NULL, NULL}};
	return unit_main("rows", tests);
}
