/* text - growing strings, words, and encodings turned into UTF-8. */
#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int ins_text_grow(void *items, size_t *capacity, size_t count, size_t size, struct ins_err *err)
{
	void **array = items;
	size_t wanted = *capacity + *capacity / 2 + 16;
	void *grown;

	if (count <= *capacity)
		return INS_OK;
	if (wanted < count)
		wanted = count;
	if (wanted > SIZE_MAX / size)
		return ins_fail_memory(err, "an array", SIZE_MAX);
	grown = realloc(*array, wanted * size);
	if (!grown)
		return ins_fail_memory(err, "an array", wanted * size);
	*array = grown;
	*capacity = wanted;
	return INS_OK;
}

int ins_text_put(struct ins_text *text, const char *bytes, size_t n, struct ins_err *err)
{
	int status = ins_text_grow(&text->data, &text->capacity, text->size + n + 1, 1, err);

	if (status)
		return status;
	if (n)
		memcpy(text->data + text->size, bytes, n);
	text->size += n;
	text->data[text->size] = 0;
	return INS_OK;
}

int ins_text_format(struct ins_text *text, struct ins_err *err, const char *format, ...)
{
	va_list args;
	int length, status;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		return ins_fail(err, INS_EFORMAT, "text that cannot be formatted: '%s'", format);
	status = ins_text_grow(
		&text->data, &text->capacity, text->size + (size_t)length + 1, 1, err);
	if (status)
		return status;
	va_start(args, format);
	vsnprintf(text->data + text->size, (size_t)length + 1, format, args);
	va_end(args);
	text->size += (size_t)length;
	return INS_OK;
}

void ins_text_free(struct ins_text *text)
{
	free(text->data);
	memset(text, 0, sizeof *text);
}

char *ins_text_copy_n(const char *s, size_t n)
{
	char *copy = malloc(n + 1);

	if (!copy)
		return NULL;
	memcpy(copy, s, n);
	copy[n] = 0;
	return copy;
}

char *ins_text_copy(const char *s)
{
	return ins_text_copy_n(s, strlen(s));
}

static int lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

int ins_text_same_word(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b))
		a++, b++;
	return *a == *b;
}

/* Length of the blank that stands at P: 2 for a no-break space, 0 for no blank. */
static size_t blank_at(const char *p, const char *end)
{
	if (*p == ' ' || *p == '\t' || *p == '\r')
		return 1;
	return end - p >= 2 && memcmp(p, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

void ins_text_trim(const char **begin, const char **end)
{
	size_t blank;

	while (*begin < *end && (blank = blank_at(*begin, *end)))
		*begin += blank;
	while (*begin < *end) {
		if (blank_at(*end - 1, *end))
			*end -= 1;
		else if (*end - *begin >= 2 && blank_at(*end - 2, *end) == 2)
			*end -= 2;
		else
			break;
	}
}

/* Length of the UTF-8 letter at P: 0 where none can stand, and minus its length where END cuts it.
 */
static int utf8_letter(const unsigned char *p, const unsigned char *end)
{
	int length = *p < 0x80   ? 1
		     : *p < 0xc2 ? 0
		     : *p < 0xe0 ? 2
		     : *p < 0xf0 ? 3
		     : *p < 0xf5 ? 4
				 : 0;

	for (int i = 1; i < length; i++) {
		if (p + i == end)
			return -length;
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	}
	/* Overlong forms, surrogates, and what lies beyond U+10FFFF. */
	if (length >= 3 && ((*p == 0xe0 && p[1] < 0xa0) || (*p == 0xed && p[1] > 0x9f) ||
				   (*p == 0xf0 && p[1] < 0x90) || (*p == 0xf4 && p[1] > 0x8f)))
		return 0;
	return length;
}

static int is_utf8(const unsigned char *p, const unsigned char *end)
{
	while (p < end) {
		int length = utf8_letter(p, end);

		if (length < 0)
			return 1;
		if (length == 0)
			return 0;
		p += length;
	}
	return 1;
}

void ins_text_defuse(char *text, const char *kept)
{
	unsigned char *p = (unsigned char *)text, *end = p + strlen(text);

	while (p < end) {
		int length = utf8_letter(p, end);
		/* The second set of controls is U+0080 to U+009F. */
		int harmless =
			length > 0 && *p >= 0x20 && *p != 0x7f && !(*p == 0xc2 && p[1] < 0xa0);

		if (!harmless && (*p >= 0x80 || !strchr(kept, *p)))
			memset(p, '?', length > 1 ? (size_t)length : 1);
		p += length > 1 ? length : 1;
	}
}

/* Most texts of instruments are ASCII, whose UTF-16 has a zero in every second byte. */
static int mostly_zero(const unsigned char *bytes, size_t n, size_t first)
{
	size_t zeros = 0, others = 0;

	for (size_t i = first; i < n; i += 2)
		zeros += bytes[i] == 0;
	for (size_t i = 1 - first; i < n; i += 2)
		others += bytes[i] == 0;
	return n >= 4 && zeros * 10 > (n / 2) * 8 && others * 10 < n / 2;
}

enum ins_encoding ins_text_encoding(const unsigned char *bytes, size_t n)
{
	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		return INS_UTF8_BOM;
	if (n >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		return INS_UTF16LE;
	if (n >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return INS_UTF16BE;
	if (mostly_zero(bytes, n, 1))
		return INS_UTF16LE;
	if (mostly_zero(bytes, n, 0))
		return INS_UTF16BE;
	return is_utf8(bytes, bytes + n) ? INS_UTF8 : INS_LATIN1;
}

const char *ins_text_encoding_name(enum ins_encoding encoding)
{
	static const char *const names[] = {
		"UTF-8", "UTF-8 with byte order mark", "UTF-16LE", "UTF-16BE", "Latin-1"};

	return names[encoding];
}

int ins_decoder_open(struct ins_decoder *decoder, enum ins_encoding encoding, struct ins_err *err)
{
	static const char *const names[] = {"UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE", "CP1252"};
	iconv_t cd = iconv_open("UTF-8", names[encoding]);

	memset(decoder, 0, sizeof *decoder);
	if (cd == (iconv_t)-1)
		return ins_fail(err, ins_status_of_errno(INS_EFORMAT),
			"this system's iconv turns no %s into UTF-8: %s", names[encoding],
			strerror(errno));
	decoder->iconv = cd;
	decoder->encoding = encoding;
	return INS_OK;
}

void ins_decoder_close(struct ins_decoder *decoder)
{
	if (decoder->iconv)
		iconv_close(decoder->iconv);
	memset(decoder, 0, sizeof *decoder);
}

/* Decode [in, in + n) and return how many bytes are left: a cut letter, at most 7. */
static int decode(struct ins_decoder *decoder, const unsigned char *bytes, size_t n, size_t *left,
	struct ins_text *out, struct ins_err *err)
{
	size_t unit = decoder->encoding == INS_UTF16LE || decoder->encoding == INS_UTF16BE ? 2 : 1;
	char *in = (char *)(uintptr_t)bytes; /* iconv's type lacks a const */

	while (n) {
		char buffer[4096], *to = buffer;
		size_t room = sizeof buffer;
		size_t result = iconv(decoder->iconv, &in, &n, &to, &room);
		int reason = errno;
		int status = ins_text_put(out, buffer, sizeof buffer - room, err);

		if (status)
			return status;
		if (result != (size_t)-1 || reason == E2BIG)
			continue;
		if (reason == EINVAL)
			break;
		status = ins_text_put(out, "\xef\xbf\xbd", 3, err);
		if (status)
			return status;
		in += n < unit ? n : unit;
		n -= n < unit ? n : unit;
	}
	*left = n;
	return INS_OK;
}

static int decode_held(struct ins_decoder *decoder, const unsigned char **bytes, size_t *n,
	struct ins_text *out, struct ins_err *err)
{
	while (decoder->held_n && *n) {
		unsigned char letter[sizeof decoder->held];
		size_t length = decoder->held_n + 1, left;
		int status;

		memcpy(letter, decoder->held, decoder->held_n);
		letter[length - 1] = *(*bytes)++;
		--*n;
		status = decode(decoder, letter, length, &left, out, err);
		if (status)
			return status;
		memcpy(decoder->held, letter + length - left, left);
		decoder->held_n = left;
	}
	return INS_OK;
}

int ins_decoder_put(struct ins_decoder *decoder, const unsigned char *bytes, size_t n, int last,
	struct ins_text *out, struct ins_err *err)
{
	size_t start = out->size, left = 0;
	int status = decode_held(decoder, &bytes, &n, out, err);

	if (status == INS_OK && n) {
		status = decode(decoder, bytes, n, &left, out, err);
		memcpy(decoder->held, bytes + n - left, left);
		decoder->held_n = left;
	}
	if (status == INS_OK && last && decoder->held_n) {
		decoder->held_n = 0;
		status = ins_text_put(out, "\xef\xbf\xbd", 3, err);
	}
	if (status == INS_OK && !decoder->started && out->size > start) {
		decoder->started = 1;
		if (out->size - start >= 3 && memcmp(out->data + start, "\xef\xbb\xbf", 3) == 0) {
			memmove(out->data + start, out->data + start + 3, out->size - start - 2);
			out->size -= 3;
		}
	}
	return status;
}
