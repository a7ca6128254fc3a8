/* Ratios of strengths: published intervals, exact algebra, censored and awkward groups. */
#include "unit.h"

#include "physics/ratio.h"

#include <gsl/gsl_errno.h>

/* Maximum stresses of the ABS-GF bars in MPa, from forces rounded to 0.01 N as published. */
static const double along[] = {1143.20 / 25, 1202.85 / 25, 1263.80 / 25, 1207.58 / 25,
			       1266.75 / 25};
static const double across[] = {775.59 / 50, 472.80 / 50, 672.45 / 50, 462.52 / 50, 599.72 / 50};

static const struct ins_ratio_sample xy = {along, 5, 0}, z = {across, 5, 0};

typedef int estimate(const struct ins_ratio_sample *, const struct ins_ratio_sample *, double,
		     struct ins_ratio *, struct ins_err *);
static estimate *const estimates[] = {ins_ratio_geometric, ins_ratio_fieller, ins_ratio_paired};

/* Published to six decimals: half the last one is the tolerance. */
static void gives_the_published_intervals(void)
{
	struct ins_ratio ratio;

	CU_ASSERT_EQUAL(ins_ratio_geometric(&xy, &z, 0.95, &ratio, NULL), INS_OK);
	NEAR(ratio.ratio, 4.158570, 0, 5e-7);
	NEAR(ratio.lo, 3.157614, 0, 5e-7);
	NEAR(ratio.hi, 5.476827, 0, 5e-7);
	SAME(ratio.bound, "=");
	SAME(ratio.method, "geometric-welch");
	CU_ASSERT_EQUAL(ins_ratio_fieller(&xy, &z, 0.95, &ratio, NULL), INS_OK);
	NEAR(ratio.ratio, 4.079126, 0, 5e-7);
	NEAR(ratio.lo, 3.191557, 0, 5e-7);
	NEAR(ratio.hi, 5.610458, 0, 5e-7);
	SAME(ratio.bound, "=");
	SAME(ratio.method, "fieller");
}

/* Two pairs whose log ratios are log 2 -+ h: t(1 dof) at 50 % confidence is tan(pi/4) = 1. */
static void pairs_follow_student(void)
{
	const double h = 0.1;
	const double tension[] = {2 * exp(-h) * 3, 2 * exp(h) * 5}, compression[] = {3, 5};
	struct ins_ratio_sample t = {tension, 2, 0}, c = {compression, 2, 0};
	struct ins_ratio ratio;

	CU_ASSERT_EQUAL(ins_ratio_paired(&t, &c, 0.5, &ratio, NULL), INS_OK);
	/* Algebra but for GSL's t quantile, good to 1e-10. */
	NEAR(ratio.ratio, 2, 1e-12, 0);
	NEAR(ratio.lo, 2 * exp(-h), 1e-9, 0);
	NEAR(ratio.hi, 2 * exp(h), 1e-9, 0);
	NEAR(ratio.dof, 1, 1e-12, 0);
}

static void knows_the_group(void)
{
	const double value[] = {2, 4, 4, 4, 5, 5, 7, 9};
	struct ins_ratio_sample sample = {value, 8, 0};
	struct ins_ratio_group group;

	CU_ASSERT_EQUAL(ins_ratio_group(&sample, &group, NULL), INS_OK);
	NEAR(group.mean, 5, 1e-12, 0);
	NEAR(group.sd, sqrt(32.0 / 7), 1e-12, 0);
	NEAR(group.log_mean, log(2.0 * 4 * 4 * 4 * 5 * 5 * 7 * 9) / 8, 1e-12, 0);
}

/* One unit or another, either order: the same ratio. */
static void does_not_see_unit_or_order(void)
{
	const double scales[] = {1e-12, 1e12, 1e200};
	double a[5], b[5];
	struct ins_ratio_sample t = {a, 5, 0}, c = {b, 5, 0};
	struct ins_ratio want, got;
	size_t e, s, i;

	for (e = 0; e < 3; e++)
		for (s = 0; s < 3; s++) {
			for (i = 0; i < 5; i++) {
				a[4 - i] = along[i] * scales[s];
				b[4 - i] = across[i] * scales[s];
			}
			estimates[e](&xy, &z, 0.9, &want, NULL);
			CU_ASSERT_EQUAL(estimates[e](&t, &c, 0.9, &got, NULL), INS_OK);
			NEAR(got.ratio, want.ratio, 1e-12, 0);
			NEAR(got.lo, want.lo, 1e-12, 0);
			NEAR(got.hi, want.hi, 1e-12, 0);
		}
}

/* The inverse ratio has the inverse interval: exactly so for Fieller too. */
static void inverts(void)
{
	struct ins_ratio up, down;
	size_t e;

	for (e = 0; e < 3; e++) {
		estimates[e](&xy, &z, 0.95, &up, NULL);
		estimates[e](&z, &xy, 0.95, &down, NULL);
		NEAR(down.ratio, 1 / up.ratio, 1e-12, 0);
		NEAR(down.lo, 1 / up.hi, 1e-12, 0);
		NEAR(down.hi, 1 / up.lo, 1e-12, 0);
	}
}

/* A one-sided bound at 97.5 % is the lower end of the two-sided interval at 95 %. */
static void censored_tension_bounds_from_below(void)
{
	struct ins_ratio_sample t = xy, c = z;
	struct ins_ratio both, one;
	size_t e;

	for (e = 0; e < 3; e++) {
		t.censored = c.censored = 0;
		estimates[e](&t, &c, 0.95, &both, NULL);
		t.censored = 1;
		estimates[e](&t, &c, 0.975, &one, NULL);
		SAME(one.bound, ">=");
		NEAR(one.lo, both.lo, 1e-12, 0);
		CU_ASSERT(isinf(one.hi));
		c.censored = 1;
		estimates[e](&t, &c, 0.975, &one, NULL);
		SAME(one.bound, "none");
		CU_ASSERT(isnan(one.lo) && isnan(one.hi));
		NEAR(one.ratio, both.ratio, 1e-12, 0);
		t.censored = 0;
		estimates[e](&t, &c, 0.975, &one, NULL);
		SAME(one.bound, "<=");
		NEAR(one.hi, both.hi, 1e-12, 0);
		NEAR(one.lo, 0, 0, 0);
	}
}

static void few_values_give_no_interval(void)
{
	struct ins_ratio_sample one = {along, 1, 0}, none = {NULL, 0, 0};
	struct ins_ratio ratio;
	struct ins_ratio_group group;
	size_t e;

	for (e = 0; e < 3; e++) {
		CU_ASSERT_EQUAL(estimates[e](&one, &one, 0.95, &ratio, NULL), INS_OK);
		NEAR(ratio.ratio, 1, 1e-12, 0);
		CU_ASSERT(isnan(ratio.lo) && isnan(ratio.hi) && isnan(ratio.dof));
		CU_ASSERT_EQUAL(estimates[e](&none, &none, 0.95, &ratio, NULL), INS_OK);
		CU_ASSERT(isnan(ratio.ratio) && isnan(ratio.lo) && isnan(ratio.hi));
		SAME(ratio.bound, "none");
	}
	CU_ASSERT_EQUAL(ins_ratio_group(&one, &group, NULL), INS_OK);
	CU_ASSERT(isnan(group.sd));
	CU_ASSERT_EQUAL(ins_ratio_group(&none, &group, NULL), INS_OK);
	CU_ASSERT(isnan(group.mean));
}

static void no_scatter_is_a_point(void)
{
	const double value[] = {6.5, 6.5, 6.5};
	struct ins_ratio_sample t = {value, 3, 0}, c = {value, 3, 0};
	struct ins_ratio ratio;
	size_t e;

	for (e = 0; e < 3; e++) {
		CU_ASSERT_EQUAL(estimates[e](&t, &c, 0.95, &ratio, NULL), INS_OK);
		NEAR(ratio.lo, 1, 1e-12, 0);
		NEAR(ratio.hi, 1, 1e-12, 0);
	}
}

/* A mean of 1 with a standard error above 1/t cannot be told from zero. */
static void fieller_is_unbounded_for_a_wild_denominator(void)
{
	const double wild[] = {0.01, 0.02, 2.97};
	struct ins_ratio_sample c = {wild, 3, 0};
	struct ins_ratio ratio;

	CU_ASSERT_EQUAL(ins_ratio_fieller(&xy, &c, 0.95, &ratio, NULL), INS_OK);
	SAME(ratio.bound, "unbounded");
	CU_ASSERT(isnan(ratio.lo) && isinf(ratio.hi));
}

static void refuses_what_is_no_strength(void)
{
	const double bad[] = {0.0, -1.0, NAN, INFINITY};
	double value[] = {6.1, 6.4};
	struct ins_ratio_sample t = {value, 2, 0};
	struct ins_ratio ratio;
	struct ins_err err = {0};
	size_t e, i;

	for (e = 0; e < 3; e++) {
		for (i = 0; i < 4; i++) {
			value[1] = bad[i];
			CU_ASSERT_EQUAL(estimates[e](&t, &t, 0.95, &ratio, &err), INS_EANALYSIS);
		}
		CU_ASSERT_EQUAL(estimates[e](&xy, &xy, 1, &ratio, &err), INS_EUSAGE);
		CU_ASSERT_EQUAL(estimates[e](&xy, &xy, NAN, &ratio, &err), INS_EUSAGE);
	}
	SAME(err.text, "a confidence of nan% is not between 0% and 100%");
	value[1] = -1;
	ins_ratio_geometric(&t, &xy, 0.95, &ratio, &err);
	SAME(err.text, "strength 2 of 2 is not a positive number: -1");
	CU_ASSERT_EQUAL(ins_ratio_paired(&t, &xy, 0.95, &ratio, &err), INS_EUSAGE);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"gives the published intervals", gives_the_published_intervals},
		{"pairs follow Student", pairs_follow_student},
		{"knows the group", knows_the_group},
		{"does not see unit or order", does_not_see_unit_or_order},
		{"inverts", inverts},
		{"censored tension bounds from below", censored_tension_bounds_from_below},
		{"few values give no interval", few_values_give_no_interval},
		{"no scatter is a point", no_scatter_is_a_point},
		{"Fieller is unbounded for a wild denominator",
		 fieller_is_unbounded_for_a_wild_denominator},
		{"refuses what is no strength", refuses_what_is_no_strength},
		{NULL, NULL}};
	gsl_set_error_handler_off();
	return unit_main("ratio", tests);
}
