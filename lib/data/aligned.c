/* aligned - words that stand below others, where blanks part them and some are missing. */
#include "data/aligned.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* A word of a line: its bytes, and its first and last place as columns of a screen. */
struct word {
	const char *begin, *end;
	size_t first, last;
};

/* The next word at or after *P, parted by GAP blanks or more; COLUMN is the place of *P. */
static bool next_word(
	const char **p, const char *end, size_t gap, size_t *column, struct word *word)
{
	size_t blanks = 0;

	while (*p < end && **p == ' ')
		(*p)++, (*column)++;
	if (*p == end || **p == '\t')
		return false;
	word->begin = *p;
	word->first = *column;
	for (; *p < end && blanks < gap && **p != '\t'; (*p)++) {
		blanks = **p == ' ' ? blanks + 1 : 0;
		/* The later bytes of a letter in UTF-8 take no place. */
		*column += ((unsigned char)**p & 0xc0) != 0x80;
		if (!blanks) {
			word->end = *p + 1;
			word->last = *column - 1;
		}
	}
	return true;
}

/* Cut LINE into words; 0 where there are not WANTED (0 for any number), or a TAB hides places. */
static size_t cut(const struct ins_text_line *line, size_t gap, size_t wanted, struct word *words,
	size_t capacity)
{
	const char *p = line->begin, *end = line->end;
	size_t n = 0, column = 0;
	struct word word;

	if (memchr(p, '\t', (size_t)(end - p)))
		return 0;
	while (next_word(&p, end, gap, &column, &word)) {
		if (n == capacity)
			return 0;
		words[n++] = word;
	}
	return wanted && n != wanted ? 0 : n;
}

/* For each of the COUNT words ABOVE the one BELOW it, or NULL; false where that is not clear. */
static bool match(const struct word *above, size_t count, const struct word *below, size_t n,
	const struct word **under)
{
	for (size_t i = 0; i < n; i++) {
		size_t hits = 0, hit = 0;

		for (size_t c = 0; c < count; c++)
			if (below[i].first <= above[c].last && above[c].first <= below[i].last) {
				hits++;
				hit = c;
			}
		if (hits != 1 || under[hit])
			return false;
		under[hit] = &below[i];
	}
	return n > 0;
}

static int fill(
	struct ins_cells *cells, const struct word *const *under, size_t count, struct ins_err *err)
{
	struct ins_text text = {0};
	int status = INS_OK;

	for (size_t c = 0; c < count && !status; c++) {
		if (c)
			status = ins_text_put(&text, "\t", 1, err);
		if (!status && under[c])
			status = ins_text_put(&text, under[c]->begin,
				(size_t)(under[c]->end - under[c]->begin), err);
	}
	if (!status)
		status = ins_cells_split_text(cells, text.data ? text.data : "",
			(text.data ? text.data : "") + text.size, '\t', err);
	ins_text_free(&text);
	return status;
}

int ins_aligned_cells(const struct ins_text_line *above, const struct ins_text_line *below,
	size_t count, struct ins_cells *cells, bool *found, struct ins_err *err)
{
	struct word *words = calloc(2 * count + 1, sizeof *words);
	const struct word **under = calloc(count + 1, sizeof(const struct word *));
	size_t n = 0;
	int status;

	*found = false;
	if (!words || !under) {
		free(words);
		free((void *)under);
		return ins_fail_memory(err, "a header", count * sizeof *words);
	}
	if (cut(above, 1, count, words, count) || cut(above, 2, count, words, count))
		n = cut(below, 1, 0, words + count, count);
	*found = n && match(words, count, words + count, n, under);
	status = *found ? fill(cells, under, count, err)
			: ins_cells_split_text(cells, "", "", '\t', err);
	free(words);
	free((void *)under);
	return status;
}
