/* rgeom: what of the strain is elastic. */
#include <stdlib.h>

#include "physics/elastic.h"
#include "rgeom.h"

/* Strain and stress times SIGN: a modulus is found in the test's own direction. */
static void turn(struct run *run, double sign)
{
	for (size_t i = 0; i < run->n; i++) {
		run->strain[i] *= sign;
		run->stress_GPa[i] *= sign;
	}
}

/* The modulus that the last unloading shows, as --unloading asks for it. */
static int find_modulus(struct run *run)
{
	const struct ins_elastic_settings how = {.choice = INS_ELASTIC_UNLOADING};
	const struct ins_trace trace = {run->strain, run->stress_GPa, run->time_s, run->n};
	struct ins_elastic elastic;
	size_t top = rgeom_farthest(run->strain, NULL, run->n);
	double sign = run->strain[top] < 0 ? -1 : 1;
	int status;

	if (!run->settings.unloading || !run->stress_GPa)
		return INS_OK;
	if (!rgeom_in_order(run->time_s, run->n))
		return ins_fail(run->err, INS_EFORMAT,
			"without a time_s that grows from row to row, unloading cannot be told "
			"from loading");
	turn(run, sign);
	status = ins_elastic_find(&trace, top + 1, &how, &elastic, run->err);
	turn(run, sign);
	if (status)
		return status;
	run->settings.modulus_GPa = elastic.modulus;
	run->settings.modulus_error_GPa = elastic.modulus_se;
	return INS_OK;
}

int rgeom_elastic(struct run *run)
{
	double modulus_GPa, along = 0;
	int status = find_modulus(run);

	modulus_GPa = run->settings.modulus_GPa;
	if (status || run->elastic_strain || (isnan(modulus_GPa) && !run->settings.unloading))
		return status;
	if (!run->stress_GPa)
		return ins_fail(run->err, INS_EUSAGE,
			"a modulus parts the strain by stress, and there is none; give a column "
			"stress_GPa, or a load with --diameter or --area");
	run->elastic_strain = malloc((run->n + 1) * sizeof *run->elastic_strain);
	if (!run->elastic_strain)
		return ins_fail_memory(run->err, "strain", run->n * sizeof(double));
	for (size_t i = 0; i < run->n; i++) {
		double product = run->stress_GPa[i] * run->strain[i];

		run->elastic_strain[i] = run->stress_GPa[i] / modulus_GPa;
		along += isnan(product) ? 0 : product;
	}
	if (along < 0)
		return ins_fail(run->err, INS_EANALYSIS,
			"stress and strain have opposite signs; both are negative in compression");
	return INS_OK;
}
