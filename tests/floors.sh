#!/bin/sh
# A file includes only from its own floor or lower ones, and the two towers never touch.
set -u

# Prints each #include in the tree $1 that goes up, or across from one tower to the other.
breaches() {
	(cd "$1" && grep -nE '^#include "(base|data|physics|face)/' $(find lib -name '*.[ch]' | sort)) |
	awk -F'[:"]' '
		function floor_of(file) {
			if (file ~ /^base\/unit/) return 1
			if (file ~ /^base\//) return 0
			if (file ~ /^physics\/fit/) return 1
			if (file ~ /^physics\//) return 2
			if (file ~ /^data\/(table|spectrum|pixels|bytes|file|output|rows|rows_room|lines|cells)\./) return 2
			if (file ~ /^data\//) return 3
			return 4
		}
		function tower_of(file) { return substr(file, 1, index(file, "/") - 1) }
		{
			from = substr($1, 5); to = $4
			if (floor_of(to) > floor_of(from) ||
			    (tower_of(from) == "physics" && (tower_of(to) == "data" || to ~ /^base\/unit/)) ||
			    (tower_of(from) == "data" && tower_of(to) == "physics"))
				print "lib/" from ":" $2 ": includes " to
		}'
}

found=$(breaches "$top_srcdir")
if [ -n "$found" ]; then
	echo "$found"
	exit 1
fi

# The check itself must find a breach that was planted: one up, one across.
planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
mkdir -p "$planted/lib/base" "$planted/lib/physics"
echo '#include "data/table.h"' > "$planted/lib/base/err.c"
echo '#include "data/table.h"' > "$planted/lib/physics/fit.c"
if [ "$(breaches "$planted" | wc -l)" -ne 2 ]; then
	echo "planted breaches were not found:"
	breaches "$planted"
	exit 1
fi
