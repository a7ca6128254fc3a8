/* eelsmap - what is the plasmon energy, hence the electron density, at every pixel? */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "data/file.h"
#include "data/npy.h"
#include "eelsmap.h"
#include "face/overwrite.h"

#define PLACE(member) offsetof(struct settings, member)
#define ENERGY(example_) "QUANTITY", "eV", example_
#define POSITIVE .low = 1e-12, .high = 1e12

static const struct ins_option options[] = {
	{"method", 0, INS_CHOICE, PLACE(method), "METHOD", .choices = "ls|ml",
		.help = "least squares (ls), or Poisson maximum likelihood"},
	{"model", 0, INS_CHOICE, PLACE(model), "SHAPE", .choices = "gaussian|lorentzian|drude",
		.help = "of the plasmon (gaussian)"},
	{"plasmon-range", 0, INS_WORD, PLACE(plasmon_range), "LO:HI",
		.help = "where to search, from the zero loss (5eV:50eV)"},
	{"plasmon-window", 0, INS_QUANTITY, PLACE(plasmon_window_eV), ENERGY("3eV"), POSITIVE,
		.help = "half-width of what is fitted (3eV)"},
	{"zero-loss-window", 0, INS_QUANTITY, PLACE(zero_loss_window_eV), ENERGY("1eV"), POSITIVE,
		.help = "half-width of what is fitted (1eV)"},
	{"gain", 0, INS_QUANTITY, PLACE(gain), "NUMBER", .example = "1", POSITIVE,
		.help = "counts to an electron (1)"},
	{"ceiling", 0, INS_QUANTITY, PLACE(ceiling), "NUMBER", .example = "16383", POSITIVE,
		.help = "counts of a full detector (largest of 8 or 16 bits)"},
	{"effective-mass", 0, INS_QUANTITY, PLACE(effective_mass), "NUMBER", .example = "1",
		POSITIVE, .help = "of electrons, over that of free ones (1)"},
	{"image", 0, INS_COUNT, PLACE(image), "N", .example = "2", .low = 1, .high = 1e6,
		.help = "number of the image in a file that holds several"},
	{"energy-offset", 0, INS_QUANTITY, PLACE(energy_offset_eV), ENERGY("-5eV"),
		.help = "energy loss of the first channel"},
	{"energy-step", 0, INS_QUANTITY, PLACE(energy_step_eV), ENERGY("0.05eV"), POSITIVE,
		.help = "energy loss from one channel to the next"},
	{"pitch", 0, INS_QUANTITY, PLACE(pitch_nm), "QUANTITY", "nm", "0.65nm", POSITIVE,
		.help = "distance from one pixel to the next"},
	{"thickness", 0, INS_FLAG, PLACE(thickness),
		.help = "add t_over_lambda, in mean free paths"},
	{"regions", 0, INS_FLAG, PLACE(regions), .help = "print a row a map, with its statistics"},
	{"reference", 0, INS_INPUT, PLACE(reference), "QUANTITY|MAP",
		.help = "with --regions: what densities are compared with (first map)"},
	{"spectrum", 0, INS_WORD, PLACE(spectrum), "X,Y",
		.help = "print the spectrum of one pixel, with its fits"},
	{"png", 0, INS_OUTPUT, PLACE(png), "FILE", .help = "draw the map, too"},
	{"quantity", 0, INS_WORD, PLACE(quantity), "COLUMN",
		.help = "with --png: what is drawn (plasmon_energy_eV)"},
	{"range", 0, INS_WORD, PLACE(range), "LO:HI",
		.help = "with --png: of the colours (all there is)"},
	{"colormap", 0, INS_CHOICE, PLACE(colormap), "NAME", .choices = "viridis|cividis|gray",
		.help = "with --png: colours (viridis)"},
	{"threads", 0, INS_COUNT, PLACE(threads), "N", .example = "2", .low = 1, .high = 1024,
		.help = "how many work at once (all that there are)"},
	{0}};

static void defaults(void *place)
{
	struct settings *settings = place;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	*settings = (struct settings){
		.method = "ls",
		.model = "gaussian",
		.plasmon_range = "5eV:50eV",
		.plasmon_window_eV = 3,
		.zero_loss_window_eV = 1,
		.gain = 1,
		.ceiling = NAN,
		.effective_mass = NAN,
		.energy_offset_eV = NAN,
		.energy_step_eV = NAN,
		.pitch_nm = NAN,
		.threads = processors > 0 ? processors : 1,
		.quantity = "plasmon_energy_eV",
		.colormap = "viridis",
	};
}

static const struct ins_program program = {.name = "eelsmap",
	.purpose = "Maps of plasmon energy and electron density from EELS spectrum images.",
	.usage = "[OPTION]... [FILE]...",
	.options = options,
	.examples = "  eelsmap --png=map.png pillar.dm4 > map.tsv\n"
		    "  eelsmap --method=ml --threads=4 -o map.npy pillar.rpl\n"
		    "  eelsmap --regions tension.dm4 compression.dm4\n"
		    "  eelsmap --spectrum=3,4 pillar.dm4 | insitu-plot -o spectrum.svg\n",
	.takes = INS_TAKES_SPECIMENS,
	.settings_size = sizeof(struct settings),
	.defaults = defaults};

/* Work through all files into TABLE; a fault of one is told and the others go on, unless it is what
 * they shall be compared with. */
static void work_through(
	struct ins_cli *cli, const struct settings *common, struct ins_table *table)
{
	int first_is_reference = common->regions && !common->reference;
	struct ins_names names = {0};
	/* Two regions may be of one specimen, since each is a row. */
	struct ins_names *of_maps = common->regions ? NULL : &names;

	for (size_t i = 0; i < cli->jobs; i++) {
		struct settings settings;
		struct ins_err err = {0};
		int status = ins_cli_settings(cli, &cli->job[i], &settings, &err);

		if (status == INS_OK && settings.spectrum)
			status = eelsmap_spectrum(&cli->job[i], &names, &settings, table, &err);
		else if (status == INS_OK)
			status = eelsmap_file(cli, &cli->job[i], of_maps, &settings, table, &err);
		if (status)
			ins_cli_report(cli, &err);
		if (status && i == 0 && first_is_reference && cli->jobs > 1) {
			ins_cli_remark(cli, "without the first map, or --reference, there is "
					    "nothing to compare the others with");
			break;
		}
	}
	ins_names_free(&names);
}

/* A NumPy array, of the name that was asked for. */
static void write_npy(struct ins_cli *cli, struct ins_table *table)
{
	struct ins_output output = {0};
	struct ins_err err = {0};
	int status = ins_table_add_note(table, &err, "tool", "%s", cli->command);

	ins_cli_tell(cli, table);
	if (status == INS_OK)
		status = ins_overwrite_check_notes("output", cli->common.output, table, &err);
	if (status == INS_OK)
		status = ins_output_open(&output, cli->common.output, &err);
	if (status == INS_OK)
		status = ins_npy_write(table, output.file, &err);
	if (status == INS_OK)
		status = ins_output_commit(&output, &err);
	if (status) {
		ins_output_abandon(&output);
		ins_cli_report(cli, &err);
	}
}

static void write_table(struct ins_cli *cli, struct ins_table *table)
{
	const char *path = cli->common.output;
	size_t length = path ? strlen(path) : 0;

	if (length > 4 && strcmp(path + length - 4, ".npy") == 0)
		write_npy(cli, table);
	else
		ins_cli_write(cli, table);
}

/* Write TABLE, its picture, or what its regions are. */
static void answer(struct ins_cli *cli, const struct settings *settings, struct ins_table *table)
{
	struct ins_table regions = {0};
	struct ins_err err = {0};

	if (settings->png && eelsmap_picture(cli, table, settings, &err))
		ins_cli_report(cli, &err);
	if (!settings->regions)
		write_table(cli, table);
	else if (eelsmap_regions(cli, table, settings, &regions, &err))
		ins_cli_report(cli, &err);
	else
		write_table(cli, &regions);
	ins_table_free(&regions);
}

static int check(const struct ins_cli *cli, const struct settings *settings, struct ins_err *err)
{
	static const char *const of_png[] = {"quantity", "range", "colormap", NULL};
	static const char *const of_pixels[] = {"thickness", NULL};
	static const char *const of_regions[] = {"reference", NULL};
	int status = INS_OK;

	if (cli->common.format || cli->common.channels > 0 || cli->common.block > 0)
		return ins_fail(err, INS_EUSAGE,
			"--format, --channel and --block are of tables; see --image");
	if (settings->spectrum && (settings->regions || settings->png))
		return ins_fail(err, INS_EUSAGE,
			"--spectrum is of one pixel; --regions and --png are of maps");
	if (!settings->regions)
		status = ins_cli_refuse(cli, of_regions, "belongs to --regions", err);
	if (status == INS_OK && settings->regions)
		status = ins_cli_refuse(
			cli, of_pixels, "is of pixels; --regions has no column for it", err);
	if (status == INS_OK && !settings->png)
		status = ins_cli_refuse(cli, of_png, "belongs to --png", err);
	return status;
}

int main(int argc, char **argv)
{
	struct settings settings;
	struct ins_table table = {0};
	struct ins_cli cli;
	struct ins_err err = {0};

	if (ins_cli_begin(&cli, &program, argc, argv)) {
		if (ins_cli_settings(&cli, NULL, &settings, &err) || check(&cli, &settings, &err)) {
			ins_cli_report(&cli, &err);
		} else {
			work_through(&cli, &settings, &table);
			if (table.rows > 0)
				answer(&cli, &settings, &table);
		}
	}
	ins_table_free(&table);
	return ins_cli_end(&cli);
}
