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

{
	split($0, part, ":")
	number = part[2] + 0
	if (!number || part[1] ~ /-$/)
		next
	lines++
	if (part[1] !~ /#####|=====/) {
		reached++
		next
	}
	text = substr($0, length(part[1]) + length(part[2]) + 3)
	for (i = 1; i <= rules; i++)
		if ((file[i] == "*" || index(path, file[i])) && text ~ code[i])
			break
	if (i <= rules) {
		explained++
		used[i] = 1
		next
	}
	print path ":" number ":" text
	open++
}

END {
	for (i = 1; i <= rules; i++)
		if (!used[i])
			print "a reason for nothing: " file[i] ": " code[i]
	if (!lines)
		exit 1
	printf "lines: %d of %d reached (%.1f %%), %d explained, %d not\n", reached, lines,
		100 * reached / lines, explained, open
	printf "branches: %d of %d taken (%.1f %%)\n", taken, branches, 100 * taken / branches
}
