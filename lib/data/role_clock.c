/* role_clock - the time from times of the day, where no column of numbers has it. */
#include <stdint.h>

#include "data/alias.h"
#include "data/role_part.h"

int ins_role_take_clock(const struct ins_role_table *table, size_t cell, struct ins_role_pick *pick,
	struct ins_err *err)
{
	pick->found = pick->clock = true;
	pick->cell = cell;
	pick->scale = 1;
	pick->offset = 0;
	return ins_role_say(&pick->assumed, err,
		"the time is the clock '%s', in seconds from 00:00:00",
		ins_role_shown(&table->header->channel[cell]));
}

/* The clock with the best name, or the only one; *CELL is SIZE_MAX where there is none. */
static int find_clock(
	const struct ins_role_table *table, size_t *cell, size_t *same, struct ins_err *err)
{
	int best = INS_ALIAS_NONE;

	*cell = *same = SIZE_MAX;
	for (size_t i = table->from; i < table->to && table->clocked; i++) {
		int rank = INS_ALIAS_NONE, status;

		if (!table->clocked[i] || ins_format_fits(table->format, "roles", "none",
						  table->header->channel[i].name, NULL))
			continue;
		status = ins_role_rank(table, i, INS_TIME, err, &rank);
		if (status)
			return status;
		if (*cell == SIZE_MAX || rank < best) {
			*cell = i;
			*same = SIZE_MAX;
			best = rank;
		} else if (rank == best) {
			*same = i;
		}
	}
	return INS_OK;
}

int ins_role_pick_clock(
	const struct ins_role_table *table, struct ins_role_pick *pick, struct ins_err *err)
{
	size_t cell, same;
	int status = find_clock(table, &cell, &same, err);

	if (status || cell == SIZE_MAX)
		return status;
	if (same == SIZE_MAX)
		return ins_role_take_clock(table, cell, pick, err);
	return ins_role_say(&pick->problem, err,
		"columns %zu ('%s') and %zu ('%s') could both be it; say which with "
		"--channel=time:%zu",
		cell - table->from + 1, ins_role_shown(&table->header->channel[cell]),
		same - table->from + 1, ins_role_shown(&table->header->channel[same]),
		cell - table->from + 1);
}
