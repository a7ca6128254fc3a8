/* plasmon_prepare - what is asked of every spectrum of an image, checked once and laid out in
 * channels. */
#include <math.h>

#include "physics/plasmon.h"

#define FEWEST_CHANNELS 5
/* An axis may count its channels from 1; half of one is left for rounding. */
#define LATEST_CHANNEL 1.5

void ins_plasmon_defaults(struct ins_plasmon_setup *setup)
{
	*setup = (struct ins_plasmon_setup){
		.method = INS_PLASMON_LS,
		.model = INS_GAUSSIAN,
		.plasmon_lo_eV = 5,
		.plasmon_hi_eV = 50,
		.zero_loss_half_eV = 1,
		.plasmon_half_eV = 3,
		.gain = 1,
		.ceiling = INFINITY,
	};
}

static bool is_positive(double x)
{
	return x > 0 && isfinite(x);
}

static int check_options(const struct ins_plasmon_setup *setup, struct ins_err *err)
{
	if (!is_positive(setup->zero_loss_half_eV) || !is_positive(setup->plasmon_half_eV))
		return ins_fail(err, INS_EUSAGE, "a window's half-width must be above 0 eV");
	if (!is_positive(setup->plasmon_lo_eV) || !isfinite(setup->plasmon_hi_eV) ||
		!(setup->plasmon_lo_eV < setup->plasmon_hi_eV))
		return ins_fail(err, INS_EUSAGE,
			"the plasmon's range must rise from above 0 eV, not %g to %g eV",
			setup->plasmon_lo_eV, setup->plasmon_hi_eV);
	if (!is_positive(setup->gain))
		return ins_fail(err, INS_EUSAGE, "the gain must be above 0 counts an electron");
	return INS_OK;
}

static int check_axis(const struct ins_plasmon_setup *setup, struct ins_err *err)
{
	double first = setup->offset_eV;
	double last = first + setup->step_eV * ((double)setup->channels - 1);

	if (!isfinite(first) || !is_positive(setup->step_eV))
		return ins_fail(err, INS_EFORMAT,
			"the energy axis does not rise: %g eV in steps of %g eV", first,
			setup->step_eV);
	/* Beyond the zero loss, what lies below the range is its tail or another peak. */
	if (!(first < setup->plasmon_lo_eV) || first > LATEST_CHANNEL * setup->step_eV)
		return ins_fail(err, INS_EANALYSIS,
			"no zero loss: the energy axis runs from %g to %g eV%s", first, last,
			first < setup->plasmon_lo_eV
				? "; if it is only shifted, give --energy-offset"
				: "");
	if (!(last > setup->plasmon_lo_eV))
		return ins_fail(err, INS_EANALYSIS,
			"no plasmon: the energy axis runs from %g to %g eV, and the "
			"plasmon is searched from %g eV",
			first, last, setup->plasmon_lo_eV);
	return INS_OK;
}

/* Channels in WIDTH, no more than there are, rounded to the nearest. */
static size_t channels_in(const struct ins_plasmon_setup *setup, double width_eV)
{
	return (size_t)fmin(round(width_eV / setup->step_eV), (double)setup->channels);
}

/* Three bins are searched at once: they take up to three quarters of a WINDOW, and leave room to
 * rise and fall in a RANGE. */
static size_t bin_for(size_t window, size_t range)
{
	size_t bin = 1;

	while (bin * 8 <= window && bin * 32 <= range)
		bin *= 2;
	return bin;
}

int ins_plasmon_prepare(const struct ins_plasmon_setup *setup, struct ins_plasmon_search *search,
	struct ins_err *err)
{
	int status = check_options(setup, err);

	if (status == INS_OK)
		status = check_axis(setup, err);
	if (status != INS_OK)
		return status;
	*search = (struct ins_plasmon_search){
		.setup = *setup,
		.zero_loss_end = channels_in(setup, setup->plasmon_lo_eV - setup->offset_eV),
		.plasmon_lo = channels_in(setup, setup->plasmon_lo_eV),
		.plasmon_hi = channels_in(setup, setup->plasmon_hi_eV),
		.zero_loss_n = channels_in(setup, 2 * setup->zero_loss_half_eV),
		.plasmon_n = channels_in(setup, 2 * setup->plasmon_half_eV),
	};
	if (search->zero_loss_n < FEWEST_CHANNELS || search->plasmon_n < FEWEST_CHANNELS)
		return ins_fail(err, INS_EUSAGE,
			"a window holds under %d channels of %g eV; widen it", FEWEST_CHANNELS,
			setup->step_eV);
	search->zero_loss_bin = bin_for(search->zero_loss_n, search->zero_loss_end);
	search->plasmon_bin = bin_for(search->plasmon_n, search->plasmon_hi - search->plasmon_lo);
	return INS_OK;
}
