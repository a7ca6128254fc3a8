/* The limits of a source in an I-V sweep: rows that are held there are found, a sweep's ends are
 * not. */
#include "unit.h"

#include "physics/conduct.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

/* The voltage of row I of N from -1 to 1 V: evenly, there and back, or along a sine. */
static double swept_V(size_t i, size_t n, int way)
{
	double part = (double)i / (double)(n - 1);

	return way == 0 ? 2 * part - 1 : way == 1 ? 1 - 4 * fabs(part - 0.5) : sin(7 * part);
}

/* 10 Mohm that conduct far better over the last hundredths of a volt: a source that sweeps always
 * has rows next to its end, where the current still rises. So has one of current, the same with
 * both channels for each other. */
static void the_end_of_a_sweep_is_no_limit(void)
{
	enum { MOST = 2001 };
	static double swept[MOST], answered[MOST];
	static const size_t sizes[] = {MOST, 1001, 501, 301, 201, 151, 101, 41};
	struct ins_conduct_iv iv;

	for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
		/* A few rows along a sine stand at its top indeed. */
		for (int way = 0; way < (sizes[k] > 200 ? 3 : 2); way++) {
			size_t n = sizes[k];

			for (size_t i = 0; i < n; i++) {
				swept[i] = swept_V(i, n, way);
				answered[i] = 100 * swept[i] + 200 * exp((swept[i] - 1) / 0.004);
			}
			CU_ASSERT_EQUAL(ins_conduct_fit_iv(swept, answered, n, &iv, NULL), INS_OK);
			CU_ASSERT_EQUAL(iv.clipped, 0);
			CU_ASSERT_EQUAL(iv.ohmic, 0);
			CU_ASSERT_EQUAL(ins_conduct_fit_iv(answered, swept, n, &iv, NULL), INS_OK);
			CU_ASSERT_EQUAL(iv.clipped, 0);
		}
}

/* One end of a sweep at a limit from 90 % of its range on, with noise of 0.1 %: all its rows, and
 * at most the 1 % before them, which look the same. */
static void a_limit_is_found_in_any_sweep(void)
{
	enum { MOST = 2001 };
	static double voltage[MOST], current[MOST];
	static const size_t sizes[] = {41, 201, MOST};
	struct ins_conduct_iv iv;
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	for (size_t k = 0; k < 3; k++)
		for (int way = 0; way < (sizes[k] > 200 ? 3 : 2); way++) {
			size_t n = sizes[k], held = 0, near = 0;

			for (size_t i = 0; i < n; i++) {
				voltage[i] = swept_V(i, n, way);
				current[i] =
					fmin(100 * voltage[i], 80) + gsl_ran_gaussian(rng, 0.1);
				held += voltage[i] >= 0.8;
				near += voltage[i] >= 0.775;
			}
			CU_ASSERT_EQUAL(ins_conduct_fit_iv(voltage, current, n, &iv, NULL), INS_OK);
			CU_ASSERT(iv.clipped >= held && iv.clipped <= near);
			CU_ASSERT_EQUAL(ins_conduct_fit_iv(current, voltage, n, &iv, NULL), INS_OK);
			CU_ASSERT(iv.clipped >= held && iv.clipped <= near);
		}
	gsl_rng_free(rng);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"the end of a sweep is no limit", the_end_of_a_sweep_is_no_limit},
		{"a limit is found in any sweep", a_limit_is_found_in_any_sweep}, {NULL, NULL}};

	gsl_set_error_handler_off();
	return unit_main("conduct_limit", tests);
}
