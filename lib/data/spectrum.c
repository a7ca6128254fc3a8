/* spectrum - spectra and spectrum images with calibrated axes. */
#include "data/spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"

/* The unit among the words of an axis: "eV" of "Energy Loss (eV)". */
static void unit_word(const char *units, char *word)
{
	const char *open = strrchr(units, '('), *close = open ? strchr(open, ')') : NULL;
	const char *begin = close ? open + 1 : units;
	const char *end = close ? close : begin + strlen(begin);

	ins_text_trim(&begin, &end);
	memcpy(word, begin, (size_t)(end - begin));
	word[end - begin] = 0;
}

/* These words are all that files have for energies, so that nothing need be loaded to tell that an
 * axis is none. */
static double electronvolts(const char *word)
{
	static const struct {
		const char *word;
		double eV;
	} known[] = {{"eV", 1}, {"keV", 1e3}, {"meV", 1e-3}, {"MeV", 1e6}, {"ev", 1}, {"EV", 1},
		{"kev", 1e3}, {"KEV", 1e3}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(word, known[i].word))
			return known[i].eV;
	return NAN;
}

double ins_axis_unit(const struct ins_axis *axis, const char *to)
{
	const struct ins_unit *unit = ins_unit_by_ending(to);
	char word[sizeof axis->units];
	double scale, offset;

	unit_word(axis->units, word);
	if (!strcmp(to, "eV"))
		return electronvolts(word);
	if (!word[0] || !unit || ins_unit_convert(word, unit, &scale, &offset, NULL) || offset != 0)
		return NAN;
	return scale;
}

int ins_spectra_begin(struct ins_spectra *spectra, const char *format, struct ins_err *err)
{
	spectra->format = format;
	spectra->bytes = calloc(1, sizeof *spectra->bytes);
	return spectra->bytes ? INS_OK : ins_fail_memory(err, "a file", sizeof *spectra->bytes);
}

int ins_spectra_add(
	struct ins_spectra *spectra, struct ins_spectrum **spectrum, struct ins_err *err)
{
	static const struct ins_axis one = {.size = 1, .stride = 1, .step = 1};
	int status = ins_text_grow(
		&spectra->item, &spectra->capacity, spectra->n + 1, sizeof *spectra->item, err);

	if (status)
		return status;
	*spectrum = &spectra->item[spectra->n++];
	**spectrum = (struct ins_spectrum){
		.bytes = spectra->bytes, .x = one, .y = one, .energy = one, .value_step = 1};
	return INS_OK;
}

void ins_spectra_free(struct ins_spectra *spectra)
{
	if (spectra->bytes)
		ins_bytes_close(spectra->bytes);
	free(spectra->bytes);
	free(spectra->item);
	*spectra = (struct ins_spectra){0};
}

int ins_spectrum_lay(struct ins_spectrum *spectrum, struct ins_axis *const *fastest,
	uint64_t available, const char *where, struct ins_err *err)
{
	const struct ins_bytes *bytes = spectrum->bytes;
	uint64_t size = ins_element_size(spectrum->element), stride = 1, all = 0;
	int fits = 1;

	for (; *fastest; fastest++) {
		if ((*fastest)->size == 0)
			return ins_fail(
				err, INS_EFORMAT, "%s: %s: a dimension is 0", bytes->name, where);
		(*fastest)->stride = stride;
		fits = fits && ins_bytes_product(stride, (*fastest)->size, &stride);
	}
	/* Half the range of a size is left, so that sums of a window's parts cannot wrap. */
	fits = fits && ins_bytes_product(stride, size, &all) && all <= SIZE_MAX / 2 &&
	       stride <= SIZE_MAX / 2 / sizeof(double);
	if (!fits || all != available)
		return ins_fail(err, INS_EFORMAT,
			"%s: %s: dimensions %zu x %zu x %zu of %llu bytes "
			"each do not make the %llu bytes that are there",
			bytes->name, where, spectrum->x.size, spectrum->y.size,
			spectrum->energy.size, (unsigned long long)size,
			(unsigned long long)available);
	return INS_OK;
}

static int describe_axis(
	const char *name, const struct ins_axis *axis, struct ins_text *out, struct ins_err *err)
{
	const char *blank = axis->units[0] ? " " : "";

	if (axis->size == 1)
		return INS_OK;
	return ins_text_format(out, err, "  %s: %zu from %.10g%s%s, step %.10g%s%s\n", name,
		axis->size, axis->first, blank, axis->units, axis->step, blank, axis->units);
}

static int describe(const struct ins_spectrum *spectrum, struct ins_text *out, struct ins_err *err)
{
	const char *third = spectrum->is_spectrum ? "energy" : "third axis";
	int calibrated = spectrum->value_step != 1 || spectrum->value_first != 0;
	int status;

	status = describe_axis("x", &spectrum->x, out, err);
	if (!status)
		status = describe_axis("y", &spectrum->y, out, err);
	if (!status)
		status = describe_axis(third, &spectrum->energy, out, err);
	if (!status && calibrated)
		status = ins_text_format(out, err, "  counts: %.10g (stored - %.10g) %s\n",
			spectrum->value_step, spectrum->value_first, spectrum->value_units);
	if (!status && spectrum->signal[0])
		status = ins_text_format(out, err, "  signal: %s\n", spectrum->signal);
	if (!status && spectrum->remark[0])
		status = ins_text_format(out, err, "  remark: %s\n", spectrum->remark);
	if (!status && spectrum->refusal[0])
		status = ins_text_format(out, err, "  not read: %s\n", spectrum->refusal);
	return status;
}

static const char *kind_of(const struct ins_spectrum *spectrum)
{
	int is_one = spectrum->x.size * spectrum->y.size == 1;

	if (spectrum->is_spectrum)
		return is_one ? "spectrum" : "spectrum image";
	return spectrum->energy.size == 1 ? "picture" : is_one ? "profile" : "stack of pictures";
}

static const char *order_of(const struct ins_spectrum *spectrum)
{
	if (ins_element_size(spectrum->element) == 1)
		return "";
	return spectrum->swapped == ins_bytes_little_endian() ? ", big-endian" : ", little-endian";
}

static int describe_head(const struct ins_spectrum *spectrum, size_t number, struct ins_text *out,
	struct ins_err *err)
{
	int status = ins_text_format(out, err, "image %zu: %s%s%s, %zu x %zu x %zu", number,
		kind_of(spectrum), spectrum->title[0] ? ", " : "", spectrum->title,
		spectrum->x.size, spectrum->y.size, spectrum->energy.size);

	if (status)
		return status;
	if (spectrum->refusal[0])
		return ins_text_format(out, err, "\n");
	return ins_text_format(
		out, err, ", %s%s\n", ins_element_name(spectrum->element), order_of(spectrum));
}

int ins_spectra_describe(
	const struct ins_spectra *spectra, struct ins_text *out, struct ins_err *err)
{
	int status = ins_text_format(out, err, "format: %s\n", spectra->format);

	for (size_t i = 0; !status && i < spectra->n; i++) {
		status = describe_head(&spectra->item[i], i + 1, out, err);
		if (!status)
			status = describe(&spectra->item[i], out, err);
	}
	return status;
}

int ins_spectra_choose(const struct ins_spectra *spectra, size_t number,
	const struct ins_spectrum **spectrum, struct ins_err *err)
{
	const char *name = spectra->bytes->name;
	size_t i = 0;

	if (number > spectra->n)
		return ins_fail(err, INS_EUSAGE, "%s: there is no image %zu, only %zu", name,
			number, spectra->n);
	if (number)
		i = number - 1;
	else
		while (i < spectra->n && !spectra->item[i].is_spectrum)
			i++;
	if (i == spectra->n && i != 1)
		return ins_fail(err, INS_EFORMAT,
			"%s: holds no spectrum among its %zu images; "
			"choose one with --image",
			name, spectra->n);
	*spectrum = &spectra->item[i == spectra->n ? 0 : i];
	if ((*spectrum)->refusal[0])
		return ins_fail(err, INS_EFORMAT, "%s: image %zu: %s", name,
			(size_t)(*spectrum - spectra->item) + 1, (*spectrum)->refusal);
	return INS_OK;
}
