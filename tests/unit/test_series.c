/* Series: columns by name and unit, rows in groups, labels that tell them apart, what gnuplot gets.
 */
#include "unit.h"

#include "face/series.h"

#include <unistd.h>

static const struct ins_series_wish no_wish = {NULL, NULL, NULL, NULL};

/* What a test draws; it ends by clear(). */
static struct ins_template template;
static struct ins_table table;
static const struct ins_series_source source = {"one.tsv", &table};
static struct ins_series series;
static struct ins_err err;

static void clear(void)
{
	ins_series_free(&series);
	ins_table_free(&table);
	ins_template_free(&template);
}

/* One source, and nothing wished otherwise than the template says. */
static int collect(void)
{
	return ins_series_collect(&series, &template, &source, 1, &no_wish, &err);
}

static void make_template(const char *first_lines)
{
	char path[] = "test_series.XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

	if (file) {
		fputs(first_lines, file);
		fclose(file);
		CU_ASSERT_EQUAL(ins_template_read(&template, path, &err), INS_OK);
		unlink(path);
	}
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
}

/* Two specimens, two rows each. */
static void make_table(struct ins_table *made, const char *stress, double scale)
{
	memset(made, 0, sizeof *made);
	CU_ASSERT_EQUAL(ins_table_add_columns(made, "specimen:t mode:t strain", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_number(made, stress, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(made, 4, NULL), INS_OK);
	for (size_t i = 0; i < 4; i++) {
		ins_table_set_word(made, "specimen", i, i < 2 ? "a" : "b", NULL);
		ins_table_set_word(made, "mode", i, i < 2 ? "tension" : "compression", NULL);
		ins_table_set(made, "strain", i, 0.01 * (double)i);
		ins_table_set(made, stress, i, scale * (double)(i + 1));
	}
}

static const char head[] = "#@ need x strain\n#@ need y stress\n#@ also y_se y:se\n"
			   "#@ group specimen mode\n#@ kind mode tension compression\n";

static void groups_rows_and_labels_them(void)
{
	make_template(head);
	make_table(&table, "stress_GPa", 1);
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL_FATAL(series.groups, 2);
	CU_ASSERT_EQUAL(series.panels, 1);
	CU_ASSERT_EQUAL(series.group[0].kind, 1);
	CU_ASSERT_EQUAL(series.group[1].kind, 2);
	SAME(series.group[1].label.data, "b compression");
	SAME(series.column[1].label.data, "stress (GPa)");
	CU_ASSERT_FALSE(series.column[2].found);
	clear();
}

static void turns_units_into_those_of_the_first(void)
{
	struct ins_table two[2];
	struct ins_series_source both[] = {{"d/one.tsv", &two[0]}, {"d/two.tsv", &two[1]}};

	make_template(head);
	make_table(&two[0], "stress_GPa", 1);
	make_table(&two[1], "stress_MPa", 1000);
	CU_ASSERT_EQUAL(ins_series_collect(&series, &template, both, 2, &no_wish, &err), INS_OK);
	CU_ASSERT_EQUAL_FATAL(series.groups, 4);
	/* One multiplication each: algebra. */
	NEAR(ins_series_value(&series, 1, 1, 3), 4, 1e-12, 0);
	SAME(series.group[2].label.data, "two a tension");
	ins_series_free(&series);
	ins_table_free(&two[1]);
	make_table(&two[1], "stress_nm", 1);
	CU_ASSERT_EQUAL(
		ins_series_collect(&series, &template, both, 2, &no_wish, &err), INS_EFORMAT);
	SAME(err.text, "d/two.tsv: column 'stress_nm' cannot share an axis with 'stress_GPa' of "
		       "d/one.tsv");
	ins_series_free(&series);
	ins_template_free(&template);
	ins_table_free(&two[1]);
	/* The same unit, but another quantity. */
	make_template("#@ need x strain\n#@ need y stress pressure\n");
	make_table(&two[1], "pressure_GPa", 1);
	CU_ASSERT_EQUAL(
		ins_series_collect(&series, &template, both, 2, &no_wish, &err), INS_EFORMAT);
	SAME(err.text, "d/two.tsv: column 'pressure_GPa' cannot share an axis with 'stress_GPa' of "
		       "d/one.tsv");
	ins_series_free(&series);
	ins_table_free(&two[0]);
	ins_table_free(&two[1]);
	ins_template_free(&template);
}

/* Yields in GPa with errors in MPa, and the other way round: both stand on one axis, in GPa. */
static void turns_what_shares_an_axis_into_its_unit(void)
{
	struct ins_table two[2];
	struct ins_series_source both[] = {{"one.tsv", &two[0]}, {"two.tsv", &two[1]}};

	make_template("#@ need x strain\n#@ need y yield\n#@ also y_se y:se\n#@ also top max\n"
		      "#@ also gauge gauge\n#@ also low min\n#@ axis y top low gauge\n");
	make_table(&two[0], "yield_GPa", 1);
	make_table(&two[1], "yield_MPa", 1000);
	CU_ASSERT_EQUAL(
		ins_table_add_columns(&two[0], "yield_se_MPa max_kPa gauge_nm", NULL), INS_OK);
	CU_ASSERT_EQUAL(
		ins_table_add_columns(&two[1], "yield_se_GPa max_GPa min_MPa", NULL), INS_OK);
	ins_table_set(&two[0], "yield_se_MPa", 0, 50);
	ins_table_set(&two[0], "max_kPa", 0, 7e6);
	ins_table_set(&two[0], "gauge_nm", 0, 300);
	ins_table_set(&two[1], "yield_se_GPa", 0, 0.05);
	ins_table_set(&two[1], "max_GPa", 0, 7);
	ins_table_set(&two[1], "min_MPa", 0, 2000);
	CU_ASSERT_EQUAL(ins_series_collect(&series, &template, both, 2, &no_wish, &err), INS_OK);
	for (size_t i = 0; i < 2; i++) {
		/* A ratio of two scales and a product: algebra. */
		NEAR(ins_series_value(&series, 2, i, 0), 0.05, 1e-12, 0);
		NEAR(ins_series_value(&series, 3, i, 0), 7, 1e-12, 0);
	}
	SAME(series.column[2].label.data, "yield se (GPa)");
	SAME(series.column[3].label.data, "max (GPa)");
	/* One that the first stream lacks. */
	NEAR(ins_series_value(&series, 5, 1, 0), 2, 1e-12, 0);
	/* A length turns into no stress. */
	NEAR(ins_series_value(&series, 4, 0, 0), 300, 0, 0);
	SAME(series.column[4].label.data, "gauge (nm)");
	ins_table_free(&two[0]);
	ins_table_free(&two[1]);
	clear();
}

static void obeys_wishes(void)
{
	struct ins_series_wish wish = {"row", "strain", NULL, "mode"};

	make_template(head);
	make_table(&table, "stress_GPa", 1);
	CU_ASSERT_EQUAL(ins_series_collect(&series, &template, &source, 1, &wish, NULL), INS_OK);
	NEAR(ins_series_value(&series, 0, 0, 2), 3, 0, 0);
	SAME(series.column[1].label.data, "strain");
	CU_ASSERT_EQUAL_FATAL(series.panels, 2);
	SAME(series.panel[1].data, "compression");
	SAME(series.group[1].label.data, "b");
	clear();
}

/* Modes "tension" and "-": a missing word is no part of a label, unless nothing else is. */
static void leaves_what_is_missing_out_of_labels(void)
{
	make_template(head);
	make_table(&table, "stress_GPa", 1);
	CU_ASSERT_EQUAL(ins_table_fill_words(&table, "mode", 2, 2, "-", NULL), INS_OK);
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL_FATAL(series.groups, 2);
	SAME(series.group[0].label.data, "a tension");
	SAME(series.group[1].label.data, "b");
	ins_series_free(&series);
	CU_ASSERT_EQUAL(ins_table_fill_words(&table, "specimen", 0, 4, "a", NULL), INS_OK);
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL_FATAL(series.groups, 2);
	SAME(series.group[0].label.data, "tension");
	SAME(series.group[1].label.data, "-");
	clear();
}

static void refuses_what_cannot_be_drawn(void)
{
	make_template(head);
	make_table(&table, "load_uN", 1);
	CU_ASSERT_EQUAL(collect(), INS_EFORMAT);
	SAME(err.text, "one.tsv: no column of numbers 'stress'; its columns are specimen mode "
		       "strain load_uN; choose other ones with -x and -y");
	ins_series_free(&series);
	ins_table_free(&table);
	make_table(&table, "stress_GPa", NAN);
	CU_ASSERT_EQUAL(collect(), INS_EFORMAT);
	SAME(err.text, "one.tsv: nothing to draw: no row has a number in 'strain', 'stress_GPa'");
	clear();
}

static void writes_a_block_a_group(void)
{
	char text[200] = "";
	FILE *file = fmemopen(text, sizeof text, "w");

	make_template(head);
	make_table(&table, "stress_GPa", 1);
	ins_table_set(&table, "strain", 3, INFINITY);
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	ins_series_write(&series, file);
	fclose(file);
	SAME(text,
		"x\ty\ty_se\n0\t1\tnan\n0.01\t2\tnan\n\n\nx\ty\ty_se\n0.02\t3\tnan\nnan\t4\tnan\n");
	clear();
}

/* 100000 rows of noise with one peak: what is left is short, in order, and has the peak and the
 * ends. */
static void thins_a_long_line_but_keeps_its_peak(void)
{
	enum { ROWS = 100000, PEAK = 54321 };
	FILE *file = tmpfile();
	char line[100];
	size_t lines = 0, peaks = 0;
	double x, y, before = -1, last = -1;

	make_template("#@ need x strain\n#@ need y stress\n#@ thin\n");
	CU_ASSERT_EQUAL(ins_table_add_columns(&table, "strain stress_GPa", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&table, ROWS, NULL), INS_OK);
	for (size_t i = 0; i < ROWS; i++) {
		ins_table_set(&table, "strain", i, (double)i);
		ins_table_set(
			&table, "stress_GPa", i, i == PEAK ? 9 : (double)(i * 7919 % 1000) / 1000);
	}
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	ins_series_write(&series, file);
	rewind(file);
	for (; fgets(line, sizeof line, file); lines++)
		if (sscanf(line, "%lf\t%lf", &x, &y) == 2) {
			CU_ASSERT(x > before);
			before = last = x;
			peaks += x == PEAK && y == 9;
		}
	CU_ASSERT(lines > 3000 && lines < 18002);
	CU_ASSERT_EQUAL(peaks, 1);
	NEAR(last, ROWS - 1, 0, 0);
	fclose(file);
	clear();
}

/* A map of 3 x 2 pixels 0.5 nm apart, of which the rows WHICH are there, in that order. */
static void make_map(const char *columns, const char *which)
{
	CU_ASSERT_EQUAL(ins_table_add_columns(&table, columns, NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&table, strlen(which), NULL), INS_OK);
	for (size_t i = 0; which[i]; i++) {
		int pixel = which[i] - '0';

		ins_table_set(&table, "x_nm", i, 10 + 0.5 * (pixel % 3));
		ins_table_set(&table, "y_nm", i, 0.5 * (pixel / 3));
		ins_table_set(&table, "z", i, pixel);
		if (ins_table_find(&table, "x_px") >= 0)
			ins_table_set(&table, "x_px", i, pixel % 3);
	}
}

static const char map_head[] = "#@ need x x_nm\n#@ need y y_nm\n#@ need z z\n#@ also i x:px\n"
			       "#@ also j y:px\n#@ grid x y i j\n";

/* What gnuplot gets of such a map, without the names above; or the fault. */
static void check_map(const char *columns, const char *which, const char *want)
{
	char text[400] = "";
	FILE *file = fmemopen(text, sizeof text, "w");

	make_template(map_head);
	make_map(columns, which);
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	if (collect() == INS_OK)
		ins_series_write(&series, file);
	fclose(file);
	SAME(*text ? text + strlen("x\ty\tz\ti\tj\n") : err.text, want);
	clear();
}

/* Of two lines, one has a gap between its two numbers. */
static void leaves_out_what_cannot_be_seen(void)
{
	char lines[sizeof head + 16];

	snprintf(lines, sizeof lines, "%s#@ thin\n", head);
	make_template(lines);
	make_table(&table, "stress_GPa", 1);
	ins_table_set(&table, "strain", 3, NAN);
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL(series.groups, 1);
	SAME(series.left_out.data, "one.tsv: 'b compression' is left out: no two rows that follow "
				   "each other have numbers in 'strain', 'stress_GPa'\n");
	ins_series_free(&series);
	ins_table_set(&table, "strain", 0, NAN);
	CU_ASSERT_EQUAL(collect(), INS_EANALYSIS);
	SAME(err.text, "one.tsv: nothing to draw: no two rows that follow each other have numbers "
		       "in 'strain', 'stress_GPa'");
	ins_series_free(&series);
	ins_template_free(&template);
	/* Points are seen alone. */
	make_template(head);
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL(series.groups, 2);
	CU_ASSERT_EQUAL(series.left_out.size, 0);
	clear();
}

static void puts_pixels_in_their_places(void)
{
	static const char whole[] = "10\t0\t0\tnan\tnan\n10.5\t0\t1\tnan\tnan\n"
				    "11\t0\t2\tnan\tnan\n10\t0.5\t3\tnan\tnan\n"
				    "10.5\t0.5\t4\tnan\tnan\n11\t0.5\t5\tnan\tnan\n";

	check_map("x_nm y_nm z", "012345", whole);
	check_map("x_nm y_nm z", "425130", whole);
	check_map("x_nm y_nm z", "51",
		"10.5\t0\t1\tnan\tnan\n11\t0\tnan\tnan\tnan\n"
		"10.5\t0.5\tnan\tnan\tnan\n11\t0.5\t5\tnan\tnan\n");
	/* Only the numbers of the pixels tell that a column is missing between these. */
	check_map("x_nm x_px y_nm z", "20",
		"10\t0\t0\t0\tnan\n10.5\t0\tnan\tnan\tnan\n11\t0\t2\t2\tnan\n");
	check_map("x_nm y_nm z", "4", "10.5\t0.5\t4\tnan\tnan\n");
	check_map("x_nm y_nm z", "0120",
		"one.tsv: two pixels of one map stand at x (nm) 10, y (nm) 0");
}

static void refuses_pixels_on_no_grid(void)
{
	make_template(map_head);
	make_map("x_nm y_nm z", "012345");
	for (size_t i = 0; i < 6; i++)
		ins_table_set(&table, "x_nm", i, sqrt((double)i));
	CU_ASSERT_EQUAL(collect(), INS_EFORMAT);
	SAME(err.text, "one.tsv: no map: its pixels stand on no even grid along x (nm)");
	ins_series_free(&series);
	ins_table_free(&table);
	make_map("x_nm x_px y_nm z", "012345");
	ins_table_set(&table, "x_nm", 1, 10.2);
	CU_ASSERT_EQUAL(collect(), INS_EFORMAT);
	SAME(err.text, "one.tsv: no map: its pixels stand on no even grid along x (nm)");
	ins_series_free(&series);
	ins_table_free(&table);
	/* Their distance is more than a number can be. */
	make_map("x_nm y_nm z", "012345");
	ins_table_set(&table, "y_nm", 0, -1e308);
	ins_table_set(&table, "y_nm", 1, 1e308);
	CU_ASSERT_EQUAL(collect(), INS_EFORMAT);
	SAME(err.text, "one.tsv: no map: its pixels stand on no even grid along y (nm)");
	clear();
}

static void orders_and_labels_by_a_number_that_tells_all(void)
{
	static const double frequency_Hz[] = {10, 0.5, 2};

	make_template("#@ need x strain\n#@ need y stress\n#@ group specimen frequency\n");
	CU_ASSERT_EQUAL(
		ins_table_add_columns(&table, "specimen:t frequency_Hz strain stress_GPa", NULL),
		INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&table, 3, NULL), INS_OK);
	for (size_t i = 0; i < 3; i++) {
		ins_table_set_word(&table, "specimen", i, i == 0 ? "a" : i == 1 ? "b" : "c", NULL);
		ins_table_set(&table, "frequency_Hz", i, frequency_Hz[i]);
		ins_table_set(&table, "strain", i, 1);
		ins_table_set(&table, "stress_GPa", i, 2);
	}
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL_FATAL(series.groups, 3);
	SAME(series.group[0].label.data, "0.5 Hz");
	SAME(series.group[2].label.data, "10 Hz");
	clear();
}

static void sorts_rows_and_finds_companions(void)
{
	static const double strain[] = {3, NAN, 1, 3, 2}, sorted[] = {2, 4, 0, 3, 1};
	struct ins_series_wish swapped = {"stress", "strain", NULL, NULL};

	make_template("#@ need x strain\n#@ need y stress\n#@ also a true:x\n"
		      "#@ also b true:y\n#@ also c y:se\n#@ sort\n");
	CU_ASSERT_EQUAL(
		ins_table_add_columns(&table,
			"strain stress_GPa true_strain true_stress_GPa stress_se_GPa", NULL),
		INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&table, 5, NULL), INS_OK);
	for (size_t i = 0; i < 5; i++) {
		ins_table_set(&table, "strain", i, strain[i]);
		ins_table_set(&table, "stress_GPa", i, 1);
	}
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL_FATAL(series.groups, 1);
	for (size_t i = 0; i < 5; i++)
		NEAR((double)series.group[0].row[i], sorted[i], 0, 0);
	CU_ASSERT_EQUAL(series.column[2].index[0], 2);
	CU_ASSERT_EQUAL(series.column[3].index[0], 3);
	CU_ASSERT_EQUAL(series.column[4].index[0], 4);
	ins_series_free(&series);
	CU_ASSERT_EQUAL(ins_series_collect(&series, &template, &source, 1, &swapped, NULL), INS_OK);
	CU_ASSERT_EQUAL(series.column[2].index[0], 3);
	CU_ASSERT_EQUAL(series.column[3].index[0], 2);
	clear();
}

static void joins_single_rows_where_the_template_says(void)
{
	make_template("#@ need x strain\n#@ need y stress\n#@ group specimen\n#@ join\n");
	CU_ASSERT_EQUAL(
		ins_table_add_columns(&table, "specimen:t strain stress_GPa", NULL), INS_OK);
	CU_ASSERT_EQUAL(ins_table_add_rows(&table, 3, NULL), INS_OK);
	for (size_t i = 0; i < 3; i++) {
		ins_table_set_word(&table, "specimen", i, i == 0 ? "a" : i == 1 ? "b" : "c", NULL);
		ins_table_set(&table, "strain", i, (double)i);
		ins_table_set(&table, "stress_GPa", i, 2);
	}
	CU_ASSERT_EQUAL(collect(), INS_OK);
	CU_ASSERT_EQUAL_FATAL(series.groups, 1);
	CU_ASSERT_EQUAL(series.group[0].rows, 3);
	SAME(series.group[0].label.data, "");
	clear();
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"groups rows and labels them", groups_rows_and_labels_them},
		{"turns units into those of the first", turns_units_into_those_of_the_first},
		{"turns what shares an axis into its unit",
			turns_what_shares_an_axis_into_its_unit},
		{"obeys wishes", obeys_wishes},
		{"leaves what is missing out of labels", leaves_what_is_missing_out_of_labels},
		{"refuses what cannot be drawn", refuses_what_cannot_be_drawn},
		{"writes a block a group", writes_a_block_a_group},
		{"thins a long line but keeps its peak", thins_a_long_line_but_keeps_its_peak},
		{"leaves out what cannot be seen", leaves_out_what_cannot_be_seen},
		{"puts pixels in their places", puts_pixels_in_their_places},
		{"refuses pixels on no grid", refuses_pixels_on_no_grid},
		{"orders and labels by a number that tells all",
			orders_and_labels_by_a_number_that_tells_all},
		{"sorts rows and finds companions", sorts_rows_and_finds_companions},
		{"joins single rows where the template says",
			joins_single_rows_where_the_template_says},
		{NULL, NULL}};
	return unit_main("series", tests);
}
