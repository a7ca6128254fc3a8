/* Any bytes as a spectrum image, or a map, for eelsmap. */
#include "program.h"

#define main program_main
#include "../../tools/eelsmap.c"
#undef main

static const char *const always[] = {"--output=out.tsv", "--threads=1", NULL};
static const char *const files[] = {"a.rpl", "a.raw", "c.tsv", NULL};
static const char *const picks[] = {"--method=ml", "--model=lorentzian", "--model=drude",
	"--plasmon-range=%s", "--plasmon-window=%s", "--zero-loss-window=%s", "--gain=%s",
	"--ceiling=%s", "--effective-mass=%s", "--image=%s", "--energy-offset=%s",
	"--energy-step=%s", "--pitch=%s", "--thickness", "--regions", "--reference=%s",
	"--spectrum=%s", "--png=out.png", "--quantity=%s", "--range=%s", "--colormap=gray",
	"--output=out.npy", "--specimens=c.tsv", "--verbose", "a.rpl", "a.raw", NULL};
static const struct fuzz_program target = {"eelsmap", always, picks, files};

void fuzz_try(const uint8_t *data, size_t size)
{
	fuzz_program(&target, data, size);
}
