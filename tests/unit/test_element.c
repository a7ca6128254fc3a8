/* Elements: every type as doubles, at any address, and where its counts stop. */
#include "unit.h"

#include <stdint.h>

#include "base/element.h"

enum { N = 37 };

/* Values of one type, laid at an odd address, come back as what they are. */
#define COMES_BACK(element, type, first, step)                                               \
	do {                                                                                 \
		unsigned char bytes[1 + N * sizeof(type)];                                   \
		double got[N];                                                               \
		int same = 1;                                                                \
		for (int i = 0; i < N; i++) {                                                \
			type value = (type)((first) + (type)i * (step));                     \
			memcpy(bytes + 1 + (size_t)i * sizeof value, &value, sizeof value);  \
		}                                                                            \
		ins_element_doubles(element, bytes + 1, N, got);                             \
		for (int i = 0; i < N; i++)                                                  \
			same = same && got[i] == (double)(type)((first) + (type)i * (step)); \
		CU_ASSERT(same);                                                             \
		CU_ASSERT_EQUAL(ins_element_size(element), sizeof(type));                    \
	} while (0)

static void every_type_becomes_what_it_is(void)
{
	COMES_BACK(INS_INT8, int8_t, -120, 6);
	COMES_BACK(INS_UINT8, uint8_t, 3, 7);
	COMES_BACK(INS_INT16, int16_t, INT16_MIN, 1771);
	COMES_BACK(INS_UINT16, uint16_t, 9, 1771);
	COMES_BACK(INS_INT32, int32_t, INT32_MIN, 59652323);
	COMES_BACK(INS_UINT32, uint32_t, 5, 116070017);
	COMES_BACK(INS_INT64, int64_t, -((int64_t)1 << 53), 33);
	COMES_BACK(INS_UINT64, uint64_t, (uint64_t)1 << 63, (uint64_t)1 << 57);
	COMES_BACK(INS_FLOAT32, float, -1.7e30f, 1.1e29f);
	COMES_BACK(INS_FLOAT64, double, -1e300, 1.3e299);
}

static void nothing_becomes_nothing(void)
{
	double untouched = 7;

	ins_element_doubles(INS_UINT16, "", 0, &untouched);
	CU_ASSERT_EQUAL(untouched, 7);
}

static void detectors_fill_small_integers_only(void)
{
	CU_ASSERT_EQUAL(ins_element_ceiling(INS_UINT8), 255);
	CU_ASSERT_EQUAL(ins_element_ceiling(INS_INT16), 32767);
	CU_ASSERT_EQUAL(ins_element_ceiling(INS_UINT16), 65535);
	CU_ASSERT(isinf(ins_element_ceiling(INS_UINT32)));
	CU_ASSERT(isinf(ins_element_ceiling(INS_FLOAT32)));
	SAME(ins_element_name(INS_UINT16), "16-bit unsigned integers");
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"every type becomes what it is", every_type_becomes_what_it_is},
		{"nothing becomes nothing", nothing_becomes_nothing},
		{"detectors fill small integers only", detectors_fill_small_integers_only},
		{NULL, NULL}};
	return unit_main("element", tests);
}
