/* fracture - where loading of an intact specimen ends, and why. */
#ifndef INSITU_FRACTURE_H
#define INSITU_FRACTURE_H

#include "physics/trace.h"

enum ins_mode { INS_MODE_TENSION, INS_MODE_COMPRESSION };

enum ins_ending {
	INS_ENDING_FRACTURE, /* stress collapsed, or a tension record ended under load */
	INS_ENDING_UNLOADED, /* load was taken off an intact specimen */
	INS_ENDING_OPEN      /* a compression record ended under load */
};

struct ins_fracture {
	enum ins_ending ending;
	int assumed; /* a fracture that no row shows: a tension record ended under load */
	size_t last; /* row of the record: the last one of loading, still intact */
};

/*
 * The end of loading in RECORD.
 *
 * Collapse: within a span of rows (1/200 of the record, at least 5) stress falls by at least a
 * quarter of the greatest stress and 8 times its noise, to under half of what it was, and never
 * again gets above 0.6 of that. Serrations, bursts and load drops from which the specimen
 * recovers are none. last is the row from which the fall is steep (above 8 times the noise and
 * 2 % of the greatest stress a step). In compression a collapse along which strain goes back by
 * more than half of what it would elastically is a fast unloading.
 *
 * Where stress nowhere collapses so fast, longer spans are tried: 1/50, 1/20 and 1/5 of the record.
 * Such a slow fall is a collapse only before the record is unloaded, and where strain along it
 * neither goes back by more than half of what it would elastically, nor on by more than all of it,
 * as it does in a neck.
 *
 * Unloading: strain ends at least 2 % of its range (and 10 times its noise) under its maximum, and
 * stress at least 20 % under what it was there. last is the row of the greatest strain.
 *
 * Neither: the record ends under load. In tension that is its fracture (a machine stops at the
 * break); last is the last row, or the row where a final steep fall begins. In compression the
 * ending is open. A record without strain knows no unloading.
 *
 * Fails with INS_EANALYSIS for a record without 3 rows of stress, or whose stress is nowhere
 * positive.
 */
int ins_fracture_find(const struct ins_trace *record, enum ins_mode mode,
	struct ins_fracture *result, struct ins_err *err);

/*
 * The row of RECORD after which stress, in any unit, falls the most within 1/200 of the record (at
 * least 5 rows) while strain goes on: by at least 2 % of the greatest stress and 8 times its noise,
 * however much of it is left, as where a spring beside the specimen bears the most. record->n where
 * it nowhere falls so.
 */
size_t ins_fracture_largest_fall(const struct ins_trace *record);

/*
 * The row from which VALUE[n], positive and in any unit, collapses as a stress does above, within
 * the shortest span, never to come back; n where it nowhere does. NaNs are passed over. Fails only
 * for want of memory.
 */
int ins_fracture_collapse(const double *value, size_t n, size_t *last, struct ins_err *err);

/*
 * The row of RECORD behind a break, which begins after row LAST (under record->n), where stress, in
 * any unit, has stopped falling; record->n where nothing follows. A break may take several steps,
 * each a fall by at least 2 % of the stress at LAST (and 8 times the noise); what falls where
 * strain has gone back behind LAST is an unloading, and none of it.
 */
size_t ins_fracture_over(const struct ins_trace *record, size_t last);

/*
 * The row from which stress falls, as suddenly as in a collapse but whether or not it recovers, at
 * row ROW, under END; or before it to rise again, where LEVEL, the stress at ROW, is under half of
 * what it fell from. END where it does neither. What a curve meets there is no strength: it is a
 * burst, or the ground, met through what is left.
 */
size_t ins_fracture_fall_before(
	const struct ins_trace *record, size_t end, size_t row, double level);

#endif
