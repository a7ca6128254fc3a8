#!/bin/sh
# The whole program from a file in the cache, least of 7 runs: seconds and GB a second, as a table. Make says where
# the programs are; the image is that of eels_bench.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$top_builddir/bench/eels_bench" --write "$work/image.raw"
tr ' ' '\t' > "$work/image.rpl" << 'END'
key value
width 128
height 128
depth 1024
offset 0
data-length 2
data-type unsigned
byte-order little-endian
record-by vector
ev-per-chan 0.05
depth-scale 0.05
depth-origin -5
depth-units eV
signal EELS
END
cd "$work"

# least COMMAND...: the least seconds of 7 runs, in ns.
least() {
	for i in 1 2 3 4 5 6 7; do
		rm -f map.npy
		"$top_builddir/bench/elapsed" times "$@" > out.tsv
	done
	sort -n times | head -1
	rm times
}

row() {
	awk -v what="$1" -v threads="$2" -v ns="$3" 'BEGIN {
		printf "%s\t%d\t%.4f\t%.2f\n", what, threads, ns / 1e9, 128 * 128 * 2048 / ns }'
}

printf 'run\tthreads\tseconds\tGB_per_s\n'
for threads in 1 2; do
	for method in ml ls; do
		row "$method, to map.npy" $threads \
			"$(least "$top_builddir/tools/eelsmap" --method=$method --threads=$threads -o map.npy image.rpl)"
	done
	row "ml, to text" $threads "$(least "$top_builddir/tools/eelsmap" --method=ml --threads=$threads image.rpl)"
done
row "its rows through awk's printf" 1 "$(cp out.tsv rows.tsv; least awk -F'\t' -v OFMT=%.10g '{ for (i = 2; i < NF; i++) printf "%.10g\t", $i; print $NF }' rows.tsv)"

# hyperspy, where the first Python that has it is Debian's or a user's own; of few pixels, since it is slow.
python=
for candidate in python3 /usr/bin/python3; do
	"$candidate" -c 'import numpy, hyperspy.api' 2> /dev/null && python=$candidate && break
done
if [ -z "$python" ]; then
	echo "eelsmap.sh: python3-hyperspy is not installed: it was not timed" >&2
else
	"$python" "$top_srcdir/bench/eels_hyperspy.py" image.raw 256 > hyperspy 2> hyperspy.log ||
		{ echo "eelsmap.sh: hyperspy failed: $(tail -1 hyperspy.log)" >&2; exit 1; }
	tail -1 hyperspy |
		awk '{ printf "hyperspy %s, multifit, %d of 256 pixels fitted\t1\t%.4f\t%.6f\n", $1, $3, $2 / 1e9, 256 * 2048 / $2 }'
fi
