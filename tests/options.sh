#!/bin/sh
# Each program's help, its man page and its completions name the same options.
set -u
. "$top_srcdir/tests/cli/lib.sh"

[ -n "$programs" ] || fail "no programs named"
for program in $programs; do
	"$program" --help > help || fail "$program --help: exit code $?"
	grep -oE -- '--[a-z][a-z0-9-]*' help | sed 's/^--//' | sort -u > in_help
	grep -oE 'Fl -[a-z][a-z0-9-]*' "$top_srcdir/man/$program.1" | sed 's/^Fl -//' | sort -u > in_man
	diff in_help in_man > differ || fail "$program: help (<) and man page (>) differ: $(cat differ)"
	grep -q '^Examples:' help || fail "$program --help has no examples"
	sed '1,/^Examples:/d' help | grep -v "^  $program \|^  .* | $program" && fail "$program --help does not end with examples"
	[ "$(wc -l < help)" -le 50 ] || fail "$program --help fills more than a screen"
	[ "$(wc -L < help)" -le 100 ] || fail "$program --help is wider than a screen"
	run "$program" --version
	same "$(cat out)" "$program (insitu) $version" "$program --version"
	run "$program" --no-such-option
	expect_error 2 "$program: option '--no-such-option' is not known, or takes no value, or is cut too short; see '$program --help'"
	"$program" --help > /dev/full 2> err
	same $? 4 "exit code of $program --help on a full disk"
done
finish
