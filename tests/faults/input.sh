#!/bin/sh
# What is no file that can be read: folders, pipes, devices, files that change or may not be read.
. "$top_srcdir/tests/faults/lib.sh"

# refused COMMAND...: within 10 seconds, with exit code 3 and a sentence; started by $as.
as=
refused() {
	timeout 10 $as "$@" > out 2> err < /dev/null
	code=$?
	expect_code_of 3 "$*"
	grep -q "^$1: " err || fail "$* says '$(head -1 err)'"
}

readers='dmaloss --diameter=100nm --length=200nm|eelsmap|insitu-read|rgeom --rest=0.342Mohm|tcfit --diameter=100nm --length=200nm|insitu-plot -t svg'
mkdir folder
: > empty.txt
printf '\0\0\0\0\0\0\0\0' > zeros.txt
head -c 100000 /dev/zero > many-zeros.txt
head -c 3000 "$top_builddir/tools/insitu-read" > program.txt
echo "$readers" | tr '|' '\n' > readers
while read -r reader; do
	for file in folder empty.txt zeros.txt many-zeros.txt program.txt missing.txt; do
		refused $reader $file
	done
	refused $reader -
	# As much of nothing as memory holds: refused, or told that memory ran out, never waited for. A
	# sanitizer needs more room than that for itself.
	! is_sanitized || continue
	(ulimit -v 2000000; timeout 20 $reader /dev/zero > out 2> err)
	code=$?
	[ "$code" = 3 ] || [ "$code" = 5 ] || fail "$reader /dev/zero ends with $code"
	grep -q "^${reader%% *}: " err || fail "$reader /dev/zero says '$(head -1 err)'"
done < readers

# Thousands of columns, or of tables, of few rows each: in 64 MiB and 20 times the file, beside what the libraries
# take, and in no time that grows with the square of their number. A sanitizer needs more of both.
awk 'BEGIN { for (r = 0; r < 4; r++) for (i = 1; i <= 20000; i++) printf "%s%s", r ? r : "c" i, i < 20000 ? "\t" : "\n" }' > wide.txt
awk 'BEGIN { for (i = 0; i < 6000; i++) printf "Time (s)\tLoad (N)\n1\t2\n2\t3\n\n" }' > tables.txt
for file in wide.txt tables.txt; do
	! is_sanitized || break
	(ulimit -v 130000; timeout 10 insitu-read "$file" > out 2> err)
	code=$?
	expect_code_of 0 "insitu-read $file"
done

# A file without the right to read it.
if need_nobody; then
	cp made/odd.txt locked.txt
	chmod 0 locked.txt
	as=$nobody
	while read -r reader; do
		refused $reader locked.txt
		same "$(head -1 err)" "${reader%% *}: locked.txt: cannot be opened: Permission denied" "the first line"
	done < readers
	as=
fi

# A pipe with a name is read like any other file, and once its writer is gone it is at its end.
mkfifo pipe
cat made/odd.txt > pipe &
run insitu-read -o out.tsv pipe
expect_code 0
same "$(cell load_uN 2 out.tsv)" 8.896443231 "a load from a pipe"
: > pipe &
refused insitu-read pipe

# A file that loses its end while it is read is refused, or was read before; it never makes a signal.
cp "$samples"/eels-tension.rpl shrink.rpl
for i in 1 2 3 4 5 6 7 8 9 10; do
	cp "$samples"/eels-tension.raw shrink.raw
	timeout 10 eelsmap --threads=1 shrink.rpl > out 2> err &
	: > shrink.raw
	wait $!
	code=$?
	[ "$code" = 0 ] || [ "$code" = 3 ] || [ "$code" = 1 ] || fail "a raw that shrinks ends eelsmap with $code: $(head -1 err)"
	cp "$samples"/tension-1.txt shrink.txt
	timeout 10 insitu-read shrink.txt > out 2> err &
	: > shrink.txt
	wait $!
	code=$?
	[ "$code" = 0 ] || [ "$code" = 3 ] || fail "a text that shrinks ends insitu-read with $code: $(head -1 err)"
done

# The output must not be the input, under whatever name.
cp made/odd.txt odd.txt
ln -s odd.txt same.txt
run insitu-read -o same.txt odd.txt
expect_code 2
cmp odd.txt made/odd.txt || fail "an input was overwritten"

# Without its own data: the descriptors, the templates, the units.
INSITU_DATA=$work/nowhere run insitu-read made/odd.txt
expect_code 0
INSITU_DATA=$work/nowhere run insitu-plot -t svg made/curve.tsv
expect_code 3
UDUNITS2_XML_PATH=$work/nowhere run insitu-read made/odd.txt
expect_error 3 "insitu-read: the units of UDUNITS-2 cannot be read; is its file udunits2.xml there?"
finish
