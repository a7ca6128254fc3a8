#!/bin/sh
# What is refused, and in which words: files that are something else, tables that do not fit, settings that cannot be.
. "$top_srcdir/tests/cli/lib.sh"

printf 'Time (s)\tForce (uN)\tDepth (nm)\n0\t1\t0\n1\t2\t10\n2\t3\t20\n3\t4\t30\n' > a.txt

# Text that is no record.
printf '  \n <html>\n' > page.txt
run insitu-read page.txt
expect_error 3 "insitu-read: page.txt: is an HTML page, not a record; was it a download that failed?"
printf '<?xml version="1.0"?>\n<a/>\n' > xml.txt
run insitu-read xml.txt
expect_error 3 "insitu-read: xml.txt: is an XML document; export the record as text"
printf '#FORMAT      : EMSA/MAS Spectral Data File\n#NPOINTS : 3\n' > emsa.txt
run insitu-read emsa.txt
expect_error 3 "insitu-read: emsa.txt: is an EMSA/MAS spectrum; eelsmap reads it"

printf '\0\0\376\377\0\0\0T\0\0\0i\0\0\0\n' > wide.txt
run insitu-read wide.txt
expect_error 3 "insitu-read: wide.txt: is text in UTF-32BE; turn it into UTF-8 first: iconv -f UTF-32BE -t UTF-8"

{ printf x; printf 'é%.0s' $(seq 100); echo; } > letters.txt
run insitu-read letters.txt
expect_error 3 "insitu-read: letters.txt: holds no table of numbers, but 1 line of text, the first: 'x$(printf 'é%.0s' $(seq 19))'"

# A column that is not there, of many.
awk 'BEGIN { for (r = 0; r < 12; r++) for (i = 1; i <= 12; i++) printf "%s%s", r ? r * i : "Chan " i " (V)", i < 12 ? "\t" : "\n" }' > many.txt
run insitu-read --channel=load:Nope:uN many.txt
expect_code 3
grep -q "there are 12: 1 'Chan 1 \[V\]', .*, 8 'Chan 8 \[V\]' and 4 more$" err || fail "$(cat err)"

# One name for two columns, and two roles for one: the first keeps it.
printf 'Force\tForce\tDepth\n1\t2\t3\n2\t3\t4\n3\t4\t5\n' > two.txt
run insitu-read --channel=load:Force:uN two.txt
expect_error 3 "insitu-read: two.txt:1: several columns are called 'Force': 1 'Force', 2 'Force'; say which by its number: --channel=load:1"
run insitu-read --channel=load:Depth:uN a.txt
expect_code 0
same "$(grep -v '^#' out | head -2 | tr '\t\n' ' ;')" "time_s force_uN load_uN;0 1 0;" "a depth that is taken for a load"

# A role that no column plays, and why.
printf 'Time (s)\tForce\tDepth (nm)\n0\t1\t0\n1\t2\t10\n2\t3\t20\n3\t4\t30\n' > unitless.txt
printf 'Time (s)\tForce 1 (uN)\tForce 2 (uN)\tDepth (nm)\n0\t1\t2\t0\n1\t2\t3\t10\n2\t3\t5\t20\n' > rivals.txt
printf 'Time (s)\tForce (uN)\tDepth (nm)\n0\tx\t0\n1\tx\t10\n2\tx\t20\n3\tx\t30\n' > words.txt
for program in tcfit dmaloss; do
	run $program --diameter=100nm --length=200nm unitless.txt
	expect_error 3 "$program: unitless.txt:2: no load: column 2 ('Force') has no unit; say it with --channel=load:2:UNIT"
	run $program --diameter=100nm --length=200nm rivals.txt
	expect_error 3 "$program: rivals.txt:2: no load: columns 2 ('Force 1') and 3 ('Force 2') could both be it; say which with --channel=load:2"
	run $program --diameter=100nm --length=200nm words.txt
	expect_error 3 "$program: words.txt:2: no load: column 2 ('Force') holds words"
done

printf 'Time (s)\tForce (ab)\tDepth (nm)\n0\t1\t0\n1\t2\t10\n0.5\t3\t20\n3\t4\t30\n' > twice.txt
run insitu-read twice.txt
expect_error 3 "insitu-read: twice.txt:1:2: 'Force' in 'ab' cannot be a load; say what it is with --channel=ROLE:2:UNIT"

# A table with a fault is told, also where another one is asked for.
{ sed 's/^2/0.5/' a.txt; echo; echo; cat a.txt; sed -n '5p;5p;5p;5p;5p;5p;5p' a.txt; } > tables.txt
fault="tables.txt:4:1: time runs backwards: 0.5 after 1 in column 'Time'; are these several tests in one table?"
run insitu-read tables.txt
expect_error 3 "insitu-read: $fault"
run insitu-read --identify --block=2 tables.txt
expect_code 0
grep -qxF "  fault: $fault" out || fail "the other table's fault is not told: $(cat out)"

# Files of spectra.
cp "$samples/eels-tension.rpl" alone.rpl
run eelsmap alone.rpl
expect_error 3 "eelsmap: alone.raw: cannot be read: No such file or directory"
cp "$samples/eels-tension.rpl" other.dat
run eelsmap other.dat
expect_error 3 "eelsmap: other.dat: its name does not end in .rpl, so its .raw cannot be found"
cp "$samples/eels-tension.raw" alone.raw
sed "s/^title.*/title	$(printf '%0300d' 1)/" "$samples/eels-tension.rpl" > alone.rpl
run eelsmap alone.rpl
expect_code 0
rm alone.rpl
run eelsmap alone.raw
expect_error 3 "eelsmap: alone.raw: holds no spectra in a known format"
cp emsa.txt large.msa
truncate -s 300M large.msa
run eelsmap large.msa
expect_error 3 "eelsmap: large.msa: 314572800 bytes; a file of this kind holds at most 268435456"

# numpy FILE HEADER DATA: an array, its data with printf's escapes.
numpy() {
	printf '\223NUMPY\001\000\166\000%-117s\n' "$2" > "$1"
	printf "$3" >> "$1"
}
rest="'fortran_order': False, 'shape': (1,), }"
numpy a.npy "{'descr': '>f8', 'descr': '<f8', $rest" ''
run eelsmap a.npy
expect_error 3 "eelsmap: a.npy: offset 35: types stand twice"
numpy a.npy "{'shape': (1,), 'descr': '<f8', $rest" ''
run eelsmap a.npy
expect_error 3 "eelsmap: a.npy: offset 74: the shape stands twice"
printf '\223NUMPY\002\000\000\000\000\020' > a.npy
head -c 100 /dev/zero >> a.npy
run eelsmap a.npy
expect_error 3 "eelsmap: a.npy: offset 8: a header of 268435456 bytes"
for name in 'Bad name' 2a; do
	numpy a.npy "{'descr': [('$name', '<f8')], $rest" 12345678
	run insitu-read a.npy
	expect_error 3 "insitu-read: a.npy: field '$name' is no bare name of its own"
done
numpy a.npy "{'descr': [('a', '<c16')], $rest" 1234567812345678
run insitu-read a.npy
expect_error 3 "insitu-read: a.npy: field 'a' is of type 'c' and 16 bytes, neither number nor text"
numpy a.npy "{'descr': [('a', '<U70000')], $rest" ''
run insitu-read a.npy
expect_error 3 "insitu-read: a.npy: field 'a' has 280000 bytes of text"
# Letters and numbers of another byte order are read, though.
numpy a.npy "{'descr': [('a', '>U2'), ('b', '>i2')], 'fortran_order': False, 'shape': (2,), }" \
	'\000\000\000A\000\000\000B\000\001\000\000\000C\000\000\000\000\001\000'
run insitu-read a.npy
same "$(grep -v '^#' out | tr '\t\n' ' ;')" "a b;AB 1;C 256;" "an array of another byte order"

# A table of specimens.
specimens() {
	printf "$1" > s.tsv
	run tcfit --specimens=s.tsv
}
specimens 'file\toffset_nm\na.txt\t4\n'
expect_error 3 "tcfit: s.tsv: column 'offset_nm' has a unit where there is none; write offset"
specimens 'file\tdiameter_GPa\na.txt\t3\n'
expect_error 3 "tcfit: s.tsv: diameter_GPa: 'GPa' is no unit of length, such as nm"
specimens 'specimen\tdiameter_nm\nx\t3\n'
expect_error 3 "tcfit: s.tsv: no column 'file'; each row names one export"
specimens 'file\tmode\na.txt\t3\n'
expect_error 3 "tcfit: s.tsv: row 1: --mode=3: must be one of tension|compression"
specimens 'file\tdiameter_nm\tlength_nm\na.txt\t-3\t5\n'
expect_error 3 "tcfit: s.tsv: row 1: --diameter=-3nm: must be greater than 0"
specimens 'file\tdiameter_nm\tlength_nm\na.txt\tNA\t5\n'
expect_error 2 "tcfit: a.txt: the section is not known; give --diameter, --area, or --width and --thickness"
run tcfit --specimens=s.tsv two.txt
expect_error 2 "tcfit: two.txt: has no row in s.tsv"

# Streams of exports: a specimen's own numbers and words go with it, and a column is one or the other.
printf '#insitu 1\n#@ kind\texport\nspecimen\tdiameter_nm\tload_uN\tstep\n' > export.tsv
printf 'a\t100\t1\tup\na\t100\t2\tdown\nb\tnan\t3\tup\nb\tnan\t4\tdown\n' >> export.tsv
run insitu-read export.tsv
expect_code 0
grep -v '^#' export.tsv > want
grep -v '^#' out | cmp - want || fail "specimens of a stream do not come back: $(grep -v '^#' out)"
printf '#insitu 1\n#@ kind\texport\nspecimen\tload_uN\tstep\nc\t1\t5\nc\t2\t6\n' > other.tsv
run insitu-read export.tsv other.tsv
expect_error 3 "insitu-read: column 'step' holds numbers in one table and words in another"

# Maps keep their columns, and go by the names of their files.
eelsmap -o one.tsv "$samples/eels-tension.rpl"
cp one.tsv other.tsv
run insitu-read one.tsv other.tsv
expect_code 0
same "$(grep -v '^#' out | cut -f1 | uniq -c | tr -s ' \n' ' ')" " 1 specimen 100 one 100 other " "two maps in one stream"

# The command line.
run tcfit --diameter
expect_error 2 "tcfit: option '--diameter' needs a value; see 'tcfit --help'"
UDUNITS2_XML_PATH=$work/nowhere run tcfit --diameter=3ft --length=100nm a.txt
expect_error 2 "tcfit: --diameter: '3ft': the units of UDUNITS-2 cannot be read; is its file udunits2.xml there?; write it like 145nm"
UDUNITS2_XML_PATH=$work/nowhere run tcfit --diameter=3nm --length=9nm --offset=3furlong a.txt
expect_error 2 "tcfit: --offset: '3furlong': the units of UDUNITS-2 cannot be read; is its file udunits2.xml there?; write it like 5%"

# Where a program's own data are: beside it, or where it was configured to look.
unset INSITU_DATA
run insitu-read --list-formats
expect_code 0
grep -q '^biologic ' out || fail "a program does not find its formats beside itself"
cp "$top_builddir/tools/insitu-read" elsewhere
unset HOME XDG_CONFIG_HOME
run ./elsewhere a.txt
expect_code 0
finish
