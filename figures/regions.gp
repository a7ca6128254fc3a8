# Plasmon energy of each region: its mean with the scatter of its pixels, its highest pixel, and the
# highest that noise alone would give.
#@ need y mean median
#@ also sd sd
#@ also top max
#@ also noise noise_max
#@ abreast
#@ group region
eval begin
set ylabel called("y", "mean", "plasmon energy")
eval abreast
set offsets 0, 0, graph 0.06, graph 0.06
first(g, word) = g == 1 ? word : ""
plot for [g = 1:groups] data index g - 1 \
		using (g):(bar(column("y") - column("sd"))):(0):(2 * column("sd")) \
		with vectors heads size screen 0.007,90 linecolor rgb COLOUR[1] notitle, \
	for [g = 1:groups] data index g - 1 using (g):"y" with points \
		linecolor rgb COLOUR[1] pointtype 5 pointsize dot title first(g, "mean, sd"), \
	for [g = 1:groups] data index g - 1 using (g):"top" with points \
		linecolor rgb COLOUR[2] pointtype 9 pointsize dot title first(g, "maximum"), \
	for [g = 1:groups] data index g - 1 using (g):"noise" with points \
		linecolor rgb COLOUR[3] pointtype 4 pointsize dot title first(g, "expected of noise")
