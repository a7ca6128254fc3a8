/* Any bytes as a Gatan DM3 or DM4: its images listed, or the file refused in a sentence. */
#include "spectra.h"

#include "data/dm.h"

void fuzz_try(const uint8_t *data, size_t size)
{
	ins_dm_is(data, size);
	fuzz_spectra(ins_dm_list, "a.dm4", data, size);
}
