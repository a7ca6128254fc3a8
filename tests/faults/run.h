/* run - one run of a program in a folder of its own: started, waited for, and looked at. */
#ifndef INSITU_RUN_H
#define INSITU_RUN_H

#include <stddef.h>
#include <sys/types.h>

enum { RUN_WORDS = 40, RUN_OUTPUTS = 2 };

/* A file that a run writes, and what it holds when nothing fails. */
struct output {
	const char *path;
	char *whole;
	size_t n;
};

/* One line of the list of runs, and how it ends when nothing fails. */
struct run {
	char *word[RUN_WORDS];
	struct output output[RUN_OUTPUTS];
	size_t outputs;
	int several; /* a fault of one file leaves the others' rows */
	long live;
	double seconds;
};

/* How a run ended. */
struct outcome {
	int how, late;
	char said[4096];
	size_t said_n;
};

/* End with a sentence: the test itself cannot go on. */
void run_die(const char *what);
/* Seconds of a clock that only goes forward. */
double run_now(void);
/* The N bytes of PATH, to be freed; NULL: it is not there. */
char *run_slurp(const char *path, size_t *n);

/* Make RUN of a LINE, which it lends from; 0: the line is a comment. */
int run_split(struct run *run, char *line);
/* Remove its outputs, and free what they held. */
void run_discard(struct run *run);

/* Put something into each output that must be whole, old or new, in the end. */
void run_put_older(const struct run *run);
/* Start it with SHIM preloaded; *SAID gives what it says on stderr. */
pid_t run_start(const struct run *run, const char *shim, int *said);
/* Wait for it to end, with patience. */
void run_finish(pid_t child, int said, struct outcome *outcome);
struct outcome run_launch(const struct run *run, const char *shim);

/* Whether its outputs are as they were when nothing failed. */
int run_are_whole(const struct run *run);
/* Whether one of them is neither that nor what stood there before. */
int run_are_spoilt(const struct run *run);
/* A file that lies in its folder and is none of its outputs (it is removed), or NULL. */
const char *run_find_rubbish(const struct run *run);
/* Whether each line on stderr is the program's name, a colon, and words without control characters.
 */
int run_speaks_well(const struct run *run, const struct outcome *outcome);

#endif
