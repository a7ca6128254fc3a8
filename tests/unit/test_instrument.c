/* The instrument's share of a complex stiffness: parallel, series, delay, and uncertainty. */
#include "unit.h"

#include "physics/instrument.h"

static const struct ins_stiffness sample = {
	.storage_variance = 4e-4, .loss_variance = 9e-4, .covariance = 1e-4, .value = 40 + 3 * I};

static void damping_and_its_error(void)
{
	struct ins_stiffness one = sample;
	double damping, se;

	ins_instrument_damping(&one, &damping, &se);
	NEAR(damping, 0.075, 1e-12, 0);
	/* (9e-4 - 2 t 1e-4 + t^2 4e-4) / 1600 */
	NEAR(se, sqrt(9e-4 - 0.15e-4 + 0.075 * 0.075 * 4e-4) / 40, 1e-12, 0);
	one.covariance = NAN;
	ins_instrument_damping(&one, &damping, &se);
	NEAR(damping, 0.075, 1e-12, 0);
	CU_ASSERT(isnan(se));
}

/* A push-to-pull device in parallel: tan d_s = tan d (1 + k/K_s'). */
static void push_to_pull_in_parallel(void)
{
	struct ins_stiffness rest = ins_instrument_parallel(sample, 15);
	double damping, se;

	ins_instrument_damping(&rest, &damping, &se);
	NEAR(damping, 0.075 * (1 + 15 / creal(rest.value)), 1e-12, 0);
	NEAR(rest.loss_variance, 9e-4, 1e-12, 0);
}

static void oscillator_of_known_mass_and_damping(void)
{
	double complex k = ins_instrument_oscillator(150, 2e-4, 0.012, 20);
	double w = 2 * M_PI * 20;

	NEAR(creal(k), 150 - 2e-4 * w * w, 1e-12, 0);
	NEAR(cimag(k), w * 0.012, 1e-12, 0);
}

/* 1/K = 1/K_total - C is undone by the compliance taken negative. */
static void frame_in_series(void)
{
	struct ins_stiffness inner = ins_instrument_series(sample, 0.004), back;

	NEAR(creal(1 / inner.value), creal(1 / sample.value) - 0.004, 1e-12, 0);
	NEAR(cimag(1 / inner.value), cimag(1 / sample.value), 1e-12, 0);
	back = ins_instrument_series(inner, -0.004);
	NEAR(creal(back.value), 40, 1e-12, 0);
	NEAR(cimag(back.value), 3, 1e-12, 0);
	NEAR(back.storage_variance, sample.storage_variance, 1e-12, 0);
	NEAR(back.loss_variance, sample.loss_variance, 1e-12, 0);
	NEAR(back.covariance, sample.covariance, 1e-12, 0);
	/* A stiff column gets lossier when a soft frame is taken out. */
	CU_ASSERT(cimag(inner.value) / creal(inner.value) > 0.075);
}

/* A device beside specimen and frame, whose loss is known only when the frame is out: the frame
 * goes in again, the loss goes out, and the frame after it. */
static void loss_beside_a_frame(void)
{
	double complex device = 15 + 2 * I, inner = sample.value / (1 + 0.004 * sample.value);
	struct ins_stiffness rest = {.value = inner + device};

	rest = ins_instrument_series(ins_instrument_parallel(rest, creal(device)), 0.004);
	CU_ASSERT(cimag(rest.value) - cimag(device) > 3.5);
	rest = ins_instrument_series(rest, -0.004);
	rest = ins_instrument_parallel(rest, I * cimag(device));
	rest = ins_instrument_series(rest, 0.004);
	NEAR(creal(rest.value), 40, 1e-12, 0);
	NEAR(cimag(rest.value), 3, 1e-12, 0);
}

static void delay_that_fakes_a_loss(void)
{
	double delay_s = atan(0.075) / (2 * M_PI * 5), damping, se;
	struct ins_stiffness turned = ins_instrument_delay(sample, 5, -delay_s);

	ins_instrument_damping(&turned, &damping, &se);
	NEAR(damping, 0, 0, 1e-12);
	NEAR(creal(turned.value), hypot(40, 3), 1e-12, 0);
	/* A turn changes the shape of the uncertainty, never its sum. */
	NEAR(turned.storage_variance + turned.loss_variance, 13e-4, 1e-12, 0);
}

/* Numbers drawn about K and carried through agree with the variance carried through. */
static void uncertainty_is_carried_to_first_order(void)
{
	struct ins_stiffness up = sample, down = sample, inner;
	double complex slope;

	up.value += 1e-4 * I;
	down.value -= 1e-4 * I;
	inner = ins_instrument_series(sample, 0.004);
	slope = (ins_instrument_series(up, 0.004).value -
			ins_instrument_series(down, 0.004).value) /
		2e-4;
	up = down = sample;
	up.value += 1e-4;
	down.value -= 1e-4;
	/* An analytic function: the slope along i is i times that along 1. */
	NEAR(creal(slope / I),
		creal(ins_instrument_series(up, 0.004).value -
			ins_instrument_series(down, 0.004).value) /
			2e-4,
		1e-6, 0);
	slope /= I;
	NEAR(inner.storage_variance,
		pow(creal(slope), 2) * 4e-4 + pow(cimag(slope), 2) * 9e-4 -
			2 * creal(slope) * cimag(slope) * 1e-4,
		1e-6, 0);
}

static void empty_runs_are_interpolated_not_extrapolated(void)
{
	static const struct ins_empty_run runs[] = {
		{10, {.value = 14 + 2 * I, .storage_variance = 4, .loss_variance = 1}},
		{2, {.value = 10 + 1 * I, .storage_variance = 2, .loss_variance = 3}},
		{2, {.value = 12 + 1 * I, .storage_variance = 2, .loss_variance = 3}}};
	struct ins_stiffness empty, rest;
	struct ins_err err = {0};

	CU_ASSERT_EQUAL(ins_instrument_empty(runs, 3, 4, &empty, &err), INS_OK);
	/* (16 - 4) / (100 - 4) of the way in the storage, (4 - 2) / (10 - 2) in the loss */
	NEAR(creal(empty.value), 11 + 0.125 * 3, 1e-12, 0);
	NEAR(cimag(empty.value), 1.25, 1e-12, 0);
	NEAR(empty.storage_variance, 0.875 * 0.875 * 1 + 0.015625 * 4, 1e-12, 0);
	NEAR(empty.loss_variance, 0.5625 * 1.5 + 0.0625 * 1, 1e-12, 0);
	CU_ASSERT_EQUAL(ins_instrument_empty(runs, 3, 10.02, &empty, &err), INS_OK);
	NEAR(creal(empty.value), 14, 1e-12, 0);
	CU_ASSERT_EQUAL(ins_instrument_empty(runs, 3, 20, &empty, &err), INS_EANALYSIS);
	SAME(err.text, "20 Hz lies outside the empty runs, which go from 2 Hz to 10 Hz");
	CU_ASSERT_EQUAL(ins_instrument_empty(runs, 3, 0.5, &empty, &err), INS_EANALYSIS);
	CU_ASSERT_EQUAL(ins_instrument_empty(NULL, 0, 4, &empty, &err), INS_EANALYSIS);
	ins_instrument_empty(runs, 1, 10, &empty, &err);
	rest = ins_instrument_without(sample, empty);
	NEAR(creal(rest.value), 26, 1e-12, 0);
	NEAR(cimag(rest.value), 1, 1e-12, 0);
	NEAR(rest.storage_variance, 4 + 4e-4, 1e-12, 0);
}

static void a_mass_is_interpolated_exactly(void)
{
	struct ins_empty_run runs[2] = {{10, {.covariance = 1}}, {100, {.covariance = 2}}};
	struct ins_stiffness empty;

	for (int i = 0; i < 2; i++)
		runs[i].stiffness.value =
			ins_instrument_oscillator(250, 2.5e-4, 0.01, runs[i].frequency_Hz);
	CU_ASSERT_EQUAL(ins_instrument_empty(runs, 2, 50, &empty, NULL), INS_OK);
	NEAR(creal(empty.value), creal(ins_instrument_oscillator(250, 2.5e-4, 0.01, 50)), 1e-12, 0);
	NEAR(cimag(empty.value), cimag(ins_instrument_oscillator(250, 2.5e-4, 0.01, 50)), 1e-12, 0);
	NEAR(empty.covariance, 7500.0 / 9900 * 50 / 90 + 2 * 2400.0 / 9900 * 40 / 90, 1e-12, 0);
}

int main(void)
{
	static const struct unit_test tests[] = {{"damping and its error", damping_and_its_error},
		{"push-to-pull in parallel", push_to_pull_in_parallel},
		{"oscillator of known mass and damping", oscillator_of_known_mass_and_damping},
		{"frame in series", frame_in_series}, {"loss beside a frame", loss_beside_a_frame},
		{"delay that fakes a loss", delay_that_fakes_a_loss},
		{"uncertainty is carried to first order", uncertainty_is_carried_to_first_order},
		{"empty runs are interpolated, not extrapolated",
			empty_runs_are_interpolated_not_extrapolated},
		{"a mass is interpolated exactly", a_mass_is_interpolated_exactly}, {NULL, NULL}};
	return unit_main("instrument", tests);
}
