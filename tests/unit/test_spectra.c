/* Spectra from rpl+raw and EMSA/MAS, windows in every order of axes, and broken files. */
#include "eels.h"

#include <unistd.h>

#include "data/msa.h"

static void reads_lispix_files(void)
{
	static const struct {
		const char *name;
		size_t x;
	} files[] = {{"test_ripple_sdim-1_ndim-0_uint16.rpl", 1},
		{"test_ripple_sdim-1_ndim-1_float32_meta.rpl", 2}};

	for (size_t i = 0; i < 2; i++) {
		const char *path = shared_file(files[i].name);
		struct ins_spectra spectra = {0};

		if (!path)
			return;
		OPEN(&spectra, path);
		CU_ASSERT_EQUAL(spectra.item->x.size, files[i].x);
		CU_ASSERT_EQUAL(spectra.item->energy.size, 3);
		CU_ASSERT(counts_run(spectra.item, 0));
		NEAR(spectra.item->energy.first, i ? 1 : 0.5, 0, 0);
		NEAR(spectra.item->energy.step, i ? 200 : 100, 0, 0);
		CU_ASSERT_PTR_NOT_NULL(strstr(spectra.item->remark, "byte order is not said"));
		ins_spectra_free(&spectra);
	}
}

/* The crop of a map, once as a big-endian image of u16, once as vectors of f32. */
static void reads_the_same_map_in_either_order(void)
{
	const char *path = shared_file("synth_10x10_image_be_u16.raw");
	struct ins_spectra image = {0}, vector = {0}, whole = {0};
	size_t n;
	double *a, *b, *c;

	if (!path)
		return;
	OPEN(&image, path);
	OPEN(&vector, shared_file("synth_10x10_vector_f32.rpl"));
	OPEN(&whole, shared_file("synth_gauss_mid.rpl"));
	a = all_counts(image.item, &n);
	b = all_counts(vector.item, &n);
	c = all_counts(whole.item, &n);
	CU_ASSERT_EQUAL(n, (size_t)32 * 32 * 1024);
	CU_ASSERT_EQUAL(memcmp(a, b, 100 * 1024 * sizeof *a), 0);
	for (size_t y = 0; y < 10; y++)
		CU_ASSERT_EQUAL(
			memcmp(a + y * 10 * 1024, c + (y * 32 + 11) * 1024, 10 * 1024 * sizeof *a),
			0);
	NEAR(image.item->energy.first, -5, 0, 0);
	NEAR(image.item->x.step, 0.65, 0, 0);
	SAME(image.item->energy.units, "eV");
	free(a);
	free(b);
	free(c);
	ins_spectra_free(&image);
	ins_spectra_free(&vector);
	ins_spectra_free(&whole);
}

static void reads_emsa_files(void)
{
	static const struct {
		const char *name;
		size_t n;
		double offset, step, first, last;
		const char *remark;
	} files[] = {
		{"example1.msa", 21, 520.13, 3.1, 4066, 4217,
			"x differs from OFFSET + k XPERCHAN by up to 0.526 channels; "
			"NPOINTS says 20, but there are 21 values"},
		{"example2.msa", 80, 200, 10, 65.820, 49.442, ""},
		{"example2_NCOLUMNS5.msa", 80, 200, 10, 65.820, 49.442, ""},
		{"ISO_22029_2022_compliance_XY_NCOLUMNS2.msa", 21, 520.13, 3.1, 4066, 4217,
			"x differs from OFFSET + k XPERCHAN by up to 0.526 channels"},
		{"ISO_22029_2022_compliance_scientific_notation.msa", 21, 520.13, 3.1, 4066, 4217,
			"x differs from OFFSET + k XPERCHAN by up to 0.526 channels"},
		{"exspy_lowloss_spectrum.msa", 2048, -40, 0.2, 35, 17, ""},
		{"minimum_metadata.msa", 1, 0, 1, 1, 1,
			"DATATYPE says Y, but its lines hold x and y"},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *path = shared_file(files[i].name);
		struct ins_spectra spectra = {0};
		size_t n;
		double *counts;

		if (!path)
			return;
		OPEN(&spectra, path);
		CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
		counts = all_counts(spectra.item, &n);
		CU_ASSERT_EQUAL_FATAL(n, files[i].n);
		NEAR(spectra.item->energy.first, files[i].offset, 0, 0);
		NEAR(spectra.item->energy.step, files[i].step, 0, 0);
		NEAR(counts[0], files[i].first, 0, 0);
		NEAR(counts[n - 1], files[i].last, 0, 0);
		SAME(spectra.item->remark, files[i].remark);
		free(counts);
		ins_spectra_free(&spectra);
	}
}

static int list_text(
	struct ins_spectra *spectra, const char *text, size_t size, struct ins_err *err)
{
	CU_ASSERT_EQUAL_FATAL(ins_spectra_begin(spectra, "", NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(ins_bytes_hold(spectra->bytes, "a.msa", text, size, NULL), INS_OK);
	return ins_msa_list(spectra, err);
}

#define MSA_HEAD                                                                                \
	"#FORMAT : EMSA/MAS Spectral Data File\n#NPOINTS : 3\n#NCOLUMNS : 1\n#XUNITS : Energy " \
	"Loss (keV)\n#XPERCHAN : 0.5\n#OFFSET : -1\n"
#define MSA_TWO MSA_HEAD "#DATATYPE : Y\n#SIGNALTYPE : ELS\n#SPECTRUM :\n5\n6,\n7.5\n#ENDOFDATA :\n"

static void refuses_keywords_out_of_order(void)
{
	static const struct {
		const char *text, *problem;
	} texts[] = {
		{MSA_HEAD MSA_TWO,
			"a.msa:7: #FORMAT before the #ENDOFDATA of the spectrum before it"},
		{MSA_HEAD "#ENDOFDATA :\n", "a.msa:7: #ENDOFDATA without #SPECTRUM before it"},
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct ins_spectra spectra = {0};
		struct ins_err err = {0};

		CU_ASSERT_EQUAL(list_text(&spectra, texts[i].text, strlen(texts[i].text), &err),
			INS_EFORMAT);
		SAME(err.text, texts[i].problem);
		ins_spectra_free(&spectra);
	}
}

/* A byte order mark before all, and lines with nothing in them. */
static void reads_past_what_says_nothing(void)
{
	static const char text[] =
		"\xef\xbb\xbf" MSA_HEAD "\n#SPECTRUM :\n5\n\n6,\n7.5\n \n#ENDOFDATA :\n";
	struct ins_spectra spectra = {0};

	CU_ASSERT_EQUAL_FATAL(list_text(&spectra, text, strlen(text), NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(spectra.n, 1);
	CU_ASSERT_EQUAL(sum_of(spectra.item), 18.5);
	ins_spectra_free(&spectra);
}

static void reads_several_spectra_of_one_file(void)
{
	struct ins_spectra spectra = {0};

	CU_ASSERT_EQUAL(
		list_text(&spectra, MSA_TWO MSA_TWO, strlen(MSA_TWO MSA_TWO), NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(spectra.n, 2);
	CU_ASSERT_EQUAL(sum_of(&spectra.item[1]), 18.5);
	SAME(spectra.item[1].signal, "EELS");
	NEAR(ins_axis_unit(&spectra.item[1].energy, "eV"), 1000, 0, 0);
	CU_ASSERT(isnan(ins_axis_unit(&spectra.item[1].energy, "nm")));
	ins_spectra_free(&spectra);
}

/* A file cut anywhere is refused, or, cut behind its last word, is whole. */
static void refuses_a_text_cut_anywhere(void)
{
	size_t whole = strlen(MSA_TWO) - strlen(" :\n");

	for (size_t n = 0; n < strlen(MSA_TWO); n++) {
		struct ins_spectra spectra = {0};
		int status = list_text(&spectra, MSA_TWO, n, NULL);

		CU_ASSERT_EQUAL(status, n < whole ? INS_EFORMAT : INS_OK);
		ins_spectra_free(&spectra);
	}
}

static void says_what_is_wrong_with_a_text(void)
{
	static const struct {
		const char *text, *sentence;
	} files[] = {
		{MSA_HEAD "#DATATYPE : Y\n#SPECTRUM :\n1\n2x\n", "a.msa:10: not a number: '2x'"},
		{MSA_HEAD "#DATATYPE : Y\n#SPECTRUM :\n1,5 e3\n", "a.msa:9: not a number: 'e3'"},
		{MSA_HEAD "#DATATYPE : XY\n#SPECTRUM :\n-1 5\n7 6\n0 7\n#ENDOFDATA",
			"a.msa:12: x differs from OFFSET + k XPERCHAN by up to 15 channels"},
		{MSA_HEAD "#DATATYPE : XY\n#SPECTRUM :\n-1 5\n7\n#ENDOFDATA",
			"a.msa:11: an x without its y"},
		{MSA_HEAD "#DATATYPE : Y\n#SPECTRUM :\n-1 5\n-0.5 6\n#ENDOFDATA",
			"a.msa:11: two values a line, where NCOLUMNS says 1 and DATATYPE Y"},
		{MSA_HEAD "#SPECTRUM :\n1\n", "a.msa:8: ends without #ENDOFDATA"},
		{MSA_HEAD "1\n", "a.msa:7: a line that is no keyword before #SPECTRUM"},
		{MSA_HEAD "#SPECTRUM :\n#ENDOFDATA", "a.msa:8: a spectrum without values"},
		{"#FORMAT : x\n#SPECTRUM :\n1\n#ENDOFDATA",
			"a.msa:4: OFFSET or XPERCHAN is missing, or no number"},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct ins_spectra spectra = {0};
		struct ins_err err = {0};

		CU_ASSERT_EQUAL(list_text(&spectra, files[i].text, strlen(files[i].text), &err),
			INS_EFORMAT);
		SAME(err.text, files[i].sentence);
		ins_spectra_free(&spectra);
	}
}

static void put_file(const char *name, const void *bytes, size_t size)
{
	FILE *file = fopen(name, "wb");

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_EQUAL(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

/* A unit without a scale tells no energy, and eV a channel are eV beside an origin in keV. */
static void takes_the_energy_axis_as_it_is_said(void)
{
	static const struct {
		const char *text, *units;
		double first, step;
	} files[] = {
		{"depth-origin\t-5\ndepth-scale\t0.05\ndepth-units\teV\n", "eV", -5, 0.05},
		{"depth-origin\t-5\nev-per-chan\t0.05\n", "eV", -5, 0.05},
		{"depth-origin\t-0.005\nev-per-chan\t0.05\ndepth-units\tkeV\n", "keV", -0.005,
			5e-5},
		{"ev-per-chan\t0.05\ndepth-scale\t0\ndepth-units\teV\n", "eV", 0, 0.05},
		{"depth-units\teV\n", "", 0, 1},
		{"depth-scale\t0\ndepth-units\teV\n", "", 0, 1},
		/* Blanks around a key, and words for a calibration that is not known. */
		{"depth-origin \t-5\n ev-per-chan\t0.05\n", "eV", -5, 0.05},
		{"depth-origin\tNone\ndepth-scale\tn/a\nev-per-chan\t0.05\n", "eV", 0, 0.05},
	};

	put_file("test_spectra.raw", "012345", 6);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct ins_spectra spectra = {0};
		char text[512];

		snprintf(text, sizeof text,
			"key\tvalue\nwidth\t2\nheight\t1\ndepth\t3\ndata-length\t1\n"
			"data-type\tunsigned\nrecord-by\tvector\nwidth-units\tnm\n%s",
			files[i].text);
		put_file("test_spectra.rpl", text, strlen(text));
		OPEN(&spectra, "test_spectra.rpl");
		NEAR(spectra.item->energy.first, files[i].first, 0, 0);
		/* A quotient of two decimals. */
		NEAR(spectra.item->energy.step, files[i].step, 1e-15, 0);
		SAME(spectra.item->energy.units, files[i].units);
		SAME(spectra.item->x.units, "");
		ins_spectra_free(&spectra);
	}
	unlink("test_spectra.raw");
	unlink("test_spectra.rpl");
}

static void says_what_is_wrong_with_a_ripple(void)
{
	static const struct {
		const char *text, *sentence;
	} files[] = {
		{"width\t2\n", "test_spectra.rpl: 'height' is missing"},
		{"key\tvalue\nwidth\t2.5\n",
			"test_spectra.rpl:2: 'width' is no whole number: '2.5'"},
		{"width\t2\nwidth-scale\t0,65\n",
			"test_spectra.rpl:2: 'width-scale' is no number: '0,65'"},
		{"width\t2\nwidth \t2\n", "test_spectra.rpl:2: 'width' stands twice"},
		{"width\t2\nWidth\t2\n", "test_spectra.rpl:2: 'width' stands twice"},
		{"width\t2\nheight\t1\ndepth\t3\ndata-length\t3\ndata-type\tunsigned\n",
			"test_spectra.rpl: data-type 'unsigned' of data-length 3 is not known"},
		{"width\t2\nheight\t1\ndepth\t3\ndata-length\t2\ndata-type\tunsigned\n",
			"test_spectra.rpl: record-by is '', not vector or image"},
		{"width\t2\nheight\t1\ndepth\t3\ndata-length\t2\ndata-type\tunsigned\n"
		 "record-by\tvector\nbyte-order\tmiddle\n",
			"test_spectra.rpl: byte-order 'middle' is not known"},
		{"width\t2\nheight\t1\ndepth\t3\ndata-length\t2\ndata-type\tunsigned\n"
		 "record-by\tvector\n",
			"test_spectra.raw: raw: dimensions 2 x 1 x 3 of 2 bytes each do not make "
			"the "
			"10 bytes that are there"},
		{"width\t3000000000\nheight\t3000000000\ndepth\t3000000000\ndata-length\t2\n"
		 "data-type\tunsigned\nrecord-by\timage\n",
			"test_spectra.raw: raw: dimensions 3000000000 x 3000000000 x 3000000000 of "
			"2 "
			"bytes each do not make the 10 bytes that are there"},
		{"width\t2\nheight\t1\ndepth\t3\ndata-length\t2\ndata-type\tunsigned\n"
		 "record-by\tvector\noffset\t99\n",
			"test_spectra.raw: raw: dimensions 2 x 1 x 3 of 2 bytes each do not make "
			"the "
			"0 bytes that are there"},
		{"nothing\n", "test_spectra.rpl: holds no spectra in a known format"},
	};

	put_file("test_spectra.raw", "0123456789", 10);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct ins_spectra spectra = {0};
		struct ins_err err = {0};

		put_file("test_spectra.rpl", files[i].text, strlen(files[i].text));
		CU_ASSERT_EQUAL(ins_spectra_open(&spectra, "test_spectra.raw", &err), INS_EFORMAT);
		SAME(err.text, files[i].sentence);
		ins_spectra_free(&spectra);
	}
	unlink("test_spectra.raw");
	unlink("test_spectra.rpl");
}

/* Six orders of axes, all windows, against the counts worked out from their indices. */
static void reads_windows_in_every_order(void)
{
	enum { X = 5, Y = 3, E = 70, N = X * Y * E };
	static const int orders[6][3] = {
		{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	static const struct ins_pixels windows[] = {{0, X * Y, 0, E}, {2, 9, 3, 40}, {7, 1, 69, 1},
		{4, 6, 0, E}, {14, 1, 0, 33}, {3, 0, 0, 5}, {3, 5, 70, 0}};
	struct ins_bytes bytes = {0};
	uint16_t stored[N];

	for (int order = 0; order < 6; order++) {
		struct ins_spectrum spectrum = {.bytes = &bytes,
			.element = INS_UINT16,
			.swapped = 1,
			.x.size = X,
			.y.size = Y,
			.energy.size = E};
		struct ins_axis *axis[] = {&spectrum.x, &spectrum.y, &spectrum.energy};
		struct ins_axis *fastest[4] = {NULL};

		for (int i = 0; i < 3; i++)
			fastest[i] = axis[orders[order][i]];
		for (uint16_t i = 0; i < N; i++)
			stored[i] = i;
		ins_bytes_swap(stored, 2, N);
		ins_bytes_hold(&bytes, "stored", stored, sizeof stored, NULL);
		CU_ASSERT_EQUAL(
			ins_spectrum_lay(&spectrum, fastest, sizeof stored, "", NULL), INS_OK);
		for (size_t w = 0; w < sizeof windows / sizeof *windows; w++) {
			const struct ins_pixels *window = &windows[w];
			double counts[N];
			size_t wrong = 0;

			CU_ASSERT_EQUAL(
				ins_pixels_read_doubles(&spectrum, window, counts, NULL), INS_OK);
			for (size_t i = 0; i < window->pixels * window->channels; i++) {
				size_t pixel = window->pixel + i / window->channels;
				size_t channel = window->channel + i % window->channels;

				wrong += counts[i] != (double)(pixel % X * spectrum.x.stride +
							       pixel / X * spectrum.y.stride +
							       channel * spectrum.energy.stride);
			}
			CU_ASSERT_EQUAL(wrong, 0);
		}
		ins_bytes_close(&bytes);
	}
}

static void refuses_windows_beyond_the_end(void)
{
	struct ins_bytes bytes = {0};
	struct ins_spectrum spectrum = {
		.bytes = &bytes, .element = INS_UINT8, .x.size = 2, .y.size = 2, .energy.size = 3};
	struct ins_axis *const order[] = {&spectrum.energy, &spectrum.x, &spectrum.y, NULL};
	static const struct ins_pixels windows[] = {
		{3, 2, 0, 3}, {0, 1, 2, 2}, {SIZE_MAX, 2, 0, 1}, {0, 1, SIZE_MAX, 2}};
	double counts[16];

	ins_bytes_hold(&bytes, "stored", "abcdefghijkl", 12, NULL);
	CU_ASSERT_EQUAL(ins_spectrum_lay(&spectrum, order, 12, "", NULL), INS_OK);
	for (size_t i = 0; i < 4; i++)
		CU_ASSERT_EQUAL(
			ins_pixels_read_doubles(&spectrum, &windows[i], counts, NULL), INS_EUSAGE);
	ins_bytes_close(&bytes);
}

/* The least and the greatest of every type, in both byte orders. */
static void widens_every_type(void)
{
	static const int8_t i8[] = {INT8_MIN, INT8_MAX};
	static const uint8_t u8[] = {0, UINT8_MAX};
	static const int16_t i16[] = {INT16_MIN, INT16_MAX};
	static const uint16_t u16[] = {0, UINT16_MAX};
	static const int32_t i32[] = {INT32_MIN, INT32_MAX};
	static const uint32_t u32[] = {0, UINT32_MAX};
	static const int64_t i64[] = {INT64_MIN, INT64_C(1) << 53};
	static const uint64_t u64[] = {0, UINT64_C(1) << 53};
	static const float f32[] = {-1.5f, 3e38f};
	static const double f64[] = {-1.5, 1e308};
	static const struct {
		enum ins_element element;
		const void *values;
		double least, greatest;
	} types[] = {{INS_INT8, i8, INT8_MIN, INT8_MAX}, {INS_UINT8, u8, 0, UINT8_MAX},
		{INS_INT16, i16, INT16_MIN, INT16_MAX}, {INS_UINT16, u16, 0, UINT16_MAX},
		{INS_INT32, i32, INT32_MIN, INT32_MAX}, {INS_UINT32, u32, 0, UINT32_MAX},
		{INS_INT64, i64, -9223372036854775808.0, 9007199254740992.0},
		{INS_UINT64, u64, 0, 9007199254740992.0}, {INS_FLOAT32, f32, -1.5, 3e38f},
		{INS_FLOAT64, f64, -1.5, 1e308}};

	for (size_t i = 0; i < 2 * sizeof types / sizeof *types; i++) {
		struct ins_bytes bytes = {0};
		struct ins_spectrum spectrum = {.bytes = &bytes,
			.element = types[i / 2].element,
			.swapped = i % 2,
			.x.size = 1,
			.y.size = 1,
			.energy.size = 2};
		struct ins_axis *const order[] = {&spectrum.energy, NULL};
		size_t size = ins_element_size(spectrum.element), n;
		unsigned char stored[16];
		double *counts;

		memcpy(stored, types[i / 2].values, 2 * size);
		if (i % 2)
			ins_bytes_swap(stored, size, 2);
		ins_bytes_hold(&bytes, "stored", stored, 2 * size, NULL);
		CU_ASSERT_EQUAL(ins_spectrum_lay(&spectrum, order, 2 * size, "", NULL), INS_OK);
		counts = all_counts(&spectrum, &n);
		NEAR(counts[0], types[i / 2].least, 0, 0);
		NEAR(counts[1], types[i / 2].greatest, 0, 0);
		free(counts);
		ins_bytes_close(&bytes);
	}
}

int main(void)
{
	static const struct unit_test tests[] = {{"reads Lispix files", reads_lispix_files},
		{"reads the same map in either order", reads_the_same_map_in_either_order},
		{"reads EMSA files", reads_emsa_files},
		{"refuses keywords out of order", refuses_keywords_out_of_order},
		{"reads past what says nothing", reads_past_what_says_nothing},
		{"reads several spectra of one file", reads_several_spectra_of_one_file},
		{"refuses a text cut anywhere", refuses_a_text_cut_anywhere},
		{"says what is wrong with a text", says_what_is_wrong_with_a_text},
		{"takes the energy axis as it is said", takes_the_energy_axis_as_it_is_said},
		{"says what is wrong with a ripple", says_what_is_wrong_with_a_ripple},
		{"reads windows in every order", reads_windows_in_every_order},
		{"refuses windows beyond the end", refuses_windows_beyond_the_end},
		{"widens every type", widens_every_type}, {NULL, NULL}};
	return unit_main("spectra", tests);
}
