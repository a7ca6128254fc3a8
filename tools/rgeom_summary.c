/* rgeom --summary: one row for the specimen at rest, at its extreme strain, and unloaded. */
#include <gsl/gsl_math.h>
#include <string.h>

#include "rgeom.h"

/* A state of the specimen: the mean of some rows. A current scatters, not its inverse: the mean of
 * what is proportional to it is no larger for its noise. */
struct mean {
	size_t rows;
	double strain, elastic_strain, per_Mohm, squares;
	double latest_s;
};

static void add(struct mean *mean, const struct run *run, size_t i)
{
	double n = (double)++mean->rows, off = 1 / run->resistance_Mohm[i] - mean->per_Mohm;

	mean->strain += (run->strain[i] - mean->strain) / n;
	mean->per_Mohm += off / n;
	mean->squares += off * (1 / run->resistance_Mohm[i] - mean->per_Mohm);
	mean->elastic_strain +=
		((run->elastic_strain ? run->elastic_strain[i] : NAN) - mean->elastic_strain) / n;
	if (run->time_s)
		mean->latest_s = fmax(mean->latest_s, run->time_s[i]);
}

static int is_whole(const struct run *run, size_t i)
{
	return !isnan(run->strain[i]) && !isnan(run->resistance_Mohm[i]);
}

/* The rows that a column calls STATE. */
static struct mean named(const struct run *run, const char *state)
{
	struct mean mean = {.latest_s = -INFINITY};

	for (size_t i = 0; i < run->n; i++)
		if (is_whole(run, i) && strcmp(run->state[i], state) == 0)
			add(&mean, run, i);
	return mean;
}

/* Rows after AFTER_s whose strain is STRAIN but for the WINDOW. */
static struct mean near(const struct run *run, double strain, double window, double after_s)
{
	struct mean mean = {.latest_s = -INFINITY};

	for (size_t i = 0; i < run->n; i++)
		if (is_whole(run, i) && fabs(run->strain[i] - strain) <= window &&
			(!run->time_s || !(run->time_s[i] <= after_s)))
			add(&mean, run, i);
	return mean;
}

/* Whether less than a tenth of the greatest stress is left in the row LAST. */
static int is_unloaded(const struct run *run, size_t last)
{
	double greatest_GPa = 0;

	for (size_t i = 0; run->stress_GPa && i < run->n; i++)
		greatest_GPa = fmax(greatest_GPa, fabs(run->stress_GPa[i]));
	return !run->stress_GPa || fabs(run->stress_GPa[last]) <= 0.1 * greatest_GPa;
}

/* The end of the record by its time, if that lies behind the extreme and no load is left. */
static struct mean unloaded(const struct run *run, const struct mean *extreme, double window)
{
	const struct mean none = {0};
	size_t last = run->n;

	for (size_t i = 0; run->time_s && i < run->n; i++)
		if (is_whole(run, i) && !isnan(run->time_s[i]) &&
			(last == run->n || run->time_s[i] > run->time_s[last]))
			last = i;
	if (last == run->n || fabs(run->strain[last] - extreme->strain) <= 2 * window ||
		!is_unloaded(run, last))
		return none;
	return near(run, run->strain[last], window, extreme->latest_s);
}

static int prepare(struct run *run)
{
	int status;

	if (run->answer->columns > 0)
		return INS_OK;
	status = ins_table_set_kind(run->answer, "resistivity", run->err);
	return status ? status
		      : ins_table_add_columns(run->answer,
				"specimen:t state:t strain resistance_Mohm geometric_Mohm "
				"resistivity_change resistivity_change_se gauge_factor "
				"resistivity_ohm_m",
				run->err);
}

static int put_state(struct run *run, const char *state, double strain, double resistance_Mohm,
	const struct ins_conduct_change *change)
{
	const struct ins_entry row[] = {{"specimen", run->name, 0}, {"state", state, 0},
		{"strain", NULL, strain}, {"resistance_Mohm", NULL, resistance_Mohm},
		{"geometric_Mohm", NULL, change->geometric_Mohm},
		{"resistivity_change", NULL, change->ratio - 1},
		{"resistivity_change_se", NULL, change->ratio_se},
		{"gauge_factor", NULL, change->gauge_factor},
		{"resistivity_ohm_m", NULL, change->ratio * run->resistivity_ohm_m}};

	return ins_table_add_row(run->answer, row, sizeof row / sizeof *row, run->err);
}

static int change_at(struct run *run, const char *state, const struct mean *mean, double window,
	struct ins_conduct_change *change)
{
	double n = (double)mean->rows, told_Mohm = run->settings.resistance_error_Mohm;
	double variance = mean->rows > 1 ? mean->squares / (n - 1) : 0;
	double resistance_Mohm = 1 / mean->per_Mohm, scatter;
	struct ins_conduct_state conduct;
	int status;

	*change = (struct ins_conduct_change){NAN, NAN, NAN, NAN};
	if (mean->rows == 0)
		return INS_OK;
	/* Of a few rows their own scatter tells little. */
	scatter =
		sqrt(fmax(variance, gsl_pow_2(run->settings.noise_per_Mohm)) / n) * resistance_Mohm;
	conduct = rgeom_state(run, mean->strain, mean->elastic_strain, resistance_Mohm,
		hypot(isnan(told_Mohm) ? 0 : told_Mohm, scatter * resistance_Mohm));
	/* Rows that were chosen by their strain keep its noise, however many they are. */
	if (!run->state && run->settings.strain_noise > 0)
		conduct.strain_se = hypot(conduct.strain_se, run->settings.strain_noise);
	status = ins_conduct_change(&conduct, change, run->err);
	if (status) {
		ins_err_prefix(run->err, state);
		return status;
	}
	/* Without strain to speak of, their ratio says nothing. */
	if (fabs(mean->strain) <= fmax(window, conduct.strain_se))
		change->gauge_factor = NAN;
	return INS_OK;
}

static int put_mean(struct run *run, const char *state, const struct mean *mean,
	const struct ins_conduct_change *change)
{
	return put_state(run, state, mean->rows ? mean->strain : NAN,
		mean->rows ? 1 / mean->per_Mohm : NAN, change);
}

int rgeom_summary(struct run *run)
{
	const struct ins_conduct_change rest = {run->settings.rest_Mohm, 1, 0, NAN};
	struct ins_conduct_change extreme_change, end_change;
	struct mean at_extreme, at_end;
	/* Noise makes one row a poor witness: those within 1/200 of the extreme strain are one. */
	double extreme = run->strain[rgeom_farthest(run->strain, run->resistance_Mohm, run->n)];
	double window = fabs(extreme) / 200;
	int status = prepare(run);

	at_extreme = run->state ? named(run, "extreme") : near(run, extreme, window, -INFINITY);
	at_end = run->state ? named(run, "unloaded") : unloaded(run, &at_extreme, window);
	if (status == INS_OK && at_extreme.rows == 0)
		return ins_fail(
			run->err, INS_EANALYSIS, "no row has both a strain and a resistance");
	/* All three rows or none. */
	if (status == INS_OK)
		status = change_at(run, "extreme", &at_extreme, window, &extreme_change);
	if (status == INS_OK)
		status = change_at(run, "unloaded", &at_end, window, &end_change);
	if (status == INS_OK && at_end.rows > 0 && !run->state && !run->stress_GPa)
		status = rgeom_note(run, "assumed",
			"no load is left at the end of the record, which holds no load to tell it "
			"by");
	if (status == INS_OK)
		status = put_state(run, "rest", 0, run->settings.rest_Mohm, &rest);
	if (status == INS_OK)
		status = put_mean(run, "extreme", &at_extreme, &extreme_change);
	if (status == INS_OK)
		status = put_mean(run, "unloaded", &at_end, &end_change);
	if (status == INS_OK && at_end.rows == 0)
		return ins_fail(run->err, INS_EANALYSIS,
			"no unloaded state: the record ends under load, or has no time_s to tell "
			"its end by");
	return status;
}

int rgeom_compare(struct ins_cli *cli, struct ins_table *answer, struct ins_err *err)
{
	const char **state = ins_table_words(answer, "state");
	const char **specimen = ins_table_words(answer, "specimen");
	const double *resistivity = ins_table_numbers(answer, "resistivity_ohm_m");
	size_t none = answer->rows, low = none, high = none;

	if (!state || !specimen || !resistivity)
		return INS_OK;
	for (size_t row = 0; row < answer->rows; row++) {
		if (strcmp(state[row], "rest") != 0 || isnan(resistivity[row]))
			continue;
		if (low == none || resistivity[row] < resistivity[low])
			low = row;
		if (high == none || resistivity[row] > resistivity[high])
			high = row;
	}
	if (low == none || !(resistivity[low] > 0 && resistivity[high] > 2 * resistivity[low]))
		return INS_OK;
	ins_cli_remark(cli,
		"the resistivity at rest of %s is %.3g times that of %s; in one material a size "
		"is wrong, or a contact or a shunt is in it",
		specimen[high], resistivity[high] / resistivity[low], specimen[low]);
	return ins_table_add_note(answer, err, "resistivity",
		"%s: at rest %.3g times that of %s; in one material a size is wrong, or a contact "
		"or a shunt is in it",
		specimen[high], resistivity[high] / resistivity[low], specimen[low]);
}
