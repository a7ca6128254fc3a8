#!/bin/sh
# The examples of every man page run: each line of EXAMPLES that begins with "$ ", in a copy of sample-data. So do README's.
set -u
. "$top_srcdir/tests/cli/lib.sh"

# The commands of the page $1, without the macros and escapes of man pages.
commands() {
	awk '/^\.Sh EXAMPLES/ { on = 1; next } /^\.Sh/ { on = 0 }
		on && sub(/^(\.Dl )?\$ /, "")' "$1" |
	sed -e 's/\\e/\\/g' -e 's/\\-/-/g' -e 's/\\&//g' -e "s/\\\\(aq/'/g"
}

# run_all NAME: the commands of `list`, one a line, each of which prints or writes something.
run_all() {
	[ -s list ] || fail "$1: no examples"
	while read -r command; do
		if ! (set -e; eval "$command") > shown 2> errors < /dev/null; then
			fail "$1: $command: $(head -1 errors)"
		elif [ ! -s shown ] && ! echo "$command" | grep -qE -- '-o |--output|>'; then
			fail "$1: $command: prints nothing"
		fi
	done < list
}

cp -R "$samples"/. . && chmod -R u+w .
for page in "$top_srcdir"/man/*.[157]; do
	# The exercises of the lab sheet are compared with their answers by lab.sh.
	[ "${page##*/}" = insitu-lab.7 ] && continue
	commands "$page" > list
	run_all "${page##*/}"
done

# The README's, with a file of the reader's own; no terminal is here to draw in.
cp compression-5.txt mine.txt
sed -n 's/^    \$ //p' "$top_srcdir/README" | sed 's/insitu-plot$/insitu-plot -t text/' > list
run_all README
finish
