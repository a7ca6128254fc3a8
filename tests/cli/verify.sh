#!/bin/sh
# insitu-read --verify: every file that an answer was made of is named, and told where it changed.
. "$top_srcdir/tests/cli/lib.sh"
cp "$samples"/*.txt "$samples"/*.csv "$samples"/*.tsv "$samples"/eels-* . && chmod u+w ./*

# watched COMMAND -- FILE...: the stream that COMMAND prints names just these inputs; each change of one is told.
watched() {
	command=$1
	shift 2
	eval "$command" > answer.stream 2> err || fail "$command: $(head -1 err)"
	printf 'same\t%s\n' "$@" | sort > wanted
	run insitu-read --verify answer.stream
	expect_code 0
	sort out | diff - wanted > differ || fail "$command: inputs (<) and what was read (>): $(cat differ)"
	for file; do
		cp "$file" kept
		echo >> "$file"
		run insitu-read --verify answer.stream
		expect_code 1
		same "$(grep -v '^same	' out)" "changed	$file" "$command, a change of $file"
		same "$(cat err)" "insitu-read: answer.stream: 1 of $# inputs are not what they were" "$command, what is said"
		mv "$file" moved
		run insitu-read --verify answer.stream
		same "$(grep -v '^same	' out)" "gone	$file" "$command, no $file"
		cp kept "$file"
		rm moved
	done
}

watched 'tcfit --specimens=specimens-tc.tsv' -- specimens-tc.tsv tc-tension.txt tc-compression.txt
watched 'tcfit --specimens=specimens-tc.tsv | tcfit --ratio' -- specimens-tc.tsv tc-tension.txt tc-compression.txt
watched 'tcfit --specimens=specimens-device.tsv --device=device-empty.txt --curve' -- \
	specimens-device.tsv device-tension.txt device-empty.txt
dmaloss dma-device-2Hz.txt dma-device-10Hz.txt > empty.tsv
watched 'dmaloss --mode=tension --area=22500nm2 --length=2400nm --device=empty.tsv dma-tension-5Hz.txt' -- \
	dma-tension-5Hz.txt dma-device-2Hz.txt dma-device-10Hz.txt
watched 'dmaloss --device=dma-device-5Hz.txt dma-tension-5Hz.txt' -- dma-tension-5Hz.txt dma-device-5Hz.txt
watched 'rgeom --specimens=specimens-coupled.tsv coupled-tension-current.csv | rgeom --summary' -- \
	specimens-coupled.tsv coupled-tension-current.csv coupled-tension-iv.csv coupled-tension.txt
watched 'eelsmap --regions --reference=eels-tension.dm4 eels-compression.rpl' -- \
	eels-compression.rpl eels-compression.raw eels-tension.dm4

# A stream may name what never ends, or never comes: that is not read.
mkfifo pipe
for path in /dev/zero - pipe .; do
	printf '#insitu 1\n#@ input\t%s sha256:00\nload_uN\n1\n' "$path" > endless.stream
	run insitu-read --verify endless.stream
	expect_code 1
	same "$(cat out)" "unreadable	$path" "an input of the name $path"
done

# A filter may drop rows, not notes.
watched "tcfit --specimens=specimens-tc.tsv | awk '/^#/ || /specimen/ || /tension/'" -- \
	specimens-tc.tsv tc-tension.txt tc-compression.txt
finish
