/* name_factor - a factor in a column's name, by which its numbers are multiplied or shall be. */
#include "data/name.h"

#include <string.h>

static bool is_latin(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "e3", "E-3", but not the beginning of a word. */
static bool is_exponent(const char *text)
{
	return (*text == 'e' || *text == 'E') && text[1] && strchr("-+0123456789", text[1]);
}

/* "10", "1000", "10^3", "10E3", "1e-3", but not "105" or "10mm". */
static bool is_power_of_ten(const char *text)
{
	if (*text == '1' && is_exponent(text + 1))
		return true;
	if (strncmp(text, "10", 2) != 0)
		return false;
	text += 2 + strspn(text + 2, "0");
	return is_exponent(text) || (!is_latin(*text) && !is_digit(*text));
}

/* How long the sign at P is that multiplies, or divides, what NAME says; 0 for none. */
static size_t factor_sign(const char *name, const char *p)
{
	static const char *const signs[] = {"*", "\xc3\x97", "\xc2\xb7", NULL};

	for (const char *const *sign = signs; *sign; sign++)
		if (strncmp(p, *sign, strlen(*sign)) == 0)
			return strlen(*sign);
	if (*p == '/')
		return p > name && !is_digit(p[-1]);
	return (*p == 'x' || *p == 'X') && (p == name || !is_latin(p[-1]));
}

/* Whether what stands right before P is a power of ten: "1000*Load". */
static bool follows_power(const char *name, const char *p)
{
	while (p > name && p[-1] == ' ')
		p--;
	while (p > name && (is_digit(p[-1]) || strchr("^+-eE", p[-1])))
		p--;
	return is_power_of_ten(p);
}

bool ins_name_has_factor(const char *name)
{
	for (const char *p = name; *p; p++) {
		size_t length = factor_sign(name, p);
		const char *factor = p + length + strspn(p + length, " ");

		if (length &&
			(is_power_of_ten(factor) || (!strchr("xX/", *p) && follows_power(name, p))))
			return true;
	}
	return false;
}
