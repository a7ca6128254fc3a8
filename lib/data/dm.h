/* dm - the images of a Gatan DM3 or DM4 file, found by their tags. */
#ifndef INSITU_DM_H
#define INSITU_DM_H

#include <stddef.h>

#include "base/err.h"
#include "data/spectrum.h"

/* Whether a file that begins with these N bytes is a DM3 or DM4. */
int ins_dm_is(const unsigned char *bytes, size_t n);

/*
 * List the images of the file that SPECTRA->bytes holds, without the thumbnails. The tags, not the
 * data, are read. An axis is the energy where its unit is one; else the last of three, or the first
 * of fewer, where ImageTags."Meta Data".Format or Signal tells of spectra. E = (k - Origin) Scale;
 * without a Scale, or with one of 0, an axis has no units.
 * Complex and colour images, and those of more than three dimensions, are listed with a refusal.
 * INS_EFORMAT, with offset and path of the tag: as ins_dm_walk; dimensions do not make the data;
 * no image.
 */
int ins_dm_list(struct ins_spectra *spectra, struct ins_err *err);

#endif
