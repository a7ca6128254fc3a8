#!/bin/sh
# What columns are called in the wild, and what their numbers mean: no unit is guessed, none is lost.
. "$top_srcdir/tests/cli/lib.sh"

# column HEADER NAME VALUE: a column headed so, of which the first number is 2, becomes NAME with VALUE.
column() {
	printf 'Zeit (s)\t%s\n0\t2\n1\t3\n2\t4\n' "$1" > column.txt
	run insitu-read column.txt
	expect_code 0
	same "$(grep -v '^#' out | head -1 | cut -f2)" "$2" "the name made of '$1'"
	near "$(cell "$2" 1)" "$3" 0 "2 under '$1'"
}

# A prefix in full.
column 'load_micro_N' load_uN 2
column 'load_milli_newton' load_uN 2000
column 'disp_nano_m' displacement_nm 2
column 'Load [kilo_N]' load_uN 2000000000
column 'Load (micronewton)' load_uN 2
column 'Displacement [nanometer]' displacement_nm 2
column 'Load (microscope)' load_microscope 2
column 'stress mega_Pa' stress_GPa 0.002

# Per cent without brackets, and other small parts of one.
column 'Strain %' strain 0.02
column 'Strain%' strain 0.02
column 'Strain (microstrain)' strain 0.000002
column 'Strain (µε)' strain 0.000002
column 'Strain (ppm)' strain 0.000002
column 'Strain [‰]' strain 0.002
column 'Strain (mStrain)' strain 0.002
column 'Strain (per mille)' strain 0.002
column 'Strain pct' strain 0.02

# Capitals that mean one thing only; others are not taken for a unit.
column 'Load (KN)' load_uN 2000000000
column 'Stress (Mpa)' stress_GPa 0.002
column 'Displacement (MM)' displacement_nm 2000000
column 'Load (mn)' load_mn 2
column 'Stress (mpa)' stress_mpa 2
column 'Dwell (Min)' dwell_s 120
column 'Resistance (KOhm)' resistance_Mohm 0.002
column 'Resistance_Ohm' resistance_Mohm 0.000002
column 'Resistance..kOhm.' resistance_Mohm 0.002
column 'Resistance_MOhm_' resistance_Mohm 2

# Some words make another quantity of a name.
column 'Valley Load (N)' valley_load_uN 2000000
column 'Threshold force (N)' threshold_force_uN 2000000
column 'Plastic strain (%)' plastic_strain 0.02
column 'Disp. set (nm)' disp_set_nm 2
column 'Weg Soll (nm)' weg_soll_nm 2
column 'Contact depth (nm)' contact_depth_nm 2
column 'Series resistance (Mohm)' series_resistance_Mohm 2
column 'Resistance change (Mohm)' resistance_change_Mohm 2
column 'Displacement change (nm)' displacement_nm 2

# Strains and lengths across the axis are none along it; a load may act there.
for name in Width Lateral Transverse Diametral Radial Quer; do
	lower=$(echo "$name" | tr '[:upper:]' '[:lower:]')
	column "$name strain (%)" "${lower}_strain" 0.02
	column "$name displacement (nm)" "${lower}_displacement_nm" 2
done
column 'Déformation transversale (%)' deformation_transversale 0.02
column 'Diametral load (N)' load_uN 2000000

# momentary NAME ROLE: a true stress or strain has its role where no other has, with a note.
momentary() {
	column "$1" "$2" 2
	grep -q "^#@ assumed	'${1% (*}' is taken as the engineering ${2%_GPa}, from which it departs as the strain grows$" \
		out || fail "no note on '$1': $(cat out)"
}
momentary 'True stress (GPa)' stress_GPa
momentary 'True strain (-)' strain
momentary 'Cauchy stress (GPa)' stress_GPa
momentary 'Hencky strain (-)' strain
momentary 'Wahre Dehnung (-)' strain
printf 'True stress (GPa)\tStress (GPa)\tTrue strain (-)\tStrain (-)\n0\t1\t2\t3\n1\t2\t3\t4\n2\t3\t4\t5\n' > both.txt
run insitu-read both.txt
same "$(grep -v '^#' out | head -2 | tr '\t\n' ' ;')" \
	"true_stress_GPa stress_GPa true_strain strain;0 1 2 3;" "engineering beside true ones"
same "$(grep -c 'is taken as the engineering' out)" 0 "notes on true ones beside engineering ones"
run insitu-read --channel='stress:True stress' both.txt
same "$(grep -c "^#@ assumed	'True stress' is taken as the engineering stress" out)" 1 "a true stress that is asked for"

# before ROLE FIRST SECOND: of two columns FIRST has the role, wherever it stands, with a note that SECOND lost it.
before() {
	for names in "$2\t$3" "$3\t$2"; do
		printf "$names\n1\t1\n2\t2\n3\t4\n" > names.txt
		run insitu-read names.txt
		expect_code 0
		first=$(printf '%s' "$2" | sed 's/ (.*//') second=$(printf '%s' "$3" | sed 's/ (.*//')
		grep -q "^#@ assumed	the $1 is '$first'; '$second' was passed over$" out ||
			fail "'$2' before '$3': $(cat out)"
	done
}
# alone ROLE FIRST SECOND: the same where SECOND could not have the role at all, so that no note is due.
alone() {
	for names in "$2\t$3" "$3\t$2"; do
		printf "$names\n1\t1\n2\t2\n3\t4\n" > names.txt
		run insitu-read --identify names.txt
		same "$(grep -F "($1)" out | sed 's/^ *[12]  //; s/ \[.*//')" "$(printf '%s' "$2" | sed 's/ (.*//')" \
			"the $1 of '$2' and '$3'"
		same "$(grep -c 'passed over' out)" 0 "what '$2' and '$3' contend for"
	done
}
# What was commanded is not what happened, unless it is what a stress or strain is called.
alone displacement 'Actual position (nm)' 'Commanded position (nm)'
alone displacement 'Actual position (nm)' 'Desired position (nm)'
alone displacement 'Actual position (nm)' 'Requested position (nm)'
alone load 'Actual force (uN)' 'Nominal force (uN)'
alone load 'Actual force (uN)' 'Force reference (uN)'
column 'Nominal stress (GPa)' stress_GPa 2
column 'Axial nominal stress (GPa)' stress_GPa 2
column 'Nominal strain (%)' strain 0.02
# What is rid of a fault comes before the same with it; the fault itself is none.
before displacement 'Drift-corrected displacement (nm)' 'Displacement (nm)'
before displacement 'Compliance corrected displacement (nm)' 'Displacement (nm)'
before displacement 'Displacement thermal drift corrected (nm)' 'Displacement (nm)'
before displacement 'Depth corrected for thermal drift (nm)' 'Depth (nm)'
before displacement 'Drift-free depth (nm)' 'Depth (nm)'
before load 'Drift compensated force (uN)' 'Force (uN)'
before strain 'Compliance-corrected strain (%%)' 'Strain (%%)'
alone displacement 'Displacement (nm)' 'Drift displacement (nm)'
alone displacement 'Displacement (nm)' 'Corrected displacement error (nm)'
column 'Free displacement (nm)' displacement_nm 2
column 'Corrected (nm)' corrected_nm 2
# What is measured at the specimen comes before what moves the machine.
before strain 'Video extensometer strain (%%)' 'Crosshead strain (%%)'
before strain 'DIC strain (%%)' 'Crosshead strain (%%)'
before displacement 'Video extensometer (mm)' 'Crosshead (mm)'
before displacement 'Extensometer 1 (mm)' 'Crosshead displacement (mm)'
before displacement 'Specimen displacement (mm)' 'Traverse (mm)'
before displacement 'Crosshead (mm)' 'Sample position (mm)'
before displacement 'Crosshead (mm)' 'Crosshead displacement of sample 1 (mm)'

# Nor is a unit at the end of a name passed over for seconds, or for a plain number.
for name in 'Time ms' 'Test time us' 'Time:h' 'Time (ms) 1' 'Time (ms).1' 'Time (ms):' 'Time (ms), raw' Time_ms_raw; do
	printf '%s\tLoad (N)\n0\t2\n1\t3\n2\t4\n' "$name" > time.txt
	run insitu-read time.txt
	grep -q "^#@ omitted	time: column 1 ('$name') has no unit; say it with --channel=time:1:UNIT$" out ||
		fail "the time called '$name': $(cat out)"
done
column 'Strain ue' strain_ue 2
column 'Strain (%) DIC' strain_dic 2
column 'Strain [%]*' strain_2 2
column 'Strain (%).1' strain_1 2
column 'Strain_%_1' strain_1 2
column '% Strain' channel_strain 2
column 'Axial strain' strain 2
column 'Strain at 50%' strain 2
column 'Time (s) of day' time_s_of_day 2
# MATLAB makes a mark of "%".
column 'Strain_' strain_2 2

# A number behind a unit is none of its own.
column 'Load (N 2)' load_n_2 2
column 'Dwell (mins)' dwell_s 120

# Powers of ten stand before a unit.
column 'Load (10^3 N)' load_uN 2000000000
column 'Load [10³ N]' load_uN 2000000000
column 'Load [10⁻³ N]' load_uN 2000
column 'Stress [10² Pa]' stress_GPa 0.0000002

# A large letter makes another unit of some: a torque's power is no speed.
column 'Speed (MM/S)' speed_nm_per_s 2000000
column 'Power (Nm/s)' power 2
column 'Loss (mJ/m3)' loss_GPa 0.000000000002
column 'Loss (MJ/m3)' loss_MJ_per_m3 2

# What no test measures is a slip, and no unit.
column 'Current (MA)' current_ma 2
column 'Stress (mPa)' stress_mpa 2

# Nor does a name, made of what is none, end in a unit.
column 'Displacement (Mm)' displacement_mm_2 2
column 'Phase m' phase_m_2 2
column 'Q/mA.h' q_ma_h_2 2

# What may be a unit is not passed over.
column 'Strain (1e-6)' strain_1e_6 2
column 'Strain (Ext. 1)' strain_ext_1 2
column 'log Load (N)' log_load_uN 2000000

# However many words a name has, and however long one is.
column 'Time synchronisations' time_synchronisations 2
column "$(awk 'BEGIN { for (i = 0; i < 30; i++) printf "long " }')load (N)" load_uN 2000000

# Names keep what their letters say.
column 'Cs/µF' cs_uf 2
column 'Pressão' pressao 2
column 'Temp [deg C]' temp_K 275.15
column 'Indentation (nm)' displacement_nm 2
column 'Verformung (mm)' displacement_nm 2000000
column 'Verformung (%)' strain 0.02
column 'Standardwegaufnehmer [mm]' displacement_nm 2000000
column 'Tension (N)' load_uN 2000000
column 'Tension (MPa)' stress_GPa 0.002
column 'Tension (V)' voltage_V 2
column 'Dwell time (h:m:s)' dwell_time_h_m_s_2 2
column 'Werkzeugabstand (mm)' displacement_nm 2000000
column 'Percentage Strain' strain 0.02

# Brackets of which MATLAB or R made marks hold the unit that they held before.
column 'Load_uN_' load_uN 2
column 'Load..mN.' load_uN 2000
column 'Load__mN_' load_uN 2000
column 'load_micro_N_' load_uN 2
column 'Disp_in_' displacement_nm 50800000
column 'Load_of_the_first_specimen_uN_' load_uN 2
column '_uN_' channel_un 2
column 'Depth..µm.' displacement_nm 2000
column 'Stress_N_mm2_' stress_GPa 0.002
column 'Stress..N.mm2.' stress_GPa 0.002
column 'Strain_mm_mm_' strain 2
column 'Strain..ue.' strain 0.000002
# A mark may hide a letter of the unit, so that there is none: "Depth (µm)", "Torque (N m)".
column 'Depth__m_' depth_m_2 2
column 'Depth...m.' depth_m_2 2
column 'Torque_N_m_' torque_n_m_2 2
column 'Gauge__left_mm_' gauge_left_mm_2 2
# Nor at the end of a unit that no word knows, which is another one's; a number or "in" may stand there.
for mark in '' _; do
	column "Speed_mm_min$mark" speed_mm_min_2 2
	column "Speed_mm_sec$mark" speed_mm_sec 2
	column "Load_rate_N_min$mark" load_rate_n_min_2 2
	column "Strain_rate_1_min$mark" strain_rate_1_min_2 2
	column "Disp_in_mm$mark" displacement_nm 2000000
	column "Gauge_1_mm$mark" gauge_1_nm 2000000
	# A letter of the name that is no unit over that one.
	column "Depth_h_nm$mark" displacement_nm 2
	column "Displacement_A_nm$mark" displacement_nm 2
	column "Displacement_K_nm$mark" displacement_nm 2
	column "Torque_N_m$mark" torque_n_m_2 2
	column "Voltage_V_mV$mark" voltage_V 0.002
	column "Position_m_mm$mark" position_m_mm_2 2
done
# A run of signs that becomes one mark may have held a prefix.
doubt="'Load' is taken in N, though a mark may stand for a prefix of it; --channel=load:COLUMN:UNIT tells another unit"
column 'Load_N_' load_uN 2000000
same "$(sed -n 's/^#@ assumed	//p' out)" "$doubt" "a doubtful unit"
printf 'Load_N_\tRaw Load (N)\tDepth (nm)\n1\t2\t3\n2\t3\t4\n' > column.txt
run insitu-read column.txt
same "$(sed -n 's/^#@ assumed	//p' out)" "$doubt; the load is 'Load'; 'Raw Load' was passed over" "a doubtful unit, and a load passed over"
# Names that pandas or R numbered are those of specimens side by side; one such column is a second channel.
for names in 'Load (N),Depth (nm),Load (N).1,Depth (nm).1' 'Load..N.,Depth..nm.,Load..N..1,Depth..nm..1'; do
	printf '%s\n1,2,3,4\n2,3,4,5\n' "$names" > column.txt
	run insitu-read column.txt
	same "$(grep -v '^#' out | tr '\t\n' ' ;')" \
		"specimen load_uN displacement_nm;column:1 1000000 2;column:1 2000000 3;column:2 3000000 4;column:2 4000000 5;" "numbered names"
done
printf 'Load (N),Depth (nm),Depth (nm).1\n1,2,4\n2,3,5\n' > column.txt
run insitu-read column.txt
same "$(grep -v '^#' out | head -1 | tr '\t' ' ')" "load_uN displacement_nm depth_nm_1" "one numbered name"
# A row of units says which, and another table of the same columns shares the doubt.
printf 'Load_N_\tDepth (nm)\nN\tnm\n1\t3\n2\t4\n' > column.txt
run insitu-read column.txt
same "$(grep -c '^#@ assumed' out)" 0 "notes on a unit that a row of units tells"
printf 'Time_s_,Load_N_\n1,2\n2,3\n\nTest 2\n1,2\n2,3\n' > column.txt
run insitu-read --identify column.txt
same "$(grep -c "'Load' is taken in N" out)" 2 "notes on the doubtful unit of two tables"
column 'Stress_N_mm__' stress_n_mm_2 2
# Marks in other places are those of abbreviations and numbers.
column 'Disp.' disp 2
column 'Pos.' pos 2
column 'Act.Load.Volt.' act_load_volt 2
column 'Strain_1_' strain 2

# clock NAME VALUE: the clock called NAME, of which the second number is 10, is VALUE seconds.
clock() {
	printf '%s,Load (uN),Depth (nm)\n0,1,2\n10,2,3\n20,3,4\n' "$1" > clock.csv
	run insitu-read clock.csv
	expect_code 0
	near "$(cell time_s 2)" "$2" 1e-12 "10 under '$1'"
	same "$(grep -c '^#@ assumed' out)" 0 "what is taken for granted of '$1'"
}
clock 'Time_ms_' 0.01
clock 'Time..ms.' 0.01
clock 'Test_time_min_' 600

# hidden NAME ROLE: a unit that was lost so is not taken for granted; the option says it.
hidden() {
	printf 'Zeit (h),%s\n0,2\n1,3\n2,4\n' "$1" > hidden.csv
	[ "$2" = strain ] || sed -i 's/Zeit/Load/; s/(h)/(N)/' hidden.csv
	run insitu-read hidden.csv
	expect_code 0
	grep -q "^#@ omitted	$2: column 2 ('$1') has no unit; say it with --channel=$2:2:UNIT$" out ||
		fail "the unit that '$1' lost: $(cat out)"
}
hidden 'Strain....' strain
hidden 'Strain___' strain
hidden 'Strain..' strain
hidden 'Time__s_' time
hidden 'Time.ms.' time
run insitu-read --channel=time:2:ms hidden.csv
near "$(cell time_s 1)" 0.002 1e-15 "a time whose unit the user tells"

# Units that stand below their names, where not every column has one.
cat > places.txt <<'END'
   Point       Time     Load    Depth
                  s       mN       um
       1        1.0     1.00      1.0
       2        2.0     2.00      2.0
       3        3.0     3.00      3.0
END
run insitu-read places.txt
expect_code 0
same "$(grep -v '^#' out | head -1)" "point	time_s	load_uN	displacement_nm" "names above fewer units"
near "$(cell load_uN 2)" 2000 0 "a load whose unit stands below its name"
near "$(cell displacement_nm 2)" 2000 0 "a depth whose unit stands below its name"
printf 'Time Count Load Depth\ns mN nm\n0 1 2 3\n1 2 3 4\n2 3 4 5\n' > blanks.txt
run insitu-read blanks.txt
expect_error 3 "insitu-read: blanks.txt:1:1: the unit of 'Time' was lost ('s mN nm'); say it with --channel=time:1:UNIT"
run insitu-read --channel=time:1:s --channel=load:3:mN --channel=displacement:4:nm blanks.txt
near "$(cell load_uN 1)" 2000 0 "a load whose unit the user tells"

# A unit in the name and another one below it: nobody but the user can tell which.
printf 'Time (s),Load (N),Disp (mm)\ns,kN,mm\n0,0,0\n1,1,1\n2,2,2\n' > two.csv
run insitu-read two.csv
expect_error 3 "insitu-read: two.csv:1:2: the unit of 'Load' is N in the name and kN in the row of units; \
say which with --channel=load:2:UNIT"
run insitu-read --channel=load:2:kN two.csv
near "$(cell load_uN 2)" 1e9 0 "a load whose unit the user decides"
printf 'Zeit [s],Kraft [kN],Weg [mm]\ns,N,mm\n0,0,0\n1,1,1\n2,2,2\n' > two.csv
run insitu-read two.csv
expect_error 3 "insitu-read: two.csv:1:2: the unit of 'Kraft' is kN in the name and N in the row of units; \
say which with --channel=load:2:UNIT"
printf 'Time (s)\tLoad (mm)\ns\tN\n0\t0\n1\t1\n2\t2\n' > two.txt
run insitu-read two.txt
expect_error 3 "insitu-read: two.txt:1:2: the unit of 'Load' is mm in the name and N in the row of units; \
say which with --channel=load:2:UNIT"
# One unit in two spellings is one, and what is only joined to a name may be none.
printf 'Time (s)\tLoad (uN)\tDisp_A\tStrain (%%)\tT (°C)\nSekunden\tµN\tmm\t%%\tdegC\n0\t0\t0\t0\t0\n1\t2\t3\t4\t5\n2\t2\t2\t2\t2\n' > two.txt
run insitu-read -v two.txt
same "$(grep -v '^#' out | sed -n 1,3p | tr '\t\n' ' ;') $(cat err)" \
	"time_s load_uN displacement_nm strain t_K;0 0 0 0 273.15;1 2 3000000 0.04 278.15; " "one unit twice"
printf 'Time (s),Load [raw]\ns,N\n0,0\n1,2\n2,2\n' > two.csv
run insitu-read two.csv
near "$(cell load_uN 2)" 2e6 0 "a load with what is no unit in its name"
# A column that is asked for by nobody stays as it is, with a note.
printf 'Time (s),Load (N),Temp (K)\ns,N,°C\n0,0,20\n1,1,21\n2,2,22\n' > two.csv
run insitu-read two.csv
same "$(cell temp 2)" 21 "a temperature in two units"
grep -q "^#@ omitted	the unit of 'Temp', which is K in the name and °C in the row of units$" out ||
	fail "no note on two units: $(cat out)"

# Text above numbers that names no columns.
printf 'Integration time: 0.01\n>>>>>Begin Spectral Data<<<<<\n339.24 -3.37\n339.62 2.35\n340.01 1.25\n' > marked.txt
run insitu-read marked.txt
same "$(grep -v '^#' out | head -1)" "column_1	column_2" "names behind a line of marks"
printf '# name: A\n# type: matrix\n# rows: 3\n# columns: 3\n 0 1.5 2.5\n 1 2.5 3.5\n 2 3.5 4.5\n' > matrix.txt
run insitu-read matrix.txt
same "$(grep -v '^#' out | head -1)" "column_1	column_2	column_3" "names behind a matrix's description"

# Moduli of a dynamic test are channels, no results; a report is no specimen.
printf 'Storage modulus,Loss modulus,Temperature\nMPa,MPa,K\n2100,100,300\n2110,101,301\n2120,102,302\n' > dynamic.csv
run insitu-read dynamic.csv
near "$(cell loss_modulus_GPa 1)" 0.1 0 "a loss modulus"
printf 'Test Report\nTest 3\n\nTime (s),Load (N)\n0,1\n1,2\n2,3\n' > report.csv
run insitu-read --identify report.csv
grep -q "^table 1 'Test 3'" out || fail "the specimen of a report: $(cat out)"

# Text beside the first rows hides them, and a note says so; what meters write for no number is none.
printf 'Record Length,4,,-2,1,\nSource,CH1,,-1,2,\n,,,0,3,\n,,,1,4,\n,,,2,5,\n' > beside.csv
run insitu-read beside.csv
grep -q "^#@ omitted	line 1, above the first row, holds numbers and is no row$" out || fail "rows beside text: $(cat out)"
printf 'Voltage (V),Current (A)\n0.1,1e-6\n0.2,9.91E+37\n0.3,-9.9E+37\n0.4,4e-6\n' > over.csv
run insitu-read over.csv
same "$(cell current_nA 2) $(cell current_nA 3) $(cell current_nA 4)" "nan nan 4000" "overflows"
grep -q "^#@ omitted	2 values of 'Current' that say overflow or no number (9.9E37)$" out || fail "no note on overflows"

# geometry LINE NOTE: what a line of the header says of the specimen, or why it says nothing.
geometry() {
	printf '%b\n\nTime (s)\tLoad (N)\n0\t1\n1\t2\n2\t3\n' "$1" > line.txt
	run insitu-read line.txt
	expect_code 0
	same "$(sed -n 's/^#@ //p' out | grep -E '_nm|header')" "$(printf '%b' "$2")" "what '$1' says"
}

geometry 'Dicke: 1,5 mm' 'thickness_nm\t1500000'
geometry 'Diameter: 6.35mm' 'diameter_nm\t6350000'
geometry 'Diameter: 6.35 [mm]' 'diameter_nm\t6350000'
geometry 'Pillar diameter: 145 nm +/- 5 nm' 'diameter_nm\t145'
geometry 'Pillar diameter: 145 ± 5 nm' 'diameter_nm\t145'
geometry 'Diameter: 145 nm (nominal)' 'diameter_nm\t145'
left="assumed\t'Diameter' (%s) in the header is in no unit of length and was left out"
geometry 'Diameter: 1,234 um' "$(echo "$left" | sed 's/%s/1 ,234 um/')"
geometry 'Diameter: 1 234 um' "$(echo "$left" | sed 's/%s/1 234 um/')"
geometry 'Diameter: 500 (20) nm' "$(echo "$left" | sed 's/%s/500 (20) nm/')"
geometry 'Diameter: 5 kg' "$(echo "$left" | sed 's/%s/5 kg/')"

# One dimension twice: nobody can tell which, unless both are the same.
geometry 'Diameter: 145 nm\nSpecimen diameter: 150 nm' \
	"assumed\t'Diameter' (145 nm) and 'Specimen diameter' (150 nm) in the header differ and were left out"
geometry 'Diameter\t6.35\tmm\nDiameter (in)\t0.25\nDiameter: 6350 um' 'diameter_nm\t6350000'
geometry 'Diameter: 0 nm\nDiameter: 145 nm\nFinal diameter: 150 nm' 'diameter_nm\t145'
geometry 'Diameter: 145 nm\nLength: 290 nm\nHeight: 300 nm\nLength: 310 nm' \
	"diameter_nm\t145\nassumed\t'Length' (290 nm) and 'Height' (300 nm) in the header differ and were left out"
# A table below has its own, and those above where it says nothing.
{
	printf 'Diameter: 145 nm\nLength: 290 nm\n\nTime (s),Load (N)\n0,1\n1,2\n2,3\n\n'
	printf 'Diameter: 180 nm\n\nTime (s),Load (N)\n0,1\n1,2\n2,3\n\n'
	printf 'Time (s),Load (N),Diameter (nm)\n0,1,200\n1,2,\n2,3,\n3,4,\n'
} > below.csv
for table in '1 145' '2 180' '3 200'; do
	run insitu-read --block=${table% *} below.csv
	same "$(sed -n 's/^#@ //p' out | grep _nm)" "$(printf 'diameter_nm\t%d\nlength_nm\t290' ${table#* })" \
		"what the headers say of table ${table% *}"
done
{
	printf 'Diameter: 145 nm\nDiameter: 150 nm\nLength: 290 nm\n\nTime (s),Load (N)\n0,1\n1,2\n2,3\n\n'
	printf 'Diameter: 180 nm\n\nTime (s),Load (N)\n0,1\n1,2\n2,3\n'
} > below.csv
run insitu-read --block=2 below.csv
same "$(sed -n 's/^#@ //p' out | grep -E '_nm|header')" "$(printf 'diameter_nm\t180\nlength_nm\t290')" "a table below two diameters"

# specimen LINE NAME: the specimen's name that a line of the header tells, whole; none in a row of names.
specimen() {
	printf '%b\n\nTime (s),Load (N)\n0,1\n1,2\n2,3\n' "$1" > line.txt
	run insitu-read line.txt
	expect_code 0
	same "$(sed -n 's/^#@ specimen	//p' out)" "$2" "the specimen that '$1' names"
}

specimen 'Specimen: 3 annealed' '3 annealed'
specimen 'Specimen label,"22L.3"' '22L.3'
specimen 'Sample name;5 um pillar (left);;' '5 um pillar (left)'
specimen 'Specimen 7,,,' 'Specimen 7'
specimen 'Specimen label,Maximum Load (N)\nA1,12.5' ''
specimen 'Specimen label,Maximum Load,Modulus\n,N,MPa\nA1,12.5,700' ''

# Comments, types and specimens stand below the units in some exports; the names are those above the units.
# commented LINES COLUMNS NOTES: what the columns below LINES are called, and how many notes tell of a line passed over.
commented() {
	printf '%b\n1\t0\t1\t10\n2\t1\t2\t20\n3\t2\t3\t30\n' "$1" > comments.txt
	run insitu-read comments.txt
	expect_code 0
	same "$(grep -v '^#' out | head -1 | tr '\t' ' ')" "$2" "the columns below '$1'"
	same "$(grep -c '^#@ omitted	line [0-9]*, between the units and the first row, holds no names of columns$' out)" "$3" "notes below '$1'"
}
roles='time_s displacement_nm load_uN'
pair='Long Name\tTime\tDepth\tForce\nUnits\ts\tnm\tµN\n'
commented "${pair}Comments\t\tcorrected\traw" "long_name $roles" 1
commented "${pair}F(x)=\t\t\t\nComments\tA\tB\tC" "long_name $roles" 1
commented "${pair}Comments\tA\tB\tC\nF(x)=\t\t\t" "long_name $roles" 1
commented 'No.\tTime\tDepth\tForce\n\ts\tnm\tuN\nint\tdouble\tdouble\tdouble' "no $roles" 1
commented 'No.\tTime\tDepth\tForce\n\tsec\tnanometer\tmicronewton\nint\tdouble\tdouble\tdouble' "no $roles" 1
commented '\n\nNo.\tTime\tDepth\tForce\n\ts\tnm\tuN\n\nP1\tP1\tP1\tP1' "no $roles" 1
# Not where they are names that a role has, or have units; nor across numbers, or below fewer names than columns.
commented "${pair}No.\tTime\tDepth\tForce" 'no time_s depth force' 0
commented "${pair}No.\tA (s)\tB (nm)\tC" 'no a_s b_nm c' 0
commented "${pair}1\t2\t3\t4\nA\tB\tC\tD" 'a b c d' 0
commented "Width\tThickness\tLength\nmm\tmm\tmm\nA\tB\tC\tD" 'a b c d' 0
commented "A\tB\tC\tD" 'a b c d' 0

# A line end within quotes cuts the names in two: what is left of them stands above the wrong columns.
printf 'Time (s),"Load\n(N)",Depth (nm)\n0,1,10\n1,2,20\n2,3,30\n' > cut.csv
run insitu-read cut.csv
same "$(grep -v '^#' out | head -1)" "column_1	column_2	column_3" "names that a line end cuts"
printf 'Time (s),Load (N),Depth (")\n0,1,10\n1,2,20\n2,3,30\n' > cut.csv
run insitu-read cut.csv
same "$(grep -v '^#' out | head -1 | cut -f1,2)" "time_s	load_uN" "names beside an inch"

# A rule below the names is no row of missing numbers.
printf 'Time Load Depth\n[s] [mN] [nm]\n---- ----- -----\n0 1 2\n1 1 --\n2 1 2\n' > rule.txt
run insitu-read rule.txt
same "$(grep -v '^#' out | tr '\t\n' ' ;')" "time_s load_uN displacement_nm;0 1000 2;1 1000 nan;2 1000 2;" "rows below a rule"

# Units below names of several words, and units of which some stand behind the names.
printf 'Load of tip  Depth of it  Time\nmN             nm\n1 2 3\n2 3 4\n3 4 5\n4 5 6\n' > words.txt
run insitu-read words.txt
same "$(sed -n '/^[^#]/{p;n;p;q;}' out | tr '\t\n' '  ')" "load_uN displacement_nm time_s 1000 2 3 " "units below wide names"
printf 'Time/s  Load  Depth\nmN nm\n1 2 3\n2 3 4\n3 4 5\n' > behind.txt
run insitu-read behind.txt
expect_error 3 "insitu-read: behind.txt:1:2: the unit of 'Load' was lost ('mN nm'); say it with --channel=load:2:UNIT"
finish
