# Damping of each cycle, a line a run.
#@ need x cycle
#@ need y damping
#@ also y_se y:se
#@ group specimen mode frequency
#@ sort
eval begin
do for [p = 1:panels] {
	eval next
	plot for [g in MEMBERS[p]] data index (g - 1) \
			using "x":(bar(column("y") - column("y_se"))):(0):(2 * column("y_se")) \
			with vectors heads size screen 0.007,90 linecolor rgb ramp(g + 0) notitle, \
		for [g in MEMBERS[p]] data index (g - 1) using "x":"y" with linespoints \
			linecolor rgb ramp(g + 0) linewidth 0.5 pointtype mark(g + 0) pointsize dot \
			title GROUP[g + 0]
}
