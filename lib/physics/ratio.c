/* ratio - how much stronger in tension than in compression, from groups of strengths. */
#include "physics/ratio.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

int ins_ratio_group(
	const struct ins_ratio_sample *sample, struct ins_ratio_group *group, struct ins_err *err)
{
	double squares = 0, log_squares = 0;
	size_t i, n = sample->n;

	*group = (struct ins_ratio_group){n, 0, NAN, 0, NAN};
	for (i = 0; i < n; i++) {
		if (!(sample->value[i] > 0) || !isfinite(sample->value[i]))
			return ins_fail(err, INS_EANALYSIS,
				"strength %zu of %zu is not a positive number: %g", i + 1, n,
				sample->value[i]);
		group->mean += (sample->value[i] - group->mean) / (double)(i + 1);
		group->log_mean += (log(sample->value[i]) - group->log_mean) / (double)(i + 1);
	}
	if (n == 0)
		group->mean = group->log_mean = NAN;
	if (n < 2)
		return INS_OK;
	for (i = 0; i < n; i++) {
		/* Relative deviations, so that no unit overflows their squares. */
		squares += pow(sample->value[i] / group->mean - 1, 2);
		log_squares += pow(log(sample->value[i]) - group->log_mean, 2);
	}
	group->sd = group->mean * sqrt(squares / (double)(n - 1));
	group->log_sd = sqrt(log_squares / (double)(n - 1));
	return INS_OK;
}

static int check_confidence(double confidence, struct ins_err *err)
{
	if (confidence > 0 && confidence < 1)
		return INS_OK;
	return ins_fail(err, INS_EUSAGE, "a confidence of %g%% is not between 0%% and 100%%",
		100 * confidence);
}

static int two_groups(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio_group *t,
	struct ins_ratio_group *c, struct ins_err *err)
{
	int status = check_confidence(confidence, err);

	if (!status)
		status = ins_ratio_group(tension, t, err);
	if (!status)
		status = ins_ratio_group(compression, c, err);
	return status;
}

static const char *bound_word(int tension_censored, int compression_censored)
{
	if (tension_censored && compression_censored)
		return "none";
	return tension_censored ? ">=" : compression_censored ? "<=" : "=";
}

/* Student's t of the two-sided interval, or of the one-sided bound where a group is censored. */
static double quantile(const char *bound, double confidence, double dof)
{
	return gsl_cdf_tdist_Pinv(*bound == '=' ? (1 + confidence) / 2 : confidence, dof);
}

/* A one-sided bound leaves the other side open. */
static void open_side(struct ins_ratio *ratio)
{
	if (*ratio->bound == '>')
		ratio->hi = INFINITY;
	else if (*ratio->bound == '<')
		ratio->lo = 0;
}

/* Welch and Satterthwaite: the degrees of freedom of a sum of two variances of means. */
static double welch_dof(double u, size_t n, double v, size_t m)
{
	/* Two groups without scatter: the interval is a point for any t. */
	if (u + v <= 0)
		return (double)(n + m - 2);
	u /= u + v;
	v = 1 - u;
	return 1 / (u * u / (double)(n - 1) + v * v / (double)(m - 1));
}

static void log_interval(double difference, double se, double confidence, struct ins_ratio *ratio)
{
	double t = quantile(ratio->bound, confidence, ratio->dof);

	ratio->lo = exp(difference - t * se);
	ratio->hi = exp(difference + t * se);
	open_side(ratio);
}

int ins_ratio_geometric(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio *ratio,
	struct ins_err *err)
{
	struct ins_ratio_group t, c;
	double u, v;
	int status;

	*ratio = (struct ins_ratio){NAN, NAN, NAN, NAN, "none", "geometric-welch"};
	status = two_groups(tension, compression, confidence, &t, &c, err);
	if (status || t.n == 0 || c.n == 0)
		return status;
	ratio->bound = bound_word(tension->censored, compression->censored);
	ratio->ratio = exp(t.log_mean - c.log_mean);
	if (t.n < 2 || c.n < 2 || *ratio->bound == 'n')
		return INS_OK;
	u = t.log_sd * t.log_sd / (double)t.n;
	v = c.log_sd * c.log_sd / (double)c.n;
	ratio->dof = welch_dof(u, t.n, v, c.n);
	log_interval(t.log_mean - c.log_mean, sqrt(u + v), confidence, ratio);
	return INS_OK;
}

/*
 * With both means scaled to one, u and v are the squared relative standard errors, the
 * interval is that of a ratio near one, and the scale comes back at the end.
 */
static void fieller_interval(double u, double v, double confidence, struct ins_ratio *ratio)
{
	double t = quantile(ratio->bound, confidence, ratio->dof), g = t * t * v, half;

	if (g >= 1) {
		ratio->bound = "unbounded";
		ratio->hi = INFINITY;
		return;
	}
	half = t * sqrt(u * (1 - g) + v);
	ratio->lo = ratio->ratio * (1 - half) / (1 - g);
	ratio->hi = ratio->ratio * (1 + half) / (1 - g);
	open_side(ratio);
}

int ins_ratio_fieller(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio *ratio,
	struct ins_err *err)
{
	struct ins_ratio_group t, c;
	double u, v;
	int status;

	*ratio = (struct ins_ratio){NAN, NAN, NAN, NAN, "none", "fieller"};
	status = two_groups(tension, compression, confidence, &t, &c, err);
	if (status || t.n == 0 || c.n == 0)
		return status;
	ratio->bound = bound_word(tension->censored, compression->censored);
	ratio->ratio = t.mean / c.mean;
	if (t.n < 2 || c.n < 2 || *ratio->bound == 'n')
		return INS_OK;
	u = pow(t.sd / t.mean, 2) / (double)t.n;
	v = pow(c.sd / c.mean, 2) / (double)c.n;
	ratio->dof = welch_dof(u, t.n, v, c.n);
	fieller_interval(u, v, confidence, ratio);
	return INS_OK;
}

/* Mean and standard error of the logarithms of the pairs' ratios; se nan for one pair. */
static double pair_mean(const double *tension, const double *compression, size_t n, double *se)
{
	double mean = 0, squares = 0;
	size_t i;

	for (i = 0; i < n; i++)
		mean += (log(tension[i] / compression[i]) - mean) / (double)(i + 1);
	for (i = 0; i < n; i++)
		squares += pow(log(tension[i] / compression[i]) - mean, 2);
	*se = n < 2 ? NAN : sqrt(squares / (double)(n - 1) / (double)n);
	return mean;
}

int ins_ratio_paired(const struct ins_ratio_sample *tension,
	const struct ins_ratio_sample *compression, double confidence, struct ins_ratio *ratio,
	struct ins_err *err)
{
	struct ins_ratio_group t, c;
	double mean, se;
	int status;

	*ratio = (struct ins_ratio){NAN, NAN, NAN, NAN, "none", "paired"};
	if (tension->n != compression->n)
		return ins_fail(err, INS_EUSAGE,
			"pairs need as many strengths in tension (%zu) as in "
			"compression (%zu)",
			tension->n, compression->n);
	status = two_groups(tension, compression, confidence, &t, &c, err);
	if (status || t.n == 0)
		return status;
	mean = pair_mean(tension->value, compression->value, t.n, &se);
	ratio->bound = bound_word(tension->censored, compression->censored);
	ratio->ratio = exp(mean);
	if (t.n < 2 || *ratio->bound == 'n')
		return INS_OK;
	ratio->dof = (double)(t.n - 1);
	log_interval(mean, se, confidence, ratio);
	return INS_OK;
}
