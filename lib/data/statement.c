/* statement - one thing that a header says, a key and a value, in one cell or several. */
#include "data/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "data/field.h"
#include "data/field_key.h"

/* "1,234": whether the comma parts thousands or a fraction, nobody can tell. */
static bool parts_thousands(const char *value, const char *comma)
{
	const char *digits = value + (*value == '-' || *value == '+');

	return comma - digits >= 1 && comma - digits <= 3 && *digits != '0' &&
	       strspn(digits, "0123456789") == (size_t)(comma - digits) &&
	       strspn(comma + 1, "0123456789") == 3;
}

/* The unit in what stands behind a number, without its brackets, a tolerance or a remark:
 * "nm", "[nm]", "+/- 5 nm", "nm (nominal)". Owned; NULL when memory is out. */
static char *unit_behind(const char *begin, const char *end)
{
	static const char *const signs[] = {"+/-", "+-", "\xc2\xb1"};
	double number;

	ins_text_trim(&begin, &end);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		const char *sign = strstr(begin, signs[i]), *stop = NULL;

		if (sign && sign > begin)
			end = sign;
		else if (sign)
			stop = ins_number_parse(
				begin + strlen(signs[i]) + strspn(begin + strlen(signs[i]), " "),
				end, '.', &number);
		begin = stop ? stop : begin;
	}
	ins_text_trim(&begin, &end);
	if (end - begin >= 2 && *begin == '[' && end[-1] == ']') {
		begin++;
		end--;
	} else if (end > begin && *begin != '(' && memchr(begin, '(', (size_t)(end - begin))) {
		end = memchr(begin, '(', (size_t)(end - begin));
	}
	ins_text_trim(&begin, &end);
	return ins_text_copy_n(begin, (size_t)(end - begin));
}

int ins_statement_add(struct ins_header *header, const struct ins_format *format, const char *key,
	char *value, const char *unit, size_t line, struct ins_err *err)
{
	const char *stop, *end = value + strlen(value);
	struct ins_channel channel;
	size_t length = strlen(key);
	char *behind = NULL;
	double number;
	char *bare = ins_text_copy_n(key, length && key[length - 1] == ':' ? length - 1 : length);
	int status =
		bare ? ins_name_cut(bare, &channel, err) : ins_fail_memory(err, "a header", length);

	free(bare);
	if (status)
		return status;
	/* A specimen called "3 annealed" is no 3. */
	stop = ins_field_plays(format, INS_FIELD_SPECIMEN, channel.name)
		       ? NULL
		       : ins_number_parse(value, end, '.', &number);
	if (stop && *stop == ',' && !parts_thousands(value, stop))
		stop = ins_number_parse(value, end, ',', &number);
	if (stop && (!unit || !*unit)) {
		behind = unit_behind(stop, end);
		if (!behind)
			status = ins_fail_memory(err, "a header", strlen(value));
		if (behind && *behind)
			value[stop - value] = 0;
		unit = behind;
	}
	if (!unit || !*unit)
		unit = channel.unit;
	if (!status && *channel.name && *value)
		status = ins_field_add(header, channel.name, value, unit, line, err);
	free(behind);
	free(channel.name);
	free(channel.unit);
	return status;
}

bool ins_statement_is_specimen(const char *text)
{
	static const char *const words[] = {"specimen ", "sample ", "test ", "run ", "probe ",
		"versuch ", "essai ", "eprouvette ", "pillar ", NULL};
	char plain[INS_NAME_WORDS];
	bool yes = false;

	ins_name_few_words(text, plain);
	for (const char *const *word = words; *word && strlen(text) <= 40; word++) {
		const char *name = plain + strlen(*word);

		/* "Test report" is none. */
		yes = yes || (strncmp(plain, *word, strlen(*word)) == 0 && !strchr(name, ' ') &&
				     (strlen(name) <= 2 || strpbrk(name, "0123456789")));
	}
	return yes;
}

int ins_statement_read(struct ins_header *header, const struct ins_format *format, char *text,
	size_t number, struct ins_err *err)
{
	char *sign = strstr(text, ": "), *equals = strchr(text, '=');
	const char *begin = text, *end;
	char *key;
	int status;

	if (!sign || (equals && equals < sign))
		sign = equals ? equals : sign;
	/* "[Sample: Advanced]" is a heading. */
	if (!sign && ins_statement_is_specimen(text))
		return ins_field_add(header, "specimen", text, NULL, number, err);
	if (!sign || *text == '[')
		return INS_OK;
	end = sign;
	while (*begin == '#' || *begin == '%')
		begin++;
	ins_text_trim(&begin, &end);
	key = ins_text_copy_n(begin, (size_t)(end - begin));
	begin = sign + 1;
	end = text + strlen(text);
	ins_text_trim(&begin, &end);
	if (!key)
		return ins_fail_memory(err, "a header", strlen(text));
	text[end - text] = 0;
	status = ins_statement_add(header, format, key, text + (begin - text), NULL, number, err);
	free(key);
	return status;
}

bool ins_statement_is_line(const char *begin, const char *end)
{
	const char *comma = memchr(begin, ',', (size_t)(end - begin));
	const char *colon = comma ? memchr(begin, ':', (size_t)(comma - begin)) : NULL;

	if (!colon)
		colon = comma ? memchr(begin, '=', (size_t)(comma - begin)) : NULL;
	for (colon = colon ? colon + 1 : comma; colon < comma && *colon == ' ';)
		colon++;
	if (colon == comma || memchr(begin, '\t', (size_t)(end - begin)) ||
		memchr(begin, '"', (size_t)(end - begin)))
		return false;
	while (colon < comma && *colon >= '0' && *colon <= '9')
		colon++;
	return colon == comma && comma + 1 < end && comma[1] >= '0' && comma[1] <= '9';
}
