/* figure - gnuplot as a child that may be missing, fail, or be killed. */
#include "face/figure.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/file.h"
#include "face/label.h"

extern char **environ;

/* The arguments of draw.gp, in its order. */
enum { TEMPLATE, TYPE, SIZE, TITLE, LABELS, GROUPS, STYLES, PANELS, NAMES, ARGUMENTS };

static const double POINTS_PER_MM = 72 / 25.4;

/* A file without a name: nothing is left of it, however the program ends. */
static FILE *open_nameless(struct ins_err *err)
{
	const char *folder = getenv("TMPDIR");
	FILE *file = NULL;
#ifdef O_TMPFILE
	int fd = open(folder && *folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	file = fd >= 0 ? fdopen(fd, "w+b") : NULL;
#endif
	if (!file)
		file = tmpfile();
	if (!file)
		ins_fail(err, ins_status_of_errno(INS_EOUTPUT),
			"no temporary file can be made in %s: %s",
			folder && *folder ? folder : "/tmp", strerror(errno));
	return file;
}

static int read_back(FILE *file, struct ins_text *out, struct ins_err *err)
{
	char block[65536];
	size_t got;
	int status = ins_text_put(out, "", 0, err);

	rewind(file);
	while (status == INS_OK && (got = fread(block, 1, sizeof block, file)) > 0)
		status = ins_text_put(out, block, got, err);
	if (status == INS_OK && ferror(file))
		status = ins_fail(err, INS_EOUTPUT, "gnuplot's picture cannot be read back: %s",
			strerror(errno));
	return status;
}

/* What size a figure has that no one chose. */
static void find_size(
	const struct ins_figure *figure, size_t panels, double *width_mm, double *height_mm)
{
	size_t rows = panels > 3 ? (panels + 2) / 3 : 1;

	*width_mm = figure->width_mm > 0 ? figure->width_mm : panels > 1 ? 174 : 84;
	*height_mm = figure->height_mm > 0 ? figure->height_mm : 63 * (double)rows;
}

static int put_labels(struct ins_text *argument, const struct ins_series *series,
	const struct ins_figure *figure, double width_mm, struct ins_err *err)
{
	/* A letter of 7 pt DejaVu Sans is about 1.5 mm wide. */
	size_t letters = (size_t)fmax(
		10, figure->type == INS_PICTURE_TEXT ? figure->letters - 4 : width_mm / 1.5);
	int status =
		ins_label_lines(&argument[TITLE], figure->title ? figure->title : "", letters, err);

	for (size_t i = 0; i < series->columns && status == INS_OK; i++) {
		if (!series->column[i].found)
			continue;
		status = ins_text_format(
			&argument[LABELS], err, "%s\t", series->column[i].label.data);
		if (status == INS_OK)
			status = ins_text_format(
				&argument[NAMES], err, "%s ", series->column[i].name);
	}
	for (size_t i = 0; i < series->groups && status == INS_OK; i++) {
		const struct ins_series_group *group = &series->group[i];

		status = ins_text_format(&argument[GROUPS], err, "%s\t", group->label.data);
		if (status == INS_OK)
			status = ins_text_format(&argument[STYLES], err, "%zu %d %zu %zu %zu ",
				group->panel + 1, group->kind, group->rank, group->level,
				group->set);
	}
	for (size_t i = 0; i < series->panels && status == INS_OK; i++)
		status = ins_text_format(&argument[PANELS], err, "%s\t", series->panel[i].data);
	return status;
}

static int put_arguments(struct ins_text *argument, const struct ins_figure *figure,
	const struct ins_template *template, const struct ins_series *series, struct ins_err *err)
{
	double width_mm, height_mm;
	int status = ins_text_format(&argument[TEMPLATE], err, "%s", template->path);

	find_size(figure, series->panels, &width_mm, &height_mm);
	if (status == INS_OK)
		status = ins_text_format(
			&argument[TYPE], err, "%s", ins_picture_type_name(figure->type));
	if (status == INS_OK && figure->type == INS_PICTURE_TEXT)
		status = ins_text_format(
			&argument[SIZE], err, "%.0f %.0f", figure->letters, figure->lines);
	else if (status == INS_OK)
		status = ins_text_format(&argument[SIZE], err, "%.10g %.10g",
			width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM);
	if (status == INS_OK)
		status = put_labels(argument, series, figure, width_mm, err);
	for (int i = 0; i < ARGUMENTS && status == INS_OK; i++)
		status = ins_text_put(&argument[i], "", 0, err);
	return status;
}

/* What in a user's environment would steer gnuplot: locale, clock and its zone (a PDF's date grows
 * by it), its terminal (one that it does not have breaks gnuplot 5.4), its folders. */
static int is_unwanted(const char *variable)
{
	static const char *const names[] = {
		"LC_ALL=", "SOURCE_DATE_EPOCH=", "TZ=", "GNUTERM=", "GNUPLOT_"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncmp(variable, names[i], strlen(names[i])) == 0)
			return 1;
	return 0;
}

/* The environment for gnuplot, an owned array. */
static char **make_environment(struct ins_err *err)
{
	static char locale[] = "LC_ALL=C.UTF-8", epoch[] = "SOURCE_DATE_EPOCH=0",
		    zone[] = "TZ=UTC0";
	size_t n = 0, kept = 0;
	char **made;

	while (environ[n])
		n++;
	made = malloc((n + 4) * sizeof *made);
	if (!made) {
		ins_fail_memory(err, "an environment", (n + 4) * sizeof *made);
		return NULL;
	}
	for (size_t i = 0; i < n; i++)
		if (!is_unwanted(environ[i]))
			made[kept++] = environ[i];
	made[kept++] = locale;
	made[kept++] = epoch;
	made[kept++] = zone;
	made[kept] = NULL;
	return made;
}

/* Start gnuplot with data on descriptor 3, its picture and its complaints in files. 0, or an error
 * number. */
static int spawn(pid_t *child, char **arguments, char **environment, FILE *const file[3])
{
	posix_spawn_file_actions_t actions;
	/* Out of the way of the descriptors that they become. */
	int fd[3], failed = posix_spawn_file_actions_init(&actions);

	if (failed)
		return failed;
	for (int i = 0; i < 3; i++) {
		fd[i] = fcntl(fileno(file[i]), F_DUPFD_CLOEXEC, 10);
		if (fd[i] < 0)
			failed = errno;
	}
	if (!failed)
		failed = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	for (int i = 0; i < 3 && !failed; i++)
		failed = posix_spawn_file_actions_adddup2(&actions, fd[i], i + 1);
	if (!failed)
		failed = posix_spawnp(child, arguments[0], &actions, NULL, arguments, environment);
	for (int i = 0; i < 3; i++)
		if (fd[i] >= 0)
			close(fd[i]);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

/* gnuplot echoes the command and points at a column before it says what is wrong: `"curve.gp" line
 * 9: ...`. */
static const char *first_complaint(struct ins_text *said)
{
	char *rest = NULL, *first = NULL;

	for (char *line = strtok_r(said->data, "\n", &rest); line;
		line = strtok_r(NULL, "\n", &rest)) {
		line += strspn(line, " \t\f");
		if (!*line || strstr(line, "warning:"))
			continue;
		if (!first)
			first = line;
		if (*line == '"' && strstr(line, "\" line "))
			return line;
	}
	return first ? first : "it does not say why";
}

static int judge(int how, FILE *complaints, struct ins_err *err)
{
	struct ins_text said = {0};
	int status = INS_OK;

	if (WIFSIGNALED(how))
		return ins_fail(err, INS_EOUTPUT, "gnuplot was ended by signal %d (%s)",
			WTERMSIG(how), strsignal(WTERMSIG(how)));
	if (WEXITSTATUS(how) == 0)
		return INS_OK;
	status = read_back(complaints, &said, err);
	if (status == INS_OK)
		status = ins_fail(err, INS_EOUTPUT, "gnuplot failed: %s", first_complaint(&said));
	ins_text_free(&said);
	return status;
}

/* Run draw.gp in FOLDER with ARGUMENT; FILE: its picture, its complaints, its data. */
static int run(
	const char *folder, struct ins_text *argument, FILE *const file[3], struct ins_err *err)
{
	static char program[] = "gnuplot", no_start_up[] = "-d", call[] = "-c";
	char *arguments[4 + ARGUMENTS + 1] = {program, no_start_up, call};
	char **environment = make_environment(err);
	struct ins_text script = {0};
	pid_t child;
	int failed, how = 0, status = ins_text_format(&script, err, "%s/draw.gp", folder);

	if (!environment || status) {
		status = INS_ENOMEM;
		goto out;
	}
	arguments[3] = script.data;
	for (int i = 0; i < ARGUMENTS; i++)
		arguments[4 + i] = argument[i].data;
	/* A parent may have left children to themselves; their fate would then be lost. */
	signal(SIGCHLD, SIG_DFL);
	failed = spawn(&child, arguments, environment, file);
	if (failed == ENOENT)
		status = ins_fail(err, INS_EOUTPUT,
			"gnuplot is not there to draw the figure; install gnuplot (Debian: "
			"gnuplot-nox)");
	else if (failed)
		status = ins_fail(err, failed == ENOMEM ? INS_ENOMEM : INS_EOUTPUT,
			"gnuplot cannot be started: %s", strerror(failed));
	while (!failed && waitpid(child, &how, 0) < 0 && errno == EINTR)
		;
	if (!failed)
		status = judge(how, file[1], err);
out:
	free(environment);
	ins_text_free(&script);
	return status;
}

int ins_figure_draw(struct ins_text *picture, const struct ins_figure *figure,
	const struct ins_template *template, const struct ins_series *series, struct ins_err *err)
{
	struct ins_text argument[ARGUMENTS] = {{0}};
	FILE *file[3] = {NULL};
	char *folder = NULL;
	struct ins_picture_frame frame = {0, 0, NULL, figure->about};
	int status = ins_file_data_folder("figures", &folder, err);

	find_size(figure, series->panels, &frame.width_mm, &frame.height_mm);
	if (status == INS_OK)
		status = put_arguments(argument, figure, template, series, err);
	for (int i = 0; i < 3 && status == INS_OK; i++)
		if (!(file[i] = open_nameless(err)))
			status = ins_status_of_errno(INS_EOUTPUT);
	if (status == INS_OK) {
		ins_series_write(series, file[2]);
		if (fflush(file[2]) != 0 || ferror(file[2]))
			status = ins_fail(err, INS_EOUTPUT,
				"the figure's data cannot be written: %s", strerror(errno));
	}
	if (status == INS_OK)
		status = run(folder, argument, file, err);
	if (status == INS_OK)
		status = read_back(file[0], picture, err);
	frame.title = argument[TITLE].data;
	if (status == INS_OK)
		status = ins_picture_mend(picture, figure->type, &frame, err);
	for (int i = 0; i < 3; i++)
		if (file[i])
			fclose(file[i]);
	for (int i = 0; i < ARGUMENTS; i++)
		ins_text_free(&argument[i]);
	free(folder);
	return status;
}
