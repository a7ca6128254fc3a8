/* signal - what the numbers of a channel show of its noise, its steps and its limits. */
#ifndef INSITU_SIGNAL_H
#define INSITU_SIGNAL_H

#include <stddef.h>

/*
 * Standard deviation of the noise of value[n] about a curve that is straight over three rows:
 * from the median |second difference|, hence blind to jumps and breaks. NaNs are passed over.
 * 0 for n < 3. At most 30000 differences, evenly spread, are looked at.
 */
double ins_signal_noise(const double *value, size_t n);

/* The same where there are 30 rows or more, else 0: of fewer, it may be a coarse curve. */
double ins_signal_noise_of_many(const double *value, size_t n);

/*
 * Standard deviation of that part of the noise which ins_signal_noise does not see, because
 * neighbouring rows share it: from second differences over up to 32 rows instead of one, as long as
 * they grow no faster with their length than a random walk's, as those of a bend do. 0 where it is
 * no more than chance.
 */
double ins_signal_slow_noise(const double *value, size_t n);

/* The greatest of value[n] less the least. NaNs are passed over; minus infinity where all are. */
double ins_signal_range(const double *value, size_t n);

/* The first row with the greatest of value[n]; 0 where there is no number. */
size_t ins_signal_greatest_row(const double *value, size_t n);

/* The first row of value[n] that is less than the number before it, as where a time runs backwards;
 * n without one. NaNs are passed over. */
size_t ins_signal_first_fall(const double *value, size_t n);

/* Turn the sign of value[n], in place. */
void ins_signal_turn(double *value, size_t n);

/* The least difference of neighbours in value[n] that are not equal: the step of what was rounded,
 * next to nothing for what was not. NaNs are passed over; 0 without one. */
double ins_signal_step(const double *value, size_t n);

/*
 * The greatest distance of which neighbours in size among value[n], up to 30000 rows of it, evenly
 * spread, are whole numbers apart, within a twentieth, since a step may be written with few digits:
 * the step of what was rounded also where no two rows are one step apart. Sought down to a
 * thousandth of the least difference, which stands for what was not rounded. NaNs are passed over;
 * 0 where all are equal.
 */
double ins_signal_grain(const double *value, size_t n);

/* The step of neighbours where it hides the noise, more than half of the neighbours being equal;
 * else 0. */
double ins_signal_rounding(const double *value, size_t n);

/* The noise of value[n], as ins_signal_noise tells it, but no less than ins_signal_rounding. */
double ins_signal_noise_or_step(const double *value, size_t n);

/*
 * Whether the greatest of value[n] stands in ten rows on end or more, to the last digit, though the
 * longest stretch without it scatters by more than two steps: as at the limit of a sensor, of a
 * converter or of a source. NaNs are passed over.
 */
int ins_signal_rests(const double *value, size_t n);

/*
 * Whether a third of value[n] or more repeats the row before, in runs of much the same length,
 * though what differs does so by no common step: a channel that was read less often than it was
 * written. NaNs never repeat. The shares are this project's choice.
 */
int ins_signal_repeats(const double *value, size_t n);

/*
 * Set to NaN each of value[n] that is a spike: farther from the first value than what the two rows
 * on either side of it lead to, by a tenth of the range and by more than ten times the noise, or
 * steps of rounding, while the two sides are alike. A peak leads to its top, and a break has unlike
 * sides; both stay, as do spikes of two rows and the two rows at each end. NaNs are passed over.
 * Returns how many; *first is the first of them, n without one.
 */
size_t ins_signal_drop_spikes(double *value, size_t n, size_t *first);

/*
 * How much larger the variance of a fit is because neighbouring residuals follow each other:
 * (1 + r)/(1 - r) with r their correlation at lag one, 1 where r is no more than chance.
 */
double ins_signal_widening(const double *residual, size_t n);

#endif
