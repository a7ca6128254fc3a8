/* field_key - which keys of a header name a specimen, its dimensions, or a frequency. */
#ifndef INSITU_FIELD_KEY_H
#define INSITU_FIELD_KEY_H

#include <stdbool.h>

#include "data/format.h"

enum ins_field_role {
	INS_FIELD_DIAMETER,
	INS_FIELD_AREA,
	INS_FIELD_LENGTH,
	INS_FIELD_WIDTH,
	INS_FIELD_THICKNESS,
	INS_FIELD_FREQUENCY,
	INS_FIELD_SPECIMEN,
	INS_FIELD_ROLES /* how many there are; also: no role */
};

/* Its note in a stream: "diameter_nm". */
const char *ins_field_note(enum ins_field_role role);
/* The ending of that note's unit, "nm"; NULL for the name of a specimen. */
const char *ins_field_ending(enum ins_field_role role);

/* Whether KEY has ROLE: it is in a list in English, German and French, whole or without words like
 * "specimen" and "nominal" at its ends, or FORMAT (may be NULL) says so. */
bool ins_field_plays(const struct ins_format *format, enum ins_field_role role, const char *key);

#endif
