#!/bin/sh
# What insitu-read says of every record in tests/data/layouts and real, and of those in ../shared where they
# are, is what tests/golden/identify holds. UPDATE=1 writes the golden texts anew.
. "$top_srcdir/tests/cli/lib.sh"

golden=$top_srcdir/tests/golden/identify

# describe FOLDER FILE: as a person in that folder sees it, refusals too.
describe() {
	(cd "$1" && insitu-read --identify "$2" 2>&1)
}

check() {
	describe "$1" "$2" > got
	[ "${UPDATE:-}" ] && cp got "$golden/$3.txt"
	diff -u "$golden/$3.txt" got >&2 || fail "$1/$2 is not identified as before"
}

for folder in layouts real; do
	for file in "$top_srcdir/tests/data/$folder"/*; do
		check "$top_srcdir/tests/data/$folder" "${file##*/}" "$folder-${file##*/}"
	done
done

# Spectra of the sample data: a raw is known by the rpl beside it.
for file in eels-tension.dm4 eels-tension.rpl eels-tension.raw; do
	check "$samples" "$file" "sample-$file"
done

# A map as NumPy array is told, and read, like the stream that it came from.
eelsmap --method=ml "$samples/eels-tension.rpl" > map.tsv
eelsmap --method=ml -o map.npy "$samples/eels-tension.rpl"
for form in map.tsv map.npy; do
	run insitu-read --identify $form
	expect_code 0
	same "$(sed -n 2,4p out)" "format: stream of kind map
table 1: 100 rows
    1  specimen: words" "what $form is"
	insitu-read $form | grep -v '^#' > rows
	grep -v '^#' map.tsv | cmp - rows || fail "insitu-read changes $form"
done
run sh -c 'insitu-read --identify < "$0"' "$samples/eels-tension.dm4"
expect_error 3 "insitu-read: standard input: is a DM4 file (spectra or images); eelsmap reads it"
head -c 1000 "$samples/eels-tension.dm4" > cut.dm4
run insitu-read --identify cut.dm4
expect_code 3
grep -q '^insitu-read: cut.dm4: offset [0-9]*, ' err || fail "no offset in: $(cat err)"

shared=${INSITU_SHARED:-}/data
if [ -d "$shared" ]; then
	for file in "$shared"/exports/* "$shared"/truth/*/* "$shared"/dynamic/* \
		"$shared"/electrical/* "$shared"/eels/*.*; do
		name=${file#"$shared"/}
		check "${file%/*}" "${file##*/}" "$(echo "$name" | tr / -)"
	done
else
	echo "records of ../shared/data are not here: their golden texts were not compared" >&2
fi
finish
