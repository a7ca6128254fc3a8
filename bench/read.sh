#!/bin/sh
# How fast numeric lines are read, against what users would use instead: `make bench-read`.
#
# Prints a table (TSV): the processor seconds of each reader on a table of eight columns, the least
# of three runs, each in a process of its own with nothing but the reading counted; how many times
# as long as ours that is; and what it should be at least. READ_BENCH_MB sets the size of the table
# (200), which is made up from a seed in bench/ of the build folder.
set -eu
megabytes=${READ_BENCH_MB:-200}
runs='1 2 3'
packages='python3-numpy python3-pandas r-cran-data.table'

# The peers come from Debian; without the right to install them they are left out, aloud.
missing=$(for package in $packages; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
		echo "$package"
done)
if [ -n "$missing" ] && [ "$(id -u)" = 0 ]; then
	DEBIAN_FRONTEND=noninteractive \
		apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 || true
fi

# Debian's Python, whichever other stands first in the path.
python=/usr/bin/python3

loadtxt='
import sys, time, numpy
begin = time.process_time()
numpy.loadtxt(sys.argv[1], delimiter="\t")
print("numpy.loadtxt", time.process_time() - begin, sep="\t")'
read_csv='
import sys, time, pandas
begin = time.process_time()
pandas.read_csv(sys.argv[1], sep="\t", header=None)
print("pandas.read_csv", time.process_time() - begin, sep="\t")'
fread='
suppressPackageStartupMessages(library(data.table))
setDTthreads(1)
path <- commandArgs(TRUE)[1]
spent <- system.time(table <- fread(path, sep = "\t", header = FALSE, showProgress = FALSE))
cat("data.table::fread", spent[["user.self"]] + spent[["sys.self"]], sep = "\t")
cat("\n")'

# "READER SECONDS" for every reader of the table $1.
read_all() {
	bench/read_bench read "$1"
	[ "$2" = ordinary ] || return 0
	"$python" -c 'import numpy' 2>/dev/null && "$python" -c "$loadtxt" "$1"
	"$python" -c 'import pandas' 2>/dev/null && "$python" -c "$read_csv" "$1"
	command -v Rscript >/dev/null && Rscript --vanilla -e "$fread" "$1" 2>/dev/null
	return 0
}

mkdir -p bench
printf 'table\treader\tcpu_s\tratio\ttarget\n'
for kind in ordinary full; do
	table=bench/$kind-$megabytes.tsv
	[ -f "$table" ] || bench/read_bench make "$kind" "$megabytes" "$table"
	for run in $runs; do
		read_all "$table" "$kind"
	done | awk -F '\t' -v OFS='\t' -v kind="$kind" '
		BEGIN {
			least["libcsv+strtod"] = kind == "full" ? 3 : 5
			least["numpy.loadtxt"] = 4
			least["pandas.read_csv"] = 5
			least["data.table::fread"] = 2
		}
		!($1 in best) { order[++n] = $1; best[$1] = $2 }
		$2 < best[$1] { best[$1] = $2 }
		END {
			for (i = 1; i <= n; i++) {
				name = order[i]
				printf "%s\t%s\t%.3f\t%.2f\t%s\n", kind, name, best[name], \
					best[name] / best["insitu"], \
					name in least ? least[name] : "-"
			}
		}'
done
for package in $packages; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
		echo "read.sh: $package is not installed: its reader was not timed" >&2
done
