/* field - what a header says line by line: `Area,33.93,mm^2`, `Diameter: 145 nm`. */
#include "data/field.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/unit.h"
#include "data/cells.h"

int ins_field_add(struct ins_header *header, const char *key, const char *value, const char *unit,
	size_t line, struct ins_err *err)
{
	struct ins_field *field;
	int status = ins_text_grow(
		&header->field, &header->fields_capacity, header->fields + 1, sizeof *field, err);

	if (status)
		return status;
	field = &header->field[header->fields++];
	field->key = ins_text_copy(key);
	field->value = ins_text_copy(value);
	field->unit = unit && *unit ? ins_text_copy(unit) : NULL;
	field->line = line;
	field->inherited = false;
	if (!field->key || !field->value || (unit && *unit && !field->unit))
		return ins_fail_memory(err, "a header", strlen(value));
	return INS_OK;
}

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

static const char specimens[] =
	"specimen|specimen label|specimen name|specimen id|sample name|"
	"sample id|sample|probe|probenname|probenbezeichnung|aktuelle probe|eprouvette|"
	"nom de l eprouvette|probebezeichnung|probenbezeichnung|specimen number";

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

static bool is_field(
	const struct ins_format *format, const char *key, const char *list, const char *text)
{
	if (ins_format_fits(format, "header", "none", text, NULL))
		return false;
	return ins_format_fits(format, "header", key, text, NULL) || is_called(list, text);
}

/* "145 nm" is 145 and nm; a unit in the key's own brackets or joined to it serves too. */
static int add_value(struct ins_header *header, const struct ins_format *format, const char *key,
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
	stop = is_field(format, "specimen", specimens, channel.name)
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

/* "Specimen 3", "Probe A7": a line of its own above a table. */
static bool is_specimen_line(const char *text)
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

/* `key: value unit` and `key = value unit`. */
static int read_sentence(struct ins_header *header, const struct ins_format *format, char *text,
	size_t number, struct ins_err *err)
{
	char *sign = strstr(text, ": "), *equals = strchr(text, '=');
	const char *begin = text, *end;
	char *key;
	int status;

	if (!sign || (equals && equals < sign))
		sign = equals ? equals : sign;
	/* "[Sample: Advanced]" is a heading. */
	if (!sign && is_specimen_line(text))
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
	status = add_value(header, format, key, text + (begin - text), NULL, number, err);
	free(key);
	return status;
}

/* "Dicke: 1,5 mm": a colon and a number before any comma, which is then no separator. */
static bool is_sentence(const char *begin, const char *end)
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

int ins_field_read(struct ins_header *header, const struct ins_format *format,
	const struct ins_text_line *line, size_t number, struct ins_err *err)
{
	const char *separators = "\t;,";
	const char *end = line->end;
	struct ins_cells cells = {0};
	int status = INS_OK;

	/* "Specimen 3,,,", as spreadsheets write it. */
	while (end > line->begin && strchr("\t;, ", end[-1]))
		end--;
	if (is_sentence(line->begin, end))
		separators = "\t";
	for (const char *separator = separators; *separator && !status; separator++) {
		status = ins_cells_split_text(&cells, line->begin, end, *separator, err);
		if (status || cells.count < 2 || !*cells.cell[0] || !*cells.cell[1])
			continue;
		status = add_value(header, format, cells.cell[0], cells.cell[1],
			cells.count > 2 ? cells.cell[2] : NULL, number, err);
		ins_cells_free(&cells);
		return status;
	}
	if (!status)
		status = ins_cells_split_text(&cells, line->begin, end, '\t', err);
	if (!status && cells.count)
		status = read_sentence(header, format, cells.cell[0], number, err);
	ins_cells_free(&cells);
	return status;
}

/* What the keys of headers are called, as ins_name_words makes them; '*' is any words. */
static const struct {
	const char *note, *ending, *key, *names;
} known[] = {
	{"diameter_nm", "nm", "diameter",
		"diameter|durchmesser|probendurchmesser|diametre|"
		"d0|diameter d0|durchmesser d0"},
	{"area_nm2", "nm2", "area",
		"area|cross section|cross section area|cross sectional area|"
		"section|querschnitt|querschnittsflache|probenquerschnitt|s0|a0|section s0|"
		"aire|section initiale"},
	{"length_nm", "nm", "length",
		"length|gauge length|gage length|l0|le|messlange|"
		"anfangsmesslange|gage length standard travel|l0 course standard|"
		"messlange standardweg|longueur|longueur de base|longueur initiale|"
		"longueur utile|height|pillar height|hohe"},
	{"width_nm", "nm", "width", "width|largeur|breite|probenbreite|probenbreite b0|b0"},
	{"thickness_nm", "nm", "thickness",
		"thickness|epaisseur|dicke|probendicke|probendicke a0|"
		"depth of specimen"},
	{"frequency_Hz", "Hz", "frequency",
		"frequency|test frequency|frequenz|pruffrequenz|"
		"frequence"},
};

/* Whether FIELD is the beginning of a row of names, "Specimen,Maximum Load (N),Modulus (MPa)". */
static bool heads_column(const struct ins_field *field)
{
	const char *open = strpbrk(field->value, "([");
	bool bracketed;

	return field->unit ||
	       (open && !strpbrk(open, "0123456789") && ins_name_is_unit(open, &bracketed));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int add_geometry(
	struct ins_table *table, const struct ins_field *field, size_t i, struct ins_err *err)
{
	const struct ins_unit *unit = ins_unit_by_ending(known[i].ending);
	struct ins_err inner = {0};
	double value, scale, offset;
	int status;

	if (!ins_cells_number(field->value, '.', &value) &&
		!ins_cells_number(field->value, ',', &value))
		return INS_OK;
	if (!(value > 0) || isinf(value))
		return INS_OK;
	if (!field->unit)
		return ins_table_add_note(table, err, "assumed",
			"'%s' (%s) in the header has no "
			"unit and was left out",
			field->key, field->value);
	/* "1 234 um" is no 1 times 234 um. */
	status = is_digit(field->unit[*field->unit == '('])
			 ? INS_EFORMAT
			 : ins_unit_convert(field->unit, unit, &scale, &offset, &inner);
	if (status == INS_EFORMAT)
		return ins_table_add_note(table, err, "assumed",
			"'%s' (%s %s) in the header is in no unit of %s and was left out",
			field->key, field->value, field->unit, unit->measure);
	if (status)
		return ins_fail(err, status, "%s", inner.text);
	return ins_table_add_note(table, err, known[i].note, "%.10g", value * scale + offset);
}

bool ins_field_is_geometry(const struct ins_format *format, const char *key)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (is_field(format, known[i].key, known[i].names, key))
			return true;
	return false;
}

const struct ins_field *ins_field_told(
	const struct ins_header *header, const struct ins_format *format, const char *key)
{
	for (size_t f = 0; f < header->fields; f++)
		if (ins_format_fits(format, "table", key, header->field[f].key, NULL))
			return &header->field[f];
	return NULL;
}

int ins_field_inherit(struct ins_header *to, const struct ins_header *from, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t f = 0; f < from->fields && !status; f++) {
		const struct ins_field *field = &from->field[f];

		status = ins_field_add(to, field->key, field->value, field->unit, field->line, err);
		if (!status)
			to->field[to->fields - 1].inherited = true;
	}
	return status;
}

int ins_field_notes(struct ins_table *table, const struct ins_header *header,
	const struct ins_format *format, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t f = 0; f < header->fields && !status; f++) {
		const struct ins_field *field = &header->field[f];

		for (size_t i = 0; i < sizeof known / sizeof *known && !status; i++)
			if (!ins_table_find_note(table, known[i].note) &&
				is_field(format, known[i].key, known[i].names, field->key))
				status = add_geometry(table, field, i, err);
		if (!status && !field->inherited && !ins_table_find_note(table, "specimen") &&
			is_field(format, "specimen", specimens, field->key) && !heads_column(field))
			status = ins_table_add_note(table, err, "specimen", "%s", field->value);
	}
	return status;
}
