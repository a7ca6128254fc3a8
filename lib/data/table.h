/* table - named columns of numbers or words, with notes on top. */
#ifndef INSITU_TABLE_H
#define INSITU_TABLE_H

#include <stddef.h>

#include "base/err.h"

/* A column: number or text, never both. */
struct ins_column {
	char *name;        /* owned */
	double *number;    /* owned, rows long; NaN is a missing number */
	const char **text; /* owned array of words that the table owns */
};

struct ins_note {
	char *key;   /* owned */
	char *value; /* owned */
};

/* Zero it before use. */
struct ins_table {
	char *kind; /* owned; NULL where unknown */
	struct ins_note *note;
	size_t notes, notes_capacity;
	struct ins_column *column;
	size_t columns, columns_capacity;
	size_t rows, rows_capacity;
	char **word; /* owned, what text cells point to */
	size_t words, words_capacity;
};

void ins_table_free(struct ins_table *table);

/* Line ends and TABs in KIND, and in the key and value of a note, become blanks. */
int ins_table_set_kind(struct ins_table *table, const char *kind, struct ins_err *err);

/* Add a note; several of one key may stand. */
int ins_table_add_note(struct ins_table *table, struct ins_err *err, const char *key,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Add a note, unless the same stands there already. */
int ins_table_add_note_once(
	struct ins_table *table, struct ins_err *err, const char *key, const char *value);
/* The value of the last note of that KEY (lent), or NULL. */
const char *ins_table_find_note(const struct ins_table *table, const char *key);
/* Where the path ends in the value of an `input` note, "PATH sha256:HEX"; NULL where none is. */
const char *ins_table_input_end(const char *value);
/* Append all notes of FROM to TABLE, without those that stand there already. */
int ins_table_copy_notes(
	struct ins_table *table, const struct ins_table *from, struct ins_err *err);

/* Add an empty column: NaN, or "-" in a column of words, in every row that stands already. */
int ins_table_add_number(struct ins_table *table, const char *name, struct ins_err *err);
int ins_table_add_text(struct ins_table *table, const char *name, struct ins_err *err);
/* Add many number columns whose names stand in NAMES, parted by blanks; "name:t" is one of words.
 */
int ins_table_add_columns(struct ins_table *table, const char *names, struct ins_err *err);

/* Index of the column NAME, or -1. */
int ins_table_find(const struct ins_table *table, const char *name);
/* The numbers of the column NAME (lent), or NULL where there is none or it holds words. */
double *ins_table_numbers(const struct ins_table *table, const char *name);
/* The words of the column NAME (lent), or NULL. */
const char **ins_table_words(const struct ins_table *table, const char *name);

/* Append N rows, filled with NaN and "-". */
int ins_table_add_rows(struct ins_table *table, size_t n, struct ins_err *err);
/* Set a cell by its column's name; a name that is not there is a bug, and asserted. */
void ins_table_set(struct ins_table *table, const char *column, size_t row, double value);
int ins_table_set_word(struct ins_table *table, const char *column, size_t row, const char *word,
	struct ins_err *err);

/* One cell of a row: a word, or a number where that is NULL. */
struct ins_entry {
	const char *column, *word; /* lent; the word is copied */
	double number;
};

/* Append a row of N entries; what they do not name is NaN or "-". A column that is not there is a
 * bug, and asserted. INS_ENOMEM. */
int ins_table_add_row(
	struct ins_table *table, const struct ins_entry *entry, size_t n, struct ins_err *err);
/* The same for the N bytes at WORD, none of them NUL, and the column with index COLUMN. */
int ins_table_put_word(struct ins_table *table, size_t column, size_t row, const char *word,
	size_t n, struct ins_err *err);
/* Set N cells from row FIRST on: all to one word, or each to its own of WORDS. */
int ins_table_fill_words(struct ins_table *table, const char *column, size_t first, size_t n,
	const char *word, struct ins_err *err);
int ins_table_copy_words(struct ins_table *table, const char *column, size_t first, size_t n,
	const char *const *words, struct ins_err *err);
/* Make the column of numbers with index COLUMN one of words, "-" in every row. */
int ins_table_make_text(struct ins_table *table, size_t column, struct ins_err *err);

#endif
