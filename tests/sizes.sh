#!/bin/sh
# No function is longer than 60 lines, no line wider than 100 columns, no main longer than 30 lines.
set -u

too_long() {
	awk '
		FNR == 1 { start = 0 }
		/^[A-Za-z].*\(/ && !/;$/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
		/^{/ { start = FNR }
		/^}/ && start {
			lines = FNR - start + 1
			if (lines > 60 || (name == "main" && FILENAME ~ /tools/ && lines > 30))
				print FILENAME ":" start ": " name " has " lines " lines"
			start = 0
		}
		{ gsub(/\t/, "        ") }
		length($0) > 100 { print FILENAME ":" FNR ": " length($0) " columns" }
	' "$@"
}

cd "$top_srcdir" || exit 1
found=$(too_long $(find lib tools sample-data bench -name '*.[ch]' ! -name 'number_powers.h' | sort))
if [ -n "$found" ]; then
	echo "$found"
	exit 1
fi

# The check itself must find what was planted.
planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
{ printf 'int planted(void)\n{\n'; yes '	f();' | head -60; echo '}'; } > "$planted/long.c"
case $(too_long "$planted/long.c") in
*"planted has 62 lines"*) ;;
*) echo "a planted long function was not found"; exit 1 ;;
esac
