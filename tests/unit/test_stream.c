/* Streams written, read back, left by filters, put together, cut. */
#include "unit.h"

#include <unistd.h>

#include "data/join.h"
#include "data/stream.h"

/* Read TEXT as a stream through a file. */
static int read_text(const char *text, size_t n, struct ins_table *table, struct ins_err *err)
{
	char path[] = "stream-XXXXXX";
	int fd = mkstemp(path), status;
	struct ins_input input;

	CU_ASSERT_FATAL(fd >= 0 && write(fd, text, n) == (ssize_t)n && close(fd) == 0);
	CU_ASSERT_EQUAL_FATAL(ins_input_open(&input, path, err), INS_OK);
	input.name = "in.tsv";
	memset(table, 0, sizeof *table);
	status = ins_stream_read(table, &input, err);
	ins_input_close(&input);
	unlink(path);
	return status;
}

static int read_string(const char *text, struct ins_table *table, struct ins_err *err)
{
	return read_text(text, strlen(text), table, err);
}

static void comes_back_as_written(void)
{
	struct ins_table table = {0}, back = {0};
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);

	ins_table_set_kind(&table, "tests", NULL);
	ins_table_add_note(&table, NULL, "input", "a b.txt sha256:00");
	ins_table_add_columns(&table, "specimen:t yield_GPa", NULL);
	ins_table_add_rows(&table, 3, NULL);
	ins_table_set_word(&table, "specimen", 0, "p#1\t%2 \"x\"", NULL);
	ins_table_set_word(&table, "specimen", 1, "7", NULL);
	ins_table_set(&table, "yield_GPa", 0, 4.482);
	ins_table_set(&table, "yield_GPa", 2, -0.0);
	CU_ASSERT_EQUAL(ins_stream_write(&table, file, NULL), INS_OK);
	fclose(file);
	SAME(text, "#insitu 1\n#@ kind\ttests\n#@ input\ta b.txt sha256:00\nspecimen\tyield_GPa\n"
		   "p%231%09%252 %22x%22\t4.482\n7\tnan\n-\t0\n");
	CU_ASSERT_EQUAL(read_text(text, size, &back, NULL), INS_OK);
	SAME(back.kind, "tests");
	SAME(ins_table_find_note(&back, "input"), "a b.txt sha256:00");
	SAME(ins_table_words(&back, "specimen")[0], "p#1\t%2 \"x\"");
	SAME(ins_table_words(&back, "specimen")[1], "7");
	NEAR(ins_table_numbers(&back, "yield_GPa")[0], 4.482, 0, 0);
	CU_ASSERT(isnan(ins_table_numbers(&back, "yield_GPa")[1]));
	ins_table_free(&table);
	ins_table_free(&back);
	free(text);
}

/* A clock that counts from 1970 or 1904 keeps what a record has of a second; what is no time, and a
 * time of less than a day, has ten digits. */
static void keeps_the_fractions_of_a_clock(void)
{
	static const double time_s[] = {
		99999.123456, 123456.789012, 1763882185.4, 3846726985.01, NAN, -1763882185.00001};
	enum { ROWS = sizeof time_s / sizeof *time_s };
	struct ins_table table = {0};
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);

	ins_table_add_columns(&table, "load_uN time_s", NULL);
	ins_table_add_rows(&table, ROWS, NULL);
	for (size_t i = 0; i < ROWS; i++) {
		ins_table_set(&table, "load_uN", i, time_s[i]);
		ins_table_set(&table, "time_s", i, time_s[i]);
	}
	CU_ASSERT_EQUAL(ins_stream_write(&table, file, NULL), INS_OK);
	fclose(file);
	SAME(text, "#insitu 1\nload_uN\ttime_s\n"
		   "99999.12346\t99999.12346\n123456.789\t123456.789012\n"
		   "1763882185\t1763882185.4\n3846726985\t3846726985.01\n"
		   "nan\tnan\n-1763882185\t-1763882185.00001\n");
	ins_table_free(&table);
	free(text);
}

/* A kind and a key can hold any letters, once they were written as %XX; they come back as such. */
static void keeps_kind_and_key_on_their_lines(void)
{
	static const char text[] = "#insitu 1\n#@ kind\ta%0Ab%1B\n#@ c%0A d\te%0Af\nx\n1\n";
	struct ins_table table = {0};
	char *written = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&written, &size);

	CU_ASSERT_EQUAL(read_string(text, &table, NULL), INS_OK);
	SAME(table.kind, "a b\x1b");
	SAME(table.note[0].key, "c  d");
	CU_ASSERT_EQUAL(ins_stream_write(&table, file, NULL), INS_OK);
	fclose(file);
	SAME(written, "#insitu 1\n#@ kind\ta%20b%1B\n#@ c%20%20d\te f\nx\n1\n");
	ins_table_free(&table);
	free(written);
}

static void reads_what_a_filter_left(void)
{
	struct ins_table table;

	CU_ASSERT_EQUAL(
		read_string("strain\tnote_x\r\n-0.148\t1\r\n2e-3\tabc\r\n", &table, NULL), INS_OK);
	CU_ASSERT_PTR_NULL(table.kind);
	NEAR(ins_table_numbers(&table, "strain")[1], 2e-3, 0, 0);
	/* One word makes the column one of words; the number above it is kept. */
	SAME(ins_table_words(&table, "note_x")[0], "1");
	SAME(ins_table_words(&table, "note_x")[1], "abc");
	ins_table_free(&table);
}

/* A word that comes late leaves the cells above it as they were written. */
static void keeps_cells_above_a_word(void)
{
	static const char *const want[] = {"1.50", "1234567890123", "-0", "a%b", "7", "a?b"};
	static const char text[] = "#@ kind\tcurve\nstrain\tnote_x\n1\t1.50\r\n2\t1234567890123\n"
				   "# a word between\n3\t-0\n4\ta%25b\n5\t7\n6\ta\0b\n";
	struct ins_table table;

	CU_ASSERT_EQUAL(read_text(text, sizeof text - 1, &table, NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(table.rows, 6);
	CU_ASSERT_EQUAL(table.columns, 2);
	for (size_t i = 0; i < table.rows; i++) {
		SAME(ins_table_words(&table, "note_x")[i], want[i]);
		NEAR(ins_table_numbers(&table, "strain")[i], (double)i + 1, 0, 0);
	}
	ins_table_free(&table);
}

/* Words longer than the writer's block, and numbers wherever a block ends. */
static void writes_more_than_a_block(void)
{
	enum { LONG = 200000, ROWS = 20000 };
	struct ins_table table = {0}, back = {0};
	char *word = malloc(LONG + 1), *text = NULL;
	size_t size = 0, wrong = 0;
	FILE *file = open_memstream(&text, &size);

	CU_ASSERT_PTR_NOT_NULL_FATAL(word);
	memset(word, 'x', LONG);
	word[LONG] = 0;
	for (size_t i = 0; i < LONG; i += 7)
		word[i] = '%';
	ins_table_add_columns(&table, "specimen:t strain", NULL);
	ins_table_add_rows(&table, ROWS, NULL);
	ins_table_fill_words(&table, "specimen", 0, ROWS, "p 1", NULL);
	ins_table_set_word(&table, "specimen", ROWS / 2, word, NULL);
	for (size_t i = 0; i < ROWS; i++)
		ins_table_set(&table, "strain", i, (double)i / 7 - 1000);
	CU_ASSERT_EQUAL(ins_stream_write(&table, file, NULL), INS_OK);
	fclose(file);
	CU_ASSERT_EQUAL(read_text(text, size, &back, NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(back.rows, ROWS);
	for (size_t i = 0; i < ROWS; i++) {
		char want[32];

		snprintf(want, sizeof want, "%.10g", (double)i / 7 - 1000);
		wrong += ins_table_numbers(&back, "strain")[i] != strtod(want, NULL);
		wrong += strcmp(ins_table_words(&back, "specimen")[i],
				 ins_table_words(&table, "specimen")[i]) != 0;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	ins_table_free(&table);
	ins_table_free(&back);
	free(text);
	free(word);
}

/* An end of line that is the first of a block; a word that is empty. */
static void writes_short_words(void)
{
	enum { ROWS = 70000 };

	for (int odd = 0; odd < 2; odd++) {
		struct ins_table table = {0}, back = {0};
		struct ins_input input = {0};
		FILE *file = fopen("test_stream.words", "wb");

		ins_table_set_kind(&table, odd ? "odd" : "even", NULL);
		ins_table_add_columns(&table, "a:t", NULL);
		ins_table_add_rows(&table, ROWS, NULL);
		for (size_t i = 0; i < ROWS; i++)
			ins_table_set_word(&table, "a", i, i == 7 ? "" : "x", NULL);
		CU_ASSERT_EQUAL(ins_stream_write(&table, file, NULL), INS_OK);
		fclose(file);
		CU_ASSERT_EQUAL_FATAL(ins_input_open(&input, "test_stream.words", NULL), INS_OK);
		CU_ASSERT_EQUAL_FATAL(ins_stream_read(&back, &input, NULL), INS_OK);
		CU_ASSERT_EQUAL(back.rows, ROWS);
		SAME(ins_table_words(&back, "a")[7], "-");
		SAME(ins_table_words(&back, "a")[ROWS - 1], "x");
		ins_input_close(&input);
		ins_table_free(&table);
		ins_table_free(&back);
	}
	remove("test_stream.words");
}

static void tells_of_a_full_disk(void)
{
	struct ins_table table = {0};
	struct ins_err err = {0};
	FILE *file = fopen("/dev/full", "wb");

	if (!file) {
		fprintf(stderr, "no /dev/full: a full disk was not tried\n");
		CU_PASS("");
		return;
	}
	ins_table_add_number(&table, "strain", NULL);
	ins_table_add_rows(&table, 100000, NULL);
	CU_ASSERT_EQUAL(ins_stream_write(&table, file, &err), INS_EOUTPUT);
	SAME(err.text, "cannot be written: No space left on device");
	fclose(file);
	ins_table_free(&table);
}

static void says_what_is_wrong(void)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{"", "in.tsv: empty: no header row"},
		{"#insitu 2\n", "in.tsv:1:9: stream version '2' is not known; this program reads "
				"version 1"},
		{"#insitu 1\na\tb\n1\t2\n#insitu 1\n",
			"in.tsv:4:1: a second stream begins here; give streams as "
			"separate files, not put together"},
		{"a\tb\n1\t2\n3\n", "in.tsv:3: 1 cells where the header has 2; is the row cut?"},
		{"a\tb\n1\t2\t3\n", "in.tsv:2: 3 cells where the header has 2; is the row cut?"},
		{"a\tb\n1\t2\n3\t4", "in.tsv:3: the last row has no line end; the stream was cut"},
		{"a\tB\n1\t2\n", "in.tsv:1:3: not a column name: 'B'; names are letters, digits "
				 "and _, beginning "
				 "with a small letter"},
		{"a\ta\n1\t2\n", "in.tsv:1:3: column 'a' stands twice"},
		{"a\tb\n1\t\n",
			"in.tsv:2:3: an empty cell in column 'b'; write nan, or - for a word"},
		{"a\tb\n\n1\t2\n", "in.tsv:2:1: a blank line inside the table"},
		{"#@ kind\na\n1\n", "in.tsv:1:1: a note without a TAB between key and value"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ins_err err = {0};
		struct ins_table table;

		CU_ASSERT_EQUAL(read_string(cases[i].text, &table, &err), INS_EFORMAT);
		SAME(err.text, cases[i].message);
		ins_table_free(&table);
	}
}

/* A stream cut anywhere is an error, or ends with a whole row. */
static void never_reads_a_cut_row(void)
{
	static const char text[] =
		"#insitu 1\n#@ kind\tcurve\nstrain\tstress_GPa\n0.125\t6.25\n0.25\t12.5\n";

	for (size_t n = 0; n < sizeof text; n++) {
		struct ins_table table;
		int status = read_text(text, n, &table, NULL);

		if (status == INS_OK)
			for (size_t row = 0; row < table.rows; row++)
				NEAR(table.column[table.columns - 1].number[row],
					table.columns == 2 ? 6.25 * (double)(row + 1) : 0, 0, 0);
		ins_table_free(&table);
	}
}

static enum ins_stream_form form(const char *text)
{
	return ins_stream_form((const unsigned char *)text, strlen(text));
}

static void knows_a_stream_when_it_sees_one(void)
{
	CU_ASSERT_EQUAL(form("#insitu 1\n"), INS_STREAM_WHOLE);
	CU_ASSERT_EQUAL(form("strain\tstress_GPa\n0\t0\n"), INS_STREAM_BARE);
	CU_ASSERT_EQUAL(form("#@ kind\tcurve\nstrain\n0\n"), INS_STREAM_BARE);
	CU_ASSERT_EQUAL(form("Load (uN)\tDepth (nm)\n0\t0\n"), INS_STREAM_NONE);
	CU_ASSERT_EQUAL(form("time_ms,force_N\n0,0\n"), INS_STREAM_NONE);
	CU_ASSERT_EQUAL(form("a\tb\n1\n"), INS_STREAM_NONE);
	CU_ASSERT_EQUAL(form(""), INS_STREAM_NONE);
}

static void makes_names(void)
{
	static const char *const cases[][2] = {{"Load", "load"},
		{"Time At Max. Load", "time_at_max_load"}, {"  x__y ", "channel_x_y"},
		{"1st", "channel_1st"},
		{"Pr\xc3\xbc"
		 "fzeit",
			"pr_fzeit"},
		{"", "channel"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *name = ins_stream_name(cases[i][0]);

		SAME(name, cases[i][1]);
		free(name);
	}
}

/* Rows go to the specimen that they name, wherever a filter put them. */
static void parts_rows_by_specimen(void)
{
	static const char text[] = "specimen\tload_uN\tcomment\tlength_nm\n"
				   "b\t1\tx\t300\na\t2\ty\tnan\nb\t3\tz\t300\nbb\t4\tw\t9\n";
	struct ins_table table, part = {0};
	char done[4] = {0};

	CU_ASSERT_EQUAL_FATAL(read_string(text, &table, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_join_part(&table, 0, done, &part, NULL), INS_OK);
	CU_ASSERT(done[0] && !done[1] && done[2] && !done[3]);
	CU_ASSERT_EQUAL_FATAL(part.rows, 2);
	CU_ASSERT_EQUAL(part.columns, 2);
	NEAR(ins_table_numbers(&part, "load_uN")[1], 3, 0, 0);
	SAME(ins_table_words(&part, "comment")[1], "z");
	SAME(ins_table_find_note(&part, "length_nm"), "300");
	ins_table_free(&part);
	CU_ASSERT_EQUAL(ins_join_part(&table, 1, done, &part, NULL), INS_OK);
	CU_ASSERT(done[1] && !done[3]);
	CU_ASSERT_EQUAL(part.rows, 1);
	CU_ASSERT_PTR_NULL(ins_table_find_note(&part, "length_nm"));
	ins_table_free(&part);
	ins_table_free(&table);
}

int main(void)
{
	static const struct unit_test tests[] = {{"comes back as written", comes_back_as_written},
		{"keeps the fractions of a clock", keeps_the_fractions_of_a_clock},
		{"keeps kind and key on their lines", keeps_kind_and_key_on_their_lines},
		{"reads what a filter left", reads_what_a_filter_left},
		{"keeps cells above a word", keeps_cells_above_a_word},
		{"writes more than a block", writes_more_than_a_block},
		{"writes short words", writes_short_words},
		{"tells of a full disk", tells_of_a_full_disk},
		{"says what is wrong", says_what_is_wrong},
		{"never reads a cut row", never_reads_a_cut_row},
		{"knows a stream when it sees one", knows_a_stream_when_it_sees_one},
		{"makes names", makes_names}, {"parts rows by specimen", parts_rows_by_specimen},
		{NULL, NULL}};
	return unit_main("stream", tests);
}
