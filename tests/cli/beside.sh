#!/bin/sh
# What a header says of specimens that stand side by side: each has its own, or none with a note.
. "$top_srcdir/tests/cli/lib.sh"

names='Time (s),Load (uN),Disp (nm)'
# two HEADER: a file of two specimens below HEADER.
two() {
	printf '%b\n%s,%s\n0,0,0,0,0,0\n1,1,1,1,2,1\n2,2,2,2,4,2\n' "$1" "$names" "$names" > two.csv
}
# told N: what the N-th of them is told: name, dimensions, and what was left out, in one line.
told() {
	run insitu-read --block="$1" two.csv
	expect_code 0
	sed -n -e 's/^#@ specimen	/specimen	/p' -e 's/^#@ \([a-z]*_nm	\)/\1/p' -e 's/^#@ \(assumed	\)/\1/p' out |
		tr '\t\n' ' ;'
}
# beside HEADER FIRST SECOND
beside() {
	two "$1"
	same "$(told 1)" "$2" "the first below '$1'"
	same "$(told 2)" "$3" "the second below '$1'"
}

# Each value above the columns of its specimen, in one cell, two or three.
beside 'Diameter: 145 nm,,,Diameter: 180 nm,,' 'diameter_nm 145;' 'diameter_nm 180;'
beside 'Diameter: 180 nm,,,Diameter: 145 nm,,' 'diameter_nm 180;' 'diameter_nm 145;'
beside 'Specimen,P1,,Specimen,P2,\nDiameter (mm),6.00,,Diameter (mm),8.00,\nGauge length (mm),25,,Gauge length (mm),50,\n' \
	'specimen P1;diameter_nm 6000000;length_nm 25000000;' 'specimen P2;diameter_nm 8000000;length_nm 50000000;'
beside 'Diameter,6.00,mm,Diameter,8.00,mm' 'diameter_nm 6000000;' 'diameter_nm 8000000;'
beside 'Specimen,P1,annealed,Specimen,P2,as drawn' 'specimen P1;' 'specimen P2;'
beside 'Probe: A,,,Probe: B' 'specimen A;' 'specimen B;'
beside 'Diameter = 145 nm,,,Diameter = 180 nm' 'diameter_nm 145;' 'diameter_nm 180;'
beside '"Dicke: 1,5 mm",,,"Dicke: 1,8 mm"' 'thickness_nm 1500000;' 'thickness_nm 1800000;'
# One key, and a value above each.
beside 'Diameter (mm),6.00,,,8.00,' 'diameter_nm 6000000;' 'diameter_nm 8000000;'
beside 'Diameter,6.00,mm,,8.00,mm' 'diameter_nm 6000000;' 'diameter_nm 8000000;'
beside 'Specimen,P1,,,P2' 'specimen P1;' 'specimen P2;'
# One specimen has what the other has not.
beside 'Diameter: 145 nm,,,Width: 3 um' 'diameter_nm 145;' 'width_nm 3000;'
beside ',,,Diameter: 180 nm' '' 'diameter_nm 180;'
beside 'Diameter (mm),,,,8.00' '' 'diameter_nm 8000000;'
# A column with one number is a field too.
names='Time (s),Load (uN),Diameter (nm)'
printf '%s,%s\n0,0,145,0,0,180\n1,1,,1,1,\n2,2,,2,2,\n3,3,,3,3,\n' "$names" "$names" > two.csv
same "$(told 1)$(told 2)" 'diameter_nm 145;diameter_nm 180;' "columns of one number"
names='Time (s),Load (uN),Disp (nm)'

# What stands once is of all, and told.
all="assumed '%s' in the header is that of all specimens side by side;"
for header in 'Diameter: 145 nm' 'Diameter: 145 nm,,,,,' 'Diameter,145,nm' 'Diameter (nm),145'; do
	said="Diameter' (145 nm)"
	said=$(echo "$all" | sed "s/%s'/$said/")
	beside "$header" "${said}diameter_nm 145;" "${said}diameter_nm 145;"
done

# Where the columns do not tell whose it is, it is left out.
out="was left out: the columns below do not tell which specimen it is of;"
beside 'Specimen,A,B,C\nDiameter (mm),6,8,10' "assumed 'Specimen' at line 1 ${out}assumed 'Diameter' at line 2 $out" \
	"assumed 'Specimen' at line 1 ${out}assumed 'Diameter' at line 2 $out"
for header in 'Diameter (mm),6.0,8.0' 'Diameter (mm),6.0,Diameter (mm),8.0' 'Diameter,6.0,8.0,mm' \
	'Diameter;6.0;mm;Diameter;8.0;mm' 'Diameter: 6 mm\tDiameter: 8 mm' 'Diameter: 6 mm,Diameter: 8 mm'; do
	beside "$header" "assumed 'Diameter' at line 1 $out" "assumed 'Diameter' at line 1 $out"
done
beside 'Diameter: 145 nm\n,,,Diameter: 180 nm' "${said}diameter_nm 145;" \
	"assumed 'Diameter' (145 nm) and 'Diameter' (180 nm) in the header differ and were left out;"
beside 'Diameter: 145 nm,,,Diameter: 180 nm\nDiameter: 146 nm,,,Diameter: 180 nm' \
	"assumed 'Diameter' (145 nm) and 'Diameter' (146 nm) in the header differ and were left out;" 'diameter_nm 180;'
# Blanks tell no columns.
printf 'Diameter: 6 mm\tDiameter: 8 mm\nTime Load Time Load\ns uN s uN\n0 0 0 0\n1 1 1 2\n2 2 2 4\n' > two.csv
same "$(told 2)" "assumed 'Diameter' at line 1 $out" "two above a table that blanks part"

# Names of specimens are no keys, numbers or fields.
beside 'left,,,right' 'specimen left;' 'specimen right;'
beside 'Sample S0,,,Sample S1' 'specimen Sample S0;' 'specimen Sample S1;'
beside 'T=25C,,,T=50C' 'specimen T=25C;' 'specimen T=50C;'
beside 'Probe A1,,,Probe A2\nDiameter: 145 nm,,,Diameter: 180 nm' 'specimen Probe A1;diameter_nm 145;' \
	'specimen Probe A2;diameter_nm 180;'
beside '1.5,,,2.5' '' ''
beside 'Temperature: 20 C,,,Temperature: 50 C' '' ''

# A table below has nothing of one of several specimens above, but what is of all.
two 'Diameter: 145 nm,,,Diameter: 180 nm\nLength: 290 nm'
printf '\nTime (s),Load (N)\n0,1\n1,2\n2,3\n' >> two.csv
same "$(told 3)" 'length_nm 290;' "a table below two specimens"
# Where there is one specimen, what stands behind the first thing of a line is a remark.
printf 'Diameter,145,nm,Length,290,nm\n%s,Note\n0,0,0,0\n1,1,1,1\n2,2,2,2\n' "$names" > two.csv
same "$(told 1)" 'diameter_nm 145;' "one specimen"

# tcfit takes each diameter for its own specimen: 25 GPa and 10 GPa from one load, by the areas.
awk 'BEGIN {
	print "Diameter: 100 nm\t\t\t\tDiameter: 200 nm\t\t\nLength: 200 nm\t\t\t\tLength: 500 nm\t\t"
	print "Time (s)\tLoad (uN)\tDisp (nm)\t\tTime (s)\tLoad (uN)\tDisp (nm)"
	pi = atan2(0, -1)
	for (i = 0; i <= 200; i++) {
		x = i * 0.0005
		printf "%g\t%.9g\t%.9g\t\t%g\t%.9g\t%.9g\n", i / 10, 25000 * x * pi / 4 * 1e-2, 200 * x, i / 10, 10000 * x * pi / 4 * 4e-2, 500 * x
	}
}' > two.txt
run tcfit -q --mode=tension two.txt
near "$(cell diameter_nm 1)" 100 0 "the first diameter"
near "$(cell diameter_nm 2)" 200 0 "the second diameter"
near "$(cell length_nm 2)" 500 0 "the second length"
near "$(cell modulus_GPa 1)" 25 25e-6 "the first modulus"
near "$(cell modulus_GPa 2)" 10 10e-6 "the second modulus"

# A long table, in which a column tells which specimen each row is of: one without time was read as one test.
# long NAME LABELS: such a table, whose labels of four rows each stand in the column NAME.
long() {
	echo "$1,Depth (nm),Load (uN)"
	for label in $2; do
		for row in 1 2 3 4; do echo "$label,$row,$label$row" | sed 's/,[^0-9,]*\([0-9]*\)$/,\1/'; done
	done
}
long specimen 'P1 P2 P1' > long.csv
run insitu-read long.csv
expect_code 0
same "$(grep -v '^#' out | sed -n '1,2p;5,6p;10p' | tr '\t\n' ' ;')" \
	"specimen displacement_nm load_uN;P1 1 11;P1 4 14;P2 1 21;P1:2 1 11;" "a long table"
same "$(sed -n 's/^#@ assumed	//p' out)" "column 'specimen' tells which specimen each row is of" "the note on a long table"
run insitu-read --block=2 long.csv
same "$(grep -v '^#' out | sed -n 2p | tr '\t' ' ') $(sed -n 's/^#@ specimen	//p' out)" "1 21 P2" "the second of a long table"
run insitu-read --identify long.csv
same "$(grep -c "^table . 'P[12]': 4 rows from line" out)" 3 "the tables of a long one: $(cat out)"
sed 's/[^,]*/"&"/g' long.csv > quoted.csv
run insitu-read quoted.csv
same "$(cell specimen 5) $(cell load_uN 5) $(cell load_uN 12)" "P2 21 14" "a long table in quotes"
# A number stands behind the name of its column; the last row has no line end.
for name in 'Test No.' 'Sample ID' Probe; do
	printf '%s' "$(long "$name" '1 2')" > long.csv
	run insitu-read long.csv
	same "$(grep -v '^#' out | sed -n '1p;2p;9p' | tr '\t\n' '  ')" \
		"specimen displacement_nm load_uN $name 1 1 11 $name 2 4 24 " "specimens numbered under '$name'"
done
# With a time that restarts, and words between the rows, behind which the same specimen or another one goes on.
{
	echo 'Test,Time (s),Load (N)'
	printf '1,%s\n' 0,1 1,2 2,3
	echo 'Pause'
	printf '1,%s\n' 3,4 4,5 5,6
	echo 'Pause'
	printf '2,%s\n' 6,1 7,2 8,3
	printf '3,%s\n' 0,1 1,2 2,4
} > long.csv
run insitu-read long.csv
expect_code 0
same "$(grep -v '^#' out | cut -f1 | uniq -c | tr -s ' \n' ' ')" " 1 specimen 6 Test 1 3 Test 2 3 Test 3 " "tests with a time"
# What changes from row to row, or never, or is no whole number, or stands beside one role only, tells nothing.
for labels in '1 1 1' '1.5 1.5 2.5'; do
	long sample "$labels" > long.csv
	run insitu-read long.csv
	same "$(grep -v '^#' out | sed -n '1p;2p' | tr '\t\n' ' ;') $(grep -c '^#@ block' out)" \
		"sample displacement_nm load_uN;${labels%% *} 1 ${labels%% *}1; 0" "a column of $labels"
done
printf 'Sample,Depth (nm),Load (uN)\n1,1,1\n2,2,2\n3,3,3\n4,4,4\n' > long.csv
run insitu-read long.csv
same "$(cell sample 4)" 4 "a sample a row"
long 'sample (V)' '1 2' > long.csv
run insitu-read long.csv
same "$(cell sample_V 5)" 2 "a sample with a unit"
long sample '1 2' | sed 's/Load (uN)/Drift/' > long.csv
run insitu-read long.csv
same "$(cell sample 5)" 2 "samples beside one role"
# Statistics below make results of all of it.
{ long sample '1 2'; echo 'Mean,2.5,12.5'; } > long.csv
run insitu-read long.csv
expect_error 3 "insitu-read: long.csv: is a table of results, one row a test, and holds no curve; \
export the raw data of the tests instead; insitu-read --block=1 reads the first all the same"
# More rows than are read at a time, the last specimen of one row.
awk 'BEGIN { print "specimen,Depth (nm),Load (uN)"
	for (i = 0; i < 60000; i++) print (i < 25000 ? "A" : i < 59999 ? "B" : "C") "," i "," 2 * i }' > long.csv
run insitu-read long.csv
same "$(grep -v '^#' out | cut -f1 | uniq -c | tr -s ' \n' ' ')" " 1 specimen 25000 A 34999 B " "a long table of many rows"
grep -q "^#@ omitted	table 3, at line 60001, is no curve: it has hardly any rows$" out || fail "no note on one row: $(grep '^#' out)"
finish
