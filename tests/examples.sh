#!/bin/sh
# The examples of every man page run: each line of EXAMPLES that begins with "$ ", in a copy of sample-data.
set -u
. "$top_srcdir/tests/cli/lib.sh"

# The commands of the page $1, without the macros and escapes of man pages.
commands() {
	awk '/^\.Sh EXAMPLES/ { on = 1; next } /^\.Sh/ { on = 0 }
		on && sub(/^(\.Dl )?\$ /, "")' "$1" |
	sed -e 's/\\e/\\/g' -e 's/\\-/-/g' -e 's/\\&//g' -e "s/\\\\(aq/'/g"
}

cp -R "$samples"/. . && chmod -R u+w .
for page in "$top_srcdir"/man/*.[157]; do
	# The exercises of the lab sheet are compared with their answers by lab.sh.
	[ "${page##*/}" = insitu-lab.7 ] && continue
	commands "$page" > list
	[ -s list ] || fail "${page##*/}: no examples"
	while read -r command; do
		if ! (set -e; eval "$command") > shown 2> errors < /dev/null; then
			fail "${page##*/}: $command: $(head -1 errors)"
		elif [ ! -s shown ] && ! echo "$command" | grep -qE -- '-o |--output|>'; then
			fail "${page##*/}: $command: prints nothing"
		fi
	done < list
done
finish
