/* cycle - find the cycles in a record: where they are, and how often they come. */
#include "physics/cycle.h"

#include <math.h>
#include <stdlib.h>

/* Two maxima are one period apart if their distance is within this share of it. */
#define REGULAR 0.25
/* The load repeats itself at least where it stays within this share of its range. */
#define REPEATS 0.25

void ins_turns_free(struct ins_turns *turns)
{
	free(turns->row);
	*turns = (struct ins_turns){0};
}

static int push(struct ins_turns *turns, size_t *room, size_t row, struct ins_err *err)
{
	if (turns->n == *room) {
		size_t more = *room ? 2 * *room : 64;
		size_t *grown = realloc(turns->row, more * sizeof *grown);

		if (!grown)
			return ins_fail_memory(err, "turning points", more * sizeof *grown);
		turns->row = grown;
		*room = more;
	}
	turns->row[turns->n++] = row;
	return INS_OK;
}

int ins_cycle_turns(const struct ins_record *record, double threshold, struct ins_turns *turns,
	struct ins_err *err)
{
	const double *y = record->load;
	size_t n = record->n, low = n, high = n, room = 0;
	int direction = 0, status = INS_OK; /* direction: of the last move, up or down */

	*turns = (struct ins_turns){0};
	for (size_t i = 0; !status && i < n; i++) {
		if (!isfinite(y[i]) || !isfinite(record->time_s[i]))
			continue;
		if (low == n || y[i] < y[low])
			low = i;
		if (high == n || y[i] > y[high])
			high = i;
		if (direction <= 0 && y[i] - y[low] >= threshold) {
			if (direction)
				status = push(turns, &room, low, err);
			direction = 1;
			high = i;
		} else if (direction >= 0 && y[high] - y[i] >= threshold) {
			if (direction)
				status = push(turns, &room, high, err);
			if (direction && turns->n == 1)
				turns->maximum_first = 1;
			direction = -1;
			low = i;
		}
	}
	if (status)
		ins_turns_free(turns);
	return status;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The times of the maxima, as an owned array. */
static int maxima(const struct ins_record *record, const struct ins_turns *turns, double **time_s,
	size_t *n, struct ins_err *err)
{
	size_t first = turns->maximum_first ? 0 : 1;

	*n = turns->n > first ? (turns->n - first + 1) / 2 : 0;
	*time_s = malloc((*n + 1) * sizeof **time_s);
	if (!*time_s)
		return ins_fail_memory(err, "maxima", (*n + 1) * sizeof **time_s);
	for (size_t i = 0; i < *n; i++)
		(*time_s)[i] = record->time_s[turns->row[first + 2 * i]];
	return INS_OK;
}

/* The median distance of neighbours in time_s[n], n > 1. */
static int median_distance(const double *time_s, size_t n, double *distance_s, struct ins_err *err)
{
	double *distances = malloc((n - 1) * sizeof *distances);

	if (!distances)
		return ins_fail_memory(err, "distances", (n - 1) * sizeof *distances);
	for (size_t i = 0; i + 1 < n; i++)
		distances[i] = time_s[i + 1] - time_s[i];
	qsort(distances, n - 1, sizeof *distances, compare);
	*distance_s = distances[(n - 1) / 2];
	free(distances);
	return INS_OK;
}

/* The longest run of maxima one period apart: its first and its last. */
static void regular_run(const double *time_s, size_t n, double period_s, size_t *from, size_t *to)
{
	size_t start = 0;

	*from = *to = 0;
	for (size_t i = 1; i < n; i++) {
		if (!(fabs(time_s[i] - time_s[i - 1] - period_s) <= REGULAR * period_s))
			start = i;
		else if (i - start > *to - *from) {
			*from = start;
			*to = i;
		}
	}
}

/* The coarsest threshold that shows cycles keeps noise out: moves of half the range, where
 * the cycles are the largest moves, of less where an approach or a drift is larger. */
static int regular_maxima(const struct ins_record *record, const struct ins_survey *survey,
	double frequency_Hz, double run_s[2], double *own_Hz, struct ins_err *err)
{
	int status = INS_OK;

	*own_Hz = NAN;
	for (double share = 0.5; !status && share > 0.05; share /= 2) {
		struct ins_turns turns;
		double *time_s = NULL, distance_s = NAN;
		size_t n = 0, from = 0, to = 0;

		status = ins_cycle_turns(record, 2 * share * survey->load_half, &turns, err);
		if (!status)
			status = maxima(record, &turns, &time_s, &n, err);
		if (!status && n > 1)
			status = median_distance(time_s, n, &distance_s, err);
		if (!status && distance_s > 0) {
			regular_run(time_s, n, isnan(frequency_Hz) ? distance_s : 1 / frequency_Hz,
				&from, &to);
			if (isnan(*own_Hz))
				*own_Hz = 1 / distance_s;
		}
		if (to > from) {
			run_s[0] = time_s[from];
			run_s[1] = time_s[to];
			*own_Hz = (double)(to - from) / (run_s[1] - run_s[0]);
		}
		free(time_s);
		ins_turns_free(&turns);
		/* Cycles of another frequency are no reason to look for smaller ones. */
		if (to > from || n > 2)
			break;
	}
	return status;
}

/* The load at a time between two rows. *near is where to start looking, and is moved there. */
static double load_at(const struct ins_record *record, double time_s, size_t *near)
{
	size_t i = *near, j;

	while (i > 0 && (!ins_record_usable(record, i) || record->time_s[i] > time_s))
		i--;
	*near = i;
	for (j = i + 1; j < record->n; j++) {
		double step_s;

		if (!ins_record_usable(record, j))
			continue;
		step_s = record->time_s[j] - record->time_s[i];
		if (record->time_s[j] < time_s) {
			*near = i = j;
			continue;
		}
		return step_s > 0 ? record->load[i] + (record->load[j] - record->load[i]) *
							      (time_s - record->time_s[i]) / step_s
				  : record->load[i];
	}
	return record->load[i];
}

/* What the longest run of regular maxima shows of the cycles around it. */
struct regular {
	size_t from, to; /* its rows */
	double period_s;
	double step_s;    /* from row to row */
	double tolerance; /* of the load, from one cycle to the next */
};

/* Twice the range of noise and drift, but no more than would pass a hold for a cycle. */
static void study(const struct ins_record *record, const double run_s[2], struct regular *run)
{
	double low = INFINITY, high = -INFINITY, squares = 0;
	size_t rows = 0, pairs = 0, near;

	run->from = near = ins_record_row_at(record, run_s[0]);
	run->to = ins_record_row_at(record, run_s[1]);
	for (size_t i = run->from; i <= run->to; i++) {
		double next_s = record->time_s[i] + run->period_s;

		if (!ins_record_usable(record, i))
			continue;
		rows++;
		low = fmin(low, record->load[i]);
		high = fmax(high, record->load[i]);
		if (next_s > run_s[1])
			continue;
		pairs++;
		squares += pow(record->load[i] - load_at(record, next_s, &near), 2);
	}
	run->step_s = (run_s[1] - run_s[0]) / (double)(rows - 1);
	run->tolerance = REPEATS * (high - low);
	if (pairs > 4)
		run->tolerance = fmin(run->tolerance,
			fmax(0.03 * (high - low), 6 * sqrt(squares / (double)pairs)));
}

/* Grow from a row of the run towards one end (step -1 or +1), for up to two periods, while rows
 * come as in the run and the load repeats itself one period further in; a few rows that do not
 * are noise. Returns the last row that does. */
static size_t grow(const struct ins_record *record, const struct regular *run, size_t row, int step)
{
	size_t last = row, strikes = 0, near = row;
	size_t patience = 1 + (size_t)(0.01 * run->period_s / run->step_s);
	double time_s = record->time_s[row];

	for (size_t i = row; strikes <= patience; i = step < 0 ? i - 1 : i + 1) {
		if (ins_record_usable(record, i)) {
			double inner_s = record->time_s[i] - step * run->period_s;
			double off = record->load[i] - load_at(record, inner_s, &near);

			if (fabs(record->time_s[i] - time_s) > 5 * run->step_s ||
				fabs(record->time_s[i] - record->time_s[row]) > 2 * run->period_s)
				break;
			time_s = record->time_s[i];
			strikes = fabs(off) > run->tolerance ? strikes + 1 : 0;
			if (strikes == 0)
				last = i;
		}
		if (i == (step < 0 ? 0 : record->n - 1))
			break;
	}
	return last;
}

static int whole_record(const struct ins_record *record, const struct ins_survey *survey,
	struct ins_cycle_part *part, struct ins_err *err)
{
	double shown = (survey->end_s - survey->start_s + survey->step_s) * part->frequency_Hz;

	if (isnan(part->frequency_Hz))
		return ins_fail(err, INS_EANALYSIS,
			"the load does not turn back and forth twice, so its frequency "
			"is unknown; give it if there is one whole cycle");
	if (shown < 0.99)
		return ins_fail(err, INS_EANALYSIS, "the record is %.2g of a cycle of %.6g Hz long",
			shown, part->frequency_Hz);
	if (shown > 2.5)
		return ins_fail(err, INS_EANALYSIS,
			"the load does not turn back and forth at %.6g Hz", part->frequency_Hz);
	part->first = 0;
	part->n = record->n;
	return INS_OK;
}

int ins_cycle_find(const struct ins_record *record, double frequency_Hz,
	struct ins_cycle_part *part, struct ins_err *err)
{
	struct ins_survey survey;
	struct regular run = {0};
	double run_s[2] = {NAN, NAN};
	int status;

	*part = (struct ins_cycle_part){.frequency_Hz = frequency_Hz};
	if (frequency_Hz <= 0 || isinf(frequency_Hz))
		return ins_fail(
			err, INS_EUSAGE, "a frequency of %g Hz makes no cycles", frequency_Hz);
	status = ins_record_survey(record, &survey, err);
	if (!status)
		status = regular_maxima(
			record, &survey, frequency_Hz, run_s, &part->own_frequency_Hz, err);
	if (status)
		return status;
	if (isnan(run_s[0]) && !isnan(frequency_Hz) && part->own_frequency_Hz > 0)
		return ins_fail(err, INS_EANALYSIS,
			"the load turns back and forth at about %.3g Hz, not at %.6g Hz",
			part->own_frequency_Hz, frequency_Hz);
	if (isnan(run_s[0]))
		return whole_record(record, &survey, part, err);
	if (isnan(frequency_Hz))
		part->frequency_Hz = part->own_frequency_Hz;
	run.period_s = 1 / part->frequency_Hz;
	/* The load may turn where there is no displacement. */
	run_s[0] = fmax(run_s[0], survey.start_s);
	run_s[1] = fmin(run_s[1], survey.end_s);
	if (!(run_s[0] < run_s[1]))
		return ins_fail(err, INS_EANALYSIS,
			"where the load turns back and forth there is no displacement");
	study(record, run_s, &run);
	part->first = grow(record, &run, run.from, -1);
	part->n = grow(record, &run, run.to, 1) + 1 - part->first;
	return INS_OK;
}
