#!/bin/sh
# Completion in bash, zsh and fish offers every option of the help, and the words that an option takes.
. "$top_srcdir/tests/cli/lib.sh"

# Options are compared in the order of their letters, which some languages see otherwise.
LC_ALL=C
export LC_ALL
made=$top_builddir/completion
HOME=$work
XDG_CONFIG_HOME=$work
XDG_DATA_HOME=$work
export HOME XDG_CONFIG_HOME XDG_DATA_HOME
tried=

# in_bash LINE-PARTS...: what bash would offer for the last of the words, of which '=' is one.
in_bash() {
	# shellcheck disable=SC2016
	bash -c '
		compopt() { echo "compopt $*" >&2; }
		. "$0/bash/$1" || exit 1
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		"_$1"
		printf "%s\n" "${COMPREPLY[@]}"' "$made" "$@" 2> err
}

# in_fish LINE: what fish would offer for the end of the line.
in_fish() {
	fish -N -c 'source $argv[1]; complete -C $argv[2]' "$made/fish/${1%% *}.fish" "$1" | cut -f 1
}

# The options in the help of $program, one a line.
options() {
	"$program" --help | grep -oE -- '--[a-z][a-z0-9-]*' | sort -u
}

if command -v bash > /dev/null; then
	tried="$tried bash"
	for program in $programs; do
		options > wanted
		in_bash "$program" -- | sed 's/=$//' | sort | cmp - wanted || fail "bash, $program: other options than in the help"
	done
	# An option that the help gives a file is of the kind that says so, so that no output lands on it.
	for program in $programs; do
		"$program" --help | grep -oE -- '--[a-z-]*=[A-Z|]*(FILE|MAP)\>' | sed 's/=.*//' > files
		while read -r option; do
			same "$(in_bash "$program" "$option" = x)$(cat err)" "" "bash, $program $option=x"
		done < files
	done
	same "$(in_bash tcfit --mode = te)" tension "bash, --mode=te"
	same "$(in_bash tcfit --mode =)" "tension
compression" "bash, --mode="
	same "$(in_bash tcfit --mode com)" compression "bash, --mode com"
	same "$(in_bash tcfit --channel = lo)" load: "bash, --channel=lo"
	same "$(cat err)" "compopt -o nospace" "bash, --channel=lo"
	same "$(in_bash insitu-plot -t p)" "pdf
png" "bash, -t p"
	same "$(in_bash tcfit --cu)" --curve "bash, --cu"
	# Nothing of ours, so that files are offered; and no files where a quantity is wanted.
	same "$(in_bash tcfit --specimens = sp)$(cat err)" "" "bash, --specimens=sp"
	same "$(in_bash tcfit pil)$(cat err)" "" "bash, a file"
	same "$(in_bash tcfit --diameter =)$(cat err)" "compopt +o default" "bash, --diameter="
else
	echo "skipped: bash is not installed" >&2
fi

if command -v fish > /dev/null; then
	tried="$tried fish"
	for program in $programs; do
		options > wanted
		in_fish "$program --" | sed 's/=$//' | sort -u | cmp - wanted || fail "fish, $program: other options than in the help"
	done
	same "$(in_fish 'tcfit --mode=te')" --mode=tension "fish, --mode=te"
	same "$(in_fish 'tcfit --diameter=')" "" "fish, --diameter="
	echo > there.txt
	same "$(in_fish 'tcfit --specimens=the')" --specimens=there.txt "fish, --specimens=the"
	same "$(in_fish 'tcfit the')" there.txt "fish, a file"
else
	echo "skipped: fish is not installed" >&2
fi

# zsh completes only where someone types: keys go in, and the line that stands then comes out.
if command -v zsh > /dev/null && zsh -f -c 'zmodload zsh/zpty' 2> /dev/null; then
	tried="$tried zsh"
	echo > there.txt
	cat > type.zsh << 'END'
zmodload zsh/zpty
zpty typist zsh -f -i
zpty -w typist "PROMPT=; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D
bindkey -e; setopt no_always_last_prompt; tell() { print -r -- \"<\$BUFFER>\"; BUFFER=; }; zle -N tell; bindkey ^T tell; print ready''"
zpty -r typist line '*ready*'
for line in "$@[2,-1]"; do
	zpty -w -n typist "$line"$'\t\x14'
	zpty -r typist line $'*<*>*'
	print -r -- ${${line##*<}%%>*}
done
zpty -d typist
END
	timeout 60 zsh -f type.zsh "$made/zsh" 'tcfit --mode=te' 'tcfit --channel=lo' 'tcfit --snedd' 'insitu-plot -t pn' \
		'tcfit --specimens=the' 'eelsmap the' > typed 2> err
	printf '%s\n' 'tcfit --mode=tension ' 'tcfit --channel=load:' 'tcfit --sneddon ' 'insitu-plot -t png ' \
		'tcfit --specimens=there.txt ' 'eelsmap there.txt ' > wanted
	diff typed wanted > differ || fail "zsh: typed (<) and wanted (>): $(cat differ err)"
	for program in $programs; do
		options > wanted
		# Options stand in quotes, or in braces where they have a letter.
		tr "'{," '\n\n\n' < "$made/zsh/_$program" | grep -oE '^\*?--[a-z][a-z0-9-]*' | sed 's/^\*//' | sort -u | cmp - wanted ||
			fail "zsh, $program: other options than in the help"
	done
else
	echo "skipped: zsh is not installed" >&2
fi

[ -n "$tried" ] || skip "none of bash, zsh, fish is installed"
finish
