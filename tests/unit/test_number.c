/* Numbers from text: every one must be the very bits that strtod gives in the C locale. */
#include "unit.h"
#include "draw.h"

#include <errno.h>
#include <float.h>
#include <locale.h>

#include "base/number.h"

/* Whether TEXT is read as strtod reads it: the same bits and the same end. */
static int agrees(const char *text, size_t length)
{
	char *want_end;
	double want = strtod(text, &want_end), got = 0;
	const char *got_end = ins_number_parse(text, text + length, '.', &got);
	int same =
		want_end == text ? !got_end : got_end == want_end && bits_of(got) == bits_of(want);

	if (!same)
		fprintf(stderr, "'%.60s': %.17g, strtod %.17g\n", text, got, want);
	return same;
}

static int agrees_text(const char *text)
{
	return agrees(text, strlen(text));
}

static void reads_any_double_printed_in_full(void)
{
	char text[64];
	int wrong = 0;

	draw_state = 1;
	for (int i = 0; i < 300000; i++) {
		double x = draw_double(), back = 0;
		int n = snprintf(text, sizeof text, "%.17g", x);

		wrong += !agrees(text, (size_t)n);
		ins_number_parse(text, text + n, '.', &back);
		wrong += bits_of(back) != bits_of(x);
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void reads_ordinary_precision(void)
{
	static const char *const formats[] = {"%.10g", "%.6f", "%.9e", "%g", "%.3f", "%+.15g"};
	char text[400];
	int wrong = 0;

	draw_state = 2;
	for (int i = 0; i < 600000; i++) {
		double x = ((double)(draw() >> 11) / 0x1p52 - 1) * pow(10, draw_below(12) - 4);
		int n = snprintf(text, sizeof text, formats[i % 6], x);

		wrong += !agrees(text, (size_t)n);
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

/* 1 to DIGITS random digits, a point before, among or behind some, and an exponent. */
static size_t draw_text(char *text, int digits)
{
	static const char *const signs[] = {"", "-", "+"};
	char *p = text;
	int n = 1 + draw_below(digits), point = draw_below(2 * n), zeros = draw_below(4) == 0;

	p += sprintf(p, "%s", signs[draw_below(3)]);
	for (int i = 0; i < n; i++) {
		if (i == point)
			*p++ = '.';
		*p++ = (char)('0' + (zeros && i < n / 2 ? 0 : draw_below(10)));
	}
	if (point == n)
		*p++ = '.';
	*p = 0;
	if (draw_below(4) > 0)
		p += sprintf(p, "%c%s%d", draw_below(2) ? 'e' : 'E', signs[draw_below(3)],
			draw_below(4) > 0 ? draw_below(351) : draw_below(20));
	return (size_t)(p - text);
}

static void reads_random_digits(void)
{
	char text[1100];
	int wrong = 0;

	draw_state = 3;
	for (int i = 0; i < 1000000; i++)
		wrong += !agrees(text, draw_text(text, 25));
	for (int i = 0; i < 2000; i++)
		wrong += !agrees(text, draw_text(text, 1000));
	CU_ASSERT_EQUAL(wrong, 0);
}

static size_t print_power(char *text, uint64_t digits, int power)
{
	return (size_t)sprintf(text, "%llue%d", (unsigned long long)digits, power);
}

/* Up to nineteen digits with every power of ten reach every entry of the table. */
static void reads_every_power(void)
{
	char text[64];
	int wrong = 0;

	draw_state = 4;
	for (int power = -400; power <= 400; power++)
		for (int i = 0; i < 200; i++) {
			uint64_t digits = draw() >> draw_below(64);

			digits %= UINT64_C(10000000000000000000);
			wrong += !agrees(text, print_power(text, digits, power));
		}
	CU_ASSERT_EQUAL(wrong, 0);
}

/* An odd number of 54 bits lies in the middle of two doubles: as w 5^q, and divided by 2^q. */
static void reads_ties_of_few_digits(void)
{
	char text[64];
	int wrong = 0;

	draw_state = 6;
	for (int i = 0; i < 20000; i++) {
		uint64_t odd = (draw() >> 11 | UINT64_C(1) << 53) | 1, five = 1;
		int power = 1 + i % 23;

		for (int j = 0; j < power; j++)
			five *= 5;
		if (power <= 4)
			wrong += !agrees(text, print_power(text, odd * five, -power));
		wrong += !agrees(text, print_power(text, odd / five | 1, power));
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

/* Print the middle between X and the next double in full, by glibc's exact long double where it
 * holds 64 bits of mantissa; its neighbours differ in one last digit. */
static void reads_the_middle_between_two_doubles(void)
{
	char text[1400];
	int wrong = 0;

	if (LDBL_MANT_DIG < 64) {
		fprintf(stderr, "long double is no wider than double: middles not tried\n");
		CU_PASS("");
		return;
	}
	draw_state = 5;
	for (int i = 0; i < 4000; i++) {
		double x = fabs(draw_double());
		int n;

		if (i % 4 == 0)
			x = (double)(draw() >> draw_below(64));
		if (i % 4 == 1)
			x = DBL_MIN * ((double)draw_below(1000000) / 1000000);
		n = snprintf(text, sizeof text, "%.*Le", i % 3 == 0 ? 20 : 1000,
			((long double)x + (long double)nextafter(x, INFINITY)) / 2);
		wrong += !agrees(text, (size_t)n);
		for (char digit = '0'; digit <= '9'; digit++) {
			char *e = strchr(text, 'e');

			e[-1] = digit;
			wrong += !agrees(text, (size_t)n);
		}
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void reads_what_is_awkward(void)
{
	static const char *const texts[] = {"0", "-0", "+0", "0.0e5", "-.0",
		"00000000000000000000000000000001", "0.00000000000000000000000000000000000000001",
		"1e400", "-1e400", "1e-400", "1e308", "1.7976931348623157e308",
		"1.7976931348623158e308", "1.7976931348623159e308",
		"179769313486231580793728971405301e276", "2.2250738585072014e-308",
		"2.2250738585072011e-308", "2.2250738585072012e-308", "4.9e-324", "2.4e-324",
		"2.5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "5e-325",
		"9007199254740993", "9007199254740992.5", "9007199254740993.0000000000000000000001",
		"1e22", "1e23", "9007199254740991e22", "9007199254740993e-22",
		"123456789012345678901", "18446744073709551615", "18446744073709551616",
		"99999999999999999999", "1e1000000000000000000000", "1e-1000000000000000000000",
		"0e99999999999999999999", "8.0e-005", ".0010017", "5.", ".5", "5.e3", ".5e3",
		"1e+5", "1E05", "12345678", "1234567812345678", "12345678.12345678", "12345678.",
		".12345678", "", ".", "+", "-", "+.", "e5", ".e5", "-e", "1e", "1e+", "1e-", "1.e",
		"1e+x", "--1", "+-1", "1-1", "1.2.3", "1..2", "1,5", "1 ", "1\t2", "1x", "1ee5",
		"1e5e5", "1e5.5", "12345678x", "1.12345678x", "abc", "\xc2\xb5", "1\xe2\x88\x92",
		"9223372036854775807", "9223372036854775808"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		CU_ASSERT(agrees_text(texts[i]));
}

/* More digits than memory of any exponent's range holds: zeros before, behind, and a last 1. */
static void reads_huge_digit_strings(void)
{
	enum { SIZE = 100000 };
	char *text = malloc(SIZE + 32);

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	memset(text, '0', SIZE);
	strcpy(text + SIZE, "1e5");
	CU_ASSERT(agrees_text(text));
	text[1] = '.';
	strcpy(text + SIZE, "17e99990");
	CU_ASSERT(agrees_text(text));
	strcpy(text + SIZE, "17e100300");
	CU_ASSERT(agrees_text(text));
	memcpy(text, "9007199254740993.", 17);
	strcpy(text + SIZE, "00");
	CU_ASSERT(agrees_text(text));
	strcpy(text + SIZE, "01");
	CU_ASSERT(agrees_text(text));
	memset(text, '7', SIZE);
	strcpy(text + SIZE, "e-99999");
	CU_ASSERT(agrees_text(text));
	strcpy(text + SIZE, "e-100300");
	CU_ASSERT(agrees_text(text));
	free(text);
}

/* Each cut stands in memory of its own size, where a checker sees a byte read too many. */
static void reads_every_cut_within_its_bounds(void)
{
	static const char *const texts[] = {"-12345678.12345678e-005",
		"+123.456789012345678901e+12", ".5e3 7", "-1234567.1234567812345678;1",
		"123456781234567812345678", "1e5,2"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t n = 0; n <= strlen(texts[i]); n++) {
			char *cut = malloc(n + 1), *exact = malloc(n ? n : 1);
			double want = 0, got = 0;
			const char *want_end, *got_end;

			CU_ASSERT_PTR_NOT_NULL_FATAL(cut);
			CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
			memcpy(cut, texts[i], n);
			cut[n] = 0;
			memcpy(exact, texts[i], n);
			CU_ASSERT(agrees(cut, n));
			want_end = ins_number_parse(cut, cut + n, '.', &want);
			got_end = ins_number_parse(exact, exact + n, '.', &got);
			CU_ASSERT(!want_end ? !got_end : got_end - exact == want_end - cut);
			CU_ASSERT_EQUAL(bits_of(got), bits_of(want));
			free(cut);
			free(exact);
		}
}

static void takes_a_decimal_comma(void)
{
	const char text[] = "-1234,5e-2;7", point[] = "1.5";
	double value = 0;
	const char *end = ins_number_parse(text, text + sizeof text - 1, ',', &value);

	CU_ASSERT_PTR_EQUAL(end, text + 10);
	CU_ASSERT_EQUAL(value, -12.345);
	end = ins_number_parse(point, point + 3, ',', &value);
	CU_ASSERT_PTR_EQUAL(end, point + 1);
	CU_ASSERT_EQUAL(value, 1);
}

static void leaves_value_and_errno_alone(void)
{
	const char word[] = "x", large[] = "123456789012345678901e300";
	double value = 7;

	CU_ASSERT_PTR_NULL(ins_number_parse(word, word + 1, '.', &value));
	CU_ASSERT_EQUAL(value, 7);
	errno = 0;
	ins_number_parse(large, large + sizeof large - 1, '.', &value);
	CU_ASSERT_EQUAL(errno, 0);
	CU_ASSERT(isinf(value));
}

/* Where a comma is the decimal sign of the locale, a point is still one for the reader. */
static void minds_no_locale(void)
{
	static const char *const names[] = {"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", NULL};
	const char text[] = "1.23456789012345678901234567890e1";
	double value = 0;
	int found = 0;

	for (int i = 0; names[i] && !found; i++)
		found = setlocale(LC_ALL, names[i]) != NULL;
	if (!found)
		fprintf(stderr, "no locale with a decimal comma is installed\n");
	ins_number_parse(text, text + sizeof text - 1, '.', &value);
	setlocale(LC_ALL, "C");
	CU_ASSERT_EQUAL(value, 12.3456789012345678901234567890);
}

static void reads_words_apart(void)
{
	static const struct {
		const char *text;
		double value;
		int length;
	} cases[] = {{"inf", INFINITY, 3}, {"-Infinity", -INFINITY, 9}, {"+INFI", INFINITY, 4},
		{"nano", NAN, 3}, {"-NaN", NAN, 4}, {"infinit", INFINITY, 3}, {"na", 0, 0},
		{"-", 0, 0}, {"", 0, 0}, {"5", 0, 0}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].text;
		double value = 0;
		const char *end = ins_number_parse_word(text, text + strlen(text), &value);

		CU_ASSERT_EQUAL(end ? end - text : 0, cases[i].length);
		CU_ASSERT(isnan(cases[i].value) ? isnan(value) : value == cases[i].value);
		if (end)
			CU_ASSERT_PTR_NULL(
				ins_number_parse(text, text + strlen(text), '.', &value));
	}
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"reads any double printed in full", reads_any_double_printed_in_full},
		{"reads ordinary precision", reads_ordinary_precision},
		{"reads random digits", reads_random_digits},
		{"reads every power", reads_every_power},
		{"reads ties of few digits", reads_ties_of_few_digits},
		{"reads the middle between two doubles", reads_the_middle_between_two_doubles},
		{"reads what is awkward", reads_what_is_awkward},
		{"reads huge digit strings", reads_huge_digit_strings},
		{"reads every cut within its bounds", reads_every_cut_within_its_bounds},
		{"takes a decimal comma", takes_a_decimal_comma},
		{"leaves value and errno alone", leaves_value_and_errno_alone},
		{"minds no locale", minds_no_locale}, {"reads words apart", reads_words_apart},
		{NULL, NULL}};
	return unit_main("number", tests);
}
