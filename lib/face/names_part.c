/* names_part - the number of a specimen that is called as another is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "face/names.h"

static int is_taken(const char *const *taken, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(taken[i], name) == 0)
			return 1;
	return 0;
}

size_t ins_names_base(const char *name)
{
	size_t length = strlen(name), base = length;

	while (base > 0 && name[base - 1] >= '0' && name[base - 1] <= '9')
		base--;
	if (base < 2 || base == length || name[base - 1] != ':' || name[base] == '0')
		return length;
	return base - 1;
}

/* How many are that NAME, or a numbered one of it. */
static size_t count_numbered(const char *const *taken, size_t n, const char *name)
{
	size_t length = strlen(name), count = 0;

	for (size_t i = 0; i < n; i++)
		count += strncmp(taken[i], name, length) == 0 &&
			 (taken[i][length] == 0 || ins_names_base(taken[i]) == length);
	return count;
}

char *ins_names_number(const char *const *taken, size_t n, char *name)
{
	struct ins_text text = {0};
	size_t number;

	if (!name || !is_taken(taken, n, name))
		return name;
	/* From there on, so that a thousand of one name are not tried one by one. */
	number = count_numbered(taken, n, name);
	do {
		text.size = 0;
		if (ins_text_format(&text, NULL, "%s:%zu", name, ++number))
			ins_text_free(&text);
	} while (text.data && is_taken(taken, n, text.data));
	free(name);
	return text.data;
}

/* Frequencies that a stream writes as one. */
static int same_frequency(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fabs(b);
}

static int same_word(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static int is_same(const struct ins_named *a, const struct ins_named *b)
{
	return same_word(a->specimen, b->specimen) && same_word(a->mode, b->mode) &&
	       (a->frequency_Hz == b->frequency_Hz ||
		       (isnan(a->frequency_Hz) && isnan(b->frequency_Hz)));
}

/* The tests whose rows TABLE got since the last call, which follow each other and mostly share
 * their word. */
static int look_on(struct ins_names *names, const struct ins_table *table)
{
	const char **specimen = ins_table_words(table, "specimen");
	const char **mode = ins_table_words(table, "mode");
	const double *Hz = ins_table_numbers(table, "frequency_Hz");
	int status = INS_OK;

	for (; specimen && names->rows < table->rows && status == INS_OK; names->rows++) {
		size_t row = names->rows;
		struct ins_named named = {
			specimen[row], mode ? mode[row] : NULL, Hz ? Hz[row] : NAN};

		if (names->n > 0 && is_same(&names->named[names->n - 1], &named))
			continue;
		status = ins_text_grow(
			&names->named, &names->capacity, names->n + 1, sizeof named, NULL);
		if (status == INS_OK)
			names->named[names->n++] = named;
	}
	return status;
}

char *ins_names_part(struct ins_names *names, const struct ins_table *table, char *name,
	const char *mode, double frequency_Hz)
{
	const char **taken = NULL;
	size_t n = 0;

	if (!name)
		return NULL;
	if (look_on(names, table) == INS_OK)
		taken = malloc((names->n + 1) * sizeof *taken);
	if (!taken) {
		free(name);
		return NULL;
	}
	for (size_t i = 0; i < names->n; i++) {
		const struct ins_named *named = &names->named[i];

		if ((!mode || !named->mode || strcmp(named->mode, mode) == 0) &&
			(isnan(frequency_Hz) || isnan(named->frequency_Hz) ||
				same_frequency(named->frequency_Hz, frequency_Hz)) &&
			(n == 0 || strcmp(taken[n - 1], named->specimen) != 0))
			taken[n++] = named->specimen;
	}
	name = ins_names_number(taken, n, name);
	free(taken);
	return name;
}

void ins_names_free(struct ins_names *names)
{
	free(names->named);
	memset(names, 0, sizeof *names);
}
