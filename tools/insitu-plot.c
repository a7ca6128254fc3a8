/* insitu-plot - show a stream: as SVG, PDF or PNG through gnuplot, or in characters on a terminal.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "data/file.h"
#include "data/stream.h"
#include "face/cli.h"
#include "face/figure.h"

struct settings {
	const char *title, *size, *template, *type;
	struct ins_series_wish wish;
};

#define PLACE(member) offsetof(struct settings, member)

static const struct ins_option options[] = {
	{"type", 't', INS_CHOICE, PLACE(type), "TYPE", .choices = "svg|pdf|png|text",
		.help = "kind of picture, where FILE does not end in it"},
	{"size", 's', INS_WORD, PLACE(size), "WIDTH:HEIGHT", .example = "84mm:63mm",
		.help = "of the picture [84mm:63mm, 174mm wide with panels]"},
	{"title", 0, INS_WORD, PLACE(title), "TEXT", .help = "a line on top"},
	{"x", 'x', INS_WORD, PLACE(wish.x), "COLUMN",
		.help = "to the right, instead of the kind's own"},
	{"y", 'y', INS_WORD, PLACE(wish.y), "COLUMN", .help = "upwards, instead of the kind's own"},
	{"z", 'z', INS_WORD, PLACE(wish.z), "COLUMN", .help = "in colour, on a map"},
	{"panels", 0, INS_WORD, PLACE(wish.panels), "COLUMN",
		.help = "a panel for each value of COLUMN"},
	{"template", 0, INS_WORD, PLACE(template), "FILE",
		.help = "a gnuplot template of your own"},
	{0},
};

static const struct ins_program program = {
	.name = "insitu-plot",
	.purpose = "Draw streams of one kind: curves, tests, ratios, moduli, loops, maps, ...",
	.usage = "[OPTION]... [STREAM]...",
	.options = options,
	.examples = "  tcfit --curve --diameter=145nm pillar.txt | insitu-plot -o curve.svg\n"
		    "  insitu-plot tests.tsv                      in characters, on a terminal\n"
		    "  insitu-plot -x frequency -o damping.pdf moduli.tsv\n",
	.settings_size = sizeof(struct settings),
};

/* The streams of a run; each source lends from its table. */
struct streams {
	struct ins_table *table;
	struct ins_source *source;
	size_t count;
};

static int read_stream(
	struct ins_table *table, const char **name, const char *path, struct ins_err *err)
{
	struct ins_input input = {0};
	const unsigned char *bytes;
	size_t got;
	int status = ins_input_open(&input, path, err);

	if (status)
		return status;
	*name = input.name;
	status = ins_input_peek(&input, 4096, &bytes, &got, err);
	if (status == INS_OK && got == 0)
		status = ins_fail(
			err, INS_EFORMAT, "%s: is empty; did the program before it fail?", *name);
	else if (status == INS_OK && ins_stream_form(bytes, got) == INS_STREAM_NONE)
		status = ins_fail(err, INS_EFORMAT,
			"%s: is no stream; try 'insitu-read %s | insitu-plot'", *name, path);
	if (status == INS_OK)
		status = ins_stream_read(table, &input, err);
	ins_input_close(&input);
	return status;
}

static int check_kind(const struct streams *streams, size_t at, struct ins_err *err)
{
	const char *kind = streams->table[at].kind, *first = streams->table[0].kind;

	if (!kind || !first || strcmp(kind, first) == 0)
		return INS_OK;
	return ins_fail(err, INS_EUSAGE,
		"%s: its kind is '%s', that of %s '%s'; a figure shows one kind",
		streams->source[at].name, kind, streams->source[0].name, first);
}

/* Read all; a figure that lacked one of its streams would mislead, so one that fails ends the run,
 * once all are read. */
static void read_streams(struct ins_cli *cli, struct streams *streams)
{
	struct ins_err err = {0};

	streams->table = calloc(cli->jobs, sizeof *streams->table);
	streams->source = calloc(cli->jobs, sizeof *streams->source);
	if (!streams->table || !streams->source) {
		ins_fail_memory(&err, "streams", cli->jobs * sizeof *streams->table);
		ins_cli_report(cli, &err);
		return;
	}
	for (size_t i = 0; i < cli->jobs; i++) {
		struct ins_source *source = &streams->source[i];

		source->table = &streams->table[i];
		streams->count = i + 1;
		if (read_stream(&streams->table[i], &source->name, cli->job[i].path, &err) ||
			check_kind(streams, i, &err))
			ins_cli_report(cli, &err);
	}
}

static int choose_type(
	const struct ins_cli *cli, const char *type, struct ins_figure *figure, struct ins_err *err)
{
	const char *output = cli->common.output;
	int to_file = output && strcmp(output, "-") != 0;

	figure->type = INS_PICTURE_NONE;
	if (type)
		figure->type = ins_picture_type_of(type);
	else if (to_file && strrchr(output, '.'))
		figure->type = ins_picture_type_of(output);
	else if (!output && isatty(STDOUT_FILENO))
		figure->type = INS_PICTURE_TEXT;
	if (figure->type != INS_PICTURE_NONE)
		return INS_OK;
	if (to_file)
		return ins_fail(err, INS_EUSAGE,
			"--output=%s: ends in none of .svg, .pdf, .png; name one with --type",
			output);
	return ins_fail(err, INS_EUSAGE,
		"no figure is named: -o FILE.svg, .pdf or .png, or --type=text for standard "
		"output");
}

static int write_picture(const char *path, const struct ins_text *picture, struct ins_err *err)
{
	struct ins_output output = {0};
	int status = ins_output_open(&output, path, err);

	if (status)
		return status;
	if (fwrite(picture->data, 1, picture->size, output.file) != picture->size) {
		ins_output_abandon(&output);
		return ins_fail(
			err, INS_EOUTPUT, "%s: cannot be written", path ? path : "standard output");
	}
	return ins_output_commit(&output, err);
}

static int draw(const struct ins_cli *cli, const struct settings *settings,
	const struct ins_figure *figure, const struct streams *streams, struct ins_err *err)
{
	struct ins_template template = {0};
	struct ins_series series = {0};
	struct ins_text picture = {0};
	int status = settings->template ? ins_template_read(&template, settings->template, err)
					: ins_figure_template(&template, streams->table[0].kind,
						  &streams->table[0], err);

	if (status && !settings->template)
		ins_err_prefix(err, streams->source[0].name);
	if (status == INS_OK)
		status = ins_series_collect(
			&series, &template, streams->source, streams->count, &settings->wish, err);
	if (status == INS_OK)
		status = ins_figure_draw(&picture, figure, &template, &series, err);
	if (status == INS_OK)
		status = write_picture(cli->common.output, &picture, err);
	ins_text_free(&picture);
	ins_series_free(&series);
	ins_template_free(&template);
	return status;
}

static void run(struct ins_cli *cli)
{
	struct settings settings;
	struct ins_figure figure = {0};
	struct streams streams = {0};
	struct ins_err err = {0};
	int status = ins_cli_settings(cli, NULL, &settings, &err);

	if (status == INS_OK)
		status = choose_type(cli, settings.type, &figure, &err);
	if (status == INS_OK && settings.size)
		status = ins_figure_size(&figure, settings.size, &err);
	figure.title = settings.title;
	ins_figure_terminal(&figure);
	if (status == INS_OK)
		read_streams(cli, &streams);
	if (status == INS_OK && cli->status == INS_OK)
		status = draw(cli, &settings, &figure, &streams, &err);
	if (status)
		ins_cli_report(cli, &err);
	for (size_t i = 0; i < streams.count; i++)
		ins_table_free(&streams.table[i]);
	free(streams.table);
	free(streams.source);
}

int main(int argc, char **argv)
{
	struct ins_cli cli;

	if (ins_cli_begin(&cli, &program, argc, argv))
		run(&cli);
	return ins_cli_end(&cli);
}
