/* naming - names and units, in a stream, of columns that play no role. */
#ifndef INSITU_NAMING_H
#define INSITU_NAMING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/unit.h"
#include "data/name.h"
#include "data/table.h"

/*
 * The project's UNIT for the unit of CHANNEL, NULL for a plain number, and the conversion into it.
 * *KEPT where the numbers stay as they are, under the unit that the file has: an angle, an angular
 * frequency, a unit without an ending, or one that could be another ("g" is a mass and an
 * acceleration, "N.m" a torque and an energy).
 */
int ins_naming_unit(const struct ins_channel *channel, const struct ins_unit **unit, double *scale,
	double *offset, bool *kept, struct ins_err *err);

/* *NAME (owned) for the channel that is the N-th of its specimen, as ins_stream_name makes it, with
 * its unit; N stands in it where the name is taken, belongs to a role, or is not there. */
int ins_naming_name(const struct ins_table *table, const struct ins_channel *channel,
	const struct ins_unit *unit, size_t n, char **name, struct ins_err *err);

#endif
