#!/usr/bin/env bash
# twice.sh BUILD: builds the project again, in another folder, clock and locale, and draws all figures there; every
# stream and every figure must be that of the folder BUILD, byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."
first=$PWD/$1/figures
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

mkdir -p "$folder/some/where/else"
git ls-files -z | xargs -0 cp --parents -t "$folder/some/where/else"
cd "$folder/some/where/else"
env -u MAKEFLAGS TZ=Asia/Tokyo LC_ALL=C.UTF-8 ./bootstrap figures > "$folder/log" 2>&1 || {
	tail -20 "$folder/log"
	exit 1
}
[ "$(find build/figures -type f -name '*.tsv' | wc -l)" -ge 15 ]
[ "$(find build/figures -type f -name '*.pdf' | wc -l)" -ge 15 ]
diff -r --brief --exclude=data "$first" build/figures
# The comparison itself must find one byte.
printf ' ' >> build/figures/fig1c.tsv
! diff -r --brief --exclude=data "$first" build/figures > "$folder/found"
