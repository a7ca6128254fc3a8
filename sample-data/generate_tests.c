/* generate_tests - tension and compression tests for tcfit, and their tables of specimens. */
#include "generate.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* What a nanoindenter shows at rest. */
static const double depth_noise_nm = 0.2, load_noise_uN = 0.5;

/* Elastic, then plastic flow that saturates; the strength is the flow stress at 5 %. */
struct material {
	double modulus_GPa, onset_GPa, strength_GPa, plastic_scale, hardening_GPa;
};

/* One test as the instrument runs it: displacement grows at a constant rate. */
struct test {
	const char *file, *specimen, *mode;
	double area_nm2, diameter_nm; /* nan for the one that is not measured */
	double length_nm, strain_rate_per_s;
	double fracture_GPa;     /* stress of brittle fracture, or nan */
	double fracture_plastic; /* plastic strain at fracture, or nan */
	double end_strain;       /* where unloading begins if nothing breaks */
	struct material material;
	double toe_nm, toe_uN;         /* slack that a load of toe_uN has taken up */
	double series_nm_per_uN;       /* compliance of base and tip */
	double spring_N_per_m;         /* of a push-to-pull device, else 0 */
	double approach_nm, offset_uN; /* travel before contact, load there */
	double sign;                   /* -1 where the instrument counts pulling as negative */
	int rows;                      /* of loading */
	unsigned long seed;
};

enum { UNLOADING = 160, AFTER = 50 };

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

static double area(const struct test *test)
{
	return isnan(test->area_nm2) ? M_PI / 4 * test->diameter_nm * test->diameter_nm
				     : test->area_nm2;
}

static double flow(const struct material *m, double plastic)
{
	double rise_GPa = (m->strength_GPa - m->onset_GPa - 0.05 * m->hardening_GPa) /
			  (1 - exp(-0.05 / m->plastic_scale));

	return m->onset_GPa + rise_GPa * (1 - exp(-plastic / m->plastic_scale)) +
	       m->hardening_GPa * plastic;
}

/* A point of the curve by one number: elastic strain up to the onset, then plastic on top. */
static double stress_at(const struct material *m, double way)
{
	double elastic = m->onset_GPa / m->modulus_GPa;

	return way <= elastic ? m->modulus_GPa * way : flow(m, way - elastic);
}

static double strain_at(const struct material *m, double way)
{
	double elastic = m->onset_GPa / m->modulus_GPa;

	return way <= elastic ? way : flow(m, way - elastic) / m->modulus_GPa + way - elastic;
}

/* What the instrument sees beside the specimen's own strain. */
static double slack(const struct test *test, double load_uN)
{
	double left = load_uN < test->toe_uN ? 1 - load_uN / test->toe_uN : 0;

	return test->toe_nm * (1 - left * left) + test->series_nm_per_uN * load_uN;
}

static double load_at(const struct test *test, double way)
{
	return 1e-3 * area(test) * stress_at(&test->material, way);
}

static double travel_at(const struct test *test, double way)
{
	return test->length_nm * strain_at(&test->material, way) + slack(test, load_at(test, way));
}

/* The way at which the travel is TRAVEL_nm, by halving. */
static double way_to(const struct test *test, double travel_nm)
{
	double low = 0, high = 1;
	int i;

	for (i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		*(travel_at(test, middle) < travel_nm ? &low : &high) = middle;
	}
	return low;
}

/* Where loading ends: at fracture, or at the strain that was asked for. */
static double last_way(const struct test *test)
{
	const struct material *m = &test->material;
	double low = 0, high = 1;
	int i;

	if (!isnan(test->fracture_GPa))
		return test->fracture_GPa / m->modulus_GPa;
	if (!isnan(test->fracture_plastic))
		return m->onset_GPa / m->modulus_GPa + test->fracture_plastic;
	for (i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		*(strain_at(m, middle) < test->end_strain ? &low : &high) = middle;
	}
	return low;
}

/* One sample at TRAVEL_nm past contact, where the specimen bears LOAD_uN. */
static void sample(struct record *record, const struct test *test, double travel_nm, double load_uN,
	double seconds)
{
	double spring_uN = travel_nm > 0 ? 1e-3 * test->spring_N_per_m * travel_nm : 0;
	double time_s = record->n ? record->row[record->n - 1].time_s + seconds : 0;

	record_add(record, time_s, test->sign * (test->approach_nm + travel_nm),
		test->sign * (load_uN + spring_uN) + test->offset_uN);
}

/* Elastic unloading of what did not break, and a little way out of contact. */
static void unload(struct record *record, const struct test *test, double way, double seconds)
{
	double top_uN = load_at(test, way), top_nm = travel_at(test, way), low, high;
	double give = test->length_nm / (1e-3 * area(test) * test->material.modulus_GPa);
	double bottom_nm = top_nm - give * top_uN - slack(test, top_uN);
	int i, k;

	record_segment(record);
	for (i = 1; i <= UNLOADING + AFTER; i++) {
		double travel_nm = top_nm - (top_nm - bottom_nm) * i / UNLOADING;

		low = 0;
		high = top_uN;
		for (k = 0; k < 60; k++) {
			double middle = (low + high) / 2;

			*(bottom_nm + give * middle + slack(test, middle) < travel_nm ? &low
										      : &high) =
				middle;
		}
		sample(record, test, travel_nm, i < UNLOADING ? low : 0, seconds);
	}
}

/* Travel goes on with nothing left between the grips; a device is let back to rest. */
static void after_fracture(struct record *record, const struct test *test, double end_nm,
	double step_nm, double seconds)
{
	int i, more = test->spring_N_per_m > 0 ? test->rows / 2 : AFTER;
	double top_nm = end_nm + more * step_nm;

	for (i = 1; i <= more; i++)
		sample(record, test, end_nm + i * step_nm, 0, seconds);
	if (!(test->spring_N_per_m > 0))
		return;
	record_segment(record);
	for (i = 1; i <= UNLOADING; i++)
		sample(record, test, top_nm * (1 - 1.02 * i / UNLOADING), 0, seconds);
}

static void tell(const struct test *test, const struct generate *generate)
{
	const struct {
		const char *quantity;
		double value;
	} facts[] = {
		{"seed", (double)test->seed},
		{"area_nm2", area(test)},
		{"length_nm", test->length_nm},
		{"strain_rate_per_s", test->strain_rate_per_s},
		{"modulus_GPa", test->material.modulus_GPa},
		{"yield_GPa", isnan(test->fracture_GPa) ? test->material.strength_GPa : NAN},
		{"fracture_stress_GPa", test->fracture_GPa},
		{"fracture_plastic_strain", test->fracture_plastic},
		{"toe_nm", test->toe_nm},
		{"series_nm_per_uN", test->series_nm_per_uN},
		{"device_stiffness_N_per_m", test->spring_N_per_m > 0 ? test->spring_N_per_m : NAN},
		{"contact_nm", test->sign * test->approach_nm},
		{"zero_load_uN", test->offset_uN},
		{"depth_noise_nm", depth_noise_nm},
		{"load_noise_uN", load_noise_uN},
	};
	size_t i;

	for (i = 0; i < sizeof facts / sizeof *facts; i++)
		if (!isnan(facts[i].value))
			truth(generate, test->file, facts[i].quantity, facts[i].value);
}

/* Run TEST, write its file and its truth, and its line in TABLE (may be NULL). */
static void run(const struct test *test, const struct generate *generate, FILE *table)
{
	struct record record = {0};
	gsl_rng *rng = generate_rng(test->seed);
	double end = last_way(test), end_nm = travel_at(test, end), step_nm = end_nm / test->rows;
	double seconds = step_nm / (test->strain_rate_per_s * test->length_nm);
	int i, before = (int)(test->approach_nm / step_nm);

	for (i = -before; i <= test->rows; i++)
		sample(&record, test, i * step_nm,
			i > 0 ? load_at(test, way_to(test, i * step_nm)) : 0, seconds);
	if (isnan(test->fracture_GPa) && isnan(test->fracture_plastic))
		unload(&record, test, end, seconds);
	else
		after_fracture(&record, test, end_nm, step_nm, seconds);
	record_noise(&record, rng, depth_noise_nm, load_noise_uN);
	record_write(&record, generate, test->file, test->seed);
	tell(test, generate);
	if (table)
		fprintf(table, "%s\t%s\t%s\t%g\t%g\t%g\n", test->file, test->specimen, test->mode,
			test->area_nm2, test->diameter_nm, test->length_nm);
	record_free(&record);
	gsl_rng_free(rng);
}

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
	run(&pull, generate, table);
	run(&press, generate, table);
	generate_close(table, "specimens-tc.tsv");
	fprintf(all, "%s\t%s\t%s\t%g\t%g\t%g\n", pull.file, pull.specimen, pull.mode, pull.area_nm2,
		pull.diameter_nm, pull.length_nm);
	fprintf(all, "%s\t%s\t%s\t%g\t%g\t%g\n", press.file, press.specimen, press.mode,
		press.area_nm2, press.diameter_nm, press.length_nm);
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
		run(&test, generate, table);
	}
	for (i = 0; i < 8; i++) {
		struct test test = compression(file, specimen, compression_nm[i], 2.1);

		snprintf(file, sizeof file, "compression-%d.txt", i + 1);
		snprintf(specimen, sizeof specimen, "C%d", i + 1);
		test.material = silicon;
		test.seed = 3001 + (unsigned long)i;
		scatter(&test, 0.2, 3);
		run(&test, generate, table);
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
		run(&test, generate, table);
	}
	generate_close(table, "specimens-glass.tsv");
}

/* The device of TEST without a specimen: up and down on the spring, at another origin. */
static void empty_device(const struct generate *generate, struct test test)
{
	struct record record = {0};
	gsl_rng *rng;
	int i, before = 50, up = 600;
	double step_nm = 0.5, seconds = 0.1;

	test.file = "device-empty.txt";
	test.approach_nm = before * step_nm;
	test.offset_uN = 0.3;
	test.seed = 5002;
	for (i = -before; i <= up; i++)
		sample(&record, &test, i * step_nm, 0, seconds);
	record_segment(&record);
	for (i = 1; i <= UNLOADING; i++)
		sample(&record, &test, up * step_nm * (1 - 1.02 * i / UNLOADING), 0, seconds);
	rng = generate_rng(test.seed);
	record_noise(&record, rng, depth_noise_nm, load_noise_uN);
	record_write(&record, generate, test.file, test.seed);
	truth(generate, test.file, "seed", (double)test.seed);
	truth(generate, test.file, "device_stiffness_N_per_m", test.spring_N_per_m);
	truth(generate, test.file, "contact_nm", test.approach_nm);
	truth(generate, test.file, "zero_load_uN", test.offset_uN);
	record_free(&record);
	gsl_rng_free(rng);
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
	run(&test, generate, table);
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
	run(&test, generate, table);
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
	run(&test, generate, table);
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
