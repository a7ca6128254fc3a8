/* completion - the option table as the completion of a shell. */
#ifndef INSITU_COMPLETION_H
#define INSITU_COMPLETION_H

#include <stdio.h>

#include "face/cli.h"

/* The shells that ins_completion_write knows, as the choices of an option. */
#define INS_COMPLETION_SHELLS "bash|zsh|fish"

/* Write to FILE what completes the options of PROGRAM in SHELL, one of the above: names, with what
 * help says where the shell shows it; words to choose from; files where an option takes one. */
void ins_completion_write(const struct ins_program *program, const char *shell, FILE *file);

#endif
