/* peak - find a peak in the counts of a spectrum, and see whether its channels can be trusted. */
#ifndef INSITU_PEAK_H
#define INSITU_PEAK_H

#include "physics/site.h"

/* What became of a peak, and so of its pixel. */
enum ins_peak_status {
	INS_PEAK_OK,
	INS_PEAK_NONE,       /* nothing stands out of the noise */
	INS_PEAK_SATURATED,  /* the detector was full */
	INS_PEAK_LOW_COUNTS, /* too few electrons for an answer */
	INS_PEAK_EDGE,       /* it is cut by the end of the range, or still rising there */
	INS_PEAK_DIVERGED,   /* the fit settled on no peak */
	INS_PEAK_BAD_CHANNEL /* a channel is dead, hit by a stray particle, or no number */
};

/* Fewer electrons than this are no peak. */
#define INS_PEAK_FEWEST 30.0

/* "ok", "no-peak", "saturated", "low-counts", "edge", "diverged" or "bad-channel". */
const char *ins_peak_status_name(enum ins_peak_status status);

/* Where a peak is, and the counts that were searched for it, but for a last part of a bin. */
struct ins_peak {
	size_t at;
	double counts;
};

/*
 * The channel of y[n] (lent) on which the largest rise ends: the highest sum of 3 bins of BIN
 * channels above the lowest one before it. So a peak on the falling tail of a higher one is
 * found, and the tail is not. GAIN is counts per electron. Fills peak->counts, and peak->at with
 * the middle of those channels, or fails: LOW_COUNTS under INS_PEAK_FEWEST electrons in all, NONE
 * for a rise under 6 standard deviations of its noise, EDGE where no such fall follows it,
 * BAD_CHANNEL for NaN or Inf.
 */
enum ins_peak_status ins_peak_find(
	const double *y, size_t n, size_t bin, double gain, struct ins_peak *peak);

/* Channels: those of a peak, lo ... end - 1, and those before, from FROM on, of its rise. */
struct ins_peak_range {
	size_t from, lo, end;
};

/*
 * As ins_peak_find, for the peak whose middle is in RANGE; peak->at is a channel of y (lent). Where
 * counts rise at its first channel, the rise began before, and is followed down to the valley: else
 * the first 3 bins could hold the top of a peak near the start, and no rise. EDGE, too, where the
 * range is empty.
 */
enum ins_peak_status ins_peak_find_in(const double *y, const struct ins_peak_range *range,
	size_t bin, double gain, struct ins_peak *peak);

/* Whether a channel of SITE holds exactly 0, as dead ones do and faint ones may; counts are the
 * whole spectrum, lent. */
bool ins_peak_has_empty(const double *counts, const struct ins_site *site);

/* Whether the peak of SITE is under 2 channels wide at half its height: as narrow as what a stray
 * particle leaves. */
bool ins_peak_is_narrow(const struct ins_site *site);

/*
 * Look through the channels of a SITE whose Gaussian tells how high and wide its peak is; counts
 * are the whole spectrum, lent, of which lo ... hi - 1, SITE among them, may be compared.
 * SATURATED: one at CEILING (INFINITY: none known), or a flat top, 4 equal ones above 2000
 * electrons. BAD_CHANNEL: one, or two together, that stand 8 standard deviations and 10 % above or
 * below their neighbours two channels away, and above them more than such a peak is curved, or lie
 * as far below zero as noise of the window's mean cannot; or where channels within 2 sigma of its
 * centre hold exactly 0, 30 electrons of the Gaussian are missing in a row, or in all and with 8
 * standard deviations more than chance leaves out; or the peak is narrow, and may be a stray
 * particle itself. Else OK; where there are under 8 channels, none is compared with its neighbours.
 */
enum ins_peak_status ins_peak_check(const double *counts, const struct ins_site *site, size_t lo,
	size_t hi, double gain, double ceiling);

/*
 * Whether a channel of y[n] (lent), or two together, stands out of its neighbours as in
 * ins_peak_check, by over LEAST counts, and above what a detector's own noise of the standard
 * deviation NOISE makes, where no peak is narrower than SIGMA channels; the two at either end,
 * where they stand above the two beside them. Under 8 channels none does.
 */
bool ins_peak_has_stray(
	const double *y, size_t n, double sigma, double gain, double noise, double least);

#endif
