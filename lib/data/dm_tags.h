/* dm_tags - a walk through the tree of tags that a Gatan DM3 or DM4 file is. */
#ifndef INSITU_DM_TAGS_H
#define INSITU_DM_TAGS_H

#include <stdint.h>

#include "base/err.h"
#include "data/bytes.h"
#include "data/spectrum.h"

/* What a tag holds. */
enum ins_dm_shape {
	INS_DM_NUMBER, /* one number */
	INS_DM_ARRAY,  /* count numbers of one type */
	INS_DM_OTHER   /* structs, text of type 18, arrays of structs: count bytes */
};

/* One tag, lent while it is seen. */
struct ins_dm_tag {
	const char *path; /* "ImageList.1.ImageData.Data"; a tag without a name goes by its place */
	enum ins_dm_shape shape;
	enum ins_element element;
	uint64_t count;
	uint64_t offset; /* of its first value in the file */
	uint64_t bytes;  /* that its values take */
	double number;   /* its value, if it is one number */
};

/* What is known of the file as a whole. */
struct ins_dm_header {
	int version; /* 3 or 4 */
	int swapped; /* values are in the other byte order than this machine's */
};

/* Called for every tag; a status other than INS_OK ends the walk with it. */
typedef int ins_dm_see(void *context, const struct ins_dm_tag *tag, struct ins_err *err);

/*
 * Read HEADER, then SEE every tag in the order of the file. Memory is constant. INS_EFORMAT, with
 * offset and path of the tag: it is no DM3 or DM4 file, is cut, nests deeper than 64 groups, holds
 * a tag of unknown type, or one whose length is not that of its content.
 * Source: C. B. Boothroyd, "Digital Micrograph file format" (www.er-c.org/cbb/info/dmformat).
 */
int ins_dm_walk(const struct ins_bytes *bytes, struct ins_dm_header *header, ins_dm_see *see,
	void *context, struct ins_err *err);

#endif
