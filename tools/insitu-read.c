/* insitu-read - what is in this export? Any raw export to a stream. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "data/format.h"
#include "data/identify.h"
#include "data/raw.h"
#include "data/stream.h"
#include "face/cli.h"

struct settings {
	int identify, list_formats;
};

static const struct ins_option options[] = {
	{"identify", 0, INS_FLAG, offsetof(struct settings, identify),
		.help = "say what the file is, and what in it was recognised"},
	{"list-formats", 0, INS_FLAG, offsetof(struct settings, list_formats),
		.help = "name the layouts that descriptors know"},
	{0},
};

static const struct ins_program program = {
	.name = "insitu-read",
	.purpose = "Turn any raw export of an instrument into a stream.",
	.usage = "[OPTION]... [FILE]...",
	.options = options,
	.examples = "  insitu-read run5.txt > run5.tsv\n"
		    "  insitu-read --identify run5.txt\n"
		    "  insitu-read --channel=load:2:mN --channel=displacement:1:nm bare.txt\n",
	.takes = INS_TAKES_RECORDS,
	.settings_size = sizeof(struct settings),
};

static int read_job(struct ins_cli *cli, const char *path, struct ins_formats *formats,
	struct ins_raw *raw, struct ins_err *err)
{
	struct ins_raw_request request = {.formats = formats, .block = cli->common.block};
	struct ins_input input;
	int status = INS_OK;

	request.channel = cli->common.channel;
	request.channels = cli->common.channels;
	if (cli->common.format)
		status = ins_formats_choose(formats, cli->common.format, &request.format, err);
	if (!status)
		status = ins_input_open(&input, path, err);
	if (status)
		return status;
	status = ins_raw_read(raw, &input, &request, err);
	ins_input_close(&input);
	return status;
}

int main(int argc, char **argv)
{
	struct ins_cli cli;
	struct ins_formats formats = {0};
	struct ins_err err = {0};
	struct settings settings = {0};

	if (!ins_cli_begin(&cli, &program, argc, argv))
		return ins_cli_end(&cli);
	if (ins_formats_load(&formats, &err))
		ins_cli_report(&cli, &err);
	for (size_t i = 0; i < cli.jobs; i++) {
		struct ins_raw raw = {0};

		if (ins_cli_settings(&cli, &cli.job[i], &settings, &err) ||
			read_job(&cli, cli.job[i].path, &formats, &raw, &err))
			ins_cli_report(&cli, &err);
		else if (settings.identify)
			ins_identify(&raw, cli.job[i].path, stdout);
		else
			for (size_t b = 0; b < raw.blocks; b++)
				if (!raw.block[b].why)
					ins_cli_write(&cli, &raw.block[b].table);
		ins_raw_free(&raw);
	}
	ins_formats_free(&formats);
	return ins_cli_end(&cli);
}
