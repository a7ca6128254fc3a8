/* Any bytes as an rpl, and behind the first NUL those of the raw beside it. */
#include "folder.h"
#include "spectra.h"

#include "data/ripple.h"

void fuzz_try(const uint8_t *data, size_t size)
{
	const uint8_t *nul = memchr(data, 0, size);
	size_t text = nul ? (size_t)(nul - data) : size;

	fuzz_enter_folder();
	if (nul)
		fuzz_put_file("a.raw", nul + 1, size - text - 1);
	ins_ripple_is(data, text);
	fuzz_spectra(ins_ripple_list, "a.rpl", data, text);
	fuzz_leave_folder();
}
