# What every figure shares: insitu-plot runs this page, which loads the template of the stream's kind.
#
# Only numbers are data: they come on descriptor 3, a block a group, each block under a row of the
# names that the template's head gives to its columns, "nan" where there is no number. Words come
# as arguments, since gnuplot runs nothing that stands in one:
#   ARG1 the template                  ARG2 svg, pdf, png or text
#   ARG3 "width height", in points or letters
#   ARG4 title                         ARG5 label of each column, a TAB after each
#   ARG6 label of each group           ARG7 "panel kind rank level set" of each group
#   ARG8 label of each panel           ARG9 names of the columns
set encoding utf8
set decimalsign "."
set datafile separator tab
set datafile columnheaders
data = "/dev/fd/3"

# A template that is loaded sees no arguments, so they get names.
type = ARG2
title = ARG4
width = real(word(ARG3, 1))
height = real(word(ARG3, 2))
text = type eq "text"

# Sizes are in points, letters are 7 pt DejaVu Sans. pdfcairo halves lines; it and pngcairo take 96
# dots an inch for letters. svg draws smaller points.
if (type eq "svg") {
	set terminal svg noenhanced size width,height font "DejaVu Sans,7" background rgb "white"
}
if (type eq "pdf") {
	set terminal pdfcairo noenhanced size width/72 in,height/72 in font "DejaVu Sans,7" \
		fontscale 0.75 linewidth 2 background rgb "white"
}
if (type eq "png") {
	set terminal pngcairo noenhanced size width*300/72,height*300/72 font "DejaVu Sans,7" \
		fontscale 300/96. linewidth 300/72. dashlength 0.5 pointscale 300/72. background rgb "white"
}
if (text) {
	set terminal dumb noenhanced size width,height mono
}
dot = 0.45 * (type eq "svg" ? 1.35 : 1)
# Heights on the page, as parts of it, for templates that set their own margins: what stands below a
# plot's axis with and without a label, and above it.
line = (type eq "svg" ? 10.5 : text ? 1 : 9) / height
under = 3.4 * line
above = 2.2 * line

# Words, taken apart: LABEL of a column, GROUP of an entry in the key, PANEL over a panel.
columns = words(ARG9)
groups = words(ARG7) / 5
panels = 1
levels = 1
array NAME[columns]
array LABEL[columns]
array GROUP[groups]
array KIND[groups]
array RANK[groups]
array LEVEL[groups]
array SET[groups]
array PLACE[groups]
rest = ARG5
do for [i = 1:columns] {
	NAME[i] = word(ARG9, i)
	LABEL[i] = rest[1:strstrt(rest, "\t") - 1]
	rest = rest[strstrt(rest, "\t") + 1:*]
}
place(name) = sum [i = 1:columns] (NAME[i] eq name ? i : 0)
has(name) = place(name) > 0
label(name) = LABEL[place(name)]
rest = ARG6
do for [i = 1:groups] {
	GROUP[i] = rest[1:strstrt(rest, "\t") - 1]
	rest = rest[strstrt(rest, "\t") + 1:*]
	PLACE[i] = int(word(ARG7, 5 * i - 4))
	KIND[i] = int(word(ARG7, 5 * i - 3))
	RANK[i] = int(word(ARG7, 5 * i - 2))
	LEVEL[i] = int(word(ARG7, 5 * i - 1))
	SET[i] = int(word(ARG7, 5 * i))
	if (PLACE[i] > panels) { panels = PLACE[i] }
	if (LEVEL[i] >= levels) { levels = LEVEL[i] + 1 }
}
# The groups of each panel, as words for `for [g in MEMBERS[p]]`.
array PANEL[panels]
array MEMBERS[panels]
rest = ARG8
do for [p = 1:panels] {
	PANEL[p] = rest[1:strstrt(rest, "\t") - 1]
	rest = rest[strstrt(rest, "\t") + 1:*]
	MEMBERS[p] = ""
}
do for [i = 1:groups] {
	MEMBERS[PLACE[i]] = MEMBERS[PLACE[i]]." ".i
	# What stands over a panel tells nothing in its key.
	if (panels > 1 && GROUP[i] eq PANEL[PLACE[i]]) { GROUP[i] = "" }
}

# Okabe and Ito's colours, which colour-blind readers tell apart; dashes and marks tell them apart in
# grey. Kind 1 is drawn in vermillion with circles, kind 2 in black with squares; beside these, what is
# of no kind has the others.
array COLOUR[7] = [0x000000, 0xd55e00, 0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9]
array MARK[7] = [5, 7, 9, 13, 11, 4, 6]
array DASH[5] = [1, 2, 4, 3, 5]
kinds = sum [g = 1:groups] KIND[g]
turn(g) = kinds > 0 ? RANK[g] % 5 + 3 : RANK[g] % 7 + 1
colour(g) = KIND[g] == 1 ? COLOUR[2] : KIND[g] == 2 ? COLOUR[1] : COLOUR[turn(g)]
mark(g) = KIND[g] == 1 ? 7 : KIND[g] == 2 ? 5 : MARK[turn(g)]
do for [g = 1:groups] {
	set style line g linecolor rgb colour(g) linewidth 0.8 dashtype DASH[RANK[g] % 5 + 1] \
		pointtype mark(g) pointsize dot
	# Many lines are told apart by nothing; dashes would only blur them.
	if (groups > 6 * panels) { set style line g linewidth 0.5 dashtype 1 }
}
# From dark to light for what grows from one group to the next, frequency say. Where groups of one panel
# are alike in that, their dashes tell specimens and modes apart.
array RAMP[5] = [0x440154, 0x3e4a89, 0x26828e, 0x35b779, 0xe3bf1f]
# Up to five take these colours; more, the mixtures between them.
at(g) = levels > 1 ? 4. * LEVEL[g] / (levels - 1) : 0.
part(c, k) = (c / k) % 256
mix(a, b, share) = int(a + share * (b - a) + 0.5)
between(a, b, s) = 65536 * mix(part(a, 65536), part(b, 65536), s) + 256 * mix(part(a, 256), part(b, 256), s) + mix(part(a, 1), part(b, 1), s)
ramp(g) = levels > 5 && at(g) < 4 ? between(RAMP[int(at(g)) + 1], RAMP[int(at(g)) + 2], at(g) - int(at(g))) \
	: RAMP[int(at(g) + 0.5) + 1]
dash(g) = DASH[SET[g] % 5 + 1]

# Over a SPAN of an axis, a step that gives up to six tics: 1, 2 or 5 times a power of ten.
power(span) = 10. ** floor(log10(span / 6))
mantissa(span) = span / 6 / power(span)
step(span) = power(span) * (mantissa(span) > 5 ? 10 : mantissa(span) > 2 ? 5 : mantissa(span) > 1 ? 2 : 1)
# The next wider one; and how many letters the number of a tic takes, up to MOST, with steps of S.
wider(s) = step(6.1 * s)
decimals(s) = -floor(log10(s) + 1e-9)
letters(most, s) = strlen(sprintf("%d", most)) + (decimals(s) > 0 ? 1 + decimals(s) : 0)
# Groups side by side, each named under the axis: slanted where names would run into each other,
# upright where a slanted one would leave the page, and one of several where there is no room for all.
# In points: a letter is 4.3 wide, and 3 to the left and down where it is slanted; 40 are left of the
# axis; a line of letters needs 8, and 11 along the axis where it is slanted.
longest = 1
widest = 1
do for [g = 1:groups] {
	if (strlen(GROUP[g]) > longest) { longest = strlen(GROUP[g]) }
	both = g > 1 ? strlen(GROUP[g]) + strlen(GROUP[g - 1]) : 0
	if (both > 2 * widest) { widest = both / 2. }
}
room = 0.7 * width / groups
angle = text || widest * 4.3 < room ? 0 : longest * 3 < 40 + room / 2 && room > 11 ? 45 : 90
turns = angle ? ceil(8 / room) : ceil((text ? longest + 1 : 0) / room)
if (turns < 1) { turns = 1 }
abreast = "set xtics ".(angle ? "rotate by angle right " : "")."(); ".\
	"do for [g = 1:groups:turns] { set xtics add (GROUP[g] eq '' ? ' ' : GROUP[g] g) }; ".\
	"set xrange [0.5:groups + 0.5]"
# Where an error bar begins; characters are too coarse for any.
bar(low) = text ? NaN : low
# The unit in a column's label, " (GPa)"; empty without one.
unit(name) = strstrt(label(name), " (") > 0 ? label(name)[strstrt(label(name), " ("):*] : ""
bare(name) = label(name)[1:strlen(label(name)) - strlen(unit(name))]
# Whether -x and -y left a template the column that it is made for: what belongs to that one stands
# beside no other.
is(name, word) = has(name) && bare(name) eq word

set border linewidth 0.6
set tics scale 0.6
set autoscale fix
set offsets graph 0.03, graph 0.03, graph 0.04, graph 0.04
set key above left Left reverse samplen 2.2 spacing 1.1 width 1
# gnuplot puts as many entries in a line as the page could hold, but begins where the plot does, 40 points to
# the right. Each begins with a sample of 26 points, and the next one comes after 4.9 a letter and 5 more;
# LAST is the longest of the last column.
page = text ? 1e9 : width / (panels < 3 ? panels : 3)
fitting(last) = page > 97 + 4.9 * longest + 4.5 * last ? \
	1 + floor((page - 66 - 4.5 * last) / (31 + 4.9 * longest)) : 1
set key maxcols fitting(longest)
if (has("x")) {
	set xlabel label("x")
	stats data using "x" nooutput name "X"
	if (X_max > X_min && panels == 1) { set xtics step(X_max - X_min) }
}
if (has("y")) {
	set ylabel label("y")
	stats data using "y" nooutput name "Y"
}
# A template begins by this, or sets its own panels.
begin = panels > 1 ? sprintf("set multiplot layout %d,%d title title", (panels + 2) / 3, \
	panels > 3 ? 3 : panels) : "set title title"
# Before the plot of panel p; the widest group there gives the tics.
array SPAN[panels]
next = "if (panels > 1) { set title PANEL[p]; if (SPAN[p] > 0) { set xtics step(SPAN[p]) } }"
do for [p = 1:panels] { SPAN[p] = 0. }
do for [p = 1:panels] {
	do for [g in panels > 1 && has("x") ? MEMBERS[p] : ""] {
		stats data index (g - 1) using "x" nooutput name "G"
		if (G_max - G_min > SPAN[p]) { SPAN[p] = G_max - G_min }
	}
}
load ARG1
if (GPVAL_MULTIPLOT) { unset multiplot }
