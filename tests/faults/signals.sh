#!/bin/sh
# Interrupted or terminated at any time, a program leaves its output as it was or whole, and nothing beside it.
. "$top_srcdir/tests/faults/lib.sh"
need_shim
use_quick_gnuplot
inject signal
finish
