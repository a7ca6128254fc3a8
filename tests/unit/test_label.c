/* Labels: what may stand in a figure, and what becomes of the rest. */
#include "unit.h"

#include "face/label.h"

static void check_inert(const char *text, size_t letters, const char *want)
{
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(ins_text_put(&out, "", 0, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_label_inert(&out, text, letters, NULL), INS_OK);
	SAME(out.data, want);
	ins_text_free(&out);
}

static void keeps_letters_of_any_script(void)
{
	check_inert("", 0, "");
	check_inert("σ_T ≥ 6.5 GPa, 硅, 𝜆", 0, "σ_T ≥ 6.5 GPa, 硅, 𝜆");
	check_inert("`$(x)` <b> \\n {/Bold}", 0, "`$(x)` <b> \\n {/Bold}");
}

static void makes_control_letters_harmless(void)
{
	check_inert("a\033[2J\007b\x7f", 0, "a?[2J?b?");
	check_inert("a\tb\nc\r\xc2\xa0"
		    "d",
		0, "a b c  d");
	/* A control letter of Latin-1, one that turns the direction of writing, and no letters. */
	check_inert("\xc2\x9b"
		    "a\xe2\x80\xae"
		    "b\xef\xbf\xbf"
		    "c",
		0, "?a?b?c");
}

static void takes_what_is_no_utf8(void)
{
	/* A lone byte, an overlong slash, half a pair of UTF-16, a letter cut at the end. */
	check_inert("a\xff"
		    "b",
		0, "a?b");
	check_inert("\xc0\xaf", 0, "??");
	check_inert("\xed\xa0\x80", 0, "???");
	check_inert("a\xe2\x89", 0, "a??");
}

static void cuts_at_letters_not_bytes(void)
{
	check_inert("σσσσ", 4, "σσσσ");
	check_inert("σσσσσ", 4, "σσσ…");
}

static void cuts_names_in_the_middle(void)
{
	static const char *const names[][2] = {{"σσσσ", "σσσσ"}, {"σabcτ", "σa…τ"}, {"", ""},
		{"before_the_test_1", "be…1"}, {"a\tb\nc", "a …c"}};
	struct ins_text out = {0};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		out.size = 0;
		CU_ASSERT_EQUAL(ins_text_put(&out, "", 0, NULL), INS_OK);
		CU_ASSERT_EQUAL(ins_label_name(&out, names[i][0], 4, NULL), INS_OK);
		SAME(out.data, names[i][1]);
	}
	out.size = 0;
	CU_ASSERT_EQUAL(ins_label_name(&out, "before_the_test_1", 7, NULL), INS_OK);
	SAME(out.data, "bef…t_1");
	ins_text_free(&out);
}

static void cuts_names_of_a_set_so_that_they_differ(void)
{
	/* Three names, and what becomes of them; 12 letters each. */
	static const char *const sets[][2][3] = {
		/* Where they fit, and where their ends tell them apart, the middle goes. */
		{{"P01", "P02", ""}, {"P01", "P02", ""}},
		{{"before_the_test_1", "before_the_test_2", "-"},
			{"before…est_1", "before…est_2", "-"}},
		/* What all share goes by whole words, or by letters where there are none. */
		{{"2026_P01_tension_map", "2026_P02_tension_map", "2026_P1_tension_map"},
			{"…P01…", "…P02…", "…P1…"}},
		{{"σσσσσσσσρχσσσσσσσσ", "σσσσσσσσρψσσσσσσσσ", ""}, {"…χ…", "…ψ…", ""}},
		/* The letters in the middle end alike: cf 83 and d5 83. */
		{{"aaaaaaaaaσbbbbbbbbb", "aaaaaaaaaՃbbbbbbbbb", ""}, {"…σ…", "…Ճ…", ""}},
		{{"same_and_the_same", "same_and_the_same", ""},
			{"same_a…_same", "same_a…_same", ""}},
		/* Where nothing is left of one, and where ends differ too, less is cut. */
		{{"aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""},
			{"aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""}},
		{{"xx_tension_P01_before", "xx_tension_P02_before", "yyyyyy"},
			{"xx_tension_P01_before", "xx_tension_P02_before", "yyyyyy"}},
	};

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		struct ins_text name[3] = {{0}};

		for (size_t k = 0; k < 3; k++)
			CU_ASSERT_EQUAL(
				ins_text_put(&name[k], sets[i][0][k], strlen(sets[i][0][k]), NULL),
				INS_OK);
		CU_ASSERT_EQUAL(ins_label_names(name, 3, 12, NULL), INS_OK);
		for (size_t k = 0; k < 3; k++) {
			SAME(name[k].data, sets[i][1][k]);
			ins_text_free(&name[k]);
		}
	}
	CU_ASSERT_EQUAL(ins_label_names(NULL, 0, 12, NULL), INS_OK);
}

static void breaks_a_title_at_blanks(void)
{
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(ins_label_lines(&out, "one two three", 8, NULL), INS_OK);
	SAME(out.data, "one two\nthree");
	out.size = 0;
	CU_ASSERT_EQUAL(ins_label_lines(&out, "abcdefghijkl", 5, NULL), INS_OK);
	SAME(out.data, "abcde\nfghij\nkl");
	out.size = 0;
	CU_ASSERT_EQUAL(ins_label_lines(&out, "a b c d e f g h", 3, NULL), INS_OK);
	SAME(out.data, "a b\nc d\ne …");
	ins_text_free(&out);
}

static void labels_axes_with_units(void)
{
	static const char *const names[][2] = {{"stress_GPa", "stress (GPa)"}, {"strain", "strain"},
		{"strain_rate_per_s", "strain rate (s⁻¹)"}, {"load_uN", "load (µN)"},
		{"resistivity_change", "resistivity change"}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct ins_text out = {0};

		CU_ASSERT_EQUAL(ins_label_column(&out, names[i][0], NULL), INS_OK);
		SAME(out.data, names[i][1]);
		ins_text_free(&out);
	}
}

static void names_files_without_folder_and_ending(void)
{
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(ins_label_file(&out, "a.b/run 5.old.tsv", NULL), INS_OK);
	SAME(out.data, "run 5.old");
	out.size = 0;
	CU_ASSERT_EQUAL(ins_label_file(&out, ".hidden", NULL), INS_OK);
	SAME(out.data, ".hidden");
	ins_text_free(&out);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"keeps letters of any script", keeps_letters_of_any_script},
		{"makes control letters harmless", makes_control_letters_harmless},
		{"takes what is no UTF-8", takes_what_is_no_utf8},
		{"cuts at letters, not bytes", cuts_at_letters_not_bytes},
		{"cuts names in the middle", cuts_names_in_the_middle},
		{"cuts names of a set so that they differ",
			cuts_names_of_a_set_so_that_they_differ},
		{"breaks a title at blanks", breaks_a_title_at_blanks},
		{"labels axes with units", labels_axes_with_units},
		{"names files without folder and ending", names_files_without_folder_and_ending},
		{NULL, NULL}};
	return unit_main("label", tests);
}
