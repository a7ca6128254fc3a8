/* format - descriptors: what a layout says of itself, as data; insitu-formats(5). */
#include "data/format.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/cells.h"

enum { LINE = 1024 }; /* bytes of a line that are compared */

/* Every key that a descriptor may hold; insitu-formats(5) explains them. */
static const struct {
	const char *section, *key; /* key "*": any */
} known[] = {
	{"format", "title"},
	{"recognise", "line"},
	{"recognise", "not"},
	{"refuse", "reason"},
	{"text", "encoding"},
	{"text", "separator"},
	{"text", "decimal"},
	{"text", "rows"},
	{"text", "skip"},
	{"table", "begin"},
	{"table", "names"},
	{"table", "units"},
	{"table", "use"},
	{"table", "repeat"},
	{"table", "column"},
	{"table", "specimen"},
	{"table", "step"},
	{"roles", "time"},
	{"roles", "load"},
	{"roles", "displacement"},
	{"roles", "stress"},
	{"roles", "strain"},
	{"roles", "voltage"},
	{"roles", "current"},
	{"roles", "resistance"},
	{"roles", "none"},
	{"units", "*"},
	{"reversed", "column"},
	{"header", "diameter"},
	{"header", "area"},
	{"header", "length"},
	{"header", "width"},
	{"header", "thickness"},
	{"header", "frequency"},
	{"header", "specimen"},
	{"header", "none"},
};

static bool is_known(const char *section, const char *key)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].section, section) == 0 &&
			(*known[i].key == '*' || strcmp(known[i].key, key) == 0))
			return true;
	return false;
}

struct reading {
	struct ins_format *format;
	struct ins_err *err;
	int status;
};

static int take_rule(void *data, const char *section, const char *key, const char *value)
{
	struct reading *reading = data;
	struct ins_format *format = reading->format;
	struct ins_format_rule *rule;

	if (reading->status)
		return 1;
	if (!is_known(section, key)) {
		reading->status = ins_fail(reading->err, INS_EFORMAT,
			"%s: [%s] has no key '%s'; "
			"see insitu-formats(5)",
			format->path, section, key);
		return 1;
	}
	reading->status = ins_text_grow(&format->rule, &format->capacity, format->rules + 1,
		sizeof *format->rule, reading->err);
	if (reading->status)
		return 1;
	rule = &format->rule[format->rules++];
	rule->section = ins_text_copy(section);
	rule->key = ins_text_copy(key);
	rule->value = ins_text_copy(value);
	if (!rule->section || !rule->key || !rule->value)
		reading->status = ins_fail_memory(reading->err, "a descriptor", strlen(value));
	return 1;
}

static char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = strlen(name);

	if (length > 4 && strcmp(name + length - 4, ".fmt") == 0)
		length -= 4;
	return ins_text_copy_n(name, length);
}

int ins_format_load(struct ins_format *format, const char *path, struct ins_err *err)
{
	struct reading reading = {format, err, INS_OK};
	char *bytes = NULL;
	size_t size;
	int status = ins_input_slurp(path, &bytes, &size, err), line;

	if (status)
		return status;
	format->name = base_name(path);
	format->path = ins_text_copy(path);
	if (!format->name || !format->path) {
		free(bytes);
		return ins_fail_memory(err, "a descriptor", strlen(path));
	}
	line = strlen(bytes) == size ? ini_parse_string(bytes, take_rule, &reading) : 1;
	free(bytes);
	if (reading.status)
		return reading.status;
	if (line)
		return ins_fail(err, INS_EFORMAT, "%s:%d: neither a [section] nor 'key = value'",
			path, line);
	if (!ins_format_value(format, "format", "title"))
		return ins_fail(
			err, INS_EFORMAT, "%s: no 'title' in [format]; is it a descriptor?", path);
	return INS_OK;
}

void ins_format_free(struct ins_format *format)
{
	for (size_t i = 0; i < format->rules; i++) {
		free(format->rule[i].section);
		free(format->rule[i].key);
		free(format->rule[i].value);
	}
	free(format->rule);
	free(format->name);
	free(format->path);
	memset(format, 0, sizeof *format);
}

const char *ins_format_next(
	const struct ins_format *format, const char *section, const char *key, size_t *at)
{
	while (format && *at < format->rules) {
		const struct ins_format_rule *rule = &format->rule[(*at)++];

		if (strcmp(rule->section, section) == 0 && strcmp(rule->key, key) == 0)
			return rule->value;
	}
	return NULL;
}

const char *ins_format_value(const struct ins_format *format, const char *section, const char *key)
{
	size_t at = 0;

	return ins_format_next(format, section, key, &at);
}

/* Whether TEXT is like one of the patterns in LIST; counts those before it in *RANK. */
static bool fits_list(const char *list, const char *text, size_t *rank)
{
	while (*list) {
		const char *bar = strchr(list, '|'), *end = bar ? bar : list + strlen(list);
		const char *begin = list, *stop = end;
		char pattern[256];

		ins_text_trim(&begin, &stop);
		if ((size_t)(stop - begin) < sizeof pattern) {
			memcpy(pattern, begin, (size_t)(stop - begin));
			pattern[stop - begin] = 0;
			if (*pattern && ins_cells_like(text, pattern))
				return true;
		}
		++*rank;
		list = bar ? bar + 1 : end;
	}
	return false;
}

bool ins_format_fits(const struct ins_format *format, const char *section, const char *key,
	const char *text, size_t *rank)
{
	size_t at = 0, before = 0;
	const char *list;

	while ((list = ins_format_next(format, section, key, &at)))
		if (fits_list(list, text, &before)) {
			if (rank)
				*rank = before;
			return true;
		}
	return false;
}

/* A line without the blanks around it, as far as it fits into TEXT. */
static void copy_line(const char *begin, const char *end, char text[LINE])
{
	size_t length;

	ins_text_trim(&begin, &end);
	length = (size_t)(end - begin);
	if (length >= LINE)
		length = LINE - 1;
	memcpy(text, begin, length);
	text[length] = 0;
}

bool ins_format_fits_line(const struct ins_format *format, const char *section, const char *key,
	const struct ins_text_line *line)
{
	char text[LINE];

	if (!ins_format_value(format, section, key))
		return false;
	copy_line(line->begin, line->end, text);
	return ins_format_fits(format, section, key, text, NULL);
}

static bool has_line(const char *text, size_t n, const char *pattern)
{
	const char *end = text + n;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		char line[LINE];

		copy_line(text, stop ? stop : end, line);
		if (ins_cells_like(line, pattern))
			return true;
		text = stop ? stop + 1 : end;
	}
	return false;
}

bool ins_format_recognises(const struct ins_format *format, const char *text, size_t n)
{
	const char *pattern;
	size_t at = 0, asked = 0;

	while ((pattern = ins_format_next(format, "recognise", "line", &at))) {
		if (!has_line(text, n, pattern))
			return false;
		asked++;
	}
	for (at = 0; (pattern = ins_format_next(format, "recognise", "not", &at));)
		if (has_line(text, n, pattern))
			return false;
	return asked > 0;
}
