/* scatter - the cycles of a run one by one, and what their scatter says of the noise. */
#include "physics/scatter.h"

#include <math.h>
#include <string.h>

#include "physics/harmonic_block.h"

double complex ins_scatter_ratio(const double load[2], const double displacement[2])
{
	return (load[0] - I * load[1]) / (displacement[0] - I * displacement[1]);
}

/* Residuals below this share of the amplitude are rounding. */
#define ROUNDING 1e-10

/* Constant, cosine, sine. */
#define OWN_COLUMNS 3

/* What is gathered while going through the rows. */
struct walk {
	const struct ins_harmonic_fit *fit;
	struct ins_harmonic_sums sums; /* of the present cycle: residuals on its own columns */
	double first[INS_CHANNELS], last[INS_CHANNELS], energy;
	double squares[INS_CHANNELS][INS_CHANNELS];
	double at_fundamental; /* squares of the cycles' sums of noise times fundamental */
	double complex ratio;
	size_t rows;
};

static void begin_cycle(struct walk *walk)
{
	memset(&walk->sums, 0, sizeof walk->sums);
	walk->energy = 0;
}

/* Without drift, first the work of the rows, then what harmonics leave of them. */
static void add_block(struct walk *walk, struct ins_harmonic_block *block)
{
	const struct ins_harmonic_fit *fit = walk->fit;
	const double *load = block->channel[INS_OF_LOAD];
	const double *displacement = block->channel[INS_OF_DISPLACEMENT];

	for (int c = 0; c < INS_CHANNELS; c++) {
		double mean = ins_harmonic_drift(fit, c, block->time_s[0]);
		double slope = ins_harmonic_slope(fit, c);

		for (size_t k = 0; k < block->n; k++)
			block->channel[c][k] -=
				mean + slope * (block->time_s[k] - block->time_s[0]);
		if (walk->sums.n == 0)
			walk->first[c] = walk->last[c] = block->channel[c][0];
	}
	walk->energy += (displacement[0] - walk->last[INS_OF_DISPLACEMENT]) *
			(load[0] + walk->last[INS_OF_LOAD]) / 2;
	for (size_t k = 1; k < block->n; k++)
		walk->energy +=
			(displacement[k] - displacement[k - 1]) * (load[k] + load[k - 1]) / 2;
	for (int c = 0; c < INS_CHANNELS; c++)
		walk->last[c] = block->channel[c][block->n - 1];
	ins_harmonic_columns_of(&fit->basis, block);
	for (int c = 0; c < INS_CHANNELS; c++)
		ins_harmonic_subtract(
			block, c, fit->coefficient[c], 1, fit->columns - fit->basis.drift);
	/* The residuals of one cycle on its mean and its fundamental. */
	block->columns = OWN_COLUMNS;
	block->drift = 0;
	ins_harmonic_add(&walk->sums, block);
}

/* The fundamental of one cycle: that of all, and what its own residuals add. */
static void measure(const struct walk *walk, double centre_s, struct ins_cycle *cycle)
{
	const struct ins_harmonic_fit *fit = walk->fit;
	struct ins_harmonic_solution change;
	double own[INS_CHANNELS][2];
	double complex ratio;

	cycle->load_amplitude = cycle->displacement_amplitude = NAN;
	cycle->storage = cycle->loss = cycle->damping = NAN;
	for (int c = 0; c < INS_CHANNELS; c++)
		cycle->mean[c] = NAN;
	if (ins_harmonic_solve(&walk->sums, OWN_COLUMNS, 0, &change, NULL))
		return;
	for (int c = 0; c < INS_CHANNELS; c++) {
		for (int i = 0; i < 2; i++)
			own[c][i] = fit->coefficient[c][1 + i] + change.coefficient[c][1 + i];
		cycle->mean[c] = ins_harmonic_drift(fit, c, centre_s) + change.coefficient[c][0];
	}
	ratio = ins_scatter_ratio(own[INS_OF_LOAD], own[INS_OF_DISPLACEMENT]);
	cycle->load_amplitude = hypot(own[INS_OF_LOAD][0], own[INS_OF_LOAD][1]);
	cycle->displacement_amplitude =
		hypot(own[INS_OF_DISPLACEMENT][0], own[INS_OF_DISPLACEMENT][1]);
	cycle->storage = creal(ratio);
	cycle->loss = cimag(ratio);
	cycle->damping = cimag(ratio) / creal(ratio);
}

static void end_cycle(struct walk *walk, double centre_s, struct ins_cycle *cycle)
{
	const struct ins_harmonic_sums *sums = &walk->sums;
	double complex noise = sums->right[INS_OF_LOAD][1] - I * sums->right[INS_OF_LOAD][2] -
			       walk->ratio * (sums->right[INS_OF_DISPLACEMENT][1] -
						     I * sums->right[INS_OF_DISPLACEMENT][2]);

	walk->at_fundamental += creal(noise * conj(noise));
	for (int c = 0; c < INS_CHANNELS; c++)
		for (int d = c; d < INS_CHANNELS; d++)
			walk->squares[c][d] += sums->square[c][d];
	walk->rows += sums->n;
	cycle->rows = sums->n;
	cycle->loop_energy = walk->energy +
			     (walk->first[INS_OF_DISPLACEMENT] - walk->last[INS_OF_DISPLACEMENT]) *
				     (walk->first[INS_OF_LOAD] + walk->last[INS_OF_LOAD]) / 2;
	measure(walk, centre_s, cycle);
}

/* Sums of single cycles are independent, whatever the correlation within a cycle. */
static void judge(const struct walk *walk, size_t cycles, struct ins_scatter *scatter)
{
	const double *load = walk->fit->coefficient[INS_OF_LOAD];
	double freedom = (double)walk->rows - walk->fit->columns, n = (double)cycles, white;

	for (int c = 0; c < INS_CHANNELS; c++)
		for (int d = 0; d < INS_CHANNELS; d++)
			scatter->residual[c][d] =
				walk->squares[c < d ? c : d][c < d ? d : c] / freedom;
	white = scatter->residual[INS_OF_LOAD][INS_OF_LOAD] +
		creal(walk->ratio * conj(walk->ratio)) *
			scatter->residual[INS_OF_DISPLACEMENT][INS_OF_DISPLACEMENT] -
		2 * creal(walk->ratio) * scatter->residual[INS_OF_LOAD][INS_OF_DISPLACEMENT];
	scatter->noise_ratio = walk->at_fundamental * n / (n - 1) / (double)walk->rows / white;
	/* A record without noise leaves only rounding, whose colour says nothing. */
	if (cycles < 2 || !(white > ROUNDING * ROUNDING * pow(hypot(load[1], load[2]), 2)))
		scatter->noise_ratio = NAN;
}

int ins_scatter_cycles(const struct ins_record *record, const struct ins_harmonic_fit *fit,
	size_t cycles, struct ins_cycle *cycle, struct ins_scatter *scatter, struct ins_err *err)
{
	double period_s = 1 / fit->basis.frequency_Hz;
	struct ins_harmonic_block block = {0};
	struct walk walk = {.fit = fit};
	size_t row = 0;

	walk.ratio = ins_scatter_ratio(
		fit->coefficient[INS_OF_LOAD] + 1, fit->coefficient[INS_OF_DISPLACEMENT] + 1);
	for (size_t k = 0; k < cycles; k++) {
		double centre_s = fit->basis.start_s + ((double)k + 0.5) * period_s;
		double end_s = k + 1 < cycles ? centre_s + period_s / 2 : INFINITY;

		begin_cycle(&walk);
		cycle[k].start_s = centre_s - period_s / 2;
		while (ins_harmonic_load(record, &row, end_s, &block))
			add_block(&walk, &block);
		end_cycle(&walk, centre_s, &cycle[k]);
	}
	if (walk.rows <= (size_t)fit->columns)
		return ins_fail(err, INS_EANALYSIS, "%zu rows are too few for drift and harmonics",
			walk.rows);
	judge(&walk, cycles, scatter);
	return INS_OK;
}

/* The squares of a mean loop's points about the harmonics; *PHASES counts them. */
static double repeated_squares(const struct ins_harmonic_fit *fit, const struct ins_loop *fine,
	int channel, double *phases)
{
	const double *load = fit->coefficient[INS_OF_LOAD];
	double top = atan2(load[2], load[1]) / (2 * M_PI), squares = 0;

	*phases = 0;
	for (size_t i = 0; i < fine->bins; i++) {
		const struct ins_loop_bin *bin = &fine->bin[i];
		double value = channel == INS_OF_LOAD ? bin->load : bin->displacement;

		if (bin->n == 0)
			continue;
		value -= ins_harmonic_value(fit, channel, bin->phase + top);
		squares += (double)bin->n * value * value;
		++*phases;
	}
	return squares;
}

struct ins_repeat ins_scatter_repeat(const struct ins_scatter *scatter,
	const struct ins_harmonic_fit *fit, const struct ins_loop *fine, int channel)
{
	struct ins_repeat repeat = {0};
	double squares = repeated_squares(fit, fine, channel, &repeat.phases);
	double rows = (double)fit->n, within;
	double all = scatter->residual[channel][channel] * (rows - fit->columns);

	repeat.freedom = repeat.phases - fit->columns + fit->basis.drift;
	if (!(repeat.freedom > 0) || !(rows > repeat.phases))
		return repeat;
	within = repeat.within = fmax(all - squares, 0) / (rows - repeat.phases);
	if (squares / repeat.freedom > within * (1 + 3 * sqrt(2 / repeat.freedom)))
		repeat.variance = (squares / repeat.freedom - within) * repeat.phases / rows;
	return repeat;
}
