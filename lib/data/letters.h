/* letters - a small fixed font for pictures. */
#ifndef INSITU_LETTERS_H
#define INSITU_LETTERS_H

#include <stddef.h>

/* Letters are 5 wide, one dot apart, and 9 high, two of them below the line. */
enum { INS_LETTER_HEIGHT = 9, INS_LETTER_STEP = 6 };

/* How many dots wide TEXT is: ASCII and the micro sign in UTF-8; any other letter is a '?'. */
size_t ins_letters_width(const char *text);
/* Whether the dot X from the left and Y from the top of TEXT is ink. */
int ins_letters_ink(const char *text, size_t x, size_t y);

#endif
