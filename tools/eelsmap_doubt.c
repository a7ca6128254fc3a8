/* eelsmap: what a spectrum itself says against its widths and thickness. */
#include <math.h>

#include "base/text.h"
#include "eelsmap.h"

/* Of t/lambda. */
#define NOTABLE 0.01
/* Of the plasmon's height; a level so high makes a plasmon about as much too wide. */
#define NOTABLE_LEVEL 0.1

double eelsmap_thickness(struct doubts *doubts, const struct ins_plasmon_search *search,
	const double *counts, const struct ins_plasmon *plasmon)
{
	double thickness = ins_plasmon_thickness(search, counts, plasmon);

	if (!ins_plasmon_has_stray(search, counts, plasmon, thickness, NOTABLE))
		return thickness;
	doubts->stray++;
	return NAN;
}

/* Whether LEVEL makes THICKNESS notably wrong; one that was taken off can leave none. */
static bool is_thickness_wrong(const struct ins_plasmon_search *search, const double *counts,
	const struct ins_plasmon *plasmon, double level, double thickness)
{
	if (!(thickness > 0))
		return level < 0;
	return fabs(ins_plasmon_surplus(search, counts, plasmon, level)) > NOTABLE * thickness;
}

void eelsmap_doubt(struct doubts *doubts, const struct ins_plasmon_search *search,
	const double *counts, const struct ins_plasmon *plasmon, const double *thickness)
{
	struct levels *levels;
	bool width, wrong;
	double level;

	if (plasmon->status != INS_PEAK_OK)
		return;
	doubts->ok++;
	level = ins_plasmon_level(search, counts, plasmon);
	levels = level < 0 ? &doubts->below : &doubts->above;
	width = fabs(level) > NOTABLE_LEVEL * plasmon->plasmon.amplitude;
	wrong = level != 0 && thickness &&
		is_thickness_wrong(search, counts, plasmon, level, *thickness);
	levels->width += width;
	levels->thickness += wrong;
	levels->pixels += width || wrong;
	levels->counts += width || wrong ? level : 0;
	/* A level looks like losses that go on. */
	if (thickness && !wrong)
		doubts->shortfall += ins_plasmon_shortfall(search, counts, plasmon, *thickness) >
				     NOTABLE * *thickness;
}

static void add_levels(struct levels *sum, const struct levels *levels)
{
	sum->pixels += levels->pixels;
	sum->width += levels->width;
	sum->thickness += levels->thickness;
	sum->counts += levels->counts;
}

void eelsmap_add_doubts(struct doubts *sum, const struct doubts *doubts)
{
	sum->ok += doubts->ok;
	sum->stray += doubts->stray;
	sum->shortfall += doubts->shortfall;
	add_levels(&sum->above, &doubts->above);
	add_levels(&sum->below, &doubts->below);
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
	const struct levels *levels, struct ins_table *table, struct ins_err *err)
{
	const char *what = !is_told(levels->thickness, doubts) ? "widths are"
			   : is_told(levels->width, doubts)    ? "widths and t/lambda are"
							       : "t/lambda is";
	bool below = levels->counts < 0;
	struct ins_text text = {0};
	int status;

	if (!is_told(levels->pixels, doubts))
		return INS_OK;
	status = ins_text_format(&text, err,
		"%s: %s likely too %s: a level before the zero loss, %.4g counts a channel in "
		"%zu of %zu pixels, %s",
		name, what, below ? "low" : "high", levels->counts / (double)levels->pixels,
		levels->pixels, doubts->ok,
		below ? "says that too much was subtracted" : "is taken as electrons; subtract it");
	return tell(cli, table, &text, status, err);
}

static int tell_stray(const struct ins_cli *cli, const char *name, const struct doubts *doubts,
	struct ins_table *table, struct ins_err *err)
{
	struct ins_text text = {0};
	int status;

	if (doubts->stray == 0)
		return INS_OK;
	status = ins_text_format(&text, err,
		"%s: t/lambda is nan in %zu of %zu pixels: a channel that is dead, or was hit by a "
		"stray particle, makes it wrong by over a hundredth",
		name, doubts->stray, doubts->ok);
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
	int status = tell_level(cli, name, doubts, &doubts->above, table, err);

	if (status == INS_OK)
		status = tell_level(cli, name, doubts, &doubts->below, table, err);
	if (status == INS_OK)
		status = tell_stray(cli, name, doubts, table, err);
	return status ? status : tell_shortfall(cli, image, name, doubts, table, err);
}
