#!/bin/sh
# A copy of figures.mk works in a folder with nothing but exports, and makes nothing anew without need; the page of all
# figures holds each, and asks nothing of the network.
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
# The page.
mkdir page && ln -s "$samples" page/data
run $make -s -C page -f "$top_srcdir/figures/page.mk" data=data
expect_code 0
sed -n 's/^paper = //p' "$top_srcdir/figures/figures.mk" | tr ' ' '\n' > wanted
while read -r figure; do
	grep -q "^<h2 id=\"$figure\">" page/index.html || fail "no $figure on the page"
	grep -q "^$figure	" "$top_srcdir/figures/captions.tsv" || fail "$figure has no caption"
done < wanted
same "$(grep -c '^<svg' page/index.html)" "$(wc -l < wanted)" "pictures on the page"
! grep -E '<(script|link|iframe|object|img)|src=|@import|url\([^#]' page/index.html || fail "the page asks for something"
! grep -oE "href=['\"][^#'\"]*" page/index.html | grep -v "href=['\"]\$" || fail "the page links outside"
[ -z "$(grep -oE " id=['\"][^'\"]*" page/index.html | sort | uniq -d)" ] || fail "an identifier stands twice"
grep -q '^tcfit --specimens=data/specimens-tc.tsv --curve -o fig1c.tsv$' page/index.html || fail "no command for figure 1c"
grep -q '^insitu-plot -o fig1c.svg fig1c.tsv fig1c-marks.tsv$' page/index.html || fail "no plot for figure 1c"
grep -q '^insitu-plot -o fig2a.svg fig2a.tsv$' page/index.html || fail "the empty run, which another command read, is drawn"
[ "$(grep -c '	yes	' page/paper.tsv)" -ge 10 ] || fail "fewer than 10 numbers agree with the paper"
# The paper's 25 % is not what its own energies give.
same "$(grep '	no	' page/paper.tsv | cut -f 2)" density_ratio_of_maximum "what does not agree with the paper"
finish
