/* folder - a folder of our own, empty for each input. */
#ifndef INSITU_FUZZ_FOLDER_H
#define INSITU_FUZZ_FOLDER_H

#include "fuzz.h"

/* Go into the folder and empty it, or come back. It goes with the program. */
void fuzz_enter_folder(void);
void fuzz_leave_folder(void);
/* A file in it. */
void fuzz_put_file(const char *name, const uint8_t *data, size_t size);

#endif
