/* tcfit: what the options ask of the analysis. */
#include <string.h>

#include "base/unit.h"
#include "tcfit.h"

/* "LO:HI", two strains. */
static int parse_range(
	const char *text, const char *option, double *lo, double *hi, struct ins_err *err)
{
	char first[32];
	size_t length = strcspn(text, ":");

	if (length >= sizeof first || text[length] != ':')
		return ins_fail(err, INS_EUSAGE, "%s: '%s' is no range; write it like 0.5%%:2%%",
			option, text);
	memcpy(first, text, length);
	first[length] = 0;
	if (ins_unit_quantity(first, NULL, "0.5%", lo, err) ||
		ins_unit_quantity(text + length + 1, NULL, "2%", hi, err)) {
		ins_err_prefix(err, option);
		return INS_EUSAGE;
	}
	if (!(*lo < *hi))
		return ins_fail(err, INS_EUSAGE, "%s: the range '%s' is empty", option, text);
	return INS_OK;
}

static int parse_modulus(
	const char *text, struct ins_elastic_settings *elastic, struct ins_err *err)
{
	static const struct {
		const char *word;
		enum ins_elastic_choice choice;
	} words[] = {{"auto", INS_ELASTIC_AUTO}, {"e3076", INS_ELASTIC_E3076},
		{"unloading", INS_ELASTIC_UNLOADING}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i].word) == 0) {
			elastic->choice = words[i].choice;
			return INS_OK;
		}
	if (strncmp(text, "window:", 7) == 0) {
		elastic->choice = INS_ELASTIC_WINDOW;
		return parse_range(
			text + 7, "--modulus", &elastic->window_lo, &elastic->window_hi, err);
	}
	elastic->choice = INS_ELASTIC_GIVEN;
	if (ins_unit_quantity(text, ins_unit_by_ending("GPa"), "160GPa", &elastic->modulus, NULL) ||
		!(elastic->modulus > 0))
		return ins_fail(err, INS_EUSAGE,
			"--modulus=%s: must be auto, e3076, unloading, window:LO:HI, or a "
			"modulus like 160GPa",
			text);
	return INS_OK;
}

int tcfit_analysis(const struct settings *settings, struct ins_strength_settings *analysis,
	struct ins_err *err)
{
	int compression = settings->mode && strcmp(settings->mode, "compression") == 0;
	int status;

	memset(analysis, 0, sizeof *analysis);
	analysis->mode = compression ? INS_MODE_COMPRESSION : INS_MODE_TENSION;
	analysis->offset = settings->offset;
	status = parse_modulus(settings->modulus, &analysis->elastic, err);
	if (status == INS_OK && settings->hollomon)
		status = parse_range(settings->hollomon, "--hollomon", &analysis->hollomon_lo,
			&analysis->hollomon_hi, err);
	return status;
}
