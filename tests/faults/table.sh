#!/bin/sh
# The faults that `make check` tried, summed from its logs: run it in the build folder.
#
#     tests/faults/table.sh          faults of each kind, then of each program, then what mutations gave
set -eu
awk -F '\t' '
	FNR == 1 { seen++ }
	/ injected\t/ {
		of[$2] += $4; by[$1] += $4; all += $4; survived += $5
		kind[$2]; program[$1]; runs[$2]++
		most = runs[$2] > most ? runs[$2] : most
	}
	/ cut or changed\t/ { changed += $2; refused += $3; shape += $4; wrong += $5 }
	/ of another shape: / { reason[++reasons] = $0 }
	END {
		row = "%-12s %9d\n"
		for (k in kind) printf row, k, of[k] | "sort"
		close("sort")
		for (p in program) printf row, p, by[p] | "sort"
		close("sort")
		printf "%d runs, %d faults, %d survived\n", most, all, survived
		printf "%d cut or changed, %d refused, %d of another shape, %d wrong\n", changed, refused, shape, wrong
		for (i = 1; i <= reasons; i++) print reason[i]
		exit seen == 0 || all != survived || wrong > 0
	}' tests/faults/memory.log tests/faults/output.log tests/faults/signals.log tests/faults/mutate.log
