#!/bin/sh
# What insitu-read says of every record in tests/data/layouts, and of those in ../shared where they
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

for file in "$top_srcdir"/tests/data/layouts/*; do
	check "$top_srcdir/tests/data/layouts" "${file##*/}" "layouts-${file##*/}"
done

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
