/* record - load and displacement against time, as every analysis of cycles takes them. */
#ifndef INSITU_RECORD_H
#define INSITU_RECORD_H

#include <stddef.h>

#include "base/err.h"

/* One run. All three arrays are lent and hold n numbers; load and displacement may as well
 * be stress and strain. A row with a number that is not finite counts as missing. */
struct ins_record {
	const double *time_s, *load, *displacement;
	size_t n;
};

/* What a look over a record shows. */
struct ins_survey {
	size_t rows;                   /* rows with three finite numbers */
	double start_s, end_s;         /* times of the first and the last of them */
	double step_s;                 /* mean time between two rows that are not of one time */
	double step_sd_s;              /* standard deviation of it */
	double load_centre, load_half; /* middle and half of the range of the load */
	double displacement_centre, displacement_half;
};

/* Whether row i has three finite numbers: what is not finite gives NaN when taken from itself.
 * In the header, since every loop over the rows asks it. */
static inline int ins_record_usable(const struct ins_record *record, size_t i)
{
	double time_s = record->time_s[i], load = record->load[i], other = record->displacement[i];

	return (time_s - time_s) + (load - load) + (other - other) == 0;
}

/*
 * Look over a record. Fails with INS_EFORMAT where time runs backwards (naming the row,
 * counted from 1), with INS_EANALYSIS for fewer than four usable rows, for no time passing,
 * and for a load or a displacement that never changes.
 */
int ins_record_survey(
	const struct ins_record *record, struct ins_survey *survey, struct ins_err *err);

/* The first row at or after time_s, n where there is none. Rows must pass ins_record_survey. */
size_t ins_record_row_at(const struct ins_record *record, double time_s);

/* Rows first ... first + n - 1 of a record, as a record of its own that lends the same arrays. */
struct ins_record ins_record_part(const struct ins_record *record, size_t first, size_t n);

#endif
