/* tcfit - how strong, in tension and in compression, and what is the ratio? */
#include <gsl/gsl_errno.h>
#include <string.h>

#include "tcfit.h"

#define PLACE(member) offsetof(struct settings, member)
#define GIVEN(quantity, example_) "QUANTITY", quantity, example_, .low = 1e-300, .high = 1e300

static const struct ins_option options[] = {
	{"mode", 0, INS_CHOICE, PLACE(mode), "MODE", .choices = "tension|compression",
		.help = "tension or compression"},
	GEOMETRY_OPTIONS(settings),
	{"offset", 0, INS_QUANTITY, PLACE(offset), "STRAIN", .example = "5%", .low = 1e-6,
		.high = 1, .help = "plastic strain at yield (5%)"},
	{"modulus", 0, INS_WORD, PLACE(modulus), "METHOD",
		.choices = "auto|e3076|window:|unloading",
		.help = "auto, e3076, window:LO:HI, unloading, or 160GPa"},
	{"hollomon", 0, INS_WORD, PLACE(hollomon), "LO:HI",
		.help = "hardening exponent over these plastic strains"},
	{"device", 0, INS_INPUT, PLACE(mounting.device), "FILE", .group = 2,
		.choices = "after-fracture",
		.help = "push-to-pull: an empty run, or after-fracture"},
	{"device-stiffness", 0, INS_QUANTITY, PLACE(mounting.device_stiffness_N_per_m),
		GIVEN("N_per_m", "150N/m"), .group = 2,
		.help = "push-to-pull: the spring's stiffness"},
	{"frame-stiffness", 0, INS_QUANTITY, PLACE(mounting.frame_stiffness_N_per_m),
		GIVEN("N_per_m", "1e6N/m"), .help = "of what is in series with the specimen"},
	{"sneddon", 0, INS_FLAG, PLACE(mounting.sneddon),
		.help = "correct for the base and the tip of a pillar"},
	{"poisson", 0, INS_QUANTITY, PLACE(mounting.poisson), "NUMBER", .example = "0.22",
		.low = -1, .high = 0.5, .help = "Poisson's ratio of the base"},
	{"base-diameter", 0, INS_QUANTITY, PLACE(mounting.base_diameter_nm), GIVEN("nm", "180nm"),
		.help = "of the pillar at its base"},
	{"top-diameter", 0, INS_QUANTITY, PLACE(mounting.top_diameter_nm), GIVEN("nm", "120nm"),
		.help = "of the pillar under the tip"},
	{"tip-modulus", 0, INS_QUANTITY, PLACE(mounting.tip_modulus_GPa), GIVEN("GPa", "1143GPa"),
		.help = "of the tip (diamond, 1143GPa)"},
	{"tip-poisson", 0, INS_QUANTITY, PLACE(mounting.tip_poisson), "NUMBER", .example = "0.07",
		.low = -1, .high = 0.5, .help = "Poisson's ratio of the tip (0.07)"},
	{"contact", 0, INS_CHOICE, PLACE(mounting.contact), "HOW", .choices = "auto|none|tare",
		.help = "find the contact point: auto, none, or tare for any still start"},
	{"curve", 0, INS_FLAG, PLACE(curve), .help = "print stress-strain curves"},
	{"true", 0, INS_FLAG, PLACE(true_curve),
		.help = "with --curve: true strain and stress too"},
	{"ratio", 0, INS_FLAG, PLACE(ratio), .help = "print the ratio, tension over compression"},
	{"quantity", 0, INS_WORD, PLACE(quantity), "COLUMN",
		.help = "with --ratio: what is compared (yield_GPa)"},
	{"confidence", 0, INS_QUANTITY, PLACE(confidence), "SHARE", .example = "95%", .low = 0.01,
		.high = 0.9999, .help = "with --ratio: of the interval (95%)"},
	{0}};

static void defaults(void *place)
{
	struct settings *settings = place;

	settings->offset = 0.05;
	settings->modulus = "auto";
	settings->geometry = geometry_unknown();
	settings->mounting = mounting_rigid();
	settings->confidence = 0.95;
	settings->quantity = "yield_GPa";
}

static const struct ins_program program = {.name = "tcfit",
	.purpose = "Moduli, yield strengths and tension/compression ratios from raw exports.",
	.usage = "[OPTION]... [FILE]...",
	.options = options,
	.examples = "  tcfit --mode=compression --diameter=145nm --length=290nm pillar.txt\n"
		    "  tcfit --specimens=specimens.tsv --curve | insitu-plot -o curves.svg\n"
		    "  tcfit --specimens=specimens.tsv | tcfit --ratio\n",
	.takes = INS_TAKES_RECORDS | INS_TAKES_SPECIMENS,
	.settings_size = sizeof(struct settings),
	.defaults = defaults};

/* Write TABLE, or the ratio that it gives. */
static void answer(struct ins_cli *cli, const struct settings *settings, struct ins_table *table)
{
	struct ins_table ratios = {0};
	struct ins_err err = {0};

	if (!settings->ratio) {
		ins_cli_write(cli, table);
		return;
	}
	if (tcfit_ratio(cli, table, settings, &ratios, &err))
		ins_cli_report(cli, &err);
	else
		ins_cli_write(cli, &ratios);
	ins_table_free(&ratios);
}

/* An option that changes nothing is likely to be a mistake. */
static int check_belonging(
	const struct ins_cli *cli, const struct settings *settings, struct ins_err *err)
{
	static const char *const of_sneddon[] = {
		"poisson", "base-diameter", "top-diameter", "tip-modulus", "tip-poisson", NULL};
	static const char *const of_ratio[] = {"quantity", "confidence", NULL};
	static const char *const of_curve[] = {"true", NULL};
	static const char *const of_tests[] = {"hollomon", NULL};
	static const char *const of_device[] = {"device-stiffness", NULL};
	int status = INS_OK;

	if (!settings->curve)
		status = ins_cli_refuse(cli, of_curve, "belongs to --curve", err);
	if (status == INS_OK && settings->curve)
		status = ins_cli_refuse(cli, of_tests, "is of tests; --curve prints none", err);
	if (status == INS_OK && !settings->ratio)
		status = ins_cli_refuse(cli, of_ratio, "belongs to --ratio", err);
	if (status == INS_OK && settings->mounting.device)
		status = ins_cli_refuse(cli, of_device, "and --device say the same; give one", err);
	/* A row of a table of specimens may ask for it. */
	if (status || settings->mounting.sneddon || cli->common.specimens)
		return status;
	return ins_cli_refuse(cli, of_sneddon, "belongs to --sneddon", err);
}

static int check(const struct ins_cli *cli, const struct settings *settings, struct ins_err *err)
{
	struct ins_strength_settings analysis;
	int status;

	if (settings->curve && settings->ratio)
		return ins_fail(
			err, INS_EUSAGE, "--curve and --ratio are two answers; ask for one");
	status = check_belonging(cli, settings, err);
	return status ? status : tcfit_analysis(settings, &analysis, err);
}

int main(int argc, char **argv)
{
	struct settings settings;
	struct ins_table table = {0};
	struct ins_cli cli;
	struct ins_err err = {0};

	gsl_set_error_handler_off();
	if (ins_cli_begin(&cli, &program, argc, argv)) {
		if (ins_cli_settings(&cli, NULL, &settings, &err) || check(&cli, &settings, &err)) {
			ins_cli_report(&cli, &err);
		} else {
			ins_source_each(&cli, tcfit_file, &table);
			if (table.rows > 0)
				answer(&cli, &settings, &table);
		}
	}
	ins_table_free(&table);
	return ins_cli_end(&cli);
}
