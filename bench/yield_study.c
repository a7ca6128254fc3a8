/* yield_study - how far modulus and 5 % yield are off, and how honest their errors are. */
#include "pillar.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "physics/strength.h"

/* Deviations of one quantity from its truth over many seeds. */
struct tally {
	double truth, sum, sum2, se;
	int inside, n;
};

static void add(struct tally *tally, double value, double se)
{
	double off = value - tally->truth;

	tally->sum += off;
	tally->sum2 += off * off;
	tally->se += se;
	tally->inside += fabs(off) <= se;
	tally->n++;
}

static void print(const struct tally *tally)
{
	double n = tally->n, mean = tally->sum / n;
	double sd = sqrt((tally->sum2 - n * mean * mean) / (n - 1));

	printf("\t%.10g\t%.3f\t%.3f\t%.3f\t%.1f", tally->truth, 100 * mean / tally->truth,
		100 * sd / tally->truth, 100 * tally->se / n / tally->truth,
		100 * tally->inside / n);
}

/* One row of the table; returns the number of tests without an answer. */
static int study(
	const struct pillar *pillar, double stress_sd_GPa, double displacement_sd_nm, int seeds)
{
	static double strain[PILLAR_ROWS], stress[PILLAR_ROWS], time[PILLAR_ROWS];
	const struct ins_trace record = {strain, stress, time, PILLAR_ROWS};
	const struct ins_strength_settings settings = {
		.mode = INS_MODE_COMPRESSION, .offset = 0.05};
	struct tally modulus = {.truth = pillar->modulus_GPa};
	struct tally yield = {.truth = pillar_yield(pillar, settings.offset)};
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	struct ins_strength result;
	int lost = 0;

	if (!random)
		return seeds;
	for (int seed = 1; seed <= seeds; seed++) {
		gsl_rng_set(random, (unsigned long)seed);
		pillar_test(
			pillar, random, stress_sd_GPa, displacement_sd_nm, strain, stress, time);
		if (ins_strength_find(&record, &settings, &result, NULL) || result.elastic_status ||
			result.bound != INS_BOUND_EQUAL) {
			lost++;
			continue;
		}
		add(&modulus, result.elastic.modulus, result.elastic.modulus_se);
		add(&yield, result.yield, result.yield_se);
	}
	gsl_rng_free(random);
	printf("%s\t%.10g\t%.10g\t%d\t%d", pillar->name, stress_sd_GPa, displacement_sd_nm, seeds,
		lost);
	print(&modulus);
	print(&yield);
	printf("\n");
	return lost;
}

int main(int argc, char **argv)
{
	static const double stress_sds_GPa[] = {0.02, 0.05, 0.1, 0.2};
	static const double displacement_sds_nm[] = {0.1, 0.2, 0.5};
	int seeds = argc > 1 ? atoi(argv[1]) : 200, lost = 0;

	if (seeds < 2) {
		fprintf(stderr, "usage: yield_study [SEEDS]\n");
		return 2;
	}
	gsl_set_error_handler_off();
	printf("curve\tstress_sd_GPa\tdisplacement_sd_nm\tseeds\tlost\t"
	       "modulus_GPa\tmodulus_bias_percent\tmodulus_sd_percent\tmodulus_se_percent\t"
	       "modulus_inside_percent\tyield_GPa\tyield_bias_percent\tyield_sd_percent\t"
	       "yield_se_percent\tyield_inside_percent\n");
	for (size_t p = 0; p < sizeof pillars / sizeof *pillars; p++)
		for (size_t i = 0; i < sizeof stress_sds_GPa / sizeof(double); i++)
			for (size_t k = 0; k < sizeof displacement_sds_nm / sizeof(double); k++)
				lost += study(&pillars[p], stress_sds_GPa[i],
					displacement_sds_nm[k], seeds);
	return lost || fflush(stdout) ? 1 : 0;
}
