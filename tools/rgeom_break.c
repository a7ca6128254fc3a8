/* rgeom: the rows behind a break, which are of no whole specimen. */
#include <math.h>
#include <stdlib.h>

#include "rgeom.h"

/* The rows in which a specimen of this conductance is whole. */
static int by_conductance(
	const struct run *run, const double *per_Mohm, double *rest_per_Mohm, size_t *intact)
{
	for (size_t i = 0; i < run->n; i++)
		rest_per_Mohm[i] = 1 / run->settings.rest_Mohm;
	return ins_conduct_intact(per_Mohm, rest_per_Mohm, run->n, intact, run->err);
}

/* The same by the current: where four wires leave the voltage open behind a break, conductance is
 * anything there, but the current is none. */
static int by_current(const struct run *run, const struct rgeom_electrical *e, double *rest_nA,
	double *size_nA, size_t *intact)
{
	for (size_t i = 0; i < run->n; i++) {
		/* 1 V over 1 Mohm is 1e3 nA. */
		rest_nA[i] = 1e3 * fabs(e->voltage_V[i]) / run->settings.rest_Mohm;
		size_nA[i] = fabs(e->current_nA[i] - run->settings.offset_nA);
	}
	return ins_conduct_intact(size_nA, rest_nA, run->n, intact, run->err);
}

int rgeom_intact(const struct run *run, const struct rgeom_electrical *e, size_t *intact)
{
	double *space = malloc((2 * run->n + 1) * sizeof *space);
	size_t flows = run->n;
	int status = space ? by_conductance(run, e->per_Mohm, space, intact)
			   : ins_fail_memory(run->err, "a conductance", run->n * sizeof *space);

	if (status == INS_OK && e->current_nA)
		status = by_current(run, e, space, space + run->n, &flows);
	if (status == INS_OK && flows < *intact)
		*intact = flows;
	free(space);
	return status;
}

int rgeom_cut(struct run *run, size_t intact)
{
	size_t rows = run->n - intact;
	const char *plural = rows == 1 ? "" : "s";

	if (rows == 0)
		return INS_OK;
	run->n = intact;
	ins_cli_remark(run->cli,
		"%s: the conductance is lost behind row %zu, as where a specimen breaks or a "
		"contact opens: %zu row%s left out",
		run->name, intact, rows, plural);
	return rgeom_note(run, "omitted",
		"%zu row%s behind row %zu, where the conductance falls to under a twentieth and "
		"does not come back, as where a specimen breaks or a contact opens",
		rows, plural, intact);
}
