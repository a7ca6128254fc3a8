#!/bin/sh
# One ordinary run of each program under valgrind; part of make check-valgrind.
. "$top_srcdir/tests/cli/lib.sh"

watch() {
	valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite "$top_builddir/tools/$@" \
		> out 2> err < /dev/null || fail "$*: exit code $?: $(grep -m1 -A3 '==' err)"
	[ -s out ] || fail "$*: no output"
}

watch tcfit --specimens="$samples/specimens-tc.tsv"
watch tcfit --specimens="$samples/specimens-base.tsv" --sneddon --poisson=0.22 --curve --true
watch tcfit --specimens="$samples/specimens-glass.tsv" --ratio
watch dmaloss --specimens="$samples/specimens-dma-compression.tsv"
watch dmaloss --specimens="$samples/specimens-dma-device.tsv" --loop
watch rgeom --specimens="$samples/specimens-coupled.tsv" --summary
watch eelsmap "$samples/eels-tension.rpl"
watch eelsmap --method=ls --regions "$samples/eels-tension.rpl" "$samples/eels-compression.dm4"
watch insitu-read --identify "$samples/compression-1.txt"
watch insitu-read "$samples/compression-1.txt"
tcfit --specimens="$samples/specimens.tsv" > tests.tsv
watch insitu-plot --type=svg tests.tsv
finish
