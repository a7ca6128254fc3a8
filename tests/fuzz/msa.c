/* Any bytes as EMSA/MAS: its spectra listed, or the file refused in a sentence. */
#include "spectra.h"

#include "data/msa.h"

void fuzz_try(const uint8_t *data, size_t size)
{
	ins_msa_is(data, size);
	fuzz_spectra(ins_msa_list, "a.msa", data, size);
}
