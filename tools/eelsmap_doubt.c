/* eelsmap: what a spectrum itself says against its widths and thickness. */
#include "base/text.h"
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

/* As a note and, unless CLI is NULL, as a remark; the sentence is freed. */
static int tell(const struct ins_cli *cli, struct ins_table *table, struct ins_text *sentence,
	int status, struct ins_err *err)
{
	if (status == INS_OK)
		status = ins_table_add_note(table, err, "assumed", "%s", sentence->data);
	if (status == INS_OK && cli)
		ins_cli_remark(cli, "%s", sentence->data);
	ins_text_free(sentence);
	return status;
}

static int tell_level(const struct ins_cli *cli, const char *name, const struct doubts *doubts,
	struct ins_table *table, struct ins_err *err)
{
	const char *what = !is_told(doubts->surplus, doubts) ? "widths are"
			   : is_told(doubts->wide, doubts)   ? "widths and t/lambda are"
							     : "t/lambda is";
	struct ins_text text = {0};
	int status;

	if (!is_told(doubts->level, doubts))
		return INS_OK;
	status = ins_text_format(&text, err,
		"%s: %s likely too high: a level before the zero loss, %.4g counts a channel in "
		"%zu of %zu pixels, is taken as electrons; subtract it",
		name, what, doubts->counts / (double)doubts->level, doubts->level, doubts->ok);
	return tell(cli, table, &text, status, err);
}

static int tell_shortfall(const struct ins_cli *cli, const struct image *image, const char *name,
	const struct doubts *doubts, struct ins_table *table, struct ins_err *err)
{
	const struct ins_plasmon_setup *setup = &image->search.setup;
	double end_eV = setup->offset_eV + setup->step_eV * ((double)setup->channels - 1);
	struct ins_text text = {0};
	int status;

	if (!is_told(doubts->shortfall, doubts))
		return INS_OK;
	status = ins_text_format(&text, err,
		"%s: t/lambda is likely too low, by over a hundredth in %zu of %zu pixels: losses "
		"beyond the axis, which ends at %.6g eV, are taken as none",
		name, doubts->shortfall, doubts->ok, end_eV);
	return tell(cli, table, &text, status, err);
}

int eelsmap_tell_doubts(const struct ins_cli *cli, const struct image *image, const char *name,
	const struct doubts *doubts, struct ins_table *table, struct ins_err *err)
{
	int status = tell_level(cli, name, doubts, table, err);

	return status ? status : tell_shortfall(cli, image, name, doubts, table, err);
}
