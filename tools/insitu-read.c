/* insitu-read - what is in this export? Any raw export to a stream. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/format.h"
#include "data/identify.h"
#include "data/join.h"
#include "data/raw.h"
#include "face/cli.h"
#include "face/names.h"
#include "face/overwrite.h"
#include "face/source.h"
#include "read.h"

struct settings {
	int identify, list_formats, verify;
};

#define PLACE(member) offsetof(struct settings, member)

static const struct ins_option options[] = {
	{"identify", 'i', INS_FLAG, PLACE(identify),
		.help = "say what the file is, and what in it was recognised"},
	{"list-formats", 0, INS_FLAG, PLACE(list_formats),
		.help = "name the layouts that descriptors describe"},
	{"verify", 0, INS_FLAG, PLACE(verify),
		.help = "are the inputs that a stream names still what they were?"},
	{0},
};

static const struct ins_program program = {
	.name = "insitu-read",
	.purpose = "Turn any raw export of an instrument into a stream of named columns.",
	.usage = "[OPTION]... [FILE]...",
	.options = options,
	.examples = "  insitu-read pillar.txt > pillar.tsv\n"
		    "  insitu-read --identify *.csv\n"
		    "  insitu-read --channel=load:2:mN --channel=displacement:1:nm bare.txt\n",
	.alone = "list-formats",
	.takes = INS_TAKES_RECORDS,
	.settings_size = sizeof(struct settings),
};

/* The tables of all files, each with its specimen's name. */
struct gathering {
	struct ins_table *table; /* owned */
	char **name;             /* owned */
	size_t count, capacity, names_capacity;
};

/* A note on each column of a block that is left out, unless one on its role says so. */
static int note_omitted(struct ins_raw_block *block, struct ins_err *err)
{
	struct ins_text text = {0};
	int status = INS_OK;

	for (size_t c = 0; c < block->channels && !status; c++) {
		const struct ins_raw_channel *channel = &block->channel[c];
		int is_told = 0;

		if (channel->column || !channel->why || !*channel->name)
			continue;
		text.size = 0;
		status = ins_text_format(
			&text, err, "column %zu ('%s') %s", c + 1, channel->name, channel->why);
		for (size_t i = 0; i < block->table.notes && !status && !is_told; i++)
			is_told = strstr(block->table.note[i].value, text.data) != NULL;
		if (!status && !is_told)
			status = ins_table_add_note(&block->table, err, "omitted", "%s", text.data);
	}
	ins_text_free(&text);
	return status;
}

static int gather(
	struct gathering *all, struct ins_raw *raw, const struct ins_job *job, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < raw->blocks && !status; i++) {
		if (raw->block[i].why)
			continue;
		status = note_omitted(&raw->block[i], err);
		if (!status)
			status = ins_text_grow(&all->table, &all->capacity, all->count + 1,
				sizeof *all->table, err);
		if (!status)
			status = ins_text_grow(&all->name, &all->names_capacity, all->count + 1,
				sizeof *all->name, err);
		if (status)
			break;
		all->name[all->count] = ins_names_number(
			(const char *const *)all->name, all->count, ins_source_name(job, raw, i));
		if (!all->name[all->count])
			return ins_fail_memory(err, "a specimen's name", 1);
		all->table[all->count++] = raw->block[i].table;
		memset(&raw->block[i].table, 0, sizeof raw->block[i].table);
	}
	return status;
}

static void write_all(struct ins_cli *cli, struct gathering *all)
{
	struct ins_table joined = {0};
	struct ins_err err = {0};

	if (all->count == 1)
		ins_cli_write(cli, &all->table[0]);
	else if (all->count &&
		 ins_join(&joined, all->table, (const char *const *)all->name, all->count, &err))
		ins_cli_report(cli, &err);
	else if (all->count)
		ins_cli_write(cli, &joined);
	ins_table_free(&joined);
	for (size_t i = 0; i < all->count; i++) {
		ins_table_free(&all->table[i]);
		free(all->name[i]);
	}
	free(all->table);
	free(all->name);
}

/* One file: read, then described on FILE or put to the others. */
static int work_on(struct ins_cli *cli, struct ins_source *source, const struct settings *settings,
	const struct ins_job *job, struct gathering *all, FILE *file, struct ins_err *err)
{
	const char *path = job->path;
	/* What any stream holds can be told. */
	const struct ins_source_request request = {
		settings->identify ? NULL : "export|map", NULL, 0};
	struct ins_raw raw = {0};
	int status = INS_OK, found = 0;

	if (settings->verify)
		return read_verify(path, cli->common.output, file, err);
	if (settings->identify)
		status = read_spectra(path, &found, file, err);
	if (status || found)
		return status;
	status = ins_source_read(source, cli, path, &request, &raw, err);
	for (size_t i = 0; i < raw.blocks && settings->identify && !status; i++)
		status = ins_overwrite_check_notes(
			"output", cli->common.output, &raw.block[i].table, err);
	if (!status && settings->identify)
		status = ins_identify(&raw, path, file, err);
	else if (!status)
		status = gather(all, &raw, job, err);
	ins_raw_free(&raw);
	return status;
}

static int list_formats(FILE *file, struct ins_err *err)
{
	struct ins_formats formats = {0};
	int status = ins_formats_load(&formats, err);

	for (size_t i = 0; i < formats.count && !status; i++) {
		const char *title = ins_format_value(&formats.format[i], "format", "title");
		struct ins_text line = {0};

		status = ins_text_format(
			&line, err, "%-20s %s", formats.format[i].name, title ? title : "");
		if (!status) {
			ins_text_defuse(line.data, "");
			fprintf(file, "%s\n", line.data);
		}
		ins_text_free(&line);
	}
	ins_formats_free(&formats);
	return status;
}

static int check(const struct ins_cli *cli, const struct settings *settings, struct ins_err *err)
{
	static const char *const of_verify[] = {"verify", NULL};

	return settings->identify ? ins_cli_refuse(cli, of_verify,
					    "and --identify are two answers; ask for one", err)
				  : INS_OK;
}

/* All files in turn; returns whether there is an answer that is worth to be written. */
static bool work_on_all(struct ins_cli *cli, struct ins_source *source,
	const struct settings *settings, struct gathering *all, FILE *file)
{
	struct ins_err err = {0};
	bool told = false;

	for (size_t i = 0; i < cli->jobs; i++) {
		int status = work_on(cli, source, settings, &cli->job[i], all, file, &err);

		if (status)
			ins_cli_report(cli, &err);
		/* An input that a later stream names is none the less an input. */
		if (status == INS_EUSAGE && file)
			return false;
		/* That an input has changed is an answer too. */
		told = told || !status || (settings->verify && status == INS_EANALYSIS);
	}
	return told;
}

static void run(struct ins_cli *cli)
{
	struct settings settings = {0};
	struct gathering all = {0};
	struct ins_source source = {0};
	struct ins_output output = {0};
	struct ins_err err = {0};
	bool describes, told = false;

	if (ins_cli_settings(cli, cli->job, &settings, &err) || check(cli, &settings, &err))
		ins_cli_report(cli, &err);
	describes = settings.identify || settings.list_formats || settings.verify;
	if (cli->status == INS_OK && describes &&
		ins_output_open(&output, cli->common.output, &err))
		ins_cli_report(cli, &err);
	if (cli->status == INS_OK && settings.list_formats && list_formats(output.file, &err))
		ins_cli_report(cli, &err);
	if (!settings.list_formats && (output.file || !describes))
		told = work_on_all(cli, &source, &settings, &all, output.file);
	/* What stood in the output before is better than nothing. */
	if (cli->status != INS_OK && !told)
		ins_output_abandon(&output);
	if (output.file && ins_output_commit(&output, &err)) {
		ins_output_abandon(&output);
		ins_cli_report(cli, &err);
	}
	write_all(cli, &all);
	ins_source_free(&source);
}

int main(int argc, char **argv)
{
	struct ins_cli cli;

	if (ins_cli_begin(&cli, &program, argc, argv))
		run(&cli);
	return ins_cli_end(&cli);
}
