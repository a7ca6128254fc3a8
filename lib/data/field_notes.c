/* field_notes - what a header says of the specimen, as notes of its table. */
#include "data/field.h"

#include <math.h>
#include <string.h>

#include "base/unit.h"
#include "data/cells.h"
#include "data/field_key.h"

bool ins_field_is_geometry(const struct ins_format *format, const char *key)
{
	enum ins_field_role role = 0;

	while (role < INS_FIELD_SPECIMEN && !ins_field_plays(format, role, key))
		role++;
	return role < INS_FIELD_SPECIMEN;
}

/* Whether FIELD is the beginning of a row of names, "Specimen,Maximum Load (N),Modulus (MPa)". */
static bool heads_column(const struct ins_field *field)
{
	const char *open = strpbrk(field->value, "([");
	bool bracketed;

	return field->unit ||
	       (open && !strpbrk(open, "0123456789") && ins_name_is_unit(open, &bracketed));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What a field says of a dimension: nothing, a number without a unit, one in the unit of another
 * measure, or a quantity. */
enum sense { NOTHING, BARE, OTHER, QUANTITY };

/* Read FIELD as ROLE into VALUE, in the unit of its note. */
static int read_dimension(const struct ins_field *field, enum ins_field_role role,
	enum sense *sense, double *value, struct ins_err *err)
{
	const struct ins_unit *unit = ins_unit_by_ending(ins_field_ending(role));
	struct ins_err inner = {0};
	double scale, offset;
	int status;

	*sense = NOTHING;
	if (!ins_cells_number(field->value, '.', value) &&
		!ins_cells_number(field->value, ',', value))
		return INS_OK;
	if (!(*value > 0) || isinf(*value))
		return INS_OK;
	*sense = BARE;
	if (!field->unit)
		return INS_OK;
	/* "1 234 um" is no 1 times 234 um. */
	status = is_digit(field->unit[*field->unit == '('])
			 ? INS_EFORMAT
			 : ins_unit_convert(field->unit, unit, &scale, &offset, &inner);
	*sense = status ? OTHER : QUANTITY;
	if (status && status != INS_EFORMAT)
		return ins_fail(err, status, "%s", inner.text);
	if (!status)
		*value = *value * scale + offset;
	return INS_OK;
}

/* What is to be noted, and of which roles something is known by now. */
struct noting {
	struct ins_table *table;
	const struct ins_header *header;
	size_t specimen; /* as in ins_field_notes */
	const struct ins_format *format;
	bool known[INS_FIELD_ROLES];
};

/* Whether FIELD may be of the specimen. */
static bool counts(const struct noting *noting, const struct ins_field *field)
{
	if (!noting->specimen)
		return field->scope != INS_FIELD_OF_SEVERAL;
	return field->scope != INS_FIELD_OF_ONE &&
	       (!field->cell || !field->specimen || field->specimen == noting->specimen);
}

static bool plays(
	const struct noting *noting, enum ins_field_role role, const struct ins_field *field)
{
	if (field->scope == INS_FIELD_OF_SEVERAL)
		return field->role == role;
	return ins_field_plays(noting->format, role, field->key);
}

/* The first field behind number F, of the same header, that gives another VALUE for ROLE; *RIVAL
 * is NULL where none does. */
static int find_rival(const struct noting *noting, size_t f, enum ins_field_role role, double value,
	const struct ins_field **rival, struct ins_err *err)
{
	const struct ins_header *header = noting->header;
	int status = INS_OK;

	*rival = NULL;
	for (size_t i = f + 1; i < header->fields && !status && !*rival; i++) {
		const struct ins_field *field = &header->field[i];
		enum sense sense;
		double other;

		if (!counts(noting, field) || field->inherited != header->field[f].inherited ||
			!plays(noting, role, field))
			continue;
		status = read_dimension(field, role, &sense, &other, err);
		if (!status && sense == QUANTITY && fabs(other - value) > 1e-9 * value)
			*rival = field;
	}
	return status;
}

static int add_dimension(
	struct noting *noting, size_t f, enum ins_field_role role, struct ins_err *err)
{
	const struct ins_field *field = &noting->header->field[f], *rival;
	enum sense sense;
	double value;
	int status = read_dimension(field, role, &sense, &value, err);

	if (status || sense == NOTHING)
		return status;
	if (sense == BARE)
		return ins_table_add_note(noting->table, err, "assumed",
			"'%s' (%s) in the header has no unit and was left out", field->key,
			field->value);
	if (sense == OTHER)
		return ins_table_add_note(noting->table, err, "assumed",
			"'%s' (%s %s) in the header is in no unit of %s and was left out",
			field->key, field->value, field->unit,
			ins_unit_by_ending(ins_field_ending(role))->measure);
	noting->known[role] = true;
	status = find_rival(noting, f, role, value, &rival, err);
	if (!status && rival)
		return ins_table_add_note(noting->table, err, "assumed",
			"'%s' (%s %s) and '%s' (%s %s) in the header differ and were left out",
			field->key, field->value, field->unit, rival->key, rival->value,
			rival->unit);
	if (!status && noting->specimen && !field->cell)
		status = ins_table_add_note(noting->table, err, "assumed",
			"'%s' (%s %s) in the header is that of all specimens side by side",
			field->key, field->value, field->unit);
	return status ? status
		      : ins_table_add_note(
				noting->table, err, ins_field_note(role), "%.10g", value);
}

/* What FIELD says is of one of the specimens side by side, but nobody knows of which. */
static int leave_out(struct noting *noting, const struct ins_field *field, struct ins_err *err)
{
	if (noting->known[field->role])
		return INS_OK;
	noting->known[field->role] = true;
	return ins_table_add_note(noting->table, err, "assumed",
		"'%s' at line %zu was left out: the columns below do not tell which specimen it "
		"is of",
		field->key, field->line);
}

static int add_field(struct noting *noting, size_t f, struct ins_err *err)
{
	const struct ins_field *field = &noting->header->field[f];
	int status = INS_OK;

	if (field->scope == INS_FIELD_OF_SEVERAL && !field->specimen)
		return leave_out(noting, field, err);
	for (enum ins_field_role role = 0; role < INS_FIELD_SPECIMEN && !status; role++)
		if (!noting->known[role] && plays(noting, role, field))
			status = add_dimension(noting, f, role, err);
	if (status || field->inherited || noting->known[INS_FIELD_SPECIMEN] ||
		!plays(noting, INS_FIELD_SPECIMEN, field) || heads_column(field))
		return status;
	noting->known[INS_FIELD_SPECIMEN] = true;
	return ins_table_add_note(noting->table, err, "specimen", "%s", field->value);
}

int ins_field_notes(struct ins_table *table, const struct ins_header *header, size_t specimen,
	const struct ins_format *format, struct ins_err *err)
{
	struct noting noting = {
		.table = table, .header = header, .specimen = specimen, .format = format};
	int status = INS_OK;

	noting.known[INS_FIELD_SPECIMEN] = ins_table_find_note(table, "specimen") != NULL;
	/* What a table says of itself counts before what one above it says. */
	for (int above = 0; above < 2; above++)
		for (size_t f = 0; f < header->fields && !status; f++)
			if ((header->field[f].inherited > 0) == above &&
				counts(&noting, &header->field[f]))
				status = add_field(&noting, f, err);
	return status;
}
