/* flow - what else a curve tells: upper yield, maximum, work, true curve, hardening, rate. */
#include "physics/flow.h"

#include <math.h>
#include <stdlib.h>

#include "physics/fit.h"
#include "physics/signal.h"

enum { HOLLOMON_ROWS_MIN = 3 };

/* ISO 6892-1 wants a fall of 0.5 %; one of noise is none. */
static const double FALL_SHARE = 0.005, FALL_NOISE_LENGTHS = 10;
/* Noise makes a rounded stress go to and fro by one step. */
static const double FALL_STEPS = 2;
/* Strain is held where it goes at less than this share of its pace, and so many times its noise. */
static const double HELD_SHARE = 0.25, HELD_NOISES = 4;
/* Strain has turned back where it is under its greatest by so many times its noise. */
static const double TURN_NOISES = 10;

/* Whether stress, fallen from row AT, rises again by FALL or levels off: a neck does neither, it
 * falls ever faster. */
static int is_yield_drop(const struct ins_trace *record, size_t at, size_t end, double fall)
{
	double low = record->stress[at], early = low;
	size_t quarter = at + (end - at) / 4;

	for (size_t i = at; i < end; i++) {
		if (!isfinite(record->stress[i]))
			continue;
		low = fmin(low, record->stress[i]);
		if (i <= quarter)
			early = low;
		if (record->stress[i] - low >= fall)
			return 1;
	}
	return record->stress[at] - early > (record->stress[at] - low) / 2;
}

/* The row up to which stress, fallen from row AT, falls: it rises again by FALL behind, or strain
 * turns back by TURN. */
static size_t end_of_fall(
	const struct ins_trace *record, size_t at, size_t end, double fall, double turn)
{
	double far = record->strain[at];
	size_t low = at;

	for (size_t i = at; i < end; i++) {
		far = fmax(far, record->strain[i]);
		if (record->stress[i] < record->stress[low])
			low = i;
		if (record->stress[i] - record->stress[low] >= fall ||
			far - record->strain[i] > turn)
			break;
	}
	return low;
}

/* Whether strain stands or turns back from row AT to row LOW, as where the operator holds or
 * unloads: it goes slower than up to row AT, and no NOISE hides that. */
static int is_held(const struct ins_trace *record, size_t at, size_t low, double noise)
{
	const double *strain = record->strain;
	size_t first = 0;
	double pace;

	while (first < at && !isfinite(strain[first]))
		first++;
	pace = (strain[at] - strain[first]) / (double)(at - first);
	return strain[low] - strain[at] + HELD_NOISES * noise <
	       HELD_SHARE * pace * (double)(low - at);
}

size_t ins_flow_upper_yield(const struct ins_trace *record, size_t from, size_t end, int *found)
{
	double noise = fmax(FALL_NOISE_LENGTHS * ins_signal_noise(record->stress, end),
		FALL_STEPS * ins_signal_rounding(record->stress, end));
	double step = ins_signal_noise_or_step(record->strain, end);
	double top = -INFINITY;
	size_t at = from;
	int held = 0;

	*found = 0;
	for (size_t i = from; i < end; i++) {
		double stress = record->stress[i], fall = fmax(FALL_SHARE * top, noise);

		if (stress > top) {
			top = stress;
			at = i;
			held = 0;
		} else if (!held && top - stress >= fall) {
			size_t low = end_of_fall(record, at, end, fall, TURN_NOISES * step);

			held = is_held(record, at, low, step);
			if (held)
				continue;
			*found = top > 0 && is_yield_drop(record, at, end, fall);
			return at;
		}
	}
	return at;
}

size_t ins_flow_maximum(const struct ins_trace *record, size_t end)
{
	size_t at = end;

	for (size_t i = 0; i < end; i++)
		if (isfinite(record->stress[i]) &&
			(at == end || record->stress[i] > record->stress[at]))
			at = i;
	return at;
}

double ins_flow_work(const struct ins_trace *record, size_t end)
{
	double work = 0, strain = NAN, stress = NAN;
	size_t rows = 0;
	int ends_measured = 0;

	for (size_t i = 0; i < end; i++) {
		if (!isfinite(record->stress[i]))
			continue;
		/* Work goes on after the extensometer was taken off, unmeasured. */
		ends_measured = isfinite(record->strain[i]) != 0;
		if (!ends_measured)
			continue;
		if (!isnan(strain))
			work += (record->strain[i] - strain) * (record->stress[i] + stress) / 2;
		strain = record->strain[i];
		stress = record->stress[i];
		rows++;
	}
	return rows > 1 && ends_measured ? work : NAN;
}

double ins_flow_true_strain(double strain, enum ins_mode mode)
{
	double length = mode == INS_MODE_TENSION ? 1 + strain : 1 - strain;

	if (!(length > 0))
		return NAN;
	return mode == INS_MODE_TENSION ? log1p(strain) : -log1p(-strain);
}

double ins_flow_true_stress(double strain, double stress, enum ins_mode mode)
{
	double length = mode == INS_MODE_TENSION ? 1 + strain : 1 - strain;

	return length > 0 ? stress * length : NAN;
}

/* Logarithms of true plastic strain and true stress of the rows in range; returns their number. */
static size_t hardening_rows(const struct ins_trace *record, size_t end, enum ins_mode mode,
	double modulus, double toe_strain, const double range[2], double *log_strain,
	double *log_stress)
{
	size_t n = 0;

	for (size_t i = 0; i < end; i++) {
		double strain = record->strain[i] - toe_strain;
		double stress = ins_flow_true_stress(strain, record->stress[i], mode);
		double plastic = ins_flow_true_strain(strain, mode) - stress / modulus;

		if (!(plastic >= range[0] && plastic <= range[1] && stress > 0))
			continue;
		log_strain[n] = log(plastic);
		log_stress[n++] = log(stress);
	}
	return n;
}

int ins_flow_hollomon(const struct ins_trace *record, size_t end, enum ins_mode mode,
	double modulus, double toe_strain, double lo, double hi, struct ins_hollomon *result,
	struct ins_err *err)
{
	double range[2] = {lo, hi}, *room;
	struct ins_line line;
	size_t n;
	int status;

	*result = (struct ins_hollomon){NAN, NAN, NAN, NAN, 0};
	if (!(lo > 0) || !(hi > lo))
		return ins_fail(err, INS_EUSAGE, "a range of plastic strain from %g to %g", lo, hi);
	room = malloc(2 * (end ? end : 1) * sizeof *room);
	if (!room)
		return ins_fail_memory(err, "the hardening", 2 * end * sizeof *room);
	n = hardening_rows(record, end, mode, modulus, toe_strain, range, room, room + end);
	if (n < HOLLOMON_ROWS_MIN)
		status = ins_fail(err, INS_EANALYSIS,
			"no hardening: too few rows with a plastic strain from %g to %g: %zu", lo,
			hi, n);
	else
		status = ins_fit_line(room, room + end, n, &line, err);
	free(room);
	if (status)
		return status;
	result->exponent = line.slope;
	result->exponent_se = line.slope_se;
	result->coefficient = exp(line.intercept);
	result->coefficient_se = result->coefficient * line.intercept_se;
	result->points = n;
	return INS_OK;
}

double ins_flow_strain_rate(const struct ins_trace *record, size_t end)
{
	double n = 0, time = 0, strain = 0, tt = 0, ts = 0;

	if (!record->time)
		return NAN;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < end; i++) {
			if (!isfinite(record->strain[i]) || !isfinite(record->time[i]))
				continue;
			if (pass == 0) {
				n += 1;
				time += record->time[i];
				strain += record->strain[i];
			} else {
				double dt = record->time[i] - time / n;

				tt += dt * dt;
				ts += dt * (record->strain[i] - strain / n);
			}
		}
	return tt > 0 ? ts / tt : NAN;
}
