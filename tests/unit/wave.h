/* wave - cyclic tests with a known answer: triangular or sinusoidal load on linear solids. */
#ifndef INSITU_WAVE_H
#define INSITU_WAVE_H

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

#include "physics/viscoelastic.h"
#include "triangle.h"

enum wave_solid { WAVE_KELVIN_VOIGT, WAVE_STANDARD_LINEAR, WAVE_SINE };

/* A test: 1 + 0.5 wave as the load, half ranges then 0.5 and about 0.5 / modulus. */
struct wave_test {
	enum wave_solid solid;
	double damping;  /* of the fundamental */
	double strength; /* relaxation strength D of the standard linear solid */
	double frequency_Hz;
	double cycles;
	double rows_per_cycle;
	double load_noise, displacement_noise; /* sd, as a share of the half range */
	double drift;                          /* of displacement, share of the range a cycle */
	double jitter;                         /* of the times of sampling, share of a step */
	double correlation;                    /* of the noise from row to row */
	double dwell;                          /* share of a cycle for which each end is held */
	double step; /* to which displacement is rounded, share of the half range; its size and
		      * offset are then any, which changes the stiffness but no damping */
	unsigned long seed;
};

struct wave {
	double *time_s, *load, *displacement;
	size_t n;
	double size; /* what displacement was multiplied by before it was rounded, or 1 */
};

/* Displacement of a solid of unit modulus (static, or of the fundamental for a sine). */
static inline double wave_response(const struct wave_test *test, double phase)
{
	double d = test->strength, y;

	switch (test->solid) {
	case WAVE_KELVIN_VOIGT: /* tan d = w tau */
		return triangle_relaxed(phase, test->damping / (2 * M_PI));
	case WAVE_STANDARD_LINEAR: /* tan d = D y/(1 + D + y^2), the branch y < sqrt(1 + D) */
		y = d / (2 * test->damping);
		y -= sqrt(y * y - 1 - d);
		return (triangle_load(phase, 0) + d * triangle_relaxed(phase, y / (2 * M_PI))) /
		       (1 + d);
	default:
		return -cos(2 * M_PI * phase - atan(test->damping));
	}
}

/* Round a displacement to the step of a test, of up to a tenth more or less than its size. */
static inline void wave_round(const struct wave_test *test, struct wave *wave, gsl_rng *rng)
{
	double step = 0.5 * test->step, offset;

	wave->size = 0.9 + 0.2 * gsl_rng_uniform(rng);
	offset = step * gsl_rng_uniform(rng);

	for (size_t i = 0; i < wave->n; i++)
		wave->displacement[i] =
			step * round((wave->size * wave->displacement[i] + offset) / step);
}

/* The wave of a test; free it by wave_free. */
static inline struct wave wave_make(const struct wave_test *test)
{
	struct wave wave = {.n = (size_t)lround(test->cycles * test->rows_per_cycle), .size = 1};
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	double noise[2] = {0, 0}, fresh = sqrt(1 - test->correlation * test->correlation);
	size_t size = (wave.n + 1) * sizeof(double);

	gsl_rng_set(rng, test->seed + 1);
	wave.time_s = malloc(size);
	wave.load = malloc(size);
	wave.displacement = malloc(size);
	for (size_t i = 0; i < wave.n; i++) {
		double jitter = test->jitter * gsl_ran_gaussian(rng, 1);
		double phase = ((double)i + fmax(-0.49, fmin(0.49, jitter))) / test->rows_per_cycle;

		for (int c = 0; c < 2; c++)
			noise[c] = test->correlation * noise[c] +
				   (i ? fresh : 1) * gsl_ran_gaussian(rng, 1);
		wave.time_s[i] = phase / test->frequency_Hz;
		wave.load[i] =
			1 +
			0.5 * (test->solid == WAVE_SINE ? -cos(2 * M_PI * phase)
							: triangle_load(phase, test->dwell)) +
			0.5 * test->load_noise * noise[0];
		wave.displacement[i] = 3 + 0.5 * wave_response(test, phase) + test->drift * phase +
				       0.5 * test->displacement_noise * noise[1];
	}
	if (test->step > 0)
		wave_round(test, &wave, rng);
	gsl_rng_free(rng);
	return wave;
}

static inline void wave_free(struct wave *wave)
{
	free(wave->time_s);
	free(wave->load);
	free(wave->displacement);
	*wave = (struct wave){0};
}

static inline struct ins_record wave_record(const struct wave *wave)
{
	return (struct ins_record){.time_s = wave->time_s,
		.load = wave->load,
		.displacement = wave->displacement,
		.n = wave->n};
}

/* Usual options: the frequency is to be found, the first cycle is left out. */
static const struct ins_viscoelastic_options wave_usual = {
	.frequency_Hz = NAN, .skip = 1, .harmonics = 5, .bins = 200};

/* Analyse a test's wave; the caller frees the result. */
static inline int wave_analyse(const struct wave_test *test,
	const struct ins_viscoelastic_options *options, struct ins_viscoelastic *result,
	struct ins_err *err)
{
	struct wave wave = wave_make(test);
	struct ins_record record = wave_record(&wave);
	int status = ins_viscoelastic_analyse(&record, options, result, err);

	wave_free(&wave);
	return status;
}

#endif
