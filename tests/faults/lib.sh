# What every test with faults shares, on top of tests/cli/lib.sh: a folder for the runs, their inputs,
# a gnuplot that is quick, and the number of faults that are tried.
. "$top_srcdir/tests/cli/lib.sh"

# INSITU_LONG=1: every fault and every change, instead of a sample.
long=${INSITU_LONG:+all}
faults=$top_builddir/tests/faults
runs=$top_srcdir/tests/faults/runs

mkdir run made made/bin
ln -s "$samples" samples
ln -s "$top_srcdir/tests/data/layouts" layouts
for kind in curve tests map resistance moduli; do
	awk -v kind=$kind -f "$top_srcdir/tests/data/streams.awk" > made/$kind.tsv
done
printf 'Time (s)\tForce (lbf)\tDepth (nm)\n0\t1e-6\t0\n1\t2e-6\t10\n2\t3e-6\t20\n3\t4e-6\t30\n' > made/odd.txt
awk 'BEGIN { print "Voltage (V)\tCurrent (nA)"
	for (i = 0; i < 40; i++) { v = (i < 20 ? i - 10 : 30 - i) / 10; print v "\t" v * 3 + v * v * v / 50 } }' > made/iv.txt
sed 's/lbf/kgf/' made/odd.txt > made/even.txt
printf '"Diameter","145","nm"\n"Time (s)","Force (mN)","Depth (nm)"\n' > made/quoted.csv
printf '"0","1,000.5","0"\n"1","1,001.5","10"\n"2","1,002.5","20"\n"3","1,003.5","30"\n' >> made/quoted.csv
printf 'Time (s),Force (N)\n0,1\n1,2\n2,3\n3,4\nagain\n0,5\n1,6\n2,7\n3,8\n' > made/anew.csv
printf 'Specimen,P1,,,Specimen,P2,\nDiameter: 145 nm,,,,Diameter,180,nm\nLength;290;nm;400\n' > made/beside.csv
printf 'Time (s),Load (N),Depth (nm),Temp (K),Time (s),Load (N),Depth (nm),Temp (K)\ns,N,nm,mK,s,N,nm,mK\n' >> made/beside.csv
printf '0,1,2,3,0,1,2,3\n1,2,3,4,1,2,3,4\n2,3,4,5,2,3,4,5\n' >> made/beside.csv
printf 'Uhrzeit;Kraft (N)\n12:00:00;1,500\n12:00:01;2,500\n12:00:02;3,500\n12:00:03;4,500\n' > made/clock.csv
awk 'BEGIN { print "Load (uN)\tDepth (nm)"; for (i = 0; i < 60; i++) { j = i < 20 ? 0 : i - 20
	print (j < 15 ? 5 + j : 20) + i % 2 * 0.05 "\t" 5 * j } }' > made/held.txt
printf '#insitu 1\n#@ kind\texport\nspecimen\tdiameter_nm\tload_uN\tstep\n' > made/export.tsv
printf 'a\t100\t1\tup\na\t100\t2\tdown\nb\tnan\t3\tup\nb\tnan\t4\tdown\n' >> made/export.tsv
{ printf '\223NUMPY\001\000\166\000%-117s\n' "{'descr': '<u2', 'fortran_order': False, 'shape': (10, 10, 1024), }"
	cat "$samples/eels-tension.raw"; } > made/bare.npy
eelsmap -o made/map.npy "$samples/eels-tension.rpl"
awk 'function bell(x) { return x < 9 ? exp(-x * x) : 0 }
	BEGIN { print "#FORMAT      : EMSA/MAS Spectral Data File\n#VERSION     : 1.0\n#NPOINTS     : 1024"
	print "#NCOLUMNS    : 1\n#XUNITS      : eV\n#DATATYPE    : Y\n#XPERCHAN    : 0.05\n#OFFSET      : -5\n#SPECTRUM    :"
	for (i = 0; i < 1024; i++) { e = i / 20 - 5
		print int(9000 * bell(e < 0 ? -2 * e : 2 * e) + 800 * bell(e < 17 ? (17 - e) / 3 : (e - 17) / 3) + 0.5) }
	print "#ENDOFDATA   :" }' > made/one.msa

is_sanitized() {
	grep -q __asan_init "$top_builddir/tools/insitu-read"
}

# Sanitizers have allocators of their own, and no room for another.
need_shim() {
	! is_sanitized || skip "a sanitizer takes the place of the shim"
	[ -z "${LD_PRELOAD:-}" ] || skip "something else is preloaded"
}

# A gnuplot that shows a picture drawn before: what matters here is not how it is drawn.
use_quick_gnuplot() {
	command -v gnuplot > /dev/null || skip "gnuplot is not installed"
	for type in svg png; do
		insitu-plot -o made/curve.$type made/curve.tsv || fail "no $type can be drawn"
	done
	printf '#!/bin/sh\nexec cat "%s/made/curve.$5"\n' "$work" > made/bin/gnuplot
	chmod +x made/bin/gnuplot
	PATH=$work/made/bin:$PATH
}

# What was freed, or never set, is not by chance what it should be.
GLIBC_TUNABLES=glibc.malloc.perturb=85
export GLIBC_TUNABLES

# inject KIND: each run of the list, with each fault of that kind.
inject() {
	(cd run && "$faults/inject" "$faults/fault.so" "$runs" "$1" $long) || fail "faults of kind $1"
}

# Root may read and write everything, so somebody else tries: $nobody before a command, with copies of what may
# lie where only root may go.
need_nobody() {
	nobody=
	[ "$(id -u)" = 0 ] || return 0
	if ! command -v setpriv > /dev/null; then
		echo "root is denied nothing, and setpriv is not there: that part is left out" >&2
		return 1
	fi
	mkdir "$work/copies"
	for program in $programs; do
		cp "$top_builddir/tools/$program" "$work/copies"
	done
	cp -RL "$INSITU_DATA" "$work/copies/data"
	chmod -R a+rX "$work"
	nobody="setpriv --reuid=65534 --regid=65534 --clear-groups env"
	nobody="$nobody PATH=$work/copies:$PATH INSITU_DATA=$work/copies/data"
}

# expect_code_of CODE WHAT: WHAT ended so.
expect_code_of() {
	[ "$code" -eq "$1" ] || fail "$2: exit code $code, not $1; stderr: $(tail -1 "$work/err")"
}
