/* program - a whole program as a fuzz target. */
#include "program.h"

#include <dirent.h>
#include <getopt.h>
#include <string.h>

#include "data/npy.h"
#include "data/stream.h"

enum { OPTIONS = 8, ARGUMENTS = 24, ARGUMENT = 96 };

static const char border[] = "\n~~~~\n";

/* What a run is made of. */
struct run {
	const struct fuzz_program *program;
	char argument[ARGUMENTS][ARGUMENT];
	char *argv[ARGUMENTS + 1];
	int argc, has_input;
	int status;
	char *said;
	size_t said_size;
};

/* One more argument: OPTION, with the letters at *DATA in place of "%s". */
static void add_argument(
	struct run *run, const char *option, const uint8_t **data, const uint8_t *end)
{
	char *argument = run->argument[run->argc];
	const char *place = strstr(option, "%s");
	size_t n = (size_t)snprintf(argument, ARGUMENT, "%s", option);

	if (place) {
		n = (size_t)(place - option);
		/* No value leads out of the folder. */
		while (*data < end && **data && **data != ';') {
			if (n + 1 < ARGUMENT && **data != '/')
				argument[n++] = (char)**data;
			(*data)++;
		}
		argument[n] = 0;
		*data += *data < end;
	}
	run->has_input |= *option != '-' || strncmp(option, "--specimens", 11) == 0;
	run->argv[run->argc++] = argument;
}

/* The arguments that DATA picks; where the files begin. */
static const uint8_t *choose_arguments(struct run *run, const uint8_t *data, const uint8_t *end)
{
	const struct fuzz_program *program = run->program;
	size_t picked = data < end ? *data++ % (OPTIONS + 1) : 0, options = 0;

	while (program->option[options])
		options++;
	add_argument(run, program->name, NULL, NULL);
	run->has_input = 0;
	for (const char *const *p = program->always; *p; p++)
		add_argument(run, *p, NULL, NULL);
	for (; picked > 0 && data < end; picked--) {
		const char *option = program->option[*data++ % options];

		add_argument(run, option, &data, end);
	}
	if (!run->has_input)
		add_argument(run, program->file[0], NULL, NULL);
	return data;
}

static void put_files(const struct fuzz_program *program, const uint8_t *data, const uint8_t *end)
{
	for (const char *const *name = program->file; *name && data <= end; name++) {
		const uint8_t *next = memmem(data, (size_t)(end - data), border, sizeof border - 1);

		fuzz_put_file(*name, data, (size_t)((next ? next : end) - data));
		data = next ? next + sizeof border - 1 : end + 1;
	}
}

/* Nothing but text: no letter that could steer a terminal. */
static void check_text(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)text[i];

		FUZZ_CHECK(c >= 0x20 ? c != 0x7f : c == '\n' || c == '\t');
		FUZZ_CHECK(c != 0xc2 || (unsigned char)(text[i + 1] + 0x80) >= 0x20);
	}
}

static void read_again(const char *name,
	int (*read)(struct ins_table *table, struct ins_input *input, struct ins_err *err))
{
	struct ins_table table = {0};
	struct ins_input input = {0};
	struct ins_err err = {0};

	FUZZ_CHECK(ins_input_open(&input, name, &err) == INS_OK);
	if (read(&table, &input, &err)) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	ins_input_close(&input);
	ins_table_free(&table);
}

static void check_output(const char *name)
{
	size_t size;
	char *bytes;

	FUZZ_CHECK(ins_input_slurp(name, &bytes, &size, NULL) == INS_OK);
	if (ins_npy_is((unsigned char *)bytes, size)) {
		read_again(name, ins_npy_read);
	} else if (size > 8 && memcmp(bytes, "#insitu ", 8) == 0) {
		check_text(bytes, size);
		read_again(name, ins_stream_read);
	} else if (size > 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0) {
		FUZZ_CHECK(memcmp(bytes + size - 8, "IEND", 4) == 0);
	} else {
		check_text(bytes, size);
	}
	free(bytes);
}

/* What lies in the folder: inputs, and outputs that are whole. */
static void check_outputs(const struct run *run)
{
	DIR *dir = opendir(".");
	struct dirent *entry;
	int outputs = 0;

	FUZZ_CHECK(dir);
	while ((entry = readdir(dir))) {
		const char *const *file = run->program->file;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		FUZZ_CHECK(entry->d_name[0] != '.');
		while (*file && strcmp(*file, entry->d_name) != 0)
			file++;
		if (*file)
			continue;
		check_output(entry->d_name);
		outputs++;
	}
	closedir(dir);
	FUZZ_CHECK(run->status || outputs > 0);
}

/* What a fault says is a sentence, and so is each remark. */
static void check_said(const struct run *run)
{
	size_t name = strlen(run->program->name);

	check_text(run->said, run->said_size);
	FUZZ_CHECK(run->status == INS_OK || run->said_size > 0);
	for (const char *line = run->said; *line; line = strchr(line, '\n') + 1) {
		const char *sentence = line + name + 2;

		FUZZ_CHECK(strncmp(line, run->program->name, name) == 0);
		FUZZ_CHECK(strncmp(line + name, ": ", 2) == 0);
		/* Blanks may come first, in the name of a file. */
		FUZZ_CHECK((unsigned char)sentence[strspn(sentence, " ")] > ' ');
		FUZZ_CHECK(strchr(line, '\n'));
	}
}

static void call(struct run *run)
{
	FILE *own = stderr;

	stderr = open_memstream(&run->said, &run->said_size);
	FUZZ_CHECK(stderr);
	optind = 0;
	run->status = program_main(run->argc, run->argv);
	fclose(stderr);
	stderr = own;
	if (getenv("FUZZ_TELL"))
		fprintf(stderr, "exit code %d\n%s", run->status, run->said);
}

void fuzz_program(const struct fuzz_program *program, const uint8_t *data, size_t size)
{
	struct run run = {.program = program};
	const uint8_t *end = data + size;

	fuzz_enter_folder();
	put_files(program, choose_arguments(&run, data, end), end);
	call(&run);
	FUZZ_CHECK(run.status >= INS_OK && run.status <= INS_EFORMAT);
	check_said(&run);
	check_outputs(&run);
	free(run.said);
	fuzz_leave_folder();
}
