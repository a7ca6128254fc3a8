/* insitu-plot - show a stream: as SVG, PDF or PNG through gnuplot, or in characters on a terminal.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "data/file.h"
#include "face/figure.h"
#include "face/overwrite.h"
#include "plot.h"

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
	{"template", 0, INS_INPUT, PLACE(template), "FILE",
		.help = "a gnuplot template of your own"},
	{0},
};

static const struct ins_program program = {
	.name = "insitu-plot",
	.purpose = "Draw streams of one kind: curves, tests, ratios, moduli, loops, maps, ...",
	.usage = "[OPTION]... [STREAM]...",
	.options = options,
	.examples = "  insitu-read pillar.txt | insitu-plot -o pillar.svg\n"
		    "  insitu-plot tests.tsv                      in characters, on a terminal\n"
		    "  insitu-plot -x frequency -o damping.pdf moduli.tsv\n",
	.settings_size = sizeof(struct settings),
};

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
		status = ins_fail(err, INS_EOUTPUT, "%s: cannot be written: %s",
			path ? path : "standard output", strerror(errno));
		ins_output_abandon(&output);
		return status;
	}
	return ins_output_commit(&output, err);
}

static void tell_left_out(const struct ins_cli *cli, char *lines)
{
	char *rest = NULL;

	for (char *line = lines ? strtok_r(lines, "\n", &rest) : NULL; line;
		line = strtok_r(NULL, "\n", &rest))
		ins_cli_remark(cli, "%s", line);
}

static int draw(const struct ins_cli *cli, const struct settings *settings,
	const struct ins_figure *figure, const struct plot_streams *streams, struct ins_err *err)
{
	struct ins_template template = {0};
	struct ins_series series = {0};
	struct ins_text picture = {0};
	int status = settings->template
			     ? ins_template_read(&template, settings->template, err)
			     : ins_figure_template(&template, streams->source[0].table->kind,
				       streams->source[0].table, err);

	if (status && !settings->template)
		ins_err_prefix(err, streams->source[0].name);
	if (status == INS_OK)
		status = ins_series_collect(&series, &template, streams->source, streams->sources,
			&settings->wish, err);
	if (status == INS_OK)
		tell_left_out(cli, series.left_out.data);
	if (status == INS_OK)
		status = ins_figure_draw(&picture, figure, &template, &series, err);
	for (size_t i = 0; i < streams->count && status == INS_OK; i++)
		status = ins_overwrite_check_notes(
			"output", cli->common.output, &streams->table[i], err);
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
	struct plot_streams streams = {0};
	struct ins_text about = {0};
	struct ins_err err = {0};
	int status = ins_cli_settings(cli, NULL, &settings, &err);

	if (status == INS_OK)
		status = choose_type(cli, settings.type, &figure, &err);
	if (status == INS_OK && settings.size)
		status = ins_figure_size(&figure, settings.size, &err);
	figure.title = settings.title;
	ins_figure_terminal(&figure);
	if (status == INS_OK)
		plot_streams_read(cli, &streams);
	if (status == INS_OK && cli->status == INS_OK)
		status = plot_streams_describe(cli, &streams, &about, &err);
	figure.about = about.data;
	if (status == INS_OK && cli->status == INS_OK)
		status = draw(cli, &settings, &figure, &streams, &err);
	if (status)
		ins_cli_report(cli, &err);
	plot_streams_free(&streams);
	ins_text_free(&about);
}

int main(int argc, char **argv)
{
	struct ins_cli cli;

	if (ins_cli_begin(&cli, &program, argc, argv))
		run(&cli);
	return ins_cli_end(&cli);
}
