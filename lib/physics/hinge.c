/* hinge - the straight part of a curve with a toe below and a knee above it. */
#include "physics/hinge.h"

#include <math.h>
#include <stdlib.h>

#include "physics/signal.h"
#include "physics/stretch.h"

enum { MEANS_MAX = 128, ROWS_MIN = 4, LINE_ROWS_MIN = 2, TERM_ROWS_MIN = 12, COLUMNS = 4 };

/* Knots are tried on a grid over the whole stretch, then on finer ones around the best. */
enum { GRID = 16, FINER_MAX = 6, FINER_REACH = 4 };
static const double STRAIGHT_SHARE_MIN = 0.35;
/* A grid is fine enough when this many of its points share the weight. */
static const double SHARERS_MIN = 8;
/* Beyond its knots a curve may be steeper than between them by this share, through noise. */
static const double STEEPER_MAX = 0.3;
/* A term is charged this much chi2 for its coefficient (Akaike). */
static const double TERM_CHI2 = 6;

/* The line at one pair of knots, in u = (guide - lo)/(hi - lo) in [0, 1]. */
struct trial {
	double toe, knee; /* t1, no toe at 0; t2, no knee at 1 */
	double m, b;
	double squares; /* of the residuals */
	double chi2;    /* squares over the variance of the noise at this m, and the charge */
	double b_gain;  /* variance of b, m being known, over that of a residual */
	double pivot;   /* the strain where the line is known best */
};

/* The mean over knots of the line, and its covariance: sums of weighted values. */
struct mean {
	double weight, weight2, m, b, mm, mb, bb;
	double variance;                               /* of a residual */
	double m_share[MEANS_MAX], b_share[MEANS_MAX]; /* of each y in m and in b */
	struct trial best;
	double chi2_zero, chi2_unit; /* of chi2 for a weight of 1, and for one of exp(-1/2) */
};

/* The stretch as means; arrays owned, those of n in one piece. */
struct bend {
	struct ins_trace_rows means;
	double *u, *x, *y; /* guide in [0, 1], channels of order one */
	double *residual;
	double *column[COLUMNS];
	double share[COLUMNS][COLUMNS]; /* of an earlier column in a later one as it was */
	double *room;
	double x_zero, x_unit, y_zero, y_unit;
	double x_variance, y_variance; /* of the noise of a mean, in these units */
	double x_slope_share;          /* relative variance of the slope of x with u, if straight */
	size_t n, bin;
};

static double dot(const double *a, const double *b, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* Take what lies along column BY out of VALUE. */
static double take_out(double *value, const double *by, size_t n)
{
	double length = dot(by, by, n), share = length > 0 ? dot(value, by, n) / length : 0;

	for (size_t i = 0; i < n; i++)
		value[i] -= share * by[i];
	return share;
}

/* Columns at right angles to each other: toe and knee terms, 1, u. Returns the terms in use. */
static int build_columns(struct bend *bend, double toe, double knee)
{
	size_t n = bend->n;

	for (size_t i = 0; i < n; i++) {
		double below = fmax(toe - bend->u[i], 0), above = fmax(bend->u[i] - knee, 0);

		bend->column[0][i] = below * below;
		bend->column[1][i] = above * above;
		bend->column[2][i] = 1;
		bend->column[3][i] = bend->u[i];
	}
	for (size_t k = 1; k < COLUMNS; k++)
		for (size_t j = 0; j < k; j++)
			bend->share[k][j] = take_out(bend->column[k], bend->column[j], n);
	return (toe > 0) + (knee < 1);
}

/* The line at trial's knots; returns 0 where x does not follow u. */
static int solve(struct bend *bend, struct trial *trial)
{
	size_t n = bend->n;
	int terms = build_columns(bend, trial->toe, trial->knee);
	const double *one = bend->column[2], *u = bend->column[3];
	double along = dot(u, bend->x, n), length = dot(one, one, n), term[COLUMNS];

	if (!(along > 0))
		return 0;
	trial->m = dot(u, bend->y, n) / along;
	for (size_t i = 0; i < n; i++)
		bend->residual[i] = bend->y[i] - trial->m * bend->x[i];
	trial->b = dot(one, bend->residual, n) / length;
	for (size_t k = 0; k < COLUMNS; k++)
		term[k] = take_out(bend->residual, bend->column[k], n);
	for (size_t k = COLUMNS; k-- > 0;)
		for (size_t j = k + 1; j < COLUMNS; j++)
			term[k] -= bend->share[j][k] * term[j];
	if (-2 * term[0] * trial->toe > STEEPER_MAX * trial->m ||
		2 * term[1] * (1 - trial->knee) > STEEPER_MAX * trial->m)
		return 0;
	trial->squares = dot(bend->residual, bend->residual, n);
	trial->chi2 = terms * TERM_CHI2 +
		      trial->squares / (bend->y_variance + trial->m * trial->m * bend->x_variance);
	trial->b_gain = 1 / length;
	trial->pivot = dot(one, bend->x, n) / length;
	return 1;
}

static double residual_variance(const struct bend *bend, const struct trial *trial)
{
	int terms = (trial->toe > 0) + (trial->knee < 1);
	double freedom = (double)bend->n - 2 - 2 * terms;

	return freedom > 0 ? trial->squares / freedom : NAN;
}

/* Let TRIAL weigh in by its likelihood. */
static void weigh(struct bend *bend, const struct trial *trial, struct mean *mean)
{
	double w = exp(-(trial->chi2 - mean->chi2_zero) / (2 * mean->chi2_unit));
	double variance = residual_variance(bend, trial);
	const double *one = bend->column[2], *u = bend->column[3];
	double along = dot(u, bend->x, bend->n);

	mean->weight += w;
	mean->weight2 += w * w;
	mean->m += w * trial->m;
	mean->b += w * trial->b;
	mean->mm += w * trial->m * trial->m;
	mean->mb += w * trial->m * trial->b;
	mean->bb += w * trial->b * trial->b;
	mean->variance += w * variance;
	for (size_t i = 0; i < bend->n; i++) {
		mean->m_share[i] += w * u[i] / along;
		mean->b_share[i] += w * (one[i] * trial->b_gain - trial->pivot * u[i] / along);
	}
	if (trial->chi2 < mean->best.chi2)
		mean->best = *trial;
}

/* Try all knots of a grid of STEP that lie within REACH steps of CENTRE's. */
static void scan(
	struct bend *bend, const struct trial *centre, double step, int reach, struct mean *mean)
{
	for (int i = -reach; i <= reach; i++)
		for (int k = -reach; k <= reach; k++) {
			struct trial trial = {
				.toe = centre->toe + i * step, .knee = centre->knee + k * step};

			if (trial.toe < 0 || trial.knee > 1 ||
				trial.knee - trial.toe < STRAIGHT_SHARE_MIN)
				continue;
			if (solve(bend, &trial))
				weigh(bend, &trial, mean);
		}
}

/* How far chi2 is from its due: noise that differences do not show, or a model that misfits. */
static double chi2_unit(struct bend *bend, struct trial *best)
{
	double freedom = (double)bend->n - 6;

	solve(bend, best);
	return fmax(best->chi2 / freedom, 1) * ins_signal_widening(bend->residual, bend->n);
}

/* The line averaged over the knots that the data allow; a single one for a handful of points. */
static struct mean average_over_knots(struct bend *bend)
{
	struct mean mean = {.best.chi2 = INFINITY, .chi2_unit = 1};
	struct trial centre = {.toe = 0, .knee = 1};
	double step = 1.0 / GRID;
	int reach = bend->n < TERM_ROWS_MIN ? 0 : GRID;

	scan(bend, &centre, step, reach, &mean);
	for (int finer = 0; finer <= FINER_MAX && isfinite(mean.best.chi2); finer++) {
		struct trial best = mean.best;

		mean = (struct mean){.best = best, .chi2_zero = best.chi2};
		mean.chi2_unit = chi2_unit(bend, &best);
		scan(bend, &best, step, reach, &mean);
		if (reach == 0 || mean.weight * mean.weight > SHARERS_MIN * mean.weight2)
			break;
		step /= 2;
		reach = FINER_REACH;
	}
	return mean;
}

/* Covariance of m and b: of the mean line at fixed knots, and of the lines about it. */
static void find_covariance(
	struct bend *bend, struct mean *mean, double *mm, double *mb, double *bb)
{
	double w = mean->weight, m = mean->m / w, b = mean->b / w, wide, variance;
	const double *m_share = mean->m_share, *b_share = mean->b_share;

	solve(bend, &mean->best);
	wide = ins_signal_widening(bend->residual, bend->n);
	variance = mean->variance / w / (w * w);
	*mm = wide * (mean->mm / w - m * m + variance * dot(m_share, m_share, bend->n)) +
	      m * m * bend->x_slope_share;
	*mb = wide * (mean->mb / w - m * b + variance * dot(m_share, b_share, bend->n));
	*bb = wide * (mean->bb / w - b * b + variance * dot(b_share, b_share, bend->n));
}

/* Rounding may leave a variance under 0; one that is not known stays so. */
static double root(double variance)
{
	return sqrt(variance < 0 ? 0 : variance);
}

/* The line in the record's own units. */
static void make_line(struct bend *bend, struct mean *mean, struct ins_line *line)
{
	double m = mean->m / mean->weight, b = mean->b / mean->weight;
	double unit = bend->y_unit / bend->x_unit, zero = bend->x_zero / bend->x_unit;
	double mm, mb, bb;

	find_covariance(bend, mean, &mm, &mb, &bb);
	line->slope = m * unit;
	line->slope_se = root(mm) * unit;
	line->intercept = bend->y_zero + bend->y_unit * (b - m * zero);
	line->covariance = (mb - zero * mm) * bend->y_unit * unit;
	line->intercept_se = root(bb - 2 * zero * mb + zero * zero * mm) * bend->y_unit;
	line->residual_sd =
		sqrt(residual_variance(bend, &mean->best) * (double)bend->bin) * bend->y_unit;
}

static int bend_alloc(struct bend *bend, struct ins_err *err)
{
	size_t n = bend->means.n;

	bend->n = n;
	bend->room = malloc((4 + COLUMNS) * n * sizeof *bend->room);
	if (!bend->room)
		return ins_fail_memory(err, "the elastic line", (4 + COLUMNS) * n * sizeof(double));
	bend->u = bend->room;
	bend->x = bend->u + n;
	bend->y = bend->x + n;
	bend->residual = bend->y + n;
	for (size_t k = 0; k < COLUMNS; k++)
		bend->column[k] = bend->residual + (k + 1) * n;
	return INS_OK;
}

static void bend_free(struct bend *bend)
{
	ins_trace_rows_free(&bend->means);
	free(bend->room);
}

/* Shift and scale VALUE to [0, 1] or thereabouts. */
static void normalise(const double *value, size_t n, double *to, double *zero, double *unit)
{
	*zero = value[0];
	*unit = 0;
	for (size_t i = 0; i < n; i++)
		*unit = fmax(*unit, fabs(value[i] - *zero));
	if (*unit <= 0)
		*unit = 1;
	for (size_t i = 0; i < n; i++)
		to[i] = (value[i] - *zero) / *unit;
}

static int bend_start(const struct ins_trace_rows *curve, size_t from, size_t to, struct bend *bend,
	struct ins_err *err)
{
	/* Rounding is noise too, and the least there is. */
	static const double ROUNDING = 1e-20;
	double guide_zero, guide_unit, x_noise, y_noise;
	int status;

	bend->bin = (to - from + MEANS_MAX - 1) / MEANS_MAX;
	status = ins_trace_rows_average(curve, from, to, bend->bin, &bend->means, err);
	if (!status)
		status = bend_alloc(bend, err);
	if (status)
		return status;
	normalise(bend->means.guide, bend->n, bend->u, &guide_zero, &guide_unit);
	normalise(bend->means.strain, bend->n, bend->x, &bend->x_zero, &bend->x_unit);
	normalise(bend->means.stress, bend->n, bend->y, &bend->y_zero, &bend->y_unit);
	x_noise = ins_signal_noise(curve->strain + from, to - from) / bend->x_unit;
	y_noise = ins_signal_noise(curve->stress + from, to - from) / bend->y_unit;
	bend->x_variance = x_noise * x_noise / (double)bend->bin + ROUNDING;
	bend->y_variance = y_noise * y_noise / (double)bend->bin + ROUNDING;
	return INS_OK;
}

/* Rows between the knots, which may both lie in one gap of the record. */
static int find_window(const struct ins_trace_rows *curve, size_t from, size_t to,
	const struct trial *trial, struct ins_elastic *elastic, struct ins_err *err)
{
	double lo = curve->guide[from], hi = curve->guide[to - 1];
	size_t first = from, last = to - 1;

	while (curve->guide[first] < lo + trial->toe * (hi - lo))
		first++;
	while (curve->guide[last] > lo + trial->knee * (hi - lo))
		last--;
	if (last < first + LINE_ROWS_MIN - 1)
		return ins_fail(err, INS_EANALYSIS,
			"no elastic line: only %zu rows in its straight part", last + 1 - first);
	elastic->first_row = curve->row[first];
	elastic->last_row = curve->row[last];
	elastic->points = elastic->line.n = last - first + 1;
	elastic->window_lo = curve->strain[first];
	elastic->window_hi = curve->strain[last];
	return INS_OK;
}

/* Checks in the sense of E3076; what bends is in the model. */
static unsigned check(const struct bend *bend, const struct ins_elastic *elastic)
{
	double noise = elastic->line.residual_sd * sqrt(2) / (0.005 * bend->y_unit);
	double rise = elastic->line.slope * (elastic->window_hi - elastic->window_lo);

	return (noise > 1 ? INS_CHECK_NOISE : 0u) |
	       (rise < 0.4 * bend->y_unit ? INS_CHECK_RANGE : 0u);
}

int ins_hinge_find(
	const struct ins_trace_rows *curve, struct ins_elastic *elastic, struct ins_err *err)
{
	struct bend bend = {0};
	struct mean mean;
	struct ins_trace_rows smooth = {0};
	size_t from, to;
	int status;

	if (curve->n < ROWS_MIN)
		return ins_fail(
			err, INS_EANALYSIS, "no elastic line: only %zu rows with strain", curve->n);
	status = ins_trace_rows_average(curve, 0, curve->n, 1, &smooth, err);
	if (!status)
		status = ins_trace_rows_straighten(&smooth, 0, curve->n, &bend.x_slope_share, err);
	if (!status)
		status = ins_stretch_find(&smooth, &from, &to, err);
	if (!status && bend.x_slope_share <= 0)
		status = ins_trace_rows_straighten(&smooth, from, to, &bend.x_slope_share, err);
	if (!status)
		status = bend_start(&smooth, from, to, &bend, err);
	if (status)
		goto out;
	mean = average_over_knots(&bend);
	if (!isfinite(mean.best.chi2) || !(mean.m > 0)) {
		status = ins_fail(err, INS_EANALYSIS, "no elastic line: stress does not rise");
		goto out;
	}
	make_line(&bend, &mean, &elastic->line);
	elastic->method = curve->guide_is_time ? "auto-time" : "auto-row";
	status = find_window(curve, from, to, &mean.best, elastic, err);
	if (!status)
		elastic->checks = check(&bend, elastic);
out:
	ins_trace_rows_free(&smooth);
	bend_free(&bend);
	return status;
}
