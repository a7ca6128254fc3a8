/* recognise - what kind of text an input is, as its beginning tells. */
#ifndef INSITU_RECOGNISE_H
#define INSITU_RECOGNISE_H

#include "base/err.h"
#include "base/text.h"
#include "data/file.h"
#include "data/formats.h"
#include "data/sniff.h"

struct ins_recognised {
	const struct ins_format *format; /* lent; NULL where no descriptor fits */
	enum ins_encoding encoding;
	struct ins_layout layout; /* what the descriptor says of it */
};

/*
 * Look at the beginning of INPUT, of which nothing has been read. found->format is kept where it is
 * set; else it becomes the one of FORMATS (which may be NULL) that fits. INS_EFORMAT where the
 * input is no table of numbers, or where the descriptor refuses it or says what insitu-formats(5)
 * does not know.
 */
int ins_recognise(struct ins_input *input, const struct ins_formats *formats,
	struct ins_recognised *found, struct ins_err *err);

#endif
