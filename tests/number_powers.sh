#!/bin/sh
# The stored powers of five are the ones that their generator prints.
set -eu
lib/base/number_powers | cmp - "$srcdir/lib/base/number_powers.h"
