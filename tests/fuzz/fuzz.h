/* fuzz - what every fuzz target shares: the entry, a check that ends it, bounds, files in memory.
 */
#ifndef INSITU_FUZZ_H
#define INSITU_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"

/* Try one input: what each target is. */
void fuzz_try(const uint8_t *data, size_t size);

/* Called by libFuzzer, or by replay.c for each file of the corpus: fuzz_try within bounds, 64 MiB +
 * 20 times the input of memory at once, and 1 s of processor for each kB that was begun. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in memory of these bytes, to be closed by the caller; its name in PATH. */
enum { FUZZ_PATH = 32 };
int fuzz_hold(const uint8_t *data, size_t size, char path[FUZZ_PATH]);

/* End the program, as a fuzzer wants it, where CONDITION does not hold. */
#define FUZZ_CHECK(condition)                                                      \
	do {                                                                       \
		if (!(condition)) {                                                \
			dprintf(2, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
			abort();                                                   \
		}                                                                  \
	} while (0)

/* A STATUS is INS_OK and says nothing in ERR, or is one of those that a bad file has, and says it.
 */
#define FUZZ_CHECK_STATUS(status, err)                                                            \
	do {                                                                                      \
		FUZZ_CHECK(                                                                       \
			(status) == INS_OK || (status) == INS_EFORMAT || (status) == INS_EUSAGE); \
		FUZZ_CHECK((status) == (err)->status);                                            \
		FUZZ_CHECK(!(status) == !*(err)->text);                                           \
	} while (0)

#endif
