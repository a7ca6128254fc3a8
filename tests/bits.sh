#!/bin/sh
# Plasmon fits have the same bits with the machine's wide registers and without.
set -u
cd "$top_builddir/tests" || exit 1
./bits > bits.wide && ./bits_narrow > bits.narrow || { echo "a fit failed"; exit 1; }
cmp bits.wide bits.narrow || exit 1
ok=$(grep -c ' ok ' bits.wide)
[ "$ok" -eq 422 ] || { echo "$ok of 422 fits have an answer"; exit 1; }
rm -f bits.wide bits.narrow
