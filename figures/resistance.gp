# Measured resistance as marks and what geometry alone would give as a dashed line, against time, with
# the strain on an axis to the right.
#@ need x time strain row
#@ need y resistance
#@ also geometric geometric
#@ also strain strain
#@ axis y geometric
#@ group specimen
#@ panel each
eval begin
second = has("strain") && label("x") ne label("strain") && label("y") ne label("strain")
if (second) {
	set ytics nomirror
	set y2tics textcolor rgb COLOUR[3]
	set y2label label("strain") textcolor rgb COLOUR[3]
	stats data using "strain" nooutput name "S"
	room = 0.04 * (S_max - S_min)
	if (room > 0 && panels == 1) { set y2range [S_min - room:S_max + room] }
}
grey = 0x808080
geometry = has("geometric") && is("y", "resistance") ? ', for [g in MEMBERS[p]] data index (g - 1) \
	using "x":"geometric" with lines linecolor rgb grey dashtype 2 linewidth 1.3 \
	title g == first ? "geometry alone" : ""' : ""
strain = second ? ', for [g in MEMBERS[p]] data index (g - 1) using "x":"strain" axes x1y2 \
	with lines linecolor rgb COLOUR[3] dashtype 3 title g == first ? "strain (right)" : ""' : ""
one(g) = GROUP[g] eq "" ? "measured" : GROUP[g]
do for [p = 1:panels] {
	eval next
	first = int(word(MEMBERS[p], 1))
	plot for [g in MEMBERS[p]] data index (g - 1) every ceil(X_records / 100. / groups) using "x":"y" \
			with points ls g + 0 pointtype 6 pointsize 0.7 * dot linewidth 0.7 title one(g + 0) \
		@geometry @strain
}
