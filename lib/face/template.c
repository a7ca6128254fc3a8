/* template - what the head of a gnuplot template says of the columns that it draws. */
#include "face/template.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/file.h"

/* What a head may say, and the least number of words behind it. */
static const struct {
	const char *key;
	size_t least;
} keys[] = {{"need", 2}, {"also", 2}, {"axis", 2}, {"group", 1}, {"kind", 2}, {"words", 2},
	{"panel", 1}, {"join", 0}, {"sort", 0}, {"grid", 2}, {"thin", 0}, {"abreast", 0}};

static int check_line(const struct ins_template_line *line, const char *path, struct ins_err *err)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].key, line->key) == 0) {
			if (line->words >= keys[i].least)
				return INS_OK;
			return ins_fail(err, INS_EUSAGE, "%s: '#@ %s' needs more words behind it",
				path, line->key);
		}
	return ins_fail(
		err, INS_EUSAGE, "%s: no line of a template's head: '#@ %s'", path, line->key);
}

/* Cut TEXT, what stands behind "#@ ", into words in place. */
static int read_line(
	struct ins_template *template, const char *path, char *text, struct ins_err *err)
{
	struct ins_template_line line = {0};
	char *rest = NULL;
	int status;

	line.key = strtok_r(text, " \t\r", &rest);
	if (!line.key)
		return INS_OK;
	for (char *word; (word = strtok_r(NULL, " \t\r", &rest)); line.words++) {
		if (line.words == INS_TEMPLATE_WORDS)
			return ins_fail(err, INS_EUSAGE, "%s: more than %d words behind '#@ %s'",
				path, INS_TEMPLATE_WORDS, line.key);
		line.word[line.words] = word;
	}
	status = check_line(&line, path, err);
	if (status)
		return status;
	status = ins_text_grow(
		&template->line, &template->lines_capacity, template->lines + 1, sizeof line, err);
	if (status)
		return status;
	template->line[template->lines++] = line;
	return INS_OK;
}

int ins_template_read(struct ins_template *template, const char *path, struct ins_err *err)
{
	char *rest = NULL;
	size_t size;
	int status;

	template->path = realpath(path, NULL);
	if (!template->path)
		return ins_fail(err, ins_status_of_errno(INS_EUSAGE), "%s: no template: %s", path,
			strerror(errno));
	status = ins_input_slurp(template->path, &template->text, &size, err);
	if (status)
		return status;
	for (char *line = strtok_r(template->text, "\n", &rest); line && status == INS_OK;
		line = strtok_r(NULL, "\n", &rest))
		if (strncmp(line, "#@ ", 3) == 0)
			status = read_line(template, path, line + 3, err);
	if (status == INS_OK && !ins_template_find(template, "need"))
		status = ins_fail(err, INS_EUSAGE,
			"%s: no template: it has no line '#@ need NAME COLUMN'", path);
	return status;
}

void ins_template_free(struct ins_template *template)
{
	free(template->path);
	free(template->text);
	free(template->line);
	memset(template, 0, sizeof *template);
}

const struct ins_template_line *ins_template_find(
	const struct ins_template *template, const char *key)
{
	for (size_t i = 0; i < template->lines; i++)
		if (strcmp(template->line[i].key, key) == 0)
			return &template->line[i];
	return NULL;
}

int ins_template_code(const struct ins_template_line *line, const char *word)
{
	for (size_t i = 1; i < line->words; i++)
		if (strcmp(line->word[i], word) == 0)
			return (int)i;
	return 0;
}
