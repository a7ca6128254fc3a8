/* cycle - find the cycles in a record: where they are, and how often they come. */
#ifndef INSITU_CYCLE_H
#define INSITU_CYCLE_H

#include "physics/record.h"

/* Turning points of a load: maxima and minima in turn. */
struct ins_turns {
	size_t *row; /* owned */
	size_t n;
	int maximum_first;
};

/* The rows in which the load repeats itself. */
struct ins_cycle_part {
	size_t first, n;
	double frequency_Hz;     /* as asked for, or as the turning points show it */
	double own_frequency_Hz; /* what the turning points show; NaN where they do not */
};

/*
 * Turning points of the load: rows between which it moves by at least threshold. The ends of
 * the record are no turning points. Rows without a time or a load are stepped over; displacement
 * is not looked at and may be NULL. The result is owned by the caller (ins_turns_free).
 */
int ins_cycle_turns(const struct ins_record *record, double threshold, struct ins_turns *turns,
	struct ins_err *err);
void ins_turns_free(struct ins_turns *turns);

/*
 * Find the part of a record in which the load repeats itself from one cycle to the next;
 * approach, holds and unloading around it are left out. frequency_Hz is what to look for, or
 * NaN for what the turning points of the load show (median distance of their maxima).
 * The part grows from the longest run of regular maxima, by up to two periods at either end, for
 * as long as rows come as densely as in the run and the load stays as near to its value one
 * period further in as it does in the run (6 standard deviations; 3 to 25 % of its range).
 * Fails with INS_EUSAGE for a frequency that is not positive, with INS_EANALYSIS for a load
 * that does not turn back and forth, or does so at another frequency, and as
 * ins_record_survey does.
 */
int ins_cycle_find(const struct ins_record *record, double frequency_Hz,
	struct ins_cycle_part *part, struct ins_err *err);

#endif
