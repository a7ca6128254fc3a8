# Damping against strain rate, with error bars, a mark a run; the axis is logarithmic where it spans
# much.
#@ need x strain_rate frequency row
#@ need y damping
#@ also y_se y:se
#@ group specimen mode
#@ join
#@ sort
#@ kind mode tension compression
eval begin
if (X_min > 0 && X_max > 8 * X_min) {
	set logscale x
	set xtics autofreq
	set xrange [X_min / 1.4:X_max * 1.4]
}
set offsets graph 0.03, graph 0.03, graph 0.06, graph 0.06
do for [p = 1:panels] {
	eval next
	plot for [g in MEMBERS[p]] data index (g - 1) \
			using "x":(bar(column("y") - column("y_se"))):(0):(2 * column("y_se")) \
			with vectors heads size screen 0.007,90 linecolor rgb colour(g + 0) notitle, \
		for [g in MEMBERS[p]] data index (g - 1) using "x":"y" \
			with linespoints ls g + 0 linewidth 0.5 title GROUP[g + 0]
}
