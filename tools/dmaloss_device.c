/* dmaloss: the instrument's share, as complex numbers, and out of the channels. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmaloss.h"
#include "physics/conduct.h"
#include "physics/instrument.h"

/* 1 N/m is 1e-3 uN/nm. */
static const double uN_per_nm = 1e-3;

int dmaloss_is_corrected(const struct settings *s)
{
	return s->device || !isnan(s->device_stiffness_N_per_m) || !isnan(s->device_mass_kg) ||
	       !isnan(s->device_damping_kg_per_s) || !isnan(s->frame_stiffness_N_per_m) ||
	       !isnan(s->delay_s);
}

static double or_zero(double value)
{
	return isnan(value) ? 0 : value;
}

/* The runs of a stream of kind `moduli` that was made without a specimen's size. */
static int runs_of_stream(
	struct run *run, const struct ins_table *table, struct ins_empty_run **runs, size_t *n)
{
	static const char *const columns[] = {"frequency_Hz", "storage_N_per_m",
		"storage_se_N_per_m", "loss_N_per_m", "loss_se_N_per_m"};
	const double *value[5];

	for (int i = 0; i < 5; i++) {
		value[i] = ins_table_numbers(table, columns[i]);
		if (!value[i])
			return ins_fail(run->err, INS_EFORMAT,
				"%s: has no column %s; empty runs are analysed without a size",
				run->settings->device, columns[i]);
	}
	*runs = calloc(table->rows + 1, sizeof **runs);
	if (!*runs)
		return ins_fail_memory(run->err, "empty runs", table->rows * sizeof **runs);
	*n = table->rows;
	for (size_t i = 0; i < *n; i++)
		(*runs)[i] = (struct ins_empty_run){
			value[0][i], {.value = value[1][i] + I * value[3][i],
					     .storage_variance = value[2][i] * value[2][i],
					     .loss_variance = value[4][i] * value[4][i]}};
	return INS_OK;
}

/* One empty run, analysed as the run itself. */
static int run_of_export(
	struct run *run, const struct ins_raw *raw, struct ins_empty_run **runs, size_t *n)
{
	struct run empty = {.cli = run->cli,
		.source = run->source,
		.settings = run->settings,
		.table = run->table,
		.path = run->settings->device,
		.name = run->name,
		.options = run->options,
		.err = run->err};
	size_t block;
	int status = dmaloss_only_block(raw, empty.path, &block, run->err);

	if (status)
		return status;
	/* The frequency of the run says nothing of the empty one's. */
	empty.options.frequency_Hz = NAN;
	status = dmaloss_channels(&empty, raw, block, 1);
	if (status == INS_OK)
		status = dmaloss_analyse(&empty, &empty.result);
	if (status == INS_OK)
		status = dmaloss_orient(&empty, empty.path);
	if (status) {
		ins_viscoelastic_free(&empty.result);
		ins_err_prefix(run->err, empty.path);
		return status;
	}
	*runs = calloc(1, sizeof **runs);
	if (*runs) {
		*n = 1;
		(*runs)->frequency_Hz = empty.result.frequency_Hz;
		(*runs)->stiffness = ins_instrument_scale(empty.result.stiffness, 1 / uN_per_nm);
	} else {
		status = ins_fail_memory(run->err, "an empty run", sizeof **runs);
	}
	ins_viscoelastic_free(&empty.result);
	return status;
}

/* The device's stiffness at the frequency of the run, in N/m. */
static int device_at(struct run *run, double frequency_Hz, struct ins_stiffness *device)
{
	static const struct ins_source_request request = {.kinds = "export|moduli",
		.column = "storage_N_per_m",
		.wanted = 1u << INS_TIME | 1u << INS_LOAD | 1u << INS_DISPLACEMENT};
	const struct settings *s = run->settings;
	struct ins_empty_run *runs = NULL;
	struct ins_raw raw = {0};
	size_t n = 0;
	int status;

	*device = (struct ins_stiffness){
		.value = ins_instrument_oscillator(or_zero(s->device_stiffness_N_per_m),
			or_zero(s->device_mass_kg), or_zero(s->device_damping_kg_per_s),
			frequency_Hz)};
	if (!s->device)
		return INS_OK;
	status = ins_source_read(run->source, run->cli, s->device, &request, &raw, run->err);
	for (size_t i = 0; i < raw.blocks && status == INS_OK; i++)
		status = ins_source_notes(run->table, &raw.block[i].table, s->device, run->err);
	if (status == INS_OK && raw.blocks &&
		ins_table_find(&raw.block->table, "frequency_Hz") >= 0)
		status = runs_of_stream(run, &raw.block->table, &runs, &n);
	else if (status == INS_OK)
		status = run_of_export(run, &raw, &runs, &n);
	if (status == INS_OK)
		status = ins_instrument_empty(runs, n, frequency_Hz, device, run->err);
	if (status == INS_OK && !isnan(s->delay_s))
		*device = ins_instrument_delay(*device, frequency_Hz, s->delay_s);
	free(runs);
	ins_raw_free(&raw);
	return status;
}

/* The load as it was DELAY earlier than it is recorded: read between its rows. */
static int advance(struct run *run, double delay_s)
{
	double *load = malloc((run->n + 1) * sizeof *load);
	int status;

	if (!load)
		return ins_fail_memory(run->err, "a load", run->n * sizeof *load);
	status = ins_conduct_join_smooth(
		run->time_s, run->load, run->n, run->time_s, run->n, -delay_s, load, run->err);
	if (status == INS_OK)
		memcpy(run->load, load, run->n * sizeof *load);
	free(load);
	return status;
}

/* The compliance of the frame, in nm/uN. */
static double give(const struct settings *settings)
{
	double frame_N_per_m = settings->frame_stiffness_N_per_m;

	return isnan(frame_N_per_m) ? 0 : 1 / (frame_N_per_m * uN_per_nm);
}

/* What the specimen itself bore and how far it went, row by row, as far as the instrument is
 * elastic; what it loses is subtracted as a complex number. */
static int correct_channels(struct run *run, double complex device_N_per_m)
{
	double spring = creal(device_N_per_m) * uN_per_nm, compliance = give(run->settings);
	int status = isnan(run->settings->delay_s) ? INS_OK : advance(run, run->settings->delay_s);

	for (size_t i = 0; status == INS_OK && i < run->n; i++) {
		run->load[i] -= spring * run->displacement[i];
		run->displacement[i] -= compliance * run->load[i];
	}
	return status;
}

/* The stiffness of the specimen in N/m, from that of everything, of which something must be left.
 */
static int correct_stiffness(const struct run *run, struct ins_stiffness total,
	struct ins_stiffness device, struct ins_stiffness *specimen)
{
	const struct settings *s = run->settings;
	double whole = cabs(total.value), frame = s->frame_stiffness_N_per_m;

	if (!isnan(s->delay_s))
		total = ins_instrument_delay(total, run->result.frequency_Hz, s->delay_s);
	*specimen = ins_instrument_without(total, device);
	/* Under 3 standard errors nothing is detected; rounding alone leaves about 1e-12. */
	if (cabs(specimen->value) <=
		fmax(3 * sqrt(specimen->storage_variance + specimen->loss_variance), 1e-9 * whole))
		return ins_fail(run->err, INS_EANALYSIS,
			"%s: of %.6g N/m the device has %.6g N/m: no stiffness is left for a "
			"specimen",
			run->name, creal(total.value), creal(device.value));
	if (isnan(frame))
		return INS_OK;
	if (!(creal(specimen->value) < frame))
		return ins_fail(run->err, INS_EANALYSIS,
			"%s: specimen and frame together have %.6g N/m, and a frame of %.6g N/m "
			"in series is softer",
			run->name, creal(specimen->value), frame);
	*specimen = ins_instrument_series(*specimen, 1 / frame);
	return INS_OK;
}

/* Loop and cycles have lost what the device lost, an ellipse of its loss stiffness. The channels
 * are those of a specimen without the frame, which the device is beside. */
static void subtract_loss(struct run *run, double loss, double amplitude)
{
	struct ins_viscoelastic *result = &run->result;
	double product = result->load_half * result->displacement_half;
	double compliance = give(run->settings);

	result->loop_energy -= M_PI * loss * amplitude * amplitude;
	result->damping_area = result->loop_energy / (M_PI * product);
	result->damping_capacity = result->loop_energy / (product / 2);
	for (size_t i = 0; i < result->cycles; i++) {
		struct ins_cycle *cycle = &result->cycle[i];
		struct ins_stiffness rest = {.value = cycle->storage + I * cycle->loss};

		rest = ins_instrument_series(rest, -compliance);
		rest = ins_instrument_parallel(rest, I * loss);
		rest = ins_instrument_series(rest, compliance);
		cycle->loop_energy -= M_PI * loss * amplitude * amplitude;
		cycle->storage = creal(rest.value);
		cycle->loss = cimag(rest.value);
		cycle->damping = cycle->loss / cycle->storage;
	}
}

int dmaloss_correct(struct run *run)
{
	struct ins_viscoelastic first = run->result;
	struct ins_stiffness device, specimen;
	double amplitude = first.fundamental[INS_OF_DISPLACEMENT];
	int status;

	if (run->scale.own)
		return ins_fail(run->err, INS_EUSAGE,
			"%s: device, frame and delay are corrected on load and displacement, and "
			"this record has stress or strain of its own",
			run->name);
	status = device_at(run, first.frequency_Hz, &device);
	if (status)
		return status;
	status = correct_stiffness(
		run, ins_instrument_scale(first.stiffness, 1 / uN_per_nm), device, &specimen);
	if (status)
		return status;
	status = correct_channels(run, device.value);
	/* What is left of the load may be too little beside its noise to find the cycles in. */
	run->options.known = &first;
	run->result = (struct ins_viscoelastic){0};
	if (status == INS_OK)
		status = dmaloss_analyse(run, &run->result);
	run->options.known = NULL;
	if (status == INS_OK) {
		run->result.stiffness = ins_instrument_scale(specimen, uN_per_nm);
		subtract_loss(run, cimag(device.value) * uN_per_nm, amplitude);
		ins_viscoelastic_judge(&run->result);
		status = ins_table_add_note(run->table, run->err, "device",
			"%s: %.6g %+.4gi N/m at %.6g Hz", run->name, creal(device.value),
			cimag(device.value), first.frequency_Hz);
	}
	ins_viscoelastic_free(&first);
	return status;
}
