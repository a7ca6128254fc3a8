/* records - exports made in memory, for the tests of the readers. */
#ifndef INSITU_RECORDS_H
#define INSITU_RECORDS_H

#include "unit.h"

#include <unistd.h>

#include "data/raw.h"

/* An export made of SIZE bytes, read as REQUEST says; messages call it a.txt. */
static inline int read_bytes(const char *bytes, size_t size, const struct ins_raw_request *request,
	struct ins_raw *raw, struct ins_err *err)
{
	char path[] = "raw-test-XXXXXX";
	struct ins_input input;
	int fd = mkstemp(path), status;

	memset(raw, 0, sizeof *raw);
	memset(err, 0, sizeof *err);
	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size || close(fd) != 0) {
		CU_FAIL("no temporary file");
		return INS_EOUTPUT;
	}
	status = ins_input_open(&input, path, err);
	unlink(path);
	if (!status) {
		input.name = "a.txt";
		status = ins_raw_read(raw, &input, request, err);
		ins_input_close(&input);
	}
	return status;
}

#endif
