/* Any bytes as a descriptor: read, or refused in a sentence; what was read answers questions. */
#include "fuzz.h"

#include <string.h>
#include <unistd.h>

#include "data/format.h"

void fuzz_try(const uint8_t *data, size_t size)
{
	static const char text[] = "Nanotron data file\nClock;Load\n0;1\n";
	struct ins_format format = {0};
	struct ins_err err = {0};
	char path[FUZZ_PATH];
	int fd = fuzz_hold(data, size, path), status;

	status = ins_format_load(&format, path, &err);
	FUZZ_CHECK_STATUS(status, &err);
	if (status == INS_OK) {
		FUZZ_CHECK(ins_format_value(&format, "format", "title"));
		ins_format_recognises(&format, text, strlen(text));
		for (size_t i = 0; i < format.rules; i++)
			ins_format_fits(
				&format, format.rule[i].section, format.rule[i].key, "Load", NULL);
	}
	ins_format_free(&format);
	close(fd);
}
