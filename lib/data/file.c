/* file - input whose every byte is counted in a checksum, output that is whole or not there. */
#include "data/file.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

const char *ins_input_shown(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

int ins_input_open(struct ins_input *input, const char *path, struct ins_err *err)
{
	struct sha256_ctx *sha256;
	struct stat about;

	memset(input, 0, sizeof *input);
	input->fd = STDIN_FILENO;
	input->name = ins_input_shown(path);
	if (strcmp(path, "-") != 0)
		input->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (input->fd < 0 || fstat(input->fd, &about) != 0)
		return ins_fail(err, ins_status_of_errno(INS_EFORMAT), "%s: cannot be opened: %s",
			input->name, strerror(errno));
	if (S_ISDIR(about.st_mode)) {
		ins_input_close(input);
		return ins_fail(err, INS_EFORMAT, "%s: is a folder; name the files in it", path);
	}
	sha256 = malloc(sizeof *sha256);
	if (!sha256) {
		ins_input_close(input);
		return ins_fail_memory(err, "a checksum", sizeof *sha256);
	}
	sha256_init(sha256);
	input->sha256 = sha256;
	return INS_OK;
}

void ins_input_close(struct ins_input *input)
{
	if (input->fd > STDIN_FILENO)
		close(input->fd);
	free(input->sha256);
	free(input->ahead);
	memset(input, 0, sizeof *input);
}

/* Fill [buffer, buffer + size) from the file itself; short only at the end. */
static int read_on(struct ins_input *input, unsigned char *buffer, size_t size, size_t *got,
	struct ins_err *err)
{
	*got = 0;
	while (*got < size && !input->ended) {
		ssize_t n = read(input->fd, buffer + *got, size - *got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ins_fail(err, INS_EFORMAT, "%s: reading failed after %llu bytes: %s",
				input->name, input->taken + *got, strerror(errno));
		if (n == 0)
			input->ended = 1;
		*got += (size_t)n;
	}
	sha256_update(input->sha256, *got, buffer);
	return INS_OK;
}

int ins_input_read(
	struct ins_input *input, void *buffer, size_t size, size_t *got, struct ins_err *err)
{
	size_t held = input->ahead_end - input->ahead_begin, more = 0;
	int status = INS_OK;

	if (held > size)
		held = size;
	if (held)
		memcpy(buffer, input->ahead + input->ahead_begin, held);
	input->ahead_begin += held;
	if (held < size)
		status = read_on(input, (unsigned char *)buffer + held, size - held, &more, err);
	*got = held + more;
	input->taken += *got;
	return status;
}

int ins_input_peek(struct ins_input *input, size_t size, const unsigned char **bytes, size_t *got,
	struct ins_err *err)
{
	size_t held = input->ahead_end - input->ahead_begin, more = 0;
	int status = INS_OK;

	if (held < size) {
		status = ins_text_grow(&input->ahead, &input->ahead_capacity, size, 1, err);
		if (status)
			return status;
		memmove(input->ahead, input->ahead + input->ahead_begin, held);
		status = read_on(input, input->ahead + held, size - held, &more, err);
		input->ahead_begin = 0;
		input->ahead_end = held + more;
	}
	*bytes = input->ahead + input->ahead_begin;
	*got = input->ahead_end - input->ahead_begin;
	if (*got > size)
		*got = size;
	return status;
}

int ins_input_digest(struct ins_input *input, char hex[65], struct ins_err *err)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char buffer[65536], digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx copy;
	size_t got;

	do {
		int status = ins_input_read(input, buffer, sizeof buffer, &got, err);

		if (status)
			return status;
	} while (got == sizeof buffer);
	copy = *(struct sha256_ctx *)input->sha256;
	sha256_digest(&copy, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[64] = 0;
	return INS_OK;
}

int ins_input_slurp(const char *path, char **bytes, size_t *size, struct ins_err *err)
{
	struct ins_input input;
	size_t capacity = 0, got;
	int status = ins_input_open(&input, path, err);

	*bytes = NULL;
	*size = 0;
	if (status)
		return status;
	do {
		status = ins_text_grow(bytes, &capacity, *size + 65537, 1, err);
		if (status == INS_OK)
			status = ins_input_read(
				&input, *bytes + *size, capacity - *size - 1, &got, err);
		if (status)
			goto out;
		*size += got;
	} while (!input.ended);
	(*bytes)[*size] = 0;
out:
	ins_input_close(&input);
	if (status) {
		free(*bytes);
		*bytes = NULL;
	}
	return status;
}

/* The folder of the running program, with a NUL, in PATH; 0 where the system does not tell. */
static size_t program_folder(char *path, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", path, size - 1);

	if (n <= 0)
		return 0;
	path[n] = 0;
	while (n > 0 && path[n - 1] != '/')
		n--;
	path[n] = 0;
	return (size_t)n;
}

static int is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

int ins_file_data_folder(const char *kind, char **path, struct ins_err *err)
{
	const char *given = getenv("INSITU_DATA");
	char program[4096];
	struct ins_text tried = {0};
	int status = INS_OK;

	*path = NULL;
	if (given)
		status = ins_text_format(&tried, err, "%s/%s", given, kind);
	else if (program_folder(program, sizeof program))
		status = ins_text_format(&tried, err, "%s../share/insitu/%s", program, kind);
	if (status == INS_OK && !given && !(tried.data && is_folder(tried.data))) {
		tried.size = 0;
		status = ins_text_format(&tried, err, "%s/%s", INSITU_DATADIR, kind);
	}
	if (status == INS_OK && !is_folder(tried.data))
		status = ins_fail(err, INS_EFORMAT,
			"%s: no such folder; is insitu installed, or INSITU_DATA wrong?",
			tried.data);
	if (status == INS_OK) {
		*path = tried.data;
		return INS_OK;
	}
	ins_text_free(&tried);
	return status;
}

/* The folder of PATH into ABOUT, and the name in it. */
static const char *name_in_folder(const char *path, struct stat *about)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? ins_text_copy_n(path, (size_t)(slash - path) + 1) : NULL;
	int found = slash && !folder ? 0 : stat(folder ? folder : ".", about) == 0;

	free(folder);
	return !found ? NULL : slash ? slash + 1 : path;
}

int ins_file_same(const char *a, const char *b)
{
	struct stat x, y;
	int is_a = strcmp(a, "-") == 0 ? fstat(STDIN_FILENO, &x) : stat(a, &x);
	int is_b = strcmp(b, "-") == 0 ? fstat(STDIN_FILENO, &y) : stat(b, &y);
	const char *name_a = a, *name_b = b;

	if (strcmp(a, b) == 0)
		return 1;
	if (is_a != is_b)
		return 0;
	if (is_a != 0) {
		name_a = name_in_folder(a, &x);
		name_b = name_in_folder(b, &y);
		if (!name_a || !name_b || strcmp(name_a, name_b) != 0)
			return 0;
	}
	return x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}
