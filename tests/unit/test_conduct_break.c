/* Where what conducts is broken: the last whole row is known; what opens and comes back is none. */
#include "unit.h"

#include "physics/conduct.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

enum { ROWS = 200, BREAK = 150 };

/* 6.6 falling to 6 along a pull, then LEFT of it from row BREAK on; noise of 1e-3, NaN each 17th.
 */
static void wire(double *value, double left, unsigned seed)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	gsl_rng_set(rng, seed);
	for (int i = 0; i < ROWS; i++) {
		value[i] = (i < BREAK ? 6.6 - 0.004 * i : 6 * left) + gsl_ran_gaussian(rng, 1e-3);
		if (i % 17 == 16)
			value[i] = NAN;
	}
	gsl_rng_free(rng);
}

static void fill(double *value, int from, int to, double with)
{
	for (int i = from; i < to; i++)
		value[i] = with;
}

/* The rows that are whole where REST is what each would be at rest. */
static size_t intact_beside(const double *value, double at_rest, size_t n)
{
	double rest[ROWS];
	size_t intact = 0;

	fill(rest, 0, ROWS, at_rest);
	CU_ASSERT_EQUAL(ins_conduct_intact(value, rest, n, &intact, NULL), INS_OK);
	return intact;
}

static size_t intact_of(const double *value, size_t n)
{
	return intact_beside(value, NAN, n);
}

/* To nothing, whose noise has both signs, to a leakage, and past a row that spans the break. */
static void finds_the_last_whole_row(void)
{
	static const double left[] = {0, 1e-4, 0.03}, scales[] = {1e-12, 1, 1e12};
	double value[ROWS];

	for (unsigned seed = 1; seed <= 20; seed++)
		for (size_t k = 0; k < 3; k++) {
			wire(value, left[k], seed);
			CU_ASSERT_EQUAL(intact_of(value, ROWS), BREAK);
			value[BREAK] = 4;
			for (int i = 0; i < ROWS; i++)
				value[i] *= scales[k];
			CU_ASSERT_EQUAL(intact_of(value, ROWS), BREAK);
		}
	/* The first two rows are hit, two in the middle too, and a part gives way before the rest.
	 */
	wire(value, 0, 1);
	fill(value, 0, 2, 400);
	fill(value, 60, 62, 900);
	fill(value, 100, BREAK, 2);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), BREAK);
	/* Pressed until it conducts ten times as well. */
	wire(value, 0, 1);
	fill(value, 0, 80, 0.6);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), BREAK);
}

/* A contact that opens and comes back, a tenth that is left, a current that settles. */
static void what_conducts_is_not_broken(void)
{
	double value[ROWS];

	wire(value, 1, 1);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	fill(value, 80, 100, 0);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	fill(value, BREAK, ROWS, 0);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), BREAK);
	wire(value, 0, 1);
	fill(value, ROWS - 5, ROWS, 1);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	wire(value, 0.1, 1);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	wire(value, 1, 1);
	fill(value, 0, 3, 900);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	fill(value, 100, 102, 900);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	fill(value, 0, ROWS, NAN);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	fill(value, 0, ROWS, -1);
	CU_ASSERT_EQUAL(intact_of(value, ROWS), ROWS);
	wire(value, 0, 1);
	CU_ASSERT_EQUAL(intact_of(value + BREAK - 8, 20), 20);
	CU_ASSERT_EQUAL(intact_of(value, 0), 0);
}

/* Pressed from row 40 on until it conducts 30 times as well, as silicon does that turns metallic:
 * what conducts as at rest, or more than a twentieth as well, is whole. */
static void what_conducts_as_at_rest_is_not_broken(void)
{
	static const double scales[] = {1e-12, 1, 1e12};
	double value[ROWS];

	for (size_t k = 0; k < 3; k++) {
		wire(value, 0.06 / 6, 1);
		fill(value, 0, 40, 0.2);
		for (int i = 0; i < ROWS; i++)
			value[i] *= scales[k];
		CU_ASSERT_EQUAL(intact_beside(value, 0.2 * scales[k], ROWS), ROWS);
		CU_ASSERT_EQUAL(intact_beside(value, 1.1 * scales[k], ROWS), ROWS);
		CU_ASSERT_EQUAL(intact_beside(value, 2 * scales[k], ROWS), BREAK);
		/* At rest again, if less and less, and broken then. */
		for (int i = BREAK; i < BREAK + 30; i++)
			value[i] = (0.2 - 1e-3 * (i - BREAK)) * scales[k];
		fill(value, BREAK + 30, ROWS, 0);
		CU_ASSERT_EQUAL(intact_beside(value, 0.2 * scales[k], ROWS), BREAK + 30);
	}
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"finds the last whole row", finds_the_last_whole_row},
		{"what conducts is not broken", what_conducts_is_not_broken},
		{"what conducts as at rest is not broken", what_conducts_as_at_rest_is_not_broken},
		{NULL, NULL}};

	gsl_set_error_handler_off();
	return unit_main("conduct_break", tests);
}
