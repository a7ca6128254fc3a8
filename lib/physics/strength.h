/* strength - the whole analysis of one tension or compression record, in its order. */
#ifndef INSITU_STRENGTH_H
#define INSITU_STRENGTH_H

#include "physics/elastic.h"
#include "physics/flow.h"
#include "physics/fracture.h"
#include "physics/yield.h"

struct ins_strength_settings {
	enum ins_mode mode;
	double offset; /* strain, 0.05 for 5 % */
	struct ins_elastic_settings elastic;
	double hollomon_lo, hollomon_hi; /* plastic strain; both 0: no hardening asked for */
};

/* What the yield strength that is given says about the true one. */
enum ins_bound {
	INS_BOUND_EQUAL,    /* "=": the curve crossed the offset line */
	INS_BOUND_AT_LEAST, /* ">=": it broke first, above half of its greatest stress, and its
			     * strain is known up to there; the value is the fracture stress. Or it
			     * fell before it met the line; the value is the stress before (falls)
			     */
	INS_BOUND_NONE      /* "none": neither was seen; the value is NaN */
};

/* All stresses in the unit of the record's; strains as in the record, the toe not taken off. */
struct ins_strength {
	struct ins_fracture fracture;
	size_t end; /* first row of the record that is not used: fracture.last + 1 */

	int elastic_status; /* INS_OK, or why there is no modulus (elastic is NaN then) */
	struct ins_err elastic_err;
	struct ins_elastic elastic;

	double yield, yield_se, yield_strain;
	enum ins_bound bound;

	double maximum, maximum_strain;          /* strain NaN where it was not measured */
	int rests;                               /* its maximum: ins_signal_rests */
	int falls;                               /* ins_fracture_fall_before its yield */
	double upper_yield;                      /* ReH, NaN without one */
	double fracture_stress, fracture_strain; /* NaN for what did not break */
	double work;                             /* a volume, to the end of loading or of the break;
						  * NaN without strain, or strain
						  * that ends before */
	double strain_rate;                      /* a second, NaN without a time */

	int hollomon_status; /* INS_OK, or why there is no hardening (hollomon is NaN then) */
	struct ins_err hollomon_err;
	struct ins_hollomon hollomon;
};

/*
 * Analyse RECORD: end of loading and fracture first, then the elastic line and its toe over what
 * came before, then offset yield, then the rest. A record without a modulus still has its maximum,
 * fracture and work: the status is INS_OK, elastic_status tells, and the bound is "none".
 * Fails with INS_EUSAGE for settings that cannot be, INS_EANALYSIS for a record that is no curve.
 */
int ins_strength_find(const struct ins_trace *record, const struct ins_strength_settings *settings,
	struct ins_strength *result, struct ins_err *err);

/* "=", ">=" or "none". Static. */
const char *ins_strength_bound_text(enum ins_bound bound);

#endif
