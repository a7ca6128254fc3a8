/* Any bytes as whatever insitu-read takes. */
#include "program.h"

#define main program_main
#include "../../tools/insitu-read.c"
#undef main

static const char *const always[] = {"--output=out.tsv", NULL};
static const char *const files[] = {"a.txt", "b.fmt", NULL};
static const char *const picks[] = {"--identify", "--verify", "--list-formats", "--format=b.fmt",
	"--format=%s", "--channel=%s", "--channel=load:%s", "--channel=time:1:s", "--block=%s",
	"--verbose", "--quiet", "a.txt", "b.fmt", NULL};
static const struct fuzz_program target = {"insitu-read", always, picks, files};

void fuzz_try(const uint8_t *data, size_t size)
{
	fuzz_program(&target, data, size);
}
