/* raw - any raw text export to tables with the project's names and units. */
#ifndef INSITU_RAW_H
#define INSITU_RAW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/file.h"
#include "data/formats.h"
#include "data/role.h"
#include "data/table.h"

/* What is asked of an export. Zero it for everything. */
struct ins_raw_request {
	const struct ins_formats *formats; /* lent: to recognise the layout by; may be NULL */
	const struct ins_format *format; /* lent: the layout, where the user said it; may be NULL */
	const char *const *channel;      /* lent words "ROLE:COLUMN[:UNIT]" */
	size_t channels;
	long block;      /* the table to read, from 1; 0: all that hold a curve */
	unsigned wanted; /* bits 1u << role of the roles to keep; 0: every channel */
};

/* A column of the file, for --identify. */
struct ins_raw_channel {
	char *name, *unit;  /* owned; unit NULL where the file gives none */
	char *column;       /* owned: its name in the table; NULL when it was left out */
	enum ins_role role; /* INS_ROLES: none */
	const char *why;    /* lent: why it was left out, or NULL */
};

/* A table of the file, or one specimen of several that stand side by side. */
struct ins_raw_block {
	struct ins_table table; /* kind `export` */
	char *name;             /* owned: the specimen's or table's own name, or NULL */
	size_t line;            /* of its first row */
	size_t rows;
	struct ins_raw_channel *channel; /* owned */
	size_t channels;
	char *problem[INS_ROLES]; /* owned: why a role has no column though something is like it */
	const char *why;          /* lent: why the table is left out; NULL for one that counts */
	char *fault; /* owned: what is wrong with it, a fault where it counts; or NULL */
};

/* An export. Zero it before use. */
struct ins_raw {
	char *format;                /* owned: the descriptor's name, or "generic" */
	char *title;                 /* owned: what the descriptor calls it, or NULL */
	const char *encoding;        /* lent */
	char separator, decimal;     /* of the first table that counts */
	struct ins_raw_block *block; /* owned */
	size_t blocks, capacity;
};

/*
 * Read all of INPUT into RAW. Each table has the notes `input`, `format`, `encoding`, one `assumed`
 * for each assumption and one `omitted` for each thing left out, `specimen`, and what the header
 * says of the geometry. Role channels are called time_s, load_uN, displacement_nm, stress_GPa,
 * strain, voltage_V, current_nA, resistance_Mohm; others by ins_stream_name and their unit. A
 * missing number is NaN. INS_EFORMAT, as `file:line:column: what; hint`: see insitu-formats(5).
 * RAW is to be freed after a fault too.
 */
int ins_raw_read(struct ins_raw *raw, struct ins_input *input,
	const struct ins_raw_request *request, struct ins_err *err);
void ins_raw_free(struct ins_raw *raw);

/* Fill ERR with why BLOCK has no column for ROLE and which option helps; returns INS_EFORMAT. */
int ins_raw_lacks(const struct ins_raw_block *block, const char *path, enum ins_role role,
	struct ins_err *err);

#endif
