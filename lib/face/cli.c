/* cli - one table of options gives parsing, ranges, help, and the columns of a specimens file. */
#include "face/cli.h"

#include <getopt.h>
#include <locale.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "data/file.h"
#include "data/stream.h"
#include "face/completion.h"
#include "face/names.h"
#include "face/options.h"
#include "face/overwrite.h"
#include "face/specimens.h"

void ins_cli_report(struct ins_cli *cli, const struct ins_err *err)
{
	fprintf(stderr, "%s: %s\n", cli->program->name, err->text);
	if (err->status > cli->status)
		cli->status = err->status;
}

void ins_cli_remark(const struct ins_cli *cli, const char *format, ...)
{
	struct ins_err line = {0};
	char text[sizeof line.text];
	va_list args;

	if (cli->common.quiet)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	/* ins_fail makes control characters in names harmless. */
	ins_fail(&line, INS_OK, "%s", text);
	fprintf(stderr, "%s: %s\n", cli->program->name, line.text);
}

/* Quote a word of the command line the way a shell wants it, where it must be. */
static int put_argument(struct ins_text *out, const char *word, struct ins_err *err)
{
	static const char harmless[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./=:,%+@";
	int status;

	if (*word && word[strspn(word, harmless)] == 0)
		return ins_text_format(out, err, " %s", word);
	status = ins_text_put(out, " '", 2, err);
	for (; *word && status == INS_OK; word++)
		status = *word == '\'' ? ins_text_put(out, "'\\''", 4, err)
				       : ins_text_put(out, word, 1, err);
	return status ? status : ins_text_put(out, "'", 1, err);
}

static int remember_command(struct ins_cli *cli, int argc, char **argv, struct ins_err *err)
{
	struct ins_text text = {0};
	int status = ins_text_format(&text, err, "%s %s", cli->program->name, PACKAGE_VERSION);

	for (int i = 1; i < argc && status == INS_OK; i++)
		status = put_argument(&text, argv[i], err);
	cli->command = text.data;
	return status;
}

/* The options as getopt wants them: val is an index beyond any letter. */
enum { FIRST_INDEX = 256, MOST_OPTIONS = 96 };

struct known {
	const struct ins_option *option[MOST_OPTIONS];
	struct option longs[MOST_OPTIONS + 1];
	char letters[2 * MOST_OPTIONS + 2];
	int count;
};

static void know(struct known *known, const struct ins_option *options)
{
	for (; options->name && known->count < MOST_OPTIONS; options++, known->count++) {
		size_t n = strlen(known->letters);

		known->option[known->count] = options;
		known->longs[known->count] = (struct option){options->name,
			options->argument ? required_argument : no_argument, NULL,
			FIRST_INDEX + known->count};
		if (options->letter) {
			known->letters[n++] = options->letter;
			if (options->argument)
				known->letters[n++] = ':';
			known->letters[n] = 0;
		}
	}
}

static const struct ins_option *option_of(const struct known *known, int c)
{
	if (c >= FIRST_INDEX)
		return known->option[c - FIRST_INDEX];
	for (int i = 0; i < known->count; i++)
		if (known->option[i]->letter == c)
			return known->option[i];
	return NULL;
}

static int is_common(const struct ins_cli *cli, const struct ins_option *option)
{
	for (const struct ins_option *p = ins_options_common(cli->program->takes); p->name; p++)
		if (p == option)
			return 1;
	return 0;
}

static int take_option(struct ins_cli *cli, const struct ins_option *option, const char *argument,
	struct ins_err *err)
{
	int status;

	if (strcmp(option->name, "channel") == 0) {
		size_t capacity = cli->common.channels;

		status = ins_text_grow(
			&cli->common.channel, &capacity, capacity + 1, sizeof argument, err);
		if (status == INS_OK)
			cli->common.channel[cli->common.channels++] = argument;
		return status;
	}
	if (is_common(cli, option))
		return ins_options_set(option, argument, &cli->common, err);
	status = ins_text_grow(
		&cli->given, &cli->givens_capacity, cli->givens + 1, sizeof *cli->given, err);
	if (status == INS_OK)
		cli->given[cli->givens++] = (struct ins_given){option, argument};
	return status;
}

static int bad_option(const struct ins_cli *cli, int c, const char *word, struct ins_err *err)
{
	if (c == ':')
		return ins_fail(err, INS_EUSAGE, "option '%s' needs a value; see '%s --help'", word,
			cli->program->name);
	return ins_fail(err, INS_EUSAGE,
		"option '%s' is not known, or takes no value, or is cut too short; "
		"see '%s --help'",
		word, cli->program->name);
}

/* What is printed instead of any work: help, version, a shell's completion. */
static int print_instead(const struct ins_cli *cli)
{
	if (cli->common.help)
		ins_options_help(cli->program, stdout);
	else if (cli->common.version)
		printf("%s (insitu) %s\n", cli->program->name, PACKAGE_VERSION);
	else if (cli->common.completion)
		ins_completion_write(cli->program, cli->common.completion, stdout);
	else
		return 0;
	return 1;
}

/* Whether to go on: not after what was printed instead. */
static int parse(struct ins_cli *cli, int argc, char **argv, int *go_on, struct ins_err *err)
{
	struct known known = {.letters = ":"};
	int c, status = INS_OK;

	know(&known, cli->program->options);
	know(&known, ins_options_common(cli->program->takes));
	opterr = 0;
	while (status == INS_OK &&
		(c = getopt_long(argc, argv, known.letters, known.longs, NULL)) != -1) {
		const struct ins_option *option = option_of(&known, c);

		if (!option)
			return bad_option(cli, c, argv[optind - 1], err);
		status = take_option(cli, option, optarg, err);
		*go_on = status || !print_instead(cli);
		if (!*go_on)
			break;
	}
	return status;
}

static int apply_given(const struct ins_cli *cli, void *settings, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < cli->givens; i++)
		if (cli->given[i].option->group)
			ins_options_forget(
				cli->program->options, cli->given[i].option->group, settings);
	for (size_t i = 0; i < cli->givens && status == INS_OK; i++)
		status = ins_options_set(
			cli->given[i].option, cli->given[i].argument, settings, err);
	return status;
}

int ins_cli_settings(
	const struct ins_cli *cli, const struct ins_job *job, void *settings, struct ins_err *err)
{
	int status = INS_OK;

	memset(settings, 0, cli->program->settings_size);
	if (cli->program->defaults)
		cli->program->defaults(settings);
	if (job && job->row != SIZE_MAX)
		status = ins_specimens_apply(cli, job->row, settings, err);
	return status ? status : apply_given(cli, settings, err);
}

int ins_cli_was_given(const struct ins_cli *cli, const char *name)
{
	for (size_t i = 0; i < cli->givens; i++)
		if (strcmp(cli->given[i].option->name, name) == 0)
			return 1;
	return 0;
}

int ins_cli_refuse(
	const struct ins_cli *cli, const char *const *names, const char *why, struct ins_err *err)
{
	for (; *names; names++)
		if (ins_cli_was_given(cli, *names))
			return ins_fail(err, INS_EUSAGE, "--%s %s", *names, why);
	return INS_OK;
}

/* A wrong value shall be told before any file is read. */
static int check_given(const struct ins_cli *cli, struct ins_err *err)
{
	void *scratch = calloc(1, cli->program->settings_size + 1);
	int status = scratch ? ins_cli_settings(cli, NULL, scratch, err)
			     : ins_fail_memory(err, "settings", cli->program->settings_size);

	free(scratch);
	return status;
}

static void print_usage(const struct ins_program *program)
{
	fprintf(stderr, "Usage: %s %s\nTry '%s --help'.\n", program->name, program->usage,
		program->name);
}

int ins_cli_begin(struct ins_cli *cli, const struct ins_program *program, int argc, char **argv)
{
	struct ins_err err = {0};
	int go_on = 1, status;

	memset(cli, 0, sizeof *cli);
	cli->program = program;
	ins_output_guard();
	/* Before getopt moves the files behind the options. */
	status = remember_command(cli, argc, argv, &err);
	if (status == INS_OK)
		status = parse(cli, argc, argv, &go_on, &err);
	if (status == INS_OK && !go_on)
		return 0;
	if (status == INS_OK)
		status = check_given(cli, &err);
	if (status == INS_OK)
		status = ins_specimens_jobs(cli, argv + optind, (size_t)(argc - optind), &err);
	if (status == INS_OK)
		status = ins_names_give(cli, &err);
	if (status == INS_OK)
		status = ins_overwrite_check(cli, &err);
	if (status) {
		ins_cli_report(cli, &err);
		return 0;
	}
	if (program->alone && ins_cli_was_given(cli, program->alone))
		return 1;
	if (cli->jobs == 1 && strcmp(cli->job[0].path, "-") == 0 && isatty(STDIN_FILENO)) {
		print_usage(program);
		cli->status = INS_EUSAGE;
		return 0;
	}
	return 1;
}

void ins_cli_tell(const struct ins_cli *cli, const struct ins_table *table)
{
	for (size_t i = 0; i < table->notes && cli->common.verbose; i++) {
		const struct ins_note *note = &table->note[i];

		if (strcmp(note->key, "assumed") == 0 || strcmp(note->key, "omitted") == 0)
			ins_cli_remark(cli, "%s: %s", note->key, note->value);
	}
}

void ins_cli_write(struct ins_cli *cli, struct ins_table *table)
{
	struct ins_output output = {0};
	struct ins_err err = {0};
	int status = INS_OK;

	if (cli->status == INS_ENOMEM)
		return;
	ins_cli_tell(cli, table);
	if (cli->common.specimens)
		status = ins_table_add_note(table, &err, "input", "%s sha256:%s",
			cli->common.specimens, cli->specimens_hex);
	if (status == INS_OK)
		status = ins_table_add_note(table, &err, "tool", "%s", cli->command);
	if (status == INS_OK)
		status = ins_overwrite_check_notes("output", cli->common.output, table, &err);
	if (status == INS_OK)
		status = ins_output_open(&output, cli->common.output, &err);
	if (status == INS_OK) {
		status = ins_stream_write(table, output.file, &err);
		if (status)
			ins_err_prefix(&err, output.path);
	}
	if (status == INS_OK)
		status = ins_output_commit(&output, &err);
	if (status) {
		ins_output_abandon(&output);
		ins_cli_report(cli, &err);
	}
}

/* Help and version go through stdout's buffer; a full disk shows only here. */
static int close_stdout(void)
{
	return fflush(stdout) != 0 || ferror(stdout);
}

int ins_cli_end(struct ins_cli *cli)
{
	int status = cli->status;

	if (fileno(stdout) >= 0 && close_stdout()) {
		fprintf(stderr, "%s: standard output: cannot be written\n", cli->program->name);
		if (status < INS_EOUTPUT)
			status = INS_EOUTPUT;
	}
	for (size_t i = 0; i < cli->jobs; i++) {
		free(cli->job[i].path);
		free(cli->job[i].name);
	}
	free(cli->job);
	free(cli->given);
	free(cli->common.channel);
	free(cli->command);
	ins_table_free(&cli->specimens);
	memset(cli, 0, sizeof *cli);
	return status;
}
