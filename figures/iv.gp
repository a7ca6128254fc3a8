# Current against voltage, a panel a sweep; with the fitted curve there is, below, what it leaves.
#@ need x voltage
#@ need y current
#@ also fit fit current_fit
#@ axis y fit
#@ group specimen
#@ panel each
set multiplot layout 2,panels columnsfirst title title
high = 1 - above - (title eq "" ? 0 : above)
fitted = has("fit") && is("y", "current")
fit = fitted ? ', data index g - 1 using "x":"fit" with lines linecolor rgb COLOUR[2]' : ""
share = fitted ? 0.36 : 0
unset key
set offsets graph 0.03, graph 0.03, graph 0.06, graph 0.06
do for [g = 1:groups] {
	set lmargin at screen (g - 1 + 0.2) / groups
	set rmargin at screen (g - 0.04) / groups
	set title PANEL[g]
	set tmargin at screen high
	set bmargin at screen under + share * (high - under)
	set ylabel label("y")
	set ytics autofreq
	if (fitted) {
		set format x ""
		unset xlabel
	}
	plot data index g - 1 using "x":"y" \
			with points linecolor rgb COLOUR[1] pointtype 6 pointsize dot @fit
	if (fitted) {
		unset title
		set tmargin at screen under + (share - 0.05) * (high - under)
		set bmargin at screen under
		set format x
		set xlabel label("x")
		set ylabel "residual".unit("y")
		stats data index g - 1 using (column("y") - column("fit")) nooutput name "R"
		if (R_max > R_min) { set ytics step(3 * (R_max - R_min)) }
		set xzeroaxis linewidth 0.5 dashtype 3
		plot data index g - 1 using "x":(column("y") - column("fit")) \
			with points linecolor rgb COLOUR[1] pointtype 6 pointsize 0.7 * dot
		unset xzeroaxis
	} else {
		set multiplot next
	}
}
