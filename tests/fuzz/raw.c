/*
 * Any bytes as a raw export, with the layouts that come along and without: what is read keeps its
 * form, and what is not is told in a sentence. The first byte chooses what is asked.
 */
#include "fuzz.h"

#include <string.h>
#include <unistd.h>

#include "data/raw.h"
#include "data/stream.h"

static int is_name(const char *name)
{
	if (*name < 'a' || *name > 'z')
		return 0;
	return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
	       strlen(name);
}

static void check_block(const struct ins_raw_block *block)
{
	const struct ins_table *table = &block->table;

	FUZZ_CHECK(table->rows == block->rows);
	for (size_t c = 0; c < table->columns; c++) {
		FUZZ_CHECK(is_name(table->column[c].name));
		FUZZ_CHECK(ins_table_find(table, table->column[c].name) == (int)c);
		FUZZ_CHECK(table->column[c].number || !table->rows);
	}
	for (size_t c = 0; c < block->channels; c++)
		FUZZ_CHECK(!block->channel[c].column != !block->channel[c].why);
}

void fuzz_try(const uint8_t *data, size_t size)
{
	static const char *const channels[] = {"load:2:mN", "time:1:s"};
	static struct ins_formats formats;
	struct ins_raw_request request = {0};
	struct ins_raw raw = {0};
	struct ins_err err = {0};
	struct ins_input input;
	char path[FUZZ_PATH];
	int fd, status;

	if (size < 2 || size > 1 << 16)
		return;
	if (!formats.count)
		FUZZ_CHECK(ins_formats_load(&formats, NULL) == INS_OK);
	request.formats = data[0] & 1 ? &formats : NULL;
	request.channel = channels;
	request.channels = data[0] >> 1 & 1 ? 2 : 0;
	request.wanted = data[0] >> 2 & 1 ? 1u << INS_LOAD | 1u << INS_TIME : 0;
	request.block = data[0] >> 3 & 1 ? 2 : 0;
	fd = fuzz_hold(data + 1, size - 1, path);
	FUZZ_CHECK(ins_input_open(&input, path, &err) == INS_OK);
	status = ins_raw_read(&raw, &input, &request, &err);
	FUZZ_CHECK_STATUS(status, &err);
	for (size_t b = 0; b < raw.blocks && status == INS_OK; b++)
		check_block(&raw.block[b]);
	ins_input_close(&input);
	ins_raw_free(&raw);
	close(fd);
}
