/* generate_coupled - coupled tests for rgeom: load and current, each on its own clock. */
#include "mechanical.h"

#include <gsl/gsl_randist.h>
#include <math.h>

static const double voltage_V = 0.1, current_noise_nA = 0.8, period_s = 0.05;

/* One coupled test: the mechanical one, and what a sourcemeter sees of it. */
struct coupled {
	struct test test;
	const char *current_file, *iv_file;
	double sign; /* of the strain: 1 pulled, -1 pressed */
	double rest_Mohm, offset_nA;
	/* Change of resistivity: at the greatest elastic strain, where it comes and goes with that;
	 * and lasting, growing with the plastic strain, or where there is none with the greatest.
	 */
	double elastic_change, lasting_change;
	double begin_s, end_s; /* of the current's record, on the mechanical clock */
};

/* What the specimen is at one time. */
struct moment {
	double elastic, plastic, greatest;
};

static struct moment moment_at(const struct record *record, double time_s)
{
	struct moment moment = {0};
	size_t i;

	for (i = 0; i < record->n && record->row[i].time_s <= time_s; i++)
		moment.greatest = fmax(moment.greatest, record->row[i].elastic);
	if (i > 0 && i < record->n) {
		const struct row *low = &record->row[i - 1], *high = &record->row[i];
		double share = (time_s - low->time_s) / (high->time_s - low->time_s);

		moment.elastic = low->elastic + share * (high->elastic - low->elastic);
		moment.plastic = low->plastic + share * (high->plastic - low->plastic);
	} else if (i > 0) {
		moment.elastic = record->row[i - 1].elastic;
		moment.plastic = record->row[i - 1].plastic;
	}
	return moment;
}

/* Volume is kept at every strain (paper, eq. S4); END is how far the test went. */
static double resistance_Mohm(
	const struct coupled *coupled, const struct moment *now, const struct moment *end)
{
	double stretch = 1 + coupled->sign * (now->elastic + now->plastic);
	double lasting =
		end->plastic > 0 ? now->plastic / end->plastic : now->greatest / end->greatest;
	double ratio = 1 + coupled->elastic_change * now->elastic / end->greatest +
		       coupled->lasting_change * lasting;

	return coupled->rest_Mohm * stretch * stretch * ratio;
}

/* The head of a file as PyMeasure writes it: procedure, parameters, then the data. */
static FILE *open_electrical(const struct generate *generate, const char *name,
	const char *procedure, const char *parameter, unsigned long seed, const char *columns)
{
	FILE *file = generate_open(generate, name);

	fprintf(file, "#Procedure: <__main__.%s>\n#Parameters:\n#\t%s\n", procedure, parameter);
	fprintf(file, "#\tComment: SYNTHETIC, seed %lu, not measured\n#Data:\n%s\n", seed, columns);
	return file;
}

/* 1 V over 1 Mohm is 1e3 nA, or 1e-6 A. */
static double current_A(const struct coupled *coupled, double volt, double Mohm, gsl_rng *rng)
{
	return 1e-6 * volt / Mohm +
	       1e-9 * (coupled->offset_nA + gsl_ran_gaussian(rng, current_noise_nA));
}

static void tell_electrical(const struct generate *generate, const struct coupled *coupled,
	const char *name, unsigned long seed)
{
	truth(generate, name, "seed", (double)seed);
	truth(generate, name, "rest_Mohm", coupled->rest_Mohm);
	truth(generate, name, "offset_current_nA", coupled->offset_nA);
	truth(generate, name, "current_noise_nA", current_noise_nA);
}

static void write_iv(const struct coupled *coupled, const struct generate *generate)
{
	unsigned long seed = coupled->test.seed + 20;
	gsl_rng *rng = generate_rng(seed);
	FILE *file = open_electrical(generate, coupled->iv_file, "SweepOfVoltage", "Points: 81",
		seed, "Voltage (V),Current (A)");
	int i;

	for (i = -40; i <= 40; i++)
		fprintf(file, "%.4f,%.6e\n", i * voltage_V / 40,
			current_A(coupled, i * voltage_V / 40, coupled->rest_Mohm, rng));
	generate_close(file, coupled->iv_file);
	gsl_rng_free(rng);
	tell_electrical(generate, coupled, coupled->iv_file, seed);
}

static void tell_state(const struct coupled *coupled, const struct generate *generate,
	const char *strain, const char *resistance, const struct moment *now,
	const struct moment *end)
{
	truth(generate, coupled->current_file, strain,
		coupled->sign * (now->elastic + now->plastic));
	truth(generate, coupled->current_file, resistance, resistance_Mohm(coupled, now, end));
}

static void write_current(
	const struct coupled *coupled, const struct record *record, const struct generate *generate)
{
	unsigned long seed = coupled->test.seed + 10;
	gsl_rng *rng = generate_rng(seed);
	FILE *file = open_electrical(generate, coupled->current_file, "CurrentAtConstantVoltage",
		"Voltage: 0.1 V", seed, "Time (s),Current (A)");
	struct moment end = moment_at(record, INFINITY), extreme = end;
	double time_s;
	size_t i;

	for (i = 0; i < record->n; i++)
		if (record->row[i].elastic == end.greatest)
			extreme =
				(struct moment){end.greatest, record->row[i].plastic, end.greatest};
	for (time_s = coupled->begin_s; time_s <= coupled->end_s;
		time_s += period_s * gsl_ran_flat(rng, 0.98, 1.02)) {
		struct moment now = moment_at(record, time_s);

		fprintf(file, "%.4f,%.6e\n", time_s - coupled->begin_s,
			current_A(coupled, voltage_V, resistance_Mohm(coupled, &now, &end), rng));
	}
	generate_close(file, coupled->current_file);
	gsl_rng_free(rng);
	tell_electrical(generate, coupled, coupled->current_file, seed);
	truth(generate, coupled->current_file, "voltage_mV", 1e3 * voltage_V);
	truth(generate, coupled->current_file, "lag_s", -coupled->begin_s);
	tell_state(coupled, generate, "extreme_strain", "extreme_resistance_Mohm", &extreme, &end);
	tell_state(coupled, generate, "unloaded_strain", "unloaded_resistance_Mohm", &end, &end);
}

/* On a device that keeps the circuit closed: the sourcemeter runs before and after the test. */
static void write_tension(struct coupled *coupled, const struct generate *generate)
{
	struct record record = {0};

	test_record(&coupled->test, &record);
	coupled->begin_s = -2.6;
	coupled->end_s = record.row[record.n - 1].time_s + 1.5;
	write_current(coupled, &record, generate);
	test_write(&record, &coupled->test, generate);
	record_free(&record);
}

/* Current flows from the touch of the punch until it leaves the pillar. */
static void write_compression(struct coupled *coupled, const struct generate *generate)
{
	struct record record = {0};
	size_t touch = 0, leave;

	test_record(&coupled->test, &record);
	leave = record.n - 1;
	while (record.row[touch].depth_nm < coupled->test.approach_nm)
		touch++;
	while (record.row[leave - 1].elastic <= 0)
		leave--;
	coupled->begin_s = record.row[touch].time_s;
	coupled->end_s = record.row[leave].time_s;
	write_current(coupled, &record, generate);
	test_write(&record, &coupled->test, generate);
	record_free(&record);
}

/* Table S1 tells sizes, resistances and strains; what unloading gives back there, 9.8 % of strain,
 * makes the pillar's modulus 46 GPa. */
static struct test pillar(void)
{
	return (struct test){.file = "coupled-compression.txt",
		.area_nm2 = NAN,
		.diameter_nm = 200,
		.length_nm = 310,
		.strain_rate_per_s = 2e-3,
		.fracture_GPa = NAN,
		.fracture_plastic = NAN,
		.end_strain = 0.148,
		.material = {4.5 / 0.098, 3.2, 4.5, 0.015, 0},
		.toe_nm = 0.5,
		.toe_uN = 12,
		.approach_nm = 4,
		.offset_uN = 0.5,
		.hold_s = 6,
		.sign = 1,
		.rows = 640,
		.seed = 7001};
}

static struct test bridge(void)
{
	return (struct test){.file = "coupled-tension.txt",
		.area_nm2 = 188 * 188,
		.diameter_nm = NAN,
		.length_nm = 3800,
		.strain_rate_per_s = 1e-3,
		.fracture_GPa = NAN,
		.fracture_plastic = NAN,
		.end_strain = 0.045,
		.material = {125, 20, 20, 0.015, 0},
		.toe_nm = 1,
		.toe_uN = 12,
		.spring_N_per_m = 250,
		.approach_nm = 15,
		.offset_uN = -0.3,
		.sign = 1,
		.rows = 640,
		.seed = 7002};
}

void generate_coupled(const struct generate *generate)
{
	FILE *table = generate_open(generate, "specimens-coupled.tsv");
	struct coupled press = {.test = pillar(),
		.current_file = "coupled-compression-current.csv",
		.iv_file = "coupled-compression-iv.csv",
		.sign = -1,
		.rest_Mohm = 0.342,
		.offset_nA = 1.7,
		.lasting_change = 0.253 / (0.342 * 0.95 * 0.95) - 1};
	struct coupled pull = {.test = bridge(),
		.current_file = "coupled-tension-current.csv",
		.iv_file = "coupled-tension-iv.csv",
		.sign = 1,
		.rest_Mohm = 0.152,
		.offset_nA = -2.3,
		.lasting_change = 0.155 / 0.152 - 1};

	press.elastic_change = 0.186 / (0.342 * 0.852 * 0.852) - 1 - press.lasting_change;
	pull.elastic_change = 0.164 / (0.152 * 1.045 * 1.045) - 1 - pull.lasting_change;
	fprintf(table, "file\tspecimen\tmechanical\tiv\tmode\tvoltage_mV\tarea_nm2\tdiameter_nm\t"
		       "length_nm\tstrain_error\n");
	fprintf(table,
		"%s\tbridge\t%s\t%s\ttension\t100\t35344\tnan\t3800\t0.005\n"
		"%s\tpillar\t%s\t%s\tcompression\t100\tnan\t200\t310\t0.005\n",
		pull.current_file, pull.test.file, pull.iv_file, press.current_file,
		press.test.file, press.iv_file);
	generate_close(table, "specimens-coupled.tsv");
	test_tell(&pull.test, generate);
	write_tension(&pull, generate);
	write_iv(&pull, generate);
	test_tell(&press.test, generate);
	write_compression(&press, generate);
	write_iv(&press, generate);
}
