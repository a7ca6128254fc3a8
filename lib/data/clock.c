/* clock - times of the day, behind a date or not, as seconds that go on over midnight. */
#include "data/clock.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

enum { DAY = 86400 };

/* Read a whole number of FEWEST to MOST digits; NULL where none stands. */
static const char *read_whole(const char *p, size_t fewest, size_t most, long *value)
{
	size_t digits = strspn(p, "0123456789");

	*value = 0;
	if (digits < fewest || digits > most)
		return NULL;
	for (size_t i = 0; i < digits; i++)
		*value = *value * 10 + (p[i] - '0');
	return p + digits;
}

/* Days since 1 March of the year 0 of the Gregorian calendar (E. G. Richards, Mapping Time, 1998).
 */
static long count_days(long year, long month, long day)
{
	long y = year - (month < 3), m = (month + 9) % 12;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day;
}

/* Read the English name of a month, or three letters of it or more; NULL for another word. */
static const char *read_month(const char *p, long *month)
{
	static const char *const names[] = {"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december"};

	for (*month = 1; *month <= 12; ++*month) {
		const char *name = names[*month - 1];
		size_t n = 0;

		while (name[n] && (p[n] | 0x20) == name[n])
			n++;
		if (n >= 3)
			return p + n;
	}
	return NULL;
}

/* Read three numbers, or two about the name of a month, with one sign between; NULL where no date
 * stands. */
static const char *read_date(const char *p, struct ins_clock_time *time)
{
	const char *begin = p;
	bool named = false;
	long part[3];
	char sign = 0;

	for (int i = 0; i < 3; i++) {
		const char *after = read_whole(p, 1, 4, &part[i]);

		named = named || (i == 1 && !after);
		p = named && i == 1 ? read_month(p, &part[i]) : after;
		if (!p || (i < 2 && (!*p || !strchr("-/. ", *p) || (sign && *p != sign))))
			return NULL;
		sign = i < 2 ? *p : sign;
		p += i < 2;
	}
	if ((size_t)(p - begin) >= sizeof time->date || (sign == ' ' && !named))
		return NULL;
	memcpy(time->date, begin, (size_t)(p - begin));
	time->date[p - begin] = 0;
	if (part[0] > 31)
		time->day = count_days(part[0], part[1], part[2]);
	else if (sign == '.' || named)
		time->day = count_days(part[2], part[1], part[0]);
	/* Whether the day or the month stands first is not known: the text alone can be compared.
	 */
	return p;
}

/* What follows the seconds: nothing, "AM", "PM", or a zone, which does not matter. */
static bool read_end(const char *p, long hour, struct ins_clock_time *time)
{
	p += strspn(p, " ");
	if (ins_text_same_word(p, "AM") || ins_text_same_word(p, "PM")) {
		if (hour < 1 || hour > 12)
			return false;
		time->second += 3600.0 * ((hour == 12 ? -12 : 0) + ((*p | 0x20) == 'p' ? 12 : 0));
		return true;
	}
	if (*p == 'Z')
		p++;
	else if ((*p == '+' || *p == '-') && *time->date)
		p += 1 + strspn(p + 1, "0123456789:");
	return !*p;
}

bool ins_clock_parse(const char *cell, struct ins_clock_time *time)
{
	const char *p, *end = cell + strlen(cell), *stop;
	long hour, minute, whole;
	double second;

	memset(time, 0, sizeof *time);
	p = read_date(cell, time);
	if (p && *p != ' ' && *p != 'T')
		return false;
	p = p ? p + 1 + strspn(p + 1, " ") : cell;
	p = read_whole(p, 1, 5, &hour);
	if (!p || *p != ':' || !(p = read_whole(p + 1, 2, 2, &minute)) || *p != ':' ||
		!(stop = read_whole(p + 1, 2, 2, &whole)) || minute > 59 || whole > 60 ||
		(*time->date && hour > 24))
		return false;
	stop = ins_number_parse(p + 1, end, *stop == ',' ? ',' : '.', &second);
	time->second = 3600.0 * (double)hour + 60.0 * (double)minute + second;
	return stop && read_end(stop, hour, time);
}

double ins_clock_next(struct ins_clock *clock, const struct ins_clock_time *time)
{
	bool same = strcmp(clock->last.date, time->date) == 0;

	if (!clock->rows++) {
		clock->first_day = time->day;
	} else if (clock->first_day && time->day) {
		clock->days = time->day - clock->first_day;
	} else if (!same) {
		/* The next day, as the clock began anew; if it did not, who knows. */
		clock->lost = clock->lost || time->second >= clock->last.second;
		clock->days++;
	} else if (!*time->date && time->second < clock->last.second - DAY / 2.0) {
		clock->days++;
		clock->midnights++;
	}
	clock->last = *time;
	return (double)clock->days * DAY + time->second;
}
