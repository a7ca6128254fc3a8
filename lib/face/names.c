/* names - what a specimen is called that only its file's name tells. */
#include "face/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* A part of a job's path. */
struct name {
	struct ins_job *job;
	const char *begin, *end, *base; /* BASE: where the file's name begins */
};

static struct name name_of(struct ins_job *job)
{
	const char *slash = strrchr(job->path, '/'), *base = slash ? slash + 1 : job->path;
	const char *dot = strrchr(base, '.');

	return (struct name){job, base, dot && dot > base ? dot : base + strlen(base), base};
}

static int compare_names(const struct name *x, const struct name *y)
{
	size_t a = (size_t)(x->end - x->begin), b = (size_t)(y->end - y->begin);
	int order = memcmp(x->begin, y->begin, a < b ? a : b);

	return order ? order : (a > b) - (a < b);
}

/* Names that are the same follow each other, those of one folder first of all. */
static int in_order(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = compare_names(x, y);

	if (order == 0)
		order = strcmp(x->job->path, y->job->path);
	/* One path twice stays in the order of the command line. */
	return order ? order : (x->job > y->job) - (x->job < y->job);
}

static int in_one_folder(const struct name *x, const struct name *y)
{
	ptrdiff_t folder = x->base - x->job->path;

	return folder == y->base - y->job->path &&
	       memcmp(x->job->path, y->job->path, (size_t)folder) == 0;
}

/* Let NAME tell more: its file's ending, or one more folder. Returns 0 where there is no more. */
static int lengthen(struct name *name, int by_ending)
{
	const char *path = name->job->path;

	if (by_ending) {
		int longer = *name->end != 0;

		name->end += strlen(name->end);
		return longer;
	}
	if (name->begin == path)
		return 0;
	for (name->begin--; name->begin > path && name->begin[-1] != '/';)
		name->begin--;
	return 1;
}

/* Lengthen those of N sorted names that are not the only ones; 0 where that changed nothing. */
static int part_names(struct name *name, size_t n)
{
	int changed = 0;

	for (size_t first = 0, end; first < n; first = end) {
		for (end = first + 1; end < n && compare_names(&name[first], &name[end]) == 0;)
			end++;
		/* Of one path nothing tells its turns apart. */
		if (strcmp(name[first].job->path, name[end - 1].job->path) == 0)
			continue;
		for (size_t i = first; i < end; i++) {
			/* In one folder only endings part two files of a name. */
			int beside = (i > first && in_one_folder(&name[i], &name[i - 1])) ||
				     (i + 1 < end && in_one_folder(&name[i], &name[i + 1]));

			changed |= lengthen(&name[i], beside);
		}
	}
	return changed;
}

/* Write N sorted names into their jobs; a path that comes again is numbered. */
static int write_names(const struct name *name, size_t n, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0, count = 1; i < n && status == INS_OK; i++) {
		struct ins_text text = {0};

		count = i > 0 && compare_names(&name[i], &name[i - 1]) == 0 ? count + 1 : 1;
		status = ins_text_put(
			&text, name[i].begin, (size_t)(name[i].end - name[i].begin), err);
		if (status == INS_OK && count > 1)
			status = ins_text_format(&text, err, ":%zu", count);
		name[i].job->name = text.data;
	}
	return status;
}

int ins_names_give(struct ins_cli *cli, struct ins_err *err)
{
	struct name *name = malloc((cli->jobs + 1) * sizeof *name);
	size_t n = 0;
	int status;

	if (!name)
		return ins_fail_memory(err, "names", cli->jobs * sizeof *name);
	for (size_t i = 0; i < cli->jobs; i++)
		if (!cli->job[i].specimen)
			name[n++] = name_of(&cli->job[i]);
	do
		qsort(name, n, sizeof *name, in_order);
	while (part_names(name, n));
	status = write_names(name, n, err);
	free(name);
	return status;
}
