/* remarks - notes on what of a block was assumed, and what was left out. */
#ifndef INSITU_REMARKS_H
#define INSITU_REMARKS_H

#include "data/block.h"
#include "data/table.h"

/* Add to TABLE the specimen GROUP's name, what the header of BLOCK says of its geometry, and one
 * sentence for each thing that was not read as it stands. Faults are those of ins_field_notes. */
int ins_remarks_add(struct ins_table *table, const struct ins_block *block,
	const struct ins_block_group *group, const struct ins_block_setting *setting,
	struct ins_err *err);

#endif
