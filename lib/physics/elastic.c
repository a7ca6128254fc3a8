/* elastic - Young's modulus, its error and the toe of a stress-strain record. */
#include "physics/elastic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "physics/e3076.h"
#include "physics/hinge.h"
#include "physics/loading.h"
#include "physics/signal.h"

enum { WINDOW_ROWS_MIN = 3, AUTO_POINTS_MAX = 300 };

/* Residuals under this share of the greatest stress leave the straightest window to the curve and
 * not to chance; E3076 itself lets more than the double pass. */
static const double QUIET_SHARE = 0.002;
/* A line may miss the record's first point by this share of the greatest stress: a toe does so. */
static const double START_SHARE = 0.2;
/* A hinged line whose error is a larger share of it is none. */
static const double ERROR_SHARE_MAX = 0.3;
/* Unloading is read between these shares of the stress that it starts from. */
static const double UNLOADING_HI = 0.95, UNLOADING_LO = 0.5;

static double greatest(const double *value, size_t n)
{
	double most = -INFINITY;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, value[i]);
	return most;
}

/* Fit rows [from, to), noise of strain allowed for, and say where they stand. */
static int fit_window(const struct ins_trace_rows *curve, size_t from, size_t to,
	struct ins_elastic *result, struct ins_err *err)
{
	size_t n = to > from ? to - from : 0;
	struct ins_line *line = &result->line;
	const double *x, *y;
	double *residual, wide;
	int status;

	if (n < WINDOW_ROWS_MIN)
		return ins_fail(
			err, INS_EANALYSIS, "no modulus: too few rows in its window: %zu", n);
	x = curve->strain + from;
	y = curve->stress + from;
	status = ins_fit_line_guided(curve->guide + from, x, y, n, line, err);
	if (status)
		return status;
	if (!(line->slope > 0))
		return ins_fail(err, INS_EANALYSIS, "no modulus: stress falls in its window");
	residual = malloc(n * sizeof *residual);
	if (!residual)
		return ins_fail_memory(err, "residuals", n * sizeof *residual);
	for (size_t i = 0; i < n; i++)
		residual[i] = y[i] - ins_line_at(line, x[i]);
	wide = ins_signal_widening(residual, n);
	free(residual);
	line->slope_se *= sqrt(wide);
	line->intercept_se *= sqrt(wide);
	line->covariance *= wide;
	result->points = n;
	result->first_row = curve->row[from];
	result->last_row = curve->row[to - 1];
	result->window_lo = x[0];
	result->window_hi = x[n - 1];
	return INS_OK;
}

static size_t position(const struct ins_trace_rows *curve, size_t row)
{
	size_t i = 0;

	while (i + 1 < curve->n && curve->row[i] < row)
		i++;
	return i;
}

/* Allow for what the window's ends may bend: by how much its middle half differs, beyond noise. */
static int allow_for_bend(const struct ins_trace_rows *curve, size_t from, size_t to,
	struct ins_line *line, struct ins_err *err)
{
	struct ins_elastic middle = {0};
	struct ins_err why = {0};
	size_t quarter = (to - from) / 4;
	double difference, noise2, widened;
	int status = fit_window(curve, from + quarter, to - quarter, &middle, &why);

	/* A middle without a slope tells nothing of a bend. */
	if (status)
		return status == INS_ENOMEM ? ins_fail(err, status, "%s", why.text) : INS_OK;
	difference = middle.line.slope - line->slope;
	noise2 = pow(middle.line.slope_se, 2) - pow(line->slope_se, 2);
	widened = hypot(line->slope_se, sqrt(fmax(difference * difference - fmax(noise2, 0), 0)));
	if (!(widened > line->slope_se) || !(line->slope_se > 0))
		return INS_OK;
	line->intercept_se *= widened / line->slope_se;
	line->covariance *= pow(widened / line->slope_se, 2);
	line->slope_se = widened;
	return INS_OK;
}

/* The window of the standard, with a slope that noise of strain does not lower. */
static int fit_standard(const struct ins_trace_rows *curve, const struct ins_e3076 *standard,
	struct ins_elastic *result, struct ins_err *err)
{
	size_t from = position(curve, standard->elastic.first_row);
	size_t to = position(curve, standard->elastic.last_row) + 1;
	int status = fit_window(curve, from, to, result, err);

	if (!status)
		status = allow_for_bend(curve, from, to, &result->line, err);
	result->method = "auto-e3076";
	result->checks = standard->elastic.checks & ~(unsigned)INS_CHECK_BINNED;
	return status;
}

/* Whether the line begins where the record does; a polymer that hardens late has a straight part
 * that says nothing of its beginning. */
static int begins_with(const struct ins_trace_rows *curve, const struct ins_line *line, double top)
{
	double misfit = ins_line_at(line, curve->strain[0]) - curve->stress[0];

	return fabs(misfit) <= START_SHARE * top;
}

/* Whether the rows under the window of RESULT, but for a toe, are steeper than it by more than
 * errors and a twentieth: then it may lie above what is elastic, or the first rows settle. */
static int is_steeper_before(const struct ins_trace_rows *curve, const struct ins_elastic *result)
{
	static const double TOE_SHARE = 0.25, ERRORS = 4, BEND = 0.05;
	enum { ROWS_MIN = 10 };
	size_t to = position(curve, result->first_row), from = 0;
	struct ins_line before;
	double more;

	while (from < to && curve->stress[from] < TOE_SHARE * curve->stress[to])
		from++;
	if (to - from < ROWS_MIN ||
		ins_fit_line_guided(curve->guide + from, curve->strain + from, curve->stress + from,
			to - from, &before, NULL) != INS_OK)
		return 0;
	more = before.slope - result->line.slope;
	return more > ERRORS * hypot(before.slope_se, result->line.slope_se) &&
	       more > BEND * result->line.slope;
}

/* The hinged line of the first rows, up to SHARE of the range of strain. */
static int find_early(const struct ins_trace_rows *curve, double share, struct ins_elastic *result,
	struct ins_err *err)
{
	struct ins_trace_rows early = *curve;
	double first = curve->n ? curve->strain[0] : 0;
	double reach = share * (greatest(curve->strain, curve->n) - first);
	int status;

	for (early.n = 0; early.n < curve->n && curve->strain[early.n] - first <= reach;)
		early.n++;
	status = ins_hinge_find(&early, result, err);
	if (status)
		return status;
	if (result->line.slope_se > ERROR_SHARE_MAX * result->line.slope)
		return ins_fail(err, INS_EANALYSIS,
			"no elastic line: %.3g is known to +- %.2g only", result->line.slope,
			result->line.slope_se);
	return INS_OK;
}

/* What stretches to many times its elastic strain shows that only in its first rows; where they do
 * not either, the reason is that of the whole record. */
static int find_earlier(
	const struct ins_trace_rows *curve, struct ins_elastic *result, struct ins_err *err)
{
	int status = INS_EANALYSIS;

	for (double share = 0.1; status == INS_EANALYSIS && share > 0.005; share /= 10) {
		struct ins_err later = {0};

		status = find_early(curve, share, result, &later);
		if (status == INS_ENOMEM)
			ins_fail(err, status, "%s", later.text);
	}
	return status;
}

static int find_auto(
	const struct ins_trace_rows *whole, struct ins_elastic *result, struct ins_err *err)
{
	struct ins_trace_rows loading = *whole;
	const struct ins_trace_rows *curve = &loading;
	struct ins_e3076 standard;
	struct ins_elastic hinged = {0};
	double top = greatest(curve->stress, curve->n);
	int answers, status;

	loading.n = ins_loading_rows(whole);
	status = ins_e3076_find(curve, AUTO_POINTS_MAX, &standard, err);
	if (!status)
		status = fit_standard(curve, &standard, result, err);
	if (status == INS_ENOMEM)
		return status;
	answers = !status;
	answers = answers && begins_with(curve, &result->line, top);
	if (answers && !(result->checks & INS_CHECK_END) &&
		result->line.residual_sd <= QUIET_SHARE * top) {
		if (is_steeper_before(curve, result))
			result->checks |= INS_CHECK_STEEPER;
		return INS_OK;
	}
	status = find_early(curve, 1, &hinged, err);
	if (status == INS_EANALYSIS && !answers)
		status = find_earlier(curve, &hinged, err);
	if (status == INS_OK)
		*result = hinged;
	return answers && status != INS_ENOMEM ? INS_OK : status;
}

static int find_e3076(
	const struct ins_trace_rows *curve, struct ins_elastic *result, struct ins_err *err)
{
	struct ins_e3076 standard;
	int status = ins_e3076_find(curve, INS_E3076_POINTS_MAX, &standard, err);

	if (!status)
		*result = standard.elastic;
	return status;
}

static int find_window(const struct ins_trace_rows *curve, double lo, double hi,
	struct ins_elastic *result, struct ins_err *err)
{
	size_t from, to;

	if (!(lo < hi))
		return ins_fail(err, INS_EUSAGE, "a strain window from %g to %g is empty", lo, hi);
	ins_loading_passage(curve, lo, hi, &from, &to);
	result->method = "window";
	return fit_window(curve, from, to, result, err);
}

/* The toe where the slope is not from loading: through the middle of what auto finds straight. */
static int set_toe(const struct ins_trace_rows *curve, double modulus, struct ins_elastic *result,
	struct ins_err *err)
{
	struct ins_elastic loading = {0};
	struct ins_line *line = &result->line;
	double strain = 0, stress = 0, n = 0;
	size_t from, to;
	int status = find_auto(curve, &loading, err);

	line->slope = modulus;
	line->intercept = line->intercept_se = line->covariance = 0;
	result->first_row = result->last_row = curve->row[0];
	result->window_lo = result->window_hi = curve->strain[0];
	if (status) {
		result->checks |= INS_CHECK_TOE;
		return status == INS_ENOMEM ? status : INS_OK;
	}
	result->first_row = loading.first_row;
	result->last_row = loading.last_row;
	result->window_lo = loading.window_lo;
	result->window_hi = loading.window_hi;
	from = position(curve, loading.first_row);
	to = position(curve, loading.last_row) + 1;
	for (size_t i = from; i < to; i++, n++) {
		strain += curve->strain[i];
		stress += curve->stress[i];
	}
	strain /= n;
	line->intercept = stress / n - modulus * strain;
	line->covariance = -strain * line->slope_se * line->slope_se;
	line->intercept_se = hypot(loading.line.residual_sd / sqrt(n), strain * line->slope_se);
	return INS_OK;
}

static int find_given(const struct ins_trace_rows *curve, double modulus,
	struct ins_elastic *result, struct ins_err *err)
{
	if (!(modulus > 0) || !isfinite(modulus))
		return ins_fail(err, INS_EUSAGE, "a modulus of %g cannot be", modulus);
	if (curve->n == 0)
		return ins_fail(err, INS_EANALYSIS, "no elastic line: no rows with strain");
	result->method = "given";
	return set_toe(curve, modulus, result, err);
}

static int find_unloading(const struct ins_trace *record, size_t end,
	const struct ins_trace_rows *loading, struct ins_elastic *result, struct ins_err *err)
{
	struct ins_trace_rows curve = {0};
	size_t from = 0, to = 0;
	double top;
	int status = ins_trace_rows_copy(record, end, record->n, &curve, err);

	if (!status && (curve.n == 0 || loading->n == 0))
		status = ins_fail(
			err, INS_EANALYSIS, "no modulus: the record ends without unloading");
	if (status)
		goto out;
	top = loading->stress[loading->n - 1];
	while (from < curve.n && curve.stress[from] > UNLOADING_HI * top)
		from++;
	for (to = from; to < curve.n && curve.stress[to] > UNLOADING_LO * top;)
		to++;
	result->method = "unloading";
	status = fit_window(&curve, from, to, result, err);
	if (!status)
		status = set_toe(loading, result->line.slope, result, err);
out:
	ins_trace_rows_free(&curve);
	return status;
}

static int choose(const struct ins_trace *record, size_t end, const struct ins_trace_rows *curve,
	const struct ins_elastic_settings *settings, struct ins_elastic *result,
	struct ins_err *err)
{
	switch (settings->choice) {
	case INS_ELASTIC_AUTO:
		return find_auto(curve, result, err);
	case INS_ELASTIC_E3076:
		return find_e3076(curve, result, err);
	case INS_ELASTIC_WINDOW:
		return find_window(curve, settings->window_lo, settings->window_hi, result, err);
	case INS_ELASTIC_UNLOADING:
		return find_unloading(record, end, curve, result, err);
	case INS_ELASTIC_GIVEN:
		break;
	}
	return find_given(curve, settings->modulus, result, err);
}

/* Variance of -b/m from those of b and m. */
static void finish(enum ins_elastic_choice choice, struct ins_elastic *result)
{
	const struct ins_line *line = &result->line;
	double toe = -line->intercept / line->slope;

	result->modulus = line->slope;
	result->modulus_se = choice == INS_ELASTIC_GIVEN ? NAN : line->slope_se;
	result->toe_strain = toe;
	result->toe_strain_se = ins_line_at_se(line, toe) / line->slope;
}

int ins_elastic_find(const struct ins_trace *record, size_t end,
	const struct ins_elastic_settings *settings, struct ins_elastic *result,
	struct ins_err *err)
{
	struct ins_trace_rows curve = {0};
	int status;

	*result = (struct ins_elastic){.method = "none"};
	status = ins_trace_rows_copy(record, 0, end < record->n ? end : record->n, &curve, err);
	if (!status)
		status = choose(record, end, &curve, settings, result, err);
	if (!status)
		finish(settings->choice, result);
	ins_trace_rows_free(&curve);
	return status;
}

void ins_elastic_checks_text(unsigned checks, char *text, size_t size)
{
	static const char *const names[] = {"noise", "resolution", "first_quarter", "last_quarter",
		"range", "end", "binned", "toe", "steeper"};
	size_t used = 0;

	snprintf(text, size, "%s", checks ? "" : "ok");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		int n;

		if (!(checks >> i & 1u) || used >= size)
			continue;
		n = snprintf(text + used, size - used, "%s%s", used ? "," : "", names[i]);
		used += n > 0 ? (size_t)n : 0;
	}
}
