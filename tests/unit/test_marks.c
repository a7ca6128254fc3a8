/* Marks: a test's numbers come to the first row of its own curve, and to no other. */
#include "unit.h"

#include "face/marks.h"

static void make_curve(struct ins_table *curve)
{
	static const char *const specimen[] = {"a", "a", "a", "b", "b"};
	static const char *const mode[] = {
		"tension", "tension", "compression", "tension", "tension"};

	memset(curve, 0, sizeof *curve);
	CU_ASSERT_EQUAL(ins_table_add_columns(curve, "specimen:t mode:t strain", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(curve, 5, NULL), INS_OK);
	for (size_t i = 0; i < 5; i++) {
		ins_table_set_word(curve, "specimen", i, specimen[i], NULL);
		ins_table_set_word(curve, "mode", i, mode[i], NULL);
	}
}

static void make_tests(struct ins_table *tests)
{
	memset(tests, 0, sizeof *tests);
	CU_ASSERT_EQUAL(ins_table_add_columns(tests,
				"specimen:t mode:t modulus_GPa yield_GPa yield_bound:t", NULL),
		INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(tests, 2, NULL), INS_OK);
	for (size_t i = 0; i < 2; i++) {
		ins_table_set_word(tests, "specimen", i, "a", NULL);
		ins_table_set_word(tests, "mode", i, i ? "tension" : "compression", NULL);
		ins_table_set(tests, "yield_GPa", i, 4.5 + 2 * (double)i);
		ins_table_set_word(tests, "yield_bound", i, i ? ">=" : "=", NULL);
	}
}

static void lays_numbers_by_specimen_and_mode(void)
{
	struct ins_table curve, tests;
	const double *yield;

	make_curve(&curve);
	make_tests(&tests);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	yield = ins_table_numbers(&curve, "yield_GPa");
	CU_ASSERT_PTR_NOT_NULL_FATAL(yield);
	/* Copies of numbers are exact. */
	NEAR(yield[0], 6.5, 0, 0);
	CU_ASSERT(isnan(yield[1]));
	NEAR(yield[2], 4.5, 0, 0);
	CU_ASSERT(isnan(yield[3]));
	SAME(ins_table_words(&curve, "yield_bound")[0], ">=");
	SAME(ins_table_words(&curve, "yield_bound")[3], "-");
	ins_table_free(&curve);
	ins_table_free(&tests);
}

static void takes_two_streams_of_tests(void)
{
	struct ins_table curve, tests;

	make_curve(&curve);
	make_tests(&tests);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	ins_table_set_word(&tests, "specimen", 1, "b", NULL);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	NEAR(ins_table_numbers(&curve, "yield_GPa")[0], 6.5, 0, 0);
	NEAR(ins_table_numbers(&curve, "yield_GPa")[3], 6.5, 0, 0);
	ins_table_free(&curve);
	ins_table_free(&tests);
}

static void check_unmarked(const struct ins_table *tests)
{
	struct ins_table curve;

	make_curve(&curve);
	for (size_t i = 3; i < 5; i++)
		ins_table_set_word(&curve, "specimen", i, "a:2", NULL);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, tests, NULL), INS_OK);
	for (size_t i = 0; i < curve.rows; i++)
		CU_ASSERT(isnan(ins_table_numbers(&curve, "yield_GPa")[i]));
	ins_table_free(&curve);
}

/* Two runs of one specimen, whose curves are numbered; a name that ends so of itself comes first.
 */
static void finds_each_of_two_runs(void)
{
	struct ins_table curve, tests;
	const double *yield;

	make_curve(&curve);
	make_tests(&tests);
	for (size_t i = 3; i < 5; i++)
		ins_table_set_word(&curve, "specimen", i, "a:2", NULL);
	ins_table_set_word(&tests, "mode", 0, "tension", NULL);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	yield = ins_table_numbers(&curve, "yield_GPa");
	CU_ASSERT_PTR_NOT_NULL_FATAL(yield);
	NEAR(yield[0], 4.5, 0, 0);
	NEAR(yield[3], 6.5, 0, 0);
	/* One test only, or a third: which are these two? */
	ins_table_set_word(&tests, "specimen", 1, "c", NULL);
	check_unmarked(&tests);
	ins_table_set_word(&tests, "specimen", 1, "a", NULL);
	CU_ASSERT_EQUAL(ins_table_add_rows(&tests, 1, NULL), INS_OK);
	ins_table_set_word(&tests, "specimen", 2, "a", NULL);
	ins_table_set_word(&tests, "mode", 2, "tension", NULL);
	check_unmarked(&tests);
	ins_table_set_word(&tests, "specimen", 2, "c", NULL);
	ins_table_set_word(&tests, "specimen", 0, "a:2", NULL);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	NEAR(ins_table_numbers(&curve, "yield_GPa")[3], 4.5, 0, 0);
	NEAR(ins_table_numbers(&curve, "yield_GPa")[0], 6.5, 0, 0);
	ins_table_free(&curve);
	ins_table_free(&tests);
}

/* A curve of one specimen need not name it: the mode tells which test is its own. */
static void finds_the_test_of_a_curve_without_a_name(void)
{
	struct ins_table curve = {0}, tests;

	make_tests(&tests);
	CU_ASSERT_EQUAL(ins_table_add_columns(&curve, "mode:t strain", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&curve, 2, NULL), INS_OK);
	for (size_t i = 0; i < 2; i++)
		ins_table_set_word(&curve, "mode", i, "tension", NULL);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	NEAR(ins_table_numbers(&curve, "yield_GPa")[0], 6.5, 0, 0);
	CU_ASSERT(isnan(ins_table_numbers(&curve, "yield_GPa")[1]));
	ins_table_free(&curve);
	ins_table_free(&tests);
}

static void lives_without_rows_and_columns(void)
{
	struct ins_table curve = {0}, tests = {0};

	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&curve, 2, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_marks_lay(&curve, &tests, NULL), INS_OK);
	CU_ASSERT(isnan(ins_table_numbers(&curve, "yield_GPa")[0]));
	ins_table_free(&curve);
	ins_table_free(&tests);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"lays numbers by specimen and mode", lays_numbers_by_specimen_and_mode},
		{"takes two streams of tests", takes_two_streams_of_tests},
		{"finds each of two runs", finds_each_of_two_runs},
		{"finds the test of a curve without a name",
			finds_the_test_of_a_curve_without_a_name},
		{"lives without rows and columns", lives_without_rows_and_columns}, {NULL, NULL}};
	return unit_main("marks", tests);
}
