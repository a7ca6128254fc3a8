#!/usr/bin/env bash
# Fuzz: build the targets in FOLDER, let each look for failures for so many SECONDS, JOBS at once, and
# print what was tried in all runs of that FOLDER. What is found stays there, for the next run.
#
#     tests/fuzz/run.sh FOLDER SECONDS JOBS [TARGET]...
#     tests/fuzz/run.sh FOLDER                              only the table
#
# Exit code 1: a target failed. Its input lies in FOLDER/failed, its last words in FOLDER/log.
set -euo pipefail
[ $# -eq 1 ] || [ $# -ge 3 ] || { sed -n '5,6s/^# *//p' "$0" >&2; exit 2; }
top=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)

# table: all runs in the folder, a row for each target.
table() {
	awk -F '\t' '
		!($1 in s) { name[++n] = $1 }
		{ s[$1] += $2; runs[$1] += $3; corpus[$1] = $4; covered[$1] = $5; failed[$1] += $8 }
		$6 > bytes[$1] { bytes[$1] = $6 }
		$7 > slowest[$1] { slowest[$1] = $7 }
		END {
			row = "%-12s %10s %14s %8s %9s %8s %9s %7s\n"
			printf row, "target", "CPU s", "executions", "corpus", "coverage", "MiB", "longest s", "failed"
			for (i = 1; i <= n; i++) {
				t = name[i]
				printf row, t, int(s[t]), runs[t], corpus[t], covered[t], bytes[t] + 0, slowest[t] + 0, failed[t]
				total += s[t]; all += runs[t]; bad += failed[t]
			}
			printf row, "all", int(total), all, "", "", "", "", bad
		}' "$folder/runs.tsv"
}

if [ $# -eq 1 ]; then
	table
	exit
fi
seconds=$2 jobs=$3
shift 3
mkdir -p "$folder"/{build,home,failed,log,temporary}

cd "$folder/build"
[ -f Makefile ] || "$top/configure" CC=clang CFLAGS='-g -O1' --enable-fuzz > "$folder/log/configure"
make -j"$jobs" fuzzers > "$folder/log/make" 2>&1 || { tail -20 "$folder/log/make" >&2; exit 1; }
if [ $# -eq 0 ]; then
	for corpus in "$top"/tests/fuzz/corpus/*; do set -- "$@" "${corpus##*/}"; done
fi

# What comes with insitu is read from here, and nothing of the user's own.
export INSITU_DATA=$top HOME=$folder/home XDG_CONFIG_HOME=$folder/home TMPDIR=$folder/temporary LC_ALL=C
export ASAN_OPTIONS=quarantine_size_mb=16:detect_leaks=1

# try TARGET: a run, and a line on it in runs.tsv. Bounds on each input are those of fuzz.c; those here
# are for what that cannot see, such as a wait: a busy machine may stand still for a minute. Leaks are
# looked for once, at the end: what UDUNITS-2 loses would have libFuzzer look behind every input.
try() {
	local target=$1 log=$folder/log/$1 failed=0 dictionary=
	mkdir -p "$folder/corpus/$target"
	[ -f "$top/tests/fuzz/dict/$target.dict" ] && dictionary=-dict=$top/tests/fuzz/dict/$target.dict
	TIMEFORMAT='%U %S'
	{ time "tests/fuzz/$target" -max_total_time="$seconds" -timeout=600 -rss_limit_mb=1024 -detect_leaks=0 \
		-print_final_stats=1 $dictionary -artifact_prefix="$folder/failed/$target-" \
		"$folder/corpus/$target" "$top/tests/fuzz/corpus/$target" < /dev/null > "$log" 2>&1 || failed=1; } \
		2> "$log.time"
	echo $failed > "$log.failed"
	awk -v target="$target" -v failed=$failed -v time="$(tail -1 "$log.time")" '
		match($0, /cov: [0-9]+/) { covered = substr($0, RSTART + 5, RLENGTH - 5) }
		match($0, /corp: [0-9]+/) { corpus = substr($0, RSTART + 6, RLENGTH - 6) }
		/^stat::number_of_executed_units/ { executions = $2 }
		/^worst:/ { bytes = $2; slowest = $6 }
		END { split(time, part, " "); OFS = "\t"
			print target, part[1] + part[2], executions + 0, corpus + 0, covered + 0, \
				bytes + 0, slowest + 0, failed }' "$log" >> "$folder/runs.tsv"
}

running=0
for target; do
	if [ "$running" -ge "$jobs" ]; then
		wait -n || true
		running=$((running - 1))
	fi
	try "$target" &
	running=$((running + 1))
done
wait

table
ended=0
for target; do
	if [ "$(cat "$folder/log/$target.failed")" != 0 ]; then
		ended=1
		grep -E -m5 'ERROR:|runtime error:|tests/fuzz/.*: |Test unit' "$folder/log/$target" >&2 ||
			tail -5 "$folder/log/$target" >&2
	fi
done
exit $ended
