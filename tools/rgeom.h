/* rgeom - what the files of rgeom share. */
#ifndef INSITU_RGEOM_H
#define INSITU_RGEOM_H

#include "curve.h"
#include "face/cli.h"
#include "face/source.h"
#include "physics/conduct.h"

/* The settings of one file; nan for a quantity that is not told. */
struct settings {
	double rest_Mohm, rest_error_Mohm;
	const char *iv; /* path of a sweep at rest */
	double voltage_V, offset_nA, offset_error_nA;
	double offset_error_per_Mohm, offset_error_share; /* of a resistance: ins_conduct_offset */
	const char *mode;                                 /* "tension", "compression", or NULL */
	const char *mechanical; /* path of the record with strain or load */
	double lag_s;           /* time in FILE less that in the mechanical record */
	struct geometry geometry;
	double base_diameter_nm, device_stiffness_N_per_m, frame_stiffness_N_per_m;
	double poisson, modulus_GPa, modulus_error_GPa;
	int unloading; /* shows the modulus */
	double series_Mohm;
	double strain_error, resistance_error_Mohm, poisson_error, series_error_Mohm;
	double error_correlation; /* of the errors of rest and resistance */
	double strain_noise;      /* of single rows; 0 where their order is not known */
	double noise_per_Mohm;    /* that of the conductance */
	const char *wires;        /* "2" or "4" */
	int summary, fit_iv, curve;
};

/* One specimen under work. */
struct run {
	struct ins_cli *cli;
	struct ins_source *source;
	const struct ins_job *job;
	struct settings settings; /* its own copy */
	struct ins_table *answer; /* lent: rows and notes go there */
	const char *specimen;     /* lent: what it is called by its own files */
	const char *name;         /* lent: the same, or numbered where another is called so too */
	double resistivity_ohm_m; /* at rest; nan without sizes */
	double spreading_Mohm;    /* of the base, in series with the specimen */
	struct ins_err *err;

	size_t n;
	double *time_s; /* owned arrays of n rows; NULL where there is none */
	double *strain, *stress_GPa, *elastic_strain, *resistance_Mohm;
	const char **state; /* owned array of lent words */
	size_t spikes;      /* left out: channels_drop_spikes */
};

/* A table's rows of one specimen: indices, in the order of the table. */
struct part {
	const struct ins_raw_block *block; /* lent: it has the table */
	const struct ins_table *table;     /* lent */
	const char *path;                  /* lent: the file as messages call it */
	int is_other;                      /* not the file that --channel is of */
	size_t *row;                       /* owned */
	size_t n;
};

/* Work through one file into ANSWER, whatever was asked for; each specimen's fault is reported. */
ins_source_work rgeom_file;

/* Do WORK on each specimen of each table of RAW; reports its faults. */
void rgeom_each(
	struct run *run, const struct ins_raw *raw, int (*work)(struct run *, const struct part *));

/* The rows in another file, PART's path, of RUN's specimen: all of its only table, or those of its
 * name. */
int rgeom_only(const struct run *run, const struct ins_raw *raw, struct part *part);

/* Fail with what is wrong with a column of the first of ROLES, ended by INS_ROLES, of which the
 * file has none but one that is like it. */
int rgeom_problem(const struct part *part, const enum ins_role *roles, struct ins_err *err);

/* An owned copy of PART's numbers in COLUMN, *TO NULL where there is no such column. */
int rgeom_numbers(const struct part *part, const char *column, double **to, struct ins_err *err);

/* Settings that are not told from the notes of TABLE; and from the settings into ANSWER's notes. */
void rgeom_notes_read(struct run *run, const struct ins_table *table);
int rgeom_notes_write(struct run *run);
/* The notes of TABLE that hold for an answer of many specimens. */
int rgeom_notes_copy(struct run *run, const struct ins_table *table);
/* A note in ANSWER: "NAME: SENTENCE". */
int rgeom_note(struct run *run, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Fill rest_Mohm, the offset current and their errors from --iv where they are not told. */
int rgeom_rest(struct run *run);
/* Fill resistivity_ohm_m, and with a base its spreading resistance into what is in series. */
int rgeom_resistivity(struct run *run);

/* The electrical channels of a record: owned arrays of the run's rows; current and voltage are NULL
 * beside a resistance of its own. */
struct rgeom_electrical {
	double *current_nA, *voltage_V;
	double *per_Mohm; /* conductance */
};

/* How many rows of RUN are before a break; and leave out those behind it, with a note. */
int rgeom_intact(const struct run *run, const struct rgeom_electrical *e, size_t *intact);
int rgeom_cut(struct run *run, size_t intact);

/* Fill resistance from PART, without spikes, and cut the rows behind a break. */
int rgeom_resistance(struct run *run, const struct part *part);
/* Fill time, strain, stress and resistance of RUN from PART and the mechanical record. */
int rgeom_channels(struct run *run, const struct part *part);
/* Fill elastic_strain by stress over modulus where one is told or shown by unloading; where it is
 * there already, or neither is asked for, nothing is done. */
int rgeom_elastic(struct run *run);
/* Fill strain and stress from PART itself, or from --mechanical on the clock of the resistance,
 * where rows outside that record are dropped. */
int rgeom_join(struct run *run, const struct part *part);

/* The mechanical side of a specimen. Zero it before use; free its curve. */
struct mechanical {
	struct curve curve;
	const char *mode;               /* lent; NULL where nothing says it */
	int has_section;                /* stress is one, and no mere load */
	int is_signed;                  /* strain is a column, not made from a displacement */
	struct ins_conduct_onset onset; /* where it is asked for */
	int onset_status;
	struct ins_err onset_err;
};

/* Fill M from PART. With OWN, which has the resistance too, M has the rows of RUN. A row that lacks
 * a number has no strain; nor has one that is hit, of OWN, and in another record it is left out. */
int rgeom_mechanical(struct run *run, const struct part *part, int own, struct mechanical *m);
/* Fill M, strain and stress of PART's record in all its rows, from its CHANNELS, which are spent.
 */
int rgeom_curve(struct run *run, const struct part *part, struct channels *channels, int in_order,
	struct mechanical *m);
/* ins_conduct_onset without the rows that hold no number. */
int rgeom_onset(const double *time_s, const double *value, size_t n,
	struct ins_conduct_onset *found, struct ins_err *err);
/* Whether TIME_s[n], or NULL, tells that the rows are in the order in which they were taken. */
int rgeom_in_order(const double *time_s, size_t n);
/* The noise of VALUE[n]; 0 for rows that are not in order, or few. */
double rgeom_noise(const double *value, const double *time_s, size_t n);
/* The first row of VALUE[n] that is farthest from zero, of those where BESIDE[n], or NULL, is a
 * number, too; 0 without one. */
size_t rgeom_farthest(const double *value, const double *beside, size_t n);
void rgeom_free(struct run *run);

/* A strained specimen as conduct parts it: row values and errors with the settings. */
struct ins_conduct_state rgeom_state(const struct run *run, double strain, double elastic_strain,
	double resistance_Mohm, double resistance_se_Mohm);

/* Append the rows of kind `resistance`, `resistivity` or `iv`. */
int rgeom_rows(struct run *run);
int rgeom_summary(struct run *run);
/* Say where the specimens of a summary differ in resistivity at rest as one material cannot. */
int rgeom_compare(struct ins_cli *cli, struct ins_table *answer, struct ins_err *err);
int rgeom_fit_iv(struct run *run, const struct part *part);

#endif
