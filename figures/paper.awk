# The numbers of the paper beside those that the streams in this folder give, as a stream:
#
#     awk -f paper.awk printed.tsv
#
# printed.tsv tells what is printed and where its like stands: the stream's name, the column, which row
# (NAME=WORD, or NAME~NUMBER within 10 %; - for the first), and its standard error: a column, a product of two, or
# a number.
# Both agree if they differ by no more than two standard errors and half of the last digit printed.

# Read the first row of STREAM that fits WHERE into cell[]; 1 if there is one.
function find_row(stream, where,    path, line, names, name, values, n, i, found)
{
	path = stream ".tsv"
	split("", cell)
	while (!found && (getline line < path) > 0) {
		if (line ~ /^#/)
			continue
		if (!n) {
			n = split(line, name, "\t")
			continue
		}
		split(line, values, "\t")
		for (i = 1; i <= n; i++)
			cell[name[i]] = values[i]
		found = fits(where)
	}
	close(path)
	return found
}

function fits(where,    want, n, i, pair)
{
	n = where == "-" ? 0 : split(where, want, " ")
	for (i = 1; i <= n; i++)
		if (want[i] ~ /~/) {
			split(want[i], pair, "~")
			if (!(cell[pair[1]] > 0.9 * pair[2] && cell[pair[1]] < 1.1 * pair[2]))
				return 0
		} else {
			split(want[i], pair, "=")
			if (cell[pair[1]] != pair[2])
				return 0
		}
	return 1
}

function error_of(columns,    factor, n, i, product)
{
	n = split(columns, factor, "*")
	product = 1
	for (i = 1; i <= n; i++) {
		if (factor[i] + 0 > 0)
			product *= factor[i]
		else if (!(factor[i] in cell) || cell[factor[i]] == "nan")
			return "nan"
		else
			product *= cell[factor[i]]
	}
	return sprintf("%.4g", product < 0 ? -product : product)
}

function agreement(computed, error, printed,    digits, room, off)
{
	digits = index(printed, ".") ? length(printed) - index(printed, ".") : 0
	room = 0.5 * 10 ^ -digits + (error == "nan" ? 0 : 2 * error)
	off = computed - printed
	return (off < 0 ? -off : off) <= room * (1 + 1e-9) ? "yes" : "no"
}

BEGIN {
	FS = OFS = "\t"
	print "#insitu 1"
	print "#@ kind", "paper"
	print "figure", "quantity", "computed", "computed_se", "printed", "agrees", "remark"
}

FNR > 1 && find_row($4, $6) && ($5 in cell) {
	error = error_of($7)
	print $1, $2, sprintf("%.6g", cell[$5]), error, $3, agreement(cell[$5], error, $3), $8
}
