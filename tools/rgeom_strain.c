/* rgeom: the rows of a mechanical record, without those that are hit. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/signal.h"
#include "rgeom.h"

size_t rgeom_farthest(const double *value, const double *beside, size_t n)
{
	size_t far = 0;
	double most = -1;

	for (size_t i = 0; i < n; i++)
		if (fabs(value[i]) > most && !(beside && isnan(beside[i]))) {
			most = fabs(value[i]);
			far = i;
		}
	return far;
}

/* The mode of all rows of a part, NULL where there is no such column. */
static int find_mode(const struct run *run, const struct part *part, const char **mode)
{
	const char **words = ins_table_words(part->table, "mode");

	*mode = run->settings.mode;
	if (words && part->n > 0) {
		int status = mode_check(words[part->row[0]], part->row[0], run->err);

		if (status)
			return status;
		*mode = words[part->row[0]];
	}
	for (size_t i = 0; words && i < part->n; i++)
		if (strcmp(words[part->row[i]], *mode) != 0)
			return ins_fail(run->err, INS_EFORMAT,
				"rows in %s and in %s are one specimen", *mode,
				words[part->row[i]]);
	return INS_OK;
}

/* When the load begins to rise, or what else there is of load and strain. */
static int find_onset(const struct channels *c, struct mechanical *m)
{
	const double *value = c->load_uN      ? c->load_uN
			      : c->stress_GPa ? c->stress_GPa
			      : c->strain     ? c->strain
					      : c->displacement_nm;

	if (!value)
		return INS_OK;
	return rgeom_onset(c->time_s, value, c->n, &m->onset, &m->onset_err);
}

static int copy_channels(const struct part *part, struct channels *c, struct ins_err *err)
{
	const struct {
		const char *column;
		double **to;
	} columns[] = {{"time_s", &c->time_s}, {"strain", &c->strain},
		{"stress_GPa", &c->stress_GPa}, {"displacement_nm", &c->displacement_nm},
		{"load_uN", &c->load_uN}};
	int status = INS_OK;

	c->n = part->n;
	for (size_t i = 0; i < sizeof columns / sizeof *columns && status == INS_OK; i++)
		status = rgeom_numbers(part, columns[i].column, columns[i].to, err);
	return status;
}

/* Leave out rows that are hit. In another record than the resistance's they are taken out, so that
 * strain is read across them, but not across what that record lacks. */
static int drop_hits(struct run *run, struct channels *c, int own)
{
	const struct {
		const char *name;
		double *value;
	} channels[] = {{"load", c->load_uN}, {"displacement", c->displacement_nm},
		{"strain", c->strain}, {"stress", c->stress_GPa}};
	enum { COUNT = sizeof channels / sizeof *channels };
	/* NaN for a hit, 1 for a number that was not there. */
	double *mark = calloc(c->n + 1, sizeof *mark);
	int status = mark ? INS_OK : ins_fail_memory(run->err, "rows", c->n * sizeof *mark);

	for (size_t k = 0; k < COUNT && status == INS_OK; k++)
		for (size_t i = 0; channels[k].value && i < c->n; i++)
			if (isnan(channels[k].value[i]))
				mark[i] = 1;
	for (size_t k = 0; k < COUNT && status == INS_OK; k++) {
		double *value = channels[k].value;

		status = channels_drop_spikes(value, c->n, channels[k].name, run->name, run->answer,
			&run->spikes, run->err);
		for (size_t i = 0; value && i < c->n; i++)
			if (isnan(value[i]) && mark[i] == 0)
				mark[i] = NAN;
	}
	if (status == INS_OK && !own)
		channels_keep_whole(c, &mark, 1);
	free(mark);
	return status;
}

int rgeom_in_order(const double *time_s, size_t n)
{
	return time_s && ins_signal_first_fall(time_s, n) == n;
}

double rgeom_noise(const double *value, const double *time_s, size_t n)
{
	return rgeom_in_order(time_s, n) ? ins_signal_noise_of_many(value, n) : 0;
}

/* Rows of another record are told by their time alone. */
static int check_time(const struct part *part, const struct channels *channels, struct ins_err *err)
{
	static const enum ins_role of_time[] = {INS_TIME, INS_ROLES};
	int status = rgeom_problem(part, of_time, err);

	if (status || channels->time_s)
		return status;
	return ins_fail(err, INS_EFORMAT, "has no time to join it by");
}

int rgeom_mechanical(struct run *run, const struct part *part, int own, struct mechanical *m)
{
	struct channels channels = {0};
	int status = copy_channels(part, &channels, run->err), in_order;

	/* Behind a break no row is of the specimen. */
	if (own)
		channels.n = run->n;
	in_order = rgeom_in_order(own ? run->time_s : channels.time_s, channels.n);
	/* Rows that are not in order tell no hits. */
	if (status == INS_OK && in_order)
		status = drop_hits(run, &channels, own);
	if (status == INS_OK)
		status = find_mode(run, part, &m->mode);
	if (status == INS_OK && !own)
		status = check_time(part, &channels, run->err);
	if (status == INS_OK && !own && isnan(run->settings.lag_s))
		m->onset_status = find_onset(&channels, m);
	if (status == INS_OK)
		status = rgeom_curve(run, part, &channels, in_order, m);
	channels_free(&channels);
	return status;
}
