/* npy_header - the beginning of a NumPy npy file: types, names, and shape of what follows. */
#include "data/npy_header.h"

#include <stdlib.h>
#include <string.h>

/* A cursor in the text of a header. */
struct cursor {
	const char *name, *begin, *p;
	size_t offset; /* of begin in the file */
	struct ins_err *err;
};

static const unsigned char magic[6] = {0x93, 'N', 'U', 'M', 'P', 'Y'};

int ins_npy_is(const unsigned char *bytes, size_t n)
{
	return n >= sizeof magic && !memcmp(bytes, magic, sizeof magic);
}

int ins_npy_measure(const unsigned char *prefix, const char *name, size_t *begin, size_t *size,
	struct ins_err *err)
{
	const unsigned char *p = prefix + sizeof magic;

	if (!ins_npy_is(prefix, INS_NPY_PREFIX))
		return ins_fail(err, INS_EFORMAT, "%s: offset 0: no NumPy file", name);
	if (p[0] < 1 || p[0] > 3)
		return ins_fail(err, INS_EFORMAT, "%s: offset 6: version %u of npy is not known",
			name, p[0]);
	*begin = p[0] == 1 ? 10 : 12;
	*size = (size_t)p[2] | (size_t)p[3] << 8;
	if (p[0] > 1)
		*size |= (size_t)p[4] << 16 | (size_t)p[5] << 24;
	if (*size > INS_NPY_TEXT)
		return ins_fail(
			err, INS_EFORMAT, "%s: offset 8: a header of %zu bytes", name, *size);
	return INS_OK;
}

static int fail(const struct cursor *cursor, const char *what)
{
	return ins_fail(cursor->err, INS_EFORMAT, "%s: offset %zu: %s", cursor->name,
		cursor->offset + (size_t)(cursor->p - cursor->begin), what);
}

static char next(struct cursor *cursor)
{
	while (*cursor->p == ' ' || *cursor->p == '\t' || *cursor->p == '\n')
		cursor->p++;
	return *cursor->p;
}

/* Take C if it is next. */
static int take(struct cursor *cursor, char c)
{
	if (next(cursor) != c)
		return 0;
	cursor->p++;
	return 1;
}

static int take_string(struct cursor *cursor, char *to, size_t size)
{
	char quote = next(cursor);
	size_t n = 0;

	if (quote != '\'' && quote != '"')
		return fail(cursor, "a quoted word should stand here");
	for (cursor->p++; *cursor->p != quote; cursor->p++) {
		if (*cursor->p == 0 || *cursor->p == '\\' || n + 1 >= size)
			return fail(cursor, "a word that is too long, escaped, or without end");
		to[n++] = *cursor->p;
	}
	cursor->p++;
	to[n] = 0;
	return INS_OK;
}

static int take_number(struct cursor *cursor, uint64_t *number)
{
	char c = next(cursor);

	if (c < '0' || c > '9')
		return fail(cursor, "a number should stand here");
	for (*number = 0; *cursor->p >= '0' && *cursor->p <= '9'; cursor->p++) {
		if (*number > UINT64_MAX / 10 - 1)
			return fail(cursor, "a number that is too large");
		*number = *number * 10 + (uint64_t)(*cursor->p - '0');
	}
	return INS_OK;
}

/* "<f8": byte order, kind, size; a date's unit and the like are no type that is read. */
static int take_type(struct cursor *cursor, struct ins_npy_type *type)
{
	char word[32], order;
	struct cursor inner = *cursor;
	uint64_t size;
	int status = take_string(cursor, word, sizeof word);

	if (status)
		return status;
	order = strchr("<>=|", word[0]) && word[0] ? word[0] : '=';
	inner.p = inner.begin = word + (order == word[0]);
	type->kind = *inner.p;
	if (*inner.p)
		inner.p++;
	if (take_number(&inner, &size) || *inner.p || size > INS_NPY_TEXT)
		return fail(cursor, "a type that is not known stands before this");
	type->size = (size_t)size * (type->kind == 'U' ? 4 : 1);
	type->swapped = (order == '<' && !ins_bytes_little_endian()) ||
			(order == '>' && ins_bytes_little_endian());
	return INS_OK;
}

static int add_field(
	struct cursor *cursor, struct ins_npy_header *header, const struct ins_npy_field *field)
{
	int status = ins_text_grow(
		&header->field, &header->capacity, header->fields + 1, sizeof *field, cursor->err);

	if (!status)
		header->field[header->fields++] = *field;
	return status;
}

static int take_field(struct cursor *cursor, struct ins_npy_header *header)
{
	struct ins_npy_field field;
	int status;

	if (!take(cursor, '('))
		return fail(cursor, "'(' should stand here");
	status = take_string(cursor, field.name, sizeof field.name);
	if (!status && !take(cursor, ','))
		return fail(cursor, "',' should stand here");
	if (!status)
		status = take_type(cursor, &field.type);
	if (!status && !take(cursor, ')'))
		return fail(cursor, "')' should stand here; a field of several values is not read");
	return status ? status : add_field(cursor, header, &field);
}

static int take_types(struct cursor *cursor, struct ins_npy_header *header)
{
	struct ins_npy_field field = {.name = ""};
	int status = INS_OK;

	if (header->fields)
		return fail(cursor, "types stand twice");
	if (next(cursor) != '[') {
		status = take_type(cursor, &field.type);
		return status ? status : add_field(cursor, header, &field);
	}
	header->structured = 1;
	cursor->p++;
	while (!status && !take(cursor, ']')) {
		status = take_field(cursor, header);
		if (!status && !take(cursor, ',') && next(cursor) != ']')
			return fail(cursor, "',' or ']' should stand here");
	}
	return status;
}

static int take_shape(struct cursor *cursor, struct ins_npy_header *header)
{
	int status = INS_OK;

	if (header->dimensions)
		return fail(cursor, "the shape stands twice");
	if (!take(cursor, '('))
		return fail(cursor, "'(' should stand here");
	while (!status && !take(cursor, ')')) {
		if (header->dimensions == sizeof header->size / sizeof *header->size)
			return fail(cursor, "more than 8 dimensions");
		status = take_number(cursor, &header->size[header->dimensions++]);
		if (!status && *cursor->p == 'L')
			cursor->p++;
		if (!status && !take(cursor, ',') && next(cursor) != ')')
			return fail(cursor, "',' or ')' should stand here");
	}
	return status;
}

static int take_order(struct cursor *cursor, struct ins_npy_header *header)
{
	next(cursor);
	header->fortran = !strncmp(cursor->p, "True", 4);
	if (!header->fortran && strncmp(cursor->p, "False", 5) != 0)
		return fail(cursor, "True or False should stand here");
	cursor->p += header->fortran ? 4 : 5;
	return INS_OK;
}

static int take_entry(struct cursor *cursor, struct ins_npy_header *header, int *seen)
{
	char key[16];
	int status = take_string(cursor, key, sizeof key);

	if (status)
		return status;
	if (!take(cursor, ':'))
		return fail(cursor, "':' should stand here");
	if (!strcmp(key, "descr")) {
		*seen |= 1;
		return take_types(cursor, header);
	}
	if (!strcmp(key, "fortran_order")) {
		*seen |= 2;
		return take_order(cursor, header);
	}
	*seen |= 4;
	return strcmp(key, "shape") ? fail(cursor, "a key that NumPy does not write")
				    : take_shape(cursor, header);
}

int ins_npy_parse(struct ins_npy_header *header, const char *name, size_t offset, const char *text,
	struct ins_err *err)
{
	struct cursor cursor = {name, text, text, offset, err};
	int status = INS_OK, seen = 0;

	if (!take(&cursor, '{'))
		return fail(&cursor, "'{' should stand here");
	while (!status && !take(&cursor, '}')) {
		status = take_entry(&cursor, header, &seen);
		if (!status && !take(&cursor, ',') && next(&cursor) != '}')
			return fail(&cursor, "',' or '}' should stand here");
	}
	if (!status && (seen != 7 || !header->fields))
		return fail(&cursor, "descr, fortran_order or shape is missing");
	if (!status && next(&cursor) && *cursor.p != '#')
		return fail(&cursor, "more than a dictionary");
	header->comments = cursor.p;
	return status;
}

void ins_npy_header_free(struct ins_npy_header *header)
{
	free(header->field);
	*header = (struct ins_npy_header){0};
}

int ins_npy_element(const struct ins_npy_type *type, enum ins_element *element)
{
	static const struct {
		char kind;
		size_t size;
		enum ins_element element;
	} known[] = {{'b', 1, INS_UINT8}, {'i', 1, INS_INT8}, {'u', 1, INS_UINT8},
		{'i', 2, INS_INT16}, {'u', 2, INS_UINT16}, {'i', 4, INS_INT32},
		{'u', 4, INS_UINT32}, {'i', 8, INS_INT64}, {'u', 8, INS_UINT64},
		{'f', 4, INS_FLOAT32}, {'f', 8, INS_FLOAT64}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].kind == type->kind && known[i].size == type->size) {
			*element = known[i].element;
			return 1;
		}
	return 0;
}
