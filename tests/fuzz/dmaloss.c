/* Any bytes as records, for dmaloss. */
#include "program.h"

#define main program_main
#include "../../tools/dmaloss.c"
#undef main

static const char *const always[] = {"--output=out.tsv", NULL};
static const char *const files[] = {"a.txt", "b.txt", "c.tsv", NULL};
static const char *const picks[] = {"--mode=tension", "--mode=compression", "--diameter=%s",
	"--area=%s", "--length=%s", "--frequency=%s", "--skip=%s", "--harmonics=%s",
	"--device=b.txt", "--device-stiffness=%s", "--device-mass=%s", "--device-damping=%s",
	"--frame-stiffness=%s", "--delay=%s", "--response=b.txt", "--loop", "--points=%s",
	"--cycles", "--specimens=c.tsv", "--channel=%s", "--block=%s", "--verbose", "a.txt",
	"b.txt", NULL};
static const struct fuzz_program target = {"dmaloss", always, picks, files};

void fuzz_try(const uint8_t *data, size_t size)
{
	fuzz_program(&target, data, size);
}
