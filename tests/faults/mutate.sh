#!/bin/sh
# Files of every format cut after each byte and changed at random: no signal, no hang, no greed for memory, and
# no other answer without a warning.
. "$top_srcdir/tests/faults/lib.sh"
layouts=$top_srcdir/tests/data/layouts
eels=$top_srcdir/tests/data/eels

cp made/odd.txt .
printf '#insitu 1\n#@ kind\tcurve\n#@ tool\tx\nspecimen\tstrain\tstress_GPa\na%%23\t0\t0.156\na\t0.0012\t0.312\nb\t0.0024\tnan\n' > stream.tsv
{
	printf '#FORMAT : EMSA/MAS Spectral Data File\r\n#VERSION : 1.0\r\n#TITLE : a\r\n#DATE : 1-JAN-2018\r\n'
	printf '#TIME : 10:00\r\n#OWNER : b\r\n#NPOINTS : 4.\r\n#NCOLUMNS : 1.\r\n#XUNITS : eV\r\n#YUNITS : counts\r\n'
	printf '#DATATYPE : Y\r\n#XPERCHAN : 0.5\r\n#OFFSET : -1\r\n#SPECTRUM : \r\n1.5\r\n200.\r\n3.25\r\n4.\r\n#ENDOFDATA : \r\n'
} > spectrum.msa
printf 'key\tvalue\nwidth\t2\nheight\t1\ndepth\t3\noffset\t0\ndata-length\t2\ndata-type\tunsigned\nbyte-order\tlittle-endian\nrecord-by\tvector\n' > input.rpl
printf '\001\000\002\000\003\000\004\000\005\000\006\000' > input.raw
mkdir rpl raw
cp input.rpl rpl/image.rpl
cp input.raw raw/image.raw

# A file of each kind, cut after each byte; the other layouts after some.
changes=40
step=17
[ -z "$long" ] || { changes=2000; step=1; }
"$faults/mutate" "$top_builddir/share/insitu" 1 $changes odd.txt stream.tsv spectrum.msa \
	"$eels"/ref_F_0_1.dm3 "$eels"/ref_F_2_1.dm4 "$eels"/numpy_*.npy "$layouts"/trios.txt "$layouts"/ta-sig.txt \
	"$layouts"/bluehill-side.csv "$layouts"/testxpert-de.TRA \
	"$top_srcdir"/data-formats/trios.fmt "$top_srcdir"/data-formats/mts-793.fmt || fail "a file of each kind"
rm -f input.*
cp rpl/image.rpl raw/image.raw .
for part in rpl raw; do
	other=$([ $part = rpl ] && echo raw || echo rpl)
	rm -f input.*
	cp image.$other input.$other
	"$faults/mutate" "$top_builddir/share/insitu" 1 $changes $part/image.$part || fail "$part"
done
set --
for file in "$layouts"/*; do
	# Results, which are refused.
	[ "${file##*/}" = bluehill3-results.csv ] || set -- "$@" "$file"
done
"$faults/mutate" "$top_builddir/share/insitu" $step $changes "$@" || fail "layouts"
finish
