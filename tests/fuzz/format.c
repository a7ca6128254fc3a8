/* Any bytes as a descriptor: read, or refused in a sentence; what was read answers questions. */
#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char text[] = "Nanotron data file\nClock;Load\n0;1\n";
	struct ins_format format = {0};
	struct ins_err err = {0};
	char path[32];
	int fd = memfd_create("format", 0), status;

	FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	status = ins_format_load(&format, path, &err);
	FUZZ_CHECK(status == INS_OK || status == INS_EFORMAT);
	FUZZ_CHECK((status == INS_OK) == (err.status == INS_OK));
	if (status == INS_OK) {
		FUZZ_CHECK(ins_format_value(&format, "format", "title"));
		ins_format_recognises(&format, text, strlen(text));
		for (size_t i = 0; i < format.rules; i++)
			ins_format_fits(
				&format, format.rule[i].section, format.rule[i].key, "Load", NULL);
	}
	ins_format_free(&format);
	close(fd);
	return 0;
}
