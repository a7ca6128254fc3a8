/* pairs - which test is that of which curve, by what both are called. */
#include "face/pairs.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "face/names.h"

/* What the test of a curve is called, the first LENGTH letters of its NAME (NULL: anything), and
 * which of those it is; of a test, its own name. */
struct called {
	const char *name, *mode; /* lent; NULL: any */
	size_t length;
	unsigned long number;
	const struct ins_pair_entry *entry; /* lent */
};

/* Curves and tests under such names. */
struct sides {
	struct called *curve, *test; /* owned */
	size_t curves, tests;
};

int ins_pairs_add(
	struct ins_pair_entries *entries, struct ins_pair_entry entry, struct ins_err *err)
{
	int status = ins_text_grow(
		&entries->entry, &entries->capacity, entries->n + 1, sizeof entry, err);

	if (status == INS_OK)
		entries->entry[entries->n++] = entry;
	return status;
}

static int compare_words(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : 0;
}

static int compare_curves(const struct ins_pair_entry *a, const struct ins_pair_entry *b)
{
	int order = (a->stream > b->stream) - (a->stream < b->stream);

	if (order == 0)
		order = compare_words(a->specimen, b->specimen);
	return order ? order : compare_words(a->mode, b->mode);
}

static int in_order(const void *x, const void *y)
{
	const struct ins_pair_entry *a = x, *b = y;
	int order = compare_curves(a, b);

	return order ? order : (a->row > b->row) - (a->row < b->row);
}

void ins_pairs_unite(struct ins_pair_entries *curves)
{
	size_t kept = 0;

	if (curves->n > 0)
		qsort(curves->entry, curves->n, sizeof *curves->entry, in_order);
	for (size_t i = 0; i < curves->n; i++)
		if (i == 0 || compare_curves(&curves->entry[kept - 1], &curves->entry[i]) != 0)
			curves->entry[kept++] = curves->entry[i];
	curves->n = kept;
}

static int same_name(const struct called *a, const struct called *b)
{
	return !a->name || !b->name ||
	       (a->length == b->length && memcmp(a->name, b->name, a->length) == 0);
}

static int is_alike(const struct called *a, const struct called *b)
{
	return same_name(a, b) && compare_words(a->mode, b->mode) == 0;
}

/* Owned; NULL without memory. */
static struct called *call_by_own_names(const struct ins_pair_entries *entries)
{
	struct called *called = malloc((entries->n + 1) * sizeof *called);

	for (size_t i = 0; called && i < entries->n; i++) {
		const struct ins_pair_entry *entry = &entries->entry[i];

		called[i] = (struct called){entry->specimen, entry->mode,
			entry->specimen ? strlen(entry->specimen) : 0, 1, entry};
	}
	return called;
}

/* A name may end in a number of itself: it is one of P1 only where no test has it. */
static void part_number(const struct sides *sides, struct called *curve)
{
	size_t length = curve->name ? ins_names_base(curve->name) : curve->length;

	if (length == curve->length)
		return;
	for (size_t i = 0; i < sides->tests; i++)
		if (is_alike(&sides->test[i], curve))
			return;
	curve->number = strtoul(curve->name + length + 1, NULL, 10);
	curve->length = length;
}

/* Tests without a name, or a mode, are as likely those of one curve as of another. */
static void forget_what_tests_lack(struct sides *sides)
{
	int nameless = 0, modeless = 0;

	for (size_t i = 0; i < sides->tests; i++) {
		nameless |= !sides->test[i].name;
		modeless |= !sides->test[i].mode;
	}
	for (size_t i = 0; i < sides->curves; i++) {
		if (nameless)
			sides->curve[i].name = NULL;
		if (modeless)
			sides->curve[i].mode = NULL;
	}
}

static int is_before(const struct called *a, const struct called *b)
{
	return a->number < b->number || (a->number == b->number && a->entry->row < b->entry->row);
}

/* The curves and tests that are called alike. */
struct count {
	size_t curves, tests;
	size_t first; /* of the curves: its index */
	size_t place; /* that of one curve among them */
};

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* A filter may have left P1:2 without P1: its number tells that there were two. */
static struct count count_curves(const struct sides *sides, const struct called *curve)
{
	struct count count = {.first = SIZE_MAX};

	for (size_t i = 0; i < sides->curves;) {
		size_t stream = sides->curve[i].entry->stream, n = 0, highest = 0, before = 0;

		for (; i < sides->curves && sides->curve[i].entry->stream == stream; i++) {
			const struct called *other = &sides->curve[i];

			if (!is_alike(other, curve))
				continue;
			n++;
			highest = larger(highest, other->number);
			before += (size_t)is_before(other, curve);
			count.first = count.first == SIZE_MAX ? i : count.first;
		}
		if (stream == curve->entry->stream)
			count.place = count.curves + larger(before, curve->number - 1);
		count.curves += larger(n, highest);
	}
	return count;
}

/* "P1: 2 tests in tension for 1 curve; not marked, nor are 3 more"; the count at the end is put
 * there when all are known. */
static int tell(const struct called *curve, const struct count *count, struct ins_text *unpaired,
	struct ins_err *err)
{
	const char *mode = curve->mode && strcmp(curve->mode, "-") != 0 ? curve->mode : NULL;
	int status = INS_OK;

	if (curve->name)
		status = ins_text_format(unpaired, err, "%.*s: ", (int)curve->length, curve->name);
	if (status == INS_OK)
		status =
			ins_text_format(unpaired, err, "%zu test%s%s%s for %zu curve%s; not marked",
				count->tests, count->tests == 1 ? "" : "s", mode ? " in " : "",
				mode ? mode : "", count->curves, count->curves == 1 ? "" : "s");
	return status;
}

/* The test of a curve, SIZE_MAX without one; COUNT says how many are called alike. */
static size_t find_test(const struct sides *sides, const struct called *curve, struct count *count)
{
	size_t found = SIZE_MAX;

	*count = count_curves(sides, curve);
	for (size_t i = 0; i < sides->tests; i++)
		if (is_alike(&sides->test[i], curve) && count->tests++ == count->place)
			found = i;
	return count->tests == count->curves ? found : SIZE_MAX;
}

static int pair(
	const struct sides *sides, size_t *test, struct ins_text *unpaired, struct ins_err *err)
{
	size_t names = 0;
	int status = INS_OK;

	for (size_t i = 0; i < sides->curves && status == INS_OK; i++) {
		struct count count;

		test[i] = find_test(sides, &sides->curve[i], &count);
		if (count.tests > 0 && count.tests != count.curves && count.first == i &&
			names++ == 0)
			status = tell(&sides->curve[i], &count, unpaired, err);
	}
	if (status == INS_OK && names > 1)
		status = ins_text_format(
			unpaired, err, ", nor %s %zu more", names == 2 ? "is" : "are", names - 1);
	return status;
}

int ins_pairs_find(const struct ins_pair_entries *curves, const struct ins_pair_entries *tests,
	size_t **test, struct ins_text *unpaired, struct ins_err *err)
{
	struct sides sides = {
		call_by_own_names(curves), call_by_own_names(tests), curves->n, tests->n};
	int status = INS_OK;

	*test = malloc((curves->n + 1) * sizeof **test);
	if (!sides.curve || !sides.test || !*test) {
		status =
			ins_fail_memory(err, "marks", (curves->n + tests->n) * sizeof *sides.curve);
	} else {
		forget_what_tests_lack(&sides);
		for (size_t i = 0; i < sides.curves; i++)
			part_number(&sides, &sides.curve[i]);
		status = pair(&sides, *test, unpaired, err);
	}
	free(sides.curve);
	free(sides.test);
	return status;
}
