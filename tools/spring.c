/* spring - the device's own spring, taken away from the load of a record. */
#include "spring.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "physics/fracture.h"

/* The last row before a break that somebody says there was: a sudden fall, however little of the
 * load the specimen bore, or a slow one that leaves less than half, behind it or instead of it. The
 * record's n without one. */
static int find_break(const struct ins_trace *record, size_t *last, struct ins_err *err)
{
	struct ins_fracture fracture;
	int status = ins_fracture_find(record, INS_MODE_TENSION, &fracture, err);
	size_t slow;

	if (status)
		return status;
	slow = fracture.last;
	*last = ins_fracture_largest_fall(record);
	if (fracture.ending != INS_ENDING_FRACTURE || slow + 1 >= record->n)
		return INS_OK;
	/* A burst may come before; where displacement goes back, the load is taken away. */
	if (*last == record->n ||
		(slow > *last &&
			record->strain[ins_fracture_over(record, slow)] >= record->strain[slow]))
		*last = slow;
	return INS_OK;
}

/* The spring that the record itself shows, once the specimen has broken and the load has fallen. */
static int spring_after_fracture(
	const struct channels *c, struct ins_specimen_device *spring, struct ins_err *err)
{
	const struct ins_trace record = {c->displacement_nm, c->load_uN, c->time_s, c->n};
	size_t last;
	int status = find_break(&record, &last, err);

	if (status)
		return status;
	if (last == c->n)
		return ins_fail(err, INS_EANALYSIS,
			"no branch after fracture to see the device's spring in: the load nowhere "
			"falls at once by 2 %% and beyond its noise, nor slowly to under half");
	return ins_specimen_device_after_fracture(c->load_uN, c->displacement_nm, c->n,
		ins_fracture_over(&record, last), spring, err);
}

/* A stiffness that an option tells has no error. */
static int note_spring(struct ins_table *notes, const char *name,
	const struct ins_specimen_device *spring, struct ins_err *err)
{
	char error[32] = "";

	if (!isnan(spring->stiffness_se_N_per_m))
		snprintf(error, sizeof error, " +- %.2g N/m", spring->stiffness_se_N_per_m);
	return ins_table_add_note(notes, err, "device",
		"%s: stiffness %.6g N/m%s, at rest at %.4g nm", name, spring->stiffness_N_per_m,
		error, spring->rest_nm);
}

int spring_subtract(struct channels *c, const struct mounting *mounting,
	const struct ins_specimen_device *empty, struct ins_specimen_device *spring,
	struct ins_table *notes, const char *name, struct ins_err *err)
{
	const char *device = mounting->device;
	int status = INS_OK;

	/* Displacement counts from the contact, where the spring is at rest; without it, from
	 * anywhere. */
	*spring = (struct ins_specimen_device){
		.stiffness_N_per_m = mounting->device_stiffness_N_per_m,
		.stiffness_se_N_per_m = NAN,
		.rest_se_nm = strcmp(mounting->contact, "none") == 0 ? NAN : 0};
	if (empty)
		*spring = *empty;
	else if (device && strcmp(device, "after-fracture") == 0)
		status = spring_after_fracture(c, spring, err);
	else if (isnan(spring->stiffness_N_per_m))
		return INS_OK;
	if (status == INS_OK)
		status = note_spring(notes, name, spring, err);
	if (status == INS_OK)
		status = ins_specimen_device_subtract(
			c->load_uN, c->displacement_nm, c->n, spring, err);
	return status;
}
