/* Endings of names, unit words as instruments write them, quantities as users type them. */
#include "unit.h"

#include "base/unit.h"

static void finds_the_longest_ending(void)
{
	static const struct {
		const char *name, *ending;
		size_t stem;
	} cases[] = {
		{"load_uN", "uN", 4},
		{"strain_rate_per_s", "per_s", 11},
		{"loss_energy_MJ_per_m3", "MJ_per_m3", 11},
		{"modulus_se_GPa", "GPa", 10},
		{"resistivity_ohm_m", "ohm_m", 11},
		{"x_px", "px", 1},
		{"density_per_nm3", "per_nm3", 7},
		{"storage_N_per_m", "N_per_m", 7},
	};
	size_t stem;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct ins_unit *unit = ins_unit_of_name(cases[i].name, &stem);

		CU_ASSERT_PTR_NOT_NULL_FATAL(unit);
		SAME(unit->ending, cases[i].ending);
		CU_ASSERT_EQUAL(stem, cases[i].stem);
	}
	CU_ASSERT_PTR_NULL(ins_unit_of_name("strain", &stem));
	CU_ASSERT_EQUAL(stem, 6);
	CU_ASSERT_PTR_NULL(ins_unit_of_name("max_strain", NULL));
	CU_ASSERT_PTR_NULL(ins_unit_of_name("_nm", NULL));
}

static void converts(const char *word, const char *ending, double want)
{
	struct ins_err err = {0};
	double scale = 0, offset = 0;

	CU_ASSERT_EQUAL(ins_unit_convert(word, ending ? ins_unit_by_ending(ending) : NULL, &scale,
				&offset, &err),
		INS_OK);
	if (err.status)
		fprintf(stderr, "%s\n", err.text);
	NEAR(scale, want, 1e-14, 0); /* algebra of a few doubles */
	NEAR(offset, 0, 0, 0);
}

static void converts_words_of_instruments(void)
{
	converts("uN", "uN", 1);
	converts("\xc2\xb5N", "uN", 1);
	converts("\xce\xbcN", "uN", 1);
	converts(" mN ", "uN", 1e3);
	converts("kN", "uN", 1e9);
	converts("N/mm\xc2\xb2", "GPa", 1e-3);
	converts("N/mm^2", "MPa", 1);
	converts("mm\xc2\xb2", "nm2", 1e12);
	converts("Seconds", "s", 1);
	converts("Sekunden", "s", 1);
	converts("k\xce\xa9", "Mohm", 1e-3);
	converts("%", NULL, 0.01);
	converts("mm/mm", NULL, 1);
	converts("um/m", NULL, 1e-6);
}

static void reads_powers_of_ten(void)
{
	converts("10^3 N", "kN", 1);
	converts("10\xc2\xb3 N", "kN", 1);
	converts("N\xc2\xb7"
		 "10\xc2\xb2",
		"N", 100);
	converts("10\xe2\x81\xbb\xc2\xb3 N", "mN", 1);
	converts("10**3 mm^2", "mm2", 1000);
}

/* A cycle is a turn of 2 pi, whatever counts it. */
static void counts_cycles(void)
{
	converts("rpm", "Hz", 1.0 / 60);
	converts("rad/s", "Hz", 0.5 / acos(-1));
	converts("cycles/s", "Hz", 1);
	converts("1/min", "Hz", 1.0 / 60);
	converts("kHz", "Hz", 1000);
}

static void asks_for_uncommon_words(void)
{
	converts("lbf", "uN", 4.4482216152605e6); /* exact: 0.45359237 kg times 9.80665 m/s2 */
	converts("in", "nm", 25.4e6);
	converts("psi", "GPa", 4.4482216152605 / (0.0254 * 0.0254) * 1e-9);
}

static void refuses_other_measures(void)
{
	struct ins_err err = {0};
	double scale, offset;

	CU_ASSERT_EQUAL(ins_unit_convert("mm", ins_unit_by_ending("uN"), &scale, &offset, &err),
		INS_EFORMAT);
	SAME(err.text, "'mm' is no unit of load, such as uN");
	CU_ASSERT_EQUAL(ins_unit_convert("blub", ins_unit_by_ending("nm"), &scale, &offset, &err),
		INS_EFORMAT);
	CU_ASSERT_EQUAL(
		ins_unit_convert("", ins_unit_by_ending("nm"), &scale, &offset, &err), INS_EFORMAT);
	CU_ASSERT_EQUAL(ins_unit_convert("mm", NULL, &scale, &offset, &err), INS_EFORMAT);
	/* Infinite, or 0, in the unit that is asked for. */
	CU_ASSERT_EQUAL(ins_unit_convert("6e306N", ins_unit_by_ending("uN"), &scale, &offset, NULL),
		INS_EFORMAT);
	CU_ASSERT_EQUAL(
		ins_unit_convert("6e-306N", ins_unit_by_ending("kN"), &scale, &offset, NULL),
		INS_EFORMAT);
	CU_ASSERT(!ins_unit_is_word("6e306N"));
}

static void knows_units_from_other_words(void)
{
	int plain;

	SAME(ins_unit_for_word("lbf", &plain)->ending, "uN");
	SAME(ins_unit_for_word("kN", &plain)->ending, "uN");
	SAME(ins_unit_for_word("N/mm2", &plain)->ending, "GPa");
	CU_ASSERT_PTR_NULL(ins_unit_for_word("%", &plain));
	CU_ASSERT(plain);
	CU_ASSERT_PTR_NULL(ins_unit_for_word("Corrected", &plain));
	CU_ASSERT(!plain);
	CU_ASSERT(ins_unit_is_word("mm"));
	CU_ASSERT(!ins_unit_is_word("Phase"));
	CU_ASSERT(!ins_unit_is_word(""));
}

static void takes_no_reciprocal_for_a_conversion(void)
{
	struct ins_err err = {0};
	double scale, offset;
	int plain;

	CU_ASSERT_EQUAL(ins_unit_convert("rad/s", ins_unit_by_ending("s"), &scale, &offset, &err),
		INS_EFORMAT);
	SAME(ins_unit_for_word("rad/s", &plain)->measure, "frequency");
}

static void is_quantity(const char *text, const char *ending, double want)
{
	double value = NAN;

	CU_ASSERT_EQUAL(ins_unit_quantity(text, ending ? ins_unit_by_ending(ending) : NULL, "145nm",
				&value, NULL),
		INS_OK);
	NEAR(value, want, 1e-14, 0);
}

static void reads_quantities(void)
{
	struct ins_err err = {0};
	double value;

	is_quantity("145nm", "nm", 145);
	is_quantity("0.2 mm", "nm", 2e5);
	is_quantity("1e-3m", "nm", 1e6);
	is_quantity("5%", NULL, 0.05);
	is_quantity("0.05", NULL, 0.05);
	is_quantity("3eV", "eV", 3);
	is_quantity("0.342Mohm", "Mohm", 0.342);
	CU_ASSERT_EQUAL(ins_unit_quantity("145", ins_unit_by_ending("nm"), "145nm", &value, &err),
		INS_EUSAGE);
	SAME(err.text, "'145' has no unit; write it like 145nm");
	CU_ASSERT_EQUAL(ins_unit_quantity("nm", ins_unit_by_ending("nm"), "145nm", &value, &err),
		INS_EUSAGE);
	SAME(err.text, "'nm' is not a quantity; write it like 145nm");
	CU_ASSERT_EQUAL(
		ins_unit_quantity("1 234nm", ins_unit_by_ending("nm"), "145nm", &value, &err),
		INS_EUSAGE);
	SAME(err.text, "'1 234nm' is not a quantity; write it like 145nm");
	CU_ASSERT_EQUAL(ins_unit_quantity("0,2mm", ins_unit_by_ending("nm"), "145nm", &value, &err),
		INS_EUSAGE);
	CU_ASSERT_EQUAL(ins_unit_quantity("5GPa", ins_unit_by_ending("nm"), "145nm", &value, &err),
		INS_EUSAGE);
	SAME(err.text, "'5GPa': 'GPa' is no unit of length, such as nm; write it like 145nm");
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"finds the longest ending", finds_the_longest_ending},
		{"converts words of instruments", converts_words_of_instruments},
		{"reads powers of ten", reads_powers_of_ten}, {"counts cycles", counts_cycles},
		{"asks for uncommon words", asks_for_uncommon_words},
		{"refuses other measures", refuses_other_measures},
		{"knows units from other words", knows_units_from_other_words},
		{"takes no reciprocal for a conversion", takes_no_reciprocal_for_a_conversion},
		{"reads quantities", reads_quantities}, {NULL, NULL}};
	return unit_main("unit", tests);
}
