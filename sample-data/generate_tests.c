/* generate_tests - tension and compression tests for tcfit, and their tables of specimens. */
#include "mechanical.h"

#include <gsl/gsl_randist.h>
#include <math.h>

static const struct test plain = {
	.area_nm2 = NAN,
	.diameter_nm = NAN,
	.strain_rate_per_s = 2e-3,
	.fracture_GPa = NAN,
	.fracture_plastic = NAN,
	.end_strain = 0.18,
	.toe_uN = 12,
	.approach_nm = 4,
	.rows = 640,
	.sign = 1,
};

/* Amorphous silicon, which breaks before it flows if pulled, and a glass of copper and zirconium
 * that flows at nearly one stress. */
static const struct material silicon = {125, 3.2, 4.5, 0.015, 0};
static const struct material brittle = {125, 20, 20, 0.015, 0}; /* silicon, pulled */
static const struct material glass = {85, 1.9, 2.0, 0.004, 0};

static FILE *table_open(const struct generate *generate, const char *name)
{
	FILE *table = generate_open(generate, name);

	fprintf(table, "file\tspecimen\tmode\tarea_nm2\tdiameter_nm\tlength_nm\n");
	return table;
}

/* Pulled by a gripper: the instrument, made for pushing, counts load and depth negative. */
static struct test tension(const char *file, const char *specimen, double size_nm, double ratio)
{
	struct test test = plain;

	test.file = file;
	test.specimen = specimen;
	test.mode = "tension";
	test.area_nm2 = size_nm * size_nm;
	test.length_nm = generate_round(ratio * size_nm, 5);
	test.toe_nm = 0.8;
	test.sign = -1;
	return test;
}

static struct test compression(const char *file, const char *specimen, double size_nm, double ratio)
{
	struct test test = plain;

	test.file = file;
	test.specimen = specimen;
	test.mode = "compression";
	test.diameter_nm = size_nm;
	test.length_nm = generate_round(ratio * size_nm, 5);
	test.toe_nm = 1.5;
	return test;
}

/* One specimen: pulled until it breaks, then its lower half pressed (Fig. 1c). */
static void one_specimen(const struct generate *generate, FILE *all)
{
	FILE *table = table_open(generate, "specimens-tc.tsv");
	struct test pull = tension("tc-tension.txt", "TC1", 145, 2.8);
	struct test press = compression("tc-compression.txt", "TC1", NAN, NAN);

	pull.material = brittle;
	press.material = silicon;
	pull.fracture_GPa = 6.5;
	pull.offset_uN = 0.6;
	pull.seed = 1451;
	press.area_nm2 = pull.area_nm2;
	press.length_nm = 290;
	press.offset_uN = -0.4;
	press.seed = 1452;
	test_run(&pull, generate, table);
	test_run(&press, generate, table);
	generate_close(table, "specimens-tc.tsv");
	test_list(&pull, all);
	test_list(&press, all);
}

/* What differs between specimens of one set, drawn from the seed of their file. */
static void scatter(struct test *test, double strength_sd_GPa, double modulus_sd_GPa)
{
	gsl_rng *rng = generate_rng(test->seed + 100000);
	struct material *m = &test->material;
	double more_GPa = generate_round(gsl_ran_gaussian(rng, strength_sd_GPa), 0.01);

	m->modulus_GPa += generate_round(gsl_ran_gaussian(rng, modulus_sd_GPa), 0.1);
	m->onset_GPa *= 1 + more_GPa / m->strength_GPa;
	m->strength_GPa += more_GPa;
	test->fracture_GPa += more_GPa;
	test->toe_nm = generate_round(test->toe_nm * gsl_ran_flat(rng, 0.6, 1.4), 0.01);
	test->offset_uN = generate_round(gsl_ran_gaussian(rng, 0.8), 0.01);
	test->strain_rate_per_s = generate_round(gsl_ran_flat(rng, 1e-3, 5e-3), 1e-4);
	gsl_rng_free(rng);
}

/* Separate specimens of amorphous silicon for tension and for compression (Fig. 1d, S2). */
static void many_specimens(const struct generate *generate, FILE *table)
{
	static const double tension_nm[] = {112, 124, 137, 151, 165, 178};
	static const double compression_nm[] = {110, 119, 128, 138, 148, 158, 169, 180};
	char file[32], specimen[8];
	int i;

	for (i = 0; i < 6; i++) {
		struct test test = tension(file, specimen, tension_nm[i], 2.6 + 0.1 * i);

		snprintf(file, sizeof file, "tension-%d.txt", i + 1);
		snprintf(specimen, sizeof specimen, "T%d", i + 1);
		test.material = brittle;
		test.fracture_GPa = 6.4;
		test.seed = 2001 + (unsigned long)i;
		scatter(&test, 0.35, 3);
		test_run(&test, generate, table);
	}
	for (i = 0; i < 8; i++) {
		struct test test = compression(file, specimen, compression_nm[i], 2.1);

		snprintf(file, sizeof file, "compression-%d.txt", i + 1);
		snprintf(specimen, sizeof specimen, "C%d", i + 1);
		test.material = silicon;
		test.seed = 3001 + (unsigned long)i;
		scatter(&test, 0.2, 3);
		test_run(&test, generate, table);
	}
}

/* A metallic glass, which flows in tension as in compression (Fig. S19). */
static void glass_specimens(const struct generate *generate)
{
	FILE *table = table_open(generate, "specimens-glass.tsv");
	char file[32], specimen[8];
	int i;

	for (i = 0; i < 10; i++) {
		int pulled = i < 5, k = i % 5;
		struct test test = pulled ? tension(file, specimen, 190 + 32 * k, 2.7)
					  : compression(file, specimen, 195 + 30 * k, 2.1);

		snprintf(file, sizeof file, "glass-%s-%d.txt", test.mode, k + 1);
		snprintf(specimen, sizeof specimen, "G%c%d", pulled ? 'T' : 'C', k + 1);
		test.material = glass;
		if (pulled) {
			test.material.onset_GPa = 1.8;
			test.material.strength_GPa = 1.9;
			test.fracture_plastic = 0.09;
		}
		test.seed = 4001 + (unsigned long)i;
		scatter(&test, 0.06, 2);
		test_run(&test, generate, table);
	}
	generate_close(table, "specimens-glass.tsv");
}

/* The device of TEST without a specimen: up and down on the spring, at another origin. */
static void empty_device(const struct generate *generate, struct test test)
{
	struct record record = {0};
	int i, before = 50, up = 600, down = 160;
	double step_nm = 0.5, seconds = 0.1;

	test.file = "device-empty.txt";
	test.approach_nm = before * step_nm;
	test.offset_uN = 0.3;
	test.seed = 5002;
	for (i = -before; i <= up; i++)
		test_sample(&record, &test, i * step_nm, 0, seconds);
	record_segment(&record);
	for (i = 1; i <= down; i++)
		test_sample(&record, &test, up * step_nm * (1 - 1.02 * i / down), 0, seconds);
	test_write(&record, &test, generate);
	truth(generate, test.file, "seed", (double)test.seed);
	truth(generate, test.file, "device_stiffness_N_per_m", test.spring_N_per_m);
	truth(generate, test.file, "contact_nm", test.approach_nm);
	truth(generate, test.file, "zero_load_uN", test.offset_uN);
	record_free(&record);
}

/* A tensile specimen on a push-to-pull device, which is pushed: load and depth are positive. */
static void device(const struct generate *generate)
{
	FILE *table = table_open(generate, "specimens-device.tsv");
	struct test test = tension("device-tension.txt", "D1", 150, 16);

	test.material = brittle;
	test.fracture_GPa = 6.3;
	test.toe_nm = 3;
	test.spring_N_per_m = 250;
	test.approach_nm = 15;
	test.offset_uN = 0.7;
	test.sign = 1;
	test.seed = 5001;
	test_run(&test, generate, table);
	generate_close(table, "specimens-device.tsv");
	empty_device(generate, test);
}

/* A pillar whose base and punch give way (Sneddon 1965), and the one of Fig. S17. */
static void two_pillars(const struct generate *generate)
{
	FILE *table = table_open(generate, "specimens-base.tsv");
	struct test test = compression("pillar-base.txt", "B1", 160, 2);
	double modulus_GPa = silicon.modulus_GPa, poisson = 0.22;

	test.material = silicon;
	test.series_nm_per_uN = 1e3 * ((1 - poisson * poisson) / (modulus_GPa * 160) +
					      (1 - 0.07 * 0.07) / (1143 * 160));
	test.offset_uN = 0.5;
	test.seed = 6001;
	test_run(&test, generate, table);
	truth(generate, test.file, "base_diameter_nm", test.diameter_nm);
	truth(generate, test.file, "base_poisson", poisson);
	generate_close(table, "specimens-base.tsv");

	table = table_open(generate, "specimens-105nm.tsv");
	test = compression("pillar-105nm.txt", "P105", 105, 2.4);
	test.material = (struct material){125, 3.2, 4.6, 0.015, 3};
	test.end_strain = 0.28;
	test.rows = 1400;
	test.toe_uN = 8;
	test.offset_uN = -0.2;
	test.seed = 6002;
	test_run(&test, generate, table);
	generate_close(table, "specimens-105nm.tsv");
}

void generate_tests(const struct generate *generate)
{
	FILE *table = table_open(generate, "specimens.tsv");

	one_specimen(generate, table);
	many_specimens(generate, table);
	generate_close(table, "specimens.tsv");
	glass_specimens(generate);
	device(generate);
	two_pillars(generate);
}
