/*
 * read_bench - how long the reader of numeric lines takes, against libcsv with strtod.
 *
 *     read_bench make ordinary|full MEGABYTES FILE     make up a table of eight columns
 *     read_bench read FILE                             read it in both ways; processor seconds
 *
 * Both read the file piece by piece into eight growing arrays, in one process; every number must
 * come out the same, bit by bit.
 */
#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "data/rows.h"

enum { COLUMNS = 8 };

static char piece[1 << 18];

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "read_bench: %s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

static FILE *open_file(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);

	if (!file)
		fail(path, strerror(errno));
	return file;
}

/* Processor time of this process, its system calls included. */
static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static double draw(uint64_t *state)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return (double)(*state >> 11) / 0x1p53 - 0.5;
}

/* A line of a mechanical test with noise: time, displacement, load, stress, strain, resistance...
 */
static void write_line(FILE *file, const char *format, double time, uint64_t *state)
{
	double ramp = time / 1000 + draw(state) / 100;

	fprintf(file, format, time, 300 * ramp + draw(state), 1200 * draw(state), 6.5 * ramp,
		ramp / 20 + draw(state) / 1000, 0.342 + draw(state) / 10, 1e3 * draw(state),
		20 + draw(state));
}

static int make(const char *kind, const char *megabytes, const char *path)
{
	static const char full[] = "%.17g\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\n";
	static const char ordinary[] = "%.3f\t%.5f\t%.4f\t%.6g\t%.7f\t%.6g\t%.8g\t%.5f\n";
	const char *format = strcmp(kind, "full") == 0 ? full : ordinary;
	double size = strtod(megabytes, NULL) * 1e6;
	FILE *file = open_file(path, "w");
	uint64_t state = 1;

	for (long i = 0; (double)ftell(file) < size; i++)
		for (long j = 0; j < 1000; j++)
			write_line(file, format, 0.005 * (double)(1000 * i + j), &state);
	if (ferror(file) || fclose(file))
		fail(path, strerror(errno));
	return EXIT_SUCCESS;
}

static double read_rows(const char *path, struct ins_rows *rows)
{
	double begin = seconds();
	FILE *file = open_file(path, "rb");
	struct ins_err err = {0};
	struct ins_rows_halt halt = {0};
	size_t have = 0, used, got;

	setvbuf(file, NULL, _IONBF, 0);
	if (ins_rows_start(rows, &err) != INS_OK)
		fail(path, err.text);
	do {
		got = fread(piece + have, 1, sizeof piece - have, file);
		have += got;
		if (ins_rows_read(rows, piece, have, got == 0, &used, &halt, &err) != INS_OK ||
			(halt.stop != INS_ROWS_END && ins_rows_fail(&halt, path, NULL, &err)))
			fail(path, err.text);
		have -= used;
		memmove(piece, piece + used, have);
	} while (got > 0);
	fclose(file);
	return seconds() - begin;
}

struct csv_rows {
	double *values[COLUMNS];
	size_t column, count, capacity;
};

static void put_field(void *field, size_t size, void *data)
{
	struct csv_rows *rows = data;

	(void)size;
	if (rows->count == rows->capacity) {
		rows->capacity = rows->capacity ? 2 * rows->capacity : 1024;
		for (int i = 0; i < COLUMNS; i++) {
			rows->values[i] = realloc(rows->values[i], rows->capacity * sizeof(double));
			if (!rows->values[i])
				fail("libcsv", "out of memory");
		}
	}
	/* CSV_APPEND_NULL ends the field in a NUL. */
	rows->values[rows->column++][rows->count] = strtod(field, NULL);
}

static void end_row(int end, void *data)
{
	struct csv_rows *rows = data;

	(void)end;
	rows->column = 0;
	rows->count++;
}

static double read_csv(const char *path, struct csv_rows *rows)
{
	double begin = seconds();
	FILE *file = open_file(path, "rb");
	struct csv_parser parser;
	size_t got;

	setvbuf(file, NULL, _IONBF, 0);
	if (csv_init(&parser, CSV_APPEND_NULL))
		fail(path, "libcsv does not start");
	csv_set_delim(&parser, '\t');
	while ((got = fread(piece, 1, sizeof piece, file)) > 0)
		if (csv_parse(&parser, piece, got, put_field, end_row, rows) != got)
			fail(path, csv_strerror(csv_error(&parser)));
	csv_fini(&parser, put_field, end_row, rows);
	csv_free(&parser);
	fclose(file);
	return seconds() - begin;
}

static int compare(const char *path)
{
	static const size_t wanted[COLUMNS] = {0, 1, 2, 3, 4, 5, 6, 7};
	struct ins_rows rows = {.separator = '\t',
		.decimal = '.',
		.columns = COLUMNS,
		.wanted = wanted,
		.wanted_count = COLUMNS};
	struct csv_rows csv = {.count = 0};

	printf("insitu\t%.3f\n", read_rows(path, &rows));
	printf("libcsv+strtod\t%.3f\n", read_csv(path, &csv));
	if (csv.count != rows.count)
		fail(path, "not as many rows as libcsv finds");
	for (int i = 0; i < COLUMNS; i++) {
		if (memcmp(rows.values[i], csv.values[i], rows.count * sizeof(double)) != 0)
			fail(path, "not the numbers that strtod finds");
		free(csv.values[i]);
	}
	ins_rows_free(&rows);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "make") == 0)
		return make(argv[2], argv[3], argv[4]);
	if (argc == 3 && strcmp(argv[1], "read") == 0)
		return compare(argv[2]);
	fprintf(stderr, "usage: read_bench make ordinary|full MEGABYTES FILE\n"
			"       read_bench read FILE\n");
	return 2;
}
