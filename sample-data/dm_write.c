/* dm_write - Gatan DM3 and DM4 files of our own making, for samples and tests. */
#include "dm_write.h"

#include <stdlib.h>
#include <string.h>

#include "data/bytes.h"

enum { GROUP = 20, DATA = 21, ARRAY = 20, U16 = 4, I32 = 3, F64 = 7 };

struct writer {
	FILE *file;
	int version, swapped;
};

static void put_be(const struct writer *writer, uint64_t value, int bytes)
{
	while (bytes--)
		putc((int)(value >> 8 * bytes & 0xff), writer->file);
}

static void put_count(const struct writer *writer, uint64_t count)
{
	put_be(writer, count, writer->version == 4 ? 8 : 4);
}

static void put_values(const struct writer *writer, const void *values, size_t size, uint64_t n)
{
	const unsigned char *p = values;

	if (!values) {
		fseeko(writer->file, (off_t)(size * n), SEEK_CUR);
		return;
	}
	for (uint64_t i = 0; i < n; i++, p += size) {
		unsigned char value[8];

		memcpy(value, p, size);
		if (writer->swapped)
			ins_bytes_swap(value, size, 1);
		fwrite(value, size, 1, writer->file);
	}
}

/* Where the tag's length is to be filled in by end_tag. */
static off_t begin_tag(const struct writer *writer, int id, const char *name)
{
	put_be(writer, (uint64_t)id, 1);
	put_be(writer, strlen(name), 2);
	fputs(name, writer->file);
	if (writer->version == 4)
		put_be(writer, 0, 8);
	return ftello(writer->file);
}

static void end_tag(const struct writer *writer, off_t begin)
{
	off_t end = ftello(writer->file);

	if (writer->version != 4)
		return;
	fseeko(writer->file, begin - 8, SEEK_SET);
	put_be(writer, (uint64_t)(end - begin), 8);
	fseeko(writer->file, end, SEEK_SET);
}

static off_t begin_group(const struct writer *writer, const char *name, uint64_t tags)
{
	off_t begin = begin_tag(writer, GROUP, name);

	put_be(writer, 0x0100, 2);
	put_count(writer, tags);
	return begin;
}

static void put_array(const struct writer *writer, const char *name, int type, size_t size,
	const void *values, uint64_t n)
{
	off_t begin = begin_tag(writer, DATA, name);

	fputs("%%%%", writer->file);
	put_count(writer, 3);
	put_count(writer, ARRAY);
	put_count(writer, (uint64_t)type);
	put_count(writer, n);
	put_values(writer, values, size, n);
	end_tag(writer, begin);
}

static void put_number(const struct writer *writer, const char *name, int type, double number)
{
	off_t begin = begin_tag(writer, DATA, name);
	int32_t whole = (int32_t)number;

	fputs("%%%%", writer->file);
	put_count(writer, 1);
	put_count(writer, (uint64_t)type);
	if (type == F64)
		put_values(writer, &number, sizeof number, 1);
	else
		put_values(writer, &whole, sizeof whole, 1);
	end_tag(writer, begin);
}

/* UTF-8 letters of up to two bytes, which is all that units need. */
static void put_text(const struct writer *writer, const char *name, const char *text)
{
	uint16_t letter[128];
	size_t n = 0;

	for (const unsigned char *p = (const unsigned char *)text; *p && n < 128; p++)
		if (*p >= 0xc0 && p[1]) {
			letter[n++] = (uint16_t)((*p & 0x1f) << 6 | (p[1] & 0x3f));
			p++;
		} else {
			letter[n++] = *p;
		}
	put_array(writer, name, U16, sizeof *letter, letter, n);
}

static void put_calibrations(const struct writer *writer, const struct dm_write_image *image)
{
	off_t all = begin_group(writer, "Calibrations", 1);
	off_t list = begin_group(writer, "Dimension", image->calibrations);

	for (size_t i = 0; i < image->calibrations; i++) {
		off_t one = begin_group(writer, "", 3);

		put_number(writer, "Origin", F64, image->axis[i].origin);
		put_number(writer, "Scale", F64, image->axis[i].scale);
		put_text(writer, "Units", image->axis[i].units);
		end_tag(writer, one);
	}
	end_tag(writer, list);
	end_tag(writer, all);
}

static void put_image_data(const struct writer *writer, const struct dm_write_image *image)
{
	off_t all = begin_group(writer, "ImageData", 4), list;

	put_calibrations(writer, image);
	put_array(writer, "Data", image->element_type, image->element_size, image->data,
		image->elements);
	put_number(writer, "DataType", I32, image->type);
	list = begin_group(writer, "Dimensions", image->axes);
	for (size_t i = 0; i < image->axes; i++)
		put_number(writer, "", I32, (double)image->axis[i].size);
	end_tag(writer, list);
	end_tag(writer, all);
}

static void put_image_tags(const struct writer *writer, const struct dm_write_image *image)
{
	off_t all = begin_group(writer, "ImageTags", 1);
	off_t data = begin_group(
		writer, "Meta Data", (image->format ? 1U : 0U) + (image->signal ? 1U : 0U));

	if (image->format)
		put_text(writer, "Format", image->format);
	if (image->signal)
		put_text(writer, "Signal", image->signal);
	end_tag(writer, data);
	end_tag(writer, all);
}

static void put_image(const struct writer *writer, const struct dm_write_image *image)
{
	off_t all = begin_group(writer, "", 3);

	put_image_data(writer, image);
	put_image_tags(writer, image);
	put_text(writer, "Name", image->name);
	end_tag(writer, all);
}

static void put_thumbnails(const struct writer *writer, size_t thumbnails)
{
	off_t all = begin_group(writer, "Thumbnails", thumbnails);

	for (size_t i = 0; i < thumbnails; i++) {
		off_t one = begin_group(writer, "", 1);

		put_number(writer, "ImageIndex", I32, (double)i);
		end_tag(writer, one);
	}
	end_tag(writer, all);
}

/* The header's length is that of the tree: file size less 16 in a DM3, less 24 in a DM4. */
static void put_file(const struct writer *writer, const struct dm_write_image *image, size_t images,
	size_t thumbnails)
{
	off_t list, end;

	put_be(writer, (uint64_t)writer->version, 4);
	put_count(writer, 0);
	put_be(writer, (uint64_t)(writer->swapped != ins_bytes_little_endian()), 4);
	put_be(writer, 0x0100, 2);
	put_count(writer, thumbnails ? 2 : 1);
	list = begin_group(writer, "ImageList", images);
	for (size_t i = 0; i < images; i++)
		put_image(writer, &image[i]);
	end_tag(writer, list);
	if (thumbnails)
		put_thumbnails(writer, thumbnails);
	put_be(writer, 0, 8);
	end = ftello(writer->file);
	fseeko(writer->file, 4, SEEK_SET);
	put_count(writer, (uint64_t)end - (writer->version == 4 ? 24 : 16));
	fseeko(writer->file, end, SEEK_SET);
}

int dm_write(FILE *file, int version, int little, const struct dm_write_image *image, size_t images,
	size_t thumbnails)
{
	struct writer writer = {file, version, !!little != ins_bytes_little_endian()};

	put_file(&writer, image, images, thumbnails);
	return fflush(file) || ferror(file) ? -1 : 0;
}
