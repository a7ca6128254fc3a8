/* read_verify - are the files that a stream was made of still what they were? */
#include "read.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "data/stream.h"
#include "face/overwrite.h"

/* What became of the file of one `input` note, "PATH sha256:HEX". */
static const char *check(const char *note, char *path, size_t size, bool *same)
{
	const char *sign = ins_table_input_end(note);
	struct ins_input input = {0};
	struct stat about;
	char hex[65];
	int status;

	*same = false;
	if (!sign || (size_t)(sign - note) >= size)
		return "no checksum";
	memcpy(path, note, (size_t)(sign - note));
	path[sign - note] = 0;
	if (strcmp(path, "standard input") == 0)
		return "cannot be told";
	/* A device or a pipe that a stream names could be read for ever. */
	if (strcmp(path, "-") == 0 || (stat(path, &about) == 0 && !S_ISREG(about.st_mode)))
		return "unreadable";
	if (ins_input_open(&input, path, NULL))
		return "gone";
	status = ins_input_digest(&input, hex, NULL);
	ins_input_close(&input);
	if (status)
		return "unreadable";
	*same = strcmp(hex, sign + strlen(" sha256:")) == 0;
	return *same ? "same" : "changed";
}

int read_verify(const char *path, const char *output, FILE *file, struct ins_err *err)
{
	struct ins_table table = {0};
	struct ins_input input = {0};
	size_t inputs = 0, changed = 0;
	int status = ins_input_open(&input, path, err);

	if (!status)
		status = ins_stream_read(&table, &input, err);
	if (!status)
		status = ins_overwrite_check_notes("output", output, &table, err);
	ins_input_close(&input);
	for (size_t i = 0; i < table.notes && !status; i++) {
		char name[4096] = "";
		const char *verdict;
		bool same;

		if (strcmp(table.note[i].key, "input") != 0)
			continue;
		inputs++;
		verdict = check(table.note[i].value, name, sizeof name, &same);
		changed += !same;
		if (!*name)
			snprintf(name, sizeof name, "%s", table.note[i].value);
		ins_text_defuse(name, "");
		fprintf(file, "%s\t%s\n", verdict, name);
	}
	ins_table_free(&table);
	if (!status && !inputs)
		status = ins_fail(err, INS_EANALYSIS, "%s: names no input", path);
	if (!status && changed)
		status = ins_fail(err, INS_EANALYSIS,
			"%s: %zu of %zu inputs are not what they were", path, changed, inputs);
	return status;
}
