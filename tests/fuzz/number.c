/* Any bytes as a number: the same bits and the same end as strtod on what the grammar allows. */
#include "fuzz.h"

#include <string.h>

#include "base/number.h"

static size_t digits(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] >= '0' && p[i] <= '9')
		i++;
	return i;
}

/* The length of the number that P begins with, letter by letter; 0 for none. */
static size_t length_of_number(const char *p, size_t n, char decimal)
{
	size_t i = n > 0 && (*p == '-' || *p == '+'), whole, fraction = 0, sign;

	whole = digits(p + i, n - i);
	i += whole;
	if (i < n && p[i] == decimal) {
		fraction = digits(p + i + 1, n - i - 1);
		i += 1 + fraction;
	}
	if (whole + fraction == 0)
		return 0;
	if (i < n && (p[i] == 'e' || p[i] == 'E')) {
		sign = i + 1 < n && (p[i + 1] == '-' || p[i + 1] == '+');
		if (digits(p + i + 1 + sign, n - i - 1 - sign) > 0)
			i += 1 + sign + digits(p + i + 1 + sign, n - i - 1 - sign);
	}
	return i;
}

static double by_strtod(const char *p, size_t length)
{
	char *text = malloc(length + 1), *comma;
	double value;

	FUZZ_CHECK(text);
	memcpy(text, p, length);
	text[length] = 0;
	comma = strchr(text, ',');
	if (comma)
		*comma = '.';
	value = strtod(text, NULL);
	free(text);
	return value;
}

void fuzz_try(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	double got = 0, want;

	for (const char *decimal = ".,"; *decimal; decimal++) {
		size_t length = length_of_number(text, size, *decimal);
		const char *end = ins_number_parse(text, text + size, *decimal, &got);

		FUZZ_CHECK(length ? end == text + length : !end);
		if (length == 0)
			continue;
		want = by_strtod(text, length);
		FUZZ_CHECK(memcmp(&got, &want, sizeof got) == 0);
	}
	ins_number_parse_word(text, text + size, &got);
}
