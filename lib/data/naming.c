/* naming - names and units, in a stream, of columns that play no role. */
#include "data/naming.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/role.h"
#include "data/stream.h"

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

/* Whether WORD, which the library of units takes for one of UNIT's measure, may mean another. */
static bool may_mean_another(const char *word, const struct ins_unit *unit)
{
	static const char *const doubtful[] = {"mass", "energy", "energy density", NULL};

	return strstr(word, "rad") ||
	       (is_one_of(unit->measure, doubtful) && !ins_unit_is_common(word));
}

int ins_naming_unit(const struct ins_channel *channel, const struct ins_unit **unit, double *scale,
	double *offset, bool *kept, struct ins_err *err)
{
	int plain = 0, status = INS_OK;

	*unit = NULL;
	*scale = 1;
	*offset = 0;
	*kept = channel->unit && *channel->unit;
	if (!*kept || channel->fault)
		return INS_OK;
	*unit = ins_unit_for_word(channel->unit, &plain);
	if (*unit && may_mean_another(channel->unit, *unit))
		*unit = NULL;
	/* A rate is no frequency. */
	if (*unit && strcmp((*unit)->ending, "Hz") == 0 && !strstr(channel->unit, "Hz"))
		*unit = ins_unit_by_ending("per_s");
	if (*unit || plain)
		status = ins_unit_convert(channel->unit, *unit, scale, offset, err);
	/* An angle is a plain number for the library of units, but not for a reader. */
	if (plain && *scale != 1 && *scale != 0.01) {
		plain = 0;
		*scale = 1;
	}
	*kept = !*unit && !plain;
	return status;
}

static bool is_taken(const struct ins_table *table, const char *name)
{
	bool taken = ins_table_find(table, name) >= 0;

	for (enum ins_role role = 0; role < INS_ROLES; role++)
		taken = taken || strcmp(name, ins_role_column(role)) == 0;
	return taken;
}

int ins_naming_name(const struct ins_table *table, const struct ins_channel *channel,
	const struct ins_unit *unit, size_t n, char **name, struct ins_err *err)
{
	const char *joint = unit ? "_" : "", *ending = unit ? unit->ending : "";
	struct ins_text text = {0}, tail = {0};
	char *plain = ins_name_plain(*channel->name ? channel->name : "column");
	char *stem = plain ? ins_stream_name(plain) : NULL;
	bool is_free;
	int status;

	free(plain);
	if (!stem)
		return ins_fail_memory(err, "a column's name", strlen(channel->name));
	status = ins_text_format(&text, err, "%s%s%s", stem, joint, ending);
	is_free = *channel->name && !status && !is_taken(table, text.data) &&
		  (unit || !ins_unit_of_name(text.data, NULL));
	/* A number tells it from the others, unless another is called like that: "n", "n_9", "n".
	 */
	while (!status && !is_free) {
		text.size = 0;
		status = ins_text_format(&tail, err, "_%zu", n);
		if (!status)
			status = ins_text_format(
				&text, err, "%s%s%s%s", stem, tail.data, joint, ending);
		is_free = !status && !is_taken(table, text.data);
	}
	free(stem);
	ins_text_free(&tail);
	*name = text.data;
	return status;
}
