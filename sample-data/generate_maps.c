/* generate_maps - low-loss spectrum images of the two sides of a bent pillar. */
#include "generate.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "dm_write.h"

enum { SIDE = 10, PIXELS = SIDE * SIDE, CHANNELS = 1024 };

static const double pitch_nm = 0.65, first_eV = -5, step_eV = 0.05;

/* One map: what its pixels are, and how many electrons the zero loss of each holds. */
struct map {
	const char *name;
	unsigned long seed;
	double (*energy_eV)(int x, int y);
	double electrons;
};

/* In tension the pillar stays of one phase: nearly even, a little denser inwards. */
static double tension_eV(int x, int y)
{
	return 16.9 + 0.015 * (x - 4.5) +
	       0.05 * cos(2 * M_PI * x / SIDE) * cos(4 * M_PI * y / SIDE);
}

/* In compression spots of a denser phase stand in what is but elastically compressed. */
static double compression_eV(int x, int y)
{
	static const struct {
		int x, y;
		double top_eV, radius;
	} spots[] = {{2, 3, 19.2, 1.2}, {7, 1, 18.7, 1.0}, {5, 7, 19.0, 1.4}, {9, 8, 18.5, 0.9}};
	double base_eV = 17.3 + 0.03 * (4.5 - x), energy_eV = base_eV;

	for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
		double dx = x - spots[i].x, dy = y - spots[i].y;
		double far = (dx * dx + dy * dy) / (2 * spots[i].radius * spots[i].radius);

		energy_eV = fmax(energy_eV, base_eV + (spots[i].top_eV - base_eV) * exp(-far));
	}
	return energy_eV;
}

static double gaussian(double x, double centre, double sigma)
{
	double t = (x - centre) / sigma;

	return exp(-t * t / 2) / (sigma * sqrt(2 * M_PI));
}

/*
 * Electrons expected in the channel at LOSS_EV: zero loss of 0.7 eV full width, which drifts from
 * pixel to pixel; plasmon, the broader the denser the phase; and the second plasmon, for a
 * thickness of 0.4 mean free paths (Egerton, Electron Energy-Loss Spectroscopy, 3.4).
 */
static double expected(const struct map *map, int pixel, double energy_eV, double loss_eV)
{
	const double full_width = 2 * sqrt(2 * log(2)), thickness = 0.4;
	double drift_eV = 0.15 * sin(0.7 * pixel);
	double sigma_eV = (3.9 + 0.35 * (energy_eV - 16.9)) / full_width;
	double counts = gaussian(loss_eV, drift_eV, 0.7 / full_width);

	counts += thickness * gaussian(loss_eV, drift_eV + energy_eV, sigma_eV);
	counts += thickness * thickness / 2 *
		  gaussian(loss_eV, drift_eV + 2 * energy_eV, sigma_eV * M_SQRT2);
	return map->electrons * step_eV * counts;
}

/* Counts of (y, x, energy), and the energies that went in. */
static uint16_t *make_counts(const struct map *map, double *energy_eV)
{
	uint16_t *counts = malloc(sizeof *counts * PIXELS * CHANNELS);
	gsl_rng *rng = generate_rng(map->seed);

	if (!counts)
		generate_fail("counts", "memory");
	for (int pixel = 0; pixel < PIXELS; pixel++) {
		energy_eV[pixel] =
			generate_round(map->energy_eV(pixel % SIDE, pixel / SIDE), 0.001);
		for (int k = 0; k < CHANNELS; k++)
			counts[pixel * CHANNELS + k] = (uint16_t)gsl_ran_poisson(rng,
				expected(map, pixel, energy_eV[pixel], first_eV + k * step_eV));
	}
	gsl_rng_free(rng);
	return counts;
}

static void write_ripple(
	const struct generate *generate, const struct map *map, const uint16_t *counts)
{
	char name[64];
	FILE *file;

	snprintf(name, sizeof name, "%s.rpl", map->name);
	file = generate_open(generate, name);
	fprintf(file, ";SYNTHETIC, seed %lu, not measured\nkey\tvalue\n", map->seed);
	fprintf(file, "width\t%d\nheight\t%d\ndepth\t%d\noffset\t0\n", SIDE, SIDE, CHANNELS);
	fprintf(file, "data-length\t2\ndata-type\tunsigned\nbyte-order\tlittle-endian\n"
		      "record-by\tvector\n");
	fprintf(file, "ev-per-chan\t%g\ndepth-scale\t%g\ndepth-origin\t%g\ndepth-units\teV\n",
		step_eV, step_eV, first_eV);
	fprintf(file, "width-scale\t%g\nwidth-units\tnm\nheight-scale\t%g\nheight-units\tnm\n",
		pitch_nm, pitch_nm);
	fprintf(file, "signal\tEELS\ntitle\t%s\n", map->name);
	generate_close(file, name);

	snprintf(name, sizeof name, "%s.raw", map->name);
	file = generate_open(generate, name);
	for (int i = 0; i < PIXELS * CHANNELS; i++) {
		putc(counts[i] & 0xff, file);
		putc(counts[i] >> 8, file);
	}
	generate_close(file, name);
}

/* A DM holds one plane of pixels after another, energy slowest. */
static void write_dm(const struct generate *generate, const struct map *map, const uint16_t *counts)
{
	const struct dm_write_axis axes[] = {{SIDE, 0, pitch_nm, "nm"}, {SIDE, 0, pitch_nm, "nm"},
		{CHANNELS, -first_eV / step_eV, step_eV, "eV"}};
	struct dm_write_image image = {.type = 10,
		.element_type = 4,
		.element_size = 2,
		.axis = axes,
		.axes = 3,
		.calibrations = 3,
		.format = "Spectrum image",
		.signal = "EELS",
		.elements = PIXELS * CHANNELS};
	uint16_t *planes = malloc(sizeof *planes * PIXELS * CHANNELS);
	char name[64], title[96];
	FILE *file;

	if (!planes)
		generate_fail("planes", "memory");
	for (int i = 0; i < PIXELS * CHANNELS; i++)
		planes[i % CHANNELS * PIXELS + i / CHANNELS] = counts[i];
	snprintf(title, sizeof title, "SYNTHETIC %s, seed %lu, not measured", map->name, map->seed);
	image.name = title;
	image.data = planes;
	snprintf(name, sizeof name, "%s.dm4", map->name);
	file = generate_open(generate, name);
	if (dm_write(file, 4, 1, &image, 1, 0))
		generate_fail("write", name);
	generate_close(file, name);
	free(planes);
}

static void write_truth(
	const struct generate *generate, const struct map *map, const double *energy_eV)
{
	double sum = 0, most = 0;

	truth(generate, map->name, "seed", (double)map->seed);
	truth(generate, map->name, "zero_loss_electrons", map->electrons);
	for (int i = 0; i < PIXELS; i++) {
		sum += energy_eV[i];
		most = fmax(most, energy_eV[i]);
	}
	truth(generate, map->name, "plasmon_energy_mean_eV", sum / PIXELS);
	truth(generate, map->name, "plasmon_energy_max_eV", most);
	for (int i = 0; i < PIXELS; i++) {
		char quantity[64];

		snprintf(
			quantity, sizeof quantity, "plasmon_energy_x%d_y%d_eV", i % SIDE, i / SIDE);
		truth(generate, map->name, quantity, energy_eV[i]);
	}
}

void generate_maps(const struct generate *generate)
{
	static const struct map maps[] = {{"eels-tension", 1601, tension_eV, 9000},
		{"eels-compression", 1602, compression_eV, 9000}};

	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
		double energy_eV[PIXELS];
		uint16_t *counts = make_counts(&maps[i], energy_eV);

		write_ripple(generate, &maps[i], counts);
		write_dm(generate, &maps[i], counts);
		write_truth(generate, &maps[i], energy_eV);
		free(counts);
	}
}
