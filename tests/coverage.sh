#!/bin/sh
# make coverage: build anew with gcov, run the whole suite, and say what of lib/ it reached: lines, branches,
# and each line that it did not reach and that tests/coverage-reasons does not explain. Fails where there is one, and
# where a reason explains nothing.
set -eu
top_srcdir=$1
mkdir -p coverage
cd coverage
# Atomic: threads of one program count together.
[ -f Makefile ] || "$top_srcdir/configure" CFLAGS='-g -O0 --coverage -fprofile-update=atomic' > configure.out
find . -name '*.gcda' -exec rm -f {} +
# Programs write their completions while they are built.
rm -rf completion
make -s > make.out
# What fails under gcov fails without it, too, and is told there.
make -s check > check.out 2>&1 || grep -E '^(FAIL|ERROR):' check.out || :

rm -rf gcov
mkdir gcov
for data in lib/*/*.gcda; do
	# What a test compiles once more, for itself.
	case ${data##*/} in *-*) continue ;; esac
	(cd gcov && gcov --branch-probabilities --branch-counts --preserve-paths --object-directory "../${data%/*}" "../$data") \
		> gcov.out 2>&1 || cat gcov.out >&2
done
awk -F'\t' -v reasons="$top_srcdir/tests/coverage-reasons" -f "$top_srcdir/tests/coverage.awk" gcov/*lib#*.c.gcov
