# Plasmon energy of each region: its mean with the scatter of its pixels, its highest pixel, and the
# highest that noise alone would give. Of another column, each region's number with its error.
#@ need y mean median
#@ also y_se y:se
#@ also sd sd
#@ also top max
#@ also noise noise_max
#@ axis y sd top noise
#@ abreast
#@ group region
eval begin
energy = is("y", "mean") || is("y", "median")
if (energy) { set ylabel "plasmon energy".unit("y") }
eval abreast
set offsets 0, 0, graph 0.06, graph 0.06
first(g, word) = g == 1 ? word : ""
half = energy ? "sd" : "y_se"
bars = has(half) ? 'for [g = 1:groups] data index g - 1 \
	using (g):(bar(column("y") - column(half))):(0):(2 * column(half)) \
	with vectors heads size screen 0.007,90 linecolor rgb COLOUR[1] notitle, ' : ""
top = energy && has("top") ? ', for [g = 1:groups] data index g - 1 using (g):"top" with points \
	linecolor rgb COLOUR[2] pointtype 9 pointsize dot title first(g, "maximum")' : ""
noise = energy && has("noise") ? ', for [g = 1:groups] data index g - 1 using (g):"noise" with points \
	linecolor rgb COLOUR[3] pointtype 4 pointsize dot title first(g, "expected of noise")' : ""
plot @bars for [g = 1:groups] data index g - 1 using (g):"y" with points \
	linecolor rgb COLOUR[1] pointtype 5 pointsize dot \
	title first(g, bare("y").(!has(half) ? "" : energy ? ", sd" : ", se")) @top @noise
