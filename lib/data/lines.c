/* lines - a text input as UTF-8 lines, with as much of it ahead as is asked for. */
#include "data/lines.h"

#include <string.h>

enum { CHUNK = 1 << 16 };

int ins_lines_open(struct ins_lines *lines, struct ins_input *input, enum ins_encoding encoding,
	struct ins_err *err)
{
	memset(lines, 0, sizeof *lines);
	lines->input = input;
	lines->line = 1;
	return ins_decoder_open(&lines->decoder, encoding, err);
}

void ins_lines_close(struct ins_lines *lines)
{
	ins_decoder_close(&lines->decoder);
	ins_text_free(&lines->text);
	memset(lines, 0, sizeof *lines);
}

static int is_ascii(const unsigned char *bytes, size_t n)
{
	unsigned char all = 0;

	for (size_t i = 0; i < n; i++)
		all |= bytes[i];
	return all < 0x80;
}

/* Pure ASCII needs no decoder in any of the encodings whose ASCII is ASCII. */
static int decode(
	struct ins_lines *lines, const unsigned char *bytes, size_t n, struct ins_err *err)
{
	enum ins_encoding encoding = lines->decoder.encoding;
	int wide = encoding == INS_UTF16LE || encoding == INS_UTF16BE;

	if (!wide && !lines->decoder.held_n && is_ascii(bytes, n)) {
		lines->decoder.started = 1;
		return ins_text_put(&lines->text, (const char *)bytes, n, err);
	}
	return ins_decoder_put(&lines->decoder, bytes, n, lines->ended, &lines->text, err);
}

/* Whether lines end in a lone CR is seen in the first piece; then each becomes a line feed. */
static void end_lines(struct ins_lines *lines, char *text, size_t n)
{
	if (!lines->started)
		lines->bare_cr = memchr(text, '\r', n) && !memchr(text, '\n', n);
	lines->started = 1;
	for (size_t i = 0; i < n && lines->bare_cr; i++)
		if (text[i] == '\r')
			text[i] = '\n';
}

int ins_lines_more(struct ins_lines *lines, size_t size, struct ins_err *err)
{
	unsigned char bytes[CHUNK];
	size_t got, before;
	int status = INS_OK;

	if (lines->begin && !lines->ended && lines->text.size - lines->begin < size) {
		lines->text.size -= lines->begin;
		memmove(lines->text.data, lines->text.data + lines->begin, lines->text.size + 1);
		lines->begin = 0;
	}
	while (!status && !lines->ended && lines->text.size - lines->begin < size) {
		status = ins_input_read(lines->input, bytes, sizeof bytes, &got, err);
		if (status)
			break;
		lines->ended = got < sizeof bytes;
		before = lines->text.size;
		status = decode(lines, bytes, got, err);
		if (!status && lines->text.size > before)
			end_lines(lines, lines->text.data + before, lines->text.size - before);
	}
	return status;
}

const char *ins_lines_ahead(const struct ins_lines *lines, size_t *size)
{
	*size = lines->text.size - lines->begin;
	return lines->text.data ? lines->text.data + lines->begin : "";
}

int ins_lines_at(const struct ins_lines *lines, size_t offset, struct ins_text_line *line)
{
	size_t size;
	const char *ahead = ins_lines_ahead(lines, &size), *end;

	if (offset >= size)
		return 0;
	line->begin = ahead + offset;
	end = memchr(line->begin, '\n', size - offset);
	line->closed = end != NULL;
	if (!end && !lines->ended)
		return 0;
	line->end = end ? end : ahead + size;
	line->size = (size_t)(line->end - line->begin) + (end != NULL);
	while (line->end > line->begin && line->end[-1] == '\r')
		line->end--;
	return 1;
}

bool ins_lines_is_blank(const struct ins_text_line *line)
{
	const char *begin = line->begin, *end = line->end;

	ins_text_trim(&begin, &end);
	return begin == end;
}

void ins_lines_take(struct ins_lines *lines, size_t size)
{
	const char *p = lines->text.data + lines->begin, *end = p + size;

	lines->begin += size;
	for (; size && (p = memchr(p, '\n', (size_t)(end - p))); p++)
		lines->line++;
}

void ins_lines_move(struct ins_lines *lines, size_t size, size_t line)
{
	lines->begin += size;
	lines->line = line;
}
