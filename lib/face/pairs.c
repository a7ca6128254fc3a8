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
	if (a->entry->stream != b->entry->stream)
		return a->entry->stream < b->entry->stream;
	return a->number < b->number || (a->number == b->number && a->entry->row < b->entry->row);
}

/* "P1: 2 tests in tension for 1 curve; not marked, nor are 3 more"; the count at the end is put
 * there when all are known. */
static int tell(const struct called *curve, size_t tests, size_t curves, struct ins_text *unpaired,
	struct ins_err *err)
{
	const char *mode = curve->mode && strcmp(curve->mode, "-") != 0 ? curve->mode : NULL;
	int status = INS_OK;

	if (curve->name)
		status = ins_text_format(unpaired, err, "%.*s: ", (int)curve->length, curve->name);
	if (status == INS_OK)
		status = ins_text_format(unpaired, err,
			"%zu test%s%s%s for %zu curve%s; not marked", tests, tests == 1 ? "" : "s",
			mode ? " in " : "", mode ? mode : "", curves, curves == 1 ? "" : "s");
	return status;
}

/* The test of a curve, SIZE_MAX without one; *TESTS and *CURVES are those of its name, and *RANK
 * how many of these curves come before. */
static size_t find_test(const struct sides *sides, const struct called *curve, size_t *tests,
	size_t *curves, size_t *rank)
{
	size_t found = SIZE_MAX;

	*tests = *curves = *rank = 0;
	for (size_t i = 0; i < sides->curves; i++)
		if (is_alike(&sides->curve[i], curve)) {
			++*curves;
			*rank += (size_t)is_before(&sides->curve[i], curve);
		}
	for (size_t i = 0; i < sides->tests; i++)
		if (is_alike(&sides->test[i], curve) && (*tests)++ == *rank)
			found = i;
	return *tests == *curves ? found : SIZE_MAX;
}

static int pair(
	const struct sides *sides, size_t *test, struct ins_text *unpaired, struct ins_err *err)
{
	size_t names = 0;
	int status = INS_OK;

	for (size_t i = 0; i < sides->curves && status == INS_OK; i++) {
		size_t tests, curves, rank;

		test[i] = find_test(sides, &sides->curve[i], &tests, &curves, &rank);
		if (tests > 0 && test[i] == SIZE_MAX && rank == 0 && names++ == 0)
			status = tell(&sides->curve[i], tests, curves, unpaired, err);
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
