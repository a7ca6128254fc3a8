/* read - what the files of insitu-read share. */
#ifndef INSITU_READ_H
#define INSITU_READ_H

#include <stdio.h>

#include "face/cli.h"

/* Check the inputs that the stream in PATH names against their checksums, a line each to FILE;
 * INS_EANALYSIS where one has changed or is gone, INS_EUSAGE where OUTPUT (or NULL) is one. */
int read_verify(const char *path, const char *output, FILE *file, struct ins_err *err);

/* Describe the spectra or pictures in PATH on FILE; *FOUND is 0 where it is a file of another kind,
 * or no file. As ins_spectra_open and ins_spectra_describe. */
int read_spectra(const char *path, int *found, FILE *file, struct ins_err *err);

#endif
