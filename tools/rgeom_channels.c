/* rgeom: a record's columns as strain, stress and resistance, row by row. */
#include <stdlib.h>
#include <string.h>

#include "rgeom.h"

void rgeom_free(struct run *run)
{
	free(run->time_s);
	free(run->strain);
	free(run->stress_GPa);
	free(run->elastic_strain);
	free(run->resistance_Mohm);
	free(run->state);
	run->time_s = run->strain = run->stress_GPa = run->elastic_strain = NULL;
	run->resistance_Mohm = NULL;
	run->state = NULL;
}

static int find_states(struct run *run, const struct part *part)
{
	const char **words = ins_table_words(part->table, "state");

	if (!words)
		return INS_OK;
	run->state = malloc((run->n + 1) * sizeof *run->state);
	if (!run->state)
		return ins_fail_memory(run->err, "states", run->n * sizeof *run->state);
	for (size_t i = 0; i < run->n; i++)
		run->state[i] = words[part->row[i]];
	return INS_OK;
}

/* Columns of an earlier run of this program are computed anew, and that is said. */
static int replace(struct run *run, const struct ins_table *table)
{
	static const char names[] = "geometric_Mohm, resistivity_ratio and resistivity_ratio_se";

	if (ins_table_find(table, "geometric_Mohm") < 0 &&
		ins_table_find(table, "resistivity_ratio") < 0)
		return INS_OK;
	ins_cli_remark(run->cli, "%s: %s are there already; they are computed anew and replaced",
		run->name, names);
	return rgeom_note(run, "replaced", "%s, computed anew", names);
}

int rgeom_channels(struct run *run, const struct part *part)
{
	int status = replace(run, part->table);

	run->n = part->n;
	if (status == INS_OK && part->n == 0)
		return ins_fail(run->err, INS_EFORMAT, "has no rows");
	if (status == INS_OK)
		status = rgeom_numbers(part, "time_s", &run->time_s, run->err);
	if (status == INS_OK)
		status = rgeom_resistance(run, part);
	if (status == INS_OK)
		status = find_states(run, part);
	if (status == INS_OK)
		status = rgeom_numbers(part, "elastic_strain", &run->elastic_strain, run->err);
	if (status == INS_OK)
		status = rgeom_join(run, part);
	if (status == INS_OK)
		channels_remark_spikes(run->cli, run->name, run->spikes);
	return status ? status : rgeom_elastic(run);
}
