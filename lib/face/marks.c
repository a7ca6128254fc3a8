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

/* Whether a specimen and mode begin in a row of CURVE. */
static int begins(const struct ins_table *curve, size_t row)
{
	const char **specimen = ins_table_words(curve, "specimen");
	const char **mode = ins_table_words(curve, "mode");

	return row == 0 || !agrees(specimen, row, specimen, row - 1) ||
	       !agrees(mode, row, mode, row - 1);
}

static int is_number(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == 0;
}

/* Whether OTHER is the first LENGTH letters of NAME (NULL: any), or, where NUMBERED counts, those
 * with a number, "P1:2". */
static int is_named(const char *other, const char *name, size_t length, int numbered)
{
	if (!name)
		return 1;
	if (strncmp(other, name, length) != 0)
		return 0;
	other += length;
	return *other == 0 || (numbered && *other == ':' && is_number(other + 1));
}

/* The test of the mode in a row of CURVE whose specimen is the first LENGTH letters of NAME: the
 * one behind SKIPPED others. */
static size_t find_named(const struct ins_table *curve, size_t row, const struct ins_table *tests,
	const char *name, size_t length, unsigned long skipped)
{
	const char **mode = ins_table_words(curve, "mode");
	const char **test_specimen = ins_table_words(tests, "specimen");
	const char **test_mode = ins_table_words(tests, "mode");

	for (size_t i = 0; i < tests->rows; i++)
		if ((!test_specimen || is_named(test_specimen[i], name, length, 0)) &&
			agrees(mode, row, test_mode, i) && skipped-- == 0)
			return i;
	return SIZE_MAX;
}

/* Rows of TABLE, the first of each specimen and mode, that agree with the mode in a row of CURVE
 * and have that name, numbered or not. */
static size_t count_alike(const struct ins_table *table, const struct ins_table *curve, size_t row,
	const char *name, size_t length)
{
	const char **mode = ins_table_words(curve, "mode");
	const char **specimens = ins_table_words(table, "specimen");
	const char **modes = ins_table_words(table, "mode");
	size_t count = 0;

	for (size_t i = 0; i < table->rows; i++)
		count += (table != curve || begins(table, i)) &&
			 (!specimens || is_named(specimens[i], name, length, 1)) &&
			 agrees(mode, row, modes, i);
	return count;
}

/* Of curves that are called alike the second is called "P1:2", and its test as the first; so there
 * must be as many tests as curves, or none can be told. NUMBERED: there are such names. */
static size_t find_test(
	const struct ins_table *curve, size_t row, const struct ins_table *tests, int numbered)
{
	const char **specimen = ins_table_words(curve, "specimen");
	const char *name = specimen ? specimen[row] : NULL;
	const char *colon = name && numbered ? strrchr(name, ':') : NULL;
	size_t length = name ? strlen(name) : 0, curves;
	size_t found = find_named(curve, row, tests, name, length, 0);

	if (found == SIZE_MAX && colon && is_number(colon + 1)) {
		length = (size_t)(colon - name);
		found = find_named(
			curve, row, tests, name, length, strtoul(colon + 1, NULL, 10) - 1);
	}
	if (found == SIZE_MAX || !numbered)
		return found;
	curves = count_alike(curve, curve, row, name, length);
	return curves > 1 && count_alike(tests, curve, row, name, length) != curves ? SIZE_MAX
										    : found;
}

static int has_numbered(const struct ins_table *curve)
{
	const char **specimen = ins_table_words(curve, "specimen");

	for (size_t row = 0; specimen && row < curve->rows; row++) {
		const char *colon = strrchr(specimen[row], ':');

		if (colon && is_number(colon + 1))
			return 1;
	}
	return 0;
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
	int status = add_columns(curve, err), numbered = has_numbered(curve);

	/* A figure takes the marks of a series from its first row. */
	for (size_t row = 0; row < curve->rows && status == INS_OK; row++) {
		size_t test =
			begins(curve, row) ? find_test(curve, row, tests, numbered) : SIZE_MAX;

		if (test != SIZE_MAX)
			status = lay_row(curve, row, tests, test, err);
	}
	return status;
}
