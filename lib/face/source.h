/* source - any FILE of the command line, raw export or stream, as tables. */
#ifndef INSITU_SOURCE_H
#define INSITU_SOURCE_H

#include "base/err.h"
#include "data/raw.h"
#include "face/cli.h"
#include "face/names.h"

/* What the files of a run share. Zero it before use. */
struct ins_source {
	struct ins_formats formats; /* loaded when the first raw export is met */
	int loaded;
	struct ins_names names; /* of the tests in the table of answers */
};

/* What a program takes. */
struct ins_source_request {
	const char *kinds;  /* of streams, parted by '|': "export", "export|tests"; NULL: any */
	const char *column; /* a stream without notes is one that has this column; NULL: none is */
	unsigned wanted;    /* roles, as in struct ins_raw_request */
};

/*
 * Read PATH ("-": standard input) into RAW, as --format, --channel and --block of CLI say: the
 * tables of a raw export, or the one table of a stream or of a structured NumPy array. RAW is to be
 * freed after a fault too. Faults are those of ins_raw_read and ins_stream_read, and INS_EFORMAT
 * for a stream of a kind that is not among those asked for.
 */
int ins_source_read(struct ins_source *source, const struct ins_cli *cli, const char *path,
	const struct ins_source_request *request, struct ins_raw *raw, struct ins_err *err);
void ins_source_free(struct ins_source *source);

/* What a program does with one file, whose SETTINGS are of its own kind, lent: rows into TABLE. */
typedef int ins_source_work(struct ins_cli *cli, struct ins_source *source,
	const struct ins_job *job, const void *settings, struct ins_table *table,
	struct ins_err *err);
/* WORK on each file of CLI in turn; a fault of one is told and the others go on. Shows progress. */
void ins_source_each(struct ins_cli *cli, ins_source_work *work, struct ins_table *table);

/* The name of the specimen in a BLOCK of RAW: from the table of specimens, from the export itself,
 * or from the file's name, numbered where there are several. Owned; NULL when memory is out. */
char *ins_source_name(const struct ins_job *job, const struct ins_raw *raw, size_t block);

/* Give TABLE the notes of one record, BLOCK, that still hold among many: its input, and what was
 * assumed and omitted, under NAME. */
int ins_source_notes(struct ins_table *table, const struct ins_table *block, const char *name,
	struct ins_err *err);

#endif
