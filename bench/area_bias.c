/*
 * area_bias - how low the damping from the loop's area reads under a triangular load: the table
 * of dmaloss(1). Each record of ten cycles of 2000 points is analysed as dmaloss would.
 */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>

#include "physics/viscoelastic.h"
#include "triangle.h"

enum { CYCLES = 10, ROWS = 2000 };

/* damping_area over the damping of a solid; NaN if there is no answer. */
static double bias(double damping, int standard)
{
	static double time_s[CYCLES * ROWS], load[CYCLES * ROWS], strain[CYCLES * ROWS];
	const struct ins_record record = {time_s, load, strain, CYCLES * ROWS};
	const struct ins_viscoelastic_options options = {
		.frequency_Hz = NAN, .skip = 1, .harmonics = 5, .bins = 200};
	struct triangle_solid solid = triangle_solid(1, damping, 1);
	struct ins_viscoelastic result;
	double ratio = NAN;

	for (int i = 0; i < CYCLES * ROWS; i++) {
		double phase = (double)i / ROWS;

		time_s[i] = phase;
		load[i] = triangle_load(phase, 0);
		strain[i] = standard ? triangle_strain(&solid, phase)
				     : triangle_relaxed(phase, damping / (2 * M_PI));
	}
	if (!ins_viscoelastic_analyse(&record, &options, &result, NULL)) {
		ratio = result.damping_area / result.damping;
		ins_viscoelastic_free(&result);
	}
	return ratio;
}

int main(void)
{
	static const double dampings[] = {0.01, 0.02, 0.05, 0.1, 0.15, 0.2};

	gsl_set_error_handler_off();
	printf("damping  Kelvin-Voigt  standard linear solid\n");
	for (size_t i = 0; i < sizeof dampings / sizeof *dampings; i++)
		printf(" %.2f       %.3f          %.3f\n", dampings[i], bias(dampings[i], 0),
			bias(dampings[i], 1));
	return 0;
}
