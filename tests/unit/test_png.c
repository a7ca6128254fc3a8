/* Pictures of maps: read back by libpng, dot by dot where it matters. */
#include "unit.h"

#include <png.h>

#include "data/letters.h"
#include "data/png.h"

/* Where lay_out puts the map, and how far 2 x 3 pixels are enlarged: 480 / 3. */
enum { MAP_X = 16, MAP_Y = 16 + 18 + 12, ZOOM = 160 };

static const double values[] = {16.9, 17.5, 18.1, NAN, 19.2, 99};
static const struct ins_png_note notes[] = {
	{"Software", "eelsmap 0.1.0"}, {"Input", "\xc2\xb5.dm4 sha256:00"}};

static struct ins_png map(void)
{
	return (struct ins_png){.value = values,
		.width = 2,
		.height = 3,
		.low = 16.9,
		.high = 19.2,
		.label = "plasmon energy (eV)",
		.pitch_nm = 0.65,
		.note = notes,
		.notes = 2};
}

/* The file that a map makes; the caller frees it. */
static unsigned char *drawn(const struct ins_png *png, size_t *size)
{
	FILE *file = tmpfile();
	unsigned char *bytes;

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_EQUAL_FATAL(ins_png_write(png, file, NULL), INS_OK);
	*size = (size_t)ftell(file);
	bytes = malloc(*size);
	rewind(file);
	CU_ASSERT_EQUAL(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

/* Its dots, three bytes each; the caller frees them. */
static unsigned char *dots_of(const struct ins_png *png, size_t *width, size_t *height)
{
	png_image image = {.version = PNG_IMAGE_VERSION};
	size_t size;
	unsigned char *bytes = drawn(png, &size), *dots = NULL;

	CU_ASSERT_FATAL(png_image_begin_read_from_memory(&image, bytes, size));
	image.format = PNG_FORMAT_RGB;
	dots = malloc(PNG_IMAGE_SIZE(image));
	CU_ASSERT(png_image_finish_read(&image, NULL, dots, 0, NULL));
	*width = image.width;
	*height = image.height;
	png_image_free(&image);
	free(bytes);
	return dots;
}

static int has_colour(const unsigned char *dot, const unsigned char *rgb)
{
	return !memcmp(dot, rgb, 3);
}

/* All four corners of every pixel have the colour of its value; beyond the range that of its end.
 */
static void draws_every_pixel_without_blur(void)
{
	struct ins_png png = map();
	static const double levels[] = {0, 0.6 / 2.3, 1.2 / 2.3, -1, 1, 1};
	size_t width, height;
	unsigned char *dots = dots_of(&png, &width, &height);

	for (size_t i = 0; i < 6; i++) {
		unsigned char rgb[3];

		ins_colormap_rgb(INS_VIRIDIS, levels[i], rgb);
		for (size_t corner = 0; corner < 4; corner++) {
			size_t x = MAP_X + i % 2 * ZOOM + corner % 2 * (ZOOM - 1);
			size_t y = MAP_Y + i / 2 * ZOOM + corner / 2 * (ZOOM - 1);

			CU_ASSERT(has_colour(dots + 3 * (y * width + x),
				levels[i] < 0 ? ins_colormap_missing : rgb));
		}
	}
	free(dots);
}

/* The bar of 0.5 nm is 0.5 / 0.65 of a pixel long. */
static void draws_a_bar_of_a_round_length(void)
{
	static const unsigned char black[3] = {0, 0, 0};
	struct ins_png png = map();
	size_t width, height, length = 0;
	unsigned char *dots = dots_of(&png, &width, &height);
	size_t y = MAP_Y + 3 * ZOOM + 12 + 9;

	while (has_colour(dots + 3 * (y * width + MAP_X + length), black))
		length++;
	CU_ASSERT_EQUAL(length, 123);
	free(dots);
	png.pitch_nm = NAN;
	dots = dots_of(&png, &width, &height);
	CU_ASSERT_FALSE(has_colour(dots + 3 * (y * width + MAP_X), black));
	free(dots);
}

static int holds(const unsigned char *bytes, size_t size, const char *text)
{
	for (size_t i = 0; i + strlen(text) <= size; i++)
		if (!memcmp(bytes + i, text, strlen(text)))
			return 1;
	return 0;
}

static void writes_the_same_bytes_with_its_notes(void)
{
	struct ins_png png = map();
	size_t size, again;
	unsigned char *bytes = drawn(&png, &size), *other = drawn(&png, &again);

	CU_ASSERT_EQUAL_FATAL(size, again);
	CU_ASSERT_EQUAL(memcmp(bytes, other, size), 0);
	CU_ASSERT(holds(bytes, size, "tEXtSoftware"));
	CU_ASSERT(holds(bytes, size, "eelsmap 0.1.0"));
	CU_ASSERT(holds(bytes, size, "iTXtInput"));
	CU_ASSERT(holds(bytes, size, "\xc2\xb5.dm4 sha256:00"));
	CU_ASSERT_FALSE(holds(bytes, size, "tIME"));
	free(bytes);
	free(other);
}

/* A stream may bring notes whose keys no keyword can be. */
static void keeps_notes_without_a_keyword(void)
{
	static const char *const wrong[] = {"", " a", "a ", "a  b", "\xc2\xb5", "a\tb",
		"12345678901234567890123456789012345678901234567890123456789012345678901234567890"};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const struct ins_png_note note = {wrong[i], "its value"};
		struct ins_png png = map();
		size_t size;
		unsigned char *bytes;

		png.note = &note;
		png.notes = 1;
		bytes = drawn(&png, &size);
		CU_ASSERT(holds(bytes, size, "tEXtnote"));
		CU_ASSERT(holds(bytes, size, "its value"));
		free(bytes);
	}
}

/* Maps of one value, without any, with infinities, of one row, of extreme range. */
static void draws_awkward_maps(void)
{
	static const double same[] = {17, 17}, none[] = {NAN, INFINITY};
	static const double tiny[] = {1e-300, 3e-300}, huge[] = {-1e300, 1e300};
	static const double *const all[] = {same, none, tiny, huge};

	for (size_t i = 0; i < 4; i++) {
		struct ins_png png = map();
		size_t width, height;

		png.value = all[i];
		png.height = 1;
		ins_png_range(all[i], 2, &png.low, &png.high);
		CU_ASSERT(png.low <= png.high);
		free(dots_of(&png, &width, &height));
		CU_ASSERT(width > 480 && height > 200);
	}
}

static void finds_the_range(void)
{
	double low, high;

	ins_png_range(values, 6, &low, &high);
	NEAR(low, 16.9, 0, 0);
	NEAR(high, 99, 0, 0);
	ins_png_range(values + 3, 1, &low, &high);
	NEAR(low, 0, 0, 0);
	NEAR(high, 1, 0, 0);
}

static void refuses_what_makes_no_picture(void)
{
	struct ins_png png = map();
	struct ins_err err = {0};
	FILE *full;

	png.height = 0;
	CU_ASSERT_EQUAL(ins_png_write(&png, stderr, &err), INS_EANALYSIS);
	SAME(err.text, "a map of 2 x 0 pixels makes no picture");
	full = fopen("/dev/full", "wb");
	if (!full)
		return;
	setvbuf(full, NULL, _IONBF, 0);
	png.height = 3;
	CU_ASSERT_EQUAL(ins_png_write(&png, full, &err), INS_EOUTPUT);
	CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "the picture cannot be written: "));
	fclose(full);
}

static void colours_keep_their_order(void)
{
	for (int colormap = 0; colormap < 3; colormap++) {
		double before = -1;

		for (int i = 0; i <= 100; i++) {
			unsigned char rgb[3];
			double light;

			ins_colormap_rgb((enum ins_colormap)colormap, i / 100.0, rgb);
			/* Luma of Rec. 709; all three tables grow lighter all the way. */
			light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
			CU_ASSERT(light > before);
			CU_ASSERT_FALSE(has_colour(rgb, ins_colormap_missing));
			before = light;
		}
	}
}

/* Ends and middle as published, in 255ths. */
static void colours_are_those_published(void)
{
	static const unsigned char viridis[][3] = {{68, 1, 84}, {33, 145, 140}, {253, 231, 37}};
	static const unsigned char cividis[][3] = {{0, 34, 78}, {125, 124, 120}, {254, 232, 56}};
	enum ins_colormap colormap;

	for (int i = 0; i < 3; i++) {
		unsigned char rgb[3];

		for (int k = 0; k < 3; k++) {
			/* What the header promises: 1 and 4. */
			ins_colormap_rgb(INS_VIRIDIS, 0.5 * i, rgb);
			NEAR(rgb[k], viridis[i][k], 0, 1);
			ins_colormap_rgb(INS_CIVIDIS, 0.5 * i, rgb);
			NEAR(rgb[k], cividis[i][k], 0, 4);
		}
	}
	CU_ASSERT(ins_colormap_by_name("cividis", &colormap));
	CU_ASSERT_EQUAL(colormap, INS_CIVIDIS);
	CU_ASSERT_FALSE(ins_colormap_by_name("jet", &colormap));
}

static void letters_have_ink(void)
{
	char text[2] = "";

	for (char c = '!'; c <= '~'; c++) {
		int ink = 0;

		text[0] = c;
		for (size_t i = 0; i < INS_LETTER_STEP * INS_LETTER_HEIGHT; i++)
			ink += ins_letters_ink(text, i % INS_LETTER_STEP, i / INS_LETTER_STEP);
		CU_ASSERT(ink >= 3 && ink <= 22);
	}
	CU_ASSERT_EQUAL(ins_letters_width("10 \xc2\xb5m"), 5 * 6 - 1);
	CU_ASSERT_EQUAL(ins_letters_width(""), 0);
	CU_ASSERT_FALSE(ins_letters_ink("a", 600, 3));
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"draws every pixel without blur", draws_every_pixel_without_blur},
		{"draws a bar of a round length", draws_a_bar_of_a_round_length},
		{"writes the same bytes with its notes", writes_the_same_bytes_with_its_notes},
		{"keeps notes without a keyword", keeps_notes_without_a_keyword},
		{"draws awkward maps", draws_awkward_maps}, {"finds the range", finds_the_range},
		{"refuses what makes no picture", refuses_what_makes_no_picture},
		{"colours keep their order", colours_keep_their_order},
		{"colours are those published", colours_are_those_published},
		{"letters have ink", letters_have_ink}, {NULL, NULL}};
	return unit_main("png", tests);
}
