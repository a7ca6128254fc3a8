# Current against voltage with the fitted curve, and below what the fit leaves.
#@ need x voltage
#@ need y current
#@ also fit fit current_fit
#@ group specimen
#@ panel each
set multiplot layout 2,panels columnsfirst title title
high = 1 - above - (title eq "" ? 0 : above)
unset key
at = strstrt(label("y"), " (")
unit = at > 0 ? label("y")[at:*] : ""
set offsets graph 0.03, graph 0.03, graph 0.06, graph 0.06
do for [g = 1:groups] {
	set title PANEL[g]
	set lmargin at screen (g - 1 + 0.2) / groups
	set rmargin at screen (g - 0.04) / groups
	set tmargin at screen high
	set bmargin at screen under + 0.4 * (high - under)
	set format x ""
	unset xlabel
	set ylabel label("y")
	set ytics autofreq
	plot data index g - 1 using "x":"y" with points linecolor rgb COLOUR[1] pointtype 6 pointsize dot, \
		data index g - 1 using "x":"fit" with lines linecolor rgb COLOUR[2]
	set title
	set tmargin at screen under + 0.34 * (high - under)
	set bmargin at screen under
	set format x
	set xlabel label("x")
	set ylabel "residual".unit
	stats data index g - 1 using (column("y") - column("fit")) nooutput name "R"
	if (R_max > R_min) { set ytics step(3 * (R_max - R_min)) }
	set xzeroaxis linewidth 0.5 dashtype 3
	plot data index g - 1 using "x":(column("y") - column("fit")) \
		with points linecolor rgb COLOUR[1] pointtype 6 pointsize 0.7 * dot
	unset xzeroaxis
}
