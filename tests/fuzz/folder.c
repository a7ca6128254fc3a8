/* folder - a folder of our own, empty for each input. */
#include "folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

/* The present folder of the fuzzer, and ours. */
static int outside = -1, inside = -1;
static char folder[4096];

static void empty_folder(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.' || entry->d_name[1] > '.')
			unlinkat(inside, entry->d_name, 0);
	if (dir)
		closedir(dir);
}

static void remove_folder(void)
{
	empty_folder();
	rmdir(folder);
}

void fuzz_enter_folder(void)
{
	if (inside < 0) {
		const char *parent = getenv("TMPDIR");

		/* Where files are in memory, that is much faster. */
		snprintf(folder, sizeof folder, "%s/insitu-fuzz-XXXXXX",
			access("/dev/shm", W_OK) == 0 ? "/dev/shm"
			: parent                      ? parent
						      : "/tmp");
		FUZZ_CHECK(mkdtemp(folder));
		outside = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		inside = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		FUZZ_CHECK(outside >= 0 && inside >= 0);
		atexit(remove_folder);
	}
	FUZZ_CHECK(fchdir(inside) == 0);
	empty_folder();
}

void fuzz_leave_folder(void)
{
	FUZZ_CHECK(fchdir(outside) == 0);
}

void fuzz_put_file(const char *name, const uint8_t *data, size_t size)
{
	int fd = openat(inside, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size && close(fd) == 0);
}
