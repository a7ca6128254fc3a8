/* dmaloss: one file, raw export or stream, to analysed runs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "dmaloss.h"
#include "physics/signal.h"

const struct ins_source_request dmaloss_channels_wanted = {.kinds = "export",
	.wanted = 1u << INS_TIME | 1u << INS_LOAD | 1u << INS_DISPLACEMENT | 1u << INS_STRESS |
		  1u << INS_STRAIN};

int dmaloss_only_block(
	const struct ins_raw *raw, const char *path, size_t *block, struct ins_err *err)
{
	size_t records = 0;

	for (size_t i = raw->blocks; i-- > 0;)
		if (!raw->block[i].why) {
			*block = i;
			records++;
		}
	if (records == 1)
		return INS_OK;
	return ins_fail(err, INS_EFORMAT,
		records ? "%s: holds several records; insitu-read --block=N picks one"
			: "%s: holds no record",
		path);
}

int dmaloss_drop_spikes(
	struct run *run, double *value, size_t n, const char *channel, const char *name)
{
	return channels_drop_spikes(value, n, channel, name, run->table, &run->spikes, run->err);
}

/* Area and length, or NaN. */
static int size_of(
	struct run *run, const struct ins_table *block, double *area_nm2, double *length_nm)
{
	struct geometry geometry = run->settings->geometry;
	struct ins_specimen_section section;
	double diameter_nm;

	geometry_from_header(&geometry, block);
	section = (struct ins_specimen_section){
		geometry.diameter_nm, geometry.area_nm2, geometry.width_nm, geometry.thickness_nm};
	*area_nm2 = NAN;
	*length_nm = geometry.length_nm;
	if (isnan(section.diameter_nm) && isnan(section.area_nm2) && isnan(section.width_nm) &&
		isnan(section.thickness_nm))
		return INS_OK;
	return ins_specimen_size(&section, area_nm2, &diameter_nm, run->err);
}

/* uN over nm2 is 1000 GPa; uN/nm is 1000 N/m; GPa is 1000 MJ/m3; uN nm is fJ. */
static int set_scale(
	struct run *run, double area_nm2, double length_nm, int has_stress, int has_strain)
{
	struct scale *scale = &run->scale;

	if (!has_stress && !has_strain && isnan(area_nm2) && isnan(length_nm)) {
		*scale = (struct scale){0, 0, 1, 1, 1e3, 1};
		return INS_OK;
	}
	if (!has_stress && isnan(area_nm2))
		return ins_fail(run->err, INS_EUSAGE,
			"%s: the section is not known; give --diameter, --area, or --width and "
			"--thickness",
			run->name);
	if (!has_strain && isnan(length_nm))
		return ins_fail(run->err, INS_EUSAGE, "%s: the length is not known; give --length",
			run->name);
	scale->modulus = 1;
	scale->own = has_stress || has_strain;
	scale->load = has_stress ? 1 : 1e3 / area_nm2;
	scale->displacement = has_strain ? 1 : 1 / length_nm;
	scale->stiffness = scale->load / scale->displacement;
	scale->energy = 1e3 * scale->load * scale->displacement;
	return INS_OK;
}

/* The channels as the record, or the export of the displacement, has them, but for spikes. */
static int find_channels(struct run *run, const struct ins_raw *raw, size_t index, int bare)
{
	const struct ins_raw_block *block = &raw->block[index];
	const struct ins_table *table = &block->table;
	double *stress = ins_table_numbers(table, "stress_GPa");
	double *strain = bare ? NULL : ins_table_numbers(table, "strain");
	double area_nm2 = NAN, length_nm = NAN;
	const char *name = bare ? run->path : run->name;
	int other = run->settings->response && !bare, status = INS_OK;

	run->n = table->rows;
	run->time_s = ins_table_numbers(table, "time_s");
	run->load = ins_table_numbers(table, "load_uN");
	run->displacement = strain ? strain : ins_table_numbers(table, "displacement_nm");
	if (!bare)
		status = size_of(run, table, &area_nm2, &length_nm);
	/* A stress that comes with the record is of no use beside a stiffness in N/m. */
	if (!run->load || (strain && isnan(area_nm2) && stress))
		run->load = bare ? NULL : stress;
	else
		stress = NULL;
	if (status)
		return status;
	if (!run->time_s)
		return ins_raw_lacks(block, run->path, INS_TIME, run->err);
	if (!run->load)
		return ins_raw_lacks(block, run->path, INS_LOAD, run->err);
	if (other)
		strain = NULL;
	else if (!run->displacement)
		return ins_raw_lacks(block, run->path, INS_DISPLACEMENT, run->err);
	status = dmaloss_drop_spikes(run, run->load, run->n, stress ? "stress" : "load", name);
	if (status == INS_OK)
		status = other ? dmaloss_join_response(run)
			       : dmaloss_drop_spikes(run, run->displacement, run->n,
					 strain ? "strain" : "displacement", name);
	return status ? status
		      : set_scale(run, area_nm2, length_nm, stress != NULL, strain != NULL);
}

int dmaloss_channels(struct run *run, const struct ins_raw *raw, size_t index, int bare)
{
	int status = find_channels(run, raw, index, bare);

	if (status == INS_OK)
		channels_remark_spikes(run->cli, bare ? run->path : run->name, run->spikes);
	return status;
}

/* The frequency from the option, else from the header, else from the load. */
static int set_options(struct run *run, const struct ins_table *block)
{
	const struct settings *settings = run->settings;
	const char *note = ins_table_find_note(block, "frequency_Hz");
	double header_Hz = NAN;

	run->options = (struct ins_viscoelastic_options){.frequency_Hz = settings->frequency_Hz,
		.skip = (size_t)settings->skip,
		.harmonics = (int)settings->harmonics,
		.bins = (size_t)settings->points};
	if (note)
		ins_number_parse(note, note + strlen(note), '.', &header_Hz);
	if (isnan(header_Hz) || !isnan(settings->frequency_Hz) ||
		ins_cli_was_given(run->cli, "frequency"))
		return INS_OK;
	run->options.frequency_Hz = header_Hz;
	return ins_table_add_note(run->table, run->err, "assumed",
		"%s: a frequency of %.10g Hz, as the header says", run->name, header_Hz);
}

int dmaloss_analyse(struct run *run, struct ins_viscoelastic *result)
{
	const struct ins_record record = {run->time_s, run->load, run->displacement, run->n};

	return ins_viscoelastic_analyse(&record, &run->options, result, run->err);
}

int dmaloss_orient(struct run *run, const char *name)
{
	struct ins_viscoelastic *result = &run->result;
	int load_down = result->load_mean < -result->load_half;
	int against = creal(result->stiffness.value) < 0;
	int displacement_down = load_down != against;
	int status = INS_OK;

	if (!isnan(run->settings->device_mass_kg) || (!load_down && !against))
		return INS_OK;
	if (load_down) {
		ins_signal_turn(run->load, run->n);
		status = ins_table_add_note(run->table, run->err, "assumed",
			"%s: load counts downwards; its sign was turned", name);
	}
	if (displacement_down) {
		ins_signal_turn(run->displacement, run->n);
		if (status == INS_OK)
			status = ins_table_add_note(run->table, run->err, "assumed",
				"%s: displacement counts downwards; its sign was turned", name);
	}
	ins_viscoelastic_free(result);
	return status ? status : dmaloss_analyse(run, result);
}

/* A negative damping says that the load came late, and by how much. */
static int tell_delay(struct run *run)
{
	const struct ins_viscoelastic *result = &run->result;
	double late_us = -1e6 * atan(result->damping) / (2 * M_PI * result->frequency_Hz);

	if (!(result->checks & INS_CHECK_DELAY_SUSPECTED))
		return INS_OK;
	ins_cli_remark(run->cli,
		"%s: damping is negative, %.4g +- %.2g; a load recorded late by %.4g us would "
		"explain it (--delay=%.4gus)",
		run->name, result->damping, result->damping_se, late_us, late_us);
	return ins_table_add_note(run->table, run->err, "delay",
		"%s: a load recorded late by %.4g us would explain the negative damping", run->name,
		late_us);
}

static int do_block(struct run *run, const struct ins_raw *raw, size_t block)
{
	const struct ins_table *table = &raw->block[block].table;
	int status = ins_source_notes(run->table, table, run->name, run->err);

	if (status == INS_OK)
		status = dmaloss_channels(run, raw, block, 0);
	if (status == INS_OK)
		status = set_options(run, table);
	if (status == INS_OK)
		status = dmaloss_analyse(run, &run->result);
	if (status == INS_OK)
		status = dmaloss_orient(run, run->name);
	if (status == INS_OK && dmaloss_is_corrected(run->settings))
		status = dmaloss_correct(run);
	if (status == INS_OK)
		status = tell_delay(run);
	if (run->spikes > 0)
		run->result.checks |= INS_CHECK_SPIKE;
	return status ? status : dmaloss_rows(run);
}

static void do_record(
	struct run run, const struct ins_job *job, const struct ins_raw *raw, size_t block)
{
	struct ins_err err = {0};
	int status;

	run.path = job->path;
	run.name = ins_source_name(job, raw, block);
	run.err = &err;
	status = run.name ? do_block(&run, raw, block) : ins_fail_memory(&err, "a name", 1);
	if (status) {
		if (run.name && !strstr(err.text, run.name))
			ins_err_prefix(&err, run.name);
		ins_cli_report(run.cli, &err);
	}
	ins_viscoelastic_free(&run.result);
	free(run.joined_s);
	free(run.name);
}

int dmaloss_file(struct ins_cli *cli, struct ins_source *source, const struct ins_job *job,
	const void *asked, struct ins_table *table, struct ins_err *err)
{
	const struct settings *settings = asked;
	struct run run = {.cli = cli, .source = source, .settings = settings, .table = table};
	struct ins_raw raw = {0};
	int status = ins_source_read(source, cli, job->path, &dmaloss_channels_wanted, &raw, err);

	for (size_t i = 0; i < raw.blocks && status == INS_OK; i++)
		if (!raw.block[i].why)
			do_record(run, job, &raw, i);
	ins_raw_free(&raw);
	return status;
}
