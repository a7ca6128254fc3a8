/* options - the common options, values put into settings, and the help page; the inner half of cli.
 */
#include "face/options.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/unit.h"
#include "face/completion.h"

#define PLACE(member) offsetof(struct ins_common, member)

static const struct ins_option record_options[] = {
	{"specimens", 0, INS_INPUT, PLACE(specimens), "FILE",
		.help = "table of files, specimens and their settings"},
	{"format", 0, INS_INPUT, PLACE(format), "NAME|FILE",
		.help = "layout of the exports: a name or a descriptor"},
	{"channel", 0, INS_WORD, PLACE(channel), "ROLE:COLUMN[:UNIT]",
		.choices =
			"time:|load:|displacement:|stress:|strain:|voltage:|current:|resistance:",
		.help = "which column is time, load, displacement, ..."},
	{"block", 0, INS_COUNT, PLACE(block), "N", .example = "2", .low = 1, .high = 1e6,
		.help = "only the N-th table of an export"},
	{"output", 'o', INS_OUTPUT, PLACE(output), "FILE",
		.help = "write there instead of standard output"},
	{"quiet", 'q', INS_FLAG, PLACE(quiet), .help = "no remarks"},
	{"verbose", 'v', INS_FLAG, PLACE(verbose),
		.help = "also remark what was assumed and omitted"},
	{"help", 'h', INS_FLAG, PLACE(help), .help = "this page"},
	{"version", 0, INS_FLAG, PLACE(version), .help = "the version"},
	{"completion", 0, INS_CHOICE, PLACE(completion), "SHELL", .choices = INS_COMPLETION_SHELLS},
	{0},
};

const struct ins_option *ins_options_common(unsigned takes)
{
	if (takes & INS_TAKES_SPECIMENS)
		return record_options;
	return takes & INS_TAKES_RECORDS ? record_options + 1 : record_options + 4;
}

int ins_options_is_choice(const struct ins_option *option, const char *word)
{
	size_t length = strlen(word);

	for (const char *p = option->choices ? option->choices : ""; *p; p += strspn(p, "|")) {
		size_t n = strcspn(p, "|");

		if (n == length && memcmp(p, word, n) == 0)
			return 1;
		p += n;
	}
	return 0;
}

int ins_options_holds_word(const struct ins_option *option)
{
	return option->kind == INS_WORD || option->kind == INS_CHOICE ||
	       option->kind == INS_INPUT || option->kind == INS_OUTPUT;
}

/* A number in its range, or the sentence that tells the range. */
static int check_range(
	const struct ins_option *option, const char *argument, double value, struct ins_err *err)
{
	const char *unit = option->unit ? option->unit : "";

	if (isfinite(value) &&
		(option->low >= option->high || (value >= option->low && value <= option->high)))
		return INS_OK;
	if (option->high >= 1e300)
		return ins_fail(err, INS_EUSAGE, "--%s=%s: must be %s", option->name, argument,
			option->low > 0 ? "greater than 0" : "0 or greater");
	return ins_fail(err, INS_EUSAGE, "--%s=%s: must lie from %g%s to %g%s", option->name,
		argument, option->low, unit, option->high, unit);
}

static int set_quantity(
	const struct ins_option *option, const char *argument, double *place, struct ins_err *err)
{
	const struct ins_unit *unit = option->unit ? ins_unit_by_ending(option->unit) : NULL;
	double value;
	int status;

	if (ins_options_is_choice(option, argument)) {
		*place = NAN;
		return INS_OK;
	}
	status = ins_unit_quantity(argument, unit, option->example, &value, err);
	if (status) {
		char name[128];

		snprintf(name, sizeof name, "--%s", option->name);
		ins_err_prefix(err, name);
		return status;
	}
	status = check_range(option, argument, value, err);
	if (status == INS_OK)
		*place = value;
	return status;
}

static int set_count(
	const struct ins_option *option, const char *argument, long *place, struct ins_err *err)
{
	const char *end = argument + strlen(argument);
	double value = NAN;
	int status;

	if (ins_number_parse(argument, end, '.', &value) != end || value != floor(value))
		return ins_fail(err, INS_EUSAGE, "--%s=%s: not a whole number; write it like %s",
			option->name, argument, option->example);
	status = check_range(option, argument, value, err);
	if (status == INS_OK)
		*place = (long)value;
	return status;
}

int ins_options_set(
	const struct ins_option *option, const char *argument, void *settings, struct ins_err *err)
{
	void *place = (char *)settings + option->place;

	switch (option->kind) {
	case INS_FLAG:
		*(int *)place = 1;
		return INS_OK;
	case INS_CHOICE:
		if (!ins_options_is_choice(option, argument))
			return ins_fail(err, INS_EUSAGE, "--%s=%s: must be one of %s", option->name,
				argument, option->choices);
		*(const char **)place = argument;
		return INS_OK;
	case INS_WORD:
	case INS_INPUT:
	case INS_OUTPUT:
		*(const char **)place = argument;
		return INS_OK;
	case INS_COUNT:
		return set_count(option, argument, place, err);
	case INS_QUANTITY:
		break;
	}
	return set_quantity(option, argument, place, err);
}

void ins_options_forget(const struct ins_option *options, int group, void *settings)
{
	for (; options->name; options++) {
		void *place = (char *)settings + options->place;

		if (options->group != group)
			continue;
		if (options->kind == INS_QUANTITY)
			*(double *)place = NAN;
		else if (ins_options_holds_word(options))
			*(const char **)place = NULL;
	}
}

static void print_option(const struct ins_option *option, FILE *file)
{
	char left[80], letter[8] = "    ";

	if (!option->help)
		return;
	if (option->letter)
		snprintf(letter, sizeof letter, "-%c, ", option->letter);
	snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name, option->argument ? "=" : "",
		option->argument ? option->argument : "");
	if (strlen(left) > 29)
		fprintf(file, "  %s\n  %-29s %s\n", left, "", option->help);
	else
		fprintf(file, "  %-29s %s\n", left, option->help);
}

void ins_options_help(const struct ins_program *program, FILE *file)
{
	fprintf(file, "Usage: %s %s\n%s\n\n", program->name, program->usage, program->purpose);
	for (const struct ins_option *option = program->options; option->name; option++)
		print_option(option, file);
	for (const struct ins_option *option = ins_options_common(program->takes); option->name;
		option++)
		print_option(option, file);
	fprintf(file, "\nExamples:\n%s", program->examples);
}
