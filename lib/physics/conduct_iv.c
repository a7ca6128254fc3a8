/* conduct_iv - what an I-V sweep says: resistance, offset, curvature, compliance, hysteresis. */
#include "physics/conduct.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/fit.h"

/* A sweep as it is used: its own copies, owned, in the order of the rows. */
struct sweep {
	double *voltage_V, *current_nA; /* n each */
	double *scratch;                /* 5 n */
	size_t n;
	double top_V, range_nA;
};

static int check_sweep(
	const double *voltage_V, const double *current_nA, size_t n, struct ins_err *err)
{
	size_t i, changes = 0, flows = 0;

	for (i = 0; i < n; i++) {
		if (!isfinite(voltage_V[i]) || !isfinite(current_nA[i]))
			return ins_fail(err, INS_EANALYSIS,
				"row %zu of the sweep is not a finite number", i + 1);
		changes += voltage_V[i] != voltage_V[0];
		flows += current_nA[i] != current_nA[0];
	}
	if (n < 3)
		return ins_fail(err, INS_EANALYSIS, "too few rows for a sweep: %zu", n);
	if (changes == 0)
		return ins_fail(
			err, INS_EANALYSIS, "the voltage never changes: this is no I-V sweep");
	if (flows == 0)
		return ins_fail(err, INS_EANALYSIS,
			"the current never changes: nothing conducts, or all is clipped");
	return INS_OK;
}

static void measure(struct sweep *sweep)
{
	double low = INFINITY, high = -INFINITY;
	size_t i;

	sweep->top_V = 0;
	for (i = 0; i < sweep->n; i++) {
		sweep->top_V = fmax(sweep->top_V, fabs(sweep->voltage_V[i]));
		low = fmin(low, sweep->current_nA[i]);
		high = fmax(high, sweep->current_nA[i]);
	}
	sweep->range_nA = high - low;
}

/* A sweep by its roles: one channel is swept, the other is held where it meets a limit, which is
 * the current of a source of voltage or the voltage of a source of current. Arrays lent, n rows. */
struct roles {
	const double *swept, *held;
	double *scratch; /* 2 n */
	size_t n;
	double low, high; /* of what is held */
};

static struct roles roles_of(const struct sweep *sweep, const double *swept, const double *held)
{
	struct roles roles = {swept, held, sweep->scratch, sweep->n, INFINITY, -INFINITY};

	for (size_t i = 0; i < roles.n; i++) {
		roles.low = fmin(roles.low, held[i]);
		roles.high = fmax(roles.high, held[i]);
	}
	return roles;
}

static int is_within(const struct roles *roles, size_t row, double level, double share)
{
	return fabs(roles->held[row] - level) <= share * (roles->high - roles->low);
}

static int is_near(const struct roles *roles, size_t row, double level)
{
	return is_within(roles, row, level, 0.01);
}

/* Whether more rows stand near LEVEL than pass by: an even sweep has half as many again between 1 %
 * and 2.5 % of its range from its end as up to there, and one along a sine a good half of them. */
static int is_held(const struct roles *roles, double level)
{
	size_t rows = 0, passing = 0;

	for (size_t i = 0; i < roles->n; i++) {
		rows += is_near(roles, i, level) != 0;
		passing += is_within(roles, i, level, 0.025) && !is_near(roles, i, level);
	}
	return rows > 2 * passing;
}

/* The line through the rows near neither end of what is held: clipped or not, it is the slope. */
static int fit_middle(const struct roles *roles, struct ins_line *line)
{
	double *swept = roles->scratch, *held = roles->scratch + roles->n;
	size_t i, n = 0;

	for (i = 0; i < roles->n; i++) {
		if (is_near(roles, i, roles->low) || is_near(roles, i, roles->high))
			continue;
		swept[n] = roles->swept[i];
		held[n++] = roles->held[i];
	}
	return n < 3 ? INS_EANALYSIS : ins_fit_line(swept, held, n, line, NULL);
}

/*
 * Whether the rows near LEVEL stand at a limit: few others in between, and a rise is missing that
 * noise about LINE cannot have hidden. How far they were swept is twice the middle half of it: as
 * far as from end to end where they come evenly, and no farther for more rows that only scatter.
 */
static int is_limit(const struct roles *roles, double level, const struct ins_line *line)
{
	double from = INFINITY, to = -INFINITY, low = INFINITY, high = -INFINITY;
	double *near = roles->scratch, way;
	size_t i, rows = 0, between = 0;

	for (i = 0; i < roles->n; i++)
		if (is_near(roles, i, level)) {
			from = fmin(from, roles->swept[i]);
			to = fmax(to, roles->swept[i]);
			near[rows++] = roles->swept[i];
		}
	for (i = 0; i < roles->n; i++) {
		low = fmin(low, roles->swept[i]);
		high = fmax(high, roles->swept[i]);
		between += roles->swept[i] >= from && roles->swept[i] <= to;
	}
	if (rows < 3 || between - rows > rows / 5 || !is_held(roles, level))
		return 0;
	gsl_sort(near, 1, rows);
	way = 2 * (gsl_stats_quantile_from_sorted_data(near, 1, rows, 0.75) -
			  gsl_stats_quantile_from_sorted_data(near, 1, rows, 0.25));
	/* A source goes on sweeping at its limit; what drifts while it rests is at none. */
	if (way < 0.5 * (high - low) * (double)rows / (double)roles->n)
		return 0;
	return fabs(line->slope) * way > 0.05 * (roles->high - roles->low) + 4 * line->residual_sd;
}

/* Whether what is held stays near LEVEL over a good share of the sweep. */
static int stays(const struct roles *roles, double level)
{
	double from = INFINITY, to = -INFINITY, low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < roles->n; i++) {
		low = fmin(low, roles->swept[i]);
		high = fmax(high, roles->swept[i]);
		if (!is_near(roles, i, level))
			continue;
		from = fmin(from, roles->swept[i]);
		to = fmax(to, roles->swept[i]);
	}
	return to - from > 0.2 * (high - low);
}

/* Drop the rows of SWEEP where ROLES, of its own arrays, are at a limit about LINE. */
static void drop_held(struct sweep *sweep, const struct roles *roles, const struct ins_line *line)
{
	/* Near zero it is no limit, but what a diode blocks. */
	double least = 0.2 * fmax(fabs(roles->low), fabs(roles->high));
	int clips_low = fabs(roles->low) >= least && is_limit(roles, roles->low, line);
	int clips_high = fabs(roles->high) >= least && is_limit(roles, roles->high, line);
	size_t n = 0;

	for (size_t i = 0; i < sweep->n; i++) {
		if ((clips_low && is_near(roles, i, roles->low)) ||
			(clips_high && is_near(roles, i, roles->high)))
			continue;
		sweep->voltage_V[n] = sweep->voltage_V[i];
		sweep->current_nA[n++] = sweep->current_nA[i];
	}
	sweep->n = n;
}

static int drop_clipped(struct sweep *sweep, struct ins_err *err)
{
	struct roles roles = roles_of(sweep, sweep->voltage_V, sweep->current_nA);
	struct ins_line line;

	if (fit_middle(&roles, &line) == INS_OK)
		drop_held(sweep, &roles, &line);
	else if (stays(&roles, roles.low) && stays(&roles, roles.high))
		return ins_fail(err, INS_EANALYSIS,
			"the current jumps from %g nA to %g nA with under three rows between: all "
			"is clipped, or it switches",
			roles.low, roles.high);
	roles = roles_of(sweep, sweep->current_nA, sweep->voltage_V);
	if (fit_middle(&roles, &line) == INS_OK)
		drop_held(sweep, &roles, &line);
	measure(sweep);
	return INS_OK;
}

/* Rms of the current upwards less that downwards, where both went, over the range of current. */
static double hysteresis(const struct sweep *sweep)
{
	double *up_V = sweep->scratch, *up_nA = up_V + sweep->n, *down_V = up_nA + sweep->n;
	double *down_nA = down_V + sweep->n, *joined_nA = down_nA + sweep->n, sum = 0;
	size_t i, ups = 0, downs = 0, first, last, rows = 0;

	for (i = 1; i < sweep->n; i++) {
		double step_V = sweep->voltage_V[i] - sweep->voltage_V[i - 1];

		if (step_V > 0) {
			up_V[ups] = sweep->voltage_V[i];
			up_nA[ups++] = sweep->current_nA[i];
		} else if (step_V < 0) {
			down_V[downs] = sweep->voltage_V[i];
			down_nA[downs++] = sweep->current_nA[i];
		}
	}
	if (ups < 2 || downs < 2)
		return NAN;
	gsl_sort2(up_V, 1, up_nA, 1, ups);
	gsl_sort2(down_V, 1, down_nA, 1, downs);
	if (ins_conduct_join(up_V, up_nA, ups, down_V, downs, 0, joined_nA, &first, &last, NULL) ==
		INS_OK)
		for (i = first; i < last; i++, rows++)
			sum += pow(joined_nA[i] - down_nA[i], 2);
	return rows < 3 ? NAN : sqrt(sum / (double)rows) / sweep->range_nA;
}

/* Polynomial of TERMS coefficients in v = V/top; chisq and covariance as ins_fit_linear gives. */
static int fit_powers(const struct sweep *sweep, size_t terms, double *coefficient,
	double *covariance, double *chisq, struct ins_err *err)
{
	size_t i, k;

	for (i = 0; i < sweep->n; i++) {
		double power = 1;

		for (k = 0; k < terms; k++, power *= sweep->voltage_V[i] / sweep->top_V)
			sweep->scratch[i * terms + k] = power;
	}
	return ins_fit_linear(sweep->scratch, sweep->current_nA, NULL, sweep->n, terms, coefficient,
		covariance, chisq, err);
}

/* Of the square and cubic terms together; 0 where the line leaves nothing but rounding. */
static double f_statistic(const struct sweep *sweep, double line_chisq, double cubic_chisq)
{
	double dof = (double)sweep->n - 4;

	if (line_chisq <= 1e-20 * sweep->range_nA * sweep->range_nA)
		return 0;
	return fmax(line_chisq - cubic_chisq, 0) / 2 / (cubic_chisq / dof);
}

/* Keep a fit of TERMS coefficients in v as the answer. */
static void keep(const struct sweep *sweep, size_t terms, const double *coefficient,
	const double *covariance, struct ins_conduct_iv *iv)
{
	double slope = coefficient[1], slope_se = sqrt(covariance[terms + 1]);
	size_t k;

	for (k = 0; k < 4; k++)
		iv->coefficient_nA[k] =
			k < terms ? coefficient[k] / pow(sweep->top_V, (double)k) : 0;
	iv->offset_nA = coefficient[0];
	iv->offset_se_nA = sqrt(covariance[0]);
	iv->resistance_Mohm = iv->resistance_se_Mohm = NAN;
	if (!(slope > 3 * slope_se))
		return;
	/* 1 V/nA = 1e3 Mohm */
	iv->resistance_Mohm = 1e3 * sweep->top_V / slope;
	iv->resistance_se_Mohm = iv->resistance_Mohm * slope_se / slope;
}

static int judge(const struct sweep *sweep, struct ins_conduct_iv *iv, struct ins_err *err)
{
	double line[2], line_covariance[4], line_chisq, cubic[4], cubic_covariance[16], cubic_chisq;
	int status = fit_powers(sweep, 2, line, line_covariance, &line_chisq, err);

	if (status)
		return status;
	keep(sweep, 2, line, line_covariance, iv);
	iv->ohmic = -1;
	if (sweep->n < 6)
		return INS_OK;
	/* Two voltages in turn bear a line but no cubic: nothing more can be told. */
	status = fit_powers(sweep, 4, cubic, cubic_covariance, &cubic_chisq, err);
	if (status)
		return status == INS_ENOMEM ? status : INS_OK;
	iv->square_effect = cubic[2] / line[1];
	iv->cubic_effect = cubic[3] / line[1];
	iv->f_statistic = f_statistic(sweep, line_chisq, cubic_chisq);
	iv->p_value = gsl_cdf_fdist_Q(iv->f_statistic, 2, (double)sweep->n - 4);
	iv->ohmic = iv->p_value >= 0.01 ||
		    fmax(fabs(iv->square_effect), fabs(iv->cubic_effect)) <= 0.02;
	if (!iv->ohmic)
		keep(sweep, 4, cubic, cubic_covariance, iv);
	return INS_OK;
}

int ins_conduct_fit_iv(const double *voltage_V, const double *current_nA, size_t n,
	struct ins_conduct_iv *iv, struct ins_err *err)
{
	struct sweep sweep = {0};
	double *space;
	int status = check_sweep(voltage_V, current_nA, n, err);

	*iv = (struct ins_conduct_iv){.square_effect = NAN,
		.cubic_effect = NAN,
		.f_statistic = NAN,
		.p_value = NAN,
		.hysteresis = NAN};
	if (status)
		return status;
	if (!(space = malloc(7 * n * sizeof *space)))
		return ins_fail_memory(err, "a sweep", 7 * n * sizeof *space);
	sweep = (struct sweep){space, space + n, space + 2 * n, n, 0, 0};
	memcpy(sweep.voltage_V, voltage_V, n * sizeof *space);
	memcpy(sweep.current_nA, current_nA, n * sizeof *space);
	measure(&sweep);
	status = drop_clipped(&sweep, err);
	iv->points = sweep.n;
	iv->clipped = n - sweep.n;
	if (!status) {
		iv->hysteresis = hysteresis(&sweep);
		status = judge(&sweep, iv, err);
	}
	free(space);
	if (!status && iv->ohmic && isnan(iv->resistance_Mohm))
		return ins_fail(err, INS_EANALYSIS,
			"the current does not rise with the voltage beyond its noise: no "
			"resistance");
	return status;
}

double ins_conduct_iv_at(const struct ins_conduct_iv *iv, double voltage_V)
{
	const double *c = iv->coefficient_nA;

	return c[0] + voltage_V * (c[1] + voltage_V * (c[2] + voltage_V * c[3]));
}
