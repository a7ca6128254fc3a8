/* dmaloss: what was found, as rows of a table of kind `moduli`, `loop` or `cycles`. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "dmaloss.h"
#include "face/names.h"

/* A column: its name where the specimen's size is known, its name where it is not, its value. */
struct cell {
	const char *modulus, *stiffness;
	double value;
};

static int add_columns(struct ins_table *table, const struct cell *cell, size_t n, int modulus,
	struct ins_err *err)
{
	int status = INS_OK;

	for (size_t i = 0; i < n && status == INS_OK; i++)
		status = ins_table_add_number(
			table, modulus ? cell[i].modulus : cell[i].stiffness, err);
	return status;
}

/* All rows of a stream have the same columns: those of the first run. */
static int prepare(struct run *run, const char *kind, const struct cell *cell, size_t n)
{
	struct ins_table *table = run->table;
	int status;

	if (table->columns > 0) {
		if (ins_table_find(table,
			    run->scale.modulus ? cell[n - 1].modulus : cell[n - 1].stiffness) >= 0)
			return INS_OK;
		return ins_fail(run->err, INS_EUSAGE,
			"%s: its size is %s, unlike that of the runs before; do them apart",
			run->name, run->scale.modulus ? "known" : "not known");
	}
	status = ins_table_set_kind(table, kind, run->err);
	if (status == INS_OK)
		status = ins_table_add_columns(table, "specimen:t mode:t", run->err);
	if (status == INS_OK)
		status = add_columns(table, cell, n, run->scale.modulus, run->err);
	if (status == INS_OK && strcmp(kind, "moduli") == 0)
		status = ins_table_add_columns(table, "checks:t", run->err);
	return status;
}

static int put(struct run *run, const struct cell *cell, size_t n)
{
	size_t row = run->table->rows;
	int status = ins_table_add_rows(run->table, 1, run->err);

	if (status)
		return status;
	for (size_t i = 0; i < n; i++)
		ins_table_set(run->table, run->scale.modulus ? cell[i].modulus : cell[i].stiffness,
			row, cell[i].value);
	status = ins_table_set_word(run->table, "specimen", row, run->name, run->err);
	if (status == INS_OK && run->settings->mode)
		status = ins_table_set_word(run->table, "mode", row, run->settings->mode, run->err);
	return status;
}

/* SAME(name, value): a column that has one name either way. */
#define SAME(name, value)         \
	{                         \
		name, name, value \
	}
#define COUNT(array) (sizeof(array) / sizeof *(array))

static int put_moduli(struct run *run)
{
	const struct ins_viscoelastic *r = &run->result;
	const struct scale *s = &run->scale;
	double storage = creal(r->stiffness.value), loss = cimag(r->stiffness.value);
	char checks[256];
	/* The name of the last cell tells moduli from stiffness. */
	const struct cell cell[] = {SAME("frequency_Hz", r->frequency_Hz),
		SAME("cycles", (double)r->cycles), SAME("samples_per_cycle", r->rows_per_cycle),
		{"stress_amplitude_GPa", "load_amplitude_uN", s->load * r->load_half},
		{"strain_amplitude", "displacement_amplitude_nm",
			s->displacement * r->displacement_half},
		{"storage_GPa", "storage_N_per_m", s->stiffness * storage},
		{"storage_se_GPa", "storage_se_N_per_m",
			s->stiffness * sqrt(r->stiffness.storage_variance)},
		{"loss_GPa", "loss_N_per_m", s->stiffness * loss},
		{"loss_se_GPa", "loss_se_N_per_m", s->stiffness * sqrt(r->stiffness.loss_variance)},
		SAME("damping", r->damping), SAME("damping_se", r->damping_se),
		SAME("damping_cycle_mean", r->damping_cycle_mean),
		SAME("damping_cycle_sd", r->damping_cycle_sd),
		{"loop_energy_MJ_per_m3", "loop_energy_fJ", s->energy * r->loop_energy},
		SAME("damping_area", r->damping_area),
		SAME("damping_capacity", r->damping_capacity),
		{"strain_rate_per_s", "displacement_rate_nm_per_s",
			s->displacement * r->rate_per_s},
		SAME("drift_per_cycle", r->drift_per_cycle),
		SAME("harmonic2", r->harmonic2[INS_OF_LOAD]),
		SAME("harmonic3", r->harmonic3[INS_OF_LOAD]), SAME("delay_s", r->delay_s),
		SAME("frequency_se_Hz", r->frequency_se_Hz), SAME("noise_ratio", r->noise_ratio),
		{"strain_harmonic2", "displacement_harmonic2", r->harmonic2[INS_OF_DISPLACEMENT]},
		{"strain_harmonic3", "displacement_harmonic3", r->harmonic3[INS_OF_DISPLACEMENT]}};
	int status = prepare(run, "moduli", cell, COUNT(cell));

	if (status == INS_OK)
		status = put(run, cell, COUNT(cell));
	if (status)
		return status;
	ins_viscoelastic_checks(r->checks, checks, sizeof checks);
	return ins_table_set_word(run->table, "checks", run->table->rows - 1, checks, run->err);
}

/* The mean loop about the means of the run, closed by its first point. */
static int put_loop(struct run *run)
{
	const struct ins_viscoelastic *r = &run->result;
	const struct scale *s = &run->scale;
	size_t first = r->loop.bins;
	int status = INS_OK;

	assert(r->loop.bins > 0);
	for (size_t i = 0; i <= r->loop.bins && status == INS_OK; i++) {
		const struct ins_loop_bin *bin =
			&r->loop.bin[i < r->loop.bins ? i : first % r->loop.bins];
		double load = bin->load + r->load_mean;
		double displacement = bin->displacement + r->displacement_mean;
		const struct cell cell[] = {SAME("frequency_Hz", r->frequency_Hz),
			SAME("phase", bin->phase + (i == r->loop.bins)),
			{"strain", "displacement_nm", s->displacement * displacement},
			{"stress_GPa", "load_uN", s->load * load}};

		if (bin->n == 0)
			continue;
		if (first == r->loop.bins)
			first = i;
		status = prepare(run, "loop", cell, COUNT(cell));
		if (status == INS_OK)
			status = put(run, cell, COUNT(cell));
	}
	return status;
}

static int put_cycles(struct run *run)
{
	const struct ins_viscoelastic *r = &run->result;
	const struct scale *s = &run->scale;
	int status = INS_OK;

	for (size_t i = 0; i < r->cycles && status == INS_OK; i++) {
		const struct ins_cycle *c = &r->cycle[i];
		const struct cell cell[] = {SAME("frequency_Hz", r->frequency_Hz),
			SAME("cycle", (double)(i + run->options.skip + 1)),
			SAME("time_s", c->start_s), SAME("samples", (double)c->rows),
			{"stress_amplitude_GPa", "load_amplitude_uN", s->load * c->load_amplitude},
			{"strain_amplitude", "displacement_amplitude_nm",
				s->displacement * c->displacement_amplitude},
			{"storage_GPa", "storage_N_per_m", s->stiffness * c->storage},
			{"loss_GPa", "loss_N_per_m", s->stiffness * c->loss},
			SAME("damping", c->damping),
			{"loop_energy_MJ_per_m3", "loop_energy_fJ", s->energy * c->loop_energy},
			{"mean_strain", "mean_displacement_nm",
				s->displacement * c->mean[INS_OF_DISPLACEMENT]}};

		status = prepare(run, "cycles", cell, COUNT(cell));
		if (status == INS_OK)
			status = put(run, cell, COUNT(cell));
	}
	return status;
}

int dmaloss_rows(struct run *run)
{
	const char *mode = run->settings->mode;

	if (!run->settings->loop && !run->settings->cycles)
		return put_moduli(run);
	run->name = ins_names_part(&run->source->names, run->table, run->name, mode ? mode : "-",
		run->result.frequency_Hz);
	if (!run->name)
		return ins_fail_memory(run->err, "a name", 1);
	return run->settings->loop ? put_loop(run) : put_cycles(run);
}
