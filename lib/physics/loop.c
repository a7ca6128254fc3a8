/* loop - the area of hysteresis loops, and the mean loop of many cycles. */
#include "physics/loop.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Rows that stand on the border of two bins all fall into the later one, whatever the last
 * digit of their phase: in bins. */
#define HAIR 1e-6

/* A point of the path, drift taken out. */
struct point {
	double time_s, load, displacement;
};

/* What has been walked of whole periods: work and impulse are the integrals of the load by
 * displacement and by time. */
struct path {
	double start_s, end_s;
	struct point first, last;
	double work, impulse;
	size_t steps; /* in which time passes */
	int begun;
};

/* The drift of both channels as two lines: without calls, row by row. */
struct drift {
	double start_s, load, load_per_s, displacement, displacement_per_s;
};

static struct drift drift_of(const struct ins_harmonic_fit *fit)
{
	double start_s = fit->basis.start_s;

	return (struct drift){.start_s = start_s,
		.load = ins_harmonic_drift(fit, INS_OF_LOAD, start_s),
		.load_per_s = ins_harmonic_slope(fit, INS_OF_LOAD),
		.displacement = ins_harmonic_drift(fit, INS_OF_DISPLACEMENT, start_s),
		.displacement_per_s = ins_harmonic_slope(fit, INS_OF_DISPLACEMENT)};
}

static struct point without(const struct drift *drift, const struct ins_record *record, size_t i)
{
	double since_s = record->time_s[i] - drift->start_s;

	return (struct point){.time_s = record->time_s[i],
		.load = record->load[i] - drift->load - drift->load_per_s * since_s,
		.displacement = record->displacement[i] - drift->displacement -
				drift->displacement_per_s * since_s};
}

static struct point between(const struct point *a, const struct point *b, double time_s)
{
	double share = (time_s - a->time_s) / (b->time_s - a->time_s);

	return (struct point){.time_s = time_s,
		.load = a->load + share * (b->load - a->load),
		.displacement = a->displacement + share * (b->displacement - a->displacement)};
}

/* Walk from a to b, as far as that lies within the periods. */
static void walk(struct path *path, const struct point *a, const struct point *b)
{
	struct point from = *a, to = *b;

	if (b->time_s < path->start_s || a->time_s > path->end_s)
		return;
	if (a->time_s < path->start_s)
		from = between(a, b, path->start_s);
	if (b->time_s > path->end_s)
		to = between(a, b, path->end_s);
	if (!path->begun)
		path->first = from;
	path->begun = 1;
	path->steps += to.time_s > from.time_s;
	path->work += (to.displacement - from.displacement) * (to.load + from.load) / 2;
	path->impulse += (to.time_s - from.time_s) * (to.load + from.load) / 2;
	path->last = to;
}

int ins_loop_energy(const struct ins_record *record, const struct ins_harmonic_fit *fit,
	double start_s, size_t cycles, double *energy, struct ins_err *err)
{
	double length_s = (double)cycles / fit->basis.frequency_Hz;
	struct path path = {.start_s = start_s, .end_s = start_s + length_s};
	struct point last = {.time_s = NAN};
	struct drift drift = drift_of(fit);
	double step_s;

	*energy = NAN;
	for (size_t i = 0; i < record->n; i++) {
		struct point next;

		if (!ins_record_usable(record, i))
			continue;
		next = without(&drift, record, i);
		if (!isnan(last.time_s))
			walk(&path, &last, &next);
		last = next;
	}
	step_s = length_s / (double)path.steps;
	if (cycles == 0 || !path.begun || path.first.time_s - start_s > 2 * step_s ||
		path.end_s - path.last.time_s > 2 * step_s)
		return ins_fail(err, INS_EANALYSIS,
			"the record does not cover %zu cycles of %.6g Hz", cycles,
			fit->basis.frequency_Hz);
	if (path.last.time_s < path.end_s) {
		struct point closing = path.first;

		last = path.last;
		closing.time_s = path.end_s;
		walk(&path, &last, &closing);
	}
	*energy = (path.work - path.impulse / length_s *
				       (path.last.displacement - path.first.displacement)) /
		  (double)cycles;
	return INS_OK;
}

void ins_loop_free(struct ins_loop *loop)
{
	free(loop->bin);
	*loop = (struct ins_loop){0};
}

/* Sums to means. */
static void divide(struct ins_loop_bin *bin)
{
	double n = bin->n ? (double)bin->n : NAN;

	bin->phase /= n;
	bin->load /= n;
	bin->displacement /= n;
}

/* Rows on the border of two bins that came to lie half in the one and half in the other are those
 * of one: of two points at one phase a polynomial could take any slope. */
static void unite(struct ins_loop *loop)
{
	double apart = 0.25 / (double)loop->bins;

	for (size_t i = 1; i < loop->bins; i++) {
		struct ins_loop_bin *a = &loop->bin[i - 1], *b = &loop->bin[i];
		struct ins_loop_bin *most = a->n < b->n ? b : a, *other = most == a ? b : a;
		double share = (double)other->n / (double)(a->n + b->n);

		if (a->n == 0 || b->n == 0 || b->phase - a->phase > apart)
			continue;
		most->n += other->n;
		most->phase += share * (other->phase - most->phase);
		most->load += share * (other->load - most->load);
		most->displacement += share * (other->displacement - most->displacement);
		*other = (struct ins_loop_bin){NAN, NAN, NAN, 0};
	}
}

int ins_loop_fold(const struct ins_record *record, const struct ins_harmonic_fit *fit, size_t bins,
	struct ins_loop *loop, struct ins_err *err)
{
	const double *load = fit->coefficient[INS_OF_LOAD];
	struct drift drift = drift_of(fit);
	double top = atan2(load[2], load[1]) / (2 * M_PI), hair = HAIR / (double)bins;

	loop->bins = bins;
	loop->bin = calloc(bins, sizeof *loop->bin);
	if (!loop->bin)
		return ins_fail_memory(err, "a mean loop", bins * sizeof *loop->bin);
	for (size_t i = 0; i < record->n; i++) {
		struct ins_loop_bin *bin;
		struct point point;
		double phase;

		if (!ins_record_usable(record, i))
			continue;
		point = without(&drift, record, i);
		phase = (point.time_s - fit->basis.start_s) * fit->basis.frequency_Hz - top + hair;
		phase = fmin(phase - floor(phase), 1 - DBL_EPSILON);
		bin = &loop->bin[(size_t)(phase * (double)bins)];
		bin->n++;
		bin->phase += fmax(phase - hair, 0);
		bin->load += point.load;
		bin->displacement += point.displacement;
	}
	for (size_t i = 0; i < bins; i++)
		divide(&loop->bin[i]);
	unite(loop);
	return INS_OK;
}

int ins_loop_coarsen(
	const struct ins_loop *fine, size_t share, struct ins_loop *loop, struct ins_err *err)
{
	loop->bins = fine->bins / share;
	loop->bin = calloc(loop->bins, sizeof *loop->bin);
	if (!loop->bin)
		return ins_fail_memory(err, "a mean loop", loop->bins * sizeof *loop->bin);
	for (size_t i = 0; i < loop->bins * share; i++) {
		struct ins_loop_bin *bin = &loop->bin[i / share];
		const struct ins_loop_bin *part = &fine->bin[i];
		double n = (double)part->n;

		if (part->n == 0)
			continue;
		bin->n += part->n;
		bin->phase += n * part->phase;
		bin->load += n * part->load;
		bin->displacement += n * part->displacement;
	}
	for (size_t i = 0; i < loop->bins; i++)
		divide(&loop->bin[i]);
	return INS_OK;
}
