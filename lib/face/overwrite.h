/* overwrite - no result of a run lands on what the run reads, nor on another result. */
#ifndef INSITU_OVERWRITE_H
#define INSITU_OVERWRITE_H

#include "face/cli.h"

/*
 * Whether every file that CLI's options name as output is none that the run reads: operands,
 * standard input, options of kind INS_INPUT and their columns, and the other half of an rpl and its
 * raw; and no other output. Asks for cli->job. INS_EUSAGE, naming the option.
 */
int ins_overwrite_check(const struct ins_cli *cli, struct ins_err *err);

/* The same of what earlier programs of a pipe have read: PATH (NULL: standard output), which the
 * option called OPTION names, is none of the inputs in TABLE's notes. */
int ins_overwrite_check_notes(const char *option, const char *path, const struct ins_table *table,
	struct ins_err *err);

#endif
