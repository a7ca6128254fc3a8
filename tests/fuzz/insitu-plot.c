/*
 * Any bytes as streams to draw, for insitu-plot. In place of gnuplot stands a look at what it would
 * get: arguments that are inert text, and as many blocks of numbers as they tell of.
 */
#include "program.h"

#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The arguments of draw.gp. */
enum { TYPE = 5, SIZE, TITLE, LABELS, GROUPS, STYLES, PANELS, NAMES, END };

static int drawing = -1, numbers = -1;

int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int from, int to)
{
	(void)actions;
	if (to == 1)
		drawing = from;
	if (to == 3)
		numbers = from;
	return 0;
}

/* How many items end in PART; each is text that nobody runs. */
static size_t count(const char *list, char part)
{
	size_t n = 0;

	for (; *list; list++) {
		FUZZ_CHECK((unsigned char)*list >= 0x20 || *list == '\t' || *list == '\n');
		FUZZ_CHECK(*list != 0x7f);
		n += *list == part;
	}
	return n;
}

/* Read what lies in the numbers' file: rows of at least COLUMNS cells, names on top of each block.
 */
static void check_numbers(const char *names, size_t columns, size_t groups)
{
	char *line = NULL;
	size_t room = 0, blocks = 0, blank = 2, tabs = 0;
	FILE *file = fdopen(dup(numbers), "r");

	FUZZ_CHECK(file);
	rewind(file);
	while (getline(&line, &room, file) > 0) {
		if (*line == '\n') {
			blank++;
			continue;
		}
		/* A column that no stream has is one of nan, and of no name. */
		if (!tabs)
			tabs = count(line, '\t');
		FUZZ_CHECK(count(line, '\t') == tabs && tabs + 1 >= columns);
		if (blank == 2)
			FUZZ_CHECK(strncmp(line, names, strcspn(line, "\t\n")) == 0);
		else
			FUZZ_CHECK(line[strspn(line, "0123456789+-.einfa\t")] == '\n');
		blocks += blank == 2;
		blank = 0;
	}
	FUZZ_CHECK(blocks == groups);
	free(line);
	fclose(file);
}

int posix_spawnp(pid_t *child, const char *program, const posix_spawn_file_actions_t *actions,
	const posix_spawnattr_t *attributes, char *const argv[], char *const environment[])
{
	static const char drawn[] = "<svg width=\"84\" height=\"63\" >\n<title>Gnuplot</title>\n"
				    "<desc>Produced by GNUPLOT</desc>\n</svg>\n";
	size_t columns = 0, groups = 0;

	(void)actions, (void)attributes, (void)environment;
	FUZZ_CHECK(strcmp(program, "gnuplot") == 0 && strcmp(argv[TYPE], "svg") == 0);
	for (int i = 0; i < END; i++)
		FUZZ_CHECK(argv[i]);
	FUZZ_CHECK(!argv[END]);
	columns = count(argv[NAMES], ' ');
	groups = count(argv[GROUPS], '\t');
	FUZZ_CHECK(count(argv[LABELS], '\t') == columns && count(argv[STYLES], ' ') == 5 * groups);
	FUZZ_CHECK(columns > 0 && groups > 0);
	count(argv[TITLE], 0);
	count(argv[SIZE], 0);
	count(argv[PANELS], 0);
	check_numbers(argv[NAMES], columns, groups);
	FUZZ_CHECK(write(drawing, drawn, sizeof drawn - 1) == sizeof drawn - 1);
	*child = 1;
	return 0;
}

pid_t waitpid(pid_t child, int *how, int options)
{
	(void)options;
	*how = 0;
	return child;
}

#define main program_main
#include "../../tools/insitu-plot.c"
#undef main

static const char *const always[] = {"--output=out.svg", NULL};
static const char *const files[] = {"a.tsv", "b.tsv", NULL};
static const char *const picks[] = {"-x%s", "-y%s", "-z%s", "--panels=%s", "--title=%s",
	"--size=%s", "--verbose", "a.tsv", "b.tsv", NULL};
static const struct fuzz_program target = {"insitu-plot", always, picks, files};

void fuzz_try(const uint8_t *data, size_t size)
{
	fuzz_program(&target, data, size);
}
