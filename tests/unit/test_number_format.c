/* Numbers as text: every one must be the very bytes that printf gives in the C locale. */
#include "unit.h"
#include "draw.h"

#include <float.h>
#include <locale.h>

#include "base/number_format.h"

/* Whether X is printed as printf does it, whose NaN may have a sign. */
static int agrees(double x)
{
	char want[64] = "nan", got[INS_NUMBER_TEXT];
	size_t length = ins_number_format(x, got);

	if (!isnan(x))
		snprintf(want, sizeof want, "%.10g", x + 0.0);
	if (length == strlen(want) && memcmp(got, want, length + 1) == 0)
		return 1;
	fprintf(stderr, "%a: '%.31s', printf '%s'\n", x, got, want);
	return 0;
}

static double power_of_ten(int power)
{
	char text[32];

	snprintf(text, sizeof text, "1e%d", power);
	return strtod(text, NULL);
}

static void prints_any_double(void)
{
	int wrong = 0;

	draw_state = 1;
	for (int i = 0; i < 500000; i++)
		wrong += !agrees(draw_double());
	/* Subnormal numbers of any length. */
	for (int i = 0; i < 30000; i++)
		wrong += !agrees(double_of(draw() >> 12 >> draw_below(52)));
	CU_ASSERT_EQUAL(wrong, 0);
}

/* 1 to 17 digits, as text of that many digits is read. */
static void prints_decimals(void)
{
	int wrong = 0;

	draw_state = 2;
	for (int i = 0; i < 600000; i++) {
		uint64_t digits = draw() % UINT64_C(100000000000000000);
		char text[48];

		for (int cut = draw_below(17); cut > 0; cut--)
			digits /= 10;
		snprintf(text, sizeof text, "%s%llue%d", i & 1 ? "-" : "",
			(unsigned long long)digits, draw_below(36) - 24);
		wrong += !agrees(strtod(text, NULL));
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void prints_integers_and_binary_fractions(void)
{
	int wrong = 0;

	draw_state = 3;
	for (int i = 0; i < 20000; i++)
		wrong += !agrees(i) + !agrees(-i / 8.0) + !agrees(i / 1000.0);
	for (int i = 0; i < 500000; i++) {
		double whole = (double)(draw() >> draw_below(64));

		wrong += !agrees(whole) + !agrees(ldexp(whole + 0.5, -draw_below(16)));
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

/* Eleven digits that end in 5: a tie where the double holds them exactly, else nearly one. */
static void prints_ties_and_what_is_near(void)
{
	int wrong = 0;

	draw_state = 4;
	for (int i = 0; i < 200000; i++) {
		double digits = (double)(draw() % UINT64_C(10000000000) * 10 + 5);
		int power = i % 4 ? i % 26 : -draw_below(12);
		double x = power < 0 ? digits * power_of_ten(-power) : digits / power_of_ten(power);

		wrong += !agrees(x) + !agrees(nextafter(x, 0)) + !agrees(nextafter(x, INFINITY));
		/* digits / 2^n: exact, and a tie for one in a few. */
		wrong += !agrees(
			ldexp((double)(draw() % (UINT64_C(1) << 36) | 1), -1 - draw_below(18)));
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

/* About powers of two and ten, and about what is rounded up to a power of ten. */
static void prints_every_power(void)
{
	int wrong = 0;

	for (int power = -324; power <= 308; power++)
		for (int which = 0; which < 2; which++) {
			double x = power_of_ten(power) * (which ? 9.9999999995 : 1);

			for (int i = 0; i < 40; i++)
				x = nextafter(x, 0);
			for (int i = 0; i < 80; i++, x = nextafter(x, INFINITY))
				wrong += !agrees(x);
		}
	for (int power = -1074; power < 1024; power++) {
		double x = ldexp(1, power);

		wrong += !agrees(x) + !agrees(nextafter(x, 0)) + !agrees(nextafter(x, INFINITY));
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void prints_what_is_awkward(void)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = {{0.0, "0"}, {-0.0, "0"}, {INFINITY, "inf"}, {-INFINITY, "-inf"}, {NAN, "nan"},
		{-NAN, "nan"}, {1e10, "1e+10"}, {9999999999, "9999999999"}, {9999999999.5, "1e+10"},
		{9999999998.5, "9999999998"}, {1e-4, "0.0001"}, {0.000099999999995, "0.0001"},
		{1e-5, "1e-05"}, {-1e100, "-1e+100"}, {-1.234567891e-308, "-1.234567891e-308"},
		{DBL_MAX, "1.797693135e+308"}, {DBL_MIN, "2.225073859e-308"},
		{DBL_TRUE_MIN, "4.940656458e-324"}, {0.1, "0.1"}, {-3, "-3"}, {100, "100"},
		{1234567890.5, "1234567890"}, {1234567891.5, "1234567892"},
		{12345678905, "1.23456789e+10"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[INS_NUMBER_TEXT];

		CU_ASSERT_EQUAL(ins_number_format(cases[i].value, text), strlen(cases[i].text));
		SAME(text, cases[i].text);
	}
}

/* Where a comma is the decimal sign of the locale, a point is still what is printed. */
static void minds_no_locale(void)
{
	static const char *const names[] = {"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", NULL};
	char text[INS_NUMBER_TEXT];
	int found = 0;

	for (int i = 0; names[i] && !found; i++)
		found = setlocale(LC_ALL, names[i]) != NULL;
	if (!found)
		fprintf(stderr, "no locale with a decimal comma is installed\n");
	ins_number_format(12.5, text);
	SAME(text, "12.5");
	/* A tie of a power that is not exact, and one too small: both are left to printf. */
	ins_number_format(12345678915, text);
	SAME(text, "1.234567892e+10");
	ins_number_format(DBL_TRUE_MIN, text);
	SAME(text, "4.940656458e-324");
	setlocale(LC_ALL, "C");
}

int main(void)
{
	static const struct unit_test tests[] = {{"prints any double", prints_any_double},
		{"prints decimals", prints_decimals},
		{"prints integers and binary fractions", prints_integers_and_binary_fractions},
		{"prints ties and what is near", prints_ties_and_what_is_near},
		{"prints every power", prints_every_power},
		{"prints what is awkward", prints_what_is_awkward},
		{"minds no locale", minds_no_locale}, {NULL, NULL}};
	return unit_main("number_format", tests);
}
