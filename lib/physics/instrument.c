/* instrument - take the instrument's share out of a complex stiffness. */
#include "physics/instrument.h"

#include <math.h>

/* Frequencies of two runs that were set alike differ by this share at most. */
#define ALIKE 0.01

void ins_instrument_damping(
	const struct ins_stiffness *stiffness, double *damping, double *damping_se)
{
	double storage = creal(stiffness->value), variance;

	*damping = cimag(stiffness->value) / storage;
	variance = stiffness->loss_variance - 2 * *damping * stiffness->covariance +
		   *damping * *damping * stiffness->storage_variance;
	*damping_se = sqrt(fmax(variance, 0)) / fabs(storage);
	if (isnan(variance))
		*damping_se = NAN;
}

double complex ins_instrument_oscillator(
	double stiffness, double mass, double damping, double frequency_Hz)
{
	double angular_per_s = 2 * M_PI * frequency_Hz;

	return stiffness - mass * angular_per_s * angular_per_s + I * (angular_per_s * damping);
}

/* The uncertainty of a function of K whose complex derivative is `slope`. */
static struct ins_stiffness carry(
	struct ins_stiffness from, double complex value, double complex slope)
{
	double a = creal(slope), b = cimag(slope);

	return (struct ins_stiffness){.value = value,
		.storage_variance = a * a * from.storage_variance - 2 * a * b * from.covariance +
				    b * b * from.loss_variance,
		.loss_variance = b * b * from.storage_variance + 2 * a * b * from.covariance +
				 a * a * from.loss_variance,
		.covariance = a * b * (from.storage_variance - from.loss_variance) +
			      (a * a - b * b) * from.covariance};
}

struct ins_stiffness ins_instrument_parallel(struct ins_stiffness total, double complex known)
{
	return carry(total, total.value - known, 1);
}

struct ins_stiffness ins_instrument_without(struct ins_stiffness total, struct ins_stiffness device)
{
	struct ins_stiffness rest = ins_instrument_parallel(total, device.value);

	rest.storage_variance += device.storage_variance;
	rest.loss_variance += device.loss_variance;
	rest.covariance += device.covariance;
	return rest;
}

/* The mean of the runs at one frequency. */
static struct ins_stiffness mean_at(const struct ins_empty_run *runs, size_t n, double frequency_Hz)
{
	struct ins_stiffness mean = {0};
	double count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct ins_stiffness *one = &runs[i].stiffness;

		if (runs[i].frequency_Hz != frequency_Hz)
			continue;
		count++;
		mean.value += one->value;
		mean.storage_variance += one->storage_variance;
		mean.loss_variance += one->loss_variance;
		mean.covariance += one->covariance;
	}
	mean.value /= count;
	mean.storage_variance /= count * count;
	mean.loss_variance /= count * count;
	mean.covariance /= count * count;
	return mean;
}

/* How far F lies on the way from LOW to HIGH; 0 where they are one. */
static double share_of(double f, double low, double high)
{
	return high > low ? (f - low) / (high - low) : 0;
}

/* Between runs at LOW_Hz and HIGH_Hz as an oscillator goes: k - m w^2 + i w c. */
static struct ins_stiffness between(struct ins_stiffness low, double low_Hz,
	struct ins_stiffness high, double high_Hz, double frequency_Hz)
{
	double storage = share_of(frequency_Hz * frequency_Hz, low_Hz * low_Hz, high_Hz * high_Hz);
	double loss = share_of(frequency_Hz, low_Hz, high_Hz);

	return (struct ins_stiffness){
		.value = (1 - storage) * creal(low.value) + storage * creal(high.value) +
			 I * ((1 - loss) * cimag(low.value) + loss * cimag(high.value)),
		.storage_variance = (1 - storage) * (1 - storage) * low.storage_variance +
				    storage * storage * high.storage_variance,
		.loss_variance = (1 - loss) * (1 - loss) * low.loss_variance +
				 loss * loss * high.loss_variance,
		.covariance = (1 - storage) * (1 - loss) * low.covariance +
			      storage * loss * high.covariance};
}

int ins_instrument_empty(const struct ins_empty_run *runs, size_t n, double frequency_Hz,
	struct ins_stiffness *stiffness, struct ins_err *err)
{
	double below_Hz = -INFINITY, above_Hz = INFINITY, lowest_Hz = INFINITY;
	double highest_Hz = -INFINITY;

	for (size_t i = 0; i < n; i++) {
		lowest_Hz = fmin(lowest_Hz, runs[i].frequency_Hz);
		highest_Hz = fmax(highest_Hz, runs[i].frequency_Hz);
		if (runs[i].frequency_Hz <= frequency_Hz)
			below_Hz = fmax(below_Hz, runs[i].frequency_Hz);
		if (runs[i].frequency_Hz >= frequency_Hz)
			above_Hz = fmin(above_Hz, runs[i].frequency_Hz);
	}
	if (n == 0)
		return ins_fail(err, INS_EANALYSIS, "there is no empty run to subtract");
	if (!(frequency_Hz >= lowest_Hz * (1 - ALIKE) && frequency_Hz <= highest_Hz * (1 + ALIKE)))
		return ins_fail(err, INS_EANALYSIS,
			"%.6g Hz lies outside the empty runs, which go from %.6g Hz to "
			"%.6g Hz",
			frequency_Hz, lowest_Hz, highest_Hz);
	if (isinf(below_Hz) || isinf(above_Hz))
		below_Hz = above_Hz = isinf(below_Hz) ? lowest_Hz : highest_Hz;
	*stiffness = between(mean_at(runs, n, below_Hz), below_Hz, mean_at(runs, n, above_Hz),
		above_Hz, frequency_Hz);
	return INS_OK;
}

struct ins_stiffness ins_instrument_series(struct ins_stiffness total, double compliance)
{
	double complex rest = 1 - compliance * total.value;

	return carry(total, total.value / rest, 1 / (rest * rest));
}

struct ins_stiffness ins_instrument_delay(
	struct ins_stiffness measured, double frequency_Hz, double delay_s)
{
	double complex turn = cexp(I * (2 * M_PI * frequency_Hz * delay_s));

	return carry(measured, measured.value * turn, turn);
}

struct ins_stiffness ins_instrument_scale(struct ins_stiffness stiffness, double factor)
{
	return carry(stiffness, factor * stiffness.value, factor);
}
