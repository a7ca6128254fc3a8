/* series_seen - what of the rows there is to see, and what is said of the rest. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "face/series.h"

/* Whether a column is needed; PLACE: to say where a row stands. */
static int is_needed(const struct ins_series_column *column, int place)
{
	return column->needed &&
	       (!place || strcmp(column->name, "x") == 0 || strcmp(column->name, "y") == 0);
}

/* Whether the needed columns are numbers in a row. */
static int is_whole(const struct ins_series *series, size_t source, size_t row, int place)
{
	for (size_t i = 0; i < series->columns; i++)
		if (is_needed(&series->column[i], place) &&
			!isfinite(ins_series_value(series, i, source, row)))
			return 0;
	return 1;
}

/* "'strain', 'stress_GPa'" */
static int put_needed(const struct ins_series *series, size_t source, int place,
	struct ins_text *names, struct ins_err *err)
{
	const struct ins_table *table = series->source[source].table;
	int status = ins_text_put(names, "", 0, err);

	for (size_t i = 0; i < series->columns && status == INS_OK; i++)
		if (is_needed(&series->column[i], place) && series->column[i].index[source] >= 0)
			status = ins_text_format(names, err, "%s'%s'", names->size ? ", " : "",
				table->column[series->column[i].index[source]].name);
	return status;
}

int ins_series_check(const struct ins_series *series, size_t source, struct ins_err *err)
{
	const struct ins_table *table = series->source[source].table;
	struct ins_text names = {0};
	int status;

	for (size_t row = 0; row < table->rows; row++)
		if (is_whole(series, source, row, 0))
			return INS_OK;
	if (table->rows == 0)
		return ins_fail(
			err, INS_EFORMAT, "%s: the table has no rows", series->source[source].name);
	status = put_needed(series, source, 0, &names, err);
	if (status == INS_OK)
		status =
			ins_fail(err, INS_EFORMAT, "%s: nothing to draw: no row has a number in %s",
				series->source[source].name, names.size ? names.data : "it");
	ins_text_free(&names);
	return status;
}

/* A point is seen wherever it stands, a line only between two rows that follow each other. */
static int is_seen(const struct ins_series *series, const struct ins_series_group *group)
{
	size_t together = 0;

	for (size_t i = 0; i < group->rows; i++) {
		together = is_whole(series, group->source, group->row[i], 1) ? together + 1 : 0;
		if (together == (series->thin ? 2 : 1))
			return 1;
	}
	return 0;
}

/* Say of a SOURCE that UNSEEN of its groups, FIRST among them, are left out; a fault where none is
 * left. */
static int tell(struct ins_series *series, size_t source, size_t unseen, int all,
	const struct ins_text *first, struct ins_err *err)
{
	const char *name = series->source[source].name;
	const char *why = series->thin ? "no two rows that follow each other have numbers"
				       : "no row has a number";
	const char *hint = series->thin ? "" : "; choose other columns with -x and -y";
	struct ins_text names = {0};
	int status = put_needed(series, source, 1, &names, err);

	if (status == INS_OK && all)
		status = ins_fail(
			err, INS_EANALYSIS, "%s: nothing to draw: %s in %s", name, why, names.data);
	else if (status == INS_OK && unseen > 1)
		status = ins_text_format(&series->left_out, err,
			"%s: '%s' and %zu more are left out: %s in %s%s\n", name, first->data,
			unseen - 1, why, names.data, hint);
	else if (status == INS_OK)
		status = ins_text_format(&series->left_out, err,
			"%s: '%s' is left out: %s in %s%s\n", name, first->data, why, names.data,
			hint);
	ins_text_free(&names);
	return status;
}

/* Free the groups of a source that show nothing, and tell. */
static int drop_of(struct ins_series *series, size_t source, struct ins_err *err)
{
	struct ins_text first = {0};
	size_t kept = 0, seen = 0, unseen = 0;
	int status = ins_text_put(&first, "", 0, err);

	for (size_t i = 0; i < series->groups; i++) {
		struct ins_series_group *group = &series->group[i];

		if (group->source != source || is_seen(series, group)) {
			seen += group->source == source;
			series->group[kept++] = *group;
			continue;
		}
		if (unseen++ == 0 && status == INS_OK)
			status = ins_series_name(series, group, &first, err);
		free(group->row);
	}
	series->groups = kept;
	if (status == INS_OK && unseen)
		status = tell(series, source, unseen, seen == 0, &first, err);
	ins_text_free(&first);
	return status;
}

int ins_series_drop(struct ins_series *series, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < series->sources && status == INS_OK; i++)
		status = drop_of(series, i, err);
	return status;
}
