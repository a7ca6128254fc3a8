/* field - what a header says line by line: `Area,33.93,mm^2`, `Diameter: 145 nm`. */
#ifndef INSITU_FIELD_H
#define INSITU_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/format.h"
#include "data/header.h"
#include "data/lines.h"
#include "data/table.h"

/* Append what LINE, the one numbered NUMBER, says to the fields of HEADER; nothing where it says
 * nothing that has a key and a value. The name of a specimen, for which FORMAT (may be NULL) knows
 * more keys, is kept whole; other values are parted from their unit. BESIDE is the separator of a
 * table that may hold several specimens side by side, whose fields are then told apart; or 0. */
int ins_field_read(struct ins_header *header, const struct ins_format *format,
	const struct ins_text_line *line, size_t number, char beside, struct ins_err *err);

/* What LINE says of specimens side by side, where it says more than one thing. What was read of it
 * as a whole, from field FIRST on, then counts only where there is one specimen. */
int ins_field_beside(struct ins_header *header, const struct ins_format *format,
	const struct ins_text_line *line, size_t number, char separator, size_t first,
	struct ins_err *err);

/* *BEGINS: whether CELL is the key of a specimen's name or dimension, with or without a value. */
int ins_field_begins(
	const struct ins_format *format, const char *cell, bool *begins, struct ins_err *err);

/* Append a field; UNIT may be NULL. */
int ins_field_add(struct ins_header *header, const char *key, const char *value, const char *unit,
	size_t line, struct ins_err *err);

/* Whether KEY is one of those that ins_field_notes takes for the specimen's geometry. */
bool ins_field_is_geometry(const struct ins_format *format, const char *key);

/* The value of the first field whose key the descriptor names by KEY in [table], or NULL. */
const struct ins_field *ins_field_told(
	const struct ins_header *header, const struct ins_format *format, const char *key);

/* Append the fields of FROM to TO, as those of a header above: they count last, and name no
 * specimen. SEVERAL stood side by side there: what is of one of them is left out. */
int ins_field_inherit(
	struct ins_header *to, const struct ins_header *from, bool several, struct ins_err *err);

/*
 * Add to TABLE a note for each field that is the specimen's geometry, frequency or name:
 * `diameter_nm`, `area_nm2`, `length_nm`, `width_nm`, `thickness_nm`, `frequency_Hz`, `specimen`.
 * Keys are those of a list in English, German and French, and those that FORMAT (may be NULL) adds;
 * values of zero, and of final or otherwise qualified dimensions, are passed over. What the table's
 * own header says counts before those above. Two values that differ are both left out, and so is
 * one without a unit of its measure; a note says so. SPECIMEN is which of several side by side,
 * from 1, or 0 for the only one; what is of another counts not, and what nobody can tell whose it
 * is is left out with a note.
 */
int ins_field_notes(struct ins_table *table, const struct ins_header *header, size_t specimen,
	const struct ins_format *format, struct ins_err *err);

#endif
