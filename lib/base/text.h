/* text - growing strings, words, and encodings turned into UTF-8. */
#ifndef INSITU_TEXT_H
#define INSITU_TEXT_H

#include <stddef.h>

#include "base/err.h"

/* A growing string. Zero it before use; data is owned and ends in a NUL once anything was put. */
struct ins_text {
	char *data;
	size_t size; /* bytes, without the NUL */
	size_t capacity;
};

/* Append N bytes, or a formatted piece. Fail with INS_ENOMEM. */
int ins_text_put(struct ins_text *text, const char *bytes, size_t n, struct ins_err *err);
int ins_text_format(struct ins_text *text, struct ins_err *err, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void ins_text_free(struct ins_text *text);

/* An owned copy of the first N bytes of S, or of the whole S; NULL when memory is out. */
char *ins_text_copy_n(const char *s, size_t n);
char *ins_text_copy(const char *s);

/* An owned array of at least COUNT items of SIZE bytes in place of *ITEMS (owned), which held
 * *CAPACITY; grows by half again, so that appending one by one stays linear. INS_ENOMEM. */
int ins_text_grow(void *items, size_t *capacity, size_t count, size_t size, struct ins_err *err);

/* Whether two words are the same but for the case of ASCII letters. */
int ins_text_same_word(const char *a, const char *b);

/* Put '?' in place of each byte of TEXT that could steer a terminal: control characters, but those
 * in KEPT, and what is no letter of UTF-8. */
void ins_text_defuse(char *text, const char *kept);

/* Narrow [*begin, *end) past blanks (space, tab, no-break space in UTF-8, CR) on both sides. */
void ins_text_trim(const char **begin, const char **end);

enum ins_encoding {
	INS_UTF8,
	INS_UTF8_BOM,
	INS_UTF16LE,
	INS_UTF16BE,
	INS_LATIN1 /* Windows-1252, its superset in practice */
};

/* The encoding of a text that begins with these N bytes: by its byte order mark; else UTF-16 when
 * every second byte of most is zero; else UTF-8 where it is valid; else Latin-1. A multi-byte
 * letter cut at the end counts as valid. */
enum ins_encoding ins_text_encoding(const unsigned char *bytes, size_t n);
/* "UTF-8", "UTF-8 with byte order mark", "UTF-16LE", "UTF-16BE", "Latin-1". */
const char *ins_text_encoding_name(enum ins_encoding encoding);

/* Turns pieces of a text into UTF-8, keeping a letter that is cut between two pieces. */
struct ins_decoder {
	void *iconv; /* owned */
	enum ins_encoding encoding;
	unsigned char held[8]; /* a cut letter */
	size_t held_n;
	int started;
};
int ins_decoder_open(struct ins_decoder *decoder, enum ins_encoding encoding, struct ins_err *err);
/* Append N bytes as UTF-8 to OUT. What is no letter becomes U+FFFD; the byte order mark is dropped.
 * With LAST, a letter still cut becomes U+FFFD too. Fails with INS_ENOMEM. */
int ins_decoder_put(struct ins_decoder *decoder, const unsigned char *bytes, size_t n, int last,
	struct ins_text *out, struct ins_err *err);
void ins_decoder_close(struct ins_decoder *decoder);

#endif
