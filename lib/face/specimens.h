/* specimens - the table of files, specimens and settings that --specimens names. */
#ifndef INSITU_SPECIMENS_H
#define INSITU_SPECIMENS_H

#include "face/cli.h"

/*
 * Make cli->job: the N files named on the command line; without one, all files of the specimens
 * table; without that, standard input. Reads the table into cli->specimens; its paths are relative
 * to it. A named file must stand in the table, where there is one. INS_EFORMAT for a column that is
 * neither `file`, `specimen` nor an option of the program; INS_EUSAGE for a file that has no row.
 */
int ins_specimens_jobs(struct ins_cli *cli, char **files, size_t n, struct ins_err *err);

/* Put the cells of ROW into SETTINGS, each as the option that its column names; "-" and nan say
 * nothing. */
int ins_specimens_apply(const struct ins_cli *cli, size_t row, void *settings, struct ins_err *err);

#endif
