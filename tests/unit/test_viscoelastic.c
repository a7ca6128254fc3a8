/* Moduli, damping and loop area against closed forms, and records that are not as they should. */
#include "unit.h"

#include <gsl/gsl_errno.h>

#include "wave.h"

static const double dampings[] = {0.009, 0.044, 0.105, 0.098, 0.162, 0.5};
enum { DAMPINGS = sizeof dampings / sizeof *dampings };

static struct wave_test fine(enum wave_solid solid, double damping)
{
	return (struct wave_test){.solid = solid,
		.damping = damping,
		.strength = damping < 0.2 ? 0.5 : 10,
		.frequency_Hz = 5,
		.cycles = 10,
		.rows_per_cycle = 2000};
}

/* Analyse; stop the test where that fails. */
static struct ins_viscoelastic must(
	const struct wave_test *test, const struct ins_viscoelastic_options *options)
{
	struct ins_viscoelastic result;
	struct ins_err err = {0};
	int status = wave_analyse(test, options, &result, &err);

	if (status)
		fprintf(stderr, "%s\n", err.text);
	CU_ASSERT_EQUAL_FATAL(status, INS_OK);
	return result;
}

static int checks_are(const struct ins_viscoelastic *result, const char *want)
{
	char text[300];

	ins_viscoelastic_checks(result->checks, text, sizeof text);
	if (strcmp(text, want) != 0)
		fprintf(stderr, "checks are %s, not %s\n", text, want);
	return strcmp(text, want) == 0;
}

/* A(y) = pi^2/8 - (pi y/4) tanh(pi/(2y)): sum over odd n of 1/(n^2 (1 + n^2 y^2)). */
static double odd_sum(double y)
{
	return M_PI * M_PI / 8 - M_PI * y / 4 * tanh(M_PI / (2 * y));
}

/* All three tolerances of 1e-4: what 2000 points a cycle leave of a corner of width tau. */
static void kelvin_voigt(void)
{
	for (int i = 0; i < DAMPINGS; i++) {
		double x = dampings[i];
		double energy = 64 * 0.25 / pow(M_PI, 3) * x * odd_sum(x);
		double half = 0.5 * (1 - 2 * x / M_PI * log(2 / (1 + exp(-M_PI / x))));
		struct wave_test test = fine(WAVE_KELVIN_VOIGT, x);
		struct ins_viscoelastic result = must(&test, &wave_usual);

		NEAR(creal(result.stiffness.value), 1, 1e-4, 0);
		NEAR(cimag(result.stiffness.value), x, 1e-4, 0);
		NEAR(result.damping, x, 1e-4, 0);
		NEAR(result.damping_cycle_mean, x, 1e-4, 0);
		NEAR(result.loop_energy, energy, 1e-4, 0);
		NEAR(result.load_half, 0.5, 1e-4, 0);
		NEAR(result.displacement_half, half, 1e-4, 0);
		NEAR(result.damping_area, energy / (M_PI * 0.5 * half), 2e-4, 0);
		NEAR(result.damping_capacity, energy / (0.5 * 0.5 * half), 2e-4, 0);
		NEAR(result.rate_per_s, 4 * 5 * half, 1e-4, 0);
		NEAR(result.delay_s, x / (2 * M_PI * 5), 1e-4, 0);
		NEAR(result.frequency_Hz, 5, 1e-8, 0);
		NEAR(result.harmonic3[INS_OF_LOAD], 1.0 / 9, 1e-4, 0);
		CU_ASSERT_EQUAL(result.cycles, 9);
		CU_ASSERT(checks_are(&result, "ok"));
		ins_viscoelastic_free(&result);
	}
}

/* The closed form of [W/(pi sig0 eps0)]/tan d for J_U = 1/(1 + D), so that E at rest is 1. */
static void standard_linear_solid(void)
{
	for (int i = 0; i < DAMPINGS; i++) {
		struct wave_test test = fine(WAVE_STANDARD_LINEAR, dampings[i]);
		double d = test.strength, y = d / (2 * dampings[i]);
		struct ins_viscoelastic result = must(&test, &wave_usual);
		double want;

		y -= sqrt(y * y - 1 - d);
		want = 64 / pow(M_PI, 4) * odd_sum(y) * (1 + d + y * y) /
		       (1 + d * (1 - 2 * y / M_PI * tanh(M_PI / (2 * y))));
		NEAR(result.damping, dampings[i], 1e-4, 0);
		/* The closed form holds while the strain still peaks where the load does. */
		if (d * tanh(M_PI / (2 * y)) <= 1)
			NEAR(result.damping_area / result.damping, want, 2e-4, 0);
		ins_viscoelastic_free(&result);
	}
}

/* J'' ~ w^p, summed from its harmonics: W/(pi sig0^2 J'') = (64/pi^4)(1 - 2^(p-3)) zeta(3-p). */
static void power_law(void)
{
	static const struct {
		double p, want;
	} cases[] = {{0.5, 0.726}, {0, 0.691}, {-1, 0.667}};
	enum { ROWS = 2000, CYCLES = 2, TOP = 1999 };
	static double time_s[ROWS * CYCLES], load[ROWS * CYCLES], displacement[ROWS * CYCLES];
	struct ins_record record = {time_s, load, displacement, ROWS * CYCLES};
	struct ins_viscoelastic_options options = wave_usual;

	options.skip = 0;
	for (int c = 0; c < 3; c++) {
		struct ins_viscoelastic result;
		struct ins_err err = {0};

		for (int i = 0; i < ROWS * CYCLES; i++) {
			time_s[i] = (double)i / ROWS;
			load[i] = triangle_load(time_s[i], 0);
			displacement[i] = 0;
			for (int n = 1; n <= TOP; n += 2) {
				double angle = 2 * M_PI * fmod(n * (double)i, ROWS) / ROWS;

				displacement[i] -=
					8 / (M_PI * M_PI * n * n) *
					(cos(angle) + 0.1 * pow(n, cases[c].p) * sin(angle));
			}
		}
		CU_ASSERT_EQUAL_FATAL(
			ins_viscoelastic_analyse(&record, &options, &result, &err), INS_OK);
		NEAR(result.damping, 0.1, 1e-4, 0);
		/* Half of the last digit of the table, and for p = 0.5, whose turns are cusps,
		 * what 2000 points cut off them: the sum of n^-2.5 from 2000 on. */
		NEAR(result.loop_energy / (M_PI * 0.1), cases[c].want, 0, 6e-4);
		ins_viscoelastic_free(&result);
	}
}

/* Half of the paper's last digit, for its five frequencies, dampings and strains. */
static void the_paper(void)
{
	static const struct {
		double frequency_Hz, damping, range, rate_per_s, digit;
	} rows[] = {{0.5, 0.009, 0.0500, 0.05, 0.005}, {2, 0.044, 0.0500, 0.20, 0.005},
		{5, 0.105, 0.0510, 0.51, 0.005}, {10, 0.098, 0.0475, 0.95, 0.005},
		{20, 0.162, 0.0455, 1.82, 0.005}};

	for (int i = 0; i < 5; i++) {
		struct wave_test test = {.damping = rows[i].damping,
			.frequency_Hz = rows[i].frequency_Hz,
			.cycles = 10,
			.rows_per_cycle = 200};
		struct ins_viscoelastic result = must(&test, &wave_usual);

		NEAR(result.damping, rows[i].damping, 0, 0.0005);
		NEAR(result.rate_per_s * rows[i].range / (2 * result.displacement_half),
			rows[i].rate_per_s, 0, rows[i].digit);
		ins_viscoelastic_free(&result);
	}
}

/* Each disturbance leaves the damping within 3 % or is named; most are named anyway. */
static void disturbances(void)
{
	static const struct {
		const char *what, *checks;
		double cycles, frequency_Hz, jitter, drift, dwell;
		int rows;
	} cases[] = {
		{"none", "ok", 10, NAN, 0, 0, 0, 200},
		{"10.4 cycles", "incomplete-cycle", 10.4, NAN, 0, 0, 0, 200},
		{"a missing half cycle", "incomplete-cycle", 9.5, NAN, 0, 0, 0, 200},
		{"frequency 0.5 % high", "frequency-uncertain", 10, 5.025, 0, 0, 0, 200},
		{"frequency 0.5 % low", "incomplete-cycle,frequency-uncertain", 10, 4.975, 0, 0, 0,
			200},
		{"frequency right", "ok", 10, 5, 0, 0, 0, 200},
		{"50 points a cycle", "ok", 10, NAN, 0, 0, 0, 50},
		{"20 points a cycle", "ok", 10, NAN, 0, 0, 0, 20},
		{"10 points a cycle", "few-samples", 10, NAN, 0, 0, 0, 10},
		{"jittered times", "nonuniform-time", 10, NAN, 0.2, 0, 0, 200},
		{"drift of 2 % a cycle", "drift", 10, NAN, 0, 0.02, 0, 200},
		{"10.4 cycles with drift", "incomplete-cycle,drift", 10.4, NAN, 0, 0.02, 0, 200},
		{"two cycles", "few-cycles", 3, NAN, 0, 0, 0, 200},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int d = 0; d < DAMPINGS; d++) {
			struct wave_test test = {.damping = dampings[d],
				.frequency_Hz = 5,
				.cycles = cases[i].cycles,
				.rows_per_cycle = cases[i].rows,
				.jitter = cases[i].jitter,
				.drift = cases[i].drift};
			struct ins_viscoelastic_options options = wave_usual;
			struct ins_viscoelastic result;

			options.frequency_Hz = cases[i].frequency_Hz;
			result = must(&test, &options);
			/* At 10 points the 9th and 11th harmonic pass for the first. */
			NEAR(result.damping, dampings[d], cases[i].rows > 10 ? 0.03 : 0.1, 0);
			if (!checks_are(&result, cases[i].checks)) {
				fprintf(stderr, "%s:\n", cases[i].what);
				CU_FAIL("checks");
			}
			ins_viscoelastic_free(&result);
		}
}

/* Load and displacement of a linear solid rest for a tenth of the cycle at either end. */
static void a_plateau_is_named(void)
{
	enum { ROWS = 2000 };
	static double time_s[ROWS], load[ROWS], displacement[ROWS];
	struct ins_record record = {time_s, load, displacement, ROWS};
	struct ins_viscoelastic result;
	struct ins_err err = {0};

	for (int i = 0; i < ROWS; i++) {
		time_s[i] = i / 200.0;
		load[i] = triangle_load(time_s[i], 0.1);
		displacement[i] = triangle_load(time_s[i] - 0.02, 0.1);
	}
	CU_ASSERT_EQUAL_FATAL(
		ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_OK);
	NEAR(result.damping, tan(2 * M_PI * 0.02), 1e-8, 0);
	CU_ASSERT(checks_are(&result, "plateau"));
	ins_viscoelastic_free(&result);
	/* A transducer at its limit: the displacement alone is cut off at 80 % of its height. */
	for (int i = 0; i < ROWS; i++) {
		load[i] = sin(2 * M_PI * time_s[i]);
		displacement[i] = fmin(sin(2 * M_PI * time_s[i] - 0.1), 0.8);
	}
	CU_ASSERT_EQUAL_FATAL(
		ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_OK);
	CU_ASSERT(checks_are(&result, "plateau"));
	ins_viscoelastic_free(&result);
}

static void a_loop_the_wrong_way_round_is_a_delay(void)
{
	struct wave_test test = fine(WAVE_SINE, -0.01);
	struct ins_viscoelastic result = must(&test, &wave_usual);

	NEAR(result.damping, -0.01, 1e-8, 0);
	NEAR(result.delay_s, -0.01 / (2 * M_PI * 5), 1e-8, 0);
	CU_ASSERT(checks_are(&result, "delay-suspected"));
	result.stiffness =
		ins_instrument_delay(result.stiffness, 5, -atan(result.damping) / (2 * M_PI * 5));
	ins_viscoelastic_judge(&result);
	NEAR(result.damping, 0, 0, 1e-12);
	CU_ASSERT(checks_are(&result, "no-loop"));
	ins_viscoelastic_free(&result);
}

/* Of a large damping the delay is an angle, not its tangent. */
static void a_large_damping_trails_by_its_angle(void)
{
	struct wave_test test = fine(WAVE_SINE, tan(1));
	struct ins_viscoelastic result = must(&test, &wave_usual);

	NEAR(result.delay_s, tan(1) / (2 * M_PI * 5), 1e-8, 0);
	result.stiffness = ins_instrument_delay(result.stiffness, 5, -1 / (2 * M_PI * 5));
	ins_viscoelastic_judge(&result);
	NEAR(result.damping, 0, 0, 1e-8);
	ins_viscoelastic_free(&result);
}

/* What was corrected cycle by cycle has a mean and a scatter of its own. */
static void cycles_are_judged_as_they_are(void)
{
	struct wave_test test = fine(WAVE_SINE, 0.1);
	struct ins_viscoelastic result = must(&test, &wave_usual);

	CU_ASSERT_EQUAL_FATAL(result.cycles, 9);
	for (int i = 0; i < 9; i++)
		result.cycle[i].damping = i;
	result.cycle[8].damping = NAN;
	ins_viscoelastic_judge(&result);
	/* 0 to 7: their mean, and the root of 42 over 7. */
	NEAR(result.damping_cycle_mean, 3.5, 1e-12, 0);
	NEAR(result.damping_cycle_sd, sqrt(6), 1e-12, 0);
	NEAR(result.damping, 0.1, 1e-8, 0);
	ins_viscoelastic_free(&result);
}

/* Units, signs and clocks are the user's: the same answer for data of any size. */
static void any_unit_gives_the_same_answer(void)
{
	static const double factors[] = {1e-12, 1e-6, 1e6, 1e12};
	struct wave_test test = {.damping = 0.105,
		.frequency_Hz = 5,
		.cycles = 10,
		.rows_per_cycle = 100,
		.load_noise = 0.03,
		.displacement_noise = 0.06};
	struct ins_viscoelastic first = must(&test, &wave_usual);

	for (int i = 0; i < 4; i++) {
		struct wave wave = wave_make(&test);
		struct ins_record record = wave_record(&wave);
		struct ins_viscoelastic result;
		struct ins_err err = {0};

		for (size_t k = 0; k < wave.n; k++) {
			wave.time_s[k] = 7 + wave.time_s[k] / sqrt(factors[i]);
			wave.load[k] *= factors[i];
			wave.displacement[k] /= -factors[i];
		}
		if (factors[i] < 1)
			for (size_t k = 0; k < wave.n; k++)
				wave.time_s[k] -= 7;
		CU_ASSERT_EQUAL_FATAL(
			ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_OK);
		/* 1e-8 of the damping is 1e-9 of the time of one step, as 7 s leaves it. */
		NEAR(result.damping, first.damping, factors[i] > 1e6 ? 1e-6 : 1e-8, 0);
		NEAR(result.damping_se, first.damping_se, 1e-5, 0);
		NEAR(creal(result.stiffness.value) / factors[i] / factors[i],
			-creal(first.stiffness.value), 1e-7, 0);
		NEAR(result.loop_energy, -first.loop_energy, 1e-5, 0);
		CU_ASSERT(result.checks & INS_CHECK_NEGATIVE_STORAGE);
		ins_viscoelastic_free(&result);
		wave_free(&wave);
	}
	ins_viscoelastic_free(&first);
}

static void missing_numbers_are_left_out(void)
{
	struct wave_test test = fine(WAVE_KELVIN_VOIGT, 0.044);
	struct wave wave = wave_make(&test);
	struct ins_record record = wave_record(&wave);
	struct ins_viscoelastic result;
	struct ins_err err = {0};

	for (size_t k = 0; k < wave.n; k += 7)
		wave.displacement[k] = NAN;
	wave.load[1] = INFINITY;
	for (size_t k = 5000; k < 5400; k++)
		wave.time_s[k] = NAN;
	CU_ASSERT_EQUAL_FATAL(
		ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_OK);
	NEAR(result.damping, 0.044, 1e-2, 0);
	CU_ASSERT(result.checks & INS_CHECK_NONUNIFORM_TIME);
	ins_viscoelastic_free(&result);
	for (size_t k = 0; k < wave.n; k++)
		wave.displacement[k] = NAN;
	CU_ASSERT_EQUAL(
		ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_EANALYSIS);
	wave_free(&wave);
}

static void what_cannot_be_answered_says_so(void)
{
	struct wave_test test = {
		.damping = 0.1, .frequency_Hz = 5, .cycles = 1, .rows_per_cycle = 200};
	struct ins_viscoelastic_options options = wave_usual;
	struct ins_viscoelastic result;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(wave_analyse(&test, &options, &result, &err), INS_EANALYSIS);
	SAME(err.text, "the load does not turn back and forth twice, so its frequency is unknown; "
		       "give it if there is one whole cycle");
	options.frequency_Hz = 5;
	CU_ASSERT_EQUAL(wave_analyse(&test, &options, &result, &err), INS_EANALYSIS);
	SAME(err.text, "1 cycles were found, which leaves none when 1 is skipped");
	options.skip = 0;
	result = must(&test, &options);
	NEAR(result.damping, 0.1, 1e-3, 0);
	CU_ASSERT(checks_are(&result, "few-cycles"));
	CU_ASSERT(isnan(result.drift_per_cycle));
	ins_viscoelastic_free(&result);
	test.cycles = 10;
	options.skip = 12;
	CU_ASSERT_EQUAL(wave_analyse(&test, &options, &result, &err), INS_EANALYSIS);
	SAME(err.text, "10 cycles were found, which leaves none when 12 are skipped");
	options.harmonics = 16;
	CU_ASSERT_EQUAL(wave_analyse(&test, &options, &result, &err), INS_EUSAGE);
	options.harmonics = 5;
	options.bins = 3;
	CU_ASSERT_EQUAL(wave_analyse(&test, &options, &result, &err), INS_EUSAGE);
	SAME(err.text, "3 points a loop; 4 to 2048 will do");
	options.bins = 200;
	options.skip = 1;
	test.cycles = 1000;
	options.frequency_Hz = 5.025;
	CU_ASSERT_EQUAL(wave_analyse(&test, &options, &result, &err), INS_EANALYSIS);
	SAME(err.text, "the load repeats at 5 Hz; 5.025 Hz would miss it by 5 cycles in all");
}

/* Load and displacement of which a cycle was not recorded. */
static void a_cycle_without_rows_has_no_damping(void)
{
	struct wave_test test = fine(WAVE_KELVIN_VOIGT, 0.1);
	struct wave wave = wave_make(&test);
	struct ins_record record = wave_record(&wave);
	struct ins_viscoelastic_options options = wave_usual;
	struct ins_viscoelastic result;
	struct ins_err err = {0};

	for (size_t k = 8000; k < 10001; k++)
		wave.displacement[k] = NAN;
	options.frequency_Hz = 5;
	options.skip = 0;
	CU_ASSERT_EQUAL_FATAL(ins_viscoelastic_analyse(&record, &options, &result, &err), INS_OK);
	CU_ASSERT_EQUAL(result.cycles, 10);
	for (size_t k = 0; k < 10; k++)
		CU_ASSERT_EQUAL(isnan(result.cycle[k].damping), k == 4);
	NEAR(result.damping, 0.1, 1e-3, 0);
	ins_viscoelastic_free(&result);
	wave_free(&wave);
}

/* Three cycles in noise as high as themselves do not tell their frequency well. */
static void an_uncertain_frequency_is_told(void)
{
	struct wave_test test = {.solid = WAVE_SINE,
		.damping = 0.1,
		.frequency_Hz = 5,
		.cycles = 4,
		.rows_per_cycle = 200,
		.load_noise = 0.2};
	struct ins_viscoelastic_options options = wave_usual;
	struct ins_viscoelastic result;

	options.harmonics = 1;
	result = must(&test, &options);
	CU_ASSERT(result.checks & INS_CHECK_FREQUENCY_UNCERTAIN);
	CU_ASSERT(4 * result.frequency_se_Hz * 3 / 5 > 0.02);
	NEAR(result.frequency_Hz, 5, 0, 4 * result.frequency_se_Hz);
	CU_ASSERT(isnan(result.harmonic3[INS_OF_LOAD]));
	ins_viscoelastic_free(&result);
}

/* Noise instead of a response must not become a modulus. */
static void noise_is_no_response(void)
{
	struct wave_test test = {.solid = WAVE_SINE,
		.damping = 0.1,
		.frequency_Hz = 5,
		.cycles = 10,
		.rows_per_cycle = 200,
		.displacement_noise = 1};
	struct wave wave = wave_make(&test), still;
	struct ins_record record = wave_record(&wave);
	struct ins_viscoelastic result;
	struct ins_err err = {0};

	test.displacement_noise = 0;
	still = wave_make(&test);
	for (size_t k = 0; k < wave.n; k++)
		wave.displacement[k] -= still.displacement[k];
	CU_ASSERT_EQUAL(
		ins_viscoelastic_analyse(&record, &wave_usual, &result, &err), INS_EANALYSIS);
	SAME(err.text, "the displacement does not move at 5 Hz beyond its noise");
	wave_free(&wave);
	wave_free(&still);
}

/* A strain-controlled record of one period; the answers are those of its publisher. */
static void a_published_record(void)
{
	static double time_s[1100], load[1100], displacement[1100];
	struct ins_record record = {time_s, load, displacement, 0};
	struct ins_viscoelastic_options options = wave_usual;
	const char *shared = getenv("INSITU_SHARED");
	struct ins_viscoelastic result;
	struct ins_err err = {0};
	char path[1000], line[200];
	FILE *file;

	snprintf(path, sizeof path, "%s/data/dynamic/rheojax_raw_signal_0010.txt",
		shared ? shared : ".");
	file = fopen(path, "r");
	if (!file) {
		fprintf(stderr, "%s is not here; its test is left out\n", path);
		return;
	}
	while (record.n < 1100 && fgets(line, sizeof line, file))
		record.n += sscanf(line, "%lf %lf %*f %lf", &time_s[record.n],
				    &displacement[record.n], &load[record.n]) == 3;
	fclose(file);
	/* The time of its 1024 rows, the last of which is one step before the period's end */
	options.frequency_Hz = 1023.0 / 1024 / time_s[1023];
	options.skip = 0;
	CU_ASSERT_EQUAL_FATAL(ins_viscoelastic_analyse(&record, &options, &result, &err), INS_OK);
	NEAR(creal(result.stiffness.value), 0.826808, 0, 5e-7);
	NEAR(cimag(result.stiffness.value), 1.703470, 0, 5e-7);
	NEAR(result.damping, 2.060296, 1e-5, 0);
	NEAR(result.harmonic3[INS_OF_LOAD], 0.162096, 1e-5, 0);
	NEAR(result.loop_energy, 535.157, 1e-5, 0);
	ins_viscoelastic_free(&result);
}

int main(void)
{
	static const struct unit_test tests[] = {{"Kelvin-Voigt", kelvin_voigt},
		{"standard linear solid", standard_linear_solid}, {"power law", power_law},
		{"the paper", the_paper}, {"disturbances", disturbances},
		{"a plateau is named", a_plateau_is_named},
		{"a cycle without rows has no damping", a_cycle_without_rows_has_no_damping},
		{"an uncertain frequency is told", an_uncertain_frequency_is_told},
		{"a loop the wrong way round is a delay", a_loop_the_wrong_way_round_is_a_delay},
		{"a large damping trails by its angle", a_large_damping_trails_by_its_angle},
		{"cycles are judged as they are", cycles_are_judged_as_they_are},
		{"any unit gives the same answer", any_unit_gives_the_same_answer},
		{"missing numbers are left out", missing_numbers_are_left_out},
		{"what cannot be answered says so", what_cannot_be_answered_says_so},
		{"noise is no response", noise_is_no_response},
		{"a published record", a_published_record}, {NULL, NULL}};
	gsl_set_error_handler_off();
	return unit_main("viscoelastic", tests);
}
