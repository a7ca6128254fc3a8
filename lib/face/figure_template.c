/* figure_template - which installed template draws a stream. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "data/file.h"
#include "face/figure.h"

/* draw.gp is what runs the templates, not one of them. */
static int is_template(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && strcmp(dot, ".gp") == 0 && entry->d_name[0] != '.' &&
	       strcmp(entry->d_name, "draw.gp") != 0;
}

static int is_of_kind(const char *file, const char *kind)
{
	size_t length = strlen(kind);

	return strncmp(file, kind, length) == 0 && strcmp(file + length, ".gp") == 0;
}

static int read_in(
	struct ins_template *template, const char *folder, const char *file, struct ins_err *err)
{
	struct ins_text path = {0};
	int status = ins_text_format(&path, err, "%s/%s", folder, file);

	if (status == INS_OK)
		status = ins_template_read(template, path.data, err);
	ins_text_free(&path);
	return status;
}

/* The one of N templates that finds most of its columns in TABLE. */
static int guess(struct ins_template *template, const char *folder, struct dirent **entry, int n,
	const struct ins_table *table, struct ins_err *err)
{
	size_t most = 0;
	int status = INS_OK;

	for (int i = 0; i < n && status == INS_OK; i++) {
		struct ins_template one = {0};
		size_t fit;

		status = read_in(&one, folder, entry[i]->d_name, err);
		fit = status ? 0 : ins_series_fit(&one, table);
		if (fit > most) {
			ins_template_free(template);
			*template = one;
			most = fit;
		} else {
			ins_template_free(&one);
		}
	}
	if (status == INS_OK && most == 0)
		return ins_fail(err, INS_EUSAGE,
			"no kind is noted, and no template draws such columns; name one with "
			"--template=FILE");
	return status;
}

static int fail_unknown(const char *kind, struct dirent **entry, int n, struct ins_err *err)
{
	struct ins_text known = {0};
	int status = INS_OK;

	for (int i = 0; i < n && status == INS_OK; i++)
		status = ins_text_format(&known, err, "%s%.*s", i ? ", " : "",
			(int)strlen(entry[i]->d_name) - 3, entry[i]->d_name);
	if (status == INS_OK)
		status = ins_fail(err, INS_EUSAGE,
			"no template draws the kind '%s', only %s; name one with --template=FILE",
			kind, known.data ? known.data : "none");
	ins_text_free(&known);
	return status;
}

int ins_figure_template(struct ins_template *template, const char *kind,
	const struct ins_table *table, struct ins_err *err)
{
	struct dirent **entry = NULL;
	char *folder = NULL;
	int status = ins_file_data_folder("figures", &folder, err);
	int n = status ? 0 : scandir(folder, &entry, is_template, alphasort), at = 0;

	if (n < 0) {
		status = ins_fail(
			err, ins_status_of_errno(INS_EFORMAT), "%s: %s", folder, strerror(errno));
		n = 0;
	}
	while (status == INS_OK && kind && at < n && !is_of_kind(entry[at]->d_name, kind))
		at++;
	if (status == INS_OK && !kind)
		status = guess(template, folder, entry, n, table, err);
	else if (status == INS_OK && at < n)
		status = read_in(template, folder, entry[at]->d_name, err);
	else if (status == INS_OK)
		status = fail_unknown(kind, entry, n, err);
	for (int i = 0; i < n; i++)
		free(entry[i]);
	free(entry);
	free(folder);
	return status;
}
