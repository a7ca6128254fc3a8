/* Any bytes as records, for rgeom. */
#include "program.h"

#define main program_main
#include "../../tools/rgeom.c"
#undef main

static const char *const always[] = {"--output=out.tsv", NULL};
static const char *const files[] = {"a.csv", "b.txt", "c.tsv", NULL};
static const char *const picks[] = {"--rest=%s", "--iv=b.txt", "--iv=c.tsv", "--voltage=%s",
	"--offset-current=%s", "--mechanical=b.txt", "--lag=%s", "--mode=tension",
	"--mode=compression", "--diameter=%s", "--area=%s", "--length=%s", "--base-diameter=%s",
	"--device-stiffness=%s", "--frame-stiffness=%s", "--poisson=%s", "--modulus=%s",
	"--unloading", "--series-resistance=%s", "--strain-error=%s", "--rest-error=%s",
	"--resistance-error=%s", "--poisson-error=%s", "--series-error=%s",
	"--error-correlation=%s", "--summary", "--fit-iv", "--curve", "--wires=4",
	"--specimens=c.tsv", "--channel=%s", "--block=%s", "--verbose", "a.csv", "b.txt", NULL};
static const struct fuzz_program target = {"rgeom", always, picks, files};

void fuzz_try(const uint8_t *data, size_t size)
{
	fuzz_program(&target, data, size);
}
