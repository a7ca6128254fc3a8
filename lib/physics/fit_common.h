/* fit_common - what the files of fit share; not for others. */
#ifndef INSITU_FIT_COMMON_H
#define INSITU_FIT_COMMON_H

#include <stddef.h>

#include "base/err.h"

/* INS_EFORMAT, naming the first of value[n] (WHAT it is) that is not finite. */
int ins_fit_check_finite(const double *value, size_t n, const char *what, struct ins_err *err);

/* A status of GSL as one of ours, in its own words. */
int ins_fit_fail_gsl(struct ins_err *err, int gsl_status);

/* The largest |value| of n, STRIDE apart. */
double ins_fit_largest(const double *value, size_t n, size_t stride);

#endif
