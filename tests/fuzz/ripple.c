/* Any bytes as an rpl, and behind the first NUL those of the raw beside it. */
#include "spectra.h"

#include <limits.h>
#include <unistd.h>

#include "data/ripple.h"

/* A folder of our own, for as long as the program runs. */
static char folder[PATH_MAX], rpl[PATH_MAX + 8], raw[PATH_MAX + 8];

static void remove_folder(void)
{
	unlink(raw);
	rmdir(folder);
}

static void make_folder(void)
{
	const char *parent = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/insitu-fuzz-XXXXXX", parent ? parent : "/tmp");
	FUZZ_CHECK(mkdtemp(folder));
	snprintf(rpl, sizeof rpl, "%s/a.rpl", folder);
	snprintf(raw, sizeof raw, "%s/a.raw", folder);
	atexit(remove_folder);
}

void fuzz_try(const uint8_t *data, size_t size)
{
	const uint8_t *nul = memchr(data, 0, size);
	size_t text = nul ? (size_t)(nul - data) : size;
	FILE *file;

	if (!*folder)
		make_folder();
	ins_ripple_is(data, text);
	if (nul) {
		file = fopen(raw, "wb");
		FUZZ_CHECK(file && fwrite(nul + 1, 1, size - text - 1, file) == size - text - 1);
		FUZZ_CHECK(fclose(file) == 0);
	} else {
		unlink(raw);
	}
	fuzz_spectra(ins_ripple_list, rpl, data, text);
}
