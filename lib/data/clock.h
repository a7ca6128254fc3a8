/* clock - times of the day, behind a date or not, as seconds that go on over midnight. */
#ifndef INSITU_CLOCK_H
#define INSITU_CLOCK_H

#include <stdbool.h>
#include <stddef.h>

/* A time of the day: seconds from 00:00:00, and what stood before it. */
struct ins_clock_time {
	double second;
	char date[24]; /* "" for none */
	long day;      /* counted from a day long ago, where the date tells it for sure; else 0 */
};

/*
 * Whether CELL is a time of the day or one that has gone by: "00:01:23.5", "100:00:00" (hours),
 * "5:14:02 PM", with a decimal point or comma, alone or behind a date: "2018-11-13T17:14:02Z",
 * "13.11.2018 17:14:02", "11/13/2018 17:14:02", "13-Nov-2018 17:14:02". Without seconds it is none.
 */
bool ins_clock_parse(const char *cell, struct ins_clock_time *time);

/* A column of such times, row by row. Zero it before use. */
struct ins_clock {
	struct ins_clock_time last;
	long first_day, days; /* since the first row */
	size_t rows;
	size_t midnights; /* passed without a date that tells it */
	bool lost;        /* the date went on by days that cannot be told */
};

/* Seconds from 00:00:00 of the first row's day to TIME, that of the next row. A clock without dates
 * that falls by more than half a day has passed midnight. */
double ins_clock_next(struct ins_clock *clock, const struct ins_clock_time *time);

#endif
