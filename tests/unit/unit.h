/* unit - what every unit test shares: numbers compared with a reasoned tolerance, one runner. */
#ifndef INSITU_UNIT_H
#define INSITU_UNIT_H

#include <CUnit/Basic.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* |got - want| <= atol + rtol |want|; a NaN is near nothing. */
static inline int near(double got, double want, double rtol, double atol)
{
	return fabs(got - want) <= atol + rtol * fabs(want);
}

/* As near, as an assertion that prints both numbers where it fails. */
#define NEAR(got, want, rtol, atol)                                                            \
	do {                                                                                   \
		double near_got_ = (got), near_want_ = (want);                                 \
		int near_ok_ = near(near_got_, near_want_, (rtol), (atol));                    \
		if (!near_ok_)                                                                 \
			fprintf(stderr, "%s:%d: %s is %.17g, not %.17g\n", __FILE__, __LINE__, \
				#got, near_got_, near_want_);                                  \
		CU_ASSERT(near_ok_);                                                           \
	} while (0)

/* Two strings are equal; prints both where they are not. */
#define SAME(got, want)                                                                            \
	do {                                                                                       \
		const char *same_got_ = (got), *same_want_ = (want);                               \
		int same_ok_ = same_got_ && strcmp(same_got_, same_want_) == 0;                    \
		if (!same_ok_)                                                                     \
			fprintf(stderr, "%s:%d: %s is '%s', not '%s'\n", __FILE__, __LINE__, #got, \
				same_got_ ? same_got_ : "(null)", same_want_);                     \
		CU_ASSERT(same_ok_);                                                               \
	} while (0)

struct unit_test {
	const char *name;
	void (*run)(void);
};

/* Run TESTS (ended by a NULL name) as one CUnit suite; the exit code of main. */
static inline int unit_main(const char *suite_name, const struct unit_test *tests)
{
	CU_pSuite suite;
	unsigned failures;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return EXIT_FAILURE;
	suite = CU_add_suite(suite_name, NULL, NULL);
	for (; suite && tests->name; tests++)
		if (!CU_add_test(suite, tests->name, tests->run))
			suite = NULL;
	if (!suite)
		return EXIT_FAILURE;
	CU_basic_set_mode(CU_BRM_VERBOSE);
	CU_basic_run_tests();
	failures = CU_get_number_of_failures() + (CU_get_number_of_asserts() == 0);
	CU_cleanup_registry();
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
