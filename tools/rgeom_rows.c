/* rgeom: each row's resistance, parted into geometry and resistivity. */
#include <stdio.h>
#include <string.h>

#include "rgeom.h"

static double or_zero(double value)
{
	return isnan(value) ? 0 : value;
}

struct ins_conduct_state rgeom_state(const struct run *run, double strain, double elastic_strain,
	double resistance_Mohm, double resistance_se_Mohm)
{
	const struct settings *s = &run->settings;
	double error_Mohm = or_zero(s->resistance_error_Mohm);

	return (struct ins_conduct_state){.rest_Mohm = s->rest_Mohm,
		.rest_se_Mohm = or_zero(s->rest_error_Mohm),
		.resistance_Mohm = resistance_Mohm,
		.resistance_se_Mohm = resistance_se_Mohm,
		.offset_se_per_Mohm = or_zero(s->offset_error_per_Mohm),
		.offset_se_share = or_zero(s->offset_error_share),
		/* Only the part that the user tells is shared with the rest, scatter is not. */
		.correlation = resistance_se_Mohm > 0 ? or_zero(s->error_correlation) * error_Mohm /
								resistance_se_Mohm
						      : 0,
		.strain = strain,
		.strain_se = or_zero(s->strain_error),
		.elastic_strain = elastic_strain,
		.elastic_strain_se =
			or_zero(fabs(elastic_strain) * s->modulus_error_GPa / s->modulus_GPa),
		.poisson = isnan(s->poisson) ? 0.5 : s->poisson,
		.poisson_se = or_zero(s->poisson_error),
		.series_Mohm = or_zero(s->series_Mohm) + run->spreading_Mohm,
		.series_se_Mohm = or_zero(s->series_error_Mohm)};
}

static int prepare(struct run *run)
{
	struct ins_table *answer = run->answer;
	int status = INS_OK;

	if (answer->columns == 0) {
		status = ins_table_set_kind(answer, "resistance", run->err);
		if (status == INS_OK)
			status = ins_table_add_columns(answer,
				"specimen:t time_s strain resistance_Mohm geometric_Mohm "
				"resistivity_ratio resistivity_ratio_se",
				run->err);
	}
	if (status == INS_OK && run->elastic_strain && ins_table_find(answer, "elastic_strain") < 0)
		status = ins_table_add_number(answer, "elastic_strain", run->err);
	return status;
}

static int put_row(struct run *run, size_t i, size_t row)
{
	double elastic = run->elastic_strain ? run->elastic_strain[i] : NAN;
	const struct ins_conduct_state state = rgeom_state(run, run->strain[i], elastic,
		run->resistance_Mohm[i], or_zero(run->settings.resistance_error_Mohm));
	struct ins_conduct_change change = {NAN, NAN, NAN, NAN};
	char where[32];
	int status = INS_OK;

	/* A row that misses a number is no fault; it has no answer. */
	if (!isnan(state.strain) && !isnan(state.resistance_Mohm) &&
		(!run->elastic_strain || !isnan(elastic)))
		status = ins_conduct_change(&state, &change, run->err);
	if (status) {
		snprintf(where, sizeof where, "row %zu", i + 1);
		ins_err_prefix(run->err, where);
		return status;
	}
	if (run->time_s)
		ins_table_set(run->answer, "time_s", row, run->time_s[i]);
	if (run->elastic_strain)
		ins_table_set(run->answer, "elastic_strain", row, elastic);
	ins_table_set(run->answer, "strain", row, state.strain);
	ins_table_set(run->answer, "resistance_Mohm", row, state.resistance_Mohm);
	ins_table_set(run->answer, "geometric_Mohm", row, change.geometric_Mohm);
	ins_table_set(run->answer, "resistivity_ratio", row, change.ratio);
	ins_table_set(run->answer, "resistivity_ratio_se", row, change.ratio_se);
	return ins_table_set_word(run->answer, "specimen", row, run->name, run->err);
}

int rgeom_rows(struct run *run)
{
	size_t first = run->answer->rows;
	int status = prepare(run);

	if (status == INS_OK)
		status = ins_table_add_rows(run->answer, run->n, run->err);
	for (size_t i = 0; i < run->n && status == INS_OK; i++)
		status = put_row(run, i, first + i);
	/* What is wrong with one row makes the others doubtful: none of them goes out. */
	if (status && run->answer->rows > first)
		run->answer->rows = first;
	return status;
}
