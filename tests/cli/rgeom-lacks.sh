#!/bin/sh
# rgeom: rows that lack a number or are hit have no strain, and none is read across them.
set -u
. "$top_srcdir/tests/cli/lib.sh"

# SYNTHETIC: at rest up to row 41, pulled to 26 % and let back, R = R0 (1 + x)^2. Rows 141 to 200, across the turn, lack
# their displacement and the last its load; row 61 is hit, and row 71 where there is no load.
awk -v OFS=, 'BEGIN { print "Time (s)", "Displacement (nm)", "Load (uN)", "Resistance (Mohm)"
	for (i = 0; i <= 300; i++) {
		d = i <= 170 ? i - 40 : 300 - i; x = d > 0 ? d / 500 : 0
		print i / 10, i >= 140 && i < 200 ? "" : i == 60 || i == 70 ? 5000 : d,
			i == 70 || i == 300 ? "" : 250 * x + 0.01 * sin(i * i), 0.3 * (1 + x) ^ 2
	} }' > lacks.csv
set -- --rest=0.3Mohm --length=500nm --diameter=200nm --mode=tension

# unknown: the first and last of each stretch of rows of `out` without a strain.
unknown() {
	grep -v '^#' out | sed 1d | awk -F'\t' '
		$3 == "nan" { if (!from) from = NR; to = NR; next }
		from { printf "%d-%d ", from, to; from = 0 }
		END { if (from) printf "%d-%d ", from, to }'
}

# The resistance in the record itself: what lacks a number stands with the others, without a strain.
run rgeom "$@" lacks.csv
expect_code 0
same "$(unknown)" "61-61 71-71 141-200 301-301 " "rows without a strain"
same "$(grep '^#@ omitted' out)" \
	"#@ omitted	lacks: 2 rows whose displacement stands far out of those beside it: row 61 is the first" "notes of rows that are left out"
# The contact is known to a row, 1 nm of 500: a strain of 0.002, and half a row more.
near "$(cell strain 140)" 0.198 0.003 "strain before the gap"
run rgeom "$@" --unloading --summary lacks.csv
expect_code 0
# The strain counts twice.
near "$(cell resistivity_change 2)" 0 0.006 "resistivity of the farthest row that has a strain"
near "$(cell strain 2)" 0.2 0.003 "its strain"

# Beside a record of another clock, with rows in between: what is hit is read across, what lacks is not.
cut -d, -f1-3 lacks.csv > mechanical.csv
awk -v OFS=, 'BEGIN { print "Time (s)", "Resistance (Mohm)"
	for (i = 0; i <= 601; i++) { d = i <= 340 ? i / 2 - 40 : 300 - i / 2; print i / 20, 0.3 * (1 + (d > 0 ? d / 500 : 0)) ^ 2 } }' > quick.csv
run rgeom "$@" --mechanical=mechanical.csv --lag=0s quick.csv
expect_code 0
same "$(unknown)" "140-142 280-400 600-601 " "rows without a strain beside another clock"
near "$(cell strain 121)" 0.04 0.003 "strain across a row that is hit"
same "$(grep '^#@ omitted.*outside' out)" "#@ omitted	quick: 1 row outside the mechanical record" "note of a row outside"
# So is a strain of its own that lacks.
awk -F, -v OFS=, 'NR == 1 { print "Time (s)", "Strain (-)"; next } { print $1, $2 == "" ? "" : $2 < 0 ? 0 : $2 / 500 }' mechanical.csv > strained.csv
run rgeom --rest=0.3Mohm --mechanical=strained.csv --lag=0s quick.csv
same "$(unknown)" "280-400 " "rows without a strain beside a strain that lacks"

# Nor is the extreme a row that lacks its resistance, or one without a strain where no other has any.
printf 'strain\tresistance_Mohm\n0.05\tnan\n0\t2\n-0.02\t3\n' > lacks.tsv
run rgeom --rest=2Mohm --summary lacks.tsv
same "$(cell strain 2) $(cell resistance_Mohm 2)" "-0.02 3" "the extreme beside a row without a resistance"
printf 'strain\tresistance_Mohm\nnan\t1\n0.05\tnan\n0\t2\n0\t2\n' > idle.tsv
run rgeom --rest=2Mohm --summary idle.tsv
same "$(cell strain 2) $(cell resistance_Mohm 2)" "0 2" "the extreme of a specimen that nothing strains"

finish
