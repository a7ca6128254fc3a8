/* plasmon - the plasmon energy of one spectrum, and the electron density that it means. */
#ifndef INSITU_PLASMON_H
#define INSITU_PLASMON_H

#include "base/err.h"
#include "physics/lineshape.h"
#include "physics/peak.h"

enum ins_plasmon_method {
	INS_PLASMON_LS, /* least squares, every channel weighing the same */
	INS_PLASMON_ML  /* Poisson maximum likelihood */
};

/* How to look for the plasmon in spectra that share one energy axis. */
struct ins_plasmon_setup {
	double offset_eV, step_eV; /* energy loss of channel 0, and from one to the next */
	size_t channels;
	enum ins_plasmon_method method;
	enum ins_lineshape model;            /* of the plasmon; the zero loss is a Gaussian */
	double plasmon_lo_eV, plasmon_hi_eV; /* where to search, from the zero loss */
	double zero_loss_half_eV;            /* half-widths of the windows */
	double plasmon_half_eV;
	double gain;    /* counts per electron */
	double ceiling; /* counts where the detector is full; INFINITY: not known */
};

/* Fill SETUP with what holds unless asked otherwise; the axis is left for the caller. */
void ins_plasmon_defaults(struct ins_plasmon_setup *setup);

/* A setup made ready: the same in channels. Plain values, nothing to free. */
struct ins_plasmon_search {
	struct ins_plasmon_setup setup;
	size_t zero_loss_end;          /* the zero loss is below this channel */
	size_t plasmon_lo, plasmon_hi; /* from the zero loss */
	size_t zero_loss_n, plasmon_n; /* of the windows */
	size_t zero_loss_bin, plasmon_bin;
};

/*
 * Fill SEARCH from SETUP. Fails with INS_EUSAGE for windows, ranges or a gain that are not
 * positive or not in order, or under 5 channels; with INS_EFORMAT for an axis that does not
 * rise; with INS_EANALYSIS for an axis that cannot hold a zero loss, as it begins above 0 eV and
 * more than a channel from it, or the range of the plasmon, naming its ends.
 */
int ins_plasmon_prepare(const struct ins_plasmon_setup *setup, struct ins_plasmon_search *search,
	struct ins_err *err);

/* What one spectrum gives. Where status is not INS_PEAK_OK every number but counts is NaN. */
struct ins_plasmon {
	enum ins_peak_status status;
	double zero_loss_eV;                 /* centre of the zero loss, on the file's axis */
	double peak_eV;                      /* highest point of the plasmon, on the file's axis */
	double energy_eV, energy_se_eV;      /* plasmon energy and its standard error */
	double width_eV;                     /* of the plasmon: full, at half maximum */
	double counts;                       /* of the whole spectrum */
	double quality;                      /* reduced chi-squared of the plasmon's window */
	bool cut;                            /* a window met the end of the axis, and was cut */
	bool overlap;                        /* the windows met, and were cut between the peaks */
	bool plural;                         /* a higher peak was of several losses */
	bool narrow;                         /* BAD_CHANNEL: a zero loss under 2 channels wide */
	struct ins_shape zero_loss, plasmon; /* in channels, from the axis' and the zero loss' */
};

/*
 * The plasmon energies of PIXELS spectra, one after the other in counts, lent: locate zero loss
 * and plasmon, lay a window around each, fit both, subtract; the spectrum is never shifted.
 * The plasmon is the peak with the largest rise, unless electrons that lost it several times make
 * it. Losses are a Poisson process of mean t/lambda (Egerton, Electron Energy-Loss Spectroscopy,
 * 3.4), so the n-th loss outgrows the one before only where t/lambda > n, and then the first holds
 * over n times the electrons of the zero loss. Where counts about an n-th of the energy do, n to 5,
 * the peak there is the plasmon; the pixel has none where no such peak stands out.
 * Windows are centred on their peak; one that meets the end of the axis or the other window is
 * cut, and the pixel is at the edge where less than half of a side is left. The standard error
 * comes from the noise of Poisson counts times the gain, zero loss and plasmon together, and
 * holds no share for a peak that is not of the model's shape. Fills plasmon[pixels] and touches
 * nothing else, and no pixel's answer depends on another, so that threads may share them out in
 * any way.
 */
void ins_plasmon_fit(const struct ins_plasmon_search *search, const double *counts, size_t pixels,
	struct ins_plasmon *plasmon);

/* The fitted zero loss and plasmon at energy_eV on the file's axis; NaN without an answer. */
double ins_plasmon_zero_loss_at(const struct ins_plasmon_search *search,
	const struct ins_plasmon *plasmon, double energy_eV);
double ins_plasmon_at(const struct ins_plasmon_search *search, const struct ins_plasmon *plasmon,
	double energy_eV);

/*
 * Thickness in inelastic mean free paths, ln(all counts / those of the zero loss), the zero
 * loss ending at the lowest channel between the peaks' highest points (Egerton, Electron
 * Energy-Loss Spectroscopy, 5.1). Counts are the spectrum that gave *plasmon, lent; NaN without an
 * answer, and where it would not be above 0.
 */
double ins_plasmon_thickness(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon);

/*
 * Whether a stray, hot or dead channel, within the windows of the fits or not, makes THICKNESS,
 * that of ins_plasmon_thickness, wrong by over SHARE of it; the zero loss is the narrowest peak
 * that there may be. No noise is taken for one, that of a detector's reading included, as the last
 * twentieth of the axis scatters. Counts are the spectrum that gave *plasmon, lent; false where
 * THICKNESS is NaN.
 */
bool ins_plasmon_has_stray(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double thickness, double share);

/*
 * Counts a channel of a dark detector, or of light, that stand under all of a spectrum, or, below
 * 0, of a dark detector that were subtracted and not there: the mean of the channels over 4 full
 * widths before the zero loss, where they reach 6 widths away, are at least 8, and 2 standard
 * errors of their own scatter from 0; 0 where there is no level or it cannot be told. The foot of a
 * bright zero loss is none: counts that rise towards it by over 3 in 10, from the farther half to
 * the nearer, and what is more above 0 than the last twentieth of the axis holds. Counts are the
 * spectrum that gave *plasmon, lent.
 */
double ins_plasmon_level(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon);

/* By how much ins_plasmon_thickness is too high under a LEVEL of counts a channel, too low if below
 * 0; NaN without an answer. */
double ins_plasmon_surplus(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double level);

/*
 * By how much THICKNESS, that of ins_plasmon_thickness, is likely to be too low because losses go
 * on beyond the axis: the larger of two estimates. What the last twentieth of the axis holds, less
 * 2 standard deviations of its own scatter, is taken to fall with the fifth power of the energy,
 * between the third of single losses (Drude) and the steeper end of plural ones. And electrons
 * that lost the plasmon more often than the axis is long are missing, a Poisson share of mean
 * THICKNESS. It is good for a warning and not for a correction: an axis that ends on a sharp peak
 * of several losses makes it too large. Counts are the spectrum that gave *plasmon, lent; NaN
 * without an answer.
 */
double ins_plasmon_shortfall(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double thickness);

/*
 * Electrons per nm^3 of a plasmon energy: energy^2 m eps0 / (e hbar)^2, for electrons of
 * EFFECTIVE_MASS free-electron masses.
 */
double ins_plasmon_density_per_nm3(double energy_eV, double effective_mass);

#endif
