# One page that shows every figure in this folder with its caption, what made it, and the paper's numbers:
#
#     awk -f page.awk captions.tsv > index.html
#
# captions.tsv tells the figures and their captions; FIGURE.svg and paper.tsv stand in the folder. The
# page holds all it shows, runs nothing, and asks nothing of the network.

function escape(text)
{
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	gsub(/>/, "\\&gt;", text)
	return text
}

# The picture, its identifiers made its own; its description goes to tools[] and inputs[], escaped as it is.
function show_picture(figure,    path, line, begun, described)
{
	path = figure ".svg"
	tools = inputs = 0
	while ((getline line < path) > 0) {
		begun = begun || line ~ /^<svg/
		if (sub(/^<desc>/, "", line))
			described = 1
		if (described) {
			if (sub(/^tool: /, "", line))
				tool[++tools] = line
			else if (sub(/^input: /, "", line))
				input[++inputs] = line
			if (line ~ /<\/desc>/)
				described = 0
			continue
		}
		gsub(/ id=['"]/, "&" figure "-", line)
		gsub(/href='#/, "&" figure "-", line)
		gsub(/url\(#/, "&" figure "-", line)
		if (line ~ /^<title><\/title>/)
			line = "<title>" escape(title) "</title>"
		if (begun)
			print line
	}
	close(path)
}

# Whether another command read the stream NAME, as a file or behind an option's "=".
function is_read(name,    i, k, n, word)
{
	for (i = 1; i <= tools; i++) {
		n = split(tool[i], word, " ")
		for (k = 2; k <= n; k++)
			if (word[k - 1] != "-o" && (word[k] == name || \
			    substr(word[k], index(word[k], "=") + 1) == name))
				return 1
	}
	return 0
}

# The commands, as they would be typed: versions are in the streams.
function show_commands(figure,    i, n, word, streams, k)
{
	print "<pre>"
	for (i = 1; i <= tools; i++) {
		n = split(tool[i], word, " ")
		if (word[1] == "insitu-plot")
			continue
		for (k = 2; k < n; k++)
			if (word[k] == "-o" && !is_read(word[k + 1]))
				streams = streams " " word[k + 1]
		sub(/ [0-9][0-9.]*/, "", tool[i])
		print tool[i]
	}
	for (i = 1; i <= tools; i++)
		if (sub(/^insitu-plot [0-9.]*/, "insitu-plot", tool[i]))
			print tool[i] " -o " figure ".svg" streams
	print "</pre>"
}

function show_numbers(figure,    line, cell, shown)
{
	while ((getline line < "paper.tsv") > 0) {
		if (line ~ /^#/ || split(line, cell, "\t") < 7 || cell[1] != figure)
			continue
		if (!shown++)
			print "<table><tr><th>quantity<th>computed<th>standard error<th>the paper<th>agree<th></tr>"
		print "<tr><td>" escape(cell[2]) "<td>" cell[3] "<td>" cell[4] "<td>" cell[5] "<td>" cell[6] \
			"<td>" (cell[7] == "-" ? "" : escape(cell[7])) "</tr>"
	}
	close("paper.tsv")
	if (shown)
		print "</table>"
}

function show_inputs(    i)
{
	print "<details><summary>Exports that were read</summary><pre>"
	for (i = 1; i <= inputs; i++)
		print input[i]
	print "</pre></details>"
}

BEGIN {
	FS = "\t"
	print "<!DOCTYPE html>"
	print "<html lang=\"en\"><head><meta charset=\"utf-8\"><title>insitu: the figures</title>"
	print "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
	print "<style>"
	print "body { font: 16px/1.5 'DejaVu Sans', Verdana, sans-serif; max-width: 60rem; margin: auto; padding: 0 1rem; color: #222; background: #fff }"
	print "svg { max-width: 100%; height: auto }"
	print "pre { background: #f4f4f4; padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px }"
	print "div { overflow-x: auto }"
	print "table { border-collapse: collapse; font-size: 13px }"
	print "td, th { text-align: left; padding: .1rem .8rem .1rem 0; border-bottom: 1px solid #ddd }"
	print "</style></head><body>"
	print "<h1>insitu: the figures</h1>"
	print "<p>Every export behind these figures is <strong>synthetic</strong>: computed from known numbers with a fixed"
	print "seed, in the layouts that real instruments write. They follow the published experiments on amorphous"
	print "silicon, whose raw data are not public. So where a number agrees with the paper's, the programs found"
	print "again what went in; nothing here confirms the paper.</p>"
}

FNR > 1 {
	title = $2
	if ((getline line < ($1 ".svg")) <= 0)
		next
	close($1 ".svg")
	print "<h2 id=\"" $1 "\">" escape($2) "</h2>"
	print "<p>" escape($3) "</p>"
	show_picture($1)
	print "<div>"
	show_numbers($1)
	print "</div>"
	show_commands($1)
	show_inputs()
}

END {
	print "</body></html>"
}
