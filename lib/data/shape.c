/* shape - what a line looks like when it is cut and read as a row of a layout. */
#include "data/shape.h"

#include <string.h>

#include "data/clock.h"

/* A date, a time of the day, or a number with its thousands parted: a word, but one that rows have
 * and headers do not. */
static bool is_stamp(const char *cell)
{
	const char *sign = cell + strspn(cell, "0123456789");
	struct ins_clock_time time;

	if (ins_clock_parse(cell, &time))
		return true;
	if (strchr(cell, ',') && strchr(cell, '.'))
		return strspn(cell, "+-0123456789.,") == strlen(cell);
	return sign > cell && *sign && strchr(":/-.", *sign) &&
	       strspn(cell, "0123456789:/-.,T +Z") == strlen(cell);
}

int ins_shape_of(struct ins_cells *cells, const struct ins_text_line *line,
	const struct ins_layout *layout, struct ins_shape *shape, struct ins_err *err)
{
	int status = ins_cells_split(cells, line->begin, line->end, layout->separator, err);
	double value;
	bool alone;

	memset(shape, 0, sizeof *shape);
	if (status)
		return status == INS_EFORMAT ? INS_OK : status;
	shape->count = cells->count;
	shape->filled = ins_cells_filled(cells);
	for (size_t i = 0; i < shape->filled; i++) {
		const char *cell = cells->cell[i];

		if (!*cell)
			continue;
		if (ins_cells_number(cell, layout->decimal, &value))
			shape->numbers++;
		else if (ins_cells_grouped(cell, layout->decimal, &value, &alone))
			shape->groups++;
		else if (is_stamp(cell))
			shape->stamps++;
		else
			shape->words++;
		shape->point = shape->point || strchr(cell, '.');
	}
	shape->numbers += shape->groups;
	return INS_OK;
}

bool ins_shape_may_be_row(const struct ins_shape *shape, const struct ins_layout *layout)
{
	if (!shape->numbers || shape->count == 0)
		return false;
	return shape->words == 0 ||
	       (layout->separator != ' ' && (layout->mixed || shape->numbers > shape->words));
}
