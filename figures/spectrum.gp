# Spectra with their fitted peaks; the plasmons once more, larger, in an inset.
#@ need x energy
#@ need y counts
#@ also zero zero_loss_fit
#@ also plasmon plasmon_fit
#@ axis y zero plasmon
#@ group specimen
#@ thin
#@ sort
set multiplot
set title title
first(g, word) = g == 1 ? word : ""
# Beside two spectra a column of the key holds but the word "fits".
if (groups < 3) { set key maxcols fitting(4) }
zero = has("zero") && is("y", "counts") ? ', for [g = 1:groups] data index g - 1 using "x":"zero" \
	with lines linecolor rgb COLOUR[7] dashtype 2 title first(g, "fits")' : ""
plasmon = has("plasmon") && is("y", "counts") ? ', for [g = 1:groups] data index g - 1 \
	using "x":"plasmon" with lines linecolor rgb COLOUR[7] dashtype 2 notitle' : ""
plot for [g = 1:groups] data index g - 1 using "x":"y" \
		with lines linecolor rgb colour(g) linewidth 0.6 title GROUP[g] @zero @plasmon
# The inset spans the plasmons and is as high as the spectra there, where there are both.
inset = plasmon ne "" && !text
if (inset) {
	stats data using (column("plasmon") > 0 ? column("x") : NaN) nooutput name "P"
	inset = exists("P_max") && P_max > P_min
}
if (inset) {
	stats data using (column("x") >= P_min && column("x") <= P_max ? column("y") : NaN) \
		nooutput name "Q"
	inset = exists("Q_max") && Q_max > 0
}
if (inset) {
	set title
	unset key
	unset xlabel
	unset ylabel
	set origin 0.42, 0.36
	set size 0.55, 0.5
	set lmargin -1
	set object 1 rectangle from graph 0,0 to graph 1,1 fillcolor rgb "white" fillstyle solid \
		noborder behind
	set xrange [P_min:P_max]
	set yrange [0:1.15 * Q_max]
	set offsets 0, 0, 0, 0
	set xtics step(1.5 * (P_max - P_min))
	set ytics step(2 * Q_max)
	plot for [g = 1:groups] data index g - 1 using "x":"y" with points linecolor rgb colour(g) \
			pointtype mark(g) pointsize 0.3 * dot, \
		for [g = 1:groups] data index g - 1 using "x":"plasmon" with lines linecolor rgb COLOUR[7] \
			linewidth 1.5
}
