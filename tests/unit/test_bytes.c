/* Bytes at any offset, and every end of them. */
#include "data/bytes.h"

#include "unit.h"

static void reads_what_is_there_and_no_more(void)
{
	struct ins_bytes bytes = {0};
	struct ins_err err = {0};
	char out[5] = "";

	CU_ASSERT_EQUAL_FATAL(ins_bytes_hold(&bytes, "four", "abcd", 4, &err), INS_OK);
	CU_ASSERT_EQUAL(ins_bytes_read(&bytes, 1, out, 2, &err), INS_OK);
	SAME(out, "bc");
	CU_ASSERT_EQUAL(ins_bytes_read(&bytes, 4, out, 0, &err), INS_OK);
	CU_ASSERT_EQUAL(ins_bytes_read(&bytes, 2, out, 3, &err), INS_EFORMAT);
	SAME(err.text, "four: offset 4: ends here, where 3 bytes more are needed from offset 2");
	CU_ASSERT_EQUAL(ins_bytes_read(&bytes, 9, out, 1, &err), INS_EFORMAT);
	CU_ASSERT_EQUAL(ins_bytes_read(&bytes, UINT64_MAX, out, SIZE_MAX, &err), INS_EFORMAT);
	SAME(out, "bc");
	ins_bytes_close(&bytes);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"reads what is there and no more", reads_what_is_there_and_no_more}, {NULL, NULL}};

	return unit_main("bytes", tests);
}
