/* Drift and harmonics of one frequency: known waves, and rows that cannot tell them apart. */
#include "unit.h"

#include <gsl/gsl_errno.h>

#include "physics/harmonic.h"
#include "physics/loop.h"
#include "physics/scatter.h"

enum { ROWS = 2000 };
static double time_s[ROWS], load[ROWS], displacement[ROWS];

/* Load and displacement of 1 Hz, DELAY apart, with a third harmonic and a drift. */
static struct ins_record wave(size_t n, double step_s, double delay)
{
	for (size_t i = 0; i < n; i++) {
		double angle = 2 * M_PI * step_s * (double)i;

		time_s[i] = step_s * (double)i;
		load[i] = 5 + 2 * cos(angle) + 0.1 * cos(3 * angle);
		displacement[i] = 3 + 0.5 * cos(angle - delay) + 0.01 * time_s[i];
	}
	return (struct ins_record){
		.time_s = time_s, .load = load, .displacement = displacement, .n = n};
}

static void a_known_wave(void)
{
	struct ins_record record = wave(1000, 0.00503, 0.2);
	struct ins_harmonic_basis basis = {1, 0, 5.03, 3, 1};
	struct ins_harmonic_fit fit;

	CU_ASSERT_EQUAL(ins_harmonic_fit(&record, &basis, NULL, &fit, NULL), INS_OK);
	/* algebra, but for a matrix of eight columns */
	NEAR(hypot(fit.coefficient[INS_OF_LOAD][1], fit.coefficient[INS_OF_LOAD][2]), 2, 1e-11, 0);
	NEAR(ins_harmonic_ratio(&fit, INS_OF_LOAD, 3), 0.05, 1e-10, 0);
	NEAR(ins_harmonic_slope(&fit, INS_OF_DISPLACEMENT), 0.01, 1e-9, 0);
	CU_ASSERT(isnan(ins_harmonic_ratio(&fit, INS_OF_LOAD, 5)));
	CU_ASSERT(isnan(ins_harmonic_ratio(&fit, INS_OF_LOAD, 4)));
}

static void rows_that_cannot_tell(void)
{
	struct ins_record record = wave(100, 1, 0.2);
	struct ins_harmonic_basis basis = {1, 0, 100, 3, 1};
	struct ins_harmonic_fit fit;
	struct ins_scatter scatter;
	struct ins_cycle cycle;
	struct ins_err err = {0};

	/* All rows at one phase, where rounding is all that the load changes by. */
	load[50] += 1;
	CU_ASSERT_EQUAL(ins_harmonic_fit(&record, &basis, NULL, &fit, &err), INS_EANALYSIS);
	SAME(err.text, "100 rows cannot tell drift and harmonics apart");
	record = wave(100, 1 + 1e-8, 0.2);
	CU_ASSERT_EQUAL(ins_harmonic_fit(&record, &basis, NULL, &fit, &err), INS_EANALYSIS);
	/* As many rows as columns, and one column more for the frequency. */
	record = wave(4, 0.77, 0.2);
	basis = (struct ins_harmonic_basis){1, 0, 1, 1, 1};
	CU_ASSERT_EQUAL(ins_harmonic_free(&record, &basis, NULL, &fit, &err), INS_EANALYSIS);
	SAME(err.text, "4 rows cannot tell drift and harmonics apart");
	CU_ASSERT_EQUAL(ins_harmonic_fit(&record, &basis, NULL, &fit, &err), INS_OK);
	CU_ASSERT_EQUAL(
		ins_scatter_cycles(&record, &fit, 1, &cycle, &scatter, &err), INS_EANALYSIS);
	SAME(err.text, "4 rows are too few for drift and harmonics");
	for (size_t i = 0; i < 4; i++)
		load[i] = 7;
	CU_ASSERT_EQUAL(ins_harmonic_fit(&record, &basis, NULL, &fit, &err), INS_EANALYSIS);
	SAME(err.text, "the load never changes, so there is no cycle");
}

static void a_frequency_far_from_its_start(void)
{
	struct ins_record record = wave(1000, 0.01, 0.2);
	struct ins_harmonic_basis basis = {1.13, 0, 10 / 1.13, 1, 1};
	struct ins_harmonic_fit fit;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_harmonic_free(&record, &basis, NULL, &fit, &err), INS_EANALYSIS);
	SAME(err.text, "the load does not repeat at 1.13 Hz");
	basis.frequency_Hz = 1.01;
	CU_ASSERT_EQUAL(ins_harmonic_free(&record, &basis, NULL, &fit, &err), INS_OK);
	/* The third harmonic, which is not fitted, pulls by its share over ten cycles. */
	NEAR(fit.frequency_Hz, 1, 1e-3, 0);
}

/* An ellipse has the area pi a b sin(delay), a polygon of 400 corners 4e-5 less. */
static void energy_of_cycles_within_a_record(void)
{
	struct ins_record record = wave(ROWS, 0.0025, 0.2);
	struct ins_harmonic_basis basis = {1, 0, 5, 3, 1};
	struct ins_harmonic_fit fit;
	struct ins_err err = {0};
	double energy;

	CU_ASSERT_EQUAL(ins_harmonic_fit(&record, &basis, NULL, &fit, &err), INS_OK);
	/* It begins and ends between two rows, and some stand on either side. */
	CU_ASSERT_EQUAL(ins_loop_energy(&record, &fit, 1.0711, 3, &energy, &err), INS_OK);
	NEAR(fabs(energy), M_PI * 2 * 0.5 * sin(0.2), 1e-4, 0);
	CU_ASSERT_EQUAL(ins_loop_energy(&record, &fit, 1.0711, 4, &energy, &err), INS_EANALYSIS);
	SAME(err.text, "the record does not cover 4 cycles of 1 Hz");
	CU_ASSERT(isnan(energy));
}

int main(void)
{
	static const struct unit_test tests[] = {{"a known wave", a_known_wave},
		{"rows that cannot tell", rows_that_cannot_tell},
		{"a frequency far from its start", a_frequency_far_from_its_start},
		{"energy of cycles within a record", energy_of_cycles_within_a_record},
		{NULL, NULL}};

	gsl_set_error_handler_off();
	return unit_main("harmonic", tests);
}
