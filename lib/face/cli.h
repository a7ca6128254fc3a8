/* cli - one table of options gives parsing, ranges, help, and the columns of a specimens file. */
#ifndef INSITU_CLI_H
#define INSITU_CLI_H

#include <stddef.h>

#include "base/err.h"
#include "data/table.h"

enum ins_option_kind {
	INS_FLAG,    /* int, 1 when given */
	INS_WORD,    /* const char *, lent */
	INS_CHOICE,  /* const char *, one of CHOICES, lent */
	INS_INPUT,   /* const char *, lent: a file to read, or one of CHOICES */
	INS_OUTPUT,  /* const char *, lent: a file to write */
	INS_COUNT,   /* long */
	INS_QUANTITY /* double, in UNIT */
};

/* One option, and where its value goes in the program's settings. */
struct ins_option {
	const char *name; /* "diameter"; NULL ends a table */
	char letter;      /* 0 for none */
	enum ins_option_kind kind;
	size_t place;         /* offsetof the settings' member */
	const char *argument; /* as help shows it: "QUANTITY" */
	const char *unit;     /* ending of the unit it is kept in: "nm"; NULL a plain number */
	const char *example;  /* "145nm" */
	/* "tension|compression"; of a quantity words that make it NaN: "auto"; of a word those that
	 * completion offers. */
	const char *choices;
	double low, high; /* of a quantity or count: low <= value <= high, when low < high */
	int group; /* options of one group (not 0) say the same thing: a higher authority's replace
		      a lower's */
	const char *help; /* one line; NULL hides the option from help and completion */
};

/* What every program takes. */
struct ins_common {
	const char *output;
	int quiet, verbose, help, version;
	const char *specimens;
	const char *format;
	long block;             /* 0: all */
	const char *completion; /* a shell */
	const char **channel;   /* lent words "ROLE:COLUMN[:UNIT]" in an owned array */
	size_t channels;
};

enum ins_takes { INS_TAKES_RECORDS = 1, INS_TAKES_SPECIMENS = 2 };

struct ins_program {
	const char *name;    /* "tcfit" */
	const char *purpose; /* one sentence */
	const char *usage;   /* "[OPTION]... [FILE]..." */
	const struct ins_option *options;
	const char *examples;
	const char *alone; /* an option that reads no file: "list-formats"; or NULL */
	unsigned takes;    /* which of the common options: enum ins_takes */
	size_t settings_size;
	void (*defaults)(void *settings);
};

/* One file to work on. */
struct ins_job {
	char *path;           /* owned */
	const char *specimen; /* lent; NULL where no specimens file names it */
	char *name;           /* owned: then, what its file's name makes of it; no other has it */
	size_t row;           /* of the specimens table; SIZE_MAX without one */
};

/* An option as it was given, in order. */
struct ins_given {
	const struct ins_option *option;
	const char *argument; /* lent; NULL for a flag */
};

struct ins_cli {
	const struct ins_program *program;
	struct ins_common common;
	struct ins_given *given;
	size_t givens, givens_capacity;
	struct ins_job *job;
	size_t jobs, jobs_capacity;
	struct ins_table specimens;
	char specimens_hex[65]; /* its checksum */
	char *command;          /* owned: program, version, arguments; the `tool` note */
	int status;             /* the highest so far: what the program ends with */
};

/*
 * Read the command line and, if named, the specimens file. Returns 1 when the program shall go on;
 * 0 when it shall end with cli->status, since help or version was printed or a fault reported.
 * Guards temporary files against signals.
 */
int ins_cli_begin(struct ins_cli *cli, const struct ins_program *program, int argc, char **argv);

/* The settings for a job: the program's defaults, then its row of the specimens file, then the
 * options. */
int ins_cli_settings(
	const struct ins_cli *cli, const struct ins_job *job, void *settings, struct ins_err *err);

/* Whether the option NAME was given on the command line. */
int ins_cli_was_given(const struct ins_cli *cli, const char *name);

/* INS_EUSAGE, "--NAME WHY", where one of NAMES (NULL behind the last) was given on the command
 * line: an option that would change nothing is likely to be a mistake. */
int ins_cli_refuse(
	const struct ins_cli *cli, const char *const *names, const char *why, struct ins_err *err);

/* Print the fault as "program: sentence" on stderr and keep the highest status. */
void ins_cli_report(struct ins_cli *cli, const struct ins_err *err);

/* Print a remark on stderr unless --quiet. */
void ins_cli_remark(const struct ins_cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* With --verbose, print what was assumed and omitted, as the notes of TABLE say, as remarks. */
void ins_cli_tell(const struct ins_cli *cli, const struct ins_table *table);

/* Tell, then add the `tool` note and the `input` note of the specimens file to TABLE and write it
 * as a stream to --output or standard output; reports its own fault. Nothing is written once memory
 * ran out, since rows may then be missing. */
void ins_cli_write(struct ins_cli *cli, struct ins_table *table);

/* Free everything; the exit code of main. */
int ins_cli_end(struct ins_cli *cli);

#endif
