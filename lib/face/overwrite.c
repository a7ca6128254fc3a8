/* overwrite - no result of a run lands on what the run reads, nor on another result. */
#include "face/overwrite.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "data/file.h"
#include "data/ripple.h"
#include "face/options.h"

/* An option that names a file to write, and that file. */
struct output {
	const struct ins_option *option;
	const char *path;
};

struct outputs {
	struct output *output; /* owned */
	size_t count, capacity;
};

/* The file that OPTION names, if it is one of KIND, or NULL. */
static const char *file_of(
	const struct ins_option *option, enum ins_option_kind kind, const void *settings)
{
	const void *place = (const char *)settings + option->place;

	return option->kind == kind ? *(const char *const *)place : NULL;
}

/* Standard output, a pipe or a device replaces nothing. */
static int replaces_nothing(const char *path)
{
	struct stat about;

	return strcmp(path, "-") == 0 || (stat(path, &about) == 0 && !S_ISREG(about.st_mode));
}

static int add_outputs(struct outputs *outputs, const struct ins_option *option,
	const void *settings, struct ins_err *err)
{
	int status = INS_OK;

	for (; option->name && status == INS_OK; option++) {
		const char *path = file_of(option, INS_OUTPUT, settings);

		if (!path || replaces_nothing(path))
			continue;
		for (size_t i = 0; i < outputs->count; i++)
			if (ins_file_same(path, outputs->output[i].path))
				return ins_fail(err, INS_EUSAGE,
					"--%s=%s: is the file of --%s too; one result would "
					"overwrite the other",
					option->name, path, outputs->output[i].option->name);
		status = ins_text_grow(&outputs->output, &outputs->capacity, outputs->count + 1,
			sizeof *outputs->output, err);
		if (status == INS_OK)
			outputs->output[outputs->count++] = (struct output){option, path};
	}
	return status;
}

static int check_file(const struct outputs *outputs, const char *path, struct ins_err *err)
{
	for (size_t i = 0; i < outputs->count; i++) {
		const struct output *output = &outputs->output[i];

		if (access(output->path, F_OK) == 0 && ins_file_same(path, output->path))
			return ins_fail(err, INS_EUSAGE,
				"--%s=%s: is an input of this run; it would be overwritten",
				output->option->name, output->path);
	}
	return INS_OK;
}

/* An input, and what is read with it. */
static int check_input(const struct outputs *outputs, const char *path, struct ins_err *err)
{
	char *other;
	int status = check_file(outputs, path, err);

	if (status == INS_OK)
		status = ins_ripple_other(path, &other, err);
	if (status)
		return status;
	if (other)
		status = check_file(outputs, other, err);
	free(other);
	return status;
}

static int check_options(const struct outputs *outputs, const struct ins_option *option,
	const void *settings, struct ins_err *err)
{
	int status = INS_OK;

	for (; option->name && status == INS_OK; option++) {
		const char *path = file_of(option, INS_INPUT, settings);

		if (path && !ins_options_is_choice(option, path))
			status = check_input(outputs, path, err);
	}
	return status;
}

/* The files of all jobs; SETTINGS is room for those of one. */
static int check_jobs(const struct ins_cli *cli, const struct outputs *outputs, void *settings,
	struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < cli->jobs && status == INS_OK; i++) {
		struct ins_err later = {0};

		status = check_input(outputs, cli->job[i].path, err);
		/* A row that cannot be used reads nothing, and is told when its turn comes. */
		if (status == INS_OK &&
			ins_cli_settings(cli, &cli->job[i], settings, &later) == INS_OK)
			status = check_options(outputs, cli->program->options, settings, err);
	}
	return status;
}

int ins_overwrite_check(const struct ins_cli *cli, struct ins_err *err)
{
	const struct ins_option *common = ins_options_common(cli->program->takes);
	struct outputs outputs = {0};
	void *settings = calloc(1, cli->program->settings_size + 1);
	int status = settings ? ins_cli_settings(cli, NULL, settings, err)
			      : ins_fail_memory(err, "settings", cli->program->settings_size);

	if (status == INS_OK)
		status = add_outputs(&outputs, common, &cli->common, err);
	if (status == INS_OK)
		status = add_outputs(&outputs, cli->program->options, settings, err);
	if (status == INS_OK && outputs.count > 0)
		status = check_options(&outputs, common, &cli->common, err);
	if (status == INS_OK && outputs.count > 0)
		status = check_jobs(cli, &outputs, settings, err);
	free(settings);
	free(outputs.output);
	return status;
}

int ins_overwrite_check_notes(
	const char *option, const char *path, const struct ins_table *table, struct ins_err *err)
{
	int status = INS_OK;

	if (!path || replaces_nothing(path) || access(path, F_OK) != 0)
		return INS_OK;
	for (size_t i = 0; i < table->notes && status == INS_OK; i++) {
		const char *note = table->note[i].value, *end = ins_table_input_end(note);
		char *input;

		if (strcmp(table->note[i].key, "input") != 0 || !end)
			continue;
		input = ins_text_copy_n(note, (size_t)(end - note));
		if (!input)
			return ins_fail_memory(err, "a path", (size_t)(end - note));
		if (ins_file_same(path, input))
			status = ins_fail(err, INS_EUSAGE,
				"--%s=%s: is an input of the stream; it would be overwritten",
				option, path);
		free(input);
	}
	return status;
}
