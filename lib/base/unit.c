/* unit - the unit at the end of a column's name, and conversion between units. */
#include "base/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <udunits2.h>

#include "base/number.h"
#include "base/text.h"
#include "base/unit_words.h"

/* What was asked of UDUNITS-2 and could not be answered: a status. */
static int fault;

/* Its database takes milliseconds to read: only when first asked, and kept until the program ends.
 * Where it lacks memory it ends the program, or crashes: see first whether there is enough. */
static ut_system *udunits(void)
{
	enum { ENOUGH = 4 << 20 };
	static ut_system *kept;
	void *room;

	if (kept)
		return kept;
	room = malloc(ENOUGH);
	if (!room) {
		fault = INS_ENOMEM;
		return NULL;
	}
	free(room);
	ut_set_error_message_handler(ut_ignore);
	kept = ut_read_xml(NULL);
	if (!kept)
		fault = INS_EFORMAT;
	return kept;
}

int ins_unit_fault(struct ins_err *err)
{
	int status = fault;

	fault = INS_OK;
	if (status == INS_ENOMEM)
		return ins_fail(err, status, "out of memory: no room for the library of units");
	if (status)
		return ins_fail(err, status,
			"the units of UDUNITS-2 cannot be read; is its file udunits2.xml there?");
	return INS_OK;
}

/* What a slip of the shift key makes of ms, mm, mA, mV and MPa, and no test measures: nobody can
 * tell which is meant. */
static int is_slip(const char *word)
{
	static const char *const slips[] = {"Ms", "Mm", "MA", "MV", "mPa", NULL};

	for (const char *const *slip = slips; *slip; slip++)
		if (strcmp(*slip, word) == 0)
			return 1;
	return 0;
}

/* A number behind a unit counts something else: "N 2" is the second gauge, not 2 N. */
static int ends_in_number(const char *word)
{
	const char *blank = strrchr(word, ' ');

	return blank && blank[1] && !blank[1 + strspn(blank + 1, "0123456789")];
}

/* Beyond this, or below one over it, a scale could become infinite or 0 in another unit. */
static int is_usable(double scale, double offset)
{
	static const double most = 1e200;

	return scale > 1 / most && scale < most && fabs(offset) < most;
}

/* UDUNITS-2 takes a radian for 1, so that rad/s and rpm pass for Hz: a cycle has 2 pi of them. */
static double cycles_of(const ut_unit *unit, const char *si)
{
	static const double two_pi = 6.283185307179586;
	char text[128];
	int length = ut_format(unit, text, sizeof text, UT_ASCII | UT_DEFINITION);

	return strcmp(si, "Hz") == 0 && length > 0 && (size_t)length < sizeof text &&
			       strstr(text, "rad")
		       ? 1 / two_pi
		       : 1;
}

/* Ask UDUNITS-2 how INS_UNIT_WORD converts into the unit named SI; 0 where it does not, or where
 * INS_UNIT_WORD is no unit. UDUNITS takes a reciprocal for a conversion (Hz into s), which no scale
 * can express. */
static int ask_udunits(const char *word, const char *si, double *scale, double *offset)
{
	int doubtful = is_slip(word) || ends_in_number(word);
	ut_unit *from = doubtful ? NULL : ut_parse(udunits(), word, UT_UTF8);
	ut_unit *to = ut_parse(udunits(), si, UT_UTF8);
	cv_converter *converter = NULL;
	int linear = 0;

	if (from && to)
		converter = ut_get_converter(from, to);
	if (converter) {
		*offset = cv_convert_double(converter, 0);
		*scale = cv_convert_double(converter, 1) - *offset;
		linear = cv_convert_double(converter, 3) - *offset > 2 * *scale &&
			 is_usable(*scale, *offset);
		*scale *= cycles_of(from, si);
	}
	ut_free(from);
	ut_free(to);
	if (converter)
		cv_free(converter);
	return linear;
}

static int convert_plain(const char *word, double *scale, struct ins_err *err)
{
	int status;

	if (ins_unit_is_plain(word, scale) || ask_udunits(word, "1", scale, &(double){0}))
		return INS_OK;
	status = ins_unit_fault(err);
	if (status)
		return status;
	return ins_fail(
		err, INS_EFORMAT, "'%s' is a unit, where a plain number or %% belongs", word);
}

int ins_unit_convert(const char *word, const struct ins_unit *to, double *scale, double *offset,
	struct ins_err *err)
{
	const struct ins_unit *from;
	char name[INS_UNIT_WORD];
	int status;

	ins_unit_tidy(word, name);
	*offset = 0;
	if (!to)
		return convert_plain(name, scale, err);
	from = ins_unit_lookup(name);
	if (from && strcmp(from->measure, to->measure) == 0) {
		/* Units apart by powers of ten: a quotient of these is the nearest double. */
		*scale = from->scale >= to->scale ? from->scale / to->scale
						  : 1 / (to->scale / from->scale);
		return INS_OK;
	}
	if (!from && *name && ins_unit_measure(to)->si &&
		ask_udunits(name, ins_unit_measure(to)->si, scale, offset)) {
		*scale /= to->scale;
		*offset /= to->scale;
		return INS_OK;
	}
	status = ins_unit_fault(err);
	if (status)
		return status;
	return ins_fail(err, INS_EFORMAT, "'%s' is no unit of %s, such as %s", word, to->measure,
		to->ending);
}

int ins_unit_is_common(const char *word)
{
	char name[INS_UNIT_WORD];
	double unused;

	ins_unit_tidy(word, name);
	return *name && (ins_unit_lookup(name) || ins_unit_is_plain(name, &unused));
}

int ins_unit_is_word(const char *word)
{
	char name[INS_UNIT_WORD];
	double unused;
	int plain;

	ins_unit_tidy(word, name);
	return ins_unit_for_word(word, &plain) || (*name && ins_unit_is_plain(name, &unused));
}

const struct ins_unit *ins_unit_for_word(const char *word, int *plain)
{
	const struct ins_unit *unit;
	char name[INS_UNIT_WORD];
	double scale, offset;

	ins_unit_tidy(word, name);
	*plain = ins_unit_is_plain(name, &scale);
	if (*plain || !*name)
		return NULL;
	unit = ins_unit_lookup(name);
	if (unit)
		return ins_unit_by_ending(ins_unit_measure(unit)->own);
	for (const struct ins_measure *measure = ins_unit_measures(); measure->name; measure++)
		if (measure->si && ask_udunits(name, measure->si, &scale, &offset))
			return ins_unit_by_ending(measure->own);
	return NULL;
}

int ins_unit_quantity(const char *text, const struct ins_unit *to, const char *example,
	double *value, struct ins_err *err)
{
	const char *end = text + strlen(text), *word;
	double number, scale, offset;
	struct ins_err inner = {0};

	ins_text_trim(&text, &end);
	word = ins_number_parse(text, end, '.', &number);
	/* "1 234nm" is no 1 times 234 nm. */
	if (!word || strspn(word + strspn(word, " "), "0123456789"))
		return ins_fail(
			err, INS_EUSAGE, "'%s' is not a quantity; write it like %s", text, example);
	if (to && word == end)
		return ins_fail(
			err, INS_EUSAGE, "'%s' has no unit; write it like %s", text, example);
	if (ins_unit_convert(word, to, &scale, &offset, &inner))
		return ins_fail(
			err, INS_EUSAGE, "'%s': %s; write it like %s", text, inner.text, example);
	*value = scale * number + offset;
	return INS_OK;
}
