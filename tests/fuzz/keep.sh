#!/usr/bin/env bash
# Add to the corpus what tests/fuzz/run.sh found in FOLDER and what reaches edges of the program that the corpus
# does not: the smallest inputs that do, of 4 kB at most, and at most 100 of them for each target.
#
#     tests/fuzz/keep.sh FOLDER [TARGET]...
set -euo pipefail
[ $# -ge 1 ] || { sed -n '5s/^# *//p' "$0" >&2; exit 2; }
top=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- $(ls "$folder/corpus")
export INSITU_DATA=$top HOME=$folder/home XDG_CONFIG_HOME=$folder/home TMPDIR=$folder/temporary LC_ALL=C
chosen=$(mktemp -d "$folder/keep-XXXXXX")
trap 'rm -rf "$chosen"' EXIT

cd "$folder/build"
for target; do
	corpus=$top/tests/fuzz/corpus/$target
	rm -rf "$chosen"
	mkdir -p "$chosen/found" "$chosen/all"
	find "$folder/corpus/$target" -type f -size -9 -exec cp -t "$chosen/found" {} +
	cp "$corpus"/* "$chosen/all"
	"tests/fuzz/$target" -merge=1 -use_counters=0 -detect_leaks=0 "$chosen/all" "$chosen/found" \
		> "$folder/log/$target.keep" 2>&1 || { tail -5 "$folder/log/$target.keep" >&2; exit 1; }
	kept=0
	# What libFuzzer adds has its checksum for a name.
	while read -r size path; do
		name=${path##*/}
		[ -e "$corpus/$name" ] && continue
		[ "$kept" -lt 100 ] || break
		cp "$path" "$corpus/${name:0:12}"
		kept=$((kept + 1))
	done < <(find "$chosen/all" -type f -printf '%s %p\n' | sort -n)
	echo "$target: $kept more, $(find "$corpus" -type f | wc -l) in all, $(du -sb "$corpus" | cut -f1) bytes"
done
