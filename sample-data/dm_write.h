/* dm_write - Gatan DM3 and DM4 files of our own making, for samples and tests. */
#ifndef INSITU_DM_WRITE_H
#define INSITU_DM_WRITE_H

#include <stdint.h>
#include <stdio.h>

/* One axis: E = (k - origin) scale. */
struct dm_write_axis {
	uint64_t size;
	double origin, scale;
	const char *units; /* UTF-8 */
};

/* One image. All pointers are lent. */
struct dm_write_image {
	const char *name;
	int type;         /* DM's DataType: 2 float, 7 int32, 10 uint16, 12 double, ... */
	int element_type; /* the tag type of its numbers: 6 float, 3 int32, 4 uint16, 7 double, ...
			   */
	size_t element_size;
	const struct dm_write_axis *axis; /* fastest first */
	size_t axes;
	size_t calibrations;         /* how many of the axes carry one */
	const char *format, *signal; /* Meta Data; NULL for none */
	const void *data; /* this machine's byte order; NULL leaves a hole of that size */
	uint64_t elements;
};

/*
 * Write IMAGES of IMAGE as DM VERSION (3 or 4), numbers little-endian or not, into FILE, which can
 * be sought in and stands at its beginning. The first THUMBNAILS images are named as thumbnails.
 * Returns 0, or -1 where writing failed.
 */
int dm_write(FILE *file, int version, int little, const struct dm_write_image *image, size_t images,
	size_t thumbnails);

#endif
