/* role - which column of an export is the time, the load, the displacement, ... */
#include "data/role.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/unit.h"

/* UNIT is the ending of COLUMN; NULL for a plain number. */
static const struct {
	const char *name, *column, *unit;
} roles[INS_ROLES] = {
	[INS_TIME] = {"time", "time_s", "s"},
	[INS_LOAD] = {"load", "load_uN", "uN"},
	[INS_DISPLACEMENT] = {"displacement", "displacement_nm", "nm"},
	[INS_STRESS] = {"stress", "stress_GPa", "GPa"},
	[INS_STRAIN] = {"strain", "strain", NULL},
	[INS_VOLTAGE] = {"voltage", "voltage_V", "V"},
	[INS_CURRENT] = {"current", "current_nA", "nA"},
	[INS_RESISTANCE] = {"resistance", "resistance_Mohm", "Mohm"},
};

const char *ins_role_name(enum ins_role role)
{
	return roles[role].name;
}

const char *ins_role_column(enum ins_role role)
{
	return roles[role].column;
}

const struct ins_unit *ins_role_unit(enum ins_role role)
{
	return roles[role].unit ? ins_unit_by_ending(roles[role].unit) : NULL;
}

/* "at 50%" holds no unit; "Strain_" may, since MATLAB makes a mark of "%". */
static bool holds_percent(const char *name)
{
	size_t length = strlen(name);

	if (length > 1 && name[length - 1] == '_' && !strchr("0123456789", name[length - 2]))
		return true;
	for (const char *p = name; (p = strchr(p, '%')); p++)
		if (p == name || !strchr("0123456789", p[-1]))
			return true;
	return false;
}

static bool is_other_unit(enum ins_role role, const char *begin, size_t length)
{
	char word[16] = "";
	double scale, offset;

	if (length >= sizeof word)
		return false;
	memcpy(word, begin, length);
	return ins_unit_is_common(word) &&
	       ins_unit_convert(word, ins_role_unit(role), &scale, &offset, NULL) == INS_OK &&
	       scale != 1;
}

bool ins_role_hides_unit(enum ins_role role, const char *name)
{
	static const char parting[] = " ,:;-._()[]*";
	/* The first word says what it is. */
	size_t at = strcspn(name, parting), length;
	bool hides = !roles[role].unit && holds_percent(name);

	for (; !hides && name[at += strspn(name + at, parting)]; at += length) {
		length = strcspn(name + at, parting);
		hides = is_other_unit(role, name + at, length);
	}
	return hides;
}

enum ins_role ins_role_by_name(const char *name)
{
	enum ins_role role = 0;

	while (role < INS_ROLES && strcmp(roles[role].name, name) != 0)
		role++;
	return role;
}

int ins_role_parse(const char *word, struct ins_role_given *given, struct ins_err *err)
{
	const char *colon = strchr(word, ':'), *last = colon ? strrchr(colon + 1, ':') : NULL;
	const char *end = word + strlen(word);
	char name[16] = "";

	memset(given, 0, sizeof *given);
	if (colon && (size_t)(colon - word) < sizeof name)
		memcpy(name, word, (size_t)(colon - word));
	given->role = ins_role_by_name(name);
	if (!colon || given->role == INS_ROLES || !colon[1])
		return ins_fail(err, INS_EUSAGE,
			"--channel=%s: not ROLE:COLUMN[:UNIT] with a role "
			"among time, load, displacement, stress, strain, voltage, current, "
			"resistance; "
			"for example --channel=load:Force:mN or --channel=load:2",
			word);
	/* A name may hold a colon itself. */
	if (last && last > colon + 1 && ins_unit_is_word(last + 1)) {
		given->unit = ins_text_copy(last + 1);
		end = last;
	}
	given->column = ins_text_copy_n(colon + 1, (size_t)(end - colon - 1));
	if (!given->column || (last && end == last && !given->unit)) {
		ins_role_given_free(given);
		return ins_fail_memory(err, "a channel", strlen(word));
	}
	return INS_OK;
}

void ins_role_given_free(struct ins_role_given *given)
{
	free(given->column);
	free(given->unit);
	memset(given, 0, sizeof *given);
}

void ins_role_pick_free(struct ins_role_pick pick[INS_ROLES])
{
	for (int role = 0; role < INS_ROLES; role++) {
		free(pick[role].assumed);
		free(pick[role].problem);
	}
	memset(pick, 0, INS_ROLES * sizeof *pick);
}
