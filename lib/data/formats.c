/* formats - the descriptors that come with the programs, and a user's own. */
#include "data/formats.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/file.h"

const struct ins_format *ins_formats_find(const struct ins_formats *formats, const char *name)
{
	for (size_t i = 0; i < formats->count; i++)
		if (strcmp(formats->format[i].name, name) == 0)
			return &formats->format[i];
	return NULL;
}

const struct ins_format *ins_formats_recognise(
	const struct ins_formats *formats, const char *text, size_t n)
{
	const struct ins_format *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < formats->count; i++) {
		size_t asked = 0, at = 0;

		if (!ins_format_recognises(&formats->format[i], text, n))
			continue;
		while (ins_format_next(&formats->format[i], "recognise", "line", &at))
			asked++;
		if (asked > most) {
			best = &formats->format[i];
			most = asked;
		}
	}
	return best;
}

void ins_formats_free(struct ins_formats *formats)
{
	for (size_t i = 0; i < formats->count; i++)
		ins_format_free(&formats->format[i]);
	free(formats->format);
	memset(formats, 0, sizeof *formats);
}

static int add(
	struct ins_formats *formats, const char *folder, const char *file, struct ins_err *err)
{
	struct ins_text path = {0};
	struct ins_format format = {0};
	int status = ins_text_format(&path, err, "%s/%s", folder, file);

	if (!status)
		status = ins_format_load(&format, path.data, err);
	ins_text_free(&path);
	if (!status && ins_formats_find(formats, format.name)) {
		ins_format_free(&format);
		return INS_OK;
	}
	if (!status)
		status = ins_text_grow(&formats->format, &formats->capacity, formats->count + 1,
			sizeof format, err);
	if (status)
		ins_format_free(&format);
	else
		formats->format[formats->count++] = format;
	return status;
}

static int add_folder(struct ins_formats *formats, const char *folder, struct ins_err *err)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int status = INS_OK;

	if (!dir && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
		return INS_OK;
	if (!dir)
		return ins_fail(
			err, ins_status_of_errno(INS_EFORMAT), "%s: %s", folder, strerror(errno));
	while (!status && (entry = readdir(dir))) {
		size_t length = strlen(entry->d_name);

		if (length > 4 && *entry->d_name != '.' &&
			strcmp(entry->d_name + length - 4, ".fmt") == 0)
			status = add(formats, folder, entry->d_name, err);
	}
	closedir(dir);
	return status;
}

static int add_own(struct ins_formats *formats, struct ins_err *err)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct ins_text folder = {0};
	int status;

	if (config && *config == '/')
		status = ins_text_format(&folder, err, "%s/insitu/formats", config);
	else if (home && *home == '/')
		status = ins_text_format(&folder, err, "%s/.config/insitu/formats", home);
	else
		return INS_OK;
	if (!status)
		status = add_folder(formats, folder.data, err);
	ins_text_free(&folder);
	return status;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct ins_format *)a)->name, ((const struct ins_format *)b)->name);
}

int ins_formats_load(struct ins_formats *formats, struct ins_err *err)
{
	char *folder = NULL;
	int status = add_own(formats, err);

	/* Without the installed folder the generic reader still works. */
	if (!status) {
		status = ins_file_data_folder("data-formats", &folder, err);
		if (status == INS_EFORMAT)
			status = INS_OK;
		else if (!status)
			status = add_folder(formats, folder, err);
	}
	free(folder);
	if (!status && formats->count)
		qsort(formats->format, formats->count, sizeof *formats->format, by_name);
	return status;
}

int ins_formats_choose(struct ins_formats *formats, const char *name,
	const struct ins_format **format, struct ins_err *err)
{
	struct ins_format own = {0};
	int status;

	*format = ins_formats_find(formats, name);
	if (*format)
		return INS_OK;
	if (!strchr(name, '/') && !strstr(name, ".fmt"))
		return ins_fail(err, INS_EUSAGE,
			"--format=%s: no such format; insitu-read --list-formats names them", name);
	status = ins_format_load(&own, name, err);
	if (!status)
		status = ins_text_grow(
			&formats->format, &formats->capacity, formats->count + 1, sizeof own, err);
	if (status) {
		ins_format_free(&own);
		return status;
	}
	formats->format[formats->count] = own;
	*format = &formats->format[formats->count++];
	return INS_OK;
}
