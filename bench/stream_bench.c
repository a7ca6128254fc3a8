/*
 * stream_bench - how long streams take to be written and read, and how long printf takes.
 *
 *     stream_bench numbers|curve ROWS OURS PRINTF
 *
 * Makes up a table of four columns (numbers, or a curve with two words a row), writes it to the
 * file OURS as a stream and to the file PRINTF with printf, reads OURS back, and prints the
 * processor seconds of each.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "data/stream.h"

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "stream_bench: %s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

static void check(int status, const struct ins_err *err)
{
	if (status)
		fail("insitu", err->text);
}

static FILE *open_file(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);

	if (!file)
		fail(path, strerror(errno));
	return file;
}

static void close_file(FILE *file, const char *path)
{
	if (ferror(file) || fclose(file) != 0)
		fail(path, "cannot be written");
}

/* Processor time of this process, its system calls included. */
static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static void print(const char *work, const char *by, double begin)
{
	printf("%s\t%s\t%.6f\n", work, by, seconds() - begin);
}

static double draw(uint64_t *state)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return (double)(*state >> 11) / 0x1p53 - 0.5;
}

/* A test with noise: every number has its ten digits, as computed ones have. */
static void make(struct ins_table *table, const char *kind, size_t rows)
{
	struct ins_err err = {0};
	int is_curve = strcmp(kind, "curve") == 0;
	uint64_t state = 1;

	check(ins_table_add_columns(table,
		      is_curve ? "specimen:t mode:t strain stress_GPa"
			       : "time_s load_uN strain stress_GPa",
		      &err),
		&err);
	check(ins_table_add_rows(table, rows, &err), &err);
	for (size_t i = 0; i < rows; i++) {
		double ramp = (double)i / (double)rows;

		if (!is_curve) {
			ins_table_set(table, "time_s", i, 60 * ramp);
			ins_table_set(table, "load_uN", i, 120 * ramp + draw(&state));
		}
		ins_table_set(table, "strain", i, ramp / 5 + draw(&state) / 1000);
		ins_table_set(table, "stress_GPa", i, 6.5 * ramp + draw(&state) / 100);
	}
	if (is_curve) {
		check(ins_table_fill_words(table, "specimen", 0, rows, "pillar-145nm", &err), &err);
		check(ins_table_fill_words(table, "mode", 0, rows, "compression", &err), &err);
	}
}

static void write_insitu(const struct ins_table *table, const char *path)
{
	struct ins_err err = {0};
	double begin = seconds();
	FILE *file = open_file(path, "w");

	check(ins_stream_write(table, file, &err), &err);
	close_file(file, path);
	print("write", "insitu", begin);
}

static void write_printf(const struct ins_table *table, const char *path)
{
	const struct ins_column *c = table->column;
	double begin = seconds();
	FILE *file = open_file(path, "w");

	fprintf(file, "#insitu 1\n%s\t%s\t%s\t%s\n", c[0].name, c[1].name, c[2].name, c[3].name);
	for (size_t i = 0; i < table->rows; i++)
		if (c[0].text)
			fprintf(file, "%s\t%s\t%.10g\t%.10g\n", c[0].text[i], c[1].text[i],
				c[2].number[i], c[3].number[i]);
		else
			fprintf(file, "%.10g\t%.10g\t%.10g\t%.10g\n", c[0].number[i],
				c[1].number[i], c[2].number[i], c[3].number[i]);
	close_file(file, path);
	print("write", "printf", begin);
}

static void read_insitu(struct ins_table *table, const char *path)
{
	struct ins_input input = {0};
	struct ins_err err = {0};
	double begin = seconds();

	check(ins_input_open(&input, path, &err), &err);
	check(ins_stream_read(table, &input, &err), &err);
	ins_input_close(&input);
	print("read", "insitu", begin);
}

int main(int argc, char **argv)
{
	struct ins_table table = {0}, back = {0};

	if (argc != 5)
		fail("usage", "numbers|curve ROWS OURS PRINTF");
	make(&table, argv[1], strtoul(argv[2], NULL, 10));
	write_insitu(&table, argv[3]);
	write_printf(&table, argv[4]);
	read_insitu(&back, argv[3]);
	if (back.rows != table.rows)
		fail(argv[3], "rows are missing");
	ins_table_free(&table);
	ins_table_free(&back);
	return EXIT_SUCCESS;
}
