/* read - what the files of insitu-read share. */
#ifndef INSITU_READ_H
#define INSITU_READ_H

#include <stdio.h>

#include "face/cli.h"

/* Check the inputs that the stream in PATH names against their checksums, a line each to FILE;
 * INS_EANALYSIS where one has changed or is gone. */
int read_verify(const char *path, FILE *file, struct ins_err *err);

#endif
