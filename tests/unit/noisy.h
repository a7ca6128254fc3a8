/* noisy - strain, stress and seconds of a test under displacement control, with noise of a fixed seed. */
#ifndef INSITU_NOISY_H
#define INSITU_NOISY_H

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

enum { N = 10000 };

static double strain[N], stress[N], seconds[N];

/* Noise of SD on a strain of RATE a second, and on a stress that bends. */
static inline void fill(double rate, double sd)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

	gsl_rng_set(random, 20);
	for (size_t i = 0; i < N; i++) {
		seconds[i] = 0.1 * (double)i;
		strain[i] = rate * seconds[i] + gsl_ran_gaussian(random, sd);
		stress[i] = sin(1e-3 * seconds[i]) + gsl_ran_gaussian(random, sd);
	}
	gsl_rng_free(random);
}

#endif
