/*
 * program - a whole program as a fuzz target: its main is called program_main, options and files
 * come from the bytes that are tried, and what it leaves behind is looked at.
 *
 * The first byte is how many options there are (8 at most), each a byte that picks one of the
 * target's; for "%s" in it come the letters up to the next ';'. The files stand behind, "\n~~~~\n"
 * between them.
 */
#ifndef INSITU_FUZZ_PROGRAM_H
#define INSITU_FUZZ_PROGRAM_H

#include "folder.h"

int program_main(int argc, char **argv);

struct fuzz_program {
	const char *name;
	const char *const *always; /* options of each run, ended by NULL, such as --output */
	const char *const *option; /* those that the input picks from; one without '-' is a FILE */
	const char *const *file;   /* names of the files, ended by NULL; the first is read where no
				    * option says what */
};

/*
 * Run PROGRAM. It must end with 0 to 3, say one sentence or more on stderr where that is not 0, and
 * leave nothing but whole outputs: streams that can be read again, arrays, pictures, or text
 * without control characters.
 */
void fuzz_program(const struct fuzz_program *program, const uint8_t *data, size_t size);

#endif
