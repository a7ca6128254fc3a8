/* specimen_device - the spring of a push-to-pull device, and the load without it. */
#include "physics/specimen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "physics/fit.h"

enum { BRANCH_ROWS = 10 };

/* Keep those of N rows whose displacement is at REST_NM or beyond; returns how many. */
static size_t keep_beyond(double *load_uN, double *displacement_nm, size_t n, double rest_nm)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (displacement_nm[i] >= rest_nm) {
			load_uN[kept] = load_uN[i];
			displacement_nm[kept++] = displacement_nm[i];
		}
	return kept;
}

/* The line through those of *N rows in which the device is touched, by turns with where it is let
 * go; the arrays and *N shrink to them. Rows behind that would pull the line towards themselves. */
static int fit_touched(double *load_uN, double *displacement_nm, size_t *n, struct ins_line *line,
	struct ins_err *err)
{
	size_t kept = *n;
	int status;

	do {
		*n = kept;
		status = ins_fit_line(displacement_nm, load_uN, *n, line, err);
		if (status || !(line->slope > 0))
			return status;
		kept = keep_beyond(load_uN, displacement_nm, *n, -line->intercept / line->slope);
	} while (kept < *n && kept >= BRANCH_ROWS);
	*n = kept;
	return INS_OK;
}

static int fit_copy(const double *load_uN, const double *displacement_nm, size_t *n,
	struct ins_line *line, struct ins_err *err)
{
	double *copy = malloc(2 * *n * sizeof *copy);
	int status;

	if (!copy)
		return ins_fail_memory(err, "a branch of the device", 2 * *n * sizeof *copy);
	memcpy(copy, load_uN, *n * sizeof *copy);
	memcpy(copy + *n, displacement_nm, *n * sizeof *copy);
	status = fit_touched(copy, copy + *n, n, line, err);
	free(copy);
	return status;
}

static int too_few(const char *branch, size_t n, struct ins_err *err)
{
	return ins_fail(err, INS_EANALYSIS,
		"%s has %zu row%s: too few for the stiffness of the device", branch, n,
		n == 1 ? "" : "s");
}

/* k (d - d0) through those of N rows that lie beyond d0: k the slope, d0 where the line crosses
 * zero. */
static int fit_spring(const double *load_uN, const double *displacement_nm, size_t n,
	const char *branch, struct ins_specimen_device *device, struct ins_err *err)
{
	struct ins_line line;
	double rest_nm, centre_nm;
	int status;

	*device = (struct ins_specimen_device){NAN, NAN, NAN, NAN, n, NAN, NAN};
	if (n < BRANCH_ROWS)
		return too_few(branch, n, err);
	if ((status = fit_copy(load_uN, displacement_nm, &n, &line, err)))
		return status;
	if (!(line.slope > 0))
		return ins_fail(err, INS_EANALYSIS,
			"%s has a stiffness of %g N/m, which no spring has", branch,
			1e3 * line.slope);
	if (!(line.slope_se <= 0.1 * line.slope))
		return ins_fail(err, INS_EANALYSIS,
			"%s is too short for the stiffness of the device: %g +- %g N/m", branch,
			1e3 * line.slope, 1e3 * line.slope_se);
	if (n < BRANCH_ROWS)
		return too_few(branch, n, err);
	rest_nm = -line.intercept / line.slope;
	/* A line without any error has none anywhere. */
	centre_nm = line.slope_se > 0 ? -line.covariance / (line.slope_se * line.slope_se) : 0;
	/* 1 uN/nm = 1e3 N/m */
	*device = (struct ins_specimen_device){1e3 * line.slope, 1e3 * line.slope_se, rest_nm,
		ins_line_at_se(&line, rest_nm) / line.slope, n, centre_nm,
		ins_line_at_se(&line, centre_nm)};
	return INS_OK;
}

int ins_specimen_device_empty(const double *load_uN, const double *displacement_nm, size_t n,
	struct ins_specimen_device *device, struct ins_err *err)
{
	struct ins_specimen_contact contact;
	int status = ins_specimen_contact(load_uN, displacement_nm, n, &contact, err);

	if (status)
		return status;
	status = fit_spring(load_uN + contact.row, displacement_nm + contact.row, n - contact.row,
		"the empty run", device, err);
	if (status || !contact.found)
		return status;
	/* The spring bears nothing where the load is that of the approach, not where it reads 0. */
	device->rest_nm += 1e3 * contact.zero_load_uN / device->stiffness_N_per_m;
	device->rest_se_nm = hypot(
		device->rest_se_nm, 1e3 * contact.zero_load_se_uN / device->stiffness_N_per_m);
	device->centre_nm += 1e3 * contact.zero_load_uN / device->stiffness_N_per_m;
	device->centre_se_uN = hypot(device->centre_se_uN, contact.zero_load_se_uN);
	return INS_OK;
}

int ins_specimen_device_after_fracture(const double *load_uN, const double *displacement_nm,
	size_t n, size_t first_row, struct ins_specimen_device *device, struct ins_err *err)
{
	if (first_row > n)
		first_row = n;
	return fit_spring(load_uN + first_row, displacement_nm + first_row, n - first_row,
		"the branch after fracture", device, err);
}

double ins_specimen_device_se(const struct ins_specimen_device *device, double displacement_nm)
{
	double away_nm = displacement_nm - device->centre_nm;

	if (isnan(device->stiffness_se_N_per_m))
		return 0;
	return hypot(device->centre_se_uN, 1e-3 * device->stiffness_se_N_per_m * away_nm);
}

int ins_specimen_device_subtract(double *load_uN, const double *displacement_nm, size_t n,
	const struct ins_specimen_device *device, struct ins_err *err)
{
	size_t i;

	if (!(device->stiffness_N_per_m > 0) || !isfinite(device->stiffness_N_per_m))
		return ins_fail(err, INS_EUSAGE,
			"the stiffness of a device must be positive, not %g N/m",
			device->stiffness_N_per_m);
	if (!isfinite(device->rest_nm))
		return ins_fail(err, INS_EUSAGE, "the rest position of the device is not known");
	for (i = 0; i < n; i++) {
		double away_nm = displacement_nm[i] - device->rest_nm;

		if (away_nm > 0 || isnan(device->rest_se_nm))
			load_uN[i] -= 1e-3 * device->stiffness_N_per_m * away_nm;
	}
	return INS_OK;
}
