#!/bin/sh
# dmaloss: moduli, loops, cycles, the instrument, and what it says of records it cannot use.
. "$top_srcdir/tests/cli/lib.sh"

truth() {
	awk -F'\t' -v file="$1" -v quantity="$2" '$1 == file && $2 == quantity { print $3 }' \
		"$samples/truth.tsv"
}

# at_most A B WHAT
at_most() {
	awk -v a="$1" -v b="$2" 'BEGIN { exit !(a ~ /^[-+0-9.]/ && a <= b) }' ||
		fail "$3 is '$1', above $2"
}

# A stream of several runs, as filters leave it: without its kind, and without any note.
insitu-read "$samples/dma-compression-2Hz.txt" "$samples/dma-compression-5Hz.txt" > two.tsv
dmaloss two.tsv | grep -v '^#' > wanted
same "$(cut -f1 wanted | tr '\n' ' ')" "specimen dma-compression-2Hz dma-compression-5Hz " "specimens of a stream"
for notes in '^#@' '^#'; do
	grep -v "$notes" two.tsv > left.tsv
	run dmaloss left.tsv
	expect_code 0
	grep -v '^#' out | cmp - wanted || fail "a stream without $notes: $(cat err)"
done

# The paper's five dampings and strain rates, to half of their last printed digit.
run dmaloss --specimens="$samples/specimens-dma-compression.tsv"
expect_code 0
cp out moduli.tsv
row=0
for paper in 0.5:0.009:0.05 2:0.044:0.20 5:0.105:0.51 10:0.098:0.95 20:0.162:1.82; do
	row=$((row + 1))
	frequency=${paper%%:*} rest=${paper#*:}
	file=dma-compression-${frequency}Hz.txt
	near "$(cell frequency_Hz $row)" "$frequency" "$(awk "BEGIN { print 1e-4 * $frequency }")" frequency
	near "$(cell damping $row)" "${rest%:*}" 0.0005 "damping at $frequency Hz"
	near "$(cell strain_rate_per_s $row)" "${rest#*:}" 0.005 "strain rate at $frequency Hz"
	# Four standard errors, as it reports them.
	near "$(cell damping $row)" "${rest%:*}" "$(awk "BEGIN { print 4 * $(cell damping_se $row) }")" \
		"damping at $frequency Hz"
	near "$(cell storage_GPa $row)" "$(truth "$file" storage_GPa)" \
		"$(awk "BEGIN { print 4 * $(cell storage_se_GPa $row) }")" "storage at $frequency Hz"
	# Noise of 0.4 % makes 0.3 % of the ranges.
	energy=$(truth "$file" loop_energy_MJ_per_m3)
	near "$(cell loop_energy_MJ_per_m3 $row)" "$energy" "$(awk "BEGIN { print 0.01 * $energy }")" energy
	near "$(cell harmonic3 $row)" 0.1111 0.001 "third harmonic at $frequency Hz"
	same "$(cell checks $row)" ok "checks at $frequency Hz"
	same "$(cell cycles $row)" 9 "cycles at $frequency Hz"
	same "$(cell specimen $row) $(cell mode $row)" "DC1 compression" "names at $frequency Hz"
done

# Tension has no loop, and the device is taken out of its storage modulus.
(cd "$samples" && dmaloss dma-device-*.txt) > empty.tsv || fail "empty runs: exit code $?"
run dmaloss --specimens="$samples/specimens-dma-tension.tsv" --device=empty.tsv
expect_code 0
for row in 1 2 3 4 5; do
	near "$(cell storage_GPa $row)" 125 "$(awk "BEGIN { print 4 * $(cell storage_se_GPa $row) }")" storage
	near "$(cell damping $row)" 0 "$(awk "BEGIN { print 3 * $(cell damping_se $row) }")" damping
	same "$(cell checks $row)" no-loop "checks in tension"
	near "$(cell stress_amplitude_GPa $row)" 1 0.005 stress
done
run dmaloss --specimens="$samples/specimens-dma-tension.tsv" --device-stiffness=250N/m
near "$(cell storage_GPa 3)" 125 0.15 "storage with a given spring"
one="--area=22500nm2 --length=2400nm"
run dmaloss $one --device="$samples/dma-device-5Hz.txt" "$samples/dma-tension-5Hz.txt"
near "$(cell storage_GPa 1)" 125 0.15 "storage with one empty run"
run dmaloss $one --device="$samples/dma-device-5Hz.txt" "$samples/dma-tension-2Hz.txt"
expect_code 1
grep -q 'outside the empty runs' err || fail "an empty run at another frequency: $(cat err)"
run dmaloss $one --device=moduli.tsv "$samples/dma-tension-2Hz.txt"
expect_error 3 "dmaloss: dma-tension-2Hz: moduli.tsv: has no column storage_N_per_m; empty runs are analysed without a size"
# A frame of 10000 N/m in series: 1/K = 1/K_total - 1/10000.
run dmaloss --frame-stiffness=10000N/m "$samples/dma-tension-2Hz.txt"
framed=$(cell storage_N_per_m 1)
run dmaloss "$samples/dma-tension-2Hz.txt"
near "$framed" "$(awk "BEGIN { k = $(cell storage_N_per_m 1); print k / (1 - k / 1e4) }")" 0.01 "storage in a frame"
run dmaloss --frame-stiffness=1000N/m "$samples/dma-tension-2Hz.txt"
expect_code 1
grep -q 'and a frame of 1000 N/m in series is softer' err || fail "a frame that is too soft: $(cat err)"
# A device as stiff as everything leaves nothing; a stiffer one no loss that a delay would explain.
run dmaloss --device="$samples/dma-device-5Hz.txt" "$samples/dma-device-5Hz.txt"
expect_code 1
grep -q 'no stiffness is left for a specimen' err || fail "a device that is everything: $(cat err)"
run dmaloss --device-stiffness=5000N/m "$samples/dma-compression-20Hz.txt"
same "$(cell checks 1)" negative-storage "checks beside a device that is too stiff"
same "$(cat err)" "" "a delay of a negative storage"
# SYNTHETIC: a specimen of 200+20i N/m on a device of 100+5i. The empty run's load may count downwards as the
# run's may, alone or with it. 200 points of a wave that is written to 1e-9 leave 1e-8.
# device FILE SIGN STORAGE LOSS
device() {
	awk -v sign="$2" -v storage="$3" -v loss="$4" 'BEGIN { print "time_s\tdisplacement_nm\tload_uN"
		for (i = 0; i < 2000; i++) { a = 2 * atan2(0, -1) * i / 200
			printf "%.3f\t%.9f\t%.9f\n", i / 200, 100 + 50 * cos(a),
				sign * (1e-3 * (storage * (100 + 50 * cos(a)) - loss * 50 * sin(a)) + 4) } }' > "$1"
}
device empty-up.tsv 1 100 5
device empty-down.tsv -1 100 5
device run-up.tsv 1 300 25
device run-down.tsv -1 300 25
for pair in up:up up:down down:up down:down; do
	run dmaloss --device="empty-${pair%:*}.tsv" "run-${pair#*:}.tsv"
	near "$(cell storage_N_per_m 1)" 200 2e-6 "storage, empty and run $pair"
	near "$(cell loss_N_per_m 1)" 20 2e-6 "loss, empty and run $pair"
	grep -q 'assumed	empty-down.tsv: load counts downwards; its sign was turned' out
	same $? "$(case $pair in down:*) echo 0 ;; *) echo 1 ;; esac)" "word of the empty run's sign, $pair"
done
# An oscillator beyond its resonance has a negative stiffness, which a mass tells from a sign.
run dmaloss --device-mass=1g --device=empty-down.tsv run-up.tsv
near "$(cell storage_N_per_m 1)" 400 4e-6 "storage beside an oscillator"
# SYNTHETIC: a specimen of 200+20i N/m, a frame of 1000 N/m in series, and a device of 100 N/m and 2 Hz 1 kg/s beside
# both: single cycles are corrected as the run is.
awk 'BEGIN { print "time_s\tdisplacement_nm\tload_uN"; pi = atan2(0, -1)
	real = 1200 * 1200 + 400; storage = 1e3 * (200 * 1200 + 400) / real + 100
	loss = 1e3 * (20 * 1200 - 200 * 20) / real + 4 * pi
	for (i = 0; i < 4000; i++) { a = 2 * pi * i / 200
		printf "%.4f\t%.9f\t%.9f\n", i / 400, 100 + 50 * cos(a),
			1e-3 * (storage * (100 + 50 * cos(a)) - loss * 50 * sin(a)) } }' > framed.tsv
instrument="--frame-stiffness=1000N/m --device-stiffness=100N/m --device-damping=1kg/s"
run dmaloss $instrument framed.tsv
near "$(cell damping 1)" 0.1 1e-8 "damping in a frame, beside a device"
near "$(cell damping_cycle_mean 1)" 0.1 1e-8 "mean of the cycles in a frame, beside a device"
run dmaloss $instrument --cycles framed.tsv
near "$(cell storage_N_per_m 7)" 200 2e-6 "storage of a cycle in a frame, beside a device"
near "$(cell loss_N_per_m 7)" 20 2e-6 "loss of a cycle in a frame, beside a device"
# SYNTHETIC: a specimen of 12+1i N/m on a device of 150, and noise of 0.2 uN: what is left of the load, 0.12 uN, shows no
# cycles of its own, and is cut where the whole load was.
awk 'function noise(i, sum) { for (i = 0; i < 12; i++) { x = x * 16807 % 2147483647; sum += x / 2147483647 }; return sum - 6 }
	BEGIN { x = 7; print "time_s\tdisplacement_nm\tload_uN"
	for (i = 0; i < 4000; i++) { a = 2 * atan2(0, -1) * i / 100
		printf "%.3f\t%.6f\t%.6f\n", i / 200, 20 + 10 * sin(a),
			10 + 0.162 * 10 * sin(a) + 0.001 * 10 * cos(a) + 0.2 * noise() } }' > soft.tsv
for option in --frequency=auto --frequency=2Hz; do
	run dmaloss "$option" soft.tsv
	cp out whole.tsv
	run dmaloss "$option" --device-stiffness=150N/m soft.tsv
	expect_code 0
	for column in cycles samples_per_cycle frequency_Hz frequency_se_Hz; do
		same "$(cell $column 1)" "$(cell $column 1 whole.tsv)" "$column of a soft specimen with $option"
	done
	same "$(cell cycles 1) $(cell checks 1)" "39 no-loop" "checks of a soft specimen with $option"
	near "$(cell storage_N_per_m 1)" 12 "$(awk "BEGIN { print 4 * $(cell storage_se_N_per_m 1) }")" "storage of a soft specimen"
	near "$(cell load_amplitude_uN 1)" 0.12 0.03 "load of a soft specimen"
done
# SYNTHETIC: a displacement of 2 nm that is written to 0.1 nm, at 50 rows a cycle, is off alike in every cycle: by up to
# nine of the errors that the scatter of the cycles shows.
for offset in 20 20.05; do
	awk -v offset=$offset 'function noise(i, sum) { for (i = 0; i < 12; i++) { x = x * 16807 % 2147483647; sum += x / 2147483647 }; return sum - 6 }
		BEGIN { x = 7; print "time_s\tdisplacement_nm\tload_uN"
		for (i = 0; i < 1000; i++) { a = 2 * atan2(0, -1) * i / 50
			printf "%.2f\t%.1f\t%.4f\n", i / 50, offset + 2 * sin(a) + 0.01 * noise(),
				100 + 50 * sin(a) + 0.5 * cos(a) + 0.01 * noise() } }' > coarse.tsv
	run dmaloss coarse.tsv
	error=$(cell storage_se_N_per_m 1)
	near "$(cell storage_N_per_m 1)" 25000 "$(awk "BEGIN { print 3 * $error }")" "storage of a coarse displacement about $offset nm"
	# 0.1/sqrt(12) sqrt(2/50)/2 of it is 72, of which noise of a tenth of a step leaves two thirds.
	near "$error" 48 14 "error of a storage of a coarse displacement about $offset nm"
done
# A late load turns the phase back by w dt.
run dmaloss --delay=-1ms "$samples/dma-tension-20Hz.txt"
near "$(cell damping 1)" "$(awk 'BEGIN { x = 2 * 3.14159265 * 20 * 0.001; print -sin(x) / cos(x) }')" 0.001 "damping of a delay"
same "$(cell checks 1)" delay-suspected "checks of a delay"
grep -q 'a load recorded late by 10[0-9][0-9] us would explain it\|by 99[0-9][.0-9]* us would' err || fail "no word of the delay: $(cat err)"

# Without a size: load and stiffness; a size in part is a mistake.
run dmaloss "$samples/dma-tension-5Hz.txt"
near "$(cell storage_N_per_m 1)" "$(awk 'BEGIN { print 125 * 22500 / 2400 + 250 }')" 2 stiffness
near "$(cell load_amplitude_uN 1)" "$(awk 'BEGIN { print 22.5 + 0.25 * 19.2 }')" 0.1 "load amplitude"
run dmaloss --diameter=160nm "$samples/dma-tension-5Hz.txt"
expect_error 2 "dmaloss: dma-tension-5Hz: the length is not known; give --length"

# Loops are closed, and their area is the energy.
run dmaloss --specimens="$samples/specimens-dma-compression.tsv" --loop
expect_code 0
area=$(awk -F'\t' '$1 == "DC1" && $3 > 15 { if (n++) a += ($5 - x) * ($6 + y) / 2; x = $5; y = $6 }
	END { print 1e3 * a }' out)
near "$area" "$(cell loop_energy_MJ_per_m3 5 moduli.tsv)" 0.1 "area of the loop at 20 Hz"

# Each cycle; their mean is that of the run.
run dmaloss --specimens="$samples/specimens-dma-compression.tsv" --cycles
mean=$(awk -F'\t' '$1 == "DC1" && $3 > 15 { s += $11; n++ } END { print s / n }' out)
near "$mean" "$(cell damping_cycle_mean 5 moduli.tsv)" 1e-6 "mean damping of the cycles"
# Runs of one specimen at one frequency are two, and told apart; at another frequency it needs no number.
{
	printf 'file\tspecimen\tmode\tdiameter_nm\tlength_nm\n'
	for frequency in 5 5 10; do
		printf '%s\tDC\tcompression\t160\t320\n' "$samples/dma-compression-${frequency}Hz.txt"
	done
} > runs-of-one.tsv
for kind in loop cycles; do
	run dmaloss --specimens=runs-of-one.tsv --$kind
	expect_code 0
	same "$(grep -v '^#' out | sed 1d | cut -f1 | uniq | tr '\n' ' ')" "DC DC:2 DC " "names with --$kind"
done
run dmaloss --specimens=runs-of-one.tsv
same "$(cut -f1 out | grep -c '^DC$')" 3 "runs of one name, a row each"
run dmaloss --loop --cycles "$samples/dma-tension-5Hz.txt"
expect_error 2 "dmaloss: --loop and --cycles are two answers; ask for one"

run dmaloss --points=50 "$samples/dma-tension-5Hz.txt"
expect_error 2 "dmaloss: --points belongs to --loop"
run dmaloss --device=none.txt --device-damping=1kg/s none.txt
expect_error 2 "dmaloss: --device-damping and --device say the same; give one"

# Frequencies and cycles that are not there.
run dmaloss --frequency=0Hz "$samples/dma-tension-5Hz.txt"
expect_error 2 "dmaloss: --frequency=0Hz: must be greater than 0"
run dmaloss --frequency=7Hz "$samples/dma-tension-5Hz.txt"
expect_error 1 "dmaloss: dma-tension-5Hz: the load turns back and forth at about 5 Hz, not at 7 Hz"
run dmaloss --frequency=auto "$samples/dma-tension-5Hz.txt"
expect_code 0
run dmaloss --skip=10 "$samples/dma-tension-5Hz.txt"
expect_error 1 "dmaloss: dma-tension-5Hz: 10 cycles were found, which leaves none when 10 are skipped"

# Records that are no cyclic tests.
awk 'BEGIN { print "time_s\tload_uN\tdisplacement_nm"; for (i = 0; i < 500; i++) print i "\t" i "\t" 2 * i }' > up.tsv
run dmaloss up.tsv
expect_error 1 "dmaloss: up: the load does not turn back and forth twice, so its frequency is unknown; give it if there is one whole cycle"
awk 'BEGIN { print "time_s\tload_uN\tdisplacement_nm"; for (i = 0; i < 500; i++) print i "\t5\t" 2 * i }' > constant.tsv
run dmaloss constant.tsv
expect_error 1 "dmaloss: constant: the load never changes, so there is no cycle"

# One cycle, with its frequency told; the same in two files on two clocks.
wave='function w(p) { return sin(6.283185307179586 * p) }'
awk "$wave"' BEGIN { print "time_s\tload_uN\tdisplacement_nm"
	for (i = 0; i < 200; i++) printf "%.9f\t%.9f\t%.9f\n", i / 200, 3 + w(i / 200), 5 + 2 * w(i / 200 - 0.02) }' > one.tsv
run dmaloss --frequency=1Hz --skip=0 one.tsv
near "$(cell damping 1)" 0.126329 1e-6 "damping of one cycle"
same "$(cell checks 1)" few-cycles "checks of one cycle"
# A slow clock tells the same time in several rows: no cycle is lacking for it.
awk "$wave"' BEGIN { print "time_s\tload_uN\tdisplacement_nm"
	for (i = 0; i <= 4000; i++) { t = int(i / 4) / 100
		printf "%.9f\t%.9f\t%.9f\n", t, w(t + 0.25), 2 * w(t + 0.23) } }' > ties.tsv
run dmaloss ties.tsv
near "$(cell damping 1)" 0.126329 1e-6 "damping beside times that stand still"
same "$(cell checks 1)" ok "checks beside times that stand still"
# Two frequencies in a record: one is the answer, and that there are other cycles is told; approach and end are none.
awk "$wave"' BEGIN { print "time_s\tload_uN\tdisplacement_nm"
	for (i = 0; i < 5000; i++) { p = i < 2000 ? i / 100 : i / 50
		printf "%.2f\t%.9f\t%.9f\n", i / 100, w(p), 2 * w(p - 0.02) } }' > sweep.tsv
run dmaloss sweep.tsv
near "$(cell damping 1)" 0.126329 1e-6 "damping at the second frequency"
same "$(cell cycles 1) $(cell checks 1)" "59 other-cycles" "cycles at the second frequency"
run dmaloss --frequency=1Hz sweep.tsv
near "$(cell damping 1)" 0.126329 1e-6 "damping at the first frequency"
same "$(cell cycles 1) $(cell checks 1)" "19 incomplete-cycle,other-cycles" "cycles at the first frequency"
awk "$wave"' BEGIN { print "time_s\tload_uN\tdisplacement_nm"
	for (i = 0; i < 3000; i++) { load = i < 500 ? i / 50 - 10 : i < 2500 ? w((i - 500) / 100) : (2500 - i) / 50
		printf "%.2f\t%.9f\t%.9f\n", i / 100, load, 2 * (i < 500 || i >= 2500 ? load : w((i - 500) / 100 - 0.02)) } }' > approach.tsv
run dmaloss approach.tsv
same "$(cell cycles 1) $(cell checks 1)" "19 ok" "cycles between an approach and an end"
# A load that jumps between two cycles tilts all of them through the drift; an even drift, however steep, does not.
# level JUMP DRIFT CHECKS: what is said of a record whose load jumps, and whose channels drift by so much a row.
level() {
	awk -v jump="$1" -v drift="$2" "$wave"' BEGIN { print "time_s\tload_uN\tdisplacement_nm"
		for (i = 0; i < 2000; i++) printf "%.2f\t%.9f\t%.9f\n", i / 100,
			w(i / 100) + (i < 1000 ? 0 : jump) + drift * i, 2 * w(i / 100 - 0.02) + drift * i }' > level.tsv
	run dmaloss level.tsv
	same "$(cell checks 1)" "$3" "checks of a jump of $1 and a drift of $2"
}
level 0.5 0 jump
level 0 0.002 drift
near "$(cell damping 1)" 0.126329 1e-6 "damping beside an even drift"
# A row without a time is a row less, be it the highest of a cycle.
awk "$wave"' BEGIN { print "time_s\tload_uN\tdisplacement_nm"
	for (i = 0; i < 2000; i++) printf "%s\t%.9f\t%.9f\n", i == 1025 ? "" : sprintf("%.9f", i / 100),
		w(i / 100), 2 * w(i / 100 - 0.02) }' > untimed.tsv
run dmaloss untimed.tsv
near "$(cell damping 1)" 0.126329 1e-6 "damping without the time of a maximum"
same "$(cell cycles 1) $(cell checks 1)" "19 ok" "cycles without the time of a maximum"
# Nor does a correction of the clock end there: 1 us of 1 s turns the damping by 6.3e-6 (1 + damping^2).
run dmaloss --delay=1us untimed.tsv
near "$(cell damping 1)" 0.126335 1e-6 "damping of a delay without the time of a maximum"
# The last row would be read beyond the record, and its cycle is one row short.
same "$(cell cycles 1) $(cell checks 1)" "18 incomplete-cycle" "cycles of a delay without the time of a maximum"
# SYNTHETIC: noise of 3 % in which rows at the border of two cycles hop over it by turns, for ever.
awk 'function noise() { x = x * 16807 % 2147483647; return 0.1 * (x / 2147483647 - 0.5) }
	BEGIN { x = 1022; print "time_s\tload_uN\tdisplacement_nm"
	for (i = 0; i < 600; i++) { a = 2 * atan2(0, -1) * i / 100
		printf "%.2f\t%.6f\t%.6f\n", i / 100, sin(a) + noise(), sin(a - 0.1) + noise() } }' > hop.tsv
run dmaloss hop.tsv
expect_code 0
near "$(cell frequency_Hz 1)" 1 "$(awk "BEGIN { print 4 * $(cell frequency_se_Hz 1) }")" "frequency of rows that hop"
near "$(cell damping 1)" 0.100335 "$(awk "BEGIN { print 4 * $(cell damping_se 1) }")" "damping of rows that hop"
awk "$wave"' BEGIN { print "time_s\tload_uN"
	for (i = 0; i < 2000; i++) printf "%.9f\t%.9f\n", i / 200, 3 + w(i / 200) }' > load.tsv
awk "$wave"' BEGIN { print "time_s\tdisplacement_nm"
	for (i = 0; i < 3500; i++) printf "%.9f\t%.9f\n", 0.5 + i / 370, 5 - 2 * w(i / 370 + 0.5 - 0.02) }' > displacement.tsv
run dmaloss --response=displacement.tsv load.tsv
near "$(cell damping 1)" 0.126329 1e-4 "damping from two clocks"
grep -q 'assumed	load: displacement counts downwards; its sign was turned' out || fail "a sign turned in silence"
cp out clocks.tsv
# Few rows of a displacement, or of a load, lose nothing of it and stand for all that there is.
awk "$wave"' BEGIN { print "time_s\tdisplacement_nm"
	for (i = 0; i < 200; i++) printf "%.9f\t%.9f\n", i / 12.3, 5 + 2 * w(i / 12.3 - 0.02) }' > few-displacements.tsv
awk "$wave"' BEGIN { print "time_s\tload_uN"
	for (i = 0; i < 200; i++) printf "%.9f\t%.9f\n", i / 12.3, 3 + w(i / 12.3) }' > few-loads.tsv
for pair in load:few-displacements few-loads:displacement; do
	run dmaloss --frequency=1Hz --response="${pair#*:}.tsv" "${pair%:*}.tsv"
	# cos(0.04 pi)/2 uN/nm; splines of 200 rows a cycle are wrong by 1e-8, and the mean of unlike rows by less than 1e-4
	near "$(awk -v s="$(cell storage_N_per_m 1)" 'BEGIN { print s < 0 ? -s : s }')" 496.0573 0.05 "storage from $pair"
	near "$(cell samples_per_cycle 1)" 12.3 0.5 "rows of the sparser clock, $pair"
	case $(cell checks 1) in
	*few-samples*) ;;
	*) fail "few rows of $pair: $(cell checks 1)" ;;
	esac
done
# A row without a time is a row less, on either side; a missing displacement is not made up.
awk -F'\t' -v OFS='\t' 'NR == 502 { $1 = "" } 1' load.tsv > load-gap.tsv
awk -F'\t' -v OFS='\t' 'NR == 702 { $1 = "" } NR == 1902 { $2 = "" } 1' displacement.tsv > displacement-gap.tsv
for pair in load-gap:displacement load:displacement-gap load-gap:displacement-gap; do
	run dmaloss --response="${pair#*:}.tsv" "${pair%:*}.tsv"
	near "$(cell damping 1)" "$(cell damping 1 clocks.tsv)" 1e-4 "damping from two clocks, $pair"
	same "$(cell cycles 1)" "$(cell cycles 1 clocks.tsv)" "cycles from two clocks, $pair"
	# At most the row that lacks its time and the two beside the gap.
	near "$(cell samples_per_cycle 1)" "$(cell samples_per_cycle 1 clocks.tsv)" 0.5 "rows from two clocks, $pair"
done
run dmaloss load.tsv
expect_code 3
# Of several records none is picked in silence.
tr '\t' ',' < displacement.tsv > several.csv
printf '\n\n' >> several.csv
tr '\t' ',' < displacement.tsv >> several.csv
run dmaloss --response=several.csv load.tsv
expect_error 3 "dmaloss: load: several.csv: holds several records; insitu-read --block=N picks one"
tr '\t' ',' < one.tsv > several.csv
printf '\n\n' >> several.csv
tr '\t' ',' < one.tsv >> several.csv
run dmaloss --device=several.csv "$samples/dma-tension-5Hz.txt"
expect_error 3 "dmaloss: dma-tension-5Hz: several.csv: holds several records; insitu-read --block=N picks one"

# Strain-controlled: a published record, one period long.
record=$INSITU_SHARED/data/dynamic/rheojax_raw_signal_0010.txt
if [ -f "$record" ]; then
	run dmaloss --frequency=0.5029296875Hz --skip=0 --channel=time:1:s --channel=strain:2:1 --channel=stress:4:Pa "$record"
	near "$(cell damping 1)" 2.060296 2e-5 "damping of the published record"
	near "$(cell harmonic3 1)" 0.162096 2e-6 "third harmonic of the published record"
	near "$(cell loop_energy_MJ_per_m3 1)" 535.157e-6 5e-9 "area of the published record"
else
	echo "$record is not here; its part of the test is left out" >&2
fi

# Streams pass through a pipe, and a full disk is told.
insitu-read "$samples/dma-compression-20Hz.txt" | dmaloss --diameter=160nm --length=320nm > out ||
	fail "a pipe: exit code $?"
near "$(cell damping 1)" 0.162 0.0005 "damping through a pipe"
dmaloss "$samples/dma-tension-5Hz.txt" > /dev/full 2> err
same $? 4 "exit code on a full disk"

# SYNTHETIC: a load of tanh and a sine, too steep for the curves that smooth a loop, so that its ends are the range's.
# The ends lie at 6 uN; 400 points a cycle miss the top of the sine by at most 1 - cos(pi / 400) = 3.1e-5 uN.
awk 'BEGIN {
	pi = atan2(0, -1)
	print "time_s\tdisplacement_nm\tload_uN"
	for (i = 0; i < 8000; i++) {
		e = exp(40 * sin(2 * pi * i / 400 + 1e-9)) ^ 2
		printf "%.6f\t%.9f\t%.9f\n", i / 400, 10 * sin(2 * pi * i / 400 - 0.3), 5 * (e - 1) / (e + 1) + sin(2 * pi * i / 400 - 0.3)
	}
}' > steep.txt
run dmaloss --diameter=100nm --length=300nm steep.txt
near "$(cell stress_amplitude_GPa 1)" 0.76394373 4e-6 "amplitude of a loop with steps"

# SYNTHETIC: three rows a cycle tell no waveform; the range is that of the sine fitted, 20 uN, to 1.2e-6 of it
# and what times written to 1e-6 s leave.
awk 'BEGIN {
	pi = atan2(0, -1)
	print "time_s\tdisplacement_nm\tload_uN"
	for (i = 0; i < 120; i++)
		printf "%.6f\t%.9f\t%.9f\n", i / 3, 10 * sin(2 * pi * i / 3 - 0.3), 20 * sin(2 * pi * i / 3)
}' > sparse.txt
run dmaloss --diameter=100nm --length=300nm sparse.txt
near "$(cell stress_amplitude_GPa 1)" 2.54647909 1e-5 "amplitude of a loop of three rows a cycle"

# A row that is hit is left out, as one that was never taken, in the load, in the displacement, and in that of another export.
file=$samples/dma-tension-2Hz.txt
sed 600d "$file" > without.txt
dmaloss --diameter=145nm --length=405nm without.txt > without.tsv
for hit in "load 2 200" "load 2 -2000" "displacement 1 2000" "displacement 1 -200"; do
	set -- $hit
	hit "$file" "$2" "$3" 600 > hit.txt
	run dmaloss --diameter=145nm --length=405nm hit.txt
	expect_hit dmaloss "$1" 595
	for column in storage_GPa loss_GPa damping stress_amplitude_GPa strain_amplitude cycles; do
		same "$(cell $column 1)" "$(cell $column 1 without.tsv)" "$column with a row of $hit"
	done
	same "$(cell checks 1)" "$(cell checks 1 without.tsv),spike" "checks with a row of $hit"
done
awk -F '\t' -v OFS='\t' 'NR == 600 { $NF = 5000 } { print }' displacement.tsv > hit.tsv
run dmaloss --response=hit.tsv load.tsv
same "$(cell checks 1 | sed 's/.*,//')" spike "checks with a response that is hit"
# A load that is read every second row only comes half a row late on average, and is told by a check.
awk "$wave"' BEGIN { print "time_s\tload_uN\tdisplacement_nm"
	for (i = 0; i < 2000; i++) printf "%.9f\t%.9f\t%.9f\n", i / 200, 3 + w((i - i % 2) / 200), 5 + 2 * w(i / 200 - 0.02) }' > held.tsv
run dmaloss held.tsv
near "$(cell damping 1)" "$(awk 'BEGIN { a = 6.283185307 * (0.02 - 0.5 / 200); print sin(a) / cos(a) }')" 1e-4 "damping of a held load"
same "$(cell checks 1 | tr ',' '\n' | grep -x held)" held "check of a held load"
run dmaloss --device-stiffness=100N/m held.tsv
same "$(cell checks 1 | tr ',' '\n' | grep -x held)" held "check of a held load beside a device"

# A clock that counts from 1970 gives the same through a pipe as from the file: its fractions are not lost.
awk 'BEGIN { print "timestamp (s),Force (uN),Displacement (nm)"
	for (i = 0; i < 300; i++) { p = 6.283185307 * i / 25
		printf "%d.%d00,%.5f,%.5f\n", 1763882185 + int(i * 0.4 + 0.01), (i * 4) % 10, 100 + 50 * sin(p + 0.05), 20 + 10 * sin(p) } }' > epoch.csv
dmaloss epoch.csv | grep -v '^#' > wanted
insitu-read epoch.csv | dmaloss | grep -v '^#' > out
near "$(cell displacement_amplitude_nm 1)" 10 0.02 "amplitude of a clock from 1970"
same "$(cut -f2- out)" "$(cut -f2- wanted)" "a clock from 1970 through a pipe"

finish
