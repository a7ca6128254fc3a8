/* tcfit: the rows of tables of kind `tests` and `curve`. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/unit.h"
#include "tcfit.h"

static const char tests_columns[] =
	"specimen:t mode:t diameter_nm length_nm modulus_GPa modulus_se_GPa modulus_method:t "
	"toe_strain offset yield_GPa yield_se_GPa yield_bound:t max_stress_GPa max_strain "
	"fracture_stress_GPa fracture_strain strain_rate_per_s work_MJ_per_m3 upper_yield_GPa "
	"hollomon_n hollomon_n_se hollomon_k_GPa hollomon_k_se_GPa checks:t";

int tcfit_prepare(struct ins_table *table, const struct settings *settings, struct ins_err *err)
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

/* The column of TABLE that holds the quantity of MORE's column NAME, and what turns a number of the
 * one into the other: yield_MPa is a thousandth of yield_GPa. NULL where MORE has it by its own
 * name as well, or TABLE has no such quantity. */
static double *find_quantity(
	struct ins_table *table, const struct ins_table *more, const char *name, double *factor)
{
	size_t stem, own_stem;
	const struct ins_unit *unit = ins_unit_of_name(name, &stem);

	*factor = 1;
	if (!unit || ins_table_numbers(table, name))
		return ins_table_numbers(table, name);
	for (size_t i = 0; i < table->columns; i++) {
		const char *own = table->column[i].name;
		const struct ins_unit *own_unit = ins_unit_of_name(own, &own_stem);

		if (!own_unit || own_stem != stem || strncmp(own, name, stem) != 0 ||
			strcmp(own_unit->measure, unit->measure) != 0)
			continue;
		*factor = unit->scale / own_unit->scale;
		return ins_table_find(more, own) < 0 ? table->column[i].number : NULL;
	}
	return NULL;
}

/* Append the rows of a stream of kind `tests`; a column that it lacks stays unknown. */
int tcfit_append_tests(struct ins_table *table, const struct ins_table *more, struct ins_err *err)
{
	const char **mode = ins_table_words(more, "mode");
	size_t first = table->rows;
	int status = ins_table_copy_notes(table, more, err);

	for (size_t row = 0; mode && row < more->rows && status == INS_OK; row++)
		status = mode_check(mode[row], row, err);
	if (status == INS_OK)
		status = ins_table_add_rows(table, more->rows, err);
	for (size_t i = 0; i < more->columns && status == INS_OK; i++) {
		const struct ins_column *from = &more->column[i];
		double factor, *numbers = find_quantity(table, more, from->name, &factor);

		for (size_t row = 0; numbers && from->number && row < more->rows; row++)
			numbers[first + row] = factor * from->number[row];
		if (from->text && ins_table_words(table, from->name))
			status = ins_table_copy_words(
				table, from->name, first, more->rows, from->text, err);
	}
	return status;
}

static void add_name(char *text, size_t size, const char *name)
{
	size_t used = strcmp(text, "ok") == 0 ? 0 : strlen(text);

	snprintf(text + used, size - used, "%s%s", used ? "," : "", name);
}

/* The checks that failed, by name; what has no name there is told by the sentence of the analysis.
 */
static void write_checks(const struct test *t, char *text, size_t size)
{
	ins_elastic_checks_text(t->strength.elastic.checks, text, size);
	if (t->strength.elastic_status)
		snprintf(text, size, t->no_strain ? "no-strain" : "no-modulus");
	if (t->strength.rests)
		add_name(text, size, "plateau");
	if (t->strength.falls)
		add_name(text, size, "fall");
	if (t->curve.spikes > 0)
		add_name(text, size, "spike");
	if (t->curve.preload_share > 0)
		add_name(text, size, "preload");
}

int tcfit_put_test(struct test *t)
{
	const struct ins_strength *s = &t->strength;
	char checks[256];
	const struct ins_entry row[] = {{"specimen", t->name, 0}, {"mode", t->mode, 0},
		{"diameter_nm", NULL, t->curve.diameter_nm},
		{"length_nm", NULL, t->curve.length_nm}, {"modulus_GPa", NULL, s->elastic.modulus},
		{"modulus_se_GPa", NULL, hypot(s->elastic.modulus_se, curve_modulus_se(&t->curve))},
		{"modulus_method", s->elastic.method, 0},
		{"toe_strain", NULL, s->elastic.toe_strain}, {"offset", NULL, t->analysis.offset},
		{"yield_GPa", NULL, s->yield},
		{"yield_se_GPa", NULL,
			hypot(s->yield_se, curve_stress_se(&t->curve, s->yield_strain))},
		{"yield_bound", ins_strength_bound_text(s->bound), 0},
		{"max_stress_GPa", NULL, s->maximum}, {"max_strain", NULL, s->maximum_strain},
		{"fracture_stress_GPa", NULL, s->fracture_stress},
		{"fracture_strain", NULL, s->fracture_strain},
		{"strain_rate_per_s", NULL, s->strain_rate},
		{"work_MJ_per_m3", NULL, s->work * 1e3}, {"upper_yield_GPa", NULL, s->upper_yield},
		{"hollomon_n", NULL, s->hollomon.exponent},
		{"hollomon_n_se", NULL, s->hollomon.exponent_se},
		{"hollomon_k_GPa", NULL, s->hollomon.coefficient},
		{"hollomon_k_se_GPa", NULL, s->hollomon.coefficient_se}, {"checks", checks, 0}};

	write_checks(t, checks, sizeof checks);
	return ins_table_add_row(t->table, row, sizeof row / sizeof *row, t->err);
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
int tcfit_put_curve(struct test *t)
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
