/* figure_size - how large a figure is, on paper and on a terminal. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"
#include "base/unit.h"
#include "face/figure.h"

int ins_figure_size(struct ins_figure *figure, const char *size, struct ins_err *err)
{
	const struct ins_unit *mm = ins_unit_by_ending("mm");
	const char *colon = strchr(size, ':');
	char *width = ins_text_copy_n(size, colon ? (size_t)(colon - size) : strlen(size));
	int status;

	if (!width)
		return ins_fail_memory(err, "a size", strlen(size));
	status = ins_unit_quantity(width, mm, "84mm:63mm", &figure->width_mm, err);
	figure->height_mm = 0.75 * figure->width_mm;
	if (status == INS_OK && colon)
		status = ins_unit_quantity(colon + 1, mm, "84mm:63mm", &figure->height_mm, err);
	free(width);
	if (status == INS_OK && !(figure->width_mm >= 20 && figure->width_mm <= 1000 &&
					figure->height_mm >= 20 && figure->height_mm <= 1000))
		status = ins_fail(err, INS_EUSAGE, "a figure is 20 mm to 1000 mm wide and high");
	if (status)
		ins_err_prefix(err, "--size");
	return status;
}

void ins_figure_terminal(struct ins_figure *figure)
{
	const char *columns = getenv("COLUMNS");
	struct winsize window = {0};
	long width = columns ? strtol(columns, NULL, 10) : 0;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col)
		width = window.ws_col;
	if (width < 30 || width > 500)
		width = 80;
	figure->letters = (double)width - 1;
	figure->lines = window.ws_row > 12 && window.ws_row < 60 ? window.ws_row - 2 : 24;
}
