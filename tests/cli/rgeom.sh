#!/bin/sh
# rgeom: Table S1 of the paper, the coupled tests against their truth, filters in the pipe, faults.
set -u
. "$top_srcdir/tests/cli/lib.sh"

# put FILE LINE...: a table, its cells parted by blanks in LINE.
put() {
	file=$1
	shift
	printf '%s\n' "$@" | tr ' ' '\t' > "$file"
}

# known FILE QUANTITY: what went into a file of the sample data.
known() {
	awk -F'\t' -v f="$1" -v q="$2" '$1 == f && $2 == q { print $3 }' "$samples/truth.tsv"
}

# Table S1, cell by cell, to half the last digit printed; 0.308 there is 0.30866, cut.
put pillar 'state strain resistance_Mohm' 'unloaded -0.05 0.253' 'extreme -0.148 0.186'
run rgeom --summary --rest=0.342Mohm --diameter=200nm --length=310nm --strain-error=0.5% pillar
expect_code 0
near "$(cell geometric_Mohm 2)" 0.248 0.0005 "pillar, geometry at -14.8 %"
near "$(cell geometric_Mohm 3)" 0.30866 0.000005 "pillar, geometry at -5 %"
near "$(cell resistivity_change 2)" -0.251 0.0005 "pillar, resistivity at -14.8 %"
near "$(cell resistivity_change_se 2)" 0.009 0.0005 "its error"
near "$(cell resistivity_change 3)" -0.180 0.0005 "pillar, resistivity unloaded"
near "$(cell resistivity_change_se 3)" 0.009 0.0005 "its error"
near "$(cell resistivity_ohm_m 1)" 3.47e-2 5e-5 "pillar, resistivity at rest"
put bridge 'state strain resistance_Mohm' 'extreme 0.04504 0.164' 'unloaded 0 0.155'
run rgeom --summary --rest=0.152Mohm --area=35344nm2 --length=3800nm bridge
near "$(cell geometric_Mohm 2)" 0.166 0.0005 "bridge, geometry at 4.5 %"
near "$(cell resistivity_change 2)" -0.012 0.0005 "bridge, resistivity at 4.5 %"
near "$(cell resistivity_change 3)" 0.020 0.0005 "bridge, resistivity unloaded"
near "$(cell resistivity_ohm_m 1)" 1.4e-3 5e-5 "bridge, resistivity at rest"
same "$(cell gauge_factor 3)" nan "a gauge factor without strain"

# Pulled and pressed in turn, R = R0 (1 + x)^2: both signs of strain count. Let go, neither strain nor a spring does.
awk 'BEGIN { print "time (s),displacement (nm),load (uN),resistance (Mohm)"
	for (i = 0; i <= 400; i++) { d = 15 * sin(i / 20); x = d / 300; printf "%g,%.9g,%.9g,%.9g\n", i / 10, d, 3 * d, .3 * (1 + x) ^ 2 } }' > turns.csv
run rgeom --mode=tension --rest=0.3Mohm --length=300nm turns.csv
expect_code 0
near "$(cell strain 95)" "$(awk 'BEGIN { printf "%.12g", sin(94 / 20) / 20 }')" 1e-8 "a strain pressed (9 digits of the record)"
awk -F'\t' '/^[#s]/ || $3 < -0.003 || $3 > 0.003' out > strained
awk -F'\t' '/^[#s]/ { next } { n++; bad += ($6 - 1) ^ 2 > 1e-14 } END { exit !(n > 300 && bad == 0) }' strained ||
	fail "the resistivity of a specimen whose resistance is its geometry"
run rgeom --rest=0.152Mohm --voltage=100mV --mechanical="$samples/coupled-tension.txt" --length=3800nm --mode=tension \
	--area=35344nm2 --modulus=125GPa --device-stiffness=250N/m --poisson=0.2 "$samples/coupled-tension-current.csv"
same "$(tail -1 out | cut -f3,5)" "0	0.152" "strain and geometry after the specimen was let go, beside a spring"

# The pipe of one line, and the logarithmic form for any Poisson's ratio.
printf 'strain\tresistance_Mohm\n-0.148\t0.186\n' | rgeom --rest=0.342Mohm > out
near "$(cell resistivity_ratio 1)" 0.749217044 1e-9 "ratio of the pipe"
same "$(cell resistivity_ratio_se 1)" nan "its error, where none was given"
printf 'strain\tresistance_Mohm\n-0.148\t0.186\n' > one.tsv
run rgeom --summary --rest=0.342Mohm one.tsv
expect_code 1
same "$(cat err)" "rgeom: one.tsv: no unloaded state: the record ends under load, or has no time_s to tell its end by" \
	"a state that is not to be had"
same "$(cell resistance_Mohm 3)" nan "its resistance"
printf 'time_s\tstrain\tresistance_Mohm\n0\t0\t0.342\n1\t-0.148\t0.186\n2\t-0.05\t0.253\n' > loadless.tsv
run rgeom --summary --rest=0.342Mohm loadless.tsv
expect_code 0
grep -q "^#@ assumed	.*no load is left at the end of the record, which holds no load to tell it by$" out || fail "no note on the load"
printf 'strain\tresistance_Mohm\n-0.148\t0.186\n' | rgeom --rest=0.342Mohm --poisson=0.22 > out
near "$(cell geometric_Mohm 1)" 0.2715558 1e-6 "geometry with Poisson's ratio 0.22"
put split 'strain stress_GPa resistance_Mohm' '0.21 10 4'
run rgeom --rest=3Mohm --poisson=0.2 --modulus=100GPa split
near "$(cell geometric_Mohm 1)" 4.1481685 1e-6 "geometry, half of it elastic: 3 1.1^3.4"
near "$(cell elastic_strain 1)" 0.1 1e-12 "elastic strain"
run rgeom -q --summary --specimens="$samples/specimens-coupled.tsv" --unloading --poisson=0.22 "$samples/coupled-compression-current.csv"
set -- $(sed -n 's/^#@ modulus[^:]*: //p' out)
near "$1" "$(known coupled-compression.txt modulus_GPa)" "$(echo "$2" | awk '{ print 4 * $1 }')" "modulus of unloading"
put base 'strain resistance_Mohm' '-0.148 0.2'
run rgeom --rest=0.342Mohm --series-resistance=42kohm base
near "$(cell geometric_Mohm 1)" 0.2597712 1e-6 "geometry beside 42 kohm in series"
# SYNTHETIC: 100 GPa along an unloading from 2 % to 1 %. One row has no time; out of order, or without any, it cannot be told.
awk -v OFS=, 'BEGIN { print "Time (s),Strain (-),Stress (GPa),Resistance (Mohm)"
	for (i = 0; i <= 60; i++) { x = (i <= 40 ? i / 2 : 40 - i / 2) / 1000; s = i <= 40 ? 1 - exp(-200 * x) : 0.98168 - 100 * (0.02 - x)
		print i == 5 ? "" : i, x, s, 1 } }' > unloads.csv
run rgeom --rest=1Mohm --unloading unloads.csv
expect_code 0
near "$(sed -n 's/^#@ modulus_GPa.*: //p' out)" 100 0.02 "modulus of an unloading (stress printed with 6 digits)"
for columns in 2,3,4 1,2,3,4; do
	(echo '#insitu 1' && echo time_s,strain,stress_GPa,resistance_Mohm && sed '1d;3{h;d;};4G' unloads.csv) |
		sed 's/^,/nan,/' | cut -d, -f$columns | tr , '\t' > order
	run rgeom --rest=1Mohm --unloading order
	expect_error 3 "rgeom: order: without a time_s that grows from row to row, unloading cannot be told from loading"
done

# Both coupled tests against what went in: 4 of their own errors, and the lag likewise.
run rgeom --specimens="$samples/specimens-coupled.tsv" --summary
expect_code 0
grep -q 'resistivity at rest of pillar is 24.5 times that of bridge' err || fail "no remark on two resistivities"
row=1
for test in tension compression; do
	file=coupled-$test-current.csv
	near "$(cell resistance_Mohm $row)" "$(known $file rest_Mohm)" 0.0008 "$test: rest"
	for state in extreme unloaded; do
		row=$((row + 1))
		# Noise of 0.8 nA in some rows; the strain lacks the toe, 0.16 % of it in the pillar.
		near "$(cell resistance_Mohm $row)" "$(known $file ${state}_resistance_Mohm)" 0.0012 "$test: $state"
		near "$(cell strain $row)" "$(known $file ${state}_strain)" 0.004 "$test: strain, $state"
	done
	row=$((row + 1))
	set -- $(sed -n 's/^#@ lag[^:]*: \([^ ]*\) s +- \([^ ]*\) s.*/\1 \2/p' out | sed -n $((row / 3))p)
	near "$1" "$(known $file lag_s)" "$(echo "$2" | awk '{ print 4 * $1 }')" "$test: lag"
done
near "$(cell resistivity_change 2)" -0.012 "$(cell resistivity_change_se 2)" "bridge, extreme"
near "$(cell resistivity_change 5)" -0.251 "$(cell resistivity_change_se 5)" "pillar, extreme"
near "$(cell resistivity_change 6)" -0.180 "$(cell resistivity_change_se 6)" "pillar, unloaded"
cp out direct

# Its own output, whole or filtered, gives the same answer: no row is told by its place.
rgeom --specimens="$samples/specimens-coupled.tsv" > rows
answer() {
	grep -v '^#' "$1" | awk -F'\t' '{ for (i = 1; i <= NF; i++) if ($i + 0 == $i) $i = sprintf("%.6g", $i); print }'
}
# Near zero, what is left of the means is rounding.
answer direct | sed 's/ 2\.[0-9]*e-06 / 0 /' > wanted
same_answer() {
	expect_code 0
	answer out | sed 's/ 2\.[0-9]*e-06 / 0 /' | diff wanted - > differ || fail "$1: $(head -3 differ)"
}
run rgeom --summary rows
same_answer "own output"
same "$(head -1 err)" "rgeom: bridge: geometric_Mohm, resistivity_ratio and resistivity_ratio_se are there already; they are computed anew and replaced" "remark"
(sed -n '1,/^specimen/p' rows && sed '1,/^specimen/d' rows | sort -t'	' -k1,1 -k4,4) > filtered
run rgeom --summary filtered
same_answer "sorted by resistance"
(sed -n '1,/^specimen/p' rows && sed '1,/^specimen/d' rows | awk 'NR % 2') > filtered
run rgeom filtered
expect_code 0
near "$(cell resistivity_ratio 200)" "$(cell resistivity_ratio 399 rows)" 1e-9 "every other row"
grep -v '^#' rows > bare
run rgeom --summary bare
expect_error 2 "rgeom: bare: bridge: the resistance at rest is not known, and no row tells it; give --rest or --iv"

# SYNTHETIC: a wire pulled to 4.5 %, where it breaks in row 151 of 200; what is left of the current is noise of both signs,
# or a leakage, at 0.1 V; or 1 uA is driven until the source finds no way, and the sense wires hang in the air.
broken() {
	awk -v left="$1" 'BEGIN { print "Time (s),Strain (-),Current (nA)"
		for (i = 0; i < 200; i++) { x = 0.0003 * i; printf "%g,%.6f,%.6f\n", i / 2, x, i < 150 ? 100 / (0.152 * (1 + x) ^ 2) : left + 0.01 * sin(7 * i) } }'
}
broken 0 > broken.csv
broken 0.05 > leaks.csv
awk 'BEGIN { print "Time (s),Strain (-),Current (nA),Voltage (V)"
	for (i = 0; i < 200; i++) { x = 0.0003 * i; s = 0.01 * sin(7 * i)
		if (i < 150) printf "%g,%.6f,1000,%.9f\n", i / 2, x, 0.152 * (1 + x) ^ 2; else printf "%g,%.6f,%.6f,%.6f\n", i / 2, x, s, 0.1 * cos(5 * i) } }' > hangs.csv
for file in broken leaks hangs; do
	set -- --voltage=100mV
	[ "$file" = hangs ] && set --
	run rgeom --rest=0.152Mohm "$@" --summary $file.csv
	expect_code 1
	same "$(head -1 err)" "rgeom: $file: the conductance is lost behind row 150, as where a specimen breaks or a contact opens: 50 rows left out" \
		"remark on a break"
	grep -q "^#@ omitted	$file: 50 rows behind row 150, where the conductance falls to under a twentieth and does not come back, as where a specimen breaks or a contact opens$" out ||
		fail "$file: no note of a break"
	# the last row is at 4.47 %; those within 1/200 of it are one state
	near "$(cell strain 2)" 0.0447 0.00023 "$file: strain at the break"
	near "$(cell resistivity_change 2)" 0 1e-6 "$file: resistivity at the break (8 digits of the record)"
	run rgeom --rest=0.152Mohm "$@" $file.csv
	expect_code 0
	same "$(grep -vc '^#' out)" 151 "$file: rows of a whole specimen, and the names"
done
# One contact that opens and closes again is no break, nor is a specimen that conducts a tenth as well.
awk -F, -v OFS=, 'NR > 80 && NR < 100 { $3 = 0.05 } NR > 151 { $3 = 600 } { print }' leaks.csv > opens.csv
awk -F, -v OFS=, 'NR > 151 { $3 = 60 } { print }' leaks.csv > tenth.csv
for file in opens tenth; do
	run rgeom --rest=0.152Mohm --voltage=100mV $file.csv
	same "$(cat err)" "" "$file: remarks"
	same "$(grep -vc '^#' out)" 201 "$file: all rows, and the names"
done
# Silicon that turns metallic under pressure, and back: what conducts as it does at rest is no break, by the resistance or by
# the current at one voltage or through one that falls with it. It breaks only in the last 20 rows.
awk -v OFS=, 'BEGIN { print "Time (s)", "Strain (-)", "Resistance (Mohm)"
	for (i = 0; i <= 200; i++) { x = (i <= 100 ? i : 200 - i) / 1000
		r = i > 180 ? 1e4 : (x > 0.04 ? 0.03 : 1) * (1 - x) ^ 2; print i, -x, r } }' > metallic.csv
awk -F, -v OFS=, 'NR == 1 { print $1, $2, "Current (nA)"; next } { print $1, $2, 100 / $3 }' metallic.csv > metallic-current.csv
awk -F, -v OFS=, 'NR == 1 { print $1, $2, "Current (nA)", "Voltage (V)"; next } { i = 100 / ($3 + 0.1); print $1, $2, i, 1e-3 * i * $3 }' metallic.csv > metallic-divided.csv
for file in metallic metallic-current metallic-divided; do
	set --
	[ "$file" = metallic-current ] && set -- --voltage=100mV
	run rgeom --rest=1Mohm "$@" $file.csv
	same "$(head -1 err)" "rgeom: $file: the conductance is lost behind row 181, as where a specimen breaks or a contact opens: 20 rows left out" \
		"remark on the break alone"
done
# Where a column tells the states, or rows are not in order of time, no row is told by its place.
awk -F, 'NR == 1 { print "#insitu 1\n#@ kind\texport\ntime_s\tstrain\tcurrent_nA\tstate"; next } { print $1 "\t" $2 "\t" $3 "\t" (NR > 152 ? "unloaded" : "extreme") }' leaks.csv > told.tsv
run rgeom --rest=0.152Mohm --voltage=100mV told.tsv
same "$(grep -vc '^#' out)" 201 "rows beside states"
(printf '#insitu 1\n#@ kind\texport\ntime_s\tstrain\tcurrent_nA\n' && sed 1d broken.csv | sort -t, -k3,3g | tr , '\t') > by-current
run rgeom --rest=0.152Mohm --voltage=100mV by-current
expect_code 1
grep -q 'is no positive resistance at 0.1 V$' err || fail "a break in rows out of order: $(head -1 err)"
# The same with load and displacement, behind 30 rows before contact; behind the break no load is left.
awk 'BEGIN { print "Time (s),Displacement (nm),Load (uN),Current (nA)"
	for (i = -30; i < 200; i++) { d = 0.6 * i; x = i < 0 ? 0 : d / 2000
		printf "%g,%.6f,%.6f,%.6f\n", (i + 30) / 2, d, (i < 0 || i >= 150 ? 0 : d) + 0.01 * sin(5 * i), i < 150 ? 100 / (0.152 * (1 + x) ^ 2) : 0.01 * sin(7 * i) } }' > pulled.csv
run rgeom --rest=0.152Mohm --voltage=100mV --mode=tension --length=2000nm --area=21025nm2 --summary pulled.csv
same "$(head -1 err)" "rgeom: pulled: the conductance is lost behind row 180, as where a specimen breaks or a contact opens: 50 rows left out" "remark on a break under load"
# the contact is known to a row, 0.6 nm of 2000, which counts twice in the resistivity
near "$(cell strain 2)" 0.0447 0.0003 "strain at a break under load"
near "$(cell resistivity_change 2)" 0 0.0006 "resistivity at a break under load"

# A row that is hit, of strain or of resistance, is left out with a note; out of order, none can be told.
awk 'BEGIN { print "Time (s),Strain (-),Resistance (Mohm)"
	for (i = 0; i <= 120; i++) { x = (i < 60 ? i : 120 - i) / 400; r = 0.342 * (1 - x) ^ 2
		printf "%d,%.6f,%.6f\n", i, i == 30 ? -0.42 : -x, i == 90 ? 0.002 : r } }' > hits.csv
run rgeom --rest=0.342Mohm --summary hits.csv
expect_code 0
same "$(cat err)" "rgeom: hits: 2 rows were left out as spikes, far out of the rows beside; the stream's note \"omitted\" says which" "remark on rows that are hit"
grep -q '^#@ omitted	hits: 1 row whose strain stands far out of those beside it: row 31$' out || fail "no note on a strain that is hit"
grep -q '^#@ omitted	hits: 1 row whose conductance stands far out of those beside it: row 91$' out || fail "no note on a resistance that is hit"
near "$(cell strain 2)" -0.15 0.0008 "the extreme beside a row that is hit"
near "$(cell resistivity_change 2)" 0 1e-5 "its resistivity (6 digits of the record)"
(printf '#insitu 1\n#@ kind\texport\ntime_s\tstrain\tresistance_Mohm\n' && sed 1d hits.csv | sort -t, -k3,3g | tr , '\t') > by-resistance
run rgeom --rest=0.342Mohm by-resistance
same "$(cat err)" "" "remarks on rows out of order"
# So is one of the voltage, which makes no sweep of a run; what goes up and down beside it goes with the current.
awk 'BEGIN { print "Time (s),Strain (-),Voltage (V),Current (nA)"
	for (i = 0; i <= 100; i++) { v = 0.1 + 1e-5 * sin(i)
		printf "%d,0,%.7f,%.4f\n", i, i == 50 ? 0.05 : v, 1e3 * v / 0.342 } }' > dip.csv
run rgeom --rest=0.342Mohm dip.csv
expect_code 0
same "$(cat err)" "rgeom: dip: 1 row was left out as a spike, far out of the rows beside; the stream's note \"omitted\" says which" "remark on a voltage that is hit"
# In a record of another clock a row that is hit before the onset hides none, and strain is read across it.
awk -v OFS=, 'function strain(t) { return t < 20 ? 0 : (t - 20) / 1000 }
BEGIN { print "Time (s)", "Strain (-)"; for (t = 0; t <= 60; t++) print t, t == 8 ? 0.3 : strain(t) + 1e-5 * sin(t * t) }' > slow.csv
awk -v OFS=, 'function strain(t) { return t < 20 ? 0 : (t - 20) / 1000 }
BEGIN { print "Time (s)", "Resistance (Mohm)"
	for (i = 0; i <= 590; i++) print i / 10, 0.152 * (1 + strain(i / 10)) ^ 2 + 2e-6 * sin(i * i) }' > quick.csv
run rgeom --rest=0.152Mohm --mechanical=slow.csv quick.csv
expect_code 0
same "$(grep -v '^#' out | cut -f3 | grep -c nan)" 0 "strains that a row that is hit left unknown"
near "$(sed -n 's/^#@ lag.*: \(.*\) s +- .*/\1/p' out)" 0 0.5 "its lag (half a row of the slower clock)"

# Per cent taken for a plain number, in the record or beside it, and a wrong length.
awk 'BEGIN { print "Time (s),Strain,Resistance (Mohm)"
	for (i = 0; i < 50; i++) { x = 0.0009 * i; printf "%d,%.4f,%.6f\n", i, 100 * x, 0.152 * (1 + x) ^ 2 } }' > per-cent.csv
run rgeom --rest=0.152Mohm per-cent.csv
same "$(cat err)" "rgeom: per-cent: strain reaches 4.41, that is 441 %; is that so, or is it in per cent (--channel=strain:COLUMN:%)?" "a doubt"
run rgeom --rest=0.152Mohm --channel=strain:2:% --summary per-cent.csv
same "$(grep -c 'strain reaches' err)" 0 "doubts of a strain in per cent"
near "$(cell resistivity_change 2)" 0 1e-5 "resistivity with a strain in per cent (6 digits of the record)"
run rgeom --rest=0.152Mohm --mechanical=per-cent.csv --lag=0s per-cent.csv
grep -q 'is it in per cent (insitu-read --channel=strain:COLUMN:%)?$' err || fail "a doubt about another file: $(head -1 err)"
run rgeom --rest=0.3Mohm --length=3nm --mode=tension turns.csv
grep -q '^rgeom: turns: strain reaches 5, that is 500 %; is that so, or is the length wrong (--length)?$' err ||
	fail "a doubt about a length: $(head -1 err)"

# A mechanical record of its own clock: no overlap, no onset, times backwards, no mode.
current=$samples/coupled-compression-current.csv
mechanical=$samples/coupled-compression.txt
set -- --rest=0.342Mohm --voltage=100mV --mechanical="$mechanical" --length=310nm
run rgeom "$@" --mode=compression --lag=1000s "$current"
expect_error 1 "rgeom: $current: $mechanical: the clocks do not overlap: 0 s to 111.742 s, and -1000 s to -900.535 s with the lag of 1000 s"
head -60 "$current" > short.csv
run rgeom "$@" --mode=compression short.csv
expect_code 1
grep -q 'no lag of the clocks from the onsets; give --lag' err || fail "a lag from no onset: $(head -1 err)"
# A source at its limit.
awk -F, -v OFS=, '/^[0-9]/ && $2 > 4.5e-7 { $2 = "4.5e-07" } { print }' "$current" > limit.csv
run rgeom "$@" --mode=compression --lag=-6.44s limit.csv
expect_code 0
same "$(cat err)" "rgeom: limit: the greatest current stands still, as at the limit of a source" "the remark on a limit"
grep -q '^#@ assumed	limit: all rows are of a resistance, though the greatest current stands in ten of them or more, to the last digit, as at the limit of a source$' out ||
	fail "no note of a limit"
run rgeom "$@" "$current"
expect_error 2 "rgeom: $current: $mechanical: nothing says whether the specimen is pulled or pressed; give --mode=tension or --mode=compression"
printf '#insitu 1\nspecimen\tmode\tstrain\tresistance_Mohm\nP\tCompression\t0.1\t0.2\n' > word.tsv
run rgeom --rest=0.342Mohm word.tsv
expect_error 3 "rgeom: word.tsv: row 1: mode 'Compression' is neither tension nor compression"
(printf 'time_s\tcurrent_nA\tresistance_Mohm\n' && sed '1,6d' "$current" | awk -F, '{ print 1000 - $1 "\t1\t" 1e-7 / $2 }') > back
run rgeom --rest=0.342Mohm --mechanical="$mechanical" --length=310nm --mode=compression --lag=0s back
expect_code 1
grep -q 'the time runs backwards in row 2' err || fail "a time that runs backwards: $(head -1 err)"

# A frame in series takes its share of the displacement; one that takes it all is refused. The
# pillar bore 141.4 uN at most: 0.1414 nm, and 141.4 nm, of 45.9 nm.
run rgeom "$@" --mode=compression --summary "$current"
stiff=$(cell strain 2)
run rgeom "$@" --mode=compression --summary --frame-stiffness=1e6N/m "$current"
expect_code 0
near "$(cell strain 2)" "$(awk -v x="$stiff" 'BEGIN { print x + 0.1414 / 310 }')" 3e-6 "strain beside a frame"
run rgeom "$@" --mode=compression --frame-stiffness=1000N/m "$current"
expect_code 1
grep -q 'a frame of 1000 N/m alone would give way by 14' err || fail "a frame that takes it all: $(head -1 err)"

# A stiffness that was told has no error to print.
run rgeom "$@" --mode=compression --device-stiffness=250N/m --diameter=200nm "$current"
grep -q 'device	coupled-compression-current: stiffness 250 N/m, at rest at' out || fail "note of a device: $(grep device out)"

# Faults of rows and options, each with its sentence.
put rows 'strain resistance_Mohm' '-0.1 0.3' '-1 0.186'
run rgeom --rest=0.342Mohm rows
expect_error 1 "rgeom: rows: row 2: a strain of -100 % leaves nothing of the specimen"
run rgeom --summary --rest=0.342Mohm rows
expect_error 1 "rgeom: rows: extreme: a strain of -100 % leaves nothing of the specimen"
put rows 'strain resistance_Mohm' '-0.1 -0.186'
run rgeom --rest=0.342Mohm rows
expect_error 1 "rgeom: rows: row 1: a resistance of -0.186 Mohm, 0.342 Mohm at rest, is no positive number"
put rows 'strain current_nA' '-0.1 200' '-0.1 0'
run rgeom --rest=0.342Mohm --voltage=100mV rows
expect_error 1 "rgeom: rows: row 2: a current of 0 nA, 0 nA less its offset, is no positive resistance at 0.1 V"
run rgeom --rest=0.342Mohm rows
expect_error 2 "rgeom: rows: has a current and no voltage; give --voltage"
put rows 'strain voltage_V current_nA' '-0.1 -0.1 -200' '-0.1 0.1 200'
run rgeom --rest=0.342Mohm rows
expect_error 3 "rgeom: rows: the voltage goes from -0.1 V to 0.1 V, and the current with it: this is no run at one voltage or current; a sweep is for --fit-iv or --iv"
put rows 'strain resistance_Mohm mode' '-0.1 0.2 compression'
run rgeom --rest=0.342Mohm rows
expect_error 2 "rgeom: rows: the strain goes to -0.1 although a mode is told, beside which it counts in the test's own direction; leave the mode out if its sign is right"
run rgeom --rest=0.342Mohm --poisson=0.6 rows
expect_error 2 "rgeom: --poisson=0.6: must lie from -1 to 0.5"
run rgeom --rest=0.342Mohm --poisson=-1 pillar
expect_error 1 "rgeom: pillar: row 1: a Poisson's ratio of -1 lies outside (-1, 0.5]"
run rgeom --rest=0.342 pillar
expect_error 2 "rgeom: --rest: '0.342' has no unit; write it like 0.342Mohm"
run rgeom --curve pillar
expect_error 2 "rgeom: --curve belongs to --fit-iv"
run rgeom --fit-iv --rest=1Mohm none.csv
expect_error 2 "rgeom: --rest is of no use to --fit-iv"
# Options that would do nothing.
run rgeom --rest=0.342Mohm --lag=1s pillar
expect_error 2 "rgeom: pillar: --lag belongs to --mechanical"
run rgeom --rest=0.342Mohm --wires=4 pillar
expect_error 2 "rgeom: pillar: --wires tells of a sweep, which --fit-iv or --iv has"
run rgeom --rest=0.342Mohm --offset-current=1nA pillar
expect_error 2 "rgeom: pillar: --offset-current is of a current, and this has a resistance"
run rgeom --rest=0.342Mohm --frame-stiffness=1e6N/m pillar
expect_error 2 "rgeom: pillar: device and frame are corrected on load and displacement, and this record has a strain of its own"
run rgeom --rest=1Mohm "$samples/compression-1.txt"
expect_error 3 "rgeom: $samples/compression-1.txt: has neither a resistance nor a current"
# A source of current: the voltage follows the resistance, here from 0.342 V to 0.247 V at 1 uA; and beside 0.3 Mohm in
# series, at 0.6 V in all. A voltage that the current follows is a sweep.
awk 'BEGIN { print "Time (s),Strain (-),Current (A),Voltage (V)"
	for (i = 0; i <= 120; i++) { x = (i < 60 ? i : 120 - i) / 400; r = 0.342 * (1 - x) ^ 2; printf "%g,%.6f,1e-06,%.6f\n", i / 2, -x, r } }' > sourced-run.csv
run rgeom --rest=0.342Mohm --summary sourced-run.csv
expect_code 0
near "$(cell strain 2)" -0.15 0.0008 "the extreme at one current"
near "$(cell resistivity_change 2)" 0 1e-5 "resistivity at one current (6 digits of the record)"
awk -F, 'NR == 1 { print; next } { i = 0.6 / ($4 + 0.3); printf "%s,%s,%.6ge-6,%.6f\n", $1, $2, i, i * $4 }' sourced-run.csv > divided.csv
run rgeom --rest=0.342Mohm --summary divided.csv
expect_code 0
near "$(cell resistivity_change 2)" 0 1e-5 "resistivity beside a resistor in series (6 digits of the record)"
awk -F, 'NR == 1 { print; next } { printf "%s,%s,%.6ge-6,%.6f\n", $1, $2, (1 + $1 / 60), (1 + $1 / 60) * $4 }' sourced-run.csv > swept.csv
run rgeom --rest=0.342Mohm swept.csv
expect_error 3 "rgeom: swept.csv: the voltage goes from 0.342 V to 0.684 V, and the current with it: this is no run at one voltage or current; a sweep is for --fit-iv or --iv"

# A column without a unit is told as insitu-read tells it; so is that of a sweep and of a mechanical record.
printf 'Time (s),Strain (-),Resistance\n0,0,342\n1,-0.1,277\n2,-0.14,253\n' > bare.csv
run rgeom --rest=342kohm bare.csv
expect_error 3 "rgeom: bare.csv:2: no resistance: column 3 ('Resistance') has no unit; say it with --channel=resistance:3:UNIT"
rgeom --rest=342kohm < bare.csv > out 2> err
code=$?
expect_error 3 "rgeom: standard input:2: no resistance: column 3 ('Resistance') has no unit; say it with --channel=resistance:3:UNIT"
run rgeom --rest=342kohm --channel=resistance:3:kohm bare.csv
expect_code 0
printf 'Voltage (V),Current\n-1,-5\n0,0\n1,5\n' > bare-iv.csv
run rgeom --fit-iv bare-iv.csv
expect_error 3 "rgeom: bare-iv.csv:2: no current: column 2 ('Current') has no unit; say it with --channel=current:2:UNIT"
printf 'Time (s),Displacement (nm),Load\n0,0,0\n1,1,1\n2,2,2\n' > bare-load.csv
run rgeom --rest=0.342Mohm --voltage=100mV --mode=compression --length=310nm --mechanical=bare-load.csv "$current"
expect_error 3 "rgeom: $current: bare-load.csv:2: no load: column 3 ('Load') has no unit; say it with --channel=load:3:UNIT; for this file --channel is an option of insitu-read"
rgeom --rest=0.342Mohm pillar > /dev/full 2> err
same $? 4 "exit code on a full disk"

# Sweeps: a resistor with an offset and a little noise, a diode, a clipped one, two in a file.
sweep() {
	awk -v current="$1" 'BEGIN { srand(1); print "voltage_V\tcurrent_nA"
		for (i = -20; i <= 20; i++) { v = i / 200
			c = current == "diode" ? 10 * (exp(v / 0.026) - 1) : 3 + 1e4 * v + 4 * (rand() - 0.5)
			if (current == "clipped" && c > 600) c = 600
			print v "\t" c } }'
}
for kind in resistor diode clipped; do
	sweep $kind > $kind
done
(cat resistor && sed 1d resistor) > two
run rgeom --fit-iv resistor diode clipped two
expect_code 0
# The noise is flat, 1.15 nA rms: 4 errors of the fit.
near "$(cell resistance_Mohm 1)" 0.1 "$(awk -v s="$(cell resistance_se_Mohm 1)" 'BEGIN { print 4 * s }')" "resistor"
near "$(cell offset_current_nA 1)" 3 0.8 "offset"
same "$(cell ohmic 1) $(cell ohmic 2) $(cell ohmic 3)" "yes no yes" "ohmic"
same "$(cell clipped 1) $(cell clipped 2) $(cell clipped 3)" "0 0 9" "clipped"
near "$(cell resistance_Mohm 3)" 0.1 0.001 "what compliance left"
same "$(head -1 err)" "rgeom: clipped: 9 of 41 rows stand at the compliance limit and are left out" "remark on clipping"
same "$(cell specimen 4) $(cell specimen 5)" "two:1 two:2" "two sweeps"
near "$(cell resistance_Mohm 5)" "$(cell resistance_Mohm 1)" 1e-9 "the second sweep"
# Two runs of one specimen are two, each with the notes of its own.
for rest in 0.3 0.2; do
	put "of-$rest" 'time_s strain resistance_Mohm' "0 0 $rest" '1 -0.1 0.19' '2 -0.05 0.19'
done
put runs-of-one 'file specimen rest_Mohm' 'of-0.3 P1 0.3' 'of-0.2 P1 0.2'
run rgeom --specimens=runs-of-one
expect_code 0
same "$(grep -v '^#' out | sed 1d | cut -f1 | uniq -c | tr -s ' \n' ' ')" " 3 P1 3 P1:2 " "names of two runs"
cp out two-runs
run rgeom two-runs
near "$(cell geometric_Mohm 4)" 0.2 1e-9 "geometry of the second run, by its own note"
# As above, but of sweeps: with --curve each has several rows.
put two-files 'file specimen' 'resistor P1' 'two P1'
cp two-files two-of-two
printf 'two\tP1\n' >> two-of-two
run rgeom --fit-iv --curve --specimens=two-of-two
same "$(grep -v '^#' out | sed 1d | cut -f1 | sort | uniq -c | awk '{ print $1 }' | tr '\n' ' ')" "41 41 41 41 41 " \
	"rows of each sweep"
run rgeom --fit-iv --specimens=two-files
same "$(cut -f1 out | grep '^P1' | tr '\n' ' ')" "P1 P1:1 P1:2 " "names of sweeps, a row each"
# A source of current, 0 to 1 uA on 1.5 Mohm, at its limit of 1.2 V from 0.8 uA on.
awk 'BEGIN { print "Source Current (A),Measured Voltage (V)"
	for (i = 0; i <= 20; i++) { v = i * 0.075; printf "%g,%.6f\n", i * 5e-8, (v > 1.2 ? 1.2 : v) + 1e-4 * sin(7 * i) } }' > sourced.csv
run rgeom --fit-iv sourced.csv
expect_code 0
same "$(head -1 err)" "rgeom: sourced: 5 of 21 rows stand at the compliance limit and are left out" "remark on a limit of the voltage"
near "$(cell resistance_Mohm 1)" 1.5 "$(awk -v s="$(cell resistance_se_Mohm 1)" 'BEGIN { print 4 * s }')" "a source of current"
(sed -n 1p resistor && sed 1d resistor | awk '{ print $1 "\t0" }' && sed 1d resistor) > dead
run rgeom --fit-iv dead
expect_code 1
same "$(cat err)" "rgeom: dead:1: the current never changes: nothing conducts, or all is clipped" "a sweep without current"
same "$(cell specimen 1) $(cell resistance_Mohm 1)" "dead:2 $(rgeom --fit-iv resistor | tail -1 | cut -f3)" "the sweep behind it"
# A voltage that rests at its end while the current drifts is at no limit.
awk 'BEGIN { print "voltage_V\tcurrent_nA"; for (i = 0; i <= 20; i++) print i / 20 "\t" 5 * i
	for (i = 1; i <= 20; i++) print 1 "\t" 100 + 0.55 * i }' > dwell
run rgeom --fit-iv dwell
same "$(cell clipped 1)" 0 "rows of a voltage that rests"
# With four wires what is sensed is the specimen's, and what is applied has its leads in it.
awk 'BEGIN { print "Source Voltage (V),Sense Voltage (V),Current (A)"
	for (i = -20; i <= 20; i++) print i / 20 "," 0.75 * i / 20 "," 5e-7 * i / 20 }' > four.csv
run rgeom --fit-iv --wires=4 four.csv
near "$(cell resistance_Mohm 1)" 1.5 1e-9 "a resistance by four wires"
run rgeom --iv=two --voltage=100mV "$current"
expect_error 3 "rgeom: $current: two: holds 2 sweeps; choose one, or fit them by --fit-iv and give --rest"
run rgeom --iv=diode --voltage=100mV "$current"
expect_error 1 "rgeom: $current: diode: the sweep is not ohmic and has no resistance at 0 V; give --rest"
run rgeom --fit-iv --curve resistor
same "$(grep -vc '^#' out)" 42 "rows of the curve"
near "$(cell current_fit_nA 41)" 1003 2 "end of the fit"
rgeom --fit-iv "$samples/coupled-compression-iv.csv" > fitted
run rgeom --iv=fitted --voltage=100mV --mechanical="$mechanical" --length=310nm --diameter=200nm \
	--mode=compression --summary "$current"
near "$(cell resistance_Mohm 1)" "$(cell resistance_Mohm 4 direct)" 1e-9 "a sweep that was fitted before"

# A load that is hit is left out; strain is that of the rows beside it.
hit "$mechanical" 2 -900 200 > hit.txt
run rgeom --iv=fitted --voltage=100mV --mechanical=hit.txt --length=310nm --diameter=200nm --mode=compression --summary \
	"$current"
expect_code 0
grep -q "omitted	.*: 1 row whose load stands far out of those beside it: row 196$" out || fail "no note on a row that is hit"
# SYNTHETIC: 300 rows held at a strain of 0.045, noise 0.001 (twelve uniform numbers). The rows of the extreme are those
# with the most noise, which stays in their error: of 300, the most is some 3 times it.
awk 'function noise(  k, sum) { for (k = sum = 0; k < 12; k++) sum += rand(); return 0.001 * (sum - 6) }
BEGIN { srand(1); print "time_s\tstrain\tresistance_Mohm"
	for (i = 0; i < 1200; i++) { e = i < 450 ? i / 10000 : i < 750 ? 0.045 : (1200 - i) / 10000
		printf "%d\t%.6f\t%.6f\n", i, e + noise(), 0.342 * (1 + e) ^ 2 * (1 + noise()) } }' > hold.tsv
run rgeom --rest=0.342Mohm --summary hold.tsv
expect_code 0
# 2 x 0.001 / 1.045 of the ratio from strain, 0.001 from the resistance of one row; noise is told to some 5 %
near "$(cell resistivity_change_se 2)" 0.0021 0.0002 "error of a noisy hold"
near "$(cell resistivity_change 2)" 0 "$(awk "BEGIN { print 4 * $(cell resistivity_change_se 2) }")" "change of a noisy hold"
rgeom --rest=0.342Mohm hold.tsv | rgeom --summary > piped.tsv 2> /dev/null
near "$(cell resistivity_change_se 2 piped.tsv)" "$(cell resistivity_change_se 2)" 1e-6 "error of a noisy hold through a pipe"

# The current's offset has an error, 1 nA of 100 nA here, and the resistance with it.
printf '#insitu 1\n#@ kind\tiv\nspecimen\tresistance_Mohm\tresistance_se_Mohm\toffset_current_nA\tohmic\toffset_current_se_nA\n' > offset.tsv
printf 'x\t1\t0\t2\tyes\t1\n' >> offset.tsv
put current 'strain current_nA' '0.01 102'
run rgeom --iv=offset.tsv --voltage=100mV --strain-error=0.1% current
near "$(cell resistivity_ratio_se 1)" "$(awk 'BEGIN { print sqrt(0.01 ^ 2 + (2 * 0.001 / 1.01) ^ 2) / 1.01 ^ 2 }')" 1e-6 \
	"error of a ratio with an offset"

# At one current of 100 nA it is 1 % of each resistance, through a pipe too, whose number has ten digits.
put one-current 'strain voltage_V current_nA' '0.01 0.1 102' '0.02 0.2 102' '0.03 0.8 102'
run rgeom --iv=offset.tsv one-current
rgeom -q out > piped.tsv
for file in out piped.tsv; do
	for row in 1 2 3; do
		near "$(cell resistivity_ratio_se $row $file)" "$(cell resistivity_ratio $row $file | awk '{ print 0.01 * $1 }')" 1e-7 \
			"$file: error at one current, row $row"
	done
done

# It is the current that scatters: 50 nA and 150 nA at 0.1 V are the 1 Mohm of 100 nA, as are two noisy states.
put scatter 'time_s strain state resistance_Mohm' '1 0.01 extreme 2' '2 0.01 extreme 0.6666667' '3 0 unloaded 1'
run rgeom --summary --rest=1Mohm scatter
near "$(cell resistance_Mohm 2)" 1 1e-6 "mean of resistances"

finish
