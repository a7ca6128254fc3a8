/* viscoelastic_run - a run under way: its frequency, and its whole cycles. */
#ifndef INSITU_VISCOELASTIC_RUN_H
#define INSITU_VISCOELASTIC_RUN_H

#include "physics/viscoelastic.h"

/* The rows that repeat, their survey, and what they are fitted by. */
struct ins_viscoelastic_run {
	const struct ins_viscoelastic_options *options; /* lent */
	struct ins_cycle_part part;
	struct ins_record record;
	struct ins_survey survey;
	struct ins_harmonic_fit fit;
	struct ins_scatter scatter;
};

/* Whether the frequency is not to be fitted: it was given, or is known. */
int ins_viscoelastic_is_given(const struct ins_viscoelastic_run *run);

/*
 * A basis for whole cycles from start_s on. Cycles begin a quarter step before a row, so that no
 * row changes over to the next one with the last digit of the frequency. One cycle does not
 * tell drift from its sine, and gets no column of drift.
 */
struct ins_harmonic_basis ins_viscoelastic_basis(
	const struct ins_viscoelastic_run *run, double frequency_Hz, double start_s, double cycles);

/*
 * Find the rows that repeat, their survey and their frequency, or take them over from what is
 * known. Sets INS_CHECK_OTHER_CYCLES where the load of RECORD has three maxima or more outside of
 * them, by half of its range there or more: at another frequency or amplitude, or after a pause.
 * Fails with INS_EANALYSIS where the load does not repeat, or not at the frequency given, and as
 * ins_cycle_find does.
 */
int ins_viscoelastic_find(const struct ins_record *record, struct ins_viscoelastic_run *run,
	struct ins_viscoelastic *result, struct ins_err *err);

/* Cut run->record to whole cycles, without those to skip. Fails with INS_EANALYSIS where none is
 * left. */
int ins_viscoelastic_cut(
	struct ins_viscoelastic_run *run, struct ins_viscoelastic *result, struct ins_err *err);

#endif
