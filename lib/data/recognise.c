/* recognise - what kind of text an input is, as its beginning tells. */
#include "data/recognise.h"

#include "base/text.h"
#include "data/refuse.h"

enum {
	PEEK = 1 << 18 /* bytes that tell the encoding and the layout */
};

/* A word of a descriptor, and what it stands for. */
struct word {
	const char *word;
	int value;
};

static const struct word encodings[] = {{"UTF-8", INS_UTF8}, {"UTF-16LE", INS_UTF16LE},
	{"UTF-16BE", INS_UTF16BE}, {"Latin-1", INS_LATIN1}, {NULL, 0}};
static const struct word separators[] = {{"tab", '\t'}, {"semicolon", ';'}, {"comma", ','},
	{"bar", '|'}, {"blanks", ' '}, {NULL, 0}};
static const struct word rows[] = {{"numbers", false}, {"mixed", true}, {NULL, 0}};
static const struct word decimals[] = {{"point", '.'}, {"comma", ','}, {NULL, 0}};

/* The value of KEY in [text] among WORDS into *VALUE, which stays where the descriptor says none.
 */
static int choose(const struct ins_format *format, const char *key, const struct word *words,
	int *value, struct ins_err *err)
{
	const char *said = format ? ins_format_value(format, "text", key) : NULL;

	if (!said)
		return INS_OK;
	for (const struct word *word = words; word->word; word++)
		if (ins_text_same_word(word->word, said)) {
			*value = word->value;
			return INS_OK;
		}
	return ins_fail(err, INS_EFORMAT,
		"%s: [text] %s = %s is none of those that "
		"insitu-formats(5) names",
		format->path, key, said);
}

/* The beginning of the input as UTF-8. */
static int decode_head(const unsigned char *bytes, size_t n, enum ins_encoding encoding,
	struct ins_text *head, struct ins_err *err)
{
	struct ins_decoder decoder;
	int status = ins_decoder_open(&decoder, encoding, err);

	if (!status)
		status = ins_decoder_put(&decoder, bytes, n, 1, head, err);
	ins_decoder_close(&decoder);
	return status;
}

/* The descriptor that the beginning of the input fits; NULL for none. */
static int find_format(const struct ins_formats *formats, const unsigned char *bytes, size_t n,
	enum ins_encoding encoding, const struct ins_format **format, struct ins_err *err)
{
	struct ins_text head = {0};
	int status = decode_head(bytes, n, encoding, &head, err);

	if (!status && head.data)
		*format = ins_formats_recognise(formats, head.data, head.size);
	ins_text_free(&head);
	return status;
}

int ins_recognise(struct ins_input *input, const struct ins_formats *formats,
	struct ins_recognised *found, struct ins_err *err)
{
	const unsigned char *bytes;
	const char *reason;
	size_t n;
	int status = ins_input_peek(input, PEEK, &bytes, &n, err), encoding, separator = 0,
	    decimal = 0, mixed = false;

	if (!status)
		status = ins_refuse(input->name, bytes, n, err);
	if (status)
		return status;
	found->encoding = ins_text_encoding(bytes, n);
	if (!found->format && formats)
		status = find_format(formats, bytes, n, found->encoding, &found->format, err);
	if (status)
		return status;
	reason = ins_format_value(found->format, "refuse", "reason");
	if (reason)
		return ins_fail(err, INS_EFORMAT, "%s: is %s", input->name, reason);
	encoding = (int)found->encoding;
	status = choose(found->format, "encoding", encodings, &encoding, err);
	if (!status)
		status = choose(found->format, "separator", separators, &separator, err);
	if (!status)
		status = choose(found->format, "decimal", decimals, &decimal, err);
	if (!status)
		status = choose(found->format, "rows", rows, &mixed, err);
	found->encoding = (enum ins_encoding)encoding;
	found->layout = (struct ins_layout){(char)separator, (char)decimal, 0, mixed};
	return status;
}
