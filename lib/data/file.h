/* file - input whose every byte is counted in a checksum, output that is whole or not there. */
#ifndef INSITU_FILE_H
#define INSITU_FILE_H

#include <stdio.h>
#include <stddef.h>

#include "base/err.h"

/* A file, pipe or standard input being read. */
struct ins_input {
	const char *name; /* lent: the path, or "standard input" */
	int fd;
	int ended;
	unsigned char *ahead; /* owned: bytes read by ins_input_peek and not yet taken */
	size_t ahead_begin, ahead_end, ahead_capacity;
	unsigned long long taken; /* bytes handed out so far */
	void *sha256;             /* owned */
};

/* What messages call PATH: "standard input" for "-". */
const char *ins_input_shown(const char *path);

/* Open PATH for reading ("-": standard input). INS_EFORMAT: it is not there, may not be read, is a
 * directory. */
int ins_input_open(struct ins_input *input, const char *path, struct ins_err *err);
/* Up to SIZE next bytes into BUFFER; *GOT is less than SIZE only at the end. INS_EFORMAT for a
 * failing read. */
int ins_input_read(
	struct ins_input *input, void *buffer, size_t size, size_t *got, struct ins_err *err);
/* The next up to SIZE bytes (lent until the next call), which stay to be read. *GOT is less only at
 * the end. */
int ins_input_peek(struct ins_input *input, size_t size, const unsigned char **bytes, size_t *got,
	struct ins_err *err);
/* The SHA-256 of all that the input holds, in hex: reads what is left of it. */
int ins_input_digest(struct ins_input *input, char hex[65], struct ins_err *err);
void ins_input_close(struct ins_input *input);

/* The whole of PATH into *BYTES (owned by the caller, a NUL behind it), and its *SIZE. */
int ins_input_slurp(const char *path, char **bytes, size_t *size, struct ins_err *err);

/*
 * Output that is whole or not there: written beside PATH under a name of its own, made lasting and
 * renamed by ins_output_commit; removed by ins_output_abandon, and when a signal ends the program.
 * PATH NULL or "-" is standard output. FIFOs and devices (/dev/null, /dev/stdout) are written as
 * they are.
 */
struct ins_output {
	const char *path; /* lent */
	FILE *file;
	char *temporary; /* owned; NULL when written in place */
};
int ins_output_open(struct ins_output *output, const char *path, struct ins_err *err);
/* INS_EOUTPUT when any write, flush, close or the rename failed; nothing is left half-written. */
int ins_output_commit(struct ins_output *output, struct ins_err *err);
void ins_output_abandon(struct ins_output *output);
/* A name for a file that a child process writes in place of PATH: *TEMPORARY (owned) beside it,
 * removed on a signal. ins_output_adopt makes it lasting and renames it to PATH; ins_output_discard
 * removes it. Both free it. */
int ins_output_reserve(const char *path, char **temporary, struct ins_err *err);
int ins_output_adopt(char *temporary, const char *path, struct ins_err *err);
void ins_output_discard(char *temporary);
/* Remove temporary files when SIGINT, SIGTERM or SIGHUP ends the program, then end by that signal.
 * Call once in main. */
void ins_output_guard(void);

/* Whether two paths lead to one file, or would if it were there. "-" is standard input. */
int ins_file_same(const char *a, const char *b);

/* The folder of what comes with the programs: KIND "data-formats" or "figures". Looked for in
 * $INSITU_DATA/KIND, then
 * ../share/insitu/KIND beside the program itself, then where it was configured to be installed.
 * Owned; INS_EFORMAT. */
int ins_file_data_folder(const char *kind, char **path, struct ins_err *err);

#endif
