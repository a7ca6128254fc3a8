/* conduct - what a resistance owes to geometry and to resistivity. */
#include "physics/conduct.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>

double ins_conduct_geometric_poisson(double rest, double strain, double poisson)
{
	if (!(strain > -1))
		return NAN;
	return rest * pow(1 + strain, 1 + 2 * poisson);
}

double ins_conduct_geometric_split(
	double rest, double strain, double elastic_strain, double poisson)
{
	double plastic_stretch = (1 + strain) / (1 + elastic_strain);

	if (!(strain > -1) || !(elastic_strain > -1))
		return NAN;
	return rest * plastic_stretch * plastic_stretch * pow(1 + elastic_strain, 1 + 2 * poisson);
}

double ins_conduct_resistivity(
	double resistance_Mohm, double length_nm, double area_nm2, double base_diameter_nm)
{
	double per_nm = length_nm / area_nm2;

	if (!(resistance_Mohm > 0) || !(length_nm > 0) || !(area_nm2 > 0))
		return NAN;
	if (base_diameter_nm > 0)
		per_nm += 1 / (2 * base_diameter_nm);
	/* 1 Mohm nm = 1e-3 ohm m */
	return 1e-3 * resistance_Mohm / per_nm;
}

double ins_conduct_spreading(double resistivity_ohm_m, double diameter_nm)
{
	return diameter_nm > 0 ? 1e3 * resistivity_ohm_m / (2 * diameter_nm) : NAN;
}

static int check_errors(const struct ins_conduct_state *s, struct ins_err *err)
{
	if (!(s->correlation >= -1 && s->correlation <= 1))
		return ins_fail(err, INS_EANALYSIS, "a correlation of %g lies outside [-1, 1]",
			s->correlation);
	if (!(s->rest_se_Mohm >= 0) || !(s->resistance_se_Mohm >= 0) ||
		!(s->offset_se_per_Mohm >= 0) || !(s->offset_se_share >= 0) ||
		!(s->strain_se >= 0) || !(s->poisson_se >= 0) || !(s->series_se_Mohm >= 0) ||
		(!isnan(s->elastic_strain) && !(s->elastic_strain_se >= 0)))
		return ins_fail(err, INS_EANALYSIS, "a standard error must not be negative");
	return INS_OK;
}

static int check_state(const struct ins_conduct_state *s, struct ins_err *err)
{
	double strain = s->elastic_strain <= -1 ? s->elastic_strain : s->strain;

	if (!(strain > -1) || isinf(strain))
		return ins_fail(err, INS_EANALYSIS,
			"a strain of %g %% leaves nothing of the specimen", 100 * strain);
	if (!(s->poisson > -1 && s->poisson <= 0.5))
		return ins_fail(err, INS_EANALYSIS,
			"a Poisson's ratio of %g lies outside (-1, 0.5]", s->poisson);
	if (!(s->series_Mohm >= 0))
		return ins_fail(err, INS_EANALYSIS,
			"a series resistance must not be negative: %g Mohm", s->series_Mohm);
	if (!(s->rest_Mohm > 0) || !(s->resistance_Mohm > 0) || isinf(s->rest_Mohm) ||
		isinf(s->resistance_Mohm))
		return ins_fail(err, INS_EANALYSIS,
			"a resistance of %g Mohm, %g Mohm at rest, is no positive number",
			s->resistance_Mohm, s->rest_Mohm);
	if (!(s->rest_Mohm > s->series_Mohm) || !(s->resistance_Mohm > s->series_Mohm))
		return ins_fail(err, INS_EANALYSIS,
			"a resistance of %g Mohm, %g Mohm at rest, is not above the %g Mohm in "
			"series",
			s->resistance_Mohm, s->rest_Mohm, s->series_Mohm);
	return check_errors(s, err);
}

/* Relative variance of the geometric factor, from strain, its elastic part and Poisson's ratio. */
static double geometry_variance(const struct ins_conduct_state *s)
{
	double stretch = 1 + s->strain, elastic = 1 + s->elastic_strain;

	if (isnan(s->elastic_strain))
		return gsl_pow_2((1 + 2 * s->poisson) * s->strain_se / stretch) +
		       gsl_pow_2(2 * log(stretch) * s->poisson_se);
	return gsl_pow_2(2 * s->strain_se / stretch) +
	       gsl_pow_2((2 * s->poisson - 1) * s->elastic_strain_se / elastic) +
	       gsl_pow_2(2 * log(elastic) * s->poisson_se);
}

/* Without any error the ratio's own is not 0, but not known. */
static bool knows_errors(const struct ins_conduct_state *s)
{
	return s->resistance_se_Mohm > 0 || s->offset_se_per_Mohm > 0 || s->offset_se_share > 0 ||
	       s->rest_se_Mohm > 0 || s->series_se_Mohm > 0 || s->strain_se > 0 ||
	       s->elastic_strain_se > 0 || s->poisson_se > 0;
}

int ins_conduct_change(
	const struct ins_conduct_state *s, struct ins_conduct_change *change, struct ins_err *err)
{
	double own = s->resistance_Mohm - s->series_Mohm, rest = s->rest_Mohm - s->series_Mohm;
	double u = s->resistance_se_Mohm / own, v = s->rest_se_Mohm / rest, geometric, variance;
	double offset = s->offset_se_per_Mohm * s->resistance_Mohm + s->offset_se_share;
	int status = check_state(s, err);

	*change = (struct ins_conduct_change){NAN, NAN, NAN, NAN};
	if (status)
		return status;
	geometric = isnan(s->elastic_strain)
			    ? ins_conduct_geometric_poisson(rest, s->strain, s->poisson)
			    : ins_conduct_geometric_split(
				      rest, s->strain, s->elastic_strain, s->poisson);
	variance = u * u + v * v - 2 * s->correlation * u * v +
		   gsl_pow_2(offset * s->resistance_Mohm / own) +
		   gsl_pow_2(s->series_se_Mohm * (1 / rest - 1 / own)) + geometry_variance(s);
	change->geometric_Mohm = s->series_Mohm + geometric;
	change->ratio = own / geometric;
	if (knows_errors(s))
		change->ratio_se = change->ratio * sqrt(fmax(variance, 0));
	if (s->strain != 0)
		change->gauge_factor = (own / rest - 1) / s->strain;
	return INS_OK;
}

int ins_conduct_from_current(const double *voltage_V, const double *current_nA, size_t n,
	double offset_nA, double *resistance_Mohm, struct ins_err *err)
{
	size_t i;

	for (i = 0; i < n; i++) {
		double own_nA = current_nA[i] - offset_nA, volt = voltage_V[i];

		resistance_Mohm[i] = NAN;
		if (isnan(own_nA) || isnan(volt))
			continue;
		/* 1 V/nA = 1e3 Mohm; zero and infinite currents fail alike. */
		if (!(1e3 * volt / own_nA > 0) || isinf(1e3 * volt / own_nA))
			return ins_fail(err, INS_EANALYSIS,
				"row %zu: a current of %g nA, %g nA less its offset, is no "
				"positive resistance at %g V",
				i + 1, own_nA + offset_nA, own_nA, volt);
		resistance_Mohm[i] = 1e3 * volt / own_nA;
	}
	return INS_OK;
}

struct ins_conduct_offset ins_conduct_offset_error(const double *resistance_Mohm,
	const double *current_nA, size_t n, double offset_nA, double offset_se_nA)
{
	static const double LEAST = 0.01;
	double rows = 0, mean_Mohm = 0, mean = 0, squares = 0, products = 0, sloping;

	for (size_t i = 0; i < n; i++) {
		double error = offset_se_nA / fabs(current_nA[i] - offset_nA);
		double off_Mohm = resistance_Mohm[i] - mean_Mohm;

		if (isnan(error) || isnan(off_Mohm))
			continue;
		rows++;
		mean_Mohm += off_Mohm / rows;
		mean += (error - mean) / rows;
		squares += off_Mohm * (resistance_Mohm[i] - mean_Mohm);
		products += off_Mohm * (error - mean);
	}
	if (rows == 0)
		return (struct ins_conduct_offset){NAN, NAN};
	sloping = products / squares * mean_Mohm;
	/* Of one resistance alone the parts are not known, nor do they matter. */
	if (!(sloping <= (1 - LEAST) * mean))
		return (struct ins_conduct_offset){mean / mean_Mohm, 0};
	if (!(sloping >= LEAST * mean))
		return (struct ins_conduct_offset){0, mean};
	return (struct ins_conduct_offset){sloping / mean_Mohm, mean - sloping};
}
