/*
 * eels_bench - plasmon energies a second and their errors, beside GSL's nonlinear least squares,
 * and how much sooner two threads have fitted the same pixels than one.
 *
 * 128 x 128 pixels of 1024 channels, u16, Poisson counts of two Gaussians; the first table is of
 * one thread. GSL is given the windows and a start from the moments, analytic derivatives, the
 * Cholesky solver and one workspace a window; its time does not include looking for the peaks, ours
 * does.
 */
#define HAVE_INLINE
#define GSL_RANGE_CHECK_OFF
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/element.h"
#include "physics/plasmon.h"

#define PIXELS (128 * 128)
#define CHANNELS 1024
#define ROUNDS 5
#define TOGETHER 16 /* pixels handed over at once */
#define GSL_EVERY 8 /* GSL is timed on one pixel in so many */
#define ZERO_N 40
#define PLASMON_N 120
#define OFFSET_EV (-5.0)
#define STEP_EV 0.05
#define SIGMAS_WIDE 2.3548200450309493

struct image {
	uint16_t *counts;
	double *zero_eV, *energy_eV;
};

struct score {
	double seconds, square, sum, within, square_se;
	size_t pixels, failed;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double bell(double x_eV, double centre_eV, double fwhm_eV)
{
	double u = (x_eV - centre_eV) / fwhm_eV;

	return exp(-4 * M_LN2 * u * u);
}

static int make_image(struct image *image)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	image->counts = calloc((size_t)PIXELS * CHANNELS, sizeof *image->counts);
	image->zero_eV = calloc(PIXELS, sizeof(double));
	image->energy_eV = calloc(PIXELS, sizeof(double));
	if (!rng || !image->counts || !image->zero_eV || !image->energy_eV)
		return -1;
	gsl_rng_set(rng, 1);
	for (size_t i = 0; i < PIXELS; i++) {
		double zero_eV = gsl_ran_gaussian(rng, 0.1);
		double energy_eV = 16.8 + 2.4 * gsl_rng_uniform(rng);
		double plasmon = 300 * (0.3 + 0.4 * gsl_rng_uniform(rng));

		image->zero_eV[i] = zero_eV;
		image->energy_eV[i] = energy_eV;
		for (size_t k = 0; k < CHANNELS; k++) {
			double x_eV = OFFSET_EV + (double)k * STEP_EV;
			double mean = 4000 * bell(x_eV, zero_eV, 0.9) +
				      plasmon * bell(x_eV, zero_eV + energy_eV, 4.0);

			image->counts[i * CHANNELS + k] =
				mean > 1e-9 ? (uint16_t)gsl_ran_poisson(rng, mean) : 0;
		}
	}
	gsl_rng_free(rng);
	return 0;
}

static void add(struct score *score, double energy_eV, double truth_eV, double se_eV)
{
	double error_eV = energy_eV - truth_eV;

	score->pixels++;
	if (!isfinite(error_eV)) {
		score->failed++;
		return;
	}
	score->square += error_eV * error_eV;
	score->sum += error_eV;
	score->square_se += se_eV * se_eV;
	score->within += fabs(error_eV) < se_eV;
}

struct window {
	const double *y;
	size_t n;
};

static int residuals(const gsl_vector *p, void *data, gsl_vector *out)
{
	const struct window *window = data;
	double a = gsl_vector_get(p, 0), m = gsl_vector_get(p, 1), s = gsl_vector_get(p, 2);

	for (size_t k = 0; k < window->n; k++) {
		double z = ((double)k - m) / s;

		gsl_vector_set(out, k, a * exp(-0.5 * z * z) - window->y[k]);
	}
	return GSL_SUCCESS;
}

static int derivatives(const gsl_vector *p, void *data, gsl_matrix *out)
{
	const struct window *window = data;
	double a = gsl_vector_get(p, 0), m = gsl_vector_get(p, 1), s = gsl_vector_get(p, 2);

	for (size_t k = 0; k < window->n; k++) {
		double z = ((double)k - m) / s, e = exp(-0.5 * z * z);

		gsl_matrix_set(out, k, 0, e);
		gsl_matrix_set(out, k, 1, a * e * z / s);
		gsl_matrix_set(out, k, 2, a * e * z * z / s);
	}
	return GSL_SUCCESS;
}

static double gsl_centre(gsl_multifit_nlinear_workspace *work, const uint16_t *counts, size_t n)
{
	double y[PLASMON_N], start[3] = {0}, total = 0, first = 0, second = 0;
	struct window window = {y, n};
	gsl_multifit_nlinear_fdf problem = {
		.f = residuals, .df = derivatives, .n = n, .p = 3, .params = &window};
	gsl_vector_view at = gsl_vector_view_array(start, 3);
	int info;

	for (size_t k = 0; k < n; k++) {
		y[k] = counts[k];
		total += y[k];
		first += y[k] * (double)k;
		second += y[k] * (double)(k * k);
		start[0] = fmax(start[0], y[k]);
	}
	start[1] = first / total;
	start[2] = sqrt(second / total - start[1] * start[1]);
	if (gsl_multifit_nlinear_init(&at.vector, &problem, work) ||
		gsl_multifit_nlinear_driver(100, 1e-8, 1e-8, 0, NULL, NULL, &info, work))
		return NAN;
	return gsl_vector_get(gsl_multifit_nlinear_position(work), 1);
}

/* The windows' first channels come from the truth, as our own search finds them. */
static void run_gsl(const struct image *image, gsl_multifit_nlinear_workspace *zero,
	gsl_multifit_nlinear_workspace *plasmon, struct score *score)
{
	double start = now();

	for (size_t i = 0; i < PIXELS; i += GSL_EVERY) {
		const uint16_t *counts = image->counts + i * CHANNELS;
		double at = (image->zero_eV[i] - OFFSET_EV) / STEP_EV;
		size_t from = (size_t)at - ZERO_N / 2;
		size_t to = (size_t)(at + image->energy_eV[i] / STEP_EV) - PLASMON_N / 2;
		double energy = (double)to + gsl_centre(plasmon, counts + to, PLASMON_N) -
				((double)from + gsl_centre(zero, counts + from, ZERO_N));

		add(score, energy * STEP_EV, image->energy_eV[i], NAN);
	}
	score->seconds = now() - start;
}

/* The pixels that one thread fits. */
struct share {
	const struct image *image;
	enum ins_plasmon_method method;
	size_t begin, end;
	struct score score;
};

static void *fit_share(void *place)
{
	_Alignas(64) double counts[TOGETHER * CHANNELS];
	struct share *share = place;
	const struct image *image = share->image;
	struct ins_plasmon_setup setup;
	struct ins_plasmon_search search;
	struct ins_plasmon plasmon[TOGETHER];

	ins_plasmon_defaults(&setup);
	setup.offset_eV = OFFSET_EV;
	setup.step_eV = STEP_EV;
	setup.channels = CHANNELS;
	setup.method = share->method;
	setup.ceiling = ins_element_ceiling(INS_UINT16);
	if (ins_plasmon_prepare(&setup, &search, NULL) != INS_OK)
		return NULL;
	for (size_t i = share->begin; i < share->end; i += TOGETHER) {
		ins_element_doubles(
			INS_UINT16, image->counts + i * CHANNELS, TOGETHER * CHANNELS, counts);
		ins_plasmon_fit(&search, counts, TOGETHER, plasmon);
		for (size_t k = 0; k < TOGETHER; k++)
			add(&share->score, plasmon[k].energy_eV, image->energy_eV[i + k],
				plasmon[k].energy_se_eV);
	}
	return NULL;
}

static void run_ours(const struct image *image, enum ins_plasmon_method method, struct score *score)
{
	struct share share = {.image = image, .method = method, .end = PIXELS};
	double start = now();

	fit_share(&share);
	*score = share.score;
	score->seconds = now() - start;
}

/* Seconds by the clock until both halves are fitted, by one thread or by one each. */
static double fit_halves(const struct image *image, enum ins_plasmon_method method, int threads)
{
	struct share half[2] = {{.image = image, .method = method, .end = PIXELS / 2},
		{.image = image, .method = method, .begin = PIXELS / 2, .end = PIXELS}};
	struct timespec start, end;
	pthread_t thread;

	clock_gettime(CLOCK_MONOTONIC, &start);
	if (threads == 1)
		fit_share(&half[1]);
	else if (pthread_create(&thread, NULL, fit_share, &half[1]) != 0)
		return NAN;
	fit_share(&half[0]);
	if (threads > 1)
		pthread_join(thread, NULL);
	clock_gettime(CLOCK_MONOTONIC, &end);
	return (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
}

static void compare_threads(const struct image *image)
{
	static const char *const name[] = {"ls", "ml"};
	static const enum ins_plasmon_method method[] = {INS_PLASMON_LS, INS_PLASMON_ML};

	printf("method\tseconds_1_thread\tseconds_2_threads\ttimes_one\n");
	for (int m = 0; m < 2; m++) {
		double best[2] = {INFINITY, INFINITY};

		for (int i = 0; i < 2 * ROUNDS; i++)
			for (int k = 0; k < 2; k++)
				best[k] = fmin(best[k], fit_halves(image, method[m], k + 1));
		printf("%s\t%.4f\t%.4f\t%.2f\n", name[m], best[0], best[1], best[0] / best[1]);
	}
}

static void print(const char *name, const struct score *score, double gsl_per_s)
{
	double n = (double)(score->pixels - score->failed);
	double per_s = (double)score->pixels / score->seconds;

	printf("%s\t%.0f\t%.1f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%zu\n", name, per_s,
		per_s / gsl_per_s, per_s * CHANNELS * sizeof(uint16_t) * 1e-9,
		1e3 * sqrt(score->square / n), 1e3 * score->sum / n,
		1e3 * sqrt(score->square_se / n), score->within / n, score->failed);
}

/* The fastest of the rounds, in which the three take turns, so that all meet the same load. */
static void compare(const struct image *image, gsl_multifit_nlinear_workspace *zero,
	gsl_multifit_nlinear_workspace *plasmon)
{
	struct score best[3] = {
		{.seconds = INFINITY}, {.seconds = INFINITY}, {.seconds = INFINITY}};
	double gsl_per_s;

	for (int i = 0; i < ROUNDS; i++) {
		struct score score[3] = {{.pixels = 0}};

		run_gsl(image, zero, plasmon, &score[0]);
		run_ours(image, INS_PLASMON_LS, &score[1]);
		run_ours(image, INS_PLASMON_ML, &score[2]);
		for (int m = 0; m < 3; m++)
			if (score[m].seconds < best[m].seconds)
				best[m] = score[m];
	}
	gsl_per_s = (double)best[0].pixels / best[0].seconds;
	printf("method\tpixels_per_s\ttimes_gsl\tGB_per_s\trms_meV\tbias_meV\treported_meV\t"
	       "within\tfailed\n");
	print("gsl", &best[0], gsl_per_s);
	print("ls", &best[1], gsl_per_s);
	print("ml", &best[2], gsl_per_s);
}

static int write_image(const struct image *image, const char *path)
{
	FILE *file = fopen(path, "wb");
	size_t n = (size_t)PIXELS * CHANNELS;
	size_t written = file ? fwrite(image->counts, sizeof *image->counts, n, file) : 0;

	if (!file || fclose(file) != 0 || written != n) {
		fprintf(stderr, "eels_bench: %s cannot be written\n", path);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}

static int run_all(const struct image *image)
{
	gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
	gsl_multifit_nlinear_workspace *zero, *plasmon;

	gsl_set_error_handler_off();
	parameters.solver = gsl_multifit_nlinear_solver_cholesky;
	zero = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, ZERO_N, 3);
	plasmon = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, PLASMON_N, 3);
	if (zero && plasmon)
		compare(image, zero, plasmon);
	compare_threads(image);
	gsl_multifit_nlinear_free(plasmon);
	gsl_multifit_nlinear_free(zero);
	return zero && plasmon && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* With --write FILE, only write the image there. */
int main(int argc, char **argv)
{
	struct image image = {0};
	int code = EXIT_FAILURE;

	if (make_image(&image) != 0)
		fprintf(stderr, "eels_bench: out of memory\n");
	else if (argc == 3 && strcmp(argv[1], "--write") == 0)
		code = write_image(&image, argv[2]);
	else
		code = run_all(&image);
	free(image.energy_eV);
	free(image.zero_eV);
	free(image.counts);
	return code;
}
