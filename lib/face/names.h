/* names - what a specimen is called that only its file's name tells. */
#ifndef INSITU_NAMES_H
#define INSITU_NAMES_H

#include "face/cli.h"

/*
 * Name each job of CLI that has no specimen: its file's name without folder and ending. Where two
 * would be called the same, as much of the folders as tells them apart, or the ending, belongs to
 * the name; a file that is named twice is numbered. INS_ENOMEM.
 */
int ins_names_give(struct ins_cli *cli, struct ins_err *err);

#endif
