/* role_find - the column that a user names, by its name as printed or cut, or by its number. */
#include "data/role.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/header.h"
#include "data/naming.h"
#include "data/stream.h"

enum { LISTED = 8 }; /* columns that a sentence lists */

/* What a user wrote, cut as a header's names are. */
struct wanted {
	const char *text;         /* lent */
	char *words;              /* owned */
	struct ins_channel whole; /* name and unit, owned */
	char *stem;               /* owned: the words of that name */
};

static void wanted_free(struct wanted *wanted)
{
	free(wanted->words);
	free(wanted->stem);
	free(wanted->whole.name);
	free(wanted->whole.unit);
}

static int want(struct wanted *wanted, const char *text, struct ins_err *err)
{
	int status = ins_name_cut(text, &wanted->whole, err);

	wanted->text = text;
	if (status)
		return status;
	wanted->words = ins_name_words(text);
	wanted->stem = ins_name_words(wanted->whole.name);
	if (!wanted->words || !wanted->stem)
		return ins_fail_memory(err, "a column's name", strlen(text));
	return INS_OK;
}

/* How a name can fit, best first. */
enum fit { AS_PRINTED, AS_CUT, AS_IN_STREAM, FITS };

static size_t micro_at(const char *p)
{
	return strncmp(p, "\xc2\xb5", 2) == 0 || strncmp(p, "\xce\xbc", 2) == 0 ? 2 : *p == 'u';
}

/* The same letters; a micro sign, of which there are two, is a u. */
static bool same_unit(const char *a, const char *b)
{
	while (*a && (micro_at(a) ? micro_at(b) > 0 : *a == *b)) {
		size_t length = micro_at(b);

		a += micro_at(a) ? micro_at(a) : 1;
		b += length ? length : 1;
	}
	return *a == *b;
}

/* "Load (uN)", "Load [uN]", "load_uN": name and unit of the column, however they are joined. */
static bool is_as_printed(
	const struct wanted *wanted, const struct ins_channel *own, const char *words)
{
	return wanted->whole.unit && own->unit && strcmp(words, wanted->stem) == 0 &&
	       same_unit(wanted->whole.unit, own->unit);
}

/* The name that the column has in a stream, without a role: "crosshead_nm" of "Crosshead [mm]". */
static int is_as_in_stream(
	const struct wanted *wanted, const struct ins_channel *own, bool *fits, struct ins_err *err)
{
	const struct ins_unit *unit;
	double scale, offset;
	struct ins_text text = {0};
	char *stem;
	bool kept;
	int status;

	*fits = false;
	if (!wanted->whole.unit || !own->unit || !*own->name || strpbrk(wanted->text, " ()[]"))
		return INS_OK;
	status = ins_naming_unit(own, &unit, &scale, &offset, &kept, err);
	if (status || !unit)
		return status;
	stem = ins_stream_name(own->name);
	if (!stem)
		return ins_fail_memory(err, "a column's name", strlen(own->name));
	status = ins_text_format(&text, err, "%s_%s", stem, unit->ending);
	*fits = !status && strcmp(text.data, wanted->text) == 0;
	free(stem);
	ins_text_free(&text);
	return status;
}

static int judge(const struct wanted *wanted, const struct ins_channel *own, enum fit *fit,
	struct ins_err *err)
{
	char *words = ins_name_words(own->name);
	bool in_stream = false;
	int status = INS_OK;

	*fit = FITS;
	if (!words)
		return ins_fail_memory(err, "a column's name", strlen(own->name));
	if (*words && is_as_printed(wanted, own, words))
		*fit = AS_PRINTED;
	else if (*words && strcmp(words, wanted->words) == 0)
		*fit = AS_CUT;
	else
		status = is_as_in_stream(wanted, own, &in_stream, err);
	if (in_stream)
		*fit = AS_IN_STREAM;
	free(words);
	return status;
}

/* "2 'Load [N]', 3 'Load [V]'": the columns that fit as FIT says, FITS for all. */
static int list(const struct ins_role_table *table, const enum fit *fits, enum fit fit,
	struct ins_text *text, struct ins_err *err)
{
	size_t listed = 0, left = 0;
	int status = ins_text_put(text, "", 0, err);

	for (size_t cell = table->from; cell < table->to && !status; cell++) {
		const struct ins_channel *channel = &table->header->channel[cell];
		bool has_unit = channel->unit && *channel->unit;

		if (!*channel->name || (fit != FITS && fits[cell] != fit))
			continue;
		if (listed == LISTED) {
			left++;
			continue;
		}
		status = ins_text_format(text, err, "%s%zu '%s%s%s%s'", listed++ ? ", " : "",
			cell - table->from + 1, channel->name, has_unit ? " [" : "",
			has_unit ? channel->unit : "", has_unit ? "]" : "");
	}
	if (left && !status)
		status = ins_text_format(text, err, " and %zu more", left);
	return status;
}

static int fail_none(
	const struct ins_role_table *table, const struct ins_role_given *given, struct ins_err *err)
{
	struct ins_text text = {0};
	int status = list(table, NULL, FITS, &text, err);

	if (!status)
		status = ins_fail(err, INS_EFORMAT,
			"%s:%zu: no column '%s' for --channel=%s; there are %zu%s%s", table->path,
			table->line, given->column, ins_role_name(given->role),
			table->to - table->from, text.size ? ": " : "", text.data);
	ins_text_free(&text);
	return status;
}

static int fail_several(const struct ins_role_table *table, const struct ins_role_given *given,
	const enum fit *fits, enum fit fit, size_t cell, struct ins_err *err)
{
	struct ins_text text = {0};
	int status = list(table, fits, fit, &text, err);

	if (!status)
		status = ins_fail(err, INS_EFORMAT,
			"%s:%zu: several columns are called '%s': %s; say which by its number: "
			"--channel=%s:%zu",
			table->path, table->line, given->column, text.data,
			ins_role_name(given->role), cell - table->from + 1);
	ins_text_free(&text);
	return status;
}

/* How each cell fits, and the first of those that fit best. */
static int compare(const struct ins_role_table *table, const struct wanted *wanted, enum fit *fits,
	size_t *cell, size_t *count, struct ins_err *err)
{
	enum fit best = FITS;
	int status = INS_OK;

	*count = 0;
	*cell = SIZE_MAX;
	for (size_t i = table->from; i < table->to && !status; i++) {
		status = judge(wanted, &table->header->channel[i], &fits[i], err);
		if (status || fits[i] == FITS || fits[i] > best)
			continue;
		if (fits[i] < best) {
			*count = 0;
			*cell = i;
		}
		best = fits[i];
		++*count;
	}
	return status;
}

int ins_role_find(const struct ins_role_table *table, const struct ins_role_given *given,
	size_t *cell, struct ins_err *err)
{
	enum fit *fits = calloc(table->to + 1, sizeof *fits);
	struct wanted wanted = {0};
	unsigned long number;
	size_t count = 0;
	char *end;
	int status = fits ? want(&wanted, given->column, err)
			  : ins_fail_memory(err, "a table's columns", table->to);

	if (!status)
		status = compare(table, &wanted, fits, cell, &count, err);
	number = strtoul(given->column, &end, 10);
	if (!status && !count && !*end && number && number <= table->to - table->from) {
		*cell = table->from + number - 1;
		count = 1;
	}
	if (!status && !count)
		status = fail_none(table, given, err);
	else if (!status && count > 1)
		status = fail_several(table, given, fits, fits[*cell], *cell, err);
	else if (!status && !table->numeric[*cell] &&
		 !(given->role == INS_TIME && table->clocked && table->clocked[*cell]))
		status = ins_fail(err, INS_EFORMAT,
			"%s:%zu: column '%s' for --channel=%s holds words, no numbers", table->path,
			table->line, given->column, ins_role_name(given->role));
	free(fits);
	wanted_free(&wanted);
	return status;
}
