/* name_joint - a unit that is joined to the name of a column without brackets. */
#include "data/name_joint.h"

#include <stdio.h>
#include <string.h>

#include "base/unit.h"

/* Whether a name may end in UNIT without brackets. */
static bool may_be_joined(const char *unit)
{
	static const char *const others[] = {
		"lbf", "lb", "kip", "in", "inch", "ft", "psi", "ksi", "kgf", "gf", "degC", NULL};

	for (const char *const *other = others; *other; other++)
		if (strcmp(*other, unit) == 0)
			return true;
	return strlen(unit) < 16 && !strchr("0123456789", *unit) && ins_unit_is_common(unit);
}

size_t ins_name_prefix(const char *text)
{
	static const char *const prefixes[] = {
		"pico", "nano", "micro", "milli", "kilo", "mega", "giga", NULL};

	for (const char *const *prefix = prefixes; *prefix; prefix++)
		if (strncmp(text, *prefix, strlen(*prefix)) == 0)
			return strlen(*prefix);
	return 0;
}

/* AT, or, where the word before it is the prefix of a unit in full, "load_micro_N", the place
 * before that word. */
static const char *before_prefix(const char *text, const char *at)
{
	const char *word = at;

	while (word > text && word[-1] != '_' && word[-1] != ' ')
		word--;
	return word > text + 1 && word < at && ins_name_prefix(word) == (size_t)(at - word)
		       ? word - 1
		       : at;
}

/* "Strain %": where the name ends; "at 50%" names no unit. */
static bool ends_in_percent(const char *text, size_t *stem)
{
	size_t length = strlen(text);

	if (length < 2 || text[length - 1] != '%')
		return false;
	*stem = length - 1 - (text[length - 2] == ' ');
	return *stem > 0 && !strchr("0123456789_/", text[*stem - 1]) && !strpbrk(text, "([");
}

static const char *measure_of(const char *unit)
{
	int plain;
	const struct ins_unit *own = ins_unit_for_word(unit, &plain);

	return own ? own->measure : "";
}

/* Whether the word BEFORE a UNIT makes another one with it: "mm_min", "1_min", "N_m", "mm_mm". A
 * letter of the name that is no unit over this one does not: "h_nm", "A_nm", "V_mV"; nor does the
 * word "in". */
static bool makes_unit(const char *before, const char *unit)
{
	const char *under = measure_of(unit), *over;

	if (strcmp(before, "1") == 0)
		return strcmp(under, "time") == 0;
	if (strcmp(before, "in") == 0 || !may_be_joined(before))
		return false;
	over = measure_of(before);
	if (strcmp(under, "time") == 0)
		return true;
	if (strcmp(under, over) == 0)
		return strcmp(under, "length") == 0;
	return strcmp(over, "time") != 0 && strcmp(over, "current") != 0 &&
	       strcmp(over, "temperature") != 0;
}

/* Whether the UNIT at AT, behind a MARK, is but the end of one: "mm_min" is "mm/min". */
static bool is_end(const char *text, const char *at, char mark, const char *unit)
{
	char before[INS_NAME_UNIT] = "";
	const char *begin = at;

	while (begin > text && begin[-1] != mark)
		begin--;
	if (begin == text || (size_t)(at - begin) >= sizeof before)
		return false;
	memcpy(before, begin, (size_t)(at - begin));
	return makes_unit(before, unit);
}

/* Where a unit is joined to a name, and how long the joint is: "_", "/", " in ", ", ". */
static const char *find_plain(const char *text, size_t *length)
{
	static const char *const joints[] = {" in ", ", ", " / ", "/", "_"};
	size_t stem;

	if (ins_unit_of_name(text, &stem) && stem > 0 && text[stem] == '_') {
		*length = 1;
		return is_end(text, text + stem, '_', text + stem + 1)
			       ? NULL
			       : before_prefix(text, text + stem);
	}
	if (ends_in_percent(text, &stem)) {
		*length = text[stem] == ' ';
		return text + stem;
	}
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		for (const char *at = text; (at = strstr(at, joints[i])); at++) {
			*length = strlen(joints[i]);
			if (at > text && !strpbrk(text, "([") && may_be_joined(at + *length)) {
				if (*joints[i] == '_' && is_end(text, at, '_', at + 1))
					return NULL;
				return *length == 1 ? before_prefix(text, at) : at;
			}
		}
	return NULL;
}

/* The mark at the end of NAME, of which names without a blank can be made; 0 for none. */
static char mark_of(const char *name)
{
	size_t length = strlen(name);
	char last = length ? name[length - 1] : 0;

	return (last == '_' || last == '.') && !strpbrk(name, " ()[]") ? last : 0;
}

bool ins_name_is_mangled(const char *name)
{
	char mark = mark_of(name);

	return mark && strstr(name, (char[]){mark, mark, 0});
}

/* Make the unit that it was of what stands between the marks: "N_mm2" is that, or "N/mm2". */
static bool restore(char *unit, char mark)
{
	if (may_be_joined(unit))
		return true;
	for (char *p = unit; (p = strchr(p, mark)); p++)
		*p = '/';
	return may_be_joined(unit);
}

/* Whether a "u" before UNIT, which marks may have taken, makes one as well. */
static bool may_lack_micro(const char *unit)
{
	char micro[INS_NAME_UNIT + 1];

	snprintf(micro, sizeof micro, "u%s", unit);
	return may_be_joined(micro);
}

/* MATLAB makes one mark of " (" and another one of a letter such as "µ"; R makes two of " (", and
 * ends an abbreviation in one. More than two hide something, and a torque's unit looks the same as
 * a stiffness's. */
static bool is_certain(size_t marks, char mark, const char *unit)
{
	if (strcmp(unit, "N/m") == 0)
		return false;
	return mark == '.' ? marks == 2 : marks == 1 || (marks == 2 && !may_lack_micro(unit));
}

/* "Time_ms_", "Time..ms.": a unit between marks, the longest one, behind the name. */
static bool find_mangled(const char *text, struct ins_name_joint *joint)
{
	char marks[] = {mark_of(text), 0};
	size_t end = strlen(text), at = strcspn(text, marks), run;

	while (*marks && at + (run = strspn(text + at, marks)) < end) {
		const char *word = text + at + run;
		size_t length = (size_t)(text + end - 1 - word);

		if (at && length < sizeof joint->unit) {
			memcpy(joint->unit, word, length);
			joint->unit[length] = 0;
			joint->stem = at;
			if (restore(joint->unit, *marks)) {
				joint->doubtful =
					*marks == '_' && run == 1 && may_lack_micro(joint->unit);
				return !is_end(text, text + at, *marks, joint->unit) &&
				       is_certain(run, *marks, joint->unit);
			}
		}
		if (run > 1)
			return false;
		at += run + strcspn(word, marks);
	}
	return false;
}

bool ins_name_find_joint(const char *text, struct ins_name_joint *joint)
{
	size_t length;
	const char *at = find_plain(text, &length);

	joint->doubtful = false;
	if (!at)
		return find_mangled(text, joint);
	joint->stem = (size_t)(at - text);
	snprintf(joint->unit, sizeof joint->unit, "%s", at + length);
	return true;
}
