/* npy_header - the beginning of a NumPy npy file: types, names, and shape of what follows. */
#ifndef INSITU_NPY_HEADER_H
#define INSITU_NPY_HEADER_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/spectrum.h"

/* One type as NumPy spells it: "<f8", "|u1", "<U12". */
struct ins_npy_type {
	char kind;   /* 'b', 'i', 'u', 'f', 'S', 'U', or another that is not read */
	size_t size; /* of one value in bytes */
	int swapped; /* in the other byte order than this machine's */
};

/* The longest name of a field, in bytes. */
enum { INS_NPY_NAME = 63 };

struct ins_npy_field {
	char name[INS_NPY_NAME + 1];
	struct ins_npy_type type;
};

/* Zero it before use. */
struct ins_npy_header {
	struct ins_npy_field
		*field; /* owned; one without a name where the array is not structured */
	size_t fields, capacity;
	int structured, fortran;
	size_t dimensions;
	uint64_t size[8];
	const char *comments; /* lent: what of the text stands behind the dictionary */
};

/* The most that a header takes, which is more than NumPy itself reads. */
enum { INS_NPY_PREFIX = 12, INS_NPY_TEXT = 1 << 20 };

/* Whether a file that begins with these N bytes is npy. */
int ins_npy_is(const unsigned char *bytes, size_t n);

/* Where the header's text begins and how long it is, from the first INS_NPY_PREFIX bytes of the
 * file NAME. INS_EFORMAT: an unknown version, or a text of more than INS_NPY_TEXT. */
int ins_npy_measure(const unsigned char *prefix, const char *name, size_t *begin, size_t *size,
	struct ins_err *err);

/* Parse the TEXT (NUL-ended) of the file NAME, which begins there at OFFSET. INS_EFORMAT with the
 * offset: no such dictionary as NumPy writes, more than 8 dimensions, or fields of several values.
 * Source: NumPy Enhancement Proposal 1, and numpy.lib.format for versions 2 and 3. */
int ins_npy_parse(struct ins_npy_header *header, const char *name, size_t offset, const char *text,
	struct ins_err *err);
void ins_npy_header_free(struct ins_npy_header *header);

/* The element that a number of this type is; 0 where there is none. */
int ins_npy_element(const struct ins_npy_type *type, enum ins_element *element);

#endif
