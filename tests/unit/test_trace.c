/* One record as arrays: its usable rows, means, and a strain that follows the clock. */
#include "unit.h"

#include "noisy.h"

#include "physics/trace.h"

static const struct ins_trace record = {strain, stress, seconds, N};

static struct ins_trace_rows copy(size_t from, size_t to)
{
	struct ins_trace_rows rows = {0};

	CU_ASSERT_EQUAL(ins_trace_rows_copy(&record, from, to, &rows, NULL), INS_OK);
	return rows;
}

static void rows_without_a_number_are_left_out(void)
{
	struct ins_trace_rows rows;

	fill(1e-3, 1e-5);
	strain[3] = NAN;
	stress[5] = INFINITY;
	rows = copy(2, 8);
	CU_ASSERT_EQUAL_FATAL(rows.n, 4);
	CU_ASSERT_EQUAL(rows.row[0], 2);
	CU_ASSERT_EQUAL(rows.row[1], 4);
	CU_ASSERT_EQUAL(rows.row[2], 6);
	CU_ASSERT_EQUAL(rows.row[3], 7);
	CU_ASSERT(rows.guide_is_time);
	CU_ASSERT_EQUAL(rows.guide[1], seconds[4]);
	ins_trace_rows_free(&rows);
	rows = copy(3, 4);
	CU_ASSERT_EQUAL(rows.n, 0);
	ins_trace_rows_free(&rows);
}

static void a_clock_that_stands_is_no_guide(void)
{
	struct ins_trace_rows rows;

	fill(1e-3, 1e-5);
	seconds[6] = seconds[5];
	rows = copy(0, 6);
	CU_ASSERT(rows.guide_is_time);
	ins_trace_rows_free(&rows);
	rows = copy(4, 8);
	CU_ASSERT_FALSE(rows.guide_is_time);
	CU_ASSERT_EQUAL(rows.guide[3], 7);
	ins_trace_rows_free(&rows);
}

static void a_short_rest_joins_the_last_mean(void)
{
	struct ins_trace_rows rows, means = {0};

	for (size_t i = 0; i < 11; i++)
		strain[i] = stress[i] = seconds[i] = (double)i;
	rows = copy(0, 11);
	CU_ASSERT_EQUAL(ins_trace_rows_average(&rows, 1, 11, 4, &means, NULL), INS_OK);
	CU_ASSERT_EQUAL_FATAL(means.n, 2);
	/* of 1 to 4, and of 5 to 10 */
	NEAR(means.strain[0], 2.5, 1e-15, 0);
	NEAR(means.strain[1], 7.5, 1e-15, 0);
	CU_ASSERT_EQUAL(means.row[1], 5);
	ins_trace_rows_free(&means);
	ins_trace_rows_free(&rows);
}

static void even_strain_is_read_off_the_clock(void)
{
	struct ins_trace_rows rows;
	double share = 0;

	fill(1e-3, 1e-4);
	rows = copy(0, N);
	CU_ASSERT_EQUAL(ins_trace_rows_straighten(&rows, 0, N, &share, NULL), INS_OK);
	/* five sd of the line at its ends, each 2/sqrt(n) of a row's */
	for (size_t i = 0; i < N; i += 100)
		NEAR(rows.strain[i], 1e-3 * seconds[i], 0, 1e-5);
	/* (sd sqrt(12/n)/rise)^2 of the slope; from 125 means known to 0.13, and three of that */
	NEAR(share, 1e-8 * 12 / N / (0.9999 * 0.9999), 0.4, 0);
	ins_trace_rows_free(&rows);
}

static void strain_that_bends_stays_as_it_is(void)
{
	struct ins_trace_rows rows;
	double share = 0;

	fill(1e-3, 1e-4);
	for (size_t i = 0; i < N; i++)
		strain[i] += 1e-9 * seconds[i] * seconds[i];
	rows = copy(0, N);
	CU_ASSERT_EQUAL(ins_trace_rows_straighten(&rows, 0, N, &share, NULL), INS_OK);
	CU_ASSERT_EQUAL(memcmp(rows.strain, strain, sizeof strain), 0);
	CU_ASSERT_EQUAL(share, 0);
	/* a part too short to judge */
	CU_ASSERT_EQUAL(ins_trace_rows_straighten(&rows, 0, 11, &share, NULL), INS_OK);
	CU_ASSERT_EQUAL(memcmp(rows.strain, strain, sizeof strain), 0);
	CU_ASSERT_EQUAL(share, 0);
	ins_trace_rows_free(&rows);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"rows without a number are left out", rows_without_a_number_are_left_out},
		{"a clock that stands is no guide", a_clock_that_stands_is_no_guide},
		{"a short rest joins the last mean", a_short_rest_joins_the_last_mean},
		{"even strain is read off the clock", even_strain_is_read_off_the_clock},
		{"strain that bends stays as it is", strain_that_bends_stays_as_it_is},
		{NULL, NULL}};

	return unit_main("trace", tests);
}
