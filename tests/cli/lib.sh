# What every command-line test shares: a folder of its own, checks that say what they saw.
# Sourced by tests/cli/*.sh, with $top_srcdir and $top_builddir set by make.

set -u
PATH=$top_builddir/tools:$PATH
samples=$top_srcdir/sample-data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
failures=0
# make check-locales says which.
LC_ALL=C
export LC_ALL PATH

fail() {
	echo "FAILED: $*" >&2
	failures=$((failures + 1))
}

# run COMMAND...: its output in `out`, its errors in `err`, its exit code in $code. Only what is run
# speaks the language that is tried: the shell's own tools take letters differently in some.
run() {
	LC_ALL=${INSITU_LOCALE:-C} "$@" > out 2> err < /dev/null
	code=$?
}

# expect_code N: the last run ended so.
expect_code() {
	[ "$code" -eq "$1" ] || fail "exit code $code, not $1; stderr: $(head -1 err)"
}

# expect_error CODE LINE: the last run ended with CODE, its first line of stderr is LINE, nothing on stdout.
expect_error() {
	expect_code "$1"
	[ "$(head -1 err)" = "$2" ] || fail "stderr is '$(head -1 err)', not '$2'"
	[ ! -s out ] || fail "output in spite of an error: $(head -1 out)"
}

# cell COLUMN ROW [FILE]: a cell of a stream by its column's name.
cell() {
	awk -F'\t' -v want="$1" -v row="$2" '
		/^#/ { next }
		!header { for (i = 1; i <= NF; i++) if ($i == want) c = i; header = 1; next }
		++n == row && c { print $c; exit }' "${3:-out}"
}

# near GOT WANT ABSOLUTE_TOLERANCE WHAT
near() {
	awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN { d = a - b; if (d < 0) d = -d
		exit !(a ~ /^[-+0-9.]/ && d <= t) }' || fail "$4 is '$1', not $2 within $3"
}

# same GOT WANT WHAT
same() {
	[ "$1" = "$2" ] || fail "$3 is '$1', not '$2'"
}

# hit FILE COLUMN VALUE LINE > hit.txt: FILE with one cell that a spike hit, counted from 1.
hit() {
	awk -F '\t' -v OFS='\t' -v c="$2" -v value="$3" -v line="$4" 'NR == line { $c = value ".000000" } { print }' "$1"
}

# expect_hit PROGRAM CHANNEL ROW: the last run, of hit.txt, left out ROW of the record, and told of it.
expect_hit() {
	expect_code 0
	same "$(head -1 err)" "$1: hit: 1 row was left out as a spike, far out of the rows beside; \
the stream's note \"omitted\" says which" "a remark on row $3"
	grep -q "^#@ omitted	hit: 1 row whose $2 stands far out of those beside it: row $3$" out ||
		fail "no note on row $3"
}

# skip WHY: this test cannot run here.
skip() {
	echo "skipped: $*" >&2
	exit 77
}

finish() {
	[ "$failures" -eq 0 ] && exit 0
	echo "$failures failed" >&2
	exit 1
}
