/* channels - what a record measured, and what is told of its specimen and its mounting. */
#include "channels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "physics/signal.h"

/* The number of the header's note KEY, or NaN. */
static double note_number(const struct ins_table *block, const char *key)
{
	const char *text = ins_table_find_note(block, key);
	double value = NAN;

	if (text && ins_number_parse(text, text + strlen(text), '.', &value) != text + strlen(text))
		value = NAN;
	return value;
}

int mode_check(const char *mode, size_t row, struct ins_err *err)
{
	if (strcmp(mode, "tension") == 0 || strcmp(mode, "compression") == 0)
		return INS_OK;
	return ins_fail(err, INS_EFORMAT, "row %zu: mode '%s' is neither tension nor compression",
		row + 1, mode);
}

void geometry_from_header(struct geometry *geometry, const struct ins_table *block)
{
	if (isnan(geometry->length_nm))
		geometry->length_nm = note_number(block, "length_nm");
	if (!isnan(geometry->diameter_nm) || !isnan(geometry->area_nm2) ||
		!isnan(geometry->width_nm) || !isnan(geometry->thickness_nm))
		return;
	geometry->diameter_nm = note_number(block, "diameter_nm");
	geometry->area_nm2 = note_number(block, "area_nm2");
	geometry->width_nm = note_number(block, "width_nm");
	geometry->thickness_nm = note_number(block, "thickness_nm");
}

struct mounting mounting_rigid(void)
{
	return (struct mounting){.device_stiffness_N_per_m = NAN,
		.frame_stiffness_N_per_m = NAN,
		.poisson = NAN,
		.base_diameter_nm = NAN,
		.top_diameter_nm = NAN,
		.tip_modulus_GPa = INS_SPECIMEN_DIAMOND_GPa,
		.tip_poisson = INS_SPECIMEN_DIAMOND_POISSON,
		.contact = "auto"};
}

int mounting_is_rigid(const struct mounting *m)
{
	return !m->device && isnan(m->device_stiffness_N_per_m) &&
	       isnan(m->frame_stiffness_N_per_m) && !m->sneddon;
}

struct ins_specimen_support mounting_support(
	const struct mounting *m, double diameter_nm, double area_nm2, double length_nm)
{
	struct ins_specimen_support support = {0};

	if (!isnan(m->frame_stiffness_N_per_m))
		support.frame_stiffness_N_per_m = m->frame_stiffness_N_per_m;
	if (!m->sneddon)
		return support;
	support.base_diameter_nm = isnan(m->base_diameter_nm) ? diameter_nm : m->base_diameter_nm;
	support.tip_diameter_nm = isnan(m->top_diameter_nm) ? diameter_nm : m->top_diameter_nm;
	if (!isnan(m->base_diameter_nm) && !isnan(m->top_diameter_nm))
		support.taper_per_nm = length_nm * (1 / ins_specimen_taper_area(m->top_diameter_nm,
								m->base_diameter_nm) -
							   1 / area_nm2);
	support.poisson = m->poisson;
	support.tip_modulus_GPa = m->tip_modulus_GPa;
	support.tip_poisson = m->tip_poisson;
	return support;
}

static int copy_column(
	double **to, const struct ins_table *block, const char *name, struct ins_err *err)
{
	const double *from = ins_table_numbers(block, name);

	*to = NULL;
	if (!from)
		return INS_OK;
	*to = malloc((block->rows + 1) * sizeof **to);
	if (!*to)
		return ins_fail_memory(err, name, block->rows * sizeof **to);
	memcpy(*to, from, block->rows * sizeof **to);
	return INS_OK;
}

void channels_keep_whole(struct channels *channels, double *const *needed, size_t count)
{
	double *all[] = {channels->time_s, channels->load_uN, channels->displacement_nm,
		channels->stress_GPa, channels->strain};
	size_t kept = 0;

	for (size_t row = 0; row < channels->n; row++) {
		int whole = 1;

		for (size_t i = 0; i < count; i++)
			whole &= isfinite(needed[i][row]) != 0;
		if (!whole)
			continue;
		for (size_t i = 0; i < sizeof all / sizeof *all; i++)
			if (all[i])
				all[i][kept] = all[i][row];
		kept++;
	}
	channels->n = kept;
}

int channels_copy(struct channels *channels, const struct ins_table *block, struct ins_err *err)
{
	int status;

	memset(channels, 0, sizeof *channels);
	channels->n = block->rows;
	status = copy_column(&channels->time_s, block, "time_s", err);
	if (status == INS_OK)
		status = copy_column(&channels->load_uN, block, "load_uN", err);
	if (status == INS_OK)
		status = copy_column(&channels->displacement_nm, block, "displacement_nm", err);
	if (status == INS_OK)
		status = copy_column(&channels->stress_GPa, block, "stress_GPa", err);
	if (status == INS_OK)
		status = copy_column(&channels->strain, block, "strain", err);
	if (status)
		channels_free(channels);
	return status;
}

int channels_drop_spikes(double *value, size_t n, const char *channel, const char *name,
	struct ins_table *notes, size_t *spikes, struct ins_err *err)
{
	size_t first, found = value ? ins_signal_drop_spikes(value, n, &first) : 0;

	if (found == 0)
		return INS_OK;
	*spikes += found;
	return ins_table_add_note(notes, err, "omitted",
		"%s: %zu %s whose %s stands far out of those beside it: row %zu%s", name, found,
		found == 1 ? "row" : "rows", channel, first + 1, found == 1 ? "" : " is the first");
}

void channels_remark_spikes(const struct ins_cli *cli, const char *name, size_t spikes)
{
	if (spikes > 0)
		ins_cli_remark(cli,
			"%s: %zu %s left out as %s, far out of the rows beside; the stream's note "
			"\"omitted\" says which",
			name, spikes, spikes == 1 ? "row was" : "rows were",
			spikes == 1 ? "a spike" : "spikes");
}

void channels_doubt_strain(const struct ins_cli *cli, const char *name, const double *strain,
	size_t n, const char *column)
{
	double greatest = 0;
	char likely[80] = "the length wrong (--length)";

	for (size_t i = 0; i < n; i++)
		greatest = fmax(greatest, fabs(strain[i]));
	if (greatest <= 1)
		return;
	if (column)
		snprintf(likely, sizeof likely, "it in per cent (%s=strain:COLUMN:%%)", column);
	ins_cli_remark(cli, "%s: strain reaches %.3g, that is %.3g %%; is that so, or is %s?", name,
		greatest, 100 * greatest, likely);
}

void channels_free(struct channels *channels)
{
	free(channels->time_s);
	free(channels->load_uN);
	free(channels->displacement_nm);
	free(channels->stress_GPa);
	free(channels->strain);
	memset(channels, 0, sizeof *channels);
}
