#!/bin/sh
# awk, datamash, Miller, gnuplot, R and pandas each read our streams as they are, and agree with what stands in them.
. "$top_srcdir/tests/cli/lib.sh"

# In some languages these programs want a decimal comma; insitu-stream(5) tells users of this.
LC_ALL=C
export LC_ALL

tcfit --specimens="$samples/specimens-tc.tsv" --curve > curve.tsv || fail "no curve"
tcfit --specimens="$samples/specimens.tsv" > tests.tsv || fail "no tests"
eelsmap "$samples/eels-tension.dm4" > map.tsv 2> err || fail "no map: $(cat err)"
# Words with what would cut a line, or a cell, elsewhere; a name with a blank; numbers that are not there.
printf 'file\tspecimen\tmode\tarea_nm2\tlength_nm\ntc-tension.txt\tno%%23 1 %%22a%%22\ttension\t21025\t405\n' |
	sed "s#tc-tension.txt#$samples/tc-tension.txt#" > odd-specimens.tsv
tcfit --specimens=odd-specimens.tsv > odd.tsv || fail "no odd tests"

rows() { awk '!/^#/' "$1" | tail -n +2 | wc -l | tr -d ' '; }

# reads WHO ROWS SUM WORD MISSING: what WHO found in the tests; ten digits are printed, and sixteen rows added.
reads() {
	same "$2" 16 "$1: rows of the tests"
	near "$3" "$strength" 1e-6 "$1: sum of max_stress_GPa"
	same "$4" "no%23 1 %22a%22" "$1: the odd name"
	same "$5" 7 "$1: tests without a standard error"
}
# awk is the yardstick of the others.
strength=$(awk -F'\t' '/^#/ { next } !c { for (i = 1; i <= NF; i++) if ($i == "max_stress_GPa") c = i; next }
	{ s += $c } END { printf "%.9g", s }' tests.tsv)
reads awk "$(rows tests.tsv)" "$strength" "$(cell specimen 1 odd.tsv)" \
	"$(awk -F'\t' '$11 == "nan"' tests.tsv | wc -l | tr -d ' ')"
[ "${strength%%.*}" -gt 50 ] || fail "the sum of the strengths is $strength"
tried=

if command -v datamash > /dev/null; then
	tried="$tried datamash"
	reads datamash "$(datamash -C -H count specimen < tests.tsv | tail -1)" \
		"$(datamash -C -H sum max_stress_GPa < tests.tsv | tail -1)" \
		"$(datamash -C -H first specimen < odd.tsv | tail -1)" \
		"$(datamash -C -H -s -g yield_se_GPa count specimen < tests.tsv | awk '$1 == "nan" { print $2 }')"
else
	echo "skipped: datamash is not installed" >&2
fi

if command -v mlr > /dev/null; then
	tried="$tried mlr"
	mlr --itsv --ojson --pass-comments cat tests.tsv > err 2>&1 || fail "mlr: $(cat err)"
	reads mlr "$(mlr --itsv --onidx --skip-comments count tests.tsv)" \
		"$(mlr --itsv --onidx --skip-comments stats1 -a sum -f max_stress_GPa tests.tsv)" \
		"$(mlr --itsv --onidx --skip-comments cut -f specimen odd.tsv)" \
		"$(mlr --itsv --onidx --skip-comments filter '$yield_se_GPa == "nan"' then count tests.tsv)"
	# Notes and all, a filter's answer is a stream again.
	mlr --tsv --pass-comments filter '$mode == "tension"' tests.tsv > some.tsv
	tcfit --ratio some.tsv 2> err && fail "mlr: compression is still there"
	mlr --tsv --pass-comments filter '$max_stress_GPa > 4' tests.tsv | tcfit --ratio > out 2> err || fail "mlr: $(cat err)"
else
	echo "skipped: Miller is not installed" >&2
fi

if command -v gnuplot > /dev/null; then
	tried="$tried gnuplot"
	cat > read.gp << 'END'
set datafile separator tab
stats 'tests.tsv' using "max_stress_GPa" name 's' nooutput
set print '-'
print sprintf("%d %.9g", s_records, s_sum)
stats 'curve.tsv' using "strain":"stress_GPa" name 'c' nooutput
print c_records
stats 'map.tsv' using "plasmon_energy_eV" name 'm' nooutput
print sprintf("%.6f", m_mean)
END
	gnuplot read.gp > out 2> err || fail "gnuplot: $(head -3 err)"
	same "$(sed -n '1s/ .*//p' out)" 16 "gnuplot: rows of the tests"
	near "$(sed -n '1s/.* //p' out)" "$strength" 1e-6 "gnuplot: sum of max_stress_GPa"
	same "$(sed -n 2p out)" "$(rows curve.tsv)" "gnuplot: points of the curves"
	# A mean of a hundred numbers of ten digits.
	near "$(sed -n 3p out)" "$(eelsmap --regions map.tsv | awk -F'\t' '/^#/ { next } { e = $4 } END { print e }')" 1e-6 "gnuplot: mean of the map"
else
	echo "skipped: gnuplot is not installed" >&2
fi

if command -v Rscript > /dev/null; then
	tried="$tried R"
	cat > read.R << 'END'
read <- function(file) read.delim(file, comment.char = "#")
tests <- read("tests.tsv")
cat(nrow(tests), sprintf("%.9g", sum(tests$max_stress_GPa)), read("odd.tsv")$specimen, sum(is.nan(tests$yield_se_GPa)),
	nrow(read("curve.tsv")), is.numeric(read("map.tsv")$plasmon_energy_eV), sep = "\n")
END
	Rscript --vanilla read.R > out 2> err || fail "R: $(head -3 err)"
	reads R "$(sed -n 1p out)" "$(sed -n 2p out)" "$(sed -n 3p out)" "$(sed -n 4p out)"
	same "$(sed -n 5p out)" "$(rows curve.tsv)" "R: points of the curves"
	same "$(sed -n 6p out)" TRUE "R: the map holds numbers"
else
	echo "skipped: R is not installed" >&2
fi

python=
for candidate in python3 /usr/bin/python3; do
	$candidate -c 'import pandas' 2> /dev/null && python=$candidate && break
done
if [ -n "$python" ]; then
	tried="$tried pandas"
	cat > read.py << 'END'
import pandas
read = lambda file: pandas.read_csv(file, sep="\t", comment="#")
tests = read("tests.tsv")
print(len(tests), "%.9g" % tests.max_stress_GPa.sum(), read("odd.tsv").specimen[0], tests.yield_se_GPa.isna().sum(),
	len(read("curve.tsv")), read("map.tsv").plasmon_energy_eV.dtype, sep="\n")
END
	$python read.py > out 2> err || fail "pandas: $(tail -1 err)"
	reads pandas "$(sed -n 1p out)" "$(sed -n 2p out)" "$(sed -n 3p out)" "$(sed -n 4p out)"
	same "$(sed -n 5p out)" "$(rows curve.tsv)" "pandas: points of the curves"
	same "$(sed -n 6p out)" float64 "pandas: the map holds numbers"
else
	echo "skipped: pandas is not installed" >&2
fi
echo "read by awk$tried"
finish
