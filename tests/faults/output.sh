#!/bin/sh
# Each write, flush, close, sync, rename and new file fails: exit code 4; each read: 3. The output is what it
# was or whole, and nothing lies beside it.
. "$top_srcdir/tests/faults/lib.sh"
need_shim
use_quick_gnuplot
for kind in create write flush close sync rename read; do
	inject $kind
done
finish
