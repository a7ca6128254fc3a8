/* Shapes of plasmon peaks: known answers from starts that are off, and what has no answer. */
#include "unit.h"

#include "physics/lineshape.h"

enum { CHANNELS = 60 };
#define FIRST 10.0

static const enum ins_lineshape kinds[] = {INS_GAUSSIAN, INS_LORENTZIAN, INS_DRUDE};

static void draw(const struct ins_shape *shape, double *y)
{
	for (int k = 0; k < CHANNELS; k++)
		y[k] = ins_lineshape_at(shape, FIRST + k);
}

static void finds_a_shape_from_a_start_that_is_off(void)
{
	for (int i = 0; i < 6; i++) {
		const struct ins_shape truth = {kinds[i / 2], 500, 40.3, 9, 0};
		struct ins_shape shape = {kinds[i / 2], 300, 42, 16, 0};
		double y[CHANNELS];

		draw(&truth, y);
		CU_ASSERT(ins_lineshape_fit(y, CHANNELS, FIRST, i % 2, &shape));
		/* a noiseless fit */
		NEAR(shape.amplitude, 500, 1e-8, 0);
		NEAR(shape.position, 40.3, 1e-8, 0);
		NEAR(shape.width, 9, 1e-8, 0);
		CU_ASSERT(shape.position_var > 0);
		NEAR(ins_lineshape_quality(y, CHANNELS, FIRST, &shape, 1), 0, 0, 1e-8);
	}
}

/* A start far off, from which whole steps would leave the peak behind. */
static void is_held_back_on_the_way(void)
{
	const struct ins_shape truth = {INS_LORENTZIAN, 500, 40.3, 9, 0};
	struct ins_shape shape = {INS_LORENTZIAN, 900, 52, 4, 0};
	double y[CHANNELS];

	draw(&truth, y);
	CU_ASSERT(ins_lineshape_fit(y, CHANNELS, FIRST, false, &shape));
	NEAR(shape.position, 40.3, 1e-8, 0);
	NEAR(shape.width, 9, 1e-8, 0);
}

/* One channel alone tells neither place nor width. */
static void has_no_error_where_one_channel_holds_all(void)
{
	struct ins_shape shape = {INS_GAUSSIAN, 500, FIRST + 0.1, 0.2, 0};
	double y[CHANNELS];

	draw(&shape, y);
	CU_ASSERT(ins_lineshape_fit(y, CHANNELS, FIRST, false, &shape));
	CU_ASSERT(isnan(shape.position_var));
}

static void refuses(const double *y, size_t n, double first, struct ins_shape start)
{
	struct ins_shape shape = start;

	CU_ASSERT_FALSE(ins_lineshape_fit(y, n, first, false, &shape));
	CU_ASSERT_EQUAL(shape.amplitude, start.amplitude);
	CU_ASSERT_EQUAL(shape.position, start.position);
	CU_ASSERT_EQUAL(shape.width, start.width);
}

static void has_no_answer_where_there_is_none(void)
{
	const struct ins_shape start = {INS_LORENTZIAN, 500, 40, 9, 0};
	struct ins_shape shape = start;
	double y[CHANNELS];

	draw(&start, y);
	refuses(y, 2, FIRST, start);
	refuses(y, CHANNELS, 0, start);
	shape.amplitude = -500;
	refuses(y, CHANNELS, FIRST, shape);
	CU_ASSERT(isnan(ins_lineshape_quality(y, 3, FIRST, &start, 1)));
	/* The peak is not in the window. */
	shape = (struct ins_shape){INS_LORENTZIAN, 500, 4, 9, 0};
	draw(&shape, y);
	refuses(y, CHANNELS, FIRST, (struct ins_shape){INS_LORENTZIAN, 300, 12, 9, 0});
	/* No channel feels the start. */
	refuses(y, CHANNELS, FIRST, (struct ins_shape){INS_GAUSSIAN, 500, 4000, 1, 0});
	/* A valley, a channel without a number. */
	for (int k = 0; k < CHANNELS; k++)
		y[k] = 100 - ins_lineshape_at(&start, FIRST + k) / 10;
	refuses(y, CHANNELS, FIRST, start);
	y[7] = NAN;
	refuses(y, CHANNELS, FIRST, start);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"finds a shape from a start that is off", finds_a_shape_from_a_start_that_is_off},
		{"is held back on the way", is_held_back_on_the_way},
		{"has no error where one channel holds all",
			has_no_error_where_one_channel_holds_all},
		{"has no answer where there is none", has_no_answer_where_there_is_none},
		{NULL, NULL}};

	return unit_main("lineshape", tests);
}
