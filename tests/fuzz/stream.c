/*
 * Any bytes as a stream: read or refused in a sentence; what was read comes back unchanged when it
 * is written and read again, as text and as a structured array.
 */
#include "fuzz.h"

#include <string.h>
#include <unistd.h>

#include "data/npy.h"
#include "data/stream.h"

typedef int reader(struct ins_table *table, struct ins_input *input, struct ins_err *err);
typedef int writer(const struct ins_table *table, FILE *file, struct ins_err *err);

static int read_bytes(reader *read, const uint8_t *data, size_t size, struct ins_table *table)
{
	struct ins_input input = {0};
	struct ins_err err = {0};
	char path[FUZZ_PATH];
	int fd = fuzz_hold(data, size, path), status;

	FUZZ_CHECK(ins_input_open(&input, path, &err) == INS_OK);
	status = read(table, &input, &err);
	FUZZ_CHECK_STATUS(status, &err);
	ins_input_close(&input);
	close(fd);
	return status;
}

static char *written(writer *write, const struct ins_table *table, size_t *size)
{
	char *bytes = NULL;
	FILE *file = open_memstream(&bytes, size);

	FUZZ_CHECK(file && write(table, file, NULL) == INS_OK && fclose(file) == 0);
	return bytes;
}

/* Words that all look like numbers come back as numbers; %34 for a 4 makes such words. */
static int same_types(const struct ins_table *a, const struct ins_table *b)
{
	for (size_t i = 0; i < a->columns; i++)
		if (!a->column[i].text != !b->column[i].text)
			return 0;
	return 1;
}

/* The TEXT that TABLE gave, read and written again, is the same to the last byte. */
static void bring_back_text(const struct ins_table *table, const char *text, size_t size)
{
	struct ins_table back = {0};
	size_t n;
	char *again;

	FUZZ_CHECK(ins_stream_form((const uint8_t *)text, size) == INS_STREAM_WHOLE);
	FUZZ_CHECK(read_bytes(ins_stream_read, (const uint8_t *)text, size, &back) == INS_OK);
	FUZZ_CHECK(back.columns == table->columns && back.rows == table->rows);
	again = written(ins_stream_write, &back, &n);
	if (same_types(table, &back))
		FUZZ_CHECK(n == size && memcmp(again, text, size) == 0);
	ins_table_free(&back);
	free(again);
}

static int is_ascii(const char *word)
{
	for (; *word; word++)
		if (*word & 0x80)
			return 0;
	return 1;
}

static void compare(const struct ins_column *got, const struct ins_column *want, size_t rows)
{
	FUZZ_CHECK(strcmp(got->name, want->name) == 0 && !got->text == !want->text);
	for (size_t i = 0; i < rows; i++)
		if (want->number)
			FUZZ_CHECK(memcmp(&got->number[i], &want->number[i], sizeof(double)) == 0);
		else if (is_ascii(want->text[i]))
			FUZZ_CHECK(strcmp(got->text[i], want->text[i]) == 0);
}

/* Whether an array has room for the names and words of TABLE. */
static int fits_array(const struct ins_table *table)
{
	for (size_t i = 0; i < table->columns; i++) {
		if (strlen(table->column[i].name) > INS_NPY_NAME)
			return 0;
		for (size_t row = 0; row < table->rows && table->column[i].text; row++)
			if (strlen(table->column[i].text[row]) > INS_NPY_LETTERS)
				return 0;
	}
	return 1;
}

/* As an array, a table keeps every bit of its numbers, and all words that are UTF-8. */
static void bring_back_array(const struct ins_table *table)
{
	struct ins_table back = {0};
	size_t n;
	char *bytes = written(ins_npy_write, table, &n);

	FUZZ_CHECK(ins_npy_is_table((const uint8_t *)bytes, n));
	FUZZ_CHECK(read_bytes(ins_npy_read, (const uint8_t *)bytes, n, &back) == INS_OK);
	FUZZ_CHECK(back.columns == table->columns && back.rows == table->rows);
	for (size_t i = 0; i < table->columns; i++)
		compare(&back.column[i], &table->column[i], table->rows);
	ins_table_free(&back);
	free(bytes);
}

void fuzz_try(const uint8_t *data, size_t size)
{
	struct ins_table table = {0};
	size_t n;
	char *text;

	ins_stream_form(data, size);
	if (read_bytes(ins_stream_read, data, size, &table) == INS_OK) {
		text = written(ins_stream_write, &table, &n);
		bring_back_text(&table, text, n);
		if (fits_array(&table))
			bring_back_array(&table);
		free(text);
	}
	ins_table_free(&table);
}
