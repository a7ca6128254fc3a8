/* curve - a record's channels and a specimen's size, turned into stress and strain. */
#ifndef INSITU_CURVE_H
#define INSITU_CURVE_H

#include "channels.h"

/* A stress-strain record of one specimen: owned arrays of n rows; time_s and strain may be NULL. */
struct curve {
	size_t n;
	double *time_s, *strain, *stress_GPa;
	double diameter_nm, area_nm2, length_nm;
	double zero_stress_se_GPa;         /* of the zero of stress, 0 where it was taken as told */
	struct ins_specimen_device spring; /* in parallel, its stiffness NaN where there is none */
	size_t spikes;                     /* left out: channels_drop_spikes */
	double preload_uN;                 /* held at the beginning, 0 without one */
	double preload_share;              /* of the greatest load */
	double begin_share;                /* of it, that the first row bears; 0 for none */
	int preload_shared;                /* with a spring that is not known there */
};

/*
 * Turn CHANNELS (which lose their arrays) into CURVE: spikes of load and displacement (or of stress
 * and strain) left out, the test's own direction made positive, the contact found, the device's
 * spring and the compliances taken away. SPRING is what an empty run
 * showed, or NULL. MODULUS estimates the modulus that a Sneddon base needs. What was assumed
 * becomes notes of NOTES, each beginning with NAME. INS_EUSAGE where a size is lacking, INS_EFORMAT
 * where a channel is.
 */
int curve_build(struct curve *curve, struct channels *channels, const struct geometry *geometry,
	const struct mounting *mounting, const struct ins_specimen_device *spring,
	ins_specimen_modulus *modulus, void *context, struct ins_table *notes, const char *name,
	struct ins_err *err);
void curve_free(struct curve *curve);

/* Standard error of the stress of CURVE at STRAIN, beside its noise: of the zero of load, and of
 * the spring. */
double curve_stress_se(const struct curve *curve, double strain);
/* Standard error of a modulus of CURVE from the stiffness of the spring; 0 without one. */
double curve_modulus_se(const struct curve *curve);

/* The spring of a push-to-pull device from the channels of a run without a specimen. */
int mounting_spring(
	struct channels *empty, struct ins_specimen_device *spring, struct ins_err *err);

#endif
