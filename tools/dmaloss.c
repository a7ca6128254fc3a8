/* dmaloss - how much does a cyclic test store, and how much does it lose? */
#include <gsl/gsl_errno.h>

#include "dmaloss.h"

#define PLACE(member) offsetof(struct settings, member)
#define GIVEN(quantity, example_) "QUANTITY", quantity, example_, .low = 1e-300, .high = 1e300

static const struct ins_option options[] = {
	{"mode", 0, INS_CHOICE, PLACE(mode), "MODE", .choices = "tension|compression",
		.help = "tension or compression"},
	GEOMETRY_OPTIONS(settings),
	{"frequency", 0, INS_QUANTITY, PLACE(frequency_Hz), "QUANTITY|auto", "Hz", "5Hz",
		.choices = "auto", .low = 1e-300, .high = 1e300, .help = "of the cycles (auto)"},
	{"skip", 0, INS_COUNT, PLACE(skip), "N", .example = "1", .low = 0, .high = 1e9,
		.help = "cycles to leave out at the start (1)"},
	{"harmonics", 0, INS_COUNT, PLACE(harmonics), "N", .example = "5", .low = 1,
		.high = INS_HARMONIC_TOP, .help = "the highest that is fitted (5)"},
	{"device", 0, INS_INPUT, PLACE(device), "FILE", .group = 2,
		.help = "empty runs: an export, or dmaloss's stream of several"},
	{"device-stiffness", 0, INS_QUANTITY, PLACE(device_stiffness_N_per_m),
		GIVEN("N_per_m", "150N/m"), .group = 2, .help = "of a spring beside the specimen"},
	{"device-mass", 0, INS_QUANTITY, PLACE(device_mass_kg), GIVEN("kg", "0.2g"),
		.help = "that moves with the specimen"},
	{"device-damping", 0, INS_QUANTITY, PLACE(device_damping_kg_per_s),
		GIVEN("kg_per_s", "0.01kg/s"), .help = "of the device, in N s/m = kg/s"},
	{"frame-stiffness", 0, INS_QUANTITY, PLACE(frame_stiffness_N_per_m),
		GIVEN("N_per_m", "1e6N/m"), .help = "of what is in series with the specimen"},
	{"delay", 0, INS_QUANTITY, PLACE(delay_s), "QUANTITY", "s", "30us", .low = -1e300,
		.high = 1e299, .help = "by which the load is recorded late"},
	{"response", 0, INS_INPUT, PLACE(response), "FILE",
		.help = "another export, on its own clock, for displacement"},
	{"loop", 0, INS_FLAG, PLACE(loop), .help = "print mean hysteresis loops"},
	{"points", 0, INS_COUNT, PLACE(points), "N", .example = "200", .low = 4,
		.high = INS_LOOP_BINS, .help = "with --loop: of a loop, at most (200)"},
	{"cycles", 0, INS_FLAG, PLACE(cycles), .help = "print each cycle"}, {0}};

static void defaults(void *place)
{
	struct settings *settings = place;

	settings->geometry = geometry_unknown();
	settings->frequency_Hz = NAN;
	settings->skip = 1;
	settings->harmonics = 5;
	settings->points = 200;
	settings->device_stiffness_N_per_m = settings->device_mass_kg = NAN;
	settings->device_damping_kg_per_s = settings->frame_stiffness_N_per_m = NAN;
	settings->delay_s = NAN;
}

static int check(const struct ins_cli *cli, const struct settings *settings, struct ins_err *err)
{
	static const char *const of_loop[] = {"points", NULL};
	static const char *const of_device[] = {"device-stiffness", "device-damping", NULL};
	int status = INS_OK;

	if (settings->loop && settings->cycles)
		return ins_fail(
			err, INS_EUSAGE, "--loop and --cycles are two answers; ask for one");
	if (!settings->loop)
		status = ins_cli_refuse(cli, of_loop, "belongs to --loop", err);
	if (status == INS_OK && settings->device)
		status = ins_cli_refuse(cli, of_device, "and --device say the same; give one", err);
	return status;
}

static const struct ins_program program = {.name = "dmaloss",
	.purpose = "Storage and loss moduli and damping from hysteresis loops.",
	.usage = "[OPTION]... [FILE]...",
	.options = options,
	.examples = "  dmaloss --diameter=160nm --length=320nm run5.txt\n"
		    "  dmaloss --specimens=specimens.tsv --loop | insitu-plot -o loops.svg\n"
		    "  dmaloss empty*.txt > empty.tsv; dmaloss --device=empty.tsv run*.txt\n",
	.takes = INS_TAKES_RECORDS | INS_TAKES_SPECIMENS,
	.settings_size = sizeof(struct settings),
	.defaults = defaults};

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
			ins_source_each(&cli, dmaloss_file, &table);
			if (table.rows > 0)
				ins_cli_write(&cli, &table);
		}
	}
	ins_table_free(&table);
	return ins_cli_end(&cli);
}
