/* Values put into settings, and who counts more: option, specimens file, default. */
#include "unit.h"

#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "base/text.h"
#include "face/cli.h"
#include "face/names.h"
#include "face/options.h"
#include "face/overwrite.h"

struct settings {
	const char *mode, *word, *input;
	double diameter_nm, area_nm2, offset;
	long skip;
	int flag;
};

#define PLACE(member) offsetof(struct settings, member)

static const struct ins_option options[] = {
	{"mode", 0, INS_CHOICE, PLACE(mode), "MODE", .choices = "tension|compression", .help = "."},
	{"word", 'w', INS_WORD, PLACE(word), "WORD", .help = "."},
	{"input", 0, INS_INPUT, PLACE(input), "FILE", .choices = "none", .help = "."},
	{"diameter", 0, INS_QUANTITY, PLACE(diameter_nm), "QUANTITY", "nm", "145nm", .low = 1e-300,
		.high = 1e300, .group = 1, .help = "."},
	{"area", 0, INS_QUANTITY, PLACE(area_nm2), "QUANTITY", "nm2", "1um2", .low = 1e-300,
		.high = 1e300, .group = 1, .help = "."},
	{"offset", 0, INS_QUANTITY, PLACE(offset), "STRAIN", .example = "5%", .low = 1e-6,
		.high = 1, .help = "."},
	{"skip", 0, INS_COUNT, PLACE(skip), "N", .example = "1", .low = 0, .high = 100,
		.help = "."},
	{"flag", 'f', INS_FLAG, PLACE(flag), .help = "."}, {0}};

static void defaults(void *place)
{
	struct settings *settings = place;

	settings->diameter_nm = settings->area_nm2 = NAN;
	settings->offset = 0.05;
}

static const struct ins_program program = {.name = "trial",
	.purpose = "A trial.",
	.usage = "[OPTION]... [FILE]...",
	.options = options,
	.examples = "  trial x\n",
	.takes = INS_TAKES_RECORDS | INS_TAKES_SPECIMENS,
	.settings_size = sizeof(struct settings),
	.defaults = defaults};

static const struct ins_option *find(const char *name)
{
	const struct ins_option *option = options;

	while (strcmp(option->name, name) != 0)
		option++;
	return option;
}

static void fails(const char *name, const char *argument, const char *message)
{
	struct settings settings;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_options_set(find(name), argument, &settings, &err), INS_EUSAGE);
	SAME(err.text, message);
}

static void says_what_a_value_should_be(void)
{
	fails("mode", "bending", "--mode=bending: must be one of tension|compression");
	fails("mode", "tens", "--mode=tens: must be one of tension|compression");
	fails("diameter", "145", "--diameter: '145' has no unit; write it like 145nm");
	fails("diameter", "-3nm", "--diameter=-3nm: must be greater than 0");
	fails("diameter", "1e999nm", "--diameter=1e999nm: must be greater than 0");
	fails("offset", "200%", "--offset=200%: must lie from 1e-06 to 1");
	fails("skip", "1.5", "--skip=1.5: not a whole number; write it like 1");
	fails("skip", "-1", "--skip=-1: must lie from 0 to 100");
	fails("skip", "x", "--skip=x: not a whole number; write it like 1");
}

/* Run the command line ARGV (ended by NULL); its settings for the first job. */
static int settle(char **argv, struct settings *settings, struct ins_cli *cli)
{
	int argc = 0;

	while (argv[argc])
		argc++;
	optind = 0;
	CU_ASSERT_EQUAL_FATAL(ins_cli_begin(cli, &program, argc, argv), 1);
	return ins_cli_settings(cli, &cli->job[0], settings, NULL);
}

static void option_counts_more_than_table(void)
{
	char path[] = "specimens-XXXXXX", table_option[64];
	static const char table[] =
		"file\tspecimen\tmode\tarea_um2\tdiameter_um\toffset\tflag\n"
		"a.txt\tA\ttension\t0.5\tnan\tnan\t1\nb.txt\tB\tcompression\tnan\t0.2\t0.002\t0\n";
	char *plain[] = {"trial", table_option, NULL};
	char *given[] = {
		"trial", "--diameter=145nm", "--offset", "1%", table_option, "b.txt", NULL};
	struct settings settings;
	struct ins_cli cli;
	int fd = mkstemp(path);

	CU_ASSERT_FATAL(fd >= 0 && write(fd, table, sizeof table - 1) == (ssize_t)sizeof table - 1);
	close(fd);
	snprintf(table_option, sizeof table_option, "--specimens=%s", path);
	CU_ASSERT_EQUAL(settle(plain, &settings, &cli), INS_OK);
	CU_ASSERT_EQUAL(cli.jobs, 2);
	SAME(cli.job[0].path, "a.txt");
	SAME(cli.job[0].specimen, "A");
	SAME(settings.mode, "tension");
	NEAR(settings.area_nm2, 0.5e6, 1e-14, 0); /* algebra */
	CU_ASSERT(isnan(settings.diameter_nm));
	NEAR(settings.offset, 0.05, 0, 0);
	CU_ASSERT_EQUAL(settings.flag, 1);
	ins_cli_end(&cli);
	/* The diameter takes the place of the table's area: both say how large the section is. */
	CU_ASSERT_EQUAL(settle(given, &settings, &cli), INS_OK);
	SAME(settings.mode, "compression");
	CU_ASSERT(isnan(settings.area_nm2));
	NEAR(settings.diameter_nm, 145, 0, 0);
	NEAR(settings.offset, 0.01, 1e-14, 0);
	CU_ASSERT_EQUAL(settings.flag, 0);
	CU_ASSERT(ins_cli_was_given(&cli, "diameter"));
	CU_ASSERT(!ins_cli_was_given(&cli, "area"));
	ins_cli_end(&cli);
	unlink(path);
}

static void reads_files_as_they_come(void)
{
	char *argv[] = {"trial", "x.txt", "-f", "-w", "a b", "--channel=load:2", "--channel=time:1",
		"y'z", NULL};
	struct settings settings;
	struct ins_cli cli;

	CU_ASSERT_EQUAL(settle(argv, &settings, &cli), INS_OK);
	CU_ASSERT_EQUAL(cli.jobs, 2);
	SAME(cli.job[1].path, "y'z");
	CU_ASSERT_PTR_NULL(cli.job[0].specimen);
	SAME(settings.word, "a b");
	CU_ASSERT_EQUAL(cli.common.channels, 2);
	SAME(cli.common.channel[1], "time:1");
	SAME(cli.command, "trial " PACKAGE_VERSION
			  " x.txt -f -w 'a b' --channel=load:2 --channel=time:1 'y'\\''z'");
	CU_ASSERT_EQUAL(ins_cli_end(&cli), INS_OK);
}

/* One more row in a table of options is all that an input needs. */
static void guards_an_input_of_any_name(void)
{
	char *argv[] = {"trial", "--input", "read-XXXXXX", "-o", "read-XXXXXX", "x.txt", NULL};
	char path[] = "read-XXXXXX", *none[] = {"trial", "--input=none", "-o", "none", "x", NULL};
	struct ins_err err = {0};
	struct settings settings;
	struct ins_cli cli;
	int fd = mkstemp(path);

	CU_ASSERT_FATAL(fd >= 0);
	close(fd);
	/* Not there, it is none; so the first line of the command passes. */
	CU_ASSERT_EQUAL(settle(argv, &settings, &cli), INS_OK);
	cli.common.output = cli.given[0].argument = path;
	CU_ASSERT_EQUAL(ins_overwrite_check(&cli, &err), INS_EUSAGE);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(err.text, ": is an input of this run; it would be overwritten"));
	cli.given[0].argument = "other";
	CU_ASSERT_EQUAL(ins_overwrite_check(&cli, &err), INS_OK);
	cli.common.output = "-";
	CU_ASSERT_EQUAL(ins_overwrite_check(&cli, &err), INS_OK);
	ins_cli_end(&cli);
	/* A choice is no file. */
	CU_ASSERT_EQUAL(settle(none, &settings, &cli), INS_OK);
	SAME(settings.input, "none");
	ins_cli_end(&cli);
	unlink(path);
}

/* The names that the jobs of ARGV get, parted by blanks. */
static void names_jobs(char **argv, const char *names)
{
	struct ins_text all = {0};
	struct settings settings;
	struct ins_cli cli;

	CU_ASSERT_EQUAL(settle(argv, &settings, &cli), INS_OK);
	for (size_t i = 0; i < cli.jobs; i++)
		ins_text_format(&all, NULL, i ? " %s" : "%s", cli.job[i].name);
	SAME(all.data, names);
	ins_text_free(&all);
	ins_cli_end(&cli);
}

static void names_files_apart(void)
{
	char *plain[] = {"trial", "d/a.txt", "b.tar.gz", ".hidden", "-", NULL};
	char *folders[] = {"trial", "x/d1/run.txt", "y/d2/run.txt", "x/other.txt", NULL};
	char *deep[] = {"trial", "x/d/run.txt", "y/d/run.txt", "run.txt", "y/d1/run.csv", NULL};
	char *endings[] = {"trial", "d/run.txt", "d/run.csv", "e/run.txt", NULL};
	char *twice[] = {"trial", "d/run.txt", "b", "d/run.txt", NULL};
	char *thrice[] = {"trial", "d/run.txt", "e/run.txt", "d/run.txt", NULL};
	char *spelled[] = {"trial", "./run.txt", "run.txt", "/run.txt", ".//run.txt", NULL};
	char *bak[] = {"trial", "run.txt", "run.csv", "run.txt.bak", NULL};

	names_jobs(plain, "a b.tar .hidden -");
	names_jobs(folders, "d1/run d2/run other");
	names_jobs(deep, "x/d/run y/d/run run d1/run");
	names_jobs(endings, "run.txt run.csv e/run");
	names_jobs(twice, "run b run:2");
	names_jobs(thrice, "run.txt e/run run.txt:2");
	names_jobs(spelled, "./run run /run .//run");
	names_jobs(bak, "run.txt run.csv run.txt.bak");
}

/* What the next test of specimen "a" is called, as an owned word. */
static void expect_name(
	const struct ins_table *table, const char *mode, double frequency_Hz, const char *want)
{
	struct ins_names names = {0};
	char *name = ins_names_part(&names, table, ins_text_copy("a"), mode, frequency_Hz);

	SAME(name ? name : "", want);
	free(name);
	ins_names_free(&names);
}

/* Two rows each of a in tension at 1 Hz and at 2 Hz, a:2 in tension at 1 Hz, b in compression. */
static void numbers_tests_whose_rows_would_run_together(void)
{
	static const char *const specimen[] = {"a", "a", "a:2", "b"};
	static const double frequency_Hz[] = {1, 2, 1, 1};
	struct ins_table table = {0};

	expect_name(&table, "tension", NAN, "a");
	CU_ASSERT_EQUAL(
		ins_table_add_columns(&table, "specimen:t mode:t frequency_Hz", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&table, 8, NULL), INS_OK);
	for (size_t i = 0; i < 8; i++) {
		ins_table_set_word(&table, "specimen", i, specimen[i / 2], NULL);
		ins_table_set_word(&table, "mode", i, i < 6 ? "tension" : "compression", NULL);
		ins_table_set(&table, "frequency_Hz", i, frequency_Hz[i / 2]);
	}
	expect_name(&table, "tension", 1, "a:3");
	/* A stream writes ten digits. */
	expect_name(&table, "tension", 2 + 1e-12, "a:2");
	expect_name(&table, "tension", 2.001, "a");
	expect_name(&table, "compression", NAN, "a");
	expect_name(&table, NULL, NAN, "a:3");
	ins_table_free(&table);
}

/* Rows that come later are looked at, too; those of a test that has them already are not counted
 * anew. */
static void numbers_tests_of_a_table_that_grows(void)
{
	static const char *const want[] = {"a", "a:2", "a:3"};
	struct ins_table table = {0};
	struct ins_names names = {0};

	CU_ASSERT_EQUAL(ins_table_add_columns(&table, "specimen:t", NULL), INS_OK);
	for (size_t i = 0; i < 3; i++) {
		char *name = ins_names_part(&names, &table, ins_text_copy("a"), NULL, NAN);

		SAME(name ? name : "", want[i]);
		CU_ASSERT_EQUAL(ins_table_add_rows(&table, 2, NULL), INS_OK);
		CU_ASSERT_EQUAL(
			ins_table_fill_words(&table, "specimen", 2 * i, 2, name, NULL), INS_OK);
		free(name);
	}
	CU_ASSERT_EQUAL(names.n, 2);
	ins_names_free(&names);
	ins_table_free(&table);
}

static void tells_a_number_from_a_name(void)
{
	static const char *const name[] = {
		"P1", "P1:2", "P1:23", "P1:", "P1:x2", "P12", ":2", "P1:2:3", "", "P1:0"};
	static const size_t base[] = {2, 2, 2, 3, 5, 3, 2, 4, 0, 4};

	for (size_t i = 0; i < sizeof base / sizeof *base; i++)
		CU_ASSERT_EQUAL(ins_names_base(name[i]), base[i]);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"says what a value should be", says_what_a_value_should_be},
		{"option counts more than table", option_counts_more_than_table},
		{"reads files as they come", reads_files_as_they_come},
		{"guards an input of any name", guards_an_input_of_any_name},
		{"names files apart", names_files_apart},
		{"numbers tests whose rows would run together",
			numbers_tests_whose_rows_would_run_together},
		{"numbers tests of a table that grows", numbers_tests_of_a_table_that_grows},
		{"tells a number from a name", tells_a_number_from_a_name}, {NULL, NULL}};
	return unit_main("cli", tests);
}
