/* role - which column of an export is the time, the load, the displacement, ... */
#ifndef INSITU_ROLE_H
#define INSITU_ROLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/unit.h"
#include "data/format.h"

struct ins_channel; /* data/header.h */
struct ins_header;

enum ins_role {
	INS_TIME,
	INS_LOAD,
	INS_DISPLACEMENT,
	INS_STRESS,
	INS_STRAIN,
	INS_VOLTAGE,
	INS_CURRENT,
	INS_RESISTANCE,
	INS_ROLES /* how many there are; also: no role */
};

/* "load", and the name of its column in a stream: "load_uN". */
const char *ins_role_name(enum ins_role role);
const char *ins_role_column(enum ins_role role);
/* The unit of that column (lent); NULL for a plain number. */
const struct ins_unit *ins_role_unit(enum ins_role role);
/* Whether the name of a column that has no unit speaks of another one of ROLE than its column's:
 * "Time ms", "Time (ms) 1", "% Strain"; or MATLAB may have made a mark of it: "Strain_". */
bool ins_role_hides_unit(enum ins_role role, const char *name);
/* The role called NAME, or INS_ROLES. */
enum ins_role ins_role_by_name(const char *name);

/* What a user says of one column: "load:Force" or "load:2:mN". */
struct ins_role_given {
	enum ins_role role;
	char *column; /* owned: its name, or its number from 1 */
	char *unit;   /* owned; NULL: what the file says */
};
/* Read "ROLE:COLUMN[:UNIT]"; INS_EUSAGE, with an example, for anything else. */
int ins_role_parse(const char *word, struct ins_role_given *given, struct ins_err *err);
void ins_role_given_free(struct ins_role_given *given);

/* The column that plays a role, and how its numbers become those of the stream. */
struct ins_role_pick {
	bool found;
	size_t cell;
	double scale, offset;
	bool clock;    /* its cells are times of the day */
	bool twins;    /* other columns have the same name and unit: only their numbers can tell */
	char *assumed; /* owned: one sentence, or NULL */
	char *problem; /* owned: why there is none though something like it is there; or NULL */
};

/* What is known of a table's columns. */
struct ins_role_table {
	const struct ins_header *header;
	const struct ins_format *format; /* NULL for none */
	const bool *numeric;             /* which cells hold numbers, header->channels of them */
	size_t from, to;                 /* the cells of one specimen */
	const struct ins_role_given *given;
	size_t givens;
	const char *path; /* with the line of the names, for sentences */
	size_t line;
	const bool *clocked; /* which cells hold times of the day; NULL: those do not count */
};

/*
 * Find each role's column. What the user gave counts before the descriptor, this before the alias
 * table (English, German, French). Of several candidates the one of the least rank counts:
 * corrected before raw (depth and load before displacement and force), an extensometer's strain
 * before the crosshead's, the standard's own channel before absolute positions; the sentence
 * `assumed` says what was passed over. INS_EFORMAT for a unit that contradicts the name of a
 * column, is another one in the row of units, or was lost (U+FFFD), where no other column has the
 * role; for a given column that is not there. Of columns of one name and unit the first is picked,
 * with `twins`, for the reader to compare. Two other candidates of one rank leave the role
 * unfilled, with a `problem` that names
 * --channel. Where no column of numbers is the time, one of times of the day is, by its name or as
 * the only one.
 */
int ins_role_pick(const struct ins_role_table *table, struct ins_role_pick pick[INS_ROLES],
	struct ins_err *err);
/*
 * The *CELL of the column that GIVEN names: as the file or --identify prints it, with its unit
 * ("Load (uN)", "Load [uN]", "load_uN"); else without it ("load"); else as the stream calls it;
 * else by its number from 1. INS_EFORMAT, with the candidates, where there is none or several, and
 * for a column of words.
 */
int ins_role_find(const struct ins_role_table *table, const struct ins_role_given *given,
	size_t *cell, struct ins_err *err);
/* Whether two columns have the same name and unit. */
bool ins_role_same_name(const struct ins_channel *a, const struct ins_channel *b);
void ins_role_pick_free(struct ins_role_pick pick[INS_ROLES]);

#endif
