/* number_format - a double as decimal text of ten digits: exact, whatever the locale, and fast. */
#ifndef INSITU_NUMBER_FORMAT_H
#define INSITU_NUMBER_FORMAT_H

#include <stddef.h>

/* Room for any number as text, and for what is copied behind it. */
enum { INS_NUMBER_TEXT = 32 };

/*
 * VALUE as text with a NUL behind it, byte by byte what printf makes of VALUE + 0.0 with "%.10g" in
 * the C locale, rounding to nearest: the nearest ten digits to the exact value, ties to even. -0 is
 * "0", and any NaN "nan". Returns the length; bytes of TEXT behind the NUL may change too.
 *
 * Method: the value times a power of ten, as one product with the leading 64 bits of the power of
 * five, exact for ordinary numbers; where the bits cut off might change the last digit, printf is
 * asked, as F. Loitsch does: Printing floating-point numbers quickly and accurately with integers,
 * PLDI 2010.
 */
size_t ins_number_format(double value, char text[INS_NUMBER_TEXT]);

#endif
