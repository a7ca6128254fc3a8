/* png - a map as a picture with its colour bar and scale bar. */
#include "data/png.h"

#include <math.h>
#include <png.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data/letters.h"

/* Sizes in dots of the picture. */
enum {
	SIDE = 480, /* what the longer side of a map is enlarged to */
	MARGIN = 16,
	GAP = 12,
	DOT = 2, /* of a letter */
	LETTER = DOT * INS_LETTER_HEIGHT,
	BAR = 20, /* width of the colour bar */
	TICK = 6,
	TICKS = 12,
	LEGEND = 2 * (LETTER + GAP),
	LARGEST = 1 << 20 /* pixels of a side of the map */
};

struct box {
	size_t x, y, width, height;
	unsigned char rgb[3];
};

struct words {
	size_t x, y;
	char text[96];
};

/* What is drawn where. */
struct picture {
	const struct ins_png *map;
	size_t zoom, width, height;
	size_t map_x, map_y, bar_x, bar_height;
	struct box box[TICKS + 8];
	size_t boxes;
	struct words words[TICKS + 8];
	size_t texts;
};

void ins_png_range(const double *value, size_t n, double *low, double *high)
{
	*low = INFINITY;
	*high = -INFINITY;
	for (size_t i = 0; i < n; i++)
		if (isfinite(value[i])) {
			*low = fmin(*low, value[i]);
			*high = fmax(*high, value[i]);
		}
	if (*low > *high) {
		*low = 0;
		*high = 1;
	}
}

static void add_box(struct picture *picture, size_t x, size_t y, size_t width, size_t height,
	const unsigned char *rgb)
{
	struct box *box = &picture->box[picture->boxes++];

	*box = (struct box){x, y, width, height, {0, 0, 0}};
	if (rgb)
		memcpy(box->rgb, rgb, 3);
}

static struct words *add_words(struct picture *picture, size_t x, size_t y)
{
	struct words *words = &picture->words[picture->texts++];

	*words = (struct words){.x = x, .y = y};
	return words;
}

static size_t words_end(const struct words *words)
{
	return words->x + DOT * ins_letters_width(words->text);
}

/* The round number (1, 2 or 5 times a power of ten) next below X. */
static double round_below(double x)
{
	double power = pow(10, floor(log10(x))), times = x / power;

	return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
}

static void add_tick(struct picture *picture, double value, double step)
{
	const struct ins_png *map = picture->map;
	double level = map->high > map->low ? (value - map->low) / (map->high - map->low) : 0.5;
	double last = (double)(picture->bar_height - 1);
	size_t y = picture->map_y + (size_t)(last * (1 - level) + 0.5);
	size_t x = picture->bar_x + BAR;
	double decimals = step > 0 ? fmax(0, -floor(log10(step) + 1e-9)) : 0;
	struct words *words =
		add_words(picture, x + TICK + DOT * 2, y > LETTER / 2 ? y - LETTER / 2 : 0);

	add_box(picture, x, y, TICK, DOT, NULL);
	if (fabs(value) < 1e-9 * step)
		value = 0;
	if (step > 0 && decimals <= 6 && fabs(value) < 1e7)
		snprintf(words->text, sizeof words->text, "%.*f", (int)decimals, value);
	else
		snprintf(words->text, sizeof words->text, "%.6g", value);
}

static void add_ticks(struct picture *picture)
{
	const struct ins_png *map = picture->map;
	double step, first;

	if (!(map->high > map->low)) {
		add_tick(picture, map->low, 0);
		return;
	}
	step = round_below((map->high - map->low) / 3);
	first = ceil(map->low / step - 1e-9);
	for (int i = 0; i < TICKS && (first + i) * step <= map->high + 1e-9 * step; i++)
		add_tick(picture, (first + i) * step, step);
}

/* A bar of a round length, of at most half the map's width. */
static void add_scale(struct picture *picture, size_t y)
{
	const struct ins_png *map = picture->map;
	double nm = map->pitch_nm * (double)map->width, length;
	size_t dots;
	struct words *words;

	if (!(nm > 0) || !isfinite(nm))
		return;
	length = round_below(nm / 2);
	dots = (size_t)(length / map->pitch_nm * (double)picture->zoom + 0.5);
	add_box(picture, picture->map_x, y + LETTER / 2 - DOT, dots, 2 * DOT, NULL);
	words = add_words(picture, picture->map_x + dots + GAP, y);
	snprintf(words->text, sizeof words->text, "%.6g nm", length);
}

static void add_missing(struct picture *picture, size_t y)
{
	const struct ins_png *map = picture->map;
	size_t i = 0, n = map->width * map->height;

	while (i < n && isfinite(map->value[i]))
		i++;
	if (i == n)
		return;
	add_box(picture, picture->map_x, y, LETTER, LETTER, ins_colormap_missing);
	snprintf(add_words(picture, picture->map_x + LETTER + GAP, y)->text,
		sizeof picture->words->text, "no answer");
}

static void lay_out(struct picture *picture, const struct ins_png *map)
{
	size_t longer = map->width > map->height ? map->width : map->height;
	size_t map_height, below;

	*picture = (struct picture){.map = map, .map_x = MARGIN};
	picture->zoom = (SIDE + longer - 1) / longer;
	picture->map_y = MARGIN + LETTER + GAP;
	map_height = map->height * picture->zoom;
	/* A map of few rows still has a colour bar that can be read. */
	picture->bar_height = map_height > SIDE / 2 ? map_height : SIDE / 2;
	picture->bar_x = picture->map_x + map->width * picture->zoom + GAP;
	below = picture->map_y + map_height + GAP;
	picture->height = picture->map_y + picture->bar_height + GAP;
	if (picture->height < below + LEGEND)
		picture->height = below + LEGEND;
	picture->height += MARGIN - GAP;
	snprintf(add_words(picture, MARGIN, MARGIN)->text, sizeof picture->words->text, "%s",
		map->label);
	add_ticks(picture);
	add_scale(picture, below);
	add_missing(picture, below + LETTER + GAP);
	picture->width = picture->bar_x + BAR;
	for (size_t i = 0; i < picture->texts; i++)
		if (words_end(&picture->words[i]) > picture->width)
			picture->width = words_end(&picture->words[i]);
	picture->width += MARGIN;
}

static void fill(unsigned char *row, size_t x, size_t n, const unsigned char rgb[3])
{
	for (size_t i = x; i < x + n; i++)
		memcpy(row + 3 * i, rgb, 3);
}

static void draw_map(const struct picture *picture, size_t y, unsigned char *row)
{
	const struct ins_png *map = picture->map;
	const double *value = map->value + y / picture->zoom * map->width;
	double span = map->high - map->low;
	unsigned char rgb[3];

	for (size_t x = 0; x < map->width; x++) {
		if (isfinite(value[x]))
			ins_colormap_rgb(
				map->colormap, span > 0 ? (value[x] - map->low) / span : 0.5, rgb);
		else
			memcpy(rgb, ins_colormap_missing, 3);
		fill(row, picture->map_x + x * picture->zoom, picture->zoom, rgb);
	}
}

static void draw_bar(const struct picture *picture, size_t y, unsigned char *row)
{
	double level = 1 - (double)y / (double)(picture->bar_height - 1);
	unsigned char rgb[3];

	if (!(picture->map->high > picture->map->low))
		level = 0.5;
	ins_colormap_rgb(picture->map->colormap, level, rgb);
	fill(row, picture->bar_x, BAR, rgb);
}

static void draw_words(const struct words *words, size_t y, unsigned char *row)
{
	static const unsigned char ink[3] = {0, 0, 0};
	size_t width = ins_letters_width(words->text);

	for (size_t x = 0; x < width; x++)
		if (ins_letters_ink(words->text, x, (y - words->y) / DOT))
			fill(row, words->x + x * DOT, DOT, ink);
}

static void draw_row(const struct picture *picture, size_t y, unsigned char *row)
{
	size_t in_map = y - picture->map_y;

	memset(row, 0xff, 3 * picture->width);
	if (y >= picture->map_y && in_map < picture->map->height * picture->zoom)
		draw_map(picture, in_map, row);
	if (y >= picture->map_y && in_map < picture->bar_height)
		draw_bar(picture, in_map, row);
	for (size_t i = 0; i < picture->boxes; i++) {
		const struct box *box = &picture->box[i];

		if (y >= box->y && y < box->y + box->height)
			fill(row, box->x, box->width, box->rgb);
	}
	for (size_t i = 0; i < picture->texts; i++) {
		const struct words *words = &picture->words[i];

		if (y >= words->y && y < words->y + LETTER)
			draw_words(words, y, row);
	}
}

static int is_ascii(const char *text)
{
	while (*text > 0)
		text++;
	return *text == 0;
}

/* Whether PNG takes KEY for a keyword: 1 to 79 letters, blanks only between words. */
static int is_keyword(const char *key)
{
	size_t length = strlen(key);

	for (const char *p = key; *p; p++)
		if (*p < ' ' || *p > '~' || (*p == ' ' && p[1] == ' '))
			return 0;
	return length >= 1 && length <= 79 && key[0] != ' ' && key[length - 1] != ' ';
}

static void write_notes(png_structp png, png_infop info, const struct ins_png *map)
{
	for (size_t i = 0; i < map->notes; i++) {
		const struct ins_png_note *note = &map->note[i];
		const char *key = is_keyword(note->key) ? note->key : "note";
		png_text text = {
			.key = (char *)(uintptr_t)key, .text = (char *)(uintptr_t)note->text};

		text.compression = is_ascii(note->text) ? PNG_TEXT_COMPRESSION_NONE
							: PNG_ITXT_COMPRESSION_NONE;
		png_set_text(png, info, &text, 1);
	}
}

/* The only jump of the library, which libpng's errors need: nothing here owns anything. */
static int write_picture(png_structp png, png_infop info, const struct picture *picture, FILE *file,
	unsigned char *row)
{
	if (setjmp(png_jmpbuf(png)))
		return 0;
	png_init_io(png, file);
	png_set_compression_level(png, 6);
	png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
	png_set_IHDR(png, info, (png_uint_32)picture->width, (png_uint_32)picture->height, 8,
		PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
		PNG_FILTER_TYPE_DEFAULT);
	write_notes(png, info, picture->map);
	png_write_info(png, info);
	for (size_t y = 0; y < picture->height; y++) {
		draw_row(picture, y, row);
		png_write_row(png, row);
	}
	png_write_end(png, info);
	return 1;
}

static void on_error(png_structp png, png_const_charp text)
{
	struct ins_err *failure = png_get_error_ptr(png);

	if (!failure->status)
		ins_fail(failure, INS_EOUTPUT, "the picture cannot be written: %s", text);
	png_longjmp(png, 1);
}

/* libpng says in words alone that it lacks memory, and where it can, goes on with less. */
static png_voidp allocate(png_structp png, png_alloc_size_t size)
{
	void *memory = malloc(size);

	if (!memory)
		ins_fail_memory(png_get_mem_ptr(png), "a picture", size);
	return memory;
}

static void release(png_structp png, png_voidp memory)
{
	(void)png;
	free(memory);
}

static void on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

int ins_png_write(const struct ins_png *map, FILE *file, struct ins_err *err)
{
	struct picture picture;
	struct ins_err failure = {0};
	png_structp png = NULL;
	png_infop info = NULL;
	unsigned char *row;

	if (!map->width || !map->height || map->width > LARGEST || map->height > LARGEST)
		return ins_fail(err, INS_EANALYSIS, "a map of %zu x %zu pixels makes no picture",
			map->width, map->height);
	lay_out(&picture, map);
	row = malloc(3 * picture.width);
	png = png_create_write_struct_2(
		PNG_LIBPNG_VER_STRING, &failure, on_error, on_warning, &failure, allocate, release);
	if (png)
		info = png_create_info_struct(png);
	if (!row || !info)
		ins_fail_memory(&failure, "a picture", 3 * picture.width);
	else
		write_picture(png, info, &picture, file, row);
	png_destroy_write_struct(&png, &info);
	free(row);
	return failure.status ? ins_fail(err, failure.status, "%s", failure.text) : INS_OK;
}
