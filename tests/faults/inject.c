/* inject - runs programs with one fault in each run, or a signal, and judges what they do. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"
#include "run.h"

/* Of how many faults all are tried, and how many of the others. */
enum { ALL_UP_TO = 200, FIRST_BYTES = 3, SOME = 40 };

/* What faults there are: how a program must end that met one. */
static const struct {
	const char *name, *thing;
	int code;
} kinds[FAULT_KINDS] = {
	[FAULT_MEMORY] = {"memory", "allocations", 5},
	[FAULT_READ] = {"read", "reads", 3},
	[FAULT_WRITE] = {"write", "bytes", 4},
	[FAULT_FLUSH] = {"flush", "flushes", 4},
	[FAULT_CLOSE] = {"close", "closes", 4},
	[FAULT_SYNC] = {"sync", "syncs", 4},
	[FAULT_RENAME] = {"rename", "renames", 4},
	[FAULT_CREATE] = {"create", "new files", 4},
	[FAULT_SHRINK] = {"shrink", "reads at a place", 3},
	[FAULT_INTERRUPT] = {"interrupt", "reads and waits", 0},
};

static struct fault_plan *plan;
static unsigned long long seed = 20200713;
static const char *shim;
static unsigned long tried, survived;

/* xorshift64*: the same faults on every machine. */
static unsigned long any_below(unsigned long n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned long)((seed * 2685821657736338717ULL) >> 33) % n;
}

static void arm(enum fault_kind kind, unsigned long at, int ever)
{
	plan->kind = kind;
	plan->at = at;
	plan->ever = ever;
}

/* What is wrong with a run that met a fault that ends programs with CODE; NULL: nothing. */
static const char *judge(const struct run *run, const struct outcome *outcome, int code)
{
	int got = WEXITSTATUS(outcome->how);

	if (outcome->late)
		return "hangs";
	if (WIFSIGNALED(outcome->how))
		return strsignal(WTERMSIG(outcome->how));
	if (run_find_rubbish(run))
		return "leaves a temporary file";
	if (got == 0 && !run_are_whole(run))
		return "ends with 0, but its answer differs";
	if (got == 0)
		return NULL;
	if (got != code && !plan->in_library)
		return "ends with a wrong code";
	if (run_are_spoilt(run))
		return "spoils what stood in its output before";
	if (!run_speaks_well(run, outcome))
		return "does not say what is wrong";
	if (plan->live > run->live && plan->kind == FAULT_MEMORY && !plan->in_library)
		return "leaks";
	return NULL;
}

static void count(const struct run *run, const struct outcome *outcome, const char *wrong)
{
	tried++;
	if (!wrong) {
		survived++;
		return;
	}
	fprintf(stderr, "%s, fault %lu of kind %d%s: %s (code %d): %s\n", run->word[0], plan->at,
		plan->kind, plan->ever ? " and all later" : "", wrong, WEXITSTATUS(outcome->how),
		outcome->said_n ? outcome->said : "says nothing\n");
}

static void rehearse(struct run *run)
{
	double begun = run_now();
	struct outcome outcome = run_launch(run, shim);

	run->seconds = run_now() - begun;
	if (outcome.how != 0) {
		fprintf(stderr, "inject: %s fails without a fault: %s", run->word[0], outcome.said);
		exit(2);
	}
	for (size_t i = 0; i < run->outputs; i++) {
		struct output *output = &run->output[i];

		free(output->whole);
		output->whole = run_slurp(output->path, &output->n);
		if (!output->whole)
			run_die(output->path);
	}
	run->live = plan->live;
}

/* Room for the largest output, twice: a child may write more than the program does in the end. */
static unsigned long count_bytes(const struct run *run)
{
	size_t most = 0;

	for (size_t i = 0; i < run->outputs; i++)
		if (run->output[i].n > most)
			most = run->output[i].n;
	return 2 * most;
}

/* Which call fails next: each of the first ones, then some; of the allocations one of each place.
 */
static unsigned long next_at(
	enum fault_kind kind, unsigned long at, unsigned long calls, unsigned long first)
{
	if (kind == FAULT_MEMORY && first < calls) {
		do
			at++;
		while (at < calls && at < FAULT_CALLS && !plan->is_new[at]);
		return at;
	}
	if (at < first || calls <= first + SOME)
		return at + 1;
	return at + 1 + any_below(2 * (calls - first) / SOME);
}

/* How many faults in a row are tried from the first on. */
static unsigned long count_first(enum fault_kind kind, int all)
{
	if (kind == FAULT_WRITE)
		return all ? ALL_UP_TO : FIRST_BYTES;
	if (all)
		return ULONG_MAX - SOME;
	return kind == FAULT_MEMORY ? 0 : ALL_UP_TO;
}

static void inject(struct run *run, enum fault_kind kind, int all, unsigned long only)
{
	unsigned long calls, first = count_first(kind, all);
	/* Interrupted for ever, it would try for ever. */
	int once = kind == FAULT_WRITE || kind == FAULT_INTERRUPT;

	arm(kind, 0, 0);
	rehearse(run);
	calls = kind == FAULT_WRITE ? count_bytes(run) : plan->calls;
	tried = survived = 0;
	for (unsigned long at = only ? only : 1; at <= (only ? only : calls);
		at = next_at(kind, at, calls, first))
		for (int ever = 0; ever <= (all && !once); ever++) {
			struct outcome outcome;

			arm(kind, at, all ? ever : !once && at % 2);
			outcome = run_launch(run, shim);
			count(run, &outcome, judge(run, &outcome, kinds[kind].code));
		}
	printf("%s\t%s\t%lu %s\t%lu injected\t%lu survived\n", run->word[0], kinds[kind].name,
		calls, kinds[kind].thing, tried, survived);
}

/* SIGINT and SIGTERM in turn, at any time: the program ends by it, or had done its work before. */
static void interrupt(struct run *run, unsigned long times)
{
	static const int numbers[] = {SIGINT, SIGTERM};

	arm(FAULT_NONE, 0, 0);
	rehearse(run);
	tried = survived = 0;
	for (unsigned long i = 0; i < times; i++) {
		struct timespec nap = {0};
		struct outcome outcome = {0};
		const char *wrong = NULL;
		int said;
		pid_t child;

		plan->at = i;
		nap.tv_nsec = (long)(1.2e9 * run->seconds * (double)any_below(1000) / 1000);
		run_put_older(run);
		child = run_start(run, shim, &said);
		nanosleep(&nap, NULL);
		kill(child, numbers[i % 2]);
		run_finish(child, said, &outcome);
		if (outcome.late)
			wrong = "hangs";
		else if (outcome.how != 0 &&
			 (!WIFSIGNALED(outcome.how) || WTERMSIG(outcome.how) != numbers[i % 2]))
			wrong = "ends otherwise than by the signal";
		else if (run_find_rubbish(run))
			wrong = "leaves a temporary file";
		else if (outcome.how == 0 ? !run_are_whole(run) : run_are_spoilt(run))
			wrong = "spoils its output";
		count(run, &outcome, wrong);
	}
	printf("%s\tsignal\t%lu times\t%lu injected\t%lu survived\n", run->word[0], times, tried,
		survived);
}

static void map_plan(void)
{
	int fd = open("../plan", O_RDWR | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || ftruncate(fd, sizeof *plan) != 0)
		run_die("plan");
	plan = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (plan == MAP_FAILED)
		run_die("plan");
}

/* inject SHIM RUNS KIND [all|N]; its folder is empty, and the one above is its own, too. */
int main(int argc, char **argv)
{
	FILE *list = argc > 3 ? fopen(argv[2], "r") : NULL;
	int all = argc > 4 && strcmp(argv[4], "all") == 0,
	    signals = argc > 3 && strcmp(argv[3], "signal") == 0;
	unsigned long bad = 0, only = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
	char line[4096];
	struct run run;

	if (!list)
		run_die("inject SHIM RUNS KIND [all]");
	shim = argv[1];
	map_plan();
	while (fgets(line, sizeof line, list)) {
		if (!run_split(&run, line))
			continue;
		if (signals)
			interrupt(&run, all ? 400 : 20);
		for (int kind = 1; kind < FAULT_KINDS; kind++)
			if (strcmp(argv[3], kinds[kind].name) == 0)
				inject(&run, (enum fault_kind)kind, all, only);
		bad += tried - survived;
		run_discard(&run);
	}
	fclose(list);
	return bad != 0;
}
