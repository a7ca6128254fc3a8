/* bytes - a file, or memory in its place, read at any offset with every end checked. */
#include "data/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

int ins_bytes_open(struct ins_bytes *bytes, const char *path, struct ins_err *err)
{
	struct stat status;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0 || fstat(fd, &status)) {
		ins_fail(err, ins_status_of_errno(INS_EFORMAT), "%s: cannot be read: %s", path,
			strerror(errno));
	} else if (!S_ISREG(status.st_mode)) {
		ins_fail(err, INS_EFORMAT,
			"%s: is no regular file; its parts are read in any order", path);
	} else if (!(bytes->name = ins_text_copy(path))) {
		close(fd);
		return ins_fail_memory(err, "a file's name", strlen(path));
	} else {
		bytes->fd = fd;
		bytes->size = (uint64_t)status.st_size;
		return INS_OK;
	}
	if (fd >= 0)
		close(fd);
	return INS_EFORMAT;
}

int ins_bytes_hold(struct ins_bytes *bytes, const char *name, const void *memory, size_t size,
	struct ins_err *err)
{
	bytes->name = ins_text_copy(name);
	bytes->memory = malloc(size ? size : 1);
	if (!bytes->name || !bytes->memory) {
		free(bytes->name);
		free(bytes->memory);
		*bytes = (struct ins_bytes){0};
		return ins_fail_memory(err, name, size);
	}
	if (size)
		memcpy(bytes->memory, memory, size);
	bytes->size = size;
	return INS_OK;
}

static int read_file(const struct ins_bytes *bytes, uint64_t offset, unsigned char *out, size_t n,
	struct ins_err *err)
{
	while (n) {
		ssize_t got = pread(bytes->fd, out, n, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ins_fail(err, INS_EFORMAT, "%s: offset %llu: cannot be read: %s",
				bytes->name, (unsigned long long)offset, strerror(errno));
		if (got == 0)
			return ins_fail(err, INS_EFORMAT,
				"%s: offset %llu: became shorter while "
				"it was read",
				bytes->name, (unsigned long long)offset);
		out += got;
		offset += (uint64_t)got;
		n -= (size_t)got;
	}
	return INS_OK;
}

int ins_bytes_read(
	const struct ins_bytes *bytes, uint64_t offset, void *out, size_t n, struct ins_err *err)
{
	if (offset > bytes->size || n > bytes->size - offset)
		return ins_fail(err, INS_EFORMAT,
			"%s: offset %llu: ends here, where %zu bytes more are needed from offset "
			"%llu",
			bytes->name, (unsigned long long)bytes->size, n,
			(unsigned long long)offset);
	if (!bytes->memory)
		return read_file(bytes, offset, out, n, err);
	if (n)
		memcpy(out, bytes->memory + offset, n);
	return INS_OK;
}

int ins_bytes_text(const struct ins_bytes *bytes, size_t limit, char **text, struct ins_err *err)
{
	size_t size;
	int status;

	if (bytes->size > limit)
		return ins_fail(err, INS_EFORMAT,
			"%s: %llu bytes; a file of this kind holds "
			"at most %zu",
			bytes->name, (unsigned long long)bytes->size, limit);
	size = (size_t)bytes->size;
	*text = malloc(size + 1);
	if (!*text)
		return ins_fail_memory(err, bytes->name, size + 1);
	status = ins_bytes_read(bytes, 0, *text, size, err);
	(*text)[status ? 0 : size] = 0;
	if (status) {
		free(*text);
		*text = NULL;
	}
	return status;
}

void ins_bytes_replace(struct ins_bytes *bytes, void *memory, size_t size)
{
	if (!bytes->memory)
		close(bytes->fd);
	free(bytes->memory);
	bytes->memory = memory;
	bytes->size = size;
}

void ins_bytes_close(struct ins_bytes *bytes)
{
	if (bytes->name && !bytes->memory)
		close(bytes->fd);
	free(bytes->name);
	free(bytes->memory);
	*bytes = (struct ins_bytes){0};
}

int ins_bytes_product(uint64_t a, uint64_t b, uint64_t *product)
{
	if (b && a > UINT64_MAX / b)
		return 0;
	*product = a * b;
	return 1;
}

int ins_bytes_little_endian(void)
{
	const uint16_t one = 1;
	unsigned char first;

	memcpy(&first, &one, 1);
	return first;
}

/* One loop a size, so that the compiler turns each into wide shuffles. */
static void swap_pairs(unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint16_t v;

		memcpy(&v, p + 2 * i, 2);
		v = (uint16_t)(v << 8 | v >> 8);
		memcpy(p + 2 * i, &v, 2);
	}
}

static void swap_fours(unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t v;

		memcpy(&v, p + 4 * i, 4);
		v = v << 24 | (v & 0xff00) << 8 | (v >> 8 & 0xff00) | v >> 24;
		memcpy(p + 4 * i, &v, 4);
	}
}

void ins_bytes_swap(void *items, size_t size, size_t n)
{
	unsigned char *p = items;

	if (size == 8) {
		swap_fours(p, 2 * n);
		for (size_t i = 0; i < n; i++) {
			unsigned char half[4];

			memcpy(half, p + 8 * i, 4);
			memcpy(p + 8 * i, p + 8 * i + 4, 4);
			memcpy(p + 8 * i + 4, half, 4);
		}
	} else if (size == 4) {
		swap_fours(p, n);
	} else if (size == 2) {
		swap_pairs(p, n);
	}
}
