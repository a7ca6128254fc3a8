/* ripple - Lispix rpl+raw: a text that says how the numbers of another file lie. */
#include "data/ripple.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"

enum { LIMIT = 1 << 20, WORD = 128 };

/* What the rpl says; numbers that it does not say are NaN. */
struct ripple {
	double width, height, depth, offset, data_length;
	double width_origin, width_scale, height_origin, height_scale;
	double depth_origin, depth_scale, ev_per_chan;
	char data_type[WORD], byte_order[WORD], record_by[WORD];
	char width_units[WORD], height_units[WORD], depth_units[WORD];
	char title[WORD], signal[WORD];
};

enum key_kind { COUNT, CALIBRATION, TEXT };

static const struct key {
	const char *name;
	enum key_kind kind;
	size_t at;
} keys[] = {
	{"width", COUNT, offsetof(struct ripple, width)},
	{"height", COUNT, offsetof(struct ripple, height)},
	{"depth", COUNT, offsetof(struct ripple, depth)},
	{"offset", COUNT, offsetof(struct ripple, offset)},
	{"data-length", COUNT, offsetof(struct ripple, data_length)},
	{"width-origin", CALIBRATION, offsetof(struct ripple, width_origin)},
	{"width-scale", CALIBRATION, offsetof(struct ripple, width_scale)},
	{"height-origin", CALIBRATION, offsetof(struct ripple, height_origin)},
	{"height-scale", CALIBRATION, offsetof(struct ripple, height_scale)},
	{"depth-origin", CALIBRATION, offsetof(struct ripple, depth_origin)},
	{"depth-scale", CALIBRATION, offsetof(struct ripple, depth_scale)},
	{"ev-per-chan", CALIBRATION, offsetof(struct ripple, ev_per_chan)},
	{"data-type", TEXT, offsetof(struct ripple, data_type)},
	{"byte-order", TEXT, offsetof(struct ripple, byte_order)},
	{"record-by", TEXT, offsetof(struct ripple, record_by)},
	{"width-units", TEXT, offsetof(struct ripple, width_units)},
	{"height-units", TEXT, offsetof(struct ripple, height_units)},
	{"depth-units", TEXT, offsetof(struct ripple, depth_units)},
	{"title", TEXT, offsetof(struct ripple, title)},
	{"signal", TEXT, offsetof(struct ripple, signal)},
};
enum { KEYS = sizeof keys / sizeof *keys };

static size_t key_of(const char *begin, const char *end)
{
	char word[32];
	size_t i = 0, n;

	ins_text_trim(&begin, &end);
	n = (size_t)(end - begin);
	if (n >= sizeof word)
		return KEYS;
	memcpy(word, begin, n);
	word[n] = 0;
	while (i < KEYS && !ins_text_same_word(keys[i].name, word))
		i++;
	return i;
}

/* The next line without its end, and where the one after it begins. */
static const char *line_end(const char *line, const char *end, const char **next)
{
	const char *stop = line;

	while (stop < end && *stop != '\n' && *stop != '\r')
		stop++;
	*next = stop;
	if (*next < end)
		*next += *next + 1 < end && next[0][0] == '\r' && next[0][1] == '\n' ? 2 : 1;
	return stop;
}

/* Part [line, end) into a key and a value, at the first TAB, or else the first blank. */
static void part(const char *line, const char *end, const char **key_end, const char **value)
{
	const char *tab = memchr(line, '\t', (size_t)(end - line));

	if (!tab)
		tab = memchr(line, ' ', (size_t)(end - line));
	*key_end = tab ? tab : end;
	*value = tab ? tab + 1 : end;
}

int ins_ripple_is(const unsigned char *bytes, size_t n)
{
	const char *line = (const char *)bytes, *end = line + n, *stop, *next, *key_end, *value;

	for (; line < end; line = next) {
		stop = line_end(line, end, &next);
		if (line == stop || *line == ';')
			continue;
		part(line, stop, &key_end, &value);
		return (key_end - line == 3 && !strncmp(line, "key", 3)) ||
		       key_of(line, key_end) < KEYS;
	}
	return 0;
}

static int has_digit(const char *begin, const char *end)
{
	while (begin < end && !(*begin >= '0' && *begin <= '9'))
		begin++;
	return begin < end;
}

/* A calibration of words, 'None' say, is as good as none; digits mean one that must not be lost. */
static int set_number(const struct key *key, const char *begin, const char *end, void *ripple)
{
	double *number = (double *)((char *)ripple + key->at);
	const char *stop = ins_number_parse(begin, end, '.', number);

	if (stop == end && isfinite(*number))
		return key->kind != COUNT ||
		       (*number >= 0 && *number <= 9e15 && *number == floor(*number));
	*number = NAN;
	return key->kind != COUNT && !has_digit(begin, end);
}

static int set_key(const struct key *key, const char *begin, const char *end, void *ripple)
{
	char *text = (char *)ripple + key->at;
	size_t n = (size_t)(end - begin);

	if (key->kind != TEXT)
		return set_number(key, begin, end, ripple);
	if (n >= WORD)
		n = WORD - 1;
	memcpy(text, begin, n);
	text[n] = 0;
	return 1;
}

static int parse_line(const char *name, size_t number, const char *line, const char *end,
	unsigned char *seen, struct ripple *ripple, struct ins_err *err)
{
	const char *key_end, *value;
	size_t i;

	if (*line == ';')
		return INS_OK;
	part(line, end, &key_end, &value);
	i = key_of(line, key_end);
	ins_text_trim(&value, &end);
	if (i == KEYS || value == end)
		return INS_OK;
	if (seen[i])
		return ins_fail(
			err, INS_EFORMAT, "%s:%zu: '%s' stands twice", name, number, keys[i].name);
	seen[i] = 1;
	if (!set_key(&keys[i], value, end, ripple))
		return ins_fail(err, INS_EFORMAT, "%s:%zu: '%s' is no %snumber: '%.*s'", name,
			number, keys[i].name, keys[i].kind == COUNT ? "whole " : "",
			end - value < 20 ? (int)(end - value) : 20, value);
	return INS_OK;
}

static int parse(
	const char *name, const char *text, size_t size, struct ripple *ripple, struct ins_err *err)
{
	unsigned char seen[KEYS] = {0};
	const char *line = text, *end = text + size, *next;
	int status = INS_OK;

	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].kind != TEXT)
			*(double *)((char *)ripple + keys[i].at) = NAN;
	for (size_t number = 1; !status && line < end; number++, line = next) {
		const char *stop = line_end(line, end, &next);

		if (line < stop)
			status = parse_line(name, number, line, stop, seen, ripple, err);
	}
	for (size_t i = 0; !status && i < KEYS; i++)
		if (keys[i].kind == COUNT && !seen[i] && strcmp(keys[i].name, "offset") != 0)
			return ins_fail(
				err, INS_EFORMAT, "%s: '%s' is missing", name, keys[i].name);
	return status;
}

/* PATH with another ENDING of the same length, in capitals if its own is in capitals. */
static char *with_ending(const char *path, const char *ending)
{
	size_t n = strlen(path), k = strlen(ending);
	char *other = ins_text_copy(path);
	int capitals = path[n - 1] >= 'A' && path[n - 1] <= 'Z';

	for (size_t i = 0; other && i < k; i++)
		other[n - k + i] = (char)(capitals ? ending[i] - 'a' + 'A' : ending[i]);
	return other;
}

static int ends_in(const char *path, const char *ending)
{
	size_t n = strlen(path), k = strlen(ending);

	return n > k + 1 && path[n - k - 1] == '.' && ins_text_same_word(path + n - k, ending);
}

int ins_ripple_other(const char *path, char **other, struct ins_err *err)
{
	int is_rpl = ends_in(path, "rpl");

	*other = NULL;
	if (!is_rpl && !ends_in(path, "raw"))
		return INS_OK;
	*other = with_ending(path, is_rpl ? "raw" : "rpl");
	return *other ? INS_OK : ins_fail_memory(err, "a file's name", strlen(path));
}

int ins_ripple_beside(const char *path, char **rpl, struct ins_err *err)
{
	int status;

	*rpl = NULL;
	if (!ends_in(path, "raw"))
		return INS_OK;
	status = ins_ripple_other(path, rpl, err);
	if (*rpl && access(*rpl, R_OK)) {
		free(*rpl);
		*rpl = NULL;
	}
	return status;
}

static int open_raw(struct ins_bytes *bytes, struct ins_err *err)
{
	struct ins_bytes raw = {0};
	char *path;
	int status;

	if (!ends_in(bytes->name, "rpl"))
		return ins_fail(err, INS_EFORMAT,
			"%s: its name does not end in .rpl, so its .raw cannot be found",
			bytes->name);
	status = ins_ripple_other(bytes->name, &path, err);
	if (status)
		return status;
	status = ins_bytes_open(&raw, path, err);
	free(path);
	if (status)
		return status;
	ins_bytes_close(bytes);
	*bytes = raw;
	return INS_OK;
}

static int set_element(struct ins_spectrum *spectrum, const char *name, const struct ripple *ripple,
	struct ins_err *err)
{
	static const struct {
		const char *type;
		double length;
		enum ins_element element;
	} known[] = {{"signed", 1, INS_INT8}, {"unsigned", 1, INS_UINT8}, {"signed", 2, INS_INT16},
		{"unsigned", 2, INS_UINT16}, {"signed", 4, INS_INT32}, {"unsigned", 4, INS_UINT32},
		{"signed", 8, INS_INT64}, {"unsigned", 8, INS_UINT64}, {"float", 4, INS_FLOAT32},
		{"float", 8, INS_FLOAT64}};
	const char *order = ripple->byte_order;

	for (size_t i = 0;; i++) {
		if (i == sizeof known / sizeof *known)
			return ins_fail(err, INS_EFORMAT,
				"%s: data-type '%s' of data-length %.0f is "
				"not known",
				name, ripple->data_type, ripple->data_length);
		spectrum->element = known[i].element;
		if (known[i].length == ripple->data_length &&
			ins_text_same_word(known[i].type, ripple->data_type))
			break;
	}
	if (ins_text_same_word(order, "big-endian"))
		spectrum->swapped = ins_bytes_little_endian();
	else if (ins_text_same_word(order, "little-endian"))
		spectrum->swapped = !ins_bytes_little_endian();
	else if (order[0] && !ins_text_same_word(order, "dont-care"))
		return ins_fail(err, INS_EFORMAT, "%s: byte-order '%s' is not known", name, order);
	else if (ripple->data_length > 1)
		snprintf(spectrum->remark, sizeof spectrum->remark,
			"the byte order is not said; taken as %s-endian, this machine's",
			ins_bytes_little_endian() ? "little" : "big");
	return INS_OK;
}

static void set_axis(
	struct ins_axis *axis, double size, double origin, double scale, const char *units)
{
	axis->size = (size_t)size;
	axis->first = isnan(origin) ? 0 : origin;
	axis->step = isnan(scale) || scale == 0 ? 1 : scale;
	/* Without a scale the axis counts its indices, whatever unit stands beside it. */
	if (axis->step == scale)
		snprintf(axis->units, sizeof axis->units, "%.31s", units);
}

static void set_axes(struct ins_spectrum *spectrum, const struct ripple *ripple)
{
	int per_channel = !isnan(ripple->ev_per_chan);
	int scaled = !isnan(ripple->depth_scale) && ripple->depth_scale != 0;
	double scale = scaled ? ripple->depth_scale : ripple->ev_per_chan;
	const char *units = !ripple->depth_units[0] && per_channel ? "eV" : ripple->depth_units;

	set_axis(&spectrum->x, ripple->width, ripple->width_origin, ripple->width_scale,
		ripple->width_units);
	set_axis(&spectrum->y, ripple->height, ripple->height_origin, ripple->height_scale,
		ripple->height_units);
	set_axis(&spectrum->energy, ripple->depth, ripple->depth_origin, scale, units);
	/* The origin may be in keV beside it. */
	if (!scaled && !isnan(ins_axis_unit(&spectrum->energy, "eV")))
		spectrum->energy.step /= ins_axis_unit(&spectrum->energy, "eV");
	spectrum->is_spectrum = ripple->depth > 1;
	memcpy(spectrum->title, ripple->title, sizeof spectrum->title);
	snprintf(spectrum->signal, sizeof spectrum->signal, "%.31s", ripple->signal);
}

static int lay(struct ins_spectrum *spectrum, const char *name, const struct ripple *ripple,
	struct ins_err *err)
{
	struct ins_axis *const vector[] = {&spectrum->energy, &spectrum->x, &spectrum->y, NULL};
	struct ins_axis *const image[] = {&spectrum->x, &spectrum->y, &spectrum->energy, NULL};
	const char *record = ripple->record_by;
	int either = ripple->depth == 1 || ripple->width * ripple->height == 1;
	uint64_t size = spectrum->bytes->size;

	if (!ins_text_same_word(record, "vector") && !ins_text_same_word(record, "image") &&
		!either)
		return ins_fail(err, INS_EFORMAT, "%s: record-by is '%s', not vector or image",
			name, record);
	spectrum->offset = isnan(ripple->offset) ? 0 : (uint64_t)ripple->offset;
	size = spectrum->offset < size ? size - spectrum->offset : 0;
	return ins_spectrum_lay(
		spectrum, ins_text_same_word(record, "image") ? image : vector, size, "raw", err);
}

int ins_ripple_list(struct ins_spectra *spectra, struct ins_err *err)
{
	struct ripple ripple = {0};
	struct ins_spectrum *spectrum;
	char *text = NULL, *name = ins_text_copy(spectra->bytes->name);
	int status = name ? INS_OK : ins_fail_memory(err, "a file's name", 1);

	spectra->format = "Lispix rpl and raw";
	if (!status)
		status = ins_bytes_text(spectra->bytes, LIMIT, &text, err);
	if (!status)
		status = parse(name, text, (size_t)spectra->bytes->size, &ripple, err);
	if (!status)
		status = open_raw(spectra->bytes, err);
	if (!status)
		status = ins_spectra_add(spectra, &spectrum, err);
	if (!status)
		status = set_element(spectrum, name, &ripple, err);
	if (!status) {
		set_axes(spectrum, &ripple);
		status = lay(spectrum, name, &ripple, err);
	}
	free(text);
	free(name);
	return status;
}
