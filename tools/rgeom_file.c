/* rgeom: one file, specimen by specimen, to whatever was asked for. */
#include <string.h>

#include "rgeom.h"

static int do_sweeps(struct run *run, const struct part *part)
{
	int status = rgeom_notes_copy(run, part->table);

	return status ? status : rgeom_fit_iv(run, part);
}

static int do_run(struct run *run, const struct part *part)
{
	int status = rgeom_notes_copy(run, part->table);

	rgeom_notes_read(run, part->table);
	if (status == INS_OK)
		status = rgeom_rest(run);
	if (status == INS_OK)
		status = rgeom_channels(run, part);
	if (status == INS_OK)
		status = rgeom_resistivity(run);
	if (status == INS_OK)
		status = run->settings.summary ? rgeom_summary(run) : rgeom_rows(run);
	return status ? status : rgeom_notes_write(run);
}

int rgeom_file(struct ins_cli *cli, struct ins_source *source, const struct ins_job *job,
	const void *asked, struct ins_table *answer, struct ins_err *err)
{
	const struct settings *settings = asked;
	static const struct ins_source_request runs = {
		"export|curve|resistance", "resistance_Mohm", 0};
	static const struct ins_source_request sweeps = {"export|iv", "voltage_V", 0};
	struct run run = {.cli = cli,
		.source = source,
		.job = job,
		.settings = *settings,
		.answer = answer,
		.err = err};
	struct ins_raw raw = {0};
	int status = ins_source_read(
		source, cli, job->path, settings->fit_iv ? &sweeps : &runs, &raw, err);

	if (status == INS_OK)
		rgeom_each(&run, &raw, settings->fit_iv ? do_sweeps : do_run);
	ins_raw_free(&raw);
	return status;
}
