/* pixels - the counts of a part of a spectrum image, whatever the order of its axes. */
#include "data/pixels.h"

#include <stdlib.h>
#include <string.h>

/* Planes of one energy are read so many at a time, so that turning them into pixels walks along
 * whole cache lines on both sides. */
enum { PLANES = 32, PIECE = 512 };

/* A window being filled. */
struct reading {
	const struct ins_spectrum *spectrum;
	const struct ins_pixels *window;
	size_t size; /* of an element */
	unsigned char *counts;
	unsigned char *scratch; /* owned: counts in the file's order */
	struct ins_err *err;
};

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static int fetch(const struct reading *reading, uint64_t element, size_t n, void *out)
{
	const struct ins_spectrum *spectrum = reading->spectrum;

	return ins_bytes_read(spectrum->bytes, spectrum->offset + element * reading->size, out,
		n * reading->size, reading->err);
}

static uint64_t element_at(const struct ins_spectrum *spectrum, size_t pixel, size_t channel)
{
	return pixel / spectrum->x.size * spectrum->y.stride +
	       pixel % spectrum->x.size * spectrum->x.stride + channel * spectrum->energy.stride;
}

/* Whether pixel numbers run through the file in even steps, also from a row to the next. */
static int rows_join(const struct ins_spectrum *spectrum)
{
	return spectrum->y.size == 1 || spectrum->y.stride == spectrum->x.size * spectrum->x.stride;
}

/* Energy fastest: whole pixels at once where nothing lies between them. */
static int read_spectra(const struct reading *reading)
{
	const struct ins_spectrum *spectrum = reading->spectrum;
	const struct ins_pixels *window = reading->window;
	int whole = window->channels == spectrum->energy.size && rows_join(spectrum) &&
		    (spectrum->x.stride == spectrum->energy.size || spectrum->x.size == 1);
	size_t together = whole ? window->pixels : 1;

	for (size_t i = 0; i < window->pixels; i += together) {
		int status =
			fetch(reading, element_at(spectrum, window->pixel + i, window->channel),
				together * window->channels,
				reading->counts + i * window->channels * reading->size);

		if (status)
			return status;
	}
	return INS_OK;
}

/* Bytes from a plane of N pixels to the next: an odd number of cache lines, since planes an even
 * number apart would push each other out of the cache, which costs a factor of five. */
static size_t plane_step(const struct reading *reading, size_t n)
{
	return (n * reading->size / 128 + 1) * 128 + 64;
}

/* N pixels of CHANNELS planes, PLANE bytes apart, become N pieces of spectra, STEP bytes apart. */
#define TURN(name, type)                                                                       \
	static void name(const unsigned char *planes, size_t n, size_t plane, size_t channels, \
		size_t step, unsigned char *out)                                               \
	{                                                                                      \
		for (size_t i = 0; i < n; i++)                                                 \
			for (size_t k = 0; k < channels; k++)                                  \
				memcpy(out + i * step + k * sizeof(type),                      \
					planes + k * plane + i * sizeof(type), sizeof(type));  \
	}
TURN(turn_ones, uint8_t)
TURN(turn_twos, uint16_t)
TURN(turn_fours, uint32_t)
TURN(turn_eights, uint64_t)

static void turn(const struct reading *reading, size_t n, size_t channels, unsigned char *out)
{
	size_t step = reading->window->channels * reading->size, plane = plane_step(reading, n);

	if (reading->size == 1)
		turn_ones(reading->scratch, n, plane, channels, step, out);
	else if (reading->size == 2)
		turn_twos(reading->scratch, n, plane, channels, step, out);
	else if (reading->size == 4)
		turn_fours(reading->scratch, n, plane, channels, step, out);
	else
		turn_eights(reading->scratch, n, plane, channels, step, out);
}

/* N pixels from PIXEL on, which lie side by side in each plane of one energy. */
static int read_run(const struct reading *reading, size_t pixel, size_t n)
{
	const struct ins_pixels *window = reading->window;
	unsigned char *out =
		reading->counts + (pixel - window->pixel) * window->channels * reading->size;

	for (size_t k = 0; k < window->channels; k += PLANES) {
		size_t planes = least(PLANES, window->channels - k);

		for (size_t j = 0; j < planes; j++) {
			int status = fetch(reading,
				element_at(reading->spectrum, pixel, window->channel + k + j), n,
				reading->scratch + j * plane_step(reading, n));

			if (status)
				return status;
		}
		turn(reading, n, planes, out + k * reading->size);
	}
	return INS_OK;
}

/* x fastest: runs of pixels, through all rows where they join, else to the end of a row. */
static int read_planes(const struct reading *reading)
{
	const struct ins_pixels *window = reading->window;
	size_t row = reading->spectrum->x.size, done = 0;

	while (done < window->pixels) {
		size_t pixel = window->pixel + done, n = window->pixels - done;
		int status;

		if (!rows_join(reading->spectrum))
			n = least(n, row - pixel % row);
		status = read_run(reading, pixel, n);
		if (status)
			return status;
		done += n;
	}
	return INS_OK;
}

/* The pixels of column X in the window, of one channel: y fastest. */
static int read_column(const struct reading *reading, size_t x, size_t channel)
{
	const struct ins_pixels *window = reading->window;
	size_t row = reading->spectrum->x.size, last = window->pixel + window->pixels - 1;
	size_t from = window->pixel / row + (x < window->pixel % row);
	size_t to = last / row + (x <= last % row);
	int status;

	if (from >= to)
		return INS_OK;
	status = fetch(reading, element_at(reading->spectrum, from * row + x, channel), to - from,
		reading->scratch);
	for (size_t y = from; !status && y < to; y++)
		memcpy(reading->counts + ((y * row + x - window->pixel) * window->channels +
						 channel - window->channel) *
						 reading->size,
			reading->scratch + (y - from) * reading->size, reading->size);
	return status;
}

static int read_columns(const struct reading *reading)
{
	const struct ins_pixels *window = reading->window;

	for (size_t k = 0; k < window->channels; k++)
		for (size_t x = 0; x < reading->spectrum->x.size; x++) {
			int status = read_column(reading, x, window->channel + k);

			if (status)
				return status;
		}
	return INS_OK;
}

/* An axis of one index has no neighbours, so its stride says nothing. */
static int is_fastest(const struct ins_axis *axis)
{
	return axis->size > 1 && axis->stride == 1;
}

static int read_any(struct reading *reading)
{
	const struct ins_spectrum *spectrum = reading->spectrum;
	size_t scratch;
	int status;

	if (!is_fastest(&spectrum->x) && !is_fastest(&spectrum->y))
		return read_spectra(reading);
	scratch = least(PLANES, reading->window->channels) *
		  plane_step(reading, reading->window->pixels);
	reading->scratch = malloc(scratch);
	if (!reading->scratch)
		return ins_fail_memory(reading->err, "planes of a spectrum image", scratch);
	status = is_fastest(&spectrum->x) ? read_planes(reading) : read_columns(reading);
	free(reading->scratch);
	return status;
}

int ins_pixels_read(const struct ins_spectrum *spectrum, const struct ins_pixels *window,
	void *counts, struct ins_err *err)
{
	struct reading reading = {
		spectrum, window, ins_element_size(spectrum->element), counts, NULL, err};
	size_t pixels = spectrum->x.size * spectrum->y.size;
	int status;

	if (window->pixel > pixels || window->pixels > pixels - window->pixel ||
		window->channel > spectrum->energy.size ||
		window->channels > spectrum->energy.size - window->channel)
		return ins_fail(err, INS_EUSAGE, "%s: holds %zu pixels of %zu channels",
			spectrum->bytes->name, pixels, spectrum->energy.size);
	if (!window->pixels || !window->channels)
		return INS_OK;
	status = read_any(&reading);
	if (!status && spectrum->swapped)
		ins_bytes_swap(counts, reading.size, window->pixels * window->channels);
	return status;
}

int ins_pixels_read_doubles(const struct ins_spectrum *spectrum, const struct ins_pixels *window,
	double *counts, struct ins_err *err)
{
	size_t size = ins_element_size(spectrum->element), n = window->pixels * window->channels;
	/* Elements at the end of their place grow into doubles from its beginning, and none is
	 * overwritten before it is taken. */
	unsigned char *stored = (unsigned char *)counts + n * (sizeof *counts - size);
	unsigned char piece[PIECE * sizeof *counts];
	int status = ins_pixels_read(spectrum, window, stored, err);

	for (size_t i = 0; !status && i < n; i += PIECE) {
		size_t m = least(PIECE, n - i);

		memcpy(piece, stored + i * size, m * size);
		ins_element_doubles(spectrum->element, piece, m, counts + i);
	}
	return status;
}
