#!/bin/sh
# Memory runs out at each allocation: exit code 5, a sentence, no leak, what stood in the output still there.
. "$top_srcdir/tests/faults/lib.sh"
need_shim
for program in $programs; do
	grep -q "^\(+ \)\?$program " "$runs" || fail "$program has no line in tests/faults/runs"
done
use_quick_gnuplot
inject memory
finish
