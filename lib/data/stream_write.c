/* stream_write - the writing half of stream.h. */
#include "data/stream.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/number_format.h"
#include "data/role.h"

enum { BLOCK = 65536 };

/* Ten digits of a time that counts from 1904 or 1970 end at the second; fifteen keep the 10 us that
 * ten leave of times below, and show no rounding to a double of what had fewer. */
static const double long_s = 1e5;
enum { LONG_DIGITS = 15 };

/* What is written goes to FILE in blocks, until one cannot be written. */
struct writer {
	FILE *file;
	int reason; /* the errno of a failed write, or 0 */
	size_t size;
	char block[BLOCK];
};

static void flush(struct writer *w)
{
	errno = 0;
	if (!w->reason && fwrite(w->block, 1, w->size, w->file) != w->size)
		w->reason = errno ? errno : EIO;
	w->size = 0;
}

static void put_bytes(struct writer *w, const char *bytes, size_t n)
{
	while (n > BLOCK - w->size) {
		size_t piece = BLOCK - w->size;

		memcpy(w->block + w->size, bytes, piece);
		w->size = BLOCK;
		flush(w);
		bytes += piece;
		n -= piece;
	}
	memcpy(w->block + w->size, bytes, n);
	w->size += n;
}

static void put_byte(struct writer *w, char c)
{
	if (w->size == BLOCK)
		flush(w);
	w->block[w->size++] = c;
}

static void put_text(struct writer *w, const char *text)
{
	put_bytes(w, text, strlen(text));
}

static void put_number(struct writer *w, double value, bool is_time)
{
	char *text;

	if (w->size > BLOCK - INS_NUMBER_TEXT)
		flush(w);
	text = w->block + w->size;
	if (is_time && fabs(value) >= long_s && !isinf(value))
		w->size += (size_t)snprintf(text, INS_NUMBER_TEXT, "%.*g", LONG_DIGITS, value);
	else
		w->size += ins_number_format(value, text);
}

/* Whether a byte, given those beside it, is written as it is. */
static int is_plain(unsigned char before, unsigned char c, unsigned char next, const char *also)
{
	/* U+0080 to U+009F, two bytes each, steer terminals, too. */
	if (c == 0xc2)
		return next < 0x80 || next >= 0xa0;
	if (c > '%')
		return c != 0x7f && !(before == 0xc2 && c < 0xa0);
	return c >= 0x20 && c < '%' && !strchr(also, c);
}

/* What R, pandas or a terminal would stumble over is written as %XX; an empty word as "-". */
static void put_word(struct writer *w, const char *word, const char *also)
{
	static const char hex[] = "0123456789ABCDEF";
	const char *plain = word;
	unsigned char before = 0, c;

	if (!*word)
		put_byte(w, '-');
	for (; *word; word++, before = c) {
		c = (unsigned char)*word;
		if (is_plain(before, c, (unsigned char)word[1], also))
			continue;
		put_bytes(w, plain, (size_t)(word - plain));
		put_bytes(w, (char[]){'%', hex[c >> 4], hex[c & 15]}, 3);
		plain = word + 1;
	}
	put_bytes(w, plain, (size_t)(word - plain));
}

static void put_head(struct writer *w, const struct ins_table *table)
{
	put_text(w, "#insitu 1\n");
	if (table->kind) {
		put_text(w, "#@ kind\t");
		put_word(w, table->kind, " ");
		put_byte(w, '\n');
	}
	for (size_t i = 0; i < table->notes; i++) {
		put_text(w, "#@ ");
		put_word(w, table->note[i].key, " ");
		put_byte(w, '\t');
		put_word(w, table->note[i].value, "");
		put_byte(w, '\n');
	}
	for (size_t i = 0; i < table->columns; i++) {
		if (i)
			put_byte(w, '\t');
		put_text(w, table->column[i].name);
	}
	put_byte(w, '\n');
}

/* CLOCK is the column of the time, or none. */
static void put_row(struct writer *w, const struct ins_table *table, int clock, size_t row)
{
	for (size_t i = 0; i < table->columns; i++) {
		const struct ins_column *column = &table->column[i];

		if (i)
			put_byte(w, '\t');
		if (column->text)
			put_word(w, column->text[row], "#\"");
		else
			put_number(w, column->number[row], (int)i == clock);
	}
	put_byte(w, '\n');
}

int ins_stream_write(const struct ins_table *table, FILE *file, struct ins_err *err)
{
	int clock = ins_table_find(table, ins_role_column(INS_TIME));
	struct writer writer;

	writer.file = file;
	writer.reason = 0;
	writer.size = 0;
	put_head(&writer, table);
	for (size_t row = 0; row < table->rows && !writer.reason; row++)
		put_row(&writer, table, clock, row);
	flush(&writer);
	errno = writer.reason;
	return writer.reason ? ins_fail(err, ins_status_of_errno(INS_EOUTPUT),
				       "cannot be written: %s", strerror(writer.reason))
			     : INS_OK;
}
