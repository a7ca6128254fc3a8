/*
 * replay - the main of a fuzz target without a fuzzer: try the files that are named, or else those
 * of $top_srcdir/tests/fuzz/corpus/NAME, where NAME is that of the program.
 */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>

static void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static void try_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = NULL, *exact;
	size_t size = 0, got;

	if (!file)
		fail(path);
	do {
		data = realloc(data, size + 4096);
		if (!data)
			fail(path);
		got = fread(data + size, 1, 4096, file);
		size += got;
	} while (got > 0);
	fclose(file);
	/* In memory of its own size, so that a checker sees a byte read too many. */
	exact = realloc(data, size ? size : 1);
	if (!exact)
		fail(path);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
}

static int try_corpus(const char *program)
{
	const char *slash = strrchr(program, '/'), *top = getenv("top_srcdir");
	char folder[4096], path[4400];
	struct dirent *entry;
	int tried = 0;
	DIR *dir;

	snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", top ? top : ".",
		slash ? slash + 1 : program);
	dir = opendir(folder);
	if (!dir)
		fail(folder);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		try_file(path);
		tried++;
	}
	closedir(dir);
	printf("%s: %d inputs\n", folder, tried);
	return tried > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return try_corpus(argv[0]);
	for (int i = 1; i < argc; i++)
		try_file(argv[i]);
	return EXIT_SUCCESS;
}
