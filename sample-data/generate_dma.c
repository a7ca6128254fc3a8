/* generate_dma - cyclic tests for dmaloss: in compression, in tension, and of an empty device. */
#include "generate.h"

#include <gsl/gsl_math.h>
#include <math.h>

#include "triangle.h"

/* Quieter than a slow test, since the instrument averages less drift into it. */
static const double depth_noise_nm = 0.03, load_noise_uN = 0.1;
static const double depth_drift_nm_per_s = 0.05, load_drift_uN_per_s = 0.02;

enum { CYCLES = 10, RAMP = 60, HOLD = 40 };
static const double slow_s = 0.01; /* from row to row before and after the cycles */

/* One run: a specimen, a spring beside it, or both, under a triangular load about a mean. */
struct cyclic {
	char file[40];
	double frequency_Hz;
	int rows; /* a cycle */
	double area_nm2, length_nm;
	double mean_GPa, half_GPa; /* of the stress */
	int specimen;              /* 0: none; the stress is then that of the spring alone */
	double storage_GPa, damping;
	double spring_N_per_m;
	unsigned long seed;
};

static const double frequencies_Hz[] = {0.5, 2, 5, 10, 20};

/* The wave is -1 at phase 0, and at its mean, rising, a quarter cycle later. */
static void sample(struct record *record, const struct cyclic *run,
	const struct triangle_solid *solid, double share, double phase, double seconds)
{
	double time_s = record->n ? record->row[record->n - 1].time_s + seconds : 0;
	double swing = isnan(phase) ? 0 : run->half_GPa * triangle_load(phase, 0);
	double stress_GPa = share * run->mean_GPa + swing, load_uN, depth_nm;
	double relaxed = solid->unrelaxed * (1 + solid->strength);

	if (run->specimen) {
		depth_nm = share * run->mean_GPa * relaxed;
		if (!isnan(phase))
			depth_nm += run->half_GPa * triangle_strain(solid, phase);
		depth_nm *= run->length_nm;
		load_uN = 1e-3 * (run->area_nm2 * stress_GPa + run->spring_N_per_m * depth_nm);
	} else {
		load_uN = 1e-3 * run->area_nm2 * stress_GPa;
		depth_nm = 1e3 * load_uN / run->spring_N_per_m;
	}
	record_add(record, time_s, depth_nm + depth_drift_nm_per_s * time_s,
		load_uN + load_drift_uN_per_s * time_s);
}

static void tell(const struct cyclic *run, const struct triangle_solid *solid,
	const struct generate *generate)
{
	double range = 2 * run->half_GPa * triangle_half_range(solid);

	truth(generate, run->file, "seed", (double)run->seed);
	truth(generate, run->file, "frequency_Hz", run->frequency_Hz);
	truth(generate, run->file, "damping", run->damping);
	if (run->spring_N_per_m > 0)
		truth(generate, run->file, "device_stiffness_N_per_m", run->spring_N_per_m);
	if (run->specimen) {
		truth(generate, run->file, "area_nm2", run->area_nm2);
		truth(generate, run->file, "length_nm", run->length_nm);
		truth(generate, run->file, "storage_GPa", run->storage_GPa);
		truth(generate, run->file, "stress_amplitude_GPa", run->half_GPa);
		truth(generate, run->file, "strain_range", range);
		truth(generate, run->file, "strain_rate_per_s", 2 * run->frequency_Hz * range);
		truth(generate, run->file, "loop_energy_MJ_per_m3",
			1e3 * run->half_GPa * run->half_GPa * triangle_energy(solid));
	}
	truth(generate, run->file, "depth_drift_nm_per_s", depth_drift_nm_per_s);
	truth(generate, run->file, "depth_noise_nm", depth_noise_nm);
	truth(generate, run->file, "load_noise_uN", load_noise_uN);
}

/* Up to the mean, a hold, the cycles, and back. */
static void run_test(const struct cyclic *run, const struct triangle_solid *solid,
	const struct generate *generate)
{
	struct record record = {0};
	gsl_rng *rng = generate_rng(run->seed);
	double step_s = 1 / (run->frequency_Hz * run->rows);
	int i;

	for (i = 0; i < RAMP + HOLD; i++)
		sample(&record, run, solid, i < RAMP ? (double)i / RAMP : 1, NAN, slow_s);
	record_segment(&record);
	for (i = 0; i <= CYCLES * run->rows; i++)
		sample(&record, run, solid, 1, 0.25 + (double)i / run->rows, step_s);
	record_segment(&record);
	for (i = 1; i <= RAMP; i++)
		sample(&record, run, solid, 1 - (double)i / RAMP, NAN, slow_s);
	record_noise(&record, rng, depth_noise_nm, load_noise_uN);
	record_write(&record, generate, run->file, run->seed);
	tell(run, solid, generate);
	gsl_rng_free(rng);
	record_free(&record);
}

/* A pillar, at the strains and dampings of the paper (Fig. 2b and its text). */
static void compression(const struct generate *generate)
{
	static const double damping[] = {0.009, 0.044, 0.105, 0.098, 0.162};
	static const double range[] = {0.0500, 0.0500, 0.0510, 0.0475, 0.0455};
	FILE *table = generate_open(generate, "specimens-dma-compression.tsv");
	int i;

	fprintf(table, "file\tspecimen\tmode\tdiameter_nm\tlength_nm\n");
	for (i = 0; i < 5; i++) {
		struct cyclic run = {.frequency_Hz = frequencies_Hz[i],
			.rows = 200,
			.area_nm2 = M_PI / 4 * 160 * 160,
			.length_nm = 320,
			.specimen = 1,
			.storage_GPa = 60,
			.damping = damping[i],
			.seed = 6001 + (unsigned long)i};
		struct triangle_solid solid = triangle_solid(run.storage_GPa, run.damping, 1);

		run.half_GPa = range[i] / 2 / triangle_half_range(&solid);
		run.mean_GPa = 1.15 * run.half_GPa;
		snprintf(run.file, sizeof run.file, "dma-compression-%gHz.txt", run.frequency_Hz);
		run_test(&run, &solid, generate);
		fprintf(table, "%s\tDC1\tcompression\t160\t320\n", run.file);
	}
	generate_close(table, "specimens-dma-compression.tsv");
}

/* A bar on a push-to-pull device, both without loss (Fig. 2a), and the device alone (Fig. S4). */
static void tension(const struct generate *generate)
{
	FILE *table = generate_open(generate, "specimens-dma-tension.tsv");
	FILE *devices = generate_open(generate, "specimens-dma-device.tsv");
	int i;

	fprintf(table, "file\tspecimen\tmode\tarea_nm2\tlength_nm\n");
	fprintf(devices, "file\tspecimen\n");
	for (i = 0; i < 5; i++) {
		struct cyclic run = {.frequency_Hz = frequencies_Hz[i],
			.rows = 100,
			.area_nm2 = 22500,
			.length_nm = 2400,
			.mean_GPa = 1.2,
			.half_GPa = 1,
			.specimen = 1,
			.storage_GPa = 125,
			.spring_N_per_m = 250,
			.seed = 6101 + (unsigned long)i};
		struct triangle_solid solid = {1 / run.storage_GPa, 0, 1};

		snprintf(run.file, sizeof run.file, "dma-tension-%gHz.txt", run.frequency_Hz);
		run_test(&run, &solid, generate);
		fprintf(table, "%s\tDT1\ttension\t22500\t2400\n", run.file);
		run.specimen = 0;
		run.mean_GPa = 0.4;
		run.half_GPa = 0.35;
		run.seed += 100;
		snprintf(run.file, sizeof run.file, "dma-device-%gHz.txt", run.frequency_Hz);
		run_test(&run, &solid, generate);
		fprintf(devices, "%s\tempty\n", run.file);
	}
	generate_close(table, "specimens-dma-tension.tsv");
	generate_close(devices, "specimens-dma-device.tsv");
}

void generate_dma(const struct generate *generate)
{
	compression(generate);
	tension(generate);
}
