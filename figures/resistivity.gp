# Change of resistivity at rest, at the extreme strain and unloaded, a mark a specimen with its error.
#@ need x state row
#@ need y resistivity_change
#@ also y_se y:se
#@ group specimen
#@ words state rest extreme unloaded
eval begin
set xtics ("rest" 1, "extreme" 2, "unloaded" 3)
unset xlabel
set xrange [0.5:3.5]
set xzeroaxis linewidth 0.5 dashtype 3
shift(g) = groups > 1 ? 0.3 * ((g - 1.) / (groups - 1) - 0.5) : 0
set offsets 0, 0, graph 0.06, graph 0.06
plot for [g = 1:groups] data index g - 1 \
		using (column("x") + shift(g)):(bar(column("y") - column("y_se"))):(0):(2 * column("y_se")) \
		with vectors heads size screen 0.007,90 linecolor rgb colour(g) notitle, \
	for [g = 1:groups] data index g - 1 using (column("x") + shift(g)):"y" \
		with points ls g title GROUP[g]
