/* group - the specimens that stand side by side in one table. */
#ifndef INSITU_GROUP_H
#define INSITU_GROUP_H

#include "data/block.h"

/*
 * Find the specimens of BLOCK and the roles of their columns: the whole table, or its parts where
 * the same names come again and again, where X_ and Y_ columns alternate, or where the descriptor
 * says with which column one begins. Fields of the header are told apart by the columns above which
 * they stand.
 */
int ins_groups_find(
	struct ins_block *block, const struct ins_block_setting *setting, struct ins_err *err);
void ins_groups_free(struct ins_block_group *group, size_t groups);

#endif
