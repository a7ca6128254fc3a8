/* plot - what the files of insitu-plot share. */
#ifndef INSITU_PLOT_H
#define INSITU_PLOT_H

#include "face/cli.h"
#include "face/series.h"

/* The streams of a run, and those of them that are drawn. Zero it before use. */
struct plot_streams {
	struct ins_table *table;          /* owned array of count tables */
	const char **name;                /* owned array of lent names */
	struct ins_series_source *source; /* owned array; each lends from its table */
	size_t count, sources;
};

/* Read all files of the command line. Streams of one kind are drawn; tests beside curves mark
 * these. A figure that lacked one of its streams would mislead: the run's status tells of any
 * fault, once all are read. */
void plot_streams_read(struct ins_cli *cli, struct plot_streams *streams);
/* Into ABOUT what made the figure, a line each: the tools and inputs that the streams note, then
 * this program with the options that shape a picture. Where it is written is no part of it. */
int plot_streams_describe(const struct ins_cli *cli, const struct plot_streams *streams,
	struct ins_text *about, struct ins_err *err);
void plot_streams_free(struct plot_streams *streams);

#endif
