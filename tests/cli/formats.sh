#!/bin/sh
# Descriptors: the worked example of insitu-formats(5), the user's own folder, and their faults.
. "$top_srcdir/tests/cli/lib.sh"

page=$top_srcdir/man/insitu-formats.5

# example NAME: the literal text of the page that a comment gives this name.
example() {
	awk -v name="$1" '
		$1 == ".\\\"" && $2 == "example:" { named = $3 == name }
		/^\.Ed/ { inside = 0; named = 0 }
		inside && named
		/^\.Bd/ { inside = 1 }' "$page"
}

for name in pillar7.txt nanotron.fmt rows.tsv; do
	example "$name" > "$name"
	[ -s "$name" ] || fail "the page has no example $name"
done

HOME=$work/home
XDG_CONFIG_HOME=$work/config
export HOME XDG_CONFIG_HOME

# As the page tells: by the file, then from either folder, then by its name.
run insitu-read --format=./nanotron.fmt pillar7.txt
expect_code 0
grep -v '^#' out > rows
diff rows.tsv rows >&2 || fail "the page's example reads otherwise"
grep -q '^#@ diameter_nm	145$' out || fail "no diameter in the notes"
grep -q "^#@ assumed	'Cell' is written with its sign reversed$" out || fail "no note of the sign"

mkdir -p config/insitu/formats
cp nanotron.fmt config/insitu/formats/
run insitu-read --identify pillar7.txt
same "$(sed -n 2p out)" "format: nanotron (Nanotron 3)" "format from the user's folder"
run insitu-read --list-formats
grep -q '^nanotron  *Nanotron 3$' out || fail "the user's own format is not listed"
unset XDG_CONFIG_HOME
mkdir -p home/.config/insitu
mv config/insitu/formats home/.config/insitu/
run insitu-read --format=nanotron --identify pillar7.txt
same "$(sed -n 2p out)" "format: nanotron (Nanotron 3)" "format from ~/.config"

# Of two with one name the user's own counts.
sed 's/^title = .*/title = mine/' "$INSITU_DATA/data-formats/gamry.fmt" > home/.config/insitu/formats/gamry.fmt
run insitu-read --list-formats
same "$(grep '^gamry ' out | sed 's/  */ /')" "gamry mine" "the user's own gamry"
rm home/.config/insitu/formats/gamry.fmt

# Of two tables the first is the test; a line says that it is not this layout; a column begins a specimen.
printf '[format]\ntitle = X\n[recognise]\nline = Xtest*\nnot = *old*\n[table]\nuse = first\n' > home/.config/insitu/formats/x.fmt
{ printf 'Time (s)\tForce (uN)\tDepth (nm)\n'; seq 12 | awk '{ print $1 "\t" $1 "\t" 10 * $1 }'; } > rows.txt
{ echo 'Xtest 1'; cat rows.txt; echo again; cat rows.txt; } > x.txt
run insitu-read --identify x.txt
same "$(sed -n 2p out)" "format: x (X)" "a layout by its line"
grep -q '^table 2: .*; left out: comes behind the test itself$' out || fail "the second table is not left out: $(cat out)"
sed 's/Xtest/Xtest old/' x.txt > old.txt
run insitu-read --identify old.txt
same "$(sed -n 2p out)" "format: generic" "a layout that a line excludes"
rm home/.config/insitu/formats/x.fmt
printf '[format]\ntitle = S\n[table]\nspecimen = *Time*\n' > s.fmt
printf 'Time (s)\tForce (uN)\tDepth (nm)\tTime (s)\tForce (uN)\n0\t1\t0\t0\t1\n1\t2\t10\t1\t2\n2\t3\t20\t2\t3\n' > side.txt
run insitu-read --format=./s.fmt --identify side.txt
same "$(grep -c '^table' out) $(grep -c '(time)' out)" "2 2" "tables side by side"

# What the German testXpert parts by semicolons, with decimal commas and names in quotes.
{
	printf '"Durchmesser d0";"6";"mm"\n"Prüfzeit";"Standardkraft";"Dehnung"\n"s";"N";"%%"\n'
	awk 'BEGIN { for (i = 1; i <= 9; i++) printf "0,%d;%d,5;0,0%d\n", i, i, i }'
} > german.csv
run insitu-read german.csv
same "$(grep -v '^#' out | sed -n 1,2p | tr '\t\n' ' ;')" "time_s load_uN strain;0.1 1500000 0.0001;" "semicolons"

# Faults.
run insitu-read --format=nosuch pillar7.txt
expect_error 2 "insitu-read: --format=nosuch: no such format; insitu-read --list-formats names them"
printf '[format]\ntitle = a\n[roles]\nmood = b\n' > bad.fmt
run insitu-read --format=./bad.fmt pillar7.txt
expect_error 3 "insitu-read: ./bad.fmt: [roles] has no key 'mood'; see insitu-formats(5)"
printf '[format]\ntitle = a\nnonsense\n' > bad.fmt
run insitu-read --format=./bad.fmt pillar7.txt
expect_error 3 "insitu-read: ./bad.fmt:3: neither a [section] nor 'key = value'"
printf '[roles]\nload = b\n' > bad.fmt
run insitu-read --format=./bad.fmt pillar7.txt
expect_error 3 "insitu-read: ./bad.fmt: no 'title' in [format]; is it a descriptor?"
printf '[format]\ntitle = a\n[text]\ndecimal = dot\n' > bad.fmt
run insitu-read --format=./bad.fmt pillar7.txt
expect_error 3 "insitu-read: ./bad.fmt: [text] decimal = dot is none of those that insitu-formats(5) names"
run insitu-read --format=./nowhere.fmt pillar7.txt
expect_error 3 "insitu-read: ./nowhere.fmt: cannot be opened: No such file or directory"

# Every key that the program knows stands on the page, and every descriptor that comes along loads.
sed -n '/^} known\[\]/,/^};/p' "$top_srcdir/lib/data/format.c" |
	sed -n 's/.*{"\([a-z]*\)", "\([a-z]*\)"}.*/\1 \2/p' | while read -r section key; do
	grep -q "^\.Ss \[$section\]" "$page" || echo "[$section]"
	grep -Eq "Cm .*\b$key\b" "$page" || echo "$key"
done > unexplained
[ ! -s unexplained ] || fail "not on the page: $(cat unexplained)"
finish
