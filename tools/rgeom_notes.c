/* rgeom: what notes carry from one program to the next, so that no filter can lose it. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "rgeom.h"

#define PLACE(member) offsetof(struct settings, member)

/* The settings that are notes, too, called as their options with their units. */
static const struct {
	const char *key;
	size_t place;
} kept[] = {{"rest_Mohm", PLACE(rest_Mohm)}, {"rest_error_Mohm", PLACE(rest_error_Mohm)},
	{"resistance_error_Mohm", PLACE(resistance_error_Mohm)},
	{"offset_error_per_Mohm", PLACE(offset_error_per_Mohm)},
	{"offset_error_share", PLACE(offset_error_share)},
	{"error_correlation", PLACE(error_correlation)}, {"strain_error", PLACE(strain_error)},
	{"strain_noise", PLACE(strain_noise)}, {"noise_per_Mohm", PLACE(noise_per_Mohm)},
	{"poisson", PLACE(poisson)}, {"poisson_error", PLACE(poisson_error)},
	{"modulus_GPa", PLACE(modulus_GPa)}, {"modulus_error_GPa", PLACE(modulus_error_GPa)},
	{"series_resistance_Mohm", PLACE(series_Mohm)},
	{"series_error_Mohm", PLACE(series_error_Mohm)},
	{"base_diameter_nm", PLACE(base_diameter_nm)}, {"length_nm", PLACE(geometry.length_nm)},
	{"area_nm2", PLACE(geometry.area_nm2)}, {"diameter_nm", PLACE(geometry.diameter_nm)},
	{"width_nm", PLACE(geometry.width_nm)}, {"thickness_nm", PLACE(geometry.thickness_nm)}};

enum { KEPT = sizeof kept / sizeof *kept, SECTION = KEPT - 4 };

static double *place_of(struct settings *settings, size_t k)
{
	return (double *)((char *)settings + kept[k].place);
}

/* The number that the note KEY gives NAME: "NAME: 0.342", or else "0.342" for all. */
static double find_number(const struct ins_table *table, const char *key, const char *name)
{
	size_t length = strlen(name);
	double value = NAN;

	for (size_t i = 0; i < table->notes; i++) {
		const char *text = table->note[i].value, *end = text + strlen(text);
		int own = strncmp(text, name, length) == 0 && strncmp(text + length, ": ", 2) == 0;
		double number;

		if (strcmp(table->note[i].key, key) != 0)
			continue;
		text += own ? length + 2 : 0;
		if (ins_number_parse(text, end, '.', &number) != end)
			continue;
		value = number;
		if (own)
			break;
	}
	return value;
}

static int has_section(const struct geometry *g)
{
	return !isnan(g->area_nm2) || !isnan(g->diameter_nm) || !isnan(g->width_nm) ||
	       !isnan(g->thickness_nm);
}

void rgeom_notes_read(struct run *run, const struct ins_table *table)
{
	/* A section is told as a whole: part of one from notes could contradict the options. */
	size_t count = has_section(&run->settings.geometry) ? SECTION : KEPT;

	for (size_t k = 0; k < count; k++) {
		double *place = place_of(&run->settings, k);

		if (isnan(*place))
			*place = find_number(table, kept[k].key, run->specimen);
	}
}

int rgeom_notes_write(struct run *run)
{
	int status = INS_OK;

	for (size_t k = 0; k < KEPT && status == INS_OK; k++) {
		double value = *place_of(&run->settings, k);

		if (!isnan(value))
			status = rgeom_note(run, kept[k].key, "%.10g", value);
	}
	return status;
}

static int is_kept(const char *key)
{
	for (size_t k = 0; k < KEPT; k++)
		if (strcmp(kept[k].key, key) == 0)
			return 1;
	return strcmp(key, "resistivity") == 0 || strcmp(key, "format") == 0 ||
	       strcmp(key, "encoding") == 0;
}

int rgeom_notes_copy(struct run *run, const struct ins_table *table)
{
	int raw = table->kind && strcmp(table->kind, "export") == 0, status = INS_OK;

	for (size_t i = 0; i < table->notes && status == INS_OK; i++) {
		const struct ins_note *note = &table->note[i];

		if (is_kept(note->key))
			continue;
		if (raw && (strcmp(note->key, "assumed") == 0 || strcmp(note->key, "omitted") == 0))
			status = rgeom_note(run, note->key, "%s", note->value);
		else
			status = ins_table_add_note_once(
				run->answer, run->err, note->key, note->value);
	}
	return status;
}

int rgeom_note(struct run *run, const char *key, const char *format, ...)
{
	struct ins_text text = {0};
	char sentence[512];
	va_list args;
	int status;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	status = ins_text_format(&text, run->err, "%s: %s", run->name, sentence);
	if (status == INS_OK)
		status = ins_table_add_note_once(run->answer, run->err, key, text.data);
	ins_text_free(&text);
	return status;
}
