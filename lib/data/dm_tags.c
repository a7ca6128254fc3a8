/* dm_tags - a walk through the tree of tags that a Gatan DM3 or DM4 file is. */
#include "data/dm_tags.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH = 64, GROUP = 20, DATA = 21, STRUCT = 15, STRING = 18, ARRAY = 20, TRAILER = 8 };

/* The only cursor of the file. */
struct walk {
	const struct ins_bytes *bytes;
	struct ins_dm_header *header;
	ins_dm_see *see;
	void *context;
	struct ins_err *err;
	uint64_t offset; /* of the next byte */
	int depth;
	char path[512];
	size_t path_n;
	unsigned char buffer[4096]; /* of the file, from buffer_at on */
	uint64_t buffer_at;
	size_t buffer_n;
};

__attribute__((format(printf, 3, 4))) static int fail(
	const struct walk *walk, uint64_t offset, const char *format, ...)
{
	char what[256];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	return ins_fail(walk->err, INS_EFORMAT, "%s: offset %llu, %s: %s", walk->bytes->name,
		(unsigned long long)offset, walk->path_n ? walk->path : "header", what);
}

static uint64_t left(const struct walk *walk)
{
	return walk->bytes->size - walk->offset;
}

static int take(struct walk *walk, void *out, size_t n)
{
	size_t at;

	if (n > left(walk))
		return fail(walk, walk->bytes->size, "the file ends here, %llu bytes too early",
			(unsigned long long)(n - left(walk)));
	if (walk->offset < walk->buffer_at || walk->offset + n > walk->buffer_at + walk->buffer_n) {
		size_t fill = sizeof walk->buffer;
		int status;

		if (fill > left(walk))
			fill = (size_t)left(walk);
		status = ins_bytes_read(walk->bytes, walk->offset, walk->buffer, fill, walk->err);
		walk->buffer_at = walk->offset;
		walk->buffer_n = status ? 0 : fill;
		if (status)
			return status;
	}
	at = (size_t)(walk->offset - walk->buffer_at);
	memcpy(out, walk->buffer + at, n);
	walk->offset += n;
	return INS_OK;
}

/* A big-endian number of N bytes, as all the tree's own numbers are. */
static int take_number(struct walk *walk, size_t n, uint64_t *number)
{
	unsigned char byte[8] = {0};
	int status = take(walk, byte, n);

	*number = 0;
	for (size_t i = 0; !status && i < n; i++)
		*number = *number << 8 | byte[i];
	return status;
}

/* A count: four bytes in DM3, eight in DM4. */
static int take_count(struct walk *walk, uint64_t *number)
{
	return take_number(walk, walk->header->version == 4 ? 8 : 4, number);
}

/* What a type holds in the numbers that the format itself is built of. */
static int element_of(uint64_t type, enum ins_element *element)
{
	static const enum ins_element of[] = {[2] = INS_INT16,
		[3] = INS_INT32,
		[4] = INS_UINT16,
		[5] = INS_UINT32,
		[6] = INS_FLOAT32,
		[7] = INS_FLOAT64,
		[8] = INS_UINT8,
		[9] = INS_INT8,
		[10] = INS_UINT8,
		[11] = INS_INT64,
		[12] = INS_UINT64};

	if (type < 2 || type > 12)
		return 0;
	*element = of[type];
	return 1;
}

/* The words that say what type a tag's data are: how many are left, and where the tag ends. */
struct description {
	uint64_t words;
	uint64_t end;   /* of the tag in a DM4, 0 in a DM3 */
	int unknown;    /* the type, or a part of it, is one that nobody has described */
	uint64_t bytes; /* of one item */
};

static int take_word(struct walk *walk, struct description *description, uint64_t *word)
{
	if (description->words == 0)
		return fail(walk, walk->offset, "the description of its type is cut");
	description->words--;
	return take_count(walk, word);
}

/* The fields of a struct: the length of its name, how many, then of each a length and a type. */
static int take_struct(struct walk *walk, struct description *description)
{
	uint64_t word = 0, fields = 0;
	int status = take_word(walk, description, &word);

	if (!status)
		status = take_word(walk, description, &fields);
	if (!status && fields > description->words / 2)
		return fail(walk, walk->offset, "a struct of %llu fields, described by %llu words",
			(unsigned long long)fields, (unsigned long long)description->words);
	while (!status && fields--) {
		enum ins_element element;

		status = take_word(walk, description, &word);
		if (!status)
			status = take_word(walk, description, &word);
		if (!status && element_of(word, &element))
			description->bytes += ins_element_size(element);
		else
			description->unknown = 1;
	}
	return status;
}

static int take_array(struct walk *walk, struct description *description, struct ins_dm_tag *tag)
{
	uint64_t type = 0;
	int status = take_word(walk, description, &type);

	if (status)
		return status;
	if (element_of(type, &tag->element)) {
		tag->shape = INS_DM_ARRAY;
		description->bytes = ins_element_size(tag->element);
	} else if (type == STRUCT) {
		status = take_struct(walk, description);
	} else {
		description->unknown = 1;
	}
	if (status || description->unknown)
		return status;
	return take_word(walk, description, &tag->count);
}

static int take_type(struct walk *walk, struct description *description, struct ins_dm_tag *tag)
{
	uint64_t type = 0;
	int status = take_word(walk, description, &type);

	tag->shape = INS_DM_OTHER;
	tag->count = 1;
	if (status)
		return status;
	if (element_of(type, &tag->element)) {
		tag->shape = INS_DM_NUMBER;
		description->bytes = ins_element_size(tag->element);
	} else if (type == STRUCT) {
		status = take_struct(walk, description);
	} else if (type == ARRAY) {
		status = take_array(walk, description, tag);
	} else if (type == STRING) {
		description->bytes = 1;
		status = take_word(walk, description, &tag->count);
	} else {
		description->unknown = 1;
	}
	if (!status && description->unknown && !description->end)
		return fail(walk, walk->offset, "a type of data that is not known");
	return status;
}

static int see_number(struct walk *walk, struct ins_dm_tag *tag)
{
	unsigned char value[8];
	int status = take(walk, value, (size_t)tag->bytes);

	if (status)
		return status;
	if (walk->header->swapped)
		ins_bytes_swap(value, (size_t)tag->bytes, 1);
	ins_element_doubles(tag->element, value, 1, &tag->number);
	return walk->see(walk->context, tag, walk->err);
}

/* Arrays are not read here: whoever sees them reads what it wants. */
static int take_data(struct walk *walk, uint64_t end)
{
	struct ins_dm_tag tag = {.path = walk->path};
	struct description description = {.end = end};
	unsigned char mark[4];
	int status = take(walk, mark, sizeof mark);

	if (!status && memcmp(mark, "%%%%", 4) != 0)
		return fail(walk, walk->offset - 4, "'%%%%%%%%' should stand before data");
	if (!status)
		status = take_count(walk, &description.words);
	if (!status)
		status = take_type(walk, &description, &tag);
	if (status)
		return status;
	if (description.unknown) {
		walk->offset = end;
		return INS_OK;
	}
	if (description.words)
		return fail(walk, walk->offset, "%llu words too many describe its type",
			(unsigned long long)description.words);
	if (!ins_bytes_product(tag.count, description.bytes, &tag.bytes) || tag.bytes > left(walk))
		return fail(walk, walk->offset,
			"%llu items of %llu bytes in the last %llu bytes "
			"of the file",
			(unsigned long long)tag.count, (unsigned long long)description.bytes,
			(unsigned long long)left(walk));
	tag.offset = walk->offset;
	if (tag.shape == INS_DM_NUMBER)
		return see_number(walk, &tag);
	walk->offset += tag.bytes;
	return walk->see(walk->context, &tag, walk->err);
}

static void path_add(struct walk *walk, const char *name, size_t n)
{
	size_t room = sizeof walk->path - 1 - walk->path_n;

	if (walk->path_n && room) {
		walk->path[walk->path_n++] = '.';
		room--;
	}
	for (size_t i = 0; i < n && i < room; i++) {
		unsigned char c = (unsigned char)name[i];

		walk->path[walk->path_n++] = c < ' ' || c > '~' ? '?' : name[i];
	}
	walk->path[walk->path_n] = 0;
}

/* Only the beginning of a long name is kept: none that is looked for is long. */
static int take_name(struct walk *walk, uint64_t place)
{
	uint64_t size;
	char name[128] = "";
	size_t n;
	int status = take_number(walk, 2, &size);

	if (status)
		return status;
	n = size < sizeof name ? (size_t)size : sizeof name;
	if (!size)
		n = (size_t)snprintf(name, sizeof name, "%llu", (unsigned long long)place);
	else
		status = take(walk, name, n);
	if (!status && size > n) {
		if (size - n > left(walk))
			return fail(walk, walk->bytes->size, "the file ends here, within a name");
		walk->offset += size - n;
	}
	if (!status)
		path_add(walk, name, n);
	return status;
}

/* The end of a DM4's tag, which says how long it is; 0 in a DM3. */
static int take_end(struct walk *walk, uint64_t *end)
{
	uint64_t size;
	int status = INS_OK;

	*end = 0;
	if (walk->header->version != 4)
		return status;
	status = take_count(walk, &size);
	if (!status && size > left(walk))
		return fail(walk, walk->offset,
			"a tag of %llu bytes in the last %llu bytes of the "
			"file",
			(unsigned long long)size, (unsigned long long)left(walk));
	*end = walk->offset + size;
	return status;
}

static int take_group(struct walk *walk);

static int take_tag(struct walk *walk, uint64_t place)
{
	uint64_t id, end = 0, at = walk->offset;
	size_t path_n = walk->path_n;
	int status = take_number(walk, 1, &id);

	if (!status)
		status = take_name(walk, place);
	if (!status && id != GROUP && id != DATA)
		return fail(walk, at, "a tag begins with %u, not 20 or 21", (unsigned)id);
	if (!status)
		status = take_end(walk, &end);
	if (!status)
		status = id == GROUP ? take_group(walk) : take_data(walk, end);
	if (!status && end && walk->offset != end)
		return fail(walk, walk->offset, "the tag ends here, but its length says %llu",
			(unsigned long long)end);
	walk->path[path_n] = 0;
	walk->path_n = path_n;
	return status;
}

static int take_group(struct walk *walk)
{
	uint64_t flags, tags;
	int status;

	if (walk->depth == DEPTH)
		return fail(walk, walk->offset, "groups nest deeper than %d", DEPTH);
	walk->depth++;
	status = take_number(walk, 2, &flags); /* sorted, open */
	if (!status)
		status = take_count(walk, &tags);
	/* No tag takes less than three bytes. */
	if (!status && tags > left(walk) / 3)
		return fail(walk, walk->offset, "%llu tags in the last %llu bytes of the file",
			(unsigned long long)tags, (unsigned long long)left(walk));
	for (uint64_t i = 0; !status && i < tags; i++)
		status = take_tag(walk, i);
	walk->depth--;
	return status;
}

/* The length of the tree is not looked at: files differ in what they count. */
static int take_header(struct walk *walk)
{
	uint64_t version, size, little = 0;
	int status = take_number(walk, 4, &version);

	if (!status && version != 3 && version != 4)
		return fail(walk, 0, "no DM3 or DM4 file: it begins with version %llu",
			(unsigned long long)version);
	walk->header->version = (int)version;
	if (!status)
		status = take_count(walk, &size);
	if (!status)
		status = take_number(walk, 4, &little);
	if (!status && little > 1)
		return fail(walk, walk->offset - 4, "its byte order is %llu, not 0 or 1",
			(unsigned long long)little);
	walk->header->swapped = (int)little != ins_bytes_little_endian();
	return status;
}

int ins_dm_walk(const struct ins_bytes *bytes, struct ins_dm_header *header, ins_dm_see *see,
	void *context, struct ins_err *err)
{
	static const unsigned char zeros[TRAILER];
	struct walk walk = {
		.bytes = bytes, .header = header, .see = see, .context = context, .err = err};
	unsigned char trailer[TRAILER];
	int status = take_header(&walk);

	if (!status)
		status = take_group(&walk);
	if (!status)
		status = take(&walk, trailer, sizeof trailer);
	if (!status && memcmp(trailer, zeros, sizeof zeros) != 0)
		return fail(&walk, walk.offset - TRAILER, "eight zero bytes should end the file");
	return status;
}
