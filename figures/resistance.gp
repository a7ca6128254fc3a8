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
# So many steps divide what a group spans along each axis. Marks of one place between them would lie on
# each other, so the first of them is drawn: no peak is lost, however short. Halves cannot overflow.
steps = 60
array LEFT[groups]
array RIGHT[groups]
array BELOW[groups]
array TOP[groups]
array TAKEN[(steps + 1) ** 2]
do for [i = 1:(steps + 1) ** 2] { TAKEN[i] = 0 }
do for [g = 1:groups] {
	stats data index (g - 1) using "x":"y" nooutput name "M"
	LEFT[g] = M_min_x
	RIGHT[g] = M_max_x
	BELOW[g] = M_min_y
	TOP[g] = M_max_y
}
at(v, lo, hi) = hi > lo ? int((v / 2 - lo / 2) / (hi / 2 - lo / 2) * steps) : 0
spot(g, x, y) = 1 + at(x, LEFT[g], RIGHT[g]) + (steps + 1) * at(y, BELOW[g], TOP[g])
take(g, k, y) = TAKEN[k] == g ? NaN : (TAKEN[k] = g, y)
alone(g, x, y) = x == x && y == y ? take(g, spot(g, x, y), y) : NaN
do for [p = 1:panels] {
	eval next
	first = int(word(MEMBERS[p], 1))
	plot for [g in MEMBERS[p]] data index (g - 1) using "x":(alone(g + 0, column("x"), column("y"))) \
			with points ls g + 0 pointtype 6 pointsize 0.7 * dot linewidth 0.7 title one(g + 0) \
		@geometry @strain
}
