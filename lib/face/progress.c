/* progress - one line on a terminal while long work is under way. */
#include "face/progress.h"

#include <stdio.h>
#include <unistd.h>

static double seconds_between(const struct timespec *a, const struct timespec *b)
{
	return (double)(b->tv_sec - a->tv_sec) + 1e-9 * (double)(b->tv_nsec - a->tv_nsec);
}

void ins_progress_show(
	struct ins_progress *progress, const char *program, size_t done, size_t total)
{
	struct timespec now;

	if (done >= total) {
		if (progress->visible)
			fputs("\r\033[K", stderr);
		progress->visible = 0;
		return;
	}
	if (!isatty(STDERR_FILENO))
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (progress->begun.tv_sec == 0)
		progress->begun = now;
	if (seconds_between(&progress->begun, &now) < 1 ||
		(progress->visible && seconds_between(&progress->shown, &now) < 0.1))
		return;
	progress->shown = now;
	progress->visible = 1;
	fprintf(stderr, "\r%s: %zu of %zu\033[K", program, done, total);
}
