# coverage.awk - sum up gcov's files of lib/, and list the lines that no test reached and no reason explains.

BEGIN {
	while ((getline line < reasons) > 0) {
		if (line ~ /^#/ || split(line, part, "\t") != 3)
			continue
		file[++rules] = part[1]
		code[rules] = part[2]
	}
}

FNR == 1 {
	path = FILENAME
	sub(/.*lib#/, "lib#", path)
	sub(/\.gcov$/, "", path)
	gsub(/#/, "/", path)
}

# gcov's own lines: "count:number:code" and "branch 0 taken 3 (fallthrough)".
/^branch/ {
	branches++
	taken += $0 !~ /never executed|taken 0/
	next
}

# A function that is compiled for several processors stands there more than once.
{
	split($0, part, ":")
	number = part[2] + 0
	if (!number || part[1] ~ /-$/)
		next
	key = path ":" number
	if (!(key in text)) {
		text[key] = substr($0, length(part[1]) + length(part[2]) + 3)
		place[++lines] = key
	}
	if (part[1] !~ /#####|=====/)
		reached[key] = 1
}

function is_explained(key, i) {
	for (i = 1; i <= rules; i++)
		if ((file[i] == "*" || index(key, file[i] ":") == 1) && text[key] ~ code[i])
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
			print key ":" text[key]
			open++
		}
	}
	for (i = 1; i <= rules; i++)
		if (!used[i])
			print "a reason for nothing: " file[i] ": " code[i]
	if (!lines)
		exit 1
	printf "lines: %d of %d reached (%.1f %%), %d explained, %d not\n", hits, lines,
		100 * hits / lines, explained, open
	printf "branches: %d of %d taken (%.1f %%)\n", taken, branches, 100 * taken / branches
}
