/* tcfit: one file, raw export or stream, to rows of a table of kind `tests` or `curve`. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/file.h"
#include "face/names.h"
#include "physics/signal.h"
#include "physics/strength.h"
#include "tcfit.h"

/* What the modulus of a curve that is being built is found with. */
struct estimate {
	const struct test *test;
	const struct channels *channels;
};

/* The modulus of a curve, for the base that gives way under a pillar, as analyse will find it. */
static int estimate_modulus(const double *strain, const double *stress_GPa, size_t n,
	double *modulus_GPa, void *context, struct ins_err *err)
{
	const struct estimate *estimate = context;
	const struct test *test = estimate->test;
	const struct ins_trace record = {strain, stress_GPa, estimate->channels->time_s, n};
	struct ins_fracture fracture;
	struct ins_elastic elastic;
	int status = ins_fracture_find(&record, test->analysis.mode, &fracture, err);

	if (status == INS_OK)
		status = ins_elastic_find(
			&record, fracture.last + 1, &test->analysis.elastic, &elastic, err);
	if (status == INS_OK)
		*modulus_GPa = elastic.modulus;
	return status;
}

/* A record without strain still has its greatest stress: its strain is unknown in every row. */
static int lack_strain(struct curve *curve, int *lacking, struct ins_err *err)
{
	*lacking = !curve->strain;
	if (curve->strain)
		return INS_OK;
	curve->strain = malloc((curve->n + 1) * sizeof *curve->strain);
	if (!curve->strain)
		return ins_fail_memory(err, "strain", curve->n * sizeof *curve->strain);
	for (size_t i = 0; i < curve->n; i++)
		curve->strain[i] = NAN;
	return INS_OK;
}

/* Why there is no yield, or no curve, as a sentence; the row stands all the same. */
static int explain(struct test *t)
{
	const struct ins_strength *s = &t->strength;
	const struct settings *settings = t->settings;

	if (settings->curve && t->no_strain)
		return ins_fail(
			t->err, INS_EANALYSIS, "no curve: there is no strain, nor a displacement");
	if (settings->curve || (settings->ratio && strcmp(settings->quantity, "yield_GPa") != 0))
		return INS_OK;
	if (s->elastic_status)
		return ins_fail(t->err, INS_EANALYSIS, "%s",
			t->no_strain ? "no modulus: there is no strain, nor a displacement"
				     : s->elastic_err.text);
	if (s->bound == INS_BOUND_NONE)
		return ins_fail(t->err, INS_EANALYSIS,
			"no yield: the record, or its strain, ends before the curve meets the line "
			"of offset %g",
			t->analysis.offset);
	if (t->analysis.hollomon_hi > 0 && s->hollomon_status)
		return ins_fail(t->err, INS_EANALYSIS, "%s", s->hollomon_err.text);
	return INS_OK;
}

static int analyse(struct test *t)
{
	const struct ins_trace record = {
		t->curve.strain, t->curve.stress_GPa, t->curve.time_s, t->curve.n};
	int status = ins_strength_find(&record, &t->analysis, &t->strength, t->err);

	if (status == INS_OK && t->strength.fracture.assumed)
		status = ins_table_add_note(t->table, t->err, "assumed",
			"%s: broken at the end of the record, which ends under load", t->name);
	if (status == INS_OK)
		status = t->settings->curve ? tcfit_put_curve(t) : tcfit_put_test(t);
	return status ? status : explain(t);
}

static int copy_notes(struct test *t, const struct ins_table *block)
{
	int status = ins_source_notes(t->table, block, t->name, t->err);

	if (status == INS_OK && !t->settings->mode)
		status = ins_table_add_note(t->table, t->err, "assumed",
			"%s: a test in tension; --mode says otherwise", t->name);
	return status;
}

static int read_spring(
	struct test *t, struct ins_source *source, struct ins_specimen_device *spring)
{
	static const struct ins_source_request request = {
		"export", NULL, 1u << INS_LOAD | 1u << INS_DISPLACEMENT};
	struct ins_raw raw = {0};
	struct channels empty = {0};
	const char *path = t->settings->mounting.device;
	int status = ins_source_read(source, t->cli, path, &request, &raw, t->err);

	if (status == INS_OK)
		status = ins_source_notes(t->table, &raw.block[0].table, path, t->err);
	if (status == INS_OK)
		status = channels_copy(&empty, &raw.block[0].table, t->err);
	if (status == INS_OK) {
		status = mounting_spring(&empty, spring, t->err);
		if (status)
			ins_err_prefix(t->err, path);
	}
	channels_free(&empty);
	ins_raw_free(&raw);
	return status;
}

/* A pillar that is pressed sinks into its base; what is pulled does not. */
static int choose_mounting(struct test *t, struct mounting *mounting)
{
	*mounting = t->settings->mounting;
	if (!mounting->sneddon || t->analysis.mode == INS_MODE_COMPRESSION)
		return INS_OK;
	mounting->sneddon = 0;
	ins_cli_remark(t->cli, "%s: not corrected by --sneddon, which is for compression", t->name);
	return ins_table_add_note(
		t->table, t->err, "omitted", "%s: --sneddon, which is for compression", t->name);
}

/* Rows that were sorted by something else are no curve. */
static int check_order(const struct channels *c, struct ins_err *err)
{
	size_t row = c->time_s ? ins_signal_first_fall(c->time_s, c->n) : c->n;

	if (row == c->n)
		return INS_OK;
	return ins_fail(err, INS_EFORMAT,
		"time runs backwards in row %zu, to %.15g s; sort the rows by time_s", row + 1,
		c->time_s[row]);
}

static int build(struct test *t, struct ins_source *source, const struct ins_table *block)
{
	const char *device = t->settings->mounting.device;
	struct geometry geometry = t->settings->geometry;
	struct mounting mounting;
	struct ins_specimen_device spring;
	struct channels channels = {0};
	struct estimate estimate = {t, &channels};
	int empty_run = device && strcmp(device, "after-fracture") != 0;
	int status = empty_run ? read_spring(t, source, &spring) : INS_OK;

	geometry_from_header(&geometry, block);
	if (status == INS_OK)
		status = choose_mounting(t, &mounting);
	if (status == INS_OK)
		status = channels_copy(&channels, block, t->err);
	if (status == INS_OK)
		status = check_order(&channels, t->err);
	if (status == INS_OK)
		status = curve_build(&t->curve, &channels, &geometry, &mounting,
			empty_run ? &spring : NULL, estimate_modulus, &estimate, t->table, t->name,
			t->err);
	if (status == INS_OK)
		status = lack_strain(&t->curve, &t->no_strain, t->err);
	channels_free(&channels);
	return status;
}

static int do_block(struct test *t, struct ins_source *source, const struct ins_table *block)
{
	int status = copy_notes(t, block);

	if (status == INS_OK)
		status = build(t, source, block);
	if (status == INS_OK) {
		channels_remark_spikes(t->cli, t->name, t->curve.spikes);
		tcfit_doubt_preload(t->cli, t->name, &t->curve);
		tcfit_doubt_zero(t->cli, t->name, &t->curve);
		channels_doubt_strain(t->cli, t->name, t->curve.strain, t->curve.n,
			ins_table_numbers(block, "strain") ? "--channel" : NULL);
	}
	if (status == INS_OK)
		status = analyse(t);
	if (status == INS_OK && !t->settings->curve)
		tcfit_doubt_modulus(t->cli, t->name, &t->strength.elastic);
	return status;
}

static void do_record(struct ins_cli *cli, struct ins_source *source, const struct ins_job *job,
	const struct settings *settings, const struct ins_raw *raw, size_t block,
	struct ins_table *table)
{
	struct ins_err err = {0};
	struct test test = {.cli = cli,
		.settings = settings,
		.table = table,
		.mode = settings->mode ? settings->mode : "tension",
		.name = ins_source_name(job, raw, block),
		.err = &err};
	int status;

	if (settings->curve)
		test.name = ins_names_part(&source->names, table, test.name, test.mode, NAN);
	status = test.name ? tcfit_analysis(settings, &test.analysis, &err)
			   : ins_fail_memory(&err, "a name", 1);
	if (status == INS_OK)
		status = do_block(&test, source, &raw->block[block].table);
	if (status) {
		if (test.name && raw->blocks > 1)
			ins_err_prefix(&err, test.name);
		ins_err_prefix(&err, ins_input_shown(job->path));
		ins_cli_report(cli, &err);
	}
	curve_free(&test.curve);
	free(test.name);
}

int tcfit_file(struct ins_cli *cli, struct ins_source *source, const struct ins_job *job,
	const void *asked, struct ins_table *table, struct ins_err *err)
{
	const struct settings *settings = asked;
	const struct ins_source_request request = {
		.kinds = settings->ratio ? "export|tests" : "export",
		.column = settings->ratio ? "mode" : NULL,
		.wanted = 1u << INS_TIME | 1u << INS_LOAD | 1u << INS_DISPLACEMENT |
			  1u << INS_STRESS | 1u << INS_STRAIN};
	struct ins_raw raw = {0};
	int status = ins_source_read(source, cli, job->path, &request, &raw, err);

	if (status == INS_OK)
		status = tcfit_prepare(table, settings, err);
	for (size_t i = 0; i < raw.blocks && status == INS_OK; i++) {
		const struct ins_table *block = &raw.block[i].table;

		if (raw.block[i].why)
			continue;
		if (ins_table_words(block, "mode") && block->rows == 0)
			status = ins_fail(
				err, INS_EFORMAT, "%s: has no rows", ins_input_shown(job->path));
		else if (ins_table_words(block, "mode")) {
			status = tcfit_append_tests(table, block, err);
			if (status)
				ins_err_prefix(err, ins_input_shown(job->path));
		} else if (!ins_table_numbers(block, "load_uN") &&
			   !ins_table_numbers(block, "stress_GPa")) {
			ins_raw_lacks(&raw.block[i], ins_input_shown(job->path), INS_LOAD, err);
			ins_cli_report(cli, err);
		} else
			do_record(cli, source, job, settings, &raw, i, table);
	}
	ins_raw_free(&raw);
	return status;
}
