/* fracture - where loading of an intact specimen ends, and why. */
#include "physics/fracture.h"

#include <math.h>
#include <stdlib.h>

#include "physics/signal.h"

enum { ROWS_MIN = 3, SPAN_MIN = 5 };

/* Shares of the record within which a collapse is looked for: a sudden one, then slower ones. */
static const size_t SPAN_SHARES[] = {200, 50, 20, 5};

static const double COLLAPSE_SHARE = 0.25, COLLAPSE_TO = 0.5, RECOVERY = 0.6;
static const double NOISE_LENGTHS = 8, STEEP_SHARE = 0.02;
static const double UNLOADED_STRAIN = 0.02, UNLOADED_STRESS = 0.8, STRAIN_NOISE_LENGTHS = 10;

/* The rows that hold a stress; arrays owned. */
struct stresses {
	double *stress, *highest_after; /* greatest stress from each row on */
	size_t *row, n, span;
	double top, noise;
};

static void stresses_free(struct stresses *s)
{
	free(s->stress);
	free(s->highest_after);
	free(s->row);
}

static int stresses_load(const struct ins_trace *record, struct stresses *s, struct ins_err *err)
{
	size_t n = record->n ? record->n : 1;

	s->stress = malloc(n * sizeof *s->stress);
	s->highest_after = malloc(n * sizeof *s->highest_after);
	s->row = malloc(n * sizeof *s->row);
	if (!s->stress || !s->highest_after || !s->row)
		return ins_fail_memory(err, "a record", 3 * n * sizeof(double));
	for (size_t i = 0; i < record->n; i++)
		if (isfinite(record->stress[i])) {
			s->stress[s->n] = record->stress[i];
			s->row[s->n++] = i;
		}
	if (s->n < ROWS_MIN)
		return ins_fail(err, INS_EANALYSIS, "no curve: %zu rows with stress", s->n);
	s->top = -INFINITY;
	for (size_t i = s->n; i-- > 0;) {
		s->top = fmax(s->top, s->stress[i]);
		s->highest_after[i] = s->top;
	}
	if (!(s->top > 0))
		return ins_fail(err, INS_EANALYSIS, "no curve: stress is nowhere positive");
	s->noise = ins_signal_noise(s->stress, s->n);
	return INS_OK;
}

static size_t span_of(size_t rows, size_t share)
{
	return rows / share > SPAN_MIN ? rows / share : SPAN_MIN;
}

static void set_span(struct stresses *s, size_t share)
{
	s->span = span_of(s->n, share);
}

/* First row at which a collapse is over; n where there is none. */
static size_t find_collapse(const struct stresses *s)
{
	double least = fmax(COLLAPSE_SHARE * s->top, NOISE_LENGTHS * s->noise);

	for (size_t i = 1; i < s->n; i++) {
		double before = s->stress[i > s->span ? i - s->span : 0];

		if (before - s->stress[i] >= least && s->stress[i] < COLLAPSE_TO * before &&
			s->highest_after[i] < RECOVERY * before)
			return i;
	}
	return s->n;
}

/* Where the steep fall that is over at row FALLEN began. */
static size_t walk_up(const struct stresses *s, size_t fallen)
{
	double least = fmax(STEEP_SHARE * s->top, NOISE_LENGTHS * s->noise);
	size_t step = s->span / SPAN_MIN, i = fallen, j;

	while (i > 0) {
		j = i > step ? i - step : 0;
		if (s->stress[j] - s->stress[i] < least)
			break;
		i = j;
	}
	/* The last step may reach past the edge. */
	for (j = i; j < fallen && j < i + step; j++)
		if (s->stress[j + 1] > s->stress[i])
			i = j + 1;
	return i;
}

/* A fall may ease off before it counts as over; the steep part lies within a span before it. */
static size_t top_of_collapse(const struct stresses *s, size_t over)
{
	size_t from = over > s->span ? over - s->span : 0, steepest = over;
	double most = 0;

	for (size_t i = from; i < over; i++)
		if (s->stress[i] - s->stress[i + 1] > most) {
			most = s->stress[i] - s->stress[i + 1];
			steepest = i + 1;
		}
	return walk_up(s, steepest);
}

/* By how much strain would change elastically with the fall from row TOP to row OVER. */
static double elastic_way(
	const struct ins_trace *record, const struct stresses *s, size_t top, size_t over)
{
	size_t half = 0;
	double rise;

	while (half < top && s->stress[half] < 0.5 * s->stress[top])
		half++;
	/* A record that begins above half tells it by the whole of its rise. */
	if (half == 0)
		half = top;
	rise = record->strain[s->row[half]] - record->strain[s->row[0]];
	return rise * (s->stress[top] - s->stress[over]) / (s->stress[half] - s->stress[0]);
}

/* The row of the greatest strain if the record was unloaded after it, else the record's n. */
static size_t find_unloading(const struct ins_trace *record)
{
	size_t last = record->n, most = record->n;
	double least = INFINITY, noise = ins_signal_noise(record->strain, record->n), range;

	for (size_t i = 0; i < record->n; i++) {
		if (!isfinite(record->strain[i]) || !isfinite(record->stress[i]))
			continue;
		last = i;
		least = fmin(least, record->strain[i]);
		if (most == record->n || record->strain[i] > record->strain[most])
			most = i;
	}
	if (last == record->n)
		return record->n;
	range = record->strain[most] - least;
	if (record->strain[most] - record->strain[last] <
			fmax(UNLOADED_STRAIN * range, STRAIN_NOISE_LENGTHS * noise) ||
		record->stress[last] > UNLOADED_STRESS * record->stress[most])
		return record->n;
	return most;
}

/* Strain went back along the fall by more than half of the elastic way. */
static int goes_back(
	const struct ins_trace *record, const struct stresses *s, size_t top, size_t over)
{
	double back = record->strain[s->row[top]] - record->strain[s->row[over]];

	return back > 0.5 * elastic_way(record, s, top, over);
}

/* Strain went on along the fall by no more than the elastic way; in a neck it does by more. */
static int snaps(const struct ins_trace *record, const struct stresses *s, size_t top, size_t over)
{
	double on = record->strain[s->row[over]] - record->strain[s->row[top]];

	return on <= elastic_way(record, s, top, over);
}

/* Whether the specimen broke, and the row from which its stress fell. A slow fall after row
 * UNLOADING, where strain turns back, is none; a sudden one is an unloading only in compression. */
static int find_break(const struct ins_trace *record, enum ins_mode mode, size_t unloading,
	struct stresses *s, size_t *top)
{
	size_t over;

	set_span(s, SPAN_SHARES[0]);
	over = find_collapse(s);
	if (over < s->n) {
		*top = top_of_collapse(s, over);
		return mode == INS_MODE_TENSION || !goes_back(record, s, *top, over);
	}
	for (size_t k = 1; k < sizeof SPAN_SHARES / sizeof *SPAN_SHARES; k++) {
		set_span(s, SPAN_SHARES[k]);
		over = find_collapse(s);
		if (over == s->n || s->row[over] > unloading)
			continue;
		*top = top_of_collapse(s, over);
		if (!goes_back(record, s, *top, over) && snaps(record, s, *top, over))
			return 1;
	}
	return 0;
}

static void decide(const struct ins_trace *record, enum ins_mode mode, struct stresses *s,
	struct ins_fracture *result)
{
	size_t top, unloading = find_unloading(record);

	if (find_break(record, mode, unloading, s, &top)) {
		result->ending = INS_ENDING_FRACTURE;
		result->last = s->row[top];
		return;
	}
	if (unloading < record->n) {
		result->ending = INS_ENDING_UNLOADED;
		result->last = unloading;
		return;
	}
	set_span(s, SPAN_SHARES[0]);
	top = walk_up(s, s->n - 1);
	result->ending = INS_ENDING_OPEN;
	result->last = s->row[s->n - 1];
	if (mode == INS_MODE_COMPRESSION)
		return;
	result->ending = INS_ENDING_FRACTURE;
	result->assumed = top == s->n - 1;
	result->last = s->row[top];
}

int ins_fracture_find(const struct ins_trace *record, enum ins_mode mode,
	struct ins_fracture *result, struct ins_err *err)
{
	struct stresses s = {0};
	int status = stresses_load(record, &s, err);

	*result = (struct ins_fracture){0};
	if (!status)
		decide(record, mode, &s, result);
	stresses_free(&s);
	return status;
}

size_t ins_fracture_largest_fall(const struct ins_trace *record)
{
	const double *stress = record->stress, *strain = record->strain;
	size_t n = record->n, span = span_of(n, SPAN_SHARES[0]), over = n, from = 0;
	double most = n ? fmax(STEEP_SHARE * stress[ins_signal_greatest_row(stress, n)],
				  NOISE_LENGTHS * ins_signal_noise(stress, n))
			: 0;

	for (size_t i = 1; i < n; i++) {
		size_t before = i > span ? i - span : 0;

		if (stress[before] - stress[i] >= most && strain[i] >= strain[before]) {
			most = stress[before] - stress[i];
			from = before;
			over = i;
		}
	}
	return over < n ? from + ins_signal_greatest_row(stress + from, over - from) : n;
}

int ins_fracture_collapse(const double *value, size_t n, size_t *last, struct ins_err *err)
{
	const struct ins_trace record = {.stress = value, .n = n};
	struct stresses s = {0};
	int status = stresses_load(&record, &s, NULL);
	size_t over;

	*last = n;
	if (!status) {
		set_span(&s, SPAN_SHARES[0]);
		over = find_collapse(&s);
		if (over < s.n)
			*last = s.row[top_of_collapse(&s, over)];
	}
	stresses_free(&s);
	/* Where nothing is positive, or next to no row, nothing collapses. */
	return status == INS_ENOMEM ? ins_fail_memory(err, "a record", 3 * n * sizeof *value)
				    : INS_OK;
}

size_t ins_fracture_over(const struct ins_trace *record, size_t last)
{
	const double *stress = record->stress;
	double step = fmax(
		STEEP_SHARE * stress[last], NOISE_LENGTHS * ins_signal_noise(stress, record->n));
	size_t row = last + 1;

	for (size_t i = last + 1; i < record->n; i++)
		if (stress[i - 1] - stress[i] >= step && record->strain[i] >= record->strain[last])
			row = i;
	while (row + 1 < record->n && stress[row + 1] < stress[row])
		row++;
	return row;
}

size_t ins_fracture_fall_before(
	const struct ins_trace *record, size_t end, size_t row, double level)
{
	const double *stress = record->stress;
	size_t span = span_of(record->n, SPAN_SHARES[0]);
	double least = fmax(COLLAPSE_SHARE * stress[ins_signal_greatest_row(stress, end)],
		NOISE_LENGTHS * ins_signal_noise(stress, end));

	for (size_t i = 1; i < end && i <= row + span; i++) {
		size_t from = i > span ? i - span : 0;

		if (stress[from] - stress[i] >= least && stress[i] < COLLAPSE_TO * stress[from] &&
			(i + span >= row || level < COLLAPSE_TO * stress[from]))
			return from + ins_signal_greatest_row(stress + from, i - from);
	}
	return end;
}
