/* tcfit - what the files of tcfit share. */
#ifndef INSITU_TCFIT_H
#define INSITU_TCFIT_H

#include "face/cli.h"
#include "face/source.h"
#include "curve.h"
#include "physics/strength.h"

/* The settings of one file. */
struct settings {
	const char *mode;               /* "tension", "compression", or NULL */
	const char *modulus, *hollomon; /* as typed */
	double offset;
	struct geometry geometry;
	struct mounting mounting;
	int true_curve, curve, ratio;
	double confidence;
	const char *quantity; /* column that --ratio compares */
};

/* One test under way. */
struct test {
	const struct ins_cli *cli;
	const struct settings *settings;
	struct ins_strength_settings analysis;
	struct ins_table *table;
	const char *mode;
	char *name; /* owned: of the specimen */
	struct curve curve;
	struct ins_strength strength;
	int no_strain;
	struct ins_err *err;
};

/* Name TABLE's kind and columns, once: `curve` or `tests`, as SETTINGS ask. */
int tcfit_prepare(struct ins_table *table, const struct settings *settings, struct ins_err *err);
/* Append the one row of a test, or its curve to fracture, to its table. */
int tcfit_put_test(struct test *t);
int tcfit_put_curve(struct test *t);
/* Append the rows of MORE, a stream of kind `tests`; a column that it lacks stays unknown. */
int tcfit_append_tests(struct ins_table *table, const struct ins_table *more, struct ins_err *err);

/* Append the rows of one file, raw export or stream, to TABLE (kind `tests` or `curve`). */
ins_source_work tcfit_file;

/* What --modulus, --hollomon, --mode and --offset ask of the analysis. INS_EUSAGE. */
int tcfit_analysis(const struct settings *settings, struct ins_strength_settings *analysis,
	struct ins_err *err);

/* Remark on a load that is held when the record begins, which may be none. */
void tcfit_doubt_preload(const struct ins_cli *cli, const char *name, const struct curve *curve);
/* Remark on a record that begins in contact, under a load. */
void tcfit_doubt_zero(const struct ins_cli *cli, const char *name, const struct curve *curve);
/* Remark on an elastic line that rises late, as where a polymer hardens at the end. */
void tcfit_doubt_modulus(
	const struct ins_cli *cli, const char *name, const struct ins_elastic *elastic);

/* Turn TESTS (kind `tests`) into RATIOS (kind `ratio`); what was left out is told through CLI. */
int tcfit_ratio(const struct ins_cli *cli, const struct ins_table *tests,
	const struct settings *settings, struct ins_table *ratios, struct ins_err *err);

#endif
