/* eelsmap: what a spectrum itself says against its widths and thickness. */
#include "eelsmap.h"

/* Of t/lambda. */
#define NOTABLE 0.01
/* Of the plasmon's height; a level so high makes a plasmon about as much too wide. */
#define NOTABLE_LEVEL 0.1

void eelsmap_doubt(struct doubts *doubts, const struct ins_plasmon_search *search,
	const double *counts, const struct ins_plasmon *plasmon, double thickness)
{
	bool wide, surplus;
	double level;

	if (plasmon->status != INS_PEAK_OK)
		return;
	doubts->ok++;
	level = ins_plasmon_level(search, counts, plasmon);
	wide = level > NOTABLE_LEVEL * plasmon->plasmon.amplitude;
	surplus = level > 0 && thickness > 0 &&
		  ins_plasmon_surplus(search, counts, plasmon, level) > NOTABLE * thickness;
	doubts->wide += wide;
	doubts->surplus += surplus;
	doubts->level += wide || surplus;
	doubts->counts += wide || surplus ? level : 0;
	/* A level looks like losses that go on. */
	if (!surplus)
		doubts->shortfall += ins_plasmon_shortfall(search, counts, plasmon, thickness) >
				     NOTABLE * thickness;
}

void eelsmap_add_doubts(struct doubts *sum, const struct doubts *doubts)
{
	sum->ok += doubts->ok;
	sum->shortfall += doubts->shortfall;
	sum->level += doubts->level;
	sum->wide += doubts->wide;
	sum->surplus += doubts->surplus;
	sum->counts += doubts->counts;
}

/* Noise alone passes for losses, or for a level, in a few. */
static bool is_told(size_t pixels, const struct doubts *doubts)
{
	return pixels * 10 > doubts->ok;
}

static int tell_level(const struct ins_cli *cli, const char *name, const struct doubts *doubts,
	struct ins_table *table, struct ins_err *err)
{
	const char *what = !is_told(doubts->surplus, doubts) ? "widths are"
			   : is_told(doubts->wide, doubts)   ? "widths and t/lambda are"
							     : "t/lambda is";
	double counts = doubts->counts / (double)doubts->level;

	if (!is_told(doubts->level, doubts))
		return INS_OK;
	if (cli)
		ins_cli_remark(cli,
			"%s: %s likely too high, for a level of %.4g counts a channel stands "
			"before the zero loss in %zu of %zu pixels; subtract it from the counts",
			name, what, counts, doubts->level, doubts->ok);
	return ins_table_add_note(table, err, "assumed",
		"%s: counts without a dark level, though %.4g a channel stand before the zero loss "
		"in %zu of %zu pixels; %s likely too high for that",
		name, counts, doubts->level, doubts->ok, what);
}

static int tell_shortfall(const struct ins_cli *cli, const struct image *image, const char *name,
	const struct doubts *doubts, struct ins_table *table, struct ins_err *err)
{
	const struct ins_plasmon_setup *setup = &image->search.setup;
	double end_eV = setup->offset_eV + setup->step_eV * ((double)setup->channels - 1);

	if (!is_told(doubts->shortfall, doubts))
		return INS_OK;
	if (cli)
		ins_cli_remark(cli,
			"%s: t/lambda is likely too low, by over a hundredth in %zu of %zu pixels: "
			"the axis ends at %.6g eV, and losses go on",
			name, doubts->shortfall, doubts->ok, end_eV);
	return ins_table_add_note(table, err, "assumed",
		"%s: no losses beyond the axis, which ends at %.6g eV, though t/lambda is likely "
		"too low for that, by over a hundredth in %zu of %zu pixels",
		name, end_eV, doubts->shortfall, doubts->ok);
}

int eelsmap_tell_doubts(const struct ins_cli *cli, const struct image *image, const char *name,
	const struct doubts *doubts, struct ins_table *table, struct ins_err *err)
{
	int status = tell_level(cli, name, doubts, table, err);

	return status ? status : tell_shortfall(cli, image, name, doubts, table, err);
}
