/* picture - what gnuplot drew: whole to its last byte, the same from run to run, as large as it
 * says. */
#include "face/picture.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"svg", "pdf", "png", "text"};

enum ins_picture_type ins_picture_type_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *dot = strrchr(slash ? slash : name, '.');
	int type = INS_PICTURE_SVG;

	if (dot)
		name = dot + 1;
	while (type < INS_PICTURE_NONE && !ins_text_same_word(names[type], name))
		type++;
	return (enum ins_picture_type)type;
}

const char *ins_picture_type_name(enum ins_picture_type type)
{
	return names[type];
}

/* Where N bytes stand first in PICTURE, or its size. */
static size_t find(const struct ins_text *picture, const char *bytes, size_t n)
{
	for (size_t at = 0; at + n <= picture->size; at++)
		if (memcmp(picture->data + at, bytes, n) == 0)
			return at;
	return picture->size;
}

/* Put N new bytes in place of LENGTH bytes at AT. */
static int replace(struct ins_text *picture, size_t at, size_t length, const char *bytes, size_t n,
	struct ins_err *err)
{
	struct ins_text rest = {0};
	int status =
		ins_text_put(&rest, picture->data + at + length, picture->size - at - length, err);

	if (status)
		return status;
	picture->size = at;
	status = ins_text_put(picture, bytes, n, err);
	if (status == INS_OK)
		status = ins_text_put(picture, rest.data, rest.size, err);
	ins_text_free(&rest);
	return status;
}

/* Put NEW where the text between BEGIN and END stands first; nothing where they do not stand. */
static int replace_between(struct ins_text *picture, const char *begin, const char *end,
	const char *new, struct ins_err *err)
{
	size_t at = find(picture, begin, strlen(begin)) + strlen(begin), stop = at;

	while (stop + strlen(end) <= picture->size &&
		memcmp(picture->data + stop, end, strlen(end)) != 0)
		stop++;
	if (stop + strlen(end) > picture->size)
		return INS_OK;
	return replace(picture, at, stop - at, new, strlen(new), err);
}

/* Put TEXT, escaped, between BEGIN and END. */
static int replace_by_text(struct ins_text *picture, const char *begin, const char *end,
	const char *text, struct ins_err *err)
{
	struct ins_text escaped = {0};
	int status = ins_text_put(&escaped, "", 0, err);

	for (; text && *text && status == INS_OK; text++)
		status = *text == '<'   ? ins_text_put(&escaped, "&lt;", 4, err)
			 : *text == '>' ? ins_text_put(&escaped, "&gt;", 4, err)
			 : *text == '&' ? ins_text_put(&escaped, "&amp;", 5, err)
					: ins_text_put(&escaped, text, 1, err);
	if (status == INS_OK)
		status = replace_between(picture, begin, end, escaped.data, err);
	ins_text_free(&escaped);
	return status;
}

static int replace_all(
	struct ins_text *picture, const char *old, const char *new, struct ins_err *err)
{
	struct ins_text whole = {0};
	const char *p = picture->data, *next;
	int status = INS_OK;

	for (; status == INS_OK && (next = strstr(p, old)); p = next + strlen(old)) {
		status = ins_text_put(&whole, p, (size_t)(next - p), err);
		if (status == INS_OK)
			status = ins_text_put(&whole, new, strlen(new), err);
	}
	if (status == INS_OK)
		status = ins_text_put(&whole, p, strlen(p), err);
	ins_text_free(picture);
	*picture = whole;
	return status;
}

/* gnuplot knows pixels only, and names one font: a reader without it shall not fall back to one
 * with serifs. */
static int mend_svg(
	struct ins_text *picture, const struct ins_picture_frame *frame, struct ins_err *err)
{
	struct ins_text size = {0};
	int status = ins_text_format(
		&size, err, "%gmm\" height=\"%gmm", frame->width_mm, frame->height_mm);

	if (status == INS_OK)
		status = replace_between(picture, " width=\"", "\"\n viewBox", size.data, err);
	if (status == INS_OK)
		status = replace_by_text(picture, "<title>", "</title>", frame->title, err);
	if (status == INS_OK && frame->about)
		status = replace_by_text(picture, "<desc>", "</desc>", frame->about, err);
	if (status == INS_OK)
		status = replace_all(picture, "font-family=\"DejaVu Sans\"",
			"font-family=\"DejaVu Sans, Verdana, sans-serif\"", err);
	ins_text_free(&size);
	return status;
}

/* Offsets in the file must stay, so blanks take the place of the date. */
static void mend_pdf(struct ins_text *picture)
{
	static const char key[] = "/CreationDate (";
	size_t at = find(picture, key, strlen(key));
	char *end;

	if (at == picture->size)
		return;
	end = memchr(picture->data + at, ')', picture->size - at);
	if (end)
		memset(picture->data + at, ' ', (size_t)(end + 1 - (picture->data + at)));
}

/* A chunk pHYs of 11811 dots a metre, with its checksum, behind the header. */
static int mend_png(struct ins_text *picture, struct ins_err *err)
{
	static const unsigned char chunk[] = {0, 0, 0, 9, 'p', 'H', 'Y', 's', 0, 0, 0x2e, 0x23, 0,
		0, 0x2e, 0x23, 1, 0x78, 0xa5, 0x3f, 0x76};
	enum { HEADER = 33 };

	if (find(picture, "pHYs", 4) < picture->size)
		return INS_OK;
	return replace(picture, HEADER, 0, (const char *)chunk, sizeof chunk, err);
}

static void mend_text(struct ins_text *picture)
{
	size_t kept = 0;

	for (size_t i = 0; i < picture->size; i++) {
		char c = picture->data[i];

		if (c == '\f' || c == '\r')
			continue;
		while (c == '\n' && kept && picture->data[kept - 1] == ' ')
			kept--;
		if (c != '\n' || kept)
			picture->data[kept++] = c;
	}
	while (kept && isspace((unsigned char)picture->data[kept - 1]))
		kept--;
	picture->size = kept;
}

/* How a whole picture of each type ends, but for blank lines. */
static int is_whole(const struct ins_text *picture, enum ins_picture_type type)
{
	static const struct {
		const char *bytes;
		size_t n;
	} ends[] = {{"</svg>", 6}, {"%%EOF", 5}, {"\0\0\0\0IEND\xae\x42\x60\x82", 12}, {"", 0}};
	size_t size = picture->size;

	while (type != INS_PICTURE_PNG && size && isspace((unsigned char)picture->data[size - 1]))
		size--;
	return size > ends[type].n &&
	       memcmp(picture->data + size - ends[type].n, ends[type].bytes, ends[type].n) == 0;
}

int ins_picture_mend(struct ins_text *picture, enum ins_picture_type type,
	const struct ins_picture_frame *frame, struct ins_err *err)
{
	int status = INS_OK;

	if (!is_whole(picture, type))
		return ins_fail(err, INS_EOUTPUT, "gnuplot's %s is cut short; is the disk full?",
			names[type]);
	if (type == INS_PICTURE_SVG)
		status = mend_svg(picture, frame, err);
	else if (type == INS_PICTURE_PDF)
		mend_pdf(picture);
	else if (type == INS_PICTURE_PNG)
		status = mend_png(picture, err);
	else
		mend_text(picture);
	if (status == INS_OK && type == INS_PICTURE_TEXT)
		status = ins_text_put(picture, "\n", 1, err);
	return status;
}
