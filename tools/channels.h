/* channels - what a record measured, and what is told of its specimen and its mounting. */
#ifndef INSITU_CHANNELS_H
#define INSITU_CHANNELS_H

#include <math.h>

#include "base/err.h"
#include "data/table.h"
#include "face/cli.h"
#include "physics/specimen.h"

/* What is told of a specimen; NaN for what is not. */
struct geometry {
	double diameter_nm, area_nm2, width_nm, thickness_nm, length_nm;
};

/* Rows of a table of options that fill the member GEOMETRY of a struct SETTINGS. */
#define GEOMETRY_PLACE(settings, member) offsetof(struct settings, geometry.member)
#define GEOMETRY_OPTIONS(settings)                                                                 \
	{"diameter", 0, INS_QUANTITY, GEOMETRY_PLACE(settings, diameter_nm), "QUANTITY", "nm",     \
		"145nm", .low = 1e-300, .high = 1e300, .group = 1, .help = "of a round section"},  \
		{"area", 0, INS_QUANTITY, GEOMETRY_PLACE(settings, area_nm2), "QUANTITY", "nm2",   \
			"0.02um2", .low = 1e-300, .high = 1e300, .group = 1,                       \
			.help = "of the section"},                                                 \
		{"width", 0, INS_QUANTITY, GEOMETRY_PLACE(settings, width_nm), "QUANTITY", "nm",   \
			"140nm", .low = 1e-300, .high = 1e300, .group = 1,                         \
			.help = "of a rectangular section, with --thickness"},                     \
		{"thickness", 0, INS_QUANTITY, GEOMETRY_PLACE(settings, thickness_nm), "QUANTITY", \
			"nm", "150nm", .low = 1e-300, .high = 1e300, .group = 1,                   \
			.help = "of a rectangular section"},                                       \
	{                                                                                          \
		"length", 0, INS_QUANTITY, GEOMETRY_PLACE(settings, length_nm), "QUANTITY", "nm",  \
			"290nm", .low = 1e-300, .high = 1e300,                                     \
				 .help = "height of a pillar, gauge length in tension"             \
	}

/* INS_EFORMAT where MODE, the word of ROW (from 0) of a stream, is no mode of a test. */
int mode_check(const char *mode, size_t row, struct ins_err *err);

static inline struct geometry geometry_unknown(void)
{
	return (struct geometry){NAN, NAN, NAN, NAN, NAN};
}

/* Fill what GEOMETRY lacks from the header notes of BLOCK: a section only where none is told. */
void geometry_from_header(struct geometry *geometry, const struct ins_table *block);

/* What stands between the instrument and the specimen; NaN or NULL for what is not told. */
struct mounting {
	const char *device; /* path of an empty run, or "after-fracture" */
	double device_stiffness_N_per_m, frame_stiffness_N_per_m;
	int sneddon;
	double poisson, base_diameter_nm, top_diameter_nm, tip_modulus_GPa, tip_poisson;
	const char *contact; /* "auto", "none" or "tare" */
};

/* Nothing that gives way. */
struct mounting mounting_rigid(void);
int mounting_is_rigid(const struct mounting *mounting);
/* What gives way in series with a specimen of this diameter, area and length, as MOUNTING tells; a
 * base and a top of no diameter of their own have the specimen's. */
struct ins_specimen_support mounting_support(
	const struct mounting *mounting, double diameter_nm, double area_nm2, double length_nm);

/* The channels of one record: owned arrays of n rows, NULL where the record has none. */
struct channels {
	size_t n;
	double *time_s, *load_uN, *displacement_nm, *stress_GPa, *strain;
};

/* Copy the channels of BLOCK, an export's table. Rows without a load (or stress) are left out. */
int channels_copy(struct channels *channels, const struct ins_table *block, struct ins_err *err);
/* Keep the rows where every one of the COUNT arrays NEEDED, of CHANNELS, is a number. */
void channels_keep_whole(struct channels *channels, double *const *needed, size_t count);
void channels_free(struct channels *channels);

/*
 * Leave spikes out of VALUE[n], the channel CHANNEL of the record NAME, or NULL: they become NaN, a
 * note of NOTES tells of them, and *spikes grows by their number (ins_signal_drop_spikes). A row
 * that is hit would stand for a strength or a range, hide a break, or turn a sign.
 */
int channels_drop_spikes(double *value, size_t n, const char *channel, const char *name,
	struct ins_table *notes, size_t *spikes, struct ins_err *err);
/* Remark on the SPIKES that were left out of the record NAME, where there are any. */
void channels_remark_spikes(const struct ins_cli *cli, const char *name, size_t spikes);

/* Remark on a strain of hundreds of per cent, which is rarely one: a unit is wrong where the record
 * has STRAIN[n] of its own, whose column the option COLUMN tells, and a length where that is NULL.
 */
void channels_doubt_strain(const struct ins_cli *cli, const char *name, const double *strain,
	size_t n, const char *column);

#endif
