#!/bin/sh
# tcfit as a user meets it: answers on the synthetic tests, and the exact words of every fault.
. "$top_srcdir/tests/cli/lib.sh"

truth() { awk -F'\t' -v f="$1" -v q="$2" '$1 == f && $2 == q { print $3 }' "$samples/truth.tsv"; }

# The paper's specimen. Tolerances: four of the errors that tcfit gives; fracture, four of the noise (0.5 uN over
# 21025 nm2 is 0.024 GPa).
run tcfit --specimens="$samples/specimens-tc.tsv"
expect_code 0
same "$(cell specimen 1)" TC1 "the specimen"
same "$(cell yield_bound 1)" ">=" "the bound in tension"
near "$(cell yield_GPa 1)" "$(truth tc-tension.txt fracture_stress_GPa)" 0.096 "the tensile strength"
same "$(cell yield_bound 2)" "=" "the bound in compression"
for row in 1 2; do
	near "$(cell modulus_GPa $row)" 125 "$(awk -v s="$(cell modulus_se_GPa $row)" 'BEGIN { print 4 * s }')" "modulus $row"
done
near "$(cell yield_GPa 2)" 4.5 "$(awk -v s="$(cell yield_se_GPa 2)" 'BEGIN { print 4 * s }')" "the yield strength"
near "$(cell strain_rate_per_s 2)" 0.002 2e-5 "the strain rate (1 %: the toe is slower)"
near "$(cell diameter_nm 1)" 145 1e-6 "the size, the root of the area"
grep -q '^#@ assumed	TC1: load counts downwards' out || fail "no note on the sign"
grep -q '^#@ input	.*tc-tension.txt sha256:[0-9a-f]\{64\}$' out || fail "no checksum of the input"

# All specimens; permuting the files changes no row.
run tcfit --specimens="$samples/specimens.tsv"
expect_code 0
cp out tests.tsv
same "$(grep -c '>=' out)" 7 "lower bounds"
for specimen in C1 C2 C3 C4 C5 C6 C7 C8; do
	row=$(awk -F'\t' -v s=$specimen '/^#/ { next } NR > 1 && $1 == s { print n } { n++ }' tests.tsv)
	near "$(cell yield_GPa "$row" tests.tsv)" "$(truth "compression-${specimen#C}.txt" yield_GPa)" \
		"$(awk -v s="$(cell yield_se_GPa "$row" tests.tsv)" 'BEGIN { print 4 * s }')" "yield of $specimen"
done
{ head -1 "$samples/specimens.tsv"; tail -n +2 "$samples/specimens.tsv" | sort -r; } |
	sed "s#^\([a-z0-9-]*\.txt\)#$samples/\1#" > reversed.tsv
tcfit --specimens=reversed.tsv | grep -v '^#' | sort > a
grep -v '^#' tests.tsv | sort > b
cmp a b || fail "the order of the files changes an answer"

# The ratio.
run tcfit --ratio tests.tsv
expect_code 0
near "$(cell ratio 3)" "$(awk 'BEGIN { print 6.5 / 4.5 }')" 0.025 "the paired ratio (noise of one fracture stress)"
same "$(cell ratio_bound 1)" ">=" "the bound of the ratio"
same "$(cell ratio_hi 1)" inf "the upper end"
same "$(cell method 1)$(cell method 2)$(cell method 3)" "geometric-welchfiellerpaired" "the methods"
tcfit --specimens="$samples/specimens.tsv" --ratio > direct
# A stream holds ten digits.
near "$(cell ratio 2 direct)" "$(cell ratio 2)" 1e-8 "the ratio straight from exports"
near "$(cell ratio_lo 1 direct)" "$(cell ratio_lo 1)" 1e-8 "its lower end"
grep -v '^#' tests.tsv | awk -F'\t' 'NR == 1 || $3 < 150' | tcfit --ratio > filtered || fail "a filtered stream: $?"
grep -v '^#' tests.tsv | head -1 > rowless.tsv
run tcfit --ratio rowless.tsv
expect_error 3 "tcfit: rowless.tsv: has no rows"
awk -F'\t' '!/^#/ && $2 == "compression" && !n++ { sub(/compression/, "Compression") } 1' tests.tsv > modes.tsv
run tcfit --ratio modes.tsv
expect_error 3 "tcfit: modes.tsv: row $(grep -v '^#' modes.tsv | sed 1d | grep -n Compression | cut -d: -f1): mode 'Compression' is neither tension nor compression"
run sh -c 'grep -v "^#" rowless.tsv | tcfit --ratio'
expect_error 3 "tcfit: standard input: has no rows"
# A strength in another unit is the same strength.
printf '#insitu 1\nspecimen\tmode\tyield_MPa\n%s\ttension\t%s\n%s\tcompression\t%s\n' A 6400 B 4500 > mpa.tsv
run tcfit --ratio mpa.tsv
same "$(cell tension_GPa 1) $(cell compression_GPa 1)" "6.4 4.5" "strengths in MPa"
tcfit --specimens="$samples/specimens-glass.tsv" | tcfit --ratio > glass
near "$(cell ratio 1 glass)" 0.946 0.02 "the ratio of the metallic glass (truth: means of what went in)"
# A lower bound that has no partner bounds the ratio of the groups, and not that of the pairs.
{
	printf '#insitu 1\n#@ kind\ttests\nspecimen\tmode\tyield_GPa\tyield_bound\n'
	printf '%s\ttension\t%s\t%s\n' A 6.1 = B 6.3 = E 6.4 = C 7 '>='
	printf '%s\tcompression\t%s\t=\n' A 4.5 B 4.4 E 4.7
} > pairs.tsv
run tcfit --ratio pairs.tsv
same "$(cell ratio_bound 1)$(cell ratio_bound 3)" ">==" "bounds of groups and of pairs"
# Mean and sd of ln(6.1/4.5), ln(6.3/4.4), ln(6.4/4.7), Student's t of 2 for 97.5 %: 4.302653.
near "$(cell ratio_hi 3)" "$(awk 'BEGIN { a = log(6.1 / 4.5); b = log(6.3 / 4.4); c = log(6.4 / 4.7); m = (a + b + c) / 3
	print exp(m + 4.302653 * sqrt(((a - m) ^ 2 + (b - m) ^ 2 + (c - m) ^ 2) / 6)) }')" 1e-5 "upper end for pairs (awk prints 6 digits)"
awk -F'\t' -v OFS='\t' '$1 $2 == "Atension" { $4 = ">=" } { print }' pairs.tsv > bound.tsv
run tcfit --ratio bound.tsv
same "$(cell ratio_bound 3)$(cell ratio_hi 3)" ">=inf" "a pair with a lower bound"

# Instrument: the same specimen through a device of 250 N/m, and a pillar on its base.
run tcfit --specimens="$samples/specimens-device.tsv" --device="$samples/device-empty.txt"
near "$(cell yield_GPa 1)" 6.3 0.09 "strength on a device, from its empty run (4 of the noise)"
# A file in a column is relative to the table, like those of `file`; --device is not.
mkdir folder
cp "$samples/device-tension.txt" "$samples/device-empty.txt" folder
awk -v OFS='\t' '{ print $0, NR == 1 ? "device" : "device-empty.txt" }' "$samples/specimens-device.tsv" > folder/device.tsv
grep -v '^#' out > told
run tcfit --specimens=folder/device.tsv
expect_code 0
grep -v '^#' out | cmp - told || fail "another answer with a column 'device': $(cat err)"
sed 's/device-empty.txt/after-fracture/' folder/device.tsv > folder/after.tsv
run tcfit --specimens=folder/after.tsv
near "$(cell yield_GPa 1)" 6.3 0.09 "strength on a device, from its spring after fracture, as the table says (4 of the noise)"
run tcfit --specimens="$samples/specimens-device.tsv" --device=after-fracture
near "$(cell yield_GPa 1)" 6.3 0.09 "strength on a device, from the branch after fracture"
# A break in two steps, with a rise between them, on a device of 150 N/m that is drawn back in the end.
awk 'BEGIN { print "Time (s)\tLoad (uN)\tDepth (nm)"; for (i = 0; i < 500; i++) { d = i < 450 ? i / 10 : 45 - (i - 449) * 0.8
	f = i < 160 ? 5 * d : i < 163 ? i - 152 : 0; printf "%.1f\t%.5f\t%.4f\n", i / 10, 0.15 * d + f + 0.1 * sin(i * i), d } }' > steps.txt
run tcfit --mode=tension --area=20000nm2 --length=400nm --contact=none --device=after-fracture steps.txt
# Four of the error of 0.43 that a line through the branch has.
near "$(sed -n 's/.*stiffness \([0-9.]*\) N.m.*/\1/p' out)" 150 2.1 "stiffness after a break in two steps"
# A device of 150 N/m that is drawn back and let go bears nothing behind that, in its empty run and in the test: 5 GPa
# beside it until it breaks at 52.5 nm. Noise of 0.05 uN.
push() { # ROW_OF_BREAK LAST_ROW ROW_OF_END: half a nm a row from the contact on
	awk -v broken="$1" -v top="$2" -v end="$3" '
		function row(i, whole) { printf "%.1f\t%.1f\t%.5f\n", t++ / 10, i / 2,
			(i < 0 ? 0 : (whole ? 0.127565 : 0.075) * i) + 0.05 * sin(t * t) }
		BEGIN { print "Time (s)\tDepth (nm)\tLoad (uN)"
			for (i = -30; i < top; i++) row(i, i < broken)
			for (i = top; i >= end; i--) row(i, top < broken) }'
}
push 105 160 -80 > soft.txt
push 0 200 -200 > released.txt
soft="tcfit --mode=tension --area=21026nm2 --length=1000nm"
check_soft() {
	expect_code 0
	near "$(cell modulus_GPa 1)" 5 "$(awk -v s="$(cell modulus_se_GPa 1)" 'BEGIN { print 4 * s }')" "modulus (4 errors), $1"
	near "$(cell fracture_stress_GPa 1)" 0.26 0.005 "strength (two of the noise), $1"
	near "$(cell fracture_strain 1)" 0.052 0.0006 "strain at fracture (a row), $1"
}
run $soft --device-stiffness=150N/m soft.txt
check_soft "drawn back past the release"
run $soft --device=released.txt soft.txt
check_soft "from an empty run past the release"
# Displacement that counts from anywhere, as it is with --contact=none, shows no rest behind which the spring bears nothing.
awk 'BEGIN { print "Depth (nm)\tLoad (uN)"; for (i = 0; i <= 200; i++) printf "%.1f\t%.5f\n", i - 100, 0.45 * i + 0.02 * sin(i * i) }' > below.txt
run tcfit --mode=tension --area=20000nm2 --length=1000nm --contact=none --device-stiffness=150N/m below.txt
near "$(cell modulus_GPa 1)" 15 "$(awk -v s="$(cell modulus_se_GPa 1)" 'BEGIN { print 4 * s }')" "modulus (4 errors) on a device, from below zero"
# The spring bears more than half, so the load falls from 13.4 uN to 7.9 uN only.
run $soft --device=after-fracture soft.txt
check_soft "from the spring after fracture"
# A burst comes before a slow break, of 52 nm, which no row shows as a sudden fall.
awk 'BEGIN { print "Depth (nm)\tLoad (uN)"; for (i = 0; i < 2000; i++) { d = i / 5; s = d - (i < 300 ? 0 : 18)
	if (i >= 1600) s = 302 * (1 - (i - 1600) / 260); if (s < 0) s = 0
	printf "%.1f\t%.5f\n", d, s + 0.15 * d + 0.05 * sin(i * i) } }' > burst.txt
run tcfit -q --mode=tension --diameter=100nm --length=1um --device=after-fracture burst.txt
near "$(sed -n 's/.*stiffness \(.*\) N\/m +-.*/\1/p' out)" 150 2 "the spring behind a burst (four of its errors)"
push 300 160 -80 > intact.txt
run $soft --device=after-fracture intact.txt
expect_error 1 "tcfit: intact.txt: no branch after fracture to see the device's spring in: the load nowhere falls at \
once by 2 % and beyond its noise, nor slowly to under half"
run tcfit --specimens="$samples/specimens-device.tsv" --device-stiffness=250N/m
near "$(cell yield_GPa 1)" 6.3 0.09 "strength on a device, from its stiffness"
run tcfit --specimens="$samples/specimens-base.tsv" --sneddon --poisson=0.22
near "$(cell modulus_GPa 1)" 125 "$(awk -v s="$(cell modulus_se_GPa 1)" 'BEGIN { print 4 * s }')" "modulus on a base"
near "$(cell yield_GPa 1)" 4.5 0.03 "yield on a base"
# A cone of 120 GPa from 120 to 180 nm on a rigid-tipped base: u = F (4 h / (pi d_t d_b) + (1 - nu^2) / d_b) / E.
awk 'BEGIN { print "Load (uN)\tDepth (nm)"
	for (i = 0; i <= 300; i++) printf "%.12g\t%.12g\n", i / 10,
		i / 10 * 1e3 / 120 * (4 * 290 / (3.14159265358979 * 120 * 180) + (1 - 0.22 ^ 2) / 180) }' > cone.txt
run tcfit --mode=compression --diameter=150nm --length=290nm --contact=none --sneddon --poisson=0.22 \
	--base-diameter=180nm --top-diameter=120nm --tip-modulus=1e12GPa cone.txt
# The base and the curve agree to 1e-9 or better; the noiseless fit to 1e-8.
near "$(cell modulus_GPa 1)" 120 1e-5 "modulus of a cone"
# Rows that are not even in time: the modulus that the base is corrected for is that of the row, to the note's six
# digits.
awk 'BEGIN { print "Time (s)\tLoad (uN)\tDepth (nm)"
	for (i = 0; i <= 300; i++) { f = i * i / 3000; d = f / 2 + (i > 200 ? (i - 200) ^ 2 / 300 : 0)
		printf "%.6f\t%.6f\t%.6f\n", i * i / 100, f + 0.3 * sin(i * i), d + 0.3 * cos(3 * i * i) } }' > uneven.txt
run tcfit --mode=compression --diameter=150nm --length=290nm --contact=none --sneddon --poisson=0.22 uneven.txt
near "$(sed -n 's/.*corrected for a modulus of \([0-9.]*\) GPa.*/\1/p' out)" "$(cell modulus_GPa 1)" \
	"$(awk -v e="$(cell modulus_GPa 1)" 'BEGIN { print e * 1e-5 }')" "the base's modulus"

# A pillar of 125 GPa that flows at 4.5 GPa, or a cell that was not tared: 50 rows at 5 uN before 5 uN more every 4 rows.
awk 'BEGIN { print "Load (uN)\tDepth (nm)"; for (i = 0; i < 450; i++) { j = i < 50 ? 0 : i - 50
	f = 5 + 1.25 * j; if (f > 74.307) f = 74.307
	printf "%.5f\t%.5f\n", f + 0.05 * sin(i * i), 20 + 0.17562 * j + 0.02 * cos(3 * i * i) } }' > hold.txt
held="tcfit --mode=compression --diameter=145nm --length=290nm"
run $held hold.txt
expect_code 0
same "$(cat err)" "tcfit: hold: begins with a hold at 4.995 uN, 6.7 % of the greatest load, taken as a preload; if the cell \
was not tared, --contact=tare makes that zero" "a hold"
near "$(cell yield_GPa 1)" 4.5 "$(awk -v s="$(cell yield_se_GPa 1)" 'BEGIN { print 4 * s }')" "yield from a preload"
same "$(cell checks 1)" preload "checks of a preload"
cp out preload.tsv
run $held --contact=tare hold.txt
same "$(cat err)" "" "remarks on a cell that was not tared"
same "$(cell checks 1)" ok "its checks"
near "$(cell yield_GPa 1)" 4.1972 "$(awk -v s="$(cell yield_se_GPa 1)" 'BEGIN { print 4 * s }')" "its yield, 5 uN less"
run $held --device-stiffness=50N/m hold.txt
same "$(head -1 err)" "tcfit: hold: begins with a hold at 4.995 uN, 6.7 % of the greatest load, taken as a preload, of \
which the device's share is not known; if the cell was not tared, --contact=tare makes that zero" "a hold on a device"
# Without an approach or a hold nothing shows the zero of load.
awk 'NR == 1 || NR > 53' hold.txt > begun.txt
run $held begun.txt
same "$(cat err)" "tcfit: begun: begins at 10 % of the greatest load, without an approach that would show the zero of load; \
a cell that was not tared moves all stresses" "a record that begins in contact"
same "$(grep -c 'broken at the end of the record' out)" 0 "a fracture that is taken for granted in compression"
run $(echo "$held" | sed s/compression/tension/) begun.txt
same "$(sed -n 's/^#@ assumed	begun: broken/broken/p' out)" "broken at the end of the record, which ends under load" "a test in tension that ends"
# In a ratio that is told again.
sed 's/compression/tension/; s/^hold/other/' preload.tsv | grep -v '^#' | tail -1 >> preload.tsv
run tcfit --ratio preload.tsv
grep -qx 'tcfit: hold in compression: its checks say preload, and it counts all the same' err ||
	fail "a preload in a ratio: $(cat err)"

# A brittle specimen that takes 32 rows to break, over a thirtieth of its strain, has not yielded.
awk 'BEGIN { print "strain,stress (GPa)"; for (i = 0; i <= 1232; i++) printf "%.4f,%.6f\n", i / 1e4,
	(i <= 1000 ? i / 100 : i < 1032 ? 10 * (1032 - i) / 32 : 0) + 0.02 * sin(i * i) }' > slow.csv
run tcfit --offset=2% slow.csv
expect_code 0
same "$(cell yield_bound 1)" ">=" "the bound of a slow break"
near "$(cell fracture_stress_GPa 1)" 10 0.2 "its stress (2 % are the least step that counts as steep)"

# A drop from 0.196 to 0.17 GPa, above all that follows.
awk 'BEGIN { print "strain,stress (GPa)"; for (i = 0; i < 400; i++)
	printf "%.5f,%.6f\n", i < 99 ? i / 1e5 : (i - 89) / 1e4, i < 99 ? i / 500 : 0.17 + (i - 99) * 2e-5 }' > drop.csv
run tcfit --offset=0.2% drop.csv
expect_code 0
near "$(cell upper_yield_GPa 1)" 0.196 1e-9 "an upper yield that is the maximum"

# Curves.
run tcfit --specimens="$samples/specimens-105nm.tsv" --curve --true
expect_code 0
same "$(grep -v '^#' out | head -1)" "specimen	mode	strain	stress_GPa	true_strain	true_stress_GPa" "columns"
grep -v '^#' out | awk -F'\t' 'NR > 1 { e = -log(1 - $3) - $5; s = $4 * (1 - $3) - $6
	if (e * e > 1e-16 || s * s > 1e-16) exit 1 }' || fail "the true curve in compression is not that of shortening"

# The same answers in other units, and with both channels counted downwards.
insitu-read "$samples/compression-5.txt" | grep -v '^#' > plain.tsv
size="--mode=compression --diameter=148nm --length=310nm"
run tcfit $size --channel=load:2 --channel=displacement:1 --channel=time:3 plain.tsv
cp out one
awk -F'\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; print "t (s)", "d (um)", "F (mN)"; next }
	{ printf "%s\t%.12g\t%.12g\n", $c["time_s"], -$c["displacement_nm"] / 1000, -$c["load_uN"] / 1000 }' plain.tsv > turned.txt
run tcfit $size --channel=load:3 --channel=displacement:2 --channel=time:1 turned.txt
for column in modulus_GPa yield_GPa yield_se_GPa max_stress_GPa toe_strain; do
	# Both texts hold 10 digits or more of a load near zero.
	near "$(cell $column 1)" "$(cell $column 1 one)" "$(awk -v v="$(cell $column 1 one)" 'BEGIN { print 1e-8 * (v < 0 ? -v : v) }')" "$column in other units"
done

# A stream of several specimens, as filters leave it: without its kind, without any note, by time, and only one of them.
insitu-read "$samples/compression-4.txt" "$samples/compression-5.txt" > two.tsv
tcfit $size two.tsv | grep -v '^#' > wanted
same "$(cut -f1 wanted | tr '\n' ' ')" "specimen compression-4 compression-5 " "specimens of a stream"
grep -v '^#@' two.tsv > kindless.tsv
grep -v '^#' two.tsv > bare.tsv
{ head -1 bare.tsv; tail -n +2 bare.tsv | sort -t '	' -k4,4g; } > timed.tsv
for stream in kindless bare timed; do
	run tcfit $size $stream.tsv
	expect_code 0
	grep -v '^#' out | cmp - wanted || fail "$stream.tsv: $(cat err)"
	grep -q "^#@ input	$stream.tsv sha256:$(sha256sum < $stream.tsv | cut -c-64)" out || fail "$stream.tsv is no input"
done
grep -v compression-4 bare.tsv > one.tsv
run tcfit $size one.tsv
grep -v '^#' out > got
grep -v compression-4 wanted | cmp - got || fail "one specimen of two: $(cat err)"
# Who says how to read a table is heard.
run tcfit $size --channel=load:load_uN bare.tsv
expect_code 0
grep -v '^#' out | cmp - wanted || fail "a stream as a long table: $(cat err)"
grep -q "^#@ assumed	compression-5: column 'specimen' tells which specimen each row is of$" out || fail "--channel is not heard: $(cat out)"

# Files of one name in two folders are two specimens, straight and through a stream, and two curves.
mkdir d1 d2
cp "$samples/compression-4.txt" d1/run.txt
cp "$samples/compression-5.txt" d2/run.txt
run tcfit $size d1/run.txt d2/run.txt
same "$(cell specimen 1) $(cell specimen 2)" "d1/run d2/run" "files of one name"
near "$(cell modulus_GPa 1)" "$(cell modulus_GPa 1 wanted)" 0 "modulus of d1/run (the same record)"
insitu-read d1/run.txt d2/run.txt | tcfit $size > out
same "$(cell specimen 1) $(cell specimen 2)" "d1/run d2/run" "files of one name in a stream"
near "$(cell modulus_GPa 2)" "$(cell modulus_GPa 2 wanted)" 0 "modulus of d2/run (the same record)"
tcfit $size --curve d1/run.txt d2/run.txt > curves.tsv
same "$(grep -v '^#' curves.tsv | cut -f1 | uniq | tr '\n' ' ')" "specimen d1/run d2/run " "curves of files of one name"
# One name is as short as ever, and the table's word counts more.
run tcfit $size d1/run.txt
same "$(cell specimen 1)" run "the only file of its name"
printf 'file\tspecimen\nd1/run.txt\tP\nd2/run.txt\tP\n' > same.tsv
run tcfit $size --specimens=same.tsv
same "$(cell specimen 1)$(cell specimen 2)" PP "one specimen by the table's word"

# Faults: one file's does not keep the others from being done.
file=$samples/compression-5.txt
run tcfit not-there.txt $size "$file"
expect_code 3
same "$(cat err)" "tcfit: not-there.txt: cannot be opened: No such file or directory" "a missing file"
same "$(cell specimen 1)" compression-5 "the other file"

run tcfit "$file"
expect_error 2 "tcfit: $file: section and length are not known; give --diameter (or --area, or --width and --thickness) and --length"
run tcfit --length=310nm "$file"
expect_error 2 "tcfit: $file: the section is not known; give --diameter, --area, or --width and --thickness"
run tcfit --diameter=148nm "$file"
expect_error 2 "tcfit: $file: the length is not known; give --length"
run tcfit --diameter=148nm --area=1um2 --length=310nm "$file"
expect_error 2 "tcfit: $file: a diameter of 148 nm, which makes 17203.4 nm2, contradicts an area of 1e+06 nm2"
run tcfit --diameter=148 "$file"
expect_error 2 "tcfit: --diameter: '148' has no unit; write it like 145nm"

# A pillar sinks into its base, a tensile specimen does not.
run tcfit --specimens="$samples/specimens-tc.tsv"
cp out without
run tcfit --specimens="$samples/specimens-tc.tsv" --sneddon --poisson=0.22
same "$(cat err)" "tcfit: TC1: not corrected by --sneddon, which is for compression" "a remark on tension"
same "$(cell modulus_GPa 1)" "$(cell modulus_GPa 1 without)" "the modulus in tension"
[ "$(cell modulus_GPa 2)" != "$(cell modulus_GPa 2 without)" ] || fail "no correction in compression"

run tcfit --mode=compression --diameter=148nm --length=310nm --sneddon "$samples/compression-5.txt"
expect_error 2 "tcfit: $samples/compression-5.txt: Poisson's ratio of the base is not known; give --poisson"

# Options that would change nothing.
run tcfit --device=none.txt --device-stiffness=1N/m "$file"
expect_error 2 "tcfit: --device-stiffness and --device say the same; give one"
run tcfit --curve --hollomon=1%:2% "$file"
expect_error 2 "tcfit: --hollomon is of tests; --curve prints none"

# What a newcomer meets: no curve without strain; per cent taken for a plain number; a wrong length.
printf 'time_ms,force_N\n0,0\n1,1\n2,2\n3,3\n' > forces.csv
run tcfit --curve --area=25mm2 forces.csv
expect_error 1 "tcfit: forces.csv: no curve: there is no strain, nor a displacement"
run tcfit --mode=tension --area=21025nm2 --length=405nm --hollomon=0.3:0.4 "$samples/tc-tension.txt"
expect_code 1
same "$(cat err)" "tcfit: $samples/tc-tension.txt: no hardening: too few rows with a plastic strain from 0.3 to 0.4: 0" \
	"hardening that is not to be had"
same "$(cell hollomon_n 1)" nan "its number"
awk 'BEGIN { for (i = 0; i <= 200; i++) print i / 50 "," (i < 150 ? i : 150) }' > per-cent.csv
run tcfit --curve --channel=strain:1 --channel=stress:2:MPa per-cent.csv
expect_code 0
same "$(cat err)" "tcfit: per-cent: strain reaches 4, that is 400 %; is that so, or is it in per cent (--channel=strain:COLUMN:%)?" "a doubt"
run tcfit --curve --channel=strain:1:% --channel=stress:2:MPa per-cent.csv
same "$(cat err)" "" "no doubt"
awk 'BEGIN { for (i = 0; i <= 400; i++) { e = i / 4; print e "," (e < 4 ? 2 * e : e < 60 ? 8 : 8 + 3 * (e - 60)) } }' > polymer.csv
run tcfit --channel=strain:1:% --channel=stress:2:MPa polymer.csv
expect_code 0
same "$(cat err)" "tcfit: polymer: the steepest part of the curve begins at 57.3 % of strain, and was taken as elastic; --modulus=window:LO:HI chooses another" "a late elastic line"
run tcfit --modulus=window:0.5%:3.5% --channel=strain:1:% --channel=stress:2:MPa polymer.csv
same "$(cat err)" "" "no doubt of a modulus that was chosen"
near "$(cell modulus_GPa 1)" 0.2 1e-9 "the modulus in the window (noiseless)"
# Eight rows rounded to 0.01 GPa: least squares of them is 101.9048 +- 0.4347.
printf 'strain,stress (GPa)\n0,0\n.001,.1\n.002,.2\n.003,.3\n.004,.41\n.005,.51\n.006,.61\n.007,.71\n' > few.csv
run tcfit few.csv
expect_code 0
near "$(cell modulus_GPa 1)" 101.9048 5e-5 "the modulus of eight rows"
near "$(cell modulus_se_GPa 1)" 0.4347 5e-5 "its error"
# Stress and strain as they are need no section for an error: noise of 0.005 GPa over the few rows of the
# crossing leaves between a tenth of it and twice as much.
awk 'BEGIN { srand(3); for (i = 0; i <= 400; i++) { e = i / 2000; s = e < 0.04 ? 100 * e : 4 + 3 * (e - 0.04)
	printf "%.6f,%.6f\n", e, s + 0.005 * sqrt(12) * (rand() - 0.5) } }' > own.csv
run tcfit --mode=compression --channel=strain:1 --channel=stress:2:GPa own.csv
expect_code 0
near "$(cell yield_se_GPa 1)" 0.00525 0.00475 "error of a yield without a section"
run tcfit --mode=compression --diameter=148nm --length=31nm "$file"
case $(cat err) in
"tcfit: compression-5: strain reaches 1."*"is the length wrong (--length)?") ;;
*) fail "a wrong length: $(cat err)" ;;
esac
run tcfit --modulus=steep "$file"
expect_error 2 "tcfit: --modulus=steep: must be auto, e3076, unloading, window:LO:HI, or a modulus like 160GPa"
run tcfit --modulus=window:2%:1% "$file"
expect_error 2 "tcfit: --modulus: the range '2%:1%' is empty"
run tcfit --mode=bending "$file"
expect_error 2 "tcfit: --mode=bending: must be one of tension|compression"
run tcfit --curve --ratio "$file"
expect_error 2 "tcfit: --curve and --ratio are two answers; ask for one"
# What would change nothing is told; one word on a fault is enough.
run tcfit $size --poisson=0.2 "$file"
expect_error 2 "tcfit: --poisson belongs to --sneddon"
run tcfit $size --confidence=90% "$file"
expect_error 2 "tcfit: --confidence belongs to --ratio"
run tcfit $size --modulus=window:90%:95% "$file"
expect_code 1
grep -q "^tcfit: [^ ]*: no modulus: too few rows in its window: 0$" err ||
	fail "a window beyond the record: $(cat err)"
run tcfit --ratio --quantity=beauty tests.tsv
expect_error 2 "tcfit: --quantity=beauty: the tests have no such column"
# Means carry the unit of what is compared; a test that is given twice is told.
printf 'specimen\tmode\twork_MJ_per_m3\nP1\ttension\t200\nP2\tcompression\t100\n' > work.tsv
run tcfit --ratio --quantity=work_MJ_per_m3 work.tsv work.tsv
expect_code 0
same "$(cell tension_MJ_per_m3 1) $(cell compression_MJ_per_m3 1) $(cell ratio 1)" "200 100 2" "ratio of works"
same "$(cell tension_sd_MJ_per_m3 1) $(cell compression_sd_MJ_per_m3 1)" "0 0" "scatter of works"
same "$(cat err)" "tcfit: P1 in tension stands twice with the same strength, and counts twice
tcfit: P2 in compression stands twice with the same strength, and counts twice" "tests given twice"
run tcfit .
expect_error 3 "tcfit: .: is a folder; name the files in it"
: > empty.txt
run tcfit empty.txt
expect_error 3 "tcfit: empty.txt: is empty"
run tcfit tests.tsv
expect_error 3 "tcfit: tests.tsv: is a stream of kind tests, where one of kind export belongs"
printf 'Time (s)\tLoad (uN)\tDepth (nm)\n0\t0\t0\n1\t2\tabc\n2\t3\t4\n3\t4\t5\n' > cell.txt
run tcfit $size cell.txt
expect_code 3
same "$(head -1 err)" "tcfit: cell.txt:3:5: not a number in column 'Depth': 'abc'" "a wrong cell"
printf 'Time (s)\tLoad (mm)\tDepth (nm)\n0\t0\t0\n1\t2\t1\n2\t3\t4\n3\t4\t5\n' > unit.txt
run tcfit $size unit.txt
expect_code 3
grep -q "^tcfit: unit.txt:1:.*'mm'" err || fail "a unit that cannot be a load: $(head -1 err)"
printf 'Time (s)\tDepth (nm)\n0\t0\n1\t1\n2\t4\n3\t5\n' > column.txt
run tcfit $size column.txt
expect_code 3
grep -q '^tcfit: column.txt:.*no column is a load; say which with --channel=load:COLUMN:UNIT' err || fail "a missing load: $(head -1 err)"
awk 'BEGIN { print "Time (s)\tLoad (uN)\tDepth (nm)"; for (i = 0; i < 50; i++) print i "\t5\t7" }' > flat.txt
run tcfit $size flat.txt
expect_error 1 "tcfit: flat.txt: the load never changes: this is no test"
awk 'NR < 300' "$file" | head -c 9000 > cut.txt
run tcfit $size cut.txt
[ "$code" -eq 1 ] || [ "$code" -eq 3 ] || fail "a cut file ends with $code"

# A specimens file whose column is no option, and one whose output is an input.
# refuses_table TEXT SENTENCE: what is said of such a table of specimens.
refuses_table() {
	printf "$1" > specimens.tsv
	run tcfit --specimens=specimens.tsv
	expect_error 3 "tcfit: specimens.tsv: $2"
}
refuses_table 'file\tcolour_nm\nx.txt\t3\n' \
	"column 'colour_nm' is no option of tcfit; a column is file, specimen, or an option with its unit, such as diameter_nm"
refuses_table 'file\tdiameter\nx.txt\t3\n' "column 'diameter' has no unit; write diameter_nm"
refuses_table 'file\tdiameter_nm\tdiameter_um\nx.txt\t148\t0.148\n' \
	"columns 'diameter_nm' and 'diameter_um' both say diameter; keep one"
refuses_table 'file\tmodulus_GPa\nx.txt\t160\n' \
	"column 'modulus_GPa' has a unit where there is none; write modulus, and the unit in each cell"
refuses_table 'file\tdiameter_nm\n' "no rows; each names one export"
# As a spreadsheet saves it: byte order mark, CRLF.
cp "$file" pillar.txt
# A dash leaves a cell open, and the numbers beside it keep the unit of their column.
{
	printf 'file\tspecimen\tmode\tdiameter_nm\tarea_nm2\tlength_nm\n'
	printf 'pillar.txt\tA\tcompression\t148\t-\t310\n'
	printf 'pillar.txt\tB\tcompression\t-\t17203.361\t310\n'
	printf 'pillar.txt\tC\tcompression\t0.148um\tnan\t310\n'
} > dashes.tsv
run tcfit --specimens=dashes.tsv
expect_code 0
same "$(cell diameter_nm 1) $(cell diameter_nm 3)" "148 148" "diameters beside a dash"
for row in 1 2 3; do
	near "$(cell modulus_GPa $row)" "$(cell modulus_GPa 1)" 1e-4 "row $row, whose section a dash leaves open elsewhere"
done
printf '\357\273\277file\tmode\tdiameter_nm\tlength_nm\r\npillar.txt\tcompression\t148\t310\r\n' > specimens.tsv
run tcfit --specimens=specimens.tsv
expect_code 0
same "$(cell diameter_nm 1)" 148 "diameter of a spreadsheet"
cp "$file" mine.txt
run tcfit $size -o mine.txt mine.txt
expect_error 2 "tcfit: --output=mine.txt: is an input of this run; it would be overwritten"
cmp -s mine.txt "$file" || fail "an input was overwritten"

# Pipes and disks.
tcfit $size "$file" > /dev/full 2> err
same $? 4 "exit code on a full disk"
same "$(cat err)" "tcfit: standard output: cannot be written: No space left on device" "a full disk"
tcfit --specimens="$samples/specimens.tsv" --curve 2> err | head -1 > /dev/null
[ ! -s err ] || fail "a reader that closes early: $(cat err)"
run tcfit $size -o there/out.tsv "$file"
expect_error 4 "tcfit: there/out.tsv: cannot be written: No such file or directory"
# Yields at unlike offsets make no ratio; greatest stresses do.
for offset in 5 2; do
	tcfit --offset=$offset% --specimens="$samples/specimens-tc.tsv" > offset$offset.tsv 2> /dev/null
done
run tcfit --ratio offset5.tsv offset2.tsv
expect_error 3 "tcfit: no ratio: there are yields at offsets of 0.05 and of 0.02; make all tests with one --offset"
run tcfit --ratio --quantity=max_stress_GPa offset5.tsv offset2.tsv
expect_code 0
sed '/^#/!s/\(\t[a-z,]*\)$/\1,spike/' offset5.tsv | sed 's/checks,spike/checks/' > doubt.tsv
run tcfit --ratio doubt.tsv
same "$(head -1 err)" "tcfit: TC1 in tension: its checks say spike, and it counts all the same" "a doubtful strength"

# A load cell at its limit: what the greatest stress is not.
sed '4,$!d' "$samples/compression-1.txt" | awk -F '\t' -v OFS='\t' 'NR > 1 && $2 > 38 { $2 = "38.000000" } { print }' > limit.txt
run tcfit --mode=compression --diameter=145nm --length=290nm limit.txt
expect_code 0
same "$(cell checks 1)" noise,plateau "checks of a load cell at its limit"

# Rows that are hit, on the way, behind the break and on the other side of zero, change no strength.
sed '4,$!d' "$samples/tc-tension.txt" > calm.txt
run tcfit --mode=tension --diameter=145nm --length=405nm calm.txt
calm=$(cell yield_GPa 1)$(cell yield_bound 1)$(cell max_stress_GPa 1)
same "$(cell checks 1)" noise "checks of a calm record"
for hit in "load 2 -900 300" "load 2 900 300" "load 2 -100 790" "load 2 -500 790" "load 2 500 790" \
	"displacement 1 500 300" "displacement 1 -500 600" "displacement 1 10 600"; do
	set -- $hit
	hit calm.txt "$2" "$3" $(($4 + 1)) > hit.txt
	run tcfit --mode=tension --diameter=145nm --length=405nm hit.txt
	expect_hit tcfit "$1" "$4"
	same "$(cell yield_GPa 1)$(cell yield_bound 1)$(cell max_stress_GPa 1)" "$calm" "strengths with a row of $hit"
	same "$(cell checks 1)" noise,spike "checks with a row of $hit"
done
awk -F '\t' -v OFS='\t' 'NR == 301 || NR == 401 { $2 = "-900.000000" } { print }' calm.txt > hit.txt
run tcfit --mode=tension --diameter=145nm --length=405nm hit.txt
grep -q "^#@ omitted	hit: 2 rows whose load stands far out of those beside it: row 300 is the first$" out ||
	fail "no note on two rows"

# Rows that are no longer in the order in which they were taken make no curve.
insitu-read "$samples/compression-1.txt" | awk '/^#/ || !names { print; names = !/^#/; next } { row[++n] = $0 }
	END { while (n) print row[n--] }' > backwards.tsv
run tcfit --mode=compression --diameter=145nm --length=290nm backwards.tsv
expect_error 3 "tcfit: backwards.tsv: time runs backwards in row 2, to $(grep -v '^#' backwards.tsv | awk -F '\t' '
	NR == 1 { for (c = 1; $c != "time_s"; c++); } NR == 3 { printf "%s", $c }') s; sort the rows by time_s"

# SYNTHETIC, 160 GPa: unloaded where the curve meets the line, and broken at 5 GPa, with rubble that bears anew.
curve='function put(e, s) { printf "%.2f\t%.6f\t%.6f\n", t++ / 100, e, s + 0.004 * sin(7 * t * t) }
	function flow(e) { return e < 0.025 ? 160 * e : 4 + 20 * (e - 0.025) }'
awk "$curve"' BEGIN { print "Time (s)\tStrain\tStress (GPa)"
	for (e = 0; e < 0.1; e += 0.0001) {
		put(e, flow(e))
		if (e > 0.0784 && !done++) {
			for (d = 0; d < 0.02; d += 0.0002) put(e - d, flow(e) - 160 * d)
			for (; d > 0; d -= 0.0002) put(e - d, flow(e) - 160 * d)
		}
	} }' > unloaded.tsv
run tcfit --mode=compression unloaded.tsv
# 160 (e - 0.05) = 4 + 20 (e - 0.025) at e = 11.5 / 140; beside the error, some 0.004 of a curve that waves
near "$(cell yield_GPa 1)" 5.142857 "$(awk "BEGIN { print 0.004 + 4 * $(cell yield_se_GPa 1) }")" "yield beside an unloading"
same "$(cell yield_bound 1)" "=" "bound beside an unloading"
awk "$curve"' BEGIN { print "Time (s)\tStrain\tStress (GPa)"
	for (e = 0; e < 0.12; e += 0.0001) put(e, e < 0.03125 ? 160 * e : 0.3 + (e - 0.03125) * 60) }' > rubble.tsv
run tcfit --mode=compression rubble.tsv
near "$(cell yield_GPa 1)" 4.99 0.02 "what it bore before it fell (a row is 0.016 GPa)"
same "$(cell yield_bound 1) $(cell yield_se_GPa 1)" ">= nan" "bound before a fall"
case ",$(cell checks 1)," in
*,fall,*) ;;
*) fail "checks of a fall: $(cell checks 1)" ;;
esac

# SYNTHETIC, 160 GPa up to 1.25 GPa, hardening to 5 GPa over plastic strains of 0.01, noise of twelve uniform numbers: what
# the standard finds straight lies above, and a check says so.
awk 'function noise(  k, sum) { for (k = sum = 0; k < 12; k++) sum += rand(); return sum - 6 }
BEGIN { srand(3); print "Time (s)\tStrain\tStress (GPa)"
	for (i = 0; i < 1000; i++) { e = 0.14 * i / 1000; s = 160 * e; lo = 0; hi = e
		for (k = 0; s > 1.25 && k < 60; k++) { p = (lo + hi) / 2; t = 1.25 + 3.75 * (1 - exp(-p / 0.01))
			if (t / 160 + p > e) hi = p; else lo = p }
		printf "%.2f\t%.7f\t%.6f\n", i / 100, e + 6e-5 * noise(), (s > 1.25 ? t : s) + 0.003 * noise() } }' > gradual.tsv
run tcfit --mode=compression --offset=0.2% gradual.tsv
same "$(cell checks 1 | tr ',' '\n' | grep -x steeper)" steeper "checks of a window above what is elastic"

# Two runs of one specimen in one mode: their curves are two tests, whose names tell them apart; a row a test keeps the
# specimen's name, by which --ratio pairs.
{
	printf 'file\tspecimen\tmode\tdiameter_nm\tlength_nm\n'
	for run in compression-1:compression compression-8:compression tension-1:tension; do
		printf '%s\tP1\t%s\t110\t230\n' "$samples/${run%:*}.txt" "${run#*:}"
	done
} > runs-of-one.tsv
# names: each name and mode that rows of the last run follow each other under.
names() {
	grep -v '^#' out | sed 1d | cut -f1,2 | uniq | tr '\t\n' '  '
}
run tcfit --specimens=runs-of-one.tsv --curve
expect_code 0
same "$(names)" "P1 compression P1:2 compression P1 tension " "names of curves"
grep -q '^#@ assumed	P1:2: contact at row' out || fail "no note on the second run"
run tcfit --specimens=runs-of-one.tsv
expect_code 0
same "$(names)" "P1 compression P1 tension " "names of tests"

finish
