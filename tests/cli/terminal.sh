#!/bin/sh
# At a terminal, which script(1) plays: a word on how to start, progress, and figures as wide as it is.
. "$top_srcdir/tests/cli/lib.sh"
command -v script > /dev/null || skip "script is not installed"

# terminal COMMAND: its output, errors with it, in `out`, as a terminal would get them.
terminal() {
	script -qec "$1" /dev/null > out 2> err < /dev/null
	code=$?
}

printf 'Time (s)\tForce (uN)\tDepth (nm)\n0\t1\t0\n1\t2\t10\n2\t3\t20\n3\t4\t30\n' > a.txt

# Nobody types a record.
terminal tcfit
expect_code 2
same "$(tr -d '\r' < out)" "Usage: tcfit [OPTION]... [FILE]...
Try 'tcfit --help'." "what is said where a record would be typed"

# Work of more than a second: how far it is, and in the end nothing of it is left.
mkfifo pipe
(sleep 1.3; cat a.txt > pipe) &
terminal 'tcfit -q --diameter=100nm --length=1um -o read.tsv a.txt pipe a.txt'
expect_code 0
escape=$(printf '\033')
same "$(tr '\r' '\n' < out | tr -d "$escape" | grep 'tcfit: ')" "tcfit: 2 of 3[K" "progress"
tail -c 3 out | grep -q "^$escape\[K\$" || fail "progress is left on the terminal"
# Elsewhere there is none.
(sleep 1.3; cat a.txt > pipe) &
run tcfit -q --diameter=100nm --length=1um -o read.tsv a.txt pipe a.txt
[ ! -s err ] || fail "progress without a terminal: $(cat err)"

if command -v gnuplot > /dev/null; then
	insitu-read -o a.tsv a.txt
	for columns in 40 100; do
		terminal "stty cols $columns rows 20; insitu-plot -t text a.tsv"
		expect_code 0
		widest=$(tr -d '\r' < out | sed 's/µ/u/g' | awk '{ n = length($0) > n ? length($0) : n } END { print n }')
		[ "$widest" -gt $((columns - 8)) ] && [ "$widest" -lt "$columns" ] ||
			fail "a figure $widest letters wide at a terminal of $columns"
		[ "$(wc -l < out)" -le 20 ] || fail "a figure of $(wc -l < out) lines at a terminal of 20"
	done
fi
finish
