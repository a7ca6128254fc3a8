/* npy - NumPy arrays of spectra. */
#include "data/npy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_header(const struct ins_bytes *bytes, struct ins_npy_header *header, char **text,
	uint64_t *offset, struct ins_err *err)
{
	unsigned char prefix[INS_NPY_PREFIX];
	size_t begin, size;
	int status = ins_bytes_read(bytes, 0, prefix, sizeof prefix, err);

	if (!status)
		status = ins_npy_measure(prefix, bytes->name, &begin, &size, err);
	if (status)
		return status;
	*text = malloc(size + 1);
	if (!*text)
		return ins_fail_memory(err, "a header", size + 1);
	status = ins_bytes_read(bytes, begin, *text, size, err);
	(*text)[status ? 0 : size] = 0;
	*offset = begin + size;
	return status ? status : ins_npy_parse(header, bytes->name, begin, *text, err);
}

static int set_spectrum(
	struct ins_spectrum *spectrum, const struct ins_npy_header *header, struct ins_err *err)
{
	struct ins_axis *axes[] = {&spectrum->y, &spectrum->x, &spectrum->energy};
	struct ins_axis *fastest[4] = {NULL};
	const char *name = spectrum->bytes->name;
	size_t n = header->dimensions;

	if (header->structured)
		return ins_fail(err, INS_EFORMAT, "%s: a table, not an array of spectra", name);
	if (!ins_npy_element(&header->field->type, &spectrum->element))
		return ins_fail(err, INS_EFORMAT, "%s: type '%c' of %zu bytes holds no counts",
			name, header->field->type.kind, header->field->type.size);
	if (n < 1 || n > 3)
		return ins_fail(err, INS_EFORMAT,
			"%s: %zu dimensions, not (energy), (x, energy) or "
			"(y, x, energy)",
			name, n);
	for (size_t i = 0; i < n; i++) {
		struct ins_axis *axis = axes[3 - n + i];

		axis->size = (size_t)header->size[i];
		fastest[header->fortran ? i : n - 1 - i] = axis;
	}
	spectrum->swapped = header->field->type.swapped;
	spectrum->is_spectrum = 1;
	snprintf(spectrum->remark, sizeof spectrum->remark, "the file has no calibration");
	return ins_spectrum_lay(
		spectrum, fastest, spectrum->bytes->size - spectrum->offset, "array", err);
}

int ins_npy_list(struct ins_spectra *spectra, struct ins_err *err)
{
	struct ins_npy_header header = {0};
	struct ins_spectrum *spectrum;
	uint64_t offset = 0;
	char *text = NULL;
	int status = read_header(spectra->bytes, &header, &text, &offset, err);

	spectra->format = "NumPy array";
	if (!status)
		status = ins_spectra_add(spectra, &spectrum, err);
	if (!status) {
		spectrum->offset = offset;
		status = set_spectrum(spectrum, &header, err);
	}
	ins_npy_header_free(&header);
	free(text);
	return status;
}
