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
column 'stress mega_Pa' stress_GPa 0.002

# Per cent without brackets, and other small parts of one.
column 'Strain %' strain 0.02
column 'Strain%' strain 0.02
column 'Strain (microstrain)' strain 0.000002
column 'Strain (µε)' strain 0.000002
column 'Strain (ppm)' strain 0.000002

# Capitals that mean one thing only; others are not taken for a unit.
column 'Load (KN)' load_uN 2000000000
column 'Stress (Mpa)' stress_GPa 0.002
column 'Displacement (MM)' displacement_nm 2000000
column 'Load (mn)' load_mn 2
column 'Stress (mpa)' stress_mpa 2

# What may be a unit is not passed over.
column 'Strain (1e-6)' strain_1e_6 2
column 'Strain (Ext. 1)' strain_ext_1 2
column 'log Load (N)' log_load_uN 2000000

# Names keep what their letters say.
column 'Cs/µF' cs_uf 2
column 'Pressão' pressao 2
column 'Temp [deg C]' temp_K 275.15
column 'Indentation (nm)' displacement_nm 2
finish
