/* marks - what a test was found to be, laid beside its curve. */
#include "face/marks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const numbers[] = {"modulus_GPa", "toe_strain", "offset", "yield_GPa",
	"fracture_stress_GPa", "fracture_strain"};
static const char *const words[] = {"yield_bound"};

static int add_columns(struct ins_table *curve, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers && status == INS_OK; i++)
		if (ins_table_find(curve, numbers[i]) < 0)
			status = ins_table_add_number(curve, numbers[i], err);
	for (size_t i = 0; i < sizeof words / sizeof *words && status == INS_OK; i++)
		if (ins_table_find(curve, words[i]) < 0)
			status = ins_table_add_text(curve, words[i], err);
	return status;
}

/* Whether a word stands in both tables and is the same; one table that lacks it tells nothing
 * apart. */
static int agrees(const char **a, size_t row_a, const char **b, size_t row_b)
{
	return !a || !b || strcmp(a[row_a], b[row_b]) == 0;
}

/* The test of the mode in a row of CURVE whose specimen is the first LENGTH letters of NAME (NULL:
 * any): the one behind SKIPPED others. */
static size_t find_named(const struct ins_table *curve, size_t row, const struct ins_table *tests,
	const char *name, size_t length, unsigned long skipped)
{
	const char **mode = ins_table_words(curve, "mode");
	const char **test_specimen = ins_table_words(tests, "specimen");
	const char **test_mode = ins_table_words(tests, "mode");

	for (size_t i = 0; i < tests->rows; i++) {
		const char *other = test_specimen ? test_specimen[i] : NULL;
		int is_same = !name || !other ||
			      (strncmp(other, name, length) == 0 && other[length] == 0);

		if (is_same && agrees(mode, row, test_mode, i) && skipped-- == 0)
			return i;
	}
	return SIZE_MAX;
}

/* Of curves that are called alike the second is called "P1:2", and its test as the first. */
static size_t find_test(const struct ins_table *curve, size_t row, const struct ins_table *tests)
{
	const char **specimen = ins_table_words(curve, "specimen");
	const char *name = specimen ? specimen[row] : "", *colon = strrchr(name, ':');
	unsigned long number = colon ? strtoul(colon + 1, NULL, 10) : 0;
	size_t found = find_named(curve, row, tests, specimen ? name : NULL, strlen(name), 0);

	if (found != SIZE_MAX || number < 2)
		return found;
	return find_named(curve, row, tests, name, (size_t)(colon - name), number - 1);
}

static int lay_row(struct ins_table *curve, size_t row, const struct ins_table *tests, size_t test,
	struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const double *from = ins_table_numbers(tests, numbers[i]);

		if (from && ins_table_numbers(curve, numbers[i]))
			ins_table_set(curve, numbers[i], row, from[test]);
	}
	for (size_t i = 0; i < sizeof words / sizeof *words && status == INS_OK; i++) {
		const char **from = ins_table_words(tests, words[i]);

		if (from && ins_table_words(curve, words[i]))
			status = ins_table_set_word(curve, words[i], row, from[test], err);
	}
	return status;
}

int ins_marks_lay(struct ins_table *curve, const struct ins_table *tests, struct ins_err *err)
{
	const char **specimen = ins_table_words(curve, "specimen");
	const char **mode = ins_table_words(curve, "mode");
	int status = add_columns(curve, err);

	/* A figure takes the marks of a series from its first row. */
	for (size_t row = 0; row < curve->rows && status == INS_OK; row++) {
		size_t test;

		if (row && agrees(specimen, row, specimen, row - 1) &&
			agrees(mode, row, mode, row - 1))
			continue;
		test = find_test(curve, row, tests);
		if (test != SIZE_MAX)
			status = lay_row(curve, row, tests, test, err);
	}
	return status;
}
