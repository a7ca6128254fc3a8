/* Any bytes as a table of specimens for a program with an option of every kind. */
#include "fuzz.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "face/specimens.h"

struct settings {
	int flag;
	const char *word, *choice;
	long count;
	double quantity_nm, other_nm2, plain;
};

#define PLACE(member) offsetof(struct settings, member)

static const struct ins_option options[] = {{"sneddon", 0, INS_FLAG, PLACE(flag), .help = "a flag"},
	{"device", 0, INS_INPUT, PLACE(word), "FILE", .group = 2, .help = "a word"},
	{"mode", 0, INS_CHOICE, PLACE(choice), "MODE", .choices = "tension|compression",
		.help = "a choice"},
	{"skip", 0, INS_COUNT, PLACE(count), "N", .example = "1", .low = 0, .high = 1e9,
		.help = "a count"},
	{"base-diameter", 0, INS_QUANTITY, PLACE(quantity_nm), "QUANTITY", "nm", "180nm",
		.choices = "auto", .low = 1e-300, .high = 1e300, .group = 1, .help = "a length"},
	{"area", 0, INS_QUANTITY, PLACE(other_nm2), "QUANTITY", "nm2", "2um2", .group = 1,
		.help = "an area"},
	{"poisson", 0, INS_QUANTITY, PLACE(plain), "NUMBER", .example = "0.22", .low = -1,
		.high = 0.5, .help = "a number"},
	{0}};

static void check_settings(const struct settings *s)
{
	FUZZ_CHECK(
		!s->choice || !strcmp(s->choice, "tension") || !strcmp(s->choice, "compression"));
	FUZZ_CHECK(s->count >= 0 && s->count <= 1000000000);
	FUZZ_CHECK(!(s->quantity_nm < 0) && !isinf(s->quantity_nm) && isfinite(s->other_nm2));
	FUZZ_CHECK(s->plain >= -1 && s->plain <= 0.5);
}

static void apply_rows(const struct ins_cli *cli)
{
	for (size_t i = 0; i < cli->jobs; i++) {
		struct settings settings;
		struct ins_err err = {0};
		int status = ins_cli_settings(cli, &cli->job[i], &settings, &err);

		FUZZ_CHECK(*cli->job[i].path);
		FUZZ_CHECK_STATUS(status, &err);
		FUZZ_CHECK(status != INS_EUSAGE);
		if (status == INS_OK)
			check_settings(&settings);
	}
}

void fuzz_try(const uint8_t *data, size_t size)
{
	static const struct ins_program program = {.name = "program",
		.purpose = "",
		.usage = "",
		.options = options,
		.examples = "",
		.takes = INS_TAKES_RECORDS | INS_TAKES_SPECIMENS,
		.settings_size = sizeof(struct settings)};
	struct ins_cli cli = {.program = &program};
	struct ins_err err = {0};
	char path[FUZZ_PATH];
	int fd = fuzz_hold(data, size, path), status;

	cli.common.specimens = path;
	status = ins_specimens_jobs(&cli, NULL, 0, &err);
	FUZZ_CHECK_STATUS(status, &err);
	FUZZ_CHECK(status || cli.jobs == cli.specimens.rows);
	if (status == INS_OK)
		apply_rows(&cli);
	FUZZ_CHECK(ins_cli_end(&cli) == INS_OK);
	close(fd);
}
