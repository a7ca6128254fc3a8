/* dmaloss: load and displacement from two exports, each on its own clock. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmaloss.h"
#include "physics/conduct.h"
#include "physics/signal.h"

/* The mean step of a clock, over the rows that have a time. */
static double step_s(const double *time_s, size_t n)
{
	size_t rows = 0;

	for (size_t i = 0; i < n; i++)
		rows += isfinite(time_s[i]) != 0;
	return ins_signal_range(time_s, n) / (double)rows;
}

/* Read FROM at the times of TO, the sparser clock: what swings loses nothing there, and no row is
 * made up. Both channels are copied, since the table of one is freed. */
static int join(struct run *run, const double *time_s, const double *displacement, size_t n)
{
	int own = step_s(run->time_s, run->n) >= step_s(time_s, n), status;
	size_t rows = own ? run->n : n;
	const double *clock_s = own ? run->time_s : time_s;
	double *load, *response;

	run->joined_s = malloc((3 * rows + 1) * sizeof *run->joined_s);
	if (!run->joined_s)
		return ins_fail_memory(run->err, "two channels", 3 * rows * sizeof *clock_s);
	load = run->joined_s + rows;
	response = load + rows;
	memcpy(run->joined_s, clock_s, rows * sizeof *clock_s);
	memcpy(own ? load : response, own ? run->load : displacement, rows * sizeof *load);
	if (own)
		status = ins_conduct_join_smooth(
			time_s, displacement, n, clock_s, rows, 0, response, run->err);
	else
		status = ins_conduct_join_smooth(
			run->time_s, run->load, run->n, clock_s, rows, 0, load, run->err);
	run->time_s = run->joined_s;
	run->load = load;
	run->displacement = response;
	run->n = rows;
	return status;
}

static int join_block(struct run *run, const struct ins_raw *raw, const char *path)
{
	const struct ins_table *table;
	double *time_s, *displacement;
	size_t block;
	int status = dmaloss_only_block(raw, path, &block, run->err);

	if (status)
		return status;
	table = &raw->block[block].table;
	status = ins_source_notes(run->table, table, path, run->err);
	if (status)
		return status;
	time_s = ins_table_numbers(table, "time_s");
	displacement = ins_table_numbers(table, "displacement_nm");
	if (!time_s)
		return ins_raw_lacks(&raw->block[block], path, INS_TIME, run->err);
	if (!displacement)
		return ins_raw_lacks(&raw->block[block], path, INS_DISPLACEMENT, run->err);
	status = dmaloss_drop_spikes(run, displacement, table->rows, "displacement", path);
	return status ? status : join(run, time_s, displacement, table->rows);
}

int dmaloss_join_response(struct run *run)
{
	struct ins_raw raw = {0};
	const char *path = run->settings->response;
	int status = ins_source_read(
		run->source, run->cli, path, &dmaloss_channels_wanted, &raw, run->err);

	if (status == INS_OK)
		status = join_block(run, &raw, path);
	ins_raw_free(&raw);
	return status;
}
