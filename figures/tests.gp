# Yield strength against size, a mark a test; where fracture came first it is a lower bound, and an
# arrow points up.
#@ need x diameter area row
#@ need y yield
#@ also y_se y:se
#@ also bound y:bound
#@ group mode
#@ kind mode tension compression
#@ words yield_bound = >= none
eval begin
if (is("y", "yield")) { set ylabel "yield strength".unit("y") }
top = Y_max > 0 ? Y_max * 1.15 : 0
if (top > 0 && Y_min >= 0) { set yrange [0:top] }
set offsets graph 0.06, graph 0.06, 0, 0
# Where an arrow begins: at a lower bound, the second of the words above.
foot(y, bound) = bound == 2 ? y : NaN
do for [p = 1:panels] {
	eval next
	plot for [g in MEMBERS[p]] data index (g - 1) \
			using "x":(bar(column("y") - column("y_se"))):(0):(2 * column("y_se")) \
			with vectors heads size screen 0.007,90 linecolor rgb colour(g + 0) notitle, \
		for [g in MEMBERS[p]] data index (g - 1) \
			using "x":(foot(column("y"), column("bound"))):(0):(0.08 * top) \
			with vectors linecolor rgb colour(g + 0) head filled size graph 0.012,25 notitle, \
		for [g in MEMBERS[p]] data index (g - 1) using "x":"y" with points ls g + 0 title GROUP[g + 0]
}
