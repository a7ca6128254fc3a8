#!/bin/sh
# insitu-read: what it prints, its faults word by word, full disks, readers that close early.
. "$top_srcdir/tests/cli/lib.sh"

layouts=$top_srcdir/tests/data/layouts
HOME=$work
XDG_CONFIG_HOME=$work/none
export HOME XDG_CONFIG_HOME

# One specimen: the project's names, the header's geometry and the input's checksum in notes.
cp "$layouts/bluehill2.csv" bar.csv
run insitu-read bar.csv
expect_code 0
same "$(grep -v '^#' out | head -1)" "time_s	displacement_nm	load_uN	strain	stress_GPa" columns
near "$(cell load_uN 2)" 27270020 5 "second load"
same "$(sed -n 's/^#@ diameter_nm	//p' out)" 6350000 diameter
same "$(sed -n 's/^#@ input	//p' out)" "bar.csv sha256:$(sha256sum bar.csv | cut -d' ' -f1)" checksum
same "$(sed -n 's/^#@ kind	//p' out)" export kind
cp out bar.tsv

# What the notes say was assumed and left out is told on request; by those who read the stream, too.
printf 'time,Load (N)\n0,1\n1,2\n2,3\n' > assume.csv
run insitu-read assume.csv
[ ! -s err ] || fail "remarks that nobody asked for: $(cat err)"
cp out assume.tsv
run insitu-read --verbose assume.csv
same "$(cat err)" "insitu-read: assumed: 'time' has no unit: taken as seconds" "--verbose"
run insitu-read --verbose --quiet assume.csv
[ ! -s err ] || fail "remarks in spite of --quiet: $(cat err)"
run insitu-plot --verbose -o assume.svg assume.tsv
same "$(head -1 err)" "insitu-plot: assumed: 'time' has no unit: taken as seconds" "insitu-plot --verbose"

# Commas that could part thousands are decimal signs, and a note says so unless the option or the numbers do.
printf 'Load (mN)\tDepth (um)\n1,500\t2,250\n1,600\t2,350\n1,700\t2,500\n' > commas.txt
run insitu-read commas.txt
near "$(cell load_uN 1)" 1500 0 "a load with a decimal comma"
grep -q '^#@ assumed	the comma is the decimal sign' out || fail "no note on commas: $(cat out)"
run insitu-read --format=decimal-comma commas.txt
! grep -q '^#@ assumed' out || fail "a note on commas in spite of the option"
printf 'Load (mN)\tDepth (um)\n0,500\t2,250\n1,600\t2,350\n1,700\t2,500\n' > commas.txt
run insitu-read commas.txt
! grep -q '^#@ assumed' out || fail "a note on commas that part no thousands"

# Points in a German table could part thousands: an error until the option says; in others a note, or nothing.
printf 'Zeit;Kraft\ns;mN\n0;1.500\n1;12.250\n' > points.txt
run insitu-read points.txt
expect_error 3 "insitu-read: points.txt:3: '1.500' may be 1.5 or 1500; say what its point is with --format=decimal-point or --format=decimal-comma"
run insitu-read --format=decimal-point points.txt
near "$(cell load_uN 2)" 12250 0 "a load with a decimal point"
run insitu-read --format=decimal-comma points.txt
near "$(cell load_uN 2)" 12250000 0 "a load with its thousands parted"
same "$(sed -n 's/^#@ assumed	//p' out)" \
	"the point parts thousands, in 2 numbers: '1.500' at line 3 is 1500; if not, say --format=decimal-point" "note of thousands"
printf 'Time;Load\ns;mN\n0;1.500\n1;12.250\n' > points.txt
run insitu-read points.txt
near "$(cell load_uN 2)" 12250 0 "a load between semicolons"
grep -q '^#@ assumed	the point is the decimal sign' out || fail "no note on points between semicolons"
tr ';' '\t' < points.txt > tabs.txt
run insitu-read tabs.txt
near "$(cell load_uN 2)" 12250 0 "a load between tabs"
! grep -q '^#@ assumed' out || fail "a note on points in an English table"

# The minus of typesetting, which some languages' settings write, is one.
printf 'Time (s);Load (N);Depth (mm)\n0,5;\342\210\2221,5E\342\210\22202;\342\210\2221 231,5\n1;2;\342\210\222\n2;-3;4\n' > minus.csv
run insitu-read minus.csv
expect_error 3 "insitu-read: minus.csv:3:5: not a number in column 'Depth': '$(printf '\342\210\222')'"
sed -i '3d' minus.csv
run insitu-read minus.csv
same "$(cell load_uN 1) $(cell displacement_nm 1)" "-15000 -1231500000" "numbers behind a minus of typesetting"
grep -q "^#@ assumed	the blank parts thousands, in 1 number: '.*1 231,5' at line 2 is -1231.5$" out || fail "no note of the blank: $(cat out)"

# Where every column is told, nothing is said of names that lack.
printf '1,2,3\n2,3,4\n3,4,5\n' > nameless.csv
run insitu-read --channel=time:1:s --channel=load:2:N nameless.csv
grep -q '^#@ omitted	the columns have no names;' out || fail "no word of names that lack"
run insitu-read --channel=time:1:s --channel=load:2:N --channel=displacement:3:mm nameless.csv
! grep -q '^#@ omitted' out || fail "names that no one lacks: $(cat out)"

# A column that counts seconds is the time before a clock that does not know their parts.
printf 'Time,Elapsed (s),Load (N)\n10:00:00,0,1\n10:00:00,0.5,2\n10:00:01,1,3\n' > elapsed.csv
run insitu-read elapsed.csv
same "$(cell time_s 2)" 0.5 "the time that has elapsed"

# A column that is left out is named, once.
printf 'Time (hh:mm:ss)\tLoad (N)\tPhase\tDepth (nm)\n00:00:01\t1\tup\t1\n00:00:02\t2\tup\t2\n00:00:03\t3\tdown\t2\n' > clock.txt
run insitu-read clock.txt
same "$(sed -n 's/^#@ omitted	//p' out)" "column 3 ('Phase') holds words" "columns left out"
printf 'Time (s)\tLoad (N)\tDepth (nm)\n1 s\t1\t1\n2 s\t2\t2\n3 s\t3\t3\n' > words.txt
run insitu-read words.txt
same "$(sed -n 's/^#@ omitted	//p' out)" "time: column 1 ('Time') holds words" "words that are no time"

# A clock is the time where nothing else is: seconds from 00:00:00, over midnight, with dates or without.
# clocks WANT LINE...: the times of a table with these lines.
clocks() {
	want=$1
	shift
	printf 'Time;Load (N)\n' > clock.txt
	printf '%s\n' "$@" >> clock.txt
	run insitu-read clock.txt
	same "$(grep -v '^#' out | cut -f 1 | tr '\n' ' ')" "time_s $want " "the clock"
	grep -q "^#@ assumed	the time is the clock 'Time', in seconds from 00:00:00$" out || fail "no note of the clock"
}
clocks '1 83.5 123' '00:00:01;1' '00:01:23.5;2' '0:02:03;3'
clocks '36000 36000.5 nan 36001' '10:00:00,0;1' '10:00:00,5;2' ';3' '10:00:01,0;4'
clocks '86398.5 86399.5 86400.5' '23:59:58,5;1' '23:59:59,5;2' '00:00:00,5;3'
grep -q '^#@ assumed	where the clock falls by more than half a day, midnight has passed (1 time)$' out || fail "no note of midnight"
clocks '86398.25 86399 172801' '2018-02-27 23:59:58.250;1' '2018-02-27 23:59:59;2' '2018-03-01 00:00:01;3'
clocks '86398 86399 86401' '28.02.2020 11:59:58 PM;1' '28.02.2020 11:59:59 PM;2' '29.02.2020 12:00:01 AM;3'
clocks '86398 86399 86401' '11/12/2018 23:59:58;1' '11/12/2018 23:59:59;2' '11/13/2018 00:00:01;3'
clocks '86398 86399 86401' '28-Feb-2020 23:59:58;1' '28-Feb-2020 23:59:59;2' '29-Feb-2020 00:00:01;3'
clocks '86398 86399 172801' '31 DECEMBER 19 23:59:58;1' '31 DECEMBER 19 23:59:59;2' '2 january 20 00:00:01;3'
clocks '1 2 450003.5' '0:00:01;1' '0:00:02;2' '125:00:03.5;3'
printf 'Time;Load (N)\n10:00:01;1\n10:00:02;2\n09:00:00;3\n' > clock.txt
run insitu-read clock.txt
expect_error 3 "insitu-read: clock.txt:4:1: time runs backwards: 32400 after 36002 in column 'Time'; are these several tests in one table?"
printf 'Time;Load (N)\n10:00:01;1\n12;2\n10:00:02;3\n' > clock.txt
run insitu-read clock.txt
expect_error 3 "insitu-read: clock.txt:2:1: the times of the day in column 'Time' cannot be told: some are plain numbers"
printf 'Time;Load (N)\n11/12/2018 10:00:01;1\n11/12/2018 10:00:02;2\n11/14/2018 10:00:03;3\n' > clock.txt
run insitu-read clock.txt
expect_error 3 "insitu-read: clock.txt:2:1: the times of the day in column 'Time' cannot be told: days that are not known lie between two of its dates"
# Words that are no month, and a month alone, are no dates.
for date in 01-Jun1-2020 01-Juno-2020 01-Ju-2020 Jun-01-2020 '01 06 2020' 01-06-Jun; do
	printf 'Time;Load (N);Depth (nm)\n%s 00:00:01;1;2\n%s 00:00:02;2;3\n%s 00:00:03;3;4\n' "$date" "$date" "$date" > clock.txt
	run insitu-read clock.txt
	grep -q "^#@ omitted	time: column 1 ('Time') holds words$" out || fail "$date as a date: $(cat out)"
done
printf 'Wall;Clock;Load (N)\n10:00:01;00:00:01;1\n10:00:02;00:00:02;2\n10:00:03;00:00:03;3\n' > clock.txt
run insitu-read clock.txt
grep -q "^#@ omitted	time: columns 1 ('Wall') and 2 ('Clock') could both be it; say which with --channel=time:1$" out ||
	fail "two clocks: $(cat out)"
run insitu-read --channel=time:Clock clock.txt
same "$(cell time_s 3)" 3 "a clock that is named"

# From a pipe, and from its own stream.
insitu-read < bar.csv | grep -v '^#' > piped
grep -v '^#' bar.tsv | cmp -s - piped || fail "a pipe reads otherwise"
run insitu-read bar.tsv
grep -v '^#' bar.tsv > plain
grep -v '^#' out | cmp -s - plain || fail "its own stream reads otherwise"

# A filter may leave no row of any of them.
printf '#insitu 1\n#@ kind\texport\nspecimen\tload_uN\n' > none.tsv
run insitu-read none.tsv
expect_code 0
same "$(cat err)" "" "what is said of no rows"
same "$(grep -v '^#' out)" "specimen	load_uN" "names without rows"

# Several specimens: one table, told apart by a column.
run insitu-read "$layouts/shimadzu.csv" bar.csv
expect_code 0
same "$(cell specimen 1)" "Brut 1" "first specimen"
same "$(grep -c '^bar	' out)" 30 "rows of the file"
same "$(cell diameter_nm 38)" 6350000 "geometry as a column"
run insitu-read --block=2 "$layouts/shimadzu.csv"
same "$(grep -vc '^#' out)" 16 "rows of the second specimen and the names"
same "$(sed -n 's/^#@ block	//p' out)" "2 of 2" "note of the block"
run insitu-read --block=3 "$layouts/shimadzu.csv"
expect_error 2 "insitu-read: $layouts/shimadzu.csv: holds 2 tables, not 3; see insitu-read --identify"
run insitu-read --block=1 "$layouts/highload.hld"
same "$(grep -v '^#' out | head -1)" "time_s	motordisp_nm	piezo_extension_nm" "a table that is left out otherwise"

# Where no table counts, nothing would be printed, and that is said.
sed 's/^Time_s	Disp_nm	/Time_s	1.5	/' "$layouts/highload.hld" > none.hld
run insitu-read none.hld
expect_code 3
grep -q '^insitu-read: none.hld: none of its 3 tables counts: table 3, at line [0-9]*, .*; --block=3 reads it all the same$' err ||
	fail "no table counts: $(cat err)"
run insitu-read --block=3 none.hld
expect_code 0

# A table that is left out is told by those that count, unless one was asked for.
printf 'Time (s),Load (N)\n0,1\n1,2\n2,3\n\nTest 2\nTime,Load\n0,1\n1,2\n2,3\n' > second.csv
run insitu-read second.csv
expect_code 0
same "$(sed -n 's/^#@ omitted	table/table/p' out)" \
	"table 2, at line 8, is no curve: it has fewer than two channels that a test needs" "a table left out"
run insitu-read --block=1 second.csv
same "$(grep -c '^#@ omitted' out)" 0 "the table that was asked for"

# A number before a unit is a calibration; what the file says against it is told.
printf 'Time (s),Load (V),Depth (nm)\n0,1,2\n1,2,3\n' > volts.csv
for unit in 250uN uN; do
	run insitu-read --channel=load:Load:$unit volts.csv
	same "$(grep -v '^#' out | tail -1 | cut -f2) $(sed -n 's/^#@ assumed	//p' out)" \
		"$([ $unit = uN ] && echo "2 1 V of 'Load' is taken as 1 uN" || echo "500 1 V of 'Load' is taken as 250uN")" "volts as $unit"
done
run insitu-read --channel=load:Depth:mN volts.csv
same "$(sed -n 's/^#@ assumed	//p' out)" "1 nm of 'Depth' is taken as 1 mN" "a length as a load"
run insitu-read --channel=displacement:Depth:um volts.csv
same "$(grep -c '^#@ assumed' out)" 0 "notes on another unit of the same measure"
# Statistics below a curve are text; they make results of rows that no time orders, which --block reads all the same.
printf 'Time (s),Load (N),Extension (mm)\n1,11,0.1\n2,12,0.2\n,13,0.3\n4,14,0.4\n\nMaximum,3,0.3\nMean,2,0.2\n' > foot.csv
run insitu-read foot.csv
expect_code 0
same "$(grep -v '^#' out | tail -n +2 | tr '\t\n' ' ;')" \
	"1 11000000 100000;2 12000000 200000;nan 13000000 300000;4 14000000 400000;" "a curve above statistics"
same "$(sed -n 's/^#@ omitted	//p' out)" "line 7, behind a row, holds numbers and is no row
2 lines of text behind the table" "what is said of statistics"
printf 'Zeit (s);Kraft (N)\n0;1\n0;2\n1;3\n\nMittelwert;2\n\nZeit (s);Kraft (N)\n0;1\n1;2\n2;3\n' > feet.csv
run insitu-read --identify feet.csv
same "$(grep -c 'rows from line' out) $(grep -c 'left out' out)" "2 0" "curves with statistics between them"
# results TEXT: it is refused.
results() {
	printf '%b\nMean,2,2\n' "$1" > results.csv
	run insitu-read results.csv
	expect_error 3 "insitu-read: results.csv: is a table of results, one row a test, and holds no curve; \
export the raw data of the tests instead; insitu-read --block=1 reads it all the same"
}
results 'Time (s),Load (N),x\n1,2,3\n3,4,5\n2,1,2'
results 'Time (s),x,y\n1,2,3\n2,4,5\n3,5,2'
results 'Time,Load (N),x\n10:00:00,2,3\n10:10:00,4,5\n10:20:00,5,2'
results 'Test,Time (s),Load (N)\n1,2,3\n2,4,5\n3,5,2'
run insitu-read --block=1 results.csv
expect_code 0
same "$(grep -vc '^#' out)" 4 "the names and rows of results that are asked for"

# Columns that the user names.
printf '0 0\n1 500\n' > bare.txt
run insitu-read --channel=strain:1 --channel=stress:2:MPa bare.txt
same "$(cell stress_GPa 2)" 0.5 stress
grep -q "^#@ assumed	column '1' has no unit: taken as a plain number$" out || fail "no note of the unit"
run insitu-read --channel=load:2 bare.txt
expect_error 3 "insitu-read: bare.txt:1:2: column '2' has no unit; say --channel=load:2:uN"
run insitu-read --channel=load:3:N bare.txt
expect_error 3 "insitu-read: bare.txt:1: no column '3' for --channel=load; there are 2"
run insitu-read --channel=load:2:s bare.txt
expect_error 3 "insitu-read: bare.txt:1:2: column '2' has 's', which is no unit of a load; say --channel=load:2:uN"
# A factor in a name: whether the numbers are multiplied by it, or shall be, it does not say.
for name in 'Load x1000 (N)' 'Load × 10³ [N]' 'Load *10^3, N' 'x 10e-3 Load_N' \
	'Load*10^-3 (N)' 'Load·10³ [N]' 'Load*1e6 (N)' 'Load x1e-3 (N)' 'Load/1000 (N)' '1000*Load (N)' '1000 * Load (N)'; do
	printf 'Time (s)\t%s\tDepth (nm)\n0\t0\t0\n1\t2\t3\n2\t4\t6\n' "$name" > factor.txt
	run insitu-read factor.txt
	expect_code 0
	grep -q "^#@ omitted	load: column 2 ('.*Load.*') has a factor in its name; say what its numbers are in with --channel=load:2:UNIT$" out ||
		fail "a factor in '$name': $(cat out err)"
	run insitu-read --channel=load:2 factor.txt
	expect_error 3 "insitu-read: factor.txt:1:2: column '2' has no unit; say --channel=load:2:uN"
	run insitu-read --channel=load:2:mN factor.txt
	same "$(cell load_uN 2)" 2000 "load with a factor in its name"
done
for name in 'Load x105 (N)' 'Load Flex 10 (N)' 'Load x1 (N)' 'Load x 10e (N)' \
	'Load x1e (N)' 'Load 1/10 (N)' 'Load 10/100 (N)' 'Load*105 (N)' 'Load*11 (N)'; do
	printf 'Time (s)\t%s\tDepth (nm)\n0\t0\t0\n1\t2\t3\n2\t4\t6\n' "$name" > factor.txt
	run insitu-read factor.txt
	same "$(cell load_uN 2)" 2000000 "load called '$name'"
done
run insitu-read --channel=force:2 bare.txt
expect_error 2 "insitu-read: --channel=force:2: not ROLE:COLUMN[:UNIT] with a role among time, load, displacement, stress, strain, voltage, current, resistance; for example --channel=load:Force:mN or --channel=load:2"

# A column is named as the file or --identify prints it, or by less; where that is too little, by its number.
printf 'Time (s)\tLoad (\302\265N)\tLoad (V)\tForce [mN]\tTravel_mm\tState\n0\t1\t2\t3\t4\tup\n1\t3\t4\t5\t6\tup\n2\t3\t4\t5\t7\tup\n' > names.txt
# named ROLE COLUMN ROW WANT: the second row of the column that is named.
named() {
	run insitu-read "--channel=$1:$2" names.txt
	expect_code 0
	same "$(cell "$3" 2)" "$4" "--channel=$1:$2"
}
for name in 'Load (uN)' "Load ($(printf '\302\265')N)" "Load [$(printf '\316\274')N]" load_uN 'LOAD [uN]' 2; do
	named load "$name" load_uN 3
done
for name in 'Force [mN]' 'Force (mN)' 'force/mN' force_mN Force force force_uN; do
	named load "$name" load_uN 5000
done
for name in Travel_mm 'Travel [mm]' travel travel_nm; do
	named displacement "$name" displacement_nm 6000000
done
named voltage 'Load (V)' voltage_V 4
run insitu-read --channel=load:Load names.txt
expect_error 3 "insitu-read: names.txt:1: several columns are called 'Load': 2 'Load [$(printf '\302\265')N]', 3 'Load [V]'; say which by its number: --channel=load:2"
run insitu-read '--channel=load:Load (mN)' names.txt
expect_error 3 "insitu-read: names.txt:1: no column 'Load (mN)' for --channel=load; there are 6: 1 'Time [s]', 2 'Load [$(printf '\302\265')N]', 3 'Load [V]', 4 'Force [mN]', 5 'Travel [mm]', 6 'State'"
run insitu-read --channel=load:State:N names.txt
expect_error 3 "insitu-read: names.txt:1: column 'State' for --channel=load holds words, no numbers"

# Silent faults of other readers. fault TEXT SENTENCE: what is told of a file that holds TEXT.
fault() {
	printf "$1" > a.txt
	run insitu-read a.txt
	expect_error 3 "insitu-read: a.txt$2"
}
fault 'Time (s);Load (N)\n0,5;1,5\n1.5;2,5\n2,5;3,5\n' ":3:1: not a number in column 'Time': '1.5'"
fault 'Time (s),Load (N)\n0,1\n1,Bad\n2,3\n' ":3:3: not a number in column 'Load': 'Bad'"
fault 'Time (s);Load (N)\n0;(2.5)\n1;(3.5)\n2;4\n3;4\n4;4\n' ":2:3: not a number in column 'Load': '(2.5)'"
fault 'Time (s),Load (N)\n0,1\n1,2\n2,OVR\n3,OVR\n4,5\n5,6\n6,7\n' ":4:3: not a number in column 'Load': 'OVR'"
fault 'Time (s),Load (N)\n0,1\n1,2\n2' ":4: the file ends in the middle of a row: it was cut, or not written to its end"
fault 'Time (s),Load (N)\n0,1\n"1,2\n2,3\n3,4\n' ":3: a '\"' stands alone, so that the cells of the line cannot be told apart"
fault 'Time (s),Load (N)\n0,1\n2,2\n1,3\n' ":4:1: time runs backwards: 1 after 2 in column 'Time'; are these several tests in one table?"
fault 'Time (s),Load (N)\n1763882185,1\n1763882185.2,2\n1763882185.1,3\n' ":4:1: time runs backwards: 1763882185.1 after 1763882185.2 in column 'Time'; are these several tests in one table?"
fault 'Time (s),Load (\357\277\275N)\n0,1\n1,2\n' ":1:2: the unit of 'Load' was lost ('$(printf '\357\277\275N')'); say it with --channel=load:2:UNIT"
fault 'Time (s),Load (V)\n0,1\n1,2\n' ":1:2: 'Load' in 'V' cannot be a load; say what it is with --channel=ROLE:2:UNIT"
fault 'Time (s),Load (N)\n' ": holds no table of numbers, but names of columns ('Time (s),Load (N)') and no row"
fault '\377\376\000\000T\000\000\000' ": is text in UTF-32LE; turn it into UTF-8 first: iconv -f UTF-32LE -t UTF-8"
fault '\000\000\000T\000\000\000i\000\000\000m\000\000\000e\000\000\000;' ": is text in UTF-32BE; turn it into UTF-8 first: iconv -f UTF-32BE -t UTF-8"
fault '' ": is empty"
fault 'PK\003\004 and so on' ": is a ZIP archive (or .xlsx, .ods); unpack it, or export as text"
fault '\320\317\021\340\241\261\032\341' ": is an OLE2 document (.xls, .doc or a method file); export the record as text"
fault '\000\005\026\007\000\002' ": is an AppleDouble file (a '._' companion of the record)"
fault '<html><body>404</body></html>' ": is an HTML page, not a record; was it a download that failed?"
fault 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n' ": is a Git-LFS pointer, not the record itself; fetch it: git lfs pull"
fault '[\n {\n  "time": 0,\n  "load": 1\n }\n]\n' ": is a JSON document; export the record as a table"
fault 'MATLAB 7.3 MAT-file, Platform: GLNXA64\n' ": is a MATLAB file; export the record as text"
fault 'Rar!\032\007\001' ": is a RAR archive; unpack it first"
fault 'PAR1\025\004' ": is a Parquet file; export the record as text"
fault 'GIF89a\001' ": is a GIF picture"
fault '<svg xmlns="x"></svg>\n' ": is an SVG picture"
run insitu-read .
expect_error 3 "insitu-read: .: is a folder; name the files in it"

# A cut last number cannot be known: it is read, with a note.
printf 'Time (s),Load (N)\n0,1\n1,2.' > a.txt
run insitu-read a.txt
expect_code 0
grep -q '^#@ assumed	the last row, which has no line end, is whole; its last number may be cut$' out ||
	fail "no note of the open last line"

# What is infinite, or beyond all doubles, was not measured: missing, with a note. What vanishes is zero.
printf 'Time (s),Load (MN)\n0,1e400\n1,inf\n2,-Infinity\n3,1e-400\n4,1e305\n5,2\n' > a.txt
run insitu-read a.txt
same "$(grep -v '^#' out | cut -f2 | tr '\n' ' ')" "load_uN nan nan nan 0 nan 2e+12 " "numbers beyond all doubles"
same "$(sed -n 's/^#@ omitted	//p' out)" \
	"4 numbers of column 'Load', the first at line 2: infinite, or too large to be held" "note of the infinite"

# Two columns of one name: one channel where they are the same, none with the role where not.
printf 'Time (s),Load (N),Load (N)\n0,1,1\n1,2,2\n' > a.txt
run insitu-read a.txt
same "$(grep -v '^#' out | head -1)" "time_s	load_uN" "the same channel twice"
printf 'Time (s),Load (N),Load (N)\n0,1,1\n1,2,3\n' > a.txt
run insitu-read a.txt
same "$(grep -v '^#' out | head -1)" "time_s	load_2_uN	load_3_uN" "two channels of one name"
grep -q "^#@ omitted	load: columns 2 and 3 are both called 'Load' and differ; say which with --channel=load:2$" out ||
	fail "no note of the two columns"

# One file's fault does not stop the others; the highest code counts.
printf 'Time (s),Load (N)\n0,1\n1,Bad\n2,3\n' > a.txt
run insitu-read a.txt bar.csv nowhere.txt
expect_code 3
same "$(grep -vc '^#' out)" 31 "rows of the good file"
same "$(wc -l < err)" 2 "faults told"

# Specimens side by side, parted by a column of nothing.
printf 'A,,,,B,,\nTime (s),Load (N),Depth (nm),,Time (s),Load (N),Depth (nm)\n0,1,2,,0,4,5\n1,2,3,,1,5,6\n2,3,4,,2,6,7\n' > side.csv
run insitu-read side.csv
same "$(grep -v '^#' out | tr '\t\n' ' ;')" "specimen time_s load_uN displacement_nm;A 0 1000000 2;A 1 2000000 3;\
A 2 3000000 4;B 0 4000000 5;B 1 5000000 6;B 2 6000000 7;" "specimens that a column of nothing parts"

# Inputs that changed.
insitu-read bar.csv > bar.tsv
run insitu-read --verify bar.tsv
expect_code 0
same "$(cat out)" "same	bar.csv" verify
echo >> bar.csv
run insitu-read --verify bar.tsv
expect_code 1
same "$(cat out)" "changed	bar.csv" verify
same "$(cat err)" "insitu-read: bar.tsv: 1 of 1 inputs are not what they were" verify
run insitu-read --verify -o report bar.tsv
expect_code 1
same "$(cat report)" "changed	bar.csv" "verify into a file"
insitu-read --verify bar.tsv > /dev/full 2> err
same $? 4 "exit code of --verify on a full disk"
mv bar.csv renamed.csv
run insitu-read --verify bar.tsv
expect_code 1
same "$(cat out)" "gone	bar.csv" "verify a renamed input"
insitu-read < renamed.csv > piped.tsv
run insitu-read --verify piped.tsv
expect_code 1
same "$(cat out)" "cannot be told	standard input" "verify standard input"
grep -v '^#' bar.tsv > bare.tsv
run insitu-read --verify bare.tsv
expect_error 1 "insitu-read: bare.tsv: names no input"
run insitu-read --verify renamed.csv
expect_code 3
mv renamed.csv bar.csv

# Output: whole or not at all.
insitu-read "$layouts/mts793.txt" > /dev/full 2> err
same $? 4 "exit code on a full disk"
insitu-read --identify "$layouts/mts793.txt" > /dev/full 2> err
same $? 4 "exit code of --identify on a full disk"
insitu-read --list-formats > /dev/full 2> err
same $? 4 "exit code of --list-formats on a full disk"
insitu-read -o new.tsv "$layouts/mts793.txt" && [ -s new.tsv ] || fail "no file written"
awk 'BEGIN { print "Time (s),Load (N)"; for (i = 0; i < 600000; i++) print i "," i }' > long.csv
insitu-read long.csv > /dev/full 2> err
same $? 4 "exit code on a disk that fills up"
same "$(cat err)" "insitu-read: standard output: cannot be written: No space left on device" \
	"a disk that fills up"
insitu-read long.csv 2> err | head -1 > first
[ ! -s err ] || fail "a reader that closes early: $(cat err)"

# Rarely met: cells parted by bars, numbers without end, tables without names of their own.
printf 'Time (s)|Force (uN)|Depth (nm)\n0|1|0\n1|2|10\n2|3|20\n3|4|30\n' > bar.txt
run insitu-read --identify bar.txt
grep -qx 'separator: bar' out || fail "cells parted by bars: $(cat out)"
{ head -c 300000 /dev/zero | tr '\0' x; echo; tr '|' '\t' < bar.txt; } > long.txt
run insitu-read long.txt
same "$(grep -v '^#' out | head -1 | tr '\t' ' ')" "time_s load_uN displacement_nm" "columns behind a long line"
{ head -3 bar.txt; head -c 600000 /dev/zero | tr '\0' ' '; tail -2 bar.txt; } | tr '|' '\t' > long.txt
run insitu-read long.txt
same "$(grep -v '^#' out | cut -f2 | tr '\n' ' ')" "load_uN 1 2 3 4 " "a long row"
printf 'Time (s)\tForce (uN)\tAngle (deg)\tLoad_lbf\n0\t1\t0\t1\n1\t2\t10\t2\n2\t3\t20\t3\n' > units.txt
run insitu-read units.txt
same "$(grep -v '^#' out | head -1 | tr '\t' ' ')" "time_s force_uN angle load_uN" "an angle, and pounds behind a joint"
printf 'Time (s)\tForce (uN)\tVapour (ppm)\n0\t1\t0\n1\t2\t10\n2\t3\t20\n' > units.txt
run insitu-read units.txt
same "$(grep -v '^#' out | tail -1 | tr '\t' ' ')" "2 3 20" "parts in a million stay as they are"
sed 's/$/\r/' "$layouts/fixed-width.txt" > fixed.txt
insitu-read fixed.txt | grep -v '^#' > got
insitu-read "$layouts/fixed-width.txt" | grep -v '^#' | cmp - got || fail "columns under names change with CRLF"
printf 'Time (s)\tForce (mN)\n0\t1\302\240000,5\n1\t1\302\240001,5\n2\t1\302\240002,5\n' > blank.txt
run insitu-read blank.txt
grep -q '^#@ assumed	the blank parts thousands, in 3 numbers: ' out || fail "thousands parted by no-break spaces: $(cat out)"
# clock CELL...: the numbers of the time that three such cells make.
clock() {
	{ printf 'Time\tForce (uN)\tDepth (nm)\n'; i=0; for cell in "$@"; do i=$((i + 1)); printf '%s\t%d\t%d\n' "$cell" $i $((10 * i)); done; } > clock.txt
	run insitu-read clock.txt
	grep -v '^#' out | cut -f1 | tr '\n' ' '
}
same "$(clock 2020-07-13T12:00:00Z 2020-07-13T12:00:01Z 2020-07-13T12:00:03Z)" "time_s 43200 43201 43203 " "times in Greenwich's zone"
case $(clock '13:00:01 PM' '13:00:02 PM' '13:00:03 PM') in time_s*) fail "13 PM is taken for a time: $(cat out)" ;; esac
printf 'Time (s)\tForce (uN)\tDepth (nm)\n0\t1\t0\nnan\t2\t10\n0.5\t3\t20\n3\t4\t30\n' > nan.txt
run insitu-read nan.txt
same "$(grep -v '^#' out | cut -f1 | tr '\n' ' ')" "time_s 0 nan 0.5 3 " "a time that is missing"
printf 'Time (s)\tForce (uN)\tTime (s)\tForce (uN)\n0\t1\t0\t1\n1\t2\t1\t2\n2\t3\t\t\n3\t4\t3\t4\n4\t5\t\t\n' > gap.txt
run insitu-read gap.txt
grep -q '^#@ assumed	1 row of this specimen, the first at line 4, lacks numbers that stand beside or behind$' out ||
	fail "a gap in one of two specimens: $(cat out)"
printf 'Time (s)\tForce (uN)\tForce (uN)\tDepth (nm)\n' > twin.txt
seq 9 | awk '{ print $1 "\t" $1 "\t" $1 "\t" $1 * 9 }' >> twin.txt
run tcfit -q --diameter=100nm --length=1um twin.txt
expect_code 0
printf 'a;b\n1,5,6\n2,5,6\n3,5,7\n' > commas.txt
run insitu-read commas.txt
same "$(grep -v '^#' out | head -2 | tr '\t\n' ' ;')" "column_1 column_2 column_3;1 5 6;" "three cells parted by commas"
printf '#insitu 1\n#@ kind\texport\nload_uN\tdisplacement_nm\n1\tinf\n-inf\t2\nnan\t3\n' > endless.tsv
run insitu-read endless.tsv
same "$(grep -v '^#' out | tr '\t\n' ' ;')" "load_uN displacement_nm;1 inf;-inf 2;nan 3;" "numbers without end"
{ tr '|' '\t' < bar.txt; echo; echo again; tr '|' '\t' < bar.txt; seq 4 12 | awk '{ print $1 "\t4\t30" }'; } > several.txt
run tcfit -q --diameter=100nm --length=1um several.txt
same "$(grep -v '^#' out | cut -f1 | tr '\n' ' ')" "specimen several:1 several:2 " "names of tables"

# The locale of the user changes nothing.
LC_ALL=de_DE.UTF-8 insitu-read "$layouts/testxpert-en.TRA" | grep -v '^#' > german
insitu-read "$layouts/testxpert-en.TRA" | grep -v '^#' | cmp -s - german || fail "the locale matters"

# A time that is infinite runs neither way, and a blank line near the end of what was read ahead ends no table.
printf 'time_s,load_uN\n0,1\ninf,2\n2,3\n' > infinite.csv
run insitu-read infinite.csv
expect_code 0
same "$(cell time_s 1) $(cell time_s 2) $(cell time_s 3)" "0 nan 2" "times, one of them infinite"
awk 'BEGIN { print "time_s,load_uN"; for (i = 0; i < 40000; i++) printf "%d,%d.5\n%s", i, i, i == 23700 ? "\n" : "" }' > long.csv
run insitu-read long.csv
same "$(grep -vc '^#' out)" 40001 "lines of a long table with a blank one"
same "$(tail -1 out)" "39999	39999.5" "the last row of a long table"

# Of two faults in a table the first is told.
printf 'Zeit (s);Kraft (N)\n3;1.500\n2;2.250\n1;3.125\n' > twice.csv
run insitu-read twice.csv
expect_error 3 "insitu-read: twice.csv:2: '1.500' may be 1.5 or 1500; say what its point is with --format=decimal-point or --format=decimal-comma"
run insitu-read --verify --identify none.txt
expect_error 2 "insitu-read: --verify and --identify are two answers; ask for one"

# What is called the same in one run is numbered, since a stream tells tests apart by name alone.
for number in 1 2; do
	printf 'Specimen: P7\nTime (s)\tLoad (uN)\tDepth (nm)\n0\t%d\t0\n1\t2\t1\n2\t3\t2\n3\t4\t3\n' $number > label$number.txt
done
run insitu-read label1.txt label2.txt label1.txt
expect_code 0
same "$(grep -v '^#' out | cut -f1 | uniq | tr '\n' ' ')" "specimen P7 P7:2 P7:3 " "specimens of one label"
same "$(cell load_uN 5)" 2 "the load of the second"

finish
