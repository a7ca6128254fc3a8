/* Any bytes as a NumPy array: as spectra, and as a table. */
#include "spectra.h"

#include <unistd.h>

#include "data/npy.h"

static void read_table(const uint8_t *data, size_t size)
{
	struct ins_table table = {0};
	struct ins_input input = {0};
	struct ins_err err = {0};
	char path[FUZZ_PATH];
	int fd = fuzz_hold(data, size, path), status;

	FUZZ_CHECK(ins_input_open(&input, path, &err) == INS_OK);
	status = ins_npy_read(&table, &input, &err);
	FUZZ_CHECK_STATUS(status, &err);
	for (size_t i = 0; i < table.columns && !status; i++) {
		FUZZ_CHECK(ins_table_find(&table, table.column[i].name) == (int)i);
		for (size_t row = 0; row < table.rows && table.column[i].text; row++)
			FUZZ_CHECK(*table.column[i].text[row]);
	}
	ins_table_free(&table);
	ins_input_close(&input);
	close(fd);
}

void fuzz_try(const uint8_t *data, size_t size)
{
	ins_npy_is_table(data, size);
	fuzz_spectra(ins_npy_list, "a.npy", data, size);
	read_table(data, size);
}
