#!/bin/sh
# A full disk, a reader that leaves early, no right to write: exit code 4 or a quiet end, and no output that is half.
. "$top_srcdir/tests/faults/lib.sh"
words=$work/words

# Each program with its output on standard output: "program arguments", from the list of runs.
sed -n 's/^\(+ \)\{0,1\}\([a-z].*\) -o out\.[a-z]*\(.*\)/\2\3/p' "$runs" | grep -v -e --png -e insitu-plot > "$words"
echo "insitu-plot --type=svg ../made/curve.tsv" >> "$words"
command -v gnuplot > /dev/null || sed -i /^insitu-plot/d "$words"
[ "$(wc -l < "$words")" -ge "$(echo $programs | wc -w)" ] || fail "only $(wc -l < "$words") runs"

cd run || exit 1
while read -r command; do
	program=${command%% *}
	if [ -c /dev/full ]; then
		$command > /dev/full 2> ../err
		code=$?
		expect_code_of 4 "$command > /dev/full"
		grep -q "^$program: .*No space left" ../err || fail "$command says '$(tail -1 ../err)'"
		for word in --help --version; do
			$program $word > /dev/full 2> ../err
			code=$?
			expect_code_of 4 "$program $word > /dev/full"
		done
	fi
	# The reader is gone before the first byte.
	{ $command 2> ../err; echo $? > ../code; } | :
	code=$(cat ../code)
	[ "$code" = 0 ] || [ "$code" = 141 ] || fail "$command | : ends with $code"
	! grep -q -e EPIPE -e 'pipe' ../err || fail "$command | : says '$(tail -1 ../err)'"
	[ -z "$(ls -A)" ] || fail "$command leaves $(ls -A)"
done < "$words"
{ insitu-read ../samples/dma-compression-0.5Hz.txt ../samples/dma-compression-2Hz.txt 2> ../err; echo $? > ../code; } |
	head -1 > ../first
same "$(cat ../code)" 141 "code where head leaves"
same "$(cat ../first)" "#insitu 1" "the first line"
cd ..

# A disk of a few pages, if one may be mounted.
small_disk() {
	mkdir -p disk
	mount -t tmpfs -o size=16k,nr_inodes=20 none disk 2> /dev/null || return 1
	trap 'umount "$work/disk" 2> /dev/null; rm -rf "$work"' EXIT
}
if small_disk; then
	cp "$samples/specimens-tc.tsv" disk/out.tsv
	run insitu-read -o disk/out.tsv "$samples/tension-1.txt"
	expect_code 4
	grep -q '^insitu-read: disk/out.tsv: cannot be written: No space left on device$' err || fail "$(cat err)"
	cmp disk/out.tsv "$samples/specimens-tc.tsv" || fail "what stood on a full disk is gone"
	same "$(ls -A disk)" out.tsv "what lies on a full disk"
	if command -v gnuplot > /dev/null; then
		awk -v kind=loop -f "$top_srcdir/tests/data/streams.awk" > loop.tsv
		run insitu-plot -o disk/out.svg loop.tsv
		expect_code 4
		TMPDIR=$work/disk insitu-plot -o out.svg loop.tsv 2> err
		code=$?
		expect_code 4
		[ ! -e out.svg ] || fail "a picture, though gnuplot's disk was full"
		same "$(ls -A disk)" out.tsv "what gnuplot leaves on a full disk"
	fi
	umount disk
else
	echo "no small disk can be mounted here: that part is left out" >&2
fi

# Where nothing may be written, or is no place for a file.
run insitu-read -o missing/out.tsv made/odd.txt
expect_error 4 "insitu-read: missing/out.tsv: cannot be written: No such file or directory"
run insitu-read -o made made/odd.txt
expect_code 4
[ -d made ] || fail "a folder was replaced"
if need_nobody; then
	mkdir locked
	chmod 555 locked
	cd run || exit 1
	while read -r command; do
		run $nobody $command -o ../locked/out.svg
		expect_code_of 4 "$command -o ../locked/out.svg"
		grep -qx "${command%% *}: ../locked/out.svg: cannot be written: Permission denied" err ||
			fail "$command -o ../locked/out.svg says '$(tail -1 err)'"
		rm -f out err
	done < "$words"
	cd ..
	same "$(ls -A locked)" "" "what lies in a folder without the right to write"
fi
finish
