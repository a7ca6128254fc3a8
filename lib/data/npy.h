/* npy - NumPy arrays: spectra as plain ones, tables as structured ones. */
#ifndef INSITU_NPY_H
#define INSITU_NPY_H

#include <stdio.h>

#include "base/err.h"
#include "data/file.h"
#include "data/npy_header.h"
#include "data/spectrum.h"
#include "data/table.h"

/*
 * The spectra of the array in SPECTRA->bytes: shape (energy), (x, energy) or (y, x, energy), in C
 * or Fortran order, integer or real. Such a file has no calibration: the axes are plain indices,
 * said in a remark, for the caller to set. INS_EFORMAT: a structured array, other types or shapes,
 * or a file not exactly as long as its shape makes it.
 */
int ins_npy_list(struct ins_spectra *spectra, struct ins_err *err);

/* Whether a file that begins with these N bytes is a structured array, which ins_npy_read reads. */
int ins_npy_is_table(const unsigned char *bytes, size_t n);

/*
 * Write TABLE as a structured array, a field a column: numbers as '<f8', words as '<U' of the
 * longest. The kind and the notes go with it as Python comments behind the header's dictionary,
 * which NumPy passes over, as far as its limit on headers lets them. Whether all was written is
 * known to ins_output_commit.
 */
int ins_npy_write(const struct ins_table *table, FILE *file, struct ins_err *err);

/* The longest word that ins_npy_read takes. */
enum { INS_NPY_LETTERS = 1024 };

/* Read a structured array of one dimension, as ins_npy_write or NumPy wrote it, into TABLE
 * (zeroed): numbers of any type, words of type S or U; an empty word becomes "-". INS_EFORMAT:
 * another shape or type, a name that is no bare name, stands twice or is longer than INS_NPY_NAME,
 * a longer word than INS_NPY_LETTERS, or a file that is too short or too long. */
int ins_npy_read(struct ins_table *table, struct ins_input *input, struct ins_err *err);

#endif
