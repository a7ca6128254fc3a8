/* name_joint - a unit that is joined to the name of a column without brackets. */
#ifndef INSITU_NAME_JOINT_H
#define INSITU_NAME_JOINT_H

#include <stdbool.h>
#include <stddef.h>

enum { INS_NAME_UNIT = 24 };

struct ins_name_joint {
	size_t stem; /* the length of the name before the unit and what joins it */
	char unit[INS_NAME_UNIT];
	bool doubtful; /* one mark stands for all signs, by which a prefix may have gone, too */
};

/*
 * Find the unit that ends TEXT, joined by "_", "/", " in ", ", " or, before "%", a blank; or in
 * brackets that MATLAB or R made marks of, since a name of theirs holds none: "Time_ms_" and
 * "Time..ms." were "Time (ms)". Where a letter of the unit may have become a mark, too, there is
 * none: "Depth__m_" may have been "Depth (µm)". Nor is there where the unit is but the end of
 * another one: "Speed_mm_min".
 */
bool ins_name_find_joint(const char *text, struct ins_name_joint *joint);

/* The length of the prefix in full, "micro", with which TEXT begins, or 0. */
size_t ins_name_prefix(const char *text);

/* Whether marks stand at the end of NAME for what may have been a unit: "Strain...." was "Strain
 * (%)". */
bool ins_name_is_mangled(const char *name);

#endif
