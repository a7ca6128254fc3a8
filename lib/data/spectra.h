/* spectra - the front door: the spectra of a file, whatever its format. */
#ifndef INSITU_SPECTRA_H
#define INSITU_SPECTRA_H

#include "base/err.h"
#include "data/spectrum.h"

/*
 * List the spectra of the file PATH: Gatan DM3 or DM4, EMSA/MAS, Lispix rpl with its raw (either
 * may be named), or a NumPy array. What it is, is seen from its content, except a raw, which is
 * known by its name and the rpl beside it. INS_EFORMAT: as the format's own module, or it is none
 * of them.
 */
int ins_spectra_open(struct ins_spectra *spectra, const char *path, struct ins_err *err);

/* Whether a file that begins with these N bytes is one that ins_spectra_open lists. */
int ins_spectra_is(const unsigned char *bytes, size_t n);

#endif
