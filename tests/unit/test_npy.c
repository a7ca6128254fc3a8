/* NumPy arrays of spectra, and tables there and back. */
#include "eels.h"

#include <unistd.h>

#include "data/npy.h"

static void reads_arrays_in_both_orders(void)
{
	static const char *const names[] = {"numpy_c.npy", "numpy_fortran.npy"};

	for (int i = 0; i < 2; i++) {
		struct ins_spectra spectra = {0};

		OPEN(&spectra, own_file(names[i]));
		CU_ASSERT_EQUAL(spectra.item->y.size, 2);
		CU_ASSERT_EQUAL(spectra.item->x.size, 3);
		CU_ASSERT_EQUAL(spectra.item->energy.size, 4);
		CU_ASSERT(counts_run(spectra.item, 0));
		SAME(spectra.item->remark, "the file has no calibration");
		ins_spectra_free(&spectra);
	}
}

static int read_table(struct ins_table *table, const char *path, struct ins_err *err)
{
	struct ins_input input = {0};
	int status = ins_input_open(&input, path, err);

	if (!status)
		status = ins_npy_read(table, &input, err);
	ins_input_close(&input);
	return status;
}

static void reads_a_table_that_numpy_wrote(void)
{
	struct ins_table table = {0};
	struct ins_err err = {0};

	CU_ASSERT_EQUAL_FATAL(read_table(&table, own_file("numpy_table.npy"), &err), INS_OK);
	CU_ASSERT_EQUAL(table.rows, 3);
	CU_ASSERT_EQUAL(table.columns, 7);
	CU_ASSERT_EQUAL(ins_table_numbers(&table, "x_px")[0], -1);
	CU_ASSERT_EQUAL(ins_table_numbers(&table, "mean_eV")[2], 17.25);
	CU_ASSERT(isnan(ins_table_numbers(&table, "mean_eV")[1]));
	CU_ASSERT_EQUAL(ins_table_numbers(&table, "ok")[0], 1);
	CU_ASSERT_EQUAL(ins_table_numbers(&table, "big")[1], 9007199254740992.0);
	SAME(ins_table_words(&table, "status")[1], "low-counts");
	SAME(ins_table_words(&table, "status")[2], "\xc2\xb5\xe2\x86\x92\xf0\x9f\x98\x80");
	SAME(ins_table_words(&table, "region")[1], "-");
	SAME(ins_table_words(&table, "region")[2], "bend");
	SAME(ins_table_words(&table, "half")[1], "xyz");
	ins_table_free(&table);
}

/* 700 rows: more than one piece of output. */
static void fill(struct ins_table *table, size_t rows)
{
	ins_table_set_kind(table, "map", NULL);
	ins_table_add_note(table, NULL, "tool", "eelsmap 0.1.0 --png='a # \xc2\xb5.png'");
	ins_table_add_note(table, NULL, "input", "a.dm4 sha256:00");
	ins_table_add_columns(table, "x_px plasmon_energy_eV status:t", NULL);
	ins_table_add_rows(table, rows, NULL);
	for (size_t i = 0; i < rows; i++) {
		ins_table_set(table, "x_px", i, (double)i);
		if (i % 7)
			ins_table_set(table, "plasmon_energy_eV", i, 17 + 1e-13 * (double)i);
		ins_table_set_word(table, "status", i, i % 7 ? "ok" : "low-counts", NULL);
	}
}

static void write_table(const struct ins_table *table, const char *path)
{
	FILE *file = fopen(path, "wb");

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_EQUAL(ins_npy_write(table, file, NULL), INS_OK);
	fclose(file);
}

static void brings_a_table_back(void)
{
	static const size_t rows[] = {700, 1, 0};

	for (size_t k = 0; k < 3; k++) {
		struct ins_table table = {0}, back = {0};
		struct ins_err err = {0};

		fill(&table, rows[k]);
		write_table(&table, "test_npy.npy");
		CU_ASSERT_EQUAL_FATAL(read_table(&back, "test_npy.npy", &err), INS_OK);
		SAME(back.kind, "map");
		SAME(ins_table_find_note(&back, "tool"), ins_table_find_note(&table, "tool"));
		SAME(ins_table_find_note(&back, "input"), "a.dm4 sha256:00");
		CU_ASSERT_EQUAL(back.rows, rows[k]);
		for (size_t i = 0; i < rows[k]; i++) {
			double energy = ins_table_numbers(&back, "plasmon_energy_eV")[i];

			CU_ASSERT_EQUAL(ins_table_numbers(&back, "x_px")[i], (double)i);
			CU_ASSERT(i % 7 ? energy == 17 + 1e-13 * (double)i : isnan(energy));
			SAME(ins_table_words(&back, "status")[i], i % 7 ? "ok" : "low-counts");
		}
		ins_table_free(&table);
		ins_table_free(&back);
	}
	unlink("test_npy.npy");
}

/* Letters of every length in UTF-8, and U+FFFD for bytes that are none. */
static void brings_words_back(void)
{
	static const char *const words[][2] = {
		{"a\xc2\xb5\xe2\x86\x92\xf0\x9f\x98\x80", "a\xc2\xb5\xe2\x86\x92\xf0\x9f\x98\x80"},
		{"\xff", "\xef\xbf\xbd"}, {"\xc3(", "\xef\xbf\xbd("}, {"\xc0\xaf", "\xef\xbf\xbd"},
		{"\x80z", "\xef\xbf\xbdz"}};
	enum { WORDS = sizeof words / sizeof *words };
	struct ins_table table = {0}, back = {0};

	ins_table_add_columns(&table, "word:t", NULL);
	ins_table_add_rows(&table, WORDS, NULL);
	for (size_t i = 0; i < WORDS; i++)
		ins_table_set_word(&table, "word", i, words[i][0], NULL);
	write_table(&table, "test_npy.npy");
	CU_ASSERT_EQUAL_FATAL(read_table(&back, "test_npy.npy", NULL), INS_OK);
	for (size_t i = 0; i < WORDS; i++)
		SAME(ins_table_words(&back, "word")[i], words[i][1]);
	ins_table_free(&table);
	ins_table_free(&back);
	unlink("test_npy.npy");
}

/* A header beyond 64 kB needs another version of the format. */
static void brings_many_columns_back(void)
{
	enum { COLUMNS = 3000 };
	struct ins_table table = {0}, back = {0};
	char name[32];

	for (int i = 0; i < COLUMNS; i++) {
		snprintf(name, sizeof name, "a_column_of_a_long_name_%d", i);
		ins_table_add_number(&table, name, NULL);
	}
	ins_table_add_rows(&table, 1, NULL);
	ins_table_set(&table, name, 0, 4.5);
	write_table(&table, "test_npy.npy");
	CU_ASSERT_EQUAL_FATAL(read_table(&back, "test_npy.npy", NULL), INS_OK);
	CU_ASSERT_EQUAL(back.columns, COLUMNS);
	CU_ASSERT_EQUAL(ins_table_numbers(&back, name)[0], 4.5);
	ins_table_free(&table);
	ins_table_free(&back);
	unlink("test_npy.npy");
}

static void refuses_what_is_no_table(void)
{
	static const struct {
		const char *bytes;
		size_t size;
		const char *problem;
	} files[] = {{"no array of NumPy", 17, "test_npy.npy: offset 0: no NumPy file"},
		{"\x93NUMPY\x01\0\x01\0{}", 12, "test_npy.npy: offset 8: no header"},
		{"\x93NUMPY\x01\0\x49\0{'descr': [('a', '<U0')], 'fortran_order': False, "
		 "'shape': (1,), }       ",
			83, "test_npy.npy: has no columns"}};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		FILE *file = fopen("test_npy.npy", "wb");
		struct ins_table table = {0};
		struct ins_err err = {0};

		fwrite(files[i].bytes, 1, files[i].size, file);
		fclose(file);
		CU_ASSERT_EQUAL(read_table(&table, "test_npy.npy", &err), INS_EFORMAT);
		SAME(err.text, files[i].problem);
		ins_table_free(&table);
	}
	unlink("test_npy.npy");
}

/* Notes beyond what NumPy reads of a header are left out, the columns are not. */
static void keeps_the_header_as_short_as_numpy_wants(void)
{
	struct ins_table table = {0};
	unsigned char prefix[INS_NPY_PREFIX];
	size_t begin, size;
	FILE *file;

	fill(&table, 2);
	for (int i = 0; i < 1000; i++)
		ins_table_add_note(&table, NULL, "input", "specimen-%d.dm4 sha256:0123456789", i);
	write_table(&table, "test_npy.npy");
	file = fopen("test_npy.npy", "rb");
	CU_ASSERT_EQUAL(fread(prefix, 1, sizeof prefix, file), sizeof prefix);
	fclose(file);
	CU_ASSERT_EQUAL(ins_npy_measure(prefix, "a", &begin, &size, NULL), INS_OK);
	CU_ASSERT(size > 5000 && size < 10000);
	CU_ASSERT_EQUAL((begin + size) % 64, 0);
	unlink("test_npy.npy");
	ins_table_free(&table);
}

/* A table, as bytes; the caller frees them. */
static char *table_bytes(size_t *size)
{
	struct ins_table table = {0};
	char *bytes;

	fill(&table, 2);
	write_table(&table, "test_npy.npy");
	ins_table_free(&table);
	CU_ASSERT_EQUAL_FATAL(ins_input_slurp("test_npy.npy", &bytes, size, NULL), INS_OK);
	return bytes;
}

static int read_bytes(const char *bytes, size_t size, struct ins_err *err)
{
	struct ins_table table = {0};
	FILE *file = fopen("test_npy.npy", "wb");
	int status;

	fwrite(bytes, 1, size, file);
	fclose(file);
	status = read_table(&table, "test_npy.npy", err);
	ins_table_free(&table);
	return status;
}

static void refuses_a_table_cut_anywhere_or_too_long(void)
{
	struct ins_err err = {0};
	size_t size;
	char *bytes = table_bytes(&size);

	for (size_t n = 0; n < size; n++)
		CU_ASSERT_EQUAL(read_bytes(bytes, n, NULL), INS_EFORMAT);
	CU_ASSERT_EQUAL(read_bytes(bytes, size, NULL), INS_OK);
	CU_ASSERT_EQUAL(read_bytes(bytes, size - 1, &err), INS_EFORMAT);
	CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "ends here, 1 bytes too early"));
	/* The NUL that ends what was slurped is one byte too many. */
	CU_ASSERT_EQUAL(read_bytes(bytes, size + 1, &err), INS_EFORMAT);
	CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "goes on behind its last row"));
	free(bytes);
	unlink("test_npy.npy");
}

static int parse(const char *text, struct ins_err *err)
{
	struct ins_npy_header header = {0};
	int status = ins_npy_parse(&header, "a.npy", 10, text, err);

	ins_npy_header_free(&header);
	return status;
}

static void says_what_is_wrong_with_a_header(void)
{
	static const struct {
		const char *text, *sentence;
	} headers[] = {
		{"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", NULL},
		{"{'shape': (2L,), 'fortran_order': True, \"descr\": [('a', '|S3')]}\n # x", NULL},
		{"", "a.npy: offset 10: '{' should stand here"},
		{"{'descr': '<f8'", "a.npy: offset 25: ',' or '}' should stand here"},
		{"{'descr': '<f8'}", "a.npy: offset 26: descr, fortran_order or shape is missing"},
		{"{'descr': 'x'", "a.npy: offset 23: a type that is not known stands before this"},
		{"{'descr': '<M8[ns]'",
			"a.npy: offset 29: a type that is not known stands before this"},
		{"{'descr': [('a', '<f8', (2,))]", "a.npy: offset 32: ')' should stand here; a "
						   "field of several values is not read"},
		{"{'shape': (99999999999999999999,)",
			"a.npy: offset 40: a number that is too large"},
		{"{'shape': (1,1,1,1,1,1,1,1,1)", "a.npy: offset 37: more than 8 dimensions"},
		{"{'fortran_order': 0", "a.npy: offset 28: True or False should stand here"},
		{"{'other': 0", "a.npy: offset 19: a key that NumPy does not write"},
		{"{'descr': '<f8', 'fortran_order': False, 'shape': (2,), } x",
			"a.npy: offset 68: more than a dictionary"},
	};

	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		struct ins_err err = {0};
		int status = parse(headers[i].text, &err);

		CU_ASSERT_EQUAL(status, headers[i].sentence ? INS_EFORMAT : INS_OK);
		if (headers[i].sentence)
			SAME(err.text, headers[i].sentence);
	}
}

static void put_array(const char *text)
{
	FILE *file = fopen("test_npy.npy", "wb");

	fprintf(file, "\x93NUMPY\x01%c%c%c%s", 0, (int)strlen(text), 0, text);
	fwrite("0123456789abcdefghijklmn", 1, 24, file);
	fclose(file);
}

static void says_what_is_wrong_with_an_array(void)
{
	static const struct {
		const char *text, *sentence;
	} arrays[] = {
		{"{'descr': '<c16', 'fortran_order': False, 'shape': (1,)}",
			"test_npy.npy: type 'c' of 16 bytes holds no counts"},
		{"{'descr': '<u2', 'fortran_order': False, 'shape': (1, 2, 2, 3)}",
			"test_npy.npy: 4 dimensions, not (energy), (x, energy) or (y, x, energy)"},
		{"{'descr': '<u2', 'fortran_order': False, 'shape': (11,)}",
			"test_npy.npy: array: dimensions 1 x 1 x 11 of 2 bytes each do not make "
			"the 24 "
			"bytes that are there"},
		{"{'descr': [('a', '<u2')], 'fortran_order': False, 'shape': (12,)}",
			"test_npy.npy: a table, not an array of spectra"},
		{"{'descr': '<u2', 'fortran_order': False, 'shape': (0, 5)}",
			"test_npy.npy: array: a dimension is 0"},
	};

	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
		struct ins_spectra spectra = {0};
		struct ins_err err = {0};

		put_array(arrays[i].text);
		CU_ASSERT_EQUAL(ins_spectra_open(&spectra, "test_npy.npy", &err), INS_EFORMAT);
		SAME(err.text, arrays[i].sentence);
		ins_spectra_free(&spectra);
	}
	unlink("test_npy.npy");
}

static void knows_a_table_from_an_array(void)
{
	static const char table[] = "\x93NUMPY\x01\x00v\x00{'descr': [('a', '<f8')]";
	static const char array[] = "\x93NUMPY\x01\x00v\x00{'descr': '<f8'";

	CU_ASSERT(ins_npy_is_table((const unsigned char *)table, sizeof table - 1));
	CU_ASSERT_FALSE(ins_npy_is_table((const unsigned char *)array, sizeof array - 1));
	CU_ASSERT_FALSE(ins_npy_is_table((const unsigned char *)table, 5));
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"reads arrays in both orders", reads_arrays_in_both_orders},
		{"reads a table that NumPy wrote", reads_a_table_that_numpy_wrote},
		{"brings words back", brings_words_back},
		{"brings many columns back", brings_many_columns_back},
		{"refuses what is no table", refuses_what_is_no_table},
		{"brings a table back", brings_a_table_back},
		{"keeps the header as short as NumPy wants",
			keeps_the_header_as_short_as_numpy_wants},
		{"refuses a table cut anywhere or too long",
			refuses_a_table_cut_anywhere_or_too_long},
		{"says what is wrong with a header", says_what_is_wrong_with_a_header},
		{"says what is wrong with an array", says_what_is_wrong_with_an_array},
		{"knows a table from an array", knows_a_table_from_an_array}, {NULL, NULL}};
	return unit_main("npy", tests);
}
