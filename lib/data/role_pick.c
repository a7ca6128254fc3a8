/* role_pick - the column for each role, among all that could play it. */
#include "data/role.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/alias.h"
#include "data/header.h"
#include "data/role_part.h"

enum { FITS, NO_UNIT, CONTRADICTS, FAULTY, FACTOR, UNKNOWN, WORDS };

/* How the unit of CELL suits ROLE; fills the conversion where it fits. */
static int suits(const struct ins_role_table *table, size_t cell, enum ins_role role,
	struct ins_role_pick *pick)
{
	const char *unit = table->header->channel[cell].unit;
	const struct ins_unit *to = ins_role_unit(role);
	const struct ins_unit *own;
	int plain = 0;

	pick->scale = 1;
	pick->offset = 0;
	if (table->header->channel[cell].fault)
		return FAULTY;
	if (ins_name_has_factor(table->header->channel[cell].name))
		return FACTOR;
	if (!unit || (!*unit && to))
		return NO_UNIT;
	own = ins_unit_for_word(unit, &plain);
	if (!own && !plain)
		return UNKNOWN;
	if (plain != !to || (to && strcmp(own->measure, to->measure) != 0))
		return CONTRADICTS;
	return ins_unit_convert(unit, to, &pick->scale, &pick->offset, NULL) == INS_OK
		       ? FITS
		       : CONTRADICTS;
}

static int how_suits(const struct ins_role_table *table, size_t cell, enum ins_role role)
{
	struct ins_role_pick unused;

	return suits(table, cell, role, &unused);
}

int ins_role_rank(const struct ins_role_table *table, size_t cell, enum ins_role role,
	struct ins_err *err, int *rank)
{
	const char *name = table->header->channel[cell].name;
	size_t before = 0;
	char *words;

	*rank = INS_ALIAS_NONE;
	if (!*name || ins_format_fits(table->format, "roles", "none", name, NULL))
		return INS_OK;
	if (ins_format_fits(table->format, "roles", ins_role_name(role), name, &before)) {
		*rank = (int)before - INS_ALIAS_NONE;
		return INS_OK;
	}
	words = ins_name_words(name);
	if (!words)
		return ins_fail_memory(err, "a column's name", strlen(name));
	*rank = ins_alias_rank(role, words);
	/* A single letter whose unit does not fit may stand for anything. */
	if (strlen(words) < 3 && !table->header->channel[cell].fault && *rank < INS_ALIAS_NONE) {
		int fit = how_suits(table, cell, role);

		if (fit != FITS && fit != NO_UNIT)
			*rank = INS_ALIAS_NONE;
	}
	free(words);
	return INS_OK;
}

/* A length without its unit is no plain number, though both may be called "elongation". */
static int may_be_length(
	const struct ins_role_table *table, size_t cell, bool *may, struct ins_err *err)
{
	int rank, status = ins_role_rank(table, cell, INS_DISPLACEMENT, err, &rank);

	*may = !status && rank < INS_ALIAS_NONE;
	return status;
}

/* A name that could play another role with this unit contradicts nothing. */
static int plays_another(const struct ins_role_table *table, size_t cell, enum ins_role role,
	bool *plays, struct ins_err *err)
{
	*plays = false;
	for (enum ins_role other = 0; other < INS_ROLES && !*plays; other++) {
		int rank = INS_ALIAS_NONE;
		int status = other == role ? INS_OK : ins_role_rank(table, cell, other, err, &rank);

		if (status)
			return status;
		*plays = other != role && rank < INS_ALIAS_NONE &&
			 how_suits(table, cell, other) == FITS;
	}
	return INS_OK;
}

/* Candidates for a role: the best, one of the same rank, the first passed over, and a flawed one.
 */
struct contest {
	size_t best, same, passed, flawed;
	int rank, flawed_rank, flaw;
	size_t count;
};

/* How CELL suits ROLE, with what may be taken for granted where no unit is given. */
static int judge(const struct ins_role_table *table, size_t cell, enum ins_role role, int *fit,
	struct ins_err *err)
{
	bool length = false;
	int status = INS_OK;

	*fit = how_suits(table, cell, role);
	if (!table->numeric[cell])
		*fit = WORDS;
	if (*fit != NO_UNIT || ins_name_may_hide_unit(table->header->channel[cell].name) ||
		ins_role_hides_unit(role, table->header->channel[cell].name))
		return INS_OK;
	if (role == INS_STRAIN)
		status = may_be_length(table, cell, &length, err);
	if (role == INS_TIME || (role == INS_STRAIN && !length))
		*fit = FITS;
	return status;
}

static void enter(struct contest *contest, size_t cell, int rank)
{
	contest->count++;
	if (rank == contest->rank)
		contest->same = cell;
	if (rank < contest->rank) {
		contest->passed = contest->best;
		contest->best = cell;
		contest->same = SIZE_MAX;
		contest->rank = rank;
	} else if (rank > contest->rank) {
		contest->passed = cell;
	}
}

static int hold(const struct ins_role_table *table, enum ins_role role, struct contest *contest,
	struct ins_err *err)
{
	memset(contest, 0xff, sizeof *contest); /* SIZE_MAX: nobody */
	contest->rank = contest->flawed_rank = INS_ALIAS_NONE;
	contest->count = 0;
	for (size_t cell = table->from; cell < table->to; cell++) {
		int rank, fit, status = ins_role_rank(table, cell, role, err, &rank);
		bool another = false;

		if (status)
			return status;
		if (rank >= INS_ALIAS_NONE)
			continue;
		status = judge(table, cell, role, &fit, err);
		if (!status && fit != FITS)
			status = plays_another(table, cell, role, &another, err);
		if (status)
			return status;
		if (fit == FITS)
			enter(contest, cell, rank);
		else if (rank < contest->flawed_rank && !another &&
			 (fit != WORDS || rank < INS_ALIAS_INEXACT)) {
			contest->flawed = cell;
			contest->flawed_rank = rank;
			contest->flaw = fit;
		}
	}
	return INS_OK;
}

/* What is wrong with the column that has the role's name, where that is a fault of the file. */
static int refuse(const struct ins_role_table *table, enum ins_role role,
	const struct contest *contest, struct ins_err *err)
{
	const struct ins_channel *channel = &table->header->channel[contest->flawed];
	const char *name = ins_role_name(role);
	size_t column = contest->flawed + 1, number = column - table->from;

	if (channel->fault == INS_UNIT_LOST)
		return ins_fail(err, INS_EFORMAT,
			"%s:%zu:%zu: the unit of '%s' was lost ('%s'); say it "
			"with --channel=%s:%zu:UNIT",
			table->path, table->line, column, channel->name, channel->unit, name,
			number);
	if (channel->fault == INS_UNIT_DISPUTED)
		return ins_fail(err, INS_EFORMAT,
			"%s:%zu:%zu: the unit of '%s' is %s; say which with --channel=%s:%zu:UNIT",
			table->path, table->line, column, channel->name, channel->unit, name,
			number);
	return ins_fail(err, INS_EFORMAT,
		"%s:%zu:%zu: '%s' in '%s' cannot be a %s; say what it "
		"is with --channel=ROLE:%zu:UNIT",
		table->path, table->line, column, channel->name, channel->unit, name, number);
}

/* No column fits: say what is wrong with the one that has the name. */
static int lament(const struct ins_role_table *table, enum ins_role role,
	const struct contest *contest, struct ins_role_pick *pick, struct ins_err *err)
{
	const struct ins_channel *channel;
	const char *name = ins_role_name(role);
	size_t number;

	if (contest->flawed == SIZE_MAX)
		return INS_OK;
	channel = &table->header->channel[contest->flawed];
	number = contest->flawed - table->from + 1;
	if (contest->flawed_rank < INS_ALIAS_INEXACT &&
		(contest->flaw == FAULTY || contest->flaw == CONTRADICTS))
		return refuse(table, role, contest, err);
	if (contest->flaw == WORDS)
		return ins_role_say(&pick->problem, err, "column %zu ('%s') holds words", number,
			channel->name);
	if (contest->flaw == NO_UNIT || contest->flaw == FACTOR)
		return ins_role_say(&pick->problem, err,
			"column %zu ('%s') has %s; say %s with --channel=%s:%zu:UNIT", number,
			channel->name, contest->flaw == FACTOR ? "a factor in its name" : "no unit",
			contest->flaw == FACTOR ? "what its numbers are in" : "it", name, number);
	return ins_role_say(&pick->problem, err,
		"column %zu ('%s') in '%s' cannot be it; say which with "
		"--channel=%s:COLUMN:UNIT",
		number, channel->name, channel->unit ? channel->unit : "", name);
}

bool ins_role_same_name(const struct ins_channel *a, const struct ins_channel *b)
{
	return strcmp(a->name, b->name) == 0 &&
	       strcmp(a->unit ? a->unit : "", b->unit ? b->unit : "") == 0;
}

/* What is taken for granted of the best column: its unit, and that it counts before others. */
static int say_assumed(struct ins_role_pick *pick, enum ins_role role,
	const struct ins_channel *channels, const struct contest *contest, bool no_unit,
	struct ins_err *err)
{
	const struct ins_channel *best = &channels[contest->best];
	struct ins_text text = {0};
	int status = INS_OK;

	if (no_unit)
		status = ins_text_format(&text, err, "'%s' has no unit: taken as %s", best->name,
			role == INS_TIME ? "seconds" : "a plain number");
	else if (best->doubtful)
		status = ins_text_format(&text, err,
			"'%s' is taken in %s, though a mark may stand for a prefix of it; "
			"--channel=%s:COLUMN:UNIT tells another unit",
			best->name, best->unit, ins_role_name(role));
	if (!status && contest->passed != SIZE_MAX)
		status = ins_text_format(&text, err, "%sthe %s is '%s'; '%s' was passed over",
			text.data ? "; " : "", ins_role_name(role), best->name,
			channels[contest->passed].name);
	pick->assumed = text.data;
	return status;
}

static int pick_by_name(const struct ins_role_table *table, enum ins_role role,
	struct ins_role_pick *pick, struct ins_err *err)
{
	const struct ins_channel *channels = table->header->channel;
	struct contest contest;
	int status = hold(table, role, &contest, err);

	if (status)
		return status;
	if (!contest.count && role == INS_TIME)
		status = ins_role_pick_clock(table, pick, err);
	if (status || pick->found || pick->problem)
		return status;
	if (!contest.count)
		return lament(table, role, &contest, pick, err);
	pick->twins = contest.same != SIZE_MAX &&
		      ins_role_same_name(&channels[contest.best], &channels[contest.same]);
	if (contest.same != SIZE_MAX && !pick->twins)
		return ins_role_say(&pick->problem, err,
			"columns %zu ('%s') and %zu ('%s') could both be it; "
			"say which with --channel=%s:%zu",
			contest.best - table->from + 1, ins_role_shown(&channels[contest.best]),
			contest.same - table->from + 1, ins_role_shown(&channels[contest.same]),
			ins_role_name(role), contest.best - table->from + 1);
	pick->found = true;
	pick->cell = contest.best;
	return say_assumed(pick, role, channels, &contest,
		suits(table, contest.best, role, pick) == NO_UNIT, err);
}

/* A calibration, "250uN" for a volt, or a mistake. */
static int say_overruled(const struct ins_channel *channel, const struct ins_role_given *given,
	struct ins_role_pick *pick, struct ins_err *err)
{
	double scale, offset;

	if (!channel->unit || ins_unit_convert(channel->unit, ins_role_unit(given->role), &scale,
				      &offset, NULL) == INS_OK)
		return INS_OK;
	return ins_role_say(&pick->assumed, err, "1 %s of '%s' is taken as %s%s", channel->unit,
		channel->name, strchr("0123456789", *given->unit) ? "" : "1 ", given->unit);
}

static int pick_given(const struct ins_role_table *table, const struct ins_role_given *given,
	struct ins_role_pick *pick, struct ins_err *err)
{
	const struct ins_unit *to = ins_role_unit(given->role);
	const struct ins_channel *channel;
	const char *unit;
	size_t cell;
	int status = ins_role_find(table, given, &cell, err);

	if (status)
		return status;
	if (!table->numeric[cell])
		return ins_role_take_clock(table, cell, pick, err);
	channel = &table->header->channel[cell];
	unit = given->unit || ins_name_has_factor(channel->name) ? given->unit : channel->unit;
	pick->found = true;
	pick->cell = cell;
	pick->scale = 1;
	if (!unit && (given->role == INS_TIME || given->role == INS_STRAIN))
		return ins_role_say(&pick->assumed, err, "column '%s' has no unit: taken as %s",
			given->column, to ? "seconds" : "a plain number");
	if (unit && ins_unit_convert(unit, to, &pick->scale, &pick->offset, NULL) == INS_OK)
		return unit == channel->unit ? INS_OK : say_overruled(channel, given, pick, err);
	return ins_fail(err, INS_EFORMAT,
		"%s:%zu:%zu: column '%s' has %s%s%s%s; say "
		"--channel=%s:%s:%s",
		table->path, table->line, cell + 1, given->column, unit ? "'" : "no unit",
		unit ? unit : "", unit ? "', which is no unit of a " : "",
		unit ? ins_role_name(given->role) : "", ins_role_name(given->role), given->column,
		to ? to->ending : "%");
}

static bool is_taken(const struct ins_role_pick pick[INS_ROLES], enum ins_role role)
{
	for (enum ins_role other = 0; other < INS_ROLES; other++)
		if (other != role && pick[other].found && pick[other].cell == pick[role].cell)
			return true;
	return false;
}

int ins_role_pick(const struct ins_role_table *table, struct ins_role_pick pick[INS_ROLES],
	struct ins_err *err)
{
	int status = INS_OK;

	memset(pick, 0, INS_ROLES * sizeof *pick);
	for (size_t i = 0; i < table->givens && !status; i++)
		status = pick_given(table, &table->given[i], &pick[table->given[i].role], err);
	for (enum ins_role role = 0; role < INS_ROLES && !status; role++) {
		if (pick[role].found)
			continue;
		status = pick_by_name(table, role, &pick[role], err);
		/* One column plays one role: what was given, or came first, keeps it. */
		if (pick[role].found && is_taken(pick, role))
			pick[role].found = false;
	}
	return status;
}
