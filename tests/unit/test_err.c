/* Faults: the sentence, its cut, and what data cannot do to a terminal. */
#include "unit.h"

#include "base/err.h"

static void fills_status_and_sentence(void)
{
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_fail(&err, INS_EFORMAT, "%s:%d: no rows", "a.txt", 7), INS_EFORMAT);
	CU_ASSERT_EQUAL(err.status, INS_EFORMAT);
	SAME(err.text, "a.txt:7: no rows");
	ins_err_prefix(&err, "b");
	SAME(err.text, "b: a.txt:7: no rows");
}

static void cuts_a_long_sentence(void)
{
	struct ins_err err = {0};
	char long_text[3000];

	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = 0;
	ins_fail(&err, INS_EUSAGE, "%s", long_text);
	CU_ASSERT_EQUAL(strlen(err.text), sizeof err.text - 1);
}

static void shows_control_characters_as_question_marks(void)
{
	struct ins_err err = {0};

	ins_fail(&err, INS_EFORMAT, "%s", "a\033[2Jb\nc");
	SAME(err.text, "a?[2Jb?c");
}

static void lives_without_a_place_to_write(void)
{
	CU_ASSERT_EQUAL(ins_fail_memory(NULL, "a column", 12), INS_ENOMEM);
	ins_err_prefix(NULL, "b");
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"fills status and sentence", fills_status_and_sentence},
		{"cuts a long sentence", cuts_a_long_sentence},
		{"shows control characters as question marks",
			shows_control_characters_as_question_marks},
		{"lives without a place to write", lives_without_a_place_to_write}, {NULL, NULL}};
	return unit_main("err", tests);
}
