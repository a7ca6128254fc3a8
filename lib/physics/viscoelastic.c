/* viscoelastic - what a cyclic test stores and loses: complex stiffness, damping, loop area. */
#include "physics/viscoelastic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "physics/range.h"
#include "physics/signal.h"
#include "physics/viscoelastic_run.h"

/* Cycles from which on their scatter is trusted to tell the noise. */
#define SCATTER_CYCLES 4

void ins_viscoelastic_free(struct ins_viscoelastic *result)
{
	free(result->cycle);
	ins_loop_free(&result->loop);
	*result = (struct ins_viscoelastic){0};
}

void ins_viscoelastic_checks(unsigned checks, char *text, size_t size)
{
	static const char *const names[] = {"few-samples", "few-cycles", "incomplete-cycle",
		"frequency-uncertain", "nonuniform-time", "drift", "plateau", "correlated-noise",
		"no-loop", "delay-suspected", "negative-storage", "other-cycles", "jump", "spike",
		"held"};
	size_t used = 0;

	snprintf(text, size, "ok");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (checks & 1u << i && used < size)
			used += (size_t)snprintf(
				text + used, size - used, "%s%s", used ? "," : "", names[i]);
}

static void moments(struct ins_viscoelastic *result)
{
	double sum = 0, squares = 0, n = 0;

	for (size_t i = 0; i < result->cycles; i++)
		if (!isnan(result->cycle[i].damping)) {
			sum += result->cycle[i].damping;
			n++;
		}
	result->damping_cycle_mean = sum / n;
	for (size_t i = 0; i < result->cycles; i++)
		if (!isnan(result->cycle[i].damping))
			squares += pow(result->cycle[i].damping - sum / n, 2);
	result->damping_cycle_sd = n > 1 ? sqrt(squares / (n - 1)) : NAN;
}

/* Under 3 standard errors nothing is detected; rounding alone leaves about 1e-12. */
void ins_viscoelastic_judge(struct ins_viscoelastic *result)
{
	double detectable;

	ins_instrument_damping(&result->stiffness, &result->damping, &result->damping_se);
	result->delay_s = result->damping / (2 * M_PI * result->frequency_Hz);
	result->checks &= ~(unsigned)(INS_CHECK_NO_LOOP | INS_CHECK_DELAY_SUSPECTED |
				      INS_CHECK_NEGATIVE_STORAGE);
	detectable = fmax(3 * result->damping_se, 1e-9);
	if (fabs(result->damping) <= detectable)
		result->checks |= INS_CHECK_NO_LOOP;
	else if (result->damping < 0 && creal(result->stiffness.value) > 0)
		result->checks |= INS_CHECK_DELAY_SUSPECTED;
	if (creal(result->stiffness.value) < 0)
		result->checks |= INS_CHECK_NEGATIVE_STORAGE;
	moments(result);
}

/* Complex h (a - i b) as a real matrix that acts on (a, b). */
struct map {
	double m[2][2];
};

static struct map map_of(double complex h)
{
	return (struct map){{{creal(h), cimag(h)}, {cimag(h), -creal(h)}}};
}

/* Element (i, j) of L A R', where A is the inverse normal matrix of cosine and sine. */
static double sandwich(const struct map *left, const struct ins_harmonic_fit *fit,
	const struct map *right, int i, int j)
{
	double sum = 0;

	for (int k = 0; k < 2; k++)
		for (int l = 0; l < 2; l++)
			sum += left->m[i][k] * fit->inverse[1 + k][1 + l] * right->m[j][l];
	return sum;
}

/* K = F/U, hence dK = dF/U - K dU/U; both noises pass through the same least squares. */
static struct ins_stiffness ratio(
	const struct ins_harmonic_fit *fit, const struct ins_scatter *scatter, double enlargement)
{
	const double *displacement = fit->coefficient[INS_OF_DISPLACEMENT];
	double complex u = displacement[1] - I * displacement[2];
	struct ins_stiffness stiffness = {
		.value = ins_scatter_ratio(fit->coefficient[INS_OF_LOAD] + 1, displacement + 1)};
	struct map map[INS_CHANNELS];
	double cell[2][2] = {{0}};

	map[INS_OF_LOAD] = map_of(1 / u);
	map[INS_OF_DISPLACEMENT] = map_of(-stiffness.value / u);
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++)
			for (int c = 0; c < INS_CHANNELS; c++)
				for (int d = 0; d < INS_CHANNELS; d++)
					cell[i][j] += scatter->residual[c][d] *
						      sandwich(&map[c], fit, &map[d], i, j);
	stiffness.storage_variance = enlargement * cell[0][0];
	stiffness.loss_variance = enlargement * cell[1][1];
	stiffness.covariance = enlargement * cell[0][1];
	return stiffness;
}

/* What rounding to a step repeats in every cycle: a twelfth of its square, as far as noise, which
 * is in what is not repeated, does not dither it (Widrow and Kollar 2008). The exponential is
 * within 0.006 squares of the sum over the sawtooth's harmonics k of exp(-(2 pi k s)^2) / (2 pi^2
 * k^2), s the noise in steps, where s^2 + 1/12 less that sum is not repeated. Where the harmonics
 * leave 35 phases or more, it is no more than what these show; fewer show chance, and less than
 * there is: rounding that is the same in both halves of a cycle, with the sign turned, is odd
 * harmonics, of which three swallow all of it at 12 phases. */
static double repeated_rounding(const struct ins_repeat *repeat, double step)
{
	static const double DITHER = 14.4, SEEN = 35;
	double square = step * step;
	double most = square / 12 * exp(-DITHER * repeat->within / square);

	return repeat->freedom < SEEN ? most : fmin(repeat->variance, most);
}

/*
 * Rounding that repeats shows in no scatter of cycles. It is as good as independent at each phase,
 * up to 13.5 phases for each step of the amplitude. Of more, rounding at the ends of the sine is
 * what is left, which changes its amplitude and not its phase: by a variance of zeta(3)/pi^4
 * steps^3 over the amplitude (the harmonics of a sawtooth of a sine, 2/(pi k) J1(2 pi k amplitude),
 * for any offset).
 */
static void add_rounding(const struct ins_viscoelastic_run *run, const struct ins_loop *fine,
	struct ins_stiffness *stiffness)
{
	static const double PHASES = 13.5;
	const double *const value[] = {
		[INS_OF_LOAD] = run->record.load, [INS_OF_DISPLACEMENT] = run->record.displacement};
	double storage = creal(stiffness->value), loss = cimag(stiffness->value);

	for (int c = 0; c < INS_CHANNELS; c++) {
		const double *coefficient = run->fit.coefficient[c];
		double amplitude = hypot(coefficient[1], coefficient[2]);
		double step = ins_signal_grain(value[c], run->record.n);
		struct ins_repeat repeat = ins_scatter_repeat(&run->scatter, &run->fit, fine, c);
		double both = 2 * repeated_rounding(&repeat, step) / (amplitude * amplitude);
		double each = both / repeat.phases;
		double size = fmax(both * step / (PHASES * amplitude) - each, 0);

		each *= storage * storage + loss * loss;
		stiffness->storage_variance += each + size * storage * storage;
		stiffness->loss_variance += each + size * loss * loss;
		stiffness->covariance += size * storage * loss;
	}
}

static int check_options(const struct ins_viscoelastic_options *options, struct ins_err *err)
{
	if (options->harmonics < 1 || options->harmonics > INS_HARMONIC_TOP)
		return ins_fail(err, INS_EUSAGE, "%d harmonics; 1 to %d can be fitted",
			options->harmonics, INS_HARMONIC_TOP);
	if (options->bins < 4 || options->bins > INS_LOOP_BINS)
		return ins_fail(err, INS_EUSAGE, "%zu points a loop; 4 to %d will do",
			options->bins, INS_LOOP_BINS);
	return INS_OK;
}

/* Without a response at the frequency, load over displacement would be a plausible number. */
static int check_response(const struct ins_viscoelastic_run *run, struct ins_err *err)
{
	static const char *const names[] = {"load", "displacement"};
	const struct ins_harmonic_fit *fit = &run->fit;

	for (int c = 0; c < INS_CHANNELS; c++) {
		double amplitude = hypot(fit->coefficient[c][1], fit->coefficient[c][2]);
		double noise =
			run->scatter.residual[c][c] * (fit->inverse[1][1] + fit->inverse[2][2]);

		if (!(amplitude * amplitude > 16 * noise))
			return ins_fail(err, INS_EANALYSIS,
				"the %s does not move at %.6g Hz beyond its noise", names[c],
				fit->basis.frequency_Hz);
	}
	return INS_OK;
}

/* The least squares of the whole record, at the frequency given or at its own. */
static int fit_record(
	struct ins_viscoelastic_run *run, struct ins_viscoelastic *result, struct ins_err *err)
{
	struct ins_harmonic_fit near = run->fit;
	struct ins_harmonic_basis basis = ins_viscoelastic_basis(
		run, result->frequency_Hz, result->start_s, (double)result->cycles);
	int status;

	if (ins_viscoelastic_is_given(run) || !basis.drift)
		return ins_harmonic_fit(&run->record, &basis, NULL, &run->fit, err);
	status = ins_harmonic_free(&run->record, &basis, &near, &run->fit, err);
	result->frequency_Hz = result->own_frequency_Hz = run->fit.frequency_Hz;
	result->frequency_se_Hz = run->fit.frequency_se_Hz;
	if (4 * result->frequency_se_Hz * basis.span_s > 0.02)
		result->checks |= INS_CHECK_FREQUENCY_UNCERTAIN;
	return status;
}

/* Least squares, its noise, and the fundamental moduli, but for what rounding adds to it. */
static int fit_cycles(
	struct ins_viscoelastic_run *run, struct ins_viscoelastic *result, struct ins_err *err)
{
	double enlargement = 1, freedom = 2 * ((double)result->cycles - 1);
	int status;

	result->cycle = calloc(result->cycles, sizeof *result->cycle);
	if (!result->cycle)
		return ins_fail_memory(err, "cycles", result->cycles * sizeof *result->cycle);
	status = fit_record(run, result, err);
	result->rows = run->fit.n;
	result->rows_per_cycle = (double)result->rows / (double)result->cycles;
	if (!status)
		status = ins_scatter_cycles(
			&run->record, &run->fit, result->cycles, result->cycle, &run->scatter, err);
	if (!status)
		status = check_response(run, err);
	if (status)
		return status;
	result->noise_ratio = run->scatter.noise_ratio;
	if (result->cycles >= SCATTER_CYCLES && !isnan(result->noise_ratio)) {
		enlargement = result->noise_ratio;
		/* Chi-squared over its freedom, three standard deviations up. */
		if (enlargement > 1 + 3 * sqrt(2 / freedom))
			result->checks |= INS_CHECK_CORRELATED_NOISE;
	}
	result->stiffness = ratio(&run->fit, &run->scatter, enlargement);
	return INS_OK;
}

/* Ranges, and what rounding repeats, come from a finer fold than the loop that is shown. */
static int measure_loop(
	struct ins_viscoelastic_run *run, struct ins_viscoelastic *result, struct ins_err *err)
{
	double most = fmin(fmax(result->rows_per_cycle, (double)result->rows / 4), INS_LOOP_BINS);
	size_t shown = (size_t)fmax(4, fmin((double)run->options->bins, result->rows_per_cycle));
	size_t share = most > (double)shown ? (size_t)most / shown : 1;
	struct ins_loop fine = {0};
	double half[INS_CHANNELS];
	int status = ins_loop_fold(&run->record, &run->fit, share * shown, &fine, err);

	if (!status) {
		add_rounding(run, &fine, &result->stiffness);
		ins_range_halves(&fine, &run->fit, half);
		result->load_half = half[INS_OF_LOAD];
		result->displacement_half = half[INS_OF_DISPLACEMENT];
		status = ins_loop_coarsen(&fine, share, &result->loop, err);
	}
	ins_loop_free(&fine);
	if (status)
		return status;
	return ins_loop_energy(&run->record, &run->fit, result->start_s, result->cycles,
		&result->loop_energy, err);
}

/* Whether a channel's mean moves from one cycle to the next, beside its drift, by over a tenth of
 * its range and by more than noise makes it: a drift through a jump tilts every cycle alike, so
 * that no scatter shows it. */
static int jumps(const struct ins_viscoelastic_run *run, const struct ins_viscoelastic *result)
{
	static const double SHARE = 0.1, NOISES = 5;
	const struct ins_harmonic_fit *fit = &run->fit;
	const double half[] = {[INS_OF_LOAD] = result->load_half,
		[INS_OF_DISPLACEMENT] = result->displacement_half};

	for (int c = 0; c < INS_CHANNELS && fit->basis.drift; c++) {
		double drift = ins_harmonic_slope(fit, c) / result->frequency_Hz;
		double noise = sqrt(2 * run->scatter.residual[c][c] / result->rows_per_cycle);
		double least = fmax(SHARE * 2 * half[c], NOISES * noise);

		for (size_t k = 1; k < result->cycles; k++)
			if (fabs(result->cycle[k].mean[c] - result->cycle[k - 1].mean[c] - drift) >
				least)
				return 1;
	}
	return 0;
}

static void derive(const struct ins_viscoelastic_run *run, struct ins_viscoelastic *result)
{
	const struct ins_harmonic_fit *fit = &run->fit;
	const struct ins_survey *survey = &run->survey;
	double product = result->load_half * result->displacement_half;
	double drift = fit->basis.drift ? ins_harmonic_slope(fit, INS_OF_DISPLACEMENT) : NAN;

	ins_viscoelastic_judge(result);
	result->load_mean = fit->coefficient[INS_OF_LOAD][0];
	result->displacement_mean = fit->coefficient[INS_OF_DISPLACEMENT][0];
	result->damping_area = result->loop_energy / (M_PI * product);
	result->damping_capacity = result->loop_energy / (product / 2);
	result->rate_per_s = 4 * result->frequency_Hz * result->displacement_half;
	result->drift_per_cycle = drift / result->frequency_Hz / (2 * result->displacement_half);
	for (int c = 0; c < INS_CHANNELS; c++) {
		result->fundamental[c] = hypot(fit->coefficient[c][1], fit->coefficient[c][2]);
		result->harmonic2[c] = ins_harmonic_ratio(fit, c, 2);
		result->harmonic3[c] = ins_harmonic_ratio(fit, c, 3);
	}
	if (result->rows_per_cycle < 20)
		result->checks |= INS_CHECK_FEW_SAMPLES;
	if (result->cycles < 3)
		result->checks |= INS_CHECK_FEW_CYCLES;
	if (survey->step_sd_s > 0.05 * survey->step_s)
		result->checks |= INS_CHECK_NONUNIFORM_TIME;
	if (fabs(result->drift_per_cycle) > 0.01)
		result->checks |= INS_CHECK_DRIFT;
	if (ins_range_plateau(&result->loop) > 0.03 + 2 / (double)result->loop.bins)
		result->checks |= INS_CHECK_PLATEAU;
	if (jumps(run, result))
		result->checks |= INS_CHECK_JUMP;
	/* Both alike are late alike. */
	if (ins_signal_repeats(run->record.load, run->record.n) !=
		ins_signal_repeats(run->record.displacement, run->record.n))
		result->checks |= INS_CHECK_HELD;
}

int ins_viscoelastic_analyse(const struct ins_record *record,
	const struct ins_viscoelastic_options *options, struct ins_viscoelastic *result,
	struct ins_err *err)
{
	struct ins_viscoelastic_run run = {.options = options};
	int status = check_options(options, err);

	*result = (struct ins_viscoelastic){0};
	if (!status)
		status = ins_viscoelastic_find(record, &run, result, err);
	if (!status)
		status = ins_viscoelastic_cut(&run, result, err);
	if (!status)
		status = fit_cycles(&run, result, err);
	if (!status)
		status = measure_loop(&run, result, err);
	if (status) {
		ins_viscoelastic_free(result);
		return status;
	}
	derive(&run, result);
	return INS_OK;
}
