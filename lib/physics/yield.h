/* yield - where a curve crosses its elastic line shifted by an offset. */
#ifndef INSITU_YIELD_H
#define INSITU_YIELD_H

#include "physics/elastic.h"

struct ins_yield {
	double stress, strain; /* at the crossing */
	double stress_se;      /* from the elastic line's error and the local fit's */
	size_t row;            /* of the record: the nearest before the crossing */
	size_t points;         /* rows that the local fit used */
};

/*
 * Offset yield of rows [0, end) of RECORD (ASTM E8/E9, ISO 6892-1): the first downward crossing,
 * after the elastic window, of the curve with ELASTIC's line shifted by OFFSET in strain, which
 * is the line through the toe-corrected zero plus the offset.
 *
 * Of noisy records of more than 2000 rows, means of consecutive rows are used, no fewer than 1000.
 * The crossing is first placed by running means, long enough that noise is under an eighth of
 * the line's depth under the curve at the start (modulus x offset). There stress and strain are
 * each fitted in the guide (time or row number), by a parabola over so many rows that the curve
 * falls through the line by 8 times its noise on either side; on a quiet record these may be two
 * rows, and the fit is a straight line. *found is 0, and RESULT all NaN, where the curve does not
 * come down to the line before the end. The standard error holds those of the local fits (of the
 * residuals, at least of the noise; of rounding where it hides the noise, and of noise that
 * neighbouring rows share) and of the elastic line.
 *
 * Fails with INS_EUSAGE for an offset that is not positive; otherwise only for want of memory.
 */
int ins_yield_find(const struct ins_trace *record, size_t end, const struct ins_elastic *elastic,
	double offset, struct ins_yield *result, int *found, struct ins_err *err);

#endif
