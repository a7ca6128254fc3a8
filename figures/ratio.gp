# The ratio of strength in tension to that in compression, a mark a method with its interval; an arrow
# where the ratio is a lower bound.
#@ need y ratio
#@ also lo y:lo
#@ also hi y:hi
#@ also bound y:bound
#@ abreast
#@ group method
#@ words ratio_bound = >=
eval begin
own = is("y", "ratio")
if (own) { set ylabel "ratio, tension to compression" }
eval abreast
unset key
H_max = Y_max
if (has("hi")) { stats data using "hi" nooutput name "H" }
top = (H_max > Y_max ? H_max : Y_max) * 1.15
set yrange [0:top]
foot(y, bound) = bound == 2 ? y : NaN
# An interval without an upper end reaches to its mark.
top_end(none) = strcol("hi") eq "nan" ? column("y") : column("hi")
if (own) { set arrow 1 from graph 0,first 1 to graph 1,first 1 nohead linecolor rgb "#808080" dashtype 2 }
plot for [g = 1:groups] data index g - 1 \
		using (g):(bar(column("lo"))):(0):(top_end(0) - column("lo")) \
		with vectors heads size screen 0.007,90 linecolor rgb COLOUR[1] notitle, \
	for [g = 1:groups] data index g - 1 \
		using (g):(foot(column("y"), column("bound"))):(0):(0.08 * top) \
		with vectors linecolor rgb COLOUR[1] head filled size graph 0.012,25 notitle, \
	for [g = 1:groups] data index g - 1 using (g):"y" \
		with points linecolor rgb COLOUR[1] pointtype 5 pointsize dot
