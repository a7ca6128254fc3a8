/* Marks: a test's numbers come to the first row of its own curve, and to no other. */
#include "unit.h"

#include "face/marks.h"

/* A stream of the KIND with those columns and ROWS. */
static void begin(struct ins_table *table, const char *kind, const char *columns, size_t rows)
{
	memset(table, 0, sizeof *table);
	CU_ASSERT_EQUAL(ins_table_set_kind(table, kind, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_columns(table, columns, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(table, rows, NULL), INS_OK);
}

static void name_rows(
	struct ins_table *table, const char *column, size_t first, size_t end, const char *word)
{
	CU_ASSERT_EQUAL(
		ins_table_fill_words(table, column, first, end - first, word, NULL), INS_OK);
}

/* a in tension and in compression, and SECOND in tension. */
static void make_curve(struct ins_table *curve, const char *second)
{
	begin(curve, "curve", "specimen:t mode:t strain", 5);
	name_rows(curve, "specimen", 0, 3, "a");
	name_rows(curve, "specimen", 3, 5, second);
	name_rows(curve, "mode", 0, 2, "tension");
	name_rows(curve, "mode", 2, 3, "compression");
	name_rows(curve, "mode", 3, 5, "tension");
}

static const char test_columns[] = "specimen:t mode:t modulus_GPa yield_GPa yield_bound:t";

static void set_test(struct ins_table *tests, size_t row, const char *specimen, const char *mode,
	double yield_GPa)
{
	name_rows(tests, "specimen", row, row + 1, specimen);
	name_rows(tests, "mode", row, row + 1, mode);
	ins_table_set(tests, "yield_GPa", row, yield_GPa);
	name_rows(tests, "yield_bound", row, row + 1, yield_GPa > 5 ? ">=" : "=");
}

/* a in compression with 4.5 GPa, and in tension with 6.5. */
static void make_tests(struct ins_table *tests)
{
	begin(tests, "tests", test_columns, 2);
	set_test(tests, 0, "a", "compression", 4.5);
	set_test(tests, 1, "a", "tension", 6.5);
}

/* Two runs of a in tension, with 4.5 and 6.5 GPa. */
static void make_runs(struct ins_table *tests)
{
	make_tests(tests);
	name_rows(tests, "mode", 0, 1, "tension");
}

/* Lay N streams beside each other; what is told of curves without marks is WANT. */
static void lay(struct ins_table *table, size_t n, const char *want)
{
	struct ins_text unmarked = {0};

	CU_ASSERT_EQUAL(ins_marks_lay(table, n, &unmarked, NULL), INS_OK);
	SAME(unmarked.data ? unmarked.data : "", want);
	ins_text_free(&unmarked);
}

static double yield_at(const struct ins_table *curve, size_t row)
{
	const double *yield_GPa = ins_table_numbers(curve, "yield_GPa");

	CU_ASSERT_PTR_NOT_NULL_FATAL(yield_GPa);
	return yield_GPa[row];
}

static void free_all(struct ins_table *table, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ins_table_free(&table[i]);
}

/* Lay TABLE[1], tests, beside a, and SECOND where that is not NULL; no curve gets a mark. */
static void expect_none(struct ins_table *table, const char *second, const char *want)
{
	make_curve(&table[0], second ? second : "b");
	if (!second)
		table[0].rows = 2;
	lay(table, 2, want);
	for (size_t i = 0; i < table[0].rows; i++)
		CU_ASSERT(isnan(yield_at(&table[0], i)));
	ins_table_free(&table[0]);
}

static void lays_numbers_by_specimen_and_mode(void)
{
	struct ins_table table[2];

	make_curve(&table[0], "b");
	make_tests(&table[1]);
	lay(table, 2, "");
	/* Copies of numbers are exact. */
	NEAR(yield_at(&table[0], 0), 6.5, 0, 0);
	CU_ASSERT(isnan(yield_at(&table[0], 1)));
	NEAR(yield_at(&table[0], 2), 4.5, 0, 0);
	CU_ASSERT(isnan(yield_at(&table[0], 3)));
	SAME(ins_table_words(&table[0], "yield_bound")[0], ">=");
	SAME(ins_table_words(&table[0], "yield_bound")[3], "-");
	free_all(table, 2);
}

/* The rows of a curve need not follow each other, as behind a sort; its first one has the marks. */
static void marks_a_curve_once(void)
{
	struct ins_table table[2];

	make_curve(&table[0], "b");
	name_rows(&table[0], "specimen", 4, 5, "a");
	make_tests(&table[1]);
	lay(table, 2, "");
	NEAR(yield_at(&table[0], 0), 6.5, 0, 0);
	CU_ASSERT(isnan(yield_at(&table[0], 4)));
	free_all(table, 2);
}

/* A test that both tell is one. */
static void takes_two_streams_of_tests(void)
{
	struct ins_table table[3];

	make_tests(&table[0]);
	make_curve(&table[1], "b");
	make_tests(&table[2]);
	name_rows(&table[2], "specimen", 1, 2, "b");
	lay(table, 3, "");
	NEAR(yield_at(&table[1], 0), 6.5, 0, 0);
	NEAR(yield_at(&table[1], 2), 4.5, 0, 0);
	NEAR(yield_at(&table[1], 3), 6.5, 0, 0);
	free_all(table, 3);
	/* Is a's yield in compression 4.5 GPa, or 4? */
	make_tests(&table[0]);
	make_curve(&table[1], "b");
	make_tests(&table[2]);
	ins_table_set(&table[2], "yield_GPa", 0, 4);
	lay(table, 3, "a: 2 tests in compression for 1 curve; not marked");
	NEAR(yield_at(&table[1], 0), 6.5, 0, 0);
	CU_ASSERT(isnan(yield_at(&table[1], 2)));
	free_all(table, 3);
}

/* Two runs of one specimen in a file each: the tests come in the order of the curves. */
static void takes_two_streams_of_curves(void)
{
	struct ins_table table[4];

	make_curve(&table[0], "b");
	make_curve(&table[1], "b");
	begin(&table[2], "tests", test_columns, 1);
	set_test(&table[2], 0, "a", "tension", 4.5);
	begin(&table[3], "tests", test_columns, 1);
	set_test(&table[3], 0, "a", "tension", 6.5);
	lay(table, 4, "");
	NEAR(yield_at(&table[0], 0), 4.5, 0, 0);
	NEAR(yield_at(&table[1], 0), 6.5, 0, 0);
	lay(table, 3, "a: 1 test in tension for 2 curves; not marked");
	free_all(table, 4);
}

/* Two runs of one specimen, whose curves are numbered; a name that ends so of itself comes first.
 */
static void finds_each_of_two_runs(void)
{
	struct ins_table table[2];

	make_curve(&table[0], "a:2");
	make_runs(&table[1]);
	lay(table, 2, "");
	NEAR(yield_at(&table[0], 0), 4.5, 0, 0);
	NEAR(yield_at(&table[0], 3), 6.5, 0, 0);
	name_rows(&table[1], "specimen", 0, 1, "a:2");
	lay(table, 2, "");
	NEAR(yield_at(&table[0], 3), 4.5, 0, 0);
	NEAR(yield_at(&table[0], 0), 6.5, 0, 0);
	free_all(table, 2);
}

/* A filter took the first run away: the other is the second all the same. */
static void knows_a_run_by_its_number(void)
{
	struct ins_table table[2];

	make_curve(&table[0], "a:2");
	name_rows(&table[0], "specimen", 0, 3, "b");
	make_runs(&table[1]);
	lay(table, 2, "");
	NEAR(yield_at(&table[0], 3), 6.5, 0, 0);
	free_all(table, 2);
	make_runs(&table[1]);
	table[1].rows = 1;
	make_curve(&table[0], "a:2");
	name_rows(&table[0], "specimen", 0, 3, "b");
	lay(table, 2, "a: 1 test in tension for 2 curves; not marked");
	CU_ASSERT(isnan(yield_at(&table[0], 3)));
	free_all(table, 2);
}

/* More or fewer tests than curves: which are these? */
static void marks_none_that_cannot_be_told(void)
{
	struct ins_table table[2];

	make_runs(&table[1]);
	expect_none(table, NULL, "a: 2 tests in tension for 1 curve; not marked");
	name_rows(&table[1], "specimen", 1, 2, "c");
	expect_none(table, "a:2", "a: 1 test in tension for 2 curves; not marked");
	name_rows(&table[1], "specimen", 1, 2, "a");
	CU_ASSERT_EQUAL(ins_table_add_rows(&table[1], 2, NULL), INS_OK);
	set_test(&table[1], 2, "a", "tension", 7);
	set_test(&table[1], 3, "c", "tension", 7);
	expect_none(table, "a:2", "a: 3 tests in tension for 2 curves; not marked");
	name_rows(&table[1], "specimen", 2, 4, "b");
	expect_none(table, "b", "a: 2 tests in tension for 1 curve; not marked, nor is 1 more");
	ins_table_free(&table[1]);
}

/* Of a specimen's own name no other is a number. */
static void takes_no_name_for_a_number(void)
{
	struct ins_table table[2];

	make_curve(&table[0], "b");
	make_runs(&table[1]);
	name_rows(&table[1], "specimen", 0, 1, "a:2");
	lay(table, 2, "");
	NEAR(yield_at(&table[0], 0), 6.5, 0, 0);
	free_all(table, 2);
}

/* Pressures in MPa, where the curve has none or has its own in GPa or kPa: 6.5 GPa. */
static void takes_tests_in_other_units(void)
{
	static const char *const columns[] = {
		"mode:t strain", "mode:t yield_GPa", "mode:t yield_kPa"};
	static const double want[] = {6.5, 6.5, 6.5e6};

	for (size_t i = 0; i < 3; i++) {
		struct ins_table table[2];
		const double *yield;

		begin(&table[0], "curve", columns[i], 2);
		begin(&table[1], "tests", "specimen:t modulus_uN yield_MPa", 1);
		ins_table_set(&table[1], "yield_MPa", 0, 6500);
		ins_table_set(&table[1], "modulus_uN", 0, 1);
		lay(table, 2, "");
		yield = ins_table_numbers(&table[0], i < 2 ? "yield_GPa" : "yield_kPa");
		CU_ASSERT_PTR_NOT_NULL_FATAL(yield);
		/* Three factors, each off by half a last place. */
		NEAR(yield[0], want[i], 1e-15, 0);
		CU_ASSERT(isnan(ins_table_numbers(&table[0], "modulus_GPa")[0]));
		CU_ASSERT_EQUAL(ins_table_find(&table[0], "yield_GPa") < 0, i == 2);
		free_all(table, 2);
	}
}

/* A curve of one specimen need not name it: the mode tells which test is its own. */
static void finds_the_test_of_a_curve_without_a_name(void)
{
	struct ins_table table[2];

	begin(&table[0], "curve", "mode:t strain", 2);
	name_rows(&table[0], "mode", 0, 2, "tension");
	make_tests(&table[1]);
	lay(table, 2, "");
	NEAR(yield_at(&table[0], 0), 6.5, 0, 0);
	CU_ASSERT(isnan(yield_at(&table[0], 1)));
	name_rows(&table[1], "mode", 0, 1, "tension");
	lay(table, 2, "2 tests in tension for 1 curve; not marked");
	free_all(table, 2);
}

/* Nor may a test without a name, or a mode, be that of two curves. */
static void gives_no_test_to_two_curves(void)
{
	struct ins_table table[2];

	begin(&table[1], "tests", "yield_GPa mode:t", 1);
	name_rows(&table[1], "mode", 0, 1, "tension");
	expect_none(table, "b", "1 test in tension for 2 curves; not marked");
	ins_table_free(&table[1]);
	begin(&table[1], "tests", "yield_GPa specimen:t", 1);
	name_rows(&table[1], "specimen", 0, 1, "a");
	expect_none(table, "b", "a: 1 test for 2 curves; not marked");
	ins_table_free(&table[1]);
}

static void lives_without_rows_and_columns(void)
{
	struct ins_table table[2];

	begin(&table[0], "curve", "", 0);
	begin(&table[1], "tests", "", 0);
	lay(table, 2, "");
	CU_ASSERT_EQUAL(ins_table_add_rows(&table[0], 2, NULL), INS_OK);
	lay(table, 2, "");
	CU_ASSERT(isnan(yield_at(&table[0], 0)));
	free_all(table, 2);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"lays numbers by specimen and mode", lays_numbers_by_specimen_and_mode},
		{"marks a curve once", marks_a_curve_once},
		{"takes two streams of tests", takes_two_streams_of_tests},
		{"takes two streams of curves", takes_two_streams_of_curves},
		{"finds each of two runs", finds_each_of_two_runs},
		{"knows a run by its number", knows_a_run_by_its_number},
		{"marks none that cannot be told", marks_none_that_cannot_be_told},
		{"takes no name for a number", takes_no_name_for_a_number},
		{"takes tests in other units", takes_tests_in_other_units},
		{"finds the test of a curve without a name",
			finds_the_test_of_a_curve_without_a_name},
		{"gives no test to two curves", gives_no_test_to_two_curves},
		{"lives without rows and columns", lives_without_rows_and_columns}, {NULL, NULL}};
	return unit_main("marks", tests);
}
