/* Raw exports: layouts, units, roles, faults, and the real files of ../shared where they are. */
#include "records.h"

static int read_text(const char *text, struct ins_raw *raw, struct ins_err *err)
{
	static const struct ins_raw_request everything = {0};

	return read_bytes(text, strlen(text), &everything, raw, err);
}

/* TEXT is read; its first table has ROWS rows and COLUMN whose row ROW is WANT. */
static void holds(const char *text, size_t rows, const char *column, size_t row, double want)
{
	struct ins_raw raw;
	struct ins_err err;
	double *numbers;

	CU_ASSERT_EQUAL(read_text(text, &raw, &err), INS_OK);
	if (err.status)
		fprintf(stderr, "%s\n", err.text);
	if (raw.blocks) {
		CU_ASSERT_EQUAL(raw.block[0].rows, rows);
		numbers = ins_table_numbers(&raw.block[0].table, column);
		CU_ASSERT_PTR_NOT_NULL(numbers);
		/* Algebra: one multiplication. */
		if (numbers && row < raw.block[0].rows)
			NEAR(numbers[row], want, 1e-12, 0);
	}
	ins_raw_free(&raw);
}

static void fails(const char *text, const char *sentence)
{
	struct ins_raw raw;
	struct ins_err err;

	CU_ASSERT_EQUAL(read_text(text, &raw, &err), INS_EFORMAT);
	SAME(err.text, sentence);
	ins_raw_free(&raw);
}

static void reads_units_in_the_usual_places(void)
{
	holds("Time (s),Load (mN)\n0,1\n1,2.5\n", 2, "load_uN", 1, 2500);
	holds("Time [s]\tLoad [mN]\n0\t1\n1\t2.5\n", 2, "load_uN", 1, 2500);
	holds("Time;Load\n(s);(mN)\n0;1\n1;2,5\n", 2, "load_uN", 1, 2500);
	holds("Time;Load\ns;mN\n0;1\n1;2,5\n", 2, "load_uN", 1, 2500);
	holds("time_s load_mN\n0 1\n1 2.5\n", 2, "load_uN", 1, 2500);
	holds("time/s load/mN\n0 1\n1 2.5\n", 2, "load_uN", 1, 2500);
	holds("Time (s) Load (mN)\n0 1\n1 2.5\n", 2, "load_uN", 1, 2500);
	holds("Zeit in s;Kraft in mN\n0;1\n1;2,5\n", 2, "load_uN", 1, 2500);
	holds("# time (s), load (mN)\n0,1\n1,2.5\n", 2, "load_uN", 1, 2500);
	holds("\"Temps\",\"Force\"\n\"s\",\"mN\"\n\"0\",\"1\"\n\"1\",\"2,5\"\n", 2, "load_uN", 1,
		2500);
}

static void reads_columns_without_names(void)
{
	static const char *const channels[] = {"strain:1:%", "stress:2:MPa"};
	const struct ins_raw_request request = {.channel = channels, .channels = 2};
	struct ins_raw raw;
	struct ins_err err;

	CU_ASSERT_EQUAL(read_bytes("0 0\n1 500\n", 10, &request, &raw, &err), INS_OK);
	if (raw.blocks == 1) {
		SAME(raw.block[0].table.column[0].name, "strain");
		NEAR(raw.block[0].table.column[0].number[1], 0.01, 1e-12, 0);
		NEAR(ins_table_numbers(&raw.block[0].table, "stress_GPa")[1], 0.5, 1e-12, 0);
	}
	ins_raw_free(&raw);
}

static void tells_a_wrong_cell(void)
{
	fails("Time (s),Load (N)\n0,1\n1,Bad\n2,3\n",
		"a.txt:3:3: not a number in column 'Load': 'Bad'");
	fails("Time (s)\tLoad (N)\n0\t1.5\n1\t2.5\n2\t3,5\n3\t4.5\n",
		"a.txt:4:3: not a number in column 'Load': '3,5'");
	fails("Time (s),Load (N)\n0,1\n1,2\n2\n3,4\n", "a.txt:4:2: the line ends before cell 2");
	fails("Time (s),Load (N)\n0,1\n1,2\n2", "a.txt:4: the file ends in the middle of a row: it "
						"was cut, or not written to its end");
	fails("Time (s),Load (N)\n0,1\n\"1,2\n2,3\n3,4\n",
		"a.txt:3: a '\"' stands alone, so that the cells of the line cannot be told apart");
	fails("Time (s),Load (N)\n0,1\n2,2\n1,3\n", "a.txt:4:1: time runs backwards: 1 after 2 in "
						    "column 'Time'; are these several tests in "
						    "one table?");
}

static void tells_a_wrong_unit(void)
{
	fails("Time (s),Load (V)\n0,1\n1,2\n",
		"a.txt:1:2: 'Load' in 'V' cannot be a load; say what it is with "
		"--channel=ROLE:2:UNIT");
	fails("Time (s),Load (\xef\xbf\xbdN)\n0,1\n1,2\n",
		"a.txt:1:2: the unit of 'Load' was lost ('\xef\xbf\xbdN'); say it with "
		"--channel=load:2:UNIT");
}

static void refuses_what_is_no_table(void)
{
	fails("", "a.txt: is empty");
	fails("Time (s),Load (N)\n", "a.txt: holds no table of numbers, but names of columns "
				     "('Time (s),Load (N)') and no row");
	fails("\n \n\n", "a.txt: holds blank lines only");
	fails("Report\nOn 3 May we broke 5 pillars.\n",
		"a.txt: holds no table of numbers, but 2 lines of text, the first: 'Report'");
	fails("Name;Material;State\na;b;1\nb;c;2\nc;d;3\n",
		"a.txt: holds no table of numbers; the 4 lines of 3 cells (semicolon) from line 1 "
		"on hold 9 words, such as 'a', and 3 numbers");
	fails("PK\3\4abc",
		"a.txt: is a ZIP archive (or .xlsx, .ods); unpack it, or export as text");
	fails("<!DOCTYPE html>\n", "a.txt: is an HTML page, not a record; was it a download that "
				   "failed?");
	fails("version https://git-lfs.github.com/spec/v1\n",
		"a.txt: is a Git-LFS pointer, not the record itself; fetch it: git lfs pull");
}

static void keeps_rows_with_gaps(void)
{
	holds("Time (s);Load (N);Strain (%)\n0;1;2\n1;2;\n2;3;NaN\n", 3, "load_uN", 2, 3e6);
}

/* The column that plays the role of COLUMN in a table with NAMES on top of plain rows. */
static void plays(const char *names, const char *column, double first)
{
	char text[512];
	size_t commas = 0;

	for (const char *p = names; *p; p++)
		commas += *p == ';';
	snprintf(text, sizeof text, "%s\n", names);
	/* Row i holds 10 i + the column's number, so that a column tells which it was. */
	for (int row = 1; row < 5; row++)
		for (size_t i = 0; i <= commas; i++)
			snprintf(text + strlen(text), sizeof text - strlen(text), "%d%zu%s", row, i,
				i < commas ? ";" : "\n");
	holds(text, 4, column, 0, first);
}

static void chooses_among_candidates(void)
{
	/* Corrected before raw, the standard's own before others, exact names before others. */
	plays("Displacement (nm);Force (uN);Time (s);DEPTH (nm);LOAD (uN)", "displacement_nm", 13);
	plays("Displacement (nm);Force (uN);Time (s);DEPTH (nm);LOAD (uN)", "load_uN", 14);
	plays("Crosshead absolute (nm);Standard travel (nm);Standard force (uN)", "displacement_nm",
		11);
	plays("Load (V);Load (uN);Load Amp. (uN)", "load_uN", 11);
	plays("Traverse (nm);Dehnung (-);Kraft (uN)", "strain", 11);
	plays("True Strain;Eng Strain;Stress (GPa)", "strain", 11);
	plays("Temps (s);Contrainte (GPa);Déformation (-)", "stress_GPa", 11);
	plays("Temps (s);Tension (V);Courant (nA)", "voltage_V", 11);
	plays("Zeit (s);Spannung (GPa);Dehnung (-)", "stress_GPa", 11);
	plays("Zeit (s);Spannung (V);Strom (nA)", "voltage_V", 11);
	plays("Indent Act. Load (uN);Indent Load (uN);Depth (nm)", "load_uN", 11);
	plays("x;Raw Load (uN);Sample Load (uN)", "load_uN", 12);
}

static void keeps_what_it_does_not_know(void)
{
	plays("Time (s);Acceleration (g)", "acceleration", 11);
	plays("Time (s);Velocity (rad/s)", "velocity", 11);
	plays("Time (s);Shear rate (1/s)", "shear_rate_per_s", 11);
	plays("Time (s);Temperature (K)", "temperature_K", 11);
	plays("Time (s);Displacement", "displacement", 11);
	plays("Time (s);x;x", "x_3", 12);
	plays("x;x_3;x", "x_3_3", 12);
}

static void reads_odd_texts(void)
{
	holds("Time (s),Load (uN)\r0,1\r1,2\r", 2, "load_uN", 1, 2);
	holds("# t F\n# s uN\n0 1\n1 2\n", 2, "load_uN", 1, 2);
	holds("Time;Load\ns;uN\n-;-\n0;1\n1;2\n", 2, "load_uN", 1, 2);
	holds("|Time (s)|Load (uN)|\n|0|1|\n|1|2|\n", 2, "load_uN", 1, 2);
	holds("Time\tLoad (uN)\n10:00:01\t1\n10:00:02\t2\n10:00:03\t3\n", 3, "load_uN", 1, 2);
	holds("Time (s),Load (uN)\n0,1\neoh\n1,2\n2,3\n3,4\n", 4, "load_uN", 1, 2);
	holds("Time (s)\tLoad (uN)0.5\t1\n0\t1\n1\t2\n2\t3\n", 3, "load_uN", 1, 2);
	fails("File\thc(nm)\tPmax(uN)\thmax(nm)\na.hys\t1\t2\t3\nb.hys\t1\t2\t3\nc.hys\t1\t2\t3\n",
		"a.txt: is a table of results, one row a test, and holds no curve; export the raw "
		"data of the tests instead; insitu-read --block=1 reads it all the same");
	holds("Load (uN)\n1\n2\n3\n4\n5\n6\n7\n8\n9\n2,5\n", 10, "load_uN", 9, 2.5);
}

static void says_which_comma(void)
{
	fails("1,5\n2,5\n3,5\n", "a.txt:1: the comma may part two cells or be a decimal sign; say "
				 "which with --format=decimal-comma or --format=decimal-point");
	fails("Time (s),Load (N)\n0,1,1,5\n0,2,2,5\n0,3,3,5\n",
		"a.txt:2: the comma parts the cells and is their decimal sign too; say which with "
		"--format=decimal-comma or --format=decimal-point");
	holds("Load (N)\n1,5\n2,5\n", 2, "load_uN", 0, 1.5e6);
	holds("Load (N),Time (s)\n1,5\n2,5\n", 2, "load_uN", 0, 1e6);
}

/* TEXT is read, and a note on one of its tables that count says WHAT. */
static void notes(const char *text, const char *what)
{
	struct ins_raw raw;
	struct ins_err err;
	size_t found = 0;

	CU_ASSERT_EQUAL(read_text(text, &raw, &err), INS_OK);
	for (size_t b = 0; b < raw.blocks; b++)
		for (size_t i = 0; i < raw.block[b].table.notes && !raw.block[b].why; i++)
			found += strcmp(raw.block[b].table.note[i].value, what) == 0;
	if (!found)
		fprintf(stderr, "no note '%s' on: %s\n", what, text);
	CU_ASSERT(found > 0);
	ins_raw_free(&raw);
}

static void tells_of_almost_a_row(void)
{
	/* Taken for text above, between or below the rows. */
	notes("Time (s)\tLoad (N)\tx\n0?\t1e-6?\t?\n1\t2\t3\n2\t3\t4\n3\t4\t5\n",
		"line 2, above the first row, holds numbers and is no row");
	notes("Time (s),Load (N)\n\"0,\"1\"\n\"1\",\"2\"\n\"2\",\"3\"\n",
		"line 2, above the first row, holds numbers and is no row");
	notes("Time (s)\tLoad (N)\tx\n0\t1\t2\n1\t2\t3\n2\t3\t4\n3a\tb\t5\n",
		"line 5, behind a row, holds numbers and is no row");
	/* A table lost because of a row: its other rows stand above the next one's names. */
	notes("Time (s)\tLoad (N)\tx\n0\t1\tup\n1?2\tup\n2\t3\tup\n\nTime (s)\tLoad (N)\tx\n"
	      "4\t1\tup\n5\t2\tup\n6\t3\tup\n",
		"the names stand at line 1 too, with no row under them");
	/* Names that a separator too many, or a lost line end, has moved. */
	notes("Time (s),,Load (N),x\n0,1,2\n1,2,3\n2,3,4\n",
		"the names may stand above the wrong columns: there are 4, and 3 columns");
	notes("X_a_Time_[s]\tY_a_Load_[N]\tX?b_Time_[s]\tY_b_Load_[N]\n0\t1\t0\t1\n1\t2\t1\t2\n"
	      "2\t3\t2\t3\n",
		"the columns are of one test: the names of 1 are not those of a pair X_ and Y_, as "
		"the others are");
	/* A number that lost its place. */
	notes("Time (s),Load (N),x\n0,1,\n1,2,\n2,3,\n3,4,5\n4,5,\n5,6,\n6,7,\n7,8,\n",
		"the only number of column 'x', at line 5, stands where it belongs");
}

static void tells_of_a_lost_byte(void)
{
	char torn[] = "\xff\xfeT\0i\0m\0e\0\t\0F\0\n\0001\0\t\0002\0\n\000"
		      "\0001\0\t\0002\0\n\0001\0\t\0002\0\n\0001\0\t\0002\0\n";
	static const struct ins_raw_request everything = {0};
	struct ins_raw raw;
	struct ins_err err;

	CU_ASSERT_EQUAL(read_bytes(torn, sizeof torn - 1, &everything, &raw, &err), INS_EFORMAT);
	SAME(err.text, "a.txt: is damaged: a byte of its UTF-16 is missing, or one too many, near "
		       "byte 24");
	ins_raw_free(&raw);
}

/* TEXT is read, without a note that its signs were assumed to be what they are. */
static void holds_surely(const char *text, size_t rows, const char *column, size_t row, double want)
{
	struct ins_raw raw;
	struct ins_err err;

	holds(text, rows, column, row, want);
	CU_ASSERT_EQUAL(read_text(text, &raw, &err), INS_OK);
	for (size_t i = 0; raw.blocks && i < raw.block[0].table.notes; i++)
		CU_ASSERT_PTR_NULL(strstr(raw.block[0].table.note[i].value, "three digits"));
	ins_raw_free(&raw);
}

static void parts_thousands(void)
{
	/* Both signs in one number, or groups that no fraction has, are sure. */
	holds("Time (s)\tLoad (uN)\n0\t950.5\n1\t1,500.5\n2\t12,250.0\n", 3, "load_uN", 2, 12250);
	holds("Time (s)\tLoad (uN)\n0\t1,500.5\n1\t2,500.5\n2\t1,002,250.0\n", 3, "load_uN", 2,
		1002250);
	holds("Time (s),Load (uN)\n0,\"1,234.5\"\n1,\"-1,235.5\"\n2,\"1,236.5\"\n", 3, "load_uN", 1,
		-1235.5);
	holds("Zeit (s);Kraft (uN)\n0;1.500,5\n1;12.250,0\n2;950,5\n", 3, "load_uN", 1, 12250);
	holds("Zeit (s);Kraft (uN)\n0;1'500,5\n1;12'250,0\n2;950,5\n", 3, "load_uN", 1, 12250);
	holds("Temps (s);Force (uN)\n0;1 500,5\n1;12\xc2\xa0\x32\x35\x30,0\n2;950,5\n", 3,
		"load_uN", 1, 12250);
	/* One sign, whose meaning other numbers tell. */
	holds("Zeit (s);Kraft (uN);Weg (nm)\n0;1.500;1,5\n1;12.250;1,7\n", 2, "load_uN", 1, 12250);
	holds("Time (s)\tLoad (uN)\tDepth (nm)\n0\t1,500\t0.5\n1\t12,250\t0.7\n", 2, "load_uN", 1,
		12250);
	/* A number that is none of these stays a fault. */
	fails("Time (s)\tLoad (N)\n0\t1.5\n1\t2.5\n2\t3,500\n3\t4.5\n4\t5.5\n",
		"a.txt:4:3: not a number in column 'Load': '3,500'");
	fails("Time (s)\tLoad (N)\n0\t1.5\n1\t2.5\n2\t3,5000.5\n3\t4.5\n",
		"a.txt:4: '3,5000.5' in column 'Load' parts thousands; export the numbers without");
}

static void says_which_point(void)
{
	fails("Zeit;Kraft\ns;uN\n0;1.500\n1;12.250\n",
		"a.txt:3: '1.500' may be 1.5 or 1500; say what its point is with "
		"--format=decimal-point or --format=decimal-comma");
	fails("Time (s)\tLoad (N)\n0\t998\n1\t999\n2\t1,000\n",
		"a.txt:4: '1,000' may be 1 or 1000; say what its comma is with "
		"--format=decimal-point or --format=decimal-comma");
	fails("Diameter\t8.5\tmm\nTime (s)\tLoad (N)\n0\t1,500\n1\t2,500\n",
		"a.txt:3: '1,500' may be 1.5 or 1500; say what its comma is with "
		"--format=decimal-point or --format=decimal-comma");
	/* What is written as English is: nobody wants to hear of it. */
	holds_surely("Time (s)\tLoad (uN)\n0\t1.500\n1\t12.250\n", 2, "load_uN", 1, 12.25);
	holds_surely("Time (s),Load (uN)\n0,1.500\n1,12.250\n", 2, "load_uN", 1, 12.25);
	holds_surely("Zeit (s),Kraft (uN)\n0,1.500\n1,12.250\n", 2, "load_uN", 1, 12.25);
	holds_surely("Zeit (s)\tKraft (uN)\n0\t0.500\n1\t12.250\n", 2, "load_uN", 1, 12.25);
	holds_surely("Zeit (s)\tKraft (uN)\n0\t1,500\n1\t12,250\n", 2, "load_uN", 1, 12.25);
	holds_surely("Durchmesser;8.5;mm\nZeit (s);Kraft (uN)\n0;1.500\n1;12.250\n", 2, "load_uN",
		1, 12.25);
}

/* The rows of each table that counts, of a file of ../shared/data. */
static void has_rows(const char *path, size_t block, size_t rows)
{
	const char *shared = getenv("INSITU_SHARED");
	struct ins_raw_request request = {0};
	struct ins_formats formats = {0};
	struct ins_raw raw = {0};
	struct ins_err err = {0};
	struct ins_input input;
	char full[512];

	snprintf(full, sizeof full, "%s/data/%s", shared ? shared : "../shared", path);
	if (access(full, R_OK) != 0) {
		fprintf(stderr, "%s is not here: not tested\n", full);
		return;
	}
	CU_ASSERT_EQUAL(ins_formats_load(&formats, &err), INS_OK);
	request.formats = &formats;
	CU_ASSERT_EQUAL(ins_input_open(&input, full, &err), INS_OK);
	CU_ASSERT_EQUAL(ins_raw_read(&raw, &input, &request, &err), INS_OK);
	if (err.status)
		fprintf(stderr, "%s\n", err.text);
	ins_input_close(&input);
	CU_ASSERT(block < raw.blocks);
	if (block < raw.blocks && raw.block[block].rows != rows) {
		fprintf(stderr, "%s: %zu rows, not %zu\n", path, raw.block[block].rows, rows);
		CU_FAIL("rows");
	}
	ins_raw_free(&raw);
	ins_formats_free(&formats);
}

static void reads_real_exports(void)
{
	has_rows("exports/hys_RobinSteel0000LC.txt", 0, 5304);
	has_rows("exports/hys_Exp-50mN.hld", 2, 1068);
	has_rows("exports/edrossi_T1.CSV", 0, 583);
	has_rows("exports/noshH_raw1.csv", 0, 5977);
	has_rows("exports/bez_St1594.csv", 0, 1285);
	has_rows("exports/bluehill_ccyclic.csv", 0, 18011);
	has_rows("exports/tra_Invar_LT_05_01.TRA", 0, 5336);
	has_rows("exports/tra_Allong_1.TRA", 0, 2184);
	has_rows("exports/matolab_example.csv", 0, 18876);
	has_rows("exports/fischer_FS1.txt", 9, 1200);
	has_rows("exports/tomwalton.csv", 0, 28927);
	has_rows("truth/s355/s355_Zx1.csv", 0, 1488);
	has_rows("truth/aa6061-20C/T_020_C_3_009_047_03.csv", 0, 439);
	has_rows("truth/e3076/al6060_readme.txt", 0, 16384);
	has_rows("electrical/gamry_chronoa_de_data.dta", 0, 10);
	has_rows("electrical/labview_short.lvm", 0, 10);
}

int main(void)
{
	static const struct unit_test tests[] = {
		{"reads units in the usual places", reads_units_in_the_usual_places},
		{"reads columns without names", reads_columns_without_names},
		{"tells a wrong cell", tells_a_wrong_cell},
		{"tells a wrong unit", tells_a_wrong_unit},
		{"refuses what is no table", refuses_what_is_no_table},
		{"keeps rows with gaps", keeps_rows_with_gaps},
		{"chooses among candidates", chooses_among_candidates},
		{"keeps what it does not know", keeps_what_it_does_not_know},
		{"reads odd texts", reads_odd_texts}, {"says which comma", says_which_comma},
		{"tells of almost a row", tells_of_almost_a_row},
		{"tells of a lost byte", tells_of_a_lost_byte},
		{"parts thousands", parts_thousands}, {"says which point", says_which_point},
		{"reads real exports", reads_real_exports}, {NULL, NULL}};
	return unit_main("raw", tests);
}
