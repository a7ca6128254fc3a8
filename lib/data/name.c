/* name - what the name of a column says: a unit, and bare words to compare. */
#include "data/name.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/unit.h"
#include "data/name_joint.h"

/* Where the unit stands in CELL, without brackets and blanks. */
static const char *find_unit(const char *cell, size_t *length)
{
	const char *begin = cell, *end = cell + strlen(cell);

	if (end - begin >= 2 &&
		((*begin == '(' && end[-1] == ')') || (*begin == '[' && end[-1] == ']'))) {
		begin++;
		end--;
	}
	ins_text_trim(&begin, &end);
	*length = (size_t)(end - begin);
	return begin;
}

char *ins_name_bare_unit(const char *cell)
{
	size_t length;
	const char *unit = find_unit(cell, &length);

	return ins_text_copy_n(unit, length);
}

/* "nanometer": a prefix in full, and as much behind it as a unit has. */
static bool has_full_prefix(const char *word)
{
	size_t prefix = ins_name_prefix(word);

	return prefix && strlen(word) < 16 && strlen(word) >= prefix + 3;
}

/* A short word, or one with signs, is worth asking the library of units, which takes time to load;
 * a name is not. */
static bool may_be_unit(const char *word)
{
	if (strpbrk(word, " ()[]"))
		return false;
	return strlen(word) <= 3 || has_full_prefix(word) ||
	       (strlen(word) < 16 && strpbrk(word, "/^*\xc2\xce"));
}

bool ins_name_is_unit(const char *cell, bool *bracketed)
{
	char unit[64] = "";
	size_t length;
	const char *begin = find_unit(cell, &length);

	*bracketed = length < strlen(cell) && (*cell == '(' || *cell == '[');
	if (strstr(cell, "\xef\xbf\xbd"))
		return true;
	if (length >= sizeof unit)
		return false;
	memcpy(unit, begin, length);
	return strcmp(unit, "-") == 0 || strcmp(unit, "#") == 0 || ins_unit_is_common(unit) ||
	       ((*bracketed ? length < 8 || has_full_prefix(unit) : may_be_unit(unit)) &&
		       ins_unit_is_word(unit));
}

/* The opening bracket that the last letter of TEXT closes, or NULL. */
static const char *find_bracket(const char *text)
{
	size_t length = strlen(text);
	char close = length ? text[length - 1] : 0, open = close == ')' ? '(' : '[';
	int depth = 0;

	if (close != ')' && close != ']')
		return NULL;
	for (const char *p = text + length; p-- > text;) {
		depth += *p == close;
		depth -= *p == open;
		if (!depth)
			return p > text ? p : NULL;
	}
	return NULL;
}

/* UNIT is lent, or NULL for none. */
static int set_channel(struct ins_channel *channel, const char *name, size_t length,
	const char *unit, size_t unit_length, struct ins_err *err)
{
	const char *end = name + length;

	while (unit && end > name && end[-1] == '_')
		end--;
	ins_text_trim(&name, &end);
	channel->name = ins_text_copy_n(name, (size_t)(end - name));
	channel->unit = unit ? ins_text_copy_n(unit, unit_length) : NULL;
	if (channel->unit && strstr(channel->unit, "\xef\xbf\xbd"))
		channel->fault = INS_UNIT_LOST;
	if (!channel->name || (unit && !channel->unit))
		return ins_fail_memory(err, "a column's name", length);
	return INS_OK;
}

/* What is written like a unit, though the project knows none: "(kg/s)", "(deg)". */
static bool looks_like_unit(const char *open)
{
	static const char *const words[] = {"(deg)", "(rad)", "(bits)", "(counts)", "(a.u.)",
		"(rpm)", "(C)", "(F)", "(degC)", NULL};

	for (const char *const *word = words; *word; word++)
		if (ins_text_same_word(open, *word))
			return true;
	return strlen(open) < 16 && !strchr(open, ' ') && strpbrk(open, "/^*");
}

bool ins_name_may_hide_unit(const char *name)
{
	const char *open = find_bracket(name);

	return ins_name_is_mangled(name) ||
	       (open && (strlen(open) <= 6 || strpbrk(open, "0123456789:")));
}

/* "Percentage Strain". */
static bool says_percent(const char *text)
{
	static const char *const words[] = {
		"percent", "percentage", "pct", "prozent", "pourcent", "pourcentage", NULL};
	char plain[INS_NAME_WORDS];
	bool yes = false;

	ins_name_few_words(text, plain);
	for (char *rest, *word = strtok_r(plain, " ", &rest); word;
		word = strtok_r(NULL, " ", &rest))
		for (const char *const *one = words; *one; one++)
			yes = yes || strcmp(word, *one) == 0;
	return yes;
}

int ins_name_cut(const char *text, struct ins_channel *channel, struct ins_err *err)
{
	const char *open = find_bracket(text), *unit;
	struct ins_name_joint joint;
	size_t length;
	bool bracketed;

	memset(channel, 0, sizeof *channel);
	if (open && (*open == '[' || ins_name_is_unit(open, &bracketed) || looks_like_unit(open))) {
		unit = find_unit(open, &length);
		channel->bracketed = true;
		return set_channel(channel, text, (size_t)(open - text), unit, length, err);
	}
	if (ins_name_find_joint(text, &joint)) {
		channel->doubtful = joint.doubtful;
		return set_channel(channel, text, joint.stem, joint.unit, strlen(joint.unit), err);
	}
	return set_channel(channel, text, strlen(text), says_percent(text) ? "%" : NULL, 1, err);
}

/* Letters with accents, in UTF-8, as the letters that people type without them. */
static const struct {
	const char *letter, *plain;
} plain_letters[] = {{"ä", "a"}, {"ö", "o"}, {"ü", "u"}, {"Ä", "a"}, {"Ö", "o"}, {"Ü", "u"},
	{"ß", "ss"}, {"à", "a"}, {"â", "a"}, {"À", "a"}, {"Â", "a"}, {"ç", "c"}, {"Ç", "c"},
	{"é", "e"}, {"è", "e"}, {"ê", "e"}, {"ë", "e"}, {"É", "e"}, {"È", "e"}, {"Ê", "e"},
	{"î", "i"}, {"ï", "i"}, {"Î", "i"}, {"ô", "o"}, {"Ô", "o"}, {"û", "u"}, {"ù", "u"},
	{"Û", "u"}, {"á", "a"}, {"ã", "a"}, {"í", "i"}, {"ñ", "n"}, {"ó", "o"}, {"õ", "o"},
	{"ú", "u"}, {"å", "a"}, {"ø", "o"}, {"σ", "sigma"}, {"ε", "epsilon"}, {"Ω", "ohm"},
	{"µ", "u"}, {"μ", "u"}};

static size_t letter_at(const char *p, const char **plain)
{
	if ((unsigned char)*p < 0x80)
		return 0;
	for (size_t i = 0; i < sizeof plain_letters / sizeof *plain_letters; i++) {
		size_t length = strlen(plain_letters[i].letter);

		if (strncmp(p, plain_letters[i].letter, length) == 0) {
			*plain = plain_letters[i].plain;
			return length;
		}
	}
	return 0;
}

char *ins_name_plain(const char *text)
{
	/* Two bytes of a Greek letter make at most seven. */
	char *letters = malloc(4 * strlen(text) + 1);
	size_t n = 0;

	while (letters && *text) {
		const char *plain = NULL;
		size_t length = letter_at(text, &plain);

		if (!length)
			letters[n++] = *text++;
		while (plain && *plain)
			letters[n++] = *plain++;
		text += length;
	}
	if (letters)
		letters[n] = 0;
	return letters;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* A byte of a letter that has no plain one: it must not vanish, or another word would be left.
 * Signs such as the degree's, which UTF-8 writes behind 0xc2, and lost letters do. */
static bool is_foreign(const char *text, const char *p)
{
	const char *lead = p;

	while (lead > text && ((unsigned char)*lead & 0xc0) == 0x80)
		lead--;
	return (unsigned char)*lead >= 0xc3 && strncmp(lead, "\xef\xbf\xbd", 3) != 0;
}

/* Append C; one blank before it where WORD ended. Returns the new length. */
static size_t put(char *words, size_t n, bool *ended, char c)
{
	if (*ended && n)
		words[n++] = ' ';
	*ended = false;
	words[n++] = c;
	return n;
}

/* Every byte makes at most a blank and a letter, a Greek letter (2 bytes) 7 and a blank. */
static size_t words_room(size_t length)
{
	return 4 * length + 8;
}

static void put_words(const char *text, char *words)
{
	bool ended = false;
	size_t n = 0;

	for (const char *p = text; *p;) {
		const char *plain = NULL;
		size_t length = letter_at(p, &plain);

		if (length) {
			for (; *plain; plain++)
				n = put(words, n, &ended, *plain);
			p += length;
			continue;
		}
		/* "MotorDisp" is two words. */
		if (is_upper(*p) && p > text && is_lower(p[-1]))
			ended = true;
		if (is_upper(*p))
			n = put(words, n, &ended, (char)(*p + ('a' - 'A')));
		else if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ||
			 is_foreign(text, p))
			n = put(words, n, &ended, *p);
		else
			ended = true;
		p++;
	}
	words[n] = 0;
}

char *ins_name_words(const char *text)
{
	char *words = malloc(words_room(strlen(text)));

	if (words)
		put_words(text, words);
	return words;
}

void ins_name_few_words(const char *text, char words[INS_NAME_WORDS])
{
	*words = 0;
	if (words_room(strlen(text)) <= INS_NAME_WORDS)
		put_words(text, words);
}
