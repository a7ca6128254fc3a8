/* trace - one stress-strain record as arrays, and its usable rows. */
#include "physics/trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/fit.h"
#include "physics/signal.h"

enum { STRAIGHT_MEANS_MIN = 12, STRAIGHT_MEANS_MAX = 128 };

static int rows_alloc(struct ins_trace_rows *rows, size_t n, struct ins_err *err)
{
	if (n == 0)
		return INS_OK;
	rows->strain = malloc(n * sizeof *rows->strain);
	rows->stress = malloc(n * sizeof *rows->stress);
	rows->guide = malloc(n * sizeof *rows->guide);
	rows->row = malloc(n * sizeof *rows->row);
	if (!rows->strain || !rows->stress || !rows->guide || !rows->row) {
		ins_trace_rows_free(rows);
		return ins_fail_memory(err, "a record", n * sizeof(double));
	}
	return INS_OK;
}

static int is_usable(const struct ins_trace *record, size_t i)
{
	return isfinite(record->strain[i]) && isfinite(record->stress[i]);
}

/* Time as the guide, if a clock made it; else the row number. */
static void choose_guide(const struct ins_trace *record, struct ins_trace_rows *rows)
{
	rows->guide_is_time = record->time != NULL;
	for (size_t k = 0; k < rows->n && rows->guide_is_time; k++) {
		rows->guide[k] = record->time[rows->row[k]];
		if (!isfinite(rows->guide[k]) || (k > 0 && rows->guide[k] <= rows->guide[k - 1]))
			rows->guide_is_time = 0;
	}
	for (size_t k = 0; k < rows->n && !rows->guide_is_time; k++)
		rows->guide[k] = (double)rows->row[k];
}

int ins_trace_rows_copy(const struct ins_trace *record, size_t from, size_t to,
	struct ins_trace_rows *rows, struct ins_err *err)
{
	size_t n = 0;
	int status;

	for (size_t i = from; i < to; i++)
		n += (size_t)is_usable(record, i);
	status = rows_alloc(rows, n, err);
	if (status)
		return status;
	for (size_t i = from; i < to; i++)
		if (is_usable(record, i)) {
			rows->strain[rows->n] = record->strain[i];
			rows->stress[rows->n] = record->stress[i];
			rows->row[rows->n++] = i;
		}
	choose_guide(record, rows);
	return INS_OK;
}

void ins_trace_rows_free(struct ins_trace_rows *rows)
{
	free(rows->strain);
	free(rows->stress);
	free(rows->guide);
	free(rows->row);
	memset(rows, 0, sizeof *rows);
}

int ins_trace_rows_average(const struct ins_trace_rows *rows, size_t from, size_t to, size_t bin,
	struct ins_trace_rows *means, struct ins_err *err)
{
	size_t n = to > from ? (to - from < bin ? 1 : (to - from) / bin) : 0;
	int status = rows_alloc(means, n, err);

	if (status)
		return status;
	means->n = n;
	means->guide_is_time = rows->guide_is_time;
	for (size_t k = 0; k < n; k++) {
		size_t first = from + k * bin, end = k + 1 == n ? to : first + bin;
		double count = (double)(end - first);

		means->strain[k] = means->stress[k] = means->guide[k] = 0;
		means->row[k] = rows->row[first];
		for (size_t i = first; i < end; i++) {
			means->strain[k] += rows->strain[i] / count;
			means->stress[k] += rows->stress[i] / count;
			means->guide[k] += rows->guide[i] / count;
		}
	}
	return INS_OK;
}

int ins_trace_rows_straighten(
	struct ins_trace_rows *rows, size_t from, size_t to, double *share, struct ins_err *err)
{
	size_t bin = (to - from + STRAIGHT_MEANS_MAX - 1) / STRAIGHT_MEANS_MAX;
	double noise = ins_signal_noise(rows->strain + from, to - from), chi2 = 0, freedom;
	struct ins_trace_rows means = {0};
	struct ins_line line;
	int status = ins_trace_rows_average(rows, from, to, bin, &means, err);

	if (status || means.n < STRAIGHT_MEANS_MIN ||
		ins_fit_line(means.guide, means.strain, means.n, &line, NULL))
		goto out;
	freedom = (double)means.n - 2;
	for (size_t i = 0; i < means.n; i++)
		chi2 += pow(means.strain[i] - ins_line_at(&line, means.guide[i]), 2);
	if (chi2 * (double)bin > noise * noise * (freedom + 3 * sqrt(2 * freedom)))
		goto out;
	for (size_t i = from; i < to; i++)
		rows->strain[i] = ins_line_at(&line, rows->guide[i]);
	*share = pow(line.slope_se / line.slope, 2);
out:
	ins_trace_rows_free(&means);
	return status;
}
