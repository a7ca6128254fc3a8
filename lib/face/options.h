/* options - the common options, values put into settings, and the help page; the inner half of cli.
 */
#ifndef INSITU_OPTIONS_H
#define INSITU_OPTIONS_H

#include <stdio.h>

#include "face/cli.h"

/* The options that a program takes beside its own, ended by a NULL name; places are in struct
 * ins_common. */
const struct ins_option *ins_options_common(unsigned takes);

/* Whether WORD is one of the choices of OPTION. */
int ins_options_is_choice(const struct ins_option *option, const char *word);
/* Whether OPTION is kept as a word. */
int ins_options_holds_word(const struct ins_option *option);

/* Put the text ARGUMENT into the place of OPTION within SETTINGS. INS_EUSAGE, naming OPTION and its
 * range. */
int ins_options_set(
	const struct ins_option *option, const char *argument, void *settings, struct ins_err *err);

/* Forget all of the options of GROUP: quantities become NaN, words NULL. */
void ins_options_forget(const struct ins_option *options, int group, void *settings);

/* The help page of PROGRAM. */
void ins_options_help(const struct ins_program *program, FILE *file);

#endif
