/* dm - the images of a Gatan DM3 or DM4 file, found by their tags. */
#include "data/dm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/dm_tags.h"

enum { DIMENSIONS = 8, IMAGES = 1024, THUMBNAILS = 64, LETTERS = 128 };

/* What the tags tell of one image. */
struct image {
	size_t number; /* in ImageList */
	uint64_t data_offset, data_bytes;
	double type;
	size_t dimensions;
	uint64_t size[DIMENSIONS];
	struct ins_axis axis[DIMENSIONS]; /* first is the Origin, in channels */
	double value_first, value_step;
	char value_units[32], title[128], format[64], signal[32];
};

struct listing {
	const struct ins_bytes *bytes;
	struct ins_dm_header header;
	struct image *image; /* owned */
	size_t images, capacity;
	double thumbnail[THUMBNAILS];
	size_t thumbnails;
};

int ins_dm_is(const unsigned char *bytes, size_t n)
{
	return n >= 4 && !bytes[0] && !bytes[1] && !bytes[2] && (bytes[3] == 3 || bytes[3] == 4);
}

static int fail_tag(const struct listing *listing, const struct ins_dm_tag *tag, const char *what,
	struct ins_err *err)
{
	return ins_fail(err, INS_EFORMAT, "%s: offset %llu, %s: %s", listing->bytes->name,
		(unsigned long long)tag->offset, tag->path, what);
}

/* What of PATH stands behind PREFIX, or NULL. */
static const char *behind(const char *path, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(path, prefix, n) ? NULL : path + n;
}

/* As behind, with a number and a dot after the prefix. */
static const char *behind_number(const char *path, const char *prefix, size_t *number)
{
	const char *rest = behind(path, prefix);
	char *end;

	if (!rest || *rest < '0' || *rest > '9')
		return NULL;
	*number = strtoull(rest, &end, 10);
	return *end == '.' ? end + 1 : *end ? NULL : end;
}

/* The beginning of a text into TO, cut between letters. */
static int take_text(const struct listing *listing, const struct ins_dm_tag *tag, char *to,
	size_t size, struct ins_err *err)
{
	unsigned char letters[2 * LETTERS];
	size_t n = tag->count < LETTERS ? (size_t)tag->count : LETTERS;
	int little = listing->header.swapped != ins_bytes_little_endian();
	struct ins_decoder decoder = {0};
	struct ins_text text = {0};
	int status;

	if (tag->shape != INS_DM_ARRAY || tag->element != INS_UINT16)
		return INS_OK;
	status = ins_bytes_read(listing->bytes, tag->offset, letters, 2 * n, err);
	if (!status)
		status = ins_decoder_open(&decoder, little ? INS_UTF16LE : INS_UTF16BE, err);
	if (!status)
		status = ins_decoder_put(&decoder, letters, 2 * n, 1, &text, err);
	if (!status && text.size) {
		n = text.size < size ? text.size : size - 1;
		while (n < text.size && n && (text.data[n] & 0xc0) == 0x80)
			n--;
		memcpy(to, text.data, n);
		to[n] = 0;
	}
	ins_decoder_close(&decoder);
	ins_text_free(&text);
	return status;
}

static int see_dimension(struct listing *listing, struct image *image, const struct ins_dm_tag *tag,
	struct ins_err *err)
{
	if (tag->shape != INS_DM_NUMBER || !(tag->number >= 1) || tag->number > 9e15 ||
		tag->number != floor(tag->number))
		return fail_tag(listing, tag, "a dimension is no count of at least 1", err);
	if (image->dimensions < DIMENSIONS)
		image->size[image->dimensions] = (uint64_t)tag->number;
	image->dimensions++;
	return INS_OK;
}

static int see_calibration(struct listing *listing, struct image *image, const char *rest,
	const struct ins_dm_tag *tag, struct ins_err *err)
{
	size_t number;
	const char *what = behind_number(rest, "Dimension.", &number);
	int is_number = tag->shape == INS_DM_NUMBER && isfinite(tag->number);
	struct ins_axis *axis;

	if (what && number < DIMENSIONS) {
		axis = &image->axis[number];
		if (!strcmp(what, "Origin") && is_number)
			axis->first = tag->number;
		else if (!strcmp(what, "Scale") && is_number)
			axis->step = tag->number;
		else if (!strcmp(what, "Units"))
			return take_text(listing, tag, axis->units, sizeof axis->units, err);
	} else if (!strcmp(rest, "Brightness.Origin") && is_number) {
		image->value_first = tag->number;
	} else if (!strcmp(rest, "Brightness.Scale") && is_number) {
		image->value_step = tag->number;
	} else if (!strcmp(rest, "Brightness.Units")) {
		return take_text(listing, tag, image->value_units, sizeof image->value_units, err);
	}
	return INS_OK;
}

static int see_image(struct listing *listing, struct image *image, const char *rest,
	const struct ins_dm_tag *tag, struct ins_err *err)
{
	const char *calibration = behind(rest, "ImageData.Calibrations.");
	size_t number;

	if (calibration)
		return see_calibration(listing, image, calibration, tag, err);
	if (behind_number(rest, "ImageData.Dimensions.", &number))
		return see_dimension(listing, image, tag, err);
	if (!strcmp(rest, "ImageData.Data")) {
		image->data_offset = tag->offset;
		image->data_bytes = tag->bytes;
	} else if (!strcmp(rest, "ImageData.DataType")) {
		/* Gatan numbers its types from 0 to 40. */
		if (!(tag->number >= 0 && tag->number <= 40))
			return fail_tag(listing, tag,
				"no type of numbers; the byte order that the "
				"header tells may be wrong",
				err);
		image->type = tag->number;
	} else if (!strcmp(rest, "ImageTags.Meta Data.Format")) {
		return take_text(listing, tag, image->format, sizeof image->format, err);
	} else if (!strcmp(rest, "ImageTags.Meta Data.Signal")) {
		return take_text(listing, tag, image->signal, sizeof image->signal, err);
	} else if (!strcmp(rest, "Name")) {
		return take_text(listing, tag, image->title, sizeof image->title, err);
	}
	return INS_OK;
}

static int see(void *context, const struct ins_dm_tag *tag, struct ins_err *err)
{
	struct listing *listing = context;
	size_t number;
	const char *rest = behind_number(tag->path, "Thumbnails.", &number);
	struct image *image;

	if (rest && !strcmp(rest, "ImageIndex") && listing->thumbnails < THUMBNAILS)
		listing->thumbnail[listing->thumbnails++] = tag->number;
	rest = behind_number(tag->path, "ImageList.", &number);
	if (!rest || !*rest)
		return INS_OK;
	if (!listing->images || listing->image[listing->images - 1].number != number) {
		int status;

		if (listing->images == IMAGES)
			return fail_tag(listing, tag, "more than 1024 images", err);
		status = ins_text_grow(&listing->image, &listing->capacity, listing->images + 1,
			sizeof *listing->image, err);
		if (status)
			return status;
		image = &listing->image[listing->images++];
		*image = (struct image){.number = number, .value_step = 1};
	}
	return see_image(listing, &listing->image[listing->images - 1], rest, tag, err);
}

/* Types of images; those without a size are not read. */
static const struct type {
	int type;
	int read;
	enum ins_element element;
	const char *refusal;
} types[] = {
	{1, 1, INS_INT16, NULL},
	{2, 1, INS_FLOAT32, NULL},
	{6, 1, INS_UINT8, NULL},
	{7, 1, INS_INT32, NULL},
	{9, 1, INS_INT8, NULL},
	{10, 1, INS_UINT16, NULL},
	{11, 1, INS_UINT32, NULL},
	{12, 1, INS_FLOAT64, NULL},
	{14, 1, INS_UINT8, NULL},
	{39, 1, INS_INT64, NULL},
	{40, 1, INS_UINT64, NULL},
	{3, 0, INS_UINT8, "complex numbers, not counts"},
	{13, 0, INS_UINT8, "complex numbers, not counts"},
	{5, 0, INS_UINT8, "packed complex numbers, not counts"},
	{27, 0, INS_UINT8, "packed complex numbers, not counts"},
	{28, 0, INS_UINT8, "packed complex numbers, not counts"},
	{8, 0, INS_UINT8, "an RGB picture, not counts"},
	{23, 0, INS_UINT8, "an RGB picture, not counts"},
};

static const struct type *type_of(const struct image *image)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i].type == image->type)
			return &types[i];
	return NULL;
}

/* Whether Meta Data tells of spectra; a picture taken with them may carry their signal too. */
static int tells_of_spectra(const struct image *image)
{
	static const char *const signals[] = {"EELS", "X-ray", "EDS", "CL"};

	if (image->format[0])
		return strstr(image->format, "pectrum") != NULL;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (!strcmp(image->signal, signals[i]))
			return 1;
	return 0;
}

/* Which dimension is the energy: the last with its unit, else by what the tags say; -1 for none. */
static int energy_of(const struct image *image, size_t dimensions)
{
	int found = -1;

	for (size_t i = 0; i < dimensions; i++)
		if (!isnan(ins_axis_unit(&image->axis[i], "eV")))
			found = (int)i;
	if (found < 0 && tells_of_spectra(image))
		found = dimensions == 3 ? 2 : 0;
	return found;
}

static void set_axis(struct ins_axis *axis, const struct image *image, size_t i)
{
	*axis = image->axis[i];
	axis->size = (size_t)image->size[i];
	axis->first = 0 - axis->first * axis->step;
	/* Without a scale, or with one of 0, which is how some programs say that there is none, the
	 * axis counts its indices, whatever unit stands beside it. */
	if (axis->step == 0) {
		axis->step = 1;
		axis->first = 0;
		axis->units[0] = 0;
	}
}

/* Give the dimensions their roles; FASTEST is how they lie in the file. */
static void set_axes(struct ins_spectrum *spectrum, const struct image *image, size_t dimensions,
	struct ins_axis **fastest)
{
	struct ins_axis *role[] = {&spectrum->x, &spectrum->y, &spectrum->energy};
	int energy = energy_of(image, dimensions);
	size_t next = 0;

	spectrum->is_spectrum = energy >= 0;
	/* A lone curve or the third of three is laid along the energy, whatever it is. */
	if (energy < 0 && dimensions != 2)
		energy = (int)dimensions - 1;
	for (size_t i = 0; i < dimensions; i++) {
		fastest[i] = (int)i == energy ? &spectrum->energy : role[next++];
		set_axis(fastest[i], image, i);
	}
	fastest[dimensions] = NULL;
}

static int set_counts(struct ins_spectrum *spectrum, const struct image *image,
	const struct type *type, struct ins_err *err)
{
	struct ins_axis *fastest[4];
	size_t dimensions = image->dimensions;
	char where[96];

	while (dimensions > 1 && dimensions <= DIMENSIONS && image->size[dimensions - 1] == 1)
		dimensions--;
	if (dimensions > 3)
		snprintf(spectrum->refusal, sizeof spectrum->refusal,
			"%zu dimensions, more than x, y and energy", dimensions);
	else
		set_axes(spectrum, image, dimensions, fastest);
	if (type && type->refusal)
		snprintf(spectrum->refusal, sizeof spectrum->refusal, "%s", type->refusal);
	else if (!type)
		snprintf(spectrum->refusal, sizeof spectrum->refusal,
			"numbers of type %.0f, which is not known", image->type);
	if (!type || spectrum->refusal[0])
		return INS_OK;
	spectrum->element = type->element;
	snprintf(where, sizeof where, "offset %llu, ImageList.%zu.ImageData.Data",
		(unsigned long long)image->data_offset, image->number);
	return ins_spectrum_lay(spectrum, fastest, image->data_bytes, where, err);
}

static int add_image(const struct listing *listing, const struct image *image,
	struct ins_spectra *spectra, struct ins_err *err)
{
	struct ins_spectrum *spectrum;
	int status;

	for (size_t i = 0; i < listing->thumbnails; i++)
		if (listing->thumbnail[i] == (double)image->number)
			return INS_OK;
	if (!image->data_bytes)
		return INS_OK;
	if (!image->dimensions)
		return ins_fail(err, INS_EFORMAT,
			"%s: offset %llu, ImageList.%zu.ImageData: "
			"has no Dimensions",
			listing->bytes->name, (unsigned long long)image->data_offset,
			image->number);
	status = ins_spectra_add(spectra, &spectrum, err);
	if (status)
		return status;
	spectrum->offset = image->data_offset;
	spectrum->swapped = listing->header.swapped;
	spectrum->value_first = image->value_first;
	spectrum->value_step = image->value_step != 0 ? image->value_step : 1;
	memcpy(spectrum->value_units, image->value_units, sizeof spectrum->value_units);
	memcpy(spectrum->title, image->title, sizeof spectrum->title);
	memcpy(spectrum->signal, image->signal, sizeof spectrum->signal);
	return set_counts(spectrum, image, type_of(image), err);
}

int ins_dm_list(struct ins_spectra *spectra, struct ins_err *err)
{
	struct listing listing = {.bytes = spectra->bytes};
	int status = ins_dm_walk(spectra->bytes, &listing.header, see, &listing, err);

	spectra->format = listing.header.version == 3 ? "Gatan DM3" : "Gatan DM4";
	for (size_t i = 0; !status && i < listing.images; i++)
		status = add_image(&listing, &listing.image[i], spectra, err);
	free(listing.image);
	if (!status && !spectra->n)
		return ins_fail(err, INS_EFORMAT, "%s: offset %llu, ImageList: holds no image",
			spectra->bytes->name, (unsigned long long)spectra->bytes->size);
	return status;
}
