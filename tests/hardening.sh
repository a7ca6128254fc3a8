#!/bin/sh
# The programs are built so that a fault of theirs is hard to misuse, where the compiler can do that.
# readelf speaks the language of the session.
LC_ALL=C
export LC_ALL
command -v readelf > /dev/null || { echo "skipped: readelf is not installed" >&2; exit 77; }
flags=$(sed -n 's/^INSITU_[A-Z]*FLAGS = //p' "$top_builddir/Makefile")
failures=0

# expect FLAG WHAT PATTERN READELF-OPTION: where FLAG was taken, each program shows it.
expect() {
	case $flags in *"$1"*) ;; *) return ;; esac
	for program in $programs; do
		readelf -W $4 "$top_builddir/tools/$program" | grep -q "$3" || {
			echo "$program: no $2" >&2
			failures=$((failures + 1))
		}
	done
}

expect -pie 'place of its own in memory' 'Type: *DYN' -h
expect relro 'memory that is read only once it is linked' GNU_RELRO -l
expect ,now 'links that are all made at the start' 'BIND_NOW\|FLAGS_1.*NOW' -d
expect -fstack-protector 'guard of the stack' __stack_chk_fail --dyn-syms
exit $((failures > 0))
