/* yield - where a curve crosses its elastic line shifted by an offset. */
#include "physics/yield.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "physics/loading.h"
#include "physics/signal.h"

enum { PARABOLA_ROWS_MIN = 6, TERMS_MAX = 3, FREEDOM_MIN = 8, MEANS_MIN = 1000 };

/* Noise under these shares of the greatest stress and of the line's depth needs no means. */
static const double QUIET_TOP_SHARE = 0.01, QUIET_DEPTH_SHARE = 0.02;

/* Running means that place the crossing reach this depth over noise at the window's end. */
static const double PLACING_LENGTHS = 8;
/* The local fit spans a fall through the line by this many times the noise on either side. */
static const double NOISE_LENGTHS = 8;

/* The curve against the shifted line: over[i] = stress - line at that strain. */
struct crossing {
	const struct ins_trace_rows *curve; /* lent */
	const struct ins_elastic *elastic;  /* lent */
	double offset;
	double *over; /* owned */
	double noise; /* of over */
	double stress_noise, strain_noise;
	double stress_slow, strain_slow; /* noise that neighbouring rows share */
	double stress_step, strain_step; /* of rounding that hides noise, else 0 */
	size_t first;                    /* row after the elastic window */
};

/* A line or a parabola p0 + p1 t + p2 t^2 of one channel around the crossing. */
struct parabola {
	double p[TERMS_MAX], covariance[TERMS_MAX * TERMS_MAX];
	size_t terms;
};

/* Both channels; t counts units of the guide, one a row. */
struct fits {
	struct parabola stress, strain;
	double unit;
	size_t n;
};

static double line_at(const struct crossing *c, double strain)
{
	return ins_line_at(&c->elastic->line, strain - c->offset);
}

/* The middle of the first run of means that lies on or under the line; curve->n without one. */
static size_t place(const struct crossing *c)
{
	double height = c->elastic->modulus * c->offset;
	double wanted = ceil(pow(PLACING_LENGTHS * c->noise / height, 2));
	size_t left = c->curve->n - c->first, most = left / 4 + 1, n = 1;
	double sum = 0;

	if (left == 0)
		return c->curve->n;
	if (wanted > 1)
		n = wanted < (double)most ? (size_t)wanted : most;
	for (size_t i = c->first; i < c->first + n; i++)
		sum += c->over[i];
	for (size_t i = c->first; i + n <= c->curve->n; i++) {
		if (sum <= 0)
			return i + n / 2;
		if (i + n < c->curve->n)
			sum += c->over[i + n] - c->over[i];
	}
	return c->curve->n;
}

/* The variance of a row is that of its residuals; of few ones, no less than that of the noise. */
static int fit_parabola(const double *design, const double *ones, const double *value, size_t n,
	double noise, struct parabola *fit, struct ins_err *err)
{
	double chisq, variance = noise * noise;
	int status = ins_fit_linear(
		design, value, ones, n, fit->terms, fit->p, fit->covariance, &chisq, err);

	if (status)
		return status;
	if (n >= fit->terms + FREEDOM_MIN)
		variance = chisq / (double)(n - fit->terms);
	else if (n > fit->terms)
		variance = fmax(variance, chisq / (double)(n - fit->terms));
	for (size_t i = 0; i < fit->terms * fit->terms; i++)
		fit->covariance[i] *= variance;
	return INS_OK;
}

static double value_at(const struct parabola *fit, double t)
{
	return fit->p[0] + t * (fit->p[1] + t * fit->p[2]);
}

static double slope_at(const struct parabola *fit, double t)
{
	return fit->p[1] + 2 * t * fit->p[2];
}

static double variance_at(const struct parabola *fit, double t)
{
	double row[TERMS_MAX] = {1, t, t * t}, variance = 0;

	assert(fit->terms <= TERMS_MAX);
	for (size_t i = 0; i < fit->terms; i++)
		for (size_t k = 0; k < fit->terms; k++)
			variance += row[i] * row[k] * fit->covariance[fit->terms * i + k];
	return variance;
}

/* Where the fits cross the line, nearest to t = 0; without bend if they do not with it. */
static double root(const struct crossing *c, const struct fits *fits)
{
	double m = c->elastic->modulus;
	double a = fits->stress.p[2] - m * fits->strain.p[2];
	double b = fits->stress.p[1] - m * fits->strain.p[1];
	double d = fits->stress.p[0] - line_at(c, fits->strain.p[0]);
	double discriminant = b * b - 4 * a * d, q;

	if (discriminant < 0 || !(b < 0))
		return -d / b;
	q = -0.5 * (b - sqrt(discriminant));
	return d / q;
}

/* Fit both channels over rows [from, to), t counted from row AT. */
static int fit_around(const struct crossing *c, size_t from, size_t to, size_t at,
	struct fits *fits, struct ins_err *err)
{
	size_t n = to - from, terms = n < PARABOLA_ROWS_MIN ? 2 : 3;
	double *design = malloc((terms + 1) * n * sizeof *design), *ones;
	const double *guide = c->curve->guide;
	int status;

	if (!design)
		return ins_fail_memory(err, "a local fit", (terms + 1) * n * sizeof *design);
	*fits = (struct fits){.n = n, .stress.terms = terms, .strain.terms = terms};
	fits->unit = (guide[to - 1] - guide[from]) / (double)(n - 1);
	ones = design + terms * n;
	for (size_t i = 0; i < n; i++) {
		double t = (guide[from + i] - guide[at]) / fits->unit;

		design[terms * i] = 1;
		design[terms * i + 1] = t;
		if (terms == 3)
			design[terms * i + 2] = t * t;
		ones[i] = 1;
	}
	status = fit_parabola(
		design, ones, c->curve->stress + from, n, c->stress_noise, &fits->stress, err);
	if (!status)
		status = fit_parabola(design, ones, c->curve->strain + from, n, c->strain_noise,
			&fits->strain, err);
	free(design);
	return status;
}

/* The variance of what was rounded to a step, or shares a slow noise: of all rows alike, so that no
 * mean is better. */
static double shared(double step, double slow)
{
	return step * step / 12 + slow * slow;
}

/*
 * Errors of the local stress and strain and of the line move the crossing along the curve:
 * d(stress) = (1 - q) d(curve's stress) + q d(line's), q = curve's slope / (slope - line's).
 */
static double crossing_se(const struct crossing *c, const struct fits *fits, double t)
{
	double m = c->elastic->modulus, rise = slope_at(&fits->stress, t);
	double q = rise / (rise - m * slope_at(&fits->strain, t));
	double strain = value_at(&fits->strain, t);
	double line_se = ins_line_at_se(&c->elastic->line, strain - c->offset);
	double stress_variance =
		variance_at(&fits->stress, t) + shared(c->stress_step, c->stress_slow);
	double strain_variance =
		variance_at(&fits->strain, t) + shared(c->strain_step, c->strain_slow);

	return sqrt((1 - q) * (1 - q) * stress_variance +
		    q * q * (m * m * strain_variance + line_se * line_se));
}

/* SIDE rows before row AT and as many from it on, as far as there are any. */
static void choose_rows(const struct crossing *c, size_t at, size_t side, size_t *from, size_t *to)
{
	*from = at > c->first + side ? at - side : c->first;
	*to = c->curve->n - at > side ? at + side : c->curve->n;
	if (*to - *from < 2)
		*from = at - 1;
}

/* Fit over so many rows that the curve falls through the line by some noise lengths. */
static int fit_wide(
	const struct crossing *c, size_t at, size_t *side, struct fits *fits, struct ins_err *err)
{
	size_t from, to;

	for (;; *side += *side / 2 + 1) {
		double fall;
		int status;

		choose_rows(c, at, *side, &from, &to);
		status = fit_around(c, from, to, at, fits, err);
		if (status)
			return status;
		fall = c->elastic->modulus * fits->strain.p[1] - fits->stress.p[1];
		if (fall * (double)*side >= NOISE_LENGTHS * c->noise ||
			to - from >= c->curve->n - c->first)
			return INS_OK;
	}
}

/* The first row past t units after row AT. */
static size_t move(const struct crossing *c, size_t at, double t, double unit)
{
	const double *guide = c->curve->guide;
	double wanted = guide[at] + t * unit;

	while (at + 1 < c->curve->n && guide[at] < wanted)
		at++;
	while (at > c->first + 1 && guide[at - 1] >= wanted)
		at--;
	return at;
}

/* From the row where means cross to where local fits do. */
static int refine(const struct crossing *c, size_t at, struct ins_yield *result, int *found,
	struct ins_err *err)
{
	const double *guide = c->curve->guide;
	struct fits fits;
	size_t side = 1, from, to;
	double t, where;
	int status = fit_wide(c, at, &side, &fits, err);

	if (status)
		return status;
	at = move(c, at, root(c, &fits), fits.unit);
	choose_rows(c, at, side, &from, &to);
	status = fit_around(c, from, to, at, &fits, err);
	if (status)
		return status;
	t = root(c, &fits);
	/* Outside of the fitted rows it is an extrapolation, and no crossing that was seen; a curve
	 * that is not under load there yields nothing. */
	where = guide[at] + t * fits.unit;
	if (!(where >= guide[from] && where <= guide[to - 1]) || !(value_at(&fits.stress, t) > 0))
		return INS_OK;
	*found = 1;
	result->stress = value_at(&fits.stress, t);
	result->strain = value_at(&fits.strain, t);
	result->stress_se = crossing_se(c, &fits, t);
	result->row = c->curve->row[t < 0 ? at - 1 : at];
	result->points = fits.n;
	return INS_OK;
}

static void measure_noise(struct crossing *c)
{
	const double *stress = c->curve->stress + c->first, *strain = c->curve->strain + c->first;
	size_t n = c->curve->n - c->first;
	double strain_noise;

	c->stress_noise = ins_signal_noise(stress, n);
	c->strain_noise = ins_signal_noise(strain, n);
	c->stress_slow = ins_signal_slow_noise(stress, n);
	c->strain_slow = ins_signal_slow_noise(strain, n);
	/* Within one step of a strain that goes in steps no row tells the curve's slope. */
	strain_noise = hypot(ins_signal_noise_or_step(strain, n), c->strain_slow);
	c->noise =
		hypot(hypot(c->stress_noise, c->stress_slow), c->elastic->modulus * strain_noise);
}

static void skip_window(struct crossing *c)
{
	c->first = 0;
	while (c->first < c->curve->n && c->curve->row[c->first] <= c->elastic->last_row)
		c->first++;
}

/* Rows that are many and noisy give way to means, so that the local fit can stay local. */
static size_t rows_a_mean(const struct crossing *c)
{
	double top = 0, depth = c->elastic->modulus * c->offset, wanted;

	for (size_t i = 0; i < c->curve->n; i++)
		top = fmax(top, c->curve->stress[i]);
	wanted = ceil(pow(c->noise / fmin(QUIET_TOP_SHARE * top, QUIET_DEPTH_SHARE * depth), 2));
	return (size_t)fmax(fmin(wanted, floor((double)c->curve->n / MEANS_MIN)), 1);
}

static int run(struct crossing *c, struct ins_yield *result, int *found, struct ins_err *err)
{
	const struct ins_trace_rows *whole = c->curve;
	struct ins_trace_rows means = {0};
	size_t n, at;
	int status;

	skip_window(c);
	measure_noise(c);
	c->stress_step = ins_signal_rounding(whole->stress, whole->n);
	c->strain_step = ins_signal_rounding(whole->strain, whole->n);
	status = ins_trace_rows_average(c->curve, 0, c->curve->n, rows_a_mean(c), &means, err);
	if (status)
		return status;
	c->curve = &means;
	skip_window(c);
	measure_noise(c);
	n = means.n;
	c->over = calloc(n ? n : 1, sizeof *c->over);
	if (!c->over) {
		status = ins_fail_memory(err, "the offset line", n * sizeof *c->over);
		goto out;
	}
	for (size_t i = 0; i < n; i++)
		c->over[i] = means.stress[i] - line_at(c, means.strain[i]);
	at = place(c);
	if (at > 0 && at < n)
		status = refine(c, at, result, found, err);
	/* Rows that no local fit can be laid through show no crossing. */
	if (status == INS_EANALYSIS)
		status = INS_OK;
out:
	free(c->over);
	c->curve = whole;
	ins_trace_rows_free(&means);
	return status;
}

int ins_yield_find(const struct ins_trace *record, size_t end, const struct ins_elastic *elastic,
	double offset, struct ins_yield *result, int *found, struct ins_err *err)
{
	struct ins_trace_rows curve = {0};
	struct crossing c = {.curve = &curve, .elastic = elastic, .offset = offset};
	int status;

	*result = (struct ins_yield){.stress = NAN, .strain = NAN, .stress_se = NAN};
	*found = 0;
	if (!(offset > 0) || !isfinite(offset))
		return ins_fail(err, INS_EUSAGE, "an offset of %g cannot be", offset);
	status = ins_trace_rows_copy(record, 0, end < record->n ? end : record->n, &curve, err);
	if (!status) {
		ins_loading_drop_detours(&curve);
		status = run(&c, result, found, err);
	}
	ins_trace_rows_free(&curve);
	return status;
}
