/* label_cut - names that stand side by side, cut so that they still differ. */
#include <stdlib.h>
#include <string.h>

#include "face/label.h"

/* What is cut from each name of a set: so many bytes at its ends, which all names share, and from
 * the middle of the rest what is more than so many letters. */
struct cut {
	size_t front, back, letters;
};

static int is_separator(char c)
{
	return c && strchr("_- /:", c);
}

static int is_inside_letter(char c)
{
	return (c & 0xc0) == 0x80;
}

/* Shorten what all names share with NAME to whole words, where there are any, else to whole
 * letters: of P01 and P02 not only the last digit is left. */
static void keep_words(struct cut *cut, const struct ins_text *name)
{
	const char *begin = name->data, *end = name->data + name->size;
	size_t front = cut->front, back = cut->back;

	while (front > 0 && !is_separator(begin[front - 1]))
		front--;
	if (front > 0)
		cut->front = front;
	while (cut->front > 0 && is_inside_letter(begin[cut->front]))
		cut->front--;
	while (back > 0 && !is_separator(*(end - back)))
		back--;
	if (back > 0)
		cut->back = back;
	while (cut->back > 0 && is_inside_letter(*(end - cut->back)))
		cut->back--;
}

/* What all N names that are not empty share at their ends; nothing where it is all of one. */
static void find_shared(struct cut *cut, const struct ins_text *name, size_t n)
{
	const struct ins_text *first = NULL;

	for (size_t i = 0; i < n; i++) {
		size_t front = 0, back = 0;

		if (!name[i].size)
			continue;
		if (!first) {
			first = &name[i];
			cut->front = cut->back = first->size;
		}
		while (front < cut->front && front < name[i].size &&
			name[i].data[front] == first->data[front])
			front++;
		while (back < cut->back && back < name[i].size &&
			name[i].data[name[i].size - 1 - back] ==
				first->data[first->size - 1 - back])
			back++;
		cut->front = front;
		cut->back = back;
	}
	if (first)
		keep_words(cut, first);
	for (size_t i = 0; i < n; i++)
		if (name[i].size && name[i].size <= cut->front + cut->back)
			cut->front = cut->back = 0;
}

static int put_cut(
	struct ins_text *label, const struct ins_text *name, struct cut cut, struct ins_err *err)
{
	struct ins_text rest = {0};
	int status = INS_OK;

	if (cut.front)
		status = ins_text_put(label, "…", strlen("…"), err);
	if (status == INS_OK)
		status = ins_text_put(
			&rest, name->data + cut.front, name->size - cut.front - cut.back, err);
	if (status == INS_OK)
		status = ins_label_name(
			label, rest.data, cut.letters - (cut.front > 0) - (cut.back > 0), err);
	if (status == INS_OK && cut.back)
		status = ins_text_put(label, "…", strlen("…"), err);
	ins_text_free(&rest);
	return status;
}

/* Whether two names that differ have one label. */
static int is_ambiguous(const struct ins_text *label, const struct ins_text *name, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(label[i].data, label[k].data) == 0 &&
				strcmp(name[i].data, name[k].data) != 0)
				return 1;
	return 0;
}

static int cut_all(struct ins_text *label, const struct ins_text *name, size_t n, struct cut cut,
	struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < n && status == INS_OK; i++) {
		label[i].size = 0;
		status = name[i].size ? put_cut(&label[i], &name[i], cut, err)
				      : ins_text_put(&label[i], "", 0, err);
	}
	return status;
}

int ins_label_names(struct ins_text *name, size_t n, size_t letters, struct ins_err *err)
{
	struct ins_text *label = calloc(n + 1, sizeof *label);
	struct cut cut = {0, 0, letters};
	size_t longest = 0;
	int status = label ? cut_all(label, name, n, cut, err)
			   : ins_fail_memory(err, "labels", (n + 1) * sizeof *label);

	for (size_t i = 0; i < n; i++)
		longest = name[i].size > longest ? name[i].size : longest;
	for (int shared = 0; status == INS_OK && cut.letters < longest; shared = 1) {
		if (!is_ambiguous(label, name, n))
			break;
		if (shared)
			cut.letters *= 2;
		else
			find_shared(&cut, name, n);
		status = cut_all(label, name, n, cut, err);
	}
	for (size_t i = 0; i < n && status == INS_OK; i++) {
		struct ins_text whole = name[i];

		name[i] = label[i];
		label[i] = whole;
	}
	for (size_t i = 0; label && i < n; i++)
		ins_text_free(&label[i]);
	free(label);
	return status;
}
