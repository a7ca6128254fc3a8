/* Input counted in a checksum, output that is whole or not there. */
#include "unit.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/file.h"

static char folder[] = "file-XXXXXX";

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	CU_ASSERT_FATAL(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static int holds(const char *path, const char *text)
{
	char *bytes;
	size_t size;
	int same = ins_input_slurp(path, &bytes, &size, NULL) == INS_OK && strcmp(bytes, text) == 0;

	free(bytes);
	return same;
}

static void counts_every_byte(void)
{
	/* FIPS 180-4, the examples "abc" and "". */
	static const char abc[] =
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	static const char empty[] =
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
	struct ins_input input;
	const unsigned char *bytes;
	char hex[65], letter;
	size_t got;

	write_text("abc", "abc");
	CU_ASSERT_EQUAL_FATAL(ins_input_open(&input, "abc", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_input_peek(&input, 2, &bytes, &got, NULL), INS_OK);
	CU_ASSERT(got == 2 && memcmp(bytes, "ab", 2) == 0);
	CU_ASSERT_EQUAL(ins_input_read(&input, &letter, 1, &got, NULL), INS_OK);
	CU_ASSERT(got == 1 && letter == 'a');
	CU_ASSERT_EQUAL(ins_input_peek(&input, 100, &bytes, &got, NULL), INS_OK);
	CU_ASSERT(got == 2 && memcmp(bytes, "bc", 2) == 0);
	CU_ASSERT_EQUAL(ins_input_digest(&input, hex, NULL), INS_OK);
	SAME(hex, abc);
	ins_input_close(&input);
	write_text("empty", "");
	CU_ASSERT_EQUAL_FATAL(ins_input_open(&input, "empty", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_input_digest(&input, hex, NULL), INS_OK);
	SAME(hex, empty);
	ins_input_close(&input);
}

static void reads_in_any_steps(void)
{
	char text[5001], back[5001];

	for (size_t i = 0; i < 5000; i++)
		text[i] = (char)('a' + i % 23);
	text[5000] = 0;
	write_text("long", text);
	for (size_t step = 1; step < 6000; step = step * 3 + 1) {
		struct ins_input input;
		const unsigned char *bytes;
		size_t at = 0, got;

		CU_ASSERT_EQUAL_FATAL(ins_input_open(&input, "long", NULL), INS_OK);
		do {
			ins_input_peek(&input, step * 2, &bytes, &got, NULL);
			ins_input_read(
				&input, back + at, at + step > 5000 ? 5001 - at : step, &got, NULL);
			at += got;
		} while (got);
		CU_ASSERT(at == 5000 && memcmp(back, text, 5000) == 0);
		ins_input_close(&input);
	}
}

static void looks_ahead_again(void)
{
	struct ins_input input = {0};
	const unsigned char *bytes;
	FILE *file = fopen("ahead", "w");
	size_t got;

	fputs("abcdefghij", file);
	fclose(file);
	CU_ASSERT_EQUAL_FATAL(ins_input_open(&input, "ahead", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_input_peek(&input, 100, &bytes, &got, NULL), INS_OK);
	CU_ASSERT_EQUAL(got, 10);
	CU_ASSERT_EQUAL(ins_input_peek(&input, 3, &bytes, &got, NULL), INS_OK);
	CU_ASSERT_EQUAL(got, 3);
	CU_ASSERT_EQUAL(memcmp(bytes, "abc", 3), 0);
	ins_input_close(&input);
}

static void says_why_it_cannot_open(void)
{
	struct ins_input input;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_input_open(&input, "not-there", &err), INS_EFORMAT);
	SAME(err.text, "not-there: cannot be opened: No such file or directory");
	CU_ASSERT_EQUAL(ins_input_open(&input, ".", &err), INS_EFORMAT);
	SAME(err.text, ".: is a folder; name the files in it");
}

static void replaces_only_when_whole(void)
{
	struct ins_output output;

	write_text("out", "old");
	CU_ASSERT_EQUAL_FATAL(ins_output_open(&output, "out", NULL), INS_OK);
	fputs("new", output.file);
	CU_ASSERT(holds("out", "old"));
	ins_output_abandon(&output);
	CU_ASSERT(holds("out", "old"));
	CU_ASSERT_EQUAL_FATAL(ins_output_open(&output, "out", NULL), INS_OK);
	fputs("new", output.file);
	CU_ASSERT_EQUAL(ins_output_commit(&output, NULL), INS_OK);
	CU_ASSERT(holds("out", "new"));
}

static void tells_a_full_disk(void)
{
	struct ins_output output;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL_FATAL(ins_output_open(&output, "/dev/full", &err), INS_OK);
	fputs("x", output.file);
	CU_ASSERT_EQUAL(ins_output_commit(&output, &err), INS_EOUTPUT);
	SAME(err.text, "/dev/full: cannot be written: No space left on device");
	CU_ASSERT_EQUAL(ins_output_open(&output, "no-such-folder/out", &err), INS_EOUTPUT);
	SAME(err.text, "no-such-folder/out: cannot be written: No such file or directory");
}

static void keeps_track_of_few_outputs_at_once(void)
{
	struct ins_output output[17] = {{0}};
	struct ins_err err = {0};
	char name[17][16];

	for (int i = 0; i < 17; i++) {
		snprintf(name[i], sizeof name[i], "many-%d", i);
		CU_ASSERT_EQUAL(
			ins_output_open(&output[i], name[i], &err), i < 16 ? INS_OK : INS_EOUTPUT);
	}
	SAME(err.text, "many-16: too many files are being written at once");
	for (int i = 0; i < 16; i++)
		CU_ASSERT_EQUAL(ins_output_commit(&output[i], &err), INS_OK);
	CU_ASSERT_EQUAL(access("many-15", F_OK), 0);
	/* There is nothing left to write. */
	CU_ASSERT_EQUAL(ins_output_commit(&output[0], &err), INS_OK);
	CU_ASSERT_EQUAL(system("test -z \"$(ls -A | grep insitu-)\""), 0);
}

/* A child that is ended by a signal takes its temporary file with it. */
static void leaves_nothing_behind_a_signal(void)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		struct ins_output output;

		ins_output_guard();
		if (ins_output_open(&output, "never", NULL) == INS_OK &&
			!access(output.temporary, F_OK))
			raise(SIGTERM);
		_exit(0);
	}
	CU_ASSERT_FATAL(child > 0 && waitpid(child, &status, 0) == child);
	CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	CU_ASSERT_EQUAL(system("test -z \"$(ls -A | grep insitu-)\""), 0);
	CU_ASSERT(access("never", F_OK) != 0);
}

static void knows_a_file_by_any_path(void)
{
	write_text("one", "1");
	write_text("two", "1");
	mkdir("deeper", 0777);
	CU_ASSERT_EQUAL(link("one", "hard"), 0);
	CU_ASSERT_EQUAL(symlink("../one", "deeper/soft"), 0);
	CU_ASSERT(ins_file_same("one", "./one"));
	CU_ASSERT(ins_file_same("one", "hard"));
	CU_ASSERT(ins_file_same("deeper/soft", "hard"));
	CU_ASSERT(!ins_file_same("one", "two"));
	/* Not there yet: known by folder and name. */
	CU_ASSERT(ins_file_same("absent", "deeper/../absent"));
	CU_ASSERT(!ins_file_same("absent", "deeper/absent"));
	CU_ASSERT(!ins_file_same("absent", "nowhere/absent"));
	CU_ASSERT(!ins_file_same("absent", "one"));
	CU_ASSERT_PTR_NOT_NULL(freopen("two", "r", stdin));
	CU_ASSERT(ins_file_same("-", "two"));
	CU_ASSERT(!ins_file_same("one", "-"));
}

static void finds_the_data_folder(void)
{
	struct ins_err err = {0};
	char *path;

	mkdir("data-formats", 0777);
	setenv("INSITU_DATA", ".", 1);
	CU_ASSERT_EQUAL(ins_file_data_folder("data-formats", &path, &err), INS_OK);
	SAME(path, "./data-formats");
	free(path);
	CU_ASSERT_EQUAL(ins_file_data_folder("figures", &path, &err), INS_EFORMAT);
	SAME(err.text, "./figures: no such folder; is insitu installed, or INSITU_DATA wrong?");
}

int main(void)
{
	static const struct unit_test tests[] = {{"counts every byte", counts_every_byte},
		{"reads in any steps", reads_in_any_steps},
		{"looks ahead again", looks_ahead_again},
		{"says why it cannot open", says_why_it_cannot_open},
		{"replaces only when whole", replaces_only_when_whole},
		{"tells a full disk", tells_a_full_disk},
		{"keeps track of few outputs at once", keeps_track_of_few_outputs_at_once},
		{"leaves nothing behind a signal", leaves_nothing_behind_a_signal},
		{"knows a file by any path", knows_a_file_by_any_path},
		{"finds the data folder", finds_the_data_folder}, {NULL, NULL}};
	char command[sizeof folder + 16];
	int code;

	if (!mkdtemp(folder) || chdir(folder) != 0)
		return EXIT_FAILURE;
	code = unit_main("file", tests);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	if (chdir("..") != 0 || system(command) != 0)
		return EXIT_FAILURE;
	return code;
}
