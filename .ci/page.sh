#!/usr/bin/env bash
# page.sh PAGE: opens the page of all figures in Chromium, 400 and 1400 pixels wide, without a network. It must render,
# ask for nothing from outside, hold every figure, and no figure may be empty or cut.
set -uo pipefail
cd "$(dirname "$0")/.."
page=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# look FILE: what .ci/page.html reports of FILE; no host has an address.
look() {
	cp .ci/page.html "$folder/page.html"
	cp "$1" "$folder/index.html"
	timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync \
		--host-resolver-rules='MAP * ~NOTFOUND' --allow-file-access-from-files \
		--user-data-dir="$folder/profile" --window-size=1500,1000 --virtual-time-budget=30000 \
		--dump-dom "file://$folder/page.html" 2> "$folder/err" || tail -3 "$folder/err"
	rm -rf "$folder/profile"
}

# judge FIGURES: what is wrong in a report with that many figures; fails if anything is.
judge() {
	awk -v figures="$1" '
	function wrong(what) { print what; bad = 1 }
	$1 == "page" {
		pages++
		if ($3 > $2) wrong("the page is " $3 " wide in a window of " $2)
		if ($4 > 0) wrong("the page asks for " $4 " files")
	}
	$1 == "figure" {
		seen[$2]++
		if ($4 < 200 || $4 > $2) wrong($3 " is " $4 " wide in a window of " $2)
		if ($5 < 50) wrong($3 " plots nothing longer than " $5)
		if ($6 < 1) wrong($3 " has ink on " $6 " % of it")
		if ($7 > 0) wrong($3 " cuts " $7 " words")
	}
	$1 == "end" { whole = 1 }
	END {
		if (pages != 2 || !whole) wrong("the page was not rendered twice")
		for (width in seen) if (seen[width] != figures) wrong(seen[width] " of " figures " figures at " width)
		if (!seen[400] || !seen[1400]) wrong("no figures")
		exit bad
	}'
}

wanted=$(sed -n 's/^paper = //p' figures/figures.mk | wc -w)
code=0
look "$page" > "$folder/report"
grep -E '^(page|figure) ' "$folder/report"
judge "$wanted" < "$folder/report" || code=1
if grep -oE "(src|srcset|data|action|poster)=[\"']?https?:[^\"' >]*|<link[^>]*>|url\([\"']?https?:[^)]*|@import[^;]*" "$page"; then
	echo "the page names something outside"
	code=1
fi

# What is planted must be found: a picture from outside, a figure that is empty, a figure too few.
sed -e '0,/<h1>/s|<h1>|<img src="http://example.invalid/x.png"><h1>|' \
	-e '0,/<svg/s|<svg|<svg viewBox="0 0 238 178" width="238" height="178"><title>Planted</title></svg><svg|' \
	"$page" > "$folder/planted.html"
look "$folder/planted.html" | judge "$wanted" > "$folder/found" && code=1
for what in 'asks for 1 files' 'Planted plots nothing' 'Planted has ink on 0.00' "$((wanted + 1)) of $wanted figures"; do
	grep -q "$what" "$folder/found" || { echo "not found though planted: $what"; code=1; }
done
exit $code
