/* mechanical - one mechanical test as a nanoindenter records it: material, run, noise. */
#include "mechanical.h"

#include <gsl/gsl_math.h>
#include <math.h>

/* What a nanoindenter shows at rest. */
static const double depth_noise_nm = 0.2, load_noise_uN = 0.5;

enum { UNLOADING = 160, AFTER = 50 };

static double area(const struct test *test)
{
	return isnan(test->area_nm2) ? M_PI / 4 * test->diameter_nm * test->diameter_nm
				     : test->area_nm2;
}

static double flow(const struct material *m, double plastic)
{
	double rise_GPa = (m->strength_GPa - m->onset_GPa - 0.05 * m->hardening_GPa) /
			  (1 - exp(-0.05 / m->plastic_scale));

	return m->onset_GPa + rise_GPa * (1 - exp(-plastic / m->plastic_scale)) +
	       m->hardening_GPa * plastic;
}

/* A point of the curve by one number: elastic strain up to the onset, then plastic on top. */
static double stress_at(const struct material *m, double way)
{
	double elastic = m->onset_GPa / m->modulus_GPa;

	return way <= elastic ? m->modulus_GPa * way : flow(m, way - elastic);
}

static double strain_at(const struct material *m, double way)
{
	double elastic = m->onset_GPa / m->modulus_GPa;

	return way <= elastic ? way : flow(m, way - elastic) / m->modulus_GPa + way - elastic;
}

/* What the instrument sees beside the specimen's own strain. */
static double slack(const struct test *test, double load_uN)
{
	double left = load_uN < test->toe_uN ? 1 - load_uN / test->toe_uN : 0;

	return test->toe_nm * (1 - left * left) + test->series_nm_per_uN * load_uN;
}

static double load_at(const struct test *test, double way)
{
	return 1e-3 * area(test) * stress_at(&test->material, way);
}

static double travel_at(const struct test *test, double way)
{
	return test->length_nm * strain_at(&test->material, way) + slack(test, load_at(test, way));
}

/* The way at which the travel is TRAVEL_nm, by halving. */
static double way_to(const struct test *test, double travel_nm)
{
	double low = 0, high = 1;
	int i;

	for (i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		*(travel_at(test, middle) < travel_nm ? &low : &high) = middle;
	}
	return low;
}

/* Where loading ends: at fracture, or at the strain that was asked for. */
static double last_way(const struct test *test)
{
	const struct material *m = &test->material;
	double low = 0, high = 1;
	int i;

	if (!isnan(test->fracture_GPa))
		return test->fracture_GPa / m->modulus_GPa;
	if (!isnan(test->fracture_plastic))
		return m->onset_GPa / m->modulus_GPa + test->fracture_plastic;
	for (i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		*(strain_at(m, middle) < test->end_strain ? &low : &high) = middle;
	}
	return low;
}

void test_sample(struct record *record, const struct test *test, double travel_nm, double load_uN,
	double seconds)
{
	double spring_uN = travel_nm > 0 ? 1e-3 * test->spring_N_per_m * travel_nm : 0;
	double time_s = record->n ? record->row[record->n - 1].time_s + seconds : 0;
	double plastic = record->n ? record->row[record->n - 1].plastic : 0;
	struct row *row;

	record_add(record, time_s, test->sign * (test->approach_nm + travel_nm),
		test->sign * (load_uN + spring_uN) + test->offset_uN);
	row = &record->row[record->n - 1];
	row->elastic = load_uN / (1e-3 * area(test) * test->material.modulus_GPa);
	/* Rounded, since halving leaves a remainder where nothing flows. */
	if (load_uN > 0)
		plastic = generate_round(
			(travel_nm - slack(test, load_uN)) / test->length_nm - row->elastic, 1e-12);
	row->plastic = plastic;
}

/* Elastic unloading of what did not break, and a little way out of contact. */
static void unload(struct record *record, const struct test *test, double way, double seconds)
{
	double top_uN = load_at(test, way), top_nm = travel_at(test, way), low, high;
	double give = test->length_nm / (1e-3 * area(test) * test->material.modulus_GPa);
	double bottom_nm = top_nm - give * top_uN - slack(test, top_uN);
	int i, k;

	record_segment(record);
	for (i = 1; i <= UNLOADING + AFTER; i++) {
		double travel_nm = top_nm - (top_nm - bottom_nm) * i / UNLOADING;

		low = 0;
		high = top_uN;
		for (k = 0; k < 60; k++) {
			double middle = (low + high) / 2;

			*(bottom_nm + give * middle + slack(test, middle) < travel_nm ? &low
										      : &high) =
				middle;
		}
		test_sample(record, test, travel_nm, i < UNLOADING ? low : 0, seconds);
	}
}

/* Travel goes on with nothing left between the grips; a device is let back to rest. */
static void after_fracture(struct record *record, const struct test *test, double end_nm,
	double step_nm, double seconds)
{
	int i, more = test->spring_N_per_m > 0 ? test->rows / 2 : AFTER;
	double top_nm = end_nm + more * step_nm;

	for (i = 1; i <= more; i++)
		test_sample(record, test, end_nm + i * step_nm, 0, seconds);
	if (!(test->spring_N_per_m > 0))
		return;
	record_segment(record);
	for (i = 1; i <= UNLOADING; i++)
		test_sample(record, test, top_nm * (1 - 1.02 * i / UNLOADING), 0, seconds);
}

void test_tell(const struct test *test, const struct generate *generate)
{
	int yields = isnan(test->fracture_GPa) &&
		     test->end_strain > test->material.onset_GPa / test->material.modulus_GPa;
	const struct {
		const char *quantity;
		double value;
	} facts[] = {
		{"seed", (double)test->seed},
		{"area_nm2", area(test)},
		{"length_nm", test->length_nm},
		{"strain_rate_per_s", test->strain_rate_per_s},
		{"modulus_GPa", test->material.modulus_GPa},
		{"yield_GPa", yields ? test->material.strength_GPa : NAN},
		{"fracture_stress_GPa", test->fracture_GPa},
		{"fracture_plastic_strain", test->fracture_plastic},
		{"toe_nm", test->toe_nm},
		{"series_nm_per_uN", test->series_nm_per_uN},
		{"device_stiffness_N_per_m", test->spring_N_per_m > 0 ? test->spring_N_per_m : NAN},
		{"contact_nm", test->sign * test->approach_nm},
		{"zero_load_uN", test->offset_uN},
		{"depth_noise_nm", depth_noise_nm},
		{"load_noise_uN", load_noise_uN},
	};
	size_t i;

	for (i = 0; i < sizeof facts / sizeof *facts; i++)
		if (!isnan(facts[i].value))
			truth(generate, test->file, facts[i].quantity, facts[i].value);
}

void test_write(struct record *record, const struct test *test, const struct generate *generate)
{
	gsl_rng *rng = generate_rng(test->seed);

	record_noise(record, rng, depth_noise_nm, load_noise_uN);
	record_write(record, generate, test->file, test->seed);
	gsl_rng_free(rng);
}

void test_list(const struct test *test, FILE *table)
{
	fprintf(table, "%s\t%s\t%s\t%g\t%g\t%g\n", test->file, test->specimen, test->mode,
		test->area_nm2, test->diameter_nm, test->length_nm);
}

void test_record(const struct test *test, struct record *record)
{
	double end = last_way(test), end_nm = travel_at(test, end), step_nm = end_nm / test->rows;
	double seconds = step_nm / (test->strain_rate_per_s * test->length_nm);
	int i, before = (int)(test->approach_nm / step_nm), held = (int)(test->hold_s / seconds);

	for (i = -before - held; i <= test->rows; i++) {
		double travel_nm = (i > 0 ? i : i < -held ? i + held : 0) * step_nm;

		test_sample(record, test, travel_nm,
			i > 0 ? load_at(test, way_to(test, travel_nm)) : 0, seconds);
	}
	if (isnan(test->fracture_GPa) && isnan(test->fracture_plastic))
		unload(record, test, end, seconds);
	else
		after_fracture(record, test, end_nm, step_nm, seconds);
}

void test_run(const struct test *test, const struct generate *generate, FILE *table)
{
	struct record record = {0};

	test_record(test, &record);
	test_write(&record, test, generate);
	test_tell(test, generate);
	test_list(test, table);
	record_free(&record);
}
