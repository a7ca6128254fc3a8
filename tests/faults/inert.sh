#!/bin/sh
# Words of users and files are words: whatever stands in a file's name, a column's, a unit, a note, a specimen or
# a descriptor, nothing is run, nothing is written elsewhere, no terminal is steered, no document broken.
. "$top_srcdir/tests/faults/lib.sh"
mkdir trap
cd trap || exit 1
# What would be made if any of it ran.
nasty='`touch boo`$(touch boo)";system("touch boo");'\''|touch boo|<boo>boo&!touch boo;%s%n\n<script>'
escape=$(printf 'e\033]0;boo\007\033[2J\233q\302\233z\r\b')
file='`touch boo`$(touch boo)"|touch boo;<>&!x'

# harmless WHAT FILE...: nothing ran, and no control character but line ends and TABs got through.
harmless() {
	what=$1
	shift
	[ ! -e boo ] && [ ! -e ../boo ] || fail "$what: a word was run"
	for shown in "$@"; do
		# C1 controls are bytes of letters in UTF-8: only their own two bytes count.
		! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\\|\302[\200-\237]')" "$shown" ||
			fail "$what: $shown holds control characters"
	done
}

# Names of columns, units and header lines of an export, in its own file name.
{
	printf 'Sample: %s %s\n' "$nasty" "$escape"
	printf 'Time (s)\tLoad (uN)\tDepth (nm)\t%s\t%s (%s)\n' "$nasty" "$escape" "$nasty"
	awk 'BEGIN { for (i = 0; i < 40; i++) printf "%g\t%g\t%g\t%g\t%g\n", i / 10, i * 10, i * 2, i, i }'
} > "$file.txt"
for option in '' --identify; do
	run insitu-read $option "$file.txt"
	expect_code 0
	harmless "insitu-read $option" out err
done
run insitu-read --format="$nasty" "$file.txt"
expect_code 2
harmless "--format" err
run insitu-read --channel="$nasty$escape" "$file.txt"
expect_code 2
harmless "--channel" err
run tcfit --mode="$escape" "$file.txt"
expect_code 2
harmless "--mode" err
run tcfit --diameter="$escape" "$file.txt"
expect_code 2
harmless "--diameter" err
run insitu-read "$escape"
expect_code 3
harmless "a name that is not there" err
run tcfit --"$escape"
expect_code 2
harmless "an option that is not there" err
for program in $programs; do
	run "$program" "$nasty$escape.txt"
	harmless "$program: a name that is not there" out err
	head -1 err | grep -q "^$program: " || fail "$program says '$(head -1 err)'"
done

# Through the programs that compute: the specimen is the file's name, and a word of a table.
run tcfit --mode=compression --diameter=145nm --length=290nm "$file.txt"
harmless "tcfit" out err
printf 'file\tspecimen\tmode\tdiameter_nm\tlength_nm\n%s.txt\t%s\tcompression\t145\t290\n' "$file" "$nasty$(printf '\302\233')" > specimens.tsv
run tcfit --specimens=specimens.tsv --curve -o curve.tsv
harmless "tcfit --specimens" curve.tsv err
printf 'file\t%s\n%s.txt\t1\n' "$nasty$escape" "$file" > wrong.tsv
run tcfit --specimens=wrong.tsv
expect_code 3
harmless "a column of specimens" err

# A descriptor: its title, its patterns, its file's name.
printf '[format]\ntitle = %s%s\n[recognise]\nline = %s\n' "$nasty" "$escape" "$nasty" > "./$file.fmt"
run insitu-read --format="./$file.fmt" --identify "$file.txt"
harmless "a descriptor" out err
printf '[%s]\n%s = %s\n' "$nasty" "$escape" "$escape" > wrong.fmt
run insitu-read --format=./wrong.fmt "$file.txt"
expect_code 3
harmless "a wrong descriptor" err

# Streams: kinds, notes, names, words, as they are and percent-encoded.
printf '#insitu 1\n#@ kind\t%s\nstrain\tstress_GPa\n1\t2\n' "$nasty$escape" > kind.tsv
run insitu-plot -t svg kind.tsv
expect_code 2
harmless "a kind" err
printf '#insitu 1\n#@ kind\tcurve\n#@ input\t%%1b]0;boo%%07%%c2%%9b sha256:0\n#@ note\t%s\nspecimen\tstrain\tstress_GPa\n' "$nasty" > words.tsv
# Lines, and a lone point, which is left out with a remark.
for specimen in '%1b]0;boo%07%0a`touch boo`' "$(printf %s "$nasty" | sed 's/[%#]//g')"; do
	printf '%s\t1\t2\n%s\t2\t3\n' "$specimen" "$specimen"
done >> words.tsv
printf '%%1b]0;lone%%07`touch boo`\t1\t2\n' >> words.tsv
for type in svg pdf png text; do
	command -v gnuplot > /dev/null || break
	run insitu-plot -t $type --title="$nasty$escape" words.tsv
	expect_code 0
	grep -q 'lone.* is left out' err || fail "a lone point is left out without a word"
	case $type in
	svg | text) harmless "insitu-plot -t $type" out err ;;
	*) harmless "insitu-plot -t $type" err ;;
	esac
	[ $type != svg ] || ! command -v xmllint > /dev/null || xmllint --noout out || fail "words break an SVG"
	[ $type != svg ] || ! grep -q '<script' out || fail "words are tags of an SVG"
done
sed 's/^#@ kind	curve/#@ kind	export/' words.tsv > export.tsv
run insitu-read export.tsv
expect_code 0
harmless "insitu-read of a stream" out err
run insitu-read --verify words.tsv
harmless "--verify" out err

# A map as a picture of our own: its label, and its notes in the PNG.
awk -v kind=map -f "$top_srcdir/tests/data/streams.awk" | sed "s/^#@ kind	map/&\n#@ input	$(printf %s "$file" | sed 's/[&|\\]/\\&/g') sha256:0/" > map.tsv
case " $programs " in *" eelsmap "*)
	run eelsmap --png="$file.png" -o map2.tsv map.tsv
	harmless "eelsmap --png" map2.tsv err
	;;
esac
harmless "in the end"
finish
