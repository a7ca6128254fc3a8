/* formats - the descriptors that come with the programs, and a user's own. */
#ifndef INSITU_FORMATS_H
#define INSITU_FORMATS_H

#include <stddef.h>

#include "base/err.h"
#include "data/format.h"

/* All descriptors that come with the programs and those in the user's own folder. */
struct ins_formats {
	struct ins_format *format; /* owned, sorted by name */
	size_t count, capacity;
};
/*
 * Read $XDG_CONFIG_HOME/insitu/formats (or ~/.config/...), then the installed folder; where two
 * have one name the user's own counts. A folder that is not there holds none.
 */
int ins_formats_load(struct ins_formats *formats, struct ins_err *err);
/* The descriptor called NAME (lent), or NULL. */
const struct ins_format *ins_formats_find(const struct ins_formats *formats, const char *name);
/* The descriptor that a user names, by its NAME or by the path of its file (with a '/' or ".fmt" in
 * it), lent; a file is read into FORMATS. INS_EUSAGE for a name that is not there. */
int ins_formats_choose(struct ins_formats *formats, const char *name,
	const struct ins_format **format, struct ins_err *err);
/* The one that recognises the N bytes of TEXT (lent): the one that asks for most lines; or NULL. */
const struct ins_format *ins_formats_recognise(
	const struct ins_formats *formats, const char *text, size_t n);
void ins_formats_free(struct ins_formats *formats);

#endif
