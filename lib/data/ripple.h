/* ripple - Lispix rpl+raw: a text that says how the numbers of another file lie. */
#ifndef INSITU_RIPPLE_H
#define INSITU_RIPPLE_H

#include <stddef.h>

#include "base/err.h"
#include "data/spectrum.h"

/* Whether a file that begins with these N bytes is an rpl. */
int ins_ripple_is(const unsigned char *bytes, size_t n);

/* The other half of a pair by its name: *OTHER (owned) is PATH.raw of PATH.rpl and the reverse,
 * NULL where PATH ends in neither. INS_ENOMEM. */
int ins_ripple_other(const char *path, char **other, struct ins_err *err);

/* Whether PATH ends in .raw and an rpl lies beside it: then *RPL (owned) is its path, else NULL.
 * INS_ENOMEM. */
int ins_ripple_beside(const char *path, char **rpl, struct ins_err *err);

/*
 * The spectrum image that the rpl in SPECTRA->bytes tells of; those bytes become the raw beside it.
 * Vector order is (y, x, energy), image order (energy, y, x). An origin is the value at index 0.
 * Energy per channel is depth-scale, else ev-per-chan, which is in eV whatever depth-units are. An
 * axis without a scale, or with one of 0, has no units. A byte order that is not said is this
 * machine's, and a remark. A calibration of words, 'None', is as good as none. INS_EFORMAT with the
 * line: a key that is missing, twice, or no number; or the raw is not there, or not exactly as long
 * as the dimensions make it.
 * Source: D. Bright, Lispix, "Ripple file format" (www.nist.gov/lispix/doc/image-file-formats).
 */
int ins_ripple_list(struct ins_spectra *spectra, struct ins_err *err);

#endif
