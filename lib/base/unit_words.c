/* unit_words - the tables of units, and the words that people and instruments have for them. */
#include "base/unit_words.h"

#include <string.h>

#include "base/text.h"

static const struct ins_measure measures[] = {
	{"time", "s", "s"},
	{"load", "N", "uN"},
	{"length", "m", "nm"},
	{"area", "m2", "nm2"},
	{"stress", "Pa", "GPa"},
	{"voltage", "V", "V"},
	{"current", "A", "nA"},
	{"resistance", "ohm", "Mohm"},
	{"resistivity", "ohm m", "ohm_m"},
	{"frequency", "Hz", "Hz"},
	{"energy", "J", "eV"},
	{"number density", "m-3", "per_nm3"},
	{"energy density", "J m-3", "MJ_per_m3"},
	{"stiffness", "N m-1", "N_per_m"},
	{"speed", "m s-1", "nm_per_s"},
	{"mass", "kg", "kg"},
	{"mechanical resistance", "kg s-1", "kg_per_s"},
	{"temperature", "K", "K"},
	{"pixels", NULL, "px"},
	{NULL, NULL, NULL},
};

/* Each unit that a name may end in. This is the one place that says what an ending means. */
static const struct ins_unit units[] = {
	{"s", "s", "time", 1},
	{"ms", "ms", "time", 1e-3},
	{"us", "µs", "time", 1e-6},
	{"min", "min", "time", 60},
	{"h", "h", "time", 3600},
	{"nN", "nN", "load", 1e-9},
	{"uN", "µN", "load", 1e-6},
	{"mN", "mN", "load", 1e-3},
	{"N", "N", "load", 1},
	{"kN", "kN", "load", 1e3},
	{"pm", "pm", "length", 1e-12},
	{"nm", "nm", "length", 1e-9},
	{"um", "µm", "length", 1e-6},
	{"mm", "mm", "length", 1e-3},
	{"m", "m", "length", 1},
	{"nm2", "nm²", "area", 1e-18},
	{"um2", "µm²", "area", 1e-12},
	{"mm2", "mm²", "area", 1e-6},
	{"m2", "m²", "area", 1},
	{"Pa", "Pa", "stress", 1},
	{"kPa", "kPa", "stress", 1e3},
	{"MPa", "MPa", "stress", 1e6},
	{"GPa", "GPa", "stress", 1e9},
	{"uV", "µV", "voltage", 1e-6},
	{"mV", "mV", "voltage", 1e-3},
	{"V", "V", "voltage", 1},
	{"pA", "pA", "current", 1e-12},
	{"nA", "nA", "current", 1e-9},
	{"uA", "µA", "current", 1e-6},
	{"mA", "mA", "current", 1e-3},
	{"A", "A", "current", 1},
	{"ohm", "Ω", "resistance", 1},
	{"kohm", "kΩ", "resistance", 1e3},
	{"Mohm", "MΩ", "resistance", 1e6},
	{"ohm_m", "Ω m", "resistivity", 1},
	{"per_s", "s⁻¹", "frequency", 1},
	{"Hz", "Hz", "frequency", 1},
	{"kHz", "kHz", "frequency", 1e3},
	{"meV", "meV", "energy", 1.602176634e-22}, /* exact since the SI of 2019 */
	{"eV", "eV", "energy", 1.602176634e-19},
	{"keV", "keV", "energy", 1.602176634e-16},
	{"fJ", "fJ", "energy", 1e-15},
	{"pJ", "pJ", "energy", 1e-12},
	{"nJ", "nJ", "energy", 1e-9},
	{"J", "J", "energy", 1},
	{"per_nm3", "nm⁻³", "number density", 1e27},
	{"per_m3", "m⁻³", "number density", 1},
	{"MJ_per_m3", "MJ m⁻³", "energy density", 1e6},
	{"N_per_m", "N/m", "stiffness", 1},
	{"uN_per_nm", "µN/nm", "stiffness", 1e3},
	{"nm_per_s", "nm/s", "speed", 1e-9},
	{"mm_per_s", "mm/s", "speed", 1e-3},
	{"kg", "kg", "mass", 1},
	{"mg", "mg", "mass", 1e-6},
	{"kg_per_s", "kg/s", "mechanical resistance", 1}, /* 1 N s/m */
	{"K", "K", "temperature", 1},
	{"px", "px", "pixels", 1},
};

/* Words that instruments write for a unit, after ins_unit_tidy. Matched with case first, then
 * without. */
static const struct {
	const char *word, *ending;
} spellings[] = {
	{"sec", "s"},
	{"secs", "s"},
	{"second", "s"},
	{"seconds", "s"},
	{"sekunde", "s"},
	{"sekunden", "s"},
	{"seconde", "s"},
	{"secondes", "s"},
	{"msec", "ms"},
	{"min", "min"},
	{"minute", "min"},
	{"minutes", "min"},
	{"mins", "min"},
	{"hr", "h"},
	{"hrs", "h"},
	{"hour", "h"},
	{"hours", "h"},
	{"newton", "N"},
	{"newtons", "N"},
	{"N/mm2", "MPa"},
	{"N/mm^2", "MPa"},
	{"kN/mm2", "GPa"},
	{"N/m2", "Pa"},
	{"microns", "um"},
	{"micron", "um"},
	{"volt", "V"},
	{"volts", "V"},
	{"ampere", "A"},
	{"amps", "A"},
	{"amp", "A"},
	{"ohms", "ohm"},
	{"kohms", "kohm"},
	{"1/s", "per_s"},
	{"s-1", "per_s"},
	{"s^-1", "per_s"},
	{"hertz", "Hz"},
	{"N/m", "N_per_m"},
	{"uN/nm", "uN_per_nm"},
	{"ohm m", "ohm_m"},
	{"ohm*m", "ohm_m"},
	{"ohm.m", "ohm_m"},
};

/* Words matched with case, since in other letters they may be another unit: "mpa", "Nm/s". */
static const struct {
	const char *word, *ending;
} cased[] = {
	{"KN", "kN"},
	{"Ohm", "ohm"},
	{"kOhm", "kohm"},
	{"MOhm", "Mohm"},
	{"KOhm", "kohm"},
	{"KOHM", "kohm"},
	{"Kn", "kN"},
	{"MM", "mm"},
	{"KPA", "kPa"},
	{"KPa", "kPa"},
	{"Kpa", "kPa"},
	{"MPA", "MPa"},
	{"Mpa", "MPa"},
	{"GPA", "GPa"},
	{"Gpa", "GPa"},
	{"nm/s", "nm_per_s"},
	{"mm/s", "mm_per_s"},
	{"MM/S", "mm_per_s"},
	{"MJ/m3", "MJ_per_m3"},
	{"MJ/m^3", "MJ_per_m3"},
};

/* Words for a plain number, and what one of it is. */
static const struct {
	const char *word;
	double scale;
} plain_words[] = {
	{"", 1},
	{"1", 1},
	{"-", 1},
	{"%", 0.01},
	{"percent", 0.01},
	{"pct", 0.01},
	{"mm/mm", 1},
	{"m/m", 1},
	{"nm/nm", 1},
	{"in/in", 1},
	{"um/m", 1e-6},
	{"mm/m", 1e-3},
	{"\xe2\x80\xb0", 1e-3}, /* per mille */
	{"permil", 1e-3},
	{"permille", 1e-3},
	{"per mille", 1e-3},
	{"millistrain", 1e-3},
	{"mstrain", 1e-3},
	{"m\xce\xb5", 1e-3},
	{"microstrain", 1e-6},
	{"ustrain", 1e-6},
	{"u\xce\xb5", 1e-6},
	{"ue", 1e-6},
	{"ppm", 1e-6},
	{"strain", 1},
	{"ratio", 1},
	{"-/-", 1},
};

/* Letters that stand for others in unit words. */
static const struct {
	const char *from, *to;
} letters[] = {
	{"pico_", "p"},
	{"nano_", "n"},
	{"micro_", "u"},
	{"milli_", "m"},
	{"kilo_", "k"},
	{"mega_", "M"},
	{"giga_", "G"},
	{"deg C", "degC"},
	{"\xc2\xb5", "u"},
	{"\xce\xbc", "u"}, /* micro sign, Greek mu */
	{"\xce\xa9", "ohm"},
	{"\xe2\x84\xa6", "ohm"}, /* Greek omega, ohm sign */
	{"\xc2\xb2", "2"},
	{"\xc2\xb3", "3"}, /* superscripts */
	{"\xe2\x81\xbb", "-"},
	{"\xc2\xb9", "1"}, /* superscript minus, one */
	{"\xc2\xb7", "*"},
	{"\xc2\xa0", " "},
	{"**", "^"},
	{"^2", "2"},
	{"^3", "3"},
};

void ins_unit_tidy(const char *word, char out[INS_UNIT_WORD])
{
	const char *end = word + strlen(word);
	size_t n = 0;

	ins_text_trim(&word, &end);
	while (word < end && n + 4 < INS_UNIT_WORD) {
		size_t i = 0, count = sizeof letters / sizeof *letters;

		while (i < count && strncmp(word, letters[i].from, strlen(letters[i].from)) != 0)
			i++;
		if (i < count) {
			/* "10³ N" are 1000 of them, not 103. */
			if (n && strchr("0123456789", out[n - 1]) && strchr("23", *letters[i].to))
				out[n++] = '^';
			memcpy(out + n, letters[i].to, strlen(letters[i].to));
			n += strlen(letters[i].to);
			word += strlen(letters[i].from);
		} else {
			out[n++] = *word++;
		}
	}
	out[word < end ? 0 : n] = 0;
}

const struct ins_measure *ins_unit_measures(void)
{
	return measures;
}

const struct ins_measure *ins_unit_measure(const struct ins_unit *unit)
{
	const struct ins_measure *measure = measures;

	while (strcmp(measure->name, unit->measure) != 0)
		measure++;
	return measure;
}

const struct ins_unit *ins_unit_by_ending(const char *ending)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(units[i].ending, ending) == 0)
			return &units[i];
	return NULL;
}

const struct ins_unit *ins_unit_of_name(const char *name, size_t *stem)
{
	/* From the left, so that the longest ending is met first. */
	for (const char *p = strchr(name, '_'); p; p = strchr(p + 1, '_')) {
		const struct ins_unit *unit = ins_unit_by_ending(p + 1);

		if (unit && p > name) {
			if (stem)
				*stem = (size_t)(p - name);
			return unit;
		}
	}
	if (stem)
		*stem = strlen(name);
	return NULL;
}

int ins_unit_converts(const struct ins_unit *a, const struct ins_unit *b)
{
	return a == b || (a && b && strcmp(a->measure, b->measure) == 0);
}

const struct ins_unit *ins_unit_lookup(const char *word)
{
	const struct ins_unit *unit = ins_unit_by_ending(word);

	for (size_t i = 0; !unit && i < sizeof spellings / sizeof *spellings; i++)
		if (ins_text_same_word(spellings[i].word, word))
			unit = ins_unit_by_ending(spellings[i].ending);
	for (size_t i = 0; !unit && i < sizeof cased / sizeof *cased; i++)
		if (strcmp(cased[i].word, word) == 0)
			unit = ins_unit_by_ending(cased[i].ending);
	return unit;
}

int ins_unit_is_plain(const char *word, double *scale)
{
	for (size_t i = 0; i < sizeof plain_words / sizeof *plain_words; i++)
		if (ins_text_same_word(plain_words[i].word, word)) {
			*scale = plain_words[i].scale;
			return 1;
		}
	return 0;
}
