#!/bin/sh
# How fast streams are written and read, against printf and pandas: `make bench-stream`.
#
# Prints a table (TSV): the processor seconds of each for a table of four columns, the least of
# three runs, with nothing but the writing or reading counted; how many times as long as ours that
# is; and what it should be at least. Two tables: four numbers a row, and a curve with two words a
# row. STREAM_BENCH_ROWS sets the rows (1000000). What printf writes must be the same bytes.
set -eu
rows=${STREAM_BENCH_ROWS:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The first Python that has pandas, since a user's own may hide Debian's.
python=
for candidate in python3 /usr/bin/python3; do
	"$candidate" -c 'import pandas' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] ||
	echo "stream.sh: python3-pandas is not installed: it was not timed" >&2

pandas='
import sys, time, pandas
def spend(work, name, function):
    begin = time.process_time()
    result = function()
    print(work, name, time.process_time() - begin, sep="\t")
    return result
ours, theirs = sys.argv[1:]
table = spend("read", "pandas.read_csv", lambda: pandas.read_csv(ours, sep="\t", comment="#"))
spend("write", "pandas.to_csv", lambda: table.to_csv(theirs, sep="\t", index=False))
spend("write", "pandas.to_csv %.10g",
    lambda: table.to_csv(theirs, sep="\t", index=False, float_format="%.10g"))'

run_all() {
	bench/stream_bench "$1" "$rows" "$folder/ours" "$folder/printf"
	cmp "$folder/ours" "$folder/printf"
	[ -z "$python" ] || "$python" -c "$pandas" "$folder/ours" "$folder/pandas"
}

printf 'table\twork\tby\tcpu_s\tratio\ttarget\n'
for kind in numbers curve; do
	for run in 1 2 3; do
		run_all $kind
	done > "$folder/times"
	awk -F '\t' -v OFS='\t' -v kind=$kind '
		{ name = $1 OFS $2 }
		!(name in best) { order[++n] = name; work[n] = $1; best[name] = $3 }
		$3 < best[name] { best[name] = $3 }
		END {
			for (i = 1; i <= n; i++) {
				name = order[i]
				printf "%s\t%s\t%.3f\t%.2f\t%s\n", kind, name, best[name], \
					best[name] / best[work[i] OFS "insitu"], \
					name == "write" OFS "printf" ? 3 : "-"
			}
		}' "$folder/times"
done
