#!/bin/sh
# The table of dmaloss(1) is what bench/area_bias prints.
set -eu
sed -n '/^damping  Kelvin/,/^\.Ed/p' "$top_srcdir/man/dmaloss.1" | grep -v '^\.Ed' > area_bias.want
"$top_builddir/bench/area_bias" > area_bias.got
status=0
diff area_bias.want area_bias.got || status=1
rm -f area_bias.want area_bias.got
exit $status
