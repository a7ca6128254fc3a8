#!/bin/sh
# Every command of the lab sheet runs, prints the answers that the sheet gives, and makes the figures that it names.
. "$top_srcdir/tests/cli/lib.sh"
command -v gnuplot > /dev/null || skip "gnuplot is not installed"
sheet=$top_srcdir/man/insitu-lab.7

# The session of a man page: what stands in its displays, "$ " before each command.
session() {
	sed -n '/^\.Bd -literal/,/^\.Ed/p' "$1" | sed -e '/^\./d' -e 's/\\e/\\/g' -e 's/\\(mc/µ/g'
}

# agree WANTED GOT: cell by cell, numbers within half of the last digit that WANTED prints.
agree() {
	awk '
	function half(number, parts, digits) {
		if (split(number, parts, "e") < 2)
			parts[2] = 0
		digits = index(parts[1], ".") ? length(parts[1]) - index(parts[1], ".") : 0
		return 0.5 * 10 ^ (parts[2] - digits)
	}
	FNR == NR { wanted[FNR] = $0; rows = FNR; next }
	{
		n = split(wanted[FNR], cell)
		bad = n != NF
		for (i = 1; i <= n && !bad; i++)
			if (cell[i] ~ /^-?[0-9.]+(e-?[0-9]+)?$/)
				bad = ($i - cell[i]) ^ 2 > (half(cell[i]) * (1 + 1e-9)) ^ 2
			else
				bad = $i != cell[i]
		if (bad) { print "the sheet says \047" wanted[FNR] "\047, not \047" $0 "\047"; exit 1 }
		got = FNR
	}
	END { if (!bad && got != rows) { print rows " lines in the sheet, " got + 0 " lines printed"; exit 1 } }' "$1" "$2"
}

# What was planted must be found.
echo 'x 1.44 a' > a
for line in 'x 1.4351 a' 'x 1.4449 a'; do
	echo "$line" | agree a - || fail "'$line' is no answer"
done
for line in 'x 1.4349 a' 'x 1.44 b' 'x 1.44' 'x 1.44 a
x'; do
	echo "$line" | agree a - > /dev/null && fail "'$line' is an answer"
done

# check: what $command printed, and what it wrote, is what the sheet says.
check() {
	[ -n "$command" ] || return
	[ "$code" -eq 0 ] || fail "$command: exit code $code: $(head -1 "$work/err")"
	if [ -s "$work/wanted" ] || [ -s "$work/out" ]; then
		agree "$work/wanted" "$work/out" > "$work/differ" || fail "$command: $(cat "$work/differ")"
	fi
	figure=$(echo "$command" | sed -n 's/.*-o \([^ ]*\).*/\1/p')
	[ -z "$figure" ] || [ -s "$figure" ] || fail "$command: no $figure"
}

cp -R "$samples" sample-data && chmod -R u+w sample-data
session "$sheet" > "$work/session"
command=
commands=0
while IFS= read -r line; do
	case $line in
	'$ '*)
		check
		command=${line#\$ }
		commands=$((commands + 1))
		: > "$work/wanted"
		eval "$command" > "$work/out" 2> "$work/err" < /dev/null
		code=$?
		;;
	*) printf '%s\n' "$line" >> "$work/wanted" ;;
	esac
done < "$work/session"
check
for program in tcfit dmaloss rgeom eelsmap; do
	grep -q "^\\$ .*$program.*insitu-plot -o\|^\\$ $program.* -o" "$work/session" || fail "no exercise of $program"
done
[ "$commands" -ge 20 ] || fail "only $commands commands"
finish
