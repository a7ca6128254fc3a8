/* Any bytes as records, for tcfit. */
#include "program.h"

#define main program_main
#include "../../tools/tcfit.c"
#undef main

static const char *const always[] = {"--output=out.tsv", NULL};
static const char *const files[] = {"a.txt", "b.txt", "c.tsv", NULL};
static const char *const picks[] = {"--mode=tension", "--mode=compression", "--diameter=%s",
	"--area=%s", "--length=%s", "--offset=%s", "--modulus=%s", "--hollomon=%s",
	"--device=b.txt", "--device=after-fracture", "--device-stiffness=%s",
	"--frame-stiffness=%s", "--sneddon", "--poisson=%s", "--base-diameter=%s",
	"--top-diameter=%s", "--contact=none", "--curve", "--true", "--ratio", "--quantity=%s",
	"--confidence=%s", "--specimens=c.tsv", "--channel=%s", "--block=%s", "--verbose", "a.txt",
	"b.txt", NULL};
static const struct fuzz_program target = {"tcfit", always, picks, files};

void fuzz_try(const uint8_t *data, size_t size)
{
	fuzz_program(&target, data, size);
}
