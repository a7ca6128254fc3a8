/* marks - what a test was found to be, laid beside its curve. */
#include "face/marks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/unit.h"
#include "face/pairs.h"
#include "face/series.h"

/* What is laid: a column in the unit that it gets where a curve has none in any. */
static const struct mark {
	const char *stem, *column;
} marks[] = {{"modulus", "modulus_GPa"}, {"toe_strain", "toe_strain"}, {"offset", "offset"},
	{"yield", "yield_GPa"}, {"fracture_stress", "fracture_stress_GPa"},
	{"fracture_strain", "fracture_strain"}};
static const char bound[] = "yield_bound";

enum { MARKS = sizeof marks / sizeof *marks };

/* A stream and its columns; NULL for one that it lacks. */
struct stream {
	struct ins_table *table; /* lent */
	const char **specimen, **mode, **bound;
	double *number[MARKS], scale[MARKS]; /* the scale turns them into the unit of the mark */
};

/* The numbers of a mark, in whatever unit, and the factor to that of its own column. */
static double *find_numbers(const struct ins_table *table, const struct mark *mark, double *scale)
{
	int i = ins_series_find(table, mark->stem);
	const struct ins_unit *to = ins_unit_of_name(mark->column, NULL), *from;

	if (i < 0)
		return NULL;
	from = ins_unit_of_name(table->column[i].name, NULL);
	if (!ins_unit_converts(from, to))
		return NULL;
	*scale = from ? from->scale / to->scale : 1;
	return table->column[i].number;
}

static struct stream open_stream(struct ins_table *table)
{
	struct stream stream = {.table = table,
		.specimen = ins_table_words(table, "specimen"),
		.mode = ins_table_words(table, "mode"),
		.bound = ins_table_words(table, bound)};

	for (size_t i = 0; i < MARKS; i++)
		stream.number[i] = find_numbers(table, &marks[i], &stream.scale[i]);
	return stream;
}

static int add_columns(struct ins_table *curve, struct ins_err *err)
{
	int status = INS_OK;
	double scale;

	for (size_t i = 0; i < MARKS && status == INS_OK; i++)
		if (!find_numbers(curve, &marks[i], &scale) &&
			ins_table_find(curve, marks[i].column) < 0)
			status = ins_table_add_number(curve, marks[i].column, err);
	if (status == INS_OK && ins_table_find(curve, bound) < 0)
		status = ins_table_add_text(curve, bound, err);
	return status;
}

static struct ins_pair_entry entry_of(const struct stream *stream, size_t at, size_t row)
{
	return (struct ins_pair_entry){at, row, stream->specimen ? stream->specimen[row] : NULL,
		stream->mode ? stream->mode[row] : NULL};
}

/* Whether a word is that of the row before. */
static int goes_on(const char **words, size_t row)
{
	return !words || words[row] == words[row - 1] || strcmp(words[row], words[row - 1]) == 0;
}

static int collect_curves(
	const struct stream *stream, size_t at, struct ins_pair_entries *to, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t row = 0; row < stream->table->rows && status == INS_OK; row++)
		if (row == 0 || !goes_on(stream->specimen, row) || !goes_on(stream->mode, row))
			status = ins_pairs_add(to, entry_of(stream, at, row), err);
	return status;
}

static double mark_at(const struct stream *stream, size_t mark, size_t row)
{
	return stream->number[mark] ? stream->number[mark][row] * stream->scale[mark] : NAN;
}

/* Whether two streams tell one test. */
static int is_told_by(const struct stream *a, size_t row_a, const struct stream *b, size_t row_b)
{
	struct ins_pair_entry x = entry_of(a, 0, row_a), y = entry_of(b, 0, row_b);

	if (!x.specimen || !y.specimen || strcmp(x.specimen, y.specimen) != 0)
		return 0;
	if (!x.mode || !y.mode || strcmp(x.mode, y.mode) != 0)
		return 0;
	for (size_t i = 0; i < MARKS; i++) {
		double m = mark_at(a, i, row_a), n = mark_at(b, i, row_b);

		if (m != n && !(isnan(m) && isnan(n)))
			return 0;
	}
	return 1;
}

/* What another stream told already is no second test. */
static int collect_tests(
	const struct stream *stream, size_t at, struct ins_pair_entries *to, struct ins_err *err)
{
	size_t before = to->n;
	int status = INS_OK;

	for (size_t row = 0; row < stream[at].table->rows && status == INS_OK; row++) {
		size_t i = 0;

		while (i < before && !is_told_by(&stream[to->entry[i].stream], to->entry[i].row,
					     &stream[at], row))
			i++;
		if (i == before)
			status = ins_pairs_add(to, entry_of(&stream[at], at, row), err);
	}
	return status;
}

static int collect(struct ins_table *table, size_t tables, struct stream *stream,
	struct ins_pair_entries *curves, struct ins_pair_entries *tests, struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < tables && status == INS_OK; i++) {
		int are_tests = table[i].kind && strcmp(table[i].kind, "tests") == 0;

		if (!are_tests)
			status = add_columns(&table[i], err);
		stream[i] = open_stream(&table[i]);
		if (status == INS_OK)
			status = are_tests ? collect_tests(stream, i, tests, err)
					   : collect_curves(&stream[i], i, curves, err);
	}
	return status;
}

static int lay_row(const struct stream *curve, size_t row, const struct stream *test,
	size_t test_row, struct ins_err *err)
{
	for (size_t i = 0; i < MARKS; i++)
		if (curve->number[i] && test->number[i])
			curve->number[i][row] = mark_at(test, i, test_row) / curve->scale[i];
	if (!curve->bound || !test->bound)
		return INS_OK;
	return ins_table_set_word(curve->table, bound, row, test->bound[test_row], err);
}

int ins_marks_lay(
	struct ins_table *table, size_t tables, struct ins_text *unmarked, struct ins_err *err)
{
	struct ins_pair_entries curves = {0}, tests = {0};
	struct stream *stream = malloc((tables + 1) * sizeof *stream);
	size_t *test = NULL;
	int status = stream ? collect(table, tables, stream, &curves, &tests, err)
			    : ins_fail_memory(err, "marks", tables * sizeof *stream);

	ins_pairs_unite(&curves);
	if (status == INS_OK)
		status = ins_pairs_find(&curves, &tests, &test, unmarked, err);
	for (size_t i = 0; i < curves.n && status == INS_OK; i++) {
		const struct ins_pair_entry *curve = &curves.entry[i];
		const struct ins_pair_entry *found;

		if (test[i] >= tests.n)
			continue;
		found = &tests.entry[test[i]];
		status = lay_row(&stream[curve->stream], curve->row, &stream[found->stream],
			found->row, err);
	}
	free(curves.entry);
	free(tests.entry);
	free(stream);
	free(test);
	return status;
}
