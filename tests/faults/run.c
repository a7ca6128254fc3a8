/* run - one run of a program in a folder of its own: started, waited for, and looked at. */
#include "run.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000 };

static const char older[] = "what stood here before\n";

void run_die(const char *what)
{
	fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
	exit(2);
}

double run_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

char *run_slurp(const char *path, size_t *n)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t got = 1;

	*n = 0;
	if (!file)
		return NULL;
	while (got) {
		bytes = realloc(bytes, *n + 65536);
		if (!bytes)
			run_die(path);
		got = fread(bytes + *n, 1, 65536, file);
		*n += got;
	}
	fclose(file);
	return bytes;
}

void run_put_older(const struct run *run)
{
	for (size_t i = 0; i < run->outputs; i++) {
		FILE *file = fopen(run->output[i].path, "wb");

		if (!file || fputs(older, file) < 0 || fclose(file) != 0)
			run_die(run->output[i].path);
	}
}

/* The child's side: the program in its folder, its answer in `stdout`. */
static void become(const struct run *run, const char *shim, int to)
{
	int out = open("../stdout", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	dup2(open("/dev/null", O_RDONLY), 0);
	dup2(out, 1);
	dup2(to, 2);
	close(out);
	setenv("LD_PRELOAD", shim, 1);
	setenv("FAULT_PLAN", "../plan", 1);
	execvp(run->word[0], run->word);
	_exit(126);
}

pid_t run_start(const struct run *run, const char *shim, int *said)
{
	int end[2];
	pid_t child = -1;

	if (pipe2(end, O_CLOEXEC) != 0 || (child = fork()) < 0)
		run_die("a child");
	if (child == 0)
		become(run, shim, end[1]);
	close(end[1]);
	*said = end[0];
	return child;
}

void run_finish(pid_t child, int said, struct outcome *outcome)
{
	double deadline = run_now() + PATIENCE_MS / 1e3;
	struct pollfd wait_for = {.fd = said, .events = POLLIN};
	ssize_t got = 1;

	while (got > 0 && outcome->said_n < sizeof outcome->said - 1) {
		if (poll(&wait_for, 1, PATIENCE_MS) == 0 || run_now() > deadline) {
			outcome->late = 1;
			kill(child, SIGKILL);
			break;
		}
		got = read(said, outcome->said + outcome->said_n,
			sizeof outcome->said - 1 - outcome->said_n);
		outcome->said_n += got > 0 ? (size_t)got : 0;
	}
	close(said);
	waitpid(child, &outcome->how, 0);
}

struct outcome run_launch(const struct run *run, const char *shim)
{
	struct outcome outcome = {0};
	int said;
	pid_t child;

	run_put_older(run);
	child = run_start(run, shim, &said);
	run_finish(child, said, &outcome);
	return outcome;
}

static int holds(const char *path, const char *bytes, size_t n)
{
	size_t got_n;
	char *got = run_slurp(path, &got_n);
	int same = got && got_n == n && memcmp(got, bytes, n) == 0;

	free(got);
	return same;
}

static int is_whole(const struct output *output)
{
	return holds(output->path, output->whole, output->n);
}

int run_are_whole(const struct run *run)
{
	size_t i = 0;

	while (i < run->outputs && is_whole(&run->output[i]))
		i++;
	return i == run->outputs;
}

/* Each row of the output stands in the whole one: what is left of many files without one. */
static int is_part(const struct output *output)
{
	size_t n;
	char *got = run_slurp(output->path, &n), *line, *rest = got;
	int part = got != NULL;

	if (got && n)
		got[n - 1] = 0;
	while (part && (line = strsep(&rest, "\n")))
		if (*line != '#')
			part = memmem(output->whole, output->n, line, strlen(line)) != NULL;
	free(got);
	return part;
}

int run_are_spoilt(const struct run *run)
{
	for (size_t i = 0; i < run->outputs; i++) {
		const struct output *output = &run->output[i];

		if (!holds(output->path, older, sizeof older - 1) && !is_whole(output) &&
			!(run->several && is_part(output)))
			return 1;
	}
	return 0;
}

static int is_output(const struct run *run, const char *name)
{
	size_t i = 0;

	while (i < run->outputs && strcmp(run->output[i].path, name) != 0)
		i++;
	return i < run->outputs;
}

/* The folder of the run holds its output, and nothing more. */
const char *run_find_rubbish(const struct run *run)
{
	static char name[256];
	DIR *folder = opendir(".");
	struct dirent *entry;

	*name = 0;
	while (folder && (entry = readdir(folder)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
			!is_output(run, entry->d_name))
			snprintf(name, sizeof name, "%s", entry->d_name);
	closedir(folder);
	if (*name)
		unlink(name);
	return *name ? name : NULL;
}

/* Each line is the program's name, a colon, and words without control characters. */
int run_speaks_well(const struct run *run, const struct outcome *outcome)
{
	const char *p = outcome->said;
	size_t name = strlen(run->word[0]);

	if (!outcome->said_n || outcome->said[outcome->said_n - 1] != '\n')
		return 0;
	for (; *p; p = strchr(p, '\n') + 1)
		if (strncmp(p, run->word[0], name) != 0 || strncmp(p + name, ": ", 2) != 0)
			return 0;
	for (p = outcome->said; *p; p++)
		if (iscntrl((unsigned char)*p) && *p != '\n')
			return 0;
	return 1;
}

int run_split(struct run *run, char *line)
{
	size_t n = 0;

	memset(run, 0, sizeof *run);
	for (char *word = strtok(line, " \t\n"); word && n < RUN_WORDS - 1;
		word = strtok(NULL, " \t\n")) {
		if (!n && strcmp(word, "+") == 0) {
			run->several = 1;
			continue;
		}
		if (n && run->outputs < RUN_OUTPUTS && strcmp(run->word[n - 1], "-o") == 0)
			run->output[run->outputs++].path = word;
		if (run->outputs < RUN_OUTPUTS && strncmp(word, "--png=", 6) == 0)
			run->output[run->outputs++].path = word + 6;
		run->word[n++] = word;
	}
	return n > 0 && run->word[0][0] != '#';
}

void run_discard(struct run *run)
{
	for (size_t i = 0; i < run->outputs; i++) {
		unlink(run->output[i].path);
		free(run->output[i].whole);
	}
}
