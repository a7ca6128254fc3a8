/* tcfit --ratio: from a table of tests to ratios of strength, tension over compression. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "physics/ratio.h"
#include "tcfit.h"

/* The strengths of one mode, with the names of their specimens (lent). */
struct group {
	double *value; /* owned, as is the rest */
	const char **specimen;
	int *at_least; /* whether the value is but a lower bound */
	size_t n;
	int censored; /* whether any is */
};

static void free_group(struct group *group)
{
	free(group->value);
	free(group->specimen);
	free(group->at_least);
}

enum { TENSION, TENSION_SD, COMPRESSION, COMPRESSION_SD, MEANS };

/* Where a table of tests holds what is compared, and what its means are called: tension_GPa. */
struct columns {
	const char **specimen, **mode, **bound, **checks;
	const double *value, *offset;
	char mean[MEANS][32];
};

static int find_columns(
	const struct ins_table *tests, const char *quantity, struct columns *c, struct ins_err *err)
{
	static const char *const stem[MEANS] = {
		"tension", "tension_sd", "compression", "compression_sd"};
	size_t unit;

	c->specimen = ins_table_words(tests, "specimen");
	c->mode = ins_table_words(tests, "mode");
	c->bound = ins_table_words(tests, "yield_bound");
	c->checks = ins_table_words(tests, "checks");
	c->value = ins_table_numbers(tests, quantity);
	c->offset = ins_table_numbers(tests, "offset");
	ins_unit_of_name(quantity, &unit);
	for (int i = 0; i < MEANS; i++)
		snprintf(c->mean[i], sizeof c->mean[i], "%s%s", stem[i], quantity + unit);
	if (!c->specimen || !c->mode)
		return ins_fail(err, INS_EFORMAT,
			"a ratio needs the columns specimen and mode; is this a stream of kind "
			"tests?");
	if (!c->value)
		return ins_fail(
			err, INS_EUSAGE, "--quantity=%s: the tests have no such column", quantity);
	/* Only a yield can be a bound, and has an offset; a greatest stress is what it is. */
	if (strcmp(quantity, "yield_GPa") != 0) {
		c->bound = NULL;
		c->offset = NULL;
	}
	return INS_OK;
}

/* Yields at unlike offsets are unlike quantities. */
static int check_offsets(
	const struct ins_table *tests, const struct columns *c, struct ins_err *err)
{
	double first = NAN;

	for (size_t row = 0; c->offset && row < tests->rows; row++) {
		if (!(c->value[row] > 0) || isnan(c->offset[row]))
			continue;
		if (isnan(first))
			first = c->offset[row];
		if (c->offset[row] != first)
			return ins_fail(err, INS_EFORMAT,
				"no ratio: there are yields at offsets of %g and of %g; make all "
				"tests with one --offset",
				first, c->offset[row]);
	}
	return INS_OK;
}

/* The greatest stress of a test may be its load cell's limit or a spike, and so may its strength;
 * and what counts as a preload may be the cell's zero. */
static void doubt(const struct ins_cli *cli, const struct columns *c, size_t row)
{
	static const char *const names[] = {"plateau", "spike", "preload"};

	for (size_t i = 0; c->checks && i < sizeof names / sizeof *names; i++)
		if (strstr(c->checks[row], names[i]))
			ins_cli_remark(cli,
				"%s in %s: its checks say %s, and it counts all the same",
				c->specimen[row], c->mode[row], names[i]);
}

/* Whether that strength of that specimen is among those gathered. */
static int stands(const struct group *group, const char *specimen, double value)
{
	for (size_t i = 0; i < group->n; i++)
		if (group->value[i] == value && strcmp(group->specimen[i], specimen) == 0)
			return 1;
	return 0;
}

static int gather(const struct ins_cli *cli, const struct ins_table *tests, const struct columns *c,
	const char *mode, struct group *group, struct ins_err *err)
{
	group->value = malloc((tests->rows + 1) * sizeof *group->value);
	group->specimen = malloc((tests->rows + 1) * sizeof *group->specimen);
	group->at_least = malloc((tests->rows + 1) * sizeof *group->at_least);
	if (!group->value || !group->specimen || !group->at_least)
		return ins_fail_memory(err, "a group", tests->rows * sizeof *group->value);
	for (size_t row = 0; row < tests->rows; row++) {
		if (strcmp(c->mode[row], mode) != 0)
			continue;
		if (!(c->value[row] > 0)) {
			ins_cli_remark(cli, "%s in %s has no such strength; it is left out",
				c->specimen[row], mode);
			continue;
		}
		if (stands(group, c->specimen[row], c->value[row]))
			ins_cli_remark(cli,
				"%s in %s stands twice with the same strength, and counts twice",
				c->specimen[row], mode);
		doubt(cli, c, row);
		group->value[group->n] = c->value[row];
		group->specimen[group->n] = c->specimen[row];
		group->at_least[group->n] = c->bound && strcmp(c->bound[row], ">=") == 0;
		group->censored |= group->at_least[group->n++];
	}
	return INS_OK;
}

/* The pairs of tension and compression on one specimen; a name that stands twice in a mode makes
 * none. */
static int pair_up(const struct group *tension, const struct group *compression,
	struct group pairs[2], struct ins_err *err)
{
	for (int i = 0; i < 2; i++) {
		pairs[i].value = malloc((tension->n + 1) * sizeof *pairs[i].value);
		if (!pairs[i].value)
			return ins_fail_memory(err, "pairs", tension->n * sizeof *pairs[i].value);
	}
	for (size_t i = 0; i < tension->n; i++) {
		size_t partner = 0, partners = 0, same = 0;

		for (size_t j = 0; j < tension->n; j++)
			same += strcmp(tension->specimen[i], tension->specimen[j]) == 0;
		for (size_t j = 0; j < compression->n; j++)
			if (strcmp(tension->specimen[i], compression->specimen[j]) == 0) {
				partner = j;
				partners++;
			}
		if (same != 1 || partners != 1)
			continue;
		pairs[0].value[pairs[0].n++] = tension->value[i];
		pairs[1].value[pairs[1].n++] = compression->value[partner];
		pairs[0].censored |= tension->at_least[i];
		pairs[1].censored |= compression->at_least[partner];
	}
	return INS_OK;
}

static int put_row(struct ins_table *ratios, const struct columns *c,
	const struct ins_ratio_sample sample[2], const struct ins_ratio *ratio, double confidence,
	struct ins_err *err)
{
	struct ins_ratio_group tension, compression;
	int status = ins_ratio_group(&sample[0], &tension, err);

	if (status == INS_OK)
		status = ins_ratio_group(&sample[1], &compression, err);
	if (status)
		return status;
	const struct ins_entry row[] = {{"tension_n", NULL, (double)tension.n},
		{c->mean[TENSION], NULL, tension.mean}, {c->mean[TENSION_SD], NULL, tension.sd},
		{"compression_n", NULL, (double)compression.n},
		{c->mean[COMPRESSION], NULL, compression.mean},
		{c->mean[COMPRESSION_SD], NULL, compression.sd}, {"ratio", NULL, ratio->ratio},
		{"ratio_lo", NULL, ratio->lo}, {"ratio_hi", NULL, ratio->hi},
		{"confidence", NULL, confidence}, {"ratio_bound", ratio->bound, 0},
		{"method", ratio->method, 0}};

	return ins_table_add_row(ratios, row, sizeof row / sizeof *row, err);
}

typedef int ratio_method(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio *ratio,
	struct ins_err *err);

static int add_ratio(struct ins_table *ratios, const struct columns *c, ratio_method *method,
	const struct group *tension, const struct group *compression, double confidence,
	struct ins_err *err)
{
	const struct ins_ratio_sample sample[2] = {{tension->value, tension->n, tension->censored},
		{compression->value, compression->n, compression->censored}};
	struct ins_ratio ratio;
	int status = method(&sample[0], &sample[1], confidence, &ratio, err);

	return status ? status : put_row(ratios, c, sample, &ratio, confidence, err);
}

static int prepare(struct ins_table *ratios, const struct ins_table *tests, const char *quantity,
	const struct columns *c, struct ins_err *err)
{
	char names[256];
	int status = ins_table_set_kind(ratios, "ratio", err);

	if (status == INS_OK)
		status = ins_table_copy_notes(ratios, tests, err);
	if (status == INS_OK)
		status = ins_table_add_note(ratios, err, "quantity", "%s", quantity);
	snprintf(names, sizeof names,
		"tension_n %s %s compression_n %s %s ratio ratio_lo ratio_hi ratio_bound:t "
		"method:t confidence",
		c->mean[TENSION], c->mean[TENSION_SD], c->mean[COMPRESSION],
		c->mean[COMPRESSION_SD]);
	return status ? status : ins_table_add_columns(ratios, names, err);
}

int tcfit_ratio(const struct ins_cli *cli, const struct ins_table *tests,
	const struct settings *settings, struct ins_table *ratios, struct ins_err *err)
{
	struct group tension = {0}, compression = {0}, pairs[2] = {{0}};
	struct columns columns;
	int status = find_columns(tests, settings->quantity, &columns, err);

	if (status == INS_OK)
		status = check_offsets(tests, &columns, err);
	if (status == INS_OK)
		status = gather(cli, tests, &columns, "tension", &tension, err);
	if (status == INS_OK)
		status = gather(cli, tests, &columns, "compression", &compression, err);
	if (status == INS_OK && (tension.n == 0 || compression.n == 0))
		status = ins_fail(err, INS_EANALYSIS,
			"no ratio: %zu strengths in tension, %zu in compression; column mode tells "
			"them apart",
			tension.n, compression.n);
	if (status == INS_OK)
		status = pair_up(&tension, &compression, pairs, err);
	if (status == INS_OK)
		status = prepare(ratios, tests, settings->quantity, &columns, err);
	if (status == INS_OK)
		status = add_ratio(ratios, &columns, ins_ratio_geometric, &tension, &compression,
			settings->confidence, err);
	if (status == INS_OK)
		status = add_ratio(ratios, &columns, ins_ratio_fieller, &tension, &compression,
			settings->confidence, err);
	if (status == INS_OK && pairs[0].n > 0)
		status = add_ratio(ratios, &columns, ins_ratio_paired, &pairs[0], &pairs[1],
			settings->confidence, err);
	free_group(&tension);
	free_group(&compression);
	free_group(&pairs[0]);
	free_group(&pairs[1]);
	return status;
}
