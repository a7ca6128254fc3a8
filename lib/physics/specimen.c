/* specimen - the section of a specimen, the sign and zero of its record, its curve. */
#include "physics/specimen.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "physics/fit_hinge.h"
#include "physics/signal.h"

/* Two lengths that differ by more are two answers to one question. */
static int agree(double one_nm, double other_nm)
{
	return fabs(one_nm - other_nm) <= 0.01 * fmax(one_nm, other_nm);
}

static int check_size(const char *name, double size, const char *unit, struct ins_err *err)
{
	if (isnan(size) || (size > 0 && isfinite(size)))
		return INS_OK;
	return ins_fail(err, INS_EUSAGE, "the %s of a specimen must be positive, not %g %s", name,
		size, unit);
}

static int check_section(const struct ins_specimen_section *section, struct ins_err *err)
{
	int status = check_size("diameter", section->diameter_nm, "nm", err);

	if (!status)
		status = check_size("area", section->area_nm2, "nm2", err);
	if (!status)
		status = check_size("width", section->width_nm, "nm", err);
	if (!status)
		status = check_size("thickness", section->thickness_nm, "nm", err);
	if (!status && isnan(section->width_nm) != isnan(section->thickness_nm))
		return ins_fail(err, INS_EUSAGE, "a width needs a thickness, and the reverse");
	return status;
}

int ins_specimen_size(const struct ins_specimen_section *section, double *area_nm2,
	double *diameter_nm, struct ins_err *err)
{
	double rectangle_nm2 = section->width_nm * section->thickness_nm;
	double circle_nm2 = M_PI / 4 * section->diameter_nm * section->diameter_nm;
	double side_nm;
	int status = check_section(section, err);

	if (status)
		return status;
	*area_nm2 = !isnan(section->area_nm2) ? section->area_nm2
		    : !isnan(rectangle_nm2)   ? rectangle_nm2
					      : circle_nm2;
	if (isnan(*area_nm2))
		return ins_fail(err, INS_EUSAGE,
			"no size of the section: a diameter, an area, or a width and a "
			"thickness is needed");
	side_nm = sqrt(*area_nm2);
	*diameter_nm = isnan(section->diameter_nm) ? side_nm : section->diameter_nm;
	if (!isnan(rectangle_nm2) && !agree(side_nm, sqrt(rectangle_nm2)))
		return ins_fail(err, INS_EUSAGE,
			"an area of %g nm2 contradicts a width of %g nm and a thickness of "
			"%g nm, which make %g nm2",
			*area_nm2, section->width_nm, section->thickness_nm, rectangle_nm2);
	if (!agree(*diameter_nm, side_nm) && !agree(*diameter_nm, sqrt(4 / M_PI) * side_nm))
		return ins_fail(err, INS_EUSAGE,
			"a diameter of %g nm, which makes %g nm2, contradicts an area of "
			"%g nm2",
			*diameter_nm, circle_nm2, *area_nm2);
	return INS_OK;
}

double ins_specimen_taper_area(double top_diameter_nm, double bottom_diameter_nm)
{
	return M_PI / 4 * top_diameter_nm * bottom_diameter_nm;
}

/* The row where LOAD lies farthest from its first row, either way. */
static size_t farthest(const double *load_uN, size_t n)
{
	size_t i, row = 0;

	for (i = 1; i < n; i++)
		if (fabs(load_uN[i] - load_uN[0]) > fabs(load_uN[row] - load_uN[0]))
			row = i;
	return row;
}

static int check_channels(
	const double *load_uN, const double *displacement_nm, size_t n, struct ins_err *err)
{
	size_t i, row;

	for (i = 0; i < n; i++)
		if (!isfinite(load_uN[i]) || !isfinite(displacement_nm[i]))
			return ins_fail(err, INS_EANALYSIS,
				"load or displacement is not a finite number in row %zu of "
				"the record",
				i + 1);
	if (n < 2)
		return ins_fail(err, INS_EANALYSIS, "too few rows for a test: %zu", n);
	row = farthest(load_uN, n);
	if (row == 0)
		return ins_fail(err, INS_EANALYSIS, "the load never changes: this is no test");
	if (displacement_nm[row] == displacement_nm[0])
		return ins_fail(err, INS_EANALYSIS,
			"the displacement at the highest load is that of the start: this "
			"is no test");
	return INS_OK;
}

int ins_specimen_orient(double *load_uN, double *displacement_nm, size_t n,
	struct ins_specimen_sign *sign, struct ins_err *err)
{
	int status = check_channels(load_uN, displacement_nm, n, err);
	size_t row;

	*sign = (struct ins_specimen_sign){0, 0};
	if (status)
		return status;
	row = farthest(load_uN, n);
	sign->load_reversed = load_uN[row] < load_uN[0];
	sign->displacement_reversed = displacement_nm[row] < displacement_nm[0];
	if (sign->load_reversed)
		ins_signal_turn(load_uN, n);
	if (sign->displacement_reversed)
		ins_signal_turn(displacement_nm, n);
	return INS_OK;
}

static size_t rising_rows(const double *load_uN, size_t n)
{
	double top = load_uN[0];
	size_t i;

	for (i = 1; i < n; i++)
		top = fmax(top, load_uN[i]);
	for (i = 0; i < n && load_uN[i] - load_uN[0] < 0.3 * (top - load_uN[0]); i++)
		;
	return i;
}

/* Whether displacement moves over several of the steps it was rounded to: within a few of them a
 * rising load looks as constant as displacement does. */
static int moves(const double *displacement_nm, size_t rows, size_t n)
{
	enum { STEPS_MIN = 4 };

	return ins_signal_range(displacement_nm, rows) >=
	       STEPS_MIN * ins_signal_rounding(displacement_nm, n);
}

static double mean(const double *value, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += value[i];
	return sum / (double)n;
}

/* The way of value[n] a row, between its first and its last third. */
static double pace(const double *value, size_t n)
{
	size_t third = n / 3;

	return (mean(value + n - third, third) - mean(value, third)) / (double)(n - third);
}

/* Whether displacement of N rows, with NOISE, goes at less than half the pace LATER, as far as that
 * can be told. */
static int is_slow(const double *displacement_nm, size_t n, double noise_nm, double later)
{
	static const double SHARE = 0.5, ERRORS = 2;
	size_t third = n / 3;
	double pace_se = noise_nm * sqrt(2 / (double)third) / (double)(n - third);

	return fabs(pace(displacement_nm, n)) < SHARE * fabs(later) + ERRORS * pace_se;
}

/* Less of the greatest load at the beginning does not matter. */
static const double LOAD_SHARE = 0.01;

/* The share of the greatest load in the first row, where it is more than chance, or the rise of a
 * few rows, makes it; or 0. */
static double begin_share(const double *load_uN, size_t n, size_t rising)
{
	enum { NOISES = 5, ROWS = 3 };
	double share = load_uN[0] / load_uN[ins_signal_greatest_row(load_uN, n)];
	int bears = share > LOAD_SHARE && load_uN[0] > NOISES * ins_signal_noise(load_uN, n) &&
		    load_uN[0] > ROWS * pace(load_uN, rising);

	return bears ? share : 0;
}

/* Whether what the record begins with, up to row ROW of RISING, may be a hold under LEVEL: slow as
 * a whole, and in each third, since what waits and then approaches has not touched yet. */
static int is_held(const double *load_uN, const double *displacement_nm, size_t n, size_t row,
	size_t rising, double level_uN)
{
	enum { FEWEST = 3 };
	double noise_nm = ins_signal_noise(displacement_nm, n);
	double later = pace(displacement_nm + row, rising - row);
	size_t third = row / 3;

	if (!(level_uN > LOAD_SHARE * load_uN[ins_signal_greatest_row(load_uN, n)]) ||
		!is_slow(displacement_nm, row, noise_nm, later))
		return 0;
	for (size_t from = 0; third >= FEWEST && from + third <= row; from += third)
		if (!is_slow(displacement_nm + from, third, noise_nm, later))
			return 0;
	return 1;
}

/* The hinge of load over displacement, and by how much the load rises behind it. */
static int find_approach(const double *load_uN, const double *displacement_nm, size_t n,
	size_t rising, struct ins_hinge *hinge, double *slope_uN_per_nm, struct ins_err *err)
{
	int status = ins_fit_hinge(displacement_nm, load_uN, rising, hinge, err);

	if (!status && !moves(displacement_nm, hinge->row, n))
		hinge->row = 0;
	*slope_uN_per_nm = hinge->line.slope;
	return status;
}

/* A hold in which displacement stands is but a point of load over displacement, and shows in load
 * over rows. */
static int find_standing(const double *load_uN, const double *displacement_nm, size_t n,
	size_t rising, struct ins_hinge *hinge, double *slope_uN_per_nm, struct ins_err *err)
{
	double *row = malloc((rising + 1) * sizeof *row);
	int status;

	if (!row)
		return ins_fail_memory(err, "a record", rising * sizeof *row);
	for (size_t i = 0; i < rising; i++)
		row[i] = (double)i;
	status = ins_fit_hinge(row, load_uN, rising, hinge, err);
	free(row);
	if (status || hinge->row == 0)
		return status;
	*slope_uN_per_nm =
		hinge->line.slope / pace(displacement_nm + hinge->row, rising - hinge->row);
	if (!is_held(load_uN, displacement_nm, n, hinge->row, rising, hinge->level))
		hinge->row = 0;
	return INS_OK;
}

int ins_specimen_contact(const double *load_uN, const double *displacement_nm, size_t n,
	struct ins_specimen_contact *contact, struct ins_err *err)
{
	struct ins_hinge hinge;
	double slope_uN_per_nm;
	size_t rising;
	int status = check_channels(load_uN, displacement_nm, n, err);

	*contact = (struct ins_specimen_contact){0, 0, 0, 0, NAN, 0, 0, 0};
	if (status)
		return status;
	contact->zero_displacement_nm = displacement_nm[0];
	rising = rising_rows(load_uN, n);
	status = find_approach(load_uN, displacement_nm, n, rising, &hinge, &slope_uN_per_nm, err);
	if (!status && hinge.row == 0)
		status = find_standing(
			load_uN, displacement_nm, n, rising, &hinge, &slope_uN_per_nm, err);
	/* Too few rows for a line are too few for an approach. */
	if (status == INS_ENOMEM)
		return status;
	if (status || hinge.row == 0) {
		contact->begin_share = begin_share(load_uN, n, rising);
		return INS_OK;
	}
	*contact = (struct ins_specimen_contact){hinge.row, 1,
		is_held(load_uN, displacement_nm, n, hinge.row, rising, hinge.level), hinge.level,
		hinge.level_se, displacement_nm[hinge.row],
		hypot(ins_signal_noise(displacement_nm, n),
			hinge.line.residual_sd / slope_uN_per_nm),
		hinge.level / load_uN[ins_signal_greatest_row(load_uN, n)]};
	return INS_OK;
}

void ins_specimen_shift(double *load_uN, double *displacement_nm, size_t n, double zero_load_uN,
	double zero_displacement_nm)
{
	size_t i;

	for (i = 0; i < n; i++) {
		load_uN[i] -= zero_load_uN;
		displacement_nm[i] -= zero_displacement_nm;
	}
}

int ins_specimen_curve(const double *load_uN, const double *displacement_nm, size_t n,
	double area_nm2, double length_nm, double compliance_nm_per_uN, double *strain,
	double *stress_GPa, struct ins_err *err)
{
	size_t i;

	if (!(area_nm2 > 0) || !isfinite(area_nm2))
		return ins_fail(err, INS_EUSAGE,
			"the area of a specimen must be positive, not %g nm2", area_nm2);
	if (!(length_nm > 0) || !isfinite(length_nm))
		return ins_fail(err, INS_EUSAGE,
			"the length of a specimen must be positive, not %g nm", length_nm);
	for (i = 0; i < n; i++) {
		strain[i] = (displacement_nm[i] - compliance_nm_per_uN * load_uN[i]) / length_nm;
		/* 1 uN/nm2 = 1e3 GPa */
		stress_GPa[i] = 1e3 * load_uN[i] / area_nm2;
	}
	return INS_OK;
}

size_t ins_specimen_let_go(double *strain, double *stress, size_t n)
{
	const double load_share = 0.05, noises = 6;
	double greatest = 0, pull;
	size_t rows = 0;

	for (size_t i = 0; i < n; i++)
		greatest = fmax(greatest, fabs(stress[i]));
	pull = fmax(load_share * greatest, noises * ins_signal_noise_of_many(stress, n));
	for (size_t i = 0; i < n; i++)
		if (strain[i] < 0 && stress[i] >= -pull) {
			strain[i] = stress[i] = 0;
			rows++;
		}
	return rows;
}
