/* msa - EMSA/MAS spectra. */
#ifndef INSITU_MSA_H
#define INSITU_MSA_H

#include <stddef.h>

#include "base/err.h"
#include "data/spectrum.h"

/* Whether a file that begins with these N bytes is EMSA/MAS. */
int ins_msa_is(const unsigned char *bytes, size_t n);

/*
 * The spectra that the text in SPECTRA->bytes holds, one or several one after another; those bytes
 * become their values. The axis is OFFSET + k XPERCHAN; x values of DATATYPE XY may differ from it
 * by no more than one channel. A wrong NPOINTS, x values that differ by more than they are rounded
 * to, and x and y where DATATYPE says Y, are read and remarked upon. INS_EFORMAT with the line: no
 * #ENDOFDATA, so that a cut file is no spectrum; a value that is no number; no XPERCHAN; x values
 * that are no such axis.
 * Source: ISO 22029:2012.
 */
int ins_msa_list(struct ins_spectra *spectra, struct ins_err *err);

#endif
