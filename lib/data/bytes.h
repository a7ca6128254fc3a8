/* bytes - a file, or memory in its place, read at any offset with every end checked. */
#ifndef INSITU_BYTES_H
#define INSITU_BYTES_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Bytes that can be read at any offset, by several threads at once. Zero it before use. */
struct ins_bytes {
	char *name;            /* owned: for messages */
	unsigned char *memory; /* owned; NULL where they are in a file */
	int fd;                /* open while name stands and memory does not */
	uint64_t size;
};

/* Open the file PATH. INS_EFORMAT: it cannot be opened, or is a folder, a pipe or a device. */
int ins_bytes_open(struct ins_bytes *bytes, const char *path, struct ins_err *err);
/* SIZE bytes of MEMORY (copied), called NAME in messages. */
int ins_bytes_hold(struct ins_bytes *bytes, const char *name, const void *memory, size_t size,
	struct ins_err *err);
/* N bytes at OFFSET into OUT. INS_EFORMAT: they end before, or cannot be read. */
int ins_bytes_read(
	const struct ins_bytes *bytes, uint64_t offset, void *out, size_t n, struct ins_err *err);
/* All of them into *TEXT (owned by the caller, a NUL behind it). INS_EFORMAT: more than LIMIT. */
int ins_bytes_text(const struct ins_bytes *bytes, size_t limit, char **text, struct ins_err *err);
/* Put SIZE bytes of MEMORY (owned from now on) in place of the file; its name stays. */
void ins_bytes_replace(struct ins_bytes *bytes, void *memory, size_t size);
void ins_bytes_close(struct ins_bytes *bytes);

/* *PRODUCT = a b; 0, and *PRODUCT left alone, where that does not fit. */
int ins_bytes_product(uint64_t a, uint64_t b, uint64_t *product);

/* Whether this machine stores the last byte of a number first. */
int ins_bytes_little_endian(void);
/* Turn round the bytes of each of N items of SIZE (1, 2, 4 or 8) bytes. */
void ins_bytes_swap(void *items, size_t size, size_t n);

#endif
