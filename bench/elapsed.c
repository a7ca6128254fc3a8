/*
 * elapsed FILE COMMAND... - run a command and append to FILE how many ns it took by the clock,
 * from the start of its process to its end. A shell that asks the time before and after counts the
 * starts of its own helpers, too, which is some tenths of what eelsmap takes.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

int main(int argc, char **argv)
{
	struct timespec start, end;
	int fault, code = 0;
	pid_t child;
	FILE *out = argc > 2 ? fopen(argv[1], "a") : NULL;

	if (!out) {
		fprintf(stderr, "Usage: elapsed FILE COMMAND...\n");
		return 2;
	}
	clock_gettime(CLOCK_MONOTONIC, &start);
	fault = posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ);
	if (fault == 0)
		fault = waitpid(child, &code, 0) < 0 ? errno : 0;
	clock_gettime(CLOCK_MONOTONIC, &end);
	if (fault || code != 0) {
		fprintf(stderr, "elapsed: %s: %s\n", argv[2], fault ? strerror(fault) : "failed");
		return EXIT_FAILURE;
	}
	fprintf(out, "%.0f\n",
		1e9 * (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec));
	return fclose(out) ? EXIT_FAILURE : EXIT_SUCCESS;
}
