/* spectrum - spectra and spectrum images with calibrated axes, read in windows. */
#ifndef INSITU_SPECTRUM_H
#define INSITU_SPECTRUM_H

#include <stddef.h>
#include <stdint.h>

#include "base/element.h"
#include "base/err.h"
#include "base/text.h"
#include "data/bytes.h"

/* One axis: what stands at index i has the value first + i step, in its units. */
struct ins_axis {
	size_t size;
	uint64_t stride; /* elements from one index to the next */
	double first, step;
	char units[32]; /* as the file has them, "" where it has none */
};
/* How many TO ("nm", "eV": an ending that base/unit knows) one unit of the AXIS is; units that say
 * what is measured, "Energy Loss (eV)", are understood. NaN where it has no units or others. */
double ins_axis_unit(const struct ins_axis *axis, const char *to);

/*
 * One spectrum or spectrum image of a file. What the file holds beyond x, y and energy is refused,
 * and a picture has one channel; a stack of pictures has them along energy, with is_spectrum 0.
 */
struct ins_spectrum {
	const struct ins_bytes *bytes; /* lent: where the counts are */
	uint64_t offset;               /* of the first count, in bytes */
	enum ins_element element;
	int swapped; /* stored in the other byte order than this machine's */
	struct ins_axis x, y, energy;
	int is_spectrum;                /* energy is known to be one */
	double value_first, value_step; /* calibration of the counts: value_step (raw - first) */
	char value_units[32];
	char title[128], signal[32];
	char refusal[128]; /* why its counts cannot be read; "" where they can */
	char remark[192];  /* what was assumed about it, "" where nothing was */
};

/* The spectra of one file. Zero it before use. */
struct ins_spectra {
	const char *format;        /* lent: "Gatan DM4" */
	struct ins_bytes *bytes;   /* owned: their counts */
	struct ins_spectrum *item; /* owned */
	size_t n, capacity;
};
/* An empty place for bytes, owned by SPECTRA. */
int ins_spectra_begin(struct ins_spectra *spectra, const char *format, struct ins_err *err);
/* Append one more, with axes of size 1 and step 1; *SPECTRUM is lent until the next call. */
int ins_spectra_add(
	struct ins_spectra *spectra, struct ins_spectrum **spectrum, struct ins_err *err);
void ins_spectra_free(struct ins_spectra *spectra);

/* Lay the strides of axes that lie in the file one after another, FASTEST first (NULL at the end),
 * and check that they fill the AVAILABLE bytes of the file exactly. WHERE stands in the message
 * after the file's name: "offset 12, tag". INS_EFORMAT where they do not. */
int ins_spectrum_lay(struct ins_spectrum *spectrum, struct ins_axis *const *fastest,
	uint64_t available, const char *where, struct ins_err *err);

/* What a person wants to know of SPECTRA, as lines of text appended to OUT. */
int ins_spectra_describe(
	const struct ins_spectra *spectra, struct ins_text *out, struct ins_err *err);
/* The spectrum number NUMBER, counted from 1, or with 0 the first that is known to be one, or the
 * only one. INS_EUSAGE: there is no such number. INS_EFORMAT: none can be read. */
int ins_spectra_choose(const struct ins_spectra *spectra, size_t number,
	const struct ins_spectrum **spectrum, struct ins_err *err);

#endif
