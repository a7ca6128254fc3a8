#!/bin/sh
# CPU time of tcfit against a script that a user would write with pandas and NumPy, in one run:
# one record of 1,000,000 rows, and 1,000 small exports in one call. Run it from the build folder, or with
# `make bench-tcfit`. Prints a stream: case, CPU seconds of tcfit, of the script, and script over tcfit.
set -eu
tools=${TOOLS:-tools}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The first Python that has both, since a user's own may hide Debian's.
python=
for candidate in python3 /usr/bin/python3; do
	"$candidate" -c 'import numpy, pandas' 2> /dev/null && python=$candidate && break
done
[ -n "$python" ] || {
	echo "bench: python3-numpy and python3-pandas are missing; install them to compare" >&2
	exit 1
}

# A compression test of ROWS rows with a toe, an elastic part and saturation; seeded noise.
record() {
	awk -v rows="$1" -v seed="$2" 'BEGIN {
		srand(seed); print "Time (s),Displacement (nm),Load (uN)"
		for (i = 0; i < rows; i++) {
			d = 60 * i / rows; e = d / 290
			s = e < 0.035 ? 125 * e : 4.375 + 0.5 * (1 - exp(-(e - 0.035) * 40))
			printf "%.4f,%.4f,%.4f\n", i * 60 / rows, d + 0.2 * (rand() - 0.5), s * 16.513 + rand() - 0.5
		} }'
}

# user + system seconds of a command
cpu() {
	$python -c 'import os, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
t = os.times()
print(round(t.children_user + t.children_system, 3))' "$@"
}

cat > "$folder/script.py" <<'PY'
import sys
import numpy as np
import pandas as pd
for path in sys.argv[1:]:
    t = pd.read_csv(path)
    strain = t.iloc[:, 1].to_numpy() / 290
    stress = t.iloc[:, 2].to_numpy() / (np.pi * 145**2 / 4) * 1e3
    use = (stress > 0.3 * stress.max()) & (stress < 0.6 * stress.max()) & (strain < 0.04)
    slope, zero = np.polyfit(strain[use], stress[use], 1)
    below = np.flatnonzero((stress < slope * (strain - 0.05) + zero) & (strain > 0.05))
    print(path, slope, stress[below[0]] if below.size else float('nan'), stress.max())
PY

record 1000000 1 > "$folder/long.csv"
i=0
while [ $i -lt 1000 ]; do
	i=$((i + 1))
	record 300 $i > "$folder/small-$i.csv"
done
size="--mode=compression --diameter=145nm --length=290nm --quiet"
printf '#insitu 1\ncase\ttcfit_cpu_s\tscript_cpu_s\tratio\n'
for case in long small; do
	a=$(cpu "$tools/tcfit" $size "$folder/$case"*.csv)
	b=$(cpu "$python" "$folder/script.py" "$folder/$case"*.csv)
	awk -v c=$case -v a="$a" -v b="$b" 'BEGIN { printf "%s\t%s\t%s\t%.3g\n", c, a, b, b / a }'
done
