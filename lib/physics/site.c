/* site - the channels around a peak, and the Gaussian in them. */
#include "site.h"

#include <math.h>

bool ins_site_lay(double centre, size_t n, size_t lo, size_t hi, struct ins_site *site)
{
	double least = 0.25 * ((double)n - 1);
	size_t first, end;

	if (!(centre - (double)lo >= least && (double)hi - 1 - centre >= least))
		return false;
	/* Ends are counted from n channels before the axis, where none is below zero. */
	first = (size_t)(centre + 0.5 * (double)n + 1);
	end = first + n;
	site->first = first < lo + n ? lo : first - n;
	site->n = (end > hi + n ? hi : end - n) - site->first;
	site->cut = site->n < n;
	return true;
}

double ins_site_centre(const struct ins_site *site)
{
	return (double)site->first + site->gaussian.centre;
}

size_t ins_site_valley(const double *counts, size_t lo, size_t hi)
{
	size_t at = lo;
	double least = INFINITY;

	for (size_t k = lo; k < hi; k++) {
		double three = counts[k - 1] + counts[k] + counts[k + 1];

		if (three < least) {
			least = three;
			at = k;
		}
	}
	return at;
}
