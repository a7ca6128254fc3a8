/* DM3 and DM4 files by four writers, and files that are broken in every way. */
#include "eels.h"

#include <unistd.h>

#include "data/dm.h"
#include "dm_write.h"

/* Shapes are (y, x, energy) of the arrays that the other writer stored. */
static void reads_files_of_another_writer(void)
{
	static const struct {
		const char *name;
		size_t y, x, channels;
		int is_spectrum;
		int axis[3]; /* which of its axes y, x and energy are; -1 for none */
	} files[] = {
		{"ref_F_0_1", 1, 1, 3, 1, {-1, -1, 0}},
		{"ref_F_1_1", 1, 3, 2, 1, {-1, 0, 1}},
		{"ref_T_0_1", 1, 3, 2, 1, {-1, 0, 1}},
		{"ref_F_2_1", 3, 4, 5, 1, {0, 1, 2}},
		{"ref_F_0_2", 3, 2, 1, 0, {0, 1, -1}},
	};
	static const char *const endings[] = {"dm3", "dm4"};

	for (size_t i = 0; i < 2 * sizeof files / sizeof *files; i++) {
		const char *name = files[i / 2].name;
		struct ins_spectra spectra = {0};
		const struct ins_axis *axis[3];
		char file[32];

		snprintf(file, sizeof file, "%s.%s", name, endings[i % 2]);
		OPEN(&spectra, own_file(file));
		CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
		axis[0] = &spectra.item->y;
		axis[1] = &spectra.item->x;
		axis[2] = &spectra.item->energy;
		CU_ASSERT_EQUAL(axis[0]->size, files[i / 2].y);
		CU_ASSERT_EQUAL(axis[1]->size, files[i / 2].x);
		CU_ASSERT_EQUAL(axis[2]->size, files[i / 2].channels);
		CU_ASSERT_EQUAL(spectra.item->is_spectrum, files[i / 2].is_spectrum);
		CU_ASSERT(counts_run(spectra.item, 0));
		for (int k = 0; k < 3; k++) {
			int which = files[i / 2].axis[k];

			/* Written as single-precision scales in some files. */
			if (which >= 0) {
				NEAR(axis[k]->first, 1.0 + 0.1 * which, 1e-6, 0);
				NEAR(axis[k]->step, 2.0 + 0.2 * which, 1e-6, 0);
			}
		}
		ins_spectra_free(&spectra);
	}
}

/* Stacks of pictures lie along the third axis: (frame, y, x) is read as (y, x, frame). */
static void reads_stacks_of_pictures(void)
{
	static const struct {
		const char *name;
		size_t frames, y, x;
	} files[] = {{"ref_F_1_2.dm3", 4, 3, 2}, {"ref_F_1_2.dm4", 4, 3, 2},
		{"ref_T_0_2.dm3", 3, 4, 5}, {"ref_T_0_2.dm4", 3, 4, 5}};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct ins_spectra spectra = {0};
		size_t n, pixels = files[i].y * files[i].x;
		double *counts;

		OPEN(&spectra, own_file(files[i].name));
		CU_ASSERT_EQUAL(spectra.item->energy.size, files[i].frames);
		CU_ASSERT_EQUAL(spectra.item->y.size, files[i].y);
		CU_ASSERT_FALSE(spectra.item->is_spectrum);
		counts = all_counts(spectra.item, &n);
		CU_ASSERT_PTR_NOT_NULL_FATAL(counts);
		for (size_t k = 0; k < n; k++)
			CU_ASSERT_EQUAL(counts[k],
				(double)(k % files[i].frames * pixels + k / files[i].frames));
		free(counts);
		ins_spectra_free(&spectra);
	}
}

static void reads_every_type_of_number(void)
{
	static const struct {
		const char *name;
		enum ins_element element;
		size_t n;
	} files[] = {{"types/1D-test-14.dm4", INS_UINT8, 2},
		{"types/1D-test-2.dm3", INS_FLOAT32, 2}, {"types/2D-test-10.dm4", INS_UINT16, 4},
		{"types/2D-test-7.dm3", INS_INT32, 4}, {"types/3D-test-1.dm4", INS_INT16, 8},
		{"types/3D-test-12.dm4", INS_FLOAT64, 8}, {"types/3D-test-6.dm3", INS_UINT8, 8}};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *path = shared_file(files[i].name);
		struct ins_spectra spectra = {0};
		size_t n;
		double *counts;

		if (!path)
			return;
		OPEN(&spectra, path);
		CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
		CU_ASSERT_EQUAL(spectra.item->element, files[i].element);
		counts = all_counts(spectra.item, &n);
		CU_ASSERT_EQUAL_FATAL(n, files[i].n);
		CU_ASSERT_EQUAL(counts[0], 1);
		/* Picture after picture on disk, all of a pixel here; 14 holds two times "yes". */
		CU_ASSERT_EQUAL(
			counts[n - 1], files[i].element == INS_UINT8 && n == 2 ? 1 : (double)n);
		if (n == 8)
			CU_ASSERT_EQUAL(counts[1], 5);
		free(counts);
		ins_spectra_free(&spectra);
	}
}

static void reads_the_real_low_loss_of_aluminium(void)
{
	const char *path = shared_file("AL-DFoffset0.00.dm3");
	struct ins_spectra spectra = {0};
	const struct ins_spectrum *spectrum;

	if (!path)
		return;
	OPEN(&spectra, path);
	CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
	CU_ASSERT_EQUAL(ins_spectra_choose(&spectra, 0, &spectrum, NULL), INS_OK);
	CU_ASSERT_EQUAL(spectrum->energy.size, 2048);
	NEAR(spectrum->energy.step, 0.0201262179762125, 1e-9, 0);
	NEAR(spectrum->energy.first, -179.33062744 * 0.0201262179762125, 1e-9, 0);
	NEAR(ins_axis_unit(&spectrum->energy, "eV"), 1, 0, 0);
	/* Half of the last digit that the sum is quoted to. */
	NEAR(sum_of(spectrum), 4875544752.18, 0, 0.005);
	SAME(spectrum->signal, "EELS");
	SAME(spectrum->value_units, "Counts");
	ins_spectra_free(&spectra);
}

static void reads_a_real_core_loss_image(void)
{
	const char *path = shared_file("SciFiReaders_SI-EELS_Spectrum_Image.dm3");
	static const double first[] = {4271, 4381, 4209}, second[] = {4131, 4442, 4583};
	struct ins_spectra spectra = {0};
	size_t n;
	double *counts;

	if (!path)
		return;
	OPEN(&spectra, path);
	CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
	CU_ASSERT_EQUAL(spectra.item->x.size, 6);
	CU_ASSERT_EQUAL(spectra.item->y.size, 49);
	CU_ASSERT_EQUAL(spectra.item->energy.size, 1024);
	NEAR(spectra.item->energy.first, 350, 0, 0);
	NEAR(spectra.item->energy.step, 0.5, 0, 0);
	CU_ASSERT_EQUAL(sum_of(spectra.item), 449065142);
	counts = all_counts(spectra.item, &n);
	CU_ASSERT_EQUAL(memcmp(counts, first, sizeof first), 0);
	CU_ASSERT_EQUAL(memcmp(counts + 1024, second, sizeof second), 0);
	free(counts);
	ins_spectra_free(&spectra);
}

static const struct dm_write_axis map_axes[] = {
	{3, 0, 0.65, "nm"}, {2, 0, 0.65, "nm"}, {4, 20, 0.05, "eV"}};

/* The counts 0, 1, 2, ... of (y, x, energy), as they lie in a DM: energy slowest. */
static void fill_map(uint16_t *counts)
{
	for (int pixel = 0; pixel < 6; pixel++)
		for (int channel = 0; channel < 4; channel++)
			counts[channel * 6 + pixel] = (uint16_t)(pixel * 4 + channel);
}

static struct dm_write_image map_image(const uint16_t *counts)
{
	return (struct dm_write_image){.name = "map",
		.type = 10,
		.element_type = 4,
		.element_size = 2,
		.axis = map_axes,
		.axes = 3,
		.calibrations = 3,
		.format = "Spectrum image",
		.signal = "EELS",
		.data = counts,
		.elements = 24};
}

/* The bytes of a file as our own writer makes it; the caller frees them. */
static unsigned char *written(int version, int little, const struct dm_write_image *image,
	size_t images, size_t thumbnails, size_t *size)
{
	FILE *file = tmpfile();
	unsigned char *bytes;

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_EQUAL(dm_write(file, version, little, image, images, thumbnails), 0);
	*size = (size_t)ftell(file);
	bytes = malloc(*size);
	rewind(file);
	CU_ASSERT_EQUAL(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

static int list_bytes(
	struct ins_spectra *spectra, const unsigned char *bytes, size_t size, struct ins_err *err)
{
	CU_ASSERT_EQUAL_FATAL(ins_spectra_begin(spectra, "", NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(ins_bytes_hold(spectra->bytes, "map.dm4", bytes, size, NULL), INS_OK);
	return ins_dm_list(spectra, err);
}

static void reads_both_versions_in_both_byte_orders(void)
{
	uint16_t counts[24];
	struct dm_write_image image = map_image(counts);

	fill_map(counts);
	for (int i = 0; i < 4; i++) {
		struct ins_spectra spectra = {0};
		size_t size;
		unsigned char *bytes = written(3 + i / 2, i % 2, &image, 1, 0, &size);

		CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, size, NULL), INS_OK);
		CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
		CU_ASSERT(counts_run(spectra.item, 0));
		NEAR(spectra.item->energy.first, -1, 1e-12, 0);
		NEAR(ins_axis_unit(&spectra.item->x, "nm"), 1, 0, 0);
		free(bytes);
		ins_spectra_free(&spectra);
	}
}

/* Four images: a thumbnail, colours, complex numbers, and a map of which two axes only carry a
 * calibration. */
static void lists_several_images(void)
{
	uint16_t counts[24];
	struct dm_write_image image[4];
	struct ins_spectra spectra = {0};
	const struct ins_spectrum *chosen = NULL;
	struct ins_err err = {0};
	size_t size;
	unsigned char *bytes;

	fill_map(counts);
	for (int i = 0; i < 4; i++)
		image[i] = map_image(counts);
	image[0].type = image[1].type = 23;
	image[2].type = 3;
	image[3].calibrations = 2;
	bytes = written(4, 1, image, 4, 1, &size);
	CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, size, NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(spectra.n, 3);
	SAME(spectra.item[0].refusal, "an RGB picture, not counts");
	SAME(spectra.item[1].refusal, "complex numbers, not counts");
	CU_ASSERT(counts_run(&spectra.item[2], 0));
	SAME(spectra.item[2].energy.units, "");
	CU_ASSERT(isnan(ins_axis_unit(&spectra.item[2].energy, "eV")));
	CU_ASSERT_EQUAL(ins_spectra_choose(&spectra, 2, &chosen, &err), INS_EFORMAT);
	SAME(err.text, "map.dm4: image 2: complex numbers, not counts");
	CU_ASSERT_EQUAL(ins_spectra_choose(&spectra, 3, &chosen, &err), INS_OK);
	CU_ASSERT_PTR_EQUAL(chosen, &spectra.item[2]);
	CU_ASSERT_EQUAL(ins_spectra_choose(&spectra, 4, &chosen, &err), INS_EUSAGE);
	SAME(err.text, "map.dm4: there is no image 4, only 3");
	free(bytes);
	ins_spectra_free(&spectra);
}

/* Two dimensions, six long and four: what becomes x, y and energy. */
static void tells_pictures_from_lines_of_spectra(void)
{
	static const struct {
		const char *units[2], *format, *signal;
		size_t x, y, channels;
	} images[] = {
		{{"eV", "nm"}, NULL, NULL, 4, 1, 6}, /* energy fastest */
		{{"nm", "keV"}, NULL, NULL, 6, 1, 4},
		{{"", ""}, "Spectrum image", NULL, 4, 1, 6},
		{{"", ""}, NULL, "EELS", 4, 1, 6},
		{{"nm", "nm"}, "Image", "EELS", 6, 4, 1},
		{{"nm", "nm"}, NULL, NULL, 6, 4, 1},
	};
	uint16_t counts[24] = {0};

	for (size_t i = 0; i < sizeof images / sizeof *images; i++) {
		struct dm_write_axis axes[] = {
			{6, 0, 1, images[i].units[0]}, {4, 0, 1, images[i].units[1]}};
		struct dm_write_image image = map_image(counts);
		struct ins_spectra spectra = {0};
		size_t size;
		unsigned char *bytes;

		image.axis = axes;
		image.axes = image.calibrations = 2;
		image.format = images[i].format;
		image.signal = images[i].signal;
		bytes = written(3, 1, &image, 1, 0, &size);
		CU_ASSERT_EQUAL_FATAL(list_bytes(&spectra, bytes, size, NULL), INS_OK);
		CU_ASSERT_EQUAL(spectra.item->x.size, images[i].x);
		CU_ASSERT_EQUAL(spectra.item->y.size, images[i].y);
		CU_ASSERT_EQUAL(spectra.item->energy.size, images[i].channels);
		CU_ASSERT_EQUAL(spectra.item->is_spectrum, images[i].channels > 1);
		free(bytes);
		ins_spectra_free(&spectra);
	}
}

static void describes_what_it_holds(void)
{
	uint16_t counts[24];
	struct dm_write_image image = map_image(counts);
	struct ins_spectra spectra = {0};
	struct ins_text text = {0};
	size_t size;
	unsigned char *bytes;

	fill_map(counts);
	bytes = written(4, 1, &image, 1, 0, &size);
	CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, size, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_spectra_describe(&spectra, &text, NULL), INS_OK);
	SAME(text.data, "format: Gatan DM4\n"
			"image 1: spectrum image, map, 3 x 2 x 4, 16-bit unsigned integers, "
			"little-endian\n"
			"  x: 3 from 0 nm, step 0.65 nm\n"
			"  y: 2 from 0 nm, step 0.65 nm\n"
			"  energy: 4 from -1 eV, step 0.05 eV\n"
			"  signal: EELS\n");
	free(bytes);
	ins_text_free(&text);
	ins_spectra_free(&spectra);
}

/* Every beginning of a file is refused with an offset, none is read as if it were whole. */
static void refuses_a_file_cut_anywhere(void)
{
	uint16_t counts[24];
	struct dm_write_image image = map_image(counts);

	fill_map(counts);
	for (int version = 3; version <= 4; version++) {
		size_t size;
		unsigned char *bytes = written(version, 1, &image, 1, 1, &size);

		for (size_t n = 0; n < size; n++) {
			struct ins_spectra spectra = {0};
			struct ins_err err = {0};

			CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, n, &err), INS_EFORMAT);
			CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "map.dm4: offset "));
			ins_spectra_free(&spectra);
		}
		free(bytes);
	}
}

/* Every byte replaced by three others: a message or a list, never a fault; and what is listed can
 * be read. */
static void survives_every_changed_byte(void)
{
	static const unsigned char others[] = {0x00, 0x7f, 0xff};
	uint16_t counts[24];
	struct dm_write_image image = map_image(counts);

	fill_map(counts);
	for (int version = 3; version <= 4; version++) {
		size_t size;
		unsigned char *bytes = written(version, 1, &image, 1, 0, &size);

		for (size_t n = 0; n < 3 * size; n++) {
			unsigned char kept = bytes[n / 3];
			struct ins_spectra spectra = {0};

			bytes[n / 3] = others[n % 3];
			if (!list_bytes(&spectra, bytes, size, NULL) && !*spectra.item->refusal) {
				size_t all;

				free(all_counts(spectra.item, &all));
				CU_ASSERT_EQUAL(all, 24);
			}
			bytes[n / 3] = kept;
			ins_spectra_free(&spectra);
		}
		free(bytes);
	}
}

/* A DM3 by hand: its header, then groups in groups. */
static void refuses_groups_without_end(void)
{
	enum { DEPTH = 10000, HEADER = 12, GROUP = 9 };
	static const unsigned char header[HEADER] = {0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1};
	/* One tag in the group, itself a group without a name. */
	static const unsigned char group[GROUP] = {1, 0, 0, 0, 0, 1, 20, 0, 0};
	size_t size = HEADER + DEPTH * GROUP;
	unsigned char *bytes = malloc(size);
	struct ins_spectra spectra = {0};
	struct ins_err err = {0};

	memcpy(bytes, header, HEADER);
	for (size_t i = 0; i < DEPTH; i++)
		memcpy(bytes + HEADER + i * GROUP, group, GROUP);
	CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, size, &err), INS_EFORMAT);
	CU_ASSERT_PTR_NOT_NULL(strstr(err.text, ": groups nest deeper than 64"));
	free(bytes);
	ins_spectra_free(&spectra);
}

static void refuses_dimensions_that_do_not_make_the_data(void)
{
	uint16_t counts[24];
	struct dm_write_axis axes[3];
	struct dm_write_image image = map_image(counts);
	static const struct {
		uint64_t size;
		const char *sentence;
	} wrong[] = {
		{3, "ImageList.0.ImageData.Data: dimensions 3 x 2 x 3 of 2 bytes each do not make "
		    "the 48 bytes that are there"},
		{0x7fffffff, "ImageList.0.ImageData.Data: dimensions 3 x 2 x 2147483647 of 2 bytes "
			     "each do not make the 48 bytes that are there"},
		{0, "ImageList.0.ImageData.Dimensions.2: a dimension is no count of at least 1"}};

	fill_map(counts);
	memcpy(axes, map_axes, sizeof axes);
	image.axis = axes;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct ins_spectra spectra = {0};
		struct ins_err err = {0};
		size_t size;
		unsigned char *bytes;

		axes[2].size = wrong[i].size;
		bytes = written(4, 1, &image, 1, 0, &size);
		CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, size, &err), INS_EFORMAT);
		CU_ASSERT_PTR_NOT_NULL(strstr(err.text, wrong[i].sentence));
		free(bytes);
		ins_spectra_free(&spectra);
	}
}

/* A wrong byte order makes the sizes absurd: nothing is allocated by them. */
/* What other programs write: a fourth dimension of 1, an axis without a scale, a name that is none.
 */
static void reads_what_is_odd_but_clear(void)
{
	uint16_t counts[24];
	struct dm_write_axis axes[4] = {map_axes[0], map_axes[1], map_axes[2], {1, 0, 1, ""}};
	struct dm_write_image image = map_image(counts);
	struct ins_spectra spectra = {0};
	size_t size, at = 0;
	unsigned char *bytes;

	fill_map(counts);
	axes[0].scale = 0;
	axes[0].origin = 7;
	image.axis = axes;
	image.axes = image.calibrations = 4;
	bytes = written(3, 1, &image, 1, 0, &size);
	/* The letters of its name are said to be numbers with a sign. */
	while (memcmp(bytes + at, "Name%%%%", 8) != 0)
		at++;
	CU_ASSERT_EQUAL(bytes[at + 19], 4);
	bytes[at + 19] = 2;
	CU_ASSERT_EQUAL_FATAL(list_bytes(&spectra, bytes, size, NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
	CU_ASSERT(counts_run(spectra.item, 0));
	SAME(spectra.item->title, "");
	CU_ASSERT_EQUAL(spectra.item->x.step, 1);
	CU_ASSERT_EQUAL(spectra.item->x.first, 0);
	SAME(spectra.item->x.units, "");
	SAME(spectra.item->y.units, "nm");
	free(bytes);
	ins_spectra_free(&spectra);
}

static void names_what_it_does_not_read(void)
{
	uint16_t counts[24];
	struct dm_write_axis axes[4] = {map_axes[0], map_axes[1], {2, 0, 1, ""}, {2, 0, 1, ""}};
	struct dm_write_image image = map_image(counts), *many;
	struct ins_spectra spectra = {0};
	struct ins_text text = {0};
	struct ins_err err = {0};
	size_t size;
	unsigned char *bytes;

	fill_map(counts);
	image.axis = axes;
	image.axes = image.calibrations = 4;
	bytes = written(4, 1, &image, 1, 0, &size);
	CU_ASSERT_EQUAL_FATAL(list_bytes(&spectra, bytes, size, NULL), INS_OK);
	SAME(spectra.item->refusal, "4 dimensions, more than x, y and energy");
	CU_ASSERT_EQUAL(ins_spectra_describe(&spectra, &text, NULL), INS_OK);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(text.data, "  not read: 4 dimensions, more than x, y and energy\n"));
	ins_text_free(&text);
	free(bytes);
	ins_spectra_free(&spectra);
	many = malloc(1025 * sizeof *many);
	for (size_t i = 0; i < 1025; i++)
		many[i] = map_image(counts);
	bytes = written(3, 1, many, 1025, 0, &size);
	CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, size, &err), INS_EFORMAT);
	CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "more than 1024 images"));
	free(bytes);
	free(many);
	ins_spectra_free(&spectra);
}

/* A picture of bytes and stacks of pictures: told as such, and none is taken for a spectrum. */
static void tells_of_pictures(void)
{
	uint16_t counts[24] = {0};
	struct dm_write_axis axes[3] = {{3, 0, 1, "nm"}, {2, 0, 1, "nm"}, {4, 0, 1, "s"}};
	struct dm_write_image image[2] = {map_image(counts), map_image(counts)};
	const struct ins_spectrum *chosen = NULL;
	struct ins_spectra spectra = {0};
	struct ins_text text = {0};
	struct ins_err err = {0};
	size_t size;
	unsigned char *bytes;

	for (int i = 0; i < 2; i++) {
		image[i].axis = axes;
		image[i].axes = image[i].calibrations = i ? 3 : 2;
		image[i].format = image[i].signal = NULL;
	}
	image[0].type = 6;
	image[0].element_type = 10;
	image[0].element_size = 1;
	image[0].elements = 6;
	bytes = written(4, 1, image, 2, 0, &size);
	CU_ASSERT_EQUAL_FATAL(list_bytes(&spectra, bytes, size, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_spectra_describe(&spectra, &text, NULL), INS_OK);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(text.data, "image 1: picture, map, 3 x 2 x 1, 8-bit unsigned integers\n"));
	CU_ASSERT_PTR_NOT_NULL(
		strstr(text.data, "image 2: stack of pictures, map, 3 x 2 x 4, 16-bit unsigned "
				  "integers, little-endian\n"));
	CU_ASSERT_EQUAL(ins_spectra_choose(&spectra, 0, &chosen, &err), INS_EFORMAT);
	SAME(err.text, "map.dm4: holds no spectrum among its 2 images; choose one with --image");
	ins_text_free(&text);
	free(bytes);
	ins_spectra_free(&spectra);
}

/* A DM3 with one tag, "a", whose type is described by the N WORDS, and three bytes of data. */
static int list_tag(const unsigned char *words, size_t n, struct ins_err *err)
{
	static const unsigned char head[] = {0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1,
		21, 0, 1, 'a', '%', '%', '%', '%', 0, 0, 0};
	unsigned char bytes[sizeof head + 1 + 4 * 8 + 3 + 8] = {0};
	struct ins_spectra spectra = {0};
	size_t size = sizeof head;
	int status;

	memcpy(bytes, head, sizeof head);
	bytes[size++] = (unsigned char)n;
	for (size_t i = 0; i < n; i++, size += 4)
		bytes[size + 3] = words[i];
	memcpy(bytes + size, "abc", 3);
	status = list_bytes(&spectra, bytes, size + 3 + 8, err);
	ins_spectra_free(&spectra);
	return status;
}

static void reads_past_other_types(void)
{
	static const unsigned char string[] = {18, 3}, structure[] = {15, 0, 9, 0, 2};
	struct ins_err err = {0};

	/* A file of a text and no image. */
	CU_ASSERT_EQUAL(list_tag(string, sizeof string, &err), INS_EFORMAT);
	SAME(err.text, "map.dm4: offset 49, ImageList: holds no image");
	CU_ASSERT_EQUAL(list_tag(structure, sizeof structure, &err), INS_EFORMAT);
	CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "a: a struct of 9 fields, described by 2 words"));
}

static void refuses_the_wrong_byte_order(void)
{
	uint16_t counts[24];
	struct dm_write_image image = map_image(counts);
	struct ins_spectra spectra = {0};
	struct ins_err err = {0};
	size_t size;
	unsigned char *bytes;

	fill_map(counts);
	bytes = written(3, 1, &image, 1, 0, &size);
	bytes[11] = 0;
	CU_ASSERT_EQUAL(list_bytes(&spectra, bytes, size, &err), INS_EFORMAT);
	CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "map.dm4: offset "));
	free(bytes);
	ins_spectra_free(&spectra);
}

/* A hole of 5 GiB: 64-bit offsets, and the last pixel reads without the file being read. */
static void reads_a_file_beyond_four_gibibytes(void)
{
	static const struct dm_write_axis axes[] = {
		{1024, 0, 1, "nm"}, {1280, 0, 1, "nm"}, {2048, 20, 0.05, "eV"}};
	struct dm_write_image image = map_image(NULL);
	char path[] = "test_dm_XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w+b");
	struct ins_spectra spectra = {0};
	struct ins_pixels window = {1024 * 1280 - 1, 1, 2046, 2};
	double counts[2] = {1, 1};

	image.axis = axes;
	image.elements = (uint64_t)1024 * 1280 * 2048;
	if (!file || dm_write(file, 4, 1, &image, 1, 0)) {
		fprintf(stderr, "no room for a sparse file: skipped\n");
	} else {
		OPEN(&spectra, path);
		/* The last count, where energy is slowest, is the last of the data. */
		fseeko(file, (off_t)(spectra.item->offset + 2 * image.elements - 2), SEEK_SET);
		fwrite("\x39\x30", 2, 1, file);
		fflush(file);
		CU_ASSERT_EQUAL(
			ins_pixels_read_doubles(spectra.item, &window, counts, NULL), INS_OK);
		CU_ASSERT_EQUAL(counts[0], 0);
		CU_ASSERT_EQUAL(counts[1], 12345);
	}
	if (file)
		fclose(file);
	unlink(path);
	ins_spectra_free(&spectra);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"reads files of another writer", reads_files_of_another_writer},
		{"reads stacks of pictures", reads_stacks_of_pictures},
		{"reads every type of number", reads_every_type_of_number},
		{"reads the real low loss of aluminium", reads_the_real_low_loss_of_aluminium},
		{"reads a real core-loss image", reads_a_real_core_loss_image},
		{"reads both versions in both byte orders",
			reads_both_versions_in_both_byte_orders},
		{"lists several images", lists_several_images},
		{"tells pictures from lines of spectra", tells_pictures_from_lines_of_spectra},
		{"describes what it holds", describes_what_it_holds},
		{"refuses a file cut anywhere", refuses_a_file_cut_anywhere},
		{"survives every changed byte", survives_every_changed_byte},
		{"refuses groups without end", refuses_groups_without_end},
		{"refuses dimensions that do not make the data",
			refuses_dimensions_that_do_not_make_the_data},
		{"reads what is odd but clear", reads_what_is_odd_but_clear},
		{"names what it does not read", names_what_it_does_not_read},
		{"tells of pictures", tells_of_pictures},
		{"reads past other types", reads_past_other_types},
		{"refuses the wrong byte order", refuses_the_wrong_byte_order},
		{"reads a file beyond four gibibytes", reads_a_file_beyond_four_gibibytes},
		{NULL, NULL}};
	return unit_main("dm", tests);
}
