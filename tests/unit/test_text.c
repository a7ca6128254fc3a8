/* Growing strings, trimming, and encodings told apart and decoded, whole or in pieces. */
#include "unit.h"

#include "base/text.h"

static void grows_and_formats(void)
{
	struct ins_text text = {0};

	for (int i = 0; i < 1000; i++)
		CU_ASSERT_EQUAL(ins_text_format(&text, NULL, "%d,", i), INS_OK);
	CU_ASSERT_EQUAL(text.size, 10 * 2 + 90 * 3 + 900 * 4);
	CU_ASSERT(strncmp(text.data, "0,1,2,", 6) == 0);
	CU_ASSERT_EQUAL(text.data[text.size], 0);
	ins_text_free(&text);
	CU_ASSERT_PTR_NULL(text.data);
}

static void trims_blanks_of_every_sort(void)
{
	const char *text = " \t\xc2\xa0 a b\xc2\xa0\r", *end = text + strlen(text), *begin = text;

	ins_text_trim(&begin, &end);
	CU_ASSERT_EQUAL(end - begin, 3);
	CU_ASSERT(strncmp(begin, "a b", 3) == 0);
	begin = text;
	end = text + 4;
	ins_text_trim(&begin, &end);
	CU_ASSERT_EQUAL(begin, end);
}

static void compares_words(void)
{
	CU_ASSERT(ins_text_same_word("Load", "lOAD"));
	CU_ASSERT(!ins_text_same_word("Load", "Loads"));
	CU_ASSERT(!ins_text_same_word("Loads", "Load"));
}

static enum ins_encoding encoding_of(const char *bytes, size_t n)
{
	return ins_text_encoding((const unsigned char *)bytes, n);
}

static void tells_encodings_apart(void)
{
	CU_ASSERT_EQUAL(encoding_of("abc", 3), INS_UTF8);
	CU_ASSERT_EQUAL(encoding_of("\xef\xbb\xbf"
				    "abc",
				6),
		INS_UTF8_BOM);
	CU_ASSERT_EQUAL(encoding_of("\xff\xfe"
				    "a\0",
				4),
		INS_UTF16LE);
	CU_ASSERT_EQUAL(encoding_of("\xfe\xff"
				    "\0a",
				4),
		INS_UTF16BE);
	CU_ASSERT_EQUAL(encoding_of("a\0b\0c\0d\0", 8), INS_UTF16LE);
	CU_ASSERT_EQUAL(encoding_of("\0a\0b\0c\0d", 8), INS_UTF16BE);
	CU_ASSERT_EQUAL(encoding_of("\xc2\xb5N", 3), INS_UTF8);
	CU_ASSERT_EQUAL(encoding_of("ab\xc2", 3), INS_UTF8); /* cut by the end */
	CU_ASSERT_EQUAL(encoding_of("\xb5N", 2), INS_LATIN1);
	CU_ASSERT_EQUAL(encoding_of("\xed\xa0\x80", 3), INS_LATIN1); /* a surrogate */
	CU_ASSERT_EQUAL(encoding_of("\xc0\xaf", 2), INS_LATIN1);     /* overlong */
	CU_ASSERT_EQUAL(encoding_of("", 0), INS_UTF8);
}

/* Decode in pieces of STEP bytes. */
static void decodes_to(
	enum ins_encoding encoding, const char *bytes, size_t n, size_t step, const char *want)
{
	struct ins_decoder decoder;
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(ins_decoder_open(&decoder, encoding, NULL), INS_OK);
	for (size_t i = 0; i < n; i += step) {
		size_t piece = n - i < step ? n - i : step;

		CU_ASSERT_EQUAL(ins_decoder_put(&decoder, (const unsigned char *)bytes + i, piece,
					i + piece == n, &out, NULL),
			INS_OK);
	}
	SAME(out.data ? out.data : "", want);
	ins_decoder_close(&decoder);
	ins_text_free(&out);
}

static void decodes_in_pieces_of_any_size(void)
{
	static const char utf16[] = "\xff\xfe"
				    "\xb5\0N\0=\xd8\x00\xde!\0"; /* µN😀! */
	static const char utf8[] = "\xef\xbb\xbf\xc2\xb5N\xf0\x9f\x98\x80!";

	for (size_t step = 1; step < 16; step++) {
		decodes_to(
			INS_UTF16LE, utf16, sizeof utf16 - 1, step, "\xc2\xb5N\xf0\x9f\x98\x80!");
		decodes_to(INS_UTF8_BOM, utf8, sizeof utf8 - 1, step, "\xc2\xb5N\xf0\x9f\x98\x80!");
		decodes_to(INS_LATIN1, "\xb5N/mm\xb2", 6, step, "\xc2\xb5N/mm\xc2\xb2");
		decodes_to(INS_UTF16BE, "\xfe\xff\0a\0b", 6, step, "ab");
	}
}

static void marks_what_is_no_letter(void)
{
	for (size_t step = 1; step < 6; step++) {
		decodes_to(INS_UTF8,
			"a\xff"
			"b",
			3, step,
			"a\xef\xbf\xbd"
			"b");
		decodes_to(INS_UTF8, "ab\xc2", 3, step, "ab\xef\xbf\xbd");
		decodes_to(INS_UTF16LE, "a\0b", 3, step, "a\xef\xbf\xbd");
		decodes_to(INS_UTF16LE,
			"\x00\xdc"
			"b\0",
			4, step,
			"\xef\xbf\xbd"
			"b");
	}
}

static void takes_the_sting_from_terminals(void)
{
	static const struct {
		const char *text, *shown;
	} texts[] = {{"\033[2J\177", "?[2J?"}, {"a\tb\nc", "a?b\nc"}, {"\302\233m", "??m"},
		{"\233m", "?m"}, {"100 µN, Ü, 漢", "100 µN, Ü, 漢"}, {"cut \316", "cut ?"},
		{"\300\233", "??"}, {"", ""}};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char text[64];

		snprintf(text, sizeof text, "%s", texts[i].text);
		ins_text_defuse(text, "\n");
		SAME(text, texts[i].shown);
	}
}

int main(void)
{
	static const struct unit_test tests[] = {{"grows and formats", grows_and_formats},
		{"trims blanks of every sort", trims_blanks_of_every_sort},
		{"compares words", compares_words},
		{"tells encodings apart", tells_encodings_apart},
		{"decodes in pieces of any size", decodes_in_pieces_of_any_size},
		{"marks what is no letter", marks_what_is_no_letter},
		{"takes the sting from terminals", takes_the_sting_from_terminals}, {NULL, NULL}};
	return unit_main("text", tests);
}
