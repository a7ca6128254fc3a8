/* Columns, rows, words and notes of a table. */
#include "unit.h"

#include "data/table.h"

static void fills_new_rows_and_columns(void)
{
	struct ins_table table = {0};

	CU_ASSERT_EQUAL(ins_table_add_columns(&table, "specimen:t strain", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&table, 3, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_number(&table, "stress_GPa", NULL), INS_OK);
	CU_ASSERT(isnan(ins_table_numbers(&table, "stress_GPa")[2]));
	SAME(ins_table_words(&table, "specimen")[2], "-");
	CU_ASSERT_PTR_NULL(ins_table_numbers(&table, "specimen"));
	CU_ASSERT_PTR_NULL(ins_table_words(&table, "strain"));
	CU_ASSERT_PTR_NULL(ins_table_numbers(&table, "load_uN"));
	CU_ASSERT_EQUAL(ins_table_find(&table, "stress_GPa"), 2);
	ins_table_set(&table, "strain", 1, 0.25);
	NEAR(ins_table_numbers(&table, "strain")[1], 0.25, 0, 0);
	ins_table_free(&table);
}

static void keeps_words_of_many_rows(void)
{
	struct ins_table table = {0};

	ins_table_add_columns(&table, "specimen:t mode:t", NULL);
	for (size_t i = 0; i < 1000; i++) {
		char name[16];

		snprintf(name, sizeof name, "s%zu", i / 100);
		CU_ASSERT_EQUAL(ins_table_add_rows(&table, 1, NULL), INS_OK);
		CU_ASSERT_EQUAL(ins_table_set_word(&table, "specimen", i, name, NULL), INS_OK);
		CU_ASSERT_EQUAL(ins_table_set_word(&table, "mode", i, "tension", NULL), INS_OK);
	}
	SAME(ins_table_words(&table, "specimen")[99], "s0");
	SAME(ins_table_words(&table, "specimen")[999], "s9");
	CU_ASSERT_EQUAL(table.words, 11); /* ten names and one mode: repeated words are shared */
	ins_table_free(&table);
}

static void sets_words_of_many_rows_at_once(void)
{
	static const char *const words[] = {"a", "a", "b"};
	struct ins_table table = {0};

	ins_table_add_columns(&table, "strain specimen:t", NULL);
	ins_table_add_rows(&table, 5, NULL);
	CU_ASSERT_EQUAL(ins_table_fill_words(&table, "specimen", 5, 0, "none", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_fill_words(&table, "specimen", 0, 2, "p 1", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_copy_words(&table, "specimen", 2, 3, words, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_put_word(&table, 1, 3, "p 1 2", 3, NULL), INS_OK);
	SAME(ins_table_words(&table, "specimen")[0], "p 1");
	SAME(ins_table_words(&table, "specimen")[1], "p 1");
	SAME(ins_table_words(&table, "specimen")[2], "a");
	SAME(ins_table_words(&table, "specimen")[3], "p 1");
	SAME(ins_table_words(&table, "specimen")[4], "b");
	CU_ASSERT_EQUAL(ins_table_make_text(&table, 0, NULL), INS_OK);
	CU_ASSERT_PTR_NULL(ins_table_numbers(&table, "strain"));
	SAME(ins_table_words(&table, "strain")[4], "-");
	ins_table_free(&table);
}

static void keeps_notes_once(void)
{
	struct ins_table a = {0}, b = {0};

	ins_table_add_note(&a, NULL, "input", "x%d", 7);
	ins_table_add_note(&a, NULL, "input", "y\tz\n");
	SAME(ins_table_find_note(&a, "input"), "y z ");
	ins_table_add_note(&b, NULL, "input", "x7");
	CU_ASSERT_EQUAL(ins_table_copy_notes(&b, &a, NULL), INS_OK);
	CU_ASSERT_EQUAL(b.notes, 2);
	CU_ASSERT_PTR_NULL(ins_table_find_note(&b, "tool"));
	ins_table_free(&a);
	ins_table_free(&b);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"fills new rows and columns", fills_new_rows_and_columns},
		{"keeps words of many rows", keeps_words_of_many_rows},
		{"sets words of many rows at once", sets_words_of_many_rows_at_once},
		{"keeps notes once", keeps_notes_once}, {NULL, NULL}};
	return unit_main("table", tests);
}
