/* spring - the device's own spring, taken away from the load of a record. */
#ifndef INSITU_SPRING_H
#define INSITU_SPRING_H

#include "channels.h"

/*
 * Take the force of the device's spring out of the load of C: the spring that an empty run showed
 * (EMPTY, or NULL), that MOUNTING tells, or that the record shows after fracture. Nothing is done
 * where there is none. What was taken away is *SPRING (its stiffness NaN for nothing) and becomes a
 * note of NOTES that begins with NAME. INS_EANALYSIS where the record shows no branch after
 * fracture.
 */
int spring_subtract(struct channels *c, const struct mounting *mounting,
	const struct ins_specimen_device *empty, struct ins_specimen_device *spring,
	struct ins_table *notes, const char *name, struct ins_err *err);

#endif
