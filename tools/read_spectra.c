/* read_spectra - what a file of spectra or pictures is, as a person reads it. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "data/file.h"
#include "data/npy.h"
#include "data/ripple.h"
#include "data/spectra.h"
#include "read.h"

enum { BEGINNING = 512 };

/* A raw is known by the rpl beside it; of what comes through a pipe no part can be read twice. */
static int look(const char *path, int *found, struct ins_err *err)
{
	struct ins_input input;
	struct stat about;
	const unsigned char *bytes;
	size_t got;
	char *rpl;
	int status;

	*found = 0;
	if (strcmp(path, "-") == 0 || stat(path, &about) != 0 || !S_ISREG(about.st_mode))
		return INS_OK;
	status = ins_ripple_beside(path, &rpl, err);
	if (status == INS_OK && rpl) {
		*found = 1;
		free(rpl);
		return INS_OK;
	}
	if (status == INS_OK)
		status = ins_input_open(&input, path, err);
	if (status)
		return status;
	status = ins_input_peek(&input, BEGINNING, &bytes, &got, err);
	if (status == INS_OK)
		*found = ins_spectra_is(bytes, got) && !ins_npy_is_table(bytes, got);
	ins_input_close(&input);
	return status;
}

int read_spectra(const char *path, int *found, FILE *file, struct ins_err *err)
{
	struct ins_spectra spectra = {0};
	struct ins_text text = {0};
	const char *slash = strrchr(path, '/');
	int status = look(path, found, err);

	if (status || !*found)
		return status;
	status = ins_spectra_open(&spectra, path, err);
	if (status == INS_OK)
		status = ins_text_format(&text, err, "file: %s\n", slash ? slash + 1 : path);
	if (status == INS_OK)
		status = ins_spectra_describe(&spectra, &text, err);
	if (status == INS_OK) {
		ins_text_defuse(text.data, "\n");
		fwrite(text.data, 1, text.size, file);
	}
	ins_text_free(&text);
	ins_spectra_free(&spectra);
	return status;
}
