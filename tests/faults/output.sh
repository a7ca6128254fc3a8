#!/bin/sh
# Each write, flush, close, sync, rename and new file fails: exit code 4; each read fails, or finds that the file has
# become shorter: 3; each read and wait is interrupted: no fault. The output is what it was or whole, and nothing lies
# beside it.
. "$top_srcdir/tests/faults/lib.sh"
need_shim
use_quick_gnuplot
for kind in create write flush close sync rename read shrink interrupt; do
	inject $kind
done
finish
