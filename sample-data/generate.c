/* generate - write the synthetic sample data into a folder: generate FOLDER. */
#include "generate.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

void generate_fail(const char *what, const char *name)
{
	fprintf(stderr, "generate: %s: ", name);
	perror(what);
	exit(4);
}

gsl_rng *generate_rng(unsigned long seed)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

	if (!rng)
		generate_fail("random numbers", "memory");
	gsl_rng_set(rng, seed);
	return rng;
}

double generate_round(double value, double step)
{
	return round(value / step) * step;
}

FILE *generate_open(const struct generate *generate, const char *name)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", generate->folder, name);
	if (!(file = fopen(path, "wb")))
		generate_fail("open", path);
	return file;
}

void generate_close(FILE *file, const char *name)
{
	int failed = ferror(file);

	if (fclose(file) != 0 || failed)
		generate_fail("write", name);
}

void record_add(struct record *record, double time_s, double depth_nm, double load_uN)
{
	int starts_segment = record->n < record->space && record->row[record->n].starts_segment;

	if (record->n + 1 >= record->space) {
		size_t space = record->space ? 2 * record->space : 256;
		struct row *row = realloc(record->row, space * sizeof *row);

		if (!row)
			generate_fail("record", "memory");
		record->row = row;
		record->space = space;
	}
	record->row[record->n++] = (struct row){time_s, depth_nm, load_uN, starts_segment, 0, 0};
	record->row[record->n].starts_segment = 0;
}

void record_segment(struct record *record)
{
	if (record->n > 0)
		record->row[record->n].starts_segment = 1;
}

void record_noise(struct record *record, gsl_rng *rng, double depth_nm, double load_uN)
{
	size_t i;

	for (i = 0; i < record->n; i++) {
		record->row[i].depth_nm += gsl_ran_gaussian(rng, depth_nm);
		record->row[i].load_uN += gsl_ran_gaussian(rng, load_uN);
	}
}

void record_free(struct record *record)
{
	free(record->row);
	*record = (struct record){0};
}

void record_write(const struct record *record, const struct generate *generate, const char *name,
	unsigned long seed)
{
	FILE *file = generate_open(generate, name);
	size_t i;

	fprintf(file, "Mon Jan 15 10:00:00 2018  SYNTHETIC, seed %lu, not measured\n\n", seed);
	fprintf(file, "Number of Points = %zu\n", record->n);
	fprintf(file, "Depth (nm)\tLoad (\xb5N)\tTime (s)\tDepth (V)\tLoad (V)\n");
	for (i = 0; i < record->n; i++) {
		const struct row *row = &record->row[i];

		/* The raw signals: sensitivities and offsets of a real transducer, rounded. */
		fprintf(file, "%s%.6f\t%.6f\t%.6f\t%.6f\t%.6f\n", row->starts_segment ? "\n" : "",
			row->depth_nm, row->load_uN, row->time_s, -1.84e-4 * row->depth_nm - 0.0017,
			9.81e-4 * row->load_uN + 0.4801);
	}
	generate_close(file, name);
}

void truth(const struct generate *generate, const char *name, const char *quantity, double value)
{
	fprintf(generate->truth, "%s\t%s\t%.10g\n", name, quantity, value);
}

int main(int argc, char **argv)
{
	struct generate generate = {0};

	if (argc != 2) {
		fprintf(stderr, "usage: generate FOLDER\n");
		return 2;
	}
	generate.folder = argv[1];
	generate.truth = generate_open(&generate, "truth.tsv");
	fprintf(generate.truth, "file\tquantity\tvalue\n");
	generate_tests(&generate);
	generate_maps(&generate);
	generate_dma(&generate);
	generate_coupled(&generate);
	generate_close(generate.truth, "truth.tsv");
	return 0;
}
