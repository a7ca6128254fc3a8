#!/bin/sh
# A copy of figures.mk works in a folder with nothing but exports, and makes nothing anew without need.
. "$top_srcdir/tests/cli/lib.sh"
command -v gnuplot > /dev/null || skip "gnuplot is not installed"
make=${MAKE:-make}
unset MAKEFLAGS MFLAGS MAKELEVEL

cp "$top_srcdir/figures/figures.mk" "$samples/tension-1.txt" "$samples/compression-1.txt" "$samples/device-empty.txt" .
chmod u+w ./*
run $make -s -f figures.mk
expect_code 0
for name in tension-1 compression-1 device-empty; do
	for type in svg pdf png; do
		[ -s $name.$type ] || fail "$name.$type was not made"
	done
done
grep -q '>load (µN)<' tension-1.svg || fail "tension-1.svg has no load"
run $make -q -f figures.mk
expect_code 0

# A changed export is drawn again; the pictures of what did not change stay the same byte for byte.
cp tension-1.svg before.svg
touch tension-1.txt
run $make -q -f figures.mk
expect_code 1
run $make -s -f figures.mk
expect_code 0
cmp tension-1.svg before.svg || fail "the same export makes another picture"

# An export that is none stops its own figures only, and leaves nothing half made.
rm -f before.svg
echo "this is no export" > letter.txt
run $make -s -k -f figures.mk
expect_code 2
[ ! -e letter.tsv ] && [ ! -e letter.svg ] || fail "something was made of a letter"
finish
