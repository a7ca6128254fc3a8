/*
 * bits - plasmon fits of made spectra, every number to its last bit. Built twice, with the wide
 * registers of the machine and without; tests/bits.sh compares what both print.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/element.h"
#include "physics/plasmon.h"

enum { PIXELS = 211, CHANNELS = 1003 };

/* Counts with noise of a kind: the same everywhere, since the same bits are wanted. */
static void make_counts(int32_t *counts)
{
	uint64_t state = 1;

	for (int i = 0; i < PIXELS * CHANNELS; i++) {
		double x = (i % CHANNELS - 100) * 0.05, z = (x - 0.001 * (i / CHANNELS)) / 0.4;
		double p = (x - 16 - 0.01 * (i / CHANNELS)) / 1.7;
		double mean = 4000 * exp(-0.5 * z * z) + 150 * exp(-0.5 * p * p);

		state = state * 6364136223846793005u + 1442695040888963407u;
		counts[i] = (int32_t)(mean + sqrt(mean) * ((double)(state >> 40) / (1 << 23) - 1));
	}
}

static void print_number(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof bits);
	printf(" %016llx", (unsigned long long)bits);
}

static int print_fits(const double *counts, enum ins_plasmon_method method)
{
	static struct ins_plasmon plasmon[PIXELS];
	struct ins_plasmon_setup setup;
	struct ins_plasmon_search search;

	ins_plasmon_defaults(&setup);
	setup.offset_eV = -5;
	setup.step_eV = 0.05;
	setup.channels = CHANNELS;
	setup.method = method;
	if (ins_plasmon_prepare(&setup, &search, NULL))
		return EXIT_FAILURE;
	ins_plasmon_fit(&search, counts, PIXELS, plasmon);
	for (int i = 0; i < PIXELS; i++) {
		printf("%d %s", i, ins_peak_status_name(plasmon[i].status));
		print_number(plasmon[i].zero_loss_eV);
		print_number(plasmon[i].energy_eV);
		print_number(plasmon[i].energy_se_eV);
		print_number(plasmon[i].width_eV);
		print_number(plasmon[i].quality);
		putchar('\n');
	}
	return EXIT_SUCCESS;
}

int main(void)
{
	static int32_t stored[PIXELS * CHANNELS];
	static double counts[PIXELS * CHANNELS];

	make_counts(stored);
	ins_element_doubles(INS_INT32, stored, PIXELS * CHANNELS, counts);
	if (print_fits(counts, INS_PLASMON_LS) || print_fits(counts, INS_PLASMON_ML))
		return EXIT_FAILURE;
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
