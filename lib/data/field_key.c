/* field_key - which keys of a header name a specimen, its dimensions, or a frequency. */
#include "data/field_key.h"

#include <string.h>

#include "data/name.h"

/* What the keys of headers are called, as ins_name_words makes them. */
static const struct {
	const char *note, *ending, *key, *names;
} roles[INS_FIELD_ROLES] = {
	[INS_FIELD_DIAMETER] = {"diameter_nm", "nm", "diameter",
		"diameter|durchmesser|probendurchmesser|diametre|"
		"d0|diameter d0|durchmesser d0"},
	[INS_FIELD_AREA] = {"area_nm2", "nm2", "area",
		"area|cross section|cross section area|cross sectional area|"
		"section|querschnitt|querschnittsflache|probenquerschnitt|s0|a0|section s0|"
		"aire|section initiale"},
	[INS_FIELD_LENGTH] = {"length_nm", "nm", "length",
		"length|gauge length|gage length|l0|le|messlange|"
		"anfangsmesslange|gage length standard travel|l0 course standard|"
		"messlange standardweg|longueur|longueur de base|longueur initiale|"
		"longueur utile|height|pillar height|hohe"},
	[INS_FIELD_WIDTH] = {"width_nm", "nm", "width",
		"width|largeur|breite|probenbreite|probenbreite b0|b0"},
	[INS_FIELD_THICKNESS] = {"thickness_nm", "nm", "thickness",
		"thickness|epaisseur|dicke|probendicke|probendicke a0|"
		"depth of specimen"},
	[INS_FIELD_FREQUENCY] = {"frequency_Hz", "Hz", "frequency",
		"frequency|test frequency|frequenz|pruffrequenz|"
		"frequence"},
	[INS_FIELD_SPECIMEN] = {"specimen", NULL, "specimen",
		"specimen|specimen label|specimen name|specimen id|sample name|"
		"sample id|sample|probe|probenname|probenbezeichnung|aktuelle probe|eprouvette|"
		"nom de l eprouvette|probebezeichnung|probenbezeichnung|specimen number"},
};

const char *ins_field_note(enum ins_field_role role)
{
	return roles[role].note;
}

const char *ins_field_ending(enum ins_field_role role)
{
	return roles[role].ending;
}

/* Words before a key that do not change what it means. */
static bool is_filler(const char *word, size_t length)
{
	static const char *const fillers[] = {"specimen", "sample", "initial", "original",
		"nominal", "properties", "proben", "eprouvette", "geometry", "pillar"};

	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (strlen(fillers[i]) == length && memcmp(fillers[i], word, length) == 0)
			return true;
	return false;
}

static bool in_list(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (; *list; list += strcspn(list, "|"), list += *list == '|')
		if (strcspn(list, "|") == length && memcmp(list, word, length) == 0)
			return true;
	return false;
}

/* Whether KEY, whole or without filler words at either end, is in LIST. */
static bool is_called(const char *list, const char *key)
{
	char words[INS_NAME_WORDS], *from = words;
	bool yes;

	ins_name_few_words(key, words);
	yes = in_list(list, words);
	while (!yes && is_filler(from, strcspn(from, " ")) && strchr(from, ' ')) {
		from = strchr(from, ' ') + 1;
		yes = in_list(list, from);
	}
	if (!yes && strrchr(from, ' ') &&
		is_filler(strrchr(from, ' ') + 1, strlen(strrchr(from, ' ') + 1))) {
		*strrchr(from, ' ') = 0;
		yes = in_list(list, from);
	}
	return yes;
}

bool ins_field_plays(const struct ins_format *format, enum ins_field_role role, const char *key)
{
	if (ins_format_fits(format, "header", "none", key, NULL))
		return false;
	return ins_format_fits(format, "header", roles[role].key, key, NULL) ||
	       is_called(roles[role].names, key);
}
