/* progress - one line on a terminal while long work is under way. */
#ifndef INSITU_PROGRESS_H
#define INSITU_PROGRESS_H

#include <stddef.h>
#include <time.h>

/* Zero it before use. */
struct ins_progress {
	struct timespec begun, shown;
	int visible; /* a line stands on the terminal */
};

/*
 * Tell that DONE of TOTAL are done ("tcfit: 120 of 1000"): on standard error, only where that is a
 * terminal and the work has taken a second, at most ten times a second. With DONE == TOTAL the line
 * is wiped.
 */
void ins_progress_show(
	struct ins_progress *progress, const char *program, size_t done, size_t total);

#endif
