/* site - the channels around a peak, and the Gaussian in them. */
#ifndef INSITU_SITE_H
#define INSITU_SITE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * amplitude * exp(-(k - centre)^2 / (2 sigma^2)) at channel k = 0, 1, ... of a window;
 * centre_var is the variance of the centre, in channels squared, for counts of one electron each.
 */
struct ins_gaussian {
	double amplitude, centre, sigma;
	double centre_var;
};

/* A window on a spectrum: its channels, what was summed over them, and the Gaussian in it. */
struct ins_site {
	size_t first, n; /* channels first ... first + n - 1 of the spectrum */
	bool cut;        /* fewer than were asked for */
	double sum[3];   /* of y, of y t and of y t^2, with t = k - (n - 1)/2 */
	struct ins_gaussian gaussian;
	bool fitted; /* the Gaussian is an answer */
};

/*
 * Lay the window of n channels around CENTRE, a channel of the spectrum, within lo ... hi - 1,
 * cutting off what lies beyond. False, with SITE untouched, where less than half of a side
 * would be left. Sets first, n and cut only.
 */
bool ins_site_lay(double centre, size_t n, size_t lo, size_t hi, struct ins_site *site);

/* The centre of the Gaussian in SITE as a channel of the spectrum. */
double ins_site_centre(const struct ins_site *site);

/*
 * The channel of lo ... hi - 1 with the fewest counts, its two neighbours taken with it; counts
 * are the whole spectrum, lent, lo > 0 and hi below its number of channels.
 */
size_t ins_site_valley(const double *counts, size_t lo, size_t hi);

#endif
