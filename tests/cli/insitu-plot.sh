#!/bin/sh
# insitu-plot: every kind as every type, the same each time; words that could do harm do none; each fault is told.
. "$top_srcdir/tests/cli/lib.sh"
command -v gnuplot > /dev/null || skip "gnuplot is not installed"

kinds="curve cycles export iv loop map moduli ratio regions resistance resistivity spectrum tests"
for kind in $kinds; do
	awk -v kind=$kind -f "$top_srcdir/tests/data/streams.awk" > $kind.tsv
done

# Whole files, well formed, with units on their axes.
for kind in $kinds; do
	run insitu-plot -o $kind.svg $kind.tsv
	expect_code 0
	[ ! -s out ] && [ ! -s err ] || fail "$kind: says '$(head -1 out err)'"
	[ "$(tail -n 2 $kind.svg | tr -d '\n')" = "</svg>" ] || fail "$kind.svg is cut"
	! command -v xmllint > /dev/null || xmllint --noout $kind.svg || fail "$kind.svg is not well formed"
done
for label in 'curve:stress (GPa)' 'tests:yield strength (GPa)' 'tests:diameter (nm)' 'moduli:strain rate (s⁻¹)' \
	'loop:strain, loops 0.02 apart' 'resistance:resistance (MΩ)' 'resistance:time (s)' 'iv:residual (nA)' \
	'map:plasmon energy (eV)' 'map:x (nm)' 'spectrum:energy (eV)' 'export:load (µN)' 'cycles:damping'; do
	grep -qF ">${label#*:}<" "${label%%:*}.svg" || fail "${label%%:*}.svg has no label '${label#*:}'"
done
for kind in curve map; do
	run insitu-plot -o $kind.pdf $kind.tsv
	tail -c 6 $kind.pdf | grep -q '%%EOF' || fail "$kind.pdf is cut"
	run insitu-plot -o $kind.png $kind.tsv
	[ "$(tail -c 12 $kind.png | od -An -tx1 | tr -d ' \n')" = 0000000049454e44ae426082 ] || fail "$kind.png is cut"
done

# Byte for byte the same a second later, in another locale, folder and terminal.
sleep 1.1
mkdir again
for picture in *.svg *.pdf *.png; do
	(cd again && LC_ALL=de_DE.UTF-8 TERM=xterm GNUTERM=x11 TZ=Asia/Tokyo \
		insitu-plot -o "$picture" - < "../${picture%.*}.tsv") || fail "$picture cannot be drawn again"
	cmp "$picture" "again/$picture" || fail "$picture is not the same as before"
done
! grep -aq CreationDate curve.pdf || fail "curve.pdf tells when it was made"

# Sizes: as asked for, in each type.
grep -q 'width="84mm" height="63mm"' curve.svg || fail "curve.svg is not 84 mm by 63 mm"
grep -q 'width="174mm" height="63mm"' map.svg || fail "map.svg with two panels is not 174 mm wide"
same "$(od -An -tu1 -j18 -N6 curve.png | tr -s ' ')" " 3 224 0 0 2 232" "size of curve.png, 992 by 744 at 300 dots an inch"
grep -aq pHYs curve.png || fail "curve.png does not tell how large it is"
run insitu-plot --size=12cm:80mm -o sized.svg curve.tsv
grep -q 'width="120mm" height="80mm"' sized.svg || fail "--size is not obeyed"
run insitu-plot --size=12 -o sized.svg curve.tsv
expect_code 2
run insitu-plot --size=12km:1mm -o sized.svg curve.tsv
expect_error 2 "insitu-plot: --size: a figure is 20 mm to 1000 mm wide and high"

# In characters; and with only the columns that each kind needs, of one map, since nothing then tells two apart.
for kind in $kinds; do
	run insitu-plot -t text $kind.tsv
	expect_code 0
	[ "$(wc -l < out)" -gt 15 ] || fail "$kind is not drawn in characters"
	needed=$(sed -n 's/^#@ need [a-z]* \([a-z]*\).*/\1/p' "$top_srcdir/figures/$kind.gp" | tr '\n' ' ')
	grep -v -e '^#' -e '^compression.*\(ok\|low-counts\)$' $kind.tsv | awk -F'\t' -v needed="$needed" '
		BEGIN { OFS = FS; n = split(needed, name, " ") }
		NR == 1 { for (i = 1; i <= NF; i++) for (k = 1; k <= n; k++)
			if ($i == name[k] || ($i ~ "^" name[k] "_" && $i !~ /_(se|lo|hi|px|bound)$/ && $i !~ /_(se|change)_/)) column[k] = i }
		{ for (k = 1; k <= n; k++) printf "%s%s", $(column[k]), k < n ? OFS : ORS }' > needed.tsv
	printf '#insitu 1\n#@ kind\t%s\n' $kind | cat - needed.tsv > few.tsv
	run insitu-plot -t svg few.tsv
	expect_code 0
done
run insitu-plot --type=text tests.tsv
expect_code 0
grep -q 'diameter (nm)' out || fail "no label in characters"
[ "$(awk '{ if (length($0) > n) n = length($0) } END { print n + 0 }' out)" -lt 80 ] || fail "wider than a terminal"
COLUMNS=50 insitu-plot -t text curve.tsv > narrow || fail "no plot in 50 columns"
[ "$(LC_ALL=C.UTF-8 awk '{ if (length($0) > n) n = length($0) } END { print n + 0 }' narrow)" -lt 50 ] ||
	fail "wider than COLUMNS says"

# Standard output: only when the type is named.
run insitu-plot --type=svg curve.tsv
cmp out curve.svg || fail "--type=svg differs from -o curve.svg"
run insitu-plot curve.tsv
expect_error 2 "insitu-plot: no figure is named: -o FILE.svg, .pdf or .png, or --type=text for standard output"
run insitu-plot -o curve.tiff curve.tsv
expect_error 2 "insitu-plot: --output=curve.tiff: ends in none of .svg, .pdf, .png; name one with --type"

# Streams that share axes: their files tell them apart, units are turned into those of the first.
awk -F'\t' 'BEGIN { OFS = FS } /^#/ { print; next } /^spec/ { print "strain", "stress_MPa"; next }
	$2 == "tension" { print $3, $4 * 1000 }' curve.tsv > other.tsv
grep -v -e compression -e '^#' curve.tsv | cut -f 3,4 > one.tsv
run insitu-plot -t svg one.tsv other.tsv
expect_code 0
grep -q '>one<' out && grep -q '>other<' out || fail "two files of one specimen are not told apart"
[ "$(grep -o '<path[^>]*d=.M[^>]*' out | awk '{ print $NF }' | sort | uniq -d | wc -l)" -ge 1 ] ||
	fail "stress in MPa does not lie on stress in GPa"
run insitu-plot -t svg curve.tsv moduli.tsv
expect_error 2 "insitu-plot: moduli.tsv: its kind is 'moduli', that of curve.tsv 'curve'; a figure shows one kind"

# An axis shows one quantity: a frequency is no strain rate, a row's number neither.
printf '#insitu 1\n#@ kind\tmoduli\nspecimen\tmode\tfrequency_Hz\tdamping\na\t-\t1\t0.1\nb\t-\t2\t0.2\n' > device.tsv
run insitu-plot -t svg moduli.tsv device.tsv
expect_error 3 "insitu-plot: device.tsv: column 'frequency_Hz' cannot share an axis with 'strain_rate_per_s' of moduli.tsv"
cut -f 1,2,4 device.tsv > rows.tsv
run insitu-plot -t svg moduli.tsv rows.tsv
expect_error 3 "insitu-plot: rows.tsv: column 'row' cannot share an axis with 'strain_rate_per_s' of moduli.tsv"
# What has no mode is told apart from what has, and not labelled by that.
sed '/^b/d; s/a\t-\(.*\)/&\nc\tcompression\1\nc\tcompression\t2\t0.3/' device.tsv > modes.tsv
run insitu-plot -t svg modes.tsv
expect_code 0
grep -q '>c compression<' out && grep -q '>a<' out || fail "wrong labels of what has no mode"
! grep -q '>[^<]* -<' out || fail "a missing mode is in a label"
same "$(grep -c "xlink:href='#gpPt4' .*rgb(  0,   0,   0)" out)" 3 "black squares, one in the key"

# Tests beside curves mark these: yield at toe + offset + yield / modulus, fracture where it came first.
{
	printf '#insitu 1\n#@ kind\ttests\n'
	printf 'specimen\tmode\tmodulus_GPa\ttoe_strain\toffset\tyield_GPa\tyield_bound\tfracture_stress_GPa\tfracture_strain\n'
	printf 'tc\ttension\t110\t0\t0.05\t6.6\t>=\t6.6\t0.06\n'
	printf 'tc\tcompression\t92\t0\t0.05\t4.45\t=\tnan\tnan\n'
	printf 'other\tcompression\t92\t0\t0.05\t1\t=\tnan\tnan\n'
} > marks.tsv
run insitu-plot -t svg marks.tsv curve.tsv
expect_code 0
grep -q '>yield<' out && grep -q '>fracture<' out || fail "no marks for yield and fracture"
same "$(grep "xlink:href='#gpPt5'" out | grep -vc ' id=')" 2 "rings, one in the key"
same "$(grep -c "xlink:href='#gpPt1'" out)" 2 "crosses, one in the key"
run insitu-plot -t svg --panels=mode marks.tsv curve.tsv
same "$(grep "xlink:href='#gpPt5'" out | grep -vc ' id=')" 3 "rings in two panels, one in each key"
same "$(grep -c "xlink:href='#gpPt1'" out)" 3 "crosses in two panels, one in each key"
grep -v compression marks.tsv > fewer.tsv
run insitu-plot -t svg curve.tsv fewer.tsv
! grep -q '>yield<' out && grep -q '>fracture<' out || fail "a yield that was not found is marked"

# Curves in another unit than the tests: the same marks, since what shares an axis has its unit.
awk -F'\t' -v OFS='\t' '/^spec/ { $4 = "stress_MPa" } !/^#|^spec/ { $4 *= 1000 } { print }' curve.tsv > curve-MPa.tsv
run insitu-plot -t svg curve-MPa.tsv marks.tsv
grep -q '>stress (MPa)<' out || fail "curves are not drawn in their own unit"
same "$(grep "xlink:href='#gpPt5'" out | grep -vc ' id=')" 2 "rings on curves in MPa, one in the key"

# Two runs of one specimen are two lines with a mark each, whose tests both have the name of the specimen.
awk -F'\t' -v OFS='\t' '/^tc\tcomp/ { print; sub("tc", "tc:2"); $4 *= 0.9; again = again $0 "\n"; next }
	!/^tc/ { print } END { printf "%s", again }' curve.tsv > runs.tsv
{ sed 2d marks.tsv | grep -v '>=' && printf 'tc\tcompression\t80\t0\t0.05\t4\t=\tnan\tnan\n'; } > two-marks.tsv
sed -i '1a #@ kind\ttests' two-marks.tsv
run insitu-plot -t svg runs.tsv two-marks.tsv
expect_code 0
same "$(grep "xlink:href='#gpPt5'" out | grep -vc ' id=')" 3 "rings on two runs, one in the key"
grep -q '>tc:2<' out || fail "the second run is not named"
# Of one of them nobody knows which test is its own; tests in another unit mark, too.
run insitu-plot -t svg curve.tsv two-marks.tsv
same "$(cat err)" "insitu-plot: tc: 2 tests in compression for 1 curve; not marked" "remark on two tests of one curve"
! grep -q '>yield<' out || fail "the yield of another test is marked"
run insitu-plot -t svg runs.tsv two-marks.tsv
cp out in-GPa
awk -F'\t' -v OFS='\t' '/^spec/ { $3 = "modulus_MPa"; $6 = "yield_MPa" } /^tc/ { $3 *= 1000; $6 *= 1000 } { print }' \
	two-marks.tsv > two-marks-MPa.tsv
run insitu-plot -t svg runs.tsv two-marks-MPa.tsv
[ ! -s err ] && cmp out in-GPa || fail "tests in MPa mark something else"

# Of many curves each is marked, but none where the axes show something else.
awk 'BEGIN { print "#insitu 1\n#@ kind\tcurve\nspecimen\tmode\tstrain\tstress_GPa\ttime_s"
	for (s = 1; s <= 13; s++) for (i = 0; i <= 5; i++) print "p" s "\ttension\t" i / 100 "\t" s * i / 10 "\t" i }' > thirteen.tsv
awk 'BEGIN { print "#insitu 1\n#@ kind\ttests\nspecimen\tmode\tmodulus_GPa\ttoe_strain\toffset\tyield_GPa\tyield_bound"
	for (s = 1; s <= 13; s++) print "p" s "\ttension\t" s * 10 "\t0\t0.002\t" s / 4 "\t=" }' > found.tsv
run insitu-plot -t svg thirteen.tsv found.tsv
expect_code 0
same "$(grep "xlink:href='#gpPt5'" out | grep -vc ' id=')" 14 "rings on thirteen curves, one in the key"
run insitu-plot -t svg -x time thirteen.tsv found.tsv
expect_code 0
! grep -q '>yield<' out || fail "marks of strains on an axis of time"

# A map that eelsmap wrote as a NumPy array is drawn as its stream is.
if command -v eelsmap > /dev/null; then
	eelsmap "$samples/eels-tension.dm4" > pixels.tsv 2> /dev/null
	eelsmap -o pixels.npy "$samples/eels-tension.dm4" 2> /dev/null
	insitu-plot -t svg pixels.tsv | grep -v '^tool: ' > as_stream
	insitu-plot -t svg pixels.npy | grep -v '^tool: ' > as_array
	grep -q 'x (nm)' as_array || fail "no map of a NumPy array"
	cmp as_stream as_array || fail "a NumPy array is drawn otherwise"
fi

# Pixels stand where their coordinates say: sorted otherwise, the same picture; filtered, each in its place.
awk '/^[#s]/ { print; next } { print | "sort -k6,6" }' map.tsv > sorted.tsv
insitu-plot -o sorted.png sorted.tsv || fail "a sorted map is not drawn"
cmp sorted.png map.png || fail "a sorted map is drawn otherwise"
# places PICTURE: the corners of its rectangles, those of the colour bar too.
places() {
	grep -o "<polygon fill = '[^']*' points = '[^']*'" "$1" | sed "s/.*points = //" | sort
}
grep -v '^compression' map.tsv > one-map.tsv
awk -F'\t' '/^[#s]/ || ($2 + $3) % 3 != 1' one-map.tsv > filtered.tsv
run insitu-plot -t svg one-map.tsv
places out > all-places
run insitu-plot -t svg filtered.tsv
places out > some-places
same "$(comm -13 all-places some-places | wc -l)" 0 "pixels that stand where none was"
same "$(comm -23 all-places some-places | wc -l)" "$(($(grep -c 'ok$' one-map.tsv) - $(grep -c 'ok$' filtered.tsv)))" "pixels left out"
run insitu-plot -t svg -x plasmon_energy map.tsv
expect_error 3 "insitu-plot: map.tsv: two pixels of one map stand at plasmon energy (eV) 16.9, y (nm) 0"

# A line of pixels, one pixel, and no pixel with an answer: all can be seen.
awk -F'\t' '/^[#s]/ || $3 == 4' one-map.tsv > scan.tsv
awk -F'\t' '/^[#s]/ || $2 == 4' one-map.tsv > upright.tsv
awk -F'\t' '/^[#s]/ || ($2 == 4 && $3 == 4)' one-map.tsv > pixel.tsv
for n in '10 scan' '10 upright' '1 pixel'; do
	run insitu-plot -t svg "${n#* }.tsv"
	expect_code 0
	# The colour bar has many more.
	same "$(grep -c '<polygon' out)" $((${n% *} + $(insitu-plot -t svg one-map.tsv | grep -c '<polygon') - 99)) "pixels of ${n#* }.tsv"
	run insitu-plot -t text "${n#* }.tsv"
	expect_code 0
done
sed '/^#/!s/ok$/no-peak/' one-map.tsv > unknown.tsv
run insitu-plot -t svg unknown.tsv
expect_code 0
same "$(grep -c "xlink:href='#gpPt1'" out)" 100 "crosses"

# Whatever the numbers on the axes of a map, the label of y stands on the page, those on x do not meet, and a title does not
# leave the page. A map: its pixels along x, along y, their size, its name.
for map in '10 10 0.65 map' '40 40 40 map' '10 60 20 map' '4 60 0.1 map' '60 4 25 map' '2 300 1 map' '40 40 9000 map' \
	'3 80 1000 2026_P01_before_the_test_27'; do
	echo "$map" | awk '{ OFS = "\t"; print "#insitu 1\n#@ kind\tmap\nspecimen", "x_nm", "y_nm", "plasmon_energy_eV"
		for (k = 1; k < 3; k++) for (y = 0; y < $2; y++) for (x = 0; x < $1; x++)
			print $4 k, x * $3, y * $3, 16 + (x + y + k) / 10 }' > sized.tsv
	run insitu-plot -t svg sized.tsv
	expect_code 0
	awk -v OFS='\t' '/translate.*anchor="middle"/ { sub(/.*translate\(/, ""); split($0, at, /[,)]/); next }
		/<g transform/ { at[1] = "" }
		/<text>/ && at[1] != "" { gsub(/.*<text> *|<.*/, ""); if ($0 != "") print $0, at[1], at[2] }' out > words
	awk -F'\t' '$1 == "y (nm)" && $2 < 6 { print "the label of y stands at " $2 }
		$1 ~ /^2026/ && $2 < 2 * length($1) { print "a title begins at " $2 - 2 * length($1) }
		$1 ~ /^-?[0-9.]+$/ { if ($3 == y && $2 > x && $2 - x < 2.2 * (length($1) + n) + 1) print $1 " meets " last
			last = $1; x = $2; y = $3; n = length($1) }' words > wrong
	[ ! -s wrong ] && grep -q '^y (nm)' words || fail "a map of $map: $(head -1 wrong)"
done
run insitu-plot -t svg --size=20mm:20mm sized.tsv
expect_code 0

# Maps of one extent share the numbers along y, so that each stands there once; others have their own.
printf '#insitu 1\n#@ kind\tmap\nspecimen\tx_nm\ty_nm\tplasmon_energy_eV\n' > extents.tsv
for name in one two; do printf "$name\t%s\t17\n" '0	30' '1	30' '0	31' '1	31'; done >> extents.tsv
run insitu-plot -t svg extents.tsv
same "$(grep -o '> *31<' out | wc -l)" 1 "a number along y of two maps of one extent"
printf 'two\t%s\t17\n' '0	32' '1	32' >> extents.tsv
run insitu-plot -t svg extents.tsv
same "$(grep -o '> *31<' out | wc -l)" 2 "a number along y of two maps, one of which is higher"

# In characters, too, a pixel without an answer is crossed, whether or not it has a number.
awk -F'\t' -v OFS='\t' '/^[#s]/ { print; next } { $6 = ++n == 1 ? "nan" : $6; $7 = n < 3 ? "no-peak" : "ok"; print }' \
	scan.tsv > crossed.tsv
run insitu-plot -t text crossed.tsv
same "$(grep -o ' x  *x  *[0-9]' out | wc -l)" 1 "two crosses beside a pixel"

# A pixel without a place is none; pixels far apart are no map; a grid may go by other names than a template's.
awk -F'\t' -v OFS='\t' '/^[#s]/ { print; next } { print; $4 = "nan"; print }' pixel.tsv > placeless.tsv
insitu-plot -t svg pixel.tsv > pixel.svg
run insitu-plot -t svg placeless.tsv
expect_code 0
same "$(grep -c '<polygon' out)" "$(grep -c '<polygon' pixel.svg)" "polygons beside a pixel without a place"
printf '#insitu 1\n#@ kind\tmap\nx_nm\ty_nm\tplasmon_energy_eV\n0\t0\t17\n1\t1\t17\n3000\t2000\t17\n' > apart.tsv
run insitu-plot -o none.svg apart.tsv
expect_error 3 "insitu-plot: apart.tsv: no map: its pixels stand on no even grid along x (nm)"
# Each of two maps alone leaves 360,000 places empty, which could be drawn.
printf '#insitu 1\n#@ kind\tmap\nspecimen\tx_nm\ty_nm\tplasmon_energy_eV\n' > empty-places.tsv
for name in one two; do printf "$name\t%s\t17\n" '0	0' '1	1' '600	600'; done >> empty-places.tsv
run insitu-plot -o none.svg empty-places.tsv
expect_error 3 "insitu-plot: empty-places.tsv: no map: its pixels stand on no even grid along y (nm)"
sed 's/^#@ grid x y x_px y_px/#@ grid x y px_of_x px_of_y/' "$top_srcdir/figures/map.gp" > other.gp
run insitu-plot --template=other.gp -t svg one-map.tsv
expect_code 0
awk 'BEGIN { OFS = "\t"; print "#insitu 1\n#@ kind\tcurve\nspecimen", "strain", "stress_GPa"
	for (i = 1; i < 4; i++) print "p" i, i, i; print "line", 0, 0; print "line", 1, 1 }' > three.tsv
run insitu-plot -t svg three.tsv
expect_code 0
same "$(cat err)" "insitu-plot: three.tsv: 'p1' and 2 more are left out: no two rows that follow each other have numbers in 'strain', 'stress_GPa'" "remark on three"

# What cannot be seen is left out and told, or refused where nothing else is there.
printf 'strain\tstress_GPa\n0\t0\n0.01\tinf\n0.02\t1\n' > points.tsv
printf '#insitu 1\n#@ kind\tloop\nstrain\tstress_GPa\n0.01\t1\n' > point.tsv
for file in points point; do
	run insitu-plot -o none.svg $file.tsv
	expect_error 1 "insitu-plot: $file.tsv: nothing to draw: no two rows that follow each other have numbers in 'strain', 'stress_GPa'"
done
printf '#insitu 1\n#@ kind\tloop\nstrain\tstress_GPa\n0.01\t1\n0.01\t2\n' > upright.tsv
run insitu-plot -t svg upright.tsv
expect_code 0
printf '#insitu 1\nspecimen\tstrain\tstress_GPa\na\t0\t0\na\t1\t1\nb\tnan\t1\nb\tnan\t2\n' > part.tsv
run insitu-plot -t svg part.tsv
expect_code 0
same "$(cat err)" "insitu-plot: part.tsv: 'b' is left out: no two rows that follow each other have numbers in 'strain', 'stress_GPa'" "remark"
! grep -q '>b<' out || fail "the key has a series that is not drawn"
awk -F'\t' -v OFS='\t' '/^compression/ { $4 = "nan" } { print }' map.tsv > half.tsv
run insitu-plot -t svg half.tsv
expect_code 0
same "$(cat err)" "insitu-plot: half.tsv: 'compression' is left out: no row has a number in 'x_nm', 'y_nm'; choose other columns with -x and -y" "remark"
awk 'BEGIN { print "#insitu 1\n#@ kind\tcurve\nstrain\tstress_GPa"; for (i = 0; i < 300; i++) print i "\t" i }' > panels.tsv
run insitu-plot -o none.svg --panels=strain panels.tsv
expect_error 2 "insitu-plot: too many panels: 300 by 'strain'; a figure shows up to 100"

# Regions side by side are all named, in words that do not run into each other.
regions() {
	awk -v n="$1" -v name="$2" 'BEGIN { print "#insitu 1\n#@ kind\tregions\nregion\tmean_eV\tsd_eV\tmax_eV"
		for (i = 1; i <= n; i++) print name i "\t16.9\t0.1\t17.1" }' > names.tsv
}
regions 3 map-
run insitu-plot -t svg names.tsv
! grep -q 'rotate(-[49]' out || fail "names that fit are turned"
regions 9 map-of-tension-
run insitu-plot -t svg names.tsv
same "$(grep -c '>map-of-tension-[1-9]<' out)" 9 "names of regions"
grep -q 'rotate(-45' out || fail "names that do not fit are not slanted"
regions 14 2024-03-12-compression-before-
run insitu-plot -t svg names.tsv
same "$(grep -c '>2024-03-12….*-before-[0-9]*<' out)" 14 "long names of regions"
same "$(grep -c "rotate(-90" out)" 14 "names that are upright"
regions 40 map-of-tension-
run insitu-plot -t svg names.tsv
same "$(grep -o '>map-of-tension-[0-9]*<' out | tr -dc '0-9\n' | head -3 | tr '\n' ' ')" "1 3 5 " "names of too many regions"

# Names whose middle tells them apart are cut at their ends instead, as words of a key, under an axis and over panels;
# what no name tells apart is numbered.
awk 'BEGIN { OFS = "\t"; print "#insitu 1\n#@ kind\tcurve\nspecimen", "strain", "stress_GPa"
	for (i = 1; i <= 4; i++) for (x = 0; x < 3; x++)
		print "2026-11-22_wafer7_annealed_P0" i "_compression_run1_corrected", x / 100, i * x }' > alike.tsv
for panels in none each specimen; do
	[ $panels = none ] && set -- || set -- --panels=$panels
	run insitu-plot -t svg "$@" alike.tsv
	expect_code 0
	same "$(grep -o '>[^<>]*P0[1-4][^<>]*<' out | sort -u | tr -d '\n')" ">…P01…<>…P02…<>…P03…<>…P04…<" "labels, panels by $panels"
done
awk 'BEGIN { OFS = "\t"; print "#insitu 1\n#@ kind\tregions\nregion", "mean_eV"
	for (i = 1; i <= 6; i++) print "2026-11-22_P0" i "_tension_map", 16 + i / 10 }' > maps.tsv
run insitu-plot -t svg maps.tsv
same "$(grep -o '>…P0[1-6]…<' out | tr -dc '1-6')" 123456 "names of regions of which only the middle differs"
mkdir here there
printf '#insitu 1\n#@ kind\tiv\nvoltage_V\tcurrent_nA\n0\t0\n1\t1\n' | tee here/sweep.tsv > there/sweep.tsv
run insitu-plot -t svg here/sweep.tsv there/sweep.tsv
same "$(grep -o '>sweep[^<>]*<' out | tr -d '\n')" ">sweep<>sweep:2<" "labels of files of one name"

# Loops of one frequency have one colour, and are dashed where specimens or modes share it; their key stays on the page.
awk -v kind=loop -f "$top_srcdir/tests/data/streams.awk" | awk -F'\t' -v OFS='\t' '/^#/ { print; next }
	/^specimen/ { print $0, "mode"; next } $2 == 0.5 || $2 == 5 { print $0, "tension"; $1 = "second"; print $0, "compression" }' > twice.tsv
run insitu-plot -t svg twice.tsv
expect_code 0
same "$(grep -c 'stroke-dasharray' out)" 2 "dashed lines"
same "$(grep -o "<path stroke='rgb([^)]*)'" out | sort -u | wc -l)" 2 "colours of two frequencies"
! grep -q 'stroke-dasharray' loop.svg || fail "loops that colours tell apart are dashed"
# Panels that a number tells apart stand in its order, and a frequency has its colour in each.
awk -F'\t' -v OFS='\t' '/^#/ { print; next } /^specimen/ { print $0, "depth"; next }
	/^run/ { print $0, 2; print $0, 1 }' twice.tsv > deep.tsv
run insitu-plot -t svg --panels=depth deep.tsv
same "$(grep -o '>depth [0-9]<' out | tr -d '<>\n')" "depth 1depth 2" "titles of panels of loops"
same "$(grep -o "<path stroke='rgb([^)]*)'" out | sort | uniq -c | awk '{ printf "%s ", $1 }')" "2 2 " "lines of each colour"
! grep -q 'stroke-dasharray' out || fail "loops that colours tell apart in their panel are dashed"
# leaves: the words of `out` that end beyond its right edge, as letters are at least.
leaves() {
	awk -v width="$1" '/translate.*anchor="start"/ { sub(/.*translate\(/, ""); x = $0 + 0; start = 1; next }
		/<text>/ && start { gsub(/.*<text>|<.*/, ""); gsub(/…/, "."); if (x + 4.1 * length($0) > width) print; start = 0 }' out
}
for names in 'a b' 'aa bb' 'pillar1 pillar2' 'before-the-test-27-of-May before-the-test-28-of-May' 'compressed_and_pulled after_that'; do
	sed "s/^run/${names% *}/; s/^second/${names#* }/" twice.tsv > named.tsv
	for panels in 1 2 3; do
		awk -F'\t' -v OFS='\t' -v n=$panels '/^#/ { print; next } /^specimen/ { print $0, "panel"; next }
			{ for (i = 1; i <= n; i++) print $0, "p" i }' named.tsv > panels.tsv
		run insitu-plot -t svg --panels=panel panels.tsv
		expect_code 0
		same "$(leaves "$([ $panels = 1 ] && echo 238 || echo 493)")" "" "words that leave the page of $names in $panels panels"
	done
done
run insitu-plot -t svg --panels=each alike.tsv
same "$(grep -c '>…P01…<' out)" 1 "what stands over a panel, again in its key"

# What is a function of x goes by it, and a true curve follows when the axes change places.
awk -F'\t' 'BEGIN { print "#insitu 1\n#@ kind\tmoduli\nspecimen\tfrequency_Hz\tdamping"
	for (i = 1; i <= 5; i++) print "p" i "\t" i * 3 % 5 + 1 "\t" i * 3 % 5 / 10 }' > shuffled.tsv
{ grep '^[#s]' shuffled.tsv; grep -v '^[#s]' shuffled.tsv | sort -k2; } > ordered.tsv
insitu-plot -t svg ordered.tsv > ordered.svg
run insitu-plot -t svg shuffled.tsv
expect_code 0
cmp out ordered.svg || fail "moduli are joined in the order in which they come"
printf '#insitu 1\n#@ kind\tcurve\nstrain\tstress_GPa\ttrue_strain\ttrue_stress_GPa\n0\t0\t0\t0\n1\t5\t0.7\t10\n' > true.tsv
awk -F'\t' -v OFS='\t' '/^strain/ { $1 = "swap_GPa"; $2 = "strain"; $3 = "true_swap_GPa"; $4 = "true_strain" }
	/^[01]/ { x = $1; $1 = $2; $2 = x; x = $3; $3 = $4; $4 = x } { print }' true.tsv > swap.tsv
run insitu-plot -t svg -x stress -y strain true.tsv
expect_code 0
grep -o "<path[^>]* d='[^']*" out > swapped
[ "$(grep -c ' L' swapped)" -ge 2 ] || fail "no lines of a swapped curve"
insitu-plot -t svg -x swap -y strain swap.tsv | grep -o "<path[^>]* d='[^']*" | cmp - swapped ||
	fail "the true curve does not follow the axes"
run insitu-plot -t svg -y true_stress true.tsv
! grep -q '>true<' out || fail "a true curve of the true curve"

# Other columns, panels, a template of one's own.
run insitu-plot -t svg -x frequency moduli.tsv
grep -q '>frequency (Hz)<' out || fail "-x is not obeyed"
run insitu-plot -t svg -y damping_se moduli.tsv
grep -q '>damping se<' out || fail "-y is not obeyed"
# Beside another column nothing stands that belongs to the template's own.
run insitu-plot -t svg -y resistivity_ratio resistance.tsv
expect_code 0
! grep -q '>geometry alone<' out || fail "a resistance on an axis of ratios"
grep -q '>strain (right)<' out || fail "no strain beside the ratio of resistivities"
run insitu-plot -t svg -y strain resistance.tsv
! grep -q '>strain (right)<' out || fail "strain stands twice"
run insitu-plot -t svg -y fit iv.tsv
! grep -q '>residual' out || fail "residuals of what was not fitted"
# The inset of plasmons needs a fit above 0 and counts beside it; without them there is none.
for y in zero_loss_fit plasmon_fit; do
	run insitu-plot -t svg -y $y spectrum.tsv
	expect_code 0
	! grep -q '>fits<' out || fail "fits of counts beside $y"
done
for change in '$3 = "nan"' '$3 = -$3' '$5 = -$5'; do
	awk -F'\t' -v OFS='\t' "\$2 + 0 > 10 { $change } { print }" spectrum.tsv > changed.tsv
	run insitu-plot -t svg changed.tsv
	expect_code 0
	! grep -q 'gnuplot_plot_1b' out || fail "an inset of spectra with $change"
done
grep -q 'gnuplot_plot_1b' spectrum.svg || fail "no inset of the plasmons"
run insitu-plot -t svg -y tension ratio.tsv
! grep -q 'stroke-dasharray' out || fail "a line at a ratio of 1 on an axis in GPa"
grep -q '>tension (GPa)<' out || fail "the label of a ratio on an axis in GPa"
run insitu-plot -t svg ratio.tsv
grep -q 'stroke-dasharray' out && grep -q '>ratio, tension to compression<' out || fail "no line at a ratio of 1"
awk -F'\t' -v OFS='\t' '/^#/ { print; next } { print $0, $1 == "region" ? "ratio" OFS "ratio_se" : 1 OFS 0.01 }' \
	regions.tsv > ratios.tsv
for y in 'mean:mean, sd' 'median:median, sd' 'ratio:ratio, se' 'sd:sd'; do
	run insitu-plot -t svg -y "${y%%:*}" ratios.tsv
	grep -q ">${y#*:}<" out || fail "-y ${y%%:*} of regions is not called '${y#*:}'"
	same "$(grep -c '>maximum<\|>expected of noise<\|>plasmon energy (eV)<' out)" "$(case $y in m*) echo 3 ;; *) echo 0 ;; esac)" \
		"what belongs to energies beside ${y%%:*}"
done
run insitu-plot -t svg --panels=mode curve.tsv
grep -q 'width="174mm"' out || fail "no panels"
run insitu-plot -t svg --panels=colour curve.tsv
expect_error 3 "insitu-plot: curve.tsv: no column 'colour' to make panels by"
printf '#@ need x strain\n#@ need y stress\nset title "mine"\nplot data using "x":"y" with lines\n' > mine.gp
run insitu-plot -t svg --template=mine.gp curve.tsv
grep -q '>mine<' out || fail "--template is not obeyed"

# A filter drops the notes: the columns tell the kind.
for kind in $kinds; do
	grep -v '^#' $kind.tsv > bare.tsv
	run insitu-plot -t svg bare.tsv
	expect_code 0
	cmp -s out $kind.svg || fail "$kind without notes is drawn otherwise"
done

# An SVG tells what made it, but not where it was written.
printf '#insitu 1\n#@ input\tx<y.txt sha256:00\n#@ tool\ttcfit 0 --curve\nstrain\tstress_GPa\n0\t0\n1\t1\n' > noted.tsv
run insitu-plot --title=T -o noted.svg noted.tsv
for line in 'input: x&lt;y.txt sha256:00' 'tool: tcfit 0 --curve' "tool: insitu-plot $(insitu-plot --version | sed 's/.* //') --title=T"; do
	grep -qF "$line" noted.svg || fail "noted.svg does not tell '$line'"
done
insitu-plot --title=T -t svg < noted.tsv | cmp - noted.svg || fail "the same figure differs by where it was written"

# A long record is thinned, and keeps its peak.
awk 'BEGIN { OFS = "\t"; print "strain", "stress_GPa"
	for (i = 0; i < 200000; i++) print i / 1e6, i == 77777 ? 9 : i / 1e6 + i % 2 / 100 }' > long.tsv
run insitu-plot -o long.svg long.tsv
[ "$(wc -c < long.svg)" -lt 400000 ] || fail "a long record makes a picture of $(wc -c < long.svg) bytes"
grep -q '> 8<' long.svg || fail "a long record lost its peak"

# Words are words: in titles, specimens, files.
nasty='`touch boo` $(touch boo) "; system("touch boo"); '\'' |touch boo <b>&amp; @x {/Bold y} %s \n'
run insitu-plot -t svg --title="$nasty" curve.tsv
expect_code 0
grep -qF '`touch boo` $(touch boo) "; system("touch boo");' out || fail "the title is not what was given"
grep -qF '&lt;b' out && grep -qF '&amp;amp;' out || fail "markup in a title is not escaped"
! command -v xmllint > /dev/null || xmllint --noout out || fail "a title breaks the SVG"
escape=$(printf 'a\033]0;boo\007\033[2Jb\302\233c\nd\tz\200')
for type in svg pdf png text; do
	run insitu-plot -t $type --title="$escape $nasty" curve.tsv
	expect_code 0
	[ $type = png ] || [ $type = pdf ] || ! LC_ALL=C grep -q "$(printf '\033\\|\007\\|\302\233\\|\200')" out ||
		fail "control letters in $type"
done
awk -v nasty='$(touch boo)`touch boo`"<b>' -F'\t' 'BEGIN { OFS = FS }
	/^tc/ { $1 = nasty ($2 == "tension" ? "%09%1b[2J%0a" : "") } { print }' curve.tsv > specimen.tsv
run insitu-plot -t svg specimen.tsv
expect_code 0
! LC_ALL=C grep -q "$(printf '\033')" out || fail "an escape in a specimen's name reached the figure"
for name in '`touch boo`.svg' '|touch boo;.svg' '-e system("touch boo").svg' "it's \$(touch boo).svg" '<touch boo.svg' \
	'"a b".svg'; do
	cp curve.tsv "./$name.tsv"
	insitu-plot -o "./$name" "./$name.tsv" || fail "$name cannot be written"
	cmp "./$name" curve.svg || fail "$name differs"
done
mkdir 'tmp `touch boo`; <|'
TMPDIR="$PWD/tmp \`touch boo\`; <|" insitu-plot -t svg curve.tsv | cmp - curve.svg || fail "TMPDIR harms"
[ -z "$(ls 'tmp `touch boo`; <|')" ] || fail "something is left in TMPDIR"
[ ! -e boo ] && [ ! -e again/boo ] || fail "a word was run"

# Faults of the input.
grep -v '^t[12c]' curve.tsv > none.tsv
run insitu-plot -o none.svg none.tsv
expect_error 3 "insitu-plot: none.tsv: the table has no rows"
awk -F'\t' 'BEGIN { OFS = FS } /^tc/ { $4 = "nan" } { print }' curve.tsv > nan.tsv
run insitu-plot -o none.svg nan.tsv
expect_error 3 "insitu-plot: nan.tsv: nothing to draw: no row has a number in 'strain', 'stress_GPa'"
printf '0 1\n1 5\n2 9\n' > bare.txt
run insitu-read bare.txt -o bare.tsv
run insitu-plot -o bare.svg bare.tsv
expect_code 0
grep -q '>column 2<' bare.svg || fail "columns without names are not drawn"
cut -f 1-3 curve.tsv | sed 's/^#@ kind.*/#@ kind	curve/' > lacking.tsv
run insitu-plot -o none.svg lacking.tsv
expect_error 3 "insitu-plot: lacking.tsv: no column of numbers 'stress' or 'true_stress'; its columns are specimen mode strain; choose other ones with -x and -y"
sed 's/^#@ kind	curve/#@ kind	spam/' curve.tsv > spam.tsv
run insitu-plot -o none.svg spam.tsv
expect_error 2 "insitu-plot: spam.tsv: no template draws the kind 'spam', only curve, cycles, export, iv, loop, map, moduli, ratio, regions, resistance, resistivity, spectrum, tests; name one with --template=FILE"
printf 'apples\tpears\n1\t2\n' > fruit.tsv
run insitu-plot -o none.svg fruit.tsv
expect_error 2 "insitu-plot: fruit.tsv: no kind is noted, and no template draws such columns; name one with --template=FILE"
: > empty.tsv
run insitu-plot -o none.svg empty.tsv
expect_error 3 "insitu-plot: empty.tsv: is empty; did the program before it fail?"
echo "Load (uN);Depth (nm)" > raw.csv
run insitu-plot -o none.svg raw.csv
expect_error 3 "insitu-plot: raw.csv: is no stream; try 'insitu-read raw.csv | insitu-plot'"
cp "$samples/eels-tension.rpl" "$samples/eels-tension.dm4" .
run insitu-plot -o none.svg eels-tension.rpl
expect_error 3 "insitu-plot: eels-tension.rpl: is no stream; try 'eelsmap eels-tension.rpl | insitu-plot'"
run insitu-plot -o none.svg eels-tension.dm4
expect_error 3 "insitu-plot: eels-tension.dm4: is a DM4 file (spectra or images); eelsmap reads it"
run insitu-plot -o none.svg missing.tsv
expect_code 3
run insitu-plot -o none.svg curve.tsv missing.tsv
expect_code 3
[ ! -e none.svg ] || fail "a figure in spite of an error"
printf '#@ need x strain\nplott 1\n' > bad.gp
run insitu-plot -o none.svg --template=bad.gp curve.tsv
expect_code 4
head -1 err | grep -q '^insitu-plot: gnuplot failed: ".*bad.gp" line 2: ' || fail "gnuplot's word is lost: $(head -1 err)"
run insitu-plot -o none.svg --template=missing.gp curve.tsv
expect_error 2 "insitu-plot: missing.gp: no template: No such file or directory"
printf '#@ need x\n' > bad.gp
run insitu-plot -o none.svg --template=bad.gp curve.tsv
expect_error 2 "insitu-plot: bad.gp: '#@ need' needs more words behind it"

# Of many lines a few are named, and the rest counted; a kind is counted as a whole.
awk 'BEGIN { print "#insitu 1\n#@ kind\tmoduli\nspecimen\tfrequency_Hz\tdamping"
	for (s = 1; s <= 9; s++) for (i = 1; i <= 5; i++) print "p" s "\t" i "\t" s * i / 100 }' > lines.tsv
run insitu-plot -o lines.svg lines.tsv
same "$(grep -o '>p[0-9]<\|>and [^<]*<' lines.svg | tr -d '<>\n')" "p1p2p3p4p5and 4 more" "labels of nine lines"
awk 'BEGIN { print "#insitu 1\n#@ kind\tcurve\nspecimen\tmode\tstrain\tstress_GPa"
	for (s = 1; s <= 9; s++) for (i = 0; i <= 5; i++) print "p" s "\ttension\t" i / 100 "\t" s * i / 10 }' > lines.tsv
run insitu-plot -o lines.svg lines.tsv
grep -q '>tension (9)<' lines.svg || fail "nine curves are not counted"
# A panel by a number without a unit; a key that is a word in one stream and a number in another.
awk 'BEGIN { print "#insitu 1\n#@ kind\tmoduli\nspecimen\tfrequency_Hz\tdamping\tdepth"
	for (s = 1; s <= 3; s++) for (i = 1; i <= 5; i++) print "p" s "\t" i "\t" s * i / 100 "\t" s }' > number.tsv
run insitu-plot --panels=depth -o lines.svg number.tsv
same "$(grep -o '>depth [0-9]<' lines.svg | tr -d '<>\n')" "depth 1depth 2depth 3" "titles of panels"
sed 's/\t\([0-9]\)$/\td\1/' number.tsv > word.tsv
cut -f1-3 number.tsv > neither.tsv
run insitu-plot --panels=depth -o lines.svg number.tsv neither.tsv
expect_error 3 "insitu-plot: neither.tsv: no column 'depth' to make panels by"
run insitu-plot --panels=depth -o lines.svg number.tsv word.tsv
expect_code 0
for title in 'depth 1' d1; do
	grep -q ">$title<" lines.svg || fail "no panel '$title'"
done
# A long curve is thinned, its gaps and ends left where they are.
awk 'BEGIN { print "#insitu 1\n#@ kind\tcurve\nspecimen\tmode\tstrain\tstress_GPa"
	for (i = 0; i <= 40000; i++) print "p\ttension\t" (i % 50 == 7 ? "nan" : i / 10000) "\t" i / 1000 }' > long.tsv
run insitu-plot -o long.svg long.tsv
expect_code 0
[ "$(wc -c < long.svg)" -lt 150000 ] || fail "a long curve is not thinned: $(wc -c < long.svg) bytes"

# Of resistances all places are seen, however many rows another specimen has: 40 of the short record, and of the
# long one those along its line and the one row that was hit.
awk 'BEGIN { print "#insitu 1\n#@ kind\tresistance\nspecimen\ttime_s\tresistance_Mohm"
	for (i = 0; i < 5000; i++) print "fast\t" i "\t" (i == 2502 ? 0.5 : 0.3)
	for (i = 0; i < 40; i++) print "slow\t" i "\t" (i < 20 ? 0.3 : 0.2) }' > rows.tsv
run insitu-plot -t svg rows.tsv
expect_code 0
same "$(grep "xlink:href='#gpPt5'" out | grep -vc ' id=')" $((40 + 61 + 1 + 2)) "rings of resistances, two in keys"
grep -v slow rows.tsv > fast.tsv
run insitu-plot -t svg fast.tsv
same "$(grep "xlink:href='#gpPt5'" out | grep -vc ' id=')" $((61 + 1 + 1)) "rings of a long record, one in the key"
printf '%s\t%s\t%s\n' fast 5000 1e308 fast 5001 -1e308 >> fast.tsv
run insitu-plot -t text fast.tsv
expect_code 0

# A template may ask for what is not there, for a word where numbers are plotted, and say nothing in a line.
printf '#@ \n#@ need x specimen frequency\n#@ need y damping\n#@ also y_se y:se\n#@ also z nowhere:se\nplot 0\n' > asks.gp
run insitu-plot --template=asks.gp -o asks.svg number.tsv
[ "$code" = 0 ] || [ "$code" = 4 ] || fail "a template that asks for much: $code, $(cat err)"
for head in "#@ need x a\n#@ bogus x:no line of a template's head: '#@ bogus'" \
	"# nothing:no template: it has no line '#@ need NAME COLUMN'" \
	"#@ need x a b c d e f g h i j k l m n o p q:more than 16 words behind '#@ need'"; do
	printf "${head%%:*}\n" > head.gp
	run insitu-plot --template=head.gp -t svg number.tsv
	expect_error 2 "insitu-plot: head.gp: ${head#*:}"
done

# Faults of the output, and of gnuplot.
run insitu-plot -o missing/none.svg curve.tsv
expect_code 4
if [ -e /dev/full ]; then
	insitu-plot -t svg curve.tsv > /dev/full 2> err
	same $? 4 "exit code on a full disk"
	run insitu-plot -t svg -o /dev/full curve.tsv
	expect_code 4
fi
mkdir bin
plot=$(command -v insitu-plot)
# fake LINE: a gnuplot that does only that.
fake() {
	printf '#!/bin/sh\n%s\n' "$1" > bin/gnuplot
	chmod +x bin/gnuplot
	PATH=$PWD/bin:$PATH "$plot" -o none."$2" curve.tsv > out 2> err
	code=$?
}
rm -f bin/gnuplot
for tool in sh head; do ln -s "$(command -v $tool)" bin/; done
PATH=$PWD/bin "$plot" -o none.svg curve.tsv > out 2> err
code=$?
expect_error 4 "insitu-plot: gnuplot is not there to draw the figure; install gnuplot (Debian: gnuplot-nox)"
fake 'kill -9 $$' svg
expect_error 4 "insitu-plot: gnuplot was ended by signal 9 (Killed)"
fake 'echo; echo "set foo"; echo "    ^"; echo "\"a.gp\" line 3: unrecognized option"; exit 1' svg
expect_error 4 "insitu-plot: gnuplot failed: it does not say why"
fake '{ echo; echo "set foo"; echo "    ^"; echo "\"a.gp\" line 3: unrecognized option"; } >&2; exit 1' svg
expect_error 4 'insitu-plot: gnuplot failed: "a.gp" line 3: unrecognized option'
fake '{ echo "some warning: nothing"; echo "bad things"; } >&2; exit 1' svg
expect_error 4 "insitu-plot: gnuplot failed: bad things"
(ulimit -n 10; "$plot" -o none.svg curve.tsv) > out 2> err
code=$?
expect_error 4 "insitu-plot: gnuplot cannot be started: Invalid argument"
for picture in curve.svg curve.pdf curve.png; do
	fake "head -c 4000 '$PWD/$picture'" "${picture#*.}"
	expect_error 4 "insitu-plot: gnuplot's ${picture#*.} is cut short; is the disk full?"
done
fake exit svg
expect_error 4 "insitu-plot: gnuplot's svg is cut short; is the disk full?"

# Ended by a signal while gnuplot works: no picture, no temporary file.
mkdir tmp
printf '#!/bin/sh\nexec sleep 2\n' > bin/gnuplot
: > before
: > after
ls > before
(PATH=$PWD/bin:$PATH TMPDIR=$PWD/tmp exec "$plot" -o none.svg curve.tsv) > /dev/null 2>&1 &
sleep 0.4
kill -TERM $!
wait $! 2> /dev/null
same $? 143 "exit code after a signal"
ls > after
cmp before after || fail "files are left after a signal"
[ -z "$(ls -A tmp)" ] || fail "temporary files are left after a signal"

# A number that tells some streams apart and that another lacks; a companion of a column that is not there.
printf '#insitu 1\n#@ kind\tcycles\ncycle\tdamping\tdamping_se\tfrequency_Hz\n1\t0.1\t0.01\t1\n2\t0.11\t0.01\t1\n1\t0.2\t0.01\t2\n2\t0.2\t0.01\t2\n' > told.tsv
printf '#insitu 1\n#@ kind\tcycles\ncycle\tdamping\tdamping_se\n1\t0.1\t0.01\n2\t0.11\t0.01\n' > untold.tsv
run insitu-plot -t svg told.tsv untold.tsv
expect_code 0
same "$(grep -o '>[^<>]*told[^<>]*<' out | tr -d '\n')" ">told 1 Hz<>told 2 Hz<>untold<" "labels by frequency and file"
printf '#insitu 1\n#@ kind\tcycles\nspecimen\tmode\tcycle\tdamping\tfrequency_Hz\na\ttension\t1\t0.1\t1\na\ttension\t1\t0.2\t2\nb\ttension\t1\t0.3\t1\n' > both.tsv
run insitu-plot -t svg both.tsv
same "$(grep -o '>[ab] [12] Hz<' out | tr -d '\n')" ">a 1 Hz<>b 1 Hz<>a 2 Hz<" "labels where the frequency alone does not tell"
sed 's/^#@ also y_se y:se/&\n#@ also z nowhere\n#@ also z_se z:se/' "$top_srcdir/figures/cycles.gp" > companion.gp
run insitu-plot -t svg --template=companion.gp told.tsv
expect_code 0
grep -q '>1 Hz<' out || fail "a companion of a column that is not there: no picture"
finish
