/* tcfit: one file, raw export or stream, to rows of a table of kind `tests` or `curve`. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "physics/strength.h"
#include "tcfit.h"

static const char tests_columns[] =
	"specimen:t mode:t diameter_nm length_nm modulus_GPa modulus_se_GPa modulus_method:t "
	"toe_strain offset yield_GPa yield_se_GPa yield_bound:t max_stress_GPa max_strain "
	"fracture_stress_GPa fracture_strain strain_rate_per_s work_MJ_per_m3 upper_yield_GPa "
	"hollomon_n hollomon_n_se hollomon_k_GPa hollomon_k_se_GPa checks:t";

/* One test under way. */
struct test {
	const struct ins_cli *cli;
	const struct settings *settings;
	struct ins_strength_settings analysis;
	struct ins_table *table;
	const char *mode;
	char *name; /* owned: of the specimen */
	struct curve curve;
	struct ins_strength strength;
	int no_strain;
	struct ins_err *err;
};

/* "LO:HI", two strains. */
static int parse_range(
	const char *text, const char *option, double *lo, double *hi, struct ins_err *err)
{
	char first[32];
	size_t length = strcspn(text, ":");

	if (length >= sizeof first || text[length] != ':')
		return ins_fail(err, INS_EUSAGE, "%s: '%s' is no range; write it like 0.5%%:2%%",
			option, text);
	memcpy(first, text, length);
	first[length] = 0;
	if (ins_unit_quantity(first, NULL, "0.5%", lo, err) ||
		ins_unit_quantity(text + length + 1, NULL, "2%", hi, err)) {
		ins_err_prefix(err, option);
		return INS_EUSAGE;
	}
	if (!(*lo < *hi))
		return ins_fail(err, INS_EUSAGE, "%s: the range '%s' is empty", option, text);
	return INS_OK;
}

static int parse_modulus(
	const char *text, struct ins_elastic_settings *elastic, struct ins_err *err)
{
	static const struct {
		const char *word;
		enum ins_elastic_choice choice;
	} words[] = {{"auto", INS_ELASTIC_AUTO}, {"e3076", INS_ELASTIC_E3076},
		{"unloading", INS_ELASTIC_UNLOADING}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i].word) == 0) {
			elastic->choice = words[i].choice;
			return INS_OK;
		}
	if (strncmp(text, "window:", 7) == 0) {
		elastic->choice = INS_ELASTIC_WINDOW;
		return parse_range(
			text + 7, "--modulus", &elastic->window_lo, &elastic->window_hi, err);
	}
	elastic->choice = INS_ELASTIC_GIVEN;
	if (ins_unit_quantity(text, ins_unit_by_ending("GPa"), "160GPa", &elastic->modulus, NULL) ||
		!(elastic->modulus > 0))
		return ins_fail(err, INS_EUSAGE,
			"--modulus=%s: must be auto, e3076, unloading, window:LO:HI, or a "
			"modulus like 160GPa",
			text);
	return INS_OK;
}

int tcfit_analysis(const struct settings *settings, struct ins_strength_settings *analysis,
	struct ins_err *err)
{
	int compression = settings->mode && strcmp(settings->mode, "compression") == 0;
	int status;

	memset(analysis, 0, sizeof *analysis);
	analysis->mode = compression ? INS_MODE_COMPRESSION : INS_MODE_TENSION;
	analysis->offset = settings->offset;
	status = parse_modulus(settings->modulus, &analysis->elastic, err);
	if (status == INS_OK && settings->hollomon)
		status = parse_range(settings->hollomon, "--hollomon", &analysis->hollomon_lo,
			&analysis->hollomon_hi, err);
	return status;
}

/* The modulus of a curve, for the base that gives way under a pillar. */
static int estimate_modulus(const double *strain, const double *stress_GPa, size_t n,
	double *modulus_GPa, void *context, struct ins_err *err)
{
	const struct test *test = context;
	const struct ins_trace record = {strain, stress_GPa, NULL, n};
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

/* The checks that failed, by name; what has no name there is told by the sentence of the analysis.
 */
static int put_checks(struct test *t, size_t row)
{
	char text[256];

	ins_elastic_checks_text(t->strength.elastic.checks, text, sizeof text);
	if (t->strength.elastic_status)
		snprintf(text, sizeof text, t->no_strain ? "no-strain" : "no-modulus");
	return ins_table_set_word(t->table, "checks", row, text, t->err);
}

static int put_words(struct test *t, size_t row)
{
	const struct {
		const char *column, *word;
	} words[] = {{"specimen", t->name}, {"mode", t->mode},
		{"modulus_method", t->strength.elastic.method},
		{"yield_bound", ins_strength_bound_text(t->strength.bound)}};
	int status = put_checks(t, row);

	for (size_t i = 0; i < sizeof words / sizeof *words && status == INS_OK; i++)
		status = ins_table_set_word(t->table, words[i].column, row, words[i].word, t->err);
	return status;
}

static int put_test(struct test *t)
{
	const struct ins_strength *s = &t->strength;
	const struct {
		const char *column;
		double value;
	} numbers[] = {{"diameter_nm", t->curve.diameter_nm}, {"length_nm", t->curve.length_nm},
		{"modulus_GPa", s->elastic.modulus}, {"modulus_se_GPa", s->elastic.modulus_se},
		{"toe_strain", s->elastic.toe_strain}, {"offset", t->analysis.offset},
		{"yield_GPa", s->yield},
		{"yield_se_GPa", hypot(s->yield_se, t->curve.zero_stress_se_GPa)},
		{"max_stress_GPa", s->maximum}, {"max_strain", s->maximum_strain},
		{"fracture_stress_GPa", s->fracture_stress},
		{"fracture_strain", s->fracture_strain}, {"strain_rate_per_s", s->strain_rate},
		{"work_MJ_per_m3", s->work * 1e3}, {"upper_yield_GPa", s->upper_yield},
		{"hollomon_n", s->hollomon.exponent}, {"hollomon_n_se", s->hollomon.exponent_se},
		{"hollomon_k_GPa", s->hollomon.coefficient},
		{"hollomon_k_se_GPa", s->hollomon.coefficient_se}};
	size_t row = t->table->rows;
	int status = ins_table_add_rows(t->table, 1, t->err);

	if (status)
		return status;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		ins_table_set(t->table, numbers[i].column, row, numbers[i].value);
	return put_words(t, row);
}

static int is_point(const struct test *t, size_t i)
{
	return isfinite(t->curve.strain[i]) && isfinite(t->curve.stress_GPa[i]);
}

/* The numbers of the curve, from ROW of the table on; true ones where they are wanted, as long as
 * the strain is the same all along the specimen. */
static void put_points(const struct test *t, size_t row, size_t uniform)
{
	double *strain = ins_table_numbers(t->table, "strain");
	double *stress_GPa = ins_table_numbers(t->table, "stress_GPa");
	double *true_strain = ins_table_numbers(t->table, "true_strain");
	double *true_stress_GPa = ins_table_numbers(t->table, "true_stress_GPa");

	for (size_t i = 0; i < t->strength.end; i++) {
		if (!is_point(t, i))
			continue;
		strain[row] = t->curve.strain[i];
		stress_GPa[row] = t->curve.stress_GPa[i];
		if (t->settings->true_curve && i < uniform) {
			true_strain[row] = ins_flow_true_strain(strain[row], t->analysis.mode);
			true_stress_GPa[row] = ins_flow_true_stress(
				strain[row], stress_GPa[row], t->analysis.mode);
		}
		row++;
	}
}

/* The curve to fracture, or to the end of loading; a neck makes the true curve end at the maximum.
 */
static int put_curve(struct test *t)
{
	const struct ins_trace record = {
		t->curve.strain, t->curve.stress_GPa, t->curve.time_s, t->curve.n};
	int tension = t->analysis.mode == INS_MODE_TENSION, status;
	size_t end = t->strength.end, row = t->table->rows, points = 0;
	size_t uniform = tension ? ins_flow_maximum(&record, end) + 1 : end;

	for (size_t i = 0; i < end; i++)
		points += is_point(t, i) != 0;
	status = ins_table_add_rows(t->table, points, t->err);
	if (status == INS_OK)
		status = ins_table_fill_words(t->table, "specimen", row, points, t->name, t->err);
	if (status == INS_OK)
		status = ins_table_fill_words(t->table, "mode", row, points, t->mode, t->err);
	if (status == INS_OK)
		put_points(t, row, uniform);
	return status;
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
	return INS_OK;
}

static int analyse(struct test *t)
{
	const struct ins_trace record = {
		t->curve.strain, t->curve.stress_GPa, t->curve.time_s, t->curve.n};
	int status = ins_strength_find(&record, &t->analysis, &t->strength, t->err);

	if (status)
		return status;
	status = t->settings->curve ? put_curve(t) : put_test(t);
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

static int build(struct test *t, struct ins_source *source, const struct ins_table *block)
{
	const char *device = t->settings->mounting.device;
	struct geometry geometry = t->settings->geometry;
	struct ins_specimen_device spring;
	struct channels channels = {0};
	int empty_run = device && strcmp(device, "after-fracture") != 0;
	int status = empty_run ? read_spring(t, source, &spring) : INS_OK;

	geometry_from_header(&geometry, block);
	if (status == INS_OK)
		status = channels_copy(&channels, block, t->err);
	if (status == INS_OK)
		status = curve_build(&t->curve, &channels, &geometry, &t->settings->mounting,
			empty_run ? &spring : NULL, estimate_modulus, t, t->table, t->name, t->err);
	if (status == INS_OK)
		status = lack_strain(&t->curve, &t->no_strain, t->err);
	channels_free(&channels);
	return status;
}

static int prepare(struct ins_table *table, const struct settings *settings, struct ins_err *err)
{
	int status;

	if (table->columns > 0)
		return INS_OK;
	status = ins_table_set_kind(table, settings->curve ? "curve" : "tests", err);
	if (status)
		return status;
	status = ins_table_add_columns(table,
		settings->curve ? "specimen:t mode:t strain stress_GPa" : tests_columns, err);
	if (status == INS_OK && settings->curve && settings->true_curve)
		status = ins_table_add_columns(table, "true_strain true_stress_GPa", err);
	/* The next file finds all columns or none. */
	if (status)
		ins_table_free(table);
	return status;
}

static int do_block(struct test *t, struct ins_source *source, const struct ins_table *block)
{
	int status = copy_notes(t, block);

	if (status == INS_OK)
		status = build(t, source, block);
	if (status == INS_OK)
		tcfit_doubt_strain(
			t->cli, t->name, &t->curve, ins_table_numbers(block, "strain") != NULL);
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
	int status = test.name ? tcfit_analysis(settings, &test.analysis, &err)
			       : ins_fail_memory(&err, "a name", 1);

	if (status == INS_OK)
		status = do_block(&test, source, &raw->block[block].table);
	if (status) {
		if (test.name && raw->blocks > 1)
			ins_err_prefix(&err, test.name);
		ins_err_prefix(&err, job->path);
		ins_cli_report(cli, &err);
	}
	curve_free(&test.curve);
	free(test.name);
}

/* Append the rows of a stream of kind `tests`; a column that it lacks stays unknown. */
static int append_tests(struct ins_table *table, const struct ins_table *more, struct ins_err *err)
{
	size_t first = table->rows;
	int status = ins_table_copy_notes(table, more, err);

	if (status == INS_OK)
		status = ins_table_add_rows(table, more->rows, err);
	for (size_t i = 0; i < more->columns && status == INS_OK; i++) {
		const struct ins_column *from = &more->column[i];
		double *numbers = ins_table_numbers(table, from->name);

		if (numbers && from->number)
			memcpy(numbers + first, from->number, more->rows * sizeof *numbers);
		if (from->text && ins_table_words(table, from->name))
			status = ins_table_copy_words(
				table, from->name, first, more->rows, from->text, err);
	}
	return status;
}

int tcfit_file(struct ins_cli *cli, struct ins_source *source, const struct ins_job *job,
	const struct settings *settings, struct ins_table *table, struct ins_err *err)
{
	const struct ins_source_request request = {
		.kinds = settings->ratio ? "export|tests" : "export",
		.column = settings->ratio ? "mode" : NULL,
		.wanted = 1u << INS_TIME | 1u << INS_LOAD | 1u << INS_DISPLACEMENT |
			  1u << INS_STRESS | 1u << INS_STRAIN};
	struct ins_raw raw = {0};
	int status = ins_source_read(source, cli, job->path, &request, &raw, err);

	if (status == INS_OK)
		status = prepare(table, settings, err);
	for (size_t i = 0; i < raw.blocks && status == INS_OK; i++) {
		const struct ins_table *block = &raw.block[i].table;

		if (raw.block[i].why)
			continue;
		if (ins_table_words(block, "mode"))
			status = append_tests(table, block, err);
		else if (!ins_table_numbers(block, "load_uN") &&
			 !ins_table_numbers(block, "stress_GPa")) {
			ins_raw_lacks(&raw.block[i], job->path, INS_LOAD, err);
			ins_cli_report(cli, err);
		} else
			do_record(cli, source, job, settings, &raw, i, table);
	}
	ins_raw_free(&raw);
	return status;
}
