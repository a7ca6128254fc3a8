/* number_nearest - the double nearest to a whole number times a power of ten. */
#ifndef INSITU_NUMBER_NEAREST_H
#define INSITU_NUMBER_NEAREST_H

#include <stdint.h>

/*
 * The bits of the double nearest to VALUE x 10^POWER, ties to even; those of zero or infinity where
 * it is out of range. The method of M. Eisel and D. Lemire: one or two products with the leading
 * 128 bits of the power of five (sources in number.h).
 */
uint64_t ins_number_nearest(uint64_t value, int64_t power);

#endif
