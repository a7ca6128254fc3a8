/* Any curve of stress and strain: what is found is a number, or is said not to be there, and is the
 * same in another unit of stress. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "physics/strength.h"

enum { HEAD = 6, ROW = 3, SCALE = 1 << 20 };

struct curve {
	double *strain, *stress, *time;
	size_t n;
};

/* Rows are steps of strain, stress and time; the last few times stand for a cell without a number,
 * a step back, or none. */
static void fill(struct curve *c, const uint8_t *data)
{
	double strain = 0, stress = 0, time = 0;

	for (size_t i = 0; i < c->n; i++, data += ROW) {
		strain += 1e-4 * (data[0] - 64);
		stress += 0.01 * (data[1] - 96);
		time += data[2] == 0xfc ? -5 : data[2] == 0xfd ? 0 : 0.01 * (data[2] + 1);
		c->strain[i] = data[2] == 0xff ? NAN : strain;
		c->stress[i] = data[2] == 0xfe ? NAN : stress;
		c->time[i] = time;
	}
}

static void choose(const uint8_t *head, struct ins_strength_settings *settings)
{
	*settings = (struct ins_strength_settings){
		.mode = head[0] % 2 ? INS_MODE_TENSION : INS_MODE_COMPRESSION,
		.offset = head[1] / 1000.0,
		.elastic.choice = (enum ins_elastic_choice)(head[0] / 2 % 5),
		.elastic.window_lo = head[2] / 1000.0,
		.elastic.window_hi = (head[2] + head[3]) / 1000.0,
		.elastic.modulus = head[3] + 1,
		.hollomon_lo = head[4] / 1000.0,
		.hollomon_hi = head[4] ? (head[4] + head[5]) / 1000.0 : 0};
}

static void check(const struct ins_strength *s, const struct curve *c)
{
	const struct ins_elastic *elastic = &s->elastic;

	FUZZ_CHECK(s->end <= c->n && s->fracture.last < c->n);
	FUZZ_CHECK(!s->elastic_status || *s->elastic_err.text);
	FUZZ_CHECK(s->hollomon_status || isfinite(s->hollomon.exponent));
	FUZZ_CHECK(!isfinite(elastic->modulus) == !!s->elastic_status);
	FUZZ_CHECK(s->elastic_status || (elastic->modulus > 0 && isfinite(elastic->toe_strain)));
	FUZZ_CHECK(s->elastic_status || elastic->first_row <= elastic->last_row);
	FUZZ_CHECK(!(elastic->modulus_se < 0) && !isinf(elastic->modulus_se));
	FUZZ_CHECK(isfinite(s->maximum));
	FUZZ_CHECK((s->bound == INS_BOUND_NONE) == isnan(s->yield));
	FUZZ_CHECK(s->bound == INS_BOUND_NONE || isfinite(s->yield));
	FUZZ_CHECK(s->bound != INS_BOUND_EQUAL || !s->elastic_status);
	FUZZ_CHECK(s->bound != INS_BOUND_AT_LEAST || s->falls || s->yield == s->fracture_stress);
	FUZZ_CHECK(!(s->yield_se < 0) && !isinf(s->yield_se) && !isinf(s->work));
	FUZZ_CHECK(!isinf(s->strain_rate));
}

/* Whether B is A in a unit that is SCALE times smaller; rounding is the same in both. */
static int scaled(double a, double b)
{
	return (isnan(a) && isnan(b)) || fabs(b - SCALE * a) <= 1e-9 * fabs(b);
}

void fuzz_try(const uint8_t *data, size_t size)
{
	struct ins_strength_settings settings;
	struct ins_strength s, other;
	struct ins_err err = {0};
	struct curve c = {.n = size < HEAD ? 0 : (size - HEAD) / ROW};
	struct ins_trace record;
	int status;

	if (c.n == 0)
		return;
	c.strain = malloc(3 * c.n * sizeof *c.strain);
	FUZZ_CHECK(c.strain);
	c.stress = c.strain + c.n;
	c.time = c.stress + c.n;
	choose(data, &settings);
	fill(&c, data + HEAD);
	record = (struct ins_trace){c.strain, c.stress, data[0] & 0x80 ? NULL : c.time, c.n};
	status = ins_strength_find(&record, &settings, &s, &err);
	FUZZ_CHECK(status == err.status && !status == !*err.text);
	if (status == INS_OK) {
		check(&s, &c);
		for (size_t i = 0; i < c.n; i++)
			c.stress[i] *= SCALE;
		settings.elastic.modulus *= SCALE;
		FUZZ_CHECK(ins_strength_find(&record, &settings, &other, &err) == INS_OK);
		FUZZ_CHECK(other.bound == s.bound && scaled(s.yield, other.yield));
		FUZZ_CHECK(scaled(s.elastic.modulus, other.elastic.modulus));
		FUZZ_CHECK(scaled(s.maximum, other.maximum) && scaled(s.work, other.work));
	}
	free(c.strain);
}
