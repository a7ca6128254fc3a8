#!/bin/sh
# No result is written over what the run reads, whatever named it, nor over another result.
. "$top_srcdir/tests/cli/lib.sh"

# refuses NAME OPTION COMMAND...: the file NAME, which OPTION would write, is an input of COMMAND, and stays as it was.
refuses() {
	name=$1
	option=$2
	shift 2
	cp "$name" before
	run "$@"
	expect_error 2 "$1: --$option=$name: is an input of this run; it would be overwritten"
	cmp -s "$name" before || fail "$*: an input was overwritten"
	cp before "$name"
}

cp "$samples"/device-*.txt "$samples"/dma-tension-5Hz.txt "$samples"/dma-device-5Hz.txt "$samples"/coupled-*.* \
	"$samples"/specimens-device.tsv "$samples"/specimens-coupled.tsv "$samples"/eels-* .
chmod u+w ./*

# An operand under other names, and standard input.
ln -s device-tension.txt link.txt
ln device-tension.txt hard.txt
for name in device-tension.txt link.txt hard.txt ./device-tension.txt; do
	refuses $name output insitu-read device-tension.txt -o $name
done
insitu-read -o device-tension.txt < device-tension.txt > out 2> err
code=$?
expect_error 2 "insitu-read: --output=device-tension.txt: is an input of this run; it would be overwritten"
cmp -s device-tension.txt "$samples/device-tension.txt" || fail "standard input was overwritten"

# What an earlier program of the pipe has read.
insitu-read device-tension.txt > tension.tsv
insitu-read device-empty.txt > named.tsv
for command in 'tcfit --mode=tension --area=22500nm2 --length=2400nm -o device-tension.txt tension.tsv' \
	'insitu-read -o device-tension.txt tension.tsv' 'insitu-read --identify -o device-tension.txt tension.tsv' \
	'insitu-read --verify -o device-tension.txt tension.tsv' \
	'insitu-read --verify -o device-tension.txt named.tsv tension.tsv' \
	'insitu-plot --type=svg -o device-tension.txt tension.tsv'; do
	run $command
	expect_error 2 "${command%% *}: --output=device-tension.txt: is an input of the stream; it would be overwritten"
	cmp -s device-tension.txt "$samples/device-tension.txt" || fail "$command: what the stream came from was overwritten"
done
eelsmap -o map.npy eels-tension.dm4
cp eels-tension.dm4 eels.npy
eelsmap eels.npy > named.tsv
run eelsmap -o eels-tension.dm4 map.npy
expect_error 2 "eelsmap: --output=eels-tension.dm4: is an input of the stream; it would be overwritten"
run eelsmap --png=eels-tension.dm4 -o again.tsv map.npy
expect_error 2 "eelsmap: --png=eels-tension.dm4: is an input of the stream; it would be overwritten"
cmp -s eels-tension.dm4 "$samples/eels-tension.dm4" || fail "what a map came from was overwritten"
run eelsmap -o eels.npy named.tsv
expect_error 2 "eelsmap: --output=eels.npy: is an input of the stream; it would be overwritten"
cmp -s eels.npy "$samples/eels-tension.dm4" || fail "what a map of that name came from was overwritten"
# Where it would be another file, all is well.
mkdir elsewhere
run tcfit --mode=tension --area=22500nm2 --length=2400nm -o elsewhere/device-tension.txt tension.tsv
expect_code 0

# Options that name a file, and their columns.
refuses device-empty.txt output tcfit --specimens=specimens-device.tsv --device=device-empty.txt -o device-empty.txt
awk -v OFS='\t' '{ print $0, NR == 1 ? "device" : "device-empty.txt" }' specimens-device.tsv > column.tsv
refuses device-empty.txt output tcfit --specimens=column.tsv -o device-empty.txt
refuses column.tsv output tcfit --specimens=column.tsv -o column.tsv
# What the command line says instead of the column leaves that file alone.
run tcfit --specimens=column.tsv --device-stiffness=250N/m -o device-empty.txt
expect_code 0
cp "$samples/device-empty.txt" .
refuses dma-device-5Hz.txt output dmaloss dma-tension-5Hz.txt --device=dma-device-5Hz.txt -o dma-device-5Hz.txt
refuses dma-device-5Hz.txt output dmaloss dma-tension-5Hz.txt --response=dma-device-5Hz.txt -o dma-device-5Hz.txt
refuses coupled-tension.txt output rgeom --specimens=specimens-coupled.tsv -o coupled-tension.txt
refuses coupled-tension-iv.csv output rgeom --specimens=specimens-coupled.tsv -o coupled-tension-iv.csv
refuses coupled-tension.txt output rgeom --rest=1Mohm --voltage=100mV --mode=tension --length=3800nm coupled-tension-current.csv --mechanical=coupled-tension.txt -o coupled-tension.txt
cp "$top_srcdir/data-formats/decimal-comma.fmt" own.fmt
chmod u+w own.fmt
refuses own.fmt output insitu-read --format=./own.fmt device-tension.txt -o own.fmt
tcfit --specimens=specimens-device.tsv --device=device-empty.txt --curve > stream.tsv
cp "$top_srcdir/figures/curve.gp" own.gp
chmod u+w own.gp
refuses own.gp output insitu-plot --template=own.gp -t svg -o own.gp stream.tsv

# Maps: the counts beside an rpl, a reference, a picture.
refuses eels-tension.raw output eelsmap eels-tension.rpl -o eels-tension.raw
refuses eels-tension.rpl output eelsmap eels-tension.raw -o eels-tension.rpl
refuses eels-tension.dm4 png eelsmap eels-tension.dm4 -o m.tsv --png=eels-tension.dm4
[ ! -e m.tsv ] || fail "a refused run wrote a map"
eelsmap eels-tension.dm4 -o m.npy
refuses m.npy png eelsmap m.npy --png=m.npy
refuses m.npy output eelsmap --regions --reference=m.npy eels-tension.dm4 -o m.npy

# Two results in one file: there already, or to be; a device takes both.
for name in both.tsv ./both.tsv; do
	run eelsmap m.npy -o both.tsv --png=$name
	expect_error 2 "eelsmap: --png=$name: is the file of --output too; one result would overwrite the other"
done
[ ! -e both.tsv ] || fail "a refused run wrote a map"
echo > both.tsv
run eelsmap m.npy -o both.tsv --png=./both.tsv
expect_error 2 "eelsmap: --png=./both.tsv: is the file of --output too; one result would overwrite the other"
run eelsmap m.npy -o /dev/null --png=/dev/null
expect_code 0
run eelsmap m.npy -o m.tsv --png=m.png
expect_code 0
[ -s m.tsv ] && [ -s m.png ] || fail "a map or its picture is missing"

# What is not there is no input, and standard input no standard output.
run insitu-read absent.txt -o absent.txt
expect_error 3 "insitu-read: absent.txt: cannot be opened: No such file or directory"
insitu-read -o - - < device-tension.txt > out || fail "from standard input to standard output"

finish
