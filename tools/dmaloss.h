/* dmaloss - what the files of dmaloss share. */
#ifndef INSITU_DMALOSS_H
#define INSITU_DMALOSS_H

#include "face/cli.h"
#include "face/source.h"
#include "physics/viscoelastic.h"
#include "curve.h"

/* The settings of one file. */
struct settings {
	const char *mode; /* "tension", "compression", or NULL */
	struct geometry geometry;
	double frequency_Hz; /* NaN: from the header, or from the load */
	long skip, harmonics, points;
	const char *device; /* path of the empty runs, or NULL */
	double device_stiffness_N_per_m, device_mass_kg, device_damping_kg_per_s;
	double frame_stiffness_N_per_m, delay_s;
	const char *response; /* path of the export that has the displacement, or NULL */
	int loop, cycles;
};

/* What the answers are multiplied by: load and displacement to stress and strain where the
 * specimen's size is known, stiffness to GPa or N/m, energy to MJ/m3 or fJ. */
struct scale {
	int modulus; /* whether the size is known */
	int own;     /* whether stress or strain is the record's own */
	double load, displacement, stiffness, energy;
};

/* One run under way. */
struct run {
	struct ins_cli *cli;
	struct ins_source *source;
	const struct settings *settings;
	struct ins_table *table;
	const char *path;
	char *name;     /* owned: of the specimen */
	double *joined_s; /* owned: times, loads and displacements of two exports, in one piece */
	double *load, *displacement, *time_s; /* lent by the export, or parts of that */
	size_t n, spikes;
	struct scale scale;
	struct ins_viscoelastic_options options;
	struct ins_viscoelastic result;
	struct ins_err *err;
};

/* Append the rows of one file to TABLE (kind `moduli`, `loop` or `cycles`). */
ins_source_work dmaloss_file;

/* Analyse the channels of RUN as they are. */
int dmaloss_analyse(struct run *run, struct ins_viscoelastic *result);

/* Turn a channel of RUN that counts downwards, as one or both do in compression, and say so of
 * NAME; run->result is made anew. Beside a mass a negative stiffness may be true, and stays. */
int dmaloss_orient(struct run *run, const char *name);

/* Whether anything stands between the instrument and the specimen. */
int dmaloss_is_corrected(const struct settings *settings);

/* Take the instrument out of run->result and of the channels, which are changed in place. */
int dmaloss_correct(struct run *run);

/* Read the channels of a block into RUN, without a size of the specimen where BARE. */
int dmaloss_channels(struct run *run, const struct ins_raw *raw, size_t block, int bare);

/* Leave spikes out of VALUE[n], with a note that begins with NAME. */
int dmaloss_drop_spikes(
	struct run *run, double *value, size_t n, const char *channel, const char *name);

/* Take the displacement of another export (--response) for that of RUN, both on the sparser of the
 * two clocks. */
int dmaloss_join_response(struct run *run);

/* What is asked of an export. */
extern const struct ins_source_request dmaloss_channels_wanted;

/* The one record of an export that is named beside a run; INS_EFORMAT for none and for several. */
int dmaloss_only_block(
	const struct ins_raw *raw, const char *path, size_t *block, struct ins_err *err);

/* Append what was found. */
int dmaloss_rows(struct run *run);

#endif
