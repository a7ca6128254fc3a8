# coverage.awk - sum up gcov's files of lib/, list the lines that no test reached and no reason explains, and the
# reasons that explain nothing. Fails where there is any of either.

BEGIN {
	while ((getline line < reasons) > 0) {
		if (line ~ /^#/ || line == "")
			continue
		if (split(line, part, "\t") != 4) {
			print reasons ": not FILE, FUNCTION, CODE, REASON: " line
			faults++
			continue
		}
		file[++rules] = part[1]
		within[rules] = part[2]
		code[rules] = part[3]
	}
}

FNR == 1 {
	path = FILENAME
	sub(/.*lib#/, "lib#", path)
	sub(/\.gcov$/, "", path)
	gsub(/#/, "/", path)
	name = ""
}

# gcov's own lines: "function NAME called ..." and "branch 0 taken 3 (fallthrough)".
/^function/ {
	name = $0
	sub(/^function /, "", name)
	sub(/[ .].*/, "", name)
	next
}

/^branch/ {
	branches++
	taken += $0 !~ /never executed|taken 0/
	next
}

# A function that is compiled for several processors stands there more than once. A label is no code.
{
	split($0, part, ":")
	number = part[2] + 0
	if (!number || part[1] ~ /-$/)
		next
	words = substr($0, length(part[1]) + length(part[2]) + 3)
	gsub(/^[ \t]+|[ \t]+$/, "", words)
	if (words ~ /^[a-z_]+:$/)
		next
	key = path ":" number
	if (!(key in text)) {
		text[key] = words
		place[++lines] = key
		owner[key] = path "\t" name
	}
	if (part[1] !~ /#####|=====/) {
		reached[key] = 1
		lives[owner[key]] = 1
	}
}

# By its own words, or with a "." by its function, of which then no line is reached.
function is_explained(key, i) {
	for (i = 1; i <= rules; i++)
		if (owner[key] == file[i] "\t" within[i] &&
			(code[i] == text[key] || (code[i] == "." && !(owner[key] in lives))))
			return used[i] = 1
	return 0
}

END {
	for (i = 1; i <= lines; i++) {
		key = place[i]
		if (key in reached)
			hits++
		else if (is_explained(key))
			explained++
		else {
			name = owner[key]
			sub(/.*\t/, "", name)
			print "no reason: " key ": " name ": " text[key]
			open++
		}
	}
	for (i = 1; i <= rules; i++)
		if (!used[i]) {
			print "a reason for a line that is reached, or gone: " file[i] ": " within[i] ": " code[i]
			faults++
		}
	if (!lines)
		exit 1
	printf "lines: %d of %d reached (%.2f %%), %d explained, %d not\n", hits, lines,
		100 * hits / lines, explained, open
	printf "branches: %d of %d taken (%.1f %%)\n", taken, branches, 100 * taken / branches
	exit open + faults > 0
}
