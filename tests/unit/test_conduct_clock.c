/* A channel on another clock: rows that lack a time, on either side, are left out. */
#include "unit.h"

#include "physics/conduct.h"

/* 10 t in rows that have a time; whatever does not belong is far from it. */
static const double clock_s[] = {NAN, 1, 2, NAN, 4, 5, 6, INFINITY};
static const double value[] = {99, 10, 20, 99, 40, 50, 60, 99};

static int join(const double *clock, const double *of_clock, size_t m, const double *time_s,
	size_t n, double lag_s, double *read, struct ins_err *err)
{
	size_t first, last;

	return ins_conduct_join(clock, of_clock, m, time_s, n, lag_s, read, &first, &last, err);
}

static void rows_without_a_time_are_left_out(void)
{
	static const double time_s[] = {NAN, 0.5, 1, 1.5, 3, NAN, 5.5, 6, 6.5};
	static const double want[] = {NAN, NAN, 10, 15, 30, NAN, 55, 60, NAN};
	struct ins_err err = {0};
	double read[9];

	CU_ASSERT_EQUAL(join(clock_s, value, 8, time_s, 9, 0, read, &err), INS_OK);
	for (int i = 0; i < 9; i++)
		if (isnan(want[i]))
			CU_ASSERT(isnan(read[i]))
		else
			NEAR(read[i], want[i], 1e-12, 0);
}

static void a_missing_value_is_not_made_up(void)
{
	static const double gaps[] = {99, 10, 20, 99, 40, NAN, 60, 99};
	static const double time_s[] = {3, 4.5, 5.5, 5.9};
	struct ins_err err = {0};
	double read[4];

	CU_ASSERT_EQUAL(join(clock_s, gaps, 8, time_s, 4, 0, read, &err), INS_OK);
	NEAR(read[0], 30, 1e-12, 0);
	for (int i = 1; i < 4; i++)
		CU_ASSERT(isnan(read[i]));
}

static void a_lag_moves_the_times(void)
{
	static const double time_s[] = {3.5, NAN, 4.5};
	struct ins_err err = {0};
	double read[8];

	CU_ASSERT_EQUAL(join(clock_s, value, 8, time_s, 3, 0.5, read, &err), INS_OK);
	NEAR(read[0], 30, 1e-12, 0);
	CU_ASSERT(isnan(read[1]));
	NEAR(read[2], 40, 1e-12, 0);
}

static void on_its_own_clock_a_channel_is_as_it_was(void)
{
	struct ins_err err = {0};
	double read[8];

	CU_ASSERT_EQUAL(join(clock_s, value, 8, clock_s, 8, 0, read, &err), INS_OK);
	for (int i = 0; i < 8; i++)
		if (isfinite(clock_s[i]))
			NEAR(read[i], 10 * clock_s[i], 1e-12, 0);
		else
			CU_ASSERT(isnan(read[i]));
}

/* A fault names the row of the record, not of what is left of it. */
static void what_cannot_be_read_says_so(void)
{
	static const double back_s[] = {NAN, 3, NAN, 2}, none[] = {NAN, NAN};
	struct ins_err err = {0};
	double read[8];

	CU_ASSERT_EQUAL(join(clock_s, value, 8, back_s, 4, 0, read, &err), INS_EANALYSIS);
	SAME(err.text, "the time runs backwards in row 4, from 3 s to 2 s");
	CU_ASSERT_EQUAL(join(none, value, 2, back_s, 2, 0, read, &err), INS_EANALYSIS);
	SAME(err.text, "too few rows to join: 0 and 1");
	CU_ASSERT_EQUAL(join(clock_s, value, 8, none, 2, 0, read, &err), INS_EANALYSIS);
	CU_ASSERT_EQUAL(join(clock_s, value, 8, back_s, 2, 9, read, &err), INS_EANALYSIS);
	CU_ASSERT(strstr(err.text, "the clocks do not overlap") != NULL);
	CU_ASSERT_EQUAL(join(clock_s, value, 0, none, 0, 0, read, &err), INS_EANALYSIS);
	SAME(err.text, "too few rows to join: 0 and 0");
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"rows without a time are left out", rows_without_a_time_are_left_out},
		{"a missing value is not made up", a_missing_value_is_not_made_up},
		{"a lag moves the times", a_lag_moves_the_times},
		{"on its own clock a channel is as it was",
			on_its_own_clock_a_channel_is_as_it_was},
		{"what cannot be read says so", what_cannot_be_read_says_so}, {NULL, NULL}};

	return unit_main("conduct_clock", tests);
}
