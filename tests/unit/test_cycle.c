/* Where the cycles are: turning points, approach and holds, and what is no cyclic test. */
#include "unit.h"

#include <gsl/gsl_errno.h>

#include "wave.h"

enum { ROWS = 4000 };
static double time_s[ROWS], load[ROWS], displacement[ROWS];

static struct ins_record record_of(size_t n)
{
	return (struct ins_record){
		.time_s = time_s, .load = load, .displacement = displacement, .n = n};
}

static void turning_points_of_a_zigzag(void)
{
	static const double y[] = {0, 3, 1, NAN, 5, 4.5, 5.5, -2, 0};
	static const double t[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
	static const double gaps[] = {0, NAN, 2, 3, 4, 5, INFINITY, 7, 8};
	struct ins_record record = {.time_s = t, .load = y, .n = 9};
	struct ins_turns turns;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_cycle_turns(&record, 1.5, &turns, &err), INS_OK);
	CU_ASSERT_EQUAL_FATAL(turns.n, 4);
	CU_ASSERT(turns.maximum_first);
	CU_ASSERT_EQUAL(turns.row[0], 1);
	CU_ASSERT_EQUAL(turns.row[1], 2);
	CU_ASSERT_EQUAL(turns.row[2], 6); /* 4.5 is a dip of less than the threshold */
	CU_ASSERT_EQUAL(turns.row[3], 7);
	ins_turns_free(&turns);
	/* 3 and 5.5 have no time: the load rises to 5 and falls to -2. */
	record.time_s = gaps;
	CU_ASSERT_EQUAL(ins_cycle_turns(&record, 1.5, &turns, &err), INS_OK);
	CU_ASSERT_EQUAL_FATAL(turns.n, 2);
	CU_ASSERT_EQUAL(turns.row[0], 4);
	CU_ASSERT_EQUAL(turns.row[1], 7);
	ins_turns_free(&turns);
	record.n = 0;
	CU_ASSERT_EQUAL(ins_cycle_turns(&record, 1.5, &turns, &err), INS_OK);
	CU_ASSERT_EQUAL(turns.n, 0);
	ins_turns_free(&turns);
}

/* Approach to a mean load, hold, cycles a tenth as high, hold, unloading. */
static size_t with_approach(double period_s, double height)
{
	size_t n = 0;

	for (; n < ROWS; n++) {
		double t = 0.01 * (double)n;

		time_s[n] = t;
		if (t < 2)
			load[n] = 50 * t;
		else if (t < 5 || (t >= 15 && t < 17))
			load[n] = 100;
		else if (t < 15)
			load[n] = 100 + height * sin(2 * M_PI * (t - 5) / period_s);
		else if (t < 19)
			load[n] = 100 - 50 * (t - 17);
		else
			break;
		displacement[n] = load[n] / 7;
	}
	return n;
}

static void approach_holds_and_unloading_are_left_out(void)
{
	struct ins_record record = record_of(with_approach(1, 10));
	struct ins_cycle_part part;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_OK);
	/* Maxima are found to within a row of 100 a cycle, over nine cycles. */
	NEAR(part.frequency_Hz, 1, 2e-3, 0);
	/* A hold at the mean looks like the cycle while that is within a quarter of its range. */
	NEAR(time_s[part.first], 5, 0, 0.1);
	NEAR(time_s[part.first + part.n - 1], 15, 0, 0.1);
}

static void a_frequency_that_is_not_there_is_named(void)
{
	struct ins_record record = record_of(with_approach(1, 10));
	struct ins_cycle_part part;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_cycle_find(&record, 0, &part, &err), INS_EUSAGE);
	SAME(err.text, "a frequency of 0 Hz makes no cycles");
	CU_ASSERT_EQUAL(ins_cycle_find(&record, -5, &part, &err), INS_EUSAGE);
	CU_ASSERT_EQUAL(ins_cycle_find(&record, INFINITY, &part, &err), INS_EUSAGE);
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 2.5, &part, &err), INS_EANALYSIS);
	SAME(err.text, "the load turns back and forth at about 1 Hz, not at 2.5 Hz");
}

static void no_cycles_are_no_cycles(void)
{
	struct ins_record record = record_of(500);
	struct ins_cycle_part part;
	struct ins_err err = {0};

	for (size_t i = 0; i < 500; i++) {
		time_s[i] = (double)i;
		load[i] = displacement[i] = (double)i;
	}
	CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_EANALYSIS);
	SAME(err.text, "the load does not turn back and forth twice, so its frequency is unknown; "
		       "give it if there is one whole cycle");
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 1, &part, &err), INS_EANALYSIS);
	SAME(err.text, "the load does not turn back and forth at 1 Hz");
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 0.001, &part, &err), INS_EANALYSIS);
	SAME(err.text, "the record is 0.5 of a cycle of 0.001 Hz long");
	for (size_t i = 0; i < 500; i++)
		displacement[i] = 3;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 1, &part, &err), INS_EANALYSIS);
	SAME(err.text, "the displacement never changes, so there is no response");
	for (size_t i = 0; i < 500; i++)
		load[i] = 2;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 1, &part, &err), INS_EANALYSIS);
	SAME(err.text, "the load never changes, so there is no cycle");
	for (size_t i = 0; i < 500; i++)
		time_s[i] = 4;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 1, &part, &err), INS_EANALYSIS);
	SAME(err.text, "no time passes in this record");
	record.n = 0;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 1, &part, &err), INS_EANALYSIS);
	SAME(err.text, "0 usable rows are too few to hold a cycle");
	record.n = 1;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, 1, &part, &err), INS_EANALYSIS);
	SAME(err.text, "1 usable row is too few to hold a cycle");
}

static void time_that_runs_backwards_is_a_fault(void)
{
	struct ins_record record = record_of(with_approach(1, 10));
	struct ins_cycle_part part;
	struct ins_err err = {0};

	time_s[700] = 6.5;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_EFORMAT);
	SAME(err.text, "time runs backwards in row 701: 6.5 s after 6.99 s");
	time_s[700] = NAN;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_OK);
}

static void a_maximum_without_a_time_is_a_row_less(void)
{
	struct ins_record record = record_of(ROWS);
	struct ins_cycle_part part;
	struct ins_err err = {0};

	for (size_t i = 0; i < ROWS; i++) {
		time_s[i] = 0.01 * (double)i;
		load[i] = displacement[i] = sin(2 * M_PI * time_s[i]);
	}
	for (size_t i = 25; i < ROWS; i += 500)
		time_s[i] = NAN;
	CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_OK);
	/* One row of 100 a cycle, over 39 cycles. */
	NEAR(part.frequency_Hz, 1, 3e-4, 0);
	CU_ASSERT_EQUAL(part.first, 0);
	CU_ASSERT_EQUAL(part.n, ROWS);
}

static void a_large_drift_does_not_hide_the_cycles(void)
{
	struct ins_record record = record_of(ROWS);
	struct ins_cycle_part part;
	struct ins_err err = {0};

	/* 40 cycles of height 1 on a rise of 10 */
	for (size_t i = 0; i < ROWS; i++) {
		time_s[i] = 0.01 * (double)i;
		load[i] = 0.25 * time_s[i] + 0.5 * sin(2 * M_PI * time_s[i]);
		displacement[i] = load[i];
	}
	CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_OK);
	NEAR(part.frequency_Hz, 1, 1e-3, 0);
	CU_ASSERT_EQUAL(part.n, ROWS);
}

/* A channel that ends early, or begins late, leaves the cycles that both have. */
static void cycles_of_one_channel_alone_do_not_count(void)
{
	enum { CYCLES_ROWS = 1000 };
	struct ins_record record = record_of(CYCLES_ROWS);
	struct ins_cycle_part part;
	struct ins_err err = {0};

	for (int late = 0; late < 2; late++) {
		for (size_t i = 0; i < CYCLES_ROWS; i++) {
			time_s[i] = 0.01 * (double)i;
			load[i] = sin(2 * M_PI * time_s[i]);
			displacement[i] = (i < 400) == !late ? load[i] : NAN;
		}
		CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_OK);
		NEAR(part.frequency_Hz, 1, 1e-3, 0);
		CU_ASSERT_EQUAL(part.first, late ? 400 : 0);
		CU_ASSERT_EQUAL(part.n, late ? 600 : 400);
	}
	for (size_t i = 0; i < CYCLES_ROWS; i++) {
		load[i] = i < 600 ? load[i] : 0;
		displacement[i] = i < 600 ? NAN : time_s[i];
		if (i == 999)
			load[i] = 0.1;
	}
	CU_ASSERT_EQUAL(ins_cycle_find(&record, NAN, &part, &err), INS_EANALYSIS);
	SAME(err.text, "where the load turns back and forth there is no displacement");
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"turning points of a zigzag", turning_points_of_a_zigzag},
		{"approach, holds and unloading are left out",
			approach_holds_and_unloading_are_left_out},
		{"a frequency that is not there is named", a_frequency_that_is_not_there_is_named},
		{"no cycles are no cycles", no_cycles_are_no_cycles},
		{"time that runs backwards is a fault", time_that_runs_backwards_is_a_fault},
		{"a maximum without a time is a row less", a_maximum_without_a_time_is_a_row_less},
		{"a large drift does not hide the cycles", a_large_drift_does_not_hide_the_cycles},
		{"cycles of one channel alone do not count",
			cycles_of_one_channel_alone_do_not_count},
		{NULL, NULL}};
	gsl_set_error_handler_off();
	return unit_main("cycle", tests);
}
