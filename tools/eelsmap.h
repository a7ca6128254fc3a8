/* eelsmap - what the files of eelsmap share. */
#ifndef INSITU_EELSMAP_H
#define INSITU_EELSMAP_H

#include "data/spectra.h"
#include "data/table.h"
#include "face/cli.h"
#include "face/names.h"
#include "physics/plasmon.h"

/* The settings of one file. */
struct settings {
	const char *method, *model;
	const char *plasmon_range; /* as typed: LO:HI */
	double plasmon_window_eV, zero_loss_window_eV;
	double gain, ceiling;
	double effective_mass;                             /* NaN: 1, or as a map says */
	double energy_offset_eV, energy_step_eV, pitch_nm; /* NaN: as the file says */
	long image, threads;
	int thickness;
	int regions;
	const char *reference; /* an energy, or a map */
	const char *spectrum;  /* as typed: X,Y */
	const char *png, *quantity, *range, *colormap;
};

/* An image of spectra, opened, and how its spectra are to be searched. */
struct image {
	const char *path; /* lent */
	struct ins_spectra spectra;
	const struct ins_spectrum *spectrum; /* lent by spectra */
	struct ins_plasmon_search search;
	double x_first_nm, x_step_nm, y_first_nm, y_step_nm; /* NaN where the file does not say */
	double effective_mass;
};

/* "LO:HI" with the unit of ENDING (NULL: plain numbers), which EXAMPLE shows. INS_EUSAGE, naming
 * OPTION. */
int eelsmap_range(const char *text, const char *option, const char *ending, const char *example,
	double *lo, double *hi, struct ins_err *err);

/* Open PATH and prepare the search as SETTINGS say. To be closed after a fault too. */
int image_open(struct image *image, const char *path, const struct settings *settings,
	struct ins_err *err);
void image_close(struct image *image);

/* The counts of N pixels from PIXEL on, as they are stored, into RAW. */
int image_read(const struct image *image, size_t pixel, size_t n, void *raw, struct ins_err *err);
/* Of pixels in RAW, N from number PIXEL there, as doubles, calibrated as the file says. */
void image_counts(
	const struct image *image, const void *raw, size_t pixel, size_t n, double *counts);

/* Append the map of the file of JOB to TABLE: fitted, or as the `map` stream or NumPy table in it
 * says. NAMES are as for eelsmap_name. */
int eelsmap_file(struct ins_cli *cli, const struct ins_job *job, struct ins_names *names,
	const struct settings *settings, struct ins_table *table, struct ins_err *err);

/* Fit all of IMAGE, called NAME, and append its rows to TABLE, which has begun. What became of the
 * pixels is told, and INS_EANALYSIS where none has a plasmon; its rows then stand all the same. */
int eelsmap_fit(struct ins_cli *cli, const struct image *image, const char *name,
	const struct settings *settings, struct ins_table *table, struct ins_err *err);

/* In how many pixels a level of counts stands under the spectrum, or was taken off it too much. */
struct levels {
	size_t pixels;           /* where it makes */
	size_t width, thickness; /* widths, or t/lambda, notably wrong */
	double counts;           /* in a channel, the sum of those levels */
};

/* In how many pixels something makes widths or t/lambda notably wrong. */
struct doubts {
	size_t ok;                  /* pixels with an answer */
	size_t stray;               /* a stray or dead channel spoils t/lambda, which is NaN */
	size_t shortfall;           /* losses beyond the axis are missing from t/lambda */
	struct levels above, below; /* 0 */
};

/* t/lambda of a pixel; NaN, and counted in DOUBTS, where a channel spoils it. */
double eelsmap_thickness(struct doubts *doubts, const struct ins_plasmon_search *search,
	const double *counts, const struct ins_plasmon *plasmon);

/* Add a pixel; its COUNTS and PLASMON are lent, THICKNESS too: NULL where it is not asked for. */
void eelsmap_doubt(struct doubts *doubts, const struct ins_plasmon_search *search,
	const double *counts, const struct ins_plasmon *plasmon, const double *thickness);
void eelsmap_add_doubts(struct doubts *sum, const struct doubts *doubts);

/* Note what is so in more than a tenth of the pixels with an answer, or spoils t/lambda in any, and
 * remark it, too, unless CLI is NULL. */
int eelsmap_tell_doubts(const struct ins_cli *cli, const struct image *image, const char *name,
	const struct doubts *doubts, struct ins_table *table, struct ins_err *err);

/* Append one spectrum of JOB with its fits to TABLE (kind `spectrum`). */
int eelsmap_spectrum(const struct ins_job *job, struct ins_names *names,
	const struct settings *settings, struct ins_table *table, struct ins_err *err);

/* Turn MAPS (kind `map`) into REGIONS (kind `regions`). */
int eelsmap_regions(struct ins_cli *cli, const struct ins_table *maps,
	const struct settings *settings, struct ins_table *regions, struct ins_err *err);

/* Draw the one map in TABLE to settings->png. */
int eelsmap_picture(const struct ins_cli *cli, const struct ins_table *table,
	const struct settings *settings, struct ins_err *err);

/* The maps in a table, one after the other, whatever order a filter has put their rows in. */
struct parts {
	const struct ins_table *table; /* lent */
	size_t *row;                   /* owned: the rows of each specimen together */
	size_t done;
};
/* One of them: which rows are its pixels. */
struct part {
	const size_t *row; /* lent by parts */
	size_t rows, width, height;
};

/* INS_EFORMAT where a row of MAPS is no pixel. To be ended after a fault too. */
int parts_begin(struct parts *parts, const struct ins_table *maps, struct ins_err *err);
/* The next map; one of no rows behind the last. Rows of one specimen are one map, unless a pixel
 * comes twice: then one ends where pixels no longer go on along a row and down the map. */
int parts_next(struct parts *parts, struct part *part, struct ins_err *err);
void parts_end(struct parts *parts);
/* The numbers of COLUMN at their pixels, NaN where there is no answer: width x height, owned; NULL
 * without memory. */
double *part_spread(const struct parts *parts, const struct part *part, const double *column,
	struct ins_err *err);

/* Add to TABLE how the energies of IMAGE came about, with the checksums of its files. */
int eelsmap_notes(struct ins_table *table, const struct image *image, const char *name,
	const struct settings *settings, struct ins_err *err);

/* Begin TABLE as one of KIND with the columns NAMES, unless it has begun. */
int eelsmap_begin(
	struct ins_table *table, const char *kind, const char *names, struct ins_err *err);

/* What the rows of JOB are called: its name in the specimens file, or its file's; numbered where
 * NAMES, those of TABLE, have it already (NULL: not numbered). Owned. */
char *eelsmap_name(
	const struct ins_job *job, struct ins_names *names, const struct ins_table *table);

#endif
