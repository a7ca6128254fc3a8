/* msa - EMSA/MAS spectra. */
#include "data/msa.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

enum { LIMIT = 1 << 28, WORD = 128 };

/* The header of one spectrum; numbers that it does not say are NaN. */
struct header {
	double points, columns, per_channel, offset;
	char type[WORD], units[WORD], value_units[WORD], signal[WORD], title[WORD];
};

struct reading {
	const char *name;
	size_t line;
	struct header header;
	int begun, in_data; /* within a spectrum, within its data */
	int pairs;          /* every line so far held two values */
	size_t first;       /* of its values */
	double *value;      /* owned: of all spectra */
	size_t values, capacity;
	struct ins_spectra *spectra;
	struct ins_err *err;
};

__attribute__((format(printf, 2, 3))) static int fail(
	const struct reading *reading, const char *format, ...)
{
	char what[256];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	return ins_fail(
		reading->err, INS_EFORMAT, "%s:%zu: %s", reading->name, reading->line, what);
}

static int is_gap(char c)
{
	return c == ' ' || c == '\t' || c == ',' || c == ';';
}

int ins_msa_is(const unsigned char *bytes, size_t n)
{
	const char *begin = (const char *)bytes, *end = begin + n;

	if (n >= 3 && !memcmp(begin, "\xef\xbb\xbf", 3))
		begin += 3;
	while (begin < end && (is_gap(*begin) || *begin == '\r' || *begin == '\n'))
		begin++;
	return end - begin >= 7 && !strncmp(begin, "#FORMAT", 7);
}

/* A number as headers write it, "20.", "2.0 E-06": blanks within are dropped. */
static double header_number(const char *begin, const char *end)
{
	char text[64] = "";
	size_t n = 0;
	double number;

	for (; begin < end && n < sizeof text; begin++)
		if (*begin != ' ' && *begin != '\t')
			text[n++] = *begin;
	return ins_number_parse(text, text + n, '.', &number) == text + n && n ? number : NAN;
}

static void header_text(char *to, const char *begin, const char *end)
{
	size_t n = (size_t)(end - begin) < WORD ? (size_t)(end - begin) : WORD - 1;

	memcpy(to, begin, n);
	to[n] = 0;
}

static int begin_spectrum(struct reading *reading)
{
	if (reading->begun)
		return fail(reading, "#FORMAT before the #ENDOFDATA of the spectrum before it");
	reading->begun = 1;
	reading->first = reading->values;
	reading->pairs = 1;
	reading->header = (struct header){NAN, NAN, NAN, NAN, "", "", "", "", ""};
	return INS_OK;
}

static void set_keyword(struct header *header, const char *key, const char *begin, const char *end)
{
	if (!strcmp(key, "NPOINTS"))
		header->points = header_number(begin, end);
	else if (!strcmp(key, "NCOLUMNS"))
		header->columns = header_number(begin, end);
	else if (!strcmp(key, "XPERCHAN"))
		header->per_channel = header_number(begin, end);
	else if (!strcmp(key, "OFFSET"))
		header->offset = header_number(begin, end);
	else if (!strcmp(key, "DATATYPE"))
		header_text(header->type, begin, end);
	else if (!strcmp(key, "XUNITS"))
		header_text(header->units, begin, end);
	else if (!strcmp(key, "YUNITS"))
		header_text(header->value_units, begin, end);
	else if (!strcmp(key, "SIGNALTYPE"))
		header_text(header->signal, begin, end);
	else if (!strcmp(key, "TITLE"))
		header_text(header->title, begin, end);
}

/* x_k against OFFSET + k XPERCHAN: how many channels they differ at most. */
static double axis_error(const struct reading *reading)
{
	const struct header *header = &reading->header;
	const double *pair = reading->value + reading->first;
	size_t n = (reading->values - reading->first) / 2;
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = fmax(
			most, fabs(pair[2 * i] - header->offset - (double)i * header->per_channel));
	return most / fabs(header->per_channel);
}

static void remark(struct ins_spectrum *spectrum, const char *what)
{
	size_t n = strlen(spectrum->remark);

	snprintf(spectrum->remark + n, sizeof spectrum->remark - n, "%s%s", n ? "; " : "", what);
}

/* Keep y of the pairs x, y. */
static int take_pairs(struct reading *reading, struct ins_spectrum *spectrum)
{
	size_t n = reading->values - reading->first;
	double *value = reading->value + reading->first, off;
	char what[96];

	if (n % 2)
		return fail(reading, "an x without its y");
	off = axis_error(reading);
	if (!(off <= 1))
		return fail(
			reading, "x differs from OFFSET + k XPERCHAN by up to %.3g channels", off);
	if (off > 0.1) {
		snprintf(what, sizeof what,
			"x differs from OFFSET + k XPERCHAN by up to %.3g channels", off);
		remark(spectrum, what);
	}
	for (size_t i = 0; i < n / 2; i++)
		value[i] = value[2 * i + 1];
	reading->values = reading->first + n / 2;
	return INS_OK;
}

/* Two values a line although NCOLUMNS says one: x and y, if that is what NPOINTS agrees with. */
static int is_pairs(const struct reading *reading)
{
	const struct header *header = &reading->header;
	size_t n = reading->values - reading->first;

	return reading->pairs && !(header->columns > 1) && header->points == (double)n / 2 &&
	       axis_error(reading) <= 0.5;
}

static int take_values(struct reading *reading, struct ins_spectrum *spectrum)
{
	const struct header *header = &reading->header;
	int status = INS_OK;
	size_t n = reading->values - reading->first;
	char what[96];

	if (n == 0)
		return fail(reading, "a spectrum without values");
	if (ins_text_same_word(header->type, "XY")) {
		status = take_pairs(reading, spectrum);
	} else if (is_pairs(reading)) {
		remark(spectrum, "DATATYPE says Y, but its lines hold x and y");
		status = take_pairs(reading, spectrum);
	} else if (reading->pairs && !(header->columns > 1)) {
		status = fail(reading, "two values a line, where NCOLUMNS says 1 and DATATYPE Y");
	}
	n = reading->values - reading->first;
	if (!status && !isnan(header->points) && header->points != (double)n) {
		snprintf(what, sizeof what, "NPOINTS says %.0f, but there are %zu values",
			header->points, n);
		remark(spectrum, what);
	}
	return status;
}

static int end_spectrum(struct reading *reading)
{
	struct header *header = &reading->header;
	struct ins_spectrum *spectrum;
	int status;

	if (!reading->in_data)
		return fail(reading, "#ENDOFDATA without #SPECTRUM before it");
	if (isnan(header->offset) || !isfinite(header->per_channel) || header->per_channel == 0)
		return fail(reading, "OFFSET or XPERCHAN is missing, or no number");
	status = ins_spectra_add(reading->spectra, &spectrum, reading->err);
	if (status)
		return status;
	spectrum->element = INS_FLOAT64;
	spectrum->is_spectrum = 1;
	spectrum->energy.first = header->offset;
	spectrum->energy.step = header->per_channel;
	snprintf(spectrum->energy.units, sizeof spectrum->energy.units, "%.31s", header->units);
	snprintf(spectrum->value_units, sizeof spectrum->value_units, "%.31s", header->value_units);
	snprintf(spectrum->signal, sizeof spectrum->signal, "%.31s",
		ins_text_same_word(header->signal, "ELS") ? "EELS" : header->signal);
	memcpy(spectrum->title, header->title, sizeof spectrum->title);
	status = take_values(reading, spectrum);
	spectrum->offset = reading->first * sizeof *reading->value;
	spectrum->energy.size = reading->values - reading->first;
	reading->begun = reading->in_data = 0;
	return status;
}

/* "#BEAMKV   -kV: 120.0": a keyword, perhaps its unit, then the value. */
static int take_keyword(struct reading *reading, const char *line, const char *end)
{
	const char *colon = memchr(line, ':', (size_t)(end - line));
	const char *value = colon ? colon + 1 : end, *stop = end;
	char key[16] = "";
	size_t n = 0;

	for (line++;
		line < end && n < sizeof key - 1 && !is_gap(*line) && *line != ':' && *line != '-';
		line++)
		key[n++] = (char)(*line >= 'a' && *line <= 'z' ? *line - 'a' + 'A' : *line);
	ins_text_trim(&value, &stop);
	if (!strcmp(key, "FORMAT"))
		return begin_spectrum(reading);
	if (!reading->begun)
		return fail(reading, "'#%s' before #FORMAT", key);
	if (!strcmp(key, "ENDOFDATA"))
		return end_spectrum(reading);
	if (reading->in_data)
		return fail(reading, "'#%s' among the values", key);
	if (!strcmp(key, "SPECTRUM"))
		reading->in_data = 1;
	else
		set_keyword(&reading->header, key, value, stop);
	return INS_OK;
}

static int take_data(struct reading *reading, const char *p, const char *end)
{
	size_t on_line = 0;

	for (;;) {
		const char *next;
		double value;
		int status;

		while (p < end && is_gap(*p))
			p++;
		if (p == end)
			break;
		next = ins_number_parse(p, end, '.', &value);
		if (!next || (next < end && !is_gap(*next)) || !isfinite(value))
			return fail(reading, "not a number: '%.*s'",
				end - p < 20 ? (int)(end - p) : 20, p);
		status = ins_text_grow(&reading->value, &reading->capacity, reading->values + 1,
			sizeof *reading->value, reading->err);
		if (status)
			return status;
		reading->value[reading->values++] = value;
		on_line++;
		p = next;
	}
	reading->pairs = reading->pairs && on_line == 2;
	return INS_OK;
}

static int take_line(struct reading *reading, const char *line, const char *end)
{
	ins_text_trim(&line, &end);
	if (line == end)
		return INS_OK;
	if (*line == '#')
		return take_keyword(reading, line, end);
	if (!reading->in_data)
		return fail(reading, "a line that is no keyword before #SPECTRUM");
	return take_data(reading, line, end);
}

static int parse(struct reading *reading, const char *text, size_t size)
{
	const char *line = text, *end = text + size;
	int status = INS_OK;

	if (size >= 3 && !memcmp(line, "\xef\xbb\xbf", 3))
		line += 3;
	while (!status && line < end) {
		const char *stop = line;

		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		reading->line++;
		status = take_line(reading, line, stop);
		if (end - stop > 1 && stop[0] == '\r' && stop[1] == '\n')
			stop++;
		line = stop < end ? stop + 1 : end;
	}
	if (!status && reading->begun)
		return fail(reading, "ends without #ENDOFDATA");
	if (!status && !reading->spectra->n)
		return fail(reading, "holds no spectrum");
	return status;
}

int ins_msa_list(struct ins_spectra *spectra, struct ins_err *err)
{
	struct reading reading = {.name = spectra->bytes->name, .spectra = spectra, .err = err};
	char *text;
	int status = ins_bytes_text(spectra->bytes, LIMIT, &text, err);

	spectra->format = "EMSA/MAS";
	if (status)
		return status;
	status = parse(&reading, text, (size_t)spectra->bytes->size);
	free(text);
	if (status) {
		free(reading.value);
		return status;
	}
	ins_bytes_replace(spectra->bytes, reading.value, reading.values * sizeof *reading.value);
	for (size_t i = 0; !status && i < spectra->n; i++) {
		struct ins_spectrum *spectrum = &spectra->item[i];
		struct ins_axis *const axes[] = {&spectrum->energy, NULL};

		status = ins_spectrum_lay(spectrum, axes,
			spectrum->energy.size * sizeof *reading.value, "values", err);
	}
	return status;
}
