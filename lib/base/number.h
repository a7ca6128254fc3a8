/* number - decimal text to the nearest double: exact, whatever the locale, and fast. */
#ifndef INSITU_NUMBER_H
#define INSITU_NUMBER_H

/*
 * Read the number that P begins with; no byte at END or after it is looked at, and no NUL is
 * needed. A number is an optional sign, digits with at most one decimal sign (DECIMAL: '.' or ',')
 * before, among or after them, and an optional exponent (`5`, `-.5`, `5.`, `8.0e-005`). Blanks in
 * front, hexadecimal digits and words are no number. *VALUE is, bit by bit, what strtod makes of
 * the same text with a point in the C locale (rounding to nearest), infinite or zero where it is
 * out of range; errno stays as it was. Returns the first byte after the number, or NULL, with
 * *VALUE unchanged, where no number stands.
 *
 * Method: W. D. Clinger, How to read floating point numbers accurately, PLDI 1990, for what one
 * operation on exact doubles gives; D. Lemire, Number parsing at a gigabyte per second, Software:
 * Practice and Experience 51 (2021), with the proof of N. Mushtak and D. Lemire, Fast number
 * parsing without fallback, ibid. 53 (2023), up to 19 significant digits; strtod for more.
 */
const char *ins_number_parse(const char *p, const char *end, char decimal, double *value);

/* The same for the words `nan`, `inf` and `infinity` in letters of any case, with a sign or not. */
const char *ins_number_parse_word(const char *p, const char *end, double *value);

#endif
