/* spectra - the front door: the spectra of a file, whatever its format. */
#include "data/spectra.h"

#include <stdlib.h>

#include "data/dm.h"
#include "data/msa.h"
#include "data/npy.h"
#include "data/ripple.h"

enum { BEGINNING = 512 };

static const struct {
	int (*is)(const unsigned char *bytes, size_t n);
	int (*list)(struct ins_spectra *spectra, struct ins_err *err);
} formats[] = {
	{ins_dm_is, ins_dm_list},
	{ins_msa_is, ins_msa_list},
	{ins_npy_is, ins_npy_list},
	{ins_ripple_is, ins_ripple_list},
};
enum { FORMATS = sizeof formats / sizeof *formats };

static size_t format_of(const unsigned char *bytes, size_t n)
{
	size_t i = 0;

	while (i < FORMATS && !formats[i].is(bytes, n))
		i++;
	return i;
}

int ins_spectra_is(const unsigned char *bytes, size_t n)
{
	return format_of(bytes, n) < FORMATS;
}

static int list(struct ins_spectra *spectra, struct ins_err *err)
{
	unsigned char beginning[BEGINNING];
	size_t n = BEGINNING, format;
	int status;

	if (spectra->bytes->size < n)
		n = (size_t)spectra->bytes->size;
	status = ins_bytes_read(spectra->bytes, 0, beginning, n, err);
	if (status)
		return status;
	format = format_of(beginning, n);
	if (format == FORMATS)
		return ins_fail(err, INS_EFORMAT, "%s: holds no spectra in a known format",
			spectra->bytes->name);
	return formats[format].list(spectra, err);
}

int ins_spectra_open(struct ins_spectra *spectra, const char *path, struct ins_err *err)
{
	char *rpl;
	int status = ins_spectra_begin(spectra, "", err);

	if (!status)
		status = ins_ripple_beside(path, &rpl, err);
	if (status)
		return status;
	status = ins_bytes_open(spectra->bytes, rpl ? rpl : path, err);
	free(rpl);
	return status ? status : list(spectra, err);
}
