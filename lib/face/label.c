/* label - words made fit to stand in a figure. */
#include "face/label.h"

#include <string.h>

#include "base/unit.h"

/* The letter at P and its length in bytes; -1 with length 1 for what is no UTF-8. */
static long letter_at(const char *p, size_t *length)
{
	const unsigned char *byte = (const unsigned char *)p;
	size_t n = byte[0] < 0x80   ? 1
		   : byte[0] < 0xc2 ? 0
		   : byte[0] < 0xe0 ? 2
		   : byte[0] < 0xf0 ? 3
		   : byte[0] < 0xf5 ? 4
				    : 0;
	long letter = n < 2 ? byte[0] : byte[0] & (0x7f >> n);

	*length = 1;
	if (n == 0)
		return -1;
	for (size_t i = 1; i < n; i++) {
		if ((byte[i] & 0xc0) != 0x80)
			return -1;
		letter = letter << 6 | (byte[i] & 0x3f);
	}
	/* Overlong forms, halves of UTF-16 pairs, and what lies beyond Unicode. */
	if ((n == 3 && letter < 0x800) || (n == 4 && letter < 0x10000) || letter > 0x10ffff ||
		(letter >= 0xd800 && letter < 0xe000))
		return -1;
	*length = n;
	return letter;
}

static int is_blank(long letter)
{
	return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' ||
	       letter == 0xa0 || letter == 0x2028 || letter == 0x2029;
}

/* Letters that steer a terminal, turn the direction of writing, or may not stand in XML. */
static int is_harmful(long letter)
{
	return letter < 0x20 || (letter >= 0x7f && letter < 0xa0) ||
	       (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069) ||
	       (letter & 0xfffe) == 0xfffe;
}

int ins_label_inert(struct ins_text *out, const char *text, size_t letters, struct ins_err *err)
{
	size_t length, put = 0;
	int status = INS_OK;

	for (; *text && status == INS_OK; text += length, put++) {
		long letter = letter_at(text, &length);

		if (letters && put + 1 == letters && text[length])
			return ins_text_format(out, err, "…");
		if (is_blank(letter))
			status = ins_text_put(out, " ", 1, err);
		else if (is_harmful(letter))
			status = ins_text_put(out, "?", 1, err);
		else
			status = ins_text_put(out, text, length, err);
	}
	return status;
}

/* Where the letter stands that N others come before, or the end. */
static const char *skip_letters(const char *text, size_t n)
{
	for (size_t length; n > 0 && *text; n--, text += length)
		letter_at(text, &length);
	return text;
}

int ins_label_name(struct ins_text *out, const char *text, size_t letters, struct ins_err *err)
{
	struct ins_text clean = {0};
	int status = ins_label_inert(&clean, text, 0, err);
	const char *name = clean.data ? clean.data : "", *head, *tail = name;

	if (status == INS_OK && *skip_letters(name, letters)) {
		head = skip_letters(name, letters / 2);
		for (const char *p = skip_letters(name, letters); *p; p = skip_letters(p, 1))
			tail = skip_letters(tail, 1);
		tail = skip_letters(tail, letters / 2 + 1);
		status = ins_text_put(out, name, (size_t)(head - name), err);
		if (status == INS_OK)
			status = ins_text_put(out, "…", strlen("…"), err);
	}
	if (status == INS_OK)
		status = ins_text_put(out, tail, strlen(tail), err);
	ins_text_free(&clean);
	return status;
}

/* Bytes of the first line of TEXT: up to the last blank before LETTERS letters, or all of them
 * without a blank. */
static size_t line_length(const char *text, size_t letters)
{
	size_t at = 0, blank = 0, length;

	for (size_t n = 0; text[at]; n++, at += length) {
		if (text[at] == ' ')
			blank = at;
		if (n == letters)
			return blank ? blank : at;
		letter_at(text + at, &length);
	}
	return at;
}

int ins_label_lines(struct ins_text *out, const char *text, size_t letters, struct ins_err *err)
{
	struct ins_text clean = {0};
	int status = ins_label_inert(&clean, text, 0, err);
	const char *rest = clean.data ? clean.data : "";

	for (int line = 0; line < 3 && *rest && status == INS_OK; line++) {
		size_t length = line_length(rest, letters);

		if (line)
			status = ins_text_put(out, "\n", 1, err);
		if (status == INS_OK)
			status = line == 2 ? ins_label_inert(out, rest, letters, err)
					   : ins_text_put(out, rest, length, err);
		rest += length;
		rest += *rest == ' ';
	}
	ins_text_free(&clean);
	return status;
}

int ins_label_column(struct ins_text *out, const char *name, struct ins_err *err)
{
	size_t stem, start = out->size;
	const struct ins_unit *unit = ins_unit_of_name(name, &stem);
	int status = ins_text_put(out, name, stem, err);

	for (char *p = out->data + start; status == INS_OK && *p; p++)
		if (*p == '_')
			*p = ' ';
	if (status == INS_OK && unit)
		status = ins_text_format(out, err, " (%s)", unit->symbol);
	return status;
}

int ins_label_file(struct ins_text *out, const char *path, struct ins_err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	struct ins_text stem = {0};
	int status = ins_text_put(
		&stem, name, dot && dot > name ? (size_t)(dot - name) : strlen(name), err);

	if (status == INS_OK)
		status = ins_label_inert(out, stem.data, 0, err);
	ins_text_free(&stem);
	return status;
}
