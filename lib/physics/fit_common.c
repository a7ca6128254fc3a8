/* fit_common - what the files of fit share; not for others. */
#include "physics/fit_common.h"

#include <gsl/gsl_errno.h>
#include <math.h>

int ins_fit_check_finite(const double *value, size_t n, const char *what, struct ins_err *err)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(value[i]))
			return ins_fail(err, INS_EFORMAT, "fit: %s number %zu is not finite", what,
					i + 1);
	return INS_OK;
}

int ins_fit_fail_gsl(struct ins_err *err, int gsl_status)
{
	if (gsl_status == GSL_ENOMEM)
		return ins_fail(err, INS_ENOMEM, "fit: out of memory");
	return ins_fail(err, INS_EANALYSIS, "fit: %s", gsl_strerror(gsl_status));
}

double ins_fit_largest(const double *value, size_t n, size_t stride)
{
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, fabs(value[i * stride]));
	return most;
}
