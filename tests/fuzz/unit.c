/* Any bytes as a unit, a quantity and a column's name. The first byte chooses the unit asked for.
 */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/unit.h"

static void convert(const char *word, const struct ins_unit *to)
{
	double scale = NAN, offset = NAN;
	struct ins_err err = {0};
	int status = ins_unit_convert(word, to, &scale, &offset, &err);

	FUZZ_CHECK_STATUS(status, &err);
	FUZZ_CHECK(status || (isfinite(scale) && scale != 0 && isfinite(offset)));
	FUZZ_CHECK(status || !to || ins_unit_is_word(word));
	FUZZ_CHECK(!ins_unit_is_common(word) || ins_unit_is_word(word));
}

/* What a quantity is does not depend on blanks around it. */
static void ask_quantity(const char *word, const struct ins_unit *to)
{
	struct ins_text padded = {0};
	struct ins_err err = {0};
	double value = NAN, again = NAN;
	int status = ins_unit_quantity(word, to, "145nm", &value, &err);

	FUZZ_CHECK_STATUS(status, &err);
	FUZZ_CHECK(status != INS_EFORMAT);
	FUZZ_CHECK(ins_text_format(&padded, NULL, " %s ", word) == INS_OK);
	if (status == INS_OK) {
		FUZZ_CHECK(ins_unit_quantity(padded.data, to, "145nm", &again, NULL) == INS_OK);
		FUZZ_CHECK(memcmp(&value, &again, sizeof value) == 0);
	}
	ins_text_free(&padded);
}

void fuzz_try(const uint8_t *data, size_t size)
{
	static const char *const endings[] = {"s", "uN", "nm", "nm2", "GPa", "V", "nA", "Mohm",
		"Hz", "eV", "N_per_m", "kg", "K", "px", ""};
	const struct ins_unit *to, *own;
	char *word;
	size_t stem;
	int plain = 0;

	if (size == 0 || memchr(data, 0, size))
		return;
	to = ins_unit_by_ending(endings[*data % (sizeof endings / sizeof *endings)]);
	word = ins_text_copy_n((const char *)data + 1, size - 1);
	FUZZ_CHECK(word);
	convert(word, to);
	ask_quantity(word, to);
	own = ins_unit_for_word(word, &plain);
	FUZZ_CHECK(!own || !plain);
	own = ins_unit_of_name(word, &stem);
	FUZZ_CHECK(own ? stem < strlen(word) : stem == strlen(word));
	FUZZ_CHECK(ins_unit_fault(NULL) == INS_OK);
	free(word);
}
