#!/bin/sh
# eelsmap as a user meets it: maps with known truth, every form of the same image, and the words of every fault.
. "$top_srcdir/tests/cli/lib.sh"

truth() { awk -F'\t' -v f="$1" -v q="$2" '$1 == f && $2 == q { print $3 }' "$samples/truth.tsv"; }

# A column of a map, a number a row.
column() { awk -F'\t' -v want="$1" '/^#/ { next } !c { for (i = 1; i <= NF; i++) if ($i == want) c = i; next } { print $c }' "$2"; }

# Both sides of the pillar: each energy within four of its errors of the truth, two of three within one.
for side in tension compression; do
	for method in ls ml; do
		run eelsmap --method=$method "$samples/eels-$side.rpl"
		expect_code 0
		grep -v '^#' out > map
		same "$(head -1 map)" "specimen	x_px	y_px	x_nm	y_nm	zero_loss_eV	peak_eV	plasmon_energy_eV	plasmon_energy_se_eV	width_eV	counts	fit_quality	density_per_nm3	status" "columns"
		same "$(wc -l < map)" 101 "rows of $side"
		grep "^eels-$side	plasmon_energy_x[0-9]*_y[0-9]*_eV" "$samples/truth.tsv" > truths
		[ "$(wc -l < truths)" -eq 100 ] || fail "truth.tsv: $(wc -l < truths) energies of eels-$side"
		awk -F'\t' 'NR == FNR { split($2, a, "_"); truth[substr(a[3], 2) "," substr(a[4], 2)] = $3; next }
			FNR > 1 { d = ($8 - truth[$2 "," $3]) / $9; d = d < 0 ? -d : d; far += d > 4; near += d < 1 }
			END { exit !(far == 0 && near >= 55 && near <= 82) }' truths map || fail "$method, $side: energies are not as far from the truth as reported"
	done
	cp out "$side.tsv"
done
near "$(cell x_nm 3 tension.tsv)" 1.3 1e-9 "a pixel's place"
same "$(cell status 100 tension.tsv)" ok "a status"
grep -q '^#@ input	.*eels-tension.raw sha256:[0-9a-f]\{64\}$' tension.tsv || fail "no checksum of the counts"
grep -q '^#@ fit	eels-tension: ml, gaussian; windows of +-1 eV' tension.tsv || fail "no note on the fit"

# The same image in other files, with other threads, gives the same bits.
eelsmap --method=ml --threads=1 "$samples/eels-tension.dm4" | grep -v '^#' > one
grep -v '^#' tension.tsv | cmp - one || fail "DM4 and rpl differ"
for threads in 2 3 7; do
	eelsmap --method=ml --threads=$threads "$samples/eels-tension.dm4" | grep -v '^#' | cmp - one || fail "$threads threads differ from one"
done
# Counts of u16, turned into planes of big-endian i32 and spectra of f32.
od -An -v -tu2 -w2048 "$samples/eels-tension.raw" > counts
awk '{ for (k = 1; k <= NF; k++) c[k, NR] = $k } END { for (k = 1; k <= NF; k++) for (p = 1; p <= NR; p++) {
	v = c[k, p]; printf "\\000\\000\\%03o\\%03o", int(v / 256), v % 256; if (p % 50 == 0) print "" } }' counts |
	while read -r line; do printf "$line"; done > planes.raw
sed -e 's/^record-by.*/record-by	image/' -e 's/^data-length.*/data-length	4/' -e 's/^data-type.*/data-type	signed/' \
	-e 's/^byte-order.*/byte-order	big-endian/' "$samples/eels-tension.rpl" > planes.rpl
eelsmap --method=ml planes.rpl | grep -v '^#' | sed 's/^planes/eels-tension/' | cmp - one || fail "big-endian planes differ"

# NumPy arrays: a map there and back, and one from another program without an energy axis.
run eelsmap --method=ml -o map.npy "$samples/eels-tension.rpl"
expect_code 0
[ ! -s out ] || fail "output beside -o"
eelsmap map.npy | grep -v '^#' > back
cmp back one || fail "a map does not come back from NumPy as it was"
eelsmap map.npy | grep -q '^#@ fit	eels-tension: ml' || fail "the notes do not come back"
eelsmap --thickness "$samples/eels-tension.rpl" | grep -v '^#' > thick
eelsmap thick | grep -v '^#' | cmp - thick || fail "a map's thickness does not come back"
run eelsmap "$samples/eels-compression.rpl" thick
same "$(cell t_over_lambda 1)$(cell t_over_lambda 101)" "nan$(cell t_over_lambda 1 thick)" "the thickness of the map that has it"
run eelsmap --thickness thick "$samples/eels-tension.rpl"
same "$(cell t_over_lambda 1)" "$(cell t_over_lambda 101)" "the thickness beside that of a map"
# The map that others are compared with is the first, not the first that can be read.
run eelsmap --regions none.dm4 "$samples/eels-tension.dm4"
expect_code 3
same "$(cat err)" "eelsmap: none.dm4: cannot be opened: No such file or directory
eelsmap: without the first map, or --reference, there is nothing to compare the others with" "a reference that is not there"
[ ! -s out ] || fail "regions without a reference"
run eelsmap --regions "$samples/eels-tension.dm4" none.dm4
expect_code 3
same "$(grep -vc '^#' out)" 2 "a region beside a map that is not there"
# Files of one name are two maps.
mkdir again
cp "$samples"/eels-tension.r* again
eelsmap --regions "$samples/eels-tension.dm4" again/eels-tension.rpl | grep -v '^#' | cut -f1 | tr '\n' ' ' > got
same "$(cat got)" "region sample-data/eels-tension again/eels-tension " "regions of two folders"
eelsmap --regions "$samples/eels-tension.dm4" "$samples/eels-tension.rpl" | grep -v '^#' | cut -f1 | tr '\n' ' ' > got
same "$(cat got)" "region eels-tension.dm4 eels-tension.rpl " "regions of two endings"
# Two maps, or spectra, of one specimen are numbered, but not in a row a map; one that could not be made has no number.
printf 'file\tspecimen\n%s\tP\nnone.dm4\tP\n%s\tP\n' "$samples/eels-tension.dm4" "$samples/eels-compression.dm4" > alike-specimens.tsv
run eelsmap --specimens=alike-specimens.tsv
same "$(grep -v '^#' out | cut -f1 | uniq -c | awk '{ print $1 $2 }' | tr '\n' ' ')" "1specimen 100P 100P:2 " "two maps of one specimen"
grep -q '^#@ fit	P:2: ls' out || fail "no note on the fit of a specimen's second map"
run eelsmap --specimens=alike-specimens.tsv --spectrum=0,0
same "$(grep -v '^#' out | cut -f1 | uniq | tr '\n' ' ')" "specimen P P:2 " "two spectra of one specimen"
run eelsmap --specimens=alike-specimens.tsv --regions
same "$(grep -v '^#' out | cut -f1 | tr '\n' ' ')" "region P P " "two regions of one specimen"
{ printf '\223NUMPY\001\000\166\000'; printf "%-117s\n" "{'descr': '<u2', 'fortran_order': False, 'shape': (10, 10, 1024), }"
	cat "$samples/eels-tension.raw"; } > plain.npy
run eelsmap plain.npy
expect_error 3 "eelsmap: plain.npy: the energy axis has no unit; give --energy-offset=-5eV and --energy-step=0.05eV"
run eelsmap --method=ml --energy-offset=-5eV --energy-step=0.05eV --pitch=0.65nm plain.npy
grep -v '^#' out | sed 's/^plain/eels-tension/' | cmp - one || fail "a bare NumPy array differs"

# Regions: the numbers of the maps, and the ratio of densities.
run eelsmap --regions "$samples/eels-tension.rpl" "$samples/eels-compression.rpl"
expect_code 0
same "$(grep -v '^#' out | head -1 | cut -f1-12)" "region	pixels	pixels_ok	mean_eV	median_eV	sd_eV	p95_eV	max_eV	noise_max_eV	density_per_nm3	density_ratio	density_ratio_se" "columns of regions"
cp out regions
near "$(cell mean_eV 1)" "$(truth eels-tension plasmon_energy_mean_eV)" 0.09 "the mean in tension (four of its errors)"
same "$(cell density_ratio 1)" 1 "the first map beside itself"
near "$(cell density_ratio 2)" "$(awk -v a="$(cell mean_eV 2)" -v b="$(cell mean_eV 1)" 'BEGIN { printf "%.10g", a * a / b / b }')" 1e-8 "the ratio"
awk -v m="$(cell max_eV 2)" -v n="$(cell noise_max_eV 2)" 'BEGIN { exit !(m > n + 1) }' || fail "the dense spots are not above noise"
eelsmap "$samples/eels-tension.rpl" "$samples/eels-compression.rpl" | eelsmap --regions > piped
near "$(cell density_ratio_se 2 piped)" "$(cell density_ratio_se 2 regions)" 1e-8 "the ratio's error through a pipe (10 digits)"

# A filter may sort the rows, and lines of one name are maps of their own.
eelsmap "$samples/eels-tension.rpl" "$samples/eels-compression.rpl" > two.tsv
{ grep '^#' two.tsv; grep -v '^#' two.tsv | head -1; grep -v '^#' two.tsv | tail -n +2 | sort -s -k3,3n -k2,2nr; } > sorted.tsv
eelsmap --regions sorted.tsv | grep -v '^#' > out
same "$(cat out)" "$(grep -v '^#' piped)" "regions of a sorted map"
for order in two sorted; do
	sed '/^eels-compression/d' $order.tsv | eelsmap --png=ordered.png - > /dev/null
	mv ordered.png $order-one.png
done
cmp two-one.png sorted-one.png || fail "the picture of a sorted map"
awk 'BEGIN { OFS = "\t"; print "specimen", "x_px", "y_px", "plasmon_energy_eV", "plasmon_energy_se_eV", "status"
	for (line = 0; line < 2; line++) for (x = 0; x < 10; x++) print "line", x, 0, 16.5 + line + x / 100, .02, "ok" }' > lines.tsv
run eelsmap --regions lines.tsv
near "$(cell mean_eV 1)" 16.545 1e-9 "the first line (10 digits)"
near "$(cell mean_eV 2)" 17.545 1e-9 "the second line (10 digits)"
same "$(cell pixels_ok 2)" 10 "its pixels"

# A structure as wide as the map, a slope say, leaves too few independent pixels for an error of the mean.
awk 'BEGIN { OFS = "\t"; print "specimen", "x_px", "y_px", "plasmon_energy_eV", "plasmon_energy_se_eV", "status"
	for (y = 0; y < 12; y++) for (x = 0; x < 12; x++) print "slope", x, y, 16.5 + x / 10, .02, "ok" }' > slope.tsv
run eelsmap --regions slope.tsv
expect_code 0
wide="slope: mean_se_eV is a lower bound: structures are about as wide as the map, whose 144 pixels count as "
same "$(sed 's/[0-9.]*$//' err)" "eelsmap: $wide" "the remark on a wide structure"
grep -q "^#@ assumed	$wide[0-9.]*$" out || fail "no note of a wide structure"
run eelsmap --regions "$samples/eels-tension.rpl"
! grep -q 'lower bound' out err || fail "a word on a structure that is not wide"

run eelsmap --regions --reference=16.9eV "$samples/eels-compression.rpl"
near "$(cell density_ratio 1)" "$(awk -v a="$(cell mean_eV 1)" 'BEGIN { printf "%.10g", a * a / 16.9 / 16.9 }')" 1e-8 "the ratio to an energy"
run eelsmap --regions --reference="$samples/eels-tension.dm4" "$samples/eels-compression.rpl"
near "$(cell density_ratio 1)" "$(cell density_ratio 2 regions)" 1e-9 "the ratio to another map"
run eelsmap --regions --reference=0eV "$samples/eels-compression.rpl"
expect_error 2 "eelsmap: --reference: '0eV' is no energy above 0 eV"
run eelsmap --regions --reference=17 "$samples/eels-compression.rpl"
expect_error 2 "eelsmap: --reference: '17' has no unit; write it like 17eV"
run eelsmap --regions --reference=none.tsv "$samples/eels-compression.rpl"
expect_error 3 "eelsmap: none.tsv: cannot be opened: No such file or directory"

# Both halves of a pair are inputs, whichever was named, and of one spectrum too.
grep '^#@ input' tension.tsv > inputs
same "$(wc -l < inputs)" 2 "inputs of a pair"
eelsmap "$samples/eels-tension.raw" | grep '^#@ input' | cmp - inputs || fail "the inputs of a pair named by its counts"
eelsmap --spectrum=3,4 "$samples/eels-tension.rpl" | grep '^#@ input' | cmp - inputs || fail "the inputs of one spectrum"

# One spectrum, and the picture.
run eelsmap --spectrum=3,4 "$samples/eels-tension.dm4"
expect_code 0
same "$(grep -v '^#' out | head -1)" "specimen	energy_eV	counts	zero_loss_fit	plasmon_fit" "columns of a spectrum"
same "$(grep -vc '^#' out)" 1025 "rows of a spectrum"
same "$(cell zero_loss_fit 1)" nan "no fit far from its window"
run eelsmap --png=map.png --colormap=cividis --range=16.5eV:19.5eV "$samples/eels-compression.dm4"
expect_code 0
same "$(head -c 8 map.png | od -An -tx1 | tr -d ' ')" 89504e470d0a1a0a "a picture's first bytes"
grep -q 'sha256:' map.png || fail "no checksum in the picture"
run eelsmap --png=width.png --quantity=width_eV "$samples/eels-compression.dm4"
expect_code 0

# The sample that --specimens names, with a setting of its own.
printf 'file\tspecimen\tplasmon_window_eV\n%s\tT\t2\n%s\tC\t3\n' "$samples/eels-tension.rpl" "$samples/eels-compression.rpl" > specimens.tsv
run eelsmap --specimens=specimens.tsv
expect_code 0
same "$(cell specimen 1)$(cell specimen 200)" TC "names from the table"
grep -q '^#@ fit	T: .* +-2 eV' out || fail "a window from the table"

# Faults.
run eelsmap not-there.dm4
expect_error 3 "eelsmap: not-there.dm4: cannot be opened: No such file or directory"
run eelsmap "$samples/truth.tsv"
expect_code 3
run eelsmap --plasmon-range=5eV "$samples/eels-tension.rpl"
expect_error 2 "eelsmap: --plasmon-range: '5eV' is no range; write it like 20eV:20eV"
run eelsmap --plasmon-range=5:50 "$samples/eels-tension.rpl"
expect_code 2
run eelsmap --plasmon-range=30eV:45eV "$samples/eels-tension.rpl"
expect_code 0
run eelsmap --plasmon-range=60eV:70eV "$samples/eels-tension.rpl"
expect_error 1 "eelsmap: $samples/eels-tension.rpl: no plasmon: the energy axis runs from -5 to 46.15 eV, and the plasmon is searched from 60 eV"
run eelsmap --energy-offset=350eV "$samples/eels-tension.rpl"
expect_error 1 "eelsmap: $samples/eels-tension.rpl: no zero loss: the energy axis runs from 350 to 401.15 eV"
# A zero loss that was kept off the detector: nothing below the range may pass for it.
run eelsmap --energy-offset=2eV "$samples/eels-tension.rpl"
expect_error 1 "eelsmap: $samples/eels-tension.rpl: no zero loss: the energy axis runs from 2 to 53.15 eV; if it is only shifted, give --energy-offset"
run eelsmap --plasmon-range=9eV:13eV "$samples/eels-tension.rpl"
expect_code 1
grep -q "eels-tension.rpl: no pixel has a plasmon$" err || fail "no word on a map without a plasmon: $(cat err)"
same "$(column status out | sort | uniq -c | awk '{ print $2 }' | tr '\n' ' ')" "edge no-peak " "what a plasmon beyond the range shows: its rise, in noise"
same "$(column plasmon_energy_eV out | sort -u)" nan "numbers of pixels without an answer"
run eelsmap --gain=0 "$samples/eels-tension.rpl"
expect_code 2
run eelsmap --spectrum=10,0 "$samples/eels-tension.rpl"
expect_error 2 "eelsmap: $samples/eels-tension.rpl: --spectrum=10,0: there are 10 x 10 pixels"
run eelsmap --spectrum=3 "$samples/eels-tension.rpl"
expect_error 2 "eelsmap: --spectrum: '3' is no pixel; write it like 3,4 (column and row, from 0)"
run eelsmap --reference=17eV "$samples/eels-tension.rpl"
expect_error 2 "eelsmap: --reference belongs to --regions"
run eelsmap --colormap=gray "$samples/eels-tension.rpl"
expect_error 2 "eelsmap: --colormap belongs to --png"
run eelsmap --regions --thickness "$samples/eels-tension.rpl"
expect_error 2 "eelsmap: --thickness is of pixels; --regions has no column for it"
run eelsmap --effective-mass=0.5 two.tsv
expect_code 0
same "$(cat err)" "eelsmap: two.tsv: is a map already; --effective-mass does not change it" "a remark on a map"
run eelsmap --regions --effective-mass=0.5 two.tsv
same "$(cat err)" "" "no remark where it counts"
density=$(cell density_per_nm3 1)
# The densities of regions are of the mass that their map was made with, whichever way it was told.
eelsmap --effective-mass=0.5 "$samples/eels-tension.rpl" > light.tsv
run eelsmap --regions light.tsv
near "$(cell density_per_nm3 1)" "$density" 1e-6 "the density of a map of light electrons (10 digits)"
printf 'file\teffective_mass\n%s\t0.5\n' "$samples/eels-tension.rpl" > light-specimens.tsv
run eelsmap --regions --specimens=light-specimens.tsv
near "$(cell density_per_nm3 1)" "$density" 1e-6 "the density of light electrons of a specimen (10 digits)"
run eelsmap --regions --effective-mass=1 light.tsv
near "$(cell density_per_nm3 1)" "$(cell density_per_nm3 1 regions)" 1e-6 "the density of another mass than the map's (10 digits)"
run eelsmap --png=two.png "$samples/eels-tension.rpl" "$samples/eels-compression.rpl"
expect_code 2
[ ! -e two.png ] || fail "a picture in spite of an error"
run eelsmap --quantity=depth --png=x.png "$samples/eels-tension.rpl"
expect_code 2
run eelsmap --image=7 "$samples/eels-tension.dm4"
expect_code 2
run eelsmap --block=2 "$samples/eels-tension.dm4"
expect_error 2 "eelsmap: --format, --channel and --block are of tables; see --image"
run sh -c 'eelsmap < "$0"' "$samples/eels-tension.dm4"
expect_error 3 "eelsmap: standard input: no map; spectra are read in any order, so name their file"
printf 'specimen\tx_px\ty_px\tplasmon_energy_eV\na\t0\t0\t17\na\t1\t0\t17.1\n' > small.tsv
run eelsmap --regions small.tsv
expect_code 0
near "$(cell mean_eV 1)" 17.05 1e-9 "the mean of a map that a filter left"
printf 'x_px\ty_px\tplasmon_energy_eV\tstatus\n0\t0\tnan\tno-peak\n' > without.tsv
run eelsmap --regions without.tsv
same "$(cell density_ratio 1)$(cell density_ratio_se 1)" nannan "the ratio, and its error, of a map without an answer beside itself"
sed 's/1	0	17.1/900000	800000	17.1/' small.tsv > apart.tsv
run eelsmap --regions apart.tsv
expect_error 3 "eelsmap: the pixels of the maps lie too far apart: 2 rows, on 900001 x 800001 pixels"
sed 's/1	0	17.1/-1	0	17.1/' small.tsv > off.tsv
run eelsmap --regions off.tsv
expect_error 3 "eelsmap: row 2 of the maps is no pixel: x_px -1, y_px 0"
sed 's/x_px/x_p/' small.tsv > lacking.tsv
run eelsmap --regions lacking.tsv
expect_error 3 "eelsmap: lacking.tsv: no map; it lacks one of x_px, y_px and plasmon_energy_eV"
printf 'x_px\ty_px\tplasmon_energy_eV\n' > rowless.tsv
run eelsmap --regions rowless.tsv
expect_error 3 "eelsmap: rowless.tsv: has no rows"
# A decimal comma in a calibration.
cp "$samples/eels-tension.raw" comma.raw
sed 's/^depth-origin.*/depth-origin	-2,5/' "$samples/eels-tension.rpl" > comma.rpl
run eelsmap comma.rpl
expect_error 3 "eelsmap: comma.rpl:$(grep -n ^depth-origin comma.rpl | cut -d: -f1): 'depth-origin' is no number: '-2,5'"
# A fault of one file does not keep the others from being done.
run eelsmap not-there.dm4 "$samples/eels-tension.dm4"
expect_code 3
same "$(grep -vc '^#' out)" 101 "rows beside a missing file"
# A file cut anywhere: a message, and no rows.
size=$(wc -c < "$samples/eels-tension.dm4")
for part in 0 3 40 400 1000 $((size / 2)) $((size - 1)); do
	head -c "$part" "$samples/eels-tension.dm4" > cut.dm4
	run eelsmap cut.dm4
	expect_code 3
	[ ! -s out ] || fail "rows of a file cut at $part"
done
cp "$samples/eels-tension.rpl" short.rpl
head -c 100000 "$samples/eels-tension.raw" > short.raw
run eelsmap short.rpl
expect_code 3
eelsmap "$samples/eels-tension.dm4" > /dev/full 2> err
same $? 4 "exit code on a full disk"
run eelsmap -o no/such/folder.npy "$samples/eels-tension.dm4"
expect_code 4
eelsmap "$samples/eels-tension.dm4" | head -1 > first
same "$(cat first)" "#insitu 1" "the first line of a stream that is left early"

# Energies of unlike models are compared, and that is said.
eelsmap "$samples/eels-tension.dm4" > gaussian.map
eelsmap --model=drude "$samples/eels-compression.dm4" > drude.map
run eelsmap --regions gaussian.map drude.map
expect_code 0
windows='windows of +-1 eV around the zero loss and +-3 eV around the plasmon, searched from 5 to 50 eV'
same "$(cat err)" "eelsmap: maps that were fitted in unlike ways are compared: ls, gaussian; $windows, and ls, drude; $windows" "the remark on models"
grep -q "^#@ assumed	energies of unlike fits can be compared: ls, gaussian; $windows, and ls, drude; $windows$" out || fail "no note of unlike models"
run eelsmap --regions --reference=drude.map drude.map
expect_code 0
[ ! -s err ] || fail "a remark on like maps: $(cat err)"
# So are energies that were searched in unlike ranges.
eelsmap --plasmon-range=10eV:50eV "$samples/eels-compression.dm4" > late.map
run eelsmap --regions gaussian.map late.map
same "$(cat err)" "eelsmap: maps that were fitted in unlike ways are compared: ls, gaussian; $windows, and ls, gaussian; $(echo "$windows" | sed 's/from 5/from 10/')" "the remark on ranges"

# The ratio is that of the densities beside it, whatever masses they were made with, and unlike ones are told.
masses='1, and 0.5'
eelsmap --effective-mass=0.5 "$samples/eels-compression.dm4" > light.map
ratio_agrees() {
	near "$(cell density_ratio "$1")" "$(awk -v a="$(cell density_per_nm3 "$1")" -v b="$2" 'BEGIN { printf "%.10g", a / b }')" 1e-8 "the ratio of densities, $3"
}
run eelsmap --regions gaussian.map light.map
expect_code 0
ratio_agrees 2 "$(cell density_per_nm3 1)" "unlike masses"
near "$(cell density_ratio_se 2)" "$(awk -v s="$(cell density_ratio_se 2 regions)" 'BEGIN { print s / 2 }')" 1e-6 "its error"
same "$(cell density_ratio 1)" 1 "the first of unlike maps beside itself"
same "$(cat err)" "eelsmap: maps of unlike effective masses are compared: $masses; --effective-mass tells one for all" "the remark on masses"
grep -q "^#@ assumed	densities of unlike effective masses can be compared: $masses$" out || fail "no note of unlike masses"
run eelsmap --regions --reference=gaussian.map light.map light.map
ratio_agrees 2 "$(cell density_per_nm3 1 regions)" "a reference of another mass"
same "$(grep -c 'unlike effective masses' err)" 1 "remarks on masses"
run eelsmap --regions --effective-mass=0.7 gaussian.map light.map
ratio_agrees 2 "$(cell density_per_nm3 1)" "one mass for all"
same "$(cat err)" "" "no remark where one mass is told"
# An energy is of the mass of what it is compared with.
run eelsmap --regions --reference=16.9eV light.map
near "$(cell density_ratio 1)" "$(awk -v a="$(cell mean_eV 1)" 'BEGIN { printf "%.10g", a * a / 16.9 / 16.9 }')" 1e-8 "the ratio of light electrons to an energy"
same "$(cat err)" "" "no remark beside an energy"
# A map without an answer has no mass to be unlike.
run eelsmap --regions light.map without.tsv
same "$(cat err)" "" "no remark beside a map without an answer"

# quality: the median fit_quality of the map in `out`.
quality() {
	grep -v '^#' out | awk -F '\t' 'NR > 1 && $12 != "nan" { print $12 }' | sort -g |
		awk '{ q[NR] = $1 } END { printf "%.3g\n", (q[int((NR + 1) / 2)] + q[int(NR / 2) + 1]) / 2 }'
}

# Errors that the scatter about the fits contradicts are told: synthetic counts of gain 1, with another one named.
run eelsmap "$samples/eels-tension.dm4"
! grep -q '^#@ assumed	' out || fail "a word on errors that are right: $(cat err)"
run eelsmap --gain=4 "$samples/eels-tension.dm4"
# the median of 100 with 117 degrees of freedom has an sd of 1.6 %; three of them
near "$(quality)" 0.25 0.012 "fit_quality at 4 times the gain"
same "$(cat err)" "eelsmap: eels-tension: the errors are too large: the median fit_quality is $(quality)" "the remark"
run eelsmap --gain=0.25 "$samples/eels-tension.dm4"
grep -q "^#@ assumed	eels-tension: errors are those of counting, but the variance of the spectra about their fits is $(quality) times that (median fit_quality); see --gain and --model$" out ||
	fail "no note of errors that are too small: $(cat err)"

# spectrum FILE T LAST: counts of electrons that lost 16.7 eV n times each, a share T^n/n! exp(-T), each loss Gaussian, on
# an axis from -5 eV to LAST.
spectrum() {
	{
		printf '#%s\n' 'FORMAT : EMSA/MAS Spectral Data File' 'VERSION : 1.0' 'TITLE : thick' "NPOINTS : $((($3 + 5) * 10))" 'NCOLUMNS : 1' \
			'XUNITS : eV' 'YUNITS : Counts' 'DATATYPE : Y' 'XPERCHAN : 0.1' 'OFFSET : -5' 'SPECTRUM : Spectral Data Starts Here'
		awk -v t="$2" -v last="$3" 'function noise(r, i) { for (r = i = 0; i < 12; i++) r += rand(); return r - 6 }
			BEGIN { srand(5); for (k = 0; k < (last + 5) * 10; k++) { y = 0; share = 1e5 * exp(-t)
			for (n = 0; n < 12; n++) { v = 0.1 + 2 * n; x = -5 + k / 10 - 16.7 * n
				y += x * x < 100 * v ? share * exp(-x * x / 2 / v) / sqrt(v) : 0; share *= t / (n + 1) }
			y += sqrt(y) * noise(); printf "%.0f\n", (y > 0 ? y : 0) } }'
		echo '#ENDOFDATA :'
	} > "$1"
}

# The second plasmon of a thick specimen stands higher than the first, which is what is wanted; that is told.
spectrum thick.msa 3.6 90
run eelsmap thick.msa
expect_code 0
near "$(cell plasmon_energy_eV 1)" 16.7 0.03 "the plasmon of a thick specimen (its neighbours' tails)"
several='thick: 1 of 1 pixels ok; in 1 the highest peak is of several losses, and that of one was taken'
same "$(cat err)" "eelsmap: $several" "the remark on several losses"
grep -q "^#@ pixels	$several$" out || fail "no note of several losses"
run eelsmap --quiet thick.msa
same "$(cat err)" "" "a quiet run of a thick specimen"
spectrum thin.msa 1 90
run eelsmap thin.msa
same "$(cat err)" "" "no remark on a thin specimen"
# Of whatever stands higher, one loss is looked for only in the range that is asked for.
run eelsmap --plasmon-range=25eV:50eV thick.msa
near "$(cell plasmon_energy_eV 1)" 33.4 0.1 "two losses, where they are asked for"

# coarse FILE SIGMA: a zero loss of so many channels of 0.25 eV, and a plasmon.
coarse() {
	{
		printf '#%s\n' 'FORMAT : EMSA/MAS Spectral Data File' 'VERSION : 1.0' 'TITLE : coarse' 'NPOINTS : 200' 'NCOLUMNS : 1' \
			'XUNITS : eV' 'YUNITS : Counts' 'DATATYPE : Y' 'XPERCHAN : 0.25' 'OFFSET : -5' 'SPECTRUM : Spectral Data Starts Here'
		awk -v s="$2" 'BEGIN { for (k = 0; k < 200; k++) { z = (k - 20) / s; p = (k - 88) / 6.4
			printf "%.0f\n", (z * z < 200 ? 60000 * exp(-z * z / 2) : 0) + 2000 * exp(-p * p / 2) } }'
		echo '#ENDOFDATA :'
	} > "$1"
}

# A zero loss as narrow as what a stray particle leaves has no answer, and that is told as the cause.
coarse narrow.msa 0.68
run eelsmap narrow.msa
expect_code 1
same "$(head -1 err)" "eelsmap: narrow: 0 of 1 pixels ok, 1 bad-channel; in 1 the zero loss is under two channels wide at half its height, as what a stray particle leaves is" "the remark on a narrow zero loss"
coarse wide.msa 0.85
run eelsmap wide.msa
expect_code 0
near "$(cell plasmon_energy_eV 1)" 17 0.002 "the energy beside a zero loss of two channels (rounded counts)"

# Where the axis ends too early to hold all losses, t/lambda is too low, and that is told.
spectrum short.msa 1 30
run eelsmap --thickness short.msa
expect_code 0
near "$(cell t_over_lambda 1)" 0.70 0.01 "t/lambda with the second plasmon beyond the axis, log(1 + 1), and with its beginning"
short='short: t/lambda is likely too low, by over a hundredth in 1 of 1 pixels: losses beyond the axis, which ends at 29.9 eV, are taken as none'
same "$(cat err)" "eelsmap: $short" "the remark on a short axis"
grep -q "^#@ assumed	$short$" out || fail "no note of a short axis"
run eelsmap --spectrum=0,0 short.msa
grep -q "^#@ assumed	$short$" out || fail "no note of a short axis beside a spectrum"
run eelsmap --quiet --thickness short.msa
same "$(cat err)" "" "a quiet run of a short axis"
run eelsmap short.msa
same "$(cat err)" "" "no remark on a thickness that is not asked for"
run eelsmap --thickness thin.msa
near "$(cell t_over_lambda 1)" 1 0.01 "t/lambda on an axis that is long enough"
same "$(cat err)" "" "no remark on an axis that is long enough"
# Dark counts under a spectrum make t/lambda too high, though losses seem to go on, and high ones widths, too.
dark() { awk -v level="$2" '/^[0-9-]/ { $0 += level } { print }' "${3:-thin.msa}" > "$1"; }
dark dark.msa 100
run eelsmap --thickness dark.msa
expect_code 0
level() { echo "likely too high: a level before the zero loss, $1 counts a channel in 1 of 1 pixels, is taken as electrons; subtract it"; }
same "$(cat err)" "eelsmap: dark: t/lambda is $(level 100)" "the remark on dark counts"
grep -q "^#@ assumed	dark: t/lambda is $(level 100)$" out || fail "no note of dark counts"
run eelsmap --quiet --thickness dark.msa
same "$(cat err)" "" "a quiet run over dark counts"
run eelsmap dark.msa
same "$(cat err)" "" "no remark on a thickness that is not asked for"
dark darker.msa 8000
run eelsmap darker.msa
same "$(head -1 err)" "eelsmap: darker: widths are $(level 8000)" "the remark on many dark counts"
run eelsmap --spectrum=0,0 darker.msa
grep -q "^#@ assumed	darker: widths and t/lambda are $(level 8000)$" out || fail "no note of dark counts beside a spectrum"
# Too much of them subtracted makes t/lambda too low, and in the end leaves none.
below() { echo "likely too low: a level before the zero loss, $1 counts a channel in 1 of 1 pixels, says that too much was subtracted"; }
dark under.msa -100
run eelsmap --thickness under.msa
expect_code 0
same "$(cat err)" "eelsmap: under: t/lambda is $(below -100)" "the remark on too much subtracted"
grep -q "^#@ assumed	under: t/lambda is $(below -100)$" out || fail "no note of too much subtracted"
run eelsmap under.msa
same "$(cat err)" "" "no remark on a thickness that is not asked for"
spectrum slight.msa 0.2 90
dark deeper.msa -600 slight.msa
run eelsmap --thickness deeper.msa
same "$(cell status 1)$(cell t_over_lambda 1)" "oknan" "t/lambda of no losses"
same "$(head -1 err)" "eelsmap: deeper: t/lambda is $(below -600)" "the remark on far too much subtracted"
# A channel hit far from both peaks spoils t/lambda, and no energy.
awk '/^[0-9-]/ { k++ } { print k == 900 && /^[0-9]/ ? $0 + 200000 : $0 }' thin.msa > struck.msa
run eelsmap --thickness struck.msa
expect_code 0
same "$(cell t_over_lambda 1)" nan "t/lambda over a channel that was hit"
eelsmap thin.msa > unhit
same "$(cell plasmon_energy_eV 1)" "$(cell plasmon_energy_eV 1 unhit)" "the energy beside a channel that was hit"
stray='t/lambda is nan in 1 of 1 pixels: a channel that is dead, or was hit by a stray particle, makes it wrong by over a hundredth'
same "$(cat err)" "eelsmap: struck: $stray" "the remark on a channel that was hit"
grep -q "^#@ assumed	struck: $stray$" out || fail "no note of a channel that was hit"
run eelsmap --spectrum=0,0 struck.msa
grep -q "^#@ assumed	struck: $stray$" out || fail "no note of a channel that was hit beside a spectrum"
run eelsmap struck.msa
same "$(cat err)" "" "no remark on a thickness that is not asked for"
# The samples were made for t/lambda 0.4, without the third plasmon, which would be beyond their axis: log(1 + 0.4 + 0.08).
run eelsmap --thickness "$samples/eels-tension.dm4"
near "$(cell t_over_lambda 1)" 0.392 0.008 "t/lambda of a sample, and its noise"
same "$(cat err)" "eelsmap: eels-tension: t/lambda is likely too low, by over a hundredth in 100 of 100 pixels: losses beyond the axis, which ends at 46.15 eV, are taken as none" "the remark on a sample"

# What only lies beside the project: every file of spectra reads or is refused by what it is.
shared=${INSITU_SHARED:-}/data/eels
if [ -d "$shared" ]; then
	run eelsmap --plasmon-window=1eV "$shared/AL-DFoffset0.00.dm3"
	near "$(cell plasmon_energy_eV 1)" 15.045 0.002 "aluminium's plasmon"
	near "$(cell zero_loss_eV 1)" -0.1346 0.0005 "its zero loss"
	run eelsmap "$shared/SciFiReaders_SI-EELS_Spectrum_Image.dm3"
	expect_error 1 "eelsmap: $shared/SciFiReaders_SI-EELS_Spectrum_Image.dm3: no zero loss: the energy axis runs from 350 to 861.5 eV"
	eelsmap --method=ml "$shared/synth_10x10_vector_f32.rpl" | grep -v '^#' | cut -f2- > f32
	eelsmap --method=ml "$shared/synth_10x10_image_be_u16.rpl" | grep -v '^#' | cut -f2- > u16
	cmp f32 u16 || fail "f32 spectra and big-endian u16 planes differ"
else
	echo "$shared is not here: skipped" >&2
fi
finish
