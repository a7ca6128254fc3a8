/* rgeom - how much of a resistance change is geometry, and how much is resistivity? */
#include <gsl/gsl_errno.h>
#include <string.h>

#include "rgeom.h"

#define PLACE(member) offsetof(struct settings, member)
#define GIVEN(unit_, example_) "QUANTITY", unit_, example_, .low = 1e-300, .high = 1e300
#define ERROR(unit_, example_) "QUANTITY", unit_, example_, .low = 0, .high = 1e300

static const struct ins_option options[] = {
	{"rest", 0, INS_QUANTITY, PLACE(rest_Mohm), GIVEN("Mohm", "0.342Mohm"),
		.help = "resistance at rest"},
	{"iv", 0, INS_INPUT, PLACE(iv), "FILE", .help = "I-V sweep at rest, fitted"},
	{"voltage", 0, INS_QUANTITY, PLACE(voltage_V), "QUANTITY", "V", "100mV",
		.help = "of a run that has a current"},
	{"offset-current", 0, INS_QUANTITY, PLACE(offset_nA), "QUANTITY", "nA", "2nA",
		.help = "at no voltage; that of --iv"},
	{"mechanical", 0, INS_INPUT, PLACE(mechanical), "FILE",
		.help = "record of strain, or of load and displacement"},
	{"lag", 0, INS_QUANTITY, PLACE(lag_s), "QUANTITY", "s", "2.6s",
		.help = "time less that of --mechanical; from the onsets"},
	{"mode", 0, INS_CHOICE, PLACE(mode), "MODE", .choices = "tension|compression",
		.help = "tension or compression"},
	GEOMETRY_OPTIONS(settings),
	{"base-diameter", 0, INS_QUANTITY, PLACE(base_diameter_nm), GIVEN("nm", "200nm"),
		.help = "of a pillar on a base of its own material"},
	{"device-stiffness", 0, INS_QUANTITY, PLACE(device_stiffness_N_per_m),
		GIVEN("N_per_m", "150N/m"), .help = "push-to-pull: the spring's stiffness"},
	{"frame-stiffness", 0, INS_QUANTITY, PLACE(frame_stiffness_N_per_m),
		GIVEN("N_per_m", "1e6N/m"), .help = "of what is in series with the specimen"},
	{"poisson", 0, INS_QUANTITY, PLACE(poisson), "NUMBER", .example = "0.5", .low = -1,
		.high = 0.5, .help = "Poisson's ratio (0.5: the volume stays)"},
	{"modulus", 0, INS_QUANTITY, PLACE(modulus_GPa), GIVEN("GPa", "125GPa"),
		.help = "parts elastic from plastic strain by stress"},
	{"unloading", 0, INS_FLAG, PLACE(unloading),
		.help = "the same with the modulus that unloading shows"},
	{"series-resistance", 0, INS_QUANTITY, PLACE(series_Mohm), ERROR("Mohm", "20kohm"),
		.help = "of contacts and leads"},
	{"strain-error", 0, INS_QUANTITY, PLACE(strain_error), "STRAIN", .example = "0.5%",
		.low = 0, .high = 1, .help = "standard error of the strain"},
	{"rest-error", 0, INS_QUANTITY, PLACE(rest_error_Mohm), ERROR("Mohm", "1kohm"),
		.help = "standard error of the rest; that of --iv"},
	{"resistance-error", 0, INS_QUANTITY, PLACE(resistance_error_Mohm), ERROR("Mohm", "1kohm"),
		.help = "standard error of a resistance"},
	{"poisson-error", 0, INS_QUANTITY, PLACE(poisson_error), "NUMBER", .example = "0.02",
		.low = 0, .high = 1, .help = "standard error of Poisson's ratio"},
	{"series-error", 0, INS_QUANTITY, PLACE(series_error_Mohm), ERROR("Mohm", "1kohm"),
		.help = "standard error of --series-resistance"},
	{"error-correlation", 0, INS_QUANTITY, PLACE(error_correlation), "R", .example = "1",
		.low = -1, .high = 1, .help = "of both resistances' errors (0)"},
	{"summary", 0, INS_FLAG, PLACE(summary), .help = "rest, extreme and unloaded, a row each"},
	{"fit-iv", 0, INS_FLAG, PLACE(fit_iv), .help = "fit I-V sweeps, a row each"},
	{"curve", 0, INS_FLAG, PLACE(curve), .help = "with --fit-iv: the sweep and its fit"},
	{"wires", 0, INS_CHOICE, PLACE(wires), "N", .choices = "2|4",
		.help = "of a sweep: two- or four-wire, for a note"},
	{0}};

static void defaults(void *place)
{
	struct settings *s = place;

	s->rest_Mohm = s->rest_error_Mohm = s->voltage_V = s->offset_nA = s->lag_s = NAN;
	s->geometry = geometry_unknown();
	s->base_diameter_nm = s->device_stiffness_N_per_m = s->frame_stiffness_N_per_m = NAN;
	s->poisson = s->modulus_GPa = s->modulus_error_GPa = s->series_Mohm = s->strain_error = NAN;
	s->resistance_error_Mohm = s->poisson_error = s->series_error_Mohm = NAN;
	s->error_correlation = s->offset_error_nA = s->offset_error_per_Mohm = NAN;
	s->offset_error_share = s->strain_noise = s->noise_per_Mohm = NAN;
}

static const struct ins_program program = {.name = "rgeom",
	.purpose = "How much of a resistance change is geometry, and how much is resistivity.",
	.usage = "[OPTION]... [FILE]...",
	.options = options,
	.examples = "  rgeom --specimens=specimens-coupled.tsv --summary\n"
		    "  rgeom --fit-iv coupled-compression-iv.csv\n",
	.takes = INS_TAKES_RECORDS | INS_TAKES_SPECIMENS,
	.settings_size = sizeof(struct settings),
	.defaults = defaults};

static int check(const struct ins_cli *cli, const struct settings *settings, struct ins_err *err)
{
	static const char *const of_change[] = {"rest", "iv", "voltage", "offset-current",
		"mechanical", "lag", "mode", "base-diameter", "device-stiffness", "frame-stiffness",
		"poisson", "modulus", "unloading", "series-resistance", NULL};

	if (settings->summary && settings->fit_iv)
		return ins_fail(
			err, INS_EUSAGE, "--summary and --fit-iv are two answers; ask for one");
	if (settings->curve && !settings->fit_iv)
		return ins_fail(err, INS_EUSAGE, "--curve belongs to --fit-iv");
	if (settings->unloading && !isnan(settings->modulus_GPa))
		return ins_fail(
			err, INS_EUSAGE, "--modulus and --unloading say the same; give one");
	return settings->fit_iv ? ins_cli_refuse(cli, of_change, "is of no use to --fit-iv", err)
				: INS_OK;
}

int main(int argc, char **argv)
{
	struct settings settings;
	struct ins_table answer = {0};
	struct ins_cli cli;
	struct ins_err err = {0};

	gsl_set_error_handler_off();
	if (ins_cli_begin(&cli, &program, argc, argv)) {
		if (ins_cli_settings(&cli, NULL, &settings, &err) || check(&cli, &settings, &err)) {
			ins_cli_report(&cli, &err);
		} else {
			ins_source_each(&cli, rgeom_file, &answer);
			if (rgeom_compare(&cli, &answer, &err))
				ins_cli_report(&cli, &err);
			if (answer.rows > 0)
				ins_cli_write(&cli, &answer);
		}
	}
	ins_table_free(&answer);
	return ins_cli_end(&cli);
}
